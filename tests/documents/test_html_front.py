"""Author and date of a page come from where it states them; in doubt there are none."""

import json
from pathlib import Path

import pytest

from rag.documents.assembly import document_from
from rag.documents.document import Document
from rag.documents.formats.html import extract

TEXT = "<p>The weir of Hest froze over in the winter of 1709, and nobody could grind any corn " + (
    "there until the spring, when it thawed and the mill of the abbot turned again.</p>"
)


def _read(body: str = "", head: str = "") -> Document:
    main = f"<main><h1>The weir</h1>{body}{TEXT * 2}</main>"
    html = f"<html><head>{head}</head><body>{main}</body></html>"
    return document_from(extract(html.encode(), Path("a.html")), "a.html", "0" * 64)


BYLINES = [
    "<p class=byline>By Ada Moss</p>",
    "<div class='FeatureByline'>By Ada Moss<br>March 25, 2015</div>",
    "<span itemprop=author itemscope><a itemprop=name href=/a>Ada Moss</a>, Editor</span>",
    "<a rel=author href=/a>Ada Moss</a>",
    "<div class=authors><span class=role_author><span class=personname>Ada Moss<span class=note>"
    "<sup>†</sup>Supported by the fund.</span></span></span></div>",
    "<div class=author>Written by Ada Moss Edited by Bo Lind</div>",
    "<div class=post-author>Ada Moss | 3 May 2019</div>",
]  # fmt: skip


@pytest.mark.parametrize("html", BYLINES)
def test_a_byline_above_the_text_names_the_author(html: str) -> None:
    """The name, and nothing of what stands behind it."""
    assert _read(html).author == "Ada Moss"


NOBODY = [
    "<p class=author>the font size of this page</p>",
    "<p class=byline>By admin</p>", "<span class=author>anonymous</span>",
    "<aside><p class=byline>By Ada Moss</p></aside>",
    "<p>He was accused in a report by Ada Moss.</p>",
    "<div class=comments><div class=comment><cite class=fn>Ada Moss</cite><p>No.</p></div></div>",
    "<div class=author-bio>Ada Moss</div>",
]  # fmt: skip


@pytest.mark.parametrize("html", NOBODY)
def test_in_doubt_there_is_no_author(html: str) -> None:
    """Not of an account's name, a comment, another article, or words about a report."""
    assert _read(html).author is None


def _ld(data: object) -> str:
    return f"<script type='application/ld+json'>/*<![CDATA[*/{json.dumps(data)}/*]]>*/</script>"


DATA = {"@type": "NewsArticle", "datePublished": "2019-05-03T10:00:00Z",
        "author": [{"@type": "Person", "name": "Ada Moss"}, {"name": "Bo Lind"}]}  # fmt: skip


@pytest.mark.parametrize("data", [DATA, [DATA], {"@graph": [{"@type": "WebSite"}, DATA]}])
def test_linked_data_of_an_article(data: object) -> None:
    """In a list, in a graph, inside of a comment of a script."""
    document = _read(head=_ld(data))
    assert (document.author, document.date) == ("Ada Moss, Bo Lind", "2019-05-03")


def test_data_of_an_organisation_dates_no_article() -> None:
    """A founding date is not the date of the page."""
    assert _read(head=_ld({"@type": "Organization", "datePublished": "1931-01-01"})).date is None


HEADS = [
    ("<meta name=dc:creator content='Ada Moss'>", "Ada Moss"),
    ("<meta property='x:author dc:creator' content='Ada Moss'>", "Ada Moss"),
    ("<meta name=author content='By Ada Moss'>", "Ada Moss"),
    ("<meta name=citation_author content='Moss, A.'><meta name=citation_author content='Lind, B.'>",
     "Moss, A., Lind, B."),
    ("<meta property=article:author content='https://x.org/ada'>", None),
    ("<meta name=author content=admin>", None),
    ("<meta name=author content='Ada Moss (https://moss.example/)'>", "Ada Moss"),
]  # fmt: skip


@pytest.mark.parametrize(("head", "author"), HEADS)
def test_the_head_of_a_page_states_its_author(head: str, author: str | None) -> None:
    """Under the usual names, each name once; an address or an account is nobody."""
    assert _read(head=head).author == author


@pytest.mark.parametrize(
    ("html", "date"),
    [
        ("<time class=entry-date datetime=2012-09-30T08:00>30 September</time>", "2012-09-30"),
        ("<p class=posted-on>Posted <time datetime=2012-09-30>then</time></p>", "2012-09-30"),
        ("<p class=event-date><time datetime=2012-09-30>then</time></p>", None),
        ("<p class=entry-meta>Updated <time class=updated datetime=2012-09-30>x</time></p>", None),
    ],
)
def test_a_time_in_the_line_of_an_entry_dates_it(html: str, date: str | None) -> None:
    """Not the time of an event, of a comment or of a change."""
    assert _read(html).date == date


TITLES = [
    ("<title>The weir – The Mill Post</title>", "<h1>The Mill Post</h1><h2>The weir</h2>"),
    ("<title>The Mill Post | The weir</title>",
     "<h1>The Mill Post</h1><article><h2>The weir</h2>"),
    ("<meta property=og:site_name content=Post><meta property=og:title content='The weir - Post'>",
     "<h1>Post</h1>"),
    ("<title>Old pages</title>", "<h1><a href='/'>The Mill Post</a></h1><h1>The weir</h1>"),
    ("<title>Hest :: The weir</title>", "<div id=sitename><h1>Hest</h1></div><h2>The weir</h2>"),
    ("<title>Mills of Hest</title>", "<svg><title>Open</title></svg><h1>The weir</h1>"),
]  # fmt: skip


@pytest.mark.parametrize(("head", "top"), TITLES)
def test_a_title_is_the_article_s_and_not_the_name_of_its_site(head: str, top: str) -> None:
    """By the page's title, by the name of the site, by where the heading leads."""
    html = f"<html><head>{head}</head><body>{top}{TEXT * 2}</body></html>"
    assert extract(html.encode(), Path("a.html")).title == "The weir"


@pytest.mark.parametrize(
    ("byline", "author"), [("<p class=byline>By Ada Moss", "Ada Moss"), ("", "Mill Review")]
)
def test_the_name_behind_the_title_gives_way_to_the_byline(byline: str, author: str) -> None:
    """Of "The weir – Mill Review" it may be the site's; a blog's writer keeps their own."""
    head = "<title>The weir – Mill Review</title><meta name=author content='Mill Review'>"
    assert _read(byline, head).author == author


def test_a_site_is_no_author() -> None:
    """Neither its name, nor its publisher's, nor "From Openpedia"; the byline still counts."""
    data = {"@type": "Article", "publisher": {"name": "The Post"}, "author": {"name": "The Post"}}
    for byline in ("<p class=author>From Openpedia</p>", ""):
        assert _read(byline, _ld(data)).author is None
    assert _read("<p class=byline>By Ada Moss</p>", _ld(data)).author == "Ada Moss"


def test_all_authors_of_a_byline_are_named() -> None:
    """Each of them marked for itself, beside each other; a member who speaks has none."""
    two = "<p>by <a rel=author href=/a>Ada Moss</a> and <a rel=author href=/b>Bo Lind</a></p>"
    assert _read(two).author == "Ada Moss, Bo Lind"
    for line in ("<p class=byline>{}</p>", "<p>{} | 7 May 2011</p>"):  # one of them has no page
        text = line.format("By <a rel=author href=/a>Ada Moss</a> and Bo Lind")
        assert _read(text).author == "Ada Moss, Bo Lind"
    paper = "<a class=source-name href=/>Mill Review</a>"
    cite = f"<p><cite class=byline>By <span class=fn>Ada Moss</span></cite> {paper}</p>"
    assert _read(cite).author == "Ada Moss"
    said = "<cite class='member author'><a>Mr. BO LIND</a></cite><blockquote>No.</blockquote>"
    assert _read(said).author is None


def test_all_authors_of_a_head_are_named() -> None:
    """Pandoc writes one element for each; a word beside a name is none."""
    head = "<meta name=author content='{}'><meta name=author content='{}'>"
    assert _read("", head.format("Ivo Marsh", "Dana Quist")).author == "Ivo Marsh, Dana Quist"
    assert _read("", head.format("Ivo Marsh", "mill post 3")).author == "Ivo Marsh"
