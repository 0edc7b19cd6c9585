"""What kind of thing a question asks for, and whether a text holds such a thing. No model."""

import re
from dataclasses import dataclass

from rag.english.patterns.questions import WANTED_KINDS
from rag.english.terms import fits

_REASON = re.compile(
    r"\b(?:because|since|so\s+that|so\s+as|due\s+to|owing\s+to|thanks\s+to|in\s+order|therefore|thus"
    r"|hence|for\s+fear|in\s+response|as\s+a\s+result|led\s+to|reasons?|why|to\s+[a-z]{2,})\b"
    r"|\b(?:caus|motiv|explain|purpose|aim)\w*|[:;–—]",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A kind of thing asked for: a code, and how it is said of a text that it is not there."""

    kind: str
    lacks: str


def wanted(question: str) -> Wanted | None:
    """The kind of thing that a question asks for; None where it may be anything.

    >>> wanted("When did the dam break?")
    Wanted(kind='date', lacks='give no date')
    >>> wanted("What did the dam hold?")
    """
    for kind, lacks, asked in WANTED_KINDS:
        if asked.search(question):
            return Wanted(kind, lacks)
    return None


def holds(question: str, thing: Wanted, text: str) -> bool:
    """Whether a text may hold the thing; in doubt it does."""
    if thing.kind == "reason":
        return bool(_REASON.search(text))
    if thing.kind in ("person", "place"):
        # The first word is skipped by `fits`, but a name may stand there.
        return fits(question, f"– {text}") > 0
    return fits(question, text) > 0
