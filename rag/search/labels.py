"""Tags and collections that people give to documents, in a file of its own beside the index.

The index may be thrown away and made anew; these may not. A document is known by its id, which
is made from its path. One line of JSON a document, sorted, so that the file can be read,
compared and kept under version control.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import orjson

from rag.errors import IndexRefused, QuestionError
from rag.files import write_whole
from rag.search.locks import portalocker
from rag.search.where import plain_label

_LONGEST = 100
COLLECTION = "collection:"
"""What stands before the name of a collection where tags are given."""


@dataclass(frozen=True, slots=True)
class Labels:
    """What a person has given to one document; `path` is there for people who read the file.

    `hidden` are tags of the file or the catalogue that a person does not want.
    `stated` is what a reference manager says of it, by field (`quoth catalogue`), `item` the whole
    of it as CSL-JSON.
    """

    path: str
    tags: tuple[str, ...] = ()
    collections: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    stated: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    item: Mapping[str, Any] = field(default_factory=dict)

    def changed(self, changes: Iterable[str], keywords: Iterable[str] = ()) -> "Labels":
        """With `+x` added and `-x` taken away; `+collection:x` is a collection.

        A tag that the file (`keywords`) or the catalogue states is hidden by `-x`, until `+x`.
        """
        tags, collections, hidden = self.tags, self.collections, self.hidden
        others = {plain_label(one) for one in (*keywords, *self.stated.get("tag", ()))}
        for change in changes:
            give, label = change[0] == "+", _looked_at(change)
            if label.startswith(COLLECTION):
                collections = _with(collections, label.removeprefix(COLLECTION).strip(), give)
            else:
                tags = _with(tags, label, give)
                hidden = _with(hidden, label, not give and plain_label(label) in others)
        return replace(self, tags=tags, collections=collections, hidden=hidden)


def _looked_at(change: str) -> str:
    """The label of a change; raises QuestionError for one that is none."""
    label = " ".join(change[1:].split())
    bare = label.removeprefix(COLLECTION).strip()
    printable = bare.isprintable() and not set(bare) & set('",')
    if change[:1] not in ("+", "-") or not bare or not printable or len(bare) > _LONGEST:
        raise QuestionError(
            f"{change!r} is no change of a tag; expected +tag, -tag or +collection:name, up to "
            f"{_LONGEST} characters without commas and quotation marks."
        )
    return label


def _with(labels: tuple[str, ...], label: str, give: bool) -> tuple[str, ...]:
    others = [one for one in labels if plain_label(one) != plain_label(label)]
    return tuple(sorted([*others, label] if give else others))


def labels_file(directory: Path) -> Path:
    """Where the labels of the index in `directory` are kept."""
    whole = directory.resolve()
    return whole.parent / f"{whole.name}-tags.jsonl"


def read_labels(directory: Path) -> dict[str, Labels]:
    """Labels by document id; raises IndexRefused for a file that was damaged."""
    path = labels_file(directory)
    try:
        lines = path.read_bytes().splitlines()
    except FileNotFoundError:
        return {}
    labels = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            one = orjson.loads(line)
            labels[str(one["id"])] = _labels(one)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise IndexRefused(
                f"line {number} of {str(path)!r} is damaged ({error}); expected an object with "
                "id, path, tags and collections. Mend the line, or delete it."
            ) from error
    return labels


def _labels(one: dict[str, Any]) -> Labels:
    stated = {str(name): _texts(values) for name, values in one.get("stated", {}).items()}
    item = dict(one.get("item") or {})
    given, hidden = (_texts(one["tags"]), _texts(one["collections"])), _texts(one.get("hidden", []))
    return Labels(str(one["path"]), *given, hidden, stated, item)


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise TypeError("expected a list of strings")
    return tuple(value)


def change_labels(
    directory: Path,
    documents: Mapping[str, str],
    changes: Iterable[str],
    keywords: Mapping[str, Iterable[str]] | None = None,
) -> dict[str, Labels]:
    """Change the labels of documents (path by id); gives what each of them has now.

    `keywords` are the tags that their files state, by id.
    """
    wanted, own = list(changes), keywords or {}

    def change(every: dict[str, Labels]) -> dict[str, Labels]:
        return {
            doc_id: replace(every.get(doc_id, Labels(where)), path=where).changed(
                wanted, own.get(doc_id, ())
            )
            for doc_id, where in documents.items()
        }

    return _rewritten(directory, change)


def catalogue(directory: Path, labels: Mapping[str, Labels]) -> None:
    """Keep what a reference manager states of documents; what people have set stays."""

    def change(every: dict[str, Labels]) -> dict[str, Labels]:
        return {
            doc_id: replace(every.get(doc_id, one), path=one.path, stated=one.stated, item=one.item)
            for doc_id, one in labels.items()
        }

    _rewritten(directory, change)


def _rewritten(
    directory: Path, change: Callable[[dict[str, Labels]], dict[str, Labels]]
) -> dict[str, Labels]:
    """Have the labels of some documents changed, one writer at a time."""
    path = labels_file(directory)
    with portalocker.Lock(f"{path}.lock", "a", timeout=20):
        every = read_labels(directory)
        made = change(every)
        every.update(made)
        labelled = [item for item in every.items() if replace(item[1], path="") != Labels("")]
        lines = [
            _line(*item) for item in sorted(labelled, key=lambda item: (item[1].path, item[0]))
        ]
        write_whole(path, b"".join(lines))
    return made


def _line(id: str, labels: Labels) -> bytes:
    record = {
        "id": id,
        "path": labels.path,
        "tags": labels.tags,
        "collections": labels.collections,
        **({"hidden": labels.hidden} if labels.hidden else {}),
        **({"stated": labels.stated} if labels.stated else {}),
        **({"item": labels.item} if labels.item else {}),
    }
    return orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE)
