"""Answers, abstentions and source pages as HTML: every quote whole, everything escaped."""

import re
import time
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.answers.engine import Abstention, Answer
from rag.documents.document import Document
from rag.quotes.quote import Quote, quote_at
from rag.search.store import State
from rag.span import Span
from rag.views.escape import neutral
from rag.views.page.segments import MarkedRange, TextPiece, pieces
from rag.views.template import environment, render
from rag.web.answer_html import result_html
from rag.web.conversation import Conversation
from rag.web.examples import candidates, example_questions
from rag.web.find import find_words
from rag.web.links import Address, AddressError, Marked, address_of, read_address
from rag.web.marking import NumberedWords, mark_page
from rag.web.source.page import source_page
from rag.web.tabs.ask import meaning
from tests.support.building import document
from tests.support.web_stand import HERAT, HOSTILE, KABUL, MARCH

_VOID = {"meta", "link", "input", "br"}


class Reader(HTMLParser):
    """Reads HTML strictly: every element closed, in order. `text` of elements by id and class."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.tags: list[str] = []
        self.links: list[str] = []
        self.texts: list[tuple[list[dict[str, str | None]], str]] = []
        self.feed(html)
        self.close()
        assert [] == self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        given = dict(attrs)
        if tag == "a":
            self.links.append(given.get("href") or "")
        if tag not in _VOID:
            self.open.append((tag, given))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(([given for _, given in self.open], data))

    def text_of(self, **wanted: str) -> str:
        """The text inside the elements with this attribute, marks of notes left out."""
        name, value = next((k.rstrip("_"), v) for k, v in wanted.items())
        return "".join(
            data for path, data in self.texts
            if any(given.get(name) == value for given in path)
            and not any("own" in (given.get("class") or "").split() for given in path)
        )  # fmt: skip


def laid(macro: str, *values: object) -> str:
    """What a macro of the templates of text makes of these values."""
    template = environment().get_template("views/page/text.html")
    return neutral(str(getattr(template.module, macro)(*values)))


def quote(doc: Document, words: str) -> Quote:
    """The quote of these words of a document's reading text."""
    start = doc.reading.text.index(words)
    return quote_at(doc, start, start + len(words), 0.9)


def herat(words: str = "The Taliban took Herat in 1995.") -> Quote:
    """A quote of the essay on Herat."""
    return quote(document(HERAT, "herat.md"), words)


@given(
    text=st.text("ab<&\u202e ", max_size=30),
    ranges=st.lists(st.tuples(st.integers(0, 30), st.integers(1, 10)), max_size=5),
    places=st.lists(st.integers(0, 30), max_size=3),
)
@settings(max_examples=100)
def test_overlapping_layers_give_well_formed_html_with_the_same_text(
    text: str, ranges: list[tuple[int, int]], places: list[int]
) -> None:
    """Whatever the layers, elements nest and the text stays as it was, escapes aside."""
    layers = [MarkedRange(a, a + n, "b", rank % 3) for rank, (a, n) in enumerate(ranges)]
    inserts = [(at, TextPiece("mark", "")) for at in places]
    html = laid("pieces", pieces(text, 0, len(text), layers, inserts))
    assert text.replace("\u202e", "\\u202e") == "".join(data for _, data in Reader(html).texts)


def test_an_id_is_given_once() -> None:
    """A layer that must be opened anew has its id only where it begins."""
    layers = [MarkedRange(0, 4, "u", 0), MarkedRange(2, 6, "mark", 1, None, "q")]
    html = laid("pieces", pieces("abcdef", 0, 6, layers))
    assert '<u>ab<mark id="q">cd</mark></u><mark>ef</mark>' == html


def test_nothing_that_looks_like_markup_or_turns_text_round_gets_through() -> None:
    """Mark-up is escaped and control characters are written out."""
    said = render("web/tabs/status.html", kind="still", said='<b> & "\u202e')
    assert "&lt;b&gt; &amp; &#34;\\u202e</p>" in said
    assert "<bdi>a\\x1b b</bdi>" == laid("isolated", "a\x1b\n b")


def test_an_answer_shows_the_quote_with_italics_footnote_and_the_sources_own_note() -> None:
    """The words are whole, the footnote leads to the mark, the note unfolds below."""
    html = result_html(Answer("When did Herat fall?", (herat(),), 0.93), 4, 2)
    read = Reader(html)
    assert "The Taliban took Herat in 1995." == read.text_of(class_="words").strip()
    assert "<em>Herat</em>" in html
    assert "Ahmed Rashid, Taliban, 40." in html
    assert any(link.startswith("/source/") and link.endswith("#quote-4") for link in read.links)
    assert 'id="turn-2"' in html
    assert "0.93" in html
    assert "confidence very high" in html


def test_the_line_above_a_quote_says_who_speaks() -> None:
    """Quoted words have their speaker's name, and the document's."""
    quoted = herat("“The people are celebrating in the streets tonight,” said Ismail Khan in 2001.")
    html = result_html(Answer("Who celebrates?", (quoted,), 0.8), 1, 1)
    assert "Ismail Khan</bdi>, quoted in" in html
    assert ">The fall of Herat</cite>" in html


def test_a_long_answer_is_folded_and_says_how_much_of_it_there_is_more() -> None:
    """Five of eight quotes are open; all of six; all footnotes are on the page, folded or not."""
    for many, folded in ((8, "Show three more quotes"), (6, "")):
        html = result_html(Answer("Which?", (herat(),) * many, 0.8), 4, 1)
        before, _, after = html.partition('<details class="rest">')
        assert (many - 3 if folded else many) == before.count('class="copy"')
        assert folded in after
        numbers = re.findall(r'class="footnote"><a[^>]*>(\d+)<', html)
        assert [str(n) for n in range(4, 4 + many)] == numbers


def test_an_abstention_says_why_and_names_what_is_no_answer() -> None:
    """Its passages stand under "not an answer" and carry no copy button."""
    html = result_html(Abstention("Why?", "weak_evidence", (herat(),), 0.2), 1, 1)
    assert "Nothing in the documents answers this clearly." in html
    assert "not an answer" in html
    assert "too weak to be an answer" in html
    assert "data-copy" not in html


def test_a_quote_that_its_source_does_not_bear_out_is_held_back() -> None:
    """A quote whose words have changed is not shown."""
    whole = herat()
    forged = Quote(
        document(HERAT.replace("in 1995", "in 1996"), "herat.md"), whole.spans, whole.voice
    )
    object.__setattr__(forged, "document", _with_text(forged.document, HERAT))
    html = result_html(Answer("When?", (forged,), 0.9), 1, 1)
    assert "A quote was held back." in html
    assert "1996" not in Reader(html).text_of(class_="words")


def _with_text(doc: Document, text: str) -> Document:
    """The document over another layer 1: its reading text tells a falsehood."""
    from dataclasses import replace

    return replace(doc, text=text)


def test_footnotes_keep_their_numbers_over_the_conversation() -> None:
    """Numbers go on from turn to turn; an abstention takes none; the newest turn is first."""
    talk = Conversation()
    talk = talk.after(Answer("one", (herat(), herat("Nobody knew why.")), 0.9))
    talk = talk.after(Abstention("two", "no_evidence", (herat(),), 0.1))
    talk = talk.after(Answer("three", (herat(),), 0.9))
    assert [1, 3, 3] == [turn.first for turn in talk.turns]
    assert 4 == talk.next_number
    html = talk.to_html()
    assert html.index("turn-3") < html.index("turn-2") < html.index("turn-1")


def test_the_source_page_marks_the_quote_and_its_text_equals_the_quote() -> None:
    """The marked text is the quote's, and the page is well-formed and without any script."""
    whole = herat("Ismail Khan fled to Iran with 8,000 men.")
    page = source_page(whole.document, address_of([(7, whole)], whole.document.doc_id))
    read = Reader(page)
    assert whole.text == " ".join(read.text_of(id="quote-7").split())
    assert "script" not in read.tags
    assert "Ahmed Rashid, Taliban, 40." in read.text_of(id="note-1")


@pytest.mark.parametrize(
    ("state", "said"),
    [("changed", "was changed after it was indexed"), ("gone", "no longer there")],
)
def test_the_source_page_says_that_the_file_is_another_now(state: State, said: str) -> None:
    """What is shown is the version that was indexed, and never passes for today's."""
    one = herat("The bridge at Islam Qala was closed.")
    address = address_of([(1, one)], one.document.doc_id)
    assert said in source_page(one.document, address, state)
    assert "Take care" not in source_page(one.document, address)


def test_the_source_page_counts_repeated_words() -> None:
    """A sentence that occurs twice is "1 of 2", and both places are linked."""
    one = herat("The bridge at Islam Qala was closed.")
    page = source_page(one.document, address_of([(1, one)], one.document.doc_id))
    assert "Quote 1 is 1 of 2 places" in page
    assert 'id="quote-1-place-2"' in page


def test_a_changed_document_is_said_to_have_changed_and_not_marked_wrongly() -> None:
    """Spans that cut words in the document of today are refused, with the reason."""
    doc = document(HERAT, "herat.md")
    start = doc.text.index("Taliban took")
    page = source_page(
        doc, Address(doc.doc_id, "0" * 64, (Marked(1, (Span(start + 2, start + 9),)),))
    )
    assert "has changed since it was quoted" in page
    assert "Quote 1 is not marked" in page
    assert "<mark" not in page


def test_the_exact_view_shows_layer_one_with_offsets() -> None:
    """Mark-up is there character for character, and the spans are listed."""
    one = herat()
    page = source_page(
        one.document,
        Address(one.document.doc_id, "", (Marked(1, one.spans),), view="exact"),
    )
    assert "The Taliban took *Herat* in 1995." in Reader(page).text_of(id="quote-1")
    assert f"<td>{one.spans[0].start}</td><td>{one.spans[0].end}</td>" in page


def test_a_hostile_document_is_text_on_both_pages() -> None:
    """No element comes out of a document: its scripts are gone, its templates are words."""
    doc = document(HOSTILE, "hostile.md")
    for start, end in doc.reading.sentences[1:]:
        one = quote_at(doc, start, end, 0.9)
        turn = result_html(Answer("<img src=x>?", (one,), 0.9), 1, 1)
        page = source_page(doc, address_of([(1, one)], doc.doc_id))
        for html in (turn, page):
            assert not {"script", "img", "iframe"} & set(Reader(html).tags)
        assert "\u202e" not in turn + page
    assert "${window.hacked = 4} and {{constructor}}" in Reader(page).text_of(dir="auto")


@pytest.mark.parametrize("shape", ["a[^1] b. ", "[^{0}]: note\n\na[^{0}] b.\n\n", "*a* b "])
def test_the_page_of_a_text_takes_as_long_as_the_text_is(shape: str) -> None:
    """Marks of notes in one paragraph or many, emphasis: 1 MB of them took minutes."""
    took = []
    for count in (200, 400, 3200):  # the first warms up
        doc = document("".join(shape.format(n) for n in range(count)))
        began = time.process_time()
        source_page(doc, Address(doc.doc_id))
        mark_page(NumberedWords(doc), "Who?", [], "")
        took.append(time.process_time() - began)
    assert took[2] <= max(2.0, took[1] * 8**1.2), took  # the square of them took 5 s


@pytest.mark.parametrize("value", ["1", "1~", "1~9-3", "x~1-2", "1~5-5", "1~1-2_1-2", "1~-1-2"])
def test_a_bad_address_is_refused(value: str) -> None:
    """What is no number with spans raises an error that says what was expected."""
    with pytest.raises((AddressError, ValueError), match=r"expected|overlap"):
        read_address("abc", [("q", value)])


def test_an_address_goes_there_and_back() -> None:
    """What an address is written as is what it is read as."""
    from urllib.parse import parse_qsl, urlsplit

    one = Address("d/1", "ab", (Marked(3, (Span(1, 5), Span(9, 12))),), "the <end>", "exact")
    parts = urlsplit(one.url(at="quote-3"))
    assert one == read_address("d/1", parse_qsl(parts.query))
    assert ("/source/d%2F1", "quote-3") == (parts.path, parts.fragment)


def test_find_takes_case_space_and_curly_marks_lightly() -> None:
    """Words are found over any white space, and a straight mark finds a curly one."""
    found = find_words("The king’s\nhorse. THE KING’S horse.", "king's horse")
    assert "2 places" == found.said
    assert "not found" == find_words("a", "b.*").said


def test_examples_are_made_from_the_documents_and_must_be_answered() -> None:
    """Names, headings and dates of the documents become questions; unanswered ones are dropped."""
    faq = document(
        "# Questions\n\n## How was Karzai chosen?\n\nBy a vote.\n\n## Was it cold there?\n\nYes.\n",
        "faq.md",
    )
    kabul = document(KABUL.replace("Nobody", "Hamid Karzai was the chairman. Nobody"), "k.md")
    assert [("heading", "How was Karzai chosen?")] == list(candidates(faq))
    asked = example_questions([faq, kabul], lambda _: True)
    assert ["Who was Hamid Karzai?", "How was Karzai chosen?"] == asked
    assert [] == example_questions([faq, kabul], lambda _: False)


def test_a_threshold_is_told_in_shares_of_the_measured_questions() -> None:
    """Of four questions two would be answered, one of them rightly."""
    rows = [(0.9, True), (0.6, False), (0.4, True), (0.1, False)]
    assert "50% of the questions would be answered, 50% of them rightly" in meaning(
        ("q", rows), 0.5
    )
    assert "no question would be answered" in meaning(("q", rows), 1.0)
    assert "Run a question file" in meaning(None, 0.5)


def test_sources_that_differ_stand_side_by_side() -> None:
    """Both documents are in one section, with the words that differ; a third one is not."""
    texts = {"a.md": HERAT, "b.md": MARCH, "c.md": KABUL}
    quotes = []
    for name, words in (("a.md", "Ismail Khan fled to Iran with 8,000 men."),
                        ("b.md", "Ismail Khan fled to Iran with 800 men."),
                        ("c.md", "Kabul fell to the Northern Alliance")):  # fmt: skip
        source = document(texts[name], name)
        at = source.reading.text.index(words)
        quotes.append(quote_at(source, at, at + len(words)))
    answer = Answer.of("With how many men did Ismail Khan flee?", quotes, 0.9)
    page = Reader(result_html(answer, 4, 1))
    said = page.text_of(class_="differ")
    assert "8,000 in footnote 4, 800 in footnote 5." in said
    assert "Kabul" not in said
    assert 3 == page.tags.count("figure")
