"""The keywords that a file states of itself, as labels that a filter can name."""

import re

_MOST, _LONGEST = 50, 100  # labels of a document, characters of a label


def keywords(stated: str | None) -> tuple[str, ...]:
    """The labels in what a file states, each once in any case: commas or semicolons part them.

    A line with a semicolon is parted there alone, since its labels may have commas of their own.

    >>> keywords("Herat, #Taliban,herat"), keywords("Iran, history; trade")
    (('Herat', 'Taliban'), ('Iran, history', 'trade'))
    """
    lines = (stated or "").splitlines()
    parts = [part for line in lines for part in line.split(";" if ";" in line else ",")]
    labels = (re.sub(r'^[#\s"]+|["\s]+$', "", " ".join(part.split())) for part in parts)
    once: dict[str, str] = {}
    for one in labels:
        if one and one.isprintable() and len(one) <= _LONGEST:
            once.setdefault(one.casefold(), one)
    return tuple(once.values())[:_MOST]
