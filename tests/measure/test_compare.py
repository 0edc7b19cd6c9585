"""A run beside an earlier one."""

from dataclasses import replace
from pathlib import Path

import orjson
import pytest

from rag import measure
from rag.errors import QuestionError
from rag.measure.compare import compare, read_baseline
from rag.measure.score import score
from tests.support.known import ASKED, FELL, answered, at, known, quote, rows, run_of_all
from tests.support.standin import StandInEngine


def test_a_report_compared_with_itself_shows_no_change() -> None:
    """No question changed, every interval is a point at zero."""
    found = compare(rows(), rows())
    assert ((), 0) == (found.changes, found.not_compared)
    assert {(0.0, 0.0, "")} == {(d.low, d.high, d.verdict) for d in found.differences}


def test_changes_are_told_question_by_question_worse_first() -> None:
    """One question got right, one wrong; one is new and is not compared."""
    before, after = rows(), rows()
    after[0] = replace(after[0], hit1=False, hit3=False, hit5=False, complete=False)
    after[4] = replace(after[4], quotes=1, status="answered", verbatim=1)
    after[2] = replace(after[2], quotes=1, verbatim=1, complete=True, hit1=True, status="answered")
    after[1] = replace(after[1], id="new")
    found = compare(before, after)
    told = [(change.id, change.way) for change in found.changes]
    assert [("a", "worse"), ("e", "worse"), ("c", "better")] == told
    assert ("complete, right first", "incomplete") == (
        found.changes[0].before,
        found.changes[0].after,
    )
    assert 2 == found.not_compared


def test_the_verdict_follows_the_interval_and_the_direction() -> None:
    """Thirty false abstentions more are worse, although the figure rose."""
    row = score(known(type="fact"), answered(quote(*at(FELL))), 1)
    before = [replace(row, id=n) for n in range(60)]
    after = [replace(r, quotes=0) if n < 30 else r for n, r in enumerate(before)]
    verdicts = {d.name: d.verdict for d in compare(before, after).differences}
    assert ("worse", "") == (verdicts["false_abstention"], verdicts["hit@1"])


def test_a_report_in_json_is_a_baseline(tmp_path: Path) -> None:
    """Rows come back as they were written."""
    report = run_of_all(ASKED, StandInEngine())
    path = tmp_path / "baseline.json"
    path.write_bytes(orjson.dumps(measure.report_json(report)))
    assert report.rows == read_baseline(path)


@pytest.mark.parametrize("content", ["", "[]", '{"rows": [{"id": 1}]}'])
def test_a_file_that_is_no_baseline_is_refused(tmp_path: Path, content: str) -> None:
    """With the command that writes one."""
    path = tmp_path / "baseline.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(QuestionError, match="--save-baseline"):
        read_baseline(path)
