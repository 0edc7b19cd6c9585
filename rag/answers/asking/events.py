"""Whether a sentence speaks of the event, and of the person, that the question names.

"When did X fall?" asks for the fall of X: a sentence on another fall, or on X at another time, is
near and no answer. Somebody of the same surname is another person.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from rag.answers.asking.at_place import at_the_place
from rag.answers.asking.leaning import leans_on, sentences_before
from rag.answers.asking.which_one import of_the_one
from rag.answers.evidence import Candidate
from rag.documents.document import Document
from rag.english.events import acts_of, tells_another
from rag.english.patterns.context import ALSO_SELF as _ALSO_SELF
from rag.english.patterns.questions import ASKING_WORD as _ASKING_WORD
from rag.english.patterns.questions import EVENTS_ASKS as _ASKS
from rag.english.patterns.questions import EVENTS_AUXILIARY as _AUXILIARY
from rag.english.people import parse_name
from rag.english.roles import stands_for_a_place
from rag.english.speech import NO_NAMES, PERSON, PRONOUNS
from rag.english.terms import content_words, fits, stem
from rag.english.things import of_another
from rag.english.told import Told, told_of
from rag.english.words import AUX
from rag.quotes.voice import voice_of

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_OWNS = re.compile(r"['’]s?$")
_OWNER = re.compile(r"['’]s?\s")
"""Behind a name in a question: what is asked for is another one's ("Anna Roth's husband")."""
_LEANS = re.compile(rf"^\W*(?:{'|'.join(sorted(PRONOUNS))}|his|her|their)\b|\b(?:he|she)\b", re.I)
_OF_NAME = re.compile(r"\b(?P<noun>[a-z]\w+)\s+(?:of|in|at)\s+(?P<name>[A-Z][\w’'-]*)")
"""Something that belongs to a place ("the bridge of Brede"), which is another thing of it."""
_HEAD = 60  # code points in which the subject of a sentence stands
_NO_NAMES = NO_NAMES | {"may"}
_BACK = frozenset(("he", "she", "it", "they"))
"""With one of these a sentence may speak of whom it does not name."""
_UNSAID = 0.3
"""What is left of the confidence where the best sentence tells another event, and none this one."""
_WORDS = 2
"""Common words of a question that tells an event: its verb, and a noun of its subject."""
_ELSEWHERE = 0.1
"""What is left of the score of a sentence on something else, where another fits the question."""

_UNTOLD = 0.5
"""The same for a sentence that holds no word of the event: other words may tell it."""


@dataclass(frozen=True, slots=True)
class Event:
    """The names in a question, and the stems of the words that may tell the event.

    `nouns` are the stems of the other words of its subject ("the tower of Zell"), `given` is the
    first name of a person.
    """

    names: frozenset[str]
    acts: frozenset[str]
    nouns: frozenset[str] = frozenset()
    given: str = ""


def event_of(question: str) -> Event | None:
    """The event that a short question asks about; None where it is not told by name and verb.

    >>> sorted(event_of("When did Harsk fall?").names)
    ['harsk']
    """
    matched = _ASKS.match(question)
    if matched is None:
        return None
    words = content_words(matched["rest"])
    names = frozenset(stem(w) for w in words if w[0].isupper())
    common = [w for w in words if w[0].islower()]
    if not names or not common or len(common) > _WORDS:
        return None
    acts = acts_of(matched["rest"], common[-1])
    people = [w for w in words if w[0].isupper()]
    given = stem(people[0]) if len(people) > 1 and not parse_name(" ".join(people)).body else ""
    nouns = [
        w
        for w in common[:-1]
        if re.search(rf"\b(?:the|an?|its|their)\s+{re.escape(w)}\b", question)
    ]
    return Event(names, acts, frozenset(map(stem, nouns)), given) if acts else None


def to_the_point(
    question: str, candidates: Sequence[Candidate], document: Callable[[str], Document]
) -> tuple[list[Candidate], float]:
    """The candidates, those on another person or another event weighed down.

    Also what is left of the confidence: what seemed to answer may have been on a namesake.
    """
    weighed = [one for one in candidates if not _namesake(question, one.text)]
    told = told_of(question)
    if told is not None:
        weighed = [one for one in weighed if not _elsewhere(told, one, document)]
    weighed = at_the_place(question, of_the_one(question, weighed, document))
    before = max((one.score for one in candidates), default=0.0)
    left = max((one.score for one in weighed), default=0.0) / before if before else 1.0
    event = event_of(question)
    if event is None:
        weighed = sorted(weighed, key=lambda c: (-c.score, c.rank, c.start))
        return weighed, left * _said(told.stems if told else frozenset(), weighed)
    pairs = [(one, _about(event, one, document(one.passage.doc_id))) for one in weighed]
    others = [one for one, fit in pairs if fit is False]
    pairs = [(one, fit) for one, fit in pairs if fit is not False]
    fitting = [
        _fits(event, one, fit is True) and fits(question, one.text) == 1.0 for one, fit in pairs
    ]
    best = max(
        (one.score for (one, _), fit in zip(pairs, fitting, strict=True) if fit), default=None
    )
    weighed = [
        one if fit else replace(one, score=_ELSEWHERE * min(one.score, best))
        if best is not None else replace(one, score=one.score * _share(event, one.text))
        for (one, _), fit in zip(pairs, fitting, strict=True)
    ]  # fmt: skip
    if best is None:
        left = min(left, _kept(event, [one for one, _ in pairs], others))
    weighed = sorted(weighed, key=lambda c: (-c.score, c.rank, c.start))
    own = [one for one in weighed if not _another(event, one.text)]
    return weighed, left * _said(event.acts, own)


def _said(acts: frozenset[str], ranked: Sequence[Candidate]) -> float:
    """What is left where the best sentence tells another event, and no other one tells this."""
    stems = [{stem(word) for word in _WORD.findall(one.text)} for one in ranked]
    if not stems or any(acts & own for own in stems):
        return 1.0
    return _UNSAID if tells_another(acts, stems[0]) else 1.0


def _elsewhere(told: Told, one: Candidate, document: Callable[[str], Document]) -> bool:
    """Whether a sentence tells what is asked of another thing than the one asked about."""
    source = document(one.passage.doc_id)
    before = list(islice(sentences_before(source, one), 1, None))
    return of_another(told, one.text, [*before, source.title or ""])


def _kept(event: Event, found: Sequence[Candidate], others: Sequence[Candidate]) -> float:
    """What is left of the confidence where the best sentence is on somebody or something else."""
    first = max((*found, *others), key=lambda c: c.score, default=None)
    if first is None or not (first in others or _another(event, first.text)):
        return 1.0
    rest = [c.score * _share(event, c.text) for c in found]
    return max(rest, default=0.0) / first.score if first.score else 1.0


def _by_given_name(event: Event, text: str) -> bool:
    """Whether a sentence names the person by the given name alone ("His sister Irja was born")."""
    names = (parse_name(m.group()).words for m in re.finditer(PERSON, text))
    return any(len(words) == 1 and stem(words[0]) == event.given for words in names)


def _about(event: Event, one: Candidate, document: Document) -> bool | None:
    """Whether "he", "she" or "I" of a sentence is whom the question names; None if unknown.

    Where the name stands near, the pronoun may mean it, whoever was named last.
    """
    if _ALSO_SELF.search(one.text):
        speaker = voice_of(document, one.start, one.end).speaker
        if speaker and _same(event, speaker):
            return True
    people = leans_on(document, one).people
    if not people:
        return None
    near = islice(sentences_before(document, one), 1, None)
    if _same(event, people[0]):
        return True
    return None if any(event.names & set(map(stem, _WORD.findall(s))) for s in near) else False


def _same(event: Event, who: str) -> bool:
    """Whether a name may be that of the event: a shared surname is not enough for two people."""
    words = [stem(word) for word in parse_name(who).words]
    if not event.names & set(words):
        return False
    return len(words) == 1 or len(event.names) == 1 or words[0] in event.names


def _share(event: Event, text: str) -> float:
    """What is left of a sentence's score where none tells the event of whom it is asked."""
    if _another(event, text):
        return _ELSEWHERE
    shared = event.acts & {stem(word) for word in _WORD.findall(text)}
    return 1.0 if shared else _UNTOLD


def _fits(event: Event, one: Candidate, named: bool) -> bool:
    """Whether a sentence tells the event of what is asked about; `named` if it is by a pronoun."""
    stems = {stem(word) for word in _WORD.findall(one.text)}
    named = named or event.names <= stems or _by_given_name(event, one.text)
    other = not event.nouns and _other_thing(event, one.text, stems)
    return bool(event.acts & stems) and named and event.nouns <= stems and not other


def _another(event: Event, text: str) -> bool:
    """Whether a sentence tells such an event, and names others and not who is asked about."""
    words = _WORD.findall(text)
    stems = {stem(word) for word in words}
    names = {w for w in words[1:] if w[0].isupper() and w.lower() not in _NO_NAMES}
    first = words[0] if words and words[0].lower() not in _NO_NAMES else ""
    begun = first and len(words) > 1 and (words[1] in AUX or stem(words[1]) in event.acts)
    named = bool(names) or bool(begun)
    if event.acts & stems and _other_thing(event, text, stems):
        return True
    points = any(w.lower() in PRONOUNS for w in words[:1]) or not _BACK.isdisjoint(words)
    return bool(event.acts & stems) and named and not points and not event.names & stems


def _other_thing(event: Event, text: str, stems: set[str]) -> bool:
    """Whether it tells of another thing of the name than the one asked for.

    "The walls of Tovar fell" is not the fall of Tovar, nor that of its bridge; "Tovar fell" is not
    that of its bridge.
    """
    heads = {
        m["noun"] for m in _OF_NAME.finditer(text)
        if stem(m["name"]) in event.names and not stands_for_a_place(m["noun"])
    }  # fmt: skip
    heads = {noun for noun in heads if stem(noun) not in event.acts}
    things = {noun for noun in event.nouns if not stands_for_a_place(noun)}
    if things:
        alone = event.names <= stems and not _LEANS.search(text)
        return not things & stems and (bool(heads) or alone)
    acts = [m for m in _WORD.finditer(text) if stem(m.group()) in event.acts]
    own = [m for m in _OF_NAME.finditer(text) if m["noun"] in heads]
    return bool(heads) and any(
        one.end() < act.start() and _AUXILIARY.fullmatch(text, one.end(), act.start())
        for one in own
        for act in acts
    )


def _namesake(question: str, text: str) -> bool:
    """Whether a sentence is on somebody who shares no more than the surname that is asked for."""
    subject = _ASKING_WORD.sub("", question)
    names = [m for m in re.finditer(PERSON, subject) if not _OWNER.match(subject, m.end())]
    wanted = [parse_name(m.group()) for m in names if not _OWNS.search(m.group())]
    words = {part.casefold() for word in _WORD.findall(text) for part in word.split("-")}
    if _LEANS.search(text.split(",")[0]):  # whom it means stands before it
        return False
    head = text[: max(_HEAD, len(text) // 2)]  # behind it the other one is no subject
    named = [parse_name(m.group()) for m in re.finditer(PERSON, head)]
    for name in wanted:
        if name.body or not name.given or name.given[0] in words or len(name.given[0]) < 2:
            continue
        same = [one for one in named if one.surname == name.surname and one.given and not one.body]
        if same and all(one.given[0][0] != name.given[0][0] for one in same):
            alone = [one for one in named if one.surname == name.surname and not one.given]
            if not alone:
                return True
    return False
