"""The names of people and bodies in a text, without the words beside them that belong to none."""

import re
from functools import lru_cache

from rag.english.inflect import possessor
from rag.english.later import later
from rag.english.people import fold
from rag.english.saying import OBLIQUE
from rag.english.speech import NO_NAMES, PERSON, WORKS

_PERSON = later(PERSON)


def cleaned(name: str) -> str | None:
    """A name without the words before it that belong to none; None if nothing is left."""
    words = possessor(name).split()
    while words and fold(words[0]) in NO_NAMES:
        words.pop(0)
        words = words[words[:1] == ["do"] :]  # "What do Lee and Price say?"
    if not words or fold(words[-1]) in WORKS:
        return None
    first_of_the_name = len(words) > 2 and words[-1] == "I"
    return None if fold(words[-1]) in NO_NAMES and not first_of_the_name else " ".join(words)


@lru_cache(maxsize=64)  # a source is asked again for each of a draft's quotations
def names_at(text: str) -> tuple[tuple[int, int, str], ...]:
    """Everybody whom a text names, with the start and the end of the name."""
    pieces = re.finditer(r"(?:[^\n]|\n(?!\n))+", text)  # no name goes over two paragraphs
    names = (m for piece in pieces for m in _PERSON.finditer(text, *piece.span()))
    found = [(m.start() + len(possessor(m[0])), cleaned(m[0])) for m in names]
    return tuple((end - len(who), end, who) for end, who in found if who)


def names_in(text: str) -> list[str]:
    """The people and bodies that a text names, in order, without what stands behind "of" or "in".

    >>> names_in("Captain Aldous Mere left a letter about the fire of Skell.")
    ['Captain Aldous Mere']
    """
    return [who for at, _, who in names_at(text) if not OBLIQUE.search(text[:at])]


def people_in(line: str) -> list[str]:
    """The names of a line of authors.

    >>> people_in("A. Khan and B. de Vries; C. Roth, Jr.")
    ['A. Khan', 'B. de Vries', 'C. Roth, Jr.']
    """
    parts = re.split(r";|&|\band\b|\bund\b|\bet\b|,(?!\s*(?:Jr|Sr)\b)", line)
    return [name for part in parts if (name := part.strip())]
