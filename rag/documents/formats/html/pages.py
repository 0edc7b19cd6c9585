"""Where the pages of a printed edition begin inside of a web page or an e-book.

Their numbers are places, not words: "the guard [Pg 9]asked him" says that page 9 begins there.
"""

import re

from rag.documents.formats.html.elements import cut_out
from rag.documents.formats.xml import Element, attribute, local, said
from rag.english.lexicon import is_word

_NUMBER = r"(?P<label>\d{1,4}[a-z]?|[ivxlcdm]{1,8}|[A-Z]{1,2}-?\d{1,4})"
_LABEL = re.compile(rf"\W*+(?:(?:pgs?|pp?|pages?|seite|s)\b\.?\s*+)?{_NUMBER}\W*", re.I)
_BRACKETED = re.compile(rf"[\[{{(](?P<word>pgs?|pages?|pp?|seite|s)\b\.?\s*{_NUMBER}[\]}})]", re.I)
_NAMED = re.compile(
    r"(?:^|\s)(?:(?:star[-_]?)?p(?:age|g)[-_]?(?:num(?:ber)?s?|no|break|marker|label|name)|star-?pag(?:e|ination)"
    r"|folio|pgno|pb|x-ebookmaker-pageno|pg|ns)(?:$|\s)",
    re.I,
)
_TYPED = re.compile(r"(?:^|[\s-])pagebreak(?:$|\s)")
_ANCHOR = re.compile(rf"(?:.*#)?(?:page|pg)[_-]?{_NUMBER}", re.I)
_SERIES = 3
_AS_IT_IS = frozenset("script style code pre".split())
_INLINE = frozenset("span a small sup b i em strong tt font ins mark bdi label hr".split())
LISTED = "quoth-page"
"""The attribute in which an e-book's list of pages is noted at the places that it names."""
_ASIDE = r"[^{}]*\{[^}]*(?:position\s*:\s*absolute|float\s*:\s*(?:left|right))"
_AROUND = re.compile(r"(?<![^\W\d_])(?P<head>[^\W\d_]+)-?\0(?P<tail>[a-z]+)")
"""Letters right before and behind a number (as U+0000)."""
_LETTERS, _WORD = 30, 4  # looked at on either side; of a word that a number may stand in


def mark_bracketed(root: Element) -> None:
    """Make elements of the page numbers that stand in brackets amid words: "the [Pg 9] guard".

    Those of Project Gutenberg are known by their word, others by counting on, one by one.
    """
    found = [
        (element, where, match)
        for element in root.iter()
        if local(element)
        for where in ("text", "tail")
        if where == "tail" or not (local(element) in _AS_IT_IS or page_label(element) is not None)
        for match in _BRACKETED.finditer(getattr(element, where) or "")
    ]
    numbers = [int(match["label"]) for *_, match in found if match["label"].isdigit()]
    series = len(numbers) >= _SERIES and numbers == list(range(numbers[0], numbers[-1] + 1))
    for element, where, match in reversed(found):
        if series or match["word"].casefold() == "pg":
            mark = cut_out(element, where, *match.span())
            mark.set(LISTED, match["label"])


def mark_counted(root: Element) -> None:
    """Note as pages the numbers of one class that count on amid lines, whatever its name is.

    They stand beside the text by a sheet of the page, or one of them stands inside of a word.
    """
    alike: dict[str, list[tuple[int, Element, str]]] = {}
    for element in root.iter(*_INLINE - {"sup", "a"}):
        bare = not len(element) and re.fullmatch(r"\s*\d{1,4}\s*", element.text or "")
        if bare and element.get("class"):
            before = _text_before(element)[-_LETTERS:].lstrip()
            around = f"{before}\0{(element.tail or '')[:_LETTERS]}"
            alike.setdefault(element.get("class"), []).append((int(element.text), element, around))
    for name, numbered in alike.items():
        aside = re.compile("|".join(rf"\.{re.escape(one)}\b{_ASIDE}" for one in name.split()))
        beside = any(aside.search(style.text or "") for style in root.iter("style"))
        counted = all(one[0] == numbered[0][0] + n > 1 for n, one in enumerate(numbered))
        amid = [_in_word(text) or (beside and _amid(text)) for *_, text in numbered]
        for number, element, _ in numbered if counted and any(amid) and len(amid) > 1 else ():
            element.set(LISTED, str(number))


def _text_before(element: Element) -> str:
    """The text that stands right before an element."""
    sibling, parent = element.getprevious(), element.getparent()
    before = sibling.tail if sibling is not None else None if parent is None else parent.text
    return before or ""


def _amid(text: str) -> bool:
    """Whether words stand on both sides of a number: the price that ends a line is none."""
    before, _, behind = text.partition("\0")
    return bool(before.strip() and behind.strip())


def _in_word(text: str) -> bool:
    """Whether a number parts a word, as no figure of a formula does ("a2b" is none)."""
    parts = _AROUND.search(text)
    word = (parts["head"] + parts["tail"]).lower() if parts else ""
    return len(word) >= _WORD and is_word(word)


def page_label(element: Element) -> str | None:
    """The label of the page that begins at an element, None where none does.

    "" for a mark of a page whose number is not known.
    """
    listed = element.get(LISTED)
    if listed:
        return str(listed)
    types = attribute(element, "epub-type"), attribute(element, "role")
    if any(types) and _TYPED.search(" ".join(types)):
        return _stated(element) or ""
    tag = local(element)
    if tag in ("p", "div") and not len(element):
        named = _NAMED.search(attribute(element, "class"))
        match = (_LABEL if named else _BRACKETED).fullmatch(said(element))
        return match.group("label") if match else None
    known_as = attribute(element, "class")
    if tag in _INLINE and (_NAMED.search(known_as) or (known_as == "page" and _glued(element))):
        inside = said(element).strip("\u200b\u2060\ufeff")
        match = _LABEL.fullmatch(inside) if inside else None
        return match.group("label") if match else None if inside else _stated(element)
    if tag in ("a", "span") and not len(element) and not (element.text or "").strip():
        match = _ANCHOR.fullmatch(attribute(element, "id") or attribute(element, "name"))
        return match.group("label") if match else None
    return None


def _glued(element: Element) -> bool:
    """Whether a number stands right at a word, as no number of a sentence does: "Cana<…>12"."""
    sibling = element.getprevious()
    before = _text_before(element) or ("" if sibling is None else said(sibling))
    return before[-1:].isalpha() or (element.tail or "")[:1].isalpha()


def _stated(element: Element) -> str | None:
    """The label by the title, the words or the id of a page's mark."""
    for name in ("title", "aria-label", "data-page-number", ""):
        words = attribute(element, name) if name else said(element)
        match = _LABEL.fullmatch(words) if words else None
        if match:
            return match.group("label")
    for name in ("id", "name"):
        match = re.search(r"(?:^|[^\d])0*(\d{1,4}|[ivxlc]{1,8})$", attribute(element, name))
        if match:
            return match.group(1)
    return None
