"""Our figures beside those of a scorer that shares no code with us."""

import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest

from rag import measure
from rag.answers.answerer import answerer
from tests.support.standin import StandInEngine, StandInIndex

SHARED = Path(__file__).parents[3] / "shared"
ROOT = Path(__file__).parents[2]


def outside() -> Any:
    """The scorer that shares no code with us; skips where it is not there."""
    path = SHARED / "tools" / "score.py"
    if not path.is_file():
        pytest.skip("the outside scorer lies beside the repository only where it is developed")
    spec = importlib.util.spec_from_file_location("outside_score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("questions", "corpus"),
    [
        (ROOT / "eval" / "questions.jsonl", ROOT / "corpus"),
        (SHARED / "eval" / "seeds.jsonl", SHARED / "corpus"),
    ],
    ids=["sample", "seeds"],
)
def test_our_figures_are_those_of_the_outside_scorer(questions: Path, corpus: Path) -> None:
    """Two implementations, one truth: every shared figure agrees, faults and gaps included."""
    scorer = outside()
    plain = (path for path in sorted(corpus.iterdir()) if path.suffix in {".md", ".txt"})
    texts = {path.name: path.read_bytes().decode() for path in plain}
    engine = StandInEngine(StandInIndex(texts))
    asked = measure.read_known(questions)
    answer = answerer(engine)  # type: ignore[arg-type]
    records = [answer(one.id, one.question) for one in asked]
    next(r for r in records if r["quotes"])["quotes"][0]["text"] = "Not what it says."
    del records[-1]  # one answer is missing
    library = measure.Library(engine.index)
    ours = measure.evaluate(asked, measure.by_id(records), library).summary
    raw = [json.loads(line) for line in questions.read_text("utf-8").splitlines() if line]
    theirs, _, _ = scorer.score(raw, records, corpus)
    names = {name: name for name in ours if name in theirs} | {"auroc": "auroc_answerable"}
    assert len(names) >= 14
    assert {n: pytest.approx(theirs[t], abs=1e-3) for n, t in names.items()} == {
        name: ours[name] for name in names
    }
