"""What is looked up: an entry by its day, a clause by its line's number, a letter's writer."""

from pathlib import Path

import pytest

from rag.answers.asking.entries import of_another_entry
from rag.answers.evidence import Candidate
from rag.answers.lookup import look_up
from rag.documents.document import Passage
from rag.documents.read import read_document
from rag.search.store import DocumentRow
from tests.support import building

DIARY = """FROM THE LOG OF CAPTAIN ODA BRUN, 1911

2 May. Fog. Two men fell ill.

Thursday, 4 May. The ice broke. We sailed at noon.

The wind fell on 6 May.
"""
LEASE = """# Lease

## 5 End

5.1 Either side may end it.
5.2 It ends by fire.
"""
LETTERS = """# Letters

## Letter of 3 May 1868

The pears are lost.

## Letter of 19 May 1868

Mr Chapman has offered sixty pounds.
"""
CHRONICLE = """# A chronicle of the ferry, 1909–1912

## Before 1911

- **4 May 1909** – The ferry is bought.
- **9 June** – It sinks.

## The last months of 1911

| Day | Event |
|---|---|
| 4 May | The ferry is raised. |
| 6 May | It is sold to Ole Dahl. |
"""
LETTER = """Dall Hall, 3 May 1788

Dear Sir,

The mill is sold, and Mr Pym is gone.

Your humble servant,

Ada Roth
"""


def answers(folder: Path, name: str, text: str, question: str) -> list[str] | None:
    """The quotes of a lookup in one document; None where nothing is looked up."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    source = read_document(path, name)
    row = DocumentRow("a", name, "", source.title or "", source.author, source.date, "", 1, 1, "",
                      "", "", 1)  # fmt: skip
    found = look_up(question, [row], None, lambda _: source, lambda: ())
    return None if found is None else [quote.text for quote in found.quotes]


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("What happened on 4 May 1911?",
         "Thursday, 4 May. The ice broke. We sailed at noon. The wind fell on 6 May."),
        ("What did Captain Brun write on May 2nd?", "2 May. Fog. Two men fell ill."),
        ("What happened on 4 May 1912?", None),
        ("What happened on 6 May?", None),
        ("Who fell ill on 2 May?", None),
        ("What did Ole Dahl write on 2 May?", None),
    ],
)  # fmt: skip
def test_an_entry_is_quoted_whole_by_its_day(
    tmp_path: Path, question: str, entry: str | None
) -> None:
    """Of the year, and of the writer, that are asked for."""
    assert answers(tmp_path, "log.txt", DIARY, question) == (entry and [entry])


@pytest.mark.parametrize(
    ("day", "entry"),
    [
        ("4 May 1909", ["4 May 1909 – The ferry is bought."]),
        ("4 May 1911", ["4 May | The ferry is raised."]),
        ("6 May 1911", ["6 May | It is sold to Ole Dahl."]),
        ("4 May 1912", None),
        ("9 June 1910", None),
        ("9 June 1911", None),
    ],
)
def test_an_entry_is_of_the_year_above_it(
    tmp_path: Path, day: str, entry: list[str] | None
) -> None:
    """A year among those that the title names, or before which the heading puts it, is not its."""
    question = f"What happened on {day}?"
    assert answers(tmp_path, "ferry.md", CHRONICLE, question) == entry


def test_a_clause_is_quoted_by_the_number_of_its_line(tmp_path: Path) -> None:
    """Where the clauses of a section are one paragraph."""
    assert answers(tmp_path, "a.md", LEASE, "What does clause 5.1 say?") == [
        "5.1 Either side may end it."
    ]
    assert answers(tmp_path, "a.md", LEASE, "What does § 5.2 say?") == ["5.2 It ends by fire."]
    assert answers(tmp_path, "a.md", LEASE, "What does clause 12 say?") == []
    order = "# Order\n\n7. The appeal is lost.\n\n8. There will be no order as to costs.\n\nPym J\n"
    assert answers(tmp_path, "b.md", order, "What does paragraph 8 say?") == [
        "8. There will be no order as to costs."
    ]


def test_a_letter_says_below_its_text_who_wrote_it(tmp_path: Path) -> None:
    """Of another kind of text nothing is said."""
    writer = ["Your humble servant, Ada Roth"]
    assert answers(tmp_path, "a.txt", LETTER, "Who wrote the letter?") == writer
    assert answers(tmp_path, "a.txt", LETTER, "Who wrote the report?") is None


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("19 May 1868", ["Mr Chapman has offered sixty pounds."]),
        ("May 3", ["The pears are lost."]),
        ("19 May 1869", None),
    ],
)
def test_a_letter_is_quoted_by_its_day(tmp_path: Path, day: str, said: list[str] | None) -> None:
    """Whose year, where it is named, is that of the letter."""
    question = f"What did the letter of {day} say?"
    assert answers(tmp_path, "letters.md", LETTERS, question) == said


def test_a_line_that_is_a_label_alone_is_no_entry() -> None:
    """Nothing stands behind its number, and nothing ends it."""
    document = building.document("# Rules\n\nClause 3\n\nThe mill is let.\n\n4.\n\n5)", "a.md")
    passage = Passage("d", 0, 0, 8, "The mill", ((0, 8),), (), "body")
    at = document.reading.text.index("The mill")
    one = Candidate(passage, at, at + 8, 0.5, (), 0)
    assert not of_another_entry("Who let the mill?")(document, one)
