"""The author never gets anybody else's words, and nobody is named by guess."""

import pytest

from rag.quotes.quote import quote_at
from rag.quotes.voice import Voice, voice_of
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
    ("“The sea has changed, not the king,” as Maria Lopez puts it.", "The sea", "Maria Lopez"),
    ("“We counted all the trucks twice,” as Maria Lopez told them to go.", "We counted", None),
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


FOREIGN = [
    "„Der Damm war alt“, bekräftigte Sabine Lenz am Montag.",
    "»Nie wieder«, ergänzte der alte Bürgermeister Ernst Kohl aus Weil am Rhein.",
    "« Nous partons demain », affirma Marie Duval devant la mairie du village.",
    "«Nadie vino al puerto», afirmó el alcalde Juan Soto.",
    "—No vino nadie —murmuró Juan Soto.",
    "«Мы не знали», — заявила Ольга Иванова.",
    "— Я ничего не видел, — сказал Иван Петров.",
    "„Nic nie widziałem”, powiedział Jan Kowal.",
]


@pytest.mark.parametrize("paragraph", FOREIGN)
def test_speech_in_a_language_that_is_not_read_is_not_the_authors(paragraph: str) -> None:
    """Whatever the verb of saying, words set off as speech are somebody's, by name or not."""
    found = document(f"# T\n\nVon Anna Groß\n\n{paragraph}\n")
    assert found.author == "Anna Groß"
    assert quote_at(found, *found.reading.sentences[-1]).voice.kind == "quoted"


def test_a_long_quotation_by_a_pronoun_is_not_the_authors() -> None:
    """Who said it is not known, but not the author; a title set off by a comma is no speech."""
    said = "“We were all late that day,” he said, and the committee, which had waited for an hour,"
    found = document(f"# T\n\nBy Anna Roth\n\n{said} went home.\n")
    assert quote_at(found, *found.reading.sentences[-1]).voice == Voice("quoted")
    title = "“The Burning Mill”, published in 1922 by a small house, made her known in the valley."
    found = document(f"# T\n\nBy Anna Roth\n\n{title}\n")
    assert quote_at(found, *found.reading.sentences[-1]).voice == Voice("author")


def test_a_block_quote_belongs_to_whom_leads_it_in() -> None:
    """The name stands in the sentence that ends in a colon."""
    text = "# T\n\nYears later Maria Lopez recalled:\n\n> The gate was open. Nobody came.\n"
    found = document(text)
    assert quote_at(found, *found.reading.sentences[-1]).voice == Voice("quoted", "Maria Lopez")


def test_a_letter_is_signed_below_and_the_author_goes_on_behind_it() -> None:
    """A name without a full stop ends the quoted letter; who did not mince words speaks next."""
    letter = (
        "# T\n\nBy Petra Vondrak\n\nIt was found in a tin.\n\n> Gentlemen,\n>\n"
        "> The lamp has failed on four nights since Advent. I have asked for oil three times and"
        " have had one barrel, which was water.\n>\n> Your obedient servant,\n>\n> Nils Aaberg\n\n"
        "The board took a week. Its secretary, Otto Brandt, did not mince words:\n\n"
        "> The oil was tested and found pure. The fault lies with the man.\n"
    )
    found = document(letter)
    said = {
        found.reading.text[a:b]: quote_at(found, a, b).voice for a, b in found.reading.sentences
    }
    assert said[
        "I have asked for oil three times and have had one barrel, which was water."
    ] == Voice("quoted", "Nils Aaberg")
    assert said["The board took a week."] == Voice("author")
    assert said["The fault lies with the man."] == Voice("quoted", "Otto Brandt")


def test_a_commenters_words_are_a_comment() -> None:
    """With the reader's name, never the author's."""
    found = document(ARTICLE)
    last = next(s for s in found.reading.sentences if "dry" in found.reading.text[slice(*s)])
    assert quote_at(found, *last).voice == Voice("comment", "Perry W.")


@pytest.mark.parametrize(
    ("before", "said", "speaker"),
    [
        ("Her deputy, Owen Sladek, voted against.", "“Nobody came,” he said.", "Owen Sladek"),
        ("Owen Sladek left. “It rusts,” he said.", "“Nobody came.”", "Owen Sladek"),
        ("Ruth Vang chairs the club.\n\n", "“Nobody came,” she said.", "Ruth Vang"),
        ("It rusts, said Piotr Banas.", "He added: “Nobody came.”", "Piotr Banas"),
        ("Anna Roth met Karl Lind.", "“Nobody came,” she said.", None),
        ("The mayor had read Owen Sladek's letter.", "“Nobody came,” she said.", None),
        ("Ida Hale opened it. John Hale died.", "“Nobody came,” she said.", None),
        ("Per Lund has cows.\n\nThe Lund Company pays.", "“Nobody came,” he said.", None),
    ],
)
def test_he_or_she_is_the_one_person_of_the_paragraph(
    before: str, said: str, speaker: str | None
) -> None:
    """The subject of the sentence before, if nobody else can be meant; in doubt nobody."""
    found = document(f"# T\n\nBy Nora Finch\n\n{before} {said}\n")
    start = found.reading.text.index("Nobody came")
    assert voice_of(found, start, start + 11).speaker == speaker
