"""Conversations with known answers: their file, and how Quoth goes through one.

Each turn is asked three times: as typed, as Quoth reads it with the conversation so far
(rag/answers/followup), and as a person wrote it out.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rag.answers.followup import Turn, rewrite
from rag.answers.record import AnswerLine
from rag.files import check_file, parse_json
from rag.measure.questions import KnownAnswer, content_of, known_of, of_lines, refuse_twins
from rag.measure.score import shown_quotes

Ask = Callable[[str | int, str], AnswerLine]
"""(id, question) → an answer of the JSON contract; a failure is one with status "error"."""

READINGS = ("typed", "read", "standalone")


@dataclass(frozen=True, slots=True)
class DialogueTurn:
    """A question with its known answer, and as it reads without the conversation.

    `fresh` turns need no conversation, and must be left as they are.
    """

    known: KnownAnswer
    standalone: str
    fresh: bool


@dataclass(frozen=True, slots=True)
class Dialogue:
    """Turns, oldest first."""

    id: str | int
    turns: tuple[DialogueTurn, ...]


@dataclass(frozen=True, slots=True)
class PlayedTurn:
    """A turn as it went: the question as it was read, and the answer to each of `READINGS`."""

    turn: DialogueTurn
    read: str
    records: Mapping[str, AnswerLine]


def holds_dialogues(path: Path) -> bool:
    """Whether the first line of a question file is a dialogue: an object with "turns"."""
    check_file(path)
    with path.open("rb") as file:
        first = next((line for line in file if line.strip(b" \t\r\n\xef\xbb\xbf")), b"")
    try:
        record = parse_json(first.decode("utf-8-sig"))
    except ValueError:
        return False
    return isinstance(record, dict) and "turns" in record


def read_dialogues(path: Path) -> list[Dialogue]:
    """The dialogues of a file, one a line; raises QuestionError, with the line, for other lines."""
    dialogues = list(of_lines(content_of(path), path, _dialogue))
    refuse_twins([dialogue.id for dialogue in dialogues], path)
    return dialogues


def _dialogue(record: Mapping[str, Any], number: int) -> Dialogue:
    """One line's dialogue; raises ValueError and its kin for what is malformed."""
    name, turns = record.get("id", number), record["turns"]
    if not isinstance(turns, list) or not turns:
        raise ValueError('expected "turns" as a list of questions')
    return Dialogue(name, tuple(_turn(turn, f"{name}.{n}") for n, turn in enumerate(turns, 1)))


def _turn(record: Mapping[str, Any], name: str) -> DialogueTurn:
    """One turn, named `DIALOGUE.TURN`; the first turns need neither "standalone" nor "fresh"."""
    known = known_of({**record, "id": name}, 0)
    if name.endswith(".1"):
        return DialogueTurn(known, known.question, True)
    standalone, fresh = record["standalone"], record.get("fresh", False)
    if not isinstance(standalone, str) or not isinstance(fresh, bool):
        raise ValueError('expected "standalone" as a string and "fresh" as true or false')
    return DialogueTurn(known, standalone, fresh)


def hold(dialogue: Dialogue, ask: Ask) -> list[PlayedTurn]:
    """Go through a dialogue: each turn is read with the answers that the turns before it got."""
    history: list[Turn] = []
    said = []
    for turn in dialogue.turns:
        read = rewrite(turn.known.question, history).question
        worded = dict(zip(READINGS, (turn.known.question, read, turn.standalone), strict=True))
        # Readings that agree are asked once.
        answers = {text: ask(turn.known.id, text) for text in dict.fromkeys(worded.values())}
        said.append(PlayedTurn(turn, read, {name: answers[text] for name, text in worded.items()}))
        history.append(_heard(read, said[-1].records["read"]))
    return said


def _heard(question: str, record: AnswerLine) -> Turn:
    """A turn as the next question hears it."""
    quotes = shown_quotes(record)
    speakers = [name for quote in quotes if (name := quote["voice"].get("speaker"))]
    return Turn(question, " ".join(q["text"] for q in quotes), tuple(dict.fromkeys(speakers)))
