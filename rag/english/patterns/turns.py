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
