"""Files written whole or not at all, and JSON Lines read with their line numbers."""

import csv
import io
import json
import os
import re
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from lzma import LZMAError
from pathlib import Path
from typing import Any

from rag.errors import QuestionError, SourceError

Json = dict[str, Any]
"""An object of JSON that has no type of its own here, or may be of any form."""
JsonView = Mapping[str, Any]
"""The same, to be read only."""
LARGEST = 512 * 1024 * 1024
"""Bytes of a file that is read as a whole."""
ZIP_FAULTS = (
    zipfile.BadZipFile, zlib.error, LZMAError, struct.error, EOFError, KeyError, OSError,
    OverflowError, RuntimeError, ValueError,
)  # fmt: skip
"""What the library raises at archives that are damaged, locked or hostile."""
_FORMULA = re.compile(r"'*[=+@\t\r\n＝＋－＠-]")
"""What makes a cell a formula for a spreadsheet, behind any marks that make it text."""
_DEEPEST = 100
_DATE = (1980, 1, 1, 0, 0, 0)
_DEVICE = re.compile(r"(?:CON(?:IN\$|OUT\$)?|PRN|AUX|NUL|(?:COM|LPT)[1-9¹²³]) *(?:\.|$)", re.I)
"""Names that Windows keeps for devices, whatever suffix they have."""
_KINDS = (
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISBLK, "a device"),
    (stat.S_ISCHR, "a device"),
)


def write_whole(path: Path, data: bytes | str) -> None:
    """Put `data` (text as UTF-8) in the place of `path` in one step that outlives a power cut.

    A reader sees the old file or the new one; a link stays one, and permissions stay as they are.
    Raises OSError, and leaves no draft behind; SourceError for what is there and is no file.
    """
    with suppress(FileNotFoundError):
        check_file(path)  # raises OSError for a loop of links, which cannot be resolved
    path = path.resolve()
    draft = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        with draft.open("wb") as file:
            file.write(data.encode("utf-8") if isinstance(data, str) else data)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            draft.chmod(path.stat().st_mode & 0o777)
        draft.replace(path)
    except OSError:
        with suppress(OSError):
            draft.unlink()
        raise
    sync_folder(path.parent)


def is_file_name(name: str, windows: bool = os.name == "nt") -> bool:
    """Whether a file may be kept under this name here: no folder in it, nothing of the system's.

    >>> is_file_name("CON.txt", windows=True), is_file_name("a: b.md", windows=True)
    (False, False)
    >>> is_file_name("Console.txt", windows=True), is_file_name("p.\u00a04: b.md", windows=False)
    (True, True)
    """
    control = any(unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") for char in name)
    if Path(name).name != name or control or name.startswith("."):
        return False
    device = _DEVICE.match(name)
    odd = name.endswith((" ", ".")) or not {*name}.isdisjoint('<>:"/\\|?*')
    return not windows or not (device or odd)


def sync_folder(folder: Path) -> None:
    """Have a folder's entries written to the disk, where the system can do that for folders."""
    with suppress(OSError):  # Windows opens no folders; its rename is journalled
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def no_file(mode: int) -> str | None:
    """What something of this mode is that cannot be read as a file; None for a file or folder."""
    return next((what for test, what in _KINDS if test(mode)), None)


def check_file(path: Path, most: int | None = None) -> None:
    """Raise SourceError for a pipe, socket or device, and for more than `most` bytes.

    Reading a pipe may wait for ever, and some devices never end. Raises OSError if there is none.
    """
    stat = path.stat()
    what = no_file(stat.st_mode)
    if what is not None:
        remedy = "Name a file; `-` is stdin or stdout where a command takes it."
        raise SourceError(str(path), f"is {what}, not a file.", remedy)
    if most is not None and stat.st_size > most:
        said = f"{stat.st_size:,} bytes, expected at most {most:,}."
        raise SourceError(str(path), said, "Split it.")


def read_file(path: Path, most: int = LARGEST) -> bytes:
    """The bytes of a file; raises as `check_file` does."""
    check_file(path, most)
    return path.read_bytes()


def parse_json(data: bytes | str) -> Any:  # noqa: ANN401 - whatever it says
    """What JSON of somebody else's says; raises ValueError for none, and for one nested deeply.

    Whoever walks through it or writes it again needs not fear its depth, nor its integers.
    """
    try:
        said = json.loads(data, parse_int=_integer)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
    level = [said]
    for _ in range(_DEEPEST):
        level = [inner for one in level for inner in _inside(one) if isinstance(inner, list | dict)]
        if not level:
            return said
    raise ValueError("it is nested too deeply")


def _integer(digits: str) -> int:
    number = int(digits) if len(digits) < 21 else 1 << 64
    if -(1 << 63) <= number < 1 << 64:
        return number
    raise ValueError("it has an integer of more than 64 bits")


def _inside(value: Any) -> Iterable[Any]:  # noqa: ANN401 - a value of JSON
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def csv_of(rows: Iterable[Sequence[str]]) -> bytes:
    """CSV in UTF-8 with a byte order mark; no cell is taken for a formula by a spreadsheet."""
    out = io.StringIO()
    csv.writer(out).writerows(
        [f"'{cell}" if _FORMULA.match(cell) else cell for cell in row] for row in rows
    )
    return out.getvalue().encode("utf-8-sig")


def csv_rows(text: str) -> list[dict[str, str]]:
    """The rows of what `csv_of` wrote, by the names in its first; raises ValueError for none."""
    try:
        found = list(csv.DictReader(io.StringIO(text, newline=""), restval="", strict=True))
    except csv.Error as error:
        raise ValueError(str(error)) from error
    if any(None in row for row in found):
        raise ValueError("a row has more cells than the first")
    return [
        {name: cell[1:] if cell[:1] == "'" and _FORMULA.match(cell) else cell
         for name, cell in row.items()}
        for row in found
    ]  # fmt: skip


def read_lines(path: Path) -> Iterator[tuple[int, Any]]:
    """The lines of a JSON Lines file with their numbers from 1; empty lines are left out.

    Raises QuestionError that names the line, OSError where the file cannot be read.
    """
    for number, line in enumerate(read_file(path).splitlines(), 1):
        if not line.strip():
            continue
        try:
            yield number, parse_json(line)
        except ValueError as error:
            raise QuestionError(f"line {number} of {path} is no JSON: {error}.") from error


def zipped(members: Mapping[str, bytes]) -> bytes:
    """The members by their names, in order, as a zip file without today's date."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in members.items():
            member = zipfile.ZipInfo(name, _DATE)
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, data)
    return buffer.getvalue()


def zip_member(data: bytes, name: str, most: int) -> bytes:
    """At most `most` bytes of a member of a zip archive; no more of it is ever unpacked.

    Raises BadZipFile for whatever is wrong: no archive, no member, damage, a password.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(name) as stream:
            return stream.read(most)
    except ZIP_FAULTS as error:
        raise zipfile.BadZipFile(str(error)) from error
