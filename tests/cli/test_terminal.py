"""Progress on stderr."""

import pytest

from rag.cli.pace import Pace
from rag.cli.terminal import Meter
from rag.search import Progress


def test_progress_waits_two_seconds_and_then_speaks_now_and_again(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Plain lines where stderr is no terminal, at least ten seconds apart, nothing on stdout."""
    now = [0.0]
    with Meter("asking", 40, lambda: now[0]) as meter:
        for done in range(1, 41):
            now[0] += 0.5
            meter.at(done, what="x\x1b")
    out, err = capsys.readouterr()
    assert "" == out
    assert ["asking: 4 of 40 (x\\x1b)", "asking: 24 of 40 (x\\x1b)"] == err.splitlines()


def test_a_short_task_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    """What is done within two seconds needs no bar."""
    with Meter("asking", 2, lambda: 0.0) as meter:
        meter.at(1)
        meter.at(2)
    assert ("", "") == capsys.readouterr()


def test_a_terminal_gets_a_bar(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Drawn on stderr, and gone at the end; mark-up of rich in a path is no mark-up."""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    now = [0.0]
    with Meter("indexing", 2, lambda: now[0]) as meter:
        now[0] = 3.0
        meter.at(1, what="[bold]a.md")
    out, err = capsys.readouterr()
    assert ("", True) == (out, "indexing" in err)


def test_indexing_says_how_fast_it_goes_and_how_long_it_will_take() -> None:
    """Each stage has its own pace, counted from its own first report; at first nothing is said."""
    now = iter([0.0, 2.0, 10.0, 11.0, 15.0])
    pace = Pace(lambda: next(now))
    said = [
        pace.of(Progress(stage, done, total, "a.md"))
        for stage, done, total in (
            ("reading", 0, 90),
            ("reading", 5, 90),
            ("reading", 20, 90),
            ("embedding", 0, 90_000),
            ("embedding", 400, 90_000),
        )
    ]
    assert said == [
        "reading a.md",
        "reading a.md",
        "reading a.md; 2.0 files a second, 35 s left",
        "embedding a.md",
        "embedding a.md; 100 passages a second, 15 min left",
    ]
