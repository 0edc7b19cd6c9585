"""PDFs: columns between lines of text, several pages of a record on a sheet, heads of two pages."""

from pathlib import Path

import pytest

from rag.documents.assembly import document_from
from rag.documents.document import Document
from rag.documents.formats.pdf import extract
from tests.support.pdf_pages import Sheet, written

WIDTHS = {"n": 5.5, "o": 5.5, "t": 3.06, "h": 5.5, "i": 3.06, "g": 5.5}
"""In points, of Times at 11."""
WIDE = "The pilots and the ships of the northern pier were listed in two columns of the book."


def _read(*sheets: Sheet) -> Document:
    return document_from(extract(written(*sheets), Path("a.pdf")), "a.pdf", "")


@pytest.mark.parametrize("below", [0, 1, 3])
def test_columns_between_lines_of_text_are_read_one_after_the_other(below: int) -> None:
    """Text above and below crosses the gutter; rows are drawn from left to right."""
    left = ["First come the pilots who", "are listed by their birth", "and by nothing else."]
    right = ["Then come all the ships", "which are listed by their", "tonnage and their masters."]
    sheet = Sheet().lines(20, 560, [WIDE] * 3).lines(20, 420, [WIDE] * below)
    for order, (a, b) in enumerate(zip(left, right, strict=True)):
        sheet.put(20, 500 - 14 * order, a).put(220, 500 - 14 * order, b)
    text = _read(sheet).reading.text
    assert " ".join(left) in text
    assert " ".join(right) in text


def test_a_table_between_lines_of_text_stays_in_rows() -> None:
    """Cells do not go on in the next row."""
    sheet = Sheet().lines(20, 560, [WIDE] * 3).lines(20, 420, [WIDE] * 3)
    for order, ship in enumerate(("Ottilie of Altona", "Gull of Heligoland", "Swan of the Elbe")):
        sheet.put(20, 500 - 14 * order, f"Barque {ship}").put(
            220, 500 - 14 * order, f"Lost in 190{order}"
        )
    assert "Barque Gull of Heligoland Lost in 1901" in _read(sheet).reading.text


def test_both_pages_of_a_sheet_have_their_lines_numbered() -> None:
    """Records are printed with two pages on a sheet, each with numbers of its own."""
    record = [
        "Q. Was the gate open that night?", "A. It was open from nine o'clock",
        "on, as far as could be seen it", "from the steps of the chapel.",
        "Q. Who had the key of the gate?", "A. The beadle, Mr. Orrin Tate,",
        "had the one key, and the other", "had been lost in the spring.",
    ]  # fmt: skip
    sheet = Sheet()
    for x in (20, 210):
        for order, line in enumerate(record):
            sheet.put(x, 540 - 16 * order, str(order + 1), size=9)
            sheet.put(x + 15, 540 - 16 * order, line, size=10)
    text = _read(sheet).reading.text
    assert text.count("A. The beadle, Mr. Orrin Tate, had the one key, and the other had been") == 2


def test_numbers_of_two_pages_that_follow_each_other_are_no_text() -> None:
    """Two pages suffice, where the numbers stand alone at one height."""
    pages = [
        Sheet().put(60, 570, head, size=9).put(340, 570, number, size=9).lines(60, 540, [said])
        for head, number, said in (
            ("Annals of the Pier", "301", "The pier was lit by gas."),
            ("Volume XII", "302", "In the winter the gas failed."),
        )
    ]
    document = _read(*pages)
    assert [page.label for page in document.pages] == ["301", "302"]
    assert "301" not in document.reading.text


def test_a_word_set_wide_in_a_line_of_even_gaps_is_one_word() -> None:
    """Browsers set space behind each letter of a word, also behind its last."""
    sheet, x = Sheet().put(20, 500, "He granted"), 71.2
    for letter in "nothing":
        sheet.put(round(x, 2), 500, letter)
        x += WIDTHS[letter] + 4
    sheet.put(round(x + 4, 2), 500, "and promised less")
    assert _read(sheet).reading.text == "He granted nothing and promised less"


@pytest.mark.parametrize("gap", [30, 14])
def test_heads_of_other_words_on_each_page_are_told_by_their_number(gap: int) -> None:
    """A number at the outer end of a row that stands apart is a head's; a table's row is none."""
    said = ["The vats stood by the river in the", "middle of the town, and nobody"]
    pages = [
        Sheet().put(40, 560, head, size=9).put(300, 560, number, size=9)
        .lines(40, 560 - gap, [line] * 4)
        for head, number, line in (("The Dyers", "7", said[0]), ("Of Vinegar", "31", said[1]))
    ]  # fmt: skip
    text = _read(*pages).reading.text
    assert ("Of Vinegar" not in text) == (gap == 30)
    lexicon = pages[0].put(180, 560, "212", size=9)
    lexicon.content[1] = lexicon.content[1].replace("(7)", "(GIRN)")
    assert ("GIRN" not in _read(lexicon).reading.text) == (gap == 30)


def test_a_page_number_between_a_reporter_and_a_stamp_is_the_pages() -> None:
    """Feet of records name the reporter, number the page and bear a stamp, all in one row."""
    pages = [
        Sheet().lines(40, 540, [said]).put(20, 30, "TEALE REPORTING SERVICE", size=7)
        .put(190, 30, str(5 + order), size=9).put(300, 30, f"DUNN{430 + order:06d}", size=8)
        for order, said in enumerate(("The court rose.", "It sat at nine.", "It rose again."))
    ]  # fmt: skip
    assert [page.label for page in _read(*pages).pages] == ["5", "6", "7"]


ABOVE_LEFT = [
    "The oil came by boat every other",
    "week, and the keeper rolled the",
    "barrels up by himself, since",
]
ABOVE_RIGHT = [
    "The horn could be heard for miles.",
    "Fishermen said that it was worse",
    "than the fog, and that no cod",
]
BELOW_LEFT = ["no man would be paid in oil that", "stank of the whale."]
BELOW_RIGHT = ["came near while it blew. It was", "sold to a mine in 1932."]


def test_columns_go_on_below_a_figure_across_both() -> None:
    """Few lines below it are columns as well, and each goes on where its sentence does."""
    sheet = Sheet().put(90, 420, "Fig. 2. The tower of Sletnes from the sea, as it was")
    sheet.lines(20, 560, ABOVE_LEFT).lines(220, 560, ABOVE_RIGHT)
    sheet.lines(20, 380, BELOW_LEFT).lines(220, 380, BELOW_RIGHT)
    text = " ".join(_read(sheet).reading.text.split())
    assert " ".join(ABOVE_LEFT + BELOW_LEFT) in text
    assert " ".join(ABOVE_RIGHT + BELOW_RIGHT) in text


def test_what_stands_above_a_figure_may_go_on_beside_it() -> None:
    """In a sheet of sections the right column above a figure follows the left one above it."""
    sheet = Sheet().put(20, 420, "Fig. 2. A hut.")
    upper = [
        "Peat was cut in the month of May",
        "and set to dry in low walls, of",
        "which the children, who were",
    ]
    right = [
        "barefoot, turned each of the",
        "bricks. It was wet in that year,",
        "and nobody in the bog was paid.",
    ]
    lower = [
        "After the war a machine did in",
        "an hour what a man did in all of",
        "a week. Its driver, who was the",
    ]
    last = ["first man with a watch, ate by", "himself. Nobody cuts there now."]
    for lines, x, y in ((upper, 20, 560), (right, 220, 560), (lower, 20, 380), (last, 220, 380)):
        sheet.lines(x, y, lines)
    text = " ".join(_read(sheet).reading.text.split())
    assert " ".join(upper + right) in text
    assert " ".join(lower + last) in text


def test_a_line_of_text_at_the_top_of_several_pages_is_no_running_head() -> None:
    """Two pages may begin with nearly the same line, which goes on in the next one."""
    line = "In the year 170{} the wheel of the old mill was mended by"
    pages = [Sheet().lines(40, 560, [line.format(n), "the smith."]) for n in (1, 2)]
    text = _read(*pages).reading.text
    assert "In the year 1701 the wheel of the old mill was mended by the smith." in text
    assert "In the year 1702 the wheel of the old mill was mended by the smith." in text


@pytest.mark.parametrize("across", ["0.8 g 30 450 340 70 re f", "30 450 m 370 520 l S"])
def test_a_figure_across_both_columns_makes_no_rows_of_them(across: str) -> None:
    """The gap that a picture or a drawing leaves in both columns is none between rows."""
    left, right = ABOVE_LEFT + BELOW_LEFT, ABOVE_RIGHT + BELOW_RIGHT
    sheet = Sheet().lines(20, 560, ABOVE_LEFT).lines(220, 560, ABOVE_RIGHT)
    sheet.content.append(f"q {across} Q")
    sheet.lines(20, 420, BELOW_LEFT).lines(220, 420, BELOW_RIGHT)
    text = " ".join(_read(sheet).reading.text.split())
    assert " ".join(left) in text
    assert " ".join(right) in text


def test_rows_parted_by_pictures_stay_rows() -> None:
    """What stands beside each other below each of the pictures belongs together."""
    sheet = Sheet()
    for order, ship in enumerate(("Ottilie of Altona", "Gull of Heligoland")):
        sheet.lines(20, 560 - 90 * order, [f"Barque {ship}", "Captain Peter Kruse"])
        sheet.lines(
            220, 560 - 90 * order, [f"Lost in the year 190{order}", "Near the Isle of Sylt"]
        )
    text = _read(sheet).reading.text
    assert text.index("Lost in the year 1900") < text.index("Barque Gull of Heligoland")


def test_a_few_long_lines_on_both_pages_of_a_sheet_are_two_columns() -> None:
    """The last page of a chapter may have two lines beside three."""
    left = [
        "The third of them opened a school of knots",
        "and taught the orphans of the parish eleven",
        "of them, but he forbade the one he called",
    ]
    right = [
        "widow, and a boy who tied it went to sea,",
        "and nobody knows now how it is to be tied.",
    ]
    sheet = Sheet()
    for order, (a, b) in enumerate(zip(left, [*right, ""], strict=True)):
        sheet.put(10, 500 - 14 * order, a, size=8).put(230, 500 - 14 * order, b, size=8)
    assert " ".join([*left, *right]) == _read(sheet).reading.text


def test_a_box_beside_a_few_lines_below_makes_no_rows_of_the_columns_above() -> None:
    """The gutter that parts more lines is that of the page."""
    left = [
        "The clockmaker built the house", "and carved its man after the",
        "father of his wife, whom he", "had never seen without rain",
        "on his hat and in his beard.",
    ]  # fmt: skip
    right = [
        "It hung in the parlour, where", "the mouse found it and ate",
        "the string, so that the two", "came out at once and stayed", "out until the priest came.",
    ]  # fmt: skip
    sheet = Sheet().put(20, 580, "The weather house of the village of Elm, in two parts")
    for order, (a, b) in enumerate(zip(left, right, strict=True)):
        sheet.put(20, 540 - 14 * order, a).put(200, 551 - 14 * order, b)
    below = [
        "It can be seen on all weekdays in the museum,",
        "which is open to anybody who asks for the",
        "key at the inn, and it costs nothing at all.",
    ]
    sheet.lines(20, 440, below)
    for order, line in enumerate(["Open on weekdays", "from nine to five", "and on feast days"]):
        sheet.put(260, 436 - 14 * order, line)
    text = _read(sheet).reading.text
    assert " ".join(left) in text
    assert " ".join(right) in text


def test_a_head_that_stands_once_is_told_by_the_number_of_the_page_before() -> None:
    """A chapter's first page has its number below; pages of other sizes have heads as far up."""
    book = [
        Sheet().lines(40, 500, ["A foreword by nobody at all"]).put(190, 30, "i"),
        Sheet().lines(40, 500, ["The dike was raised by men who took"]).put(190, 30, "1"),
        Sheet().lines(40, 500, ["the house of their engineer."])
        .put(40, 560, "2", size=9).put(240, 560, "THE DIKE", size=9),
    ]  # fmt: skip
    assert "men who took the house" in _read(*book).reading.text
    turned = [
        Sheet(crop=(0, 0, 400, top))
        .put(40, top - 30, "County of Sorn", size=9)
        .lines(40, top - 100, lines)
        for top, lines in ((600, ["The fair was held by men who took"]), (400, ["boats to it."]))
    ]
    assert "The fair was held by men who took boats to it." == _read(*turned).reading.text


def test_a_box_below_the_text_of_other_columns_is_read_by_itself() -> None:
    """A strip without text parts them; lines at other heights beside the box are no rows of it."""
    sheet = Sheet()
    for order in range(8):
        sheet.put(20, 560 - 14 * order, "a daughter and who had none of his own", size=10)
        sheet.put(240, 566 - 14 * order, "and the weed is dried for", size=10)
    box = ["The last kiln stands near", "the pier and is used as a", "sty by the postman of it."]
    text = [
        "The factor kept a diary of all the years, in",
        "which he counts the dead of every winter and",
        "never the living, and he names nobody else.",
    ]
    for order, (left, right) in enumerate(zip(box, text, strict=True)):
        sheet.put(20, 400 - 14 * order, left, size=10).put(160, 406 - 14 * order, right, size=10)
    said = _read(sheet).reading.text
    assert " ".join(box) in said
    assert " ".join(text) in said


def test_the_next_pages_first_word_below_a_page_is_no_word_of_it() -> None:
    """Old prints set it there, beside the signature of the sheet."""
    first = [
        "The ship left the bay of Torr in May with",
        "forty men and a bear, which was after this",
        "found upon a spar; and the bear was",
    ]
    sheets = [Sheet().lines(60, 500, first), Sheet().lines(60, 500, ["found, too, and was paid."])]
    sheets[0].put(150, 458, "C 2", size=9).put(240, 458, "found")
    assert "and the bear was found, too, and was paid." in _read(*sheets).reading.text


@pytest.mark.parametrize(("edge", "said"), [(0, True), (60, False)])
def test_a_frame_beside_lines_is_a_block_of_its_own(edge: int, said: bool) -> None:
    """Its words are no part of the lines beside it; a cell of a table, which touches others, is."""
    text = ["The ferry of Oss sank in the winter of", "1799, and the boy swam ashore with the",
            "strong-box. He was given a cow by the", "toll office, but he sold it."]  # fmt: skip
    sheet = Sheet().lines(20, 500, text).lines(250, 500, ["Fares: man, 2", "pence; sheep free."])
    sheet.content.append(f"245 484 110 28 re S {245 - edge} 484 m 355 484 l S")
    document = _read(sheet)
    assert (" ".join(text) in document.reading.text) == said
    assert ("\n\nFares: man, 2 pence; sheep free." in document.reading.text) == said


def test_numbers_of_a_last_page_of_few_lines() -> None:
    """They count lines where those of one page before do, from 1 on."""
    record = ["A. I came in by the south gate at", "about four, and the man was there,", "alone.",
              "Q. Who else was there?", "A. Nobody but the cat, and a boy", "whom I did not know.",
              "Q. At what hour was that, then?", "A. At the bell."]  # fmt: skip
    sheets = []
    for lines in (record, ["A. At 25 past six, when the bell", "had stopped."]):
        sheet = Sheet()
        for order, line in enumerate(lines):
            sheet.put(20, 540 - 16 * order, str(order + 1)).put(50, 540 - 16 * order, line)
        sheets.append(sheet)
    assert "A. At 25 past six, when the bell had stopped." in _read(*sheets).reading.text


def test_words_set_wide_to_fill_a_narrow_column_begin_no_column() -> None:
    """Of three columns that LaTeX had set, lines were mixed: "The antiquarsulates, whose"."""
    lines = [
        "The|antiquary", "and|scholar", "wrote of old houses,", "inventories|and",
        "of the books therein", "which|others", "had lost in the fire", "and the flood.",
    ]  # fmt: skip
    sheet = Sheet()
    for x in (20, 128, 236):
        for order, line in enumerate(lines):
            left, _, right = line.partition("|")
            sheet.put(x, 560 - 12 * order, left, 8, "F9")
            sheet.put(x + 4.8 * (20 - len(right)), 560 - 12 * order, right, 8, "F9")
    courier = "/F9 << /Type /Font /Subtype /Type1 /BaseFont /Courier >> "
    read = document_from(extract(written(sheet, fonts=courier), Path("a.pdf")), "a.pdf", "")
    assert read.reading.text.count(" ".join(lines).replace("|", " ")) == 3


def test_letters_drawn_after_their_line_stand_in_its_gap() -> None:
    """Browsers draw moved letters last: "The 1 floor was let.st" was quoted of "1st"."""
    sheet = Sheet().put(20, 500, "The 1").put(54, 500, "floor was let to her.")
    sheet.put(20, 480, "She paid nine marks for it.").put(45, 505, "st", size=7)
    assert _read(sheet).reading.text.startswith("The 1st floor was let to her.\n")


def test_a_third_column_begins_where_the_measure_says() -> None:
    """Three lines beside a table do not tell: "Philadelphia Outerbridge coal" was one line."""
    news = ["A fire destroyed the rope", "store of the brothers on", "Thursday, and with it two"]
    letter = [
        "Sir, the keeper never did", "swim to it but rowed out", "and took his dog along, a",
        "dog that had lost its ear", "in the war and was known", "as far as Hull for that.",
    ]  # fmt: skip
    sheet = Sheet().lines(20, 560, news * 3).lines(148, 560, [*letter, "Philadelphia Lind"])
    for order, row in enumerate((("Vessel", "Cargo"), ("Alma", "coal"), ("Gull", "salt"))):
        sheet.put(282, 476 - 14 * order, row[0]).put(330, 476 - 14 * order, row[1])
    text = _read(sheet.put(276, 546, "The Gull waits.")).reading.text
    assert " ".join(letter) in text
    assert "Philadelphia Lind Vessel" not in text
    assert "Alma coal" in text


def test_columns_below_a_table_of_many_cells_are_read_one_after_the_other() -> None:
    """The cells are many more than the lines of the columns, and their gaps, too."""
    left = [
        "The pilots of the northern",
        "pier were paid by the ship",
        "and the clerks by the day,",
        "which the master of the",
        "harbour had ordered in the",
        "spring of that bad year.",
    ]
    right = [
        "All the others were paid",
        "by the week and complained",
        "of it to the council, but",
        "nobody was heard and most",
        "of them left for the south",
        "before the first snow.",
    ]
    sheet = Sheet()
    for row in range(12):
        for cell in range(6):
            sheet.put(30 + 62 * cell, 580 - 12 * row, str(7 * row + cell + 11))
    sheet.put(40, 430, "Table 4. What was paid on each day of the year by the harbour office.")
    for order, (a, b) in enumerate(zip(left, right, strict=True)):
        sheet.put(20, 400 - 14 * order, a).put(210, 396 - 14 * order, b)
    text = _read(sheet).reading.text
    assert " ".join(left) in text
    assert " ".join(right) in text


def test_numbers_of_lines_go_on_on_a_last_page_of_few_lines() -> None:
    """Numbers that go through have no 1 on the next page; they stand where the others do."""
    lines = [
        "The council met in the old hall, where",
        "no lamp was lit but that of the clerk,",
        "and heard the story of the two keepers",
        "from the mouth of the younger, who said",
        "that nothing had been seen by him. The",
        "elder would not speak before the bishop",
        "and was sent home. Then all those who",
        "had come to hear the two men stood and",
    ]
    sheets = [Sheet(), Sheet()]
    for order, line in enumerate([*lines, "left at noon, when the", "bell was heard."]):
        sheet, at = sheets[order // 8], 560 - 14 * (order % 8)
        sheet.put(20, at, str(order + 1), size=7).put(40, at, line)
    text = _read(*sheets).reading.text
    assert "the two men stood and left at noon, when the bell was heard." in text


def test_an_indented_line_beside_another_column_is_no_part_of_its_line() -> None:
    """Captions across both columns are as wide as the two lines would be together."""
    left = [
        "The reeve of the island had",
        "seen no ship since the great",
        "storm, and he told the bailiff",
        "that none would come before",
        "the spring.",
    ]
    right = [
        "that the flour would last until",
        "the end of the year.",
        "Nobody asked him how he knew",
        "that, or for whom it would be",
        "enough, for all feared it.",
    ]
    sheet = Sheet()
    for at in (560, 546, 532):
        sheet.put(20, at, "Figure 2. The island with its harbours.").put(200, at, right[2])
    for order, (a, b) in enumerate(zip(left, right, strict=True)):
        sheet.put(20, 450 - 14 * order, a).put(200 if order == 2 else 188, 450 - 14 * order, b)
    text = _read(sheet).reading.text
    assert " ".join(left) in text
    assert " ".join(right[2:]) in text
