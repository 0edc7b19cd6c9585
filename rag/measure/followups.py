"""Conversations to figures: how follow-ups fare as typed, as Quoth reads them, as a person would.

What lies between the first and the last figure is what the conversation is worth; the middle
one says how much of that is had.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from typing_extensions import TypedDict

from rag import __version__
from rag.answers.record import IndexRecord
from rag.english.terms import stem
from rag.english.words import SMALL
from rag.measure import measures
from rag.measure.dialogues import READINGS, Ask, Dialogue, PlayedTurn, hold
from rag.measure.library import Library
from rag.measure.report import BarRecord, Report, bars_json, by_id, evaluate
from rag.measure.score import ScoredAnswer
from rag.measure.summary import Bar, Summary, missed


@dataclass(frozen=True, slots=True)
class DialogueReport:
    """Figures over the follow-ups, by reading, and which fresh questions after others changed.

    `failed` counts questions, first turns among them, that have no answer because of an error.
    Bars hold for the follow-ups as Quoth reads them.
    """

    dialogues: int
    followups: tuple[PlayedTurn, ...]
    fresh: tuple[PlayedTurn, ...]
    reports: Mapping[str, Report]
    failed: int
    left_out: Mapping[str | int, str] = field(default_factory=dict)
    bars: tuple[Bar, ...] = ()

    @property
    def missed(self) -> list[Bar]:
        """The bars that were not reached."""
        return missed(self.bars, self.reports["read"].summary)

    @property
    def fresh_unchanged(self) -> int:
        """How many of the fresh questions were left as they were typed."""
        return sum(said.read == said.turn.known.question for said in self.fresh)

    @property
    def words(self) -> dict[str, float | None]:
        """By reading, the mean share of the content words of a person's wording."""
        return {
            "typed": _recall((s.turn.known.question, s.turn.standalone) for s in self.followups),
            "read": _recall((s.read, s.turn.standalone) for s in self.followups),
            "standalone": _recall((s.turn.standalone, s.turn.standalone) for s in self.followups),
        }


def _recall(pairs: Iterable[tuple[str, str]]) -> float | None:
    return measures.mean([word_recall(ours, whole) for ours, whole in pairs])


def word_recall(ours: str, standalone: str) -> float:
    """The share of the standalone question's content words, stemmed, that ours holds.

    >>> word_recall("When did it fall?", "When did Herat fall?")
    0.5
    """
    wanted = {word for word in _stems(standalone) if word not in SMALL}
    return len(wanted & _stems(ours)) / len(wanted) if wanted else 1.0


def _stems(text: str) -> set[str]:
    words = re.findall(r"[^\W_]+", re.sub(r"['’]s?\b", "", text.lower()))
    return set(map(stem, words))


def measure_dialogues(
    dialogues: Sequence[Dialogue],
    ask: Ask,
    library: Library,
    on_progress: Callable[[int], None] | None = None,
) -> DialogueReport:
    """Hold the dialogues and measure their follow-ups; the gold must fit the library."""
    later, failed = [], 0
    for done, dialogue in enumerate(dialogues, 1):
        outcome = hold(dialogue, ask)
        records = {id(record): record for said in outcome for record in said.records.values()}
        failed += sum(record["status"] == "error" for record in records.values())
        later += outcome[1:]
        if on_progress is not None:
            on_progress(done)
    followups = tuple(said for said in later if not said.turn.fresh)
    known = [said.turn.known for said in followups]
    reports = {
        name: evaluate(known, by_id(said.records[name] for said in followups), library)
        for name in READINGS
    }
    fresh = tuple(said for said in later if said.turn.fresh)
    return DialogueReport(len(dialogues), followups, fresh, reports, failed)


class ReadRecord(TypedDict):
    """A question as it was typed, and as it was read."""

    id: str | int
    typed: str
    read: str


class TurnRecord(ReadRecord):
    """A follow-up, as a person would word it, too, and the row of each wording."""

    standalone: str
    rows: dict[str, ScoredAnswer]


class DialoguesRecord(TypedDict):
    """A report on dialogues as one object."""

    quoth: str
    index: IndexRecord
    dialogues: int
    followups: int
    summary: dict[str, Summary]
    words: dict[str, float | None]
    fresh: dict[str, int]
    failed: int
    bars: list[BarRecord]
    left_out: dict[str, str]
    turns: list[TurnRecord]
    changed_fresh: list[ReadRecord]


def dialogues_json(report: DialogueReport) -> DialoguesRecord:
    """The report, with each follow-up and what became of it, in what `orjson` writes as JSON."""
    return {
        "quoth": __version__,
        "index": report.reports["read"].index,
        "dialogues": report.dialogues,
        "followups": len(report.followups),
        "summary": {name: one.summary for name, one in report.reports.items()},
        "words": report.words,
        "fresh": {"questions": len(report.fresh), "unchanged": report.fresh_unchanged},
        "failed": report.failed,
        "bars": bars_json(report.bars, report.missed),
        "left_out": {str(turn): why for turn, why in report.left_out.items()},
        "turns": [_turn_json(said, report.reports) for said in report.followups],
        "changed_fresh": [
            {"id": said.turn.known.id, "typed": said.turn.known.question, "read": said.read}
            for said in report.fresh
            if said.read != said.turn.known.question
        ],
    }


def _turn_json(said: PlayedTurn, reports: Mapping[str, Report]) -> TurnRecord:
    known = said.turn.known
    rows = {
        name: next(row for row in report.rows if row.id == known.id)
        for name, report in reports.items()
    }
    return {
        "id": known.id, "typed": known.question, "read": said.read,
        "standalone": said.turn.standalone, "rows": rows,
    }  # fmt: skip
