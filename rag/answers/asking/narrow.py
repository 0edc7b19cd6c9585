"""The evidence that fits what a question asks for beside its subject."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from rag.answers.asking.counts import with_counts
from rag.answers.asking.duties import of_the_duty
from rag.answers.asking.events import to_the_point
from rag.answers.asking.same_words import SURE as SAME_WORDS
from rag.answers.asking.same_words import answered_there, stated
from rag.answers.asking.speakers import SURE, Speaker, spoken
from rag.answers.asking.unknown import without_ignorance
from rag.answers.evidence import Candidate, block_of
from rag.answers.tables import LOOKED_UP, rows_wanted
from rag.documents.document import Document
from rag.english.terms import coverage
from rag.quotes.quoted import block_at
from rag.quotes.voice import is_turn

_ON_SOMETHING_ELSE = 0.3
"""What is left of the confidence where somebody speaks, and no word of what they are asked on."""


def narrowed(
    question: str,
    speaker: Speaker | None,
    topic: str | None,
    candidates: Sequence[Candidate],
    document: Callable[[str], Document],
) -> tuple[list[Candidate], float, float]:
    """The candidates by the right speaker, on the right event, in the right row.

    Also the confidence that these rules alone give (0 where they give none), and what they leave
    of the reader's.
    """
    sure = 0.0
    remaining = list(candidates)
    if speaker is not None:
        remaining, spoke = spoken(speaker, remaining, document)
        sure = SURE if spoke else sure
    if topic is not None:
        fit = {
            id(one) for one in remaining
            if coverage(topic, one.text) >= 1.0 and _speaks(document(one.passage.doc_id), one)
        }  # fmt: skip
        remaining = [replace(c, score=max(c.score, SURE)) if id(c) in fit else c for c in remaining]
        sure = SURE if fit else sure
    remaining, asked = answered_there(question, remaining, document)
    sure = max(sure, SAME_WORDS if asked else 0.0)
    apart = speaker is not None and speaker.name and speaker.strict and speaker.topic
    elsewhere = bool(apart) and not any(
        coverage(str(apart), _asked_before(document(one.passage.doc_id), one)) for one in remaining
    )
    remaining, left = to_the_point(question, of_the_duty(question, remaining, document), document)
    left = _ON_SOMETHING_ELSE * left if elsewhere else left
    remaining, counted = with_counts(question, remaining)
    remaining, known = without_ignorance(question, remaining)
    remaining, told = stated(question, remaining)
    left *= counted * known
    sure = max(sure, SAME_WORDS * left if told else 0.0)
    remaining, looked_up = rows_wanted(question, remaining, document)
    return remaining, LOOKED_UP if looked_up else sure, left


def _asked_before(document: Document, one: Candidate) -> str:
    """A sentence; in a conversation its whole turn, and the one before, which it may answer."""
    blocks, number = document.reading.blocks, block_at(document, one.start)
    if not is_turn(blocks[number]):
        return one.text
    return document.reading.text[blocks[max(0, number - 1)].start : blocks[number].end]


def _speaks(document: Document, one: Candidate) -> bool:
    """Whether a sentence is no heading."""
    block = block_of(document, one)
    return block is not None and block.kind != "heading"
