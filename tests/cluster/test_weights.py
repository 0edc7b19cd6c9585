"""Our own BM25 is tantivy's: the same rows, in the same order, with the same scores."""

import random

import pytest

from rag.search.cluster.weights import Counts, averages, rounded, score, term_of, weight
from rag.search.lexical import BOOSTS, LexicalIndex, LexicalRow, stems, terms


def test_scores_are_those_of_tantivy() -> None:
    """Two hundred made-up passages of three fields, 50 questions."""
    chance = random.Random(5)
    words = [f"{a}{b}{c}" for a in "bdgk" for b in "aeiou" for c in "lmnrst"]

    def text(most: int) -> str:
        return " ".join(chance.choices(words, k=chance.randint(0, most)))

    rows = [LexicalRow(n, n, text(5), text(8), text(200)) for n in range(1, 201)]
    index = LexicalIndex.of(rows)
    numbers: dict[str, int] = {}
    counted, holding = {}, dict[int, int]()
    for row in rows:
        fields = [stems(getattr(row, field)) for field, _ in BOOSTS]
        found: dict[int, int] = {}
        for field, of_field in enumerate(fields):
            for stem in of_field:
                term = term_of(numbers.setdefault(stem, len(numbers)), field)
                found[term] = found.get(term, 0) + 1
        counted[row.row] = Counts(tuple(map(len, fields)), found)
        for term in found:
            holding[term] = holding.get(term, 0) + 1
    average = averages([sum(c.lengths[f] for c in counted.values()) for f in range(3)], 200)
    for _ in range(50):
        question = text(9)
        weights = {
            term: weight(term, holding[term], 200)
            for stem in terms(question)
            for field in range(3)
            if (term := term_of(numbers.get(stem, -1), field)) in holding
        }
        expected = dict(index.search(question, 200))
        ours = {row: score(counts, weights, average) for row, counts in counted.items()}
        assert expected == pytest.approx({r: s for r, s in ours.items() if s}, rel=2e-6)


def test_lengths_are_rounded_as_a_byte_holds_them() -> None:
    """Exact up to 40, then in steps; never up."""
    assert [rounded(n) for n in (0, 1, 40, 41, 43, 55, 57, 200, 70000)] == [
        0, 1, 40, 40, 42, 54, 56, 200, 65560,
    ]  # fmt: skip


def test_counts_are_packed_whole() -> None:
    """What a column holds is read back as it was."""
    counts = Counts((3, 0, 250), {4: 2, 9: 1, 2_000_000_001: 7})
    assert Counts.unpack(counts.pack()) == counts
