"""What an editor's brackets may stand for, and what may be added in them."""

import pytest

from rag.english.brackets import may_follow, may_stand_for


@pytest.mark.parametrize(
    ("by", "words", "right"),
    [
        (["Mirren"], ["the", "town"], True),
        (["Mirren"], ["the", "bridge"], False),
        (["A", "Pell"], ["Pell"], True),
        (["A", "Pell"], ["J", "Pell"], False),
        (["Pell"], ["J", "Pell"], True),
    ],
)
def test_a_name_stands_for_a_place_or_for_a_form_of_itself(
    by: list[str], words: list[str], right: bool
) -> None:
    """An initial is no article, and another initial is another person."""
    assert may_stand_for(by, words) is right


@pytest.mark.parametrize(
    ("by", "following", "right"),
    [
        (["feet"], "metres", False),
        (["of", "Zell"], "in", True),
        (["emphasis", "added"], "quickly", True),
        (["large"], "in", True),
    ],
)
def test_a_bracket_before_a_word_of_its_kind_stands_in_its_place(
    by: list[str], following: str, right: bool
) -> None:
    """“two [feet]” does not add to “two metres”."""
    assert may_follow(by, following) is right
