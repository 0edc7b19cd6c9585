"""The names of people and bodies in a text, without the words beside them that belong to none."""

import re

from rag.english.people import fold
from rag.english.saying import OBLIQUE
from rag.english.speech import NO_NAMES, PERSON, WORKS


def cleaned(name: str) -> str | None:
    """A name without the words before it that belong to none; None if nothing is left."""
    words = re.sub(r"['’]s?$", "", name).split()
    while words and fold(words[0]) in NO_NAMES:
        words.pop(0)
    if not words or fold(words[-1]) in WORKS:
        return None
    if fold(words[-1]) in NO_NAMES and not _first_of_the_name(words):
        return None
    return " ".join(words)


def _first_of_the_name(words: list[str]) -> bool:
    """Whether a name ends with the numeral I ("John Reid I")."""
    return len(words) > 2 and words[-1] == "I"


def names_in(text: str) -> list[str]:
    """The people and bodies that a text names, in order, without what stands behind "of" or "in".

    >>> names_in("Captain Aldous Mere left a letter about the fire of Skell.")
    ['Captain Aldous Mere']
    """
    names = [(m.start(), cleaned(m.group())) for m in re.finditer(PERSON, text)]
    return [who for at, who in names if who and not OBLIQUE.search(text[:at])]
