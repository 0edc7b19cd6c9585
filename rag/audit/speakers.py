"""Whether those whom a draft makes speak may have said the words, by what the source says.

| the source gives the words to | the draft's speaker is | what follows |
|---|---|---|
| somebody by name | the same, under any name or role of theirs | passes |
| | of a looser role that nobody else bears | passes with a caution |
| | anybody else | misattributed |
| a role ("the pilot") | whoever bears it | passes |
| | named beside it | caution; misattributed if the role is a new one ("a pilot") |
| nobody in so many words | the only one who can be meant | passes |
| | one of those who can be meant | passes with a caution |
| | anybody else | misattributed |
| its author, or whoever has the floor | the same | passes |
| | whom the clause itself makes say it | passes |
| | anybody else | misattributed; caution if the source names no author |

Whatever is not supported is told: only the rows that end in "passes" are silent.
"""

from rag.audit.aliases import aliases
from rag.audit.bearers import full, mentions
from rag.audit.draft.attribution import Attribution
from rag.audit.draft.names import Names
from rag.audit.draft.sides import IN_MARKS
from rag.audit.named import labels, named, sentences
from rag.audit.reported import (
    by_pronoun,
    in_first_person,
    left_to_context,
    reporter,
    sender,
    speaks_in,
)
from rag.audit.roles import Fit
from rag.audit.running import floor_of, running, spoken_to
from rag.documents.document import Document
from rag.english.described import beside
from rag.english.patterns.context import HE_OR_SHE
from rag.english.patterns.drafts import CITED_BETWEEN, FRAMES, SHORT_TAIL
from rag.english.people import fold, is_role, parse_name, same_name
from rag.english.roles import speaks_for, split_role
from rag.english.speaker import sayings
from rag.quotes.quoted import block_at, quoted_ranges
from rag.quotes.referred import people_before
from rag.quotes.voice import Voice, is_turn, voice_of

_SCARE = 4
"""Words in quotation marks that may still be the author's own."""


def fit(
    document: Document, start: int, end: int, speaker: str, names: Names, body: str | None = None
) -> Fit:
    """Whether `speaker` may have said the reading text from `start` to `end`.

    Somebody who changed the name, as the document says, may bear either. `body` is whom a role
    speaks for.
    """
    theirs = speaks_for(sentences(document, start, end), speaker) if body else None
    if body and theirs and not same_name(theirs, body):
        return Fit(False, actual=f"{speaker} for {theirs}")
    own = _fit(document, start, end, speaker, names)
    if own.ok:
        return own
    tries = (_fit(document, start, end, other, names) for other in aliases(document, speaker))
    return next((other for other in tries if other.ok), own)


def unclaimed(document: Document, start: int, end: int, said: Attribution, names: Names) -> Fit:
    """For a draft that gives the words to nobody who is understood, but names somebody.

    One must fit who stands beside the words ("Smith and Jones hold that") or, where nothing leads
    to these, in the sentence before.
    """
    before, after = said.sides[0], CITED_BETWEEN.sub("", said.sides[1])
    led = said.listed or FRAMES.search(before) is not None or SHORT_TAIL.match(after) is not None
    says = led or any(one.who is None for side in said.sides for one in sayings(side))
    who = _source_speaker(document, start, end)
    if who and not says and any(same_name(who, one) for one in said.beside):
        return Fit(True)  # "The Ministry found that Arn had “…”", of the Ministry
    near, rest = (
        [one for one in people if says or _somebody(document, one, names)]
        for people in (said.beside, said.above)
    )
    goes_on = not says or HE_OR_SHE.search(IN_MARKS.sub("…", f"{before} … {after}"))
    near, rest = near or rest, rest if near and goes_on else []
    if not near or (who is None and not led):
        return Fit(True)
    fits = [fit(document, start, end, one, names) for one in (*near, *rest)]
    for own, one in zip(fits, (*near, *rest), strict=True):
        if own.ok and (not own.caution or _of_theirs(document, own.actual, one)):
            return Fit(True)
    actual = who or fits[0].actual or "the author"
    told = f"the draft names {near[-1]}; in the source it is {actual} who says it"
    other = Fit(not said.listed or not who, told, actual)
    return next((own for own in fits[: len(near)] if own.ok), other)


def _of_theirs(document: Document, who: str | None, role: str) -> bool:
    """Whether a body is that of somebody's role ("the works council", by its chairman)."""
    body = {fold(word) for word in role.split()} - {"the"}
    return any(body <= one.body for one in beside(document.reading.text, who or ""))


def _source_speaker(document: Document, start: int, end: int) -> str | None:
    """Whom a source makes say words that are not its author's; None where it names nobody."""
    voice = voice_of(document, start, end)
    if voice.kind == "author":
        return reporter(document, start, end)
    if voice.speaker is None and by_pronoun(document, start, end):
        return next(iter(people_before(document, start, end).people), None)
    return voice.speaker


def _somebody(document: Document, name: str, names: Names) -> bool:
    """Whether a name beside the words in a draft is a person's, or a role."""
    parts = parse_name(name)
    if is_role(split_role(name)[0]):
        return True
    whole = parse_name(full(document, name, 0))
    known = whole.given or whole.titles - {"the"} or names.knows(name)
    return not parts.body and bool(known or speaks_in(document, parts.surname))


def _fit(document: Document, start: int, end: int, speaker: str, names: Names) -> Fit:
    """The same, under one name."""
    voice = voice_of(document, start, end)
    if voice.kind == "comment":
        return _comment(voice, speaker, names)
    if voice.kind == "author" or in_turn(document, start, end):
        return running(document, start, end, speaker, names)
    if voice.speaker is None:
        return _unnamed(document, start, end, speaker)
    return named(document, start, voice.speaker, speaker)


def in_turn(document: Document, start: int, end: int) -> bool:
    """Whether words are of a turn of speech, and in no quotation marks there."""
    number = block_at(document, start)
    marked = any(a < end and start < b for a, b in quoted_ranges(document, number))
    block = document.reading.blocks[number]
    return is_turn(block) and block.kind != "block-quote" and not marked


def _comment(voice: Voice, speaker: str, names: Names) -> Fit:
    """A reader's words: only of the reader with exactly this name, where both are known."""
    who = voice.speaker
    same = who is not None and same_name(who, speaker)
    known = who is not None and {who, speaker} <= names.speakers
    return Fit(same and (who == speaker or not known), actual=who or "a reader")


def _unnamed(document: Document, start: int, end: int, speaker: str) -> Fit:
    """Quoted words beside which the source names nobody."""
    own_floor = any(same_name(one, speaker) for one in floor_of(document, start))
    block = document.reading.blocks[block_at(document, start)]
    if document.author and block.speaker is None and in_first_person(document, start, end):
        return Fit(own_floor, actual=document.author)
    if own_floor:
        if len(document.reading.text[start:end].split()) <= _SCARE:
            return Fit(True, "the source has these words in quotation marks of its own")
        if block.speaker is None or by_pronoun(document, start, end):
            return Fit(False, actual="somebody whom it quotes")
    told = spoken_to(document, start, end, speaker)
    if told:
        return told
    if block.speaker == "" and any(same_name(one, speaker) for one in labels(document)):
        return Fit(False, actual="somebody whom the record does not name there")
    return _meant(document, start, end, speaker)


def _meant(document: Document, start: int, end: int, speaker: str) -> Fit:
    """Quoted words of somebody who must have been named before."""
    led = sender(document, start)
    if led:
        return named(document, start, led, speaker)
    meant = people_before(document, start, end)
    clear = meant.clear and left_to_context(document, start, end)
    fits = [who for who in meant.people if named(document, start, who, speaker).ok]
    own = sentences(document, start, end)
    if meant.people and not fits and (clear or not mentions(own, speaker)):
        return Fit(False, actual=meant.people[0] if clear else "somebody else")
    if fits and clear:
        return named(document, start, fits[0], speaker)
    at = block_at(document, start)
    blocks, text = document.reading.blocks, document.reading.text
    before = "\n\n".join(text[b.start : b.end] for b in blocks[max(0, at - 3) : at + 1])
    if mentions(f"{document.title or ''}\n\n{before}", speaker):
        return Fit(True, f"the source does not say in so many words that {speaker} says it")
    return Fit(False, actual="somebody whom it does not name beside the words")
