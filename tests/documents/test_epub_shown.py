"""E-books as producers write them: what a reading system shows, and what a package says."""

from pathlib import Path

import pytest

from rag.documents.assembly import document_from
from rag.documents.extraction import Extraction
from rag.documents.formats.epub import extract
from rag.errors import SourceError
from tests.documents.test_epub import PACKAGE, XHTML, _epub

META = PACKAGE[PACKAGE.index("<dc:title>") : PACKAGE.index("</metadata>")]


def _book(body: str, **changed: str) -> Extraction:
    """What is read of a book with this chapter and no other words."""
    empty = {f"OEBPS/{name}.xhtml": XHTML.format("") for name in ("two b", "notes/notes")}
    parts = {**empty, "OEBPS/one.xhtml": XHTML.format(body), **changed}
    return extract(_epub(**parts), Path("a.epub"))


def test_one_of_the_alternatives_is_shown() -> None:
    """Of a switch that with mathematics or the default, of an object what stands for it."""
    book = _book(
        "<epub:switch><epub:case required-namespace='http://x.example/cml'><p>Mark-up.</p>"
        "</epub:case><epub:default><p>It is bronze.</p></epub:default></epub:switch>"
        "<object type='application/x-gallery'><p>Three bells.</p></object>"
        "<object type='image/svg+xml'><p>No picture.</p></object>"
        "<p>The <ruby><rb>行</rb><rt>い</rt></ruby> rang.</p><p aria-hidden='true'>Seen.</p>"
    )
    assert book.text == "It is bronze.\n\nThree bells.\n\nThe 行 rang.\n\nSeen."


def test_words_of_drawings_are_read() -> None:
    """A drawing in a chapter and one that is a chapter; what is only defined is not drawn."""
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg"><title>No</title><defs><text>No</text></defs>'
        '<text>The <tspan>we</tspan>ir<tspan x="1">book</tspan></text><text>Tarn</text>'
        '<text display="none">No</text></svg>'
    )
    assert _book(f"<p>One.</p>{svg}").text == "One.\n\nThe weir book\n\nTarn"
    package = PACKAGE.replace(
        'one.xhtml" media-type="application/xhtml+xml', 'one.svg" media-type="image/svg+xml'
    )
    assert _book("", **{"OEBPS/book.opf": package, "OEBPS/one.svg": svg}).text.endswith("Tarn")
    empty = svg.replace("text", "path")
    drawn = _book("", **{"OEBPS/book.opf": package, "OEBPS/one.svg": empty,
                         "OEBPS/two b.xhtml": XHTML.format("<p>Two.</p>")})  # fmt: skip
    assert "one.svg is a picture" in drawn.losses[0].what


def test_alternate_sheets_are_not_used_and_imported_ones_are() -> None:
    """A night style hides nothing; what a sheet imports does; one for Kindle alone does not."""
    head = (
        "<title/><link rel='stylesheet' href='a.css'/>"
        "<link rel='alternate stylesheet' href='night.css'/>"
    )
    page = XHTML.replace("<title/>", head).format(
        "<p>It is <b class='x'>not </b>so.</p><p class='k'>Here.</p>"
    )
    sheets = {
        "OEBPS/a.css": "@import url('sub/b.css'); @media amzn-mobi {.k {display:none}}",
        "OEBPS/sub/b.css": ".x {display:none}",
        "OEBPS/night.css": "p {display:none}",
    }
    assert _book("", **{"OEBPS/one.xhtml": page, **sheets}).text == "It is so.\n\nHere."


@pytest.mark.parametrize(
    "note",
    [
        "<dl class='footnote'><dt id='n1'>[<a href='one.xhtml#r1'>←1</a>]</dt>"
        "<dd><p>Night book.</p></dd></dl>",
        "<p class='footnote' id='n1'><a href='one.xhtml#r1'>*</a> Night book.</p>",
    ],
)
def test_notes_as_calibre_and_sigil_write_them(note: str) -> None:
    """The number that links back is no part of the note, whatever its form."""
    mark = "1" if "←1" in note else "*"
    book = _book(
        f"<p>He left<a id='r1' href='notes/notes.xhtml#n1'>{mark}</a> by night.</p>",
        **{"OEBPS/notes/notes.xhtml": XHTML.format("<h1>Notes</h1>" + note)},
    )
    document = document_from(book, "a.epub", "0" * 64)
    assert "He left by night." in document.reading.text
    assert [note.text for note in document.notes] == ["Night book."]
    assert [marker.notes for marker in document.markers] == [(0,)]


@pytest.mark.parametrize(
    ("meta", "expected"),
    [
        ('<dc:title>T</dc:title><dc:creator role="aut">A</dc:creator><dc:creator role="trl">B'
         '</dc:creator><dc:date event="modification">2021-02-03</dc:date><dc:date>1911</dc:date>',
         ("T", "A", "1911")),
        ('<dc:title id="s">S</dc:title><meta refines="#s" property="title-type">collection</meta>'
         '<dc:title id="m">T</dc:title><meta refines="#m" property="title-type">main</meta>'
         '<dc:creator id="c">B</dc:creator><meta refines="#c" property="role">edt</meta>'
         "<dc:date>0101-01-01T00:00:00</dc:date>", ("T", "", None)),
    ],
)  # fmt: skip
def test_a_package_states_the_books_title_authors_and_date(
    meta: str, expected: tuple[str, str | None, str | None]
) -> None:
    """Not the series', not an editor's or a translator's name, not the file's date.

    A byline in it is a part's then, and does not make its writer the book's author.
    """
    meta = meta.replace("role=", "o:role=").replace("event=", "o:event=")
    package = PACKAGE.replace(META, meta).replace("<package ", '<package xmlns:o="o" ', 1)
    book = _book("<h1>One</h1><p>by Ann Hood</p>", **{"OEBPS/book.opf": package})
    assert (book.title, book.author, book.date) == expected
    assert (document_from(book, "a.epub", "0" * 64).author is None) == (expected[1] == "")


def test_what_is_under_lock_is_named_and_the_rest_is_read() -> None:
    """A picture is nothing to tell of, a chapter is lost by name; nothing but it is no book."""
    locked = (
        "<e><EncryptedData><EncryptionMethod Algorithm='aes'/><CipherReference URI='{}'/>"
        "</EncryptedData></e>"
    )
    name, two = "META-INF/encryption.xml", "OEBPS/two%20b.xhtml"
    assert _book("<p>One.</p>", **{name: locked.format("a.jpg")}).text == "One."
    with pytest.raises(SourceError, match="rights management"):
        _book("<p>One.</p>", **{name: locked.format("OEBPS/one.xhtml")})
    with pytest.raises(SourceError, match="rights management"):
        _book("<p>One.</p>", **{name: locked.format("OEBPS/book.opf")})
    book = extract(_epub(**{name: locked.format(two)}), Path("a.epub"))
    assert "froze" in book.text
    assert "thawed" not in book.text
    assert [loss.what.split(";")[0] for loss in book.losses] == [
        "the part OEBPS/two b.xhtml is encrypted"
    ]


def test_parts_are_found_whatever_the_case_of_their_names() -> None:
    """Some producers write a chapter's name in other letters than the package."""
    package = PACKAGE.replace("one.xhtml", "One.XHTML")
    assert _book("<p>One.</p>", **{"OEBPS/book.opf": package}).text == "One."


def test_pages_are_places_wherever_a_list_points() -> None:
    """Adobe's map of pages, a page that is a file, and one that begins with words."""
    package = PACKAGE.replace(
        "</manifest>", '<item id="map" href="m.xml" media-type="application/oebps-page-map+xml"/>'
        "</manifest>",
    )  # fmt: skip
    pages = (
        '<page-map><page name="iii" href="one.xhtml"/><page name="4" href="one.xhtml#p4"/>'
        '<page name="5" href="one.xhtml#p5"/></page-map>'
    )
    book = _book(
        "<p>One.</p><p id='p4'>Two.</p><p>Three <b id='p5'>5</b>four.</p>",
        **{"OEBPS/book.opf": package, "OEBPS/m.xml": pages},
    )
    assert book.text == "One.\n\nTwo.\n\nThree four."
    assert [(page.label, book.text[page.start :][:4]) for page in book.pages] == [
        ("iii", "One."), ("4", "\n\nTw"), ("5", "four"),
    ]  # fmt: skip


def test_lines_that_only_a_sheet_parts_are_parted() -> None:
    """Spans that a book sets as blocks, or in a place of their own, do not run together."""
    book = _book(
        "<style>.l {display:block} h2::before {content:'Chapter 9. '}</style><h2>The flood</h2>"
        "<p><span class='l'>It rained</span><span class='l'>all day.</span></p>"
    )
    assert book.text == "Chapter 9. The flood\n\nIt rained\nall day."


def test_books_without_a_container_and_of_old_are_read() -> None:
    """The package is found by its name; names of the first Dublin Core have capitals."""
    package = PACKAGE.replace("elements/1.1/", "elements/1.0/").replace("dc:title", "dc:Title")
    data = _epub(**{"OEBPS/book.opf": package}).replace(
        b"META-INF/container", b"META-INF/xontainer"
    )
    assert extract(data, Path("a.epub")).title == "The Weir"


def test_links_to_earlier_places_are_words_unless_they_end_a_note() -> None:
    """The figure of "see chapter 1" stays; that of "[2]" before a note goes, and so do arrows."""
    book = _book(
        "<h2 id='c1'>One</h2><p>It held.<a id='r2' href='#n2'><sup>2</sup></a></p><p>As in chapter "
        "<a href='#c1'>1</a>, it fell.</p><p class='footnote' id='n2'>[<a href='#r2'>2</a>]. See "
        "chapter <a href='#c1'>1</a>. <a href='#r2'>↩</a></p>"
    )
    assert book.text == "One\n\nIt held.2\n\nAs in chapter 1, it fell.\n\nSee chapter 1."


def test_a_sheet_alone_may_raise_figures() -> None:
    """10⁶ stays a power where only a style sheet sets it so; a drawn µ is a letter."""
    book = _book(
        "<style>.u {vertical-align: super} .d {vertical-align: sub}</style><p>10<span class='u'>6"
        "</span> of CO<span class='d'>2</span>, 5 <img src='m.png' alt='µ'/>g, and <img "
        "src='e.png' alt='an equation'/> holds.</p>"
    )
    assert book.text == "10⁶ of CO₂, 5 µg, and \ufffd holds."
    assert "picture in a sentence" in book.losses[0].what


def test_a_chapter_that_is_no_page_is_named() -> None:
    """An empty file in the place of a chapter takes nothing else along."""
    book = _book("<p>One.</p>", **{"OEBPS/two b.xhtml": ""})
    assert book.text == "One."
    assert "two b.xhtml is damaged" in book.losses[0].what


def test_what_stands_in_for_a_chapter_is_read() -> None:
    """The first of a chain of fallbacks that is a page."""
    package = PACKAGE.replace("<spine>", '<item id="q" href="q.xml" media-type="a/b" fallback="r"/>'
        '<item id="r" href="r.xhtml" media-type="application/xhtml+xml"/><spine>'
        '<itemref idref="q"/>')  # fmt: skip
    parts = {"OEBPS/book.opf": package, "OEBPS/r.xhtml": XHTML.format("<p>Nine balloons.</p>")}
    book = _book("<p>One.</p>", **parts)
    assert "Nine balloons." in book.text
    assert not book.losses


def test_a_chapters_sheet_holds_for_that_chapter_alone() -> None:
    """Books put together of others use a name for what is hidden here and italic there."""
    style = "<style>.x {{display: {}}}</style><p class='x'>{}</p><p>Seen.</p>"
    book = _book(
        style.format("none", "Hidden."),
        **{"OEBPS/two b.xhtml": XHTML.format(style.format("inline", "Two."))},
    )
    assert book.text == "Seen.\n\nTwo.\n\nSeen."


def test_notes_that_only_their_class_or_a_table_shows() -> None:
    """A class "footnote" with a number, and a row of a table, are notes; "note 1" is text."""
    book = _book(
        "<p>It burned.<sup>1</sup></p><p class='footnote'><sup>1</sup> Fire roll.</p>",
    )
    document = document_from(book, "a.epub", "0" * 64)
    assert [(note.mark, note.text) for note in document.notes] == [("1", "Fire roll.")]
    assert [marker.notes for marker in document.markers] == [(0,)]
    book = _book(
        "<p>It burned<a id='r' href='#n'><sup>1</sup></a>, as note <a href='#n'>1</a> says.</p>"
        "<table><tr><td id='n'><a href='#r'>1</a></td><td>Fire roll.</td></tr></table>",
    )
    document = document_from(book, "a.epub", "0" * 64)
    assert "It burned, as note 1 says." in document.reading.text
    assert [note.text for note in document.notes] == ["Fire roll."]


def test_notes_of_raised_letters_are_found_below_their_text() -> None:
    """Though nothing links them; the letter is the note's mark, and none of its words."""
    text = "<p>The toll was high.<sup>a</sup> It fell.<sup>b</sup></p>"
    book = _book(f"{text}<p><sup>a</sup> Carew, 12.</p><p><sup>b</sup> Hale, 14.</p>")
    document = document_from(book, "a.epub", "0" * 64)
    assert document.reading.text.startswith("The toll was high. It fell.")
    assert [note.text for note in document.notes] == ["Carew, 12.", "Hale, 14."]


def test_a_paragraph_may_be_a_caption_by_its_class() -> None:
    """As page makers' programs name them."""
    book = _book("<p>One.</p><p class='Image-Caption ParaOverride-1'>The walk.</p>")
    assert [region.kind for region in book.regions or ()] == ["body", "caption"]
