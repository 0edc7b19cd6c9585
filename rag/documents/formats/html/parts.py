"""What the walk over a page has to know of its elements before it begins."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from rag.documents.formats.html.css import Sheet, read_sheets
from rag.documents.formats.html.equations import find_equations
from rag.documents.formats.html.furniture import omitted
from rag.documents.formats.html.generated import Writing, generate
from rag.documents.formats.html.margin import Margin, find_margin
from rag.documents.formats.html.note_extent import lead_back, widen
from rag.documents.formats.html.note_lists import find_declared, find_listed
from rag.documents.formats.html.notes import Notes, find_notes
from rag.documents.formats.html.pages import mark_bracketed, mark_counted
from rag.documents.formats.html.unlinked import find_unlinked
from rag.documents.formats.html.unseen import unseen
from rag.documents.formats.html.verse import line_numbers, verse_lines
from rag.documents.formats.html.words import INLINE, Words, count_words
from rag.documents.formats.symbols import is_symbolic, sign
from rag.documents.formats.xml import Element, attribute, local, said
from rag.documents.gaps import PLACEHOLDER


@dataclass(slots=True)
class Parts:
    """The parts of a page.

    `left` are elements that are left out, each with the kind of its content, `mute` those whose
    own text is. `equations` map elements to text, `writing` is what style sheets write at them.
    `lines` are elements inside of a paragraph or a stanza that stand on lines of their own,
    `raised` those that a sheet sets higher or lower. `strict` says that the page names
    its main part itself, so that no list is taken for navigation on account of its links.
    """

    notes: Notes
    left: dict[Element, str]
    mute: Mapping[Element, str] = field(default_factory=dict)
    equations: Mapping[Element, str] = field(default_factory=dict)
    writing: Writing = field(default_factory=Writing)
    margin: Margin = field(default_factory=Margin)
    words: Words = field(default_factory=Words)
    lines: frozenset[Element] = frozenset()
    raised: Mapping[Element, str] = field(default_factory=dict)
    book: bool = False
    strict: bool = True


def find_parts(root: Element, files: Mapping[str, str] | None = None) -> Parts:
    """The parts of a page, or of a book whose chapters are one tree, with its style sheets."""
    book = files is not None
    mark_bracketed(root)
    mark_counted(root)
    sheet, words = read_sheets(root, files), count_words(root)
    read_symbols(root, sheet)
    hidden = unseen(root, sheet, words.nearly_all)
    left = omitted(root, hidden, words, book)
    left |= dict.fromkeys(line_numbers(root) - left.keys(), "line number")
    raised = _raised(root, sheet)
    notes = _notes(root, raised, book)
    _uncover(notes, left, book)
    writing = generate(root, sheet, hidden.generated)
    known = {*notes.blocks, *notes.marks, *notes.anchors}
    return Parts(
        notes, left, hidden.mute, find_equations(root, left), writing,
        find_margin(root, known), words, lines=_lines(sheet) | verse_lines(root), raised=raised,
        book=book,
    )  # fmt: skip


def _notes(root: Element, raised: Mapping[Element, str], book: bool) -> Notes:
    """The notes below `root`: those that links lead to, those that say so, and others."""
    notes = find_notes(root)
    linked = bool(notes.blocks or notes.anchors)
    find_unlinked(list(root) if book else [root], notes, raised)
    find_declared(root, notes)
    if book or not (linked or notes.blocks):
        find_listed(root, notes)
    widen(notes)
    lead_back(notes)
    return notes


def _uncover(notes: Notes, left: dict[Element, str], book: bool) -> None:
    """Let what holds notes be read, whatever its name; an e-book's may be hidden until asked."""
    kinds = ("furniture", "navigation", "hidden") if book else ("furniture", "navigation")
    marked = set(notes.marks.values())
    for block in (*notes.blocks, *notes.anchors):
        key, _ = notes.blocks.get(block) or notes.anchors[block]
        for around in (block, *block.iterancestors()):
            kind = left.get(around)
            if kind not in kinds or (kind == "hidden" and key not in marked):
                continue
            del left[around]
            if kind == "hidden" and around is not block:
                rest = (p for p in around if not any(e in notes.blocks for e in p.iter()))
                left |= dict.fromkeys(rest, kind)


def _lines(sheet: Sheet) -> frozenset[Element]:
    """The elements that are words of a paragraph by their tag, and lines by a sheet."""
    return frozenset(
        element
        for element, declared in sheet.of.items()
        if local(element) in INLINE
        and (
            declared.get("display") in ("block", "list-item")
            or declared.get("position") in ("absolute", "fixed")
        )
    )


def _raised(root: Element, sheet: Sheet) -> dict[Element, str]:
    """The elements that are "sup" or "sub" by a sheet, or by the name of a figure, alone."""
    tags = {"super": "sup", "superscript": "sup", "sub": "sub", "subscript": "sub"}
    found: dict[Element, str] = {}
    for word in (word for word in root.iter() if local(word) in INLINE - {"sup", "sub", "img"}):
        aligned = sheet.of.get(word, {}).get("vertical-align")
        tag = tags.get(aligned or attribute(word, "class").removeprefix("oj-"))
        if tag and (aligned or said(word).strip("+−–-").isdigit()):
            found[word] = tag
    return found


def read_symbols(root: Element, sheet: Sheet) -> None:
    """Write what a font of symbols shows in place of the characters that stand below `root`."""
    stack: list[tuple[Element, str]] = [(root, "")]
    while stack:
        element, around = stack.pop()
        font = _font(element, sheet) or around
        if is_symbolic(font):
            element.text = _shown(element.text, font)
        for child in element:
            if is_symbolic(font):
                child.tail = _shown(child.tail, font)
            if local(child):
                stack.append((child, font))


def _font(element: Element, sheet: Sheet) -> str:
    """The first font that an element asks for, "" where it asks for none."""
    declared = sheet.of.get(element, {})
    words = declared.get("font", "").split()  # "bold 12pt/1.2 Symbol, serif"
    sizes = [n for n, word in enumerate(words, 1) if any(map(str.isdigit, word))]
    short = " ".join(words[sizes[-1] :]) if sizes else ""
    asked = declared.get("font-family") or short or attribute(element, "face")
    return asked.split(",")[0].strip(" \"'")


def _shown(text: str | None, font: str) -> str | None:
    return text and "".join(
        char if char.isspace() else sign(ord(char), font) or PLACEHOLDER for char in text
    )
