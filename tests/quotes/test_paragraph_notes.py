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

A memorandum asked where the dam was. Its author did not know.[^4] Nobody told him, and the war[^5]
came. Then it was found. It lay in the hills.

[^1]: Anne Berg, *Piers*, 12.

[^2]: Anne Berg, *Piers*, 14.

[^3]: The harbour log, 3 May 1913.

[^4]: Jon Vik, memorandum, 2 May 1950.

[^5]: Jon Vik, *The War*, 9.
"""


def quote(words: str) -> Quote:
    """The quote of one sentence."""
    source = document(TEXT)
    at = source.reading.text.index(words)
    return quote_at(source, at, at + len(words))


@pytest.mark.parametrize(
    ("words", "own", "beside", "following"),
    [
        ("The quay was built in 1907.", "", "1", ""),
        ("Stones came from abroad.", "1", "", ""),
        ("The pier was built in 1911.", "2", "", ""),
        ("Nobody paid for it.", "", "3", ""),
        ("The bridge was never finished.", "", "", ""),
        ("A memorandum asked where the dam was.", "", "", "4"),
        ("Its author did not know.", "4", "", ""),
        ("Nobody told him", "", "", ""),
        ("It lay in the hills.", "", "", ""),
    ],
)
def test_a_note_further_on_in_a_paragraph_is_said_apart(
    words: str, own: str, beside: str, following: str
) -> None:
    """Only a quote without a note of its own has it, and only if no other mark stands between.

    A mark amid a sentence is meant for what stands before it there.
    """
    found = quote(words)
    every = (found.notes, found.paragraph_notes, found.following_notes)
    assert tuple("".join(note.mark for note in notes) for notes in every) == (
        own, beside, following,
    )  # fmt: skip


def test_it_is_labelled_wherever_it_is_shown() -> None:
    """In the JSON it is a member of its own; in words it says where it stands."""
    record = quote_json(quote("The quay was built in 1907."), 1)
    assert ([], ["1"]) == (record["notes"], [note["mark"] for note in record["paragraph_notes"]])
    assert ["note 1, at the end of the paragraph: Anne Berg, Piers, 12."] == list(notes_of(record))
    asked = quote_json(quote("A memorandum asked where the dam was."), 1)
    assert ["note 4, to a sentence that follows: Jon Vik, memorandum, 2 May 1950."] == list(
        notes_of(asked)
    )
