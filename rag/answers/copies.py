"""Copies: passages of several documents with the same sentences, so that none starves the reader.

A passage all of whose sentences stand in another one is its copy, and one of them is read: the
oldest by its document's date. One that is nearly the same (most runs of five letters are, so that a
misread letter or a word put in leaves it so) is a version. It may say another figure, so it is not
dropped: it waits behind the passages that say something else, unless the question holds a word in
which it differs.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rag.documents.structure.bylines import is_byline
from rag.english.dates import iso
from rag.english.terms import content_stems, stem
from rag.quotes.quote import fold_space
from rag.search.retriever import Hit

_VERSIONS = 2
"""Versions of a passage that are read before passages that say something else."""
_SAME = 0.6
"""The share of the shorter passage's runs of letters that a version must have, too."""
_RUN = 5
_FEW = 60  # runs; shorter passages are versions of nothing
_DEEPEST = 512
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class _Said:
    """What a passage says: its runs of letters, and the stems of its words."""

    runs: frozenset[str]
    words: frozenset[str]


def gathered(
    search: Callable[[int], Sequence[Hit]], question: str, date: Callable[[str], str | None], k: int
) -> tuple[list[Hit], list[Hit]]:
    """The `k` hits to be read, and all that were found, their copies among them.

    `search` gives so many hits, best first. While copies and versions crowd out what else was
    found, more hits are looked for. `date` gives a document's date as it is printed.
    """
    depth = 4 * k
    while True:
        hits = list(search(depth))
        distinct = apart(hits, date)
        first, waiting = in_turn(distinct, question, k)
        crowded = len(first) < k or len(hits) - len(distinct) > depth // 4
        if not crowded or len(hits) < depth or depth >= _DEEPEST:
            return [*first, *waiting][:k], hits
        depth *= 4


def apart(hits: Sequence[Hit], date: Callable[[str], str | None]) -> list[Hit]:
    """The hits without copies, in their order; of copies the oldest, else the best, stands."""
    groups: list[list[Hit]] = []
    by_words: dict[frozenset[str], int] = {}
    for hit in hits:
        said = _sentences(hit)
        at = by_words.get(said)
        if at is None or not said or groups[at][0].passage.doc_id == hit.passage.doc_id:
            by_words.setdefault(said, len(groups))
            groups.append([hit])
        else:
            groups[at].append(hit)
    return [min(group, key=lambda h: age(date(h.passage.doc_id))) for group in groups]


def in_turn(hits: Sequence[Hit], question: str, k: int) -> tuple[list[Hit], list[Hit]]:
    """The first `k` hits without those of which versions come before, and these."""
    wanted = content_stems(question)
    first: list[tuple[Hit, _Said]] = []
    waiting: list[Hit] = []
    for hit in hits:
        if len(first) == k:
            break
        said = _said(hit)
        alike = [
            one for other, one in first
            if other.passage.doc_id != hit.passage.doc_id and _versions(said, one)
        ]  # fmt: skip
        differs = wanted & (said.words - frozenset().union(*(one.words for one in alike)))
        if len(alike) >= _VERSIONS and not differs:
            waiting.append(hit)
        else:
            first.append((hit, said))
    return [hit for hit, _ in first], waiting


def age(date: str | None) -> str:
    """A date as it sorts; none comes last."""
    return (iso(date) if date else "") or "9999"


def _sentences(hit: Hit) -> frozenset[str]:
    """The sentences of a passage, but for bylines, which stand in a document's first."""
    text = hit.passage.text
    said = frozenset(fold_space(text[a:b]) for a, b in hit.passage.sentences)
    top = hit.passage.ordinal == 0
    return frozenset(one for one in said if not is_byline(one)) if top else said


def _said(hit: Hit) -> _Said:
    words = [word for one in _sentences(hit) for word in _WORD.findall(one.lower())]
    letters = " ".join(words)
    runs = frozenset(letters[at : at + _RUN] for at in range(len(letters) - _RUN + 1))
    return _Said(runs, frozenset(map(stem, words)))


def _versions(one: _Said, other: _Said) -> bool:
    """Whether two passages say nearly the same."""
    fewer = min(len(one.runs), len(other.runs))
    return fewer >= _FEW and len(one.runs & other.runs) >= _SAME * fewer
