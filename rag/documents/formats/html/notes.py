"""Notes of a page: a short link that leads forward to a block is the mark of a note.

That covers `#fn1`, `role="doc-footnote"`, `epub:type`, Word's `_ftn1` and Wikipedia's
`cite_note`. Where marks and notes are not linked, a list under a heading "Notes" holds the
notes, and raised figures are marks by their number alone.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import unquote

from rag.documents.formats.xml import Element, attribute, local, said
from rag.english.patterns.web import NOTES_HEADING

_MARK = re.compile(
    r"[\s\[(]*(?:(?:[Nn]otes?|[Nn][Bb]|fn\.?|n\.?\s|ref\.?|lower-\w+|upper-\w+|group|[A-Z]|\w+\.)\s*)?"
    r"(?:\d{1,4}|[*∗†‡§¶‖#]{1,4}|[a-z]{1,2}|[ivxlc]{1,7}|[A-Z])[\s\])]*[.:]?\s*",
)
_BACK = re.compile(
    r"[\s\[(]*[←<]?\s*(?:[↩↑^⏎⤴⬆←\ufe0e\ufe0f]+|back|return|\d{1,4}|[a-z]{1,2}|[*†‡§]+)[\s\]).:]*",
    re.I,
)
_NAMED = re.compile(r"footnote|endnote|note-?ref|fn-?ref|reference|noteref|sidenote|citation", re.I)
_TARGET = re.compile(
    r"(?:.*#)?_?(?:fn|ftn|edn|sdfootnote|sdendnote|footnote|endnote|note|cite_note|en|ref|bib|cr|r)"
    r"[\W_]?.{0,24}$",
    re.I,
)
_CITED = re.compile(r"\b(?:(?:foot|end)?notes?|nn?\.|fn\.)[\s\u00a0]+$", re.I)
_NOT_NOTES = re.compile(r"(?:.*#)?(?:fig|tab|eq|sec|ch|chapter|page|p|part)[\W_]?\d", re.I)
_BLOCKS = frozenset("li p div aside dd tr section blockquote td".split())
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_DECLARED = re.compile(r"\b(?:doc-)?(?:footnote|endnote|rearnote)\b")
_CLASS = re.compile(r"(?:^|[\s_-])(?:foot|end)-?notes?(?:-?text)?(?:$|\s)", re.I)
_LONGEST_NOTE = 20_000  # code points


@dataclass(slots=True)
class Notes:
    """The marks and notes of a page.

    `marks` maps an element to the key of its note; `blocks` maps a note's element to (key,
    mark as printed at the first place that cites it); `anchors` the same for an empty anchor
    that a note follows in the midst of other lines. `back` are links that may lead from a note
    back, each with its target.
    """

    marks: dict[Element, str] = field(default_factory=dict)
    blocks: dict[Element, tuple[str, str | None]] = field(default_factory=dict)
    anchors: dict[Element, tuple[str, str | None]] = field(default_factory=dict)
    back: dict[Element, Element] = field(default_factory=dict)


def find_notes(root: Element) -> Notes:
    """The notes below `root`, by links first, else by a heading."""
    order = {element: place for place, element in enumerate(root.iter())}
    named = _named(order)
    notes = Notes()
    for link in root.iter("a"):
        target = named.get(_anchor(link))
        if target is None:
            continue
        if order[target] < order[link]:
            if _BACK.fullmatch(said(link)) or "doc-backlink" in attribute(link, "role"):
                notes.back[link] = target
        elif _MARK.fullmatch(said(link)):
            block = _note_block(target)
            if (
                block is not None
                and link not in set(block.iter())
                and _is_note(link, target, block)
            ):
                key = attribute(link, "href")
                key = notes.blocks.setdefault(block, (key, said(link).strip(" []().:")))[0]
                notes.marks[link] = key
            elif block is None and local(target) == "a" and not said(target) and _looks(link):
                key, mark = attribute(link, "href"), said(link).strip(" []().:")
                notes.marks[link] = notes.anchors.setdefault(target, (key, mark))[0]
    terms = (term for term in root.iter("dt") if term.getnext() in notes.blocks)
    notes.back |= {term: term for term in terms if _numbers(term)}
    _pressed(root, named, notes)
    _declared(root, notes)
    if not (notes.blocks or notes.anchors):
        _under_headings(root, notes)
        _by_class(root, notes)
    return notes


def _pressed(root: Element, named: dict[str, Element], notes: Notes) -> None:
    """Notes that a button with their mark brings up, where they are blocks of their own."""
    for button in root.iter("button"):
        target = named.get(attribute(button, "popovertarget"))
        if target is None or local(target) not in _BLOCKS or not _MARK.fullmatch(said(button)):
            continue
        key = "#" + attribute(button, "popovertarget")
        notes.blocks.setdefault(target, (key, said(button).strip(" []().:")))
        notes.marks[button] = notes.blocks[target][0]


def _named(elements: Iterable[Element]) -> dict[str, Element]:
    """The first element of each `id` or `name`."""
    named: dict[str, Element] = {}
    for element in elements:
        for name in ("id", "name"):
            if attribute(element, name):
                named.setdefault(attribute(element, name), element)
    return named


def _anchor(link: Element) -> str:
    """The anchor that a link leads to; also by an address in full if it looks like a note's.

    A page that was saved has its own address before each of its anchors.
    """
    address, _, anchor = attribute(link, "href").partition("#")
    whole = address.startswith(("http:", "https:", "//", "/", "./"))
    if address and not (whole and _looks(link) and _TARGET.match(anchor)):
        return ""
    return unquote(anchor) if "%" in anchor else anchor


def _note_block(target: Element) -> Element:
    """The block that a link's target begins: itself, or the block around an anchor; or None."""
    if local(target) in ("td", "th") and _BACK.fullmatch(said(target)):
        return target.getparent()
    block = target.getnext() if local(target) == "dt" and _numbers(target) else target
    while block is not None and local(block) not in _BLOCKS:
        if local(block) in _HEADINGS or local(block) in ("body", "figure", "table", "main"):
            return None
        block = block.getparent()
    if block is None or any(local(inner) in _HEADINGS for inner in block.iter()):
        return None
    if block is not target and local(block) in ("div", "section", "td", "blockquote"):
        return None if len(block) > 3 else block
    return block if len(said(block)) <= _LONGEST_NOTE else None


def _numbers(term: Element) -> bool:
    """Whether a term is the number of the note that follows it."""
    following = term.getnext()
    return following is not None and local(following) == "dd" and bool(_BACK.fullmatch(said(term)))


def _looks(link: Element) -> bool:
    """Whether a link looks like the mark of a note: raised, or named as such."""
    parent = link.getparent()
    raised = any(local(e) == "sup" for e in (parent, *link) if e is not None)
    names = " ".join(
        f"{attribute(e, 'class')} {attribute(e, 'role')} {attribute(e, 'epub-type')}"
        for e in (link, parent)
        if e is not None
    )
    return raised or bool(_NAMED.search(names))


def _is_cited(link: Element) -> bool:
    """Whether the text itself speaks of the note: "as note 2 says"."""
    before, around = link.getprevious(), link.getparent()
    words = before.tail if before is not None else around.text if around is not None else ""
    raised = any(local(e) == "sup" for e in (around, *link) if e is not None)
    return not raised and bool(_CITED.search(words or ""))


def _is_note(link: Element, target: Element, block: Element) -> bool:
    """Whether a short forward link marks a note, and not a chapter, a figure or a page."""
    href = attribute(link, "href")
    if _is_cited(link):
        return False
    if _looks(link) or _NAMED.search(attribute(block, "class")):
        return True
    if _NOT_NOTES.match(href):
        return False
    mark = said(link).strip(" []().:")
    numbered = target if local(target) == "dt" else block
    begins = re.match(rf"\W*{re.escape(mark)}(?!\w)", said(numbered)) if mark else None
    return bool(begins) or (bool(_TARGET.match(href)) and mark.isdigit())


def _declared(root: Element, notes: Notes) -> None:
    """Notes that say they are notes, though nothing links to them."""
    for element in root.iter():
        role = f"{attribute(element, 'role')} {attribute(element, 'epub-type')}"
        if not (local(element) and _DECLARED.search(role)):
            continue
        if not any(e in notes.blocks for e in (*element.iter(), *element.iterancestors())):
            notes.blocks[element] = (f"note {len(notes.blocks)}", None)


def _by_class(root: Element, notes: Notes) -> None:
    """Paragraphs that are notes by their class and their number."""
    for paragraph in root.iter("p"):
        if _CLASS.search(attribute(paragraph, "class")) and paragraph not in notes.blocks:
            _numbered(paragraph, notes)


def _under_headings(root: Element, notes: Notes) -> None:
    """Items of a numbered list under a heading "Notes"; their numbers are the list's.

    Lower headings among them ("Chapter 2") part them, and do not end them.
    """
    for heading in root.iter(*_HEADINGS):
        if not NOTES_HEADING.fullmatch(said(heading).strip(" :")):
            continue
        following = heading.getnext()
        while following is not None and not _ends(following, heading):
            for part in _listed(following):
                _numbered(part, notes)
            following = following.getnext()


def _ends(element: Element, heading: Element) -> bool:
    """Whether an element ends what stands under a heading."""
    return local(element) in _HEADINGS and local(element) <= local(heading)


def _listed(element: Element) -> list[Element]:
    """An element, or what it holds if it only holds together."""
    return list(element) if local(element) in ("div", "section") else [element]


def _numbered(element: Element, notes: Notes) -> None:
    """Take the items of a list, or a paragraph behind a number, as notes."""
    if local(element) == "ol":
        first = attribute(element, "start")
        for number, item in enumerate(element.iter("li"), int(first) if first.isdigit() else 1):
            notes.blocks[item] = (f"note {len(notes.blocks)}", str(number))
    elif local(element) == "p":
        match = re.match(r"\W*(\d{1,4})\b", said(element))
        if match:
            notes.blocks[element] = (f"note {len(notes.blocks)}", match.group(1))
