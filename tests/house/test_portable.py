"""What runs on Linux, macOS and Windows alike, as far as one system can show it.

A file that Python runs first in every process takes away what only some systems have: `fcntl` and
`resource` for our own modules (a library may have its own way on each system), and
`os.sched_getaffinity`. Then the main job is done from the command line.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from rag.documents.read import read_document
from rag.quotes.citation import cite
from rag.quotes.quote import quote_at

POORER = """
import builtins, os, sys
os.__dict__.pop("sched_getaffinity", None)
real = builtins.__import__
def poorer(name, globals=None, *rest, **more):
    importer = (globals or {}).get("__name__", "")
    if name in ("fcntl", "resource", "pwd") and importer.startswith("rag"):
        raise ImportError(name + " is not on this system")
    return real(name, globals, *rest, **more)
builtins.__import__ = poorer
"""
TEXT = "# The gate\r\n\r\nThe northern gate was opened in March 1931.\r\nTwo masons built it.\r\n"


def quoth(folder: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    """Run a command on the poorer system."""
    path = os.pathsep.join([str(folder / "first"), str(Path(__file__).parents[2])])
    env = {**os.environ, "PYTHONPATH": path, "QUOTH_INDEX": str(folder / "index")}
    command = [sys.executable, "-m", "rag", *words]
    return subprocess.run(command, capture_output=True, text=True, env=env, cwd=folder, check=False)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a small library in two formats, and the file that Python runs first."""
    folder = tmp_path_factory.mktemp("poorer")
    (folder / "first").mkdir()
    (folder / "first" / "sitecustomize.py").write_text(POORER, encoding="utf-8")
    (folder / "in").mkdir()
    (folder / "in" / "gate.md").write_bytes(TEXT.encode("utf-8"))
    page = "<html><body><p>The southern gate was closed in 1945.</p></body></html>"
    (folder / "in" / "south.html").write_text(page, encoding="utf-8")
    return folder


def test_the_system_is_poorer(place: Path) -> None:
    """The file does take away what it says, so that the next test can fail."""
    code = "import os; from rag.search import embed; print(hasattr(os, 'sched_getaffinity'))"
    env = {**os.environ, "PYTHONPATH": str(place / "first")}
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, env=env, check=True)
    assert b"False" == found.stdout.strip()


def test_the_main_job_is_done_without_them(place: Path) -> None:
    """Indexing (with a parser in its own process), asking and auditing end well."""
    indexed = quoth(place, "index", "in")
    assert (0, True) == (indexed.returncode, "Traceback" not in indexed.stderr), indexed.stderr
    asked = quoth(place, "ask", "When was the northern gate opened?")
    assert (0, True) == (asked.returncode, "March 1931" in asked.stdout), asked.stderr
    (place / "draft.md").write_text("“The southern gate was closed in 1946.”", encoding="utf-8")
    audited = quoth(place, "audit", "draft.md")
    assert (1, True) == (audited.returncode, "altered" in audited.stdout), audited.stderr


def test_line_ends_of_windows_stay_in_layer_1(tmp_path: Path) -> None:
    """The file is kept character for character; a quote over two lines is its words."""
    (tmp_path / "gate.md").write_bytes(TEXT.encode("utf-8"))
    document = read_document(tmp_path / "gate.md", "gate.md")
    assert TEXT == document.text
    first, second = document.reading.sentences[1:3]
    citation = cite(quote_at(document, first[0], second[1]))
    assert "The northern gate was opened in March 1931. Two masons built it." == citation.text
    assert "\r\n" in document.text[citation.spans[0].start : citation.spans[-1].end]
