"""Labels that stand for a name: initials, and a part with its bearer in brackets.

"HA:" is Henry Ashby where exactly one name of the text's head has these initials; "The Minister
(Mr. Alec Dunmore):" is Alec Dunmore. A handle of a chat ("omar.said") is written as a name.
"""

import re
from collections.abc import Iterable

from rag.english.people import parse_name
from rag.english.speech import PERSON
from rag.english.titles import TITLES

_INITIALS = re.compile(r"(?:[A-Z]\.?\s?){2,4}")
_HANDLE = re.compile(r"[a-zà-ÿ]+(?:[._][a-zà-ÿ]+)+")
_BEARER = re.compile(rf"\s*\((?P<who>{PERSON})\)\s*")


def by_initials(labels: Iterable[str], head: str) -> dict[str, str]:
    """The full name of each label that is the initials of exactly one name in `head`."""
    short = {one for one in labels if _INITIALS.fullmatch(one)}
    if not short:
        return {}
    names = {_bare(m.group()) for m in re.finditer(PERSON, head) if len(m.group().split()) > 1}
    found = {}
    for label in short:
        letters = re.sub(r"[^A-Z]", "", label)
        own = {name for name in names if "".join(word[0] for word in name.split()) == letters}
        if len(own) == 1:
            found[label] = own.pop()
    return found


def bearer(label: str, aside: str | None) -> str | None:
    """The person whom brackets behind a part name ("The Minister (Mr. Dunmore)").

    Brackets behind a person's own name give a place or a party, and name nobody.
    """
    found = _BEARER.fullmatch(aside or "")
    own = parse_name(label)
    if found is None or (own.given and not own.body):
        return None
    titled = bool(parse_name(found["who"]).titles - {"the"})
    part = label.casefold().startswith("the ") or label.split()[-1].casefold() in TITLES
    return found["who"] if titled or (part and parse_name(found["who"]).given) else None


def as_name(handle: str) -> str:
    """A handle as a name.

    >>> as_name("omar.said"), as_name("Omar")
    ('Omar Said', 'Omar')
    """
    if not _HANDLE.fullmatch(handle):
        return handle
    return " ".join(part.capitalize() for part in re.split(r"[._]", handle))


def _bare(name: str) -> str:
    words = name.split()
    while len(words) > 1 and words[0].strip(".").casefold() in TITLES:
        words.pop(0)
    return " ".join(words)
