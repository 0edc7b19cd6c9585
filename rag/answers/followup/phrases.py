"""The noun phrases of a question or a quote, with what kind of thing each may be. No model.

Closed word classes, capital letters and a few endings go a long way in questions, which are
short and plainly built. This is no parser: a phrase may be missed or end a word too late, and
nothing here may be used to decide what a document says. It serves rag/answers/followup alone.
"""

import re
from dataclasses import dataclass
from typing import Literal

from rag.english import months
from rag.english.inflect import possessor
from rag.english.patterns.followups import PHRASES_STATES as _STATES
from rag.english.roles import person_noun
from rag.english.words import (
    COUNTRIES,
    DETERMINERS,
    DO,
    EVENTS,
    FUNCTION,
    GROUPS,
    INSIDE_NAMES,
    LOCATIVE,
    NO_NAMES,
    PAST,
    PREPOSITIONS,
    TITLES,
    VERBS,
    WATERS,
    WH,
)

PhraseKind = Literal["date", "country", "place", "person", "group", "event", "thing"]

TOKEN = re.compile(r"\d+(?:[.,:]\d+)*\w*|[^\W\d_][^\W_]*(?:['’-][^\W_]+)*|[^\w\s]")
_SHORT = 3
_MONTH = rf"(?:{months.NAMES})"
_DAY = rf"\d{{1,2}} {_MONTH}|{_MONTH} \d{{1,2}}|{_MONTH}"
DATE = re.compile(
    rf"\b(?:(?:early|late|mid) )?(?:(?:{_DAY})(?:,? \d{{4}})?"
    r"|(?:the )?1\d{3}s|(?:the )?20\d\ds|1\d{3}|20\d\d)\b"
)


@dataclass(frozen=True, slots=True)
class PhraseToken:
    """One word or mark, with its place in the text and its neighbours."""

    text: str
    start: int
    end: int
    low: str
    """The word in lower case, without a possessive ending."""
    before: str
    """The word before it, in the same form; "" for none."""
    after: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: `text` is the slice from `start` to `end`, `prep` the preposition before.

    `asked` marks the noun of "which river" or "how many ships", which names nothing yet.
    """

    text: str
    start: int
    end: int
    kind: PhraseKind
    name: bool
    plural: bool
    prep: str = ""
    asked: bool = False

    @property
    def head(self) -> str:
        """The last word, in lower case."""
        return self.text.split()[-1].lower()


def tokens(text: str) -> list[PhraseToken]:
    """The words and marks of a text, in order."""
    words = list(TOKEN.finditer(text))
    lows = ["", *(possessor(m.group().lower()) for m in words), ""]
    return [
        PhraseToken(m.group(), *m.span(), lows[n], lows[n - 1], lows[n + 1])
        for n, m in enumerate(words, 1)
    ]


def phrases(text: str) -> list[Phrase]:
    """The noun phrases and dates of a text, in order, none inside another."""
    words, made, at = tokens(text), list[Phrase](), 0
    dates = {m.start(): m.end() for m in DATE.finditer(text)}
    while at < len(words):
        token = words[at]
        if token.start in dates:
            stop = at
            while stop < len(words) and words[stop].end <= dates[token.start]:
                stop += 1
            made.append(_phrase(text, words, at, stop, "date"))
        else:
            stop = _end(words, at)
            if stop > at:
                made.append(_phrase(text, words, _called(words, at, stop), stop))
        at = max(stop, at + 1)
    return made


def is_name(words: list[PhraseToken], at: int) -> bool:
    """Whether the word is written as a name: a capital that its place does not explain."""
    token = words[at]
    if not token.text[0].isupper() or (token.low in NO_NAMES and not token.text.isupper()):
        return False
    opens = at == 0 or words[at - 1].text in '.!?“"‘:'
    follows = at + 1 < len(words) and words[at + 1]
    plain = opens and follows and follows.text[0].islower() and token.low.endswith(("s", "ing"))
    return len(token.text) > 1 and not plain


def _end(words: list[PhraseToken], at: int) -> int:
    """Where the noun phrase that begins at `at` ends; `at` itself if none begins there."""
    low = words[at].low
    asks = low in ("which", "what", "whose") or low == "many"
    if low in DETERMINERS or asks:
        stop = _common(words, at + 1, helped=words[at].before in DO)
        return stop if stop > at + 1 else at
    if is_name(words, at):
        return _name(words, at)
    plural = (low.endswith("s") and not low.endswith(("ss", "us", "is"))) or low == "people"
    acts = low in FUNCTION | VERBS or low.removesuffix("s") in VERBS - EVENTS
    if plural and len(low) > _SHORT and not acts and words[at].before not in WH:
        return at + 1
    return at


def _name(words: list[PhraseToken], at: int) -> int:
    """The end of a run of capitals, over small words that names hold ("Treaty of Trent")."""
    stop = at + 1
    while stop < len(words):
        if is_name(words, stop) and words[stop - 1].end < words[stop].start:
            stop += 1
            continue
        small = stop
        while small < len(words) and words[small].text in INSIDE_NAMES:
            small += 1
        if small == stop or small >= len(words) or not is_name(words, small):
            break
        stop = small + 1
    return stop


def _common(words: list[PhraseToken], at: int, *, helped: bool) -> int:
    """The end of the nouns behind a determiner; `helped` if "did" or its like stands before."""
    stop = at
    while stop < len(words):
        token = words[stop]
        capital = is_name(words, stop)
        if capital and helped and stop - at > 1 and words[stop - 1].text.islower():
            return stop - 1
        if not capital and (not token.text[0].isalnum() or token.low in FUNCTION - {"first"}):
            break
        verb = token.low in (VERBS if helped else PAST) or token.low.endswith("ed")
        acts = token.low.removesuffix("s") in VERBS and token.low not in EVENTS
        beside = is_name(words, stop - 1) or is_name(words, min(stop + 1, len(words) - 1))
        verb = verb or (acts and stop > at and beside)
        if verb and not capital and stop > at:
            return stop
        stop = max(stop + 1, _name(words, stop) if capital else 0)
    ends = stop - at > 1 and helped and not is_name(words, stop - 1)
    return stop - 1 if ends else stop


def _called(words: list[PhraseToken], at: int, stop: int) -> int:
    """Where the name begins that a role says ("his son Karl Roth"); `at` if none does."""
    first = next((n for n in range(at + 1, stop) if is_name(words, n)), at)
    role = words[first - 1].text if first > at + 1 else ""
    return first if role.islower() and person_noun(role) else at


def _phrase(
    text: str, words: list[PhraseToken], at: int, stop: int, kind: PhraseKind | None = None
) -> Phrase:
    start, end = words[at].start, words[stop - 1].end
    piece = possessor(text[start:end])
    piece = re.sub(r"^The\b", "the", piece)
    asks = words[at].low in ("which", "what", "whose", "many")
    noun = piece.partition(" ")[2] if asks else piece
    before = words[at].before
    name = any(is_name(words, i) for i in range(at, stop))
    prep = before if before in PREPOSITIONS else ""
    low = words[stop - 1].low
    plural = (low.endswith("s") and not low.endswith(("ss", "us", "is"))) or low == "people"
    return Phrase(
        piece,
        start,
        start + len(piece),
        kind or kind_of(noun, prep, before),
        name,
        plural and not words[stop - 1].text[0].isupper(),
        prep,
        asks,
    )


def kind_of(piece: str, prep: str = "", before: str = "") -> PhraseKind:
    """What a phrase may be, from its own words and the word before it."""
    own = piece.lower().split()
    bare = piece.removeprefix("the ").removeprefix("The ")
    if bare in COUNTRIES or _STATES.match(piece):
        return "country"
    if own[-1] in EVENTS or own[0] in EVENTS or (own[0] == "the" and own[1:2] and own[1] in EVENTS):
        return "event"
    if any(word in GROUPS for word in own) or (bare.isupper() and len(bare) > 1):
        return "group"
    if before in TITLES or any(word in TITLES for word in own):
        return "person"
    if any(word in WATERS for word in own) or (prep in LOCATIVE and bare[0].isupper()):
        return "place" if prep in LOCATIVE or own[0] != "the" else "thing"
    capital = bare[0].isupper() and own[0] not in DETERMINERS
    return "person" if capital and " of " not in piece else "thing"
