"""What only leads elsewhere is no text of a page; what holds sentences, tables or notes is."""

from pathlib import Path

import pytest

from rag.documents.formats.html import extract

WORDS = "The weir of Hest froze over in the winter of 1709, and nobody could grind any corn there. "
TEXT = f"<div class=x><p>{WORDS * 6}</p><p>{WORDS * 6}</p>{{}}<p>{WORDS * 3}</p></div>"
LINKS = "".join(f"<li><a href=/{n}>The other mill at number {n}</a></li>" for n in range(5))


def _text(inside: str = "", beside: str = "") -> str:
    html = f"<html><body><h1>The weir</h1>{TEXT.format(inside)}{beside}</body></html>"
    return extract(html.encode(), Path("page.html")).text


@pytest.mark.parametrize(
    "list_", [f"<ul>{LINKS}</ul>", f"<div><h4>More</h4><ul>{LINKS}</ul></div>"]
)
def test_lists_of_links_lead_elsewhere(list_: str) -> None:
    """Between the paragraphs of a text and behind it, under whatever name."""
    assert "other mill" not in _text(inside=list_)
    assert "other mill" not in _text(beside=list_)


@pytest.mark.parametrize("name", ["newsletter-box", "signup", "cookie-consent-banner"])
def test_an_offer_of_letters_is_no_text_of_a_tiny_page(name: str) -> None:
    """However little else is said; a page that is nothing else is its text."""
    offer = "Join 4,000 readers who get my letter on mills every Friday."
    box = f"<div class={name}><p>{offer}</p></div>"
    page = f"<html><body><h1>Mill</h1>{{}}{box}</body></html>"
    small = "<p>The mill of Ry grinds one sack a week in a good year.</p>"
    assert "Join" not in extract(page.format(small).encode(), Path("page.html")).text
    alone = f"<html><body>{box}</body></html>"
    assert "Join" in extract(alone.encode(), Path("page.html")).text


KEPT = [
    "<p>He died.</p>",
    "<table><tr><td>1709</td><td>Frost</td></tr><tr><td>1710</td><td>Flood</td></tr></table>",
    "<ul><li>The weir</li><li>The mill</li></ul>",
    "<dl><dt>Weir</dt><dd>A low dam</dd></dl>",
    "<figure><figcaption>The weir</figcaption></figure>",
    "<ul><li>See <a href=/a>Lind</a> on the weir, and Moe on the mill</li></ul>",
]


@pytest.mark.parametrize("html", KEPT)
def test_words_that_lead_nowhere_are_text(html: str) -> None:
    """Short sentences, tables, lists of words and captions stay, wherever they stand."""
    without = len(_text())
    assert len(_text(inside=html)) > without
    if not html.startswith("<ul><li>The"):
        assert len(_text(beside=html)) > without


@pytest.mark.parametrize(
    "name", ["api_metadata", "menu", "social-history", "related", "share-capital"]
)
def test_names_alone_make_no_text_furniture(name: str) -> None:
    """What is named like a menu holds links; sentences, tables and lines without any are text."""
    table = (
        "<table><tr><td>1709</td><td>Frost</td></tr><tr><td>1710</td><td>Flood</td></tr></table>"
    )
    for inside in ("<p>Rye with smoked eel from the weir, six pence</p>", table):
        assert len(_text(inside=f"<div class={name}>{inside}</div>")) > len(_text())
    assert _text(inside=f"<div class={name}><a href=/>The mill of Hest</a></div>") == _text()


@pytest.mark.parametrize("name", ["cookie-banner", "newsletter", "sidebar-box", "promo"])
def test_notices_have_sentences_of_their_own(name: str) -> None:
    """What a site says of itself in such a box is none of the text."""
    notice = "<p>We should like to send you word of each and every thing that we do here.</p>"
    assert _text(inside=f"<div class={name}>{notice}</div>") == _text()


def test_a_page_of_links_alone_is_text() -> None:
    """Where no sentences tell what the text is, nothing is clutter beside it."""
    html = f"<html><body><main><h1>Mills</h1><ul>{LINKS}</ul></main></body></html>"
    assert "other mill" in extract(html.encode(), Path("page.html")).text


def test_the_notes_of_a_page_are_no_clutter() -> None:
    """A list whose entries are links may hold its notes."""
    notes = "".join(f"<li id=n{n}><a href=/s{n}>Source number {n}</a></li>" for n in range(4))
    marks = "".join(f"<sup><a href=#n{n}>{n}</a></sup>" for n in range(4))
    assert "Source number 3" in _text(inside=f"<p>Cited.{marks}</p>", beside=f"<ol>{notes}</ol>")


def test_the_licence_of_project_gutenberg_is_no_text() -> None:
    """On its web pages as in its books."""
    licence = "<section class='pg-boilerplate'><p>Updated editions will replace this.</p></section>"
    assert "Updated" not in _text(inside=licence)
    assert "Updated" not in _text(beside=licence)


def test_a_line_of_a_wiki_that_leads_elsewhere_is_no_text() -> None:
    """Although it calls itself a note."""
    hatnote = "<div role=note class='hatnote'>For the ship of that name, see Hest.</div>"
    assert _text(inside=hatnote) == _text()
