"""The months and the days of the week: their names, and how they stand in patterns."""

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
"""The names in lower case, in order."""
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
CALENDAR = frozenset({*MONTHS, *WEEKDAYS} - {"may"})
"""Months and days; "may" is a verb, and May a woman."""
WEEKDAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?"
"""A day, whole or short, as part of a regular expression."""
NAMES = "|".join(month.capitalize() for month in MONTHS)
"""Alternatives of a regular expression: the full names, with capitals."""
STEMS = "|".join(month[:3] for month in MONTHS)
"""Alternatives of a regular expression: the first three letters."""
WRITTEN = (
    r"(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?\.?|july?\.?"
    r"|aug(?:ust|\.)?|sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
"""A month as print has it, whole or short, as part of a regular expression (ignore case)."""
PRINTED = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
"""A month with its capital, whole or short, as part of a regular expression."""
ABBREVIATED = frozenset({month[:3] for month in MONTHS if len(month) > 4} | {"jun", "jul", "sept"})
"""What stands before a full stop that ends no sentence: "Sept." """


def number(name: str) -> int:
    """1 to 12 for a name or its beginning of three letters or more; raises ValueError otherwise.

    >>> number("Sept"), number("May")
    (9, 5)
    """
    for place, month in enumerate(MONTHS, 1):
        if len(name) > 2 and month.startswith(name.lower()[:3]):
            return place
    raise ValueError(f"{name!r} is no month")
