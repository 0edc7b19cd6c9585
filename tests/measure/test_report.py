"""Whole runs: retrieval, checked quotes, exports, reports."""

import re
from dataclasses import replace
from pathlib import Path

import ir_measures
import pytest

from rag import measure
from rag.answers.answerer import answerer
from rag.measure.compare import compare
from rag.measure.retrieval import is_relevant, query_id
from rag.span import Span
from rag.views.page.report import report_html
from rag.views.table import report_text
from tests.support.known import ASKED, rows, run_of_all
from tests.support.standin import StandInEngine, StandInIndex


def test_a_run_measures_retrieval_and_checks_every_quote() -> None:
    """Both evidence passages are found; every quote is the source's own words."""
    report = run_of_all(ASKED, StandInEngine())
    assert (1.0, 0.0, 1.0) == tuple(
        report.summary[name] for name in ("verbatim", "bad_quotes", "R@50")
    )
    assert ["a%20b", "b"] == list(report.qrels)


def test_a_forged_quote_is_counted_and_described() -> None:
    """A changed figure in a stored answer is no verbatim quote, whatever the file says."""
    engine = StandInEngine()
    record = answerer(engine)("a b", ASKED[0].question)  # type: ignore[arg-type]
    record["quotes"][0]["text"] = record["quotes"][0]["text"].replace("1995", "1996")
    library = measure.Library(engine.index)
    report = measure.evaluate(ASKED[:1], {"a b": record}, library)
    assert 1.0 == report.summary["bad_quotes"]
    assert "words differ" in report.scored[0].faults[0]
    assert [report.scored[0]] == report.misses


def test_a_quote_of_an_older_file_is_not_verbatim() -> None:
    """The SHA-256 of the document's bytes is part of the citation."""
    engine = StandInEngine()
    record = answerer(engine)("a b", ASKED[0].question)  # type: ignore[arg-type]
    record["quotes"][0]["document"]["sha256"] = "0" * 64
    report = measure.evaluate(ASKED[:1], {"a b": record}, measure.Library(engine.index))
    assert "SHA-256 differs" in report.scored[0].faults[0]


def test_run_and_qrels_give_other_tools_the_same_figures(tmp_path: Path) -> None:
    """ir_measures reads the exported files and computes what the report says."""
    report = run_of_all(ASKED, StandInEngine())
    measure.write_run(report.run, tmp_path / "run")
    measure.write_qrels(report.qrels, tmp_path / "qrels")
    ndcg = ir_measures.parse_measure("nDCG@10")
    found = ir_measures.calc_aggregate(
        [ndcg],
        ir_measures.read_trec_qrels(str(tmp_path / "qrels")),  # type: ignore[no-untyped-call]
        ir_measures.read_trec_run(str(tmp_path / "run")),  # type: ignore[no-untyped-call]
    )
    assert report.summary["nDCG@10"] == pytest.approx(found[ndcg])


def test_a_passage_is_relevant_by_half_of_the_gold_or_half_of_itself() -> None:
    """Long gold has relevant passages too."""
    passage = StandInIndex().search("Taliban Herat")[0].passage
    inside, whole = passage.spans[0], Span(0, 10_000)
    assert is_relevant(passage, Span(inside.start, inside.start + 4))
    assert is_relevant(passage, whole)
    assert not is_relevant(passage, Span(9_000, 9_010))


def test_query_ids_hold_no_white_space() -> None:
    """TREC's files are split at it."""
    assert "a%20b%0A/1" == query_id("a b\n/1")


def test_the_html_report_stands_alone_and_escapes_what_it_shows() -> None:
    """No request to anywhere; a question with mark-up in it stays text; misses come first."""
    report = run_of_all(ASKED, StandInEngine())
    report = replace(report, comparison=compare(report.rows, report.rows))
    page = report_html(report, "<q>.jsonl")
    assert [] == re.findall(r"(?:src|href)\s*=|https?://|url\(|@import", page)
    assert "<b>the king" not in page
    assert "&lt;b&gt;the king&lt;/b&gt;" in page
    assert "quoth eval: &lt;q&gt;.jsonl" in page
    assert (2, len(ASKED)) == (page.count("<svg"), page.count("<article>"))
    assert page.index(" misses</h2>") < page.index("<h2>Figures")


def test_the_text_report_has_bars_types_and_changes() -> None:
    """Each measure that could be taken has a line; a bar says whether it held."""
    report = run_of_all(ASKED, StandInEngine())
    bars = (measure.read_bar("bad_quotes=0"), measure.read_bar("voice=1"))
    shown = report_text(replace(report, bars=bars, comparison=compare(rows(), report.rows)))
    for part in ("3 questions, 2 answerable", "[held: ≤ 0]", "[MISSED: ≥ 1]", "fact  ",
                 "Against the baseline"):  # fmt: skip
        assert part in shown
