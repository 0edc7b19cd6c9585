"""The keywords that a file states of itself, as labels that a filter can name."""

import re
from collections.abc import Sequence
from itertools import chain

from rag.english.patterns.page import FRONT_KEYWORDS as _PRINTED

_WORDS = 8  # of a label; a longer one is a sentence
_MOST, _LONGEST = 50, 100  # labels of a document, characters of a label


def keywords(stated: str | None, *known: Sequence[str]) -> tuple[str, ...]:
    """The labels in what a file states, each once in any case: commas or semicolons part them.

    A line with a semicolon is parted there alone, since its labels may have commas of their own.
    Those that are `known` already go before.

    >>> keywords("Herat, #Taliban,herat"), keywords("Iran, history; trade")
    (('Herat', 'Taliban'), ('Iran, history', 'trade'))
    """
    lines = (stated or "").splitlines()
    parts = [part for line in lines for part in line.split(";" if ";" in line else ",")]
    labels = (re.sub(r'^[#\s"]+|["\s]+$', "", " ".join(part.split())) for part in parts)
    once: dict[str, str] = {}
    for one in chain(*known, labels):
        if one and one.isprintable() and len(one) <= _LONGEST:
            once.setdefault(one.casefold(), one)
    return tuple(once.values())[:_MOST]


def printed_keywords(blocks: Sequence[str]) -> str:
    """What stands behind "Keywords:" in the first blocks of a text, for `keywords`; or "".

    >>> printed_keywords(["**Keywords:** salt · trade routes."]), printed_keywords(["Keywords"])
    ('salt ; trade routes', '')
    """
    for at, block in enumerate(blocks):
        if found := _PRINTED.search(block):
            value = found["value"] if found["value"].strip() else "".join(blocks[at + 1 : at + 2])
            listed = re.sub(r"[·•|∙]|(?<=\w)\s+[–—-]\s+(?=\w)", ";", " ".join(value.split()))
            labels = re.split(r"[,;]", listed)
            return listed.rstrip(" .*_") if max(len(x.split()) for x in labels) <= _WORDS else ""
    return ""
