"""Numbers that count the lines of a print leave the text and say where its words stand."""

import random
from pathlib import Path
from typing import Any

import pytest

from rag.documents.assembly import document_from
from rag.documents.document import Document
from rag.documents.formats import extract
from rag.quotes.check import check_quote
from rag.quotes.locator import printed_place
from rag.quotes.quote import quote_at
from rag.quotes.record import locator_json
from rag.search.codec import pack, unpack
from rag.views.words import where_words
from tests.support.pdf_pages import Sheet, written

WITNESS = [
    ["A.   I had been at the quarry since the morning of",
     "the third, and nobody had told me that the winch was",
     "out of order.",
     "     Q.   Who was in charge of the winch, Mr. Haldane?",
     "     A.   Peter Osk was, and he kept a book with forty-",
     "two pages, which lay beside the stove of the office",
     "until the day of the accident."],
    ["     Q.   And what became of that book afterwards?",
     "     A.   My brother burned it, because he was",
     "afraid that the inspector would ask for it; and",
     "I stood beside him.",
     "          THE COURT:  We will break for lunch here and",
     "go on at two."],
]  # fmt: skip


def _document(data: bytes, name: str) -> Document:
    return document_from(extract(data, Path(name)), name, "0" * 64)


def _places(document: Document) -> dict[str, str]:
    """Each sentence with its printed place; every one is borne out by layer 1."""
    found = {}
    for start, end in document.reading.sentences:
        quote = quote_at(document, start, end)
        check_quote(quote.text, quote.spans, document)
        found[quote.text] = printed_place(quote.locator.page, quote.locator.printed_lines)
    return found


def _typed(head: str, gap: str) -> str:
    pages = []
    for order, lines in enumerate(WITNESS):
        said = [f"{n:2}{gap}{line}" for n, line in enumerate(lines, 1)]
        pages.append("\n".join([head.format(47 + order), *said]))
    return "\n\n".join(pages)


@pytest.mark.parametrize("head", ["{:>60}", "{:>50} Page", "   Haldane - Direct      {}"])
@pytest.mark.parametrize("gap", ["   ", "\t", " "])
def test_lines_of_a_typed_transcript_are_places(head: str, gap: str) -> None:
    """A sentence runs on over its lines; page and line stand in the locator alone."""
    if head.endswith("Page"):
        head = "                              Page {}"
    places = _places(_document(_typed(head, gap).encode(), "a.txt"))
    assert places["Q. Who was in charge of the winch, Mr. Haldane?"] == "p. 47:4"
    book = (
        "A. Peter Osk was, and he kept a book with forty-two pages, which lay beside the stove of "
    )
    assert places[book + "the office until the day of the accident."] == "p. 47:5–7"
    assert "p. 48:2–4" in places.values()
    assert not any(char.isdigit() for text in places for char in text if "forty" not in text)


def test_every_fifth_line_of_a_poem() -> None:
    """The lines between two numbers are counted."""
    verse = [f"And verse {word} of the long poem went on" for word in
             "one two three four five six seven eight nine ten eleven".split()]  # fmt: skip
    typed = [line + (f"{n:>12}" if n % 5 == 0 else "") for n, line in enumerate(verse, 1)]
    places = _places(_document(("The Poem\n\n" + "\n".join(typed)).encode(), "a.txt"))
    assert [places[line] for line in verse] == [f"l. {n}" for n in range(1, 12)]


def test_lines_counted_at_the_right_edge() -> None:
    """Each of them, a blank one too; figures and marks of the text stay what they are."""
    brief = [
        "The board answers that the shed stands on ground which the",
        "crown had granted to the town in 1851, and that 12 sheds[1]",
        "were pulled down. No notice came until the fourth of April,",
        "",
        "which left him 26 days, where the act asks for 60. It is",
        "therefore ordered that he be paid 45",
        "crowns.",
    ]
    typed = [f"{line:<64}{n:>3}" for n, line in enumerate(brief, 1)]
    document = _document(("\n".join(typed) + "\n\n[1] See the roll.\n").encode(), "a.txt")
    places = _places(document)
    cut = "No notice came until the fourth of April, which left him 26 days, where the act asks "
    assert places[cut + "for 60."] == "ll. 3–5"
    assert places["It is therefore ordered that he be paid 45 crowns."] == "ll. 5–7"
    assert [note.text for note in document.notes] == ["See the roll."]


@pytest.mark.parametrize(
    "lines",
    [
        [f"The road to {word}, and the inn  {n}" for n, word in enumerate("abcdefgh", 1)],
        [f"{n}  Bring the {word} to the porter at noon." for n, word in enumerate("abcdefgh", 1)],
        [f"{n}  Kabul  {n * 317}  {n * 11}" for n in range(1, 12)],
        [f"{1990 + n}  the harvest failed and the people of the town left" for n in range(9)],
        [
            "It cost 5",
            "crowns, and on the next day",
            "10 men came",
            "to take it away, and",
            "15 more",
        ],
    ],
)
def test_other_figures_are_text(lines: list[str]) -> None:
    """Lists, tables, years and figures in sentences count no lines."""
    found = extract("\n".join(lines).encode(), Path("a.txt"))
    assert found.printed_lines == ()
    assert found.skipped == ()


def _print() -> Document:
    sheets = []
    for order, lines in enumerate(WITNESS):
        sheet = Sheet().put(190, 570, str(47 + order), size=9)
        for n, line in enumerate(lines, 1):
            y = 540 - 16 * n
            indent = len(line) - len(line.lstrip())
            sheet.put(40, y, str(n)).put(70 + 2 * indent, y, line.strip(), size=10)
        sheets.append(sheet)
    return _document(written(*sheets), "a.pdf")


def test_lines_of_a_printed_transcript_are_places() -> None:
    """A quote says page and line, over two pages both of each."""
    document = _print()
    places = _places(document)
    assert places["Q. Who was in charge of the winch, Mr. Haldane?"] == "p. 47:4"
    text = document.reading.text
    quote = quote_at(document, text.index("until"), text.index("afterwards?") + 11)
    assert quote.locator.printed_lines == "47:7–48:1"
    assert printed_place(quote.locator.page, quote.locator.printed_lines) == "pp. 47:7–48:1"


def test_a_line_is_kept_and_shown() -> None:
    """The index keeps the lines; the record and the footnote say them."""
    document = unpack(pack(_print()))
    at = document.reading.text.index("Q. Who")
    record = locator_json(quote_at(document, at, at + 47).locator)
    assert record["printed_lines"] == "4"
    quote: Any = {"document": {"path": "a.pdf"}, "locator": record}
    assert "p. 47:4" in where_words(quote)


def test_every_fifth_line_of_a_page() -> None:
    """A poem in print counts every line, though the margin has every fifth."""
    sheet = Sheet().put(60, 540, "The Poem", size=16, font="F2")
    for n in range(1, 13):
        sheet.put(60, 500 - 16 * n, f"And verse {chr(96 + n)} of the long poem went on,")
        if n % 5 == 0:
            sheet.put(330, 500 - 16 * n, str(n))
    found = extract(written(sheet), Path("a.pdf"))
    said = [(line.number, found.text[line.start :][:11]) for line in found.printed_lines]
    assert said == [(n, f"And verse {chr(96 + n)}") for n in range(1, 13)]


def test_random_prints_give_their_words_and_lines() -> None:
    """However words fall on numbered lines, they are whole, in order, and at their lines."""
    for seed in range(40):
        rng = random.Random(seed)
        words = [rng.choice(["the", "winch", "ledger", "burned", "quarry"]) for _ in range(90)]
        words = [word + ("." if rng.random() < 0.1 else "") for word in words]
        lines = [" ".join(words[at : at + 9]) for at in range(0, len(words), 9)]
        typed = "\n".join(f"{n:3}  {line}" for n, line in enumerate(lines, 1))
        document = _document(typed.encode(), "a.txt")
        assert document.reading.text.split() == words
        for line in document.printed_lines:
            assert document.text[line.start :].startswith(lines[line.number - 1])
        _places(document)


def test_signs_at_the_start_of_numbered_lines() -> None:
    """A star or dash that begins a line is left out only where it begins a list."""
    for seed in range(60):
        rng = random.Random(seed)
        words = ["*", "-", "the", "mole", "half-", "and", "Orsk", "sand.", "[3]", "it", "10"]
        lines = [" ".join(rng.choices(words, k=9)) for _ in range(14)]
        typed = [f"{n:2}  {line}" for n, line in enumerate(lines, 1)]
        typed.insert(rng.randrange(14), "\f")
        _places(_document("\n".join(typed).encode(), "a.txt"))


def test_few_numbered_lines_of_a_hearing_or_a_poem() -> None:
    """Eight lines with labels, and the only five far behind the fifth line of a poem."""
    hearing = (
        " 1     Q.   Did you see the valve that night?\n"
        " 2     A.   I saw it.  I heard it, and I told\n"
        " 3   Mr. Sands so.\n 4     Q.   At what time?\n 5     A.   At about 11:40, and it was\n"
        " 6   dark.\n 7          MR. FELL:  Objection to form.\n"
    )
    assert "I told Mr. Sands so." in _document(hearing.encode(), "a.txt").reading.text
    poem = (
        "The Song\n\nI rowed a king across,\nHe never paid his fee;\n\nI rowed a beggar through,\n"
        "And he gave bread to me;\nThe king lies cold below,          5\nThe grave is green.\n"
    )
    assert " 5" not in _document(poem.encode(), "a.txt").reading.text
