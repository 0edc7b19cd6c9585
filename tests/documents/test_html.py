"""Web pages: main text, furniture, notes by link, comments, tables, encodings."""

from pathlib import Path

import pytest

from rag.documents.extraction import Extraction
from rag.documents.formats.html import extract
from rag.documents.formats.html.encoding import decode
from rag.errors import SourceError

PAGE = Path("page.html")


def _page(body: str, head: str = "") -> Extraction:
    return extract(f"<html><head>{head}</head><body>{body}</body></html>".encode(), PAGE)


def _blocks(extraction: Extraction) -> list[tuple[str, str]]:
    return [(r.kind, r.span.of(extraction.text)) for r in extraction.regions or ()]


def _linked(extraction: Extraction) -> list[tuple[str, str]]:
    """(mark, words of the note that it links to) for every mark."""
    regions = extraction.regions or ()
    return [
        (m.mark, "" if m.target is None else regions[m.target].span.of(extraction.text))
        for m in extraction.markers
    ]


def test_navigation_and_scripts_are_no_text() -> None:
    """Only what a person came to read is in layer 1."""
    page = _page(
        "<header>Site</header><nav><a href='/'>Home</a></nav><script>var x</script>"
        "<main><h1>The Weir</h1><p>It froze in <b>1709</b>.</p>"
        "<div class='share-buttons share'>Share this</div><p hidden>secret</p></main>"
        "<aside>Related</aside><footer>© 2020</footer>"
    )
    assert [("heading", "The Weir"), ("body", "It froze in 1709.")] == _blocks(page)


def test_a_page_without_main_loses_its_lists_of_links() -> None:
    """Where nothing is named, a list of nothing but links is navigation."""
    links = "".join(f"<li><a href='/{n}'>Page {n}</a></li>" for n in range(8))
    page = _page(f"<ul>{links}</ul><p>The mill stood by the weir until 1866.</p>")
    assert [("body", "The mill stood by the weir until 1866.")] == _blocks(page)


def test_blocks_have_kinds() -> None:
    """Headings, quotations, captions, list items and rows of a table."""
    page = _page(
        "<h2>Mills</h2><blockquote><p>It never froze.</p></blockquote>"
        "<figure><img src=x><figcaption>The mill.</figcaption></figure><ul><li>One</li></ul>"
        "<table><tr><th>Name</th><th>Year</th></tr><tr><td>Ash</td><td>1743</td></tr></table>"
    )
    expected = [
        ("heading", "Mills"), ("block-quote", "It never froze."), ("caption", "The mill."),
        ("body", "One"), ("body", "Name | Year"), ("body", "Ash | 1743"),
    ]  # fmt: skip
    assert expected == _blocks(page)
    assert page.regions is not None
    assert page.regions[0].level == 2


def test_notes_by_link() -> None:
    """Marks link to their notes; a note's way back and the comma between marks are no text."""
    page = _page(
        "<p>It froze.<sup><a href='#fn1' id='r1'>1</a>,<a href='#fn2'>2</a></sup> Twice.</p>"
        "<section role='doc-endnotes'><ol><li id='fn1'>Reyes, Mills. <a href='#r1'>↩</a></li>"
        "<li id='fn2'><p>Second.</p><p>More of it.</p></li></ol></section>"
    )
    assert [("1", "Reyes, Mills."), ("2", "Second.")] == _linked(page)
    assert ("note", "More of it.") in _blocks(page)
    assert page.regions is not None
    assert ["1", "2", None] == [r.mark for r in page.regions if r.kind == "note"]
    assert {"1", ",", "2"} == {span.of(page.text) for span in page.skipped}


def test_notes_as_an_encyclopedia_writes_them() -> None:
    """The note's arrows back, one for each place that cites it, are left out."""
    page = _page(
        "<div id='mw-content-text'><p>It froze.<sup id='cite_ref-a_1-0' class='reference'>"
        "<a href='#cite_note-a-1'>[1]</a></sup> Again.<sup id='cite_ref-a_1-1' class='reference'>"
        "<a href='#cite_note-a-1'>[1]</a></sup></p><ol class='references'>"
        "<li id='cite_note-a-1'><span class='mw-cite-backlink'>^ <a href='#cite_ref-a_1-0'>"
        "<i>a</i></a> <a href='#cite_ref-a_1-1'><i>b</i></a></span> "
        "<span class='reference-text'>Reyes, <i>Mills</i>, 4.</span></li></ol></div>"
    )
    notes = [words for kind, words in _blocks(page) if kind == "note"]
    assert ["1", "1"] == [mark for mark, _ in _linked(page)]
    assert ["Reyes, Mills, 4."] == notes


def test_notes_as_a_word_processor_saves_them() -> None:
    """Mark and note link to each other; the earlier one is the mark."""
    page = _page(
        "<p>It froze.<a href='#_ftn1' name='_ftnref1'>[1]</a></p><hr>"
        "<div id='ftn1'><p><a href='#_ftnref1' name='_ftn1'>[1]</a> Reyes, Mills.</p></div>"
    )
    assert [("1", "Reyes, Mills.")] == _linked(page)


def test_a_table_of_contents_marks_no_notes() -> None:
    """A short link forward to a chapter or a figure is no mark."""
    page = _page(
        "<p><a href='#ch1'>1</a> <a href='#fig1'>2</a></p><h2 id='ch1'>Chapter</h2>"
        "<p>Text.</p><figure id='fig1'><figcaption>A mill.</figcaption></figure>"
    )
    assert () == page.markers


def test_marks_without_links() -> None:
    """A numbered list under "Notes" holds the notes; 5 km² is no mark."""
    page = _page(
        "<p>It froze.<sup>1</sup> It covered 5 km<sup>2</sup>.<sup>2</sup></p>"
        "<h2>Notes</h2><ol><li>Reyes, Mills.</li><li>Survey of 1840.</li></ol>"
    )
    assert ["1", "2"] == [m.mark for m in page.markers]
    assert ["1", "2"] == [r.mark for r in page.regions or () if r.kind == "note"]
    assert "5 km²." in page.text


def test_comments_have_speakers() -> None:
    """A reader's comment is a comment, with the name of who wrote it, answers too."""
    page = _page(
        "<main><p>The mill stood by the weir.</p></main><div id='comments'><h3>2 comments</h3>"
        "<ol class='comment-list'><li class='comment'><cite class='fn'>Olga</cite>"
        "<span class='says'>says:</span><div class='comment-content'><p>I lived there.</p></div>"
        "<ol class='children'><li class='comment'><cite class='fn'>Per</cite><p>So did I.</p>"
        "</li></ol></li></ol><form>Leave a reply</form></div>"
    )
    comments = [
        (r.speaker, r.span.of(page.text)) for r in page.regions or () if r.kind == "comment"
    ]
    assert [("Olga", "I lived there."), ("Per", "So did I.")] == comments
    assert "Leave a reply" not in page.text
    assert "2 comments" not in page.text


def test_title_author_and_date() -> None:
    """What the head states, JSON-LD included."""
    page = _page(
        "<h1>The Weir</h1><p>Text.</p>",
        "<title>The Weir | Site</title><meta name='author' content='A. Writer'>"
        '<script type=\'application/ld+json\'>{"datePublished": "2019-05-01T10:00"}</script>',
    )
    assert ("The Weir", "A. Writer", "2019-05-01") == (page.title, page.author, page.date)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("<p>café</p>".encode(), "<p>café</p>"),
        ("<p>café</p>".encode("cp1252"), "<p>café</p>"),
        ("\ufeff<p>é</p>".encode("utf-16-le"), "<p>é</p>"),
        (
            '<meta charset="iso-8859-1"><p>“é”</p>'.encode("cp1252"),
            '<meta charset="iso-8859-1"><p>“é”</p>',
        ),
        ('<meta charset="koi8-r"><p>мир</p>'.encode("koi8-r"), '<meta charset="koi8-r"><p>мир</p>'),
        (b'<meta charset="nonsense"><p>a</p>', '<meta charset="nonsense"><p>a</p>'),
    ],
)
def test_encodings_as_browsers_find_them(data: bytes, expected: str) -> None:
    """Byte order mark, then meta (latin-1 is windows-1252), then UTF-8, then windows-1252."""
    assert expected == decode(data)


def test_deleted_words_are_no_text_and_quotation_marks_are() -> None:
    """Struck words are not stated; `q` shows the marks that a browser shows."""
    page = _page("<p>It <del>froze</del> thawed, <q>they say</q>.<br><br>New paragraph.</p>")
    assert [("body", "It thawed, “they say”."), ("body", "New paragraph.")] == _blocks(page)


def test_a_page_without_text_is_an_error() -> None:
    """The error says what to do."""
    with pytest.raises(SourceError, match="without any text"):
        _page("<script>write()</script>")


def test_powers_and_indices_stay_what_they_are() -> None:
    """10⁶ must never be read as 106; an ordinal's letters are letters."""
    page = _page("<p>10<sup>6</sup> of H<sub>2</sub>O on the 5<sup>th</sup>.</p>")
    assert "10⁶ of H₂O on the 5th." == page.text


def test_what_holds_the_text_is_no_furniture_whatever_its_name() -> None:
    """A wrapper called "has-sidebar" around everything hides nothing; a sidebar in it does."""
    page = _page(
        "<div class='layout has-sidebar menu'><p>The mill stood by the weir until 1866, and the "
        "miller's house stood beside it.</p><div class='sidebar'>Related pages</div></div>"
    )
    assert page.text.endswith("beside it.")
    assert page.text.startswith("The mill")


def test_a_note_that_names_another_note_keeps_its_words() -> None:
    """A link from note to note is text of the first one, not a mark."""
    page = _page(
        "<p>It froze.<sup><a href='#fn1'>1</a></sup> Twice.<sup><a href='#fn2'>2</a></sup></p>"
        "<ol><li id='fn1'>See note <a href='#fn2'>2</a> below.</li><li id='fn2'>Reyes.</li></ol>"
    )
    assert [("1", "See note 2 below."), ("2", "Reyes.")] == _linked(page)


def test_notes_that_begin_at_an_anchor_between_lines() -> None:
    """As pages of the nineties have them: no block of their own, only a name and a break."""
    page = _page(
        "<div><h1>Weirs</h1><p>It froze.<a name=b1></a><a href='#n1'><sup>1</sup></a> Twice."
        "<a href='#n2'><sup>[2]</sup></a></p><hr><a name=n1></a>1. Reyes, <i>Mills</i>. "
        "<a href='#b1'>back</a><br><a name=n2></a>2. Survey.<br><br>Written in 1998."
        "<h2>More</h2></div>"
    )
    assert [("1", "1. Reyes, Mills."), ("2", "2. Survey.")] == _linked(page)
    assert ("body", "Written in 1998.") in _blocks(page)
