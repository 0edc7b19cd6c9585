"""Uploads: whose they are, and that nothing of one that fails stays behind."""

import errno
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from rag.errors import QuothError
from rag.web import taking
from rag.web.desk import Desk
from rag.web.tabs.library import added, removed
from tests.support.web_stand import desk_over


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An open desk over the stand's three documents."""
    opened = desk_over(tmp_path)
    opened.start()
    assert opened.ready.wait(60)
    yield opened
    opened.engine.index.close()


def upload(folder: Path, name: str, text: str) -> list[str]:
    """A file as Gradio hands it over."""
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return [str(folder / name)]


def last(told: Iterator[tuple[str, bool]]) -> str:
    """What is said at the end, which must come."""
    said = list(told)
    assert [done for _, done in said] == [False] * (len(said) - 1) + [True]
    return said[-1][0]


def texts(desk: Desk) -> dict[str, str]:
    """The documents' texts by path."""
    index = desk.engine.index
    return {row.path: index.document(row.doc_id).text for row in index.documents()}


def doc_id(desk: Desk, name: str) -> str:
    """The id of the document of this file."""
    return next(row.doc_id for row in desk.documents() if row.source.name == name)


def test_a_visitor_replaces_and_removes_what_he_brought_alone(desk: Desk, tmp_path: Path) -> None:
    """Not what another brought, not what the operator indexed; the operator everything."""
    assert "One file added" in last(
        added(desk, upload(tmp_path / "a", "x.md", "Balkh fell."), "ann")
    )
    said = last(added(desk, upload(tmp_path / "b", "x.md", "Balkh did not fall."), "ben"))
    assert "somebody else has brought a file of this name" in said
    assert not (tmp_path / "b" / "x.md").exists()
    assert "Balkh fell." in texts(desk).values()
    for visitor, name in (("ben", "x.md"), ("", "x.md"), ("ann", "kabul.md")):
        assert "You can remove what you have added" in last(
            removed(desk, doc_id(desk, name), visitor)
        )
    assert len(texts(desk)) == 4
    last(added(desk, upload(tmp_path / "a", "x.md", "Balkh fell twice."), "ann"))
    assert "Balkh fell twice." in texts(desk).values()
    last(removed(desk, doc_id(desk, "x.md"), "ann"))
    assert len(texts(desk)) == 3
    assert "One file added" in last(added(desk, upload(tmp_path / "b", "x.md", "Mine."), "ben"))
    last(removed(desk, doc_id(desk, "x.md"), None))
    last(removed(desk, doc_id(desk, "kabul.md"), None))
    assert len(texts(desk)) == 2


def test_nobody_owns_what_came_without_a_cookie(desk: Desk, tmp_path: Path) -> None:
    """It can be added, and only the operator takes it away."""
    last(added(desk, upload(tmp_path / "a", "x.md", "Balkh fell."), ""))
    last(removed(desk, doc_id(desk, "x.md"), ""))
    assert len(texts(desk)) == 4


def full(*_: Any, **__: Any) -> None:
    """What a full disk does."""
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def faulty(*_: Any) -> None:
    """What a mistake of ours does."""
    raise ZeroDivisionError


@pytest.mark.parametrize("where", ["copy", "index", "fault"])
def test_where_nothing_can_be_added_everything_stays(
    where: str, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk, at the copy and in the index, or our fault: the progress ends and says so."""
    last(added(desk, upload(tmp_path / "a", "x.md", "Balkh fell."), "ann"))
    before = texts(desk), sorted(path.name for path in desk.uploads.iterdir())
    if where == "copy":
        monkeypatch.setattr(shutil, "copyfile", full)
    elif where == "index":
        monkeypatch.setattr("rag.search.generations.sync", full)
    else:
        monkeypatch.setattr(desk, "index", faulty)
    said = last(added(desk, upload(tmp_path / "a", "x.md", "Balkh fell twice."), "ann"))
    assert "not added" in said
    assert "No space left" in said or where == "fault"
    monkeypatch.undo()
    assert (texts(desk), sorted(path.name for path in desk.uploads.iterdir())) == before
    assert "Balkh fell." == (desk.uploads / "x.md").read_text(encoding="utf-8")
    assert list((tmp_path / "a").iterdir()) == []


def test_a_file_that_cannot_be_read_replaces_nothing(desk: Desk, tmp_path: Path) -> None:
    """The older one stays, as a file and in the index."""
    page = "<p>Balkh fell in the spring, and nobody had ordered it.</p>"
    last(added(desk, upload(tmp_path / "a", "x.html", page), "ann"))
    assert "not added" in last(added(desk, upload(tmp_path / "a", "x.html", ""), "ann"))
    assert page == (desk.uploads / "x.html").read_text(encoding="utf-8")
    assert [path.name for path in desk.uploads.iterdir()] == ["x.html"]


def test_two_who_bring_one_name_at_once_do_not_mix(desk: Desk, tmp_path: Path) -> None:
    """Whoever comes second is refused, also after he was let through."""
    files = [Path(path) for path in upload(tmp_path / "b", "x.md", "Mine.")]
    last(added(desk, upload(tmp_path / "a", "x.md", "Balkh fell."), "ann"))
    with pytest.raises(QuothError, match="meanwhile"):
        taking.take(desk, files, lambda _: None, "ben")
    assert "Balkh fell." in texts(desk).values()


def test_the_very_same_file_of_two_visitors_is_added_once(desk: Desk, tmp_path: Path) -> None:
    """Gradio keeps both at one place: whoever comes second is told so, without that place."""
    first, second = upload(tmp_path / "a", "x.md", "Balkh fell."), str(tmp_path / "a" / "x.md")
    adding = added(desk, first, "ann")
    next(adding)
    said = last(added(desk, [second], "ben"))
    assert "the very same file is being added just now" in said
    assert str(tmp_path) not in said
    assert "One file added" in last(adding)
    assert not list(tmp_path.glob("a/**/*"))
