"""How English says that somebody bore another name. Compiled on first use."""

import re
from functools import lru_cache

from rag.english.capitals import UPPER
from rag.english.speech import PERSON
from rag.english.words import PARTICLE

COURTESY = re.compile(r"(?:Mr|Mrs|Ms|Lord|Lady)\.?\s")
CAPITAL = rf"[{UPPER}][\w.'’-]{{0,60}}"
"""A word of a name, as part of a regular expression; so are the others."""


def who(group: str = "who", least: int = 0) -> str:
    """A name of one line with at least so many words behind its first, as a group."""
    more = rf"[ \t]+(?:{PARTICLE}[ \t]+){{0,4}}{CAPITAL}"
    return rf"(?P<{group}>{CAPITAL}(?:{more}){{{least},4}})"


@lru_cache(maxsize=1)
def born_as() -> re.Pattern[str]:
    """Matches names as in "Hanna Lie, née Borg" and "Vera Holt (formerly Vera Kask)"."""
    words = (
        r"(?:née|nee|n\.|geb\.|born|formerly|previously|alias|later|now|a\.?k\.?a\.?"
        r"|also\s+known\s+as)"
    )
    return re.compile(rf"(?P<name>{PERSON}),?\s+\(?{words}\s+(?P<other>{PERSON})(?=[\s,.;)])")


@lru_cache(maxsize=1)
def became() -> re.Pattern[str]:
    """Matches "She became Hanna Strand by marriage"."""
    return re.compile(
        rf"\b(?:became|changed\s+(?:his|her)\s+name\s+to|took\s+the\s+name(?:\s+of)?|married\s+and\s+became)"
        rf"\s+(?P<other>{PERSON})"
    )
