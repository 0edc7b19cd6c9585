"""Names alone on their lines in plays and films: "MARTA.", "OLD PELLE (aside).", "RUI (O.S.)".

A heading in capitals has the same form, so they count only where acts, scenes or shots are named.
"""

import re
from functools import lru_cache

from rag.english.people import UPPER

_TOP = 20_000  # code points among which acts and scenes are looked for
_PLAY = re.compile(
    r"^[ \t#*_]*(?:(?:ACT|Act|SCENE|Scene)[ \t]+(?:[IVX]+|\d+|[Oo]ne|ONE|(?:the|THE)[ \t]+\w+)\b"
    r"|DRAMATIS PERSON|Dramatis [Pp]erson|FADE IN\b|(?:INT|EXT)\.[ \t])",
    re.M,
)
_CUE = re.compile(
    r"(?!(?i:act|scene|int|ext|cut|fade|dissolve|the end|end|curtain|finis|prologue|epilogue|later"
    r"|continued|title|inter\w+|characters|persons|cast|setting|time|place|contents|montage)\b)"
    rf"(?P<who>[{UPPER}][{UPPER}.'’-]*(?:[ \t]+(?:[{UPPER}][{UPPER}.'’-]*|\d{{1,2}}|[&])){{0,3}})"
    r"[ \t]*(?:[(\[][^()\[\]\n]{1,50}[)\]])?[.:]?"
)


@lru_cache(maxsize=4)
def is_play(text: str) -> bool:
    """Whether a text is of acts, scenes or shots."""
    return _PLAY.search(text, 0, _TOP) is not None


def cue(line: str) -> str:
    """Whom a line of a play names that is nothing but a cue; "" where it is none."""
    found = _CUE.fullmatch(line)
    return found["who"].rstrip(".") if found else ""


def stands_left(text: str, at: int, cue_at: int) -> bool:
    """Whether a line begins far to the left of the cue above it, as the shots of a film do."""
    column, own = (place - text.rfind("\n", 0, place) - 1 for place in (at, cue_at))
    return 3 * column < own
