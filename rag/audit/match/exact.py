"""Where the sources have exactly a quotation's words. Nothing here is approximate.

A literal run must stand in the source token for token. With elisions and insertions the runs
must follow each other within one paragraph, and what they leave out may hold no negation.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from rag.audit.match.fold import elidable, is_figure, is_negation
from rag.audit.match.parts import Joint, QuotationParts, WordRun
from rag.audit.match.word_index import UNKNOWN, WordIndex
from rag.english.brackets import may_stand_for

Range = tuple[int, int]
_CANDIDATES = 2000
_REPLACED = 8
"""Words of the source that a bracketed insertion may stand for."""
_BESIDE = 3
"""Words beside an elision at a quotation's end that may hold no negation."""
_HYPHENS = "-‐‑"


@dataclass(frozen=True, slots=True, order=True)
class Match:
    """Tokens `first` to `last` (half-open) of the index, in one document.

    `faithful` is False where true words were joined so that they say something else.
    `pieces` are the tokens (first, last) of each run where the quotation has several. `replaced`
    are (words in the draft's brackets, the source's words for which they stand).
    """

    document: int
    first: int
    last: int
    literal: bool = True
    faithful: bool = True
    pieces: tuple[tuple[int, int], ...] = ()
    replaced: tuple[tuple[str, str], ...] = ()

    def reading(self, index: WordIndex) -> tuple[int, int]:
        """The reading range (start, end) of the match."""
        return int(index.starts[self.first]), int(index.ends[self.last - 1])


def find(index: WordIndex, parts: QuotationParts) -> list[Match]:
    """Every place that bears the quotation out, in order; unfaithful ones only if no other.

    A comma or full stop at the end may be the draft's own.
    """
    found = literal(index, parts.whole) or literal(index, _without_stop(parts.whole))
    if found or not parts.joints:
        return found
    joined = list(_joined(index, parts))
    return [match for match in joined if match.faithful] or joined


def literal(index: WordIndex, words: WordRun, within: Range | None = None) -> list[Match]:
    """The places where all tokens stand in a row, in order; only in `within` where given."""
    found = list(_literal(index, words, frozenset(), within))
    if not found and words.marks:
        found = list(_literal(index, words, words.marks, within))
    return found


def _without_stop(words: WordRun) -> WordRun:
    if words.tokens and words.tokens[-1].folded in (",", "."):
        return WordRun(words.tokens[:-1], words.free, words.marks)
    return words


def _literal(
    index: WordIndex, words: WordRun, marks: frozenset[int], within: Range | None
) -> Iterator[Match]:
    """Places of the run; tokens in `marks` are the figures of notes' marks."""
    found = words.tokens
    at = [n for n, token in enumerate(found) if token.is_word and n not in marks]
    if not at:
        return
    ids = [index.vocabulary.ids.get(token.folded, UNKNOWN) for token in found]
    keys = [index.vocabulary.key(found[n].folded) for n in at]
    places = index.runs(keys)
    if within is not None:
        a, b = np.searchsorted(index.words[places], within)
        places = places[a:b]
    for place in places[:_CANDIDATES].tolist():
        anchor = int(index.words[place])
        last = _walk(index, words, ids, range(at[0], len(found)), anchor, 1)
        first = _walk(index, words, ids, range(at[0] - 1, -1, -1), anchor - 1, -1)
        if first is not None and last is not None and not _cut(index, first + 1, last):
            yield Match(index.document_of(anchor), first + 1, last)


def _walk(
    index: WordIndex, words: WordRun, ids: Sequence[int], order: range, token: int, step: int
) -> int | None:
    """Compare tokens one by one from `token` on; gives the token behind the last, or None."""
    for n in order:
        while index.optional[token] and index.ids[token] != ids[n]:
            token += step
        if index.ids[token] != ids[n] and not (n in words.free and _cased(index, words, n, token)):
            return None
        token += step
    return token


def _cased(index: WordIndex, words: WordRun, n: int, token: int) -> bool:
    """Whether token `n` differs from the source's only in the case of its first letter."""
    mine, source = words.tokens[n].folded, index.vocabulary.folded[int(index.ids[token])]
    return mine[1:] == source[1:] and mine[:1].casefold() == source[:1].casefold() != ""


def _cut(index: WordIndex, first: int, last: int) -> bool:
    """Whether an edge cuts a compound or a figure: "nuclear" out of "non-nuclear"."""
    text = index.documents[index.document_of(first)].reading.text
    start, end = int(index.starts[first]), int(index.ends[last - 1])
    hyphens = _HYPHENS + ("–" if text[end - 1].isdigit() else "")
    if text[end : end + 1] and text[end] in hyphens and text[end + 1 : end + 2].isalnum():
        return True
    follows = index.vocabulary.folded[int(index.ids[last])] if last < len(index.ids) else ""
    if index.starts[last] == end and not index.optional[last]:
        raised = follows[:1].isnumeric() and not follows[:1].isdecimal()
        if raised or (follows == "%" and text[end - 1].isdigit()):
            return True
    return start > 1 and text[start - 1] in _HYPHENS and text[start - 2].isalnum()


def _joined(index: WordIndex, parts: QuotationParts) -> Iterator[Match]:
    """Places that have all runs in order within one paragraph."""
    full = [n for n, run in enumerate(parts.runs) if run.tokens]
    if not full or any(joint.negates for joint in parts.joints):
        return
    longest = max(full, key=lambda n: len(parts.runs[n].tokens))
    paragraphs = {_paragraph(index, place) for place in literal(index, parts.runs[longest])}
    for paragraph in sorted(paragraphs):
        places = {n: literal(index, parts.runs[n], paragraph) for n in full}
        for head in places[full[0]]:
            match = _chained(index, parts, places, head)
            if match is not None:
                yield match


def _chained(
    index: WordIndex, parts: QuotationParts, places: dict[int, list[Match]], head: Match
) -> Match | None:
    """The runs one behind the other, each as near as it can be, from `head` on."""
    full = list(places)
    pieces = [(head.first, head.last)]
    replaced = _at_edge(index, parts.joints[: full[0]][-1:], head, -1)
    here, faithful = head, _open_end(index, parts.joints[: full[0]][-1:], head, -1)
    for before, n in pairwise(full):
        nearest = bisect_left([match.first for match in places[n]], here.last)
        if nearest == len(places[n]):
            return None
        following = places[n][nearest]
        between = parts.joints[before:n]
        replaced += _replaced(index, between, here.last, following.first)
        faithful &= all(_fits(index, joint, here.last, following.first) for joint in between)
        here = following
        pieces.append((here.first, here.last))
    faithful &= _open_end(index, parts.joints[full[-1] :][:1], here, 1)
    replaced += _at_edge(index, parts.joints[full[-1] :][:1], here, 1)
    return Match(
        head.document, head.first, here.last, False, faithful, tuple(pieces), tuple(replaced)
    )


def _at_edge(
    index: WordIndex, joints: Sequence[Joint], match: Match, step: int
) -> list[tuple[str, str]]:
    """What a bracket at the quotation's edge stands for, as (draft, source)."""
    if not joints or joints[0].kind != "insertion":
        return []
    words = _edge(index, joints[0], match, step)
    return [(" ".join(t.folded for t in joints[0].content), " ".join(words))] if words else []


def _replaced(
    index: WordIndex, joints: Sequence[Joint], start: int, end: int
) -> Iterator[tuple[str, str]]:
    """What the one bracket between two runs stands for, as (draft, source)."""
    source = [
        index.vocabulary.folded[int(index.ids[token])]
        for token in range(start, end)
        if not index.optional[token]
    ]
    words = " ".join(word for word in source if word[:1].isalnum())
    if len(joints) == 1 and joints[0].kind == "insertion" and words:
        yield " ".join(token.folded for token in joints[0].content), words


def _fits(index: WordIndex, joint: Joint, start: int, end: int) -> bool:
    """Whether a joint may stand for the source's tokens from `start` to `end`."""
    skipped = [
        index.vocabulary.folded[int(index.ids[token])]
        for token in range(start, end)
        if not index.optional[token]
    ]
    if not elidable(skipped):
        return False
    if joint.kind == "elision":
        return True
    words = [word for word in skipped if word[:1].isalnum()]
    if joint.kind == "ending":
        return len(words) == 1 and words[0].startswith(joint.stem)
    mine = [token.folded for token in joint.content if is_figure(token.folded)]
    theirs = [word for word in words if is_figure(word)]
    by = [token.folded for token in joint.content if token.is_word]
    fits = not words or (len(words) <= _REPLACED and may_stand_for(by, words))
    return fits and (not theirs or mine == theirs)


def _open_end(index: WordIndex, joints: Sequence[Joint], match: Match, step: int) -> bool:
    """Whether a joint at the quotation's own end (if any) leaves out no negation."""
    if not joints:
        return True
    token = match.last if step > 0 else match.first - 1
    if joints[0].kind == "ending":
        return index.vocabulary.folded[int(index.ids[token])].startswith(joints[0].stem)
    if joints[0].kind == "insertion":
        return _edge(index, joints[0], match, step) is not None
    for _ in range(_BESIDE):
        word = index.vocabulary.folded[int(index.ids[token])]
        if not word[:1].isalnum():
            return True
        if is_negation(word):
            return False
        token += step
    return True


def _edge(index: WordIndex, joint: Joint, match: Match, step: int) -> list[str] | None:
    """The source's words that a bracket at the quotation's edge stands for; None if it may not.

    Before the words it must stand for what is there, unless nothing is. Behind them it may be an
    addition, unless a name or figure stands where the bracket has another.
    """
    by = [token.folded for token in joint.content if token.is_word]
    beside = _beside(index, match, step)
    for size in range(1, len(beside) + 1):
        words = beside[:size][::step]
        if may_stand_for(by, words) and not any(map(is_figure, words)):
            return words
    if not beside or not by:
        return []
    marked = [word for word in (beside[0], *by) if word[:1].isupper() or is_figure(word)]
    conflict = beside[0] in marked and len(marked) > 1
    return None if step < 0 or conflict else []


def _beside(index: WordIndex, match: Match, step: int) -> list[str]:
    """The words beside a match, nearest first, up to the next sign."""
    token = match.last if step > 0 else match.first - 1
    found: list[str] = []
    while len(found) < _REPLACED and 0 <= token < len(index.ids):
        word = index.vocabulary.folded[int(index.ids[token])]
        if not index.optional[token]:
            if not word[:1].isalnum():
                break
            found.append(word)
        token += step
    return found


def _paragraph(index: WordIndex, match: Match) -> Range:
    """The tokens of the paragraph that `match` begins in."""
    reading = index.documents[match.document].reading
    start, _ = match.reading(index)
    at = bisect_right([block.start for block in reading.blocks], start) - 1
    first, last = index.token_range(match.document)
    block = reading.blocks[at]
    a, b = np.searchsorted(index.starts[first:last], [block.start, block.end])
    return first + int(a), first + int(b)
