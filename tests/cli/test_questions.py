"""`quoth questions`: what is new in the answers when documents come, change and go."""

import json
from pathlib import Path

import pytest

from rag.cli import main
from tests.conftest import Run

QUESTION = "When did the Taliban take Herat?"


@pytest.fixture
def indexed(workplace: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Run a command with the packaged models, in a working folder whose corpus is indexed."""

    def run(*words: str) -> tuple[int, str, str]:
        status = main(words)
        out, err = capsysbinary.readouterr()
        return status, out.decode(), err.decode()

    assert (workplace / "corpus").is_dir()
    assert 0 == run("index", "corpus")[0]
    return run


def _kept() -> list[dict[str, object]]:
    lines = Path(".quoth-questions.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_only_what_is_new_is_said(indexed: Run, workplace: Path) -> None:
    """A quote is said once; that a document has gone takes its quotes along, by name."""
    status, out, _ = indexed("questions", "add", QUESTION)
    assert 0 == status
    assert "new: “The Taliban took Herat in 1995.”" in out
    assert (0, "") == indexed("questions", "ask")[:2]  # nothing is new
    other = workplace / "corpus" / "other.md"
    other.write_text("The Taliban took Herat, the old city, in 1995.\n", encoding="utf-8")
    status, out, err = indexed("index", "corpus")
    assert 0 == status
    assert "QUESTION" not in out  # stdout is data
    assert "new: “The Taliban took Herat, the old city, in 1995.”" in err
    assert "new: “The Taliban took Herat in 1995.”" not in err
    other.unlink()
    assert (
        "gone: “The Taliban took Herat, the old city, in 1995.” (other.md)"
        in indexed("index", "corpus")[2]
    )
    assert QUESTION == _kept()[0]["question"]


def test_nothing_is_asked_where_nothing_has_come(indexed: Run) -> None:
    """An index that is up to date asks no question."""
    indexed("questions", "add", QUESTION)
    before = _kept()
    assert "Herat" not in indexed("index", "corpus")[2]
    assert before == _kept()


def test_a_filter_that_fits_nothing_any_more(indexed: Run, workplace: Path) -> None:
    """The question is named and left as it was; the others are asked, and the status says so."""
    indexed("tag", "herat.md", "+mine")
    assert 0 == indexed("questions", "add", QUESTION, "--where", "tag:mine")[0]
    assert 0 == indexed("questions", "add", QUESTION)[0]
    indexed("tag", "herat.md", "-mine")
    before = _kept()
    status, out, err = indexed("questions", "ask", "--json")
    assert 1 == status
    first, second = map(json.loads, out.splitlines())
    assert (None, "tag:mine") == (first["status"], first["where"])
    assert "no document fits" in first["error"]
    assert (None, "answered") == (second["error"], second["status"])
    assert "not asked" in err
    assert before[0] == _kept()[0]
    (workplace / "corpus" / "new.md").write_text("Nothing of it.", encoding="utf-8")
    assert 0 == indexed("index", "corpus")[0]  # what was indexed stays so


def test_wrong_use(indexed: Run) -> None:
    """Nothing is kept of a question that could not be asked."""
    assert 2 == indexed("questions", "add")[0]
    assert 2 == indexed("questions", "ask", "What?")[0]
    assert 2 == indexed("questions", "remove", "What?")[0]
    assert 0 == indexed("questions", "add", QUESTION)[0]
    assert "is saved already" in indexed("questions", "add", QUESTION.upper())[2]
    assert 2 == indexed("questions", "add", QUESTION, "--where", "tag:nobody")[0]
    assert 1 == len(_kept())  # nor is the one without a filter lost over it
    assert 0 == indexed("questions", "remove", QUESTION)[0]
    assert (0, "") == indexed("questions")[:2]
    Path(".quoth-questions.jsonl").write_text("{}\n", encoding="utf-8")
    status, _, err = indexed("questions")
    assert 2 == status
    assert "line 1" in err
