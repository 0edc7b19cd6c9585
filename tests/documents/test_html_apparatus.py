"""What stands in a page's sentences and is none of their words, and signs that carry meaning."""

from pathlib import Path

import pytest

from rag.documents.assembly import document_from
from rag.documents.document import Document
from rag.documents.extraction import Extraction
from rag.documents.formats.html import extract
from rag.quotes.check import check_quote
from rag.quotes.quote import quote_at

PAGE = Path("page.html")


def _page(body: str, head: str = "") -> Extraction:
    html = f"<html><head>{head}</head><body><main>{body}</main></body></html>"
    return extract(html.encode(), PAGE)


def _read(body: str, head: str = "") -> Document:
    return document_from(_page(body, head), "page.html", "0" * 64)


def _notes(document: Document) -> list[tuple[str, str, str]]:
    """(the word before the mark, the mark, the words of its note)."""
    return [
        (document.reading.text[: m.at].split()[-1], m.mark, document.notes[m.notes[0]].text)
        if m.notes
        else (document.reading.text[: m.at].split()[-1], m.mark, "")
        for m in document.markers
    ]


SIDENOTES = [
    '<label for="a" class="margin-toggle sidenote-number"></label>'
    '<input type="checkbox" id="a" class="margin-toggle"><span class="sidenote">The book says '
    "fifty.</span>",
    '<sup>1</sup><span class="side-note">The book says fifty.</span>',
    '<d-footnote>The book says fifty.</d-footnote>',
    '<span class="ltx_note ltx_role_footnote"><sup class="ltx_note_mark">1</sup>'
    '<span class="ltx_note_outer">The book says fifty.</span></span>',
    '<sup title="The book says fifty.">1</sup>',
]  # fmt: skip


@pytest.mark.parametrize("note", SIDENOTES)
def test_a_note_in_the_margin_is_a_note_of_its_place(note: str) -> None:
    """Its words stand behind the paragraph, and the sentence goes on without them."""
    document = _read(f"<p>It employed sixty women,{note} and it burned.</p><p>It is gone.</p>")
    assert document.reading.text.startswith(
        "It employed sixty women, and it burned.\n\nIt is gone."
    )
    assert _notes(document) == [("women,", "1", "The book says fifty.")]


def test_side_notes_are_counted_and_margin_notes_have_a_sign() -> None:
    """As the sheet of such pages does; a label's own sign is no word of the sentence."""
    side = '<label for="{0}" class="margin-toggle sidenote-number"></label><input type="checkbox"'
    side += ' id="{0}"><span class="sidenote">Note of {0}.</span>'
    margin = '<label for="m" class="margin-toggle">⊕</label><input type="checkbox" id="m">'
    margin += '<span class="marginnote">A portrait of him.</span>'
    body = f"<p>One{side.format('x')} two{margin} three{side.format('y')} end.</p>"
    document = _read(body)
    assert document.reading.text.startswith("One two three end.")
    assert [(mark, note) for _, mark, note in _notes(document)] == [
        ("1", "Note of x."), ("⊕", "A portrait of him."), ("2", "Note of y."),
    ]  # fmt: skip


MARKS_OF_PAGES = [
    ('<span epub:type="pagebreak" id="p12">12</span>', "12"),
    ('<span epub:type="pagebreak" title="12"></span>', "12"),
    ('<span role="doc-pagebreak" aria-label="12"></span>', "12"),
    ('<span class="pagenum">[Pg 12]</span>', "12"),
    ('<span class="pagenum"><a id="Page_xii">{xii}</a></span>', "xii"),
    ('<span class="page-number">p. 12</span>', "12"),
    ('<a id="page_12"></a>', "12"),
    ('<small class="pageno">— 12 —</small>', "12"),
]


@pytest.mark.parametrize(("mark", "label"), MARKS_OF_PAGES)
def test_a_printed_page_begins_inside_of_a_sentence(mark: str, label: str) -> None:
    """Its number is a place, and no word, also in the midst of a word."""
    page = _page(f"<p>A widow named {mark}Lodin kept it sol{mark}emnly.</p>")
    assert page.text == "A widow named Lodin kept it solemnly."
    assert [p.label for p in page.pages] == [label, label]
    assert page.pages[0].start == page.text.index("Lodin")


def test_what_only_looks_like_a_page_is_text() -> None:
    """A name alone is no mark of a page if its words are none."""
    page = _page("<p>See <span class='pg'>the whole book</span> and <span>[12]</span>.</p>")
    assert page.text == "See the whole book and [12]."
    assert page.pages == ()


EQUATIONS = [
    ("<math><msup><mn>10</mn><mn>7</mn></msup></math>", "10⁷"),
    ("<math><msup><mn>10</mn><mrow><mo>−</mo><mn>4</mn></mrow></msup></math>", "10⁻⁴"),
    ("<math><mfrac><mn>2</mn><mn>3</mn></mfrac></math>", "2/3"),
    ("<math><mn>3</mn><mfrac><mn>1</mn><mn>2</mn></mfrac></math>", "3 1/2"),
    ("<math><mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mi>c</mi></mfrac></math>",
     "(a+b)/c"),
    ("<math><msqrt><mn>12</mn></msqrt></math>", "√12"),
    ("<math><msqrt><mi>a</mi><mo>+</mo><mi>b</mi></msqrt></math>", "√(a+b)"),
    ("<math><mroot><mn>8</mn><mn>3</mn></mroot></math>", "³√8"),
    ("<math><msub><mi>x</mi><mn>1</mn></msub></math>", "x₁"),
    ("<math><msup><mi>e</mi><mrow><mi>x</mi><mo>+</mo><mi>y</mi></mrow></msup></math>", "eˣ⁺ʸ"),
    ("<math><msup><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mn>2</mn></msup></math>", "(a+b)²"),
    ("<math><mmultiscripts><mi>U</mi><mprescripts/><mn>92</mn><mn>235</mn></mmultiscripts></math>",
     "²³⁵₉₂U"),
    ("<math><semantics><mrow><mi>E</mi><mo>=</mo><mi>m</mi><msup><mi>c</mi><mn>2</mn></msup></mrow>"
     "<annotation encoding='application/x-tex'>E=mc^2</annotation></semantics></math>", "E=mc²"),
    ("10<span class='oj-super'>4</span>", "10⁴"),
    ("H<span class=subscript>2</span>O", "H₂O"),
    ("Low<span class=sub>Net</span>", "LowNet"),
    (r"<img class='tex' alt='\frac{a+b}{c}'>", "(a+b)/c"),
    (r"<img alt='{\displaystyle x^{n+1}}'>", "xⁿ⁺¹"),
    (r"<script type='math/tex'>10^{-4}</script>", "10⁻⁴"),
    (r"<span class='math inline'>\(\sqrt{12}\)</span>", "√12"),
    (r"<span class='mwe-math-element'><span style='display:none'><math><msup><mn>10</mn><mn>4</mn>"
     r"</msup></math></span><img class='mwe-math-fallback-image' alt='10^{4}'></span>", "10⁴"),
    ("<span class='katex'><span class='katex-mathml'><math><msup><mn>10</mn><mn>4</mn></msup>"
     "</math></span><span class='katex-html' aria-hidden='true'>104</span></span>", "10⁴"),
]  # fmt: skip


@pytest.mark.parametrize(("html", "text"), EQUATIONS)
def test_an_equation_is_text_and_never_another_figure(html: str, text: str) -> None:
    """Powers, indices, fractions and roots keep their meaning on one line."""
    page = _page(f"<p>They counted {html} of them.</p>")
    assert page.text == f"They counted {text} of them."
    assert page.losses == ()


def test_figures_beside_an_equation_do_not_join_it() -> None:
    """3½ is not 31/2."""
    half = "<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math>"
    assert _page(f"<p>They waited 3{half} days.</p>").text == "They waited 3 1/2 days."


def test_an_equation_that_cannot_be_read_is_a_loss_with_a_placeholder() -> None:
    """Nothing of a sentence vanishes without a word."""
    page = _page("<p>It is <math><apply><ci>x</ci></apply></math> of them.</p>")
    assert page.text == "It is \ufffd of them."
    assert [(loss.signs, loss.at) for loss in page.losses] == [(1, page.text.index("\ufffd"))]
    assert "equation" in page.losses[0].what


def test_a_picture_in_a_sentence_is_a_sign_or_a_loss() -> None:
    """A drawn fraction and a drawn initial are read by their text, another one is named."""
    assert _page("<p>It took <img alt='½'> of it.</p>").text == "It took ½ of it."
    assert _page("<p><img alt='T'>HE weir froze.</p>").text == "THE weir froze."
    page = _page("<p>He is <img alt='not'> guilty.</p>")
    assert page.text == "He is \ufffd guilty."
    assert "a picture in a sentence, described as “not”" in page.losses[0].what
    page = _page("<p>It took <img src='half.gif'> of it.</p>")
    assert (page.text, len(page.losses)) == ("It took \ufffd of it.", 1)


NOT = "<img src=a.png alt='not'>"
IN_LINE = [
    (f"<p>He is ({NOT}) guilty.</p>", "He is (�) guilty."),
    (f"<p>{NOT} guilty, she said.</p>", "� guilty, she said."),
    (f"<p>“{NOT} guilty,” she said.</p>", "“� guilty,” she said."),
    (f"<p>He said: “{NOT}.”</p>", "He said: “�.”"),
    (f"<p>He is <picture><source srcset=b>{NOT}</picture> guilty.</p>", "He is � guilty."),
    (f"<h2>Guilty {NOT}</h2>", "Guilty �"),
    (f"<ul><li><b>{NOT}</b> guilty</li></ul>", "� guilty"),
    (f"<table><tr><td>Ann</td><td>{NOT}</td></tr></table>", "Ann | �"),
]
BESIDE = [
    f"<p>{NOT} The mill stood.</p>", f"<p>It stood. {NOT} It fell.</p>",
    f"<p>{NOT}</p><p>It stood.</p>", f"<p>It stood. {NOT}</p>",
    f"<p><a href=x>{NOT}</a> larger picture</p>",
    "<p>He is <img alt='Ann' class=alignleft> here.</p>", "<p><img alt='Ann'> by Ann</p>",
    f"<figure>{NOT}<figcaption>The mill.</figcaption></figure>",
]  # fmt: skip


@pytest.mark.parametrize(("block", "text"), IN_LINE)
def test_a_picture_at_any_place_of_a_sentence_is_a_loss(block: str, text: str) -> None:
    """At its start, its end, in brackets and quotation marks, and alone in a cell."""
    page = _page(block)
    assert (page.text, len(page.losses)) == (text, 1)


@pytest.mark.parametrize("block", BESIDE)
def test_a_picture_beside_the_text_is_no_loss(block: str) -> None:
    """Sentences are whole without it, it floats, or its words stand there as well."""
    page = _page(block)
    assert (page.losses, "�" in page.text) == ((), False)


NOTES = "<ol><li id=n1>Lindahl, page 4. <a href=#r1>↩</a></li><li id=n2>Fire log.</li></ol>"
RAISED = [
    ("of <sup>235</sup>U to", "of ²³⁵U to"), ("64 ft<sup>2</sup> and", "64 ft² and"),
    ("χ<sup>2</sup> = 9", "χ² = 9"), ("10<sup>6</sup> of", "10⁶ of"), ("m/s<sup>2</sup>.", "m/s²."),
    ("H<sub>2</sub>O", "H₂O"), ("CO<sub>2</sub>", "CO₂"), ("x<sup>i</sup>", "xⁱ"),
    ("<sup>5</sup>⁄<sub>8</sub> of", "⁵⁄₈ of"), ("the 4<sup>th</sup> floor", "the 4th floor"),
    ("10<sup>−<b>4</b></sup>", "10⁻⁴"), ("Ca<sup>2+</sup>", "Ca²⁺"),
    ("100 <sup>o</sup>C", "100 °C"),
    ("R<sup>2</sup> of", "R² of"), ("sin<sup>2</sup> of", "sin² of"), ("cm<sup>3</sup>", "cm³"),
]  # fmt: skip


@pytest.mark.parametrize(("html", "text"), RAISED)
@pytest.mark.parametrize("notes", ["", NOTES])
def test_a_raised_figure_that_marks_no_note_stays(html: str, text: str, notes: str) -> None:
    """Also on a page that has notes, whose marks are links."""
    marks = "<sup><a id=r1 href=#n1>1</a></sup>" if notes else ""
    document = _read(f"<p>A {html} here.</p><p>It was signed.{marks}</p>{notes}")
    assert document.reading.text.startswith(f"A {text} here.")
    assert len(document.markers) == len(bool(notes) * [1])


def test_a_raised_figure_without_a_link_behind_a_sentence_is_a_mark() -> None:
    """Where notes are listed, it leads to the note of its number, or is counted as unresolved."""
    body = "<p>It was signed.<sup>1</sup> It was lost.<sup>7</sup></p><h2>Notes</h2>"
    document = _read(f"{body}<ol><li>Lindahl, page 4.</li><li>Fire log.</li></ol>")
    assert _notes(document) == [("signed.", "1", "Lindahl, page 4."), ("lost.", "7", "")]


def test_editors_remarks_are_no_words_of_a_sentence() -> None:
    """Pages behind a note's mark and requests for a source stand raised in Wikipedia."""
    burned = "It burned.<sup>[citation needed]</sup>"
    notes = "<ol><li id='n1'>Log.</li></ol>"
    linked = "<sup><a href='#n1'>[1]</a></sup><sup>:12</sup>"
    body = f"<p>It was founded in 1204.{linked} {burned}</p>{notes}"
    assert _read(body).reading.text.startswith("It was founded in 1204. It burned.\n")


def test_marks_whose_notes_the_page_lacks_keep_their_commas() -> None:
    """Figures 1 and 2 are no 12."""
    body = "<p>It fell.<sup>[<a href='#n1'>1</a>, <a href='#n2'>2</a>]</sup> It burned.</p>"
    assert _read(body).reading.text == "It fell.[1, 2] It burned."
    noted = _read(f"{body}<ol><li id=n1>Log.</li></ol>")
    assert noted.reading.text.startswith("It fell. It burned.\n")


@pytest.mark.parametrize(
    "raised",
    [
        "<sup>[citation needed]</sup>",
        "<sup class='noprint'>[<i><a href='/w'>when?</a></i>]</sup>",
        "<sup><a href='#n1'>1</a>, <a href='#n2'>2</a></sup>",
        "<sup>[<a href='#n1'>1</a>]</sup><sup>:12</sup>",
        "<sup>(<a href='#n1'>1</a>)</sup><sup>[<a href='#n2'>2</a>]</sup>",
    ],
)
def test_a_sentence_around_raised_apparatus_can_be_quoted(raised: str) -> None:
    """The check knows the brackets, commas and pages of marks, and what editors ask for."""
    notes = "<ol><li id='n1'>Log.</li><li id='n2'>Roll.</li></ol>"
    document = _read(f"<p>It cost ten thaler{raised} and fell.</p>{notes}")
    quote = quote_at(document, 0, 28)
    assert quote.text == "It cost ten thaler and fell."
    check_quote(quote.text, quote.spans, document)


LISTS = [
    ("<ol><li>One</li><li>Two</li></ol>", ["1. One", "2. Two"]),
    ("<ol start=3 type=a><li>One</li></ol>", ["c. One"]),
    ("<ol type=I><li>One</li><li value=9>Two</li></ol>", ["I. One", "IX. Two"]),
    ("<ol reversed><li>One</li><li>Two</li></ol>", ["2. One", "1. Two"]),
    ("<ol style='list-style-type:upper-alpha'><li><p>One</p></li></ol>", ["A. One"]),
    ("<ol style='list-style:none'><li>One</li></ol>", ["One"]),
    ("<ul><li>One</li></ul>", ["One"]),
    ("<ol><li>One<ol type=i><li>Two</li></ol></li></ol>", ["1. One", "i. Two"]),
]


@pytest.mark.parametrize(("html", "blocks"), LISTS)
def test_numbers_that_a_browser_writes_are_text(html: str, blocks: list[str]) -> None:
    """A reader sees and cites them."""
    assert _page(html).text.split("\n\n") == blocks


def test_counters_of_a_sheet_are_text() -> None:
    """Clauses of several levels, and articles by name."""
    head = (
        "<style>body{counter-reset:art} h2{counter-increment:art;counter-reset:par}"
        "h2::before{content:'Article ' counter(art, upper-roman) '. '}"
        "p.c{counter-increment:par} p.c:before{content:counter(art) '.' counter(par) ' '}"
        "ol{counter-reset:item;list-style:none} li{counter-increment:item}"
        "li:before{content:counters(item,'.') ' '}</style>"
    )
    body = (
        "<h2>Rent</h2><p class=c>Pay.</p><p class=c>Pay more.</p><h2>Repairs</h2>"
        "<p class=c>Paint.</p><ol><li>One<ol><li>Two</li><li>Three</li></ol></li><li>Four</li></ol>"
    )
    assert _page(body, head).text.split("\n\n") == [
        "Article I. Rent", "1.1 Pay.", "1.2 Pay more.", "Article II. Repairs", "2.1 Paint.",
        "1 One", "1.1 Two", "1.2 Three", "2 Four",
    ]  # fmt: skip


def test_numbers_of_lines_are_no_words() -> None:
    """A poem's or a law's numbers in the margin leave the line whole."""
    assert _page("<p>A line<span class=linenum>12</span> of text.</p>").text == "A line of text."


def test_a_sign_that_leads_back_is_no_word_of_a_note() -> None:
    """Also where it is no link any more."""
    notes = "<ol><li id=n1>By charter. ↩︎</li><li id=n2>Lind, 9. <a class=back>↑</a></li></ol>"
    marks = "<sup><a href=#n1>1</a></sup> It fell.<sup><a href=#n2>2</a></sup>"
    found = _notes(_read(f"<p>Hest is old.{marks}</p>{notes}"))
    assert [note for _, _, note in found] == ["By charter.", "Lind, 9."]


def test_wikipedias_marks_lead_to_notes_by_an_address_in_full() -> None:
    """A saved page has its own address before its anchors; notes may be counted in groups."""
    page = "https://en.wikipedia.org/wiki/Hest"
    body = (
        f"<p>Hest is old.<sup class=reference><a href='{page}#cite_note-1'>[n 1]</a></sup> It"
        f" burned.<sup class=reference><a href='{page}#cite_note-2'>[1]</a></sup></p>"
        "<ol><li id=cite_note-1>By charter.</li></ol><ol><li id=cite_note-2>Lind, page 9.</li></ol>"
    )
    assert [(mark, note) for _, mark, note in _notes(_read(body))] == [
        ("n 1", "By charter."), ("1", "Lind, page 9."),
    ]  # fmt: skip


def test_notes_under_chapters_are_notes_of_their_chapter() -> None:
    """Nothing links them: their numbers begin anew where a lower heading parts them."""
    chapter = "<h1>{0}</h1><p>The {0} was dug.<sup>1</sup> Many died.<sup>2</sup></p>"
    notes = "<h2>{0}</h2><p>1. Rolls of {0}.</p><p>2. Register of {0}.</p>"
    names = ("canal", "weir")
    body = (
        "".join(map(chapter.format, names)) + "<h1>Notes</h1>" + "".join(map(notes.format, names))
    )
    assert [note for _, _, note in _notes(_read(body))] == [
        "Rolls of canal.", "Register of canal.", "Rolls of weir.", "Register of weir.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "html",
    [
        "<p>Nine lived there<button popovertarget=n>a</button><span popover id=n>Census, p. 12."
        "</span> until the flood.</p>",
        "<p>Nine lived there<button popovertarget=n>a</button> until the flood.</p>"
        "<div popover id=n>Census, p. 12.</div>",
        "<p>Nine lived there<sup>a</sup><span role=tooltip>Census, p. 12.</span> until the flood.",
        "<p>Nine lived <b class=tooltip>there<span class='tooltiptext'>Census, p. 12.</span></b>"
        " until the flood.",
    ],
)
def test_notes_that_a_button_brings_up_are_notes(html: str) -> None:
    """What is shown only when a mark is pressed or pointed at stands in no sentence."""
    page = f"<html><body><h1>The mill</h1>{html}</body></html>".encode()
    read = document_from(extract(page, Path("page.html")), "page.html", "0")
    assert "Nine lived there until the flood." in read.reading.text
    assert [note.text for note in read.notes] == ["Census, p. 12."]


@pytest.mark.parametrize("name", ["title", "data-tooltip", "data-bs-content", "data-footnote"])
def test_a_raised_mark_may_bear_its_note_in_an_attribute(name: str) -> None:
    """However the script that shows the note on hover names it."""
    document = _read(f"<p>He was hanged.<sup {name}='Court roll, 7.'>[a]</sup> She fled.</p>")
    assert document.reading.text.startswith("He was hanged. She fled.")
    assert [note.text for note in document.notes] == ["Court roll, 7."]


@pytest.mark.parametrize(
    "mark",
    [
        "<span class=footnote-ref data-note='Except on Sundays.'>*</span>",
        "<a class=fn title='Except on Sundays.'>3</a>",
    ],
)
def test_a_mark_that_is_named_so_bears_its_note(mark: str) -> None:
    """Its title is the note, raised or not."""
    document = _read(f"<p>It is rung at noon,{mark} and at six.</p>")
    assert document.reading.text.startswith("It is rung at noon, and at six.")
    assert [note.text for note in document.notes] == ["Except on Sundays."]


def test_a_large_first_letter_that_is_said_twice_is_seen_once() -> None:
    """One is for the eye, the other for screen readers."""
    twice = "<span aria-hidden=true>J</span><span class=sr-only>J</span>"
    assert _read(f"<p>{twice}oseph Tarn lit it.</p>").reading.text == "Joseph Tarn lit it."


@pytest.mark.parametrize("name", ["star-pagination", "page-label", "page_number"])
def test_a_page_of_a_report_inside_of_a_sentence_is_a_place(name: str) -> None:
    """Star pages of opinions are no words."""
    document = _read(f"<p>It then <span class={name}>*45</span> let the berth.</p>")
    assert document.reading.text == "It then let the berth."


def test_a_short_fact_stands_beside_its_term() -> None:
    """A list of terms with values is rows; one with explanations is paragraphs."""
    mayor, area = "<dt>Mayor</dt><dd><a href=x>Ann Roth</a></dd>", "<dt>Area</dt><dd>4 km</dd>"
    assert _page(f"<dl>{mayor}<div>{area}</div></dl>").text == "Mayor | Ann Roth\n\nArea | 4 km"
    assert _page("<dl><dt>Tongues</dt><dd>Ladin</dd><dd>Romansh</dd></dl>").text == (
        "Tongues | Ladin | Romansh"
    )
    terms = "<dl><dt>Weir</dt><dd>A wall that raises a river.</dd></dl>"
    assert _page(terms).text == "Weir\n\nA wall that raises a river."


SYMBOLS = [
    ("5 <font face=Symbol>m</font>g", "5 μg"),
    ("<span style='font-family:Wingdings'>&#254;</span> yes", "☑ yes"),
    (
        "a <span style='font:12pt Symbol'>&#163; <b style='font-family:Arial'>b</b></span> c",
        "a ≤ b c",
    ),
    ("<font face=Symbol>μ</font>g", "μg"),
]


@pytest.mark.parametrize(("inside", "text"), SYMBOLS)
def test_fonts_of_symbols_are_read_as_they_look(inside: str, text: str) -> None:
    """Their characters do not mean what their codes say."""
    page = _page(f"<p>{inside}</p>")
    assert (page.text, page.losses) == (text, ())


def test_what_editors_remark_in_a_page_of_word_is_no_text() -> None:
    """Neither the marks of remarks nor the list of them."""
    page = _page(
        "<p>He came.<a class=msocomanchor href='#_msocom_1'>[JK1]</a></p>"
        "<div style='mso-element:comment-list'><p>Is that so?</p></div>"
    )
    assert page.text == "He came."


def test_a_title_has_no_permalink() -> None:
    """What is left out of a heading is no part of the title."""
    page = _page(
        "<h1>The <span hidden>old </span>weir<a class=headerlink href='#w'>¶</a></h1><p>It.</p>"
    )
    assert page.title == "The weir"


def test_notes_that_lead_back_to_their_marks() -> None:
    """A statute's label that is glued to its note; brackets alone before a note."""
    statute = (
        "<p>No dog [<a href='#c1' id=r1>F1</a>from May].</p>"
        "<div id=c1><p><a href='#r1'>F1</a><span>Words inserted by the Act.</span></p></div>"
    )
    assert extract(statute.encode(), Path("a.html")).text.startswith("No dog [F1from May].")
    page = document_from(extract(statute.encode(), Path("a.html")), "a.html", "0" * 64)
    assert page.reading.text.startswith("No dog [from May].")
    sphinx = (
        "<p>It samples.<a class=footnote-reference href='#i3' id=i1 role=doc-noteref>[1]</a></p>"
        "<aside id=i3 role=doc-footnote><span>[<a role=doc-backlink href='#i1'>1</a>]</span>"
        "<p>Not yet.</p></aside>"
    )
    page = document_from(extract(sphinx.encode(), Path("a.html")), "a.html", "0" * 64)
    assert [note.text for note in page.notes] == ["Not yet."]


@pytest.mark.parametrize(
    ("body", "said", "pages"),
    [
        ("<p>At four<b class=q>88</b> saw a gar<b class=q>89</b>den.</p>",
         "At four saw a garden.", ["88", "89"]),
        ("<style>.q{color:red;float: right}</style><p>At <b class=q>88</b> two we <b class=q>89</b>"
         " met.</p>", "At two we met.", ["88", "89"]),
        ("<p>At four<b class=q>88</b> we met.<b class=q>89</b> It left.</p>", "At four88", []),
        ("<style>.q{float:right}</style><p>Pears <b class=q>2</b></p><p>Figs <b class=q>3</b></p>",
         "Pears 2 Figs 3", []),
        ("<p>It is a<b class=q>2</b>b and c<b class=q>3</b>d.</p>", "It is a2b and c3d.", []),
    ],
)  # fmt: skip
def test_numbers_of_pages_without_a_name(body: str, said: str, pages: list[str]) -> None:
    """Numbers of one class that count on are pages where they part a word or stand aside."""
    page = _page(body)
    assert [one.label for one in page.pages] == pages
    assert " ".join(page.text.split()).startswith(said)
