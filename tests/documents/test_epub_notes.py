"""Notes of e-books that nothing links, that stand before their text, or go on for paragraphs."""

import pytest

from rag.documents.assembly import document_from
from rag.documents.document import Document
from rag.documents.extraction import Extraction
from tests.documents.test_epub_shown import _book


def _read(body: str, **changed: str) -> Document:
    book: Extraction = _book(body, **changed)
    return document_from(book, "a.epub", "0" * 64)


def _noted(document: Document) -> list[tuple[str, list[str]]]:
    """Each mark with the texts of its notes."""
    return [(m.mark, [document.notes[n].text for n in m.notes]) for m in document.markers]


TAX = (
    "<p>The tax was farmed to three brothers.* They paid 900 dalers a year,† in silver.</p>"
    "<p>The eldest was hanged in 1711.*</p>"
)


@pytest.mark.parametrize(
    "notes",
    [
        "<p>* Peder, Jens and Anders.</p><p>† Until 1700.</p><p>* In effigy.</p>",
        "<div>*Peder, Jens and Anders.</div><div>†Until 1700.</div><div>*In effigy.</div>",
        "<hr/><ul><li>* Peder, Jens and Anders.<li>† Until 1700.<li>* In effigy.</ul>",
    ],
)
def test_signs_behind_words_lead_to_the_paragraphs_below(notes: str) -> None:
    """By sign and order; the signs are no words of the sentence, and what follows is text."""
    document = _read(TAX + notes + "<p>The tax was lifted in 1720.</p>")
    assert _noted(document) == [
        ("*", ["Peder, Jens and Anders."]), ("†", ["Until 1700."]), ("*", ["In effigy."]),
    ]  # fmt: skip
    assert "three brothers. They paid 900 dalers a year, in silver." in document.reading.text
    assert "\n\nThe tax was lifted in 1720.\n\n" in document.reading.text


@pytest.mark.parametrize(
    "text",
    [
        "<p>A boy held the horse.*</p><p>* * *</p><p>He lived.</p>",
        "<p>Say ja* and nej.</p><p>* ja</p><p>* nej</p>",
        "<p>Rent[1] is due.</p><p>Nobody paid.</p>",
        "<p>It fell by 3 m<sup>2</sup> a day.</p><p>2 men came.</p>",
        "<p>See (1) and (2).</p><p>(1) The first rule.</p><p>(2) The second rule.</p>",
    ],
)
def test_what_has_no_counterpart_stays_text(text: str) -> None:
    """A break between scenes, a list by hand, a bracket or a power make no notes."""
    document = _read(text)
    assert not document.notes
    assert not document.markers


def test_brackets_and_figures_of_transcribers() -> None:
    """[1] and [*] behind words, notes wholly in brackets, and (1) behind a rule."""
    document = _read(
        "<p>He rode nine days,[1] and wrote on a boot.[*]</p><blockquote><p>[1] So in <i>A</i>.</p>"
        "</blockquote><p>[* The boot is lost.--ED.]</p><p>He came home (1), and slept.</p><hr/>"
        "<p>(1) In May.</p>"
    )
    assert _noted(document) == [
        ("1", ["So in A."]), ("*", ["The boot is lost.--ED."]), ("1", ["In May."]),
    ]  # fmt: skip


def test_notes_before_their_text_and_hidden_until_asked() -> None:
    """A mark that is typed as one leads to its note, wherever that stands; so do mutual links."""
    typed = _read(
        "<section epub:type='footnotes' hidden=''><aside id='n' epub:type='footnote'><p>Log.</p>"
        "</aside><p>Draft.</p></section><p>She sank at four<a epub:type='noteref' href='#n'>1</a>"
        " in the morning.</p>"
    )
    assert _noted(typed) == [("1", ["Log."])]
    assert "Draft" not in typed.text
    mutual = _read(
        "<p id='n'><a href='#m'>1</a>. Log.</p><p>She sank at 4<a id='m' href='#n'>1</a> then.</p>"
    )
    assert _noted(mutual) == [("1", ["Log."])]


def test_a_note_takes_the_paragraphs_that_go_on_with_it() -> None:
    """Those of its own wrapper, and those up to the next note beside it."""
    document = _read(
        "<p>One.<a href='#a'>1</a> Two.<a href='#b'>2</a> Three.<a href='#c'>3</a></p>"
        "<div class='footnote'><p><a id='a' href='#x'>1</a> First.</p><p>More of it.</p></div>"
        "<p id='b'>2. Second.</p><p>And more.</p><p id='c'>3. Third.</p><p>The text goes on.</p>"
    )
    assert [note.text for note in document.notes] == [
        "First. More of it.", "Second. And more.", "Third.",
    ]  # fmt: skip
    assert "The text goes on." in document.reading.text


def test_the_last_note_of_a_chapter_takes_what_stands_before_the_next_heading() -> None:
    """Where a part of the book says that it holds the notes; elsewhere the text goes on."""
    notes = (
        "<h3>One</h3><p id='a'>1. First.</p><p>More of it.</p>"
        "<h3>Two</h3><p id='b'>1. Second.</p><p>And more.</p>"
    )
    text = "<p>One.<a href='#a'>1</a></p><p>Two.<a href='#b'>1</a></p>"
    document = _read(f"{text}<section epub:type='endnotes'>{notes}</section>")
    assert _noted(document) == [("1", ["First. More of it."]), ("1", ["Second. And more."])]
    assert [note.text for note in _read(text + notes).notes] == ["First.", "Second."]


def test_marks_in_other_scripts() -> None:
    """Hebrew letters and wide figures in brackets."""
    document = _read(
        "<p>ליפו בשנת 1884<a epub:type='noteref' href='#a'>א</a>.</p><p>守となった"
        "<a epub:type='noteref' href='#b'>（１）</a>。</p><aside epub:type='footnote' id='a'>"
        "<p>א. דף 7.</p></aside><aside epub:type='footnote' id='b'><p>（１）県の記録。</p></aside>"
    )
    assert [note.text for note in document.notes] == ["דף 7.", "県の記録。"]
    assert "守となった。" in document.reading.text


def test_declared_notes_without_a_link_are_notes_of_their_own() -> None:
    """They do not go on with the note before them, and a mark that a sheet raises finds them."""
    document = _read(
        "<style>.r{vertical-align:super}</style><p>Rowed by convicts<span class='r'><a href='#a'>1"
        "</a></span> for two groschen<span class='r'>2</span> in summer.</p>"
        "<aside epub:type='footnote' id='a'><p>1 Order.</p></aside>"
        "<aside epub:type='footnote'><p>2 Tariff.</p></aside>"
        "<aside epub:type='footnote'><p>Nobody cites it.</p></aside>"
    )
    assert _noted(document) == [("1", ["Order."]), ("2", ["Tariff."])]
    assert [note.text for note in document.notes] == ["Order.", "Tariff.", "Nobody cites it."]


def test_notes_of_converted_books_keep_to_themselves() -> None:
    """Without names a wrapper beside others holds a note; a numbered paragraph begins its own."""
    document = _read(
        "<p>Bread<a href='#a'>[i]</a> and wood.<a href='#b'>[ii]</a> Tea〔3〕，"
        "<a epub:type='noteref' href='#c'><img src='n.png' alt='注'/></a></p>"
        "<div class='x1'><p id='a'>[i] Book.</p></div>"
        "<div class='x1'><p id='b'>[ii] Others.</p><p>A roll.</p></div><p>〔3〕 Green.</p>"
        "<aside epub:type='footnote' id='c'><p>From the well.</p></aside>"
    )
    assert _noted(document) == [
        ("i", ["Book."]), ("ii", ["Others. A roll."]), ("3", ["Green."]),
        ("注", ["From the well."]),
    ]  # fmt: skip
    assert "Bread and wood. Tea，" in document.reading.text


def test_raised_characters_and_marks_without_a_note() -> None:
    """The ¹ of Unicode leads to a note, that of 10³ stays; a mark whose note is missing is none."""
    document = _read(
        "<p>Fined for a pig¹ and for 10³ words.² The barn<a epub:type='noteref' href='#gone'>4</a>"
        " burned.</p><p>¹ Court roll. <a href='#x'>&lt;&lt;</a></p><p>² Ibid.</p>"
    )
    assert document.reading.text.startswith("Fined for a pig and for 10³ words. The barn burned.")
    assert _noted(document)[:2] == [("¹", ["Court roll. <<"]), ("²", ["Ibid."])]
    assert _noted(document)[2] == ("4", [])


def test_a_link_of_signs_alone_leads_back_and_ordinals_are_letters() -> None:
    """A link such as "<<" behind a note is no word of it; "XIXe" is written unraised, too."""
    document = _read(
        "<p>Le XIX<sup>e</sup> siècle<a id='r' href='#n'><sup>1</sup></a> et x<sup>n</sup>.</p>"
        "<p id='n'>[1] Ruda. <a href='#r'>&lt;&lt;</a></p>"
    )
    assert _noted(document) == [("1", ["Ruda."])]
    assert document.reading.text.startswith("Le XIXe siècle et xⁿ.")
