"""Word documents: styles, notes, tracked changes, tables, hidden text."""

import io
import zipfile
from pathlib import Path

import pytest

from rag.documents.extraction import Extraction
from rag.documents.formats.docx import extract
from rag.errors import SourceError

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STYLES = """
<w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style>
<w:style w:styleId="Mine"><w:name w:val="My heading"/><w:basedOn w:val="H1"/></w:style>
<w:style w:styleId="Q"><w:name w:val="Quote"/></w:style>
<w:style w:styleId="T1"><w:name w:val="toc 1"/></w:style>
<w:style w:styleId="A"><w:name w:val="a"/><w:basedOn w:val="B"/></w:style>
<w:style w:styleId="B"><w:name w:val="b"/><w:basedOn w:val="A"/></w:style>
"""


def _part(tag: str, content: str) -> str:
    return f'<w:{tag} xmlns:w="{W}">{content}</w:{tag}>'


def _docx(body: str, **parts: str) -> bytes:
    """A document with this body; further parts by their name without `.xml`."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", _part("document", f"<w:body>{body}</w:body>"))
        archive.writestr("word/styles.xml", _part("styles", STYLES))
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", _part(name, content))
    return stream.getvalue()


def _read(body: str, **parts: str) -> Extraction:
    return extract(_docx(body, **parts), Path("a.docx"))


def _p(content: str, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{content}</w:p>"


def _r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def _blocks(extraction: Extraction) -> list[tuple[str, str]]:
    return [(r.kind, r.span.of(extraction.text)) for r in extraction.regions or ()]


def test_styles_make_kinds() -> None:
    """A style counts by its name and by what it is based on; a table of contents is none."""
    document = _read(
        _p(_r("Contents 1"), "T1") + _p(_r("The Weir"), "H1") + _p(_r("Ice"), "Mine")
        + _p(_r("It never froze."), "Q") + _p(_r("It did.")) + _p(_r("Odd."), "A")
    )  # fmt: skip
    expected = [
        ("heading", "The Weir"), ("heading", "Ice"), ("block-quote", "It never froze."),
        ("body", "It did."), ("body", "Odd."),
    ]  # fmt: skip
    assert expected == _blocks(document)


def test_tracked_changes_are_read_as_accepted() -> None:
    """What was inserted or moved here stands, what was deleted or moved away does not."""
    document = _read(
        _p(
            _r("It ") + f"<w:del><w:r><w:delText>never </w:delText></w:r></w:del>"
            f"<w:ins>{_r('often ')}</w:ins><w:moveFrom>{_r('there ')}</w:moveFrom>"
            f"<w:moveTo>{_r('here ')}</w:moveTo>" + _r("froze.")
        )
    )
    assert "It often here froze." == document.text


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    """As Word does when the change is accepted."""
    deleted = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
    document = _read(f"<w:p>{deleted}{_r('It froze ')}</w:p>" + _p(_r("twice.")))
    assert "It froze twice." == document.text


def test_hidden_text_comments_and_field_codes_are_left_out() -> None:
    """Only what is printed is text."""
    document = _read(
        _p(
            _r("Seen.") + _r("Hidden.", "<w:vanish/>") + _r(" Shown.", '<w:vanish w:val="0"/>')
            + "<w:r><w:instrText>PAGEREF x</w:instrText></w:r>"
            + '<w:r><w:commentReference w:id="0"/></w:r>'
        ),
        comments='<w:comment w:id="0"><w:p><w:r><w:t>A remark.</w:t></w:r></w:p></w:comment>',
    )  # fmt: skip
    assert "Seen. Shown." == document.text


FOOTNOTES = "".join(
    f'<w:footnote w:id="{number}"><w:p><w:r><w:footnoteRef/></w:r>{_r(text)}</w:p></w:footnote>'
    for number, text in ((0, "separator"), (2, " Reyes, Mills."), (3, " Ibid."), (4, " Own."))
)


def test_footnotes_are_counted_and_linked() -> None:
    """Word stores no figures; they come from the order of the references."""
    document = _read(
        _p(_r("One.") + '<w:r><w:footnoteReference w:id="3"/></w:r>')
        + _p(_r("Two.") + '<w:r><w:footnoteReference w:id="2"/></w:r>'),
        footnotes=FOOTNOTES,
    )
    regions = document.regions or ()
    linked = [
        (m.mark, regions[m.target].span.of(document.text))
        for m in document.markers
        if m.target is not None
    ]
    assert [("1", "Ibid."), ("2", "Reyes, Mills.")] == linked
    assert "separator" not in document.text


def test_endnotes_have_roman_numbers_and_own_marks_stand() -> None:
    """Word's defaults, and a mark that the writer typed."""
    endnotes = FOOTNOTES.replace("footnote", "endnote")
    document = _read(
        _p(
            _r("One.") + '<w:r><w:endnoteReference w:id="2"/></w:r>' + _r("Two.")
            + '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="4"/><w:t>†</w:t></w:r>'
        ),
        endnotes=endnotes, footnotes=FOOTNOTES,
    )  # fmt: skip
    assert ["i", "†"] == [m.mark for m in document.markers]
    assert {"†": "Own.", "i": "Reyes, Mills."} == {
        r.mark: r.span.of(document.text) for r in document.regions or () if r.kind == "note"
    }


def test_rows_of_a_table_are_blocks() -> None:
    """Cells are parted by a bar."""
    cells = "".join(f"<w:tc>{_p(_r(text))}</w:tc>" for text in ("Ash", "1743"))
    document = _read(_p(_r("Mills:")) + f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>")
    assert [("body", "Mills:"), ("body", "Ash | 1743")] == _blocks(document)


def test_what_is_no_word_document_is_named() -> None:
    """A zip of something else, an older or locked file, a cut one."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("x", "y")
    for data, found in (
        (stream.getvalue(), "no Word document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "encrypted"),
        (_docx(_p(_r("a")))[:200], "damaged"),
        (_docx(""), "without any text"),
    ):
        with pytest.raises(SourceError, match=found):
            extract(data, Path("a.docx"))


def test_raised_figures_stay_raised() -> None:
    """10⁶ must never be read as 106."""
    document = _read(_p(_r("10") + _r("6", '<w:vertAlign w:val="superscript"/>') + _r(" tons.")))
    assert "10⁶ tons." == document.text
