"""Copies and versions of a passage do not starve the reader."""

import pytest

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
    first, waiting = in_turn(hits, "Who drew it?", 8)
    assert [h.passage.doc_id for h in first + waiting] == ["0", "1", "d", "2", "3"]
    first, waiting = in_turn(hits, "Did floods come?", 8)
    assert [h.passage.doc_id for h in first + waiting] == ["0", "1", "3", "d", "2"]


def test_copies_make_the_search_go_deeper() -> None:
    """Behind forty copies the one other passage is still found."""
    library = [hit(f"copy {n}", REPORT) for n in range(40)] + [hit("d", "Ilse Thorn drew it.")]
    read, every = gathered(lambda depth: library[:depth], "Who drew it?", DATES.get, 8)
    assert [one.passage.doc_id for one in read] == ["copy 0", "d"]
    assert len(every) == len(library)


@pytest.mark.parametrize("how", ["misread", "edited"])
def test_versions_make_the_search_go_deeper(how: str) -> None:
    """Neither forty scans, each misread in its own way, nor forty edited ones hide the other."""
    library = [hit(f"v{n}", spoilt(n, how)) for n in range(40)] + [hit("d", "Ilse Thorn drew it.")]
    read, _ = gathered(lambda depth: library[:depth], "Who drew it?", DATES.get, 8)
    assert [one.passage.doc_id for one in read[:3]] == ["v0", "v1", "d"]


def spoilt(number: int, how: str) -> str:
    """A version of the report: every 40th letter misread, or a word more and one less."""
    if how == "misread":
        misread = range(number % 40, len(REPORT), 40)
        return "".join("c" if at in misread else char for at, char in enumerate(REPORT))
    words = REPORT.split()
    words[number % 13] = "quite"
    return " ".join([*words[: number % 11], "old", *words[number % 11 :]])
