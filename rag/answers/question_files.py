"""Files of questions or of claims: JSON Lines, a table (CSV), or a line of text each.

A line of JSON is an object with "question" and perhaps "id", or a bare string. A table has a
column of that name and perhaps one named "id"; where it has one column alone, it needs no head.
Blank lines are passed over. Without an "id" the line's number, from 1, is the id.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal, TypeAlias

from rag.errors import QuestionError
from rag.files import parse_json

Member: TypeAlias = Literal["question", "claim"]
"""What a line asks about, and the member that holds it."""

_BETWEEN = ",;\t"
_NOTHING = "\x1f"  # parts nothing: a table of one column


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """One line of a question file. `error` says why it is no question, else None."""

    number: int
    id: str | int
    question: str
    error: str | None = None
    member: Member = "question"


def read_file_of(
    name: str, source: BinaryIO, member: Member = "question"
) -> Iterator[QuestionLine]:
    """The lines of a file, read as its suffix says; JSON Lines where it says nothing of the kind.

    Raises QuestionError for a table without such a column, and for one that is no text.
    """
    suffix = Path(name).suffix.lower()
    if suffix in (".csv", ".tsv"):
        return iter(_table(name, source.read(), member))
    if suffix in (".txt", ".text"):
        return read_text(source, member)
    return read_questions(source, member)


def read_text(lines: Iterable[bytes], member: Member = "question") -> Iterator[QuestionLine]:
    """A question a line, as people write them."""
    for number, raw in enumerate(lines, 1):
        try:
            text = raw.decode("utf-8-sig").strip()
        except UnicodeDecodeError:
            yield QuestionLine(number, number, "", "the line is not UTF-8", member)
            continue
        if text:
            yield QuestionLine(number, number, text, member=member)


def _table(name: str, data: bytes, member: Member) -> list[QuestionLine]:
    try:
        wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))  # as spreadsheets write "Unicode text"
        text = data.decode("utf-16" if wide else "utf-8-sig")
        head = text.partition("\n")[0]
        between = max(_BETWEEN, key=head.count) if {*head} & {*_BETWEEN} else _NOTHING
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=between)
        rows = [(reader.line_num, row) for row in reader if any(map(str.strip, row))]
    except UnicodeDecodeError as error:
        raise QuestionError(f"{name!r} is not UTF-8. Save it as CSV in UTF-8.") from error
    except csv.Error as error:
        raise QuestionError(f"{name!r} is no table: {error}. Save it as CSV again.") from error
    if not rows:
        return []
    names, headed = _columns(name, rows[0][1], member)
    return [_of_row(number, names, row, member) for number, row in rows[headed:]]


def _of_row(number: int, names: list[str], row: list[str], member: Member) -> QuestionLine:
    cells = dict(zip(names, map(str.strip, row), strict=False))
    asked, bad = cells.get(member, ""), None
    if any(map(str.strip, row[len(names) :])):  # it must not be cut at a comma of its own
        bad = f"the row has {len(row)} cells; expected {len(names)}. Put it in quotation marks"
    elif not asked:
        bad = f"the column {member!r} is empty"
    return QuestionLine(number, cells.get("id") or number, asked, bad, member)


def _columns(name: str, head: list[str], member: Member) -> tuple[list[str], bool]:
    """The names of a table's columns, and whether its first row is their names."""
    names = [cell.strip().casefold() for cell in head]
    names = [member if one == f"{member}s" else one for one in names]
    if member in names:
        return names, True
    if len(names) == 1:
        return [member], False
    found = ", ".join(repr(cell) for cell in head)
    raise QuestionError(f"{name!r} has no column {member!r}; found {found}. Name one of them so.")


def read_questions(lines: Iterable[bytes], member: Member = "question") -> Iterator[QuestionLine]:
    """The questions of a file, one a line, lazily; bad lines come with their `error`."""
    for number, raw in enumerate(lines, 1):
        if raw.strip(b" \t\r\n\xef\xbb\xbf"):
            yield _question_line(number, raw, member)


def _question_line(number: int, raw: bytes, member: Member) -> QuestionLine:
    """One line as a question; a bad one carries its error, and its id if that can be read."""

    def bad(error: str, id: str | int = number) -> QuestionLine:
        return QuestionLine(number, id, "", error, member)

    try:
        record = parse_json(raw.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return bad("the line is not UTF-8")
    except ValueError as error:
        return bad(f"the line is not JSON: {error}")
    if isinstance(record, str):
        record = {member: record}
    if not isinstance(record, dict):
        return bad(f'expected an object with "{member}", or a string')
    given = record.get("id", number)
    if isinstance(given, bool) or not isinstance(given, str | int):
        return bad(f'"id" is {given!r:.80}; expected a string or a number')
    question = record.get(member)
    if not isinstance(question, str):
        return bad(f'"{member}" is {question!r:.80}; expected a string', given)
    if not _encodable(question) or not _encodable(str(given)):
        return bad("the line holds half a surrogate pair, which is no text")
    return QuestionLine(number, given, question, member=member)


def _encodable(text: str) -> bool:
    """Whether the text can be written as UTF-8; half a surrogate pair cannot."""
    return not any("\ud800" <= char <= "\udfff" for char in text)
