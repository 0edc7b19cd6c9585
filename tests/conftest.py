"""Fixtures for tests of the command line: a working folder, and a way to run commands in it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from rag.cli import main

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a corpus, questions, passages and a title in the way of a terminal."""
    from tests.known import line
    from tests.standin import HERAT, KABUL

    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "herat.md").write_text(HERAT, encoding="utf-8")
    (corpus / "kabul.md").write_text(KABUL, encoding="utf-8")
    (corpus / "timeline.md").write_text("# Red \u202e title\n\nKhan left.\n", encoding="utf-8")
    asked = [line(id=n, question="When did the Taliban take Herat?") for n in range(30)]
    (tmp_path / "questions.jsonl").write_text("\n".join(asked) + "\n", encoding="utf-8")
    passage = {"id": "p", "question": "When did Herat fall?", "context": "Herat fell in 1995."}
    (tmp_path / "passages.jsonl").write_text(json.dumps(passage) + "\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("QUOTH_INDEX", raising=False)
    return tmp_path


@pytest.fixture
def run(workplace: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Run a command in the working folder: exit status, stdout, stderr."""
    from tests.standin import load

    assert Path.cwd() == workplace

    def run(*words: str) -> tuple[int, str, str]:
        status = main(words, load_engine=load)
        out, err = capsysbinary.readouterr()
        return status, out.decode(), err.decode()

    return run


@pytest.fixture
def indexed(run: Run) -> Run:
    """The same, with the corpus indexed."""
    assert 0 == run("index", "corpus")[0]
    return run
