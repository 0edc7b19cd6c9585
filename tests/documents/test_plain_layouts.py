"""Layouts of plain text and heads of Markdown: tables, logs, books, mail, front matter."""

import pytest

from rag.documents.assembly import document_from
from rag.documents.document import Document
from rag.documents.extraction import Extraction
from rag.quotes.check import check_quote
from rag.quotes.quote import quote_at


def _read(text: str, markup: str = "text") -> Document:
    """The document, every sentence of which passes the check."""
    document = document_from(
        Extraction(text, "text/3", "markdown" if markup == "markdown" else "text"),
        "a.txt",
        "0" * 64,
    )
    for start, end in document.reading.sentences:
        quote = quote_at(document, start, end)
        check_quote(quote.text, quote.spans, document)
    return document


def _blocks(document: Document) -> list[str]:
    text = document.reading.text
    return [text[block.start : block.end] for block in document.reading.blocks]


def test_rows_whose_columns_are_set_by_spaces_stay_rows() -> None:
    """Also below a rule of dashes; justified prose with wide gaps does not."""
    table = (
        "Date        Wind   Remarks\n----------  -----  ----------\n"
        "1953-01-04  NNW 7  Lamp out in the early hours of the day.\n"
        "1953-01-05  N 9    Supply boat not sighted from the tower.\n"
    )
    assert _blocks(_read(table))[1:] == [
        "1953-01-04 NNW 7 Lamp out in the early hours of the day.",
        "1953-01-05 N 9 Supply boat not sighted from the tower.",
    ]
    prose = (
        "The keeper  did not sign for  the fifth,  since the boat with the\n"
        "oil and the  flour was late  once more, and  nobody had come up to\n"
        "the tower that day.\n"
    )
    assert len(_blocks(_read(prose))) == 1


def test_lines_of_a_log_stay_lines() -> None:
    """Each begins with a day and a time."""
    log = "".join(f"2024-02-01 12:00:0{n} ERROR pump: valve {n} did not close\n" for n in (1, 2))
    assert len(_blocks(_read(log))) == 2


def test_the_foot_of_a_page_in_brackets_cuts_no_sentence() -> None:
    """As memos of the internet have it, with a form feed and a head behind it."""
    memo = (
        "   The label stays until the parcel has reached its last stop, even where\n"
        "   the stop refuses\n\n\nMoreau                 Informational           [Page 1]\n\f\n"
        "RFC 9999                  Hand-over                March 2011\n\n\n"
        "   the parcel.  Stops answer within a day.\n"
    )
    assert "the stop refuses the parcel. Stops answer" in _read(memo).reading.text


BOOK = """The Project Gutenberg eBook of The Lock

Title: The Lock

Author: Amalia Voss

*** START OF THE PROJECT GUTENBERG EBOOK THE LOCK ***

CHAPTER I

The river came into the house.[*] He stayed.

[*] The house stood by the weir.

     *     *     *     *     *

They found him on the roof.

*** END OF THE PROJECT GUTENBERG EBOOK THE LOCK ***

This eBook is for the use of anyone.
"""


def test_notices_around_a_book_are_no_text() -> None:
    """They state its title and its author; a row of stars is no note."""
    book = _read(BOOK)
    assert (book.title, book.author) == ("The Lock", "Amalia Voss")
    assert "Gutenberg" not in book.reading.text
    assert "use of anyone" not in book.reading.text
    assert [note.text for note in book.notes] == ["The house stood by the weir."]
    assert book.markers[0].notes == (0,)


def test_a_mail_of_usenet_knows_its_writers() -> None:
    """The name behind an address, and "In article … wrote"; its subject is its title."""
    mail = _read(
        "From: dl@example.edu (Dag Larsen)\nSubject: Salt roads\nDate: 12 Jun 1998\n\n"
        "In article <6lq@example.org>, Piet Mulder <pm@example.org> wrote:\n\n"
        ">There is no evidence for that road.\n\nThat is not so, since the toll book has it.\n"
    )
    said = {words: block.speaker for block in mail.reading.blocks
            for words in [mail.reading.text[block.start : block.end]]}  # fmt: skip
    assert said["There is no evidence for that road."] == "Piet Mulder"
    assert said["That is not so, since the toll book has it."] == "Dag Larsen"
    assert mail.title == "Salt roads"


HEADS = [
    '+++\ntitle = "The mill"\ndate = 2015-03-02T10:00:00Z\nauthor = "Ada Brekke"\n+++\n',
    "% The mill\n% Ada Brekke\n% 2015-03-02\n",
    "---\ntitle: The mill\nauthor: Ada Brekke\ndate: 2015-03-02\n---\n",
]


@pytest.mark.parametrize("head", HEADS)
def test_front_matter_of_each_dialect_is_read(head: str) -> None:
    """TOML, Pandoc's lines, YAML: none of it is text."""
    page = _read(head + "\nIt stood three metres high.\n", "markdown")
    assert (page.title, page.author, page.date) == ("The mill", "Ada Brekke", "2015-03-02")
    assert page.reading.text == "It stood three metres high."


DIALECTS = [
    ("It is {--not--} so.\n\n{--A part\nthat went.--}\n\nEnd.", "It is so.\n\nEnd."),
    ("Here {math}`h = 3` and {ref}`a`.", "Here h = 3 and a."),
    ("```{figure} weir.png\n:name: f\n\nThe weir.\n```\n", "The weir."),
    ("```{code-cell}\n:tags: [x]\nprint(1)\n```\n", "print(1)"),
    (":::{admonition} Read this\n:class: tip\nZero it.\n:::\n", "Read this\n\nZero it."),
    ('=== "Linux"\n\n    Use it.\n', "Linux\n\nUse it."),
    ("<h1 align=center>\n  <img src=a alt=Logo><br>\n  Weir\n</h1>\n\nText.", "Weir\n\nText."),
]


@pytest.mark.parametrize(("written", "shown"), DIALECTS)
def test_blocks_and_roles_of_dialects(written: str, shown: str) -> None:
    """Their options and names are no words."""
    assert _read(written, "markdown").reading.text == shown


TITLE_PAGES: list[tuple[str, str, str | None]] = [
    ("THE BELLS OF\nST. OLAVE\n\n", "THE BELLS OF ST. OLAVE", None),
    ("A SHORT HISTORY\n\nOF\n\nTHE NETS\n\nBY\n\nJONAS WREN\n\n",
     "A SHORT HISTORY OF THE NETS", "JONAS WREN"),
    ("Der Kahn\nvon Ada Moos\n\n", "Der Kahn", "Ada Moos"),
    ("From: Ada Moos <a@b.example>\nSubject: The bell\nDate: 3 May 2004\n\n",
     "The bell", "Ada Moos"),
]  # fmt: skip


@pytest.mark.parametrize(("head", "title", "author"), TITLE_PAGES)
def test_a_title_over_several_lines_names_no_author(
    head: str, title: str, author: str | None
) -> None:
    """What goes on with a phrase is no name; who sent a mail wrote it."""
    page = _read(head + "The great bell weighs 3,400 pounds, and it was cast in 1622 by night.\n")
    assert (page.title, page.author) == (title, author)


def test_heads_of_left_and_right_pages_are_one() -> None:
    """The number stands outside on both; a stop behind the name is none of a sentence."""
    page = "\f{0}\n\nThe old town burned in the spring of that year, and he left.\n\n"
    heads = ("THE ANNALS.    11", "12    THE ANNALS.", "THE ANNALS.    13")
    assert "ANNALS" not in _read("".join(map(page.format, heads))).reading.text


def test_remarks_of_myst_are_no_text() -> None:
    """A line behind % where boxes or roles tell the dialect; elsewhere it is text."""
    page = "# Silt\n\nSee {ref}`a`.\n\n% The gauge broke.\n\nIt is deep.\n"
    assert "gauge" not in _read(page, "markdown").reading.text
    assert "gauge" in _read(page.replace("{ref}`a`", "it"), "markdown").reading.text


def test_a_title_above_a_line_of_markdown_is_the_title() -> None:
    """Also a short one above a longer line; "none known" is nobody."""
    page = _read(
        "Tide table\n==========\n\nThe heights are all in metres here\n\nIt is so.\n", "markdown"
    )
    assert page.title == "Tide table"
    assert _read("# Mills\n\nAuthor: none known\n\nIt ground.\n", "markdown").author is None
