"""What rules beside the reader cost is measured with each of them left out."""

import json
from pathlib import Path

from rag.answers.asking import narrow
from training.rules import RULES, lines

TEXT = "The mill of Orrin burned in 1871. Ada Penrose rebuilt it in brick.\n"


def test_a_pack_is_asked_with_all_rules_and_without_each(tmp_path: Path) -> None:
    """Right, refused though answerable, refused rightly; no line for a rule that never applies."""
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "mill.txt").write_text(TEXT, encoding="utf-8")
    start = TEXT.index("Ada")
    questions = [
        {"id": 1, "question": "Who rebuilt the mill of Orrin?", "answerable": True,
         "evidence": [{"doc": "mill.txt", "start": start, "end": start + 11}]},
        {"id": 2, "question": "Who sank the ferry of Brede?", "answerable": False},
    ]  # fmt: skip
    with (tmp_path / "questions.jsonl").open("w", encoding="utf-8") as out:
        out.writelines(f"{json.dumps(one)}\n" for one in questions)
    (whole,) = lines(tmp_path, ["of_the_duty"])
    assert whole == f"| {tmp_path.name} | none | 1 | 0 | 1 |"


def test_every_rule_that_is_named_is_there() -> None:
    """A rule that was renamed would be measured no more."""
    assert [] == [name for name in RULES if not callable(getattr(narrow, name, None))]
