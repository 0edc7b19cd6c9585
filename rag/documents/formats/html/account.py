"""A second count of the words of a page, apart from the walk that writes its text.

Every character that the page shows is in layer 1, or is left out as a kind that has a name
(navigation, hidden, a page's number), or is lost, and then it is named.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from rag.documents.document import Loss
from rag.documents.extraction import Extraction
from rag.documents.formats.html.comments import comment_part, is_comment, is_comment_list
from rag.documents.formats.html.drawn import drawn_words
from rag.documents.formats.html.furniture import NOTICE
from rag.documents.formats.html.pages import page_label
from rag.documents.formats.html.parts import Parts
from rag.documents.formats.html.tail import BEHIND
from rag.documents.formats.html.words import inside_sentence, is_link_list
from rag.documents.formats.xml import Element, local, said

BROKEN = "\ufffd"
_SIGNS = str.maketrans({"−": "-", "‐": "-", "‑": "-", "–": "-", "⁄": "/", "∕": "/",
                        "·": ".", "°": "o"})  # fmt: skip
_SHOWN = 40
_BESIDE, _HEAD = "beside the main part", "head of a comment"


@dataclass(slots=True)
class Account:
    """Where the characters of a page are, white space apart.

    `shown` are those that belong into layer 1, each with the text that it stands in; `omitted`
    counts the others by kind.
    """

    shown: list[str] = field(default_factory=list)
    omitted: Counter[str] = field(default_factory=Counter)


def account(root: Element, main: Element, parts: Parts) -> Account:
    """Go over all text below `root`, whose part `main` is the text that is read."""
    counted = Account()
    for text, kind in _texts(root, main, parts):
        if kind:
            counted.omitted[kind] += sum(map(len, text.split()))
        elif text.strip():
            counted.shown.append(text)
    return counted


def _texts(root: Element, main: Element, parts: Parts) -> Iterator[tuple[str, str]]:
    """Each piece of text with the kind under which it is left out, "" for what is read."""
    stack: list[Element | tuple[str, str]] = []
    kinds: dict[Element, str] = {}
    inside = {part for e in root.iter() if is_comment(e) for part in e.iter() if part is not e}
    noted = {part for e in (*parts.notes.blocks, *parts.margin.notes) for part in e.iter()}

    def enter(element: Element, around: str) -> None:
        kind = kinds[element] = _kind(element, around, main, parts, inside, noted)
        for child in reversed(element):
            if child.tail:
                stack.append((child.tail, "hidden" if element in parts.mute else kind))
            if local(child):
                stack.append(child)
        if element.text:
            stack.append((element.text, "hidden" if element in parts.mute else kind))
        sides = (parts.writing.before.get(element), parts.writing.after.get(element))
        stack.extend((written.text, kind) for written in sides if written is not None)

    enter(root, "" if root is main else _BESIDE)
    while stack:
        top = stack.pop()
        if isinstance(top, tuple):
            yield top
        else:
            enter(top, kinds[top.getparent()])


def _kind(
    element: Element,
    around: str,
    main: Element,
    parts: Parts,
    inside: set[Element],
    noted: set[Element],
) -> str:
    """The kind of an element's text, inside of text of the kind `around`.

    Elements are `inside` of comments, or `noted` as parts of notes.
    """
    notes = parts.notes
    if element is main or element in notes.blocks or is_comment(element):
        return "" if around in ("", _BESIDE, _HEAD) else around
    own = element in inside or element in noted
    if not own and is_comment_list(element) and around in ("", _BESIDE):
        return _HEAD if any(is_comment(inner) for inner in element.iter()) else ""
    if around:
        return around
    listed = local(element) in ("ol", "ul") and any(map(is_comment, element))
    if element in inside and comment_part(element) != "text" and not listed:
        return _HEAD
    return _left_out(element, parts)


def _left_out(element: Element, parts: Parts) -> str:
    """The kind of an element that the text does without, "" for one that belongs into it."""
    notes = parts.notes
    if element in parts.left:
        return parts.left[element]
    if page_label(element) is not None:
        return "page number"
    if element in notes.back or element in parts.margin.labels:
        return "mark of a note"
    if element in parts.equations:
        return "equation"  # its text is another one, which the walk writes
    if not parts.strict and element not in notes.marks and is_link_list(element):
        return "" if any(inner in notes.blocks for inner in element.iter()) else "navigation"
    return ""


def folded(text: str) -> str:
    """The characters of a text that are counted, alike in both counts."""
    plain = unicodedata.normalize("NFKC", text).translate(_SIGNS)
    joined = "".join(plain.split())
    return joined if joined.isprintable() else "".join(filter(str.isprintable, joined))


def unaccounted(counted: Account, extraction: Extraction) -> tuple[Loss, ...]:
    """What the account has and layer 1 lacks, as one loss with the place of its first words."""
    there = folded(extraction.text)
    have = Counter(there)
    have.subtract(Counter("".join(map(folded, counted.shown))))
    missing = sum(-count for count in have.values() if count < 0)
    if not missing:
        return ()
    first, before = next(_lacking(counted.shown, there), (counted.shown[-1], ""))
    words = " ".join(first.split())[:_SHOWN]
    what = f"{missing} characters of the page are not in the text, the first in “{words}”"
    place = re.search(r"\s+".join(map(re.escape, before.split()[-8:])), extraction.text)
    return (Loss(what, missing, None, place.end() if place and before else None),)


def _in_drawings(main: Element, parts: Parts) -> tuple[Loss, ...]:
    """The words of drawings that stand apart from the text, as one remark with their size."""
    apart = (drawing for drawing in main.iter("svg") if not inside_sentence(drawing))
    seen = (one for one in apart if not any(e in parts.left for e in one.iterancestors()))
    said_ = [
        words for one in seen if parts.left.get(one) == "picture" for words in drawn_words(one)
    ]
    if not said_:
        return ()
    count = sum(len(words.split()) for words in said_)
    return (
        Loss(f"{count} words of drawings are left out, the first “{said_[0][:_SHOWN]}”", count),
    )


def left_behind(counted: Account, main: Element, parts: Parts) -> Iterator[Loss]:
    """What a reader sees and was taken for none of the text, a remark with its size for each kind.

    These are the words of drawings, what stands behind the text, and the notices of a book.
    """
    yield from _in_drawings(main, parts)
    for kind, where in ((BEHIND, "behind the text"), (NOTICE, f"of {NOTICE}")):
        if signs := counted.omitted[kind]:
            first = next(element for element, own in parts.left.items() if own == kind)
            words = said(first)[:_SHOWN]
            yield Loss(f"{signs} characters {where} are left out, among them “{words}”", signs)


def _lacking(shown: list[str], there: str) -> Iterator[tuple[str, str]]:
    """Each text that layer 1 lacks as it stands, with the one before it that is there."""
    before = ""
    for text in shown:
        if folded(text) in there:
            before = text
        else:
            yield text, before


def broken(extraction: Extraction) -> tuple[Loss, ...]:
    """The signs that the page's encoding garbles, counted by block."""
    text = extraction.text
    placed = {loss.at for loss in extraction.losses}
    losses = []
    for region in extraction.regions or () if BROKEN in text else ():
        span = region.span
        at = [n for n in range(span.start, span.end) if text[n] == BROKEN and n not in placed]
        if at:
            signs = "1 sign" if len(at) == 1 else f"{len(at)} signs"
            losses.append(Loss(f"{signs} broken by a wrong encoding", len(at), None, at[0]))
    return tuple(losses)
