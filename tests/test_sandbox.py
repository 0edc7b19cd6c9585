"""Hostile and broken files: each ends with an error that names it, and the next file is read."""

import io
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from rag import sandbox
from rag.errors import SourceError, UnsupportedSource
from rag.sources.zipped import MAX_UNPACKED

DATA = Path(__file__).parent / "data"


def _zip(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", data)
    return stream.getvalue()


def _entities() -> bytes:
    """A "billion laughs" document."""
    lines = [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)]
    return f'<!DOCTYPE d [<!ENTITY a0 "ha">{"".join(lines)}]><d>&a9;</d>'.encode()


def _cyclic_pdf() -> bytes:
    """A page tree whose only child is itself."""
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
    )


HOSTILE: dict[str, Callable[[], bytes]] = {
    "bomb.docx": lambda: _zip(word__document=b"<a>" + b" " * (MAX_UNPACKED + 9) + b"</a>"),
    "laughs.docx": lambda: _zip(word__document=_entities()),
    "deep.docx": lambda: _zip(word__document=b"<a>" * 90_000 + b"</a>" * 90_000),
    "deep.html": lambda: b"<div>" * 90_000 + b"x",
    "cut.docx": lambda: (DATA / "formats" / "essay.docx").read_bytes()[:9000],
    "cut.epub": lambda: (DATA / "formats" / "essay.epub").read_bytes()[:9000],
    "cut.pdf": lambda: (DATA / "formats" / "essay.pdf").read_bytes()[:400],
    "cyclic.pdf": _cyclic_pdf,
    "locked.pdf": lambda: (DATA / "pdf" / "locked.pdf").read_bytes(),
    "scanned.pdf": lambda: (DATA / "pdf" / "scanned.pdf").read_bytes(),
    "empty.pdf": lambda: b"",
    "empty.html": lambda: b"",
    "noise.pdf": lambda: bytes(range(256)) * 40,
    "noise.epub": lambda: b"PK\x03\x04" + bytes(range(256)) * 40,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_named_and_the_next_one_is_read(name: str) -> None:
    """The error carries the file's name and a cause; the batch goes on."""
    with pytest.raises(SourceError) as caught:
        sandbox.extract(HOSTILE[name](), Path(name))
    assert name in str(caught.value)
    assert len(caught.value.found) > 5
    assert "x" == sandbox.extract(b"<p>x</p>", Path("next.html")).text


def test_what_takes_too_long_is_stopped() -> None:
    """The time limit ends the process, and the next file starts another one."""
    with pytest.raises(SourceError, match="not read within"):
        sandbox.extract((DATA / "formats" / "essay.pdf").read_bytes(), Path("a.pdf"), seconds=1e-4)
    assert "x" == sandbox.extract(b"<p>x</p>", Path("next.html")).text


def test_a_parser_that_crashes_ends_only_its_own_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """When the process dies, the error says how."""
    monkeypatch.setattr(sys, "executable", "/bin/false")
    sandbox._extracting.stop()
    with pytest.raises(SourceError, match="ended with status 1"):
        sandbox.extract(b"<p>x</p>", Path("a.html"))
    monkeypatch.undo()
    assert "x" == sandbox.extract(b"<p>x</p>", Path("next.html")).text


def test_an_unknown_type_is_named_without_a_process() -> None:
    """A type that is not read is refused before anything is started."""
    with pytest.raises(UnsupportedSource, match=r"\.xyz"):
        sandbox.extract(b"x", Path("a.xyz"))
