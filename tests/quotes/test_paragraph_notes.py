"""A note at the end of a paragraph: shown for what it is, apart from a quote's own notes."""

import pytest

from rag.quotes.quote import Quote, quote_at
from rag.quotes.record import quote_json
from rag.views.checked import notes_of
from tests.support.building import document

TEXT = """# The quay

By Ann Holt

The quay was built in 1907. It was paid for by the town. Stones came from abroad.[^1]

The pier was built in 1911.[^2] Nobody paid for it. It fell in a storm.[^3]

The bridge was never finished. It had no note.

[^1]: Anne Berg, *Piers*, 12.

[^2]: Anne Berg, *Piers*, 14.

[^3]: The harbour log, 3 May 1913.
"""


def quote(words: str) -> Quote:
    """The quote of one sentence."""
    source = document(TEXT)
    at = source.reading.text.index(words)
    return quote_at(source, at, at + len(words))


@pytest.mark.parametrize(
    ("words", "own", "beside"),
    [
        ("The quay was built in 1907.", [], ["1"]),
        ("Stones came from abroad.", ["1"], []),
        ("The pier was built in 1911.", ["2"], []),
        ("Nobody paid for it.", [], ["3"]),
        ("The bridge was never finished.", [], []),
    ],
)
def test_a_note_at_the_end_of_a_paragraph_is_said_apart(
    words: str, own: list[str], beside: list[str]
) -> None:
    """Only a quote without a note of its own has it, and only if no other mark stands between."""
    found = quote(words)
    assert (own, beside) == (
        [note.mark for note in found.notes], [note.mark for note in found.paragraph_notes],
    )  # fmt: skip


def test_it_is_labelled_wherever_it_is_shown() -> None:
    """In the JSON it is a member of its own; in words it says where it stands."""
    record = quote_json(quote("The quay was built in 1907."), 1)
    assert ([], ["1"]) == (record["notes"], [note["mark"] for note in record["paragraph_notes"]])
    assert ["note 1, at the end of the paragraph: Anne Berg, Piers, 12."] == list(notes_of(record))
