"""Pages of a print inside of a plain text are places: marks amid words, numbered heads and feet."""

from pathlib import Path

import pytest

from rag.documents.assembly import document_from
from rag.documents.document import Document
from rag.documents.formats import extract
from rag.quotes.check import check_quote
from rag.quotes.quote import quote_at


def _read(text: str, name: str = "a.txt") -> tuple[Document, dict[str, str | None]]:
    """The document, and the page of each sentence; every one is borne out by layer 1."""
    document = document_from(extract(text.encode(), Path(name)), name, "0" * 64)
    pages = {}
    for start, end in document.reading.sentences:
        quote = quote_at(document, start, end)
        check_quote(quote.text, quote.spans, document)
        pages[quote.text] = quote.locator.page
    return document, pages


@pytest.mark.parametrize("mark", ["[Pg {}]", "[Page {}] ", "{{{}}} ", "[*{}] "])
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_marks_amid_words(mark: str, name: str) -> None:
    """A sentence and a note go on around the number of a page; the mark behind it is a mark."""
    text = (
        f"The clerk of Orn {mark.format(7)}wrote to the pilots of the three towns.[1] They did\n"
        f"not an-\n{mark.format(8)}swer him for nine weeks. He waited until the ice had gone, and\n"
        f"by then nobody {mark.format(9)}paid.\n\n"
        f"[1] So says the roll.\n"
    )
    document, pages = _read(text, name)
    first = "The clerk of Orn wrote to the pilots of the three towns."
    assert pages[first] is None  # nothing says where it begins
    assert pages["They did not answer him for nine weeks."] == "7–8"
    assert pages["He waited until the ice had gone, and by then nobody paid."] == "8–9"
    assert [note.text for note in document.notes] == ["So says the roll."]


PAGES = [
    ("The weavers of Brell took the gate in the night of the fair and held it for as long as",
     "they had bread."),
    ("The council then sent for two companies, which came by the sea road and lost their",
     "guns in the sand."),
    ("It was the miller who made peace between the two of them in the end.", ""),
]  # fmt: skip


def _printed(top: str, foot: str) -> str:
    text, rest = "", ""
    for number, (cut, after) in enumerate(PAGES, 38):
        text += top.format(number) + rest + cut + "\n\n" + foot.format(number)
        rest = f"{after}\n" if after else ""
    return text


@pytest.mark.parametrize(
    ("top", "foot", "first"),
    [
        ("{}          HISTORY OF BRELL\n\n", "", "38"),
        ("", "                    F-{}\n<PAGE>\n", "F-38"),
        ("", "- {} -\n\n", "38"),
        ("Column {}\n\n", "", "38"),
        ("", "                Page {} of 90\n\f", "38"),
    ],
)
def test_heads_and_feet_of_pages(top: str, foot: str, first: str) -> None:
    """They leave the sentence that they stand in, and say its page."""
    _, pages = _read(_printed(top, foot))
    weavers = " ".join(PAGES[0])
    assert pages[weavers] == f"{first}–{first[:-2]}39"
    assert list(pages) == [weavers, " ".join(PAGES[1]), PAGES[2][0]]


def test_heads_between_the_rules_of_markdown() -> None:
    """A rule that parts pages, and a numbered head beside it, part no sentence."""
    _, pages = _read(_printed("\n---\n\n*The weavers* | {}\n\n", ""), "a.md")
    assert pages[" ".join(PAGES[0])] == "38–39"
    assert not any("|" in sentence for sentence in pages)


@pytest.mark.parametrize(
    "text",
    [
        "1  Duty of the pilots\n\nNo pilot shall sleep.\n\n2  Fines\n\nHe pays ten crowns.\n",
        "1\n\nThe sea is grey,\nThe land is far.\n\n2\n\nThe land is near,\nThe sea is blue.\n",
        "He lists {1} salt and {4} oil.\n",
        "See HEAD@{1} for the state of the branch, which was merged on the third of May, and "
        "HEAD@{2} for the other.\n",
        "He wrote {0} to {1} and {2}.\n",
        "\f1\n\nThe sea is grey and wide there, and the land is far away and cold.\n\n"
        "\f2\n\nThe land is near and green, and the sea is blue and warm for once.\n",
        "It is as\n\nTABLE 1\n\n" + "shows, and the catch was small in every year. " * 3 + "See\n\n"
        "TABLE 2\n\nfor more.\n",
        "The towns are\n\nORRA 1\nTARN 2\nVELL 3\nand no more.\n",
        "See [p. 9] and then [p. 4] of the roll.\n",
    ],
)
def test_other_numbers_begin_no_page(text: str) -> None:
    """Sections of an act, numbers of poems, items and citations."""
    found = extract(text.encode(), Path("a.txt"))
    assert (found.pages, found.skipped) == ((), ())


@pytest.mark.parametrize("end", ["\n", "\r\n", ""])
def test_the_sign_that_ocr_writes_for_a_hyphen(end: str) -> None:
    """It divides a word, and is a sign of logic where no letters stand around it."""
    _, pages = _read(f"The mus¬{end}kets of the two com¬{end}panies lay there, and p ∧ ¬q.")
    assert list(pages) == ["The muskets of the two companies lay there, and p ∧ ¬q."]
