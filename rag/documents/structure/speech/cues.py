"""Names alone on their lines in plays and films: "MARTA.", "OLD PELLE (aside).", "RUI (O.S.)".

A heading in capitals has the same form, so they count only where acts, scenes or shots are named.
"""

from rag.documents.remembered import of_object
from rag.english.patterns.turns import CUES_LINE, CUES_PLAY


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
