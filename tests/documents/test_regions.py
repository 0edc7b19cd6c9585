"""What each block of a messy text is."""

import textwrap

import pytest

from rag.documents.assembly import document_from
from rag.documents.extraction import Extraction
from rag.documents.structure.regions import find_regions

ESSAY = """# The Narrow Bridge

Jane Q. Writer

The talks began in the autumn of that year, and for some weeks they were carried by a group of
diplomats who

---

<sup>1</sup> Anne Author, *A Book* (London: Press, 2004), 12.

2 Ibid., 14.

---

met without notes in a hotel by the lake.<sup>1</sup> Nothing was signed.<sup>2</sup>
"""

ARTICLE = """The Daily Planet

How a small town kept its river for a century

By Lois Lane

Share on Facebook | Tweet | Print

Photo: The river in spring

The town voted in 1998 to keep its river, and the mayor signed the charter on the same evening.

Related: Ten rivers you must see

  • Clark says:

    I was there and it rained.

  • Perry W. says:

    Nonsense, it was dry.

Sports desk

Weather map
"""


def kinds(text: str) -> list[tuple[str, str]]:
    """Kind and first words of every region."""
    return [(r.kind, r.span.of(text)[:14]) for r in find_regions(text).regions]


def test_a_sentence_goes_on_behind_a_page_break_and_its_notes() -> None:
    """The block behind the notes continues the paragraph; a note may lack its mark-up."""
    regions = find_regions(ESSAY).regions
    notes = [r.mark for r in regions if r.kind == "note"]
    going_on = [r.span.of(ESSAY)[:11] for r in regions if r.continues]
    assert (notes, going_on) == (["1", "2"], ["met without"])


def test_title_and_author_stand_above_the_text() -> None:
    """A heading is the title; a name alone below it is the author; no date is invented."""
    front = find_regions(ESSAY).front
    assert (front.title, front.author, front.date) == ("The Narrow Bridge", "Jane Q. Writer", None)


def test_the_name_of_the_site_is_no_title() -> None:
    """The longer line below a site's name is the title."""
    front = find_regions(ARTICLE).front
    assert front.title == "How a small town kept its river for a century"
    assert front.author == "Lois Lane"


def test_buttons_links_and_the_tail_of_the_page_are_furniture() -> None:
    """What a page carries around its text is never quoted."""
    furniture = [words for kind, words in kinds(ARTICLE) if kind == "furniture"]
    assert furniture == [
        "Share on Faceb", "Related: Ten r", "• Clark says:", "• Perry W. say", "Sports desk",
        "Weather map",
    ]  # fmt: skip


def test_comments_carry_their_readers_names() -> None:
    """The author never gets a commenter's words."""
    found = [(r.speaker, r.span.of(ARTICLE)) for r in find_regions(ARTICLE).regions
             if r.kind == "comment"]  # fmt: skip
    assert found == [
        ("Clark", "I was there and it rained."),
        ("Perry W.", "Nonsense, it was dry."),
    ]


def test_a_figure_at_the_head_of_a_paragraph_is_no_note() -> None:
    """A year or a numbered list stays body text."""
    text = "# T\n\nSome text here.<sup>1</sup>\n\n1979 was a hard year for everybody.\n\n1. A list."
    assert [kind for kind, _ in kinds(text)] == ["heading", "body", "body", "body"]


@pytest.mark.parametrize("line", ["3.5 million people", "3rd Battalion men", "3D prints of it"])
def test_a_figure_behind_the_notes_is_no_note(line: str) -> None:
    """A note's number is set off from its words: these are figures of a sentence."""
    text = (
        f"He left.<sup>1</sup> She stayed.<sup>2</sup>\n\n1 Lind, 4.\n\n2 Moe, 5.\n\n{line} left.\n"
    )
    read = document_from(Extraction(text, "text/0"), "a.md", "0")
    assert f"{line} left." in read.reading.text


def test_running_heads_are_furniture() -> None:
    """A short line that returns at page breaks is the page's, not the author's."""
    page = "\n\n\f\n\nThe Long Report {n}\n\nA paragraph of some length stands on this page, too.\n"
    text = "".join(page.format(n=n) for n in range(1, 5))
    heads = [words for kind, words in kinds(text) if kind == "furniture" and words.strip()]
    assert heads == ["The Long Repor"] * 4


@pytest.mark.parametrize(
    "end",
    ["\n   10\n\f", "\n\f10\n", "\nPage 10\n\n\f", "\n\fMILLS  10\n\n", "\n\n10  MILLS\n\f"],
)
def test_the_number_of_a_page_is_no_word_of_its_sentence(end: str) -> None:
    """A number right at a form feed, alone or beside a running head, leaves the sentence whole."""
    before = "The council met in the mill, and heard the three surveyors who had walked along the"
    text = f"{before}\nwhole weir on foot, and all along the{end}sluices beyond. It rained."
    read = document_from(Extraction(text, "text/0"), "a.txt", "0").reading.text
    assert "and all along the sluices beyond." in read


def test_a_list_below_a_line_without_an_end_is_a_list() -> None:
    """Its first item in small letters does not go on with the line."""
    text = "The council ordered these repairs without any delay\n\n* the weir\n* the sluice\n"
    read = document_from(Extraction(text, "text/0"), "a.md", "0").reading
    assert [read.text[b.start : b.end] for b in read.blocks][1:] == ["the weir", "the sluice"]


def test_numbered_lines_of_a_text_without_pages_are_text() -> None:
    """Lines like "Day 1" and "Rating: 4" are the author's, between rules as well."""
    entry = (
        "Day {n}\n\nThe frost held on, and the wheel of the mill stood still all day.\n\nRating: 4"
    )
    text = "\n\n---\n\n".join(entry.format(n=n) for n in range(1, 6))
    assert "Day 3" in document_from(Extraction(text, "text/0"), "a.md", "0").reading.text
    assert {words.strip("- \n") for kind, words in kinds(text) if kind == "furniture"} <= {""}


def test_a_line_inside_of_sentences_is_a_running_head() -> None:
    """Without form feeds, pages are told by the sentences that they cut."""
    grains = ("rye", "oats", "corn")
    parts = [f"froze in spring, and no {grain} could be ground at the" for grain in grains]
    pages = [f"{n} MILLS OF HEST\n\n{part}" for n, part in enumerate(parts, 210)]
    text = "\n\n".join(["The weir had been built of oak, which the river", *pages])
    heads = [words for kind, words in kinds(text) if kind == "furniture"]
    assert len(heads) == 3


def test_a_sentence_about_a_copyright_is_text() -> None:
    """A notice names a year or a holder and nothing more."""
    text = "Copyright © 2020 Hest Mills\n\nCopyright in the drawings stays with the architect."
    assert [kind for kind, _ in kinds(text)] == ["furniture", "body"]


def test_front_matter_states_title_and_date() -> None:
    """YAML at the head of a Markdown file is data, not text."""
    text = "---\ntitle: Rivers\nauthor: Lois Lane\ndate: 2001-12-05\n---\n\nThe text begins here."
    front = find_regions(text).front
    assert (front.title, front.author, front.date) == ("Rivers", "Lois Lane", "2001-12-05")
    assert kinds(text)[-1] == ("body", "The text begin")


def test_a_standfirst_does_not_run_into_the_first_paragraph() -> None:
    """A long line without a full stop above the text is no sentence that a page break cut."""
    deck = (
        "How one stretch of road made a border town rich, and how a war that nobody there had "
        "asked for made it poor again within a single generation of its traders"
    )
    text = f"The road\n\n{deck}\n\nThe border lies on a plain that is dry for most of the year."
    assert [r.continues for r in find_regions(text).regions] == [False, False, False]


def test_what_stands_above_the_byline_is_heading_and_opens_no_section() -> None:
    """A title or a standfirst is never quoted as an answer, nor cited as a section."""
    text = (
        "The ferryman of Lodz\n\nA life between two banks of one river\n\nBy Ada Novak\n\n"
        "He was born on the eastern bank and died on the western one, at the age of ninety."
    )
    found = [(r.kind, r.level) for r in find_regions(text).regions]
    assert found == [("heading", 0), ("heading", 0), ("caption", 0), ("body", 0)]


def test_events_between_dates_are_no_titles() -> None:
    """A date alone reads like a byline; what stands below the first one may be quoted."""
    text = "1 May 1998\n\nThe mayor proposes talks\n\n2 May 1998\n\nThe council agrees to them"
    kinds = [r.kind for r in find_regions(text).regions]
    assert kinds == ["caption", "body", "caption", "body"]


@pytest.mark.parametrize("width", [24, 30, 38, 45, 60, 72, 100])
@pytest.mark.parametrize("form", ["{}", "    {}", "> {}"])
def test_wrapped_lines_are_paragraphs(width: int, form: str) -> None:
    """However narrow or wide the column, indented or quoted, a paragraph is one."""
    sentences = [
        "The schooner Tilda left the port of Arn on Monday with hides and eleven passengers.",
        "Her master, Captain Joost Verley, had been warned that the ice was not yet safe.",
        "He answered that he had crossed it in worse weather, and nobody would pay him to wait.",
        "On Thursday the first of the hides came ashore near the reef, and no passenger was found.",
        "The owners have offered a reward of two hundred crowns for any news of the captain.",
    ]
    paragraphs = [" ".join(sentences[:3]), " ".join(sentences[2:])]
    wrapped = ["\n".join(map(form.format, textwrap.wrap(p, width))) for p in paragraphs]
    text = "\n\n".join(wrapped)
    document = document_from(Extraction(text, "text/3"), "a.txt", "0" * 64)
    found = [document.reading.text[b.start : b.end] for b in document.reading.blocks]
    assert [" ".join(block.split()) for block in found] == paragraphs


def test_a_list_of_short_lines_is_no_paragraph() -> None:
    """Lines of a list, of an address or of verse keep apart where nothing runs on."""
    text = "Lost aboard\n\nJoost Verley, master\nJan Mikkel, mate\nAbel Storr, cook\nRuth Keane\n"
    document = document_from(Extraction(text, "text/3"), "a.txt", "0" * 64)
    assert "Abel Storr, cook" in document.reading.text.split("\n\n")


def test_a_title_in_capitals_is_one_where_no_other_line_is() -> None:
    """A line in capitals above prose is the title; above another short line it is a section."""
    prose = "The schooner left the port on Monday with a cargo of hides and eleven passengers."
    assert find_regions(f"WRECK OF THE TILDA\n\n{prose}").front.title == "WRECK OF THE TILDA"
    assert find_regions(f"SHIPPING NEWS\n\nThe wreck\n\n{prose}").front.title == "The wreck"


TERMS = """Terms of the Eel Guild
======================

1. Definitions
--------------

1.1. "Eel"
    means a fish that the warden has counted in the weir below the old mill.

2. Duties
---------

    b) Each member reports what was caught there, and all that has been set down under section
    7.  This is read aloud to the guild every year in autumn before the gates are shut.

The warden of this guild is chosen every third year in the month of May, on a Sunday, by
1. the members,
2. the miller.

The guild has in mind:

"Warden" refers to whoever holds the key of the weir, or to the miller while nobody holds it.
"""


def test_terms_that_are_set_by_hand() -> None:
    """Underlined numbers head sections, a term goes on with its meaning, a line with its number."""
    found = find_regions(TERMS, False).regions
    seen = [(one.kind, " ".join(one.span.of(TERMS).split())) for one in found]
    heads = [words for kind, words in seen if kind == "heading"]
    assert heads == ["Terms of the Eel Guild", "1. Definitions", "2. Duties"]
    body = [words for kind, words in seen if kind == "body"]
    assert [words[:14] for words in body] == [
        '1.1. "Eel" mea',
        "b) Each member",
        "The warden of ",
        "1. the members",
        "2. the miller.",
        "The guild has ",
        '"Warden" refer',
    ]
    assert "under section 7. This is read" in body[1]
