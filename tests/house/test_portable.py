"""What runs on Linux, macOS and Windows alike, as far as one system can show it.

A file that Python runs first in every process takes away what only some systems have: `fcntl` and
`resource` for our own modules (a library may have its own way on each system), and
`os.sched_getaffinity`. Then the main job is done from the command line.
"""

import os
import subprocess
import sys
from pathlib import Path

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


COMMANDS = """
import os
from rag.cli import main
print(hasattr(os, "sched_getaffinity"))
asked = ["ask", "When was the northern gate opened?"]
print([main(words) for words in (["index", "in"], asked, ["audit", "draft.md"])])
"""


def test_the_main_job_is_done_without_them(tmp_path: Path) -> None:
    """Indexing (with a parser in its own process), asking and auditing end well."""
    (tmp_path / "first").mkdir()
    (tmp_path / "first" / "sitecustomize.py").write_text(POORER, encoding="utf-8")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "gate.md").write_bytes(TEXT.encode("utf-8"))
    page = "<html><body><p>The southern gate was closed in 1945.</p></body></html>"
    (tmp_path / "in" / "south.html").write_text(page, encoding="utf-8")
    (tmp_path / "draft.md").write_text("“The southern gate was closed in 1946.”", encoding="utf-8")
    path = os.pathsep.join([str(tmp_path / "first"), str(Path(__file__).parents[2])])
    env = {**os.environ, "PYTHONPATH": path, "QUOTH_INDEX": str(tmp_path / "index")}
    done = subprocess.run(
        [sys.executable, "-c", COMMANDS], capture_output=True, text=True, env=env, cwd=tmp_path
    )
    assert (0, True) == (done.returncode, "Traceback" not in done.stderr), done.stderr
    assert done.stdout.startswith("False\n")  # the file does take away what it says
    assert done.stdout.endswith("[0, 0, 1]\n")
    assert "March 1931" in done.stdout
    assert "altered" in done.stdout


def test_line_ends_of_windows_stay_in_layer_1(tmp_path: Path) -> None:
    """The file is kept character for character; a quote over two lines is its words."""
    (tmp_path / "gate.md").write_bytes(TEXT.encode("utf-8"))
    document = read_document(tmp_path / "gate.md", "gate.md")
    assert TEXT == document.text
    first, second = document.reading.sentences[1:3]
    citation = cite(quote_at(document, first[0], second[1]))
    assert "The northern gate was opened in March 1931. Two masons built it." == citation.text
    assert "\r\n" in document.text[citation.spans[0].start : citation.spans[-1].end]
