"""A page is read to its end, whatever its depth and however long a text in it; else it is named."""

from itertools import product
from pathlib import Path

import pytest
from lxml import etree

from rag.documents.extraction import Extraction
from rag.documents.formats import html
from rag.documents.formats.html import elements
from rag.documents.formats.html.elements import DEEPEST, shallow
from tests.documents import test_epub

LAST = "The last paragraph of the page says that the bridge held."


def read(body: str) -> Extraction:
    """The extraction of a page with this body and a last paragraph."""
    return html.extract(f"<html><body>{body}<p>{LAST}</p></body></html>".encode(), Path("a.html"))


@pytest.mark.parametrize(
    ("depth", "tag", "closed"),
    [
        *product([150, 255, 300, 2_100], ["div", "b", "blockquote", "unknown"], [True, False]),
        (8_000, "div", True), (8_000, "b", False), (8_000, "unknown", True),
    ],
)  # fmt: skip
def test_depth_loses_nothing(depth: int, tag: str, closed: bool) -> None:
    """Elements inside of elements, closed or not, hide no word."""
    end = f"</{tag}>" * depth if closed else ""
    found = read(f"<{tag}>" * depth + "Words at the bottom." + end)
    assert ["Words at the bottom." in found.text, LAST in found.text] == [True, True]
    assert found.losses == ()


@pytest.mark.parametrize(
    "page",
    ["<body><p>One.</p></body></html>{}", "<html><body><p>One.</p></body></html>\n<!-- x -->{}",
     "<body><p>One.</p></body><body class=b>{}</body>", "<body>One.</body>{}</html>",
     "<html><body><p>One.</p></body></html><html><head><title>Two</title></head><body>{}</body>",
     "<p>One.</p><svg><g><path d=a>{}", "<p>One.</p><svg><g><svg><text></text></g>{}</svg>"],
)  # fmt: skip
def test_what_stands_behind_the_end_is_read(page: str) -> None:
    """Behind `</html>`, in a second body, in a drawing that never ends: browsers show it."""
    found = html.extract(page.format(f"<p>{LAST}</p>and <b>its</b> tail").encode(), Path("a.html"))
    assert found.text.split("\n\n") == ["One.", LAST, "and its tail"]
    assert found.losses == ()


def test_words_behind_an_open_equation_are_no_part_of_it() -> None:
    """What ends it for a browser ends it; words that no part of it holds make it a loss."""
    open_ = "<p>Let <math><mi>x</mi><b> be</b> seen.</p><p>Now <math><mi>y</mi> is lost.</p>"
    found = read(f"{open_}<p>As <math><mrow><mi>z</mi><p>One.</p>Two.<ul><li>Three.</ul>")
    shown = ["Let x be seen.", "Now \ufffd", "As z", "One.", "Two.", "Three.", LAST]
    assert found.text.split("\n\n") == shown
    assert [(loss.what, loss.at) for loss in found.losses] == [
        ("an equation that could not be read", found.text.index("\ufffd"))
    ]


@pytest.mark.parametrize("name", ["span", "font", "p"])
def test_tags_that_are_never_closed_lose_nothing(name: str) -> None:
    """More paragraphs than the parser nests, each with a tag that nobody closed, are all there."""
    found = read("".join(f"<p><{name}>Paragraph {n} stands here." for n in range(2_100)))
    missing = [n for n in range(2_100) if f"Paragraph {n} stands here." not in found.text]
    assert (missing, LAST in found.text, found.losses) == ([], True, ())


def test_a_long_text_loses_nothing() -> None:
    """What stands behind a text of 11 MB, more than the parser takes of itself, is read."""
    found = read(f"<p>{('w' * 999 + ' ') * 11_000}</p>")
    assert (found.text.count("w" * 999), LAST in found.text) == (11_000, True)


def test_what_the_parser_gives_up_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the rest of a page cannot be read even so, the loss and its line are told."""
    monkeypatch.setattr(elements, "shallow", lambda text: text)
    _, lost = elements.root_of("\n\n<div>Words at the top.</div>" + "<div>" * 3000, Path("a.html"))
    told = [loss.what.split(":")[0] for loss in lost]
    assert told == ["from line 3 on the page could not be read"]
    monkeypatch.undo()
    monkeypatch.setattr(html, "root_of", lambda *_: (etree.fromstring("<p>Words.</p>"), lost))
    assert read("").losses == tuple(lost)


def test_a_chapter_of_a_book_is_read_to_its_end() -> None:
    """A chapter too deep for the XML parser is read as a page is."""
    body = "<div>" * 400 + "Deep." + "</div>" * 400 + f"<p>{LAST}</p>"
    found = test_epub._read(**{"OEBPS/one.xhtml": test_epub.XHTML.format(body)})
    assert ("Deep." in found.text, LAST in found.text, found.losses) == (True, True, ())


def test_an_end_that_ends_nothing_leaves_the_page_readable() -> None:
    """No `</a>` ends the block around it: such tags nest, and the words are read all the same."""
    text = read("<a><div>word </a>" * 3_000).text
    assert text.split() == ["word"] * 3_000 + LAST.split()


def test_what_is_nested_too_deeply_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the tags are not taken out, the innermost words are cut, and that is a loss."""
    monkeypatch.setattr(elements, "shallow", str)
    found = read("One. " + "<div>" * 300 + "Two three." + "</div>" * 300)
    assert [loss.what for loss in found.losses] == ["2 words nested too deeply could not be read"]
    assert found.text.startswith("One.")
    assert LAST in found.text


def test_shallow_keeps_every_word() -> None:
    """Only tags go: the words are those of the page, in their order."""
    page = "<p>a<br>b</p>" + "<div><i>w</i>x" * 500 + "</div>" * 100 + "<!-- <b> --><p>y</i>z"
    root = etree.fromstring(shallow(page), etree.HTMLParser(huge_tree=True, remove_comments=True))
    assert "".join(root.itertext()) == "ab" + "wx" * 500 + "yz"
    assert max(len(list(e.iterancestors())) for e in root.iter()) <= DEEPEST + 2


@pytest.mark.parametrize("sign", ["#", "¶", "§"])
def test_the_sign_that_links_to_its_heading_is_no_word(sign: str) -> None:
    """A heading says its own words; a sign that links elsewhere is one of them."""
    head = f'<h2 id="a">The weir <a href="#a">{sign}</a></h2>'
    page = f'{head}<p>It froze <a href="#b">{sign}</a>.</p>'
    text = html.extract(f"<body>{page}</body>".encode(), Path("page.html")).text
    assert text.startswith("The weir\n")
    assert f"It froze {sign}." in text


def test_places_where_a_word_may_break_are_no_depth() -> None:
    """A thousand `<wbr>` in one paragraph nest nothing, and its end is read."""
    page = f"<body><p>The {'weir<wbr>' * 1000} froze.</p><p>It thawed.</p></body>"
    text = html.extract(page.encode(), Path("page.html")).text
    assert text.endswith("weir froze.\n\nIt thawed.")


def test_a_value_stands_in_the_column_that_the_page_shows() -> None:
    """Cells that reach over rows or columns leave the mark of each column that they take."""
    head = "<th rowspan=2>Year<th colspan=2>Wages<th rowspan=2>Men<tr><th>Master<th>Mate</tr>"
    rows = "<tr><td rowspan=2>1901<td>6<td rowspan=9999999>2<td>9</tr><tr><td>7<td>8</tr>"
    table = f"<table><tr>{head}{rows}<tr><td>1902<td rowspan=0><td>5</tr></table>"
    corner = "<table><tr><!-- 1 --><th><th>Master<th>Mate<tr><!-- 2 --><td>1903<td>6<td>2</table>"
    assert read(corner).text.startswith("| Master | Mate\n\n1903 | 6 | 2\n")
    assert read(table).text.split("\n\n")[:-1] == [
        "Year | Wages | | Men", "| Master | Mate", "1901 | 6 | 2 | 9", "| 7 | | 8", "1902 | | | 5",
    ]  # fmt: skip
