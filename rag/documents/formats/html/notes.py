"""Notes of a page: a short link that leads to a block is the mark of a note.

It leads forward, unless both say otherwise: notes may stand before the text. That covers `#fn1`,
`role="doc-footnote"`, `epub:type`, Word's `_ftn1` and Wikipedia's `cite_note`. Those that nothing
links: unlinked.py and note_lists.py.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import unquote

from lxml import etree

from rag.documents.formats.html.words import HEADINGS
from rag.documents.formats.xml import Element, attribute, local, said

_MARK = re.compile(
    r"[\s\[(]*(?:(?:[Nn]otes?|[Nn][Bb]|fn\.?|n\.?\s|ref\.?|lower-\w+|upper-\w+|group|[A-Z]|\w+\.)\s*)?"
    r"(?:\d{1,4}|[*∗†‡§¶‖#]{1,4}|[a-z]{1,2}|[ivxlc]{1,7}|[A-Z])[\s\])]*[.:]?\s*",
)
_FOREIGN = re.compile(
    r"\W*(?:(?:[注註]|[訳原脚]注)\s*)?(?:\d{1,4}|[^\W\d_]{1,2}|[ivxlc]{1,7})?['׳״]?\W*", re.I
)
_BACK = re.compile(
    r"[\s\[(]*+(?:[←<]\s*+)?(?:[↩↑^⏎⤴⬆←\ufe0e\ufe0f]+|\d{1,4}|[^\W\d_]{1,2}|[*†‡§]+"
    r"|(?:go )?(?:back|return|zurück|retour|volver)(?: to (?:the )?[\w ]{1,12})?)[\s\]).:]*",
    re.I,
)
WIDE = str.maketrans("（）［］〔〕【】〈〉０１２３４５６７８９", "()[][][][]0123456789")
_DECLARED = re.compile(r"\b(?:doc-)?(?:footnote|endnote|rearnote)\b")
_TYPED = re.compile(r"\b(?:doc-)?noteref\b")
_LEADS_BACK = re.compile(r"\b(?:doc-)?(?:backlink|referrer)\b")
_NAMED = re.compile(r"footnote|endnote|note-?ref|fn-?ref|reference|noteref|sidenote|citation", re.I)
_TARGET = re.compile(
    r"(?:.*#)?_?(?:fn|ftn|edn|sdfootnote|sdendnote|footnote|endnote|note|cite_note|en|ref|bib|cr|r)"
    r"[\W_]?.{0,24}$",
    re.I,
)
_CITED = re.compile(r"\b(?:(?:foot|end)?notes?|nn?\.|fn\.)[\s\u00a0]+$", re.I)
_NOT_NOTES = re.compile(r"(?:.*#)?(?:fig|tab|eq|sec|ch|chapter|page|p|part)[\W_]?\d", re.I)
_BLOCKS = frozenset("li p div aside dd tr section blockquote td".split())
NAMED_NOTE = re.compile(
    r"(?:foot|end|rear)[-_]?note|fu(?:ss|ß)note|(?:^|[\s_-])(?:fn|notes?)(?:$|[\s_\d-])", re.I
)
_LONGEST_NOTE, _LONGEST_MARK = 20_000, 20  # code points


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
    """The notes below `root` that links lead to."""
    order = {element: place for place, element in enumerate(root.iter())}
    named = _named(order)
    notes = Notes()
    for link in root.iter("a"):
        target = named.get(_anchor(link))
        words = printed(link)
        if target is None:
            if _TYPED.search(types(link)) and words and _FOREIGN.fullmatch(words):
                notes.marks[link] = ""  # its note is missing
            continue
        if _leads_forward(link, target, order, named):
            if _MARK.fullmatch(words) or (_looks(link) and _FOREIGN.fullmatch(words)):
                _mark(link, target, notes)
        elif (
            not re.search(r"\w", words) or _BACK.fullmatch(words) or _LEADS_BACK.search(types(link))
        ):
            notes.back[link] = target
    terms = (term for term in root.iter("dt") if term.getnext() in notes.blocks)
    notes.back |= {term: term for term in terms if _numbers(term)}
    _pressed(root, named, notes)
    return notes


def printed(element: Element) -> str:
    """The words of an element in common figures and brackets."""
    return unicodedata.normalize("NFKC", said(element)).translate(WIDE)


def drawn(mark: Element) -> str:
    """What a mark shows that is a picture: its words, or a sign for it."""
    return next((words for e in mark.iter("img") if (words := attribute(e, "alt"))), "⊕")


def types(element: Element) -> str:
    """What an element says that it is for."""
    return f"{attribute(element, 'role')} {attribute(element, 'epub-type')}"


def is_declared(element: Element) -> bool:
    """Whether an element says that it is a note."""
    return bool(_DECLARED.search(types(element)))


def _leads_forward(
    link: Element, target: Element, order: dict[Element, int], named: dict[str, Element]
) -> bool:
    """Whether a link leads from a mark to its note, by what they say of themselves, else by order.

    Of two places that lead to each other, the note is the one that its paragraph begins with.
    """
    if _TYPED.search(types(link)) or _LEADS_BACK.search(types(link)):
        return bool(_TYPED.search(types(link)))
    if len(said(link)) <= _LONGEST_MARK and _answers(target, link, named):
        begins = opens(target)
        if begins != opens(link):
            return begins
    return order[target] > order[link]


def _answers(target: Element, link: Element, named: dict[str, Element]) -> bool:
    """Whether a link to `target` is answered by one that leads from there to the link."""
    near = {link, link.getparent(), link.getprevious(), link.getparent().getparent()}
    return any(named.get(_anchor(answer)) in near for answer in _block(target).iter("a"))


def _block(element: Element) -> Element:
    """The innermost block around an element, or itself."""
    around = (e for e in (element, *element.iterancestors()) if local(e) in _BLOCKS)
    return next(around, element)


def opens(element: Element) -> bool:
    """Whether nothing but signs stands before an element in its block."""
    words = ""
    for event, inner in etree.iterwalk(_block(element), events=("start", "end")):
        if inner is element:
            break
        words += (inner.text if event == "start" else inner.tail) or ""
    return not re.search(r"\w{3}", words)


def _mark(link: Element, target: Element, notes: Notes) -> None:
    """Note a link as the mark of the note that it leads to, if it is one."""
    block, key = _note_block(target), attribute(link, "href")
    mark = printed(link).strip(" []().:") or drawn(link)
    if block is not None and link not in set(block.iter()) and _is_note(link, target, block):
        notes.marks[link] = notes.blocks.setdefault(block, (key, mark))[0]
    elif block is None and local(target) == "a" and not said(target) and _looks(link):
        notes.marks[link] = notes.anchors.setdefault(target, (key, mark))[0]


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
    if is_declared(target):
        return target
    if local(target) in ("td", "th") and _BACK.fullmatch(said(target)):
        return target.getparent()
    block = target.getnext() if local(target) == "dt" and _numbers(target) else target
    while block is not None and local(block) not in _BLOCKS:
        if local(block) in HEADINGS or local(block) in ("body", "figure", "table", "main"):
            return None
        block = block.getparent()
    if block is None or any(local(inner) in HEADINGS for inner in block.iter()):
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
    first = next(block.iter("a"), None)
    mutual = first is not None and said(first).strip(" []().:") == mark and opens(first)
    return bool(begins or mutual) or (bool(_TARGET.match(href)) and mark.isdigit())
