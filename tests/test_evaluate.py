"""Evaluation: hand-worked scores, stale gold, formats, comparison, and the outside scorer."""

import hashlib
import importlib.util
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import ir_measures
import pytest

from rag import evaluate
from rag.batch import answerer
from rag.errors import QuestionError
from rag.evaluate.compare import compare, read_baseline
from rag.evaluate.retrieval import is_relevant, query_id
from rag.evaluate.score import fold, score
from rag.evaluate.summary import by_type, missed
from rag.render.report import report_html
from rag.render.table import report_text
from rag.span import Span
from tests.standin import HERAT, TEXTS, StandInEngine, StandInIndex

SHARED = Path(__file__).parent.parent.parent / "shared"
ROOT = Path(__file__).parent.parent
FELL = "The Taliban took Herat in 1995."
FLED = "Ismail Khan fled to Iran with 8,000 men."


def gold(text: str, doc: str = "herat.md", within: str | None = None) -> evaluate.Gold:
    """The gold span of these words in a stand-in document."""
    start = (within or TEXTS[doc]).index(text)
    digest = hashlib.sha256(text.encode()).hexdigest()
    return evaluate.Gold(doc, Span(start, start + len(text)), digest)


def known(**more: Any) -> evaluate.Known:
    """A question whose evidence is the fall of Herat."""
    first = {"id": "q", "question": "When?", "answerable": True, "evidence": (gold(FELL),)}
    return evaluate.Known(**{**first, **more})


def quote(start: int, end: int, doc: str = "herat.md", **more: Any) -> dict[str, Any]:
    """A quote of the JSON contract; only what scoring reads."""
    return {"spans": [{"start": start, "end": end}], "text": TEXTS[doc][start:end],
            "document": {"path": f"sub/{doc}"}, "voice": {"kind": "author"},
            "notes": [], **more}  # fmt: skip


def answered(*quotes: dict[str, Any], **more: Any) -> dict[str, Any]:
    """An answer of the JSON contract."""
    return {"id": "q", "status": "answered", "confidence": 0.8, "seconds": 0.1,
            "quotes": list(quotes), **more}  # fmt: skip


def at(words: str, doc: str = "herat.md") -> tuple[int, int]:
    """Where the words stand."""
    start = TEXTS[doc].index(words)
    return start, start + len(words)


def test_half_of_the_gold_must_be_covered() -> None:
    """Sixteen of 31 characters are enough, fifteen are not."""
    start, _ = at(FELL)
    assert 31 == len(FELL)
    assert score(known(), answered(quote(start, start + 16)), 1).hit1
    assert not score(known(), answered(quote(start, start + 15)), 1).hit1


def test_hits_look_at_the_first_quotes_only() -> None:
    """The evidence comes fourth: no hit at one and three, a hit at five."""
    other = quote(*at(FLED))
    row = score(known(), answered(other, other, other, quote(*at(FELL))), 4)
    assert (False, False, True, True) == (row.hit1, row.hit3, row.hit5, row.complete)
    assert (4, 1) == (row.quotes, row.relevant)


@pytest.mark.parametrize(
    ("need", "shown", "expected"),
    [
        ("any", (FLED,), True),
        ("all", (FLED,), False),
        ("all", (FLED, FELL), True),
        ("two-docs", (FLED, FELL), False),
        ("two-docs", (FLED, "Nobody had ordered it."), True),
    ],
)
def test_completeness_follows_the_need(need: Any, shown: tuple[str, ...], expected: bool) -> None:
    """Any gold span, all of them, or spans of two documents."""
    places = (gold(FELL), gold(FLED))
    if need == "two-docs":
        places = (*places, gold("Nobody had ordered it.", "kabul.md"))
    docs = {words: "herat.md" if words in HERAT else "kabul.md" for words in shown}
    quotes = [quote(*at(words, doc), doc) for words, doc in docs.items()]
    row = score(known(evidence=places, need=need), answered(*quotes), len(quotes))
    assert expected is row.complete


def test_keys_are_looked_for_in_quotes_and_their_notes() -> None:
    """`a|b` means either; case, dashes, quotation marks and mark-up are folded."""
    noted = quote(*at(FELL), notes=[{"mark": "1", "text": "Ahmed Rashid", "full_reference": None}])
    wanted = ("taliban|guards", "AHMED rashid")
    assert score(known(answer=wanted), answered(noted), 1).keys
    assert not score(known(answer=(*wanted, "Kabul")), answered(noted), 1).keys
    assert "a - 'b' c" == fold("A – ‘**b**’<sup>12</sup> \u00ad c")


def test_a_note_counts_also_as_the_full_reference_of_another() -> None:
    """Mark and words must both fit, on the note or anywhere down its chain of references."""
    full = {"mark": "7", "text": "Rashid, Taliban, 2000", "full_reference": None}
    noted = quote(*at(FELL), notes=[{"mark": "9", "text": "Ibid.", "full_reference": full}])
    wanted = [("7", "taliban"), ("9", "Ibid"), ("9", "Taliban"), ("8", "Ibid")]
    notes = tuple(evaluate.GoldNote(*pair) for pair in wanted)
    row = score(known(footnotes=notes), answered(noted), 1)
    assert (True, True, False, False) == row.footnotes


def test_voice_counts_on_a_quote_of_the_evidence_only() -> None:
    """The right voice on another sentence is no credit."""
    comment, author = {"kind": "comment"}, {"kind": "author"}
    right = answered(quote(*at(FELL), voice=comment))
    wrong = answered(quote(*at(FELL), voice=author), quote(*at(FLED), voice=comment))
    assert (True, False) == tuple(
        score(known(voice="comment"), record, 1).voice for record in (right, wrong)
    )


def test_forbidden_spans_may_be_quoted_as_comments_only() -> None:
    """A reader's words in the document's voice are the fault that is counted."""
    asked = known(answerable=False, evidence=(), forbid=(gold(FLED),))
    as_author, as_comment = (
        score(asked, answered(quote(*at(FLED), voice={"kind": kind})), 1)
        for kind in ("author", "comment")
    )
    assert (True, False) == (as_author.forbidden, as_comment.forbidden)


def test_an_abstention_shows_nothing_but_its_nearest_are_judged_for_calibration() -> None:
    """The closest passages stand for the quotes held back; they are no answer."""
    record = answered(status="abstained", quotes=[], nearest=[quote(*at(FELL))], confidence=0.3)
    row = score(known(), record, 0)
    assert (False, False, True) == (row.answered, row.complete, row.right)


@pytest.mark.parametrize("record", [None, answered(quote(*at(FELL)), status="error")])
def test_failures_are_misses_and_errors(record: dict[str, Any] | None) -> None:
    """A missing answer and a failed one count as wrong, and as errors; never as abstentions."""
    row = score(known(), record, 0)
    assert (True, False, False) == (row.miss, row.complete, row.answered)
    assert 1.0 == evaluate.summarise([row])["errors"]


def rows() -> list[evaluate.Row]:
    """Five rows, worked out by hand in the test below."""
    fell, fled = quote(*at(FELL)), quote(*at(FLED))
    no = known(answerable=False, evidence=(), type="unanswerable")
    return [
        replace(score(known(type="fact"), answered(fell, fled), 2), id="a", confidence=0.9),
        replace(score(known(type="fact"), answered(fled), 1), id="b", confidence=0.6),
        replace(score(known(type="list"), answered(status="abstained"), 0), id="c", confidence=0.2),
        replace(score(no, answered(fled), 1), id="d", confidence=0.7),
        replace(score(no, answered(status="abstained"), 0), id="e", confidence=0.1),
    ]


def test_the_summary_of_five_answers() -> None:
    """Three answerable (right, wrong, silent), two not (answered, silent)."""
    found = evaluate.summarise(rows())
    expected = {
        "hit@1": 1 / 3,
        "complete": 1 / 3,
        "quote_precision": 1 / 3,  # quotes of answerable questions: fell, fled, fled
        "refusal_recall": 1 / 2,
        "refusal_precision": 1 / 2,
        "false_abstention": 1 / 3,
        "auroc": 4 / 6,  # 0.9 beats both, 0.6 and 0.2 beat 0.1
        "brier": (0.01 + 0.36 + 0.04 + 0.49 + 0.01) / 5,
        "verbatim": 1.0,
        "bad_quotes": 0.0,
        "seconds_p50": 0.1,
        "keys": None,
        "voice": None,
        "nDCG@10": None,
    }
    assert {name: pytest.approx(value) for name, value in expected.items()} == {
        name: found[name] for name in expected
    }


def test_the_summary_by_type_counts_its_questions() -> None:
    """Each type has its own figures; what it cannot have is None."""
    found = by_type(rows())
    assert {"fact": 2.0, "list": 1.0, "unanswerable": 2.0} == {
        kind: summary["questions"] for kind, summary in found.items()
    }
    assert (0.5, None) == (found["fact"]["hit@1"], found["unanswerable"]["hit@1"])


@pytest.mark.parametrize(
    ("text", "held"),
    [("hit@1=0.3", True), ("hit@1=0.34", False), ("false_abstention=0.34", True),
     ("false_abstention=0.3", False), ("voice=0", False)],
)  # fmt: skip
def test_bars_know_which_way_is_better(text: str, held: bool) -> None:
    """At least, or at most where less is better; what cannot be measured holds no bar."""
    bar = evaluate.read_bar(text)
    assert ([] if held else [bar]) == missed([bar], evaluate.summarise(rows()))


@pytest.mark.parametrize("text", ["hit@1", "hit@1=high", "hits=0.5", "=1"])
def test_a_bar_that_says_nothing_is_refused(text: str) -> None:
    """With the names that there are, or the form that is expected."""
    with pytest.raises(QuestionError, match="no such measure|expected NAME=FIGURE"):
        evaluate.read_bar(text)


# Question files


def line(**more: Any) -> str:
    """A line of a question file."""
    one = gold(FELL)
    place = {"doc": one.doc, "start": one.span.start, "end": one.span.end, "sha256": one.sha256}
    return json.dumps({"id": "q", "question": "When?", "answerable": True, "need": "any",
                       "evidence": [place], "answer": [], **more})  # fmt: skip


def test_a_question_file_is_read_line_by_line(tmp_path: Path) -> None:
    """Blank lines and a byte order mark are no fault; members that are missing have defaults."""
    path = tmp_path / "q.jsonl"
    unanswerable = json.dumps({"question": "Who?", "answerable": False})
    path.write_text("\ufeff" + line(type="fact") + "\n\n" + unanswerable, encoding="utf-8")
    assert [known(type="fact"), evaluate.Known(3, "Who?", False)] == evaluate.read_known(path)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "holds no questions"),
        ("{", "line 1"),
        ('"a string"', "line 1"),
        (line(need="most"), "'most'; expected any, all or two-docs"),
        (line(evidence=[]), 'needs "evidence"'),
        (line(answerable="yes"), '"answerable" as true or false'),
        (line(evidence=[{"doc": "a", "start": 5, "end": 5, "sha256": ""}]), "span"),
        (line(evidence=[{"doc": "a", "start": 5, "sha256": ""}]), "'end' is missing"),
        (line() + "\n" + line(), "'q' occurs twice"),
    ],
)
def test_a_question_file_with_a_fault_is_refused(tmp_path: Path, content: str, said: str) -> None:
    """With the file, the line, and what was expected."""
    path = tmp_path / "q.jsonl"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(QuestionError, match=re.escape(said)):
        evaluate.read_known(path)


def squad(context: str) -> str:
    """A file in SQuAD 2.0's format."""
    answers = [{"text": "1995", "answer_start": context.index("1995")}] * 2
    qas = [{"id": "s1", "question": "When?", "answers": answers},
           {"id": "s2", "question": "Why?", "answers": [], "is_impossible": True}]  # fmt: skip
    paragraph = {"context": context, "qas": qas}
    return json.dumps({"version": "v2.0", "data": [{"title": "Herat", "paragraphs": [paragraph]}]})


def test_squad_gold_is_placed_in_the_indexed_documents(tmp_path: Path) -> None:
    """Its offsets are into a paragraph; ours are into the document, and fit."""
    path = tmp_path / "squad.json"
    path.write_text(squad(f"{FELL} {FLED}"), encoding="utf-8")
    library = evaluate.Library(StandInIndex())
    found = evaluate.read_known(path, library.texts)
    assert [(gold("1995"),), ()] == [one.evidence for one in found]
    assert {} == evaluate.stale(found, library)


def test_squad_paragraphs_that_are_not_indexed_are_refused(tmp_path: Path) -> None:
    """Else every answer would count as wrong."""
    path = tmp_path / "squad.json"
    path.write_text(squad("In 1995 something else."), encoding="utf-8")
    with pytest.raises(QuestionError, match="stands in no indexed document"):
        evaluate.read_known(path, evaluate.Library(StandInIndex()).texts)


# Gold that no longer fits


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (replace(gold(FELL), sha256="0" * 64), "now reads 'The Taliban took"),
        (replace(gold(FELL), span=Span(0, 10**6)), "ends behind its text"),
        (replace(gold(FELL), doc="gone.md"), "is not in the index"),
    ],
)
def test_stale_gold_is_named_and_refused(place: evaluate.Gold, said: str) -> None:
    """Evidence and forbidden spans alike; a fitting question is not named."""
    library = evaluate.Library(StandInIndex())
    asked = [known(), known(id="old", evidence=(place,)), known(id="worse", forbid=(place,))]
    found = evaluate.stale(asked, library)
    assert ["old", "worse"] == list(found)
    with pytest.raises(QuestionError, match=re.escape(said)):
        evaluate.refuse_stale(found)


def test_a_file_name_that_two_documents_share_is_refused() -> None:
    """Gold by file name would be a guess; by path it is none."""
    library = evaluate.Library(StandInIndex({"a/x.md": HERAT, "b/x.md": HERAT}))
    assert "a/x.md" == library.path("a/x.md")
    with pytest.raises(QuestionError, match="any of"):
        library.path("x.md")


# Whole runs


def run_of_all(asked: list[evaluate.Known], engine: StandInEngine) -> evaluate.Report:
    """Ask the stand-in engine everything, and measure."""
    answer = answerer(engine)  # type: ignore[arg-type]
    records = evaluate.by_id(answer(one.id, one.question) for one in asked)
    return evaluate.evaluate(asked, records, evaluate.Library(engine.index), engine.index)


ASKED = [
    known(id="a b", question="When did the Taliban take Herat?", type="fact"),
    known(id="b", question="Where did Ismail Khan flee?", evidence=(gold(FLED),), type="fact"),
    known(id="c", question="Who shot <b>the king</b>?", answerable=False, evidence=()),
]


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
    library = evaluate.Library(engine.index)
    report = evaluate.evaluate(ASKED[:1], {"a b": record}, library)
    assert 1.0 == report.summary["bad_quotes"]
    assert "words differ" in report.scored[0].faults[0]
    assert [report.scored[0]] == report.misses


def test_a_quote_of_an_older_file_is_not_verbatim() -> None:
    """The SHA-256 of the document's bytes is part of the citation."""
    engine = StandInEngine()
    record = answerer(engine)("a b", ASKED[0].question)  # type: ignore[arg-type]
    record["quotes"][0]["document"]["sha256"] = "0" * 64
    report = evaluate.evaluate(ASKED[:1], {"a b": record}, evaluate.Library(engine.index))
    assert "SHA-256 differs" in report.scored[0].faults[0]


def test_run_and_qrels_give_other_tools_the_same_figures(tmp_path: Path) -> None:
    """ir_measures reads the exported files and computes what the report says."""
    report = run_of_all(ASKED, StandInEngine())
    evaluate.write_run(report.run, tmp_path / "run")
    evaluate.write_qrels(report.qrels, tmp_path / "qrels")
    measure = ir_measures.parse_measure("nDCG@10")
    found = ir_measures.calc_aggregate(
        [measure],
        ir_measures.read_trec_qrels(str(tmp_path / "qrels")),
        ir_measures.read_trec_run(str(tmp_path / "run")),
    )
    assert report.summary["nDCG@10"] == pytest.approx(found[measure])


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


# Comparison


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
    path.write_text(json.dumps(evaluate.report_json(report)), encoding="utf-8")
    assert report.rows == read_baseline(path)


@pytest.mark.parametrize("content", ["", "[]", '{"rows": [{"id": 1}]}'])
def test_a_file_that_is_no_baseline_is_refused(tmp_path: Path, content: str) -> None:
    """With the command that writes one."""
    path = tmp_path / "baseline.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(QuestionError, match="--save-baseline"):
        read_baseline(path)


# Reports


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
    bars = (evaluate.read_bar("bad_quotes=0"), evaluate.read_bar("voice=1"))
    shown = report_text(replace(report, bars=bars, comparison=compare(rows(), report.rows)))
    for part in ("3 questions, 2 answerable", "[held: ≤ 0]", "[MISSED: ≥ 1]", "fact  ",
                 "Against the baseline"):  # fmt: skip
        assert part in shown


# The outside scorer


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
    texts = {p.name: p.read_bytes().decode() for p in sorted(corpus.iterdir()) if p.is_file()}
    engine = StandInEngine(StandInIndex(texts))
    asked = evaluate.read_known(questions)
    answer = answerer(engine)  # type: ignore[arg-type]
    records = [answer(one.id, one.question) for one in asked]
    next(r for r in records if r["quotes"])["quotes"][0]["text"] = "Not what it says."
    del records[-1]  # one answer is missing
    library = evaluate.Library(engine.index)
    ours = evaluate.evaluate(asked, evaluate.by_id(records), library).summary
    raw = [json.loads(line) for line in questions.read_text("utf-8").splitlines() if line]
    theirs, _, _ = scorer.score(raw, records, corpus)
    names = {name: name for name in ours if name in theirs} | {"auroc": "auroc_answerable"}
    assert len(names) >= 14
    assert {n: pytest.approx(theirs[t], abs=1e-3) for n, t in names.items()} == {
        name: ours[name] for name in names
    }
