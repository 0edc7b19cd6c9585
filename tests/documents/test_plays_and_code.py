"""Plays, films, stanzas, quoted mails, memos with page feet, and code that is indented."""

import pytest

from rag.quotes.check import check_quote
from rag.quotes.voice import voice_of
from tests.support.building import document

PLAY = """ACT I

SCENE 1. A quay.

[Enter NIELS.]

NIELS.
I will not pay him twice. The river took
The first coin, and it keeps its own.

OLD BRITA (aside).
She never paid him once.

NIELS. Who speaks?

[Exit NIELS. The lamp goes out.]

OLD BRITA.
    So ends the day.
"""
FILM = """FADE IN:

EXT. QUAY - NIGHT

We see a crane.

                    NIELS
          The tide brought
          nothing.

                    BRITA (O.S.)
               (softly)
          Tides come twice.

We see her strike a match.

                    NIELS (CONT'D)
          I paid in salt.
"""


@pytest.mark.parametrize(
    ("text", "said", "who"),
    [
        (PLAY, "I will not pay him twice.", "Niels"),
        (PLAY, "The river took The first coin, and it keeps its own.", "Niels"),
        (PLAY, "She never paid him once.", "Old Brita"),
        (PLAY, "Who speaks?", "Niels"),
        (PLAY, "So ends the day.", "Old Brita"),
        (PLAY, "The lamp goes out.]", None),
        (FILM, "The tide brought nothing.", "Niels"),
        (FILM, "Tides come twice.", "Brita"),
        (FILM, "We see her strike a match.", None),
        (FILM, "I paid in salt.", "Niels"),
    ],
)
def test_a_name_above_the_words_is_whose_they_are(text: str, said: str, who: str | None) -> None:
    """A cue names the speaker of the lines below it; directions and shots are nobody's speech."""
    made = document(text, "play.txt")
    at = made.reading.text.index(said)
    voice = voice_of(made, at, at + len(said))
    assert (voice.kind, voice.speaker) == ("quoted" if who else "author", who)
    check_quote(said, made.reading.source_spans(at, at + len(said)), made)


def test_headings_in_capitals_are_no_speakers() -> None:
    """Without acts, scenes or shots a line in capitals names nobody, even if it comes back."""
    made = document("METHOD\nStir it well.\n\nSERVE\nEat it.\n\nMETHOD\nBake it.\n", "cakes.txt")
    at = made.reading.text.index("Bake it.")
    assert voice_of(made, at, at + 8).kind == "author"


MAIL = """Dear all, see below.

On Mon, Mar 11, 2024 at 4:55 PM Tove Brandt <tove@brandt.example>
wrote:

> We cannot wait.
>
> On Fri, 8 Mar 2024 at 10:02, Ikenna Obi <obi@obi.example>
> wrote:
>
>> The strike is over.

It is not over.
"""


@pytest.mark.parametrize(
    ("said", "who"),
    [
        ("We cannot wait.", ("quoted", "Tove Brandt")),
        ("The strike is over.", ("quoted", "Ikenna Obi")),
        ("It is not over.", ("author", None)),
        ("Dear all, see below.", ("author", None)),
    ],
)
def test_a_mail_in_an_archive_names_whom_it_quotes(said: str, who: tuple[str, str | None]) -> None:
    """An attribution of two lines counts, at any depth; what is not quoted is the author's."""
    made = document(MAIL, "mail.txt")
    at = made.reading.text.index(said)
    voice = voice_of(made, at, at + len(said))
    assert (voice.kind, voice.speaker) == who


def test_a_page_foot_in_a_memo_cuts_no_sentence() -> None:
    """The foot "[Page 1]" and the next head are furniture, without a form feed as well."""
    memo = "   A beacon that has lost its clock must not send more frames, since a\n\n\n"
    memo += "Lindqvist              Informational              [Page 1]\n\n"
    memo += "MEMO 71            Harbour Beacons          March 2019\n\n\n   receiver cannot tell.\n"
    assert "since a receiver cannot tell." in document(memo, "memo.txt").reading.text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Use it:\n\n    if a < b: *p = **q*\n    x = _y_  # <b>\n\nThen *go*.",
         "Use it:\n\nif a < b: *p = **q*\n\nx = _y_ # <b>\n\nThen go."),
        ("1. One\n\n        *p* = 2\n\n   Two *is* next.", "1. One\n\n*p* = 2\n\nTwo is next."),
        ("So.[^1]\n\n[^1]: A note.\n\n    It *goes* on.", "So.\n\nA note.\n\nIt goes on."),
        ("!!! note\n\n    It *is* shut.", "It is shut."),
        ("Of `{r} day` and `{python} t` cm.", "Of \ufffd and \ufffd cm."),
        ("```{r}\nn\n```\n\nWe cut `r n(x)` fields.", "n\n\nWe cut \ufffd fields."),
        ("The flag `r x` is so.", "The flag r x is so."),
        ('So --8<-- "not.md" it is.', "So \ufffd it is."),
    ],
)  # fmt: skip
def test_code_is_shown_as_it_is_typed(text: str, shown: str) -> None:
    """Four columns in nothing is mark-up; what a page computes or includes leaves a sign."""
    made = document(text, "guide.md")
    assert made.reading.text == shown
    for start, end in made.reading.sentences:
        check_quote(made.reading.text[start:end], made.reading.source_spans(start, end), made)
