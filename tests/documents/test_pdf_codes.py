"""PDFs with fonts of which only the codes are known: the code page, and fonts of signs."""

import struct
from collections.abc import Mapping
from pathlib import Path

import pytest

from rag.documents.extraction import Extraction
from rag.documents.formats.pdf import extract
from rag.documents.formats.pdf.pi_fonts import meant, signs_of
from rag.documents.formats.pdf.truetype import parsed
from tests.support.pdf_pages import Sheet, written
from tests.support.truetype import described, font

GERMAN = "Die Mühle in Käferhofen gehört seit März einem Müller, “der groß ist”."


def _glyphs(text: str, page: str) -> dict[int, int]:
    return {code: order for order, code in enumerate(sorted(set(text.encode(page))), 1)}


def _read(text: str, page: str, name: str = "Garamond", **more: Mapping[int, int]) -> Extraction:
    file = font(more.get("roman", {}), more.get("wide"), more.get("own"))
    sheet = Sheet().put(10, 400, "A mill was sold here.")
    sheet.content.append(f"BT /F9 7 Tf 10 500 Td <{text.encode(page).hex()}> Tj ET")
    return extract(written(sheet, fonts=described(name, 3), streams=[file]), Path("a.pdf"))


@pytest.mark.parametrize(
    ("text", "page"),
    [
        (GERMAN, "cp1252"),
        (GERMAN, "mac_roman"),
        ("“The harbour’s wall”, she wrote – in 1921 – “isn’t sound”.", "cp1252"),
        ("Příští rok přijde do města třicet žáků z Ústí.", "cp1250"),
        ("Pięć osób mówiło źle, a on żyje nad rzeką.", "cp1250"),
        ("Мельница в Орске была продана мельнику весной 1803 года.", "cp1251"),
        ("Ο μύλος πουλήθηκε την άνοιξη σε έναν μυλωνά.", "cp1253"),
    ],
)
@pytest.mark.parametrize("table", ["roman", "own"])
def test_the_code_page_is_the_one_in_which_letters_stand_in_words(
    text: str, page: str, table: str
) -> None:
    """Codes that pdfium takes for those of Mac OS are read as those of the page that they fit."""
    glyphs = _glyphs(text, page)
    own = {0xF000 + code: glyph for code, glyph in glyphs.items()}
    found = _read(text, page, roman=glyphs) if table == "roman" else _read(text, page, own=own)
    assert found.text.splitlines()[0] == text
    assert not found.losses


def test_the_font_itself_says_what_its_codes_are() -> None:
    """Where the font has its glyphs by Unicode as well, no words are needed to tell."""
    glyphs = _glyphs("ü ü", "cp1252")
    wide = {ord(bytes([code]).decode("cp1252")): glyph for code, glyph in glyphs.items()}
    assert _read("ü ü", "cp1252", roman=glyphs, wide=wide).text.splitlines()[0] == "ü ü"


def test_where_two_pages_fit_alike_the_sign_is_not_read() -> None:
    """One letter may be of the west or of the centre of Europe: it stays open."""
    found = _read("p\xf8i", "latin-1", roman=_glyphs("p\xf8i", "latin-1"))
    assert found.text.splitlines()[0] == "p\ufffdi"
    assert [loss.signs for loss in found.losses] == [1]


@pytest.mark.parametrize(
    ("name", "code", "sign"),
    [("ABCDEF+SymbolMT", 0xA3, "≤"), ("ABCDEF+SymbolMT", 0xB4, "×"), ("MTExtra", 0x6C, "ℓ"),
     ("ABCDEF+MT-Extra", 0x4B, "…"), ("MonotypeSorts", 0x6C, "●"),
     ("Wingdings2", 0x52, "☑"), ("MathematicalPi-One", 0x6C, "\ufffd")],
)  # fmt: skip
def test_a_font_of_signs_has_no_letters(name: str, code: int, sign: str) -> None:
    """Its codes are signs where its table is known, and else stay open; £ is no sign for ≤."""
    found = _read(chr(code), "latin-1", name, roman={code: 1})
    assert found.text.splitlines()[0] == sign


@pytest.mark.parametrize(
    ("font", "stated", "sign"),
    [("Wingdings-Regular", "þ", "☑"), ("Wingdings", "¨", "□"), ("Wingdings", "„", "④"),
     ("Wingdings", "☐", "☐"), ("ITCZapfDingbats", "4", "✔"), ("SymbolMT", "£", "≤"),
     ("SymbolMT", "×", "×"), ("SymbolMT", "µ", "µ"), ("MathematicalPi-One", "±", "±"),
     ("Wingdings2", "û", None)],
)  # fmt: skip
def test_letters_that_a_file_states_for_a_font_of_signs_are_codes(
    font: str, stated: str, sign: str | None
) -> None:
    """The þ of "þ yes" is a box that is checked; what the font shows is stated as itself."""
    table = signs_of(font)
    assert table is not None
    meaning = meant(ord(stated), False, table)
    assert (meaning and chr(meaning)) == sign


def test_a_font_that_says_that_it_has_pictures_gives_no_letters() -> None:
    """What PANOSE calls pictures is not read as the letters of its codes."""
    file = font({0x61: 1, 0x4E: 2}, family=5)
    sheet = Sheet().put(10, 500, "a N", font="F9").put(10, 400, "A mill was sold here.")
    data = written(sheet, fonts=described("Quaint", 3), streams=[file])
    found = extract(data, Path("a.pdf"))
    assert found.text.splitlines()[0] == "\ufffd \ufffd"


def test_a_damaged_font_says_nothing() -> None:
    """A font cut off anywhere is read as one without tables, or raises what the caller expects."""
    data = font({65: 1}, {65: 1}, {0xF041: 1}).encode("latin-1")
    for end in range(0, len(data), 7):
        try:
            parsed(data[:end])
        except (struct.error, ValueError, IndexError):
            continue


@pytest.mark.parametrize(
    ("stated", "said"),
    [
        ({"4": "5", "5": "4"}, "It lent ��� crowns to ��, he said."),
        ({"4": " "}, "It lent� 80 crowns to 5�, he said."),
        ({"4": "\u200b", "8": "\u2009"}, "It lent ��0 crowns to 5�, he said."),
        ({"4": "\u00ad"}, "It lent �80 crowns to 5�, he said."),
        ({}, "It lent 480 crowns to 54, he said."),
    ],
)
@pytest.mark.parametrize("name", ["Helvetica", "Times-Italic"])
def test_figures_are_those_that_are_drawn(stated: Mapping[str, str], said: str, name: str) -> None:
    """Those that the file calls other figures, spaces or nothing are not read, and named."""
    means = (f"<{n:02X}> <{ord(stated.get(chr(n), chr(n))):04X}>" for n in range(32, 127))
    table = (
        "begincmap 1 begincodespacerange <00> <FF> endcodespacerange 95 beginbfchar\n"
        + "\n".join(means) + "\nendbfchar endcmap"
    )  # fmt: skip
    fonts = f"/F9 << /Type /Font /Subtype /Type1 /BaseFont /{name} /ToUnicode 3 0 R >> "
    sheet = Sheet().put(10, 500, "It lent 480 crowns to 54, he said.", font="F9")
    found = extract(written(sheet, fonts=fonts, streams=[table]), Path("a.pdf"))
    assert found.text.strip() == said
    assert sum(loss.signs for loss in found.losses) == said.count("�")
