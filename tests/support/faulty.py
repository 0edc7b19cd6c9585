"""A writer whose system calls fail: what a full or broken disk does to native code, too.

strace makes the calls fail (its option `inject`), so it must be there.
"""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from rag.errors import QuothError
from tests.support.indexing import check_whole

ROOT = Path(__file__).parents[2]
CALLS = (
    "write,pwrite64,ftruncate,fallocate,fsync,fdatasync,rename,link,mkdir,copy_file_range,sendfile"
)
"""What writes, makes or syncs something; reading and deleting work on a full disk."""
WRITER = """
import os, sys
from contextlib import suppress
from pathlib import Path
from rag.errors import QuothError
try:
    from rag.search import update_index
    from tests.support.hashing import HashingEmbedder
    update_index(Path(sys.argv[1]), [Path(sys.argv[2])], HashingEmbedder())
except (QuothError, OSError) as error:
    with suppress(OSError):  # telling may fail as well
        print(error, file=sys.stderr, flush=True)
    os._exit(2)
os._exit(0)
"""


@dataclass(frozen=True, slots=True)
class Fault:
    """From which call on, and with which error, the system fails; `lasting` says for good."""

    call: int
    error: str = "ENOSPC"
    lasting: bool = True

    @property
    def injected(self) -> str:
        """The fault as strace takes it."""
        return f"inject={CALLS}:error={self.error}:when={self.call}{'+' if self.lasting else ''}"


def write_under(fault: str, index: Path, library: Path) -> "subprocess.CompletedProcess[str]":
    """Update an index in a process with this option of strace."""
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    trace = ["strace", "-f", "-qq", "--seccomp-bpf", "-o", str(index.with_suffix(".trace"))]
    options = ["-e", f"trace={CALLS}", "-e", fault]  # no other call is stopped at
    command = [*trace, *options, sys.executable, "-c", WRITER, str(index), str(library)]
    done = subprocess.run(command, capture_output=True, text=True, env=env, timeout=300)
    if done.stderr.startswith("strace:"):  # it has not run at all
        raise RuntimeError(done.stderr)
    return done


def calls(index: Path, library: Path) -> int:
    """How many calls an update makes that could fail; `index` is written."""
    write_under(f"trace={CALLS}", index, library)
    lines = index.with_suffix(".trace").read_text(errors="replace").splitlines()
    return sum("(" in line and "resumed" not in line for line in lines)


def harm(fault: Fault, before: Path, work: Path, library: Path) -> str | None:
    """What is wrong after an update of a copy of `before` under a fault; None if nothing is.

    `work` is made anew. The update must end by itself, with a message and not a traceback; the
    index must be the old or the new one, with nothing beside it; the next update must work.
    """
    shutil.rmtree(work, ignore_errors=True)
    shutil.copytree(before, work)
    done = write_under(fault.injected, work, library)
    if done.returncode not in (0, 2) or "Traceback" in done.stderr:
        return f"{fault}: status {done.returncode}: {done.stderr[-300:]}"
    try:
        generation, texts = check_whole(work)
    except (QuothError, AssertionError) as error:
        return f"{fault}: {error}"
    left = [path.name for path in work.iterdir() if path.name not in _whole(generation)]
    if left:
        return f"{fault}: left behind {left}"
    if done.returncode == 2 and generation != 1:
        return f"{fault}: an error, and yet generation {generation}"
    again = write_under("trace=none", work, library)
    if again.returncode or check_whole(work)[1].keys() < texts.keys():
        return f"{fault}: the next update failed: {again.stderr[-300:]}"
    return None


def _whole(generation: int) -> set[str]:
    return {"CURRENT", "LOCK", *(f"gen-{n:06d}" for n in range(1, generation + 1))}
