"""Lists of what is forbidden, owed or allowed: not the one for the other."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from rag.answers.evidence import Candidate
from rag.answers.lists import listing_at
from rag.documents.document import Document
from rag.english.duties import duty
from rag.quotes.quoted import block_at

_OTHER = 0.05
"""What is left of the score of an item whose list says the other of what is asked."""


def of_the_duty(
    question: str, found: Sequence[Candidate], document: Callable[[str], Document]
) -> list[Candidate]:
    """The candidates, items of a list with another duty than the question's weighed down."""
    asked = duty(question)
    if asked is None:
        return list(found)
    weighed = []
    for one in found:
        led = _lead(document(one.passage.doc_id), one)
        other = led is not None and duty(led) not in (asked, None)
        weighed.append(replace(one, score=_OTHER * one.score) if other else one)
    return sorted(weighed, key=lambda c: (-c.score, c.rank, c.start))


def _lead(document: Document, one: Candidate) -> str | None:
    """The lead-in of the list that a sentence belongs to."""
    listing = listing_at(document, block_at(document, one.start))
    if listing is None:
        return None
    block = document.reading.blocks[listing.lead]
    return document.reading.text[block.start : block.end]
