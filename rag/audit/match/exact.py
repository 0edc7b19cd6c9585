"""Where the sources have exactly a quotation's words. Nothing here is approximate.

A literal run must stand in the source token for token. With elisions and insertions the runs
must follow each other within one paragraph, and what they leave out may hold no negation.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from rag.audit.match.joints import at_edge, bracketed, fits, led_in, open_end
from rag.audit.match.parts import MOST_JOINTS, QuotationParts, WordRun
from rag.audit.match.word_index import UNKNOWN, Match, WordIndex
from rag.quotes.quoted import block_at

Range = tuple[int, int]
_CANDIDATES = 2000
_HYPHENS = "-‐‑"
_LONGEST_GAP = 200
"""Tokens of a quotation in which the source may have "she said" between its words."""


def find(index: WordIndex, parts: QuotationParts) -> list[Match]:
    """Every place that bears the quotation out, in order; unfaithful ones only if no other.

    A comma or full stop at the end may be the draft's own.
    """
    matches = literal(index, parts.whole) or literal(index, _without_stop(parts.whole))
    if matches or not 0 < len(parts.joints) <= MOST_JOINTS:
        return matches
    joined = list(_joined(index, parts))
    return [match for match in joined if match.faithful] or joined


def with_gap(index: WordIndex, text: str, parts: QuotationParts) -> str | None:
    """The quotation's text with an elision behind the longest beginning that stands anywhere."""
    tokens = parts.whole.tokens
    if parts.joints or not 4 <= len(tokens) <= _LONGEST_GAP:
        return None
    size = bisect_left(range(1, len(tokens)), True, key=lambda n: first_literal(
        index, WordRun(tokens[:n], parts.whole.free)) is None)  # fmt: skip
    if not 0 < size < len(tokens):
        return None
    return f"{text[: tokens[size - 1].end]} … {text[tokens[size].start :]}"


def literal(index: WordIndex, words: WordRun, within: Range | None = None) -> list[Match]:
    """The places where all tokens stand in a row, in order; only in `within` where given."""
    matches = list(_literal(index, words, frozenset(), within))
    if not matches and words.marks:
        matches = list(_literal(index, words, words.marks, within))
    return matches


def first_literal(index: WordIndex, words: WordRun) -> Match | None:
    """The first place where all tokens stand in a row."""
    return next(_literal(index, words, frozenset(), None), None)


def _without_stop(words: WordRun) -> WordRun:
    if words.tokens and words.tokens[-1].folded in (",", "."):
        return WordRun(words.tokens[:-1], words.free, words.marks)
    return words


def _literal(
    index: WordIndex, words: WordRun, marks: frozenset[int], within: Range | None
) -> Iterator[Match]:
    """Places of the run; tokens in `marks` are the figures of notes' marks."""
    tokens = words.tokens
    at = [n for n, token in enumerate(tokens) if token.is_word and n not in marks]
    if not at:
        return
    ids = [index.vocabulary.ids.get(token.folded, UNKNOWN) for token in tokens]
    keys = [index.vocabulary.key(tokens[n].folded) for n in at]
    places = index.runs(keys)
    if within is not None:
        a, b = np.searchsorted(index.words[places], within)
        places = places[a:b]
    for place in places[:_CANDIDATES].tolist():
        anchor = int(index.words[place])
        last = _walk(index, words, ids, range(at[0], len(tokens)), anchor, 1)
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
    rarest = sorted(full, key=lambda n: _rarity(index, parts.runs[n]))
    paragraphs = {_paragraph(index, place) for place in literal(index, parts.runs[rarest[0]])}
    for paragraph in sorted(paragraphs):
        found: dict[int, list[Match]] = {}
        for n in rarest:
            found[n] = literal(index, parts.runs[n], paragraph)
            if not found[n]:
                break
        else:
            places = {n: found[n] for n in full}
            chained = (_chained(index, parts, places, head) for head in places[full[0]])
            yield from (match for match in chained if match is not None)


def _rarity(index: WordIndex, words: WordRun) -> tuple[int, int]:
    """Orders runs by how often their rarest word stands in the sources; the longest first."""
    keys = [index.vocabulary.key(token.folded) for token in words.tokens if token.is_word]
    return min((len(index.postings(key)) for key in keys), default=0), -len(words.tokens)


def _chained(
    index: WordIndex, parts: QuotationParts, places: dict[int, list[Match]], head: Match
) -> Match | None:
    """The runs one behind the other, each as near as it can be, from `head` on."""
    full = list(places)
    pieces = [(head.first, head.last)]
    replaced, faithful = led_in(index, parts.joints[: full[0]], head)
    here = head
    for before, n in pairwise(full):
        nearest = bisect_left([match.first for match in places[n]], here.last)
        if nearest == len(places[n]):
            return None
        following = places[n][nearest]
        between = parts.joints[before:n]
        replaced += bracketed(index, between, here.last, following.first)
        faithful &= all(fits(index, joint, here.last, following.first) for joint in between)
        here = following
        pieces.append((here.first, here.last))
    faithful &= open_end(index, parts.joints[full[-1] :][:1], here, 1)
    replaced += at_edge(index, parts.joints[full[-1] :][:1], here, 1)
    return Match(
        head.document, head.first, here.last, False, faithful, tuple(pieces), tuple(replaced)
    )


def _paragraph(index: WordIndex, match: Match) -> Range:
    """The tokens of the paragraph that `match` begins in."""
    document = index.documents[match.document]
    block = document.reading.blocks[block_at(document, match.reading(index)[0])]
    first, last = index.token_range(match.document)
    a, b = np.searchsorted(index.starts[first:last], [block.start, block.end])
    return first + int(a), first + int(b)
