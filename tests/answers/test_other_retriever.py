"""Answers through a search engine that is not ours."""

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from rag.answers.engine import Answer, load_engine
from rag.documents.document import Passage
from rag.search import open_index, update_index
from rag.search.chunk import chunk
from rag.search.retriever import Hit

TEXT = """# The gate

The northern gate of the old town was opened in March 1931. Two masons built it in nine weeks.
"""


@dataclass(frozen=True, slots=True)
class Everything:
    """A search engine without scores: every passage, in the order of the documents."""

    passages: tuple[Passage, ...]

    def search(
        self, question: str, k: int = 10, documents: frozenset[str] | None = None
    ) -> list[Hit]:
        """The first `k` passages of the chosen documents."""
        del question  # every passage is as good as another
        chosen = [p for p in self.passages if not documents or p.doc_id in documents]
        return [Hit(passage, 1.0 / (rank + 1)) for rank, passage in enumerate(chosen[:k])]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of one document."""
    folder = tmp_path_factory.mktemp("library")
    (folder / "gate.md").write_text(TEXT, encoding="utf-8")
    update_index(folder / "index", [folder / "gate.md"])
    return folder / "index"


def test_another_engine_brings_the_passages_and_the_answer_says_so(library: Path) -> None:
    """Its hits are read, quoted and checked like ours; the missing calibration is said aloud."""
    with closing(open_index(library)) as index:
        rows = index.documents()
        other = Everything(tuple(p for row in rows for p in chunk(index.document(row.doc_id))))
    engine = load_engine(library, retriever=other)
    with closing(engine.index):
        answer = engine.ask("When was the northern gate opened?")
    assert isinstance(answer, Answer)
    assert "March 1931" in answer.quotes[0].text
    assert any("not calibrated" in problem for problem in answer.problems)


def test_our_own_engine_is_calibrated(library: Path) -> None:
    """The same question through the index's own search has no such remark."""
    engine = load_engine(library)
    with closing(engine.index):
        answer = engine.ask("When was the northern gate opened?")
    assert isinstance(answer, Answer)
    assert () == answer.problems
