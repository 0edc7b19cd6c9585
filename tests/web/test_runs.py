"""Runs are kept as files, in any session; two of them are set beside each other."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import gradio as gr
import pytest
from gradio.queueing import Event, EventQueue
from starlette.requests import Request

from rag.errors import QuestionError
from rag.measure import Library, Report, by_id, evaluate, read_known
from rag.web.desk import Desk
from rag.web.door import ROLE
from rag.web.server import _events
from rag.web.stores.known import answerable, unanswerable
from rag.web.stores.results import ResultStore
from rag.web.stores.runs import RunStore
from rag.web.tabs.eval import _keeps, _record, _run, choices, compared
from rag.web.tabs.eval_html import misses_html
from tests.support.web_stand import desk_over
from tests.web.test_html import Reader

TAKEN = "When did the Taliban take Herat?"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk with three known answers, one of which it cannot find."""
    desk = desk_over(tmp_path)
    desk.start()
    assert desk.ready.wait(60)
    (herat,) = [row.doc_id for row in desk.documents() if row.path == "herat.md"]
    document = desk.document(herat)
    text = document.reading.text
    for question, words in ((TAKEN, "The Taliban took Herat in 1995."), ("Whither?", "Nobody")):
        at = text.index(words)
        spans = document.reading.source_spans(at, at + len(words))
        desk.known.keep(answerable(question, document, [spans], every=False))
    desk.known.keep(unanswerable("Who grows violet orchids?"))
    return desk


def measured(desk: Desk) -> Report:
    """A run over the known answers."""
    library = Library(desk.engine.index)
    known = read_known(desk.known.path)
    records = by_id(_record(desk, one) for one in known)
    return evaluate(known, records, library, desk.engine.index)


def test_a_run_is_read_back_with_its_quotes_and_gold(desk: Desk) -> None:
    """The rows are those that were measured; the newest run comes first in the list."""
    report = measured(desk)
    first = desk.runs.save(report, "kept answers", datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC))
    second = desk.runs.save(report, "kept answers", datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC))
    assert [second, first] == [run.key for run in desk.runs.all()]
    told = RunStore(desk.runs.folder).read(first)
    assert report.rows == told.rows
    assert ["The Taliban took *Herat* in 1995."] == told.gold[str(report.scored[0].known.id)]
    assert (3, 1) == (desk.runs.all()[0].questions, desk.runs.all()[0].missed)


def test_a_visitors_runs_push_out_none_of_the_operators(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """He sees what he has measured; nothing of it is kept, or shown to others as measured.

    Nor does he have the server ask for hours.
    """
    *_, last = _run(desk, ResultStore(), desk.known.path, "his own", keep=False)
    assert "Three questions asked" in str(last[1])
    assert ([], None) == (desk.runs.all(), desk.measured)
    *_, _ = _run(desk, ResultStore(), desk.known.path, "the operator's", keep=True)
    assert ["the operator's"] == [run.name for run in desk.runs.all()]
    monkeypatch.setattr("rag.web.tabs.eval.MOST_ASKED", 2)
    *_, refused = _run(desk, ResultStore(), desk.known.path, "his own", keep=False)
    assert "3 questions; expected at most 2" in str(refused[0])


@pytest.mark.parametrize(
    ("role", "keeps"), [("operator", True), ("guest", False), ("visitor", False), (None, False)]
)
def test_only_the_operators_runs_are_kept(role: str | None, keeps: bool) -> None:
    """By the role that the guard states, whoever clicks."""
    request = gr.Request(headers={ROLE: role} if role else {})
    assert keeps == _keeps(request)


@pytest.mark.parametrize("key", ["", "../kept", "20260102-030405-99", "/etc/passwd"])
def test_a_run_that_is_not_there_is_refused(desk: Desk, key: str) -> None:
    """Only names of runs are looked for, and only in their folder."""
    with pytest.raises(QuestionError, match="no run"):
        desk.runs.read(key)


def test_a_damaged_run_is_left_out_of_the_list(desk: Desk) -> None:
    """A file that is no run does not hide the others."""
    key = desk.runs.save(measured(desk), "kept answers")
    (desk.runs.folder / "20200101-000000-00.json").write_text("{}")
    (desk.runs.folder / "20200101-000000-01.json").write_text("nonsense")
    assert [key] == [run.key for run in desk.runs.all()]


def test_two_runs_show_what_got_worse_first(desk: Desk) -> None:
    """A question that was answered and now is not stands above one that got better."""
    report = measured(desk)
    worse = [replace(one, row=replace(one.row, quotes=0, verbatim=0, complete=False, hit1=False))
             for one in report.scored[:1]]  # fmt: skip
    better = [replace(one, row=replace(one.row, quotes=1, verbatim=1, complete=True, hit1=True))
              for one in report.scored[1:2]]  # fmt: skip
    changed = replace(report, scored=(*worse, *better, *report.scored[2:]))
    keys = [desk.runs.save(one, "kept answers") for one in (report, changed)]
    html = compared(desk, *keys)
    page = Reader(html)
    assert html.index(TAKEN) < html.index("Whither?")
    assert "hit@1" in page.text_of(class_="runs")
    assert "The Taliban took Herat in 1995." in page.text_of(class_="change worse")
    assert "Choose two runs" in compared(desk, keys[0], keys[0])
    assert "no run" in compared(desk, "20260102-030405-99", keys[0])


def test_a_run_of_the_page_is_kept_and_compared_with_the_last_of_its_file(desk: Desk) -> None:
    """After the second run the lists hold both, and the page says what changed."""
    for _ in range(2):
        *_, last = _run(desk, ResultStore(), desk.known.path, "kept answers", keep=True)
    assert "Beside the run before" in last[1]
    before, after = choices(desk)
    assert 2 == len(before["choices"])
    assert before["value"] != after["value"]


def test_a_miss_shows_its_gold_marked_in_the_source(desk: Desk) -> None:
    """The link leads to the document with the gold's spans as the first quote."""
    report = measured(desk)
    page = Reader(misses_html(report, Library(desk.engine.index)))
    span = report.misses[0].known.evidence[0].span
    assert "Whither?" in page.text_of(class_="misses")
    assert any(f"q=1~{span.start}-{span.end}#quote-1" in link for link in page.links)


def test_what_waits_and_what_runs_in_the_queue_is_counted_by_address() -> None:
    """As Gradio holds it: a visitor with many tables there must leave room for others."""

    async def counted() -> list[tuple[str, object]]:
        with gr.Blocks() as page:
            gr.Button().click(dict)
            gr.Button().click(dict)

        def event(number: int, address: str) -> Event:
            request = Request({"type": "http", "client": (address, 1), "headers": []})
            return Event("session", page.fns[number], request, None)

        page.queue()
        waiting = EventQueue("one", 4)
        waiting.queue.append(event(0, "10.0.0.7"))
        page._queue.event_queue_per_concurrency_id["one"] = waiting
        page._queue.active_jobs = [None, [event(1, "2001:db8::7")]]
        return _events(page)

    assert asyncio.run(counted()) == [("10.0.0.7", 0), ("2001:db8::/64", 1)]
