"""What the documents say to a claim: each sorted quote on its right side, over our own claims.

`python -m tests.answers.test_weigh` prints the table that docs/quality.md shows.
"""

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from rag.answers.engine import Engine, load_engine
from rag.answers.reader.similarity import SimilarityReader
from rag.answers.sides import side_of
from rag.answers.weigh import SIDES, in_its_year, weigh, weighed_json
from rag.errors import QuestionError
from rag.search import update_index
from rag.search.embed import load_embedder
from tests.support.building import document

CLAIMS = Path(__file__).parents[2] / "eval" / "claims.jsonl"
SORTED = ("for", "against", "qualified")


def _claims() -> list[dict[str, Any]]:
    return [json.loads(line) for line in CLAIMS.read_text(encoding="utf-8").splitlines()]


def outcomes(engine: Engine, every: int = 1) -> tuple[Counter[str], list[str]]:
    """How many quotes were sorted rightly and wrongly and golds found, and which were wrong."""
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    for claim in _claims()[::every]:
        made: dict[str, Any] = {**weighed_json(weigh(engine, claim["claim"]))}
        for side in SORTED:
            golds = claim[side]
            counts[f"{side} gold"] += len(golds)
            for quote in made[side]:
                right = any(
                    quote["document"]["path"] == path and words in quote["text"]
                    for path, words in golds
                )
                counts[f"{side} {'right' if right else 'wrong'}"] += 1
                wrong += [] if right else [f"{side}: {claim['claim']} | {quote['text']}"]
        shown = [quote for side in SIDES for quote in made[side]]
        for path, words in (gold for side in SORTED for gold in claim[side]):
            counts["shown"] += any(
                words in q["text"] and q["document"]["path"] == path for q in shown
            )
    return counts, wrong


def test_no_quote_is_on_the_wrong_side(sample: Engine) -> None:
    """A false side is worse than none: whatever is sorted is right; at least half is sorted.

    Sides are no matter of the reader, which says how near a sentence is; this one is quick.
    """
    engine = replace(sample, reader=SimilarityReader(load_embedder()))
    counts, wrong = outcomes(engine)
    assert [] == wrong
    golds = sum(counts[f"{side} gold"] for side in SORTED)
    assert sum(counts[f"{side} right"] for side in SORTED) >= 0.5 * golds
    assert counts["shown"] >= 0.9 * golds


def test_the_packaged_reader_shows_what_speaks_to_a_claim(sample: Engine) -> None:
    """A quarter of the claims: nine of ten quotes that speak to them are shown, none wrongly."""
    counts, wrong = outcomes(sample, 4)
    assert [] == wrong
    assert counts["shown"] >= 0.9 * sum(counts[f"{side} gold"] for side in SORTED)


@pytest.mark.parametrize(
    ("sentence", "side"),
    [
        ("The governor closed the old bridge in June.", "for"),
        ("The governor came back and closed the bridge.", "for"),
        ("The governor never closed the bridge.", "against"),
        ("The governor closed part of the bridge.", "qualified"),
        ("The governor sometimes closed the bridge.", "qualified"),
        ("The governor opened the bridge.", "against"),
        ("The governor should have closed the bridge.", "qualified"),
        ("The governor closed the bridge only if it rained.", "qualified"),
        ("Critics claimed that the governor closed the bridge.", "qualified"),
        ("It is a myth that the governor closed the bridge.", "qualified"),
        ("Critics claimed that the governor opened the bridge.", "unsorted"),
        ("Did the governor close the bridge?", "unsorted"),
        ("The deputy of the governor closed the bridge.", "unsorted"),
        ("The governor’s deputy closed the bridge.", "unsorted"),
        ("The governor said the mayor closed the bridge.", "unsorted"),
        ("After the governor left, Nils Ruud closed the bridge.", "unsorted"),
        ("The bridge that the governor closed was old.", "unsorted"),
        ("The governor built a road and the council closed the bridge.", "unsorted"),
    ],
)
def test_a_side_needs_a_reason(sentence: str, side: str) -> None:
    """What may be about somebody else, or is only asked or reported, bears nothing out."""
    assert side == side_of("The governor closed the bridge.", sentence).side


def test_silence_is_told_of_what_was_read(sample: Engine) -> None:
    """A claim on nothing in the library: every document is silent, or said not to be read."""
    made = weigh(sample, "The harbour of Oslo was closed for a whole winter.")
    assert not any(made.voiced[side] for side in SIDES if side != "unsorted")
    heard = {one.quote.document.doc_id for ones in made.voiced.values() for one in ones}
    assert len(sample.index.documents()) == len(made.silent) + made.unread + len(heard)


def test_without_documents_no_claim_is_weighed(tmp_path: Path) -> None:
    """That nothing speaks to it would be no wonder."""
    update_index(tmp_path, [])
    engine = load_engine(tmp_path)
    with closing(engine.index), pytest.raises(QuestionError, match="no documents"):
        weigh(engine, "The mill burned in 1911.")


@pytest.mark.parametrize("claim", ["", "?!", "Who closed the bridge?", "x" * 2001])
def test_what_is_no_claim(sample: Engine, claim: str) -> None:
    """It is said, and nothing is searched."""
    with pytest.raises(QuestionError):
        weigh(sample, claim)


def _table() -> Iterator[str]:
    from tempfile import TemporaryDirectory

    from tests.support.building import engine_over

    with TemporaryDirectory() as folder:
        engine = engine_over(CLAIMS.parents[1] / "corpus", Path(folder))
        with closing(engine.index):
            counts, wrong = outcomes(engine)
    yield "| side | in the set | sorted so | wrongly |"
    yield "|---|--:|--:|--:|"
    for side in SORTED:
        figures = (str(counts[f"{side} {what}"]) for what in ("gold", "right", "wrong"))
        yield f"| {side} | {' | '.join(figures)} |"
    yield f"\nshown on any side: {counts['shown']}"
    yield from wrong


@pytest.mark.parametrize(
    ("claim", "sentence", "side"),
    [
        ("Herat was taken in 1995.", "Herat was taken on 10 November, at night.", "unsorted"),
        ("The mill burned in May 1911.", "The mill burned in May.", "unsorted"),
        ("The mill burned in 1911.", "The mill burned in May 1911.", "for"),
        ("The mill employed 40 people.", "The mill employed nearly 40 people.", "unsorted"),
        ("The mill employed about 40 people.", "The mill employed 40 people.", "for"),
        ("The drug helps children.", "The drug helps some children.", "qualified"),
    ],
)
def test_a_sentence_that_says_less_bears_nothing_out(claim: str, sentence: str, side: str) -> None:
    """Every part of a date and the edge of an amount must stand there, and of all, not of some."""
    assert side == side_of(claim, sentence).side


@pytest.mark.parametrize(
    ("heading", "claim", "side"),
    [
        ("Spring 1911", "The mayor opened the bridge of Hest on 4 May 1911.", "for"),
        ("Spring 1911", "The mayor opened the bridge of Hest on 4 May 1912.", "against"),
        ("Before 1911", "The mayor opened the bridge of Hest on 4 May 1911.", "unsorted"),
        ("1909–1911", "The mayor opened the bridge of Hest on 4 May 1911.", "unsorted"),
    ],
)
def test_a_day_is_of_the_year_above_it(heading: str, claim: str, side: str) -> None:
    """A row of a chronicle seldom repeats the year that its heading gives."""
    row = "4 May | The mayor opened the bridge of Hest."
    chronicle = document(f"# Chronicle\n\n## {heading}\n\n| Day | Event |\n|---|---|\n| {row} |\n")
    start = chronicle.reading.text.index("4 May")
    sorted_ = in_its_year(claim, chronicle, start, start + len(row))
    assert side == sorted_.side
    assert all(word in f"{claim} {row}" for word in sorted_.words)


if __name__ == "__main__":
    print("\n".join(_table()))
