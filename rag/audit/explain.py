"""Why no source bears a quotation out: altered, put together, not there, or not readable."""

from collections.abc import Sequence
from dataclasses import replace

from rag.audit.draft.attribution import Attribution
from rag.audit.match.closest import Near, closest, cover, one_sentence
from rag.audit.match.diff import diff, reasons
from rag.audit.match.exact import first_literal
from rag.audit.match.fold import Token
from rag.audit.match.parts import MOST_JOINTS, QuotationParts
from rag.audit.match.word_index import WordIndex
from rag.audit.report import Finding, Nearest
from rag.documents.document import Document
from rag.english.words import STOP_WORDS
from rag.span import Span

TokenRun = tuple[int, int]
"""A run of tokens of the index, half-open."""


def layer_1(index: WordIndex, document: Document, pieces: Sequence[TokenRun]) -> tuple[Span, ...]:
    """The layer-1 spans of runs of tokens of one document, in order and without overlap."""
    spans = {
        span
        for first, last in pieces
        for span in document.reading.source_spans(
            int(index.starts[first]), int(index.ends[last - 1])
        )
    }
    result: list[Span] = []
    for span in sorted(spans):
        if result and span.start < result[-1].end:
            result[-1] = Span(result[-1].start, max(result[-1].end, span.end))
        else:
            result.append(span)
    return tuple(result)


def passage(index: WordIndex, piece: TokenRun, share: float) -> Nearest:
    """A run of tokens as a passage to show."""
    document = index.documents[index.document_of(piece[0])]
    start, end = int(index.starts[piece[0]]), int(index.ends[piece[1] - 1])
    words = " ".join(document.reading.text[start:end].split())
    return Nearest(document, layer_1(index, document, [piece]), words, share)


def near_passage(index: WordIndex, near: Near) -> Nearest:
    """A near place as a passage to show."""
    return passage(index, of_words(index, near.first, near.last - near.first), near.share)


def of_words(index: WordIndex, place: int, size: int) -> TokenRun:
    """The tokens of `size` words from word number `place` on."""
    return int(index.words[place]), int(index.words[place + size - 1]) + 1


_ALTERED = 0.5
"""Share of a quotation's words that a place must have, in order, to be what was altered."""
_TELLING = 0.4
"""The same share among the words that are no stop words."""
_MOSTLY = 0.75
"""From this share on, one place explains a quotation better than several pieces do."""
_LONG = 4
"""Words that a piece has when it is no chance find."""
_FEW = 2
_NEAREST = 3
_WORDS = 3000
"""Words of a quotation above which no likeness is looked for: that takes the square of them."""
_WEAKEST = 0.2


def explain(index: WordIndex, parts: QuotationParts, said: Attribution, bare: Finding) -> Finding:
    """`bare` with its verdict and whatever explains it; nothing here can verify."""
    words = [token for run in parts.runs for token in run.tokens if token.is_word]
    if len(words) > _WORDS or len(parts.joints) > MOST_JOINTS:
        why = f"too long to be compared ({len(words):,} words): quote it in parts"
        return replace(bare, reasons=(why,))
    scattered = _scattered(index, parts)
    if scattered:
        why = "the parts stand in other places or in another order"
        return _put_together(index, bare, scattered, why)
    keys = [index.vocabulary.key(token.folded) for token in words]
    near = _nearest(index, keys, said)
    best = near[0] if near else None
    explained = best is not None and _explains(index, best, len(keys))
    pieces = [] if explained else cover(index, keys)
    long = all(size >= _LONG for _, size in pieces)
    if len(pieces) > 1 and (long or best is None or best.share < _MOSTLY):
        runs = [of_words(index, place, size) for place, size in pieces]
        why = f"{len(runs)} true pieces of different sentences, given as one"
        return _put_together(index, bare, runs, why)
    shown = tuple(near_passage(index, n) for n in near[:_NEAREST] if n.share >= _WEAKEST)
    if said.missing and not said.documents:
        why = f"{said.missing!r} is not indexed"
        return replace(bare, verdict="unreadable", nearest=shown, reasons=(why,))
    if best is not None and best.share >= _ALTERED and _telling(index, best, words):
        others = tuple(n for n in shown[1:] if n.share >= _ALTERED)
        return replace(_altered(index, bare, best), nearest=others)
    return replace(bare, verdict="not_found", nearest=shown)


def _scattered(index: WordIndex, parts: QuotationParts) -> list[TokenRun]:
    """The runs of an elided quotation, if each of them stands somewhere."""
    if any(joint.kind != "elision" for joint in parts.joints):
        return []
    runs = [run for run in parts.runs if run.tokens]
    places: list[TokenRun] = []
    for run in runs if len(runs) > 1 else []:
        found = first_literal(index, run)
        if found is None:
            return []
        places.append((found.first, found.last))
    return places


def _nearest(index: WordIndex, keys: Sequence[int], said: Attribution) -> list[Near]:
    """The closest places, those of the cited documents first if they explain anything."""
    cited = closest(index, keys, said.documents) if said.documents else []
    if cited and cited[0].share >= _ALTERED:
        return cited
    return sorted([*cited, *closest(index, keys)], key=lambda near: -near.share)


def _explains(index: WordIndex, near: Near, words: int) -> bool:
    """Whether one sentence has all the quotation's words in order, save one or two."""
    few = near.share >= _MOSTLY and round((1 - near.share) * words) <= _FEW
    return few and one_sentence(index, [(near.first, near.last - near.first)])


def _telling(index: WordIndex, near: Near, words: Sequence[Token]) -> bool:
    """Whether a place has enough of the words that mean something: "of the" is in any."""
    telling = [word.folded for word in words if word.folded not in STOP_WORDS]
    there = set(index.keys[near.first : near.last].tolist())
    shared = sum(index.vocabulary.key(word) in there for word in telling)
    return shared >= _TELLING * len(telling)


def _put_together(index: WordIndex, bare: Finding, pieces: list[TokenRun], why: str) -> Finding:
    number = index.document_of(pieces[0][0])
    document = index.documents[number]
    own = [piece for piece in pieces if index.document_of(piece[0]) == number]
    return replace(
        bare,
        verdict="stitched",
        document=document,
        spans=layer_1(index, document, own),
        nearest=tuple(passage(index, piece, 0.0) for piece in pieces),
        reasons=(why,),
    )


def _altered(index: WordIndex, bare: Finding, best: Near) -> Finding:
    first, last = _widened(index, bare.quote, best)
    document = index.documents[best.document]
    start, end = int(index.starts[first]), int(index.ends[last - 1])
    changes = diff(bare.quote, document.reading.text[start:end])
    return replace(
        bare,
        verdict="altered",
        document=document,
        spans=layer_1(index, document, [(first, last)]),
        diff=changes,
        reasons=reasons(changes),
    )


def _widened(index: WordIndex, quote: str, best: Near) -> TokenRun:
    """The tokens of a place, with the source's words for those altered at either end.

    A name among these is whole: for "Boston" the source's is "New York".
    """
    first, last = of_words(index, best.first, best.last - best.first)
    reading = index.documents[best.document].reading
    start, end = int(index.starts[first]), int(index.ends[last - 1])
    changes = diff(quote, reading.text[start:end])
    left = len(changes[0][1].split()) if changes[0][0] == "delete" else 0
    right = len(changes[-1][1].split()) if changes[-1][0] == "delete" else 0
    opening = next((a for a, b in reading.sentences if a <= start < b), start)
    closing = next((b for a, b in reading.sentences if a < end <= b), end)
    low, high = first, last
    while index.starts[first - 1] >= opening and index.ids[first - 1]:
        if not left and not (first < low and _one_name(index, reading.text, first)):
            break
        first, left = first - 1, max(0, left - 1)
    while index.ids[last] and index.ends[last] <= closing:
        if not right and not (last > high and _one_name(index, reading.text, last)):
            break
        last, right = last + 1, max(0, right - 1)
    return first, last


def _one_name(index: WordIndex, text: str, token: int) -> bool:
    """Whether a token goes on with the name that the one before it is of ("New York")."""
    end, start = int(index.ends[token - 1]), int(index.starts[token])
    one, other = text[int(index.starts[token - 1])], text[start]
    capital = one.isupper() and other.isupper()
    return capital and text[end:start].isspace() and text[end - 2 : end] not in ("’s", "'s")
