"""Notes that say so, or stand in a list under a heading "Notes", though nothing links to them.

Raised figures are their marks by number alone.
"""

import re

from rag.documents.formats.html.lists import whole
from rag.documents.formats.html.notes import Notes, is_declared, printed
from rag.documents.formats.html.words import HEADINGS
from rag.documents.formats.xml import Element, attribute, local, said
from rag.english.patterns.web import NOTES_HEADING

_PRINTED = re.compile(r"[\[(]?(\d{1,4}|[*†‡§¶‖]{1,4}|[a-z](?=[\]).]))[\]).:\s]+(?=\S)")
_UNMARKED = "⊕"  # a note that nothing links goes on with no other
_CLASS = re.compile(r"(?:^|[\s_-])(?:foot|end)-?notes?(?:-?text)?(?:$|\s)", re.I)


def find_listed(root: Element, notes: Notes) -> None:
    """Add notes under headings and of a class."""
    _under_headings(root, notes)
    _by_class(root, notes)


def find_declared(root: Element, notes: Notes) -> None:
    """Notes that say they are notes, though nothing links to them."""
    for element in root.iter():
        if not (local(element) and is_declared(element)):
            continue
        if not any(e in notes.blocks for e in (*element.iter(), *element.iterancestors())):
            begins = _PRINTED.match(printed(element))
            mark = begins.group(1) if begins else _UNMARKED
            notes.blocks[element] = (f"note {len(notes.blocks)}", mark)


def _by_class(root: Element, notes: Notes) -> None:
    """Paragraphs that are notes by their class and their number."""
    for paragraph in root.iter("p"):
        if _CLASS.search(attribute(paragraph, "class")):
            _numbered(paragraph, notes)


def _under_headings(root: Element, notes: Notes) -> None:
    """Items of a numbered list under a heading "Notes"; their numbers are the list's.

    Lower headings among them ("Chapter 2") part them, and do not end them.
    """
    for heading in root.iter(*HEADINGS):
        if not NOTES_HEADING.fullmatch(said(heading).strip(" :")):
            continue
        following = heading.getnext()
        while following is not None and not _ends(following, heading):
            for part in list(following) if local(following) in ("div", "section") else [following]:
                _numbered(part, notes)
            following = following.getnext()


def _ends(element: Element, heading: Element) -> bool:
    """Whether an element ends what stands under a heading."""
    return local(element) in HEADINGS and local(element) <= local(heading)


def _numbered(element: Element, notes: Notes) -> None:
    """Take the items of a list, or a paragraph behind a number, as notes."""
    if any(known in notes.blocks for known in element.iter()):
        return  # links have told which are notes
    if local(element) == "ol":
        for number, item in enumerate(element.iter("li"), whole(attribute(element, "start"), 1)):
            notes.blocks[item] = (f"note {len(notes.blocks)}", str(number))
    elif local(element) == "p":
        match = re.match(r"\W*(\d{1,4})\b", said(element))
        if match:
            notes.blocks[element] = (f"note {len(notes.blocks)}", match.group(1))
