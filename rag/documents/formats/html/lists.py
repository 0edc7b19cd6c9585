"""What a browser writes before list items, clauses and headings.

By `start`, `type`, `value` and `reversed` of lists, and by counters of the sheets in a page.
"""

import re

from rag.documents.formats.html.css import Declared, Sheet
from rag.documents.formats.xml import Element, attribute, local

_TYPES = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman",
          "I": "upper-roman"}  # fmt: skip
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
          (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_STYLE = re.compile(
    r"(?:decimal-leading-zero|decimal|(?:lower|upper)-(?:alpha|latin|roman)|none|disc|circle|square"
    r"|lower-greek)(?![\w-])"
)
_PART = re.compile(
    r"""counters\(\s*(?P<names>[\w-]+)\s*,\s*(?P<between>"[^"]*"|'[^']*')\s*(?:,\s*(?P<style_s>[\w-]+)\s*)?\)
      | counter\(\s*(?P<name>[\w-]+)\s*(?:,\s*(?P<style>[\w-]+)\s*)?\)
      | attr\(\s*(?P<attr>[\w-]+)\s*\) | (?P<text>"(?:\\.|[^"])*"|'(?:\\.|[^'])*')""",
    re.X,
)
_COUNTED = re.compile(r"([a-z_][\w-]*)(?:\s+(-?\d+))?", re.I)
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_MOST = 100_000


def numbers(root: Element, sheet: Sheet) -> dict[Element, str]:
    """What stands before each element that is numbered, e.g. "3. " or "Article 2: "."""
    numbered: dict[Element, str] = {}
    for items in root.iter("ol"):
        numbered.update(_items(items, sheet))
    if any(
        "counter" in said.get("content", "") or local(e) in _HEADINGS
        for e, said in sheet.before.items()
    ):
        numbered.update(_Counters(sheet).run(root))
    return numbered


def _items(items: Element, sheet: Sheet) -> dict[Element, str]:
    """The numbers of a list's own items."""
    numbered = {}
    entries = [child for child in items if local(child) == "li"]
    step = -1 if items.get("reversed") is not None else 1
    number = _whole(attribute(items, "start"), len(entries) if step < 0 else 1)
    kind = _TYPES.get(attribute(items, "type"), "decimal")
    for item in entries:
        number = _whole(attribute(item, "value"), number)
        style = _style(sheet, item) or _TYPES.get(attribute(item, "type")) or _style(sheet, items)
        written = _written(number, style or kind)
        if written:
            numbered[item] = f"{written}. "
        number += step
    return numbered


def _whole(said: str, otherwise: int) -> int:
    return int(said) if re.fullmatch(r"\s*-?\d{1,6}\s*", said) else otherwise


def _style(sheet: Sheet, element: Element) -> str:
    """The style of numbers that a sheet declares, "" where none does."""
    said = sheet.value(element, "list-style-type") or sheet.value(element, "list-style")
    match = _STYLE.search(said)
    return match.group() if match else ""


def _written(number: int, style: str) -> str:
    """A number in a style of CSS, "" where the style shows none."""
    if style in ("none", "disc", "circle", "square"):
        return ""
    kind = style.partition("-")[2]
    text = str(number)
    if kind in ("alpha", "latin") and number > 0:
        text = _letters(number)
    elif kind == "roman" and 0 < number < 4000:
        text = _roman(number)
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


def _roman(number: int) -> str:
    said = ""
    for worth, sign in _ROMAN:
        said += sign * (number // worth)
        number %= worth
    return said


class _Counters:
    """The counters of a page's sheets, each with a number a level of nesting."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._open: dict[str, list[int]] = {}
        self._found: dict[Element, str] = {}

    def run(self, root: Element) -> dict[Element, str]:
        """What is written before each element below `root`."""
        stack: list[tuple[Element, bool]] = [(root, True)]
        made: dict[Element, list[str]] = {}
        while stack and len(self._found) < _MOST:
            element, enters = stack.pop()
            if not enters:
                for name in made.pop(element, ()):
                    self._open[name].pop()
                continue
            parent = element.getparent()
            made.setdefault(parent, []).extend(self._count(element))
            stack.append((element, False))
            stack += [(child, True) for child in reversed(element) if local(child)]
        return self._found

    def _count(self, element: Element) -> list[str]:
        """Reset and step the counters of an element; the names of those that it opened."""
        declared, before = self._sheet.of.get(element, {}), self._sheet.before.get(element, {})
        opened = []
        for name, value in _COUNTED.findall(_value(declared, "counter-reset")):
            self._open.setdefault(name, []).append(int(value or 0))
            opened.append(name)
        for said in (declared, before):
            for name, value in _COUNTED.findall(_value(said, "counter-increment")):
                if not self._open.get(name):
                    self._open.setdefault(name, []).append(0)
                self._open[name][-1] += int(value or 1)
        written = self._content(element, before.get("content", ""))
        counted = "counter" in before.get("content", "") or local(element) in _HEADINGS
        if counted and re.search(r"\w", written):
            self._found[element] = written.rstrip() + " "
        return opened

    def _content(self, element: Element, content: str) -> str:
        """The value of `content` as text."""
        said = ""
        for part in _PART.finditer(content):
            if part.group("text"):
                said += _string(part.group("text"))
            elif part.group("attr"):
                said += attribute(element, part.group("attr"))
            elif part.group("name"):
                numbers_ = self._open.get(part.group("name").casefold()) or [0]
                said += _written(numbers_[-1], part.group("style") or "decimal")
            else:
                every = self._open.get(part.group("names").casefold()) or [0]
                style = part.group("style_s") or "decimal"
                said += _string(part.group("between")).join(_written(n, style) for n in every)
        return said


def _value(declared: Declared, name: str) -> str:
    said = declared.get(name, "")
    return "" if said in ("none", "inherit", "initial") else said


def _string(quoted: str) -> str:
    """A string of CSS without its marks and escapes."""
    inner = re.sub(
        r"\\([0-9a-fA-F]{1,6})\s?", lambda m: chr(int(m.group(1), 16) or 32), quoted[1:-1]
    )
    return re.sub(r"\\(.)", r"\1", inner).replace("\n", " ")
