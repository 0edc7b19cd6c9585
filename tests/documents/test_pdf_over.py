"""PDFs: stamps over the text, words typed over covered ones, and what stands amid a column."""

import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from rag.documents.assembly import document_from
from rag.documents.document import Document
from rag.documents.formats.pdf import extract, stamps, typeset
from rag.documents.formats.pdf.line import Line
from tests.support.growth import too_steep
from tests.support.pdf_pages import Sheet, written

WIDTH = {"4": 5.5, "5": 5.5, "0": 5.5, ",": 2.75, "f": 3.66, "o": 5.5, "r": 3.66, "t": 3.06,
         "y": 5.5}  # fmt: skip
"""Of Times at 11, in points."""
_TWO = np.arange(2, dtype=np.int32)


def _read(*sheets: Sheet) -> Document:
    return document_from(extract(written(*sheets), Path("a.pdf")), "a.pdf", "")


@pytest.mark.parametrize("ink", ["1 0 0 rg", "0 g"])
def test_a_stamp_is_no_part_of_the_lines_that_it_lies_over(ink: str) -> None:
    """Its other lines, though they stand beside the text, are not read with it, either."""
    lines = ["The logs were asked for in May and were refused without a reason", "by the clerk who",
             "had them in his desk all of the time and never said so to her."]  # fmt: skip
    sheet = Sheet().lines(40, 500, lines)
    for order, said in enumerate(("RECEIVED", "CLERK OF COURT")):
        sheet.put(200, 503 - 14 * order, said, font="F2", before=ink)
    document = _read(sheet)
    assert " ".join(lines) in document.reading.text
    assert "RECEIVED" in document.text
    assert "CLERK OF COURT" in document.text


def test_what_is_typed_over_a_blank_is_no_stamp() -> None:
    """The row of dots or strokes that it lies on is there to be written on."""
    sheet = Sheet().put(40, 500, "The tenant is ______________________ of Lund.")
    sheet.put(110, 501, "Anna Ek", font="F2")
    sheet.lines(40, 486, ["She pays on the first of May.", "She pays in rye and in barley."])
    assert "Anna Ek" in _read(sheet).reading.text.split("She pays")[0]


@pytest.mark.parametrize(
    ("old", "new"), [("4,500", "4,050"), ("4,500", "4,500"), ("forty", "fifty"), ("forty", "f")]
)
@pytest.mark.parametrize("white", [True, False])
def test_letters_typed_over_covered_ones_are_all_read(old: str, new: str, white: bool) -> None:
    """Those that stand where the same ones are covered are seen as well as the others are."""
    wide = sum(WIDTH[sign] for sign in old)
    sheet = Sheet().put(40, 500, "He paid ")
    sheet.put(80, 500, old, before="1 g" if white else "").put(80 + wide, 500, " crowns.")
    sheet.content.append(f"q 1 g 79.5 496 {wide + 0.5} 14 re f Q" if not white else "")
    assert _read(sheet.put(80, 500, new)).reading.text == f"He paid {new} crowns."


def test_small_words_far_above_the_text_of_several_pages_are_its_heads() -> None:
    """Each has its own on its page; what stands so on one page alone is text."""

    def sheet(head: str, *lines: str) -> Sheet:
        return Sheet().put(150, 570, head, 9).lines(40, 530, lines).put(200, 25, "7", 9)

    first = sheet("The Ferry", "It was opened on Lammas Day by", "a deaf man, the first to under-")
    second = sheet("The Clock", "stand that it was not broken", "but had never been wound up.")
    text = _read(first, second).reading.text
    assert "the first to understand that it was not broken" in " ".join(text.split())
    assert "The Ferry" not in text
    assert "The Ferry" in _read(first).reading.text


def test_a_head_stands_left_on_one_page_and_right_on_the_next() -> None:
    """Beside it is another one: neither is a word of the text."""
    one = Sheet().put(40, 570, "Stones of the Vale").put(300, 570, "1 The walk")
    two = Sheet().put(40, 570, "1 The walk").put(300, 570, "Dahl and Iyer")
    one.lines(40, 520, ["The hedge had been moved by at least a", "furlong, although the old deed"])
    two.lines(40, 520, ["had placed it beside the mill and had", "never been changed by anybody."])
    assert "the old deed had placed it" in _read(one, two).reading.text


def test_values_of_fields_stand_beside_their_labels() -> None:
    """Long values below each other are no second column of the page."""
    values = ["Teodora Vasser of Split", "on the belt at the gate", "a green bag with straps"]
    labels = ["Name of the passenger:", "Where it was last seen:", "What was in the baggage:"]
    fields = [
        f"<< /Type /Annot /Subtype /Widget /FT /Tx /T (f{n}) /V ({value}) /F 4 "
        f"/Rect [200 {496 - 30 * n} 380 {512 - 30 * n}] >>"
        for n, value in enumerate(values)
    ]
    sheet = Sheet(annotations=fields).lines(40, 500, labels, step=30)
    sheet.put(40, 400, "Claims are barred after two years.")
    text = _read(sheet).reading.text
    assert all(f"{label} {value}" in text for label, value in zip(labels, values, strict=True))


def test_a_sentence_goes_on_behind_a_pull_quote() -> None:
    """What is set into a column in larger print is no part of its sentences, and ends none."""
    above = ["The miller went home at ten in the night. He left", "his lantern on the bridge and a"]
    below = ["man beside it, so that it would be seen when", "the pier began to sink any further."]
    sheet = Sheet().lines(40, 500, above).lines(40, 400, below)
    for order, said in enumerate(("“Both letters came", "back unopened to me.”")):
        sheet.put(60, 455 - 20 * order, said, size=17)
    assert " ".join([*above, *below]) in _read(sheet).reading.text


def test_words_behind_struck_ones_begin_no_paragraph() -> None:
    """They stand amid their line, where nothing is seen before them."""
    sheet = Sheet().put(40, 500, "He had to buy the hat, although it had been said to be")
    sheet.put(40, 486, "worthless").put(100, 486, "nearly new when the miller shot at it.")
    sheet.content.append("q 40 488.5 m 82 488.5 l S Q")
    assert "had been said to be nearly new when" in _read(sheet).reading.text


def test_columns_below_a_figure_are_as_many_as_they_are() -> None:
    """Three of them stand below a caption, as above it."""
    words = [
        "begins in April and counts",
        "the nests that are built in",
        "the oaks behind the mill.",
    ]
    sheet = Sheet()
    for column, name in enumerate(("Ann", "Bea", "Cid")):
        for top in (560, 440):
            sheet.lines(10 + 132 * column, top, [f"The ledger of {name} for us", *words])
    for order in range(3):
        sheet.put(10, 500 - 12 * order, "The weir by the vicar, from the mill on the second morning"
                  " of June, and the hat.", size=9)  # fmt: skip
    text = _read(sheet).reading.text
    assert all(text.count(f"of {name} for us begins in") == 2 for name in ("Ann", "Bea", "Cid"))


def test_pages_of_an_appendix_are_labelled_as_printed() -> None:
    """A letter and a figure at the foot are the page's number."""
    sheet = Sheet().lines(40, 500, ["The soundings were taken from the tug Alma.", "It was calm."])
    assert extract(written(sheet.put(190, 30, "A-3")), Path("a.pdf")).pages[0].label == "A-3"


def test_cells_in_frames_of_their_own_are_rows() -> None:
    """Programs draw a rectangle around each cell, and set a short one amid a high row."""
    sheet = Sheet().lines(20, 560, ["The ropes of the walk and what became of them in that year."])
    for row, (name, above, below) in enumerate((
        ("Cable", "laid on the third and inspected", "by the dock master himself"),
        ("Halyard", "of hemp, not of manila, as the", "owner of the ship had wished"),
    )):  # fmt: skip
        low = 480 - 40 * row
        sheet.content.append(f"q 1 g 20 {low} 100 40 re B 120 {low} 200 40 re B Q")
        sheet.put(24, low + 16, name).put(124, low + 24, above).put(124, low + 8, below)
    text = _read(sheet).reading.text
    assert "Cable laid on the third and inspected by the dock master himself" in text
    assert "Halyard of hemp, not of manila, as the owner of the ship had wished" in text


def test_the_foot_of_a_single_page_is_its_label() -> None:
    """Words and a number at its outer edge, far from the text, are no line of a column."""
    sheet = Sheet().lines(40, 500, ["The barn was measured by the diocese.", "It was in want."])
    sheet.put(40, 30, "Journal of Barns").put(350, 30, "117")
    found = extract(written(sheet), Path("a.pdf"))
    assert found.pages[0].label == "117"
    assert document_from(found, "a.pdf", "").reading.text.count("Journal") == 0


def test_the_sum_of_a_bill_is_no_page_number() -> None:
    """Words and a number below the text of a single page are its text, if not at the very edge."""
    sheet = Sheet().lines(40, 200, ["One hawser of hemp as it was ordered.", "One barrel of tar."])
    sheet.put(40, 75, "To be paid").put(300, 75, "480")
    assert "To be paid 480" in _read(sheet).reading.text


@pytest.mark.parametrize("work", [typeset.mended, stamps._overlapping])
def test_the_lines_of_a_full_page_are_not_held_against_all_others(
    work: Callable[[list[Line]], object],
) -> None:
    """Eight times as many take at most 8^1.2 times as long."""

    def seconds(count: int) -> float:
        rows = [divmod(n, 40) for n in range(count)]
        lines = [
            Line("ab", 9.0 * x, 9.0 * x + 7, 9.0 * y + 8, 9.0 * y, 8.0, False, _TWO)
            for y, x in rows
        ]
        before = time.process_time()
        work(lines)
        return time.process_time() - before

    assert "" == too_steep(seconds, 1.2, 0.03)
