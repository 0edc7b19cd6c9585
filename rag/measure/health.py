"""Whether a machine has what Quoth needs: versions, models, index, disk, Tesseract.

Every check stands alone: one that fails, in whatever way, is a bad finding, and the others go on.
"""

import os
import platform
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Literal

from rag import __version__
from rag.errors import IndexMissing, QuothError
from rag.models import MODELS, pins, read_pinned

CheckState = Literal["ok", "note", "bad"]
_PIN = re.compile(r"([A-Za-z0-9._-]+)==([^;\s]+)\s*(?:;.*)?")
_LITTLE = 1_000_000_000
"""Bytes of free disk below which it is said; the models alone take a tenth of it."""
_MOST_FAULTS = 5


@dataclass(frozen=True, slots=True)
class Check:
    """What was found of one subject; `remedy` says what to do where it is not `ok`."""

    subject: str
    state: CheckState
    found: str
    remedy: str = ""


def look(directory: Path) -> list[Check]:
    """Everything that was looked at, in the order in which a person would ask."""
    checks: tuple[tuple[str, Callable[[], Iterator[Check]]], ...] = (
        ("versions", _versions),
        ("packages", _packages),
        ("models", _models),
        ("index", lambda: _index(directory)),
        ("disk", lambda: _disk(directory)),
        ("formats", _formats),
        ("tesseract", _tesseract),
    )
    return [one for subject, check in checks for one in _alone(subject, check)]


def _alone(subject: str, check: Callable[[], Iterator[Check]]) -> list[Check]:
    """What one check finds; whatever it raises is a finding, too."""
    checks: list[Check] = []
    try:
        checks.extend(check())
    except QuothError as error:
        checks.append(Check(subject, "bad", str(error)))
    except Exception as error:  # a doctor must outlive what it finds
        checks.append(Check(subject, "bad", f"{type(error).__name__}: {error}"))
    return checks


def _versions() -> Iterator[Check]:
    yield Check("quoth", "ok", __version__)
    system = f"{platform.system()} {platform.release()} {platform.machine()}"
    yield Check("python", "ok", f"{platform.python_version()} on {system}")
    yield Check("sqlite", "ok", sqlite3.sqlite_version)


def _packages() -> Iterator[Check]:
    """Installed packages beside the versions that Quoth was tested with."""
    try:
        wanted = metadata.requires("quoth") or []
    except metadata.PackageNotFoundError:
        yield Check("packages", "note", "Quoth runs from its folder and is not installed")
        return
    pins = [m for m in map(_PIN.fullmatch, wanted) if m and "extra" not in m[0]]
    other, missing = [], []
    for name, version in ((pin[1], pin[2]) for pin in pins):
        try:
            there = metadata.version(name)
        except metadata.PackageNotFoundError:
            missing.append(name)
        else:
            if there.partition("+")[0] != version:  # "2.13.0+cpu" is a build of 2.13.0
                other.append(f"{name} {there} (tested with {version})")
    if missing:
        named = ", ".join(missing)
        yield Check("packages", "bad", f"not installed: {named}.", "Run: pip install quoth")
    if other:
        yield Check("packages", "note", f"other versions than tested: {', '.join(other)}")
    if not (missing or other):
        yield Check("packages", "ok", f"{len(pins)}, each in the version that was tested")


def _models() -> Iterator[Check]:
    """The packaged models, byte for byte and loaded once, as an answer would load them."""
    from rag.answers.confidence import UNCALIBRATED, load_calibrator
    from rag.answers.reader import OnnxReader
    from rag.search.chunk import ENCODING, encoding
    from rag.search.embed import OnnxEmbedder

    reader: OnnxReader | None = None
    try:
        yield Check("embedder", "ok", f"{OnnxEmbedder(MODELS / 'embedder').name}, as pinned")
    except QuothError as error:
        yield Check("embedder", "bad", str(error))
    try:
        reader = OnnxReader()
        yield Check("reader", "ok", f"{reader.name}, as pinned")
    except QuothError as error:
        yield Check("reader", "bad", str(error))
    if reader is not None:
        try:
            fitted = load_calibrator(reader.name) is not UNCALIBRATED
            said = "fitted to this reader, as pinned" if fitted else "fitted to another reader."
            remedy = "" if fitted else "Reinstall Quoth."
            yield Check("calibrator", "ok" if fitted else "bad", said, remedy)
        except QuothError as error:
            yield Check("calibrator", "bad", str(error))
    encoding()
    for name in pins():  # what only some commands use is missed too late
        read_pinned(name)
    yield Check("tokens", "ok", f"{ENCODING}, as pinned")


def _index(directory: Path) -> Iterator[Check]:
    """Every file, record and passage, and whether it was made by the models of this version."""
    from rag.search.embed import PACKAGED
    from rag.search.examine import examine
    from rag.search.manifest import remedy

    try:
        manifest, faults = examine(directory)
    except IndexMissing as error:
        yield Check("index", "note", str(error))
        return
    for fault in faults[:_MOST_FAULTS]:
        yield Check("index", "bad", f"{fault}.", remedy(directory))
    if len(faults) > _MOST_FAULTS:
        more = f"{len(faults) - _MOST_FAULTS} more faults."
        yield Check("index", "bad", more, "All of them: quoth check-index")
    if manifest.embedder != PACKAGED:
        said = f"made with the embedder {manifest.embedder}, this version has {PACKAGED}."
        yield Check("index", "bad", said, remedy(directory))
    elif not faults:
        contents = (
            f"{manifest.documents} documents, {manifest.passages} passages, every file is whole"
        )
        yield Check("index", "ok", f"generation {manifest.generation} of {directory}: {contents}")


def _disk(directory: Path) -> Iterator[Check]:
    """Room for a write, which makes a new generation beside the published one."""
    there = next(p for p in (directory.resolve(), *directory.resolve().parents) if p.exists())
    files = (path for path in directory.rglob("*") if path.is_file())
    size = sum(path.stat().st_size for path in files)
    free = shutil.disk_usage(there).free
    said = f"{free / 1e9:.1f} GB free, the index takes {size / 1e6:.1f} MB"
    little = free < max(_LITTLE, 2 * size)
    remedy = "Make room: an update writes the index anew beside the old one." if little else ""
    yield Check("disk", "note" if little else "ok", said + "." * little, remedy)
    if not os.access(there, os.W_OK):
        yield Check("disk", "note", f"{str(there)!r} cannot be written; asking works.")


def _formats() -> Iterator[Check]:
    from rag.documents.formats import FORMATS, reader_of

    named = (f"{' '.join(one.suffixes)} ({reader_of(Path('x' + one.suffixes[0]))})"
             for one in FORMATS)  # fmt: skip
    yield Check("formats", "ok", ", ".join(named))


def _tesseract() -> Iterator[Check]:
    from rag.documents.formats.recognition import version

    installed = version()
    if installed:
        yield Check("tesseract", "ok", f"{installed}, with English: scanned pages are read")
        return
    said = "not found, or without its data for English: scanned pages of PDFs are not read."
    yield Check("tesseract", "note", said, "Install tesseract-ocr.")
