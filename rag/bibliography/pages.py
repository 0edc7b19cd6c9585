"""The pages of a work that is a part of another, and those that a file counts."""

import re
from collections.abc import Mapping
from typing import Any

_PAGES = re.compile(r"(\d{1,6})(?:\s*[-–—]+\s*(\d{1,6}))?")


def outside(item: Mapping[str, Any], pages: str) -> bool:
    """Whether these pages are none of an article's or chapter's own: a file may count its sheets.

    >>> [outside({"type": "chapter", "page": "100-20"}, pages) for pages in ("2", "119–120")]
    [True, False]
    """
    if not str(item.get("type")).startswith(("article", "chapter", "paper", "entry")):
        return False  # a book's entry may say how many pages it has
    own = [_PAGES.fullmatch(part.strip()) for part in re.split(r"[,;&]", str(item.get("page")))]
    cited = _PAGES.fullmatch(pages)
    if cited is None or any(part is None for part in own):
        return False
    ranges = [_first_last(part) for part in own if part]
    first, last = _first_last(cited)
    open_end = len(own) == 1 and ranges[0][0] == ranges[0][1]  # only where it begins is stated
    return not any(low <= first and (open_end or last <= high) for low, high in ranges)


def _first_last(pages: re.Match[str]) -> tuple[int, int]:
    """Both pages of a range, of which the second may be shortened ("100–20")."""
    first, last = pages[1], pages[2] or pages[1]
    return int(first), int(first[: max(0, len(first) - len(last))] + last)
