"""Bad files: one clear line each, the rest indexed, nothing lost of what was indexed before."""

import os
import socket
from pathlib import Path

import pytest

from rag.documents.assembly import document_from
from rag.documents.extraction import Extraction
from rag.search import IndexReport, update_index
from rag.search.plan import read
from rag.search.scan import SourceFile
from tests.support.indexing import EMBEDDER, TEXTS, check_whole, write


def index(tmp_path: Path, *paths: Path) -> tuple[IndexReport, dict[str, str]]:
    """Index some paths; gives the report, and the problems by path."""
    report = update_index(tmp_path / "index", list(paths), EMBEDDER)
    return report, dict(report.problems)


def test_each_bad_file_has_one_line_and_the_rest_is_indexed(tmp_path: Path) -> None:
    """Pipes, sockets, loops, junk and names that no list could show."""
    folder = write(tmp_path / "library", TEXTS)
    os.mkfifo(folder / "pipe.txt")
    (folder / "loop").symlink_to(folder)
    (folder / "self.txt").symlink_to(folder / "self.txt")
    (folder / "nowhere.txt").symlink_to(folder / "gone.txt")
    (folder / "two\nlines.txt").write_text("Words.")
    (folder / "<b>bold</b>.txt".replace("/", "")).write_text("Words.")
    (folder / "junk.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "latin.txt").write_bytes("Caf\xe9 au lait.".encode("latin-1"))
    (folder / "empty.md").touch()
    (folder / "picture.xyz").write_bytes(b"\x89PNG")
    (folder / "long.txt").write_text("x" * 6_000_000)
    (Path(os.fsdecode(bytes(folder) + b"/bad\xff.txt"))).write_text("Words.")
    report, problems = index(tmp_path, folder)
    assert report.added == tuple(sorted([*TEXTS, "latin.txt"]))
    expected = {
        "pipe.txt": "named pipe",
        "loop": "read already",
        "self.txt": "loop of links",
        "nowhere.txt": "link to nothing",
        r"two\nlines.txt": "line break",
        "<b>bold<b>.txt": "HTML",
        "junk.txt": "binary",
        "latin.txt": "UTF-8",
        "empty.md": "empty",
        "picture.xyz": "not read",
        "long.txt": "",
        r"bad\udcff.txt": "not UTF-8",
    }
    assert sorted(problems) == sorted(expected)
    assert [name for name, part in expected.items() if part not in problems[name]] == []
    assert all("\n" not in path + reason for path, reason in report.problems)


def test_sockets_and_missing_paths_are_problems(tmp_path: Path) -> None:
    """A path given by hand is named as it was given."""
    write(tmp_path / "library", TEXTS)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "library" / "s.txt"))
        gone = tmp_path / "gone"
        report, problems = index(tmp_path, tmp_path / "library", gone)
    assert report.added == tuple(sorted(TEXTS))
    said = f"does not exist: no 'gone' in {str(tmp_path)!r}."
    assert problems == {"s.txt": "is a socket, not a file.", str(gone): said}


@pytest.mark.parametrize("there", [False, True])
def test_a_wrong_path_leaves_nothing(tmp_path: Path, there: bool) -> None:
    """A first write that reads nothing makes no index, and says which name may be meant."""
    write(tmp_path / "library", TEXTS | {"broken.pdf": "no PDF"})
    if there:
        (tmp_path / "deep" / "index").mkdir(parents=True)
    wrong = [tmp_path / "libary" / "herat.txt", tmp_path / "library" / "broken.pdf"]
    report = update_index(tmp_path / "deep" / "index", wrong, EMBEDDER)
    problems = dict(report.problems)
    assert report.generation == 0
    assert problems[str(wrong[0])].endswith(
        f"no 'libary' in {str(tmp_path)!r}. Is 'library' meant?"
    )
    assert len(problems) == 2
    assert (tmp_path / "deep").exists() == there
    assert not there or not list((tmp_path / "deep" / "index").iterdir())
    assert update_index(tmp_path / "deep" / "index", [tmp_path / "library"], EMBEDDER).added


def test_hidden_files_and_the_index_itself_are_passed_over(tmp_path: Path) -> None:
    """An index inside the indexed folder does not index itself."""
    folder = write(tmp_path, {**TEXTS, ".secret.txt": "No.", ".git/config.txt": "No."})
    report = update_index(folder / "shown", [folder], EMBEDDER)
    assert (report.added, report.problems) == (tuple(sorted(TEXTS)), ())
    assert update_index(folder / "shown", [folder], EMBEDDER).unchanged == report.added


def test_a_linked_folder_is_read_once(tmp_path: Path) -> None:
    """Links that lead out of the folder are followed where asked for, and then once."""
    outside = write(tmp_path / "outside", {"far.txt": "Far away."})
    folder = write(tmp_path / "library", {"near.txt": "Near."})
    (folder / "first").symlink_to(outside)
    (folder / "second").symlink_to(outside)
    (folder / "file.txt").symlink_to(outside / "far.txt")
    (folder / "inside.txt").symlink_to(folder / "near.txt")
    report, problems = index(tmp_path, folder)
    assert report.added == ("inside.txt", "near.txt")
    assert list(problems) == ["file.txt", "first", "second"]
    assert {"leads out" in why for why in problems.values()} == {True}
    report = update_index(tmp_path / "index", [folder], EMBEDDER, follow_links=True)
    assert report.added == ("file.txt", "first/far.txt")
    assert [path for path, _ in report.problems] == ["second"]
    report, _ = index(tmp_path, folder)  # what was followed once stays
    assert report.removed == ()


def test_a_file_that_went_bad_keeps_its_older_form(tmp_path: Path) -> None:
    """What was indexed stays, with a problem, until the file can be read or is removed."""
    folder = write(tmp_path / "library", TEXTS)
    index(tmp_path, folder)
    (folder / "kabul.md").write_bytes(b"\x00\x01")
    report, problems = index(tmp_path, folder)
    assert (report.changed, report.removed, list(problems)) == ((), (), ["kabul.md"])
    assert check_whole(tmp_path / "index") == (1, TEXTS)
    (folder / "kabul.md").unlink()
    (folder / "kabul.md").symlink_to(folder / "kabul.md")
    assert index(tmp_path, folder)[0].removed == ()
    (folder / "kabul.md").unlink()
    assert index(tmp_path, folder)[0].removed == ("kabul.md",)


def test_what_may_not_be_read_is_kept_and_told(tmp_path: Path) -> None:
    """A folder whose rights went away is a problem; its documents stay."""
    folder = write(tmp_path / "library", TEXTS)
    index(tmp_path, folder)
    (folder / "more").chmod(0)
    (folder / "kabul.md").chmod(0)
    if os.access(folder / "kabul.md", os.R_OK):
        pytest.skip("this user may read everything")
    try:
        report, problems = index(tmp_path, folder)
    finally:
        (folder / "more").chmod(0o755)
    assert (report.removed, sorted(problems)) == ((), ["kabul.md", "more"])
    assert check_whole(tmp_path / "index") == (1, TEXTS)


def test_text_that_no_file_can_hold_is_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A lone surrogate, as careless parsers make them, stays with its file."""
    made = document_from(Extraction("Words and \ud800 more.", "careless/1"), "a.txt", "0" * 64)
    monkeypatch.setattr("rag.search.plan.read_document", lambda *_: made)
    reason = read(SourceFile(tmp_path / "a.txt", str(tmp_path), "a.txt"), "a.txt")
    assert isinstance(reason, str)
    assert "surrogates not allowed" in reason


def test_a_parser_that_fails_is_one_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Any error of a format's parser stays with its file, with the error's name."""

    def broken(*_: object) -> None:
        raise RecursionError("too deep")

    monkeypatch.setattr("rag.search.plan.read_document", broken)
    reason = read(SourceFile(tmp_path / "a.txt", str(tmp_path), "a.txt"), "a.txt")
    assert reason == "could not be read: RecursionError: too deep"
