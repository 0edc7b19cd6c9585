"""The printed mark of each reference to a note: by section, page or document, in any format."""

from collections.abc import Iterator

from rag.documents.formats.docx.attributes import DELETED, above, child, number, value
from rag.documents.formats.numerals import printed
from rag.documents.formats.xml import Element, local

_KINDS = (("footnote", "decimal"), ("endnote", "lowerRoman"))
_COUNTED = frozenset(["footnoteReference", "endnoteReference", "lastRenderedPageBreak", "br"])
_LEFT_OUT = DELETED | {"Fallback"}


class NoteNumbers:
    """The mark of each reference, by the element that refers, and of each note."""

    def __init__(self, document: Element, settings: Element) -> None:
        self._marks: dict[Element, str] = {}
        self.of_note: dict[tuple[str, str], str] = {}
        self.bookmarked = dict(_bookmarked(document))
        sections = _sections(document)
        for kind, default in _KINDS:
            self._count(kind, default, sections, child(settings, f"{kind}Pr"))

    def mark(self, reference: Element) -> str:
        """The mark printed for a reference; "" where the text itself gives one."""
        return self._marks.get(reference, "")

    def _count(
        self,
        kind: str,
        default: str,
        sections: list[tuple[list[Element], Element]],
        whole: Element,
    ) -> None:
        """Number the references of one kind; a section's own settings stand above the whole's."""
        at: int | None = None
        counted = False
        for elements, section in sections:
            own = child(section, f"{kind}Pr")
            form = _stated(own, whole, "numFmt") or default
            restart = _stated(own, whole, "numRestart") or "continuous"
            start = number(child(own, "numStart")) or number(child(whole, "numStart")) or 1
            if at is None or not counted or restart in ("eachSect", "eachPage"):
                at = start
            for element in elements:
                tag = local(element)
                if tag != f"{kind}Reference":
                    new_page = tag == "lastRenderedPageBreak" or value(element, "type") == "page"
                    at = start if restart == "eachPage" and new_page else at
                elif value(element, "customMarkFollows") not in ("1", "true", "on"):
                    self._marks[element] = printed(at, form)
                    name = (kind, value(element, "id") or "")
                    self.of_note.setdefault(name, self._marks[element])
                    at, counted = at + 1, True


def _bookmarked(document: Element) -> Iterator[tuple[str, tuple[str, str]]]:
    """The note whose mark stands in a bookmark, by the bookmark's name."""
    starts = document.iter("{*}bookmarkStart")
    for parent in dict.fromkeys(start.getparent() for start in starts):
        last = None
        for element in parent.iterchildren(reversed=True):
            tag = local(element)
            if tag == "bookmarkEnd":
                last = None
            elif tag == "bookmarkStart" and last is not None:
                yield value(element, "name") or "", last
            elif last is None:
                for reference in element.iter("{*}footnoteReference", "{*}endnoteReference"):
                    kind = local(reference).removesuffix("Reference")
                    last = kind, value(reference, "id") or ""


def _stated(own: Element, whole: Element, name: str) -> str | None:
    return value(child(own, name)) or value(child(whole, name))


def _sections(document: Element) -> list[tuple[list[Element], Element]]:
    """Each section's references and page breaks, with the properties that stand at its end."""
    sections: list[tuple[list[Element], Element]] = []
    elements: list[Element] = []
    placed: set[Element] = set()
    for element in document.iter():
        if element not in placed and _counts(element):
            elements.append(element)
            placed.add(element)
        elif local(element) == "sectPr" and not above(element, "sectPrChange", "Fallback"):
            # Where the properties stand in a paragraph, its own references belong to them.
            holder = next((a for a in element.iterancestors() if local(a) == "p"), None)
            if holder is not None and holder not in placed:
                own = [e for e in holder.iter() if e not in placed and _counts(e)]
                elements += own
                placed.update(own, [holder])
            sections.append((elements, element))
            elements = []
    return [*sections, (elements, None)] if elements else sections


def _counts(element: Element) -> bool:
    """Whether an element is a reference or a break of pages that numbers go by."""
    return local(element) in _COUNTED and not above(element, *_LEFT_OUT)
