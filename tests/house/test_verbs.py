"""The five verbs of the package, as a program of somebody else's would use them."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import rag

TEXT = """# The gate

By Mina Karimi

The northern gate of the old town was opened in March 1931. Two masons built it in nine weeks.
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small library, indexed by the verb."""
    folder = tmp_path_factory.mktemp("library")
    (folder / "gate.md").write_text(TEXT, encoding="utf-8")
    report = rag.index(folder / "gate.md", into=folder / "index")
    assert ("gate.md",) == report.added
    return folder / "index"


def test_a_question_is_answered_and_its_answer_verified(library: Path) -> None:
    """`ask` gives the answer format, and `verify` accepts it."""
    answer = rag.ask("When was the northern gate opened?", library)
    assert "answered" == answer["status"]
    assert "March 1931" in answer["quotes"][0]["text"]
    assert {"intact"} == {one.verdict for one in rag.verify([answer], library)}


def test_a_draft_is_audited(library: Path, tmp_path: Path) -> None:
    """A string is the draft itself, a path its file; a changed figure is found."""
    audit: Any = rag.audit
    draft = "She wrote: “Two masons built it in seven weeks.”"
    (tmp_path / "draft.md").write_text(draft, encoding="utf-8")
    for given in (draft, tmp_path / "draft.md"):
        assert ["altered"] == [one.verdict for one in audit(given, library).findings]


def test_sentences_are_extracted_without_an_index() -> None:
    """`extract` needs a text alone."""
    text = "Two masons built it. The northern gate was opened in March 1931."
    found = rag.extract("When was the northern gate opened?", text)
    assert ["The northern gate was opened in March 1931."] == [text[s.start : s.end] for s in found]


def test_importing_the_package_loads_nothing() -> None:
    """A verb is imported when it is first used, and another name is an error that lists them."""
    code = "import rag, sys; print([m for m in sys.modules if m[:4] == 'rag.' or m == 'numpy'])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert "[]" == found.stdout.strip()
    with pytest.raises(AttributeError, match="verbs"):
        _ = rag.summarise
