"""Bylines and datelines: short lines that say who wrote and when, and nothing else.

A sentence that speaks of somebody's report, or of the day of a battle, is none. In doubt there
is no author and no date: a bibliography would carry a guess into other people's footnotes.
"""

import re

from rag.english.words import BEHIND_NAMES, NO_FIRST_NAMES

_PART = r"[A-Z][\w.’'-]*"
_SMALL = r"(?:(?:de|da|di|del|van|von|der|den|bin|ben|ibn|al|el|la|le|du|ten|ter)\s+)*"
_NAME = rf"{_PART}(?:\s+{_SMALL}{_PART}){{1,4}}"
_KIND = (
    r"(?:An?\s+|The\s+)?(?:[Pp]rofile|[Ee]ssay|[Aa]nalysis|[Rr]eport|[Ss]tory|[Tt]ext|[Ww]ords|[Aa]rticle"
    r"|[Cc]olumn|[Oo]pinion|[Rr]eview|[Ii]nterview|[Ww]ritten|[Cc]ompiled|[Rr]eported|WRITTEN)\s+"
)
_BYLINE = re.compile(
    rf"(?:{_KIND})?(?:[Bb]y|BY)\s+(?P<name>{_NAME}(?:(?:,| and| &)\s+{_NAME})*)(?P<rest>.*)"
)
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
DATE = re.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH},?\s+\d{{4}}|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}"
    rf"|\d{{4}}-\d{{2}}-\d{{2}}|{_MONTH}\s+\d{{4}})\b"
)
SHORT = 130
"""Code points; a longer line is no byline."""
_SEGMENT = re.compile(r"\s*[·|•]\s*|\s[–—-]+\s|\s/\s|(?<=[a-z]{2})\.\s+|\s*\n\s*")
_ABOUT_DATES = re.compile(
    r"\b(?:published|posted|updated|revised|modified|last|first|on|dated?|written|printed|issued"
    r"|created|at|the|day|of|mon(?:day)?|tue(?:sday)?|wed(?:nesday)?|thu(?:rsday)?|fri(?:day)?"
    r"|sat(?:urday)?|sun(?:day)?|\d{1,2}[:.]\d{2}|am|pm|a\.m|p\.m|gmt|utc|[ecmp][sd]t|bst|cet"
    r"|\d+\s+min(?:ute)?s?(?:\s+read)?)\b",
    re.I,
)
_LABELLED = re.compile(r"\b(?:published|posted|updated|revised|modified|issued|dated?)\b", re.I)
_PLACE = re.compile(
    rf"(?:{_PART}|[A-Z]{{2,}})(?:(?:,\s*|\s+)(?:(?:de|al|el|la|of)\s+)?(?:{_PART}|[A-Z]{{2,}})){{0,3}},\s*"
)
_HAPPENS = re.compile(
    r"\b(?:\w{2,}ed|born|died|is|was|were|are|had|has|have|will|would|did|can|could|said|says|fell"
    r"|went|came|made|took|began|the|a|an|battle|treaty|siege|flood|fire|war|peace|act|law|decree)\b",
    re.I,
)


def plain(text: str) -> str:
    """One line of a block without heading, emphasis and tag mark-up."""
    text = re.sub(r"<[^<>\n]{1,80}>|^#{1,6}\s+|\s#+$|[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}", "", text)
    return " ".join(text.split())


def segments(block: str) -> list[str]:
    """The parts of a block between separators and line ends, without mark-up."""
    lines = block.split("\n")
    if len(lines) > 4 or any(len(plain(line)) > SHORT for line in lines):
        return []
    parts = _SEGMENT.split("\n".join(map(plain, lines)))
    return [part.strip() for part in parts if part.strip(" .,:;")]


def named(segment: str) -> str | None:
    """The name in a part that is a byline and nothing else; or None.

    >>> named("By Tora Lindgren for the Post"), named("a report by Dagny Fjell."), named("By Kell")
    ('Tora Lindgren', None, None)
    """
    found = _BYLINE.match(segment)
    if found is None or segment.rstrip().endswith(":"):  # "BY MR. PORTER:" is who now asks
        return None
    rest = DATE.sub("", found["rest"]).strip()
    said = rest.strip(" .,:;()")
    if said and not re.match(r"[,(]|(?:for|of|in|at|from|with|and|by)\s", rest):
        return None
    if len(said.split()) > 10 or _HAPPENS.search(re.sub(r"\bthe\b", "", said)):
        return None
    return name_of(found["name"])


def name_of(stated: str) -> str | None:
    """The name without what a page has printed behind it ("Rob Ewaschuk Edited"); or None."""
    words: list[str] = []
    for word in stated.split():
        if word.strip(".,").lower() in (BEHIND_NAMES if words else NO_FIRST_NAMES):
            break
        words.append(word)
    while words and words[-1].lower() in ("and", "&", "by"):
        words.pop()
    name = re.sub(r"(?<=[a-z]{2})\.$", "", " ".join(words).strip(" ,"))
    return name if len(name.split()) > 1 else None


def dated(segment: str) -> tuple[str, bool] | None:
    """The date in a part that is a dateline and nothing else, and whether it is called one."""
    found = DATE.search(segment)
    if found is None:
        return None
    before, after = segment[: found.start()], segment[found.end() :]
    byline = _BYLINE.match(before)
    place = _PLACE.fullmatch(before) is not None and not _HAPPENS.search(before)
    if place or (byline is not None and not byline["rest"].strip(" ,")):
        before = ""
    rest = _ABOUT_DATES.sub("", f"{before} {after}")
    if any(char.isalnum() for char in rest):
        return None
    return found.group(), _LABELLED.search(segment) is not None


def is_byline(block: str) -> bool:
    """Whether a block near the top states author, place or date and nothing else."""
    line = plain(block)
    if len(line) > SHORT or line.endswith(("!", "?", ":")):
        return False
    if ENTRY.match(line):
        return True
    parts = segments(block)
    stated = [named(part) is not None or dated(part) is not None for part in parts]
    others = [part for part, own in zip(parts, stated, strict=True) if not own]
    if any(len(part.split()) > (2 if part.endswith(".") else _WORDS) for part in others):
        return False  # an entry of a timeline: a date, and what happened
    return any(stated) and (all(stated) or not line.endswith(".") or len(parts) > 1)


_WORDS = 8


ENTRY = re.compile(
    r"^[*_]*(?P<key>title|authors?|by|written by|compiled by|date|published|posted"
    r"|last (?:updated|revised))[*_]*"
    r"\s*:[*_]*\s*(?P<value>.+?)\s*$",
    re.I | re.M,
)
"""An entry of front matter, or of a head of the same form."""
