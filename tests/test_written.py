"""Questions written for training: well-formed, and none of the eval set among them."""

import json
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).parent.parent
FILES = sorted((ROOT / "training" / "written").glob("*.jsonl"))


def rows() -> list[dict[str, str | int | None]]:
    """All lines of all files."""
    return [json.loads(line) for path in FILES for line in path.read_text("utf-8").splitlines()]


def test_every_paragraph_has_an_answered_question_and_near_misses() -> None:
    """A style that only near misses have would be learned instead of their content."""
    by_paragraph = defaultdict(list)
    for row in rows():
        assert {"source", "doc", "paragraph", "question", "answer"} == set(row)
        by_paragraph[row["source"], row["doc"], row["paragraph"]].append(row["answer"])
    assert len(by_paragraph) >= 300
    lacking = [key for key, found in by_paragraph.items() if None not in found or not any(found)]
    assert [] == lacking


def test_no_question_of_the_eval_set_is_trained_on() -> None:
    """Training and measuring stay apart."""
    known = set()
    for path in (ROOT / "eval").glob("*.jsonl"):
        for line in path.read_text("utf-8").splitlines():
            record = json.loads(line)
            known |= {turn["question"] for turn in record.get("turns", [record])}
    assert not known & {row["question"] for row in rows()}
