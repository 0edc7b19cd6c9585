"""The catalog's two files: one catalog to whoever reads, whichever file a document lies in."""

import sqlite3
from pathlib import Path

import pytest

from rag.errors import IndexRefused
from rag.search import remove_documents, update_index
from rag.search.examine import examine
from tests.support.indexing import EMBEDDER, TEXTS, check_whole, opened, write

SECRET = "The lighthouse keeper of Ushant was called Mathieu."


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sample texts, indexed in tmp_path/index; the large file is never written anew."""
    write(tmp_path / "library", TEXTS)
    update_index(tmp_path / "index", [tmp_path / "library"], EMBEDDER)
    monkeypatch.setattr("rag.search.layers.FOLDED", 1e9)
    return tmp_path / "library"


def files(directory: Path) -> dict[str, int]:
    """The inodes of the published catalog's files."""
    with opened(directory) as index:
        generation = index.generation
    found = (directory / f"gen-{generation:06}").glob("*.sqlite")
    return {file.name: file.stat().st_ino for file in found}


def test_a_change_leaves_the_large_file_alone(folder: Path, tmp_path: Path) -> None:
    """Added, changed, removed and brought back: each time one catalog, and the same large file."""
    index = tmp_path / "index"
    large = files(index)["catalog.sqlite"]
    texts = dict(TEXTS)
    steps: list[dict[str, str | None]] = [
        {"new.txt": "Balkh fell first."}, {"kabul.md": "Kabul was quiet."}, {"herat.md": None},
        {"herat.md": TEXTS["herat.md"]}, {"new.txt": None}, {"kabul.md": TEXTS["kabul.md"]},
    ]  # fmt: skip
    for generation, step in enumerate(steps, start=2):
        for name, text in step.items():
            (folder / name).unlink(missing_ok=True)
            texts.pop(name, None)
            if text is not None:
                texts |= {name: text}
                write(folder, {name: text})
        update_index(index, [folder], EMBEDDER)
        assert check_whole(index) == (generation, texts)
        assert files(index)["catalog.sqlite"] == large
        assert examine(index)[1] == []


def test_older_texts_are_kept_in_either_file(folder: Path, tmp_path: Path) -> None:
    """A citation of what a file said before finds it, the latest reading first."""
    index, seen = tmp_path / "index", []
    for text in ("# Kabul\n\nSecond.\n", "# Kabul\n\nThird.\n"):
        with opened(index) as before:
            seen.append(next(row for row in before.documents() if row.path == "kabul.md"))
        write(folder, {"kabul.md": text})
        update_index(index, [folder], EMBEDDER)
    with opened(index) as now:
        for row, text in zip(seen, (TEXTS["kabul.md"], "# Kabul\n\nSecond.\n"), strict=True):
            version = now.version(row.doc_id, row.sha256)
            assert version is not None
            assert version.text.split() == text.split()


def test_what_another_version_reads_alike_is_renewed(folder: Path, tmp_path: Path) -> None:
    """Only its maker changes, in the small file; it may change again, and be removed."""
    index, versions = tmp_path / "index", set()
    for rules in ("quoth/first.00000000", "quoth/other.00000000", "quoth/third.00000000"):
        report = update_index(index, [folder], EMBEDDER, rules=rules)
        assert (rules == "quoth/first.00000000") == bool(report.changed)
        with opened(index) as now:
            rows = now.documents()
            assert {row.made_by.split(" ")[0] for row in rows} == {rules}
            versions |= {len(now.versions(row.doc_id, row.sha256)) for row in rows}
            assert check_whole(index)[1] == TEXTS
    assert versions == {2}  # as the fixture's rules read it, and now
    (folder / "herat.md").unlink()
    update_index(index, [folder], EMBEDDER, rules="quoth/third.00000000")
    assert check_whole(index)[1] == {k: v for k, v in TEXTS.items() if k != "herat.md"}


def test_large_changes_become_part_of_the_large_file(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With all that was removed, renewed and added; no number is given twice."""
    index = tmp_path / "index"
    update_index(index, [folder], EMBEDDER, rules="quoth/other.00000000")
    write(folder, {"kabul.md": "Kabul was quiet.", "new.txt": "Balkh fell first."})
    (folder / "herat.md").unlink()
    update_index(index, [folder], EMBEDDER, rules="quoth/other.00000000")
    before = check_whole(index)[1]
    with opened(index) as now:
        rows = {row.doc_id: row.row for row in now.documents()}
    monkeypatch.setattr("rag.search.layers.FOLDED", 0)
    write(folder, {"last.txt": "And Ghazni."})
    update_index(index, [folder], EMBEDDER, rules="quoth/other.00000000")
    assert check_whole(index)[1] == before | {"last.txt": "And Ghazni."}
    assert list(files(index)) == ["catalog.sqlite"]
    with opened(index) as now:
        added = {row.doc_id: row.row for row in now.documents()}
        assert rows.items() < added.items()
        assert max(added.values()) > max(rows.values())
    assert examine(index)[1] == []


def test_nothing_of_a_forgotten_document_stays_in_the_catalog(folder: Path, tmp_path: Path) -> None:
    """Not even in pages that are not used; the generation before is kept, as ever."""
    index = tmp_path / "index"
    write(folder, {"secret.txt": SECRET})
    update_index(index, [folder], EMBEDDER)
    remove_documents(index, ["secret.txt"])
    with opened(index) as now:
        assert now.generation == 3
        assert now.find("secret.txt") is None
        assert len(now.dated()) == len(TEXTS)
    for file in (index / "gen-000003").glob("*.sqlite"):
        assert b"Ushant" not in file.read_bytes()
    assert check_whole(index) == (3, TEXTS)


def test_damaged_changes_are_not_carried_over(folder: Path, tmp_path: Path) -> None:
    """The small file is checked, as the large one is."""
    index = tmp_path / "index"
    write(folder, {"new.txt": "Balkh fell first."})
    update_index(index, [folder], EMBEDDER)
    changes = index / "gen-000002" / "changes.sqlite"
    with sqlite3.connect(changes) as db:
        db.execute("DELETE FROM removed")
        db.execute("UPDATE document SET title = 'Another'")
    db.close()
    write(folder, {"more.txt": "Then Herat."})
    with pytest.raises(IndexRefused, match="damaged"):
        update_index(index, [folder], EMBEDDER)
