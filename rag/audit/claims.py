"""Sentences without quotation marks that carry a citation, with the best evidence for each.

No verdict is pretended: what is shown is a sentence of the cited document, for people to judge.
The paragraphs whose sentences share the most informative words with the claim are read by the
evidence reader, which knows statements from its training; a score is the mean of both.
"""

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate

import numpy as np

from rag.answers.reader import Reader
from rag.audit.draft.attribution import Attributions
from rag.audit.draft.quotations import Quotation, Shown
from rag.audit.match.fold import tokens
from rag.audit.match.word_index import UNKNOWN, WordIndex
from rag.audit.report import Claim
from rag.english.sentence import sentences

_BRACKET = re.compile(r"[(\[]([^()\[\]]{3,160})[)\]]")
_PLACE = re.compile(r"\d|\bpp?\.|\.\w{2,5}\b")
_FEWEST = 4
_PARAGRAPHS = 3
_READ = 300
"""Claims of one draft that the reader reads; each costs it a tenth of a second."""
SharedWords = tuple[float, int, tuple[int, int]]  # a score, a document's number, a reading range


def claims(
    paragraphs: Iterable[Shown],
    quoted: Iterable[Quotation],
    attributions: Attributions,
    index: WordIndex,
    reader: Callable[[], Reader] | None = None,
) -> Iterator[Claim]:
    """The claims of a draft, in order; sentences that hold a quotation are none.

    `reader` loads the evidence reader; without it, and beyond the first few hundred claims,
    shared words alone decide.
    """
    read = 0
    for item, start, end in _unquoted(paragraphs, quoted):
        words = item.visible.text[start:end]
        if not re.search(r"\w", _BRACKET.sub("", words)):
            continue  # the citation of what stands before
        texts = list(_citations(item, start, end, attributions))
        said = attributions.cited(texts) if texts else None
        if said and said.documents:
            model = reader() if reader and read < _READ else None
            read += 1
            a, b = item.visible.offsets[start], item.visible.offsets[end - 1] + 1
            yield _claim(a, b, words, said.text or "", said.documents, index, model)


def _unquoted(
    paragraphs: Iterable[Shown], quoted: Iterable[Quotation]
) -> Iterator[tuple[Shown, int, int]]:
    """The sentences of the body that hold no quotation, as ranges of what is shown."""
    taken = sorted((q.outer_start, q.outer_end) for q in quoted)
    ends = list(accumulate((end for _, end in taken), max))
    for item in paragraphs:
        if item.paragraph.kind != "body":
            continue
        for start, end in sentences(item.visible.text):
            a, b = item.visible.offsets[start], item.visible.offsets[end - 1] + 1
            before = bisect_left(taken, (b, 0))  # quotations that begin before the sentence ends
            if not before or ends[before - 1] <= a:
                yield item, start, end


def _citations(item: Shown, start: int, end: int, attributions: Attributions) -> Iterator[str]:
    """The footnotes and brackets in a sentence, and the marks just behind it."""
    text = item.visible.text
    marks = item.visible.marks
    first, last = (bisect_right(marks, at, key=lambda mark: mark[0]) for at in (start, end))
    yield from attributions.citations.notes([mark for _, mark in marks[first:last]])
    for bracket in _BRACKET.finditer(text, start, end):
        if _PLACE.search(bracket.group(1)):
            yield bracket.group(1)


def _claim(
    start: int,
    end: int,
    words: str,
    attribution: str,
    documents: frozenset[int],
    index: WordIndex,
    reader: Reader | None,
) -> Claim:
    """The claim with the sentence of `documents` that bears it out best."""
    ranked = _shared(words, documents, index)
    if reader is not None:
        ranked = _read(words, ranked, index, reader)
    score, number, (a, b) = max(
        ranked, key=lambda found: found[0], default=(0.0, min(documents), (0, 0))
    )
    document = index.documents[number]
    spans = document.reading.source_spans(a, b) if score else ()
    evidence = " ".join(document.reading.text[a:b].split())
    return Claim(start, end, words, attribution, document, spans, evidence, score)


def _shared(words: str, documents: frozenset[int], index: WordIndex) -> list[SharedWords]:
    """Every sentence that shares words with the claim, with their share by weight, best first."""
    weights = _weights(words, index)
    total = sum(weights.values()) or 1.0
    listed, owners = index.sentences
    scores = np.zeros(len(listed))
    for key, weight in weights.items():
        scores[np.unique(owners[index.postings(key)])] += weight / total
    ranked = np.argsort(-scores, kind="stable")
    found = ((float(scores[at]), *listed[at]) for at in ranked[: np.count_nonzero(scores)])
    return [(score, number, (a, b)) for score, number, a, b in found if number in documents]


def _read(
    words: str, ranked: list[SharedWords], index: WordIndex, reader: Reader
) -> list[SharedWords]:
    """The sentences of the first few paragraphs, scored by the reader too."""
    paragraphs: dict[tuple[int, int, int], list[SharedWords]] = {}
    for found in ranked:
        _, number, (a, _) = found
        blocks = index.documents[number].reading.blocks
        block = blocks[bisect_left(blocks, a + 1, key=lambda block: block.start) - 1]
        place = (number, block.start, block.end)
        if place in paragraphs or len(paragraphs) < _PARAGRAPHS:
            paragraphs.setdefault(place, []).append(found)
    passages = [
        (
            index.documents[number].reading.text[start:end],
            [(a - start, b - start) for _, _, (a, b) in own],
        )
        for (number, start, end), own in paragraphs.items()
    ]
    readings = reader.read(_BRACKET.sub("", words), passages)
    return [
        ((shared + score) / 2, number, place)
        for own, reading in zip(paragraphs.values(), readings, strict=True)
        for (shared, number, place), score in zip(own, reading.sentences, strict=True)
    ]


def _weights(words: str, index: WordIndex) -> dict[int, float]:
    """Each word of the claim with the logarithm of how rare it is in the sources."""
    size = len(index.words) + 1
    folded = {token.folded.casefold() for token in tokens(words) if token.is_word}
    keys = [(index.vocabulary.key(word), word) for word in folded]
    if len(keys) < _FEWEST:
        return {}
    unknown = sum(key == UNKNOWN for key, _ in keys)
    weights = {k: math.log(size / (len(index.postings(k)) + 1)) for k, _ in keys if k != UNKNOWN}
    return weights | ({UNKNOWN: unknown * math.log(size)} if unknown else {})
