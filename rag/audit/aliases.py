"""Other names of somebody by what a document says ("Hanna Lie, née Borg", "formerly Vera Kask")."""

import re
from functools import lru_cache

from rag.documents.document import Document
from rag.english.patterns.names import became, born_as
from rag.english.people import parse_name, same_name

_REACH = 600
"""Code points before "she became Hanna Strand" in which another name of hers is looked for."""


def aliases(document: Document, name: str) -> list[str]:
    """The other names of whoever bears `name`; empty where the document gives none.

    A name of one word that is given is a surname, and the given name goes before it.
    """
    found = []
    for one, other in _pairs(document.reading.text):
        if same_name(one, name):
            found.append(other)
        elif same_name(other, name) and (parse_name(name).given or parse_name(name).titles):
            found.append(one)
    return found


@lru_cache(maxsize=64)
def _pairs(text: str) -> tuple[tuple[str, str], ...]:
    """Each two names of one person."""
    pairs: list[tuple[str, str]] = []
    for match in born_as().finditer(text):
        one, other = match["name"], match["other"]
        if parse_name(one).given:
            given = " ".join(one.split()[:-1])
            pairs.append((one, other if parse_name(other).given else f"{given} {other}"))
        elif parse_name(one).titles - {"the"} and len(other.split()) == 1:
            pairs.append((one, f"{one.split()[0]} {other}"))
    for match in became().finditer(text):
        given = match["other"].split()[0]
        named = re.compile(rf"\b{re.escape(given)}\s+[^\W\d_a-z][\w’'-]*")
        before = named.findall(text, max(0, match.start() - _REACH), match.start())
        if before and parse_name(match["other"]).given:
            pairs.append((before[-1], match["other"]))
    return tuple(pairs)
