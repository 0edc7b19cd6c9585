"""A near miss says what is missing: what the documents speak of, and what they do not give."""

from collections.abc import Callable
from pathlib import Path

import pytest

from rag.answers.asking.missing import missing
from rag.answers.engine import load_engine
from rag.answers.record import to_json
from rag.documents.document import Passage
from rag.english.sentence import sentences
from rag.search import update_index
from rag.search.embed import load_embedder
from rag.search.retriever import Hit
from rag.views.terminal import answer_text

VISIT = (
    "Sharon's visit to the mount was announced on the radio. Crowds gathered at the gate. "
    "The police let nobody else pass. The mayor of the town spoke to the press."
)
MILL = (
    "The mill at Orrin was built by Ada Penrose in 1871. It burned for two days. "
    "The owners had it rebuilt in brick."
)


def said(question: str, *texts: str, unknown: str = "") -> str | None:
    """The remark on a question for which these passages were found, each a document."""
    hits = [
        Hit(Passage(str(n), 0, 0, len(t), t, tuple(sentences(t)), (), "body"), 1.0)
        for n, t in enumerate(texts)
    ]
    strange = set(unknown.split())
    knows: Callable[[str], bool] = lambda word: word not in strange  # noqa: E731
    found = missing(question, hits, knows)
    return found.words if found else None


@pytest.mark.parametrize(
    ("question", "lack"),
    [
        ("When did Sharon's visit to the mount begin?", "closest sentences give no date"),
        ("How many crowds gathered at the gate?", "closest sentences give no figure"),
        ("Who gathered in crowds at the gate?", "closest sentences name nobody else"),
        ("Which surgeon attended Sharon?", "closest passages lack the word “surgeon”"),
    ],
)
def test_what_is_asked_for_and_absent_is_named(question: str, lack: str) -> None:
    """The kind of thing that no close sentence holds, else the words that no close passage has."""
    assert lack in (said(question, VISIT) or "")


@pytest.mark.parametrize(
    "question",
    [
        "When was the mill at Orrin built?",
        "Who built the mill at Orrin?",
        "What is the boiling point of sulphur?",
    ],
)
def test_nothing_is_said_where_it_may_be_there(question: str) -> None:
    """A date stands there, a name stands there, or the documents speak of nothing in it."""
    assert said(question, MILL) is None


def test_a_name_that_no_document_has_is_named() -> None:
    """Names that stand side by side are named together."""
    words = said("What did Mary Quill say of the mill?", MILL, unknown="Mary Quill")
    assert words == "No document has “Mary Quill”."


def test_names_that_no_passage_has_together_are_named() -> None:
    """Each is in the documents, and nothing that was found speaks of both."""
    words = said("What did Ada Penrose tell Sharon?", MILL, VISIT)
    assert words is not None
    assert "“Ada Penrose” and “Sharon”, but no passage that was read has all of them" in words


def test_words_joined_by_an_underscore_do_no_harm() -> None:
    """What is no word by itself is quoted as it is."""
    assert said("Which Mill_Orrin was built by Zedd_Ada?", MILL, unknown="Zedd") is not None


def test_a_name_is_known_by_the_documents_capitals() -> None:
    """Who asks in small letters means the same person."""
    words = said("when did sharon's visit begin", VISIT)
    assert words is not None
    assert "speak of “sharon's" in words


def test_the_abstention_has_it_in_json_and_terminal(tmp_path: Path) -> None:
    """Every quoted word of the remark stands in the question, and it is shown after the verdict."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "visit.txt").write_text(VISIT, encoding="utf-8")
    update_index(tmp_path / "index", [tmp_path / "docs"], load_embedder())
    engine = load_engine(tmp_path / "index", reader="similarity")
    question = "In which month was Sharon's visit to the mount announced?"
    record = to_json(engine.ask(question, min_confidence=1.1), id=1, seconds=0.0, index={})
    assert [r["kind"] for r in record["remarks"]] == ["missing"]
    text = answer_text(record)
    assert text.index("No answer") < text.index("give no date") < text.index("Closest passages")
