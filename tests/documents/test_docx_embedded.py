"""What Word shows out of other parts of the file: charts, embedded pages, running heads."""

import io
import zipfile
from pathlib import Path

from rag.documents.extraction import Extraction
from rag.documents.formats.docx import extract
from tests.support.word import docx, p, part, r, read

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"


def _with(body: str, kind: str, name: str, content: str | bytes, **parts: str) -> Extraction:
    """What is read of a document with one more part, which the relationship x1 names."""
    return extract(_bytes(body, kind, name, content, **parts), Path("a.docx"))


def _bytes(body: str, kind: str, name: str, content: str | bytes, **parts: str) -> bytes:
    stream = io.BytesIO(docx(body, **parts))
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr(f"word/{name}", content)
        archive.writestr(
            "word/_rels/document.xml.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="x1" Type="{OFFICE}/{kind}" Target="{name}"/></Relationships>',
        )
    return stream.getvalue()


def _chart(labels: str = "", form: str = "General") -> Extraction:
    title = "<c:title><a:p><a:r><a:t>Ice at Mervo</a:t></a:r></a:p></c:title>"
    kinds = '<c:pt idx="0"><c:v>1910</c:v></c:pt><c:pt idx="1"><c:v>1911</c:v></c:pt>'
    values = '<c:pt idx="0"><c:v>0.25</c:v></c:pt><c:pt idx="1"><c:v>9</c:v></c:pt>'
    series = (
        f'<c:ser><c:tx><c:pt idx="0"><c:v>Blocks</c:v></c:pt></c:tx>{labels}<c:cat>{kinds}</c:cat>'
        f"<c:val><c:formatCode>{form}</c:formatCode>{values}</c:val></c:ser>"
    )
    chart = f'<c:chart xmlns:c="{CHART}" xmlns:a="{DRAWING}">{title}{series}</c:chart>'
    drawing = f'<w:r><w:drawing><c:chart xmlns:c="{CHART}" xmlns:r="{OFFICE}" r:id="x1"/>'
    body = p(r("It was sold.") + drawing + "</w:drawing></w:r>")
    return _with(body, "chart", "chart1.xml", chart)


def test_a_charts_words_are_read_and_its_bars_are_named() -> None:
    """Title, series and categories are words; what only a bar's height says is a loss."""
    document = _chart()
    assert document.text == "It was sold.\n\nIce at Mervo\n\nBlocks\n\n1910 | 1911"
    assert "figures of a chart" in document.losses[0].what


def test_figures_that_a_chart_prints_are_read_as_it_prints_them() -> None:
    """With labels a row a category; 0.25 that is printed as 25% is not read as 0.25."""
    labels = '<c:dLbls><c:showVal val="1"/></c:dLbls>'
    plain = _chart(labels)
    assert plain.text.endswith("| Blocks\n\n1910 | 0.25\n\n1911 | 9")
    assert plain.losses == ()
    shaped = _chart(labels, "0%")
    assert "0.25" not in shaped.text
    assert "figures of a chart" in shaped.losses[0].what


def test_a_page_inside_of_a_word_file_is_read_in_its_place() -> None:
    """An embedded HTML file is text; one of another kind is a loss."""
    body = p(r("First.")) + f'<w:altChunk xmlns:r="{OFFICE}" r:id="x1"/>' + p(r("Last."))
    page = "<html><body><h2>The cooper</h2><p>He made <b>eighty</b> barrels.</p></body></html>"
    read = _with(body, "aFChunk", "chunk.htm", page)
    assert read.text == "First.\n\nThe cooper\n\nHe made eighty barrels.\n\nLast."
    other = _with(body, "aFChunk", "chunk.bin", b"He made ninety.")
    assert other.text == "First.\n\nLast."
    assert "embedded file" in other.losses[0].what
    linked = p(r("First.")) + p(f'<w:subDoc xmlns:r="{OFFICE}" r:id="x1"/>') + p(r("Last."))
    assert (
        "a linked file" in _with(linked, "subDocument", "b.bin", b"He made ninety.").losses[0].what
    )


def test_a_document_inside_of_a_word_file_keeps_its_notes() -> None:
    """Word and RTF files and web archives are text, with notes and without what is struck out."""
    body = p(r("First.")) + f'<w:altChunk xmlns:r="{OFFICE}" r:id="x1"/>'
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    notes = f'<w:footnote w:id="2">{p(r("Ledger, 4."))}</w:footnote>'
    inner = docx(p(r("He made ") + r("six", "<w:strike/>") + r("nine.") + mark), footnotes=notes)
    archived = (
        "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\n"
        "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
        "<body><p>He made <s>six</s> n=69ne.</p></body>\n--b--"
    )
    rtf = (
        r"{\rtf1\ansi{\fonttbl{\f1\fcharset2 Symbol;}{\f2\fcharset204 Arial;}}{\info{\title No}}"
        r"He made {\strike six}nine.{\super\chftn{\footnote {\super\chftn} Ledger, 4.}}\par "
        r"5 \f1 m\f2 g \'c4\'e0 10{\super 6} \u8212?{\v no}{\*\x no}"
        r"{\upr{Zar}{\*\ud{\u1062?}}}\par a\cell b\cell\row}"
    )
    for name, data, text in (
        ("a.docx", inner, "He made nine.1\n\nLedger, 4."),
        ("a.mht", archived.encode(), "He made nine."),
        ("a.rtf", rtf.encode(), "He made nine.1\n\n5 μg Да 10⁶ —Ц\n\na | b\n\nLedger, 4."),
    ):
        read = _with(body, "aFChunk", name, data)
        assert (read.text, read.losses) == (f"First.\n\n{text}", ())
        targets = [read.regions[mark.target or 0].kind for mark in read.markers if read.regions]
        assert targets == ["note"] * text.count("Ledger")


def test_words_of_old_drawings_are_read_and_buttons_named() -> None:
    """A locked canvas has paragraphs of its own kind; a button is kept as a picture."""
    a = "http://schemas.openxmlformats.org/drawingml/2006/main"
    words = (
        f'<a:txBody xmlns:a="{a}"><a:p><a:r><a:t>Shut at </a:t></a:r><a:r><a:t>dusk.</a:t></a:r>'
    )
    document = read(
        p(r("The sluice.") + f"<w:r><w:drawing>{words}</a:p></a:txBody></w:drawing></w:r>")
        + p(r("Choose ") + '<w:r><w:object><w:control w:name="Option1"/></w:object></w:r>')
    )
    assert document.text == "The sluice.\n\nShut at dusk.\n\nChoose \ufffd"
    assert [loss.what for loss in document.losses] == [
        "a control (Option1) that is kept as a picture could not be read"
    ]


def test_a_word_file_that_holds_itself_comes_to_an_end() -> None:
    """One file inside of another is read; one inside of that is a loss."""
    body = p(r("First.")) + f'<w:altChunk xmlns:r="{OFFICE}" r:id="x1"/>'
    data = b"PK"
    for depth in range(3):
        read = _with(body, "aFChunk", "a.docx", data)
        assert read.text == "\n\n".join(["First."] * (min(depth, 1) + 1))
        assert "embedded file" in read.losses[0].what
        data = _bytes(body, "aFChunk", "a.docx", data)


def test_a_running_head_is_in_layer_1_and_no_text() -> None:
    """What stands at the head of every page is kept as furniture, once."""
    head = part("hdr", p(r("Draft for the weir board")))
    document = _with(p(r("Monks built it.")), "header", "header1.xml", head)
    assert document.regions is not None
    assert [(one.kind, one.span.of(document.text)) for one in document.regions] == [
        ("body", "Monks built it."), ("furniture", "Draft for the weir board"),
    ]  # fmt: skip


def test_comments_are_counted() -> None:
    """The remarks of readers are no text, and it is said that there are any."""
    comments = "".join(f'<w:comment w:id="{n}">{p(r("Who says?"))}</w:comment>' for n in (1, 2))
    document = extract(docx(p(r("Monks built it.")), comments=comments), Path("a.docx"))
    assert document.text == "Monks built it."
    assert [loss.what for loss in document.losses] == ["2 comments of readers not read"]


def test_legal_numbering_keeps_figures_with_a_nought() -> None:
    """Word's own list of articles prints "Section 1.01" below "Article I"."""
    levels = (
        '<w:lvl w:ilvl="0"><w:numFmt w:val="upperRoman"/><w:lvlText w:val="Article %1."/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:numFmt w:val="decimalZero"/><w:isLgl/>'
        '<w:lvlText w:val="Section %1.%2"/></w:lvl>'
    )
    numbering = (
        f'<w:abstractNum w:abstractNumId="1">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )

    def item(level: int, text: str) -> str:
        listed = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'
        return f"<w:p><w:pPr>{listed}</w:pPr>{r(text)}</w:p>"

    body = item(0, "Pilots") + item(1, "They carry lanterns.")
    document = extract(docx(body, numbering=numbering), Path("a.docx"))
    assert document.text == "Article I. Pilots\n\nSection 1.01 They carry lanterns."
