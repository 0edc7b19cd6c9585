"""Events that a sentence tells of "he" or "she", or of something else than was asked about."""

from pathlib import Path

import pytest

from rag.answers.asking.events import to_the_point
from rag.answers.asking.narrow import of_the_duty
from rag.answers.evidence import Candidate
from rag.documents.document import Document
from rag.documents.read import read_document
from rag.search.chunk import chunk

PAINTERS = """# Painters of Hest

Marta Lien came to Hest in 1899. She painted the harbour. She died in 1931.

Otto Grieg was her pupil. He married Marta's sister. He died in 1947.

Sigrid Moe never left the town. The treaty of Kestrel was signed in 1650. The mint closed in 1688.
"""


LOG = """# Log of the barque Hest

1 May. Sailed for Brest with coal.

3 May. The mate fell ill.

5 May. Anchored at Brest.
"""
REGISTER = """# Register of Zell

## Marriages

1 May. Per Moe, smith, to Ada Roth.

3 June. Ole Lind, smith, to Eva Holm.

## Burials

9 June. Ole Lind, miller.
"""


def candidates(folder: Path) -> tuple[list[Candidate], Document]:
    """Every sentence of the text, with falling scores."""
    path = folder / "painters.md"
    path.write_text(PAINTERS, encoding="utf-8")
    document = read_document(path, "painters.md")
    found = [
        Candidate(passage, passage.start + a, passage.start + b, 0.9 - 0.01 * n, (), n)
        for passage in chunk(document)
        for n, (a, b) in enumerate(passage.sentences)
    ]
    return found, document


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("When did Marta Lien die?", "She died in 1931."),
        ("When did Otto Grieg die?", "He died in 1947."),
        ("When was the treaty of Kestrel signed?", "The treaty of Kestrel was signed in 1650."),
    ],
)
def test_a_pronoun_tells_of_the_one_named_before(question: str, first: str, tmp_path: Path) -> None:
    """The sentence on the right person comes first, and nobody else's event stays beside it."""
    found, document = candidates(tmp_path)
    kept, left = to_the_point(question, found, lambda _: document)
    assert kept[0].text == first
    assert left == 1.0
    assert all(one.score <= 0.1 for one in kept[1:])


def test_a_name_that_stands_near_may_be_meant(tmp_path: Path) -> None:
    """Whoever was named last: "He" behind a teacher's name is still the pupil of the paragraph."""
    path = tmp_path / "a.md"
    text = (
        "Otto Grieg left Hest in 1905. In Kestrel his teacher was Per Holt. He returned in 1908.\n"
    )
    path.write_text(text, encoding="utf-8")
    document = read_document(path, "a.md")
    (passage,) = chunk(document)
    found = [Candidate(passage, a, b, 0.5, (), 0) for a, b in passage.sentences]
    kept, left = to_the_point("What year did Otto Grieg return?", found, lambda _: document)
    assert (kept[0].text, left) == ("He returned in 1908.", 1.0)


@pytest.mark.parametrize(
    "question", ["When did Sigrid Moe die?", "When was the treaty of Brome signed?"]
)
def test_an_event_of_others_is_no_answer(question: str, tmp_path: Path) -> None:
    """Where the best sentence tells it of somebody else, little is left of the confidence."""
    found, document = candidates(tmp_path)
    ranked = [one for one in found if one.text.startswith(("She died", "The treaty"))]
    kept, left = to_the_point(question, ranked, lambda _: document)
    assert left <= 0.5
    assert not any("died" in one.text for one in kept if "Sigrid" in question)


RULES = """# Rules

Every member must:

- return books;
- wear slippers.

A member may not:

- smoke;
- bring a dog.
"""


@pytest.mark.parametrize(
    ("question", "first"),
    [("What must members do?", "return books;"), ("What may a member not do?", "smoke;")],
)
def test_a_duty_is_no_ban(question: str, first: str, tmp_path: Path) -> None:
    """Items of a list that forbids are no answer to what is owed, nor the other way round."""
    path = tmp_path / "rules.md"
    path.write_text(RULES, encoding="utf-8")
    document = read_document(path, "rules.md")
    found = [
        Candidate(passage, passage.start + a, passage.start + b, 0.5, (), n)
        for passage in chunk(document)
        for n, (a, b) in enumerate(passage.sentences)
        if passage.text[a:b] in ("return books;", "smoke;")
    ]
    kept = of_the_duty(question, found, lambda _: document)
    assert kept[0].text == first
    assert kept[1].score < 0.1


def test_another_thing_of_a_place_is_no_answer(tmp_path: Path) -> None:
    """The bridge of Brede fell, not its castle."""
    path = tmp_path / "brede.md"
    path.write_text("# Brede\n\nThe old bridge of Brede collapsed in 1802.\n", encoding="utf-8")
    document = read_document(path, "brede.md")
    (passage,) = [p for p in chunk(document) if "1802" in p.text]
    (a, b) = passage.sentences[-1]
    found = [Candidate(passage, passage.start + a, passage.start + b, 0.5, (), 0)]
    _, left = to_the_point("When did the castle of Brede collapse?", found, lambda _: document)
    _, kept = to_the_point("When did the bridge of Brede collapse?", found, lambda _: document)
    assert left < 0.2
    assert kept == 1.0


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("When did Tovar fall?", "The walls of Tovar fell in the earthquake of 1755."),
        ("When did the walls of Carda fall?", "Carda fell on 3 June 1641."),
        ("When was the bell of Carda cast?", "The bell of Lisk was cast anew in 1702."),
    ],
)
def test_a_thing_of_a_place_is_not_the_place(question: str, text: str, tmp_path: Path) -> None:
    """Nor is the place its bell or its walls."""
    path = tmp_path / "towns.md"
    path.write_text(f"# Towns\n\n{text}\n", encoding="utf-8")
    document = read_document(path, "towns.md")
    (passage,) = chunk(document)
    found = [
        Candidate(passage, passage.start + a, passage.start + b, 0.9, (), 0)
        for a, b in passage.sentences
        if passage.text[a:b] == text
    ]
    assert to_the_point(question, found, lambda _: document)[1] < 0.2


@pytest.mark.parametrize(
    ("question", "text", "first"),
    [
        ("When did the Hest reach Brest?", LOG, "5 May. Anchored at Brest."),
        ("When did Ole Lind marry?", REGISTER, "3 June. Ole Lind, smith, to Eva Holm."),
    ],
)
def test_an_entry_without_a_subject_or_a_verb_tells_the_event(
    question: str, text: str, first: str, tmp_path: Path
) -> None:
    """What a log does is its ship's, and an entry below "Marriages" is one."""
    path = tmp_path / "a.md"
    path.write_text(text, encoding="utf-8")
    document = read_document(path, "a.md")
    found = [
        Candidate(passage, passage.start + a, passage.start + b, 0.1 - 0.01 * n, (), n)
        for passage in chunk(document)
        for n, (a, b) in enumerate(passage.sentences)
    ]
    kept, left = to_the_point(question, found, lambda _: document)
    assert (kept[0].text, left) == (first, 1.0)
    assert kept[0].score >= 0.2
