"""Files that programs bring: each is a job, whose progress can be asked for while it is indexed."""

import os
import shutil
import tempfile
import threading
from collections import OrderedDict
from pathlib import Path
from secrets import token_urlsafe
from typing import Literal

from typing_extensions import TypedDict

from rag.documents.formats import supported
from rag.errors import IndexBusy, QuestionError, QuothError
from rag.files import is_file_name
from rag.search import IndexReport, Progress
from rag.web.calls import UnknownDocument
from rag.web.desk import Desk
from rag.web.taking import take

MOST = 100
"""Jobs that are remembered; the oldest that has ended goes first."""
_WAITING = 16
_LONGEST = 200


class LossRecord(TypedDict):
    """What of the file could not be read, and where."""

    words: str


class JobRecord(TypedDict):
    """A job: `done` of `total` while it is indexed, then what has become of the file."""

    job: str
    name: str
    state: Literal["waiting", "indexing", "done", "failed"]
    stage: str
    done: int
    total: int | None
    outcome: Literal["added", "changed", "unchanged"] | None
    losses: list[LossRecord]
    error: str | None


class Jobs:
    """The jobs of a server. Thread-safe."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._jobs: OrderedDict[str, JobRecord] = OrderedDict()
        self._lock = threading.Lock()

    def check_room(self) -> None:
        """Raise IndexBusy where no more files may wait; asked before a file is even read."""
        with self._lock:
            busy = sum(one["state"] in ("waiting", "indexing") for one in self._jobs.values())
        if busy >= _WAITING:
            raise IndexBusy(f"{busy} files wait already; bring this one later")

    def begin(self, name: str, data: bytes) -> JobRecord:
        """Take a file and index it behind the caller; raises QuestionError for a name that is none.

        A file of the same name that was brought before is replaced if this one can be read.
        """
        _check_name(name)
        made: JobRecord = {
            "job": token_urlsafe(12), "name": name, "state": "waiting", "stage": "", "done": 0,
            "total": None, "outcome": None, "losses": [], "error": None,
        }  # fmt: skip
        self.check_room()
        # What waits lies on the disk; the folder goes at every end of the server.
        folder = Path(tempfile.mkdtemp(dir=os.environ.get("GRADIO_TEMP_DIR")))
        try:
            (folder / name).write_bytes(data)
        except OSError:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        with self._lock:
            ended = [key for key, one in self._jobs.items() if one["state"] in ("done", "failed")]
            for key in ended[: max(0, len(self._jobs) - MOST + 1)]:
                del self._jobs[key]
            self._jobs[made["job"]] = made
        threading.Thread(
            target=self._run, args=(made, folder), name="quoth-job", daemon=True
        ).start()
        return self.state(made["job"])

    def state(self, job: str) -> JobRecord:
        """How a job stands; raises UnknownDocument."""
        with self._lock:
            if job not in self._jobs:
                raise UnknownDocument(f"no job {job[:80]!r}; the oldest of {MOST} are forgotten")
            return self._jobs[job].copy()

    def _run(self, job: JobRecord, folder: Path) -> None:
        self._desk.ready.wait()
        try:
            report = take(self._desk, [folder / job["name"]], lambda step: self._tell(job, step))
            self._end(job, report)
        except (QuothError, OSError) as error:
            with self._lock:
                job.update({"state": "failed", "error": str(error)})
        except Exception as error:  # whatever it is, nobody must wait for ever
            with self._lock:
                job.update({"state": "failed", "error": f"a fault of ours: {type(error).__name__}"})
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def _tell(self, job: JobRecord, step: Progress) -> None:
        with self._lock:
            job.update({"state": "indexing", "stage": step.stage})
            job.update({"done": step.done, "total": step.total})

    def _end(self, job: JobRecord, report: IndexReport) -> None:
        """What has become of the file: a file that was skipped is a job that failed."""
        with self._lock:
            skipped = [why for path, why in report.problems if Path(path).name == job["name"]]
            if skipped:
                job.update({"state": "failed", "error": skipped[0]})
                return
            job.update({"state": "done", "outcome": _outcome(job["name"], report)})
            job["losses"] = [
                {"words": loss.words}
                for path, loss in report.losses
                if Path(path).name == job["name"]
            ]


def _check_name(name: str) -> None:
    """Raise QuestionError for the name of a file that cannot be kept or read."""
    if not is_file_name(name) or len(name.encode()) > _LONGEST:
        raise QuestionError(
            f"{name[:80]!r} is no file name here; expected one without folders and control "
            f"characters, of at most {_LONGEST} bytes"
        )
    if Path(name).suffix.lower() not in supported():
        kinds = ", ".join(sorted(supported()))
        raise QuestionError(f"{name!r} cannot be read; expected {kinds}")


def _outcome(name: str, report: IndexReport) -> Literal["added", "changed", "unchanged"]:
    if any(Path(path).name == name for path in report.added):
        return "added"
    return "changed" if any(Path(path).name == name for path in report.changed) else "unchanged"
