"""How the time that something takes grows with the size of what it is given."""

from collections.abc import Callable

SMALL, LARGE = 1_024, 8_192
_TRIES = 5
"""Beside a busy neighbour a processor counts more for the same work."""


def too_steep(seconds: Callable[[int], float], exponent: float, slow: float) -> str:
    """What was measured where the time grows faster than the size to the `exponent`; "" if not.

    `seconds` gives what one processor needs for so many characters. Up to `slow` of them noise
    decides, and nothing is said.
    """
    small, large = [], [seconds(LARGE)]
    for _ in range(_TRIES):
        if min(large) <= slow:
            return ""
        small.append(seconds(SMALL))
        if min(large) <= min(small) * (LARGE / SMALL) ** exponent:
            return ""
        large.append(seconds(LARGE))
    return f"{min(small):.3f} s for {SMALL:,} characters, {min(large):.3f} s for {LARGE:,}"
