"""Rows with their header, and lists with their lead-in."""

import time
from pathlib import Path

import pytest

from rag.answers.evidence import Candidate
from rag.answers.lists import whole_lists
from rag.answers.rows import rows_wanted
from rag.answers.tables import headed, table_at
from rag.documents.document import Document
from rag.documents.read import read_document
from rag.quotes.quote import Quote, quote_at
from rag.search.chunk import chunk
from tests.support.building import document

LIGHTS = """# Lights

Table 2: Lights of the coast

| Light | First lit | Height (m) |
|---|---|---|
| Arnsund | 1870 | 8 |
| Tarnow | 1908 | 32 |
| Ulmen | 1883 | 45 |
| Ulmen I | 1891 | 20 |
| Ulmen II | 1897 | 21 |

It was a cold coast.
"""
BANS = """# Rules

The convention bans the following:

- drift nets
- dynamite
- night trawling

The fine is 400 crowns.
"""


def made(folder: Path, text: str) -> Document:
    """A document of this text."""
    path = folder / "a.md"
    path.write_text(text, encoding="utf-8")
    return read_document(path, "a.md")


def quoted(document: Document, words: str) -> Quote:
    """The quote of these words."""
    start = document.reading.text.index(words)
    return quote_at(document, start, start + len(words), 0.5)


@pytest.mark.parametrize(
    ("question", "rows", "sure"),
    [
        ("How high is the Tarnow light?", ["Tarnow | 1908 | 32"], True),
        ("Which light was first lit in 1883?", ["Ulmen | 1883 | 45"], True),
        ("How high is Ulmen II?", ["Ulmen II | 1897 | 21"], True),
        ("How high is Ulmen I?", ["Ulmen I | 1891 | 20"], True),
        ("Which light is the highest?", ["Ulmen | 1883 | 45"], True),
        ("Which light was lit earliest?", ["Arnsund | 1870 | 8"], True),
        ("How high is the Solvik light?", [], False),
        ("Who lit the Tarnow light first?", [], False),
        ("How high is Ulmen?", ["Ulmen | 1883 | 45"], True),
        ("Who painted the Tarnow light?", ["Tarnow | 1908 | 32"], False),
    ],
)
def test_only_the_row_asked_for_stays(
    tmp_path: Path, question: str, rows: list[str], sure: bool
) -> None:
    """It is looked up only where header and row hold every word of the question."""
    document = made(tmp_path, LIGHTS)
    found = [
        Candidate(p, p.start + a, p.start + b, 0.1, (), 0)
        for p in chunk(document) for a, b in p.sentences if " | " in p.text[a:b]
    ]  # fmt: skip
    kept, looked_up = rows_wanted(question, found, lambda _: document)
    assert ([one.text for one in kept], looked_up) == (rows, sure)


def test_a_row_brings_its_header_and_caption(tmp_path: Path) -> None:
    """As spans of their own, which say what they stand for."""
    quote = headed(quoted(made(tmp_path, LIGHTS), "Tarnow | 1908 | 32"))
    assert [(lead.kind, quote.words_at(lead.spans)) for lead in quote.lead] == [
        ("caption", "Table 2: Lights of the coast"),
        ("header", "Light | First lit | Height (m)"),
    ]


def test_a_lead_in_goes_with_its_list(tmp_path: Path) -> None:
    """Two items, the lead-in, or a question for all give the whole list; no paragraph behind it."""
    document = made(tmp_path, BANS)
    whole = "The convention bans the following: drift nets dynamite night trawling"
    items = [quoted(document, "drift nets"), quoted(document, "night trawling")]
    for asked, quotes in (
        ("What is forbidden?", items),
        ("What is forbidden?", [quoted(document, "The convention bans the following:")]),
        ("What does the convention ban?", items[:1]),
    ):
        assert [quote.text for quote in whole_lists(asked, quotes)] == [whole]


PACKING = """# The walk

## Packing

- a whistle
- two socks

## Duties

5. The guide shall not

(a) smoke;
(b) sing.

6. Dogs

6.1 One dog may come.
"""


def test_a_heading_leads_to_its_list_and_a_number_does_not_go_on_with_letters(
    tmp_path: Path,
) -> None:
    """The heading's list is given where the question is for it, and an item where it is not."""
    document = made(tmp_path, PACKING)
    for asked, item, want in (
        ("What should I pack?", "two socks", "Packing a whistle two socks"),
        ("How many socks do I need?", "two socks", "two socks"),
        (
            "What shall the guide not do?",
            "(b) sing.",
            "5. The guide shall not (a) smoke; (b) sing.",
        ),
    ):
        assert [q.text for q in whole_lists(asked, [quoted(document, item)])] == [want]


def test_one_item_keeps_its_lead_in_beside_it(tmp_path: Path) -> None:
    """And says that it is one of three."""
    document = made(tmp_path, BANS)
    (quote,) = whole_lists("May one trawl by night?", [quoted(document, "night trawling")])
    assert (quote.text, quote.items) == ("night trawling", (1, 3))
    assert quote.words_at(quote.lead[0].spans) == "The convention bans the following:"


def test_a_row_is_known_by_a_range_of_figures(tmp_path: Path) -> None:
    """All words of the cell stand in the question, the small ones among them."""
    rows = (
        "| Length | Summer |\n|---|---|\n| up to 8 m | 12 |\n| 8 to 12 m | 18 |\n| over 12 m | 30 |"
    )
    document = made(tmp_path, f"# Dues\n\n{rows}\n\nThey are due at noon.\n")
    found = [
        Candidate(passage, passage.start + a, passage.start + b, 0.5, (), 0)
        for passage in chunk(document)
        for a, b in passage.sentences
    ]
    asked = "What are the dues for a boat of 8 to 12 m in summer?"
    kept, _ = rows_wanted(asked, found, lambda _: document)
    assert [one.text for one in kept if "|" in one.text] == ["8 to 12 m | 18"]


@pytest.mark.parametrize(
    ("rows", "row", "header"),
    [
        (["Population | 12,000", "Mayor | Anna Roth"], 1, None),
        (["Mayor | Anna Roth", "Population | 12,000", "River | Enns"], 1, None),
        (["Property | Value", "Mayor | Anna Roth", "River | Enns"], 2, "Property | Value"),
        (["Port | Depth", "Zell | 4 m", "Brede | unknown"], 2, "Port | Depth"),
        (["Year | Boats", "1911 | 14", "1912 | 9"], 1, "Year | Boats"),
    ],
)
def test_a_row_of_a_pair_has_no_other_row_for_a_header(
    rows: list[str], row: int, header: str | None, tmp_path: Path
) -> None:
    """Values of different kinds are no column: what stands first there is a pair like the rest."""
    table = "\n".join([f"| {rows[0]} |", "|---|---|", *(f"| {one} |" for one in rows[1:])])
    document = made(tmp_path, f"# Brede\n\nThe town in brief.\n\n{table}\n")
    quote = headed(quoted(document, rows[row]))
    assert [
        document.reading.text[slice(*document.reading.locate(one.spans))] for one in quote.lead
    ] == [one for one in [header] if one]


def test_a_row_is_no_answer_for_another_key(tmp_path: Path) -> None:
    """No row of 10 or 20 tells of 40, and a year beside "Founded" does not say by whom."""
    trial = made(tmp_path, "| Dust (%) | Set (h) |\n|---|---|\n| 10 | 40 |\n| 20 | 27 |\n")
    firm = made(tmp_path, "| Founded | 1951, in Lund |\n|---|---|\n| Founder | Ole Lind |\n")

    def rows(question: str, source: Document) -> list[str]:
        found = [
            Candidate(passage, passage.start + a, passage.start + b, 0.5, (), 0)
            for passage in chunk(source)
            for a, b in passage.sentences
        ]
        return [one.text for one in rows_wanted(question, found, lambda _: source)[0]]

    assert rows("When is mortar with 40 % dust set?", trial) == []
    assert rows("When is mortar with 20 % dust set?", trial) == ["20 | 27"]
    assert rows("Who founded it?", firm) == ["Founder | Ole Lind"]


@pytest.mark.parametrize(
    ("cells", "row"),
    [
        (("900", "1,200", "70"), "Hest | 1,200"),
        (("900 m", "1200 m", "70 m"), "Hest | 1200 m"),
        (("900,000", "1.2 million", "70,000"), None),
        (("3.6.1911", "12.5.1911", "1.1.1911"), None),
        (("1.200.000", "900.000", "70.000"), None),
        (("1,5", "12", "3"), None),
        (("900", "unknown", "70"), None),
    ],
)
def test_the_greatest_figure_is_one_of_its_unit(
    tmp_path: Path, cells: tuple[str, ...], row: str | None
) -> None:
    """Figures of several units, dates and other notations are not compared, nor is a total."""
    rows = zip(("Brell", "Hest", "Osk", "Total"), (*cells, "99,999"), strict=True)
    body = "".join(f"| {town} | {cell} |\n" for town, cell in rows)
    document = made(tmp_path, f"# Towns\n\n| Town | Books |\n|---|---|\n{body}")
    passages = list(chunk(document))
    found = [
        Candidate(one, one.start + a, one.start + b, 0.1, (), 0)
        for one in passages
        for a, b in one.sentences
    ]
    candidates, sure = rows_wanted("Which town has the most books?", found, lambda _: document)
    assert sure is (row is not None)
    assert row is None or [row] == [one.text for one in candidates if one.score > 0.9]


def test_each_row_of_a_long_table_finds_it_at_once() -> None:
    """A question asks for the table of each row: one of 2,000 rows took it 18 seconds."""
    rows = "".join(f"| Mill {n} | {n} |\n" for n in range(3000))
    head, other = "| Name | Height |\n|---|---|\n", "| a | b |\n|---|---|\n| c | d |\n"
    long = document(f"{head}{rows}\nWords.\n\n{other}")
    began = time.process_time()
    found = [table_at(long, block.start) for block in long.reading.blocks]
    assert time.process_time() - began < 3
    assert [found[0]] * 3001 == found[:3001]
    assert found[3001] is None
    assert found[3002] == found[3003] != found[0]
