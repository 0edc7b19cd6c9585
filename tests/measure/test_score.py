"""Scores and figures worked out by hand."""

from typing import Any

import pytest

from rag import measure
from rag.errors import QuestionError
from rag.measure.score import fold, score
from rag.measure.summary import by_type, missed
from tests.support.known import FELL, FLED, answered, at, gold, known, quote, rows
from tests.support.standin import HERAT


def test_half_of_the_gold_must_be_covered() -> None:
    """Sixteen of 31 characters are enough, fifteen are not."""
    start, _ = at(FELL)
    assert 31 == len(FELL)
    assert score(known(), answered(quote(start, start + 16)), 1).hit1
    assert not score(known(), answered(quote(start, start + 15)), 1).hit1


def test_hits_look_at_the_first_quotes_only() -> None:
    """The evidence comes fourth: no hit at one and three, a hit at five."""
    other = quote(*at(FLED))
    row = score(known(), answered(other, other, other, quote(*at(FELL))), 4)
    assert (False, False, True, True) == (row.hit1, row.hit3, row.hit5, row.complete)
    assert (4, 1) == (row.quotes, row.relevant)


@pytest.mark.parametrize(
    ("need", "shown", "expected"),
    [
        ("any", (FLED,), True),
        ("all", (FLED,), False),
        ("all", (FLED, FELL), True),
        ("two-docs", (FLED, FELL), False),
        ("two-docs", (FLED, "Nobody had ordered it."), True),
    ],
)
def test_completeness_follows_the_need(need: Any, shown: tuple[str, ...], expected: bool) -> None:
    """Any gold span, all of them, or spans of two documents."""
    places: tuple[measure.Gold, ...] = (gold(FELL), gold(FLED))
    if need == "two-docs":
        places = (*places, gold("Nobody had ordered it.", "kabul.md"))
    docs = {words: "herat.md" if words in HERAT else "kabul.md" for words in shown}
    quotes = [quote(*at(words, doc), doc) for words, doc in docs.items()]
    row = score(known(evidence=places, need=need), answered(*quotes), len(quotes))
    assert expected is row.complete


def test_keys_are_looked_for_in_quotes_and_their_notes() -> None:
    """`a|b` means either; case, dashes, quotation marks and mark-up are folded."""
    noted = quote(*at(FELL), notes=[{"mark": "1", "text": "Ahmed Rashid", "full_reference": None}])
    wanted = ("taliban|guards", "AHMED rashid")
    assert score(known(answer=wanted), answered(noted), 1).keys
    assert not score(known(answer=(*wanted, "Kabul")), answered(noted), 1).keys
    assert "a - 'b' c" == fold("A – ‘**b**’<sup>12</sup> \u00ad c")


def test_a_note_counts_also_as_the_full_reference_of_another() -> None:
    """Mark and words must both fit, on the note or anywhere down its chain of references."""
    full = {"mark": "7", "text": "Rashid, Taliban, 2000", "full_reference": None}
    noted = quote(*at(FELL), notes=[{"mark": "9", "text": "Ibid.", "full_reference": full}])
    wanted = [("7", "taliban"), ("9", "Ibid"), ("9", "Taliban"), ("8", "Ibid")]
    notes = tuple(measure.GoldNote(*pair) for pair in wanted)
    row = score(known(footnotes=notes), answered(noted), 1)
    assert (True, True, False, False) == row.footnotes


def test_voice_counts_on_a_quote_of_the_evidence_only() -> None:
    """The right voice on another sentence is no credit."""
    comment, author = {"kind": "comment"}, {"kind": "author"}
    right = answered(quote(*at(FELL), voice=comment))
    wrong = answered(quote(*at(FELL), voice=author), quote(*at(FLED), voice=comment))
    assert (True, False) == tuple(
        score(known(voice="comment"), record, 1).voice for record in (right, wrong)
    )


def test_forbidden_spans_may_be_quoted_as_comments_only() -> None:
    """A reader's words in the document's voice are the fault that is counted."""
    asked = known(answerable=False, evidence=(), forbid=(gold(FLED),))
    as_author, as_comment = (
        score(asked, answered(quote(*at(FLED), voice={"kind": kind})), 1)
        for kind in ("author", "comment")
    )
    assert (True, False) == (as_author.forbidden, as_comment.forbidden)


def test_an_abstention_shows_nothing_but_its_nearest_are_judged_for_calibration() -> None:
    """The closest passages stand for the quotes held back; they are no answer."""
    record = answered(status="abstained", quotes=[], nearest=[quote(*at(FELL))], confidence=0.3)
    row = score(known(), record, 0)
    assert (False, False, True) == (row.answered, row.complete, row.right)


@pytest.mark.parametrize("record", [None, answered(quote(*at(FELL)), status="error")])
def test_failures_are_misses_and_errors(record: Any) -> None:
    """A missing answer and a failed one count as wrong, and as errors; never as abstentions."""
    row = score(known(), record, 0)
    assert (True, False, False) == (row.miss, row.complete, row.answered)
    assert 1.0 == measure.summarise([row])["errors"]


def test_the_summary_of_five_answers() -> None:
    """Three answerable (right, wrong, silent), two not (answered, silent)."""
    found = measure.summarise(rows())
    expected = {
        "hit@1": 1 / 3,
        "complete": 1 / 3,
        "quote_precision": 1 / 3,  # quotes of answerable questions: fell, fled, fled
        "refusal_recall": 1 / 2,
        "refusal_precision": 1 / 2,
        "false_abstention": 1 / 3,
        "auroc": 4 / 6,  # 0.9 beats both, 0.6 and 0.2 beat 0.1
        "brier": (0.01 + 0.36 + 0.04 + 0.49 + 0.01) / 5,
        "verbatim": 1.0,
        "bad_quotes": 0.0,
        "seconds_p50": 0.1,
        "keys": None,
        "voice": None,
        "nDCG@10": None,
    }
    assert {name: pytest.approx(value) for name, value in expected.items()} == {
        name: found[name] for name in expected
    }


def test_the_summary_by_type_counts_its_questions() -> None:
    """Each type has its own figures; what it cannot have is None."""
    found = by_type(rows())
    assert {"fact": 2.0, "list": 1.0, "unanswerable": 2.0} == {
        kind: summary["questions"] for kind, summary in found.items()
    }
    assert (0.5, None) == (found["fact"]["hit@1"], found["unanswerable"]["hit@1"])


@pytest.mark.parametrize(
    ("text", "held"),
    [("hit@1=0.3", True), ("hit@1=0.34", False), ("false_abstention=0.34", True),
     ("false_abstention=0.3", False), ("voice=0", False)],
)  # fmt: skip
def test_bars_know_which_way_is_better(text: str, held: bool) -> None:
    """At least, or at most where less is better; what cannot be measured holds no bar."""
    bar = measure.read_bar(text)
    assert ([] if held else [bar]) == missed([bar], measure.summarise(rows()))


@pytest.mark.parametrize("text", ["hit@1", "hit@1=high", "hits=0.5", "=1"])
def test_a_bar_that_says_nothing_is_refused(text: str) -> None:
    """With the names that there are, or the form that is expected."""
    with pytest.raises(QuestionError, match=r"no such measure|expected NAME=FIGURE"):
        measure.read_bar(text)
