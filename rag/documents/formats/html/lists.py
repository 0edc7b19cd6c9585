"""The numbers that a browser writes before list items, figures of CSS, and lists of short facts.

By `start`, `type`, `value` and `reversed` of lists; see generated.py for counters of style sheets.
"""

import re
from collections.abc import Container

from rag.documents.formats.html.css import Sheet
from rag.documents.formats.html.words import INLINE
from rag.documents.formats.numerals import printed
from rag.documents.formats.xml import Element, attribute, local, said

_FACT = 60  # characters of a value that stands beside its term
_TYPES = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman",
          "I": "upper-roman"}  # fmt: skip
_STYLE = re.compile(
    r"(?:decimal-leading-zero|decimal|(?:lower|upper)-(?:alpha|latin|roman)|none|disc|circle|square"
    r"|lower-greek)(?![\w-])"
)


def item_numbers(root: Element, sheet: Sheet) -> dict[Element, str]:
    """What stands before each item of a numbered list, e.g. "3. "."""
    numbered: dict[Element, str] = {}
    for items in root.iter("ol"):
        numbered.update(_items(items, sheet))
    return numbered


def _items(items: Element, sheet: Sheet) -> dict[Element, str]:
    """The numbers of a list's own items."""
    numbered = {}
    entries = [c for c in items if local(c) == "li" and sheet.value(c, "display") != "none"]
    step = -1 if items.get("reversed") is not None else 1
    number = whole(attribute(items, "start"), len(entries) if step < 0 else 1)
    kind = _TYPES.get(attribute(items, "type"), "decimal")
    for item in entries:
        number = whole(attribute(item, "value"), number)
        style = _style(sheet, item) or _TYPES.get(attribute(item, "type")) or _style(sheet, items)
        figures = written(number, style or kind)
        if figures:
            numbered[item] = f"{figures}. "
        number += step
    return numbered


def whole(said: str, otherwise: int) -> int:
    """A number that an attribute states."""
    return int(said) if re.fullmatch(r"\s*-?\d{1,6}\s*", said) else otherwise


def _style(sheet: Sheet, element: Element) -> str:
    """The style of numbers that a sheet declares, "" where none does."""
    said = sheet.value(element, "list-style-type") or sheet.value(element, "list-style")
    match = _STYLE.search(said)
    return match.group() if match else ""


def written(number: int, style: str) -> str:
    """A number in a style of CSS, "" where the style shows none."""
    if style in ("none", "disc", "circle", "square"):
        return ""
    kind = style.partition("-")[2]
    text = str(number)
    if kind in ("alpha", "latin") and number > 0:
        text = _letters(number)
    elif kind == "roman" and 0 < number < 4000:
        text = printed(number, "lowerRoman")
    elif style == "decimal-leading-zero":
        text = f"{number:02}"
    elif style == "lower-greek" and 0 < number < 25:
        text = "αβγδεζηθικλμνξοπρστυφχψω"[number - 1]
    return text.upper() if style.startswith("upper") else text


def _letters(number: int) -> str:
    said = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        said = chr(ord("a") + rest) + said
    return said


def holds_facts(terms: Element, left: Container[Element], notes: Container[Element]) -> bool:
    """Whether a list of terms holds short facts, each a row: "Population | 12,000"."""
    parts = [e for e in terms.iter("dt", "dd") if e not in left]
    plain = all(local(e) in INLINE or e is one for one in parts for e in one.iter() if local(e))
    values = [said(one) for one in parts if local(one) == "dd"]
    brief = all(len(value) <= _FACT and not value.endswith((".", "!", "?")) for value in values)
    return bool(values) and plain and brief and not any(one in notes for one in parts)
