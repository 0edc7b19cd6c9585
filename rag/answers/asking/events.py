"""Whether a sentence tells the event that the question asks about, of the one that it names.

"When did X fall?" asks for the fall of X: a sentence on another fall, or on X at another time, is
near and no answer.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from rag.answers.asking.leaning import LEANS, in_full, leans_on, sentences_before
from rag.answers.asking.which_one import of_the_one
from rag.answers.evidence import Candidate, before_others, best_first, block_of
from rag.documents.document import Document
from rag.english.events import acts_of
from rag.english.naming import names_in
from rag.english.patterns.context import ALSO_SELF as _ALSO_SELF
from rag.english.patterns.questions import EVENTS_ASKS as _ASKS
from rag.english.patterns.questions import EVENTS_AUXILIARY as _AUXILIARY
from rag.english.people import parse_name
from rag.english.roles import stands_for_a_place
from rag.english.speech import NO_NAMES, PERSON, PRONOUNS
from rag.english.terms import WORD, content_stems, content_words, fits, stem, stems_of, words_of
from rag.english.words import AUX
from rag.quotes.quoted import block_text
from rag.quotes.voice import voice_of

_OF_NAME = re.compile(r"\b(?P<noun>[a-z]\w+)\s+(?:of|in|at)\s+(?P<name>[A-Z][\w’'-]*)")
"""Something that belongs to a place ("the bridge of Brede"), which is another thing of it."""
_NO_NAMES = NO_NAMES | {"may"}
_BACK = frozenset(("he", "she", "it", "they"))
"""With one of these a sentence may speak of whom it does not name."""
_WORDS = 2
"""Common words of a question that tells an event: its verb, and a noun of its subject."""
_ELSEWHERE = 0.1
"""What is left of the score of a sentence on something else."""
_DATED = 0.2
"""The least score of a sentence that tells the event of whom it is asked, and gives a date."""
_WITHOUT_ACT = 0.5
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
    verb = common[0] if matched["rest"].endswith(" ".join(common)) else common[-1]  # "ran aground"
    verb = verb if acts_of(matched["rest"], verb) else common[-1]
    acts = acts_of(matched["rest"], verb)
    people = [w for w in words if w[0].isupper()]
    given = stem(people[0]) if len(people) > 1 and not parse_name(" ".join(people)).body else ""
    nouns = [
        w
        for w in common
        if w != verb and re.search(rf"\b(?:the|an?|its|their)\s+{re.escape(w)}\b", question)
    ]
    return Event(names, acts, frozenset(map(stem, nouns)), given) if acts else None


def to_the_point(
    question: str, candidates: Sequence[Candidate], document: Callable[[str], Document]
) -> tuple[list[Candidate], float]:
    """The candidates without those on another one, those on another event weighed down.

    Also what is left of the confidence: what seemed to answer may have been on a namesake.
    """
    weighed = of_the_one(question, candidates, document)
    before = max((one.score for one in candidates), default=0.0)
    left = max((one.score for one in weighed), default=0.0) / before if before else 1.0
    event = event_of(question)
    if event is None:
        return best_first(weighed), left
    ranked, kept = _by_event(question, event, weighed, document)
    return ranked, min(left, kept)


def _by_event(
    question: str, event: Event, found: Sequence[Candidate], document: Callable[[str], Document]
) -> tuple[list[Candidate], float]:
    """The candidates by whether they tell the event; what is left where none of them does."""
    about = [(one, _about(event, one, document(one.passage.doc_id))) for one in found]
    others = [one for one, who in about if who is False]
    rest = [one for one, who in about if who is not False]
    telling = [
        one for one, who in about
        if who is not False
        and _fits(event, one, block_of(document(one.passage.doc_id), one).section, who is True)
        and fits(question, one.text) == 1.0
    ]  # fmt: skip
    if telling:
        first, *others = before_others(telling, rest)
        dated = question.lower().startswith("when") and not re.search(r"\d", question)
        least = _DATED if dated else 0.0
        return [replace(first, score=max(first.score, least)), *others], 1.0
    shares = (replace(one, score=one.score * _share(event, one.text)) for one in rest)
    return best_first(shares), _share_left(event, rest, others)


def _share_left(event: Event, found: Sequence[Candidate], others: Sequence[Candidate]) -> float:
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
        voice = voice_of(document, one.start, one.end)
        speaker = voice.speaker or (document.author if voice.kind == "author" else None)
        if speaker and (_I_DID.match(one.text) or _same(event, speaker)):
            return _same(event, speaker)
    people = leans_on(document, one).people
    if _entitled(event, one, document):
        return True
    if not people:
        return None
    who = in_full(people[0], document, one)
    near = islice(sentences_before(document, one), 1, None)
    if _same(event, who):
        return True
    return (
        None if who == people[0] and any(event.names & stems_of(said) for said in near) else False
    )


def _entitled(event: Event, one: Candidate, document: Document) -> bool:
    """Whether a sentence has no subject, and its entry or the whole text begins with the names."""
    first, block = _FIRST.match(one.text), block_of(document, one)
    entry = document.reading.text[block.start : one.start][:_NAMED_BY]
    opens = f"{document.title or ''} {block_text(document, 0)} {entry} {one.text}"
    named = event.names <= stems_of(opens)
    return bool(named and first and event.acts & stems_of(first["word"]))


_I_DID = re.compile(r"\W*(?:[^\W\d_][\w’'. -]{0,40}[.:]\s+)?I\s")
"""A speaker who begins with "I", behind the label of a turn where it has one."""
_NAMED_BY = 80  # code points at the head of an entry that say what it is of
_FIRST = re.compile(r"(?:[^.!?]{1,40}\.\s)?\W*(?P<word>\w+)")


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
    return 1.0 if event.acts & stems_of(text) else _WITHOUT_ACT


def _fits(event: Event, one: Candidate, section: str, named: bool) -> bool:
    """Whether a sentence tells the event of what is asked about; `named` if it is by a pronoun."""
    heading = content_stems(section.rsplit(" › ", 1)[-1])
    stems = stems_of(one.text) | (heading if heading <= event.acts else frozenset())  # "Burials"
    named = named or event.names <= stems or _by_given_name(event, one.text)
    other = not event.nouns and _other_thing(event, one.text)
    return bool(event.acts & stems) and named and event.nouns <= stems and not other


def _another(event: Event, text: str) -> bool:
    """Whether a sentence tells such an event, and names others and not who is asked about."""
    words, stems = words_of(text), stems_of(text)
    if not event.acts & stems:
        return False
    names = {w for w in words[1:] if w[0].isupper() and w.lower() not in _NO_NAMES}
    first = words[0] if words and words[0].lower() not in _NO_NAMES else ""
    begun = first and len(words) > 1 and (words[1] in AUX or stem(words[1]) in event.acts)
    points = any(w.lower() in PRONOUNS for w in words[:1]) or _points_back(text)
    named = bool(names or begun) and not points and not event.names & stems
    return named or _other_thing(event, text)


def _points_back(text: str) -> bool:
    """Whether a pronoun of a sentence may mean somebody whom it does not name before."""
    found = next((m for m in WORD.finditer(text) if m.group() in _BACK), None)
    return found is not None and not (
        found.group() in ("he", "she") and names_in(text[: found.start()])
    )


def _other_thing(event: Event, text: str) -> bool:
    """Whether it tells of another thing of the name than the one asked for.

    "The walls of Tovar fell" is not the fall of Tovar, nor that of its bridge; "Tovar fell" is not
    that of its bridge.
    """
    stems = stems_of(text)
    heads = {
        m["noun"] for m in _OF_NAME.finditer(text)
        if stem(m["name"]) in event.names and not stands_for_a_place(m["noun"])
    }  # fmt: skip
    heads = {noun for noun in heads if stem(noun) not in event.acts}
    things = {noun for noun in event.nouns if not stands_for_a_place(noun)}
    if things:
        alone = event.names <= stems and not LEANS.search(text)
        return not things & stems and (bool(heads) or alone)
    acts = [m for m in WORD.finditer(text) if stem(m.group()) in event.acts]
    own = [m for m in _OF_NAME.finditer(text) if m["noun"] in heads]
    return bool(heads) and any(
        one.end() < act.start() and _AUXILIARY.fullmatch(text, one.end(), act.start())
        for one in own
        for act in acts
    )
