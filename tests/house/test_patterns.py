"""Regular expressions take time in proportion to the text, whichever text it is."""

import pytest

from tests.support.patterns import PHRASES, Held, filled, held

SMALL, LARGE = 512, 8_192
SLOW = 0.002  # seconds of one processor for the small text; what takes its square takes more
EXPONENT = 1.2
SIGNS = (
    "[", "(", "<", "*", "_", "`", "#", ">", "|", "“", "”", '"', "'", "’", "…", "...", ".", ",",
    ";", ":", "-", "–", "—", "/", "\\", "&", "1", "¹", "²", "a", "A", "é", "漢", " ", "\t", "\n",
    "\n\n", "\r\n", "\x0c", "\xa0", "\u200b", "A.", "A. ", "1. ", "a ", "A ", "a\n", "(1", "[1] ",
    "1,000 ", "Mr. ", "p. 1 ", "1979–", "<sup>1</sup>",
)  # fmt: skip


@pytest.fixture(scope="module")
def patterns() -> list[Held]:
    """All that look at documents, drafts and files of others."""
    return [one for one in held() if not one.bounded]


def test_all_modules_are_looked_through(patterns: list[Held]) -> None:
    """Hundreds, of every part of the program."""
    parts = {name.split(".")[1] for one in patterns for name in one.names}
    assert len(patterns) > 300
    assert {"documents", "english", "quotes", "audit", "references", "bibliography"} <= parts


def test_no_pattern_takes_the_square_of_a_text(patterns: list[Held]) -> None:
    """Sixteen times the text takes at most 16^1.2 times the time, whatever its pieces are.

    `python -m tests.campaign patterns` measures the same up to 64 K with more shapes.
    """
    texts = {shape: filled(shape, SMALL) for shape in (*SIGNS, *PHRASES)}
    steep: list[tuple[str, str, float]] = []
    for one in patterns:
        for shape, text in texts.items():
            if one.seconds(text) > SLOW and one.seconds(text) > SLOW:
                grown = one.growth(shape, SMALL, LARGE)
                if grown > EXPONENT:
                    steep.append((one.names[0], shape, grown))
    assert steep == []
