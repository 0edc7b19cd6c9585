"""Other places of a quote: all its words, of the same people, said by the same one."""

from pathlib import Path

import pytest

from rag.answers.also import names_itself, place_of
from rag.documents.document import Document
from rag.documents.read import read_document
from rag.quotes.quote import Quote, fold_space, quote_at


def made(folder: Path, name: str, text: str) -> Document:
    """A document of this text."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read_document(path, name)


def quoted(document: Document, words: str) -> Quote:
    """The quote of these words."""
    start = document.reading.text.index(words)
    return quote_at(document, start, start + len(words))


NAMED = "Tobias Renn of Bergen took the case in the autumn."


@pytest.mark.parametrize(
    ("words", "other", "stands"),
    [
        (NAMED, f"Something else came first. {NAMED} And so on.", True),
        (f"{NAMED} He lost it.", f"{NAMED} He won it.", False),
        (NAMED, f"It was said that {NAMED[:-1]}, and more.", False),
        ("He lost it.", f"{NAMED} He lost it.", True),
        ("He lost it.", "Ida Roon of Bergen took the case. He lost it.", False),
        ("The mayor resigned in May.", "Zell had two papers. The mayor resigned in May.", False),
    ],
)
def test_a_place_holds_every_word_of_the_same_people(
    tmp_path: Path, words: str, other: str, stands: bool
) -> None:
    """A part of the words, of a sentence, or another antecedent make no other place."""
    text = f"{NAMED} He lost it. The mayor resigned in May."
    one = made(tmp_path, "one.txt", f"{NAMED} He lost it.\n\n{text[len(NAMED) + 13 :]}\n")
    quote = quoted(one, words)
    place = place_of(quote, made(tmp_path, "two.txt", f"{other}\n"))
    assert (place is not None) == stands
    if place:
        start, end = place.document.reading.locate(place.spans)
        assert fold_space(place.document.reading.text[start:end]) == quote.text


def test_a_first_person_is_the_author_of_one_document(tmp_path: Path) -> None:
    """The word "I" of two authors means two people, of one author the same."""
    said = "I was born in Zell in 1950."
    one = made(tmp_path, "one.md", f"# A life\n\nBy Elin Marsh\n\n{said}\n")
    two = made(tmp_path, "two.md", f"# A life\n\nBy Tobias Renn\n\n{said}\n")
    three = made(tmp_path, "three.md", f"# A life\n\nBy Elin Marsh\n\n{said}\n")
    quote = quoted(one, said)
    assert place_of(quote, two) is None
    assert place_of(quote, three) is not None


@pytest.mark.parametrize(
    ("text", "named"),
    [("On 4 May 1921 he resigned.", False), ("Falk resigned.", True), ("Its seat is Zell.", False),
     ("Yesterday the council met.", False), ("The Orlo bridge fell in 1959.", True)],
)  # fmt: skip
def test_what_names_itself(text: str, named: bool) -> None:
    """A name before anything that points outside of the words."""
    assert names_itself(text) == named
