"""Copies and versions of a passage do not starve the reader."""

from rag.answers.copies import apart, gathered, in_turn
from rag.documents.document import Passage
from rag.search.retriever import Hit
from rag.span import Span

REPORT = (
    "The Orlo bridge was built for heavy trucks and nobody who designed it thought of ice at all."
)
DATES = {"a": "3 May 1961", "b": "1 April 1961", "c": None, "d": "2 May 1999"}


def hit(doc_id: str, text: str) -> Hit:
    """A hit of one sentence."""
    passage = Passage(
        doc_id, 0, 0, len(text), text, ((0, len(text)),), (Span(0, len(text)),), "body"
    )
    return Hit(passage, 1.0)


def test_of_copies_the_oldest_is_read() -> None:
    """One stands for all; without a date it comes last."""
    found = apart([hit("c", REPORT), hit("a", REPORT), hit("b", REPORT)], DATES.get)
    assert [one.passage.doc_id for one in found] == ["b"]


def test_versions_wait_unless_the_question_names_their_difference() -> None:
    """The third version of a passage comes last; one that holds a word asked for does not."""
    texts = [REPORT.replace("ice", word) for word in ("ice", "wind", "sand", "floods")]
    hits = [hit(str(n), text) for n, text in enumerate(texts)] + [hit("d", "Ilse Thorn drew it.")]
    assert [h.passage.doc_id for h in in_turn(hits, "Who drew it?")] == ["0", "1", "d", "2", "3"]
    asked = in_turn(hits, "Did floods come?")
    assert [h.passage.doc_id for h in asked] == ["0", "1", "3", "d", "2"]


def test_copies_make_the_search_go_deeper() -> None:
    """Behind forty copies the one other passage is still found."""
    library = [hit(f"copy {n}", REPORT) for n in range(40)] + [hit("d", "Ilse Thorn drew it.")]
    read, every = gathered(lambda depth: library[:depth], "Who drew it?", DATES.get, 8)
    assert [one.passage.doc_id for one in read] == ["copy 0", "d"]
    assert len(every) == len(library)
