"""The author never gets anybody else's words, and nobody is named by guess."""

import pytest

from rag.quotes.quote import quote_at
from rag.quotes.voice import Voice
from tests.documents.test_regions import ARTICLE
from tests.support.building import document

PARAGRAPHS = [
    ("“We counted the trucks twice,” said Maria Lopez.", "We counted", "Maria Lopez"),
    ("According to Maria Lopez, “nobody counted the trucks at the gate.”", "nobody", "Maria Lopez"),
    (
        "“The gate was open,” says the diplomat. “Everybody could see it.”",
        "Everybody",
        "the diplomat",
    ),
    ("The gate was closed. He said so. “Everybody could see it there.”", "Everybody", None),
    ("“The gate was open all night.” Maria Lopez was not there.", "The gate", None),
    (
        "In a room at the Grand Hotel, an army general, who had been there, proposed: “Let us"
        " open the gate. Specifically, let us open it at night.”",
        "Specifically",
        "an army general",
    ),
]


@pytest.mark.parametrize(("paragraph", "start", "speaker"), PARAGRAPHS)
def test_the_speaker_is_named_beside_the_words(
    paragraph: str, start: str, speaker: str | None
) -> None:
    """In the sentence, in one that the quotation runs on to, or not at all."""
    found = document(f"# T\n\n{paragraph}\n")
    sentence = next(s for s in found.reading.sentences if start in found.reading.text[slice(*s)])
    assert quote_at(found, *sentence).voice == Voice("quoted", speaker)


def test_a_short_quotation_does_not_make_a_sentence_somebody_elses() -> None:
    """Three quoted words inside the author's sentence leave it the author's."""
    found = document(
        "# T\n\nThe committee, which met twice that year, called it “a missed chance”."
    )
    assert quote_at(found, *found.reading.sentences[1]).voice == Voice("author")


def test_a_block_quote_belongs_to_whom_leads_it_in() -> None:
    """The name stands in the sentence that ends in a colon."""
    text = "# T\n\nYears later Maria Lopez recalled:\n\n> The gate was open. Nobody came.\n"
    found = document(text)
    assert quote_at(found, *found.reading.sentences[-1]).voice == Voice("quoted", "Maria Lopez")


def test_a_commenters_words_are_a_comment() -> None:
    """With the reader's name, never the author's."""
    found = document(ARTICLE)
    last = next(s for s in found.reading.sentences if "dry" in found.reading.text[slice(*s)])
    assert quote_at(found, *last).voice == Voice("comment", "Perry W.")
