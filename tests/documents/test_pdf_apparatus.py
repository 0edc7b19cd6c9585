"""PDFs: layers that are switched off, grounds of the ink's colour, rows, gutters, loose fields."""

from pathlib import Path

from rag.documents.extraction import Extraction
from rag.documents.formats.pdf import extract
from tests.support.pdf_pages import Sheet, written


def _read(*sheets: Sheet, **more: object) -> Extraction:
    return extract(written(*sheets, **more), Path("a.pdf"))  # type: ignore[arg-type]


def test_a_layer_that_is_switched_off_is_not_seen() -> None:
    """Optional content is text only where a viewer shows it."""
    sheet = Sheet().put(40, 500, "The final copy says nine.")
    for name, height in (("OFF", 480), ("ON", 460)):
        sheet.content.append(f"/OC /{name} BDC")
        sheet.put(40, height, f"The layer {name} says ten.")
        sheet.content.append("EMC")
    off = "/OCProperties << /OCGs [3 0 R 4 0 R] /D << /OFF [3 0 R] >> >>"
    found = _read(sheet, catalog=off, groups=("OFF", "ON"))
    assert found.text.split("\n\n") == ["The final copy says nine.", "The layer ON says ten."]
    assert found.losses[0].signs == len("ThelayerOFFsaysten.")


def test_a_form_of_a_layer_that_is_switched_off_is_not_seen() -> None:
    """A drawn form may itself be optional content, and so may its surroundings stay visible."""
    forms = [
        (f"BT /F1 11 Tf 40 {y} Td ({said}) Tj ET", layer)
        for y, said, layer in (
            (480, "A draft says ten.", "OFF"),
            (460, "The final form says nine.", "ON"),
            (440, "A form of no layer says eight.", ""),
        )
    ]
    sheet = Sheet().put(40, 500, "The vote was counted twice.")
    sheet.content += [f"/X{n} Do" for n in range(len(forms))]
    off = "/OCProperties << /OCGs [3 0 R 4 0 R] /D << /OFF [3 0 R] >> >>"
    found = _read(sheet, catalog=off, groups=("OFF", "ON"), forms=forms)
    assert "A draft says ten." not in found.text
    assert "The final form says nine." in found.text
    assert "A form of no layer says eight." in found.text
    assert found.losses[0].signs == len("Adraftsaysten.")


def test_text_squeezed_to_nothing_is_not_seen() -> None:
    """Letters without width are as unseen as letters without height; narrow print is text."""
    sheet = Sheet().put(40, 500, "The debt was never paid.", before="0.5 Tz")
    sheet.put(40, 480, "The debt was paid in May.", before="60 Tz")
    found = _read(sheet)
    assert found.text == "The debt was paid in May."
    assert "smaller than two points" in found.losses[0].what


def test_ink_of_the_colour_of_its_ground_is_not_seen() -> None:
    """Grey on the same grey is as unseen as white on white; dark on that grey is text."""
    sheet = Sheet()
    sheet.content.append("q 0.7 g 30 400 340 120 re f Q")
    sheet.put(40, 500, "The grey words name a thief.", before="0.7 g")
    sheet.put(40, 440, "The dark words name a saint.", before="0 g")
    found = _read(sheet)
    assert found.text == "The dark words name a saint."
    assert "hidden in white, covered or clipped" in found.losses[0].what


def test_a_rows_last_cell_does_not_go_on_over_the_page() -> None:
    """The row of a table at a page's foot is no beginning of the next page's sentence."""
    table, text = Sheet(), Sheet().lines(40, 540, ["The hulls came home in May.", "They leaked."])
    for order, row in enumerate((("Gull", "Rut Elmer", "home in July"), ("Swan", "Ola", "lost"))):
        for place, cell in enumerate(row):
            table.put(40 + 120 * place, 300 - 14 * order, cell)
    found = _read(table, text)
    assert found.regions is not None
    assert [one.continues for one in found.regions] == [False, False, False]


def test_a_line_that_a_power_pushes_down_stays_in_its_sentence() -> None:
    """Browsers set lines with raised figures further apart; a sentence there is one."""
    sheet = Sheet()
    for order, line in enumerate(
        ["The mole of Holm was built on sand and it sank in that winter"] * 4
    ):
        sheet.put(40, 560 - 14 * order, line)
    sheet.runs(
        40, 504, ("The load was reckoned by the engineers as no more than 10", 11, 0), ("5", 7, 4)
    )
    sheet.put(40, 482, "stone, and they were wrong.")
    found = _read(sheet)
    assert "10⁵\nstone" in found.text


def test_numbers_between_two_columns_of_text_are_no_words() -> None:
    """Patents count every fifth line in the gutter of their columns."""
    sheet = Sheet()
    left = [
        "the drum of oak is turned by",
        "a crank of iron and its brine",
        "is led back to it by a pump",
    ] * 5
    right = [
        "what is claimed is a drum for",
        "the salting of fish that has a",
        "rib of oak on the inside and",
    ] * 5
    for order, (one, other) in enumerate(zip(left, right, strict=True)):
        sheet.put(30, 560 - 14 * order, one).put(225, 560 - 14 * order, other)
        if order % 5 == 4:
            sheet.put(200, 560 - 14 * order, str(order + 1))
    found = _read(sheet)
    assert found.regions is not None
    body = " ".join(one.span.of(found.text) for one in found.regions if one.kind == "body")
    assert not any(char.isdigit() for char in body)


def test_a_field_that_the_form_does_not_know_shows_its_value() -> None:
    """Joined files keep the fields of their pages and lose the form around them."""
    drawn = "BT /F1 11 Tf (Lind) Tj ET"
    box = "/Type /Annot /Subtype /Widget /F 4"
    sheet = Sheet(annotations=[
        f"<< {box} /Rect [120 495 300 515] /FT /Tx /V (Dorte Lind) /AP << /N 3 0 R >> >>",
        f"<< {box} /Rect [120 470 132 482] /FT /Btn /AS /Yes >>",
    ]).lines(40, 500, ["Claimant:", "", "Insured:"])  # fmt: skip
    found = _read(sheet, streams=[drawn], loose=True)
    assert "Dorte Lind" in found.text
    assert "☑" in found.text


def test_letters_set_wide_without_a_wide_gap_before_them_are_a_word() -> None:
    """A browser sets no more than the usual space before a word of wide letters."""
    sheet = Sheet().put(40, 500, "and it").put(72, 500, "always", before="6 Tc")
    sheet.put(144, 500, "paid them all.")
    assert "and it always paid" in _read(sheet).text


def test_a_gap_that_is_as_wide_as_its_neighbours_is_no_space() -> None:
    """A word set a little wide, of which one sign follows another: pdfium guesses at a space."""
    sheet, x = Sheet().put(40, 500, "of the"), 69.0
    for sign, width in zip("Swallow", (6.12, 7.94, 4.88, 3.06, 3.06, 5.5, 7.94), strict=True):
        sheet.put(round(x, 2), 500, sign)
        x += width + 1.3
    assert _read(sheet.put(x + 2.75, 500, "now")).text == "of the Swallow now"


def test_words_set_wide_sign_by_sign_are_whole() -> None:
    """As browsers place them: no space of the file tells, and several words stand side by side."""
    widths = {3.06: "ilt", 3.66: "fIr", 4.28: "s", 4.88: "aceTz", 2.75: " .,", 7.94: "wO"}
    lines = [
        "It was a great ~blunder of the council~ to",
        "pay ~40~ or ~not~ of",
        "the ~Orbyn~ to us",
    ]
    sheet = Sheet()
    for y, line in enumerate(lines):
        x, wide = 40.0, 0.0
        for sign in line:
            if sign == "~":
                wide = 4.25 - wide
                continue
            sheet.put(round(x, 2), 500 - 20 * y, sign)
            x += next((width for width, signs in widths.items() if sign in signs), 5.5) + wide
    assert " ".join(lines).replace("~", "") == " ".join(_read(sheet).text.split())


def test_outlines_in_white_are_not_seen_and_hidden_strikes_do_not_count() -> None:
    """Letters drawn as outlines have the colour of their lines; a hidden annotation is none."""
    strike = "/Type /Annot /Subtype /StrikeOut /F 2 /Rect [40 496 200 512]"
    sheet = Sheet(annotations=[f"<< {strike} /QuadPoints [40 512 300 512 40 496 300 496] >>"])
    sheet.put(40, 500, "The mill stands.").put(40, 470, "It was sold.", before="1 Tr 1 G")
    assert _read(sheet).text == "The mill stands."
