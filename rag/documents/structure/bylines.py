"""Bylines and datelines: short lines that say who wrote and when, and nothing else.

A sentence that speaks of somebody's report, or of the day of a battle, is none. In doubt there
is no author and no date: a bibliography would carry a guess into other people's footnotes.
"""

import re

from rag.english import months
from rag.english.patterns.page import BYLINES_ABOUT_DATES as _ABOUT_DATES
from rag.english.patterns.page import BYLINES_BESIDE as _BESIDE
from rag.english.patterns.page import BYLINES_BY as _BY
from rag.english.patterns.page import BYLINES_HAPPENS as _HAPPENS
from rag.english.patterns.page import BYLINES_LABELLED as _LABELLED
from rag.english.patterns.page import BYLINES_PART as _PART
from rag.english.patterns.page import BYLINES_PLACE as _PLACE
from rag.english.patterns.page import BYLINES_SMALL as _SMALL
from rag.english.patterns.page import ENTRY as ENTRY
from rag.english.words import BEHIND_NAMES, NO_FIRST_NAMES, PREPOSITIONS

_NAME = rf"{_PART}(?:\s+{_SMALL}{_PART}){{1,4}}"
_BYLINE = re.compile(rf"{_BY}(?P<name>{_NAME}(?:(?:,| and| &)\s+{_NAME})*)(?P<rest>.*)")
DATE = re.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?\s+{months.PRINTED},?\s+\d{{4}}|{months.PRINTED}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}"
    rf"|\d{{4}}-\d{{2}}-\d{{2}}|{months.PRINTED}\s+\d{{4}})\b"
)
SHORT = 130
"""Code points; a longer line is no byline."""
_SEGMENT = re.compile(
    r"(?:(?<!\s)\s+)?[·|•]\s*|\s[–—-]+\s|\s/\s|(?<=[a-z]{2})\.\s+|(?:(?<!\s)\s+)?\n\s*"
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
    if said and not _BESIDE.match(rest):
        return None
    if len(said.split()) > 10 or _HAPPENS.search(re.sub(r"\bthe\b", "", said)):
        return None
    return name_of(found["name"])


def name_of(stated: str) -> str | None:
    """The name without what a page has printed behind it ("Rob Ewaschuk Edited"); or None."""
    words: list[str] = []
    for word in stated.split():
        behind = BEHIND_NAMES | PREPOSITIONS if word.isupper() else BEHIND_NAMES
        if word.strip(".,").lower() in (behind if words else NO_FIRST_NAMES):
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
