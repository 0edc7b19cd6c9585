"""Runs over question files, kept as files beside the index, so that any two can be compared.

Each is what `quoth eval --save-baseline` writes, with the quotes and the gold of each question.
"""

import re
import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import orjson

from rag.errors import QuestionError
from rag.files import write_whole

if TYPE_CHECKING:
    from rag.answers.record import AnswerLine
    from rag.measure import Report, ScoredAnswer
    from rag.measure.report import RunRecord

_MOST = 100
_KEY = re.compile(r"\d{8}-\d{6}-\d{2}")


@dataclass(frozen=True, slots=True)
class SavedRun:
    """One run: its key, the name of its question file, when it was (UTC), and how it went."""

    key: str
    name: str
    when: datetime
    questions: int
    missed: int

    @property
    def label(self) -> str:
        """The run in a list."""
        at = self.when.astimezone()
        return (
            f"{at.day} {at:%b %Y, %H:%M} · {self.name} · {self.questions} questions, "
            f"{self.missed or 'none'} missed"
        )


@dataclass(frozen=True, slots=True)
class RunSummary:
    """What a run's answers said: quotes and gold by question id (as a string)."""

    rows: "list[ScoredAnswer]"
    said: dict[str, list[str]]
    gold: dict[str, list[str]]


@dataclass(slots=True)
class RunStore:
    """The folder of runs; the oldest go when there are more than 100. Thread-safe."""

    folder: Path
    _guard: threading.Lock = field(default_factory=threading.Lock)

    def save(self, report: "Report", name: str, now: datetime | None = None) -> str:
        """Keep a run; gives its key."""
        from rag.measure import report_json

        when = now or datetime.now(UTC)
        record: RunRecord = {
            **report_json(report),
            "name": name,
            "when": when.isoformat(timespec="seconds"),
            "missed": len(report.misses),
            "said": {str(one.known.id): _quotes(one.record) for one in report.scored},
            "gold": {str(one.known.id): [words for _, words in one.gold] for one in report.scored},
        }
        with self._guard:
            self.folder.mkdir(parents=True, exist_ok=True)
            stem = when.strftime("%Y%m%d-%H%M%S")
            key = next(k for n in range(100) if not self._path(k := f"{stem}-{n:02}").exists())
            write_whole(self._path(key), orjson.dumps(record))
            for old in sorted(self.folder.glob("*.json"))[:-_MOST]:
                old.unlink()
        return key

    def all(self) -> list[SavedRun]:
        """Every run that can be read, the newest first."""
        found = (self._head(path) for path in sorted(self.folder.glob("*.json"), reverse=True))
        return [run for run in found if run is not None]

    def read(self, key: str) -> RunSummary:
        """A run's rows, quotes and gold; raises QuestionError if it is gone or damaged."""
        from rag.measure import read_baseline

        if _KEY.fullmatch(key) is None or not self._path(key).exists():
            raise QuestionError(f"there is no run {key!r} any more; choose another one")
        record = orjson.loads(self._path(key).read_bytes())
        return RunSummary(read_baseline(self._path(key)), record["said"], record["gold"])

    def _path(self, key: str) -> Path:
        return self.folder / f"{key}.json"

    def _head(self, path: Path) -> SavedRun | None:
        try:
            record = orjson.loads(path.read_bytes())
            when = datetime.fromisoformat(record["when"])
            return SavedRun(path.stem, record["name"], when, record["questions"], record["missed"])
        except (OSError, ValueError, KeyError, TypeError):
            return None  # not one of ours; the others are listed all the same


def _quotes(record: "AnswerLine | None") -> list[str]:
    return [quote["text"] for quote in (record and record.get("quotes")) or ()]
