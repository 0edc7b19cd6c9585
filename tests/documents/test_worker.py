"""The process that reads files: its limits, its end, and what it may say."""

import pickle
import queue
import signal
import struct
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path
from unittest.mock import Mock

import msgspec
import numpy as np
import pytest

from rag.documents import sandbox, serving
from rag.documents.messages import Copy, Pictures, Recognised, Request, packed
from rag.documents.worker import Worker, Workers
from rag.errors import SourceError
from tests.support.building import document

TEXT = "# Title\n\nHerat fell in 1995.[^1]\n\n[^1]: Rashid, 40.\n"
ASKED = Request("extract", "a.txt", b"")


def test_a_document_comes_out_of_the_process_as_it_was_made_there() -> None:
    """Both layers, regions, notes and arrays: nothing is lost on the way."""
    there = sandbox.read(TEXT.encode(), Path("a.md"), ("a.md", "0" * 64))
    here = document(TEXT)
    for name in ("text", "regions", "notes", "markers", "title", "extractor", "doc_id"):
        assert getattr(there, name) == getattr(here, name), name
    assert there.reading.text == here.reading.text
    for name in ("origin", "region_starts", "closers"):
        assert np.array_equal(getattr(there.reading, name), getattr(here.reading, name)), name


class Harm:
    """An object whose unpickling runs a program."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return exec, ("import pathlib; pathlib.Path('harmed').touch()",)


HEAD = struct.Struct(">cQ")
WRONG = {
    "pickle": pickle.dumps(Harm()),
    "pickle in a message": HEAD.pack(b"E", 60) + pickle.dumps(Harm()).ljust(60),
    "no such type": HEAD.pack(b"X", 0),
    "without end": HEAD.pack(b"E", 1 << 60),
    "not what it says": HEAD.pack(b"D", 3) + b"\x93\x01\x02",
    "another kind of reply": packed(Copy(b"%PDF")),
    "a request": packed(ASKED),
    "pages that are none": packed(Recognised(0, 0)),
    "more pages than there are": packed(Recognised(9, 2)),
    "a span that ends before it starts": b"".join(
        (HEAD.pack(b"Q", len(body)), body)[part]
        for body in [msgspec.msgpack.encode({"task": "", "name": "", "data": b"",
                                             "spans": [{"start": 9, "end": 2}]})]
        for part in (0, 1)
    ),
}  # fmt: skip


@pytest.mark.parametrize("said", WRONG.values(), ids=WRONG)
def test_nothing_that_a_process_says_is_run(
    said: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reply that is no message of ours is an error of its file; it runs nothing."""
    monkeypatch.chdir(tmp_path)
    worker = Worker(f"import sys; sys.stdout.buffer.write({said!r}); sys.stdout.flush()")
    with pytest.raises(SourceError, match=r"a\.txt"):
        worker.ask(ASKED, 20.0)
    worker.stop()
    assert list(tmp_path.iterdir()) == []


def test_pages_without_end_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each page that is recognised begins the time anew, but not for ever."""
    monkeypatch.setattr("rag.documents.worker._LONGEST", 1.0)
    said = packed(Recognised(0, 1))
    endless = f"import sys, time\nwhile True: sys.stdout.buffer.write({said!r}); time.sleep(0.01)"
    worker = Worker(endless)
    with pytest.raises(SourceError, match="not read within"):
        worker.ask(ASKED, 20.0)
    worker.stop()


def test_whose_words_they_are_no_process_says(monkeypatch: pytest.MonkeyPatch) -> None:
    """A document under another's name and hash is still that of its file."""
    forged = replace(document(TEXT), path="b.md", sha256="f" * 64)
    monkeypatch.setattr(sandbox, "_extracting", Mock(ask=Mock(return_value=forged)))
    found = sandbox.read(TEXT.encode(), Path("a.md"), ("a.md", "0" * 64))
    assert (found.path, found.sha256) == ("a.md", "0" * 64)


def test_words_that_nobody_can_store_are_an_error_of_their_file() -> None:
    """Half a character is no text; the process says so and goes on."""
    reply = serving._sent(Pictures(((1 << 70, b""),)))
    assert b"cannot be stored" in reply
    assert packed(Pictures(())) == serving._sent(Pictures(()))


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_every_format_is_read_within_limits(name: str) -> None:
    """Plain text too: one visitor's file cannot hold up the others."""
    with pytest.raises(SourceError, match="not read within"):
        sandbox.read(TEXT.encode() * 9000, Path(name), (name, ""), seconds=0.05)


def test_the_process_has_limits_of_memory_and_time() -> None:
    """The system itself holds them: they are set before the first file is read."""
    sandbox.extract(b"Words.", Path("a.txt"))
    process = next((one._process for one in sandbox._extracting._all if one._process), None)
    assert process is not None
    lines = Path(f"/proc/{process.pid}/limits").read_text().splitlines()
    limits = {line[:26].strip(): line[26:].split()[0] for line in lines}
    assert limits["Max address space"] == str(sandbox.MEMORY)
    assert int(limits["Max cpu time"]) <= sandbox.SECONDS + 60


def test_files_are_read_side_by_side_and_all_end_at_once() -> None:
    """Two that never answer are begun both; when nobody waits any more, each is told so."""
    workers, said = Workers("import time; time.sleep(60)", 2), queue.Queue[str]()

    def ask() -> None:
        with pytest.raises(SourceError) as error:
            workers.ask(ASKED, 50.0)
        said.put(error.value.found)

    both = [threading.Thread(target=ask) for _ in range(2)]
    for one in both:
        one.start()
    until = time.monotonic() + 20
    while not all(one._process for one in workers._all) and time.monotonic() < until:
        time.sleep(0.01)
    workers.stop()
    assert [said.get(timeout=20)[:20] for _ in both] == ["its parser ended wit"] * 2


ORPHAN = """
import os, signal, sys
from rag.documents.worker import Worker, Workers
worker = Worker("from rag.documents.serving import _end_with_parent; import time;"
                "_end_with_parent(); time.sleep(60)")
print(worker._started().pid, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_an_orphan_ends_within_seconds() -> None:
    """Whatever it is doing when the process that asked is killed."""
    root = Path(__file__).parents[2]
    parent = subprocess.run([sys.executable, "-c", ORPHAN], cwd=root, capture_output=True)
    assert parent.returncode == -signal.SIGKILL
    orphan = Path(f"/proc/{int(parent.stdout)}/stat")
    until = time.monotonic() + 20
    while orphan.exists() and " Z " not in orphan.read_text() and time.monotonic() < until:
        time.sleep(0.2)
    assert not orphan.exists() or " Z " in orphan.read_text()


@pytest.mark.parametrize("scarce", ["process", "thread"])
def test_a_file_for_which_no_process_can_be_started_is_one_problem(
    scarce: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As many processes or threads as are allowed run already: said of that file, and no hang."""

    def none(*_: object, **__: object) -> None:
        if scarce == "process":
            raise BlockingIOError(11, "Resource temporarily unavailable")
        raise RuntimeError("can't start new thread")

    worker = Worker(sandbox._PROGRAM)
    with monkeypatch.context() as limited:
        limited.setattr(*{"process": (subprocess, "Popen"),
                          "thread": (threading.Timer, "start")}[scarce], none)  # fmt: skip
        with pytest.raises(SourceError, match="no process could be started"):
            worker.ask(ASKED, 60)
    with pytest.raises(SourceError, match="empty"):
        worker.ask(ASKED, 60)
    worker.stop()
