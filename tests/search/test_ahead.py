"""Work on things in their order, the next ones begun meanwhile."""

import threading
from contextlib import closing
from pathlib import Path

import pytest

from rag.search import update_index
from rag.search.ahead import ahead


def test_two_are_worked_on_side_by_side_and_come_in_their_order() -> None:
    """Each waits for the other to have begun."""
    both = threading.Barrier(2, timeout=20)

    def work(item: int) -> int:
        both.wait()
        return item * item

    assert [(item, made()) for item, made in ahead(work, range(6), 2)] == [
        (item, item * item) for item in range(6)
    ]


def test_what_work_raises_is_raised_where_its_result_is_asked_for() -> None:
    """And the others still come."""
    found = []
    for item, made in ahead(lambda item: 6 // item, [1, 0, 3], 2):
        if item:
            found.append(made())
        else:
            with pytest.raises(ZeroDivisionError):
                made()
    assert found == [6, 2]


def test_whoever_leaves_off_waits_for_nothing() -> None:
    """What has not begun never does."""
    begun, go = [], threading.Event()

    def work(item: int) -> None:
        begun.append(item)
        go.wait(20)

    with closing(ahead(work, range(100), 1)) as one:
        next(one)
    go.set()
    assert begun in ([], [0])


@pytest.mark.parametrize(("error", "ended"), [(KeyboardInterrupt, [True]), (RuntimeError, [])])
def test_an_interrupt_ends_what_is_being_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: type[BaseException], ended: list[bool]
) -> None:
    """Nobody waits for a file that takes minutes; what fails leaves the reading of others alone."""
    stopped: list[bool] = []
    monkeypatch.setattr("rag.search.write.stop_reading", lambda: stopped.append(True))
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("The weir froze in March.", encoding="utf-8")

    def stop(name: str) -> None:
        if name == "read":
            raise error

    with pytest.raises(error):
        update_index(tmp_path / "index", [tmp_path / "a.txt", tmp_path / "b.txt"], on_step=stop)
    assert stopped == ended
    assert update_index(tmp_path / "index", [tmp_path / "a.txt"]).added == ("a.txt",)
