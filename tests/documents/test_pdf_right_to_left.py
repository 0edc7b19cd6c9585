"""PDFs in scripts that run from right to left: words, lines and columns in the order of reading."""

import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from rag.documents.assembly import document_from
from rag.documents.document import Document
from rag.documents.formats.pdf import extract
from rag.documents.formats.pdf.bidi import turn_brackets
from tests.support.pdf_pages import Sheet, written

HEBREW = "אבגדהוזחטיכלמנסעפצקרשתםןףץך"
CODES = {letter: chr(0xC0 + n) for n, letter in enumerate(HEBREW)}
LINES = [
    "האחים קנו את הטחנה שבכפר Orsk בשנת 1911 ושילמו",
    "בעדה 47.5 חביות של דגים, והאב מכר אותה לבנק",
    "בעיר הגדולה אחרי שנים רבות של מריבה.",
]


def _map() -> str:
    lines = "\n".join(f"<{ord(code):02x}> <{ord(letter):04x}>" for letter, code in CODES.items())
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def "
        "1 begincodespacerange <00> <ff> endcodespacerange "
        f"{len(CODES)} beginbfchar\n{lines}\nendbfchar endcmap end end"
    )


def _seen(line: str) -> str:
    """A line from left to right as it is seen."""
    turned = re.sub(r"[A-Za-z]+|\d+(?:\.\d+)?", lambda found: found[0][::-1], line)
    return "".join(CODES.get(char, char) for char in reversed(turned))


def _whole(sheet: Sheet, right: float, y: float, line: str) -> None:
    """Draws a line from its left end to its right end, as most programs do."""
    sheet.put(right - 6.6 * len(line), y, _seen(line), font="F9")


def _letters(sheet: Sheet, right: float, y: float, line: str) -> None:
    """Draws each letter of a line by itself, in the order of reading."""
    seen = _seen(line)
    for at in range(len(seen) - 1, -1, -1):
        if seen[at] != " ":
            sheet.put(right - 6.6 * (len(seen) - at), y, seen[at], font="F9")


def _read(*sheets: Sheet) -> Document:
    font = (
        "/F9 << /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding "
        "/ToUnicode 3 0 R >> "
    )
    data = written(*sheets, fonts=font, streams=[_map()])
    return document_from(extract(data, Path("a.pdf")), "a.pdf", "")


@pytest.mark.parametrize("draw", [_whole, _letters])
def test_words_are_read_in_their_order_however_they_are_drawn(
    draw: Callable[[Sheet, float, float, str], None],
) -> None:
    """Letters, figures and foreign words stand as one reads them, with the spaces of the page."""
    sheet = Sheet()
    for order, line in enumerate(LINES):
        draw(sheet, 380, 500 - 15 * order, line)
    found = _read(sheet)
    assert found.reading.text == " ".join(LINES)
    assert found.losses == ()


def test_the_right_column_comes_first() -> None:
    """On a page that is read from right to left the first column is the right one."""
    sheet = Sheet()
    first = [
        "אחים קנו את הטחנה של הכפר",
        "ושילמו בעדה חביות של דגים",
        "מן הים הקר והרחוק מאוד,",
    ] * 2
    second = [
        "והאב מכר אותה לבנק בעיר אחרי",
        "שנים רבות של מריבה עם כולם",
        "ואז עזב את הכפר לתמיד הוא.",
    ] * 2
    for order, (right, left) in enumerate(zip(first, second, strict=True)):
        _whole(sheet, 390, 500 - 15 * order, right)
        _whole(sheet, 190, 500 - 15 * order, left)
    text = " ".join(_read(sheet).reading.text.split())
    assert " ".join(first) in text
    assert text.index(first[0]) < text.index(second[0])


def test_a_sign_beyond_the_first_plane_is_one_character() -> None:
    """A private sign that takes two units of UTF-16 leaves one placeholder and is named."""
    streams = ["/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def "
               "1 begincodespacerange <00> <ff> endcodespacerange 2 beginbfchar\n"
               "<23> <DB82DC54>\n<24> <D83DDD14>\nendbfchar endcmap end end"]  # fmt: skip
    font = "/F9 << /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /ToUnicode 3 0 R >> "
    sheet = Sheet().put(40, 500, "The mill was sold").put(40, 480, "#", font="F9")
    sheet.put(40, 460, "$", font="F9")
    found = extract(written(sheet, fonts=font, streams=streams), Path("a.pdf"))
    assert found.text.count("\ufffd") == 1
    assert "\U0001f514" in found.text
    assert [loss.signs for loss in found.losses] == [1]


def test_a_bracket_opens_before_a_word_and_closes_behind_it() -> None:
    """On the page it bulges to the right where it opens, and some programs state what is seen."""
    said = "נסגר )ראו עמוד 7( ולא [2] נפתח"
    codes = np.array([*map(ord, said)])
    places = np.arange(len(said))
    turn_brackets(codes, np.where(codes == 32, -1, places))
    assert "נסגר (ראו עמוד 7) ולא [2] נפתח" == "".join(map(chr, codes.tolist()))
