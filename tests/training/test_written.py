"""Questions written for training: well-formed, and none of those that measure among them."""

import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from training.nearpack import NEAR, near_questions
from training.second_reading import CHECKED, PAIRS, sample, spans_of, wrong
from training.written import texts, written

ROOT = Path(__file__).parents[2]
OPTIONAL = {"claim", "topic", "wrong", "kind"}


def rows(folder: str) -> list[dict[str, Any]]:
    """All lines of all files in a folder of `training/`."""
    files = sorted((ROOT / "training" / folder).glob("*.jsonl"))
    return [json.loads(line) for path in files for line in path.read_text("utf-8").splitlines()]


def test_every_paragraph_has_something_answered_and_near_misses() -> None:
    """A style that only near misses have would be learned instead of their content."""
    by_paragraph = defaultdict(list)
    for row in rows("written"):
        assert {"source", "doc", "paragraph", "question", "spans"} == set(row) - {
            "claim",
            "topic",
            "wrong",
            "kind",
        }
        by_paragraph[row["source"], row["doc"], row["paragraph"]].append(bool(row["spans"]))
    assert len(by_paragraph) >= 2000
    lacking = [key for key, found in by_paragraph.items() if set(found) != {True, False}]
    assert [] == lacking


def test_no_question_word_gives_a_near_miss_away() -> None:
    """Each first word is about as frequent among the answered as among the near misses."""
    first: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    for row in rows("written"):
        first[bool(row["spans"])][row["question"].split()[0].lower()] += 1
    for word in ("who", "when", "where", "why", "how", "what", "which", "did"):
        shares = [first[answered][word] / first[answered].total() for answered in (True, False)]
        assert max(shares) < 2 * min(shares) + 0.01, (word, shares)


def test_answers_are_words_of_our_own_documents(tmp_path: Path) -> None:
    """The documents in `training/texts/` are here, so that their answers can be sliced."""
    own = [row for row in rows("written") if row["source"] == "own"]
    lines = "\n".join(json.dumps(row) for row in own)
    (tmp_path / "own.jsonl").write_text(lines, encoding="utf-8")
    items = written({"own": texts()}, folder=tmp_path).items
    assert len(items) == sum(bool(row["spans"]) for row in own) >= 500
    for item in items:
        assert all(answer == answer.strip() != "" for answer in item.answers), item
        assert item.misses


def test_questions_that_measure_are_not_trained_on() -> None:
    """Those of eval/ and the near misses of the dev packs; claims too."""
    known = {row["question"] for row in rows("near")}
    for path in (ROOT / "eval").glob("*.jsonl"):
        for line in path.read_text("utf-8").splitlines():
            record = json.loads(line)
            turns = record.get("turns", [record])
            known |= {turn.get("question") or turn["claim"] for turn in turns}
    assert len(known) > 400
    assert not known & {row["question"] for row in rows("written")}


def test_near_misses_of_a_pack_are_in_the_packs_format() -> None:
    """They are told apart by their ids; a pack without any gets none."""
    found = near_questions("newwiki")
    assert len(found) >= 50
    assert len({row["id"] for row in found}) == len(found)
    assert all(row["id"].startswith(NEAR) and row["answerable"] is False for row in found)
    assert near_questions("no such pack") == []


def test_the_second_reading_is_of_the_rows_that_chance_drew() -> None:
    """All 300 of them, in their order; and what counts as a wrong label."""
    read = [json.loads(line)["row"] for line in CHECKED.read_text("utf-8").splitlines()]
    assert read == sample(len(spans_of(PAIRS)))
    assert [wrong([], [(3, 5)]), wrong([(3, 5)], []), wrong([(3, 5)], [(5, 9)])] == [True] * 3
    assert [wrong([], []), wrong([(3, 5)], [(4, 9)])] == [False] * 2
