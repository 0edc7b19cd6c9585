"""Lines of chats, logs and transcripts that begin with a time, or with a name and a time.

"12/03/2021, 09:15 - Hanna Berg: …", "[21:04] <mvorn> …", "Hanna Berg  10:02 AM" above a message,
"[10:02 AM] Berg, Hanna". A line with a day and a time that names nobody ("… left") ends a message.
"""

import re
from dataclasses import dataclass
from functools import cache

from rag.english.capitals import UPPER
from rag.english.patterns.turns import CLOCK, DATED, STAMP, ZOOM
from rag.english.words import INSIDE_NAMES


@dataclass(frozen=True, slots=True)
class Stamped:
    """Whom a line with a time names ("" for nobody), and where its words begin.

    `kind` is "timed" for a name behind a time, "headed" for one before it, "event" for none.
    """

    who: str
    end: int
    kind: str


@cache
def _behind() -> re.Pattern[str]:
    return re.compile(
        rf"""[ \t>*_]*(?P<stamp>\[[ ]?{STAMP}[ ]?\]|\({STAMP}\)|(?P<day>{DATED})
          | {CLOCK}(?=[ \t]*<|[ \t]+[Ff]rom[ \t]))
        [*_]{{0,2}}[ \t]*(?:[-–—][ \t]*)?[*_]{{0,2}}(?:
            <[@+%~&][ ]?(?P<nick1>[^\s<>]{{1,30}})>[ \t] | <[ ]?(?P<nick2>[^\s<>/]{{1,30}})>[ \t]
          | {ZOOM}
          | (?P<name>[~@]?[ ]?[^\W\d_][^\n:<>|]{{0,48}}?|\+\d[\d ()\u00a0-]{{6,20}})
            [*_]{{0,2}}[ \t]*(?:\([^()\n]{{1,40}}\)[ \t]*)?:[*_]{{0,2}}(?=\s|$)
          | (?P<alone>[{UPPER}][\w.'’-]*,?(?:[ \t]+[{UPPER}][\w.'’-]*){{1,3}})[*_]{{0,2}}[ \t]*$
          | (?P<event>\S.*)?$)""",
        re.X,
    )  # fmt: skip


@cache
def _before() -> re.Pattern[str]:
    return re.compile(
        rf"""[ \t>#*_]*(?P<name>[^\W\d_][\w.'’-]*(?:[ \t]+[\w.'’-]+){{0,4}}?)[*_]{{0,3}}
        (?:[ \t]+|[ \t]*[,—–·|-][ \t]*)(?:(?P<open>[\[(])[ ]?)?(?P<stamp>(?:[Aa]t[ ])?{STAMP})
        [ ]?(?P<close>[\])])?
        [*_]{{0,3}}(?P<colon>:[*_]{{0,3}})?(?:[ \t]*$|(?P<rest>[ \t]+\S))""",
        re.X,
    )  # fmt: skip


def stamped(line: str) -> Stamped | None:
    """What a line with a time says of who writes or speaks; None for any other line.

    >>> stamped("12/03/2021, 09:15 - Hanna Berg: Hello.")
    Stamped(who='Hanna Berg', end=31, kind='timed')
    >>> stamped("Hanna Berg  10:02 AM").kind, stamped("Lunch at 12:30 was cold.")
    ('headed', None)
    """
    if ":" not in line:
        return None
    found = _behind().match(line)
    if found is not None:
        return _named(found)
    found = _before().match(line)
    if found is None or bool(found["open"]) != bool(found["close"]):
        return None
    whole = found["rest"] is None or found["colon"] or found["open"] == "["
    who = _called(found["name"])
    end = found.start("rest") if found["rest"] else found.end()
    return Stamped(who, end, "headed") if whole and who else None


def _named(found: re.Match[str]) -> Stamped | None:
    """What a line that begins with a time names."""
    nick = found["nick1"] or found["nick2"]
    if nick:
        return Stamped(nick, found.end(), "timed")
    for group in ("sender", "name", "alone"):
        who = _called(found[group]) if found[group] else ""
        if who:
            return Stamped(who, found.end(group) if group == "alone" else found.end(), "timed")
    begins = (found["event"] or found["name"] or "")[:1]
    marked = bool(begins) and not begins.isalnum() and begins not in "\"“‘'("
    if found["day"] or marked or re.search(r"\d[./-]\d", found["stamp"]):
        return Stamped("", found.start("stamp"), "event") if begins else None
    return None


def _called(words: str) -> str:
    """Words as somebody's name ("Berg, Hanna" is Hanna Berg); "" if they are none."""
    words = " ".join(words.strip(" ~@*_.,").split())
    parts = words.split()
    if re.fullmatch(r"\+[\d ()-]+", words):
        return words
    small = [w for w in parts if not w[:1].isupper() and w not in INSIDE_NAMES and not w.isdigit()]
    if len(parts) > 5 or (small and len(parts) > 1):
        return ""
    inverted = re.fullmatch(r"([^,]+), ([^,]+)", words)
    return f"{inverted[2]} {inverted[1]}" if inverted else words
