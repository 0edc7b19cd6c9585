"""Damage in an index too large to be checked when it is opened: noticed, never passed on."""

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from rag.cli import main
from rag.errors import IndexRefused, QuothError
from rag.search import Index, manifest, open_index, remove_documents, update_index
from rag.search.examine import examine
from rag.search.manifest import CURRENT
from tests.support.indexing import EMBEDDER, TEXTS, write

LARGE = {
    f"book{n}.txt": f"Chapter {n} says this. " + f"Herat fell in {n}. " * 60 for n in range(12)
}
FLIPS = 100


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An index of which opening checks no contents, as if it were large."""
    write(tmp_path / "library", TEXTS | LARGE)
    update_index(tmp_path / "index", [tmp_path / "library"], EMBEDDER)
    monkeypatch.setattr(manifest, "CHECKED_AT_OPEN", 0)
    return tmp_path / "index"


def flipped(path: Path, at: int) -> None:
    """Flip one bit of a file."""
    with path.open("r+b") as file:
        file.seek(at)
        byte = file.read(1)[0]
        file.seek(at)
        file.write(bytes([byte ^ 16]))


def shown(index: Index) -> list[object]:
    """All that an answer may take from an index: documents, and hits with their words."""
    documents = [index.document(row.doc_id).text for row in index.documents()]
    hits = [hit.passage for hit in index.search("Herat fell in Chapter 7", 30)]
    passages = sorted((h.doc_id, h.start, h.text) for h in hits)
    return [documents, passages, index.dated()]


def look(directory: Path) -> list[object]:
    """What an index shows; raises QuothError for what it notices."""
    opened = open_index(directory, EMBEDDER)
    try:
        return shown(opened)
    finally:
        opened.close()


def test_a_flipped_bit_is_noticed_or_harmless_and_never_carried_over(
    index: Path, tmp_path: Path
) -> None:
    """Any bit of the catalog: no false word is shown, no update takes it over, a check finds it."""
    whole, catalog = look(index), index / "gen-000001" / "catalog.sqlite"
    moments = random.Random(3)
    write(tmp_path / "library", {"new.txt": "Balkh fell first."})
    current = (index / CURRENT).read_text()
    for _ in range(FLIPS):
        at = moments.randrange(catalog.stat().st_size)
        flipped(catalog, at)
        try:
            documents, hits, _ = look(index)
            assert documents == whole[0]
            assert set(hits) <= set(whole[1])  # type: ignore[call-overload]
        except QuothError:
            pass
        for write_to in (update, remove):
            with pytest.raises(IndexRefused, match=r"Delete .* quoth index PATH"):
                write_to(index, tmp_path / "library")
        assert examine(index)[1] != []
        flipped(catalog, at)
    assert (index / CURRENT).read_text() == current
    assert (look(index), examine(index)[1]) == (whole, [])


def update(index: Path, folder: Path) -> None:
    """Refresh the folder, in which there is a new file."""
    update_index(index, [folder], EMBEDDER)


def remove(index: Path, _: Path) -> None:
    """Take a document out."""
    remove_documents(index, ["herat.md"])


@pytest.mark.parametrize("part", ["vectors", "lexical"])
def test_other_parts_are_checked_before_they_are_carried_over(
    part: str, index: Path, tmp_path: Path
) -> None:
    """Vectors and the lexical index, which are loaded or linked and not copied."""
    path = index / "gen-000001" / part
    files = [path] if path.is_file() else sorted(path.iterdir(), key=lambda f: -f.stat().st_size)
    flipped(files[0], files[0].stat().st_size // 2)
    write(tmp_path / "library", {"new.txt": "Balkh fell first."})
    with pytest.raises(IndexRefused, match="damaged"):
        look(index)  # their libraries would crash on it
    with pytest.raises(IndexRefused, match="damaged"):
        update(index, tmp_path / "library")


def test_the_command_says_what_is_damaged(index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit status 0 for a whole index, 1 with every fault for a damaged one."""
    words = ["check-index", "--index", str(index)]
    assert (main(words), capsys.readouterr().out) == (0, "")
    flipped(index / "gen-000001" / "vectors" / "000001-1.codes", 40)
    assert main([*words, "--json"]) == 1
    out, err = capsys.readouterr()
    assert "vectors/000001-1.codes is not what was written" in out
    assert "quoth index PATH" in err


def test_what_is_written_anew_is_checked_however_large_it_is(
    index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A damaged file of a large index may be linked, and is found then; it gets no new SHA-256."""
    monkeypatch.setattr(manifest, "CHECKED_LATER", 0)
    codes = next((index / "gen-000001" / "vectors").glob("*.codes"))
    flipped(codes, 20)
    write(tmp_path / "library", {"new.txt": "Balkh fell first."})
    with pytest.raises(IndexRefused, match="damaged"):
        update(index, tmp_path / "library")  # small segments are merged
    monkeypatch.setattr("rag.search.vectors.writing._SMALL", 0)
    update(index, tmp_path / "library")
    assert [fault for fault in examine(index)[1] if codes.name in fault] != []


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("passage", "spans", None), ("passage", "spans", b"\x01"),
        ("passage", "spans", b"\x09" * 8),
        ("passage", "sentences", b"\x01\x00\x00\x00"), ("passage", "start", None),
        ("passage", "text", b"Herat"), ("passage", "section", None), ("passage", "speaker", 7),
        ("document", "path", None), ("document", "characters", "many"), ("document", "root", b"/"),
        ("document", "title", 5), ("version", "record", None), ("dated", "at", None),
    ],
)  # fmt: skip
def test_a_column_of_another_form_is_said_to_be_damage(
    index: Path, table: str, column: str, value: object
) -> None:
    """A bit of a row's head gives its columns other types: no fault of Quoth's, whatever it is."""
    with closing(sqlite3.connect(index / "gen-000001" / "catalog.sqlite")) as catalog:
        (made,) = catalog.execute(
            "SELECT sql FROM sqlite_master WHERE name = ?", (table,)
        ).fetchone()
        loose = made.replace("NOT NULL", "").replace("STRICT", "")
        for kind in ("TEXT", "INTEGER", "BLOB"):
            loose = loose.replace(f"{column} {kind}", column)
        catalog.execute("PRAGMA writable_schema = ON")
        catalog.execute("UPDATE sqlite_master SET sql = ? WHERE name = ?", (loose, table))
        catalog.commit()
    with closing(sqlite3.connect(index / "gen-000001" / "catalog.sqlite")) as catalog:
        catalog.execute(f"UPDATE {table} SET {column} = ?", (value,))
        catalog.commit()
    with pytest.raises(IndexRefused, match="damaged"):
        look(index)
