"""Dates as people write them, in ISO's form, as exact as they are given."""

import re

from rag.english import months

ANY_YEAR = r"(?:1\d|20)\d\d"
"""A year of which people write, as part of a regular expression."""
YEAR = r"(?:1[4-9]|20)\d\d"
"""One in which they wrote what is cited."""
_MONTH = months.WRITTEN
DATE = (
    rf"(?:\d{{1,2}}\.? {_MONTH},? {YEAR}|{_MONTH} \d{{1,2}},? {YEAR}|{_MONTH},? {YEAR}"
    rf"|{YEAR}-\d\d-\d\d)"
)
"""A date with its month, as part of a regular expression (ignore case)."""
_ALL = re.compile(rf"(?<![\w–-]){DATE}(?![\w–-])", re.I)
_PARTS = re.compile(r"[^\W\d_]+|\d+")


def iso(text: str) -> str:
    """The date that a text is, or "" if it is not one date.

    >>> iso("Sept. 4, 1968"), iso("Spring 2010"), iso("1914–18"), iso("31 February 1999")
    ('1968-09-04', '2010', '', '1999-02')
    """
    text = " ".join(text.split()).strip(" .,")
    season = re.fullmatch(rf"(?:(?:early |late )?(?:spring|summer|autumn|fall|winter),? )?({YEAR})",
                          text, re.I)  # fmt: skip
    if season:
        return season.group(1)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        year, month, day = map(int, text.split("-"))
        return _joined(year, month, day)
    if not re.fullmatch(DATE, text, re.I):
        return ""
    month = year = day = 0
    for part in _PARTS.findall(text):
        if not part.isdigit():
            month = months.number(part)
        elif len(part) == 4:
            year = int(part)
        else:
            day = int(part)
    return _joined(year, month, day)


def _joined(year: int, month: int, day: int) -> str:
    """ISO's form; a day that the month does not have is left out, a month beyond December too."""
    import calendar

    if not 1 <= month <= 12:
        return str(year)
    if not 1 <= day <= calendar.monthrange(year, month)[1]:
        return f"{year}-{month:02}"
    return f"{year}-{month:02}-{day:02}"


def only_date(text: str) -> str:
    """The one date with a month that a text holds; "" for none, or for several that differ."""
    dates = {iso(match.group()) for match in _ALL.finditer(text)}
    return dates.pop() if len(dates) == 1 else ""
