"""The command line as a process: what it loads, how it ends."""

import json
import os
import shlex
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest

from rag.cli import main
from rag.errors import NoThread
from tests.conftest import Run

MODULE = [sys.executable, "-m", "rag"]
HEAVY = "{'torch', 'sentence_transformers', 'transformers', 'sklearn', 'scipy', 'gradio'}"


@pytest.mark.parametrize(
    ("words", "more"),
    [(["--help"], "| {'numpy', 'faiss', 'onnxruntime', 'rich', 'orjson'}"),
     (["ask", "When did Herat fall?"], ""),
     (["docs"], "| {'onnxruntime'}")],
)  # fmt: skip
@pytest.mark.usefixtures("indexed")
def test_a_question_loads_nothing_heavy(words: list[str], more: str) -> None:
    """Help loads no library at all; asking loads neither torch nor what only eval needs."""
    code = (
        f"import sys; from rag.cli import main; main({words!r});"
        f"sys.exit(', '.join(({HEAVY} {more}) & set(sys.modules)) or 0)"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, env=environment())
    assert (0, b"") == (found.returncode, found.stderr)


def environment() -> dict[str, str]:
    """The environment of a command that is run from another folder."""
    root = str(Path(__file__).parents[2])
    return {**os.environ, "PYTHONPATH": root, "HF_HUB_OFFLINE": "1"}


class PanicException(BaseException):
    """What a panic in Rust is to Python: no Exception."""


@pytest.mark.parametrize(
    "error",
    [RuntimeError("can't start new thread"), RuntimeError("onnxruntime::PosixThread"),
     PanicException("pool: IOError(Os { message: \"Resource temporarily unavailable\" })"),
     KeyboardInterrupt()],
    ids=["thread", "onnxruntime", "panic", "OpenBLAS, which interrupts itself"],
)  # fmt: skip
def test_a_limit_of_threads_is_told_without_a_traceback(
    error: BaseException, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the system refuses is no fault of ours; any other such error is, and shows where."""

    def refuse(*_: object) -> int:
        raise error

    monkeypatch.setattr("rag.cli._run", refuse)
    with monkeypatch.context() as limited:
        limited.setattr(threading.Thread, "start", Mock(side_effect=RuntimeError("no thread")))
        assert main(["docs"]) == 2
    assert "ulimit -u" in capsys.readouterr().err
    error = PanicException("a fault of ours")
    with pytest.raises(PanicException, match="of ours"):
        main(["docs"])


@pytest.mark.parametrize("words", [("ask", "When?"), ("index", "corpus"), ("serve",), ("mcp",)])
@pytest.mark.usefixtures("indexed")
def test_too_little_address_space_is_told(words: tuple[str, ...], workplace: Path) -> None:
    """Below what the libraries need they would end the process by a fault of memory."""
    resource = pytest.importorskip("resource")
    (workplace / "corpus" / "new.md").write_text("Balkh fell first.", encoding="utf-8")
    done = subprocess.run(
        [*MODULE, *words], capture_output=True, text=True, env=environment(), input="",
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (900 << 20, 900 << 20)),
    )  # fmt: skip
    assert (2, "") == (done.returncode, done.stdout)
    assert done.stderr.splitlines()[-1].endswith("the limit of the shell (ulimit -v) is 921600.")
    assert "Traceback" not in done.stderr


def test_too_few_threads_for_a_page_are_told(indexed: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before Gradio finds out, one traceback after another: five are had, and no more."""
    begun, start = [], threading.Thread.start

    def few(thread: threading.Thread) -> None:
        begun.append(thread)
        if len(begun) > 5:
            raise RuntimeError("can't start new thread")
        start(thread)

    monkeypatch.setattr(threading.Thread, "start", few)
    status, out, err = indexed("serve", "--port", "0")
    assert (2, "") == (status, out)
    assert err.strip() == f"quoth: {NoThread()}"
    for thread in begun[:5]:
        thread.join(5)
        assert not thread.is_alive()


@pytest.mark.usefixtures("indexed")
def test_an_interrupt_ends_with_130_and_no_traceback() -> None:
    """Ctrl-C while a batch waits for its next question; what was answered is out already."""
    process = subprocess.Popen(
        [*MODULE, "batch", "-", "--out", "-"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(),
        # A background job inherits SIGINT as ignored; the user's terminal does not.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )  # fmt: skip
    with process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(b'"When did the Taliban take Herat?"\n')
        process.stdin.flush()
        first: dict[str, Any] = json.loads(process.stdout.readline())
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
    assert (1, 130, b"quoth: interrupted\n") == (first["id"], process.returncode, err)


@pytest.mark.usefixtures("indexed")
def test_a_reader_that_goes_away_is_no_fault() -> None:
    """`quoth docs | head -n 0` ends without a traceback."""
    shell = f"{shlex.join([*MODULE, 'docs'])} | true; exit ${{PIPESTATUS[0]}}"
    found = subprocess.run(["bash", "-c", shell], capture_output=True, env=environment())
    assert (0, b"") == (found.returncode, found.stderr)


@pytest.mark.parametrize(("closed", "status"), [(">&-", 2), ("<&-", 2)])
def test_what_is_closed_is_no_traceback(closed: str, status: int, tmp_path: Path) -> None:
    """Standard output that is closed is said; standard input that is closed has nothing."""
    call = f'"{sys.executable}" -m rag audit - --index "{tmp_path}" {closed}'
    done = subprocess.run(["sh", "-c", call], capture_output=True, text=True, check=False)
    assert done.returncode == status
    assert done.stderr.startswith("quoth: ")
    assert "Traceback" not in done.stderr
