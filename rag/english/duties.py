"""What a rule does: it forbids, it obliges, or it allows. Compiled on first use."""

import re
from functools import lru_cache
from typing import Literal

Duty = Literal["forbids", "obliges", "allows"]


@lru_cache(maxsize=1)
def _signs() -> tuple[tuple[Duty, re.Pattern[str]], ...]:
    return (
        ("forbids", re.compile(
            r"\b(?:(?:(?-i:may)|must|shall|can|could|should)\s+(?:\w+\s+){0,4}?(?:not|never)\b|cannot\b"
            r"|no\s+\w+\s+(?:(?-i:may)|shall)|(?:not|never)\s+"
            r"(?:be\s+)?(?:allowed|permitted)|forb[ia]d\w*|prohibit\w*|bann?(?:s|ed)?\b"
            r"|illegal)", re.I)),
        ("obliges", re.compile(
            r"\b(?:must|shall|dut(?:y|ies)|oblige\w*|obligat\w*|ha(?:s|ve)\s+to|requir\w*"
            r"|need\s+to)\b", re.I)),
        ("allows", re.compile(
            r"\b(?:(?-i:may)|allow\w*|entitle\w*|permit\w*|rights?)\b", re.I)),
    )  # fmt: skip


def duty(text: str) -> Duty | None:
    """What a sentence or a question says of a rule, if anything.

    >>> duty("A member may not smoke."), duty("What must members do?"), duty("Who came?")
    ('forbids', 'obliges', None)
    """
    return next((name for name, sign in _signs() if sign.search(text)), None)
