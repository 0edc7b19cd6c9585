"""Copies: passages of several documents with the same sentences, so that none starves the reader.

A passage all of whose sentences stand in another one is its copy, and one of them is read: the
oldest by its document's date. One that is nearly the same (most runs of three words are) is a
version. It may say another figure, so it is not dropped: it waits behind the passages that say
something else, unless the question holds a word in which it differs.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rag.documents.structure.front import is_byline
from rag.english.dates import iso
from rag.english.terms import content_words, stem
from rag.quotes.quote import fold_space
from rag.search.retriever import Hit

_VERSIONS = 2
"""Versions of a passage that are read before passages that say something else."""
_SAME = 0.75
"""The share of the shorter passage's runs of three words that a version must have, too."""
_FEW = 12  # runs of words; shorter passages are versions of nothing
_DEEPEST = 512
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class _Said:
    """What a passage says: its sentences, and its runs of three words."""

    sentences: frozenset[str]
    runs: frozenset[tuple[str, ...]]
    words: frozenset[str]


def gathered(
    search: Callable[[int], Sequence[Hit]], question: str, date: Callable[[str], str | None], k: int
) -> tuple[list[Hit], list[Hit]]:
    """The `k` hits to be read, and all that were found, their copies among them.

    `search` gives so many hits, best first. While copies crowd out what else was found, more
    hits are looked for. `date` gives a document's date as it is printed.
    """
    depth = 4 * k
    while True:
        hits = list(search(depth))
        distinct = apart(hits, date)
        crowded = len(hits) - len(distinct) > depth // 4
        if not crowded or len(hits) < depth or depth >= _DEEPEST:
            return in_turn(distinct, question)[:k], hits
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


def in_turn(hits: Sequence[Hit], question: str) -> list[Hit]:
    """The hits with most versions of what was read already put last."""
    wanted = {stem(word) for word in content_words(question)}
    first: list[tuple[Hit, _Said]] = []
    waiting: list[Hit] = []
    for hit in hits:
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
    return [*(hit for hit, _ in first), *waiting]


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
    sentences = _sentences(hit)
    runs: set[tuple[str, ...]] = set()
    every: set[str] = set()
    for sentence in sentences:
        words = [word.lower() for word in _WORD.findall(sentence)]
        every.update(map(stem, words))
        runs.update(zip(words, words[1:], words[2:], strict=False))
    return _Said(sentences, frozenset(runs), frozenset(every))


def _versions(one: _Said, other: _Said) -> bool:
    """Whether two passages say nearly the same."""
    fewer = min(len(one.runs), len(other.runs))
    return fewer >= _FEW and len(one.runs & other.runs) >= _SAME * fewer
