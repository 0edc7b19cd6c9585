"""Word documents: the colour of the ground, hidden shapes, crossed-out terms, numbers in words."""

from pathlib import Path

import pytest

from rag.documents.formats.docx import extract
from tests.support.word import docx, p, r, read

WHITE = '<w:color w:val="FFFFFF"/>'
BLACK = '<w:color w:val="000000"/>'
M = "http://schemas.openxmlformats.org/officeDocument/2006/math"


def _cell(content: str, shading: str = "") -> str:
    cell = f"<w:tc><w:tcPr>{shading}</w:tcPr>{content}</w:tc><w:tc>{p(r('Second cell.'))}</w:tc>"
    return f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>"


@pytest.mark.parametrize(
    "body",
    [
        _cell(p(r("It was sold.", WHITE))),
        p(r("It was sold.", BLACK + '<w:highlight w:val="black"/>')),
        p(r("It was sold.", BLACK + '<w:shd w:val="clear" w:fill="000000"/>')),
        '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" '
        f'style="visibility: hidden"><w:txbxContent>{p(r("It was sold."))}</w:txbxContent>'
        "</v:shape></w:pict></w:r></w:p>",
        '<w:p><w:r><w:pict><v:rect xmlns:v="urn:schemas-microsoft-com:vml" '
        f'style="display:none"><w:txbxContent>{p(r("It was sold."))}</w:txbxContent>'
        "</v:rect></w:pict></w:r></w:p>",
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:pict>"
        f"<w:txbxContent>{p(r('It was sold.'))}</w:txbxContent></w:pict></w:r></w:p>",
        "<w:p><w:r><w:drawing><w:anchor><w:positionH><w:posOffset>-9000000</w:posOffset></w:positionH>"
        f"<w:txbxContent>{p(r('It was sold.'))}</w:txbxContent></w:anchor></w:drawing></w:r></w:p>",
        f'<w:p><w:pPr><w:spacing w:line="20" w:lineRule="exact"/></w:pPr>{r("It was sold.")}</w:p>',
        p(r("It was sold.", '<w:w w:val="1"/>')),
        '<w:tbl><w:tr><w:trPr><w:trHeight w:val="1" w:hRule="exact"/></w:trPr>'
        f"<w:tc>{p(r('It was sold.'))}</w:tc></w:tr></w:tbl>",
        "<w:tbl><w:tr><w:trPr><w:hidden/></w:trPr>"
        f"<w:tc>{p(r('It was sold.'))}</w:tc></w:tr></w:tbl>",
    ],
)
def test_what_has_the_colour_of_its_ground_or_is_hidden_is_not_read(body: str) -> None:
    """White on a plain cell, black on black, hidden shapes and rows: nobody sees them."""
    document = read(p(r("The mill stands.")) + body)
    assert "sold" not in document.text
    assert document.losses == ()


@pytest.mark.parametrize(
    "shading",
    [
        '<w:shd w:val="clear" w:fill="1F3864"/>',
        '<w:shd w:val="pct50" w:color="auto" w:fill="auto"/>',
        '<w:shd w:val="clear" w:fill="auto" w:themeFill="accent1"/>',
    ],
)
def test_white_on_a_coloured_cell_is_read(shading: str) -> None:
    """The ground decides: of the cell, or of its table's style, in a colour or a pattern."""
    assert "It was sold." in read(_cell(p(r("It was sold.", WHITE)), shading)).text
    style = f'<w:style w:styleId="Dark"><w:tcPr>{shading}</w:tcPr></w:style>'
    table = _cell(p(r("It was sold.", WHITE))).replace(
        "<w:tbl>", '<w:tbl><w:tblPr><w:tblStyle w:val="Dark"/></w:tblPr>'
    )
    assert "It was sold." in read(table, styles=style).text


@pytest.mark.parametrize(
    ("properties", "name"),
    [('<m:show m:val="0"/>', "phant"), ('<m:strikeH m:val="1"/>', "borderBox")],
)
def test_terms_that_are_crossed_out_or_not_shown_are_left_out(properties: str, name: str) -> None:
    """A struck term of a formula and an empty room in it say nothing."""
    term = f"<m:{name}><m:{name}Pr>{properties}</m:{name}Pr><m:e><m:r><m:t>7a</m:t></m:r></m:e>"
    formula = f'<m:oMath xmlns:m="{M}">{term}</m:{name}><m:r><m:t>5b</m:t></m:r></m:oMath>'
    document = read(p(r("It is ") + formula + r(" now.")))
    assert document.text == "It is 5b now."
    assert document.losses == ()


def test_a_deleted_paragraph_is_not_counted() -> None:
    """The number goes to the paragraph that the deleted one's place becomes part of."""
    numbering = (
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="ordinalText"/>'
        '<w:lvlText w:val="%1 Rule:"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    listed = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    gone = '<w:rPr><w:del w:id="1"/></w:rPr>'
    items = [
        (r("Ring the bell."), ""),
        ('<w:del w:id="2"><w:r><w:delText>Keep goats.</w:delText></w:r></w:del>', gone),
        (r("Trim the wick."), ""),
    ]
    body = "".join(f"<w:p><w:pPr>{listed}{mark}</w:pPr>{runs}</w:p>" for runs, mark in items)
    document = extract(docx(body, numbering=numbering), Path("a.docx"))
    assert document.text == "First Rule: Ring the bell.\n\nSecond Rule: Trim the wick."


def test_what_is_tight_or_in_the_margin_is_read() -> None:
    """Lines of ten points, rows that grow, letters at two thirds and boxes beside the text."""
    anchor = "<w:anchor><w:positionH><w:posOffset>-900000</w:posOffset></w:positionH>"
    row = '<w:trPr><w:trHeight w:val="1"/></w:trPr>'
    document = read(
        f'<w:p><w:pPr><w:spacing w:line="200" w:lineRule="exact"/></w:pPr>{r("One.")}</w:p>'
        + p(r("Two.", '<w:w w:val="66"/>'))
        + f"<w:tbl><w:tr>{row}<w:tc>{p(r('Three.'))}</w:tc></w:tr></w:tbl>"
        + f"<w:p><w:r><w:drawing>{anchor}<w:txbxContent>{p(r('Four.'))}</w:txbxContent></w:anchor>"
        "</w:drawing></w:r></w:p>"
    )
    assert document.text.split() == ["One.", "Two.", "Three.", "Four."]
