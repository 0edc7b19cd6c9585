"""How far a note goes: further paragraphs are its words; what leads back to its mark is none."""

import re

from rag.documents.formats.html.notes import (
    NAMED_NOTE,
    Notes,
    is_declared,
    opens,
    printed,
    types,
)
from rag.documents.formats.html.words import HEADINGS
from rag.documents.formats.xml import Element, attribute, local, said

_WRAPPERS = frozenset("div aside li section dd blockquote".split())
_PARAGRAPHS = frozenset("p blockquote ul ol div pre table".split())
_NUMBERED = re.compile(r"\W{0,2}(?:\d{1,4}\b|[*†‡§])")
_OF_NOTES = re.compile(r"\b(?:doc-)?(?:foot|end|rear)notes\b")
_MOST = 12  # paragraphs of one note
_LONGEST_MARK = 20  # code points around the mark to which a note leads back


def widen(notes: Notes) -> None:
    """Let each note take its whole wrapper, or the paragraphs up to the next note."""
    marks = {around for mark in notes.marks for around in mark.iterancestors()}
    for block in list(notes.blocks):
        wrapper = block.getparent()
        if wrapper is not None and _is_whole(block, wrapper, notes, marks):
            notes.blocks[wrapper] = notes.blocks.pop(block)
    for block, (key, _) in list(notes.blocks.items()):
        for more in _up_to_next(block, notes, marks):
            notes.blocks[more] = (key, None)


def _is_whole(block: Element, wrapper: Element, notes: Notes, marks: set[Element]) -> bool:
    """Whether a wrapper holds one note and nothing else."""
    if local(wrapper) not in _WRAPPERS or wrapper in notes.blocks or wrapper[0] is not block:
        return False
    if (wrapper.text or "").strip() or len(wrapper) > _MOST or wrapper in marks:
        return False
    if not (_is_named(wrapper) or _is_item(wrapper, notes)):
        return False
    return not any(
        local(inner) in HEADINGS or (inner in notes.blocks and inner is not block)
        for inner in wrapper.iter()
    )


def _is_named(wrapper: Element) -> bool:
    """Whether a wrapper is one of a note by its tag, its type or its name."""
    named = f"{attribute(wrapper, 'class')} {attribute(wrapper, 'id')}"
    own = local(wrapper) in ("li", "aside", "dd")
    return own or is_declared(wrapper) or bool(NAMED_NOTE.search(named))


def _is_item(wrapper: Element, notes: Notes) -> bool:
    """Whether a part beside a wrapper begins with a note as well."""
    beside = (wrapper.getprevious(), wrapper.getnext())
    return any(
        part is not None
        and local(part) == local(wrapper)
        and (part in notes.blocks or (len(part) > 0 and part[0] in notes.blocks))
        for part in beside
    )


def _up_to_next(block: Element, notes: Notes, marks: set[Element]) -> list[Element]:
    """The paragraphs between a note and the next one beside it."""
    between: list[Element] = []
    among_notes = local(block) == "p" and _OF_NOTES.search(types(block.getparent())) is not None
    following = block.getnext()
    while following is not None and len(between) <= _MOST:
        if following in notes.blocks or (among_notes and local(following) in HEADINGS):
            return between
        if local(following) not in _PARAGRAPHS or following in marks:
            break
        if _NUMBERED.match(printed(following)):
            break
        if any(inner in notes.blocks for inner in following.iter()):
            break
        between.append(following)
        following = following.getnext()
    if following is None and among_notes:
        return between
    alike = attribute(block, "class")
    last = [part for part in between if alike and attribute(part, "class") == alike]
    return last if last == between and following is None and NAMED_NOTE.search(alike) else []


def lead_back(notes: Notes) -> None:
    """Keep of the links back those that are no words, and take away the brackets around them."""
    for link, target in list(notes.back.items()):
        if _leads_back(link, target, notes):
            _unbracket(link)
        else:
            del notes.back[link]


def _unbracket(link: Element) -> None:
    """Take away the brackets and the point around a number that leads back."""
    if not re.search(r"\w", said(link)):
        return
    before, around = link.getprevious(), link.getparent()
    if before is not None:
        before.tail = re.sub(r"[\[(]\s*$", "", before.tail or "")
    elif around is not None:
        around.text = re.sub(r"[\[(]\s*$", "", around.text or "")
    link.tail = re.sub(r"^\s*[\])]?[.:]?\s+", " ", link.tail or "")


def _leads_back(link: Element, target: Element, notes: Notes) -> bool:
    """Whether a link leads from a note back to its mark; "see chapter 2" is words of the text."""
    if not re.search(r"\w", said(link)) or "doc-backlink" in attribute(link, "role"):
        return True
    if link is target:  # a term that only numbers what follows it
        return True
    inside = target.iter() if len(said(target)) <= _LONGEST_MARK else ()
    near = (*inside, target.getnext(), target.getparent())
    if link.getprevious() in notes.anchors or any(one in notes.marks for one in near):
        return True
    block = next((around for around in link.iterancestors() if around in notes.blocks), None)
    if block is None:
        return local(link.getparent()) == "dt"
    return opens(link)
