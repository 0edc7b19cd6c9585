"""The attacks of `make campaign`, for seconds."""

import re
from pathlib import Path

import pytest

from rag.search import manifest
from tests import campaign
from tests.support.patterns import Held, held


def test_a_writer_that_is_killed_leaves_a_whole_index(tmp_path: Path) -> None:
    """Now and then; `python -m tests.campaign kills 1000` does it for minutes."""
    assert campaign.kills(2, tmp_path)["torn"] == 0


def test_a_bit_that_flips_is_noticed_or_does_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No false word, nothing carried over, and the command that looks finds each."""
    monkeypatch.setattr(manifest, "CHECKED_AT_OPEN", manifest.CHECKED_AT_OPEN)
    found = campaign.flips(10, tmp_path)
    assert (found["false words"], found["carried over"], found["unseen"]) == (0, 0, 0)


def test_eight_readers_see_a_whole_index_while_a_writer_turns_it(tmp_path: Path) -> None:
    """Each of them, each time."""
    found = campaign.readers(2, tmp_path)
    assert found["faults"] == []
    assert isinstance(found["reads"], int)
    assert found["reads"] >= 8


def test_no_regular_expression_takes_the_square_of_a_text() -> None:
    """A tenth of them; `python -m tests.campaign patterns` looks at all of them."""
    every = [one for one in held() if not one.bounded]
    assert len(every) > 500
    assert [(one.names[0], found) for one in every[::10] if (found := one.steep(500))] == []


@pytest.mark.parametrize("pattern", [r"\s+$", r"[a-z]+=", r"(?:a+)+b", r"A(?:, ?A)*;x"])
def test_a_regular_expression_that_takes_the_square_is_found(pattern: str) -> None:
    """From its own repeats, whatever it reads."""
    assert Held(re.compile(pattern), ("one",), True).steep(500) is not None
