"""Whose words the draft says they are, against whose they are in the source."""

import pytest

from rag.audit import Auditor
from tests.support.building import document

QUAY = """# The quay at Sund

By Mette Dahl

5 May 2014

Erik Dahl, the pilot, said: “The east quay will stand for another ten years.” The clerk, Ann Lee
Jr., wrote that the tolls had been paid.

“The cranes are older than I am,” said the harbour master, Ole Lund, who had come late.

‘We shall never sell the ferry,’ the owner, Jan Holt, told the paper.

He told them that the channel had been dredged twice since the war. Ole Lund was there.

Captain Iris Moe kept a diary of the storm. It begins:

> The masts went over the side before noon.
>
> Nobody slept that night.
"""
AUDITOR = Auditor([document(QUAY, "quay.md")])
RIGHT = {"verified", "normalised"}


@pytest.mark.parametrize(
    ("before", "quote", "right"),
    [
        ("Erik Dahl said: ", "The east quay will stand for another ten years.", True),
        ("Dahl said: ", "The east quay will stand for another ten years.", True),
        ("Mette Dahl said: ", "The east quay will stand for another ten years.", False),
        ("M. Dahl said: ", "The east quay will stand for another ten years.", False),
        ("The pilot said: ", "The east quay will stand for another ten years.", True),
        ("The harbour master said: ", "The east quay will stand for another ten years.", False),
        ("Lund said: ", "The cranes are older than I am", True),
        ("As Jan Holt puts it, ", "The cranes are older than I am", False),
        ("Jan Holt told the paper: ", "We shall never sell the ferry", True),
        ("In Lund’s words, ", "We shall never sell the ferry", False),
        ("Ann Lee Jr. wrote that ", "the tolls had been paid", True),
        ("Ann Lee Sr. wrote that ", "the tolls had been paid", False),
        ("Iris Moe wrote: ", "Nobody slept that night.", True),
        ("Mette Dahl writes: ", "Nobody slept that night.", False),
        ("Mette Dahl writes that ", "Captain Iris Moe kept a diary of the storm", True),
    ],
)
def test_words_pass_only_under_the_name_of_their_speaker(
    before: str, quote: str, right: bool
) -> None:
    """Given names, initials, suffixes and roles tell people apart."""
    (finding,) = AUDITOR.audit(f"{before}“{quote}”").findings
    assert finding.verdict in (RIGHT if right else {"misattributed"})


def test_latex_and_html_marks_are_quotation_marks() -> None:
    """Two backticks and two apostrophes, and the element q in Markdown."""
    for draft in ("Lund: ``The cranes are newer than I am''.", "<q>The cranes are newer</q> now."):
        assert [f.verdict for f in AUDITOR.audit(draft).findings] == ["altered"]
