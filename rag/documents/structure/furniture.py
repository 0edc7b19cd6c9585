"""What a page carries around its text: navigation, share buttons, page numbers.

Furniture is never quoted. A line counts as furniture by what it says as a whole and only if
it is short, so that a sentence that mentions a newsletter stays a sentence.
"""

import re
from functools import lru_cache

from rag.english.patterns.furniture import FURNITURE_BUTTONS as _BUTTONS
from rag.english.patterns.furniture import FURNITURE_OPENING as _OPENING
from rag.english.patterns.furniture import FURNITURE_WHOLE as _WHOLE

_LONGEST = 160
_TARGET = re.compile(r"\]\([^()\s]*\)")  # the address of a link says nothing of its words
_BETWEEN = re.compile(r"(?<!\s)\s+[|>›»/]\s+")
_NO_BAR = re.compile(r"\d{4}|\b[Bb][Yy]\b|[a-z]{3}[.!?](?!\w)")  # a byline, or a sentence


def is_furniture(block: str) -> bool:
    """Whether a block of layer 1 is furniture by its own words.

    >>> is_furniture("Related: Ten maps of Herat >"), is_furniture("He printed it in Kabul.")
    (True, False)
    """
    line = " ".join(_TARGET.sub("]", block).split())
    return len(line) <= _LONGEST and _is_furniture(line)


@lru_cache(maxsize=4096)  # the same short lines return on every page
def _is_furniture(line: str) -> bool:
    if _WHOLE.match(line) or _OPENING.match(line):
        return not _prose(line)
    if _bar(line):
        return True
    words, buttons = len(line.split()), len(_BUTTONS.findall(line))
    return not _prose(line) and ((words <= 14 and buttons >= 3) or (words <= 4 and buttons >= 2))


def _bar(line: str) -> bool:
    """Whether the line is a menu or a path of sections: short items between bars."""
    items = _BETWEEN.split(line)
    if len(items) < 2:
        return False
    if line.startswith((">", "|")) or _NO_BAR.search(line):
        return False
    least = 2 if line.isupper() else 3
    return len(items) >= least and all(0 < len(item.split()) <= 4 for item in items)


def _prose(line: str) -> bool:
    """Whether the line is a sentence of some length, which furniture is not."""
    if re.match(
        r"^[\W_]*(?:©|\(c\)(?=[^.;]{0,60}\b(?:1[89]|20)\d\d\b)|copyright|all rights|tags?:|related"
        r"|https?:|www\.|you (?:are )?receiv\w+ this)",
        line,
        re.I,
    ):
        return False
    return line.endswith((".", "!", "?", '."', ".”")) and len(line.split()) >= 12
