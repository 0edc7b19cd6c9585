"""Answers as a DOCX file with real footnotes.

python-docx writes no footnotes, so the few parts of Office Open XML that are needed are
written here (ECMA-376, 17.11): the document, its footnotes with the two separators that Word
expects, styles and settings. The file is the same for the same answers.
"""

import io
import zipfile
from collections.abc import Iterator, Sequence

from rag.views.checked import Answered, CheckedQuote, every, notes_of, where
from rag.views.styled import Styled
from rag.views.word_runs import live_citation, quote_run, set_runs, word_run
from rag.views.words import confidence_words, no_answer_words, reason_words, voice_words

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_DATE = (1980, 1, 1, 0, 0, 0)
_PARTS = ("document", "footnotes", "styles", "settings")


def docx(answers: Sequence[Answered], cited: Styled | None = None) -> bytes:
    """The file; raises CitationError for a quote that XML cannot hold.

    Footnotes that are in a style are live: Zotero's plug-in for Word and LibreOffice knows them as
    its own and sets them anew.
    """
    members = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations([("officeDocument", "word/document.xml")]),
        "word/_rels/document.xml.rels": _relations([(p, f"{p}.xml") for p in _PARTS[1:]]),
        "word/document.xml": _document(answers, cited),
        "word/footnotes.xml": _footnotes(answers, cited),
        "word/styles.xml": _styles(),
        "word/settings.xml": (
            f'<w:settings {_W}><w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/>'
            "</w:footnotePr></w:settings>"
        ),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            member = zipfile.ZipInfo(name, _DATE)
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, _DECLARATION + content)
    return buffer.getvalue()


def _content_types() -> str:
    main = {"document": f"{_TYPE}.document.main+xml"}
    overrides = "".join(
        f'<Override PartName="/word/{part}.xml" '
        f'ContentType="{main.get(part, f"{_TYPE}.{part}+xml")}"/>'
        for part in _PARTS
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    entries = "".join(
        f'<Relationship Id="rId{n}" Type="{_R}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{entries}</Relationships>'


def _paragraph(style: str, content: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{content}</w:p>'


def _document(answers: Sequence[Answered], cited: Styled | None) -> str:
    parts: list[str] = []
    for answer in answers:
        record = answer.record
        said = confidence_words(float(record.get("confidence") or 0.0))
        if record.get("status") != "answered":
            said = f"{no_answer_words(record.get('reason'))} {reason_words(record.get('reason'))}"
        parts.append(_paragraph("Heading1", word_run(str(record.get("question", "")))))
        parts.append(_paragraph("Normal", word_run(said)))
        parts += [_quote(item) for item in answer.quotes]
    parts += _appendix(cited) if cited else []
    return f"<w:document {_W}><w:body>{''.join(parts)}<w:sectPr/></w:body></w:document>"


def _appendix(cited: Styled) -> Iterator[str]:
    """The bibliography, and where exactly each quote stands."""
    if cited.bibliography:
        yield _paragraph("Heading1", word_run("Works cited"))
        yield from (_paragraph("Normal", set_runs(entry)) for entry in cited.bibliography)
    yield _paragraph("Heading1", word_run("Where the quotes stand"))
    yield from (_paragraph("Normal", word_run(place)) for place in cited.places)


def _quote(item: CheckedQuote) -> str:
    mark = (
        '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
        f'<w:footnoteReference w:id="{item.number}"/></w:r>'
    )
    quoted = _paragraph("Quote", quote_run(item.citation.text) + mark)
    voice = voice_words(item.quote.get("voice"))
    return quoted + (_paragraph("Quote", word_run(f"— {voice}")) if voice else "")


def _footnotes(answers: Sequence[Answered], cited: Styled | None) -> str:
    separators = "".join(
        f'<w:footnote w:type="{kind}" w:id="{n}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for n, kind in ((-1, "separator"), (0, "continuationSeparator"))
    )
    notes = "".join(_footnote(item, cited) for item in every(answers))
    return f"<w:footnotes {_W}>{separators}{notes}</w:footnotes>"


def _footnote(item: CheckedQuote, cited: Styled | None) -> str:
    mark = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
    live = cited is not None and item.number in cited.notes
    said = live_citation(cited, item.number) if cited and live else word_run(where(item.quote))
    first = _paragraph("FootnoteText", mark + word_run(" ") + said)
    rest = "".join(_paragraph("FootnoteText", word_run(line)) for line in notes_of(item.quote))
    return f'<w:footnote w:id="{item.number}">{first}{rest}</w:footnote>'


def _styles() -> str:
    def style(kind: str, id: str, name: str, more: str = "") -> str:
        head = f'<w:style w:type="{kind}" w:styleId="{id}"><w:name w:val="{name}"/>'
        return f"{head}{more}</w:style>"

    indent = '<w:pPr><w:ind w:left="720" w:right="720"/></w:pPr>'
    large = '<w:rPr><w:b/><w:sz w:val="28"/></w:rPr>'
    outline = '<w:pPr><w:keepNext/><w:outlineLvl w:val="0"/></w:pPr>'
    raised = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
    small = '<w:rPr><w:sz w:val="20"/></w:rPr>'
    return (
        f"<w:styles {_W}>"
        + style("paragraph", "Normal", "Normal")
        + style("paragraph", "Heading1", "heading 1", outline + large)
        + style("paragraph", "Quote", "Quote", indent)
        + style("paragraph", "FootnoteText", "footnote text", small)
        + style("character", "FootnoteReference", "footnote reference", raised)
        + "</w:styles>"
    )
