"""What an e-book holds beside its words: contents, rights, numbers of pages and lines."""

import pytest

from rag.documents.assembly import document_from
from tests.documents.test_epub import PACKAGE, XHTML
from tests.documents.test_epub_shown import _book

TEXT = "<p>The mill burned in 1871.</p>"


@pytest.mark.parametrize(
    "beside",
    [
        "<p>*** START OF THE PROJECT GUTENBERG EBOOK MILLS ***</p>",
        "<p>A notice.</p><div><p>*** START OF THIS PROJECT GUTENBERG EBOOK MILLS ***</p></div>",
        "<section class='pg-boilerplate'><p>A notice of 1871 words.</p></section>",
        "<section epub:type='imprint'><p>Made by hands of 1871.</p></section>",
        "<div data-type='copyright-page'><p>Copyright 1871.</p></div>",
        "".join(f"<p><a href='two%20b.xhtml#c{n}'>The mill of {n}</a> {n}</p>" for n in range(5)),
    ],
)
def test_notices_and_contents_are_none_of_a_books_text(beside: str) -> None:
    """By what they say that they are, by Gutenberg's two lines, and by their links."""
    assert _book(beside + TEXT).text == "The mill burned in 1871."


def test_what_an_editor_says_of_the_text_is_no_notice() -> None:
    """A sentence on the page of rights that speaks of the text stays."""
    cover = "<p>The cover and its text were drawn by hand for the second time.</p>"
    said = "Spelling and points follow the manuscript of 1851 throughout."
    rights = "<p>Copyright 1987.</p><p>No part may be reproduced without leave of the owners.</p>"
    page = f"<section epub:type='copyright-page'>{rights}{cover}<p>{said}</p></section>"
    text = "The mill burned in 1871, and with it all that the miller had laid by for a new wheel."
    book = _book(f"{page}<p>{text}</p>")
    assert book.text == f"{said}\n\n{text}"
    (left_out,) = book.losses  # and the rest is left out by name
    assert left_out.what.startswith("109 characters of notices of rights")


def test_contents_and_an_index_are_known_by_their_heading() -> None:
    """Titles with their writers, words with their pages; a list of terms stays."""
    names = ("Goat", "Ninety Steps", "Bell", "Fog")
    link = "<a href='two%20b.xhtml#c'>{}</a>"
    titles = "".join(f"<p>{link.format(name)} — Ann Hood</p>" for name in names)
    pages = "".join(f"<p>{name}, {link.format(3)}, {link.format('7–8')}</p>" for name in names)
    assert _book(f"<h2>Contents</h2>{titles}<h2>Mill</h2>{TEXT}").text.endswith(
        "Contents\n\nMill\n\nThe mill burned in 1871."
    )
    assert "Goat" not in _book(f"{TEXT}<h2>Index</h2>{pages}").text
    assert "Goat — Ann Hood" in _book(f"<h2>Terms</h2>{titles}").text


def test_numbers_of_pages_in_brackets_are_places() -> None:
    """Amid words and without a tag: Gutenberg's by their word, others where they count on."""
    book = _book("<p>The guard [Pg 9]asked <i>him [Pg 10]twice</i>, see [page 3].</p>")
    assert book.text == "The guard asked him twice, see [page 3]."
    assert [page.label for page in book.pages] == ["9", "10"]
    assert _book("<p>A [p. 4]b [p. 5]c [p. 6]d.</p>").text == "A b c d."
    book = _book(
        "<p>Each Easter<span class='page'>12</span> he left <i class='page'>3</i> of it.</p>"
    )
    assert book.text == "Each Easter he left 3 of it."
    assert [page.label for page in book.pages] == ["12"]


def test_a_guide_or_landmarks_name_parts_that_are_no_text() -> None:
    """A whole file; a place inside of one tells nothing of the file."""
    guide = '</spine><guide><reference type="{}" href="{}"/></guide>'
    two = {"OEBPS/two b.xhtml": XHTML.format("<p>All rights reserved.</p>")}
    for place, expected in (("two%20b.xhtml", False), ("two%20b.xhtml#a", True)):
        package = PACKAGE.replace("</spine>", guide.format("copyright-page", place))
        assert ("rights" in _book(TEXT, **{**two, "OEBPS/book.opf": package}).text) == expected
    nav = XHTML.format(
        "<nav epub:type='landmarks'><a epub:type='copyright-page' href='two%20b.xhtml'>©</a></nav>"
    )
    assert "rights" not in _book(TEXT, **{**two, "OEBPS/nav.xhtml": nav}).text


def test_numbers_at_the_ends_of_files_are_pages() -> None:
    """Where each file of a fixed layout ends with its number; a number that ends one stays."""
    page = XHTML.format("<p>It burned.</p><div><span>{}</span></div>")
    parts = {f"OEBPS/{name}.xhtml": page.format(n) for n, name in
             ((8, "one"), (9, "two b"), (10, "notes/notes"))}  # fmt: skip
    book = _book("", **parts)
    assert book.text == "It burned.\n\nIt burned.\n\nIt burned."
    assert [page.label for page in book.pages] == ["8", "9", "10"]
    parts["OEBPS/two b.xhtml"] = page.format(1871)
    assert "1871" in _book("", **parts).text


@pytest.mark.parametrize(
    "poem",
    [
        "<div class='stanza'><div>The gate is shut <span class='ln'>20</span></div>"
        "<div>and shut it stays.</div></div>",
        "<p>The gate is shut <span class='x'>20</span><br/>and shut it stays.</p>"
        "<p>Go home. <span class='x'>25</span></p>",
        "<div class='poem'><p class='i2'>The gate is shut</p><p>and shut it stays.</p></div>",
    ],
)
def test_lines_of_a_stanza_are_one_text_without_their_numbers(poem: str) -> None:
    """Numbers by their name or by their counting; lines in blocks of their own go on."""
    text = " ".join(_book(poem).text.split())
    assert text.startswith("The gate is shut and shut it stays.")
    assert "2" not in text


def test_figures_that_end_lines_without_counting_are_words() -> None:
    """Prices in a class of their own."""
    poem = "<p>A pear is <span class='x'>5</span></p><p>A plum is <span class='x'>3</span></p>"
    assert _book(poem).text == "A pear is 5\n\nA plum is 3"


def test_a_sign_that_no_font_has_is_lost_by_name() -> None:
    """The words of its picture are a stopgap, and are not read as the sign."""
    book = _book("<p>船は<img src='g.png' alt='〓'/>という字を掲げた。</p>")
    assert "〓" not in book.text
    assert len(book.losses) == 1


def test_parts_that_are_pictures_alone_are_named() -> None:
    """One loss for all of them; a cover is none."""
    picture = XHTML.format("<div><img src='a.jpg' alt='A letter'/></div>")
    book = _book(TEXT, **{"OEBPS/two b.xhtml": picture})
    assert [loss.what.split(": ")[-1] for loss in book.losses] == ["OEBPS/two b.xhtml"]


def test_a_sentence_goes_on_in_the_next_file() -> None:
    """Also where a word is divided there; a paragraph that ends does not go on."""
    first = "<p>The tunnel was dug by two brothers who met in 1846 with an er-</p>"
    second = XHTML.format("<p>ror of nine inches.</p><p>and nobody cared.</p>")
    book = document_from(_book(first, **{"OEBPS/two b.xhtml": second}), "a.epub", "0" * 64)
    assert book.reading.text.endswith("with an error of nine inches.\n\nand nobody cared.")


def test_prices_in_a_table_are_no_numbers_of_lines() -> None:
    """They count by fives too, but each line has one; those of a play's verses have not."""
    row = "<tr><td>{}</td><td class='n'>{}</td></tr>"
    prices = "".join(row.format(*pair) for pair in (("A pear", 5), ("A plum", 10), ("A fig", 15)))
    play = "".join(row.format(*pair) for pair in (("Go.", 5), ("No.", ""), ("I go.", 10)))
    assert "A plum | 10" in _book(f"<table>{prices}</table>").text
    assert "10" not in _book(f"<table>{play}</table>").text
