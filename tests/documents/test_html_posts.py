"""Posts of a forum are by those who wrote them, and what they quote is by whom they quote."""

from pathlib import Path

import pytest

from rag.documents.assembly import document_from
from rag.documents.formats.html import extract

POST = (
    '<div id="p{0}" class="post"><div class="profile"><a class="username" href="/u">{1}</a></div>'
    '<div class="postbody"><div class="content">{2}</div></div></div>'
)
QUOTED = "<blockquote><cite>Ola wrote:</cite>It was built in 1794.</blockquote>No, in 1796."


def spoken(*posts: str) -> list[tuple[str | None, str]]:
    """Who says what on a page of posts."""
    found = extract(f"<html><body>{''.join(posts)}</body></html>".encode(), Path("page.html"))
    return [(region.speaker, region.span.of(found.text)) for region in found.regions or ()]


def test_each_post_of_a_forum_is_by_its_writer() -> None:
    """The words of one are never those of another, not even where they are quoted."""
    first = POST.format(1, "Ola", "It was built in 1794.")
    assert spoken(first, POST.format(2, "Greta B", QUOTED)) == [
        ("Ola", "It was built in 1794."),
        ("Ola", "It was built in 1794."),
        ("Greta B", "No, in 1796."),
    ]


def test_posts_of_one_writer_are_no_forum() -> None:
    """Several parts of a page with one name are by its author."""
    first = POST.format(1, "Ola", "It was built in 1794.")
    assert {who for who, _ in spoken(first, POST.format(2, "Ola", "It fell."))} == {None}


def test_a_year_that_names_a_source_is_a_word() -> None:
    """A year keeps its place ("Orme (1921)"), though it links to the source; a number is a mark."""
    page = (
        '<html><body><p>Seen by Orme <a href="#b1">(1921)</a> near Skye.<sup><a href="#n1">1</a>'
        '</sup></p><section role="doc-bibliography"><ol><li id="b1" role="doc-biblioentry">Orme, '
        'Sea Notes, 1921.</li></ol></section><aside id="n1" role="doc-footnote">1. Lost.</aside>'
        "</body></html>"
    )
    found = extract(page.encode(), Path("page.html"))
    assert "Seen by Orme (1921) near Skye." in found.text
    assert not any(span.of(found.text) == "(1921)" for span in found.skipped)


@pytest.mark.parametrize(
    ("last", "speaker"),
    [
        ("<cite>Hanne Lodve, keeper</cite>", "Hanne Lodve"),
        ("<footer>— <cite>Hanne Lodve</cite></footer>", "Hanne Lodve"),
        ("<p><cite>Hanne Lodve</cite></p>", "Hanne Lodve"),
        ("<cite><i>Sea Notes</i></cite>", None),
        ("<cite>The Times</cite>", None),
        ("<p>As <cite>Hanne Lodve</cite> told us.</p>", None),
    ],
)
def test_a_quotation_is_by_whom_its_last_line_names(last: str, speaker: str | None) -> None:
    """The name behind a block quotation is its speaker's; a work's title is nobody's name."""
    found = spoken(f"<p>It stood.</p><blockquote><p>We were promised it.</p>{last}</blockquote>")
    assert found[1] == (speaker, "We were promised it.")


@pytest.mark.parametrize(
    ("above", "speaker"),
    [
        ("<cite class='member author'><a href='/x'>MR. EGAN STRELL</a> (Norn, W.)</cite>",
         "Mr. Egan Strell"),
        ("<cite>Sea Notes</cite>", None),
        ("<cite class='author'>Egan Strell</cite> wrote:", None),
    ],
)  # fmt: skip
def test_a_member_above_a_speech_is_its_speaker(above: str, speaker: str | None) -> None:
    """As the record of a parliament has it; no title, and no name amid words."""
    found = spoken(f"<p>It stood.</p><div>{above}<blockquote><p>No.</p></blockquote></div>")
    assert (speaker, "No.") in found


def test_what_a_forum_says_of_a_writer_is_none_of_a_post() -> None:
    """Neither signature nor profile; what a post in a `<pre>` quotes has no signs of quoting."""
    post = (
        "<div id=p{0} class=post><dl class=postprofile><dt><a class=username>{1}</a></dt>"
        "<dd>Posts: 31</dd></dl><div class=content>{2}</div>"
        "<div class=signature>Row on.</div></div>"
    )
    page = post.format(1, "tide", "The float is 14 mm.") + post.format(2, "Nils", "It is 12 mm.")
    assert extract(page.encode(), Path("a.html")).text == "The float is 14 mm.\n\nIt is 12 mm."
    mail = "<pre>Jon Eide wrote:\n&gt; It drifted to the\n&gt; north.\n\nIt did not.\n</pre>"
    document = document_from(extract(mail.encode(), Path("a.html")), "a.html", "0" * 64)
    kinds = [(b.kind, document.reading.text[b.start : b.end]) for b in document.reading.blocks]
    assert kinds[1:] == [("block-quote", "It drifted to the north."), ("body", "It did not.")]
