"""Word documents: styles, notes, tracked changes, tables, hidden text."""

import io
import zipfile
from pathlib import Path

import pytest

from rag.documents.extraction import Extraction
from rag.documents.formats.docx import extract
from rag.errors import SourceError
from tests.support.word import docx, p, r, read


def _blocks(extraction: Extraction) -> list[tuple[str, str]]:
    return [(r.kind, r.span.of(extraction.text)) for r in extraction.regions or ()]


def test_styles_make_kinds() -> None:
    """A style counts by its name and by what it is based on; a table of contents is no text."""
    document = read(
        p(r("Contents 1"), "T1") + p(r("The Weir"), "H1") + p(r("Ice"), "Mine")
        + p(r("It never froze."), "Q") + p(r("It did.")) + p(r("Odd."), "A")
    )  # fmt: skip
    expected = [
        ("furniture", "Contents 1"), ("heading", "The Weir"), ("heading", "Ice"),
        ("block-quote", "It never froze."), ("body", "It did."), ("body", "Odd."),
    ]  # fmt: skip
    assert expected == _blocks(document)


def test_tracked_changes_are_read_as_accepted() -> None:
    """What was inserted or moved here stands, what was deleted or moved away does not."""
    document = read(
        p(
            r("It ") + f"<w:del><w:r><w:delText>never </w:delText></w:r></w:del>"
            f"<w:ins>{r('often ')}</w:ins><w:moveFrom>{r('there ')}</w:moveFrom>"
            f"<w:moveTo>{r('here ')}</w:moveTo>" + r("froze.")
        )
    )
    assert "It often here froze." == document.text


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    """As Word does when the change is accepted."""
    deleted = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
    document = read(f"<w:p>{deleted}{r('It froze ')}</w:p>" + p(r("twice.")))
    assert "It froze twice." == document.text


def test_hidden_text_comments_and_field_codes_are_left_out() -> None:
    """Only what is printed is text."""
    document = read(
        p(
            r("Seen.") + r("Hidden.", "<w:vanish/>") + r(" Shown.", '<w:vanish w:val="0"/>')
            + "<w:r><w:instrText>PAGEREF x</w:instrText></w:r>"
            + '<w:r><w:commentReference w:id="0"/></w:r>'
        ),
        comments='<w:comment w:id="0"><w:p><w:r><w:t>A remark.</w:t></w:r></w:p></w:comment>',
    )  # fmt: skip
    assert "Seen. Shown." == document.text


FOOTNOTES = "".join(
    f'<w:footnote w:id="{number}"><w:p><w:r><w:footnoteRef/></w:r>{r(text)}</w:p></w:footnote>'
    for number, text in ((0, "separator"), (2, " Reyes, Mills."), (3, " Ibid."), (4, " Own."))
)


def test_footnotes_are_counted_and_linked() -> None:
    """Word stores no figures; they come from the order of the references."""
    document = read(
        p(r("One.") + '<w:r><w:footnoteReference w:id="3"/></w:r>')
        + p(r("Two.") + '<w:r><w:footnoteReference w:id="2"/></w:r>'),
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
    document = read(
        p(
            r("One.") + '<w:r><w:endnoteReference w:id="2"/></w:r>' + r("Two.")
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
    cells = "".join(f"<w:tc>{p(r(text))}</w:tc>" for text in ("Ash", "1743"))
    document = read(p(r("Mills:")) + f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>")
    assert [("body", "Mills:"), ("body", "Ash | 1743")] == _blocks(document)


def test_a_small_table_in_a_cell_stays_in_its_row() -> None:
    """One that lays out paragraphs is no cell's list."""

    def row(*cells: str) -> str:
        return f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr>"

    def table(*rows: str) -> str:
        return f"<w:tbl>{''.join(rows)}</w:tbl>"

    inner = table(row(p(r("sloops")), p(r("14"))), row(p(r("barges")), p(r("3"))))
    outer = table(
        row(p(r("Town")), p(r("Ships")), p(r("Men"))),
        row(p(r("Aby")), inner + p(""), p(r("220"))),
    )
    assert [words for _, words in _blocks(read(outer))] == [
        "Town | Ships | Men", "Aby | sloops 14 barges 3 | 220",
    ]  # fmt: skip
    assert [words for _, words in _blocks(read(table(row(p(r("Aby")), inner))))] == [
        "Aby", "sloops | 14", "barges | 3",
    ]  # fmt: skip


def test_what_is_no_word_document_is_named() -> None:
    """A zip of something else, an older or locked file, a cut one."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("x", "y")
    for data, found in (
        (stream.getvalue(), "no Word document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "encrypted"),
        (docx(p(r("a")))[:200], "damaged"),
        (docx(""), "without any text"),
    ):
        with pytest.raises(SourceError, match=found):
            extract(data, Path("a.docx"))


def test_raised_figures_stay_raised() -> None:
    """10⁶ must never be read as 106."""
    document = read(p(r("10") + r("6", '<w:vertAlign w:val="superscript"/>') + r(" tons.")))
    assert "10⁶ tons." == document.text
