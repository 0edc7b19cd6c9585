"""Times and days before or behind a speaker's name, and the lines of a record that name nobody."""

from rag.english import months

CLOCK = r"\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d{1,3})?(?:[ \u202f\u00a0]?[AaPp]\.?[Mm]\b\.?)?"
DAY = (
    r"(?:\d{4}-\d\d-\d\d|\d{1,4}[./-]\d{1,2}[./-]\d{2,4}"
    rf"|(?:{months.WEEKDAY},?\s)?(?:\d{{1,2}}\.?\s(?i:{months.WRITTEN})|(?i:{months.WRITTEN})\s\d{{1,2}})(?:,?\s\d{{4}})?"
    rf"|[Tt]oday|[Yy]esterday|{months.WEEKDAY})"
)
DATED = rf"{DAY}(?:,?[T ]|,?\sat\s)\s?{CLOCK}(?:\s?Z|\s?[+-]\d\d:?\d\d)?"
"""A day with its time of day, as logs and exports of chats print it."""
STAMP = rf"(?:{DATED}|{CLOCK})"
ZOOM = r"[Ff]rom[ \t]+(?P<sender>[^\n:]{1,40}?)[ \t]+[Tt]o[ \t]+[^\n:]{1,40}?[ \t]*:"
