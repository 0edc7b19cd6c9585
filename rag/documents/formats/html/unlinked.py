"""Notes that nothing links: a sign behind a word, and the paragraph below that begins with it.

"one herring in twelve.* A boat …" is followed by "* Statute of 1604." Each mark in the midst of
words becomes an element of its own, linked to its note. What has no counterpart in its chapter
stays text.
"""

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field

from rag.documents.formats.html.elements import cut_out
from rag.documents.formats.html.lists import whole
from rag.documents.formats.html.notes import NAMED_NOTE, WIDE, Notes, is_declared
from rag.documents.formats.html.words import HEADINGS
from rag.documents.formats.xml import Element, attribute, local, said
from rag.documents.printed_marks import could_be_mark

_SIGN = r"\*{1,4}|[†‡¶‖]{1,3}|§{1,2}(?!\s?\d)"
_LABEL = rf"\d{{1,3}}|[A-Za-z]|{_SIGN}"
_HIGH = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_FIGURES = str.maketrans(_HIGH, "0123456789")
_MARK = re.compile(
    rf"(?<=[^\s(\[*†‡])(?P<sign>{_SIGN})(?![\w*†‡-])"
    rf"|(?<![\s(])(?P<bracket>\[(?:{_LABEL})\])(?![\w(])"
    rf"|(?<=[^\s\d(])(?P<high>[{_HIGH}]{{1,3}})(?![\w{_HIGH}])"
    r"|(?<=[^\s(]) ?(?P<spaced>\[\d{1,3}\]|\((?:\d{1,3}|\*{1,3})\))(?=[\s.,;:!?»”’)]|$)"
)
_NOTE = re.compile(
    rf"(?:\[Footnote (?P<named>{_LABEL}):|\[(?P<whole>{_SIGN})(?=[\w\s])"
    rf"|(?P<bracket>\[(?:{_LABEL})\]|\((?:\d{{1,3}}|\*{{1,3}})\))"
    rf"|(?P<sign>{_SIGN})|(?P<number>\d{{1,3}}|[{_HIGH}]{{1,3}})(?:[.)]|(?=\s|[A-Z“‘\"])))[\s.:]*(?=\S)"
)
_RAISED = re.compile(rf"[\[(]?({_LABEL})[\])]?")
_BARE = re.compile(r"(?![\[(*†‡§¶‖])")
_TEXTS = frozenset("p li dd div td blockquote aside small center".split())
_SKIPPED = frozenset("pre code script style nav head svg math table".split())
_BEFORE = 24  # code points
_LONGEST = 3000  # code points of one note


@dataclass(slots=True)
class _Mark:
    """A mark that may be one: an element, or a range of the text or the tail of an element."""

    element: Element
    label: str
    where: str = ""
    start: int = 0
    end: int = 0


@dataclass(slots=True)
class _Zone:
    """The marks of a chapter that wait for their notes, and the notes of the group at hand."""

    notes: Notes
    raised: Set[Element]
    waiting: list[_Mark] = field(default_factory=list)
    group: list[tuple[Element, str]] = field(default_factory=list)
    linked: list[tuple[_Mark, Element]] = field(default_factory=list)

    def settle(self) -> None:
        """Link the marks up to now to the notes of the group, as far as each note has one."""
        group, self.group = self.group, []
        if not self._are_notes(group):
            return
        for label in dict.fromkeys(label for _, label in group):
            blocks = [block for block, other in group if other == label]
            marks = [mark for mark in self.waiting if mark.label == label]
            several = len(marks) > 1 and label.isdigit()
            if not several and len(blocks) in (1, len(marks)):
                for place, mark in enumerate(marks):
                    self.linked.append((mark, blocks[min(place, len(blocks) - 1)]))
                    self.waiting.remove(mark)

    def _are_notes(self, group: list[tuple[Element, str]]) -> bool:
        """Whether paragraphs behind bare numbers are notes, and no list or numbered text.

        They stand apart, or are as many as the marks.
        """
        if group and _words(group[0][0]).startswith("("):
            return self._apart(group[0][0])  # rules and items are counted so, too
        bare = [(b, int(label)) for b, label in group
                if label.isdigit() and _BARE.match(_words(b))]  # fmt: skip
        if not bare or len(bare) < len(group):
            return bool(group)
        numbers = [number for _, number in bare]
        rising = numbers == list(range(numbers[0], numbers[0] + len(bare)))
        due = {int(mark.label) for mark in self.waiting if mark.label.isdigit()}
        return rising and (self._apart(bare[0][0]) or (len(bare) > 1 and due == set(numbers)))

    def opening(self, block: Element) -> str:
        """The label that a block begins with, raised; "" for another block."""
        first = next(iter(block), None)
        alone = first is not None and not (block.text or "").strip()
        label = _RAISED.fullmatch(said(first)) if alone and first in self.raised else None
        return label[1] if label else ""

    def _apart(self, block: Element) -> bool:
        """Whether a rule, a raised number or a name sets a note apart from the text."""
        if _words(block).startswith(tuple(_HIGH)):
            return True
        if self.opening(block):
            return True
        around = block.getparent()
        before = block.getprevious() if block.getprevious() is not None else around.getprevious()
        named = f"{attribute(block, 'class')} {attribute(around, 'class')}"
        ruled = before is not None and local(before) == "hr"
        return ruled or is_declared(around) or bool(NAMED_NOTE.search(named))


def find_unlinked(zones: list[Element], notes: Notes, raised: Mapping[Element, str]) -> None:
    """Add to `notes` those below each of the `zones`; a sheet sets some elements `raised`."""
    high = {element for element, tag in raised.items() if tag == "sup"}
    for zone in zones:
        high.update(zone.iter("sup"))
        found = _Zone(notes, high)
        for block in _lines(zone, notes):
            _line(block, found)
        found.settle()
        _write(found.linked, notes)


def _lines(zone: Element, notes: Notes) -> Iterator[Element]:
    """The innermost blocks of words, in order; of notes that are known none."""
    stack = [zone]
    while stack:
        element = stack.pop()
        if element in notes.blocks or local(element) in _SKIPPED:
            continue
        inner = [child for child in element if local(child) in _TEXTS | _SKIPPED | HEADINGS]
        if local(element) in _TEXTS | HEADINGS and not inner:
            yield element
        else:
            stack += [child for child in reversed(element) if local(child)]


def _line(block: Element, zone: _Zone) -> None:
    """Take a block as a note if a mark waits for it, else look for marks in it."""
    text = _words(block)
    opened = _NOTE.match(text) if len(text) <= _LONGEST else None
    label = _label(opened) if opened else zone.opening(block) or _of_item(block, zone.notes)
    worded = re.search(r"\w\w", text) and local(block) not in HEADINGS
    if label and worded and any(mark.label == label for mark in zone.waiting):
        zone.group.append((block, label))
        return
    zone.settle()
    zone.waiting += _marks(block, zone)


def _words(block: Element) -> str:
    """The words of a block with common figures and brackets."""
    return said(block).translate(WIDE)


def _label(opened: re.Match[str]) -> str:
    return next(group for group in opened.groups() if group).strip("[]()").translate(_FIGURES)


def _of_item(block: Element, notes: Notes) -> str:
    """The number that a list gives to an item."""
    around = block.getparent()
    if local(block) != "li" or local(around) != "ol" or any(e in notes.blocks for e in around):
        return ""
    return str(whole(attribute(around, "start"), 1) + around.index(block))


def _marks(block: Element, zone: _Zone) -> Iterator[_Mark]:
    """What may be marks in the words of a block, in order."""
    before, stack = "", [(block, "text")]
    while stack:
        element, where = stack.pop()
        whole = where == "text" and element is not block
        if whole:
            stack.append((element, "tail"))
        if whole and (element in zone.notes.marks or local(element) in _SKIPPED):
            continue
        label = _raised(element, zone) if whole else ""
        if label and _behind_words(label, before):
            yield _Mark(element, label)
            continue
        if where == "text":
            stack += [(child, "text") for child in reversed(element) if local(child)]
        text = ((element.text if where == "text" else element.tail) or "").translate(WIDE)
        for match in _MARK.finditer(before + text, len(before)):
            sign = match.lastgroup or ""
            start, end = (place - len(before) for place in match.span())
            label = match[sign].strip("[]()").translate(_FIGURES)
            if sign != "high" or _behind_words(label, (before + text)[: match.start()]):
                yield _Mark(element, label, where, start, end)
        before = (before + text)[-_BEFORE:]


def _raised(element: Element, zone: _Zone) -> str:
    """The label that a raised element shows, "" for one that is none or is linked."""
    label = _RAISED.fullmatch(said(element)) if element in zone.raised else None
    linked = label and any(inner in zone.notes.marks for inner in element.iter())
    return label[1] if label and not linked else ""


def _behind_words(label: str, before: str) -> bool:
    """Whether a raised figure behind these words is no power, and begins nothing."""
    return bool(before.strip()) and (not label.isdigit() or could_be_mark(before[-_BEFORE:]))


def _write(linked: list[tuple[_Mark, Element]], notes: Notes) -> None:
    """Note the notes and their marks; signs amid text become elements, the last first."""
    for mark, block in linked:
        if block not in notes.blocks:
            notes.blocks[block] = (f"note {len(notes.blocks)}", mark.label)
            _unbracket(block)
        key, _ = notes.blocks[block]
        if not mark.where:
            notes.marks[mark.element] = key
    texts = [(mark, block) for mark, block in linked if mark.where]
    for mark, block in sorted(texts, key=lambda pair: -pair[0].start):
        made = cut_out(mark.element, mark.where, mark.start, mark.end)
        notes.marks[made] = notes.blocks[block][0]


def _unbracket(block: Element) -> None:
    """Take away the bracket that ends a note which begins with one: "[* The boot is lost.]"."""
    last = block[-1] if len(block) else None
    text = (block.text if last is None else last.tail) or ""
    opened = _NOTE.match(_words(block))
    if opened and (opened["whole"] or opened["named"]) and text.rstrip().endswith("]"):
        text = text.rstrip()[:-1]
        if last is None:
            block.text = text
        else:
            last.tail = text
