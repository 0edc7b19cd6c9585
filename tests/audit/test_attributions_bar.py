"""The audit against planted attributions: none that is false passes without a word."""

import random
import sys

from rag.audit import Auditor, Finding
from tests.support.planted_attributions import Line, lines, world

SEED, FAST, FULL = 20261127, 12, 110
RIGHT = {"verified", "normalised"}


def judged(worlds: int) -> list[tuple[Line, Finding | None]]:
    """Every planted line with its finding, or None where its quotation was not looked up."""
    chance = random.Random(SEED)
    made = [world(number, chance) for number in range(worlds)]
    auditor = Auditor([one.source for one in made])
    found: list[tuple[Line, Finding | None]] = []
    for one in made:
        for line in lines(one, chance):
            findings = auditor.audit(line.draft).findings
            found.append((line, findings[0] if findings else None))
    return found


def bars(found: list[tuple[Line, Finding | None]]) -> tuple[list[Line], list[Line], int]:
    """False lines that passed without a word, right ones that were rejected, right ones in all."""
    right = [(line, f) for line, f in found if line.right]
    false = [(line, f) for line, f in found if not line.right]
    silent = [line for line, f in false if f is None or (f.verdict in RIGHT and not f.cautions)]
    rejected = [line for line, f in right if f is None or f.verdict not in RIGHT]
    return silent, rejected, len(right)


def test_no_false_attribution_passes_without_a_word() -> None:
    """And fewer than one in a hundred true ones is rejected."""
    silent, rejected, size = bars(judged(FAST))
    assert silent == []
    assert len(rejected) < 0.01 * size


if __name__ == "__main__":
    silent, rejected, size = bars(judged(int(sys.argv[1]) if len(sys.argv) > 1 else FULL))
    for name, wrong in (("passed", silent), ("rejected", rejected)):
        for line in wrong:
            print(name, line.rule, line.draft)
    print(f"silent {len(silent)}, rejected {len(rejected)} of {size} right")
