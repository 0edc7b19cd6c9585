"""Free pronouns, and "that year", "there", "then", put into words that the conversation used."""

from collections.abc import Callable
from dataclasses import dataclass

from rag.answers.followup import antecedents
from rag.answers.followup.antecedents import Scene, on
from rag.answers.followup.binding import owns, sort_of
from rag.answers.followup.phrases import PhraseToken, phrases, tokens
from rag.english.words import (
    DETERMINERS,
    DO,
    FUNCTION,
    GOING,
    OWNING,
    PERSONS,
    PLACES,
    PREPOSITIONS,
    TIMES,
)

Made = tuple[str, list[str]]
"""A question, and the words in it that come from the conversation."""


@dataclass(frozen=True, slots=True)
class _Edit:
    """`text` for the characters `start` to `end`; `used` is what the conversation gave."""

    start: int
    end: int
    text: str
    used: str


def resolve(body: str, scene: Scene) -> Made:
    """The text with its free pronouns replaced; each antecedent comes in once."""
    words, own = tokens(body), phrases(body)
    edits = list[_Edit]()
    for at, word in enumerate(words):
        sort = sort_of(body, words, at, own)
        if not sort or (edits and word.start < edits[-1].end):
            continue
        edit = _EDITS[sort](words, at, scene)
        if edit and edit.used not in [e.used for e in edits]:
            edits.append(edit)
    for edit in reversed(edits):
        body = body[: edit.start] + edit.text + body[edit.end :]
    return body, [edit.used for edit in edits]


def _put(first: PhraseToken, last: PhraseToken, antecedent: str | None) -> _Edit | None:
    """What was said, in place of the words from the first to the last."""
    return _Edit(first.start, last.end, antecedent, antecedent) if antecedent else None


def _preposition(words: list[PhraseToken], at: int) -> PhraseToken | None:
    """The preposition right before the word, if there is one."""
    return words[at - 1] if words[at].before in PREPOSITIONS else None


def _thing(words: list[PhraseToken], at: int, scene: Scene) -> _Edit | None:
    doing = words[at].low == "it" and words[at].before in DO
    subject = scene.last.subject() if doing else None
    one = subject if subject and not subject.endswith("s") else None
    return _named(words, at, one or scene.first(antecedents.thing))


def _named(words: list[PhraseToken], at: int, antecedent: str | None) -> _Edit | None:
    """Put "his deputy" as "Smith's deputy"; "its depth" as "the depth of the lake of Geneva"."""
    word = words[at]
    if antecedent is None or antecedent.split()[-1] in [one.text for one in words]:
        return None  # nobody is "he" beside his own name
    if word.low not in OWNING or not owns(word):
        return _put(word, word, antecedent)
    if len(antecedent.split()) <= _BRIEF and " of " not in antecedent:
        owner = antecedent + ("'" if antecedent.endswith("s") else "'s")
        return _Edit(word.start, word.end, owner, antecedent)
    stop = at + 1
    while stop + 1 < len(words) and _noun(words[stop + 1]) and stop - at < _BRIEF:
        stop += 1
    possessed = " ".join(w.text for w in words[at + 1 : stop + 1])
    return _Edit(word.start, words[stop].end, f"the {possessed} of {antecedent}", antecedent)


def _noun(word: PhraseToken) -> bool:
    return word.text[0].isalpha() and word.low not in FUNCTION | DETERMINERS | DO


def _sides(words: list[PhraseToken], at: int, scene: Scene) -> _Edit | None:
    """Put "the two sides" by their names, if two were named."""
    pair = scene.first(antecedents.people)
    first = words[at - 1] if words[at].before == "the" else words[at]
    return _put(first, words[at + 1], pair) if pair and " and " in pair else None


def _there(words: list[PhraseToken], at: int, scene: Scene) -> _Edit | None:
    place = scene.first(antecedents.place)
    if place is None:
        return None
    name = place.partition(" ")[2]
    text = f"to {name}" if GOING & {w.low for w in words[:at]} else place
    text = name if _preposition(words, at) else text
    return _Edit(words[at].start, words[at].end, text, name)


def _then(words: list[PhraseToken], at: int, scene: Scene) -> _Edit | None:
    date = scene.first(antecedents.date)
    if date is None:
        return None
    start = words[at - 1].start if words[at].before == "back" else words[at].start
    text = date if _preposition(words, at) else on(date)
    return _Edit(start, words[at].end, text, date)


def _pointed(words: list[PhraseToken], at: int, scene: Scene) -> _Edit | None:
    """Put "that year", "the same treaty", "this man" by what they are."""
    noun = words[at + 1]
    first = at - 1 if words[at].low == "same" else at
    prep, start = _preposition(words, first), words[first].start
    if noun.low in TIMES:
        date = scene.first(antecedents.date)
        if date and prep and prep.low in ("in", "on", "at"):
            return _Edit(prep.start, noun.end, on(date), date)
        return _Edit(start, noun.end, date if prep else on(date), date) if date else None
    antecedent = scene.first(lambda turn: turn.named(noun.low))
    if noun.low in PLACES:
        antecedent = scene.place_name() or antecedent
    elif noun.low in PERSONS:
        antecedent = scene.person() or antecedent
    return _put(words[first], noun, antecedent)


_BRIEF = 3
_EDITS: dict[str, Callable[[list[PhraseToken], int, Scene], _Edit | None]] = {
    "person": lambda words, at, scene: _named(words, at, scene.person(words[at].low)),
    "people": lambda words, at, scene: _named(words, at, scene.first(antecedents.people)),
    "thing": _thing,
    "sides": _sides,
    "the place": lambda words, at, scene: _put(words[at - 1], words[at], scene.place_name()),
    "place": _there,
    "date": _then,
    "date or thing": lambda words, at, scene: _then(words, at, scene) or _thing(words, at, scene),
    "noun": _pointed,
}
"""What is put for each sort of word (rag/answers/followup/binding.py), if anything is known."""
