"""Mark-up read three times over: by us, by the check's own reading, and by markdown-it."""

import random
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from rag.documents import emphasis, links, markup
from rag.documents.assembly import document_from
from rag.documents.document import Document
from rag.documents.formats import extract
from rag.errors import CitationError, SourceError
from rag.quotes import check_pieces, commonmark, commonmark_links
from rag.quotes.check import check_quote
from rag.quotes.quote import quote_at
from rag.span import Span
from tests.support.building import document
from tests.support.wrong_quotes import NAMES, attacked

WORDS = (
    "Kabul",
    "fell",
    "in",
    "the [sic] end",
    "a note",
    "x",
    "(y)",
    "1996",
    "naïve",
    "”",
    "— ",
    ".",
)
SIGNS = (
    "[",
    "](",
    ")",
    "]",
    "(",
    "![",
    "<",
    ">",
    "*",
    "**",
    "_",
    "`",
    "``",
    "`x y' ",
    "'",
    "\\",
    '"',
    "'",
    "][",
    " ",
    "\n",
)
ADDRESSES = (
    "http://a.b/c", "http://a.b/K_(city)", "(a(b)c)", "<a b>", "<a)b>", "a\\)b", "a(b", "a)b", "",
    "b c", "a*b*c", "a_b_", "a`b", "<http://a.b/(c)>", "<b>", '<a href="x(y)">', "</a>",
    "<!-- c -->", "me@a.b",
)  # fmt: skip
TAGS = (
    "<del>", "</del>", "<s>", "</s>", "<span hidden>", "<span>", "</span>", "</span>",
    "<span style='display:none'>", '<i style="opacity: 0">', "</i>", "<b style=font-size:0>",
    "</b>", "<span style='color:red'>", '<font color="white">', "</font>", "<dialog open>",
    "<dialog>", "</dialog>", "<script>", "</script>", '<p title="hidden">', "<p\nhidden>", "</p>",
    "<i style='position:absolute; left:-999px'>", "<b style='clip:rect(0 0 0 0)'>", "<span",
)  # fmt: skip
TITLES = ("", ' "title"', " 'a (b) c'", " (title)", ' "a) \\" b"', ' "', "\n'two\nlines'", "x")
LABELS = ("note", "A  Note", "1", "undefined", "", "a [b] c", "no\\]te")
DEFINED = "\n\n[note]: http://a.b/(c)\n[a note]: <d> 'e'\n[1]: x\n\n[no\\]te]: y (z)\n"

word = st.sampled_from(WORDS)
link = st.builds(
    lambda image, words, address, title: f"{image}[{words}]({address}{title})",
    st.sampled_from(("", "", "!")),
    st.lists(word, min_size=1, max_size=3).map(" ".join),
    st.sampled_from(ADDRESSES),
    st.sampled_from(TITLES),
)
reference = st.builds("[{}][{}]".format, word, st.sampled_from(LABELS))
piece = st.one_of(word, word, link, reference, st.sampled_from(SIGNS), st.sampled_from(ADDRESSES))
nested = st.builds(lambda a, b, c: f"[{a}{b}{c}](http://a.b/(d))", word, link, word)
line = st.lists(piece | nested, min_size=1, max_size=9).map(lambda parts: "Here " + "".join(parts))

DIALECTS = (
    "[[Hest weir]]", "[[a|the weir]]", "![[x.png]]", "[[#Ice]]", "[[1]]", "[[", "]]", "[[x](y)]]",
    "{++ new ++}", "{-- old --}", "{~~ a~>b ~~}", "{>> why? <<}", "{==key==}", "{++", "--}", "~~",
    "%%hidden%%", "%%", "5%%", "==marked==", "==", "a==b", "&mdash;", "&amp;lt;", "&#8211;",
    "&#x2212;5", "&nbsp;", "&shy;", "&nosuch;", "&", "AT&T;", "&hellip;", "{% raw %}",
    "{% endraw %}", "{% note x %}", "{#id}", "[span]{.small}", "[a](b){target=_blank}", "`c`{.py}",
    "[b]{x}", "{{ y }}", "({% x %})", "![[N]]", "<img src=a alt=not>",
    "^block-7", "^[a note]", "[^1]:", "[^1]", "`", "**",
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(line)
@example("Here [Kabul](http://a.b/K_(city)) fell.")
def test_the_check_agrees_with_what_is_shown(text: str) -> None:
    """Every sentence of the reading text passes the check, which reads the rules by itself."""
    every_sentence_passes(text + DEFINED)


def every_sentence_passes(text: str) -> None:
    """Read a text, if it holds any words, and check each sentence of it."""
    try:
        source = document(text)
    except SourceError:
        return
    for start, end in source.reading.sentences:
        shown = source.reading.text[start:end]
        spans = source.reading.source_spans(start, end)
        assert refusal(shown, spans, source) in ("", "cuts a word")


@settings(max_examples=300, deadline=None)
@given(st.lists(word | st.sampled_from(TAGS), min_size=2, max_size=14).map(" ".join))
@example("He <span hidden> not <span> ever </span> so </span> fell </span> in.")
def test_the_check_agrees_on_what_tags_hide(text: str) -> None:
    """What an element of HTML hides by its style, or crosses out, is left out in both readings."""
    every_sentence_passes(text)


@settings(max_examples=200, deadline=None)
@given(st.lists(word | st.sampled_from(DIALECTS), min_size=2, max_size=12), st.sampled_from(" \n"))
@example(["x", "{~~", "{++ new ++}", "a~>b", "~~}"], " ")
def test_the_check_agrees_on_dialects(words: list[str], between: str) -> None:
    """Links of wikis, remarks, references to characters, attributes: both readings agree."""
    every_sentence_passes(between.join(words))
    every_sentence_passes("".join(words))


def refusal(shown: str, spans: tuple[Span, ...], source: Document) -> str:
    """Why the check refuses a quote; empty where it passes. Sentences may end inside a word."""
    try:
        check_quote(shown, spans, source)
    except CitationError as error:
        return "cuts a word" if "cuts a word" in str(error) else f"{shown!r}: {error}"
    return ""


@settings(max_examples=200, deadline=None)
@given(line)
@example("Here [Kabul](http://a.b/K_(city)) fell.")
@example("Here [a](b`c) and `d` are.")
def test_a_markdown_parser_shows_the_same_words(text: str) -> None:
    """What another implementation renders is what we show, but for our exceptions.

    Without labels: where an address is broken, markdown-it looks for the label behind it.
    """
    text = " ".join(text.split())
    if re.search(r"\d[*_]|[*_]\d|<!-|&|\[\d", text):
        return  # products and comments are read otherwise, on purpose
    if re.search(r"(?<!`)`[^`]*'(?![\w`])", text):
        return  # quotations `as typewriters have them' keep their marks, on purpose
    found = markup.scan(text, 0, len(text), ())
    gone = {at for a, b in found.hidden for at in range(a, b)}
    ours = "".join(char for at, char in enumerate(text) if at not in gone)
    assert "".join(ours.split()) == "".join(rendered(text).split())


def rendered(text: str) -> str:
    """The words that markdown-it shows of one paragraph; tags that we leave alone stay."""
    parser = MarkdownIt("commonmark").disable("entity")
    return "".join(_words(child) for token in parser.parse(text) for child in token.children or ())


def _words(token: Any) -> str:
    if token.type == "image":
        return "".join(_words(child) for child in token.children or ())
    if token.type == "html_inline":
        return "" if links.TAG.match(token.content) else token.content
    return "\n" if token.type in ("softbreak", "hardbreak") else str(token.content)


def test_the_two_share_nothing() -> None:
    """Neither side imports the other, and no pattern stands in both."""
    ours = {
        id(v)
        for m in (markup, links, emphasis)
        for v in vars(m).values()
        if isinstance(v, re.Pattern)
    }
    check = [v for m in (check_pieces, commonmark, commonmark_links) for v in vars(m).values()]
    assert not ours & {id(value) for value in check}
    assert not any(
        isinstance(v, re.Pattern) for m in (commonmark, commonmark_links) for v in vars(m).values()
    )
    theirs = {getattr(value, "__module__", "") for value in check}
    assert not theirs & {"rag.documents.markup", "rag.documents.links", "rag.documents.emphasis"}


@pytest.mark.parametrize(
    "shown", ["Kabul) fell.", "Kabul](http fell.", "Kabul fell", "[Kabul fell."]
)
def test_a_piece_of_an_address_is_refused(shown: str) -> None:
    """Words that hold a piece of the address, or half of the mark-up, are not the page's."""
    text = "[Kabul](http://a.b/K_(city)) fell."
    source = document(f"# Title\n\n{text} Nobody had ordered it, and nobody was there to see it.\n")
    spans = source.reading.source_spans(*source.reading.sentences[1])
    check_quote("Kabul fell.", spans, source)
    with pytest.raises(CitationError):
        check_quote(shown, spans, source)


def test_a_definition_of_a_label_is_no_text() -> None:
    """The lines that say where labels lead are read by nobody; a note in brackets is."""
    source = document(f"# Title\n\nHe left [Kabul][1] at noon.{DEFINED}\n[^2]: A note, 12.\n")
    assert "He left Kabul at noon." in source.reading.text
    assert ("a.b" in source.reading.text, "A note, 12." in source.reading.text) == (False, True)


@pytest.mark.parametrize(
    "text",
    [
        "İstanbul <del>gone</del> is a city on two shores.",
        "The pilots wrote. \u0301 Nobody answered them.",
        "The pilots wrote. <b>\u0301</b> Nobody answered them.",
        "Kabul fell. - \n    indented words follow it.",
    ],
)
def test_odd_signs_pass_in_both_readings(text: str) -> None:
    """Letters that grow in lower case, combining signs alone, a hyphen alone at a line end."""
    source = document(f"{text}\n")
    for start, end in source.reading.sentences:
        spans = source.reading.source_spans(start, end)
        check_quote(source.reading.text[start:end], spans, source)


def test_no_edge_tears_a_combining_sign_off() -> None:
    """A quote may not begin or end between a letter and what stands on it, mark-up or not."""
    source = document("He went to the cafe<b>\u0301</b> at noon, and nobody was there to see it.\n")
    with pytest.raises(CitationError, match="cuts a word"):
        check_quote("He went to the cafe", (Span(0, 19),), source)


@pytest.mark.parametrize(
    ("name", "text", "shown"),
    [
        ("a.html", "<p>Was it [is it not?] sold to all.</p>", "Was it sold to all."),
        ("a.html", "<p>“[who?]” was asked of all.</p>", "“” was asked of all."),
        ("a.html", "<p>They sold[all but one, no source] it.</p>", "They sold it."),
        ("a.txt", "The mill {{ never }} burned.", "The mill burned."),
        ("a.md", "The mill {{ never }} burned.", "The mill burned."),
        ("a.md", "The mill ![[never]] burned.", "The mill burned."),
    ],
)
def test_words_in_brackets_are_left_out_by_nobody(name: str, text: str, shown: str) -> None:
    """What is no mark-up where it stands, or stands for words that are elsewhere."""
    made = document_from(extract(text.encode(), Path(name)), name, "0" * 64)
    start, end = made.reading.sentences[0]
    whole = quote_at(made, start, end)
    check_quote(whole.text, whole.spans, made)
    with pytest.raises(CitationError, match="words differ"):
        check_quote(shown, whole.spans, made)


@pytest.mark.parametrize("gap", ["{{ not }}", "{% not %}", "![[not]]", "![[a.png]]", "`{r} not`"])
@pytest.mark.parametrize(
    "line", ["The levy is {} due.", "- The levy is {} due", "[^1]: The levy is {} due."]
)
def test_what_stands_elsewhere_is_never_shown_as_nothing(line: str, gap: str) -> None:
    """Neither over a gap nor with it cut out is a quote taken that leaves out its sign."""
    source = document(f"It was so.[^1]\n\n{line.format(gap)}")
    start, at = source.text.index("The levy"), source.text.index(gap)
    end, after = source.text.index("due") + 3, at + len(gap)
    cuts = [(Span(start, at), Span(after, end)), (Span(start, at), Span(at + 1, end))]
    for spans in [(Span(start, end),), *cuts]:
        assert "the" in refusal("The levy is due", spans, source)
    assert not refusal("The levy is \ufffd due", (Span(start, end),), source)


@pytest.mark.parametrize("kind", ["[^1]: ", "Figure 1. "])
def test_words_of_a_note_or_a_caption_are_not_cut_out(kind: str) -> None:
    """A note may stand between two spans of a sentence; two spans in one note leave nothing out."""
    source = document(f"It was so.[^1]\n\n{kind}The levy is not due.")
    at = source.text.index(" not")
    spans = (Span(at - 11, at), Span(at + 4, at + 8))
    assert "leave out ' not'" in refusal("The levy is due", spans, source)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("So it is[^1]({{ x }}) here.\n\n[^1]: A note.", "So it is(\ufffd) here."),
        ("[1](http://a.b/c) says so.\n\nIt was.[1]\n\n[1] A note here.", "1 says so."),
        ("> It is ![[no.png]]\n> so.", "It is \ufffd so."),
    ],
)
def test_marks_beside_what_stands_elsewhere(text: str, shown: str) -> None:
    """A note's mark opens no link, a link at the head of a line is no note, a quotation goes on."""
    source = document(text)
    assert source.reading.text.startswith(shown)
    every_sentence_passes(text)


def test_a_picture_of_a_word_leaves_its_sign_though_the_word_stands_beside_it() -> None:
    """The word "not" may be said twice; without the picture the sentence would say the contrary."""
    page = document('It is not late. The weir is <img alt="not" src="n.png" width=20> open.\n')
    assert page.reading.text.endswith("The weir is \ufffd open.")
    start, cut = page.text.index("The weir"), page.text.index("<img")
    around = (Span(start, cut), Span(page.text.index("open."), page.text.index("open.") + 5))
    with pytest.raises(CitationError):
        check_quote("The weir is open.", around, page)


@pytest.mark.parametrize("size", ["width=0px", "height='2'", "style='width: 1px'", "width=0.05cm"])
def test_a_picture_without_a_size_leaves_no_sign(size: str) -> None:
    """By the one table of lengths; any other between two words of a line leaves one."""
    page = document(f'It is not late. The weir is <img {size} alt="not" src="n.png"> open.\n')
    assert page.reading.text.endswith("The weir is open.")
    every_sentence_passes(page.text)
    assert (
        document('The weir is <img src="n.png"> open.\n').reading.text == "The weir is \ufffd open."
    )


@pytest.mark.parametrize("name", NAMES)
def test_no_wrong_quote_of_a_generated_document_passes(name: str) -> None:
    """Every true sentence does, and no word that the page hides is shown."""
    tried, found = attacked(name, random.Random(name))
    assert tried > 40
    assert found == []
