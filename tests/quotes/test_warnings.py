"""Warnings about quotes out of context, on a hand-made set of sixty."""

import json
from pathlib import Path

import pytest

from rag.quotes.warnings import WORDS, warning_words, warnings_for

DATA = Path(__file__).parents[1] / "data"
CASES = [json.loads(line) for line in (DATA / "warnings.jsonl").read_text("utf-8").splitlines()]


def _found(case: dict[str, str]) -> set[str]:
    voice, block = case.get("voice", "author"), case.get("block", "body")
    return set(warnings_for(case["quote"], case["before"], case["after"], voice, block))


def test_the_hand_made_set() -> None:
    """At least 95 % of the expected warnings are given, and 95 % of the given ones expected."""
    wrong = [
        f"{case['before']} [{case['quote']}] {case['after']}: expected {case['expect']}, "
        f"found {sorted(_found(case))}"
        for case in CASES
        if _found(case) != set(case["expect"])
    ]
    right = sum(len(_found(case) & set(case["expect"])) for case in CASES)
    assert len(CASES) >= 60
    assert right / sum(len(case["expect"]) for case in CASES) >= 0.95, "\n".join(wrong)
    assert right / sum(len(_found(case)) for case in CASES) >= 0.95, "\n".join(wrong)


OF_THE_FILE = ("ocr", "loss", "unseen", "changed", "gone")


@pytest.mark.parametrize("code", [code for code in WORDS if code not in OF_THE_FILE])
def test_every_code_occurs_in_the_set_and_has_words(code: str) -> None:
    """No code goes unmeasured."""
    assert any(code in case["expect"] for case in CASES)
    assert warning_words(code) == WORDS[code]


def test_a_quote_inside_the_sentence_given_as_context() -> None:
    """Where the context holds the whole sentence, only its rest counts."""
    sentence = "The director denied that the company had poisoned the wells."
    quote = "the company had poisoned the wells"
    assert ("negated",) == warnings_for(quote, sentence, "", "author", "body")


def test_codes_come_in_one_order() -> None:
    """The order is that of the table, however they were found."""
    codes = warnings_for("He did what?", "", "", "comment", "heading")
    assert ("short", "referent", "commenter", "question", "heading") == codes
    assert () == warnings_for("The pier fell into the sea.", "", "", "author", "body")


def test_an_unknown_code_is_shown_as_it_is() -> None:
    """A citation made by a later version may carry codes that this one does not know."""
    assert warning_words("sarcasm") == "sarcasm"


def test_words_that_were_recognised_in_a_picture_say_so() -> None:
    """Whatever the words are; it is known of the page, not read from them."""
    assert ("ocr",) == warnings_for("The pier fell into the sea.", "", "", "author", "body", True)
    assert "OCR" in warning_words("ocr")
