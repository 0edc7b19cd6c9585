"""Words of English that tell a turn of speech from a list: who is heard, and who speaks to whom.

Each part is used by the file that is named above it.
"""

import re

from rag.english.labels import ACTS

# turns

TURNS_HEARD = re.compile(
    r"\b(?i:deposition|testimony|examination|interview|evidence|statement|affidavit|conversation"
    r"|oral history)\s+(?i:of|with)\s+(?P<who>[A-Z][\w.'’-]*(?:[ \t]+[A-Z][\w.'’-]*){0,4})"
)
TURNS_SPEECH = re.compile(r"\b(?:I|you|your|my|we|our|me|us)\b|\?")


# unlabelled

UNLABELLED_SPEECH = re.compile(r"\b(?:I|you|your|yours|my|mine|we|our|ours|me|us)\b|\?")
UNLABELLED_SHORT = re.compile(
    r"\W*(?:Laughter|Applause|Pause|Silence|Music|Recess|Crosstalk|Cheers|Boos)\W*$", re.I
)
UNLABELLED_ACTED = re.compile(
    r"(?:Then|Here|Again)?\W*(?:The\s+|Both\s+|Several\s+)?"
    r"(?P<who>[\w.’'-]+(?:\s+[A-Z][\w.’'-]*){0,3})\s+(?:then|also|again|finally|slowly|now)?\s*"
    rf"(?:{ACTS})\b"
)

TURNS_GENRE = re.compile(
    r"\b(?:interview|panel|podcast|debate|hearing|transcript|round\s*table|conversation|discussion"
    r"|symposium|session|episode|q\s*&\s*a|talk\s*show|moderator|hosts?|guests?|inquest|tribunal"
    r"|colloquium|deposition|testimony|proceedings|hansard|play|scene|act\s+(?:one|i|1))\b",
    re.I,
)


# asked

_WORD = r"(?<![\w.'’-])[A-Z][\w.'’-]{0,30}(?![\w'’-])"
"""A word of a name, from its start and of a bounded length: a long run of letters is tried once."""
_NAME = rf"{_WORD}(?:[ \t]+(?:[a-z]{{2,3}}[ \t]+)?{_WORD}){{1,3}}"
ASKED_PAIR = re.compile(
    rf"(?P<who>{_NAME})[ \t]+(?:talks|speaks|spoke|talked|chats|chatted|tells|told)"
    rf"(?:[ \t]+(?:to|with))?[ \t]+(?P<asks>{_NAME})"
)
ASKED_ANSWERS = re.compile(r"\b(?:I|my|me|we|our|us|mine|myself)\b")
ASKED_TO = re.compile(
    r"\W*(?:\d+\W+)?(?:Letter[ \t]+(?:[\w.]+[ \t]+)?)?(?:[Ff]rom[ \t]+)?"
    rf"(?P<who>{_NAME})[ \t]+to[ \t]+(?:(?:the|his|her)[ \t]+)?[A-Z\w][^\n]{{1,80}}$"
)
ASKED_SALUTES = re.compile(
    r"(?:^|\W)(?:My\s+)?(?:[Dd]ear(?:est)?|Sir|Madam|Beloved)\b[^.\n]{0,40}[,!:]"
)
