"""The laptop and the cluster find the same, and say the same: 500 questions each."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from rapidfuzz.distance import OSA

from rag.answers.confidence import load_calibrator
from rag.answers.engine import Engine
from rag.answers.reader import load_reader
from rag.answers.reader.similarity import NAME as SIMILARITY
from rag.answers.reader.similarity import SimilarityReader
from rag.answers.record import to_json
from rag.search import Index, subset, update_index
from rag.search.cluster.store import ClusterStore
from rag.search.codec import pack
from rag.search.embed import load_embedder
from rag.search.local import LocalStore
from tests.cluster.alike import ROOT, OnceEmbedder, OnceReader, differing, questions

COUNT = 500
TRAINED = COUNT if os.environ.get("QUOTH_TEST_WHOLE") else 60
"""Questions that the trained reader answers, too; it takes most of the time."""


@dataclass(frozen=True)
class Both:
    """The same files in two stores, open, and questions for them with a filter each."""

    local: Index
    cluster: Index
    embedder: OnceEmbedder
    asked: list[str]
    chosen: list[frozenset[str]]


@pytest.fixture(scope="module")
def both(lasting: ClusterStore, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    """The sample library and the pages of docs/, indexed twice, embedded once."""
    embedder = OnceEmbedder(load_embedder())
    folder = tmp_path_factory.mktemp("local") / "index"
    paths = [ROOT / "corpus", ROOT / "docs"]
    update_index(folder, paths, embedder)
    update_index(lasting, paths, embedder)
    local, cluster = LocalStore(folder).open(embedder), lasting.open(embedder)
    rows = local.documents()
    texts = [local.document(row.doc_id).reading.text[n * 700 :] for row in rows for n in range(12)]
    asked = questions(texts, COUNT)
    chosen = [
        frozenset(row.doc_id for at, row in enumerate(rows) if (at + n) % (2 + n % 5) == 0)
        for n in range(len(asked))
    ]
    yield Both(local, cluster, embedder, asked, chosen)
    local.close()
    cluster.close()


def test_the_same_passages_without_a_filter(both: Both) -> None:
    """The first 32 passages of 500 questions, in their order."""
    assert len(both.asked) == COUNT
    nobody = [None] * COUNT
    assert differing(both.local, both.cluster, both.asked, nobody) == []


def test_the_same_passages_with_a_filter(both: Both) -> None:
    """The first 32 among chosen documents, counted as if there were no others."""
    assert differing(both.local, both.cluster, both.asked, both.chosen) == []


def test_the_same_passages_where_the_engine_filters(
    both: Both, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A choice too large to be counted anew is ranked by the whole library's counts in both."""
    monkeypatch.setattr(subset, "LARGEST", 0)
    assert differing(both.local, both.cluster, both.asked, both.chosen) == []


def test_the_same_documents_and_words(both: Both) -> None:
    """Rows, records and what is known of misspelt words."""
    assert both.local.documents() == both.cluster.documents()
    for row in both.local.documents():
        assert pack(both.local.document(row.doc_id)) == pack(both.cluster.document(row.doc_id))
        assert both.local.find(row.path) == both.cluster.find(row.path)
    for word in ("Herat", "Talban", "Masud", "of", "qqqq"):
        assert both.local.knows(word) == both.cluster.knows(word)
        near = [
            {w for w in one.words_like(word, 1) if OSA.distance(w.lower(), word.lower()) < 2}
            for one in (both.local, both.cluster)
        ]
        assert near[0] == near[1] or len(word) < 4, word


@pytest.mark.parametrize(("name", "count"), [(SIMILARITY, COUNT), (None, TRAINED)])
def test_the_same_answers_and_the_same_refusals(both: Both, name: str | None, count: int) -> None:
    """Whole answers as JSON, without their time; every second question with its filter."""
    reader = OnceReader(SimilarityReader(both.embedder) if name else load_reader(None))
    ours = Engine(both.local, reader, load_calibrator(reader.name), both.embedder)
    theirs = replace(ours, index=both.cluster)
    answered = 0
    for n, question in enumerate(both.asked[:count]):
        documents = both.chosen[n] if n % 2 else None
        said = [
            to_json(one.ask(question, documents=documents), id=n, seconds=0, index={})
            for one in (ours, theirs)
        ]
        assert json.loads(json.dumps(said[0])) == near(said[1]), question
        answered += said[0]["status"] == "answered"
    assert count / 10 < answered < count


def near(record: Any) -> Any:
    """The record with its numbers as any within a millionth: sums of 32 bits differ in the eighth.

    Rounded, two that differ by less could still fall on both sides of a half.
    """
    if isinstance(record, dict):
        return {key: near(value) for key, value in record.items()}
    if isinstance(record, list | tuple):
        return [near(value) for value in record]
    return pytest.approx(record, abs=1e-6) if isinstance(record, float) else record


def test_nothing_of_a_cluster_is_loaded_by_a_local_index(tmp_path: Path) -> None:
    """`import rag` and an index of files need none of the extra."""
    code = (
        "import sys, rag\nfrom pathlib import Path\n"
        "from rag.search import open_index, update_index\n"
        "from tests.support.hashing import HashingEmbedder\n"
        "e = HashingEmbedder()\nupdate_index(Path('i'), [Path('t')], e)\n"
        "open_index(Path('i'), e).search('Herat')\n"
        "print([m for m in sys.modules if m.split('.')[0] in "
        "('pymilvus', 'psycopg', 'grpc', 'ray', 'openvino', 'pyarrow') or 'cluster' in m])"
    )
    (tmp_path / "t").mkdir()
    (tmp_path / "t" / "a.txt").write_text("Herat fell in 1995.")
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.stdout.strip() == "[]", done.stderr
