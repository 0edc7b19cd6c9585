"""What stands behind the last paragraph of a page and is none of its text is left out, and said."""

from pathlib import Path

import pytest

from rag.documents.extraction import Extraction
from rag.documents.formats.html import extract

WORDS = "The weir of Hest froze over in the winter of 1709, and nobody could grind any corn there. "
TEXT = f"<div class=story><p>{WORDS * 3}</p><h2>The ice</h2><p>{WORDS * 4}</p>{{}}</div>"
LAST = "<p>Nobody knows who broke the ice in the end, but the mill ground again by Easter.</p>"


def _read(behind: str, inside: str = "") -> Extraction:
    body = f"<h1>The weir</h1><div class=page>{TEXT.format(inside + LAST)}{behind}</div>"
    return extract(f"<html><body>{body}</body></html>".encode(), Path("page.html"))


NONE = {
    "portrait": "<div class=about-her><h3>Ann Lind</h3><p>Ann Lind is a historian of mills and of"
    " their weirs, who lives in Hest with two dogs.</p></div>",
    "rating": "<div><p>Was this page useful?</p><span>4 of 5</span></div>",
    "teasers": "<section><h3><a href=/a>The ford</a></h3><p>The ford of Hest was the only way over"
    " the river until the bridge was built in 1802.</p></section>" * 3,
    "notice": "<p>© 2024 Mills of the North. <a href=/l>Legal notice</a></p>",
    "prompt": "<p class=x>Follow us on <a href=//x.example>Example</a> for more on mills and weirs"
    " in the north of the country.</p>",
    "heading of nothing": "<div><h3>You may also like</h3><ul><li><a href=/1>The mill at Moe</a>"
    "<li><a href=/2>The ford at Hest</a><li><a href=/3>The bridge</a></ul></div>",
}
KEPT = {
    "closing line": "<p>A. L.</p>",
    "sentence": "<div><p>He died.</p></div>",
    "conclusion": "<div class=end><p>So the weir that had frozen over in 1709 was the last of its"
    " kind, and none was ever built again.</p></div>",
    "sources": "<div><h2>Sources</h2><p>Lind, Weirs, 12</p><p>Moe, Mills, 40</p></div>",
    "table": "<div><table><tr><td>1709</td><td>Frost</td></tr><tr><td>1710</td><td>Flood</td></tr>"
    "</table></div>",
    "caption": "<figure><img src=x><figcaption>The weir today</figcaption></figure>",
    "quotation": "<blockquote>Ice to the ground</blockquote>",
    "announced": "<p><a href=/o>Millers</a> break the ice only before these:</p><ul><li>Parts of <a"
    " href=/a>weir walls</a>, <a href=/b>sluice gates</a> and <a href=/c>eel traps</a>.</li></ul>",
    "named by its heading": "<section id=related-work><h2>2. Related work</h2><p>The frost of 1684 "
    "is told in the parish book of Moe, which nobody has printed so far.</p></section>",
    "repealed": "<h2>§ 5 (repealed)</h2><h2>§ 6</h2><p>Nobody shall break the ice of a weir without"
    " leave of the miller.</p>",
}


@pytest.mark.parametrize("kind", NONE)
def test_what_a_site_puts_behind_a_text_is_none_of_it(kind: str) -> None:
    """Only the text is read, and what is left out is counted."""
    read, plain = _read(NONE[kind]), _read("")
    assert read.text == plain.text
    assert kind == "heading of nothing" or "behind the text" in " ".join(
        loss.what for loss in read.losses
    )


@pytest.mark.parametrize("kind", KEPT)
def test_what_belongs_to_a_text_stays(kind: str) -> None:
    """Sentences, sources, tables, captions, quotations and lines written like the text."""
    read = _read("", KEPT[kind]) if kind == "closing line" else _read(KEPT[kind])
    assert len(read.text) > len(_read("").text)
    assert not read.losses


def test_no_part_is_left_out_whose_text_stays() -> None:
    """A line that holds blocks of its own goes only with all of them."""
    read = _read(f"<div class=widget>Note<table><tr><td>{WORDS}</td></tr></table></div>")
    assert read.text.count("froze over") == 8


def test_a_heading_stays_above_what_stays() -> None:
    """A heading that nothing but a link list follows goes; its neighbour does not."""
    links = "".join(f"<li><a href=/{n}>Mill {n}</a>" for n in range(4))
    inside = f"<h3>Read also</h3><ul>{links}</ul><h3>The end</h3><p>{WORDS}</p>"
    read = _read("", inside)
    assert "Read also" not in read.text
    assert "The end" in read.text


def test_an_index_is_the_text_of_its_page() -> None:
    """A list of links that holds most of a page's words is what the page is for, not its menu."""
    links = "".join(f"<li><a href=/{n}>Weir of the {n}th mile</a></li>" for n in range(40))
    table = f"<table><tr><td><ul>{links}</ul></td></tr></table>"
    page = f"<html><body><h1>All weirs</h1>{table}</body></html>"
    assert "Weir of the 39th mile" in extract(page.encode(), Path("page.html")).text
