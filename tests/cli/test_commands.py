"""The command line: exit statuses, stdout for data, stderr for talk, and every example."""

import argparse
import io
import json
import re
import shlex
from pathlib import Path

import pytest

from rag.cli import COMMANDS, build_parser
from tests.conftest import Run
from tests.support.known import line
from tests.support.standin import HERAT


def subparsers() -> dict[str, argparse.ArgumentParser]:
    """Every command's parser by name."""
    actions = build_parser()._actions
    found = next(a for a in actions if isinstance(a, argparse._SubParsersAction))
    return dict(found.choices)


def examples() -> list[str]:
    """Every example of every help, in an order in which they can be run."""
    texts = [build_parser().epilog or "", *(p.epilog or "" for p in subparsers().values())]
    found = [
        example.strip()
        for text in texts
        for example in text.split("Example", 1)[-1].splitlines()
        if example.startswith("  quoth ")
    ]
    return sorted(found, key=lambda example: not example.startswith("quoth index"))


def test_every_command_has_an_example() -> None:
    """Help shows at least one line to copy."""
    parsers = subparsers()
    assert set(COMMANDS) == set(parsers)
    wanting = [name for name, p in parsers.items() if f"  quoth {name}" not in (p.epilog or "")]
    assert [] == wanting


ONLY_PARSED = (
    "quoth serve",
    "quoth mcp",
    "quoth page book.pdf",
    "quoth catalogue --zotero",
    "quoth weigh",
)
"""A server would not end, neither the PDF nor Zotero is there, and the stand-in weighs nothing."""


def test_every_example_runs(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the working folder, in turn; some are only parsed."""
    failed = {}
    for example in examples():
        words, _, given = example.partition("<")
        if words.startswith(ONLY_PARSED):
            build_parser().parse_args(shlex.split(words)[1:])
            continue
        if given:
            data = Path(given.strip()).read_bytes()
            monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
        status, _, err = run(*shlex.split(words)[1:])
        if status:
            failed[example] = (status, err)
    assert {} == failed


@pytest.mark.parametrize("words", [["--help"], *([name, "--help"] for name in COMMANDS)])
def test_help_is_data(run: Run, words: list[str]) -> None:
    """Help that was asked for goes to stdout, with exit status 0."""
    status, out, err = run(*words)
    assert (0, "", True) == (status, err, out.startswith("usage: quoth"))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "usage: quoth"),
        (["sing"], "there is no command 'sing'"),
        (["exprot"], "is export meant?"),
        (["audit", "my", "draft.md"], "'draft.md' is too much; put words of one argument"),
        (["ask"], "required: QUESTION"),
        (["ask", "--min-confidence", "2", "x"], "expected a number from 0 to 1"),
        (["ask", "--max-quotes", "0", "x"], "expected a whole number from 1"),
        (["ask", "--precision", "0.9", "--min-confidence", "0.9", "x"], "not allowed with"),
        (["ask", "--formt", "json", "x"], "there is no option --formt; is --format meant?"),
        (["ask", "--in", "gone.md", "x"], "no document 'gone.md' in the index"),
        (["ask", "--precision", "0.9", "x"], "quoth calibrate"),
        (["ask", "\udcff"], "not UTF-8"),
        (["batch", "gone.jsonl", "--out", "-"], "'gone.jsonl': No such file"),
        (["batch", "questions.jsonl", "--out", "./questions.jsonl"], "is named twice"),
        (["batch", "questions.jsonl", "--out", "no/where"], "'no/where': No such file"),
        (["eval", "gone.jsonl"], "'gone.jsonl': No such file"),
        (["eval", "questions.jsonl", "--bar", "hits=1"], "no such measure"),
        (["eval", "questions.jsonl", "--baseline", "questions.jsonl"], "is no baseline"),
        (["eval", "questions.jsonl", "--answers", "passages.jsonl"], "line 1: no answer"),
        (["extract", "questions.jsonl"], "line 1: expected an object"),
        (["serve", "--port", "99999"], "expected a port from 0 to 65535"),
        (["docs", "--index", "nowhere"], "quoth index PATH"),
        (["remove", "herat.md", "--index", "nowhere"], "quoth index PATH"),
        (["index", "gone"], "gone"),
    ],
)
def test_wrong_use_is_one_clear_line_and_status_2(run: Run, words: list[str], said: str) -> None:
    """What was found and what was expected, on stderr, with nothing on stdout."""
    status, out, err = run(*words)
    assert (2, "", True) == (status, out, said in err), err
    assert "Traceback" not in err


def test_index_tells_what_it_did_with_each_file(run: Run, workplace: Path) -> None:
    """Added, then unchanged, changed and removed; what was skipped is named and the rest done."""
    status, out, err = run("index", "corpus")
    assert (0, ["added    herat.md", "added    kabul.md", "added    timeline.md"]) == (
        status,
        out.splitlines(),
    )
    (workplace / "corpus" / "herat.md").write_text(HERAT + "\nMore.\n", encoding="utf-8")
    (workplace / "corpus" / "kabul.md").unlink()
    (workplace / "corpus" / "bad\x1b.md").write_bytes(b"\xff\xfe\xfa no text \x00\x01")
    status, out, err = run("index", "corpus")
    assert (0, ["changed  herat.md", "removed  kabul.md"]) == (status, out.splitlines())
    assert re.search(r"^skipped .*bad\\x1b\.md.*: \S", err, re.M)
    assert "0 added, 1 changed, 1 removed, 1 unchanged, 1 skipped" in err


def test_index_of_nothing_readable_is_an_error(run: Run, workplace: Path) -> None:
    """If not one file could be read, the exit status says so."""
    (workplace / "bad").mkdir()
    (workplace / "bad" / "bad.txt").write_bytes(b"\x00\x01\x02")
    status, _, err = run("index", "bad")
    assert (2, True) == (status, "skipped" in err)


def test_docs_list_paths_and_titles_without_control_characters(indexed: Run) -> None:
    """One line each, sorted; --json has the title as it is."""
    _, out, _ = indexed("docs")
    assert ["herat.md", "kabul.md", "timeline.md"] == [row.split()[0] for row in out.splitlines()]
    assert "Red \\u202e title" in out
    _, out, _ = indexed("docs", "--json")
    assert "Red \u202e title" == json.loads(out.splitlines()[2])["title"]


def test_removed_documents_are_gone(indexed: Run) -> None:
    """By path; one that is not there is named, with exit status 2."""
    assert (0, "removed  kabul.md\n") == indexed("remove", "kabul.md")[:2]
    assert ["herat.md", "timeline.md"] == [r.split()[0] for r in indexed("docs")[1].splitlines()]
    status, _, err = indexed("remove", "kabul.md")
    assert (2, True) == (status, "kabul.md" in err)


def test_ask_answers_in_three_formats(run: Run) -> None:
    """Text for people, Markdown for documents, JSON for programs: the same quote."""
    question = "When did the Taliban take Herat?"
    text = run("ask", question)[1]
    markdown = run("ask", "--format", "markdown", question)[1]
    record = json.loads(run("ask", "--json", question)[1])
    assert "[1] The Taliban took Herat in 1995." in text
    assert "> The Taliban took Herat in 1995.[^1]" in markdown
    assert ("answered", "The Taliban took Herat in 1995.") == (
        record["status"],
        record["quotes"][0]["text"],
    )


def test_ask_takes_its_question_without_quotation_marks(run: Run) -> None:
    """Several words are one question."""
    record = json.loads(run("ask", "--json", "Where", "is", "Kabul?")[1])
    assert "Where is Kabul?" == record["question"]


def test_an_abstention_is_an_answer_with_status_0(run: Run) -> None:
    """It is shown as one."""
    status, out, _ = run("ask", "Who wrote Hamlet?")
    assert (0, True) == (status, out.startswith("No answer. The documents do not say."))


def test_ask_in_one_document_looks_nowhere_else(run: Run) -> None:
    """--in names a document by path."""
    record = json.loads(run("ask", "--json", "--in", "kabul.md", "Herat Taliban Khan?")[1])
    assert "abstained" == record["status"]


def test_stdout_is_not_styled_when_it_is_no_terminal(run: Run) -> None:
    """No escape sequences in a pipe or a file."""
    assert "\x1b" not in run("ask", "When did the Taliban take Herat?")[1]


def test_batch_has_status_1_for_errors_and_goes_on(run: Run, workplace: Path) -> None:
    """The bad line has its error, the others their answers; a second run keeps them all."""
    questions = ['"When did the Taliban take Herat?"', "{", '"Who wrote Hamlet?"']
    (workplace / "mixed.jsonl").write_text("\n".join(questions), encoding="utf-8")
    status, out, err = run("batch", "mixed.jsonl", "--out", "answers.jsonl")
    assert (1, "", "3 answered, 0 kept, 1 in error\n") == (status, out, err)
    lines = (workplace / "answers.jsonl").read_text(encoding="utf-8").splitlines()
    statuses = [json.loads(line)["status"] for line in lines]
    assert ["answered", "error", "abstained"] == statuses
    _, _, err = run("batch", "mixed.jsonl", "--out", "answers.jsonl")
    assert "0 answered, 3 kept, 0 in error\n" == err


def test_eval_writes_what_it_is_asked_for(run: Run, workplace: Path) -> None:
    """JSON, HTML, run, qrels, answers; stored answers give the same figures again."""
    names = ("json", "html", "run", "qrels", "save-answers")
    options = [word for name in names for word in (f"--{name}", f"out.{name}")]
    status, out, _ = run("eval", "questions.jsonl", *options)
    assert (0, "30 questions, 30 answerable") == (status, out.splitlines()[0])
    assert [] == [name for name in names if not (workplace / f"out.{name}").stat().st_size]
    again = run("eval", "questions.jsonl", "--answers", "out.save-answers")[1]
    assert out == again


def test_eval_below_a_bar_has_status_1(run: Run) -> None:
    """The bar that was missed is named on stderr with what was found."""
    status, _, err = run("eval", "questions.jsonl", "--bar", "refusal_recall=0.8")
    assert (1, "below the bar: refusal_recall is unmeasured, expected ≥ 0.8\n") == (status, err)


def test_eval_refuses_stale_gold_unless_told_to_leave_it_out(run: Run, workplace: Path) -> None:
    """It is listed either way, and never scored."""
    stale = line(id="old", evidence=[{"doc": "herat.md", "start": 0, "end": 5, "sha256": "0"}])
    (workplace / "stale.jsonl").write_text(f"{line(id='new')}\n{stale}\n", encoding="utf-8")
    status, _, err = run("eval", "stale.jsonl")
    assert (2, True) == (status, "  old: 'herat.md': 0-5 now reads" in err)
    status, out, err = run("eval", "stale.jsonl", "--skip-stale")
    assert (0, True) == (status, "left out old" in err)
    assert out.startswith("1 questions, 1 answerable; 1 left out")


def test_calibrate_lets_ask_keep_a_promise(indexed: Run) -> None:
    """What thirty right answers support is promised, and ask states it; more is refused."""
    status, out, err = indexed("calibrate", "questions.jsonl")
    assert (0, True) == (status, "at least 80% of the answers are right" in out)
    assert "precision 99% cannot be promised" in err
    status, _, err = indexed("ask", "--precision", "0.9", "When did the Taliban take Herat?")
    assert (0, True) == (status, "at least 90% of the answers are right" in err)
    status, _, err = indexed("ask", "--precision", "0.99", "When did the Taliban take Herat?")
    assert (2, True) == (status, "cannot be promised" in err)


def test_extract_needs_no_index(run: Run) -> None:
    """One line out for each line in, with offsets into the context."""
    status, out, _ = run("extract", "passages.jsonl")
    record = json.loads(out)
    assert (0, "p", {"id", "spans", "score"}) == (status, record["id"], set(record))
    assert [] == [s for s in record["spans"] if not 0 <= s["start"] < s["end"] <= 19]


def test_the_index_may_be_named_by_the_environment(
    run: Run, monkeypatch: pytest.MonkeyPatch, workplace: Path
) -> None:
    """$QUOTH_INDEX stands in for --index."""
    monkeypatch.setenv("QUOTH_INDEX", "elsewhere")
    run("index", "corpus")
    assert ((workplace / "elsewhere").is_dir(), (workplace / ".quoth").exists()) == (True, False)


def test_eval_has_status_1_for_failures_and_forgeries(run: Run, workplace: Path) -> None:
    """A missing answer and a quote that its source does not say are findings."""
    asked = line(id="a", question="When did the Taliban take Herat?") + "\n" + line(id="b")
    (workplace / "two.jsonl").write_text(asked, encoding="utf-8")
    _, out, _ = run("ask", "--json", "When did the Taliban take Herat?")
    forged = out.replace('"id":1', '"id":"a"').replace("in 1995.", "in 1996.")
    (workplace / "forged.jsonl").write_text(forged, encoding="utf-8")
    status, _, err = run("eval", "two.jsonl", "--answers", "forged.jsonl")
    assert 1 == status
    assert "quotes are not their source's own words" in err
    assert "1 questions failed" in err
