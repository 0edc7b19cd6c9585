"""Sentences on another one of the same kind than the question names: "Unit 4B" for "Unit 5A".

Each row of `_KINDS` is something by which one is told from another: a letter, a number or a numeral
behind a noun, a year or a day, an ordinal, a word before a noun ("the autumn show"), what a
preposition leads to, a contrary, what a thing belongs to, somebody's given name. In doubt a
sentence stays.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from rag.answers.asking.entries import of_another_entry
from rag.answers.asking.leaning import LEANS, in_full, sentences_before
from rag.answers.evidence import Candidate, block_of
from rag.answers.tables import cells_of, table_at
from rag.documents.document import Document
from rag.english.contrary import called_otherwise, says_the_contrary
from rag.english.counts import COUNTED_THING, counts_others
from rag.english.events import verb_stems
from rag.english.later import later
from rag.english.measures import measures_otherwise
from rag.english.months import CALENDAR
from rag.english.naming import cleaned
from rag.english.patterns.questions import ASKING_WORD, HALVES_AUX
from rag.english.patterns.things import (
    WHICH_CODE,
    WHICH_DOER,
    WHICH_DONE,
    WHICH_HAPPENED,
    WHICH_MARKED,
    WHICH_YEAR,
)
from rag.english.people import PersonName, parse_name
from rag.english.periods import at_another_time
from rag.english.slots import filled_otherwise
from rag.english.speech import PERSON
from rag.english.terms import content_words, coverage, stem, stems_of, words_of
from rag.english.thing_questions import thing_question
from rag.english.things import alike, of_another
from rag.english.values import Date, dates
from rag.english.words import FUNCTION, VERBS, WH
from rag.quotes.quoted import block_at, block_text
from rag.quotes.voice import asks, is_turn

_NO_NOUN = FUNCTION | VERBS | CALENDAR | {"may"}
_OWNS = later(r"['’]s?$")
_OWNER = later(r"['’]s?\s")
"""Behind a name in a question: what is asked for is another one's ("Anna Roth's husband")."""
_KIN_OF = later(r"^\W*(?:His|Her|Their)\s(?=(?:[a-z-]+\s){1,3}[A-Z])")
_HEAD = 60  # code points in which the subject of a sentence stands


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence as its text, with what stands above it, and all that was found."""

    one: Candidate
    text: str
    above: str
    source: Document
    found: Sequence[Candidate]


def of_the_one(
    question: str, found: Sequence[Candidate], document: Callable[[str], Document]
) -> list[Candidate]:
    """The sentences without those that are on another one than the question names."""
    read = (_read(one, document(one.passage.doc_id), found) for one in found)
    elsewhere = of_another_entry(question)
    return [
        here.one
        for here in read
        if not (any(told(question, here) for told in _KINDS) or elsewhere(here.source, here.one))
    ]


def _read(one: Candidate, source: Document, found: Sequence[Candidate]) -> _Sentence:
    block, table = block_of(source, one), table_at(source, one.start)
    head = "" if table is None else " ".join(cells_of(source, table.first))
    above = f"{source.title or ''} . {block.section} . {head}"
    return _Sentence(one, one.text, above, source, found)


def _marked(question: str, here: _Sentence) -> bool:
    """Whether the noun has another letter or number: in the sentence, else above it."""
    for asked in WHICH_MARKED.finditer(question):
        noun, own = asked["noun"], re.compile(rf"\b{asked['mark']}\b")
        if noun.lower() in _NO_NOUN or own.search(here.text):
            continue
        others = re.compile(rf"\b(?i:{re.escape(noun)})s?\s+(?:[A-Z]|[IVX]+|[A-Z]*\d\w*)\b")
        stands = own.search(here.above) or own.search(here.source.reading.text)
        if others.search(here.text) or (others.search(here.above) and not stands):
            return True
    return False


def _coded(question: str, here: _Sentence) -> bool:
    """Whether it is on another model or form ("HR-90" for "HR-200")."""
    codes = {m.group() for m in WHICH_CODE.finditer(question)}
    there = {m.group() for m in WHICH_CODE.finditer(f"{here.text} {here.above}")}
    letters, others = ({re.split(r"[-\d]", code)[0] for code in some} for some in (codes, there))
    known = any(code in there or code in here.source.reading.text for code in codes)
    return bool(letters & others) and not known


def _of_another_time(question: str, here: _Sentence) -> bool:
    """Whether it, or what stands above it in a document without the year asked, has another."""
    if not at_another_time(question, f"{here.text} . {here.above}"):
        return False
    known = any(year in here.source.reading.text for year in WHICH_YEAR.findall(question))
    return not known or at_another_time(question, here.text)


@lru_cache(maxsize=16)
def _day_asked(question: str) -> Date | None:
    """The only day that a question names."""
    days = [date for date in dates(question) if date.day]
    return days[0] if len(days) == 1 else None


def _of_another_day(question: str, here: _Sentence) -> bool:
    """Whether it names days, and another than is asked for.

    What is asked to have happened on a day must stand in a paragraph, or below a heading, that
    names it, in a document that names its year.
    """
    day = _day_asked(question)
    if day is None:
        return False
    there = [date for date in dates(here.text) if date.day]
    if not WHICH_HAPPENED.search(question):
        return bool(there) and all(map(day.conflicts, there))
    if there and all(map(day.conflicts, there)):
        return True
    around = f"{here.above} {block_text(here.source, block_at(here.source, here.one.start))}"
    words, year = re.fullmatch(r"(.*?)(?:,?\s+(\d{4}))?", day.words).groups()  # type: ignore[union-attr]
    return coverage(words, around) < 1 or (year or "") not in here.source.reading.text


def _contrary(question: str, here: _Sentence) -> bool:
    """Whether it has the contrary of a word, or another word before a noun ("the first train")."""
    text = here.text
    return says_the_contrary(question, text) or called_otherwise(question, text, here.above)


def _of_another_thing(question: str, here: _Sentence) -> bool:
    """Whether it tells what is asked of another thing ("the brewery" for "the mill")."""
    told = thing_question(question)
    if told is None:
        return False
    before = islice(sentences_before(here.source, here.one), 1, None)
    return of_another(told, here.text, [*before, here.source.title or ""])


def _of_a_namesake(question: str, here: _Sentence) -> bool:
    """Whether it is on somebody who shares no more than the surname that is asked for."""
    wanted, text = _given_names(question), here.text
    opening = _KIN_OF.sub("", text.split(",")[0])
    if not wanted or LEANS.search(opening):  # whom it means stands before it
        return False
    words = {part.casefold() for word in words_of(text) for part in word.split("-")}
    absent = [name for name in wanted if name.given[0] not in words]
    if not absent:
        return False
    head = text[: max(_HEAD, len(text) // 2)]  # behind it the other one is no subject
    there = [who for m in re.finditer(PERSON, head) if (who := cleaned(m.group()))]
    named = [parse_name(in_full(who, here.source, here.one)) for who in there]
    for name in absent:
        alike = [one for one in named if one.surname == name.surname]
        same = [one for one in alike if one.given and not one.body]
        others = same and all(one.given[0][0] != name.given[0][0] for one in same)
        if others and all(one.given for one in alike):
            return True
    return False


@lru_cache(maxsize=16)  # one question is held against a few hundred sentences
def _given_names(question: str) -> tuple[PersonName, ...]:
    """The people whom a question names with their given names; not whose something is asked for."""
    subject = ASKING_WORD.sub("", question)
    names = [m for m in re.finditer(PERSON, subject) if not _OWNER.match(subject, m.end())]
    parsed = [parse_name(m.group()) for m in names if not _OWNS.search(m.group())]
    return tuple(n for n in parsed if n.given and not n.body and len(n.given[0]) > 1)


def _asked_otherwise(question: str, here: _Sentence) -> bool:
    """Whether it answers what the page asks "you", who is not whom the question names.

    Or what the page asks of another thing: "your first violin" is not "her first cello".
    """
    blocks, at = here.source.reading.blocks, block_at(here.source, here.one.start)
    at -= not asks(here.text) and at > 0
    put = block_text(here.source, at)
    if not (is_turn(blocks[at]) and asks(put)):
        return False
    pair = " ".join(block_text(here.source, n) for n in range(at, min(at + 2, len(blocks))))
    if _puts_another(question, put, pair):
        return True
    who = _SUBJECT.search(question)
    if who is None or not re.search(r"\byou\b", put, re.I):
        return False
    heard = " ".join(one.speaker or "" for one in blocks[at : at + 4])
    return not coverage(parse_name(who["name"]).surname, f"{pair} {heard}")


def _puts_another(question: str, put: str, pair: str) -> bool:
    """Whether the page asks the same of another thing, of which neither says anything here."""
    put = re.split(r"[.!?]\s+", put)[-1]
    counted, own = (COUNTED_THING.search(text) for text in (question, put))
    if counted and own and stem(counted["what"]) != stem(own["what"]):
        return not coverage(counted["what"], pair)
    (*mine, last), other = content_words(question) or [""], (content_words(put) or [""])[-1]
    asking, asked = ({w.lower() for w in words_of(text)} & WH for text in (question, put))
    if asking != asked or not (last.islower() and other.islower()) or coverage(other, question):
        return False
    same = alike(stem(last)) | verb_stems(last)
    return not same & stems_of(pair) and any(w.islower() and coverage(w, put) for w in mine)


_SUBJECT = later(rf"\b(?i:{HALVES_AUX})\s+(?P<name>{PERSON})")


def _done_by_nobody(question: str, here: _Sentence) -> bool:
    """Whether it says that it was done, and not by whom ("that the swing had been broken")."""
    asked = WHICH_DOER.match(question)
    acts = verb_stems(asked["verb"].lower()) if asked else frozenset[str]()
    done = [m for m in WHICH_DONE.finditer(here.text) if stem(m["verb"]) in acts]
    told = sum(stem(word) in acts for word in words_of(here.text))
    return bool(done) and len(done) == told and not any(m["by"] for m in done)


_KINDS: tuple[Callable[[str, _Sentence], bool], ...] = (
    _of_a_namesake, _of_another_thing, _marked, _coded, _of_another_time, _of_another_day,
    _contrary, _asked_otherwise, _done_by_nobody, lambda q, here: filled_otherwise(q, here.text),
    lambda q, here: counts_others(q, here.text),
    lambda q, here: measures_otherwise(q, here.text, here.above),
)  # fmt: skip
