"""What style sheets write: counters before clauses and headings, words of `::before`, `::after`.

Whoever looks at the page reads them, so they are text. Icons, arrows, bullets and ornaments are
none; signs are where they stand at a figure ("−", "€", "%"), around words, or between them.
"""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass, field

from rag.documents.formats.html.css import Declared, Sheet
from rag.documents.formats.html.lists import item_numbers, whole, written
from rag.documents.formats.html.words import HEADINGS, INLINE
from rag.documents.formats.xml import Element, attribute, local, said
from rag.errors import SourceError

_PART = re.compile(
    r"""counters\(\s*(?P<names>[\w-]+)\s*,\s*(?P<between>"[^"]*"|'[^']*')\s*(?:,\s*(?P<style_s>[\w-]+)\s*)?\)
      | counter\(\s*(?P<name>[\w-]+)\s*(?:,\s*(?P<style>[\w-]+)\s*)?\)
      | attr\(\s*(?P<attr>[\w-]+)[^()]*\) | (?P<text>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')
      | (?P<mark>\b(?:open|close)-quote) | (?P<instead>/)""",
    re.X | re.S,
)
_COUNTED = re.compile(r"([a-z_][\w-]*)(?:\s+(-?\d+))?", re.I)
_PLAIN_FONTS = re.compile(
    r"(?:inherit|initial|unset|(?:ui-)?(?:sans-)?serif|monospace|system-ui|georgia|arial|helvetica"
    r"|times|courier|verdana|palatino|garamond|menlo|consolas)\b"
)
_ICONS = re.compile(r"icon|awesome|glyph|symbol|fontello|dashicon|emoji|dingbat|\bfa\b|moon")
_SIGNS = re.compile(r"\s*[,.:;!?/–—-]{1,3}\s*")
_AROUND = (
    re.compile(r"(?<!\s)\s*[(\[{<“„‘«‹\"'–—/]+\s*"),
    re.compile(r"(?<!\s)\s*[)\]}>”“’‘»›\"'–—/]+\s*"),
)
_MARK = re.compile(r"\s*(?:\[?(?:\d{1,3}|[a-z]|[ivx]{2,5})\]?|[*∗†‡§]{1,3})\s*")
_PLACED = ("absolute", "fixed")
_MOST = 1_000_000  # code points
_LABEL = 3  # words


@dataclass(frozen=True, slots=True)
class Generated:
    """Words that a sheet writes at one end of an element.

    `apart` says that they do not stand on its line, `mark` that they are the mark of a note.
    """

    text: str
    apart: bool = False
    mark: bool = False


@dataclass(slots=True)
class Writing:
    """All that sheets write on a page: numbers before blocks, and words at the ends of elements."""

    numbers: dict[Element, str] = field(default_factory=dict)
    before: dict[Element, Generated] = field(default_factory=dict)
    after: dict[Element, Generated] = field(default_factory=dict)


def generate(root: Element, sheet: Sheet, unseen: Collection[tuple[Element, str]]) -> Writing:
    """What the sheets of a page write, but for the `unseen` words (of an element, a side).

    Raises SourceError where that has no end.
    """
    writing = Writing(item_numbers(root, sheet))
    if any("content" in at for side in sheet.generated.values() for at in side.values()):
        _Counters(sheet, unseen, writing).run(root)
    return writing


class _Counters:
    """The counters of a page's sheets, each with a number a level of nesting."""

    def __init__(
        self, sheet: Sheet, unseen: Collection[tuple[Element, str]], writing: Writing
    ) -> None:
        self._sheet, self._unseen, self._writing = sheet, unseen, writing
        self._open: dict[str, list[int]] = {}
        self._found = 0

    def run(self, root: Element) -> None:
        """Go through all elements below `root` as they stand on the page."""
        stack: list[tuple[Element, bool]] = [(root, True)]
        made: dict[Element, list[str]] = {}
        while stack:
            element, enters = stack.pop()
            if not enters:
                for name in made.pop(element, ()):
                    self._open[name].pop()
                self._write(element, "after")
            elif self._sheet.value(element, "display") != "none":
                parent = element.getparent()
                made.setdefault(parent, []).extend(self._reset(element))
                item = "list-item " if local(element) == "li" else ""
                self._count(item + _value(self._sheet.of.get(element, {}), "counter-increment"))
                self._write(element, "marker")
                self._write(element, "before")
                stack.append((element, False))
                stack += [(child, True) for child in reversed(element) if local(child)]

    def _reset(self, element: Element) -> list[str]:
        """The names of the counters that an element opens."""
        declared = self._sheet.of.get(element, {})
        begun = _COUNTED.findall(_value(declared, "counter-reset"))
        if local(element) == "ol":
            begun.append(("list-item", str(whole(attribute(element, "start"), 1) - 1)))
        for name, value in begun:
            self._open.setdefault(name, []).append(int(value or 0))
        return [name for name, _ in begun]

    def _count(self, steps: str) -> None:
        """Step the counters that a value of `counter-increment` names."""
        for name, value in _COUNTED.findall(steps):
            if not self._open.get(name):
                self._open.setdefault(name, []).append(0)
            self._open[name][-1] += int(value or 1)

    def _write(self, element: Element, side: str) -> None:
        """Keep what is written at one side of an element."""
        declared = self._sheet.written(side, element)
        if not declared:
            return
        self._count(_value(declared, "counter-increment"))
        content = self._sheet.resolved(declared.get("content", ""), element)
        if content in ("", "none", "normal") or (element, side) in self._unseen:
            return
        text = _letters(self._content(element, content))
        if not text:
            return
        counted = "counter" in content or side == "marker" or local(element) in HEADINGS
        self._found += len(text)
        if self._found > _MOST:
            found = f"its style sheets write more than {_MOST:,} characters."
            raise SourceError("a page", found, "Save its words without them.")
        if counted and side != "after" and local(element) not in INLINE and _says(text):
            self._writing.numbers[element] = text.rstrip() + " "
        elif not _is_icon(text, declared, self._sheet.of.get(element, {})):
            self._keep(element, side, declared, text)

    def _keep(self, element: Element, side: str, declared: Declared, text: str) -> None:
        """Keep words that are no number of a block."""
        other = self._sheet.written("after" if side == "before" else "before", element)
        facing = _letters(self._content(element, other.get("content", "")))
        if not (_says(text) or _counts(element, side, text, facing)):
            return
        if local(element) not in INLINE and not said(element) and len(text.split()) < _LABEL:
            return  # of an advertisement that is not there
        raised = declared.get("vertical-align") == "super" or local(element) == "sup"
        bracketed = text.strip().startswith("[")
        mark = bool(_MARK.fullmatch(text)) and (raised or bracketed)
        if local(element) in INLINE and re.fullmatch(r"\s*\d+\s*", text) and _in_code(element):
            return  # the number of a line
        apart = declared.get("display") == "block" or declared.get("position") in _PLACED
        writing = self._writing.before if side == "before" else self._writing.after
        writing[element] = Generated(text, apart, mark)

    def _content(self, element: Element, content: str) -> str:
        """The value of `content` as text."""
        said = ""
        for part in _PART.finditer(content):
            if part.group("instead"):
                break  # what is read aloud instead
            if part.group("text"):
                said += _string(part.group("text"))
            elif part.group("attr"):
                said += attribute(element, part.group("attr"))
            elif part.group("mark"):
                said += "“" if part.group("mark").startswith("open") else "”"
            elif part.group("name"):
                numbers = self._open.get(part.group("name").casefold()) or [0]
                said += written(numbers[-1], part.group("style") or "decimal")
            else:
                every = self._open.get(part.group("names").casefold()) or [0]
                style = part.group("style_s") or "decimal"
                said += _string(part.group("between")).join(written(n, style) for n in every)
        return said


def _letters(text: str) -> str:
    """A text without the signs that only an icon font has, or that draw a picture."""
    kept = "".join(c for c in text if unicodedata.category(c) not in ("Co", "So", "Cf", "Cn"))
    return kept if kept == text or kept.strip() else ""


def _says(text: str) -> bool:
    return bool(re.search(r"\w", text))


def _is_icon(text: str, declared: Declared, element: Declared) -> bool:
    """Whether letters stand for pictures: those of an icon font, or one of a font of its own."""
    font = declared.get("font-family") or element.get("font-family", "")
    if _ICONS.search(font):
        return True
    own = declared.get("font-family", "").strip("\"' ")
    return len(text.strip()) == 1 and bool(own) and not _PLAIN_FONTS.match(own)


def _counts(element: Element, side: str, text: str, facing: str) -> bool:
    """Whether signs without letters belong to the words of an element."""
    here, inside, tag = text.strip(), said(element), local(element)
    if not here:
        return bool(text) and tag in INLINE and bool(inside)
    if not inside or tag in ("q", "blockquote", "li"):
        return False
    beside, glued = (inside[0], text[-1]) if side == "before" else (inside[-1], text[0])
    unit = unicodedata.category(here[0]) == "Sc" or here[0] in "%‰°"
    if beside.isdigit() and (unit or not (glued.isspace() or _is_arrow(glued))):
        return True
    opening, closing = (text, facing) if side == "before" else (facing, text)
    pair = _AROUND[0].fullmatch(opening) and _AROUND[1].fullmatch(closing)
    return bool(pair) or (tag in INLINE and bool(_SIGNS.fullmatch(text)))


def _is_arrow(sign: str) -> bool:
    return "ARROW" in unicodedata.name(sign, "") or sign in "•·*#|»›¶"


def _in_code(element: Element) -> bool:
    return any(local(around) in ("pre", "code", "table") for around in element.iterancestors())


def _value(declared: Declared, name: str) -> str:
    said = declared.get(name, "")
    return "" if said in ("none", "inherit", "initial") else said


def _string(quoted: str) -> str:
    """A string of CSS without its marks and escapes."""
    inner = re.sub(
        r"\\([0-9a-fA-F]{1,6})\s?",
        lambda m: chr(min(int(m.group(1), 16), 0x10FFFF) or 32),
        quoted[1:-1],
    )
    return re.sub(r"\\(.)", r"\1", inner).replace("\n", " ")
