"""Answers as a DOCX file with real footnotes.

python-docx writes no footnotes, so the few parts of Office Open XML that are needed are
written here (ECMA-376, 17.11): the document, its footnotes with the two separators that Word
expects, styles and settings. The file is the same for the same answers.
"""

from collections.abc import Iterator, Sequence

from rag.documents.exported import APPLICATION, PROPERTIES
from rag.documents.formats.xml import Element
from rag.files import zipped
from rag.views.checked import Answered
from rag.views.parts import AnswerParts, QuoteParts, parts_of
from rag.views.styled import Styled
from rag.views.word_runs import live_citation, quote_run, set_runs, word_run
from rag.views.word_xml import plain, w, written

_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_ABOUT = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
_PARTS = ("document", "footnotes", "styles", "settings")
_ROOT = (("officeDocument", "word/document.xml"), ("extended-properties", PROPERTIES))
_SEPARATORS = (("-1", "separator"), ("0", "continuationSeparator"))


def docx(answers: Sequence[Answered], cited: Styled | None = None) -> bytes:
    """The file; what XML cannot hold is spelt out.

    Footnotes that are in a style are live: Zotero's plug-in for Word and LibreOffice knows them as
    its own and sets them anew.
    """
    separators = [w("footnote", id=number) for number, _ in _SEPARATORS]
    said = parts_of(answers)
    roots = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(_ROOT),
        PROPERTIES: _properties(),
        "word/_rels/document.xml.rels": _relations([(p, f"{p}.xml") for p in _PARTS[1:]]),
        "word/document.xml": _document(said, cited),
        "word/footnotes.xml": _footnotes(said, cited),
        "word/styles.xml": _styles(),
        "word/settings.xml": w("settings", w("footnotePr", *separators)),
    }
    return zipped({name: written(root) for name, root in roots.items()})


def _content_types() -> Element:
    space = f"{_PACKAGE}/content-types"
    kinds = {part: f"{_TYPE}.{part}+xml" for part in _PARTS}
    kinds["document"] = f"{_TYPE}.document.main+xml"
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    return plain(
        space, "Types",
        plain(space, "Default", Extension="rels", ContentType=relations),
        plain(space, "Default", Extension="xml", ContentType="application/xml"),
        *(
            plain(space, "Override", PartName=f"/word/{part}.xml", ContentType=kind)
            for part, kind in kinds.items()
        ),
        plain(space, "Override", PartName=f"/{PROPERTIES}", ContentType=_ABOUT),
    )  # fmt: skip


def _properties() -> Element:
    """What wrote the file."""
    space = f"{_R.rpartition('/')[0]}/extended-properties"
    named = plain(space, "Application")
    named.text = APPLICATION
    return plain(space, "Properties", named)


def _relations(targets: Sequence[tuple[str, str]]) -> Element:
    space = f"{_PACKAGE}/relationships"
    entries = (
        plain(space, "Relationship", Id=f"rId{n}", Type=f"{_R}/{kind}", Target=target)
        for n, (kind, target) in enumerate(targets, 1)
    )
    return plain(space, "Relationships", *entries)


def _paragraph(style: str, *runs: Element) -> Element:
    return w("p", w("pPr", w("pStyle", val=style)), *runs)


def _document(answers: Sequence[AnswerParts], cited: Styled | None) -> Element:
    parts: list[Element] = []
    for answer in answers:
        parts.append(_paragraph("Heading1", word_run(answer.question)))
        parts += [_paragraph("Normal", word_run(words)) for words in answer.said]
        parts += [part for quote in answer.quotes for part in _quote(quote)]
    parts += _appendix(cited) if cited else []
    return w("document", w("body", *parts, w("sectPr")))


def _appendix(cited: Styled) -> Iterator[Element]:
    """The bibliography, and where exactly each quote stands."""
    if cited.bibliography:
        yield _paragraph("Heading1", word_run("Works cited"))
        yield from (_paragraph("Normal", *set_runs(entry)) for entry in cited.bibliography)
    yield _paragraph("Heading1", word_run("Where the quotes stand"))
    yield from (_paragraph("Normal", word_run(place)) for place in cited.places)


def _mark(mark: Element) -> Element:
    return w("r", w("rPr", w("rStyle", val="FootnoteReference")), mark)


def _quote(quote: QuoteParts) -> Iterator[Element]:
    for lead in quote.lead:
        yield _paragraph("Normal", word_run(lead))
    mark = _mark(w("footnoteReference", id=str(quote.number)))
    yield _paragraph("Quote", quote_run(quote.text), mark)
    if quote.voice:
        yield _paragraph("Quote", word_run(f"— {quote.voice}"))
    for warning in quote.warnings:
        yield _paragraph("Normal", word_run(warning))


def _footnotes(answers: Sequence[AnswerParts], cited: Styled | None) -> Element:
    separators = (
        w("footnote", w("p", w("r", w(kind))), type=kind, id=number) for number, kind in _SEPARATORS
    )
    quotes = (quote for answer in answers for quote in answer.quotes)
    return w("footnotes", *separators, *(_footnote(quote, cited) for quote in quotes))


def _footnote(quote: QuoteParts, cited: Styled | None) -> Element:
    live = cited is not None and quote.number in cited.notes
    said = live_citation(cited, quote.number) if cited and live else [word_run(quote.place)]
    first = _paragraph("FootnoteText", _mark(w("footnoteRef")), word_run(" "), *said)
    rest = (_paragraph("FootnoteText", word_run(line)) for line in quote.lines)
    return w("footnote", first, *rest, id=str(quote.number))


def _styles() -> Element:
    def style(kind: str, id: str, name: str, *more: Element) -> Element:
        return w("style", w("name", val=name), *more, type=kind, styleId=id)

    return w(
        "styles",
        style("paragraph", "Normal", "Normal"),
        style(
            "paragraph", "Heading1", "heading 1",
            w("pPr", w("keepNext"), w("outlineLvl", val="0")),
            w("rPr", w("b"), w("sz", val="28")),
        ),
        style(
            "paragraph", "Quote", "Quote",
            w("pPr", w("spacing", before="120", after="120"), w("ind", left="720", right="720")),
        ),
        style("paragraph", "FootnoteText", "footnote text", w("rPr", w("sz", val="20"))),
        style(
            "character", "FootnoteReference", "footnote reference",
            w("rPr", w("vertAlign", val="superscript")),
        ),
    )  # fmt: skip
