"""PDFs: what the page says is what is read, whichever way it is turned, and nothing else is."""

import io
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from rag.documents.assembly import document_from
from rag.documents.document import Document
from rag.documents.formats.pdf import extract
from rag.documents.formats.pdf.picture import marked_pages
from rag.errors import CitationError
from rag.quotes.check import check_quote
from rag.quotes.locator import printed_place
from rag.quotes.quote import quote_at
from rag.span import Span
from tests.support.pdf_pages import Sheet, written

TEXT = [
    "The mill at Orsk was sold to a miller from the coast in the spring,",
    "and he paid for it with nine barrels of salted herring.",
]


def _read(*sheets: Sheet, **more: str) -> Document:
    name = Path("page.pdf")
    data = written(*sheets, **more)  # type: ignore[arg-type]
    return document_from(extract(data, name), name.name, "")


def _words(*sheets: Sheet, **more: str) -> str:
    return _read(*sheets, **more).reading.text


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize("turn", [(1, 0, 0, 1), (0, 1, -1, 0), (-1, 0, 0, -1), (0, -1, 1, 0)])
def test_text_is_read_in_its_own_direction(rotate: int, turn: tuple[int, ...]) -> None:
    """Whatever /Rotate says and however the text is set: the same words in the same order."""
    a, b, c, d = turn
    sheet = Sheet(rotate=rotate)
    for order, line in enumerate(TEXT):
        x, y = 200 + 14 * order * -c, 300 - 14 * order * d
        sheet.put(x, y, line, size=5, set_by=f"{a} {b} {c} {d}")
    assert " ".join(TEXT) == _words(sheet)


def test_a_quote_over_two_pages_names_both() -> None:
    """The page is that of its first word and that of its last."""
    first = Sheet().lines(40, 500, TEXT[:1]).put(190, 40, "7", size=9)
    second = Sheet().lines(40, 500, [TEXT[1], "Nothing more is known."]).put(190, 40, "8", size=9)
    document = _read(first, second)
    whole = " ".join(TEXT)
    assert document.reading.text.startswith(whole)
    assert "7–8" == quote_at(document, 0, len(whole)).locator.page
    assert "7" == quote_at(document, 0, len(TEXT[0])).locator.page
    assert "pp. 7–8" == printed_place("7–8")


def test_a_slanted_stamp_is_read_apart_from_the_text_around_it() -> None:
    """It is in no sentence of the page."""
    sheet = Sheet().lines(40, 500, TEXT)
    sheet.put(60, 440, "RECEIVED on 9 June by the court", set_by=".98 .17 -.17 .98")
    reading = _words(sheet)
    assert " ".join(TEXT) in reading
    assert "RECEIVED on 9 June by the court" in reading


HIDDEN = {
    "white": "1 1 1 rg BT /F1 11 Tf 40 400 Td (secret) Tj ET 0 0 0 rg",
    "covered": "BT /F1 11 Tf 40 400 Td (secret) Tj ET 0 0 0 rg 35 395 100 20 re f",
    "tiny": "BT /F1 0.9 Tf 40 400 Td (secret) Tj ET",
    "outside": "BT /F1 11 Tf 40 -300 Td (secret) Tj ET",
    "clipped": "q 0 0 20 20 re W n BT /F1 11 Tf 40 400 Td (secret) Tj ET Q",
    "scaled": "BT /F1 11 Tf .05 0 0 .05 40 400 Tm (secret) Tj ET",
}


@pytest.mark.parametrize("how", HIDDEN)
def test_what_nobody_sees_is_left_out_and_named(how: str) -> None:
    """Text in white, under a bar, of no size, off the page or clipped is not read."""
    sheet = Sheet().lines(40, 500, TEXT)
    sheet.content.append(HIDDEN[how])
    sheet.put(40, 350, "Nothing else is on the page of the mill.")
    document = _read(sheet)
    assert "secret" not in document.text
    assert "Nothing else is on the page of the mill." in document.reading.text
    (loss,) = document.losses
    assert "p. 1: 6 signs left out: not seen" in loss.words
    assert not quote_at(document, 0, len(TEXT[0])).beside_loss


def test_a_word_below_a_bar_leaves_the_bar_in_its_sentence() -> None:
    """Who reads on behind a redaction sees that there is one."""
    sheet = Sheet().put(40, 500, "The informer was ").put(120, 500, "John Hale")
    sheet.put(170, 500, "of Orsk, a miller.")
    sheet.content.append("0 g 117 496 50 14 re f")
    document = _read(sheet)
    assert (
        "The informer was \u2588\u2588\u2588\u2588 \u2588\u2588\u2588\u2588 of Orsk, a miller."
        == (document.reading.text)
    )
    (loss,) = document.losses
    assert loss.signs == 8


STRUCK = {
    "a line": "40 403 m 72 403 l S",
    "a bar": "0 g 40 402.5 32 .8 re f",
}


@pytest.mark.parametrize("how", [*STRUCK, "an annotation"])
def test_words_that_are_struck_out_are_left_out(how: str) -> None:
    """What is crossed out on the page is no present word of it; what is underlined is."""
    sheet = Sheet().lines(40, 500, TEXT).put(40, 400, "secret").put(75, 400, "open and public.")
    sheet.content.append(STRUCK.get(how, "") + " 75 398.5 m 150 398.5 l S")
    if how == "an annotation":
        sheet.annotations.append(
            "<< /Type /Annot /Subtype /StrikeOut /F 4 /Rect [38 396 73 412] "
            "/QuadPoints [40 410 72 410 40 397 72 397] >>"
        )
    document = _read(sheet)
    assert "secret" not in document.text
    assert "open and public." in document.reading.text
    assert ["p. 1: 6 signs left out: struck out"] == [loss.words for loss in document.losses]


SEEN = {
    "white on black": "0 0 0 rg 35 390 200 30 re f 1 1 1 rg BT /F1 11 Tf 40 400 Td (signal) Tj ET",
    "on a tint": ".9 .9 .2 rg 35 390 200 30 re f 0 g BT /F1 11 Tf 40 400 Td (signal) Tj ET",
    "struck under": "0 g BT /F1 11 Tf 40 400 Td (signal) Tj ET 40 398 60 .6 re f",
    "clipped to its column": "q 30 300 300 290 re W n BT /F1 11 Tf 40 400 Td (signal) Tj ET Q",
    "green on red": "1 0 0 rg 35 390 200 30 re f 0 .5 0 rg BT /F1 11 Tf 40 400 Td (signal) Tj ET",
    "grey": ".85 g BT /F1 11 Tf 40 400 Td (signal) Tj ET 0 g",
}


@pytest.mark.parametrize("how", SEEN)
def test_what_is_seen_is_read(how: str) -> None:
    """Colours, bars and clips hide nothing as long as the letters stand out."""
    sheet = Sheet().lines(40, 500, TEXT)
    sheet.content.append(SEEN[how])
    document = _read(sheet)
    assert "signal" in document.reading.text
    assert not document.losses


def test_invisible_text_without_a_picture_is_said_to_be_unseen() -> None:
    """The words of render mode 3 can be quoted, with a warning that no page shows them."""
    sheet = Sheet().lines(40, 500, TEXT)
    sheet.put(40, 400, "The herring was never delivered.", before="3 Tr")
    document = _read(sheet)
    at = document.reading.text.index("The herring")
    quote = quote_at(document, at, at + len("The herring was never delivered."))
    assert quote.unseen
    assert not quote_at(document, 0, len(TEXT[0])).unseen


UNKNOWN = {
    "glyphs by number": "<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman "
    "/Encoding << /Differences [103 /G1 109 /G2] >> >>",
    "drawn by the file": "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 10 10] "
    "/FontMatrix [.1 0 0 .1 0 0] /FirstChar 103 /LastChar 109 /Widths [8 8 8 8 8 8 8] "
    "/Encoding << /Differences [103 /zz 109 /qq] >> /CharProcs << /zz 3 0 R /qq 3 0 R >> >>",
}


@pytest.mark.parametrize("font", UNKNOWN)
def test_signs_that_cannot_be_read_leave_a_placeholder_and_are_named(font: str) -> None:
    """Where the file does not say what a glyph is, no letter is made up for it."""
    sheet = Sheet().put(40, 500, "A dose of 5 ")
    sheet.content.append("BT /F5 11 Tf 95 500 Td (mg) Tj ET")
    sheet.put(120, 500, "was given to the miller.")
    document = _read(sheet, fonts=f"/F5 {UNKNOWN[font]} ")
    assert "A dose of 5 \ufffd\ufffd was given to the miller." == document.reading.text
    (loss,) = document.losses
    assert (2, "1") == (loss.signs, loss.page)
    assert "could not be read" in loss.what
    assert document.text[loss.at or 0] == "\ufffd"


def test_a_font_of_symbols_is_read_by_its_own_encoding() -> None:
    """5 µg is never 5 mg."""
    sheet = Sheet().put(40, 500, "A dose of 5 ").put(100, 500, "m", font="F3").put(107, 500, "g")
    assert "A dose of 5 µg" == _words(sheet)


@pytest.mark.parametrize(
    ("runs", "read"),
    [
        ([("stock of ", 11, 0), ("235", 7, 4), ("U was", 11, 0)], "stock of ²³⁵U was"),
        ([("an area of 64 ft", 11, 0), ("2", 7, 4), (" in all", 11, 0)], "64 ft² in all"),
        ([("some 10", 11, 0), ("-6", 7, 4), (" of it", 11, 0)], "10⁻⁶ of it"),
        ([("glasses of H", 11, 0), ("2", 7, -2), ("O each", 11, 0)], "of H₂O each"),
        ([("up to 2", 11, 0), ("1", 7, 4), ("/", 11, 0), ("4", 7, 0), (" in", 11, 0)], "2¹/₄ in"),
        ([("on the 4", 11, 0), ("th", 7, 4), (" floor", 11, 0)], "on the 4th floor"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("noted", [True, False])
def test_raised_and_lowered_figures_stay_in_the_text(
    runs: list[tuple[str, float, float]], read: str, noted: bool
) -> None:
    """Powers, isotopes and fractions are no marks, whether the page has a note 2 or not."""
    sheet = Sheet().lines(40, 500, TEXT).runs(40, 472, *runs)
    if noted:
        sheet.runs(40, 458, ("It was closed in the summer.", 11, 0), ("2", 7, 4))
        sheet.content.append("40 108 m 120 108 l S")
        sheet.runs(40, 96, ("2", 5, 3), (" Register of mills, folio 9.", 8, 0))
    document = _read(sheet)
    assert read in document.reading.text
    assert [("2", (0,))] * noted == [(mark.mark, mark.notes) for mark in document.markers]


STORY = [
    "In the ninth year of the drought the council sent a rider to the coast to ask for",
    "grain, and when he came back in the autumn with nothing but a letter nobody would",
    "believe him. The letter said that the harbour was closed and that no ship had been",
    "seen since Easter. He was held in the tower for 40 days, until a second rider, who",
    "had set out from the other bank, told the same. Then the bells were rung, and all",
    "who could walk went south along the river with what they could carry on their backs",
    "and the 12 goats that were left. In the town of Arl they were given bread and beer,",
    "and some of them stayed there for good. The tower stands to this day and is empty.",
]


@pytest.mark.parametrize(
    ("side", "step"), [("left", 1), ("left", 5), ("right", 1), ("right", 5), ("glued", 1)]
)
def test_numbers_of_lines_are_no_words_of_the_text(side: str, step: int) -> None:
    """On each page or every fifth line, left or right, set with the line or apart from it."""
    sheet, text = Sheet(), STORY * 3
    for order, line in enumerate(text, 1):
        number = str(order) if order % step == 0 else ""
        if side == "glued":
            sheet.put(30, 500 - 16 * order, f"{number:<6}{line}", size=8)
            continue
        sheet.put(60, 500 - 16 * order, line, size=8)
        if number:
            sheet.put(40 if side == "left" else 375, 500 - 16 * order, number, size=7)
    assert " ".join(text) == _words(sheet)


def test_the_numbers_of_pleading_paper_are_no_words_of_the_text() -> None:
    """A court's paper counts 28 lines, of which every second one is written on."""
    sheet = Sheet()
    for number in range(1, 29):
        sheet.put(30, 560 - 18 * number, str(number), size=9)
    for order, line in enumerate(["MOTION TO COMPEL", *STORY[:5]]):
        sheet.put(60, 524 - 36 * order, line, size=8)
    reading = _words(sheet)
    for before, after in pairwise(STORY[:5]):
        assert f"{before} {after}" in " ".join(reading.split())


def test_two_numbers_beside_a_poem_are_no_words_of_it() -> None:
    """Where five lines lie between 5 and 10, they count them."""
    sheet = Sheet()
    verses = [
        "The sea is calm tonight, the tide",
        "is full, the moon lies fair",
        "upon the straits",
    ]
    for order, verse in enumerate(verses * 4, 1):
        sheet.put(60, 500 - 16 * order, verse)
        if order % 5 == 0:
            sheet.put(330, 500 - 16 * order, str(order), size=9)
    assert not set("0123456789") & set(_words(sheet))


def test_the_only_number_of_a_short_page_counts_its_line() -> None:
    """On a page of eight lines the margin has one figure, beside the fifth of them."""
    sheet = Sheet().lines(60, 500, [*STATUTE, "and half of that goes to the poor."])
    sheet.put(40, 444, "5", size=8)
    document = _read(sheet)
    assert " ".join(STATUTE) in document.reading.text
    assert document.printed_lines[0].number == 5


def test_a_column_of_figures_in_a_table_is_text() -> None:
    """Ranks, years and amounts count no lines."""
    sheet = Sheet().lines(40, 540, TEXT)
    for rank, town in enumerate(("Orsk", "Arl", "Holm", "Vik", "Mora", "Lund", "Skarv"), 1):
        sheet.put(40, 500 - 16 * rank, str(rank)).put(90, 500 - 16 * rank, town)
        sheet.put(200, 500 - 16 * rank, str(1800 + rank))
    reading = _words(sheet)
    assert "1 Orsk 1801" in " ".join(reading.split())
    dues = Sheet()
    for order in range(9):
        dues.put(40, 500 - 14 * order, "Gull").put(90, 500 - 14 * order, "came home with all hands")
        dues.put(300, 500 - 14 * order, str(100 + 3 * order))
    assert "hands 124" in _words(dues)


@pytest.mark.parametrize(
    ("cap", "first", "read"),
    [
        ("T", "he mill at Orsk was sold", "The mill at Orsk was sold"),
        ("A", "fter the flood the mill was sold", "After the flood the mill was sold"),
        ("A", "mill at Orsk was sold", "A mill at Orsk was sold"),
        ("I", "t was the mill of Orsk that was sold", "It was the mill of Orsk that was sold"),
        ("Q", "UIET was the mill of Orsk", "QUIET was the mill of Orsk"),
    ],
)
@pytest.mark.parametrize("first_drawn", [True, False])
def test_a_drop_cap_begins_its_word(cap: str, first: str, read: str, first_drawn: bool) -> None:
    """It may be drawn before its lines or after; they are one paragraph with what follows."""
    sheet = Sheet()
    lines = [first, "to a miller from the coast in the spring,", "who paid with herring."]
    for order, line in enumerate(lines):
        sheet.put(72, 500 - 14 * order, line)
    sheet.put(40, 458, "It stood behind the school until the flood took it away to the sea.")
    sheet.put(40, 472, cap, size=40)
    if first_drawn:
        sheet.content.insert(0, sheet.content.pop())
    sheet.put(40, 472 - 28, "It was never found again by anybody who looked for it, they say.")
    reading = _words(sheet)
    assert reading.startswith(f"{read} to a miller from the coast in the spring, who paid with")


@pytest.mark.parametrize("spacing", [3, 5])
def test_a_word_set_in_wide_letters_is_a_word(spacing: float) -> None:
    """As German and typewritten texts set words apart."""
    sheet = Sheet()
    sheet.content.append(
        f"BT /F1 11 Tf 40 500 Td (The word ) Tj {spacing} Tc (heresy) Tj 0 Tc ( was ) Tj "
        f"{spacing} Tc (never said) Tj 0 Tc (, but it was meant.) Tj ET"
    )
    assert "The word heresy was never said, but it was meant." == _words(sheet)


def test_a_clause_begins_a_paragraph_below_a_short_line() -> None:
    """Whether the line above is a sentence or not; within a full line's sentence none begins."""
    sheet = Sheet().lines(40, 500, [TEXT[0], "Its debts are", "§ 7 No well shall be dug here,"])
    found = extract(written(sheet.put(40, 458, "nor a ditch be drained.")), Path("a.pdf"))
    blocks = document_from(found, "a.pdf", "").reading.text.split("\n\n")
    assert blocks[-1] == "§ 7 No well shall be dug here, nor a ditch be drained."


def test_letters_with_spaces_between_them_stay_apart() -> None:
    """Variables and initials are no word."""
    text = "The values a b c d are added up, says Q R S T in a letter."
    assert text == _words(Sheet().put(40, 500, text))


def test_a_word_printed_twice_is_read_once() -> None:
    """Old printers made letters bold so, and programs make shadows so."""
    sheet = Sheet().put(40, 500, TEXT[1]).put(40.4, 500, TEXT[1]).put(40.8, 499.4, TEXT[1])
    assert TEXT[1] == _words(sheet)


@pytest.mark.parametrize(
    ("stated", "author"),
    [
        ("anonymous", None), ("Administrator", None),
        ("Microsoft Office User", None), ("unknown", None), ("LibreOffice 7.4", None),
        ("Ada Marsh", "Ada Marsh"), ("Guest, Edgar", "Guest, Edgar"), ("user", None),
        ("Harald Admin", "Harald Admin"), ("owner@example.org", None),
        ("Tex Rickard", "Tex Rickard"),
    ],
)  # fmt: skip
def test_only_a_person_is_an_author(stated: str, author: str | None) -> None:
    """A producer's name, a login and "anonymous" are nobody's name."""
    data = written(Sheet().lines(40, 500, TEXT), info=f"/Author ({stated})")
    assert author == extract(data, Path("page.pdf")).author


def test_footnotes_and_references_in_brackets_are_two_sequences() -> None:
    """Mark ² is never reference [2]."""
    sheet = Sheet().runs(
        40, 540, ("Peat burns slowly [1]. It was dug by hand.", 11, 0), ("1", 7, 4),
        (" Coal gives more light [2].", 11, 0),
    )  # fmt: skip
    sheet.runs(40, 526, ("Nobody knows who lit it.", 11, 0), ("2", 7, 4))
    sheet.put(40, 490, "References", size=14, font="F2")
    sheet.put(40, 470, "[1] O. Brekke, Lights, 1931.").put(40, 456, "[2] P. Vik, Coal, 1921.")
    sheet.content.append("40 108 m 120 108 l S")
    sheet.runs(40, 96, ("1", 5, 3), (" Register of mills, folio 9.", 8, 0))
    sheet.runs(40, 86, ("2", 5, 3), (" The parish books are lost.", 8, 0))
    document = _read(sheet)
    said = [(m.mark, [document.notes[n].text for n in m.notes]) for m in document.markers]
    assert [
        ("1", ["O. Brekke, Lights, 1931."]), ("1", ["Register of mills, folio 9."]),
        ("2", ["P. Vik, Coal, 1921."]), ("2", ["The parish books are lost."]),
    ] == sorted(said, key=lambda one: (one[0], one[1][0] if one[1] else ""))  # fmt: skip


@pytest.mark.parametrize(
    ("mark", "foot", "size", "said"),
    [
        ("*", ["* Mill papers, letter of 3 March", "1702. The miller signed it."], 8,
         ["Mill papers, letter of 3 March 1702. The miller signed it."]),
        ("1", ["1 Mill papers, leaf 9."], 11, ["Mill papers, leaf 9."]),
        ("a", ["a Mill papers, leaf 9,", "a deed of the miller."], 8,
         ["Mill papers, leaf 9, a deed of the miller."]),
        ("2", ["1 horse and a cart were lent to him."], 11, []),
    ],
)  # fmt: skip
def test_a_foot_is_cut_at_marks_that_the_text_has(
    mark: str, foot: list[str], size: int, said: list[str]
) -> None:
    """A year at a line's start is no mark; print of the text's size far below it may be notes."""
    sheet = Sheet().lines(40, 500, TEXT).runs(40, 472, ("It burned.", 11, 0), (mark, 7, 4))
    for order, line in enumerate(foot):
        sheet.put(40, 90 - 12 * order, line, size=size)
    assert said == [note.text for note in _read(sheet).notes]


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", [None, (20, 100, 380, 590)])
def test_a_quote_is_marked_where_it_stands_on_a_turned_page(
    rotate: int, crop: tuple[int, int, int, int] | None
) -> None:
    """The yellow lies on the words, and nowhere else."""
    sheet = Sheet(rotate=rotate, crop=crop).lines(40, 500, TEXT)
    data, name = written(sheet), Path("page.pdf")
    found = extract(data, name)
    ((page, png),) = marked_pages(data, name, [Span(0, len(found.text))])
    pixels = np.asarray(Image.open(io.BytesIO(png)).convert("RGB")).astype(int)
    yellow = pixels[..., 0] - pixels[..., 2] > 60
    dark = pixels.sum(axis=2) < 250
    rows, columns = np.nonzero(yellow)
    inside = dark[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]
    assert page == 0
    assert inside.sum() >= 0.98 * dark.sum() > 100
    assert yellow.mean() < 0.12


def _scan(mode: int, strips: int) -> Sheet:
    """Text below a picture of the page, as scanners write it, in one image or in strips."""
    sheet = Sheet()
    for order, line in enumerate(TEXT):
        sheet.put(40, 500 - 14 * order, line, before=f"{mode} Tr")
    for strip in range(strips):
        low, high = 600 * strip / strips, 600 / strips
        sheet.content.append(
            f"q 400 0 0 {high} 0 {low} cm BI /W 2 /H 2 /CS /G /BPC 8 ID abcd\nEI Q"
        )
    return sheet


@pytest.mark.parametrize("mode", [0, 3])
@pytest.mark.parametrize("strips", [1, 6])
def test_text_below_a_scan_is_the_text_of_the_scan(mode: int, strips: int) -> None:
    """Programs put it there to be found; it is neither hidden nor unseen."""
    document = _read(_scan(mode, strips))
    assert " ".join(TEXT) == document.reading.text
    assert not document.unseen
    assert not document.losses


def test_cents_that_are_raised_are_no_mark() -> None:
    """An amount keeps its figures, even where the page has a note of that number."""
    sheet = Sheet().runs(40, 540, ("It cost $12.", 11, 0), ("50", 7, 4), (" a day.", 11, 0))
    sheet.content.append("40 108 m 120 108 l S")
    sheet.runs(40, 96, ("50", 5, 3), (" A note.", 8, 0))
    assert "It cost $12.⁵⁰ a day." in _words(sheet)


def test_who_asks_a_witness_is_no_author() -> None:
    """A transcript says "BY MR. PORTER:" where he begins to ask."""
    sheet = Sheet().lines(40, 540, ["MARTA ELGIN, having been sworn, testified:", "BY MR. PORTER:"])
    assert _read(sheet.lines(40, 500, TEXT)).author is None


STATUTE = [
    "The council may build one or more moles of oak or of stone,",
    "and for that purpose it may take a loan of ninety thousand",
    "crowns from the bank of Harstad at four per cent a year,",
    "which shall be paid back within twenty years; and whoever",
    "takes sand from the mole shall be fined with fifty crowns.",
]


@pytest.mark.parametrize(
    ("x", "notes"),
    [
        (306, {0: "Power to", 1: "build moles.", 3: "Penalties."}),
        (4, {0: "Moles", 3: "Fines"}),
        (306, {1: "9 Vict. c. 4", 4: "1846"}),
        (4, {0: "Moles", 5: "Fines"}),
        (306, {0: "Moles", 6: "See p. 90"}),
        (306, {1: "10:14", 3: "10:15"}),
    ],
)
def test_notes_in_the_margin_are_no_words_of_the_sentence(x: int, notes: dict[int, str]) -> None:
    """A note beside the text is read behind it, and stands in no sentence of it."""
    sheet = Sheet()
    lines = [*STATUTE, "This act is no", "law."]
    for order, line in enumerate(lines):
        sheet.put(40, 500 - 14 * order, line, size=10)
        if order in notes:
            sheet.put(x, 500 - 14 * order + 1, notes[order], size=7)
    text = _words(sheet)
    assert text.startswith(" ".join(lines))
    assert all(note in text for note in notes.values())


def test_a_note_beside_two_lines_is_no_word_of_them() -> None:
    """A short page has too few lines to be told by many."""
    sheet = Sheet().lines(40, 500, STATUTE[:2]).put(322, 487, "Power to", size=7)
    assert " ".join(STATUTE[:2]) in _words(sheet)


def test_the_upright_number_of_a_page_with_a_table_on_its_side_is_its_label() -> None:
    """The table's lines are the page's text, the number runs in another direction."""
    sheet = Sheet().put(196, 30, "7")
    for order, row in enumerate(
        ["Pan  Depth  Output", "East pan  40 cm  812 kg", "West pan  55 cm"]
    ):
        sheet.put(150 + 20 * order, 100, row, set_by="0 1 -1 0")
    document = _read(sheet)
    assert document.pages[0].label == "7"
    assert "7" not in document.reading.text.split()


def test_an_index_below_an_exponent_stands_before_it() -> None:
    """TeX sets the exponent first, then the index back below it, then what follows."""
    sheet = Sheet().put(40, 540, "Of SO").put(67, 544, "2+", size=7).put(67, 537, "4", size=7)
    assert "Of SO₄²⁺ is much." in _words(sheet.put(78, 540, "is much."))


def test_a_byline_set_larger_than_the_text_names_the_author() -> None:
    """What stands below the title in larger print is no section of the text."""
    sheet = (
        Sheet().put(40, 560, "Lamps of the North", size=18).put(40, 530, "by Sunniva Hall", size=13)
    )
    document = _read(sheet.lines(40, 500, TEXT))
    assert (document.title, document.author) == ("Lamps of the North", "Sunniva Hall")


def test_a_name_above_a_date_on_a_title_page_is_the_authors() -> None:
    """LaTeX sets both larger than the text; a subtitle alone is no name."""
    sheet = Sheet().put(40, 560, "On Salt Pans", size=18).put(40, 530, "Merete Dahl", size=13)
    sheet.lines(40, 480, TEXT)
    assert _read(sheet).author is None
    assert _read(sheet.put(40, 504, "12 March 1898", size=13)).author == "Merete Dahl"


def test_a_table_is_no_note_in_the_margin() -> None:
    """Cells in small print beside other cells stay in their rows."""
    sheet = Sheet().lines(40, 550, STATUTE)
    for order, (name, sum_) in enumerate([("Oak", "ninety crowns"), ("Sand", "ten crowns")] * 3):
        sheet.put(40, 400 - 14 * order, name, size=8).put(320, 400 - 14 * order, sum_, size=8)
    assert "Oak ninety crowns" in _words(sheet)


def test_a_stamped_number_is_the_page_where_none_is_printed() -> None:
    """Pages of evidence are cited by the number that a party stamps on them."""
    sheets = []
    for order in range(3):
        sheet = Sheet().lines(40, 500, [f"On day {order} the council met.", *STATUTE])
        sheets.append(sheet.put(300, 20, f"HARB-{1207 + order:06}", size=8))
    found = _read(*sheets)
    assert [page.label for page in found.pages] == ["HARB-001207", "HARB-001208", "HARB-001209"]
    assert "HARB" not in found.reading.text


def test_figures_that_are_set_wide_are_one_number() -> None:
    """A letter-spaced number is whole; figures of two cells are two numbers."""
    sheet = Sheet().lines(40, 550, STATUTE)
    sheet.put(40, 400, "112 barrels, 40 crowns", before="3 Tc")
    sheet.put(40, 380, "4").put(60, 380, "0")
    text = _words(sheet)
    assert "112" in text
    assert "40 crowns" in text.replace("c r o w n s", "crowns")
    assert "4 0" in text


def test_rows_of_a_table_are_blocks() -> None:
    """A row stands for itself, and what runs on below a row belongs to it."""
    sheet = Sheet().lines(40, 550, STATUTE)
    rows = [
        ("Lot", "Goods"),
        ("1", "Herring in barrels"),
        ("2", "Train oil, from the"),
        ("3", "Hemp"),
    ]
    for order, (lot, goods) in enumerate(rows):
        y = 400 - 14 * (order + (order > 2))
        sheet.put(60, y, lot).put(140, y, goods)
    sheet.put(140, 400 - 14 * 3, "north of the bay")
    blocks = _words(sheet).split("\n\n")
    assert blocks[1:] == ["Lot Goods", "1 Herring in barrels",
                          "2 Train oil, from the north of the bay", "3 Hemp"]  # fmt: skip


def test_letters_that_are_set_wide_are_struck_out_too() -> None:
    """A line through letters far apart crosses them all."""
    sheet = Sheet().lines(40, 550, STATUTE).put(40, 400, "never", before="4 Tc")
    sheet.content.append("40 404 42 .6 re f")
    document = _read(sheet)
    assert "n" not in document.text.split("crowns.")[1]
    assert [loss.what for loss in document.losses] == ["p. 1: 5 signs left out: struck out"]


def test_paragraphs_of_one_line_stay_apart() -> None:
    """Where most lines are paragraphs of their own, their distance is not that of lines."""
    sheet = Sheet().lines(50, 500, ["By Olaf Stenmark", "4 June 1991", "Boats left first."], 28)
    sheet.lines(
        50, 390, ["The tax emptied the harbours of the whole western coast, and", "nobody came."]
    )
    found = _read(sheet)
    assert found.author == "Olaf Stenmark"
    assert [b.end - b.start for b in found.reading.blocks][-1] > 60


def test_a_title_bears_no_mark_of_a_note_and_a_long_sentence_is_no_heading() -> None:
    """A star behind the title, [7] below raised letters, a sentence in print a little larger."""
    sheet = Sheet().runs(40, 560, ("The bell of Thule", 16, 0), ("*", 9, 6))
    sheet.lines(40, 530, TEXT).runs(40, 490, ("It was cast by a Dane.", 11, 0), ("a", 7, 4))
    sheet.put(40, 476, "He claimed [7] that it would never crack.")
    said = "Nobody has ever paid the keeper of the bell for it."
    sheet.put(40, 440, said, size=14)
    sheet.runs(40, 96, ("*", 5, 3), (" Read in May.", 8, 0)).runs(
        40, 86, ("a", 5, 3), (" Bell book.", 8, 0)
    ).put(40, 76, "[7] So Lund, p. 3.", size=8)
    document = _read(sheet)
    assert "The bell of Thule" == document.title
    assert ["Read in May.", "Bell book.", "So Lund, p. 3."] == [n.text for n in document.notes]
    assert ("body", said) in {(one.kind, one.span.of(document.text)) for one in document.regions}


def test_a_note_that_goes_on_at_the_next_pages_foot_is_one_text() -> None:
    """It can be quoted whole; no words of the text, and no end of another note, go on there."""
    sheets = [Sheet().lines(40, 500, TEXT), Sheet().lines(40, 500, TEXT[::-1])]
    sheets[0].runs(
        40, 472, ("It burned.", 11, 0), ("1", 7, 4), (" So they say.", 11, 0), ("2", 7, 4)
    )
    sheets[0].runs(40, 96, ("1", 5, 3), (" Mill papers.", 8, 0))
    sheets[0].runs(40, 86, ("2", 5, 3), (" So at least his bro-", 8, 0))
    sheets[1].content.append("40 108 m 120 108 l S")
    sheets[1].put(40, 96, "ther, who was never there.", size=8)
    document = _read(*sheets)
    text = document.reading.text
    said = "So at least his brother, who was never there."
    start = text.index(said)
    quote = quote_at(document, start, start + len(said))
    check_quote(said, quote.spans, document)
    assert "1–2" == quote.locator.page
    last = quote.spans[-1]
    for other in ("It burned.", "Mill papers."):
        at = document.text.index(other)
        with pytest.raises(CitationError, match="leave out"):
            check_quote(f"{other} ther, who was never there.",
                        [Span(at, at + len(other)), last], document)  # fmt: skip


def test_notes_that_share_a_line_and_notes_below_a_table_are_notes() -> None:
    """Each begins at its raised mark, behind the end of another or in small print."""
    sheet = Sheet().lines(40, 540, TEXT)
    sheet.runs(
        40, 500, ("Cast from irons", 11, 0), ("1", 7, 4), (" by a Dane.", 11, 0), ("2", 7, 4)
    )
    sheet.put(40, 440, "Eld").runs(200, 440, ("874 kg", 11, 0), ("a", 7, 4))
    sheet.runs(40, 426, ("a", 5, 3), (" Without the clapper.", 8, 0))
    sheet.put(40, 400, "The bell was never rung on a Friday.")
    sheet.content.append("40 108 m 120 108 l S")
    sheet.runs(40, 96, ("1", 5, 3), (" Parish roll. ", 8, 0), ("2", 5, 3), (" Amos Bright.", 8, 0))
    document = _read(sheet)
    said = {document.notes[n].text for mark in document.markers for n in mark.notes}
    assert said == {"Parish roll.", "Amos Bright.", "Without the clapper."}
    assert "Eld 874 kg" in document.reading.text


def test_letters_below_others_that_are_typed_over_them_are_none_of_the_new_word() -> None:
    """A covered "o" stands between the letters of "six", where no place is for it."""
    sheet = Sheet().put(40, 500, "It cost four crowns.")
    sheet.content.append("1 g 69.5 496 19 14 re f 0 g")
    assert "It cost six crowns." == _words(sheet.put(72, 500, "six", before="0.3 Tc"))


def test_notes_at_the_end_are_numbered_anew_below_each_chapters_heading() -> None:
    """A heading that begins with the page's number is no page number, and no words of a note."""
    sheets = [
        Sheet().put(40, 560, f"{n}. The {name}", size=16).runs(
            40, 530, (f"Made by a {name}er", 11, 0), ("1", 7, 4), (" and lost.", 11, 0), ("2", 7, 4)
        ).put(40, 516, "Nobody has ever found it again.").put(190, 30, str(n), size=9)
        for n, name in ((1, "well"), (2, "rop"), (3, "ship"))
    ]  # fmt: skip
    said = ["Chronicle.", "It is deep.", "Book of ropes.", "Leaf 2.", "Ship list.", "Sunk in May."]
    lines = [f"{1 + n % 2}. {one}" for n, one in enumerate(said)]
    for at, heading in ((4, "3. The ship"), (2, "2. The rop"), (0, "1. The well")):
        lines.insert(at, heading)
    notes = Sheet().put(40, 560, "Notes", size=16).lines(40, 530, lines)
    document = _read(*sheets, notes.put(190, 30, "4", size=9))
    assert said == [note.text for note in document.notes]
    assert [(n,) for n in range(6)] == [mark.notes for mark in document.markers]


LEFT = ["The carter of the lower mill was", "asked by the judge where the two",
        "horses had been, and he said that", "nobody had seen them since the",
        "fair, when a man with a red beard"]  # fmt: skip
RIGHT = ["and one blind eye had bought the", "elder of the two for nine crowns."]


def test_a_sentence_goes_on_below_a_table_at_the_head_of_the_next_column() -> None:
    """Rows and caption of the table stand between its halves."""
    sheet = Sheet().lines(20, 560, LEFT).lines(210, 470, RIGHT)
    for order, (town, price) in enumerate((("Holm", 412), ("Skarv", 95), ("Lemm", 208))):
        sheet.put(210, 560 - 14 * order, town).put(330, 560 - 14 * order, str(price))
    sheet.put(210, 510, "Table 1: Prices of horses.")
    assert "with a red beard and one blind eye" in _read(sheet).reading.text


def test_a_caption_below_the_notes_of_a_page_is_no_part_of_them() -> None:
    """As TeX sets a figure at the foot of a page."""
    sheet = Sheet().lines(20, 560, LEFT).runs(20, 490, ("had them.", 11, 0), ("1", 7, 4))
    sheet.content.append("0.4 w 20 120 m 90 120 l S")
    sheet.runs(20, 108, ("1", 5, 3), ("Rolls of the court, sheet 4.", 8, 0))
    sheet.put(20, 60, "Figure 1: The mill in 1869, from the south.")
    document = _read(sheet)
    assert [note.text for note in document.notes] == ["Rolls of the court, sheet 4."]
    assert "Figure 1: The mill in 1869, from the south." in document.reading.text


def test_the_number_behind_the_same_head_of_two_pages_is_theirs() -> None:
    """They follow each other; a single page would not tell."""
    sheets = [Sheet().put(300, 575, f"GRANGE - DIRECT  {41 + n}", 9).lines(20, 540, LEFT)
              for n in (0, 1)]  # fmt: skip
    assert [page.label for page in _read(*sheets).pages] == ["41", "42"]


def test_page_numbers_far_above_the_edge_are_no_words() -> None:
    """The print fills the upper part of a larger sheet, as proofs do."""
    sheets = [Sheet().lines(20, 560, LEFT[n:]).put(90, 250, str(n + 1)) for n in range(4)]
    document = _read(*sheets)
    assert [page.label for page in document.pages] == ["1", "2", "3", "4"]
    assert "beard asked" in document.reading.text
