"""The evidence that fits what a question asks for beside its subject."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from rag.answers.asking.events import to_the_point
from rag.answers.asking.same_words import SURE as SAME_WORDS
from rag.answers.asking.same_words import answered_there, stated
from rag.answers.asking.speakers import SURE, spoken
from rag.answers.asking.unknown import without_ignorance
from rag.answers.asking.voice_questions import Speaker
from rag.answers.evidence import Candidate, before_others, best_first, block_of
from rag.answers.lists import lead_of
from rag.answers.rows import rows_wanted
from rag.answers.tables import LOOKED_UP
from rag.documents.document import Document
from rag.english.counts import may_count
from rag.english.duties import duty
from rag.english.terms import content_words, coverage, fits
from rag.quotes.quoted import block_at
from rag.quotes.voice import asks, is_turn

_ON_SOMETHING_ELSE = 0.2
"""What is left of the confidence where somebody speaks, and no word of what they are asked on."""
_UNCOUNTED = 0.4
"""The same where no sentence has a number: the reader takes any figure for the one asked."""
_OTHER_DUTY = 0.05
"""What is left of the score of an item whose list says the other of what is asked."""

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
    named = _where_named(question, candidates, document)
    found, sure = _spoken_on(speaker, topic, named, document)
    about = speaker.topic if speaker and speaker.name and speaker.strict else None
    elsewhere = bool(about) and not any(
        coverage(str(about), _asked_before(document(one.passage.doc_id), one)) for one in found
    )
    found, left = to_the_point(question, of_the_duty(question, found, document), document)
    sure = sure if found and found[0].score >= sure else 0.0  # who was sure may be on another one
    found, asked = answered_there(question, found, document)
    found, counted = with_counts(question, found)
    if speaker is None:  # "We don't know" may be what somebody said
        found, known = without_ignorance(question, found)
        left *= known
    found, told = stated(question, found)
    left *= counted * (_ON_SOMETHING_ELSE if elsewhere else 1.0)
    sure = max(sure, SAME_WORDS if asked else 0.0, SAME_WORDS * left if told else 0.0)
    found, looked_up = rows_wanted(question, _stating(question, found, document), document)
    return found, LOOKED_UP if looked_up else sure, left


def _spoken_on(
    speaker: Speaker | None,
    topic: str | None,
    candidates: Sequence[Candidate],
    document: Callable[[str], Document],
) -> tuple[list[Candidate], float]:
    """The candidates by the right speaker, those on the topic first, and how sure these are."""
    found, sure = list(candidates), 0.0
    if speaker is not None:
        found, spoke = spoken(speaker, found, document)
        sure = SURE if spoke else sure
    if topic is not None:
        fit = {
            id(one) for one in found
            if coverage(topic, one.text) >= 1.0 and _speaks(document(one.passage.doc_id), one)
        }  # fmt: skip
        found = [replace(c, score=max(c.score, SURE)) if id(c) in fit else c for c in found]
        sure = SURE if fit else sure
    return found, sure


def with_counts(question: str, found: Sequence[Candidate]) -> tuple[list[Candidate], float]:
    """The candidates, those without a number of what is counted weighed down.

    Also what is left of the confidence.
    """
    fitting = [one for one in found if may_count(question, one.text)]
    if not fitting:
        return list(found), _UNCOUNTED if found else 1.0
    return before_others(fitting, found), 1.0


def of_the_duty(
    question: str, found: Sequence[Candidate], document: Callable[[str], Document]
) -> list[Candidate]:
    """The candidates, items of a list of what is forbidden, owed or allowed weighed down.

    Not those of the list that says what is asked.
    """
    asked = duty(question)
    if asked is None:
        return list(found)
    sources = [(one, document(one.passage.doc_id)) for one in found]
    leads = [(one, lead_of(source, block_at(source, one.start))) for one, source in sources]
    return best_first(
        replace(one, score=_OTHER_DUTY * one.score) if duty(lead) not in (asked, None) else one
        for one, lead in leads
    )


def _stating(
    question: str, found: Sequence[Candidate], document: Callable[[str], Document]
) -> list[Candidate]:
    """The candidates without headings, but for lines that state it ("Held in the hall, 8 May")."""
    common = [word for word in content_words(question) if word.islower()]
    return [
        one for one in found
        if block_of(document(one.passage.doc_id), one).kind != "heading"
        or (fits(question, one.text) == 1.0 and any(coverage(w, one.text) for w in common))
    ]  # fmt: skip


def _where_named(
    question: str, candidates: Sequence[Candidate], document: Callable[[str], Document]
) -> list[Candidate]:
    """The candidates of documents that have a name or a figure of the question, if any has.

    Of 2,114 questions of the dev packs the best sentence stands in another one for 28, of which
    one is answered there (`Christian` for `Christianity`, which its beginning finds).
    """
    names = [w[:_BEGINNING].casefold() for w in content_words(question)[1:] if not w[0].islower()]
    if not names:
        return list(candidates)
    named = set()
    for doc_id in {c.passage.doc_id for c in candidates}:
        one = document(doc_id)
        whole = f"{one.title or ''} {one.reading.text}".casefold()
        if any(name in whole for name in names):
            named.add(doc_id)
    return [c for c in candidates if not named or c.passage.doc_id in named]


def _asked_before(document: Document, one: Candidate) -> str:
    """A sentence; in a conversation its whole turn, and the one before, which it may answer."""
    blocks, number = document.reading.blocks, block_at(document, one.start)
    if not is_turn(blocks[number]):
        return one.text
    return document.reading.text[blocks[max(0, number - 1)].start : blocks[number].end]


def _speaks(document: Document, one: Candidate) -> bool:
    """Whether a sentence is no heading, and nobody's question in a conversation."""
    block = block_of(document, one)
    return block.kind != "heading" and not (is_turn(block) and asks(one.text))
