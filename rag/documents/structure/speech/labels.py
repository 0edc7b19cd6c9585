"""Labels before a turn of speech: where they stand and whom they name, whether or not they count.

"MS. OAKES:", "**Interviewer:**", "Q.", "<v Judge Arden>", "MARTHA." of a play, "Mr. OAKES." of a
hearing, a name alone on its line; with a time in `stamped`. Which of them name speakers is for
`sure` to say.
"""

import re
from dataclasses import dataclass
from functools import cache

from rag.documents.document import Region
from rag.documents.remembered import of_object
from rag.documents.structure.speech.called import as_name, bearer
from rag.documents.structure.speech.stamped import Stamped, stamped
from rag.english.capitals import UPPER
from rag.english.labels import NO_LABELS, PARTS
from rag.english.patterns.names import who as a_name
from rag.english.patterns.turns import (
    CUES_LINE,
    CUES_PLAY,
    LABELS_SMALL,
    SWORN,
    labels_asks,
    labels_judge,
    labels_member,
)
from rag.english.titles import TITLES
from rag.english.words import INSIDE_NAMES

_LETTERS = {"Question": "Q", "Answer": "A"}
_KINDS = ("tag", "strong", "letter", "word", "office", "caps", "stage", "handle", "plain", "dash")
_LOOK = 400
"""Code points after a label that are looked at."""
_SPOKEN = ("body", "caption", "heading")
"""A question in bold looks like a heading; one without a label ends the turn before it."""
_ALONE = 90


@dataclass(frozen=True, slots=True)
class Label:
    """A label: layer-1 start, the end of what is cut off before the words, and whose it is.

    `said` is the rest of its line or paragraph, of what stands below it if it is `alone` on its
    line. `asks` is who puts the question where the label itself says so.
    """

    at: int
    words: int
    who: str
    kind: str
    said: str = ""
    alone: bool = False
    asks: str = ""


@cache
def _label() -> re.Pattern[str]:
    name = r"[^\W\d_](?:[^\n:?!*<>\[\]()]){0,80}?"
    aside = r"(?P<aside{}>(?:[ \t]*\([^()\n]{{1,60}}\)){{1,2}})?[ \t]*"
    caps, small = rf"[{UPPER}][{UPPER}.'’-]*", LABELS_SMALL
    word = rf"(?:[{UPPER}][\w.'’-]*|\d{{1,3}}[A-Z]?)"
    loud = rf"(?:[{UPPER}][a-z]{{1,2}})?[{UPPER}][{UPPER}'’-]+"
    return re.compile(
        rf"""[ \t>]*(?:[-–•][ \t]+)?
            (?P<time>[\[(]?(?:\d[\d./-]{{5,9}},?[T \t])?\d{{1,2}}:\d\d(?::\d\d)?[\])]?
            [ \t]*(?:[-–][ \t]*)?)?(?:Q\d{{1,4}}\.?[ \t]+(?=\S))?(?:
            <v(?:\.[\w.]*)?[ \t]+(?P<tag>[^<>\n]{{1,60}})>
          | (?P<bold>\*\*|__)(?P<strong>{name}){aside.format(1)}
            (?:[:.](?P=bold)|(?P=bold)(?:[ \t]*\([^()\n]{{1,60}}\))?[ \t]*:)
          | (?P<letter>Q(?=[ \t]+[{UPPER}"“'‘(…])
            |[QA](?:[.:]|[ \t]*[—–-]|(?=[ \t]+\(B[Yy][ \t]))(?=\s))
          | (?P<dash>[-–—])(?=[ \t]?\S)
          | (?P<word>Question|Answer)[ \t]*:
          | (?P<sworn>{a_name("name")})(?:,[ \t]+[^,:.\n]{{1,60}}){{0,3}}?,?[ \t]+{SWORN}(?=\s)
          | (?P<office>(?i:the)[ \t]+[{UPPER}][^\n.:?!()]{{2,90}}?)
            [ \t]+(?=\([{UPPER}][\w.'’-]*[ \t]+[{UPPER}]){aside.format(4)}:(?=\s|$)
          | (?P<caps>(?:(?:M(?:rs?|s|iss)|Dr|Sir)\.?[ \t]+)?{caps}
            (?:[ \t]+(?:{small.upper()}|{caps}|\d{{1,3}})){{0,5}}){aside.format(2)}:(?=\s|$)
          | (?P<stage>(?:[{UPPER}][a-z]+\.?[ \t]+){{0,2}}{loud}(?:[ \t]+{loud}){{0,3}}
            (?:[ \t]+of[ \t]+[{UPPER}][a-z]+)?)\.(?=[ \t]+\S)
          | (?(time)<?(?P<handle>[a-z][\w.-]{{1,30}})(?::|>)(?=\s)|(?!))
          | (?P<plain>[{UPPER}][\w.'’-]*(?:[ \t]+(?:{small}[ \t]+)*{word}){{0,4}})
            {aside.format(3)}:(?=\s|$)
        )""",
        re.X,
    )  # fmt: skip


def spoken(region: Region) -> bool:
    """Whether a region may hold speech."""
    return region.kind in _SPOKEN and not region.raw


def labels_of(region: Region, text: str) -> list[Label]:
    """The labels at the head of a region and of its lines."""
    start, end = region.span.start, region.span.end
    found, at = [], start  # a region's head may stand behind the indent of its line
    while 0 <= at < end:
        own = _of_line(text, at, end, at == start)
        if own is not None:
            found.append(own)
        at = text.find("\n", at, end) + 1 or -1
    return found


def _of_line(text: str, at: int, end: int, first: bool) -> Label | None:
    stop = text.find("\n", at, end)
    stop = end if stop < 0 else stop
    timed = stamped(text[at:stop])
    if timed is not None:
        return _timed(text, at, stop, timed)
    lone = _alone(text, at, stop)
    if lone is not None and lone.kind == "judge":
        return lone  # with a colon or without one
    match = _label().match(text, at, end)
    if match is None or (match["plain"] and not first):
        return lone
    kind = "handle" if match["sworn"] else next(name for name in _KINDS if match[name])
    aside = next((own for n in range(1, 5) if (own := match[f"aside{n}"])), None)
    who = as_name(" ".join((match["sworn"] or match[kind]).strip(" .:-–—").split()))
    who = bearer(who, aside) or who
    asks = labels_asks().match(text, match.end(), end) if kind == "letter" else None
    rest = text[match.end() : min(end, match.end() + _LOOK)]
    alone = not rest[: stop - match.end()].strip() and kind != "tag"
    rest = rest if rest.strip() else text[match.end() : match.end() + _LOOK]
    words = match.end() if kind == "tag" else at
    who = _LETTERS.get(who, who)
    return Label(at, words, who, kind, rest, alone, asks["who"] if asks else "")


def _timed(text: str, at: int, stop: int, found: Stamped) -> Label:
    rest = text[at + found.end : stop].strip() or text[stop : stop + _LOOK]
    alone = found.end >= stop - at
    if found.who and no_label(found.who):
        return Label(at, at, "", "event", rest, alone)
    return Label(at, at, as_name(found.who), found.kind, rest, alone)


def _alone(text: str, at: int, stop: int) -> Label | None:
    """A line that is nothing but the name of a judge, a member of a parliament, or in a play."""
    line = text[at:stop].strip(" \t#*_")
    if not 1 < len(line) <= _ALONE:
        return None
    for kind, pattern in (("judge", labels_judge()), ("member", labels_member())):
        found = pattern.fullmatch(line)
        if found:
            who = next(name for name in found.groups() if name)
            return Label(at, at, who, kind, text[stop : stop + _LOOK], True)
    who = cue(line) if is_play(text) else ""
    return Label(at, at, who, "cue", text[stop : stop + _LOOK], True) if who else None


def no_label(who: str) -> bool:
    """Whether words before a colon name nobody who speaks."""
    first = who.split()[0].strip(".").casefold() if who.split() else ""
    return first in NO_LABELS or who.casefold() in NO_LABELS


def part(who: str) -> bool:
    """Whether a label names somebody by title or by a part in the conversation."""
    words = [word.strip(".").casefold() for word in who.split()]
    numbered = len(words) > 1 and re.fullmatch(r"\d{1,3}[a-z]?", words[-1]) is not None
    last = words[-2] if numbered else words[-1] if words else ""
    return bool(words) and (last in PARTS or (len(words) > 1 and words[0] in TITLES))


def name_like(who: str) -> bool:
    """Whether words have the form of a name or of a part."""
    words = who.split()
    capital = all(w[:1].isupper() or w.isdigit() for w in words if w not in INSIDE_NAMES)
    long = all(w[:1].isupper() for w in words if len(w) > 3)
    return len(words) <= 5 and (capital or long or part(who))


@of_object
def is_play(text: str) -> bool:
    """Whether a text is of acts, scenes or shots, as its first pages tell."""
    return CUES_PLAY.search(text, 0, 20_000) is not None


def cue(line: str) -> str:
    """Whom a line of a play names that is nothing but a cue; "" where it is none."""
    found = CUES_LINE.fullmatch(line)
    return found["who"].rstrip(".") if found else ""


def stands_left(text: str, at: int, cue_at: int) -> bool:
    """Whether a line begins far to the left of the cue above it, as the shots of a film do."""
    column, own = (place - text.rfind("\n", 0, place) - 1 for place in (at, cue_at))
    return 3 * column < own
