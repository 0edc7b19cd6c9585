"""Sentences without quotation marks that carry a citation, with the best evidence for each.

No verdict is pretended: what is shown is the sentence of the cited document that shares the
most informative words with the claim, for people to judge.
"""

import math
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import accumulate

from rag.audit.attribution import Attributions
from rag.audit.fold import tokens
from rag.audit.quotations import Quotation, Shown
from rag.audit.records import Claim
from rag.audit.word_index import UNKNOWN, WordIndex
from rag.sentence import sentences

_BRACKET = re.compile(r"[(\[]([^()\[\]]{3,160})[)\]]")
_PLACE = re.compile(r"\d|\bpp?\.|\.\w{2,5}\b")
_FEWEST = 4


def claims(
    paragraphs: Iterable[Shown],
    quoted: Iterable[Quotation],
    attributions: Attributions,
    index: WordIndex,
) -> list[Claim]:
    """The claims of a draft, in order; sentences that hold a quotation are none."""
    taken = sorted((q.outer_start, q.outer_end) for q in quoted)
    ends = list(accumulate((end for _, end in taken), max))
    found: list[Claim] = []
    for item in paragraphs:
        if item.paragraph.kind != "body":
            continue
        for start, end in sentences(item.visible.text):
            a, b = item.visible.offsets[start], item.visible.offsets[end - 1] + 1
            before = bisect_left(taken, (b, 0))  # quotations that begin before the sentence ends
            if before and ends[before - 1] > a:
                continue
            texts = list(_citations(item, start, end, attributions))
            said = attributions.cited(texts) if texts else None
            if said and said.documents:
                words = item.visible.text[start:end]
                found.append(_claim(a, b, words, said.text or "", said.documents, index))
    return found


def _citations(item: Shown, start: int, end: int, attributions: Attributions) -> Iterator[str]:
    """The footnotes and brackets in a sentence, and the marks just behind it."""
    text = item.visible.text
    marks = [mark for at, mark in item.visible.marks if start < at <= end]
    yield from attributions.note_texts(marks)
    for bracket in _BRACKET.finditer(text, start, end):
        if _PLACE.search(bracket.group(1)):
            yield bracket.group(1)


def _claim(
    start: int, end: int, words: str, attribution: str, documents: frozenset[int], index: WordIndex
) -> Claim:
    """The claim with the sentence of `documents` that shares most with it."""
    weights = _weights(words, index)
    total = sum(weights.values()) or 1.0
    best = (0.0, min(documents), (0, 0))
    for number in sorted(documents):
        reading = index.documents[number].reading
        for a, b in reading.sentences:
            shared = {t.folded.casefold() for t in tokens(reading.text[a:b]) if t.is_word}
            score = sum(weights.get(word, 0.0) for word in shared) / total
            if score > best[0]:
                best = (score, number, (a, b))
    score, number, (a, b) = best
    document = index.documents[number]
    spans = document.reading.source_spans(a, b) if score else ()
    evidence = " ".join(document.reading.text[a:b].split())
    return Claim(start, end, words, attribution, document, spans, evidence, score)


def _weights(words: str, index: WordIndex) -> dict[str, float]:
    """Each word of the claim with the logarithm of how rare it is in the sources."""
    size = len(index.words) + 1
    found: dict[str, float] = {}
    for token in tokens(words):
        if token.is_word:
            key = index.vocabulary.key(token.folded)
            count = 0 if key == UNKNOWN else len(index.postings(key))
            found[token.folded.casefold()] = math.log(size / (count + 1))
    return found if len(found) >= _FEWEST else {}
