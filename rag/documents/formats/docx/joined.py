"""Paragraphs that are printed as one, since the mark between them was deleted or is hidden."""

from collections.abc import Callable

from rag.documents.formats.docx.attributes import DELETED, child, switched
from rag.documents.formats.docx.styles import Styles
from rag.documents.formats.xml import Element, local


class Joined:
    """Tells which paragraphs of one document go on with the next."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._asked: tuple[Element, bool] = (None, False)
        self._whole: dict[Element, Element] = {}
        self._numbered: dict[Element, Element] = {}

    def runs_on(self, paragraph: Element) -> bool:
        """Whether the next goes on with a paragraph: no mark, or one that is not shown."""
        separates = switched(child(paragraph, "pPr", "rPr", "specVanish"))
        return _unmarked(paragraph) or bool(separates) or self.hides_mark(paragraph)

    def hides_mark(self, paragraph: Element) -> bool:
        """Whether the mark at a paragraph's end is hidden, and with it the paragraph's number."""
        if self._asked[0] is not paragraph:
            hidden = self._styles.on(child(paragraph, "pPr"), paragraph, "vanish")
            self._asked = paragraph, hidden
        return self._asked[1]

    def whole(self, paragraph: Element) -> Element:
        """The last of the paragraphs that are printed as one, whose style they have."""
        return _last(paragraph, self.runs_on, self._whole)

    def numbered(self, paragraph: Element) -> Element:
        """The paragraph whose number stands before this one: a hidden mark keeps its own."""
        return _last(paragraph, _unmarked, self._numbered)


def _unmarked(paragraph: Element) -> bool:
    mark = child(paragraph, "pPr", "rPr")
    return any(child(mark, name) is not None for name in DELETED)


def _last(
    paragraph: Element, goes_on: Callable[[Element], bool], known: dict[Element, Element]
) -> Element:
    """The last of those that go on; `known` keeps it for all of them."""
    chain = [paragraph]
    while chain[-1] not in known and goes_on(chain[-1]):
        following = chain[-1].getnext()
        if following is None or local(following) != "p":
            break
        chain.append(following)
    last = known.get(chain[-1], chain[-1])
    if len(chain) > 1:
        known.update(dict.fromkeys(chain, last))
    return last
