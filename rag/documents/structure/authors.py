"""Who wrote a text that has no front matter: a byline, names below its title, a closing line."""

import re
from itertools import takewhile

from rag.documents.structure.bylines import DATE, dated, is_byline, name_of, named, plain, segments
from rag.english.naming import people_in
from rag.english.patterns.page import FRONT_BIO as _BIO
from rag.english.patterns.page import FRONT_NAME as _NAME

GAP = re.compile(r"\S[ \t]{4,}\S")
"""The white space of a line that is set in columns."""
_ALONE = re.compile(rf"^{_NAME}(?:(?:, (?:and |& )?| and | & ){_NAME})*(?:,? {DATE.pattern})?$")
_SAYS = 6  # words; a shorter block speaks of nobody


def author_of(
    above: list[str], title: str | None, top: list[str], last_body: list[str]
) -> str | None:
    """Whom a byline names, else who stands alone below the title, else whom the last words tell.

    `above` are the blocks above the text, `top` the first of all, `last_body` the last ones.
    """
    for block in above:
        name = next(filter(None, map(named, segments(block))), None)
        if name:
            return name
    for at in (n for n, block in enumerate(top, 1) if plain(block) == title):
        if name := _names_below(top, at, last_body):
            return name
    for block in reversed(last_body):
        bio = _BIO.match(block)
        others = [other for other in [*top, *last_body] if other != block]
        if bio and not _spoken_of(bio.group("name"), others):
            return bio.group("name")
    return None


def _names_below(top: list[str], at: int, last_body: list[str]) -> str | None:
    """Whose names stand alone below a title, which ends before `at`; above a date more surely."""
    found = list(takewhile(lambda block: _ALONE.match(plain(block)), top[at:]))
    alone = [
        name
        for block in found
        if not GAP.search(block) and (name := named(plain(block)) or name_of(_undated(block)))
    ]
    dates = map(dated, map(plain, top[at + len(found) : at + len(found) + 1]))
    if not any(dates):  # a heading is a name only on a title page, and there may be several
        head = bool(found) and plain(found[0]).isupper() and not plain(top[at - 1]).isupper()
        alone = [] if head or (found and found[0].startswith("#")) else alone[:1]
    others = [*top[:at], *top[at + len(alone) :], *(b for b in last_body if b not in found)]
    people = [one for name in alone for one in people_in(name)]
    return None if any(_spoken_of(name, others) for name in people) else ", ".join(alone) or None


def _undated(block: str) -> str:
    return DATE.sub("", plain(block)).strip(" ,")


def _spoken_of(name: str, blocks: list[str]) -> bool:
    """Whether paragraphs speak of somebody of this surname: then it is not their author."""
    last = re.compile(rf"\b{re.escape(name.split()[-1])}\b")
    said = (block for block in blocks if len(block.split()) >= _SAYS and not is_byline(block))
    return any(last.search(block) for block in said)
