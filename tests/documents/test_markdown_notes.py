"""Markdown's notes, comments, code and struck-out words, and what is none of them."""

import random

import pytest

from rag.documents.assembly import document_from
from rag.documents.document import Document, Markup
from rag.documents.extraction import Extraction
from rag.quotes.check import check_quote
from rag.quotes.quote import quote_at


def read(text: str) -> Document:
    """The document, every sentence of which passes the check."""
    document = document_from(Extraction(text, "text/3"), "a.md", "0" * 64)
    for start, end in document.reading.sentences:
        quote = quote_at(document, start, end)
        check_quote(quote.text, quote.spans, document)
    return document


def notes(text: str) -> list[tuple[str, str]]:
    """Each mark in order with the note that it means; "" where there is none."""
    document = read(text)
    return [(m.mark, document.notes[m.notes[0]].text if m.notes else "") for m in document.markers]


LONG = "a-label-that-is-much-longer-than-any-printed-mark"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"It froze.[^{LONG}]\n\n[^{LONG}]: Log, 9.", [(LONG, "Log, 9.")]),
        ("It froze.[^a]\n\n[^a]: Log, 9.\n\n    It says so twice.\n\n\tAnd thrice.\n\nThe end.",
         [("a", "Log, 9. It says so twice. And thrice.")]),
        ("It froze.[^1]\n\n[^1]:\n    Log of the fire,\n    leaf 9.",
         [("1", "Log of the fire, leaf 9.")]),
        ("It froze^[Log of *Arn*, [page 9](http://a.b).] again.",
         [("^", "Log of Arn, page 9.")]),
        ("It froze.[1] See [the ice][2] and [it][2].\n\n[1]: Log of it, 9.\n[2]: http://a.b",
         [("1", "Log of it, 9.")]),
        ("An array `a[1]`, x^[2].\n\n```\nb[1]\n[^1]: none\n```\n\n---\n\n1. One\n2. Two", []),
        ("It froze.[1]\n\n---\n\n1 | 2 | 3\n4 | 5 | 6", []),
        ("It froze.[^a] See [it][t].\n\n[^a]: Log.\n\n[t]: http://a.b", [("a", "Log.")]),
    ],
)  # fmt: skip
def test_notes(text: str, expected: list[tuple[str, str]]) -> None:
    """Labels of any length, several paragraphs, notes in the text; links, code, tables are none."""
    assert notes(text) == expected


def test_a_note_in_the_text_leaves_the_sentence() -> None:
    """Its words are a note of their own, and the sentence closes over it."""
    document = read(
        "A regent forgave^[Letter of May 1694, chest 6.] the debt^[Roll two, 9]. It ended."
    )
    assert document.reading.text.split("\n\n")[0] == "A regent forgave the debt. It ended."
    quote = quote_at(document, *document.reading.sentences[0])
    assert [note.text for note in quote.notes] == ["Letter of May 1694, chest 6.", "Roll two, 9"]


def test_notes_in_brackets_as_transcribers_of_books_write_them() -> None:
    """`[Footnote 1: …]` behind its paragraph, and `[2]` where that mark stands behind a word."""
    text = (
        "The lamp hung in the hall.[1] It was lit at dusk.[A] He left.[2] He slept.\n\n"
        "[Footnote 1: It hangs in the\nvestry.\n\nIt was sold.]\n\n[Footnote A: At four.]\n\n"
        "[2] In May.\n\nThe list [3] is long.\n\n[3] is a number.\n\n       *       *       *\n"
    )
    first = ("1", "It hangs in the vestry. It was sold.")
    assert notes(text) == [first, ("A", "At four."), ("2", "In May.")]
    assert "[3] is a number." in read(text).reading.text
    assert "* *" not in read(text).reading.text


def test_a_note_in_brackets_goes_on_in_the_next_line() -> None:
    """Short lines in a list of notes are no notes of their own."""
    text = "It burned.[1] It fell.[2]\n\nNotes\n\n[1] Rolls; but see\nPell, p. 3.\n[2] In kind.\n"
    assert notes(text) == [("1", "Rolls; but see Pell, p. 3."), ("2", "In kind.")]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("A fee of ~~forty~~ sixty pounds.", "A fee of sixty pounds."),
        ("It is <del>not</del> so, <s>never *was*</s> ever.", "It is so, ever."),
        ("It {++really ++}is {--not --}so{>>sure?<<}.", "It really is so."),
        ("It is {~~not~>quite~~} so, {==ever==}, ==ever==.", "It is quite so, ever, ever."),
        ("See [[Hest weir]], [[x|the *weir*]], ![[a.png]][[#Ice]].",
         "See Hest weir, the *weir*, Ice."),
        ("Built &mdash; for 5&nbsp;&euro; &lt; 6, AT&T; &#x2212;5&deg;C.",
         "Built — for 5 € < 6, AT&T; −5°C."),
        ("`&mdash;` is *a* dash.", "&mdash; is a dash."),
        ("A [span]{.small}, [link](x){target=_blank} and `code`{.py}.", "A span, link and code."),
        ("It {% raw %}is{% endraw %} so {% cite x %} {{ y }}.", "It is so \ufffd \ufffd."),
        ("It is so. %%not sure%% Ever. ^block-7", "It is so. Ever."),
        ("a==b and c==d, 5%% of 6%%, x[[1]].", "a==b and c==d, 5%% of 6%%, x[[1]]."),
        ("It is <span style='display: none'>not</span> so.", "It is so."),
        ("It <i hidden>was <i>never</i> so, it</i> is so.", "It is so."),
        ('It is <b style="opacity:0;color:red">not</b> so.', "It is so."),
        ("It is <b style='position: absolute; left: -9999px'>not</b> so.", "It is so."),
        ("It is <b style='text-decoration: line-through'>not</b> so.", "It is so."),
        ('It is <font color="#ffffff">not</font> so.', "It is so."),
        ("It is <b style='background:navy;color:white'>so</b>.", "It is so."),
        ('It is <b title="hidden" style="font-size:10px">so</b>.', "It is so."),
        ("One.\n\n<div style='display:none'>\n\nTwo.\n\n</div>\n\nFour.", "One.\n\nFour."),
        ("One.\n\n<div hidden>\n- Two.\n- Three.\n</div>\n\nFour.", "One.\n\nFour."),
        ("One.\n\n<script>\nlet a = 1 < 2;\n</script>\n\n<style>p{}</style>\n\nFour.",
         "One.\n\nFour."),
        ("From 2~~3 to 4, he said.", "From 2~~3 to 4, he said."),
        ("He wrote `~~x~~` and \\~~y~~ there.", "He wrote ~~x~~ and ~~y~~ there."),
        ("One <!-- two --> three.", "One three."),
        ("One.\n\n<!--\nTwo.\n\nThree.\n-->\n\nFour.", "One.\n\nFour."),
        ("One.\n\n%% a private\n\nremark %%\n\nFour.", "One.\n\nFour."),
        ("One.\n\n<del>\n\nTwo.\n\nThree.\n\n</del>\n\nFour.", "One.\n\nFour."),
        ("The price is `<!-- x` and 5 --> 4 is none.", "The price is <!-- x and 5 --> 4 is none."),
        ("```sh\n# no heading\nls *.txt _a_\n\n[^1]: no note\n```",
         "# no heading\n\nls *.txt _a_\n\n[^1]: no note"),
        ("~~~\n<!-- kept -->\n~~~\n\nEnd.", "<!-- kept -->\n\nEnd."),
        ("It is:\n```\nx\n```\nThe sum is small, since the\nnumbers are small.",
         "It is:\n\nx\n\nThe sum is small, since the numbers are small."),
        ("One<br>two <img src='x.png' alt='no'>three.", "One two \ufffdthree."),
        ("- [email-validator](https://x.org/email) - for email.", "email-validator - for email."),
        ("The code is at:\n\nhttps://x.org/a\n\nEnd.", "The code is at:\n\nhttps://x.org/a\n\nEnd."),
        ("It froze.\n\nhttps://x.org/a\n\nEnd.", "It froze.\n\nEnd."),
        ("Contact\n-------\n\nIt froze.", "Contact\n\nIt froze."),
        ("A heading\n=========\n\nIt froze hard.", "A heading\n\nIt froze hard."),
        ("It was dug\\\nby monks.", "It was dug by monks."),
        ("It froze.\n\n<!-- x -->* Salt was sold.", "It froze.\n\nSalt was sold."),
        ("It was read. | Dry | Wet |", "It was read. | Dry | Wet |"),
    ],
)  # fmt: skip
def test_only_what_is_seen(text: str, shown: str) -> None:
    """Comments and struck-out words are no text; code is, sign for sign."""
    assert read(text).reading.text == shown


def test_a_struck_word_cannot_be_quoted() -> None:
    """The check refuses a quote with the word that the page has struck out."""
    document = read("The master is ~~not~~ entitled to a berth.")
    quote = quote_at(document, 0, len(document.reading.text))
    with pytest.raises(Exception, match="differ"):
        check_quote("The master is not entitled to a berth.", quote.spans, document)


@pytest.mark.parametrize(
    "text",
    [
        "The pilots wrote.\n\n<!-- x -->* word ~~",
        "It was so.\n\n> a line of it\n> # Head\n",
        "The pilots wrote of fi\u00ad[^a]\r\n[when?] it was.\n\n[^a]: Log.",
        "They wrote.\n<del>one\n\ntwo # </del>    > [2]: Roll, 9\n",
        "He left.[^1]\n\nThe sub-\nx² 1\\. was closed.\n\n[^1]: Log.\n\n<sup>2</sup> Ibid.",
    ],
)
def test_a_mark_behind_what_nobody_sees_opens_a_line(text: str) -> None:
    """The check leaves out a mark of lists behind a comment, a tag of a template, struck words."""
    read(text)


PIECES = [
    "word ", "Ends. ", "~~", "~~gone~~ ", "<del>", "</del>", "<s>x</s> ", "<!--", "-->", "^[",
    "^[a note of it] ", "[^a]", "[^a]: Log. ", "\n", "\n\n", "    ", "\t", "```\n", "~~~\n", "`",
    "``", "]", "[1]", "[1]: http://a.b\n", "[2]: Roll, 9\n", "# ", "> ", "| a | b |\n", "---\n",
    "===\n", "%%", "\\", "*", "**", "_", "[x](y)", "![", "re-\n", "sign ", "\r", "\r\n", "\ufeff",
    "\u00ad", "ﬁ", "1. ", "- ",
]  # fmt: skip


def test_hostile_markdown_checks() -> None:
    """Random heaps of pieces: no crash, and no sentence that the check refuses."""
    chance = random.Random(3)
    for _ in range(600):
        read("The pilots wrote. " + "".join(chance.choices(PIECES, k=chance.randint(3, 40))))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("They enriched <sup>235</sup>U there.", "They enriched <sup>235</sup>U there."),
        ("Traces (<sup>14</sup>C) were old.", "Traces (<sup>14</sup>C) were old."),
        (
            "It was signed.<sup>1</sup> It burned.\n\n<sup>1</sup> Fire log.",
            "It was signed. It burned.",
        ),
        ("They dated the beam by the\n<sup>14</sup>C in it.", "They dated the beam by the"),
        ("<sup>131</sup>I was found.", "<sup>131</sup>I was found."),
        ("<sup>th</sup>e first", "<sup>th</sup>e first"),
        ("It burned.<sup>[1]</sup>\n\n<sup>[1]</sup> Fire log.", "It burned. Fire log."),
        (
            "It was signed. <sup>1</sup> It burned.\n\n<sup>1</sup>Fire log.",
            "It was signed. It burned.",
        ),
    ],
)
def test_the_figure_of_an_isotope_is_no_mark(text: str, shown: str) -> None:
    """A raised figure with no word before it and a sign of chemistry behind it stays."""
    assert " ".join(read(text).reading.text.split()).startswith(shown)


GAPS = [
    ("Ann ![[secret]] came.", "Ann \ufffd came.", "words of the file “secret”"),
    ("{% cite smith -l 3 %} says so.", "\ufffd says so.", "{% cite smith -l 3 %}"),
    ("He is {{ not }} guilty.", "He is \ufffd guilty.", "{{ not }}"),
    ("He is <img src=a alt='not'> guilty.", "He is \ufffd guilty.", "described as “not”"),
    ("He came.\n\n![[secret]]", "He came.", "words of the file “secret”"),
    ("He came.\n\n{% include a.md %}", "He came.", "{% include a.md %}"),
    ("He came.\n\n![[mill.png]]", "He came.", ""),
    ("See [the mill]({{ site.url }}/a).", "See the mill.", ""),
    ("So $x_{{i}}$ and `{{ y }}` are.", "So $x_{{i}}$ and {{ y }} are.", ""),
    ("He {{#if x}}came{{/if}}{# or not #} in.", "He came in.", ""),
    ("<img src=a alt='The mill'> The mill stood.", "The mill stood.", ""),
]


@pytest.mark.parametrize(("written", "shown", "lost"), GAPS)
def test_words_that_stand_elsewhere_are_losses(written: str, shown: str, lost: str) -> None:
    """Inside of a line a sign is read for them, which the check knows, too."""
    document = read(written + "\n")
    assert document.reading.text == shown
    assert [lost in loss.what for loss in document.losses] == ([True] if lost else [])


def test_a_title_is_read_as_its_heading_is() -> None:
    """What nobody sees of a heading is no part of the title."""
    document = read("# The *Mill* {++at++} [Zell](z) <script>x</script>\n\nHe came.\n")
    assert document.title == "The Mill at Zell"


SIGNS = [
    ("The race is long.* It *is* wide.\n\n\\* In May.\n", "markdown", ["In May."]),
    ("It is 9 feet\u2020, and wide.\n\n\u2020 In summer.\n", "markdown", ["In summer."]),
    ("It is long* and wide.\n\n* In May.\n\n\fIt is old* and damp.\n\n* Since 1700.\n", "text",
     ["In May.", "Since 1700."]),
    ("Prices* vary.\n\n* one\n* two\n* three\n", "markdown", []),
    ("It is *long* and wide*.\n\n* one\n* two\n", "text", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "notes"), SIGNS)
def test_a_sign_behind_a_word_and_the_paragraph_that_begins_with_it(
    text: str, kind: str, notes: list[str]
) -> None:
    """A note where no more paragraphs begin with the sign than words end with it."""
    markup: Markup = "markdown" if kind == "markdown" else "text"
    page = document_from(Extraction(text, "text/8", markup), "a.md", "0" * 64)
    assert [note.text for note in page.notes] == notes
    first = page.reading.text[slice(*page.reading.sentences[0])]
    assert ("*" not in first and "\u2020" not in first) == bool(notes)
    for start, end in page.reading.sentences:
        quote = quote_at(page, start, end)
        check_quote(quote.text, quote.spans, page)


@pytest.mark.parametrize(
    "said",
    ["The toll was 5* 3 crowns.", "A C*-algebra is meant.", "The A* search ends.",
     "Three 5* hotels and a 4* inn stand there, the best is the 5*."],
)  # fmt: skip
def test_a_sign_of_what_is_said_is_no_mark(said: str) -> None:
    """A product or a name with a star keeps it, though a paragraph below begins with one."""
    assert said in read(f"# Salt\n\n{said}\n\n* In summer only.\n").reading.text


def test_notes_in_small_roman_figures_and_letters() -> None:
    """A bracket behind a word is a mark where a paragraph begins with it, else words."""
    said = "The pilots[i] were freemen,[ii] the boat[s] too.[b]"
    page = read(f"{said}\n\n[i] Of Ulv.\n[ii] Roll 4.\n\n[b] Two.\n")
    assert page.reading.text.startswith("The pilots were freemen, the boat[s] too.")
    assert [page.notes[one.notes[0]].text for one in page.markers] == ["Of Ulv.", "Roll 4.", "Two."]


def test_raised_figures_that_paragraphs_begin_with() -> None:
    """They are notes where the same figure stands behind a word; the figure stays seen there."""
    page = read("He had 4 m² a day¹ and half.²\n\n¹ Since 1891.\n² Save boys.\n\n³ He stayed.\n")
    assert [note.text for note in page.notes][:2] == ["Since 1891.", "Save boys."]
    assert page.reading.text.startswith("He had 4 m² a day¹ and half.²")
    isotope = read("They found traces of\n¹⁴C there.\n\n¹⁴ C is meant.\n")
    assert not isotope.notes


LISTED = "He said so [1], and {} later.\n\n{}[1] Radio Norn, 5 May.\n[2] Roll 4, leaf 9.\n"


@pytest.mark.parametrize(
    ("said", "rest", "notes"),
    [("wrote it [2]", "", 2), ("wrote it", "", 0), ("wrote it [2]", "[1] First.\n", 0)],
)
def test_numbers_in_brackets_behind_a_space(said: str, rest: str, notes: int) -> None:
    """They are marks where the paragraphs below begin with each of them once, from [1] on."""
    page = read(LISTED.format(said, rest))
    assert len(page.notes) == notes
    assert ("[1]" in page.reading.text.split("\n")[0]) == (not notes)


def test_two_stars_behind_a_word_are_a_mark() -> None:
    """Where a paragraph begins with them; a rated word before them opens no emphasis."""
    text = "A 5* inn lost its star** in May* and **never** won.\n\n* Of 1999.\n** One of three.\n"
    page = read(text)
    assert page.reading.text.startswith("A 5* inn lost its star in May and never won.")
    assert [page.notes[one.notes[0]].text for one in page.markers] == ["One of three.", "Of 1999."]


@pytest.mark.parametrize(("head", "found"), [("Notes\n\n", 2), ("It must have:\n\n", 0)])
def test_numbers_in_round_brackets(head: str, found: int) -> None:
    """They are seen marks where the list under a heading "Notes" has them; a list has items."""
    page = read(f"It rose (1). It fell (2), later.\n\n{head}(1) Fair book.\n(2) Letter.\n")
    assert page.reading.text.startswith("It rose (1). It fell (2), later.")
    said = [page.notes[one.notes[0]].text for one in page.markers]
    assert said == ["Fair book.", "Letter."][:found]
