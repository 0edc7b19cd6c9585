"""The printed mark of each reference to a note: by section, page or document, in any format."""

from collections.abc import Iterator

from rag.documents.formats.docx.attributes import DELETED, above, child, number, value
from rag.documents.formats.numerals import printed
from rag.documents.formats.xml import Element, local

_KINDS = (("footnote", "decimal"), ("endnote", "lowerRoman"))
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
    for start in document.iter("{*}bookmarkStart"):
        for following in start.itersiblings():
            if local(following) == "bookmarkEnd":
                break
            for element in following.iter("{*}footnoteReference", "{*}endnoteReference"):
                kind = local(element).removesuffix("Reference")
                yield value(start, "name") or "", (kind, value(element, "id") or "")


def _stated(own: Element, whole: Element, name: str) -> str | None:
    return value(child(own, name)) or value(child(whole, name))


def _sections(document: Element) -> list[tuple[list[Element], Element]]:
    """Each section's references and page breaks, with the properties that stand at its end."""
    sections: list[tuple[list[Element], Element]] = []
    elements: list[Element] = []
    wanted = ("footnoteReference", "endnoteReference", "lastRenderedPageBreak", "br")
    for element in document.iter():
        tag = local(element)
        if tag in wanted and not above(element, *_LEFT_OUT):
            elements.append(element)
        elif tag == "sectPr" and not above(element, "sectPrChange", "Fallback"):
            # Where the properties stand in a paragraph, its own references belong to them.
            holder = next((a for a in element.iterancestors() if local(a) == "p"), None)
            if holder is not None:
                elements += [e for e in holder.iter() if local(e) in wanted
                             and not above(e, *_LEFT_OUT) and e not in elements]  # fmt: skip
            sections.append((elements, element))
            elements = []
    placed = {e for section, _ in sections for e in section}
    rest = [e for e in elements if e not in placed]
    return [*sections, (rest, None)] if rest else sections
