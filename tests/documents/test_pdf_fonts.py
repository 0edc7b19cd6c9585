"""PDFs with odd fonts: sizes of their own, letters that nobody states, signs without ink."""

from pathlib import Path

import pytest

from rag.documents.extraction import Extraction
from rag.documents.formats.pdf import extract
from tests.support.pdf_pages import Sheet, written

SAID = "the elder brother sold his share to the bank of the town {and the younger one was killed"


def _drawn(scale: float, mapped: bool, blank: str = " ") -> dict[str, object]:
    """A font of drawn letters (Type 3): blocks of 700 by 500 units of `scale` each."""
    letters = sorted({chr(code) for code in range(33, 127)} | {blank})
    names = " ".join(f"{ord(letter)} /g{ord(letter)}" for letter in letters)
    shapes = " ".join(f"/g{ord(letter)} {4 if letter == blank else 3} 0 R" for letter in letters)
    lines = "\n".join(f"<{ord(a):02x}> <{ord(a):04x}>" for a in letters)
    font = (
        f"/F9 << /Type /Font /Subtype /Type3 /FontMatrix [{scale} 0 0 {scale} 0 0] "
        f"/FontBBox [0 0 600 800] /FirstChar 0 /LastChar 127 /Widths [{'600 ' * 128}] "
        f"/Encoding << /Type /Encoding /Differences [{names}] >> /CharProcs << {shapes} >> "
        f"/Resources << >> {'/ToUnicode 5 0 R' if mapped else ''} >> "
    )
    table = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def "
        f"1 begincodespacerange <00> <ff> endcodespacerange {len(letters)} beginbfchar\n{lines}\n"
        "endbfchar endcmap end end"
    )
    block = "600 0 0 0 500 700 d1 0 0 500 700 re f"
    return {"fonts": font, "streams": [block, "600 0 0 0 0 0 d1", table]}


def _read(sheet: Sheet, **more: object) -> Extraction:
    return extract(written(sheet, **more), Path("a.pdf"))  # type: ignore[arg-type]


def test_letters_of_a_font_with_units_of_its_own_are_seen() -> None:
    """A font size of one tenth of a point says nothing where the font draws in large units."""
    sheet = Sheet().put(40, 500, "sold to the bank", size=0.1, font="F9")
    found = _read(sheet, **_drawn(0.1, True))
    assert found.text == "sold to the bank"
    assert found.losses == ()


def test_small_print_of_such_a_font_is_left_out() -> None:
    """What is small on the page stays unseen."""
    sheet = Sheet().put(40, 500, "sold to the bank", size=0.02, font="F9").put(40, 400, "A mill.")
    found = _read(sheet, **_drawn(0.1, True))
    assert found.text == "A mill."
    assert "smaller than two points" in found.losses[0].what


def test_a_font_size_below_zero_turns_the_letters_round() -> None:
    """Text of a negative size in a page turned by half is text like any other."""
    sheet = Sheet(rotate=180).put(360, 100, "The mill was sold to a miller", size=-12)
    sheet.put(360, 120, "from the coast in the spring.", size=-12)
    found = _read(sheet)
    assert found.text == "The mill was sold to a miller\nfrom the coast in the spring."


def test_letters_that_nobody_states_are_read_where_they_make_words() -> None:
    """Codes that read as a language are its letters; other signs stay open."""
    found = _read(Sheet().put(10, 500, SAID, size=7, font="F9"), **_drawn(0.001, False))
    assert found.text == SAID.replace("{", "\ufffd")
    assert [loss.signs for loss in found.losses] == [1]


def test_codes_that_are_no_language_stay_unread() -> None:
    """A font that numbers its letters as they come gives no false ones."""
    said = SAID.translate(
        dict(zip(b"abcdefghijklmnopqrstuvwxyz", "!#$%&*+qzxjvkwbfgm135790=_", strict=True))
    )
    found = _read(Sheet().put(10, 500, said, size=7, font="F9"), **_drawn(0.001, False))
    assert not any(char.isalnum() for char in found.text)


def test_a_sign_without_ink_is_a_space() -> None:
    """Where nobody states what a sign is and nothing is drawn for it, words are parted there."""
    said = SAID.replace("{", "").replace(" ", "~")
    found = _read(Sheet().put(10, 500, said, size=7, font="F9"), **_drawn(0.001, False, "~"))
    assert found.text == SAID.replace("{", "")
    assert found.losses == ()


def test_a_page_of_nothing_but_free_text_is_read() -> None:
    """Text that is typed over an empty page is its text."""
    note = (
        "<< /Type /Annot /Subtype /FreeText /Rect [40 400 300 440] /DA (/F1 11 Tf) "
        "/Contents (The mill was sold.) >>"
    )
    assert _read(Sheet(annotations=[note])).text == "The mill was sold."


def test_ligatures_of_a_font_of_tex_are_letters() -> None:
    """Old papers have their fonts as pictures: "fl" is a code that is white space elsewhere."""
    letters = sorted({*range(33, 127), 0x0B, 0x0C, 0x0D, 0x0E})
    names = " ".join(f"{code} /a{code}" for code in letters)
    shapes = " ".join(f"/a{code} 3 0 R" for code in letters)
    font = (
        "/F9 << /Type /Font /Subtype /Type3 /FontMatrix [0.001 0 0 0.001 0 0] "
        f"/FontBBox [0 0 600 800] /FirstChar 0 /LastChar 127 /Widths [{'600 ' * 128}] "
        f"/Encoding << /Type /Encoding /Differences [{names}] >> /CharProcs << {shapes} >> "
        "/Resources << >> >> "
    )
    said = "the elder brother of the town had \x0crst o\x0bered the \\015ood to the o\x0ece"
    sheet = Sheet()
    for order, word in enumerate(said.split(" ")):
        shown = "".join(f"{ord(sign):02x}" for sign in word.replace("\\015", "\r"))
        sheet.content.append(
            f"BT /F9 9 Tf {30 + 60 * (order % 5)} {500 - order // 5 * 14} Td <{shown}> Tj ET"
        )
    found = _read(sheet, fonts=font, streams=["600 0 0 0 500 700 d1 0 0 500 700 re f"])
    assert "had ﬁrst oﬀered the ﬂood to the oﬃce" in " ".join(found.text.split())


def test_a_letter_that_is_mapped_to_nothing_is_no_hyphen() -> None:
    """Pdfium gives it the code of a hyphen at a line's end; its ink tells."""
    drawn = _drawn(0.001, True)
    streams = [str(one).replace("<62> <0062>", "<62> <0000>") for one in drawn["streams"]]  # type: ignore[attr-defined]
    found = _read(Sheet().put(40, 500, "sold bread", font="F9"), **{**drawn, "streams": streams})
    assert found.text == "sold \ufffdread"


@pytest.mark.parametrize(("drawn", "read"), [("0123456789", "1947"), ("1234567890", "")])
def test_figures_of_a_font_of_tex_are_told_by_their_shapes(drawn: str, read: str) -> None:
    """No word says what they are, as in the small print of note marks; other shapes stay unread."""
    names = " ".join(f"{48 + n} /a{48 + n}" for n in range(10))
    shapes = " ".join(f"/a{48 + n} {6 + n} 0 R" for n in range(10))
    figures = (
        "/F8 << /Type /Font /Subtype /Type3 /FontMatrix [0.001 0 0 0.001 0 0] "
        f"/FontBBox [0 -200 600 800] /FirstChar 48 /LastChar 57 /Widths [{'600 ' * 10}] "
        f"/Encoding << /Type /Encoding /Differences [{names}] >> /CharProcs << {shapes} >> "
        "/Resources << /Font << /H << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >> "
    )
    words = _drawn(0.001, False)
    glyphs = [f"600 0 d0 BT /H 1000 Tf ({sign}) Tj ET" for sign in drawn]
    sheet = Sheet().put(10, 500, SAID.replace("{", ""), size=7, font="F9")
    sheet.put(10, 480, "1947", size=7, font="F8")
    fonts, streams = f"{words['fonts']}{figures}", [*words["streams"], *glyphs]  # type: ignore
    found = _read(sheet, fonts=fonts, streams=streams)
    assert "".join(filter(str.isdigit, found.text)) == read
    assert sum(loss.signs for loss in found.losses) == (0 if read else 4)
