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
from rag.english.terms import content_words, coverage
from rag.quotes.quoted import block_at
from rag.quotes.voice import is_turn

_ON_SOMETHING_ELSE = 0.3
"""What is left of the confidence where somebody speaks, and no word of what they are asked on."""

_BEGINNING = 6
"""Letters by which a name is found in its other forms."""


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
    remaining = _where_named(question, candidates, document)
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
    known = 1.0
    if speaker is None:  # "We don't know" may be what somebody said
        remaining, known = without_ignorance(question, remaining)
    remaining, told = stated(question, remaining)
    left *= counted * known
    sure = max(sure, SAME_WORDS * left if told else 0.0)
    remaining, looked_up = rows_wanted(question, remaining, document)
    return remaining, LOOKED_UP if looked_up else sure, left


def _where_named(
    question: str, candidates: Sequence[Candidate], document: Callable[[str], Document]
) -> list[Candidate]:
    """The candidates of documents that have a name or a figure of the question, if any has.

    Of 2,114 questions of the dev packs the best sentence stands in another one for 28, of which
    one is answered there (`Christian` for `Christianity`, which its beginning finds).
    """
    names = [w[:_BEGINNING].casefold() for w in content_words(question)[1:] if not w[0].islower()]
    whole = {c.passage.doc_id: document(c.passage.doc_id) for c in candidates}
    named = {
        doc_id for doc_id, one in whole.items()
        if any(name in f"{one.title or ''} {one.reading.text}".casefold() for name in names)
    }  # fmt: skip
    return [c for c in candidates if not named or c.passage.doc_id in named]


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
