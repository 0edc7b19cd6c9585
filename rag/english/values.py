"""Dates and amounts in a sentence, as values that can be compared. No model.

Two values conflict only where no careful reading reconciles them: "December 2001" and "12
December" may be the same day, "about 300" and "320" the same crowd, "more than 300" and "3,000"
too. Where a sentence gives a range or a decade, nothing is read from it.
"""

import re
from dataclasses import dataclass
from typing import Literal

from rag.english import months
from rag.english.dates import ANY_YEAR
from rag.english.numbers import CARDINALS, SCALES, VALUES

_MONTH = rf"(?P<month>{'|'.join(months.MONTHS)})"
_DAY = r"(?P<day>[12]?\d|3[01])(?:st|nd|rd|th)?"
_YEAR = rf"(?P<year>{ANY_YEAR})"
_DATES = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"\b{_DAY}\s+(?:of\s+)?{_MONTH}\b(?:,?\s+{_YEAR}\b)?",
        rf"\b{_MONTH}\s+{_DAY}\b(?:,?\s+{_YEAR}\b)?",
        rf"\b{_MONTH},?\s+{_YEAR}\b",
        r"\b(?P<year>\d{4})-(?P<numeral>0\d|1[0-2])-(?P<day>[0-3]\d)\b",
        rf"(?<=\bin )(?:the\s+year\s+)?{_YEAR}\b(?!\s+[a-z]+s\b)(?![-–,.]\d)",
    )
)
_RANGE = re.compile(
    r"\d\s*[-–—/]\s*\d|\d\s+(?:to|and|or)\s+(?:\w+\s+)?\d|\b\d+0s\b|\bbetween\b|\bfrom\b(?:(?!\bfrom\b)[^,;])*\bto\b",
    re.I,
)
_ISO = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_EDGE_OF_TIME = re.compile(
    r"\b(?:before|after|since|until|till|by|early|late|mid|around|about|circa|towards?|end of|"
    r"beginning of|middle of|not on|not in)[\s-]+(?:the\s+)?(?:in\s+)?$",
    re.I,
)
_AMOUNT = re.compile(
    rf"(?<![\w.,/-])(?P<sign>[$€£]\s?)?(?P<figure>\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?)"
    rf"(?P<scale>(?:\s+(?:{'|'.join(SCALES)}))*)(?P<percent>\s?%|\s+per\s?cent)?(?![\w/-])"
    rf"|\b(?P<words>(?:{CARDINALS})(?:(?:-|\s+(?:and\s+)?)(?:{CARDINALS})){{0,12}})\b(?!-)"
    r"(?P<percent2>\s+per\s?cent)?",
    re.I,
)
_NEAR = 80  # code points before an amount in which what it is the number of stands
_NAMED_BY = re.compile(
    r"(?:\b(?:no|nos|p|pp|vol|ch|art|fig)\.|\b(?:number|page|chapter|article|note|line|part|"
    r"volume|section|resolution|room|paragraph)|\b(?!(?:About|Around|Some|Roughly|Approximately|Nearly|Almost|Over|Under|Only|The|These|"
    r"Those|All|With|Of|At|By|For|Another|But|And|Then)\b)[A-Z][\w.]*)\s+$"
)
_HEDGES: dict["Hedge", re.Pattern[str]] = {
    "least": re.compile(
        r"\b(?:no (?:fewer|less) than|at least|more than|over|above|exceeding)\s+$", re.I
    ),
    "most": re.compile(
        r"\b(?:no more than|at most|up to|fewer than|less than|under|below)\s+$", re.I
    ),
    "about": re.compile(
        r"\b(?:about|around|some|roughly|approximately|nearly|almost|circa|estimated|perhaps|maybe"
        r"|probably)\s+(?:at\s+)?$",
        re.I,
    ),
}
_BEHIND = re.compile(r"(?P<unit>\s+\w+)?\s+or\s+(?P<so>so|more|fewer|less)\b", re.I)
_UNIT_SKIPPED = frozenset("of the were was are is have had been other more different".split())
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|[^\w\s]")

Hedge = Literal["", "about", "least", "most"]


@dataclass(frozen=True, slots=True)
class Date:
    """A day, month or year, as much of it as the text says; `words` as they stand there."""

    start: int
    end: int
    words: str
    day: int | None
    month: int | None
    year: int | None

    def conflicts(self, other: "Date") -> bool:
        """Whether both name a part of the date, and name it differently."""
        pairs = ((self.day, other.day), (self.month, other.month), (self.year, other.year))
        return any(a is not None and b is not None and a != b for a, b in pairs)

    def stated_by(self, other: "Date") -> bool:
        """Whether the other names every part that this one names, and the same."""
        pairs = ((self.day, other.day), (self.month, other.month), (self.year, other.year))
        return all(a is None or a == b for a, b in pairs)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number of things. `unit` are the words behind it; % and currencies stand for a word."""

    start: int
    end: int
    words: str
    value: float
    unit: tuple[str, ...]
    hedge: Hedge

    def counts_the_same(self, other: "Amount") -> bool:
        """Whether both count the same kind of thing, as far as the words behind them tell."""
        if not self.unit or not other.unit:
            return False
        return self.unit[0] in other.unit or other.unit[0] in self.unit

    def conflicts(self, other: "Amount") -> bool:
        """Whether no reading of the hedges and no rounding makes them the same."""
        low, high = sorted((self, other), key=lambda amount: amount.value)
        if low.value == high.value:
            return False
        hedges = (low.hedge, high.hedge)
        if "about" in hedges:
            far = high.value > 1.25 * low.value
        else:
            far = not _rounded(low.value, high.value)
        return far and low.hedge != "least" and high.hedge != "most"


def dates(text: str) -> list[Date]:
    """The dates of a sentence, in order; none where it holds a range or the edge of a time."""
    if _RANGE.search(_ISO.sub("", text)):
        return []
    dates_read: list[Date] = []
    for pattern in _DATES:
        for match in pattern.finditer(text):
            if any(d.start < match.end() and match.start() < d.end for d in dates_read):
                continue
            if _EDGE_OF_TIME.search(text[: match.start()]):
                return []
            part = match.groupdict()
            month = months.number(part["month"]) if part.get("month") else None
            dates_read.append(
                Date(
                    *match.span(), match.group(), _number(part.get("day")),
                    month or _number(part.get("numeral")), _number(part.get("year")),
                )
            )  # fmt: skip
    return sorted(dates_read, key=lambda date: date.start)


def amounts(text: str) -> list[Amount]:
    """The amounts of a sentence, in order; none where it holds a range."""
    if _RANGE.search(_ISO.sub("", text)):
        return []
    taken = [(date.start, date.end) for date in dates(text)]
    amounts_read = []
    for match in _AMOUNT.finditer(text):
        inside = any(a < match.end() and match.start() < b for a, b in taken)
        if inside or _NAMED_BY.search(text, max(0, match.start() - _NEAR), match.start()):
            continue
        value = _value(match)
        if value is None or (match["figure"] and re.fullmatch(r"(?:1\d|20)\d\d", match.group())):
            continue  # a year that stands by itself
        amounts_read.append(
            Amount(*match.span(), match.group(), value, _unit(text, match), _hedge(text, match))
        )
    return amounts_read


def _number(digits: str | None) -> int | None:
    return int(digits) if digits else None


def _value(match: re.Match[str]) -> float | None:
    """The value of figures with their scale, or of number words; None for a lone "one"."""
    if match["figure"]:
        value = float(match["figure"].replace(",", ""))
        for scale in match["scale"].lower().split():
            value *= SCALES[scale]
        return value
    total = current = 0
    words = [w for w in re.split(r"[\s-]+", match["words"].lower()) if w != "and"]
    for word in words:
        if word in VALUES:
            current += VALUES[word]
        elif word == "hundred":
            current = max(current, 1) * 100
        else:
            total, current = total + max(current, 1) * SCALES[word], 0
    return None if words in (["one"], ["zero"]) else float(total + current)


def _unit(text: str, match: re.Match[str]) -> tuple[str, ...]:
    """What is counted: a sign, or the next two words that say it, without their plural's s."""
    if match["percent"] or match["percent2"]:
        return ("%",)
    if match["sign"]:
        return (match["sign"].strip(),)
    unit: list[str] = []
    rest = text[match.end() :]
    if behind := _BEHIND.match(rest):
        rest = f"{behind['unit'] or ''}{rest[behind.end() :]}"
    for word in _WORD.findall(rest)[:6]:
        if not word[0].isalpha():
            break
        if word.lower() not in _UNIT_SKIPPED:
            unit.append(word.lower().removesuffix("s"))
        if len(unit) == 2:
            break
    return tuple(unit)


def _hedge(text: str, match: re.Match[str]) -> Hedge:
    behind = _BEHIND.match(text, match.end())
    if behind:
        so = behind["so"].lower()
        return "about" if so == "so" else "least" if so == "more" else "most"
    for hedge, pattern in _HEDGES.items():
        if pattern.search(text[: match.start()]):
            return hedge
    return ""


def _rounded(low: float, high: float) -> bool:
    """Whether one of two large numbers is the other one, rounded to its leading figures."""
    for rough, fine in ((low, high), (high, low)):
        step = 1.0
        while rough >= 100 and rough % (step * 10) == 0:
            step *= 10
        if step > 1 and round(fine / step) * step == rough:
            return True
    return False
