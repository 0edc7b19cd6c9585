"""Years, decades and centuries as ranges of years, and whether a text tells of another time."""

import re
from collections.abc import Iterator

from rag.english.dates import ANY_YEAR

_PERIOD = re.compile(
    rf"\b(?:(?P<year>{ANY_YEAR})(?P<many>['’]?s)?|(?P<century>\d{{1,2}})(?:st|nd|rd|th)\s+centur\w+)"
    r"(?![-–/]\d)\b",
    re.I,
)
_EDGE = re.compile(
    r"\b(?:since|until|till|before|after|by|from|to|between|and|than|through)\s+(?:the\s+)?"
    r"(?:(?:early|mid|late|year|end\s+of)\W+)?(?:1\d|20|\d\d?(?:st|nd|rd|th)\s+centur)\d*"
    r"|\d{4}['’]?s?\s*(?:[-–/]|to|and|or)\s*\d",
    re.I,
)
"""Time that goes on over what is named."""
_YEAR = re.compile(rf"(?<![\d.,]){ANY_YEAR}(?![\d.,]\d|['’]?s\b)")
_FROM_OR_TO = re.compile(
    r"\b(?:since|until|till|before|after|by|from|to|through)\W+(?:\w+\W+){0,3}\d{4}"
    r"|\d{4}(?:\s*[-–/]\s*\d|\s+(?:and\s+)?(?:after|before|later|onwards?|to)\b)",
    re.I,
)


def at_another_time(question: str, text: str) -> bool:
    """Whether a text names years, and none that the question names; in doubt it does.

    >>> at_another_time("Who ruled in the 10th century?", "In 1072 William ruled.")
    True
    >>> at_another_time("Who ruled in the 1070s?", "In 1072 William ruled.")
    False
    """
    if _EDGE.search(question) or _EDGE.search(text):
        return False
    asked, told = list(_periods(question)), list(_periods(text))
    return bool(asked and told) and not any(a <= d and c <= b for a, b in asked for c, d in told)


def one_year(text: str) -> int | None:
    """The year that a heading or a title is of; None where it names none, several, or an edge.

    >>> one_year("The last months of 2001"), one_year("Before May 2001"), one_year("1995–96")
    (2001, None, None)
    """
    years = {int(year) for year in _YEAR.findall(text)}
    return years.pop() if len(years) == 1 and not _FROM_OR_TO.search(text) else None


def _periods(text: str) -> Iterator[tuple[int, int]]:
    """The first and the last year of each time that a text names."""
    for found in _PERIOD.finditer(text):
        if found["century"]:
            last = 100 * int(found["century"])
            yield last - 100, last
        else:
            year = int(found["year"])
            long = 99 if year % 100 == 0 else 9
            yield year, year + (long if found["many"] else 0)
