"""Citations in a style: what stands in a footnote, in the bibliography, and what is refused."""

from pathlib import Path
from typing import Any

import pytest

from rag.bibliography.csl import csl_name
from rag.bibliography.pages import outside
from rag.bibliography.styles import Cite, in_style
from rag.errors import QuestionError
from rag.views.styled import plain

BOOK: dict[str, Any] = {
    "id": "a", "type": "book", "title": "The Long Ferry", "publisher": "Birch & Co",
    "publisher-place": "Oslo", "author": [{"family": "Marsh", "given": "Elin"}],
    "issued": {"date-parts": [[2019]]}, "custom": {"kept": "by a program"},
}  # fmt: skip
ARTICLE: dict[str, Any] = {
    "id": "b", "type": "article-journal", "title": "On rivers", "container-title": "Water",
    "volume": "3", "page": "100-120", "issued": {"date-parts": [[2011, 5]]},
    "author": [{"literal": "Harbour Watch"}], "URL": "https://example.org/a?b=1&c=<2>",
}  # fmt: skip
CITES = [Cite("a", "page", "47"), Cite("a", "page", "48–49"), Cite("b", "page", "101")]


def _texts(style: str, *cites: Cite) -> tuple[list[str], list[str]]:
    made = in_style(style, [BOOK, ARTICLE], cites or CITES)
    return [plain(runs) for runs in made.notes], [plain(runs) for runs in made.bibliography]


def test_notes_keep_names_and_pages_and_never_say_ibid() -> None:
    """The given name as it stands, the page of each note, and a short form that names the work."""
    notes, listed = _texts("chicago")
    assert "Elin Marsh, The Long Ferry (Birch & Co, 2019), 47." == notes[0]
    assert "Marsh, The Long Ferry, 48–49." == notes[1]
    assert "Harbour Watch, " in notes[2]
    assert "101" in notes[2]
    assert any("100–120" in entry for entry in listed)  # the article's own pages, not the quote's
    assert not any("47" in entry for entry in listed)


@pytest.mark.parametrize(
    ("style", "note"),
    [
        ("apa", "(Marsh, 2019, p. 47)"),
        ("mla", "(Marsh, The Long Ferry 47)"),
        ("oscola", "Elin Marsh, The Long Ferry (Birch & Co 2019) 47."),
        ("harvard", "(Marsh, 2019, p. 47)"),
    ],
)
def test_styles_that_people_ask_for(style: str, note: str) -> None:
    """By the names that they have among people."""
    assert [note] == _texts(style, CITES[0])[0]


def test_titles_are_in_italics_and_addresses_stay() -> None:
    """What looks like a tag inside of an address is no tag."""
    made = in_style("oscola", [BOOK, ARTICLE | {"type": "webpage"}], CITES)
    assert ["The Long Ferry"] == [r.text for r in made.notes[0] if "italic" in r.faces]
    assert "<https://example.org/a?b=1&c=<2>>" in plain(made.notes[2])


@pytest.mark.parametrize("style", ["no-such-style", "../../etc/passwd", "missing.csl"])
def test_no_such_style(style: str) -> None:
    """It is said what there is."""
    with pytest.raises(QuestionError, match="no style"):
        in_style(style, [BOOK], [Cite("a")])


@pytest.mark.parametrize(
    "text", ["<style/>", "no XML", "<style xmlns='http://purl.org/net/xbiblio/csl'/>"]
)
def test_a_file_that_is_no_style(tmp_path: Path, text: str) -> None:
    """Also one that only points to another style."""
    path = tmp_path / "own.csl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(QuestionError, match=r"own\.csl"):
        in_style(str(path), [BOOK], [Cite("a")])


def test_names() -> None:
    """A body is never divided into a given and a family name."""
    assert {"literal": "Human Rights Watch"} == csl_name("Human Rights Watch")
    assert {"family": "van der Molen", "given": "Henrik"} == csl_name("Henrik van der Molen")
    assert {"family": "King", "given": "Martin", "suffix": "Jr."} == csl_name("King, Jr., Martin")


@pytest.mark.parametrize(
    ("style", "paper", "heading"),
    [
        ("oscola", "Times (Oslo, 2019) 4.", " under “On”"),
        ("chicago", "Times (Oslo), 2019, 4.", ": under “On”"),
        ("apa", ", 2019, p. 4)", ", Section “On”)"),
    ],
)
def test_a_page_and_a_heading_stand_in_a_note_as_the_style_means_them(
    style: str, paper: str, heading: str
) -> None:
    """A newspaper's page once, an article's first page before the quote's; no heading is a §."""
    news = BOOK | {"id": "n", "type": "article-newspaper", "title": "Flood", "page": "4",
                   "container-title": "Times"}  # fmt: skip
    made = in_style(style, [news, ARTICLE], [Cite("n", "page", "4"), Cite("b", "section", "“On”")])
    assert plain(made.notes[0]).endswith(paper)
    assert heading in plain(made.notes[1])
    assert "3 Water 100, 101" in _texts("oscola", CITES[2])[0][0]


@pytest.mark.parametrize(
    ("style", "note", "entry"),
    [
        ("chicago", "Lock Keepers (1931), 4.", "Lock Keepers. 1931."),
        ("mla", "(Lock Keepers 4)", "Lock Keepers. 1931."),
        ("oscola", "‘Lock Keepers’ (1931) 4.", "‘Lock Keepers’ (1931)"),
        ("apa", "(Lock Keepers, 1931, p. 4)", "Lock Keepers. (1931)."),
        ("harvard", "(Lock Keepers, 1931, p. 4)", "Lock Keepers (1931)."),
    ],
)
def test_a_work_without_author_is_named_once(style: str, note: str, entry: str) -> None:
    """Its title, or its editor, stands for the author and is not said again."""
    issued = {"issued": {"date-parts": [[1931]]}}
    report = {"id": "r", "type": "report", "title": "Lock Keepers", **issued}
    edited = BOOK | {"id": "e", "author": [], "editor": [{"family": "Ed", "given": "Ida"}]}
    made = in_style(style, [report, edited], [Cite("r", "page", "4"), Cite("e", "page", "4")])
    assert note == plain(made.notes[0])
    assert entry in map(plain, made.bibliography)
    assert 1 == plain(made.notes[1]).count("Ed")


def test_what_a_style_does_not_list_is_known_and_no_label_stands_alone() -> None:
    """Chicago has letters and papers in its notes alone; a newspaper has no bare "Edition"."""
    paper = {"id": "p", "type": "document", "title": "The Petition"}
    news = {"id": "n", "type": "article-newspaper", "title": "Flood", "container-title": "Times"}
    made = in_style("chicago", [paper, news], [Cite("p"), Cite("n", "page", "4")])
    assert ("p",) == made.unlisted
    assert "“Flood”, Times, n.d., 4." == plain(made.notes[1])


@pytest.mark.parametrize(
    ("style", "note"),
    [
        ("oscola", "Harbour Watch, ‘On Rivers’ (2011) 3 Water 100, p. 2 of the file"),
        ("apa", "(Harbour Watch, 2011, p. 2 of the file)"),
        ("mla", "(Harbour Watch, “On rivers”, p. 2 of the file)"),
    ],
)
def test_a_page_of_the_file_is_none_of_the_article(style: str, note: str) -> None:
    """A reprint whose sheets are counted from 1 is not cited as page 2 of pages 100 to 120."""
    article = {name: value for name, value in ARTICLE.items() if name != "URL"}
    made = in_style(style, [article], [Cite("b", aside="p. 2 of the file")])
    assert note.casefold() in plain(made.notes[0]).casefold()


@pytest.mark.parametrize(
    ("kind", "own", "inside", "elsewhere"),
    [
        ("article-journal", "100-120", ("100", "119–120"), ("2", "99", "121", "120–121")),
        ("chapter", "100–20", ("120",), ("20", "99–100")),
        ("chapter", "99–101", ("100",), ("2", "102")),
        ("article-newspaper", "4, 7-8", ("4", "8"), ("1", "5")),
        ("article-newspaper", "4", ("4", "9"), ("1",)),  # it may go on elsewhere
        ("article-magazine", "A4", ("1",), ()),
        ("article-journal", "e12345", ("3", "ix"), ()),
        ("book", "320", ("12", "321"), ()),  # how many it has
    ],
)
def test_pages_of_a_work_and_pages_of_its_file(
    kind: str, own: str, inside: tuple[str, ...], elsewhere: tuple[str, ...]
) -> None:
    """What cannot be told apart stays a page of the work."""
    item = {"type": kind, "page": own}
    assert not [pages for pages in inside if outside(item, pages)]
    assert elsewhere == tuple(pages for pages in elsewhere if outside(item, pages))
