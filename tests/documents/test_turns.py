"""Turns of speech: whose words stand after a label, and what is no label."""

import pytest

from rag.answers.widen import widened
from rag.quotes.check import check_quote
from rag.quotes.voice import voice_of
from tests.support.building import document

DEPOSITION = """DEPOSITION OF JONAS BREKKE

Taken on 3 May 1994

BY MS HALLE:

Q. Who locked the boathouse?

A. The foreman did.

Q. Were you paid for that night?

MR ROED: Objection.

A. Not one crown.
"""
HEARING = """Hearing on the lock

CHAIRWOMAN DAHL: We begin. Mr Toft has the floor.

MR TOFT: The gate was rusted through. Nobody had looked at it.

It had been so for years.

CHAIRWOMAN DAHL: Thank you.
"""
INTERVIEW = """# Interview with Signe Moe, baker

**Interviewer:** When did you begin?

**Signe Moe:** I began in 1952.

**Interviewer:** The oven was cold, I have read.

**Signe Moe:** It never was.
"""
LINES = """# The sluice

By Ruth Haug

## The inquiry

Q. Who opened it?
A. I did.
Q. Were you alone?
A. I was not.

## Afterwards

Nobody spoke of it again.
"""
RECORD = """Hearing on the quay

CHAIRMAN OYEN: Mr Berg has the floor.

MR BERG: The crane was old.

Nobody had greased it.

The hearing was adjourned until noon.

[Recess]

CHAIRMAN OYEN: We go on.
"""
MEMBERS = """Harbour dues

4.12 pm

Mr. Egan Strell (Norn West) (Ind): How many pilots were dismissed?

The Minister for Harbours (Mrs. Tora Lind): Forty-one pilots were. I have placed a list there.

Mr. Strell: The list is four lines long.

Mrs. Lind: I am aware of it.
"""
SUBTITLES = """1
00:00:01,000 --> 00:00:03,000
The year was

2
00:00:03,500 --> 00:00:05,000
1945

3
00:00:05,500 --> 00:00:07,000
and the bridge was gone.
"""
ENTRIES = """# Two pumps

**Pros:** The old pump is cheap. It lasts.

**Cons:** It leaks in winter.

**Pros:** The new pump is silent.

**Cons:** It costs nine crowns a day.

**Editor:** Nils Ruud

**Translator:** Eva Strand
"""
CAPTIONS = """WEBVTT

1
00:00:01.000 --> 00:00:04.000
<v Pastor Lie>The bell was cast in Ghent
in a single night.

2
00:00:04.500 --> 00:00:09.000
<v Mrs Aas>It was bought second-hand.
"""
NOTES = """# A report

**Note:** The figures are for 1990.

**Warning:** They are not audited.

**Note:** A later edition has others.

Summary: The yard closed. Sources: The harbour office.
"""


def said(text: str, words: str, name: str = "a.md") -> tuple[str, str | None]:
    """Kind and speaker of some words of a document."""
    source = document(text, name)
    at = source.reading.text.index(words)
    voice = voice_of(source, at, at + len(words))
    return voice.kind, voice.speaker


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        (DEPOSITION, "The foreman did.", "Jonas Brekke"),
        (DEPOSITION, "Who locked the boathouse?", "Ms Halle"),
        (DEPOSITION, "Objection.", "Mr Roed"),
        (DEPOSITION, "Not one crown.", "Jonas Brekke"),
        (HEARING, "Nobody had looked at it.", "Mr Toft"),
        (HEARING, "It had been so for years.", "Mr Toft"),
        (HEARING, "Thank you.", "Chairwoman Dahl"),
        (INTERVIEW, "I began in 1952.", "Signe Moe"),
        (INTERVIEW, "The oven was cold, I have read.", "Interviewer"),
        (MEMBERS, "The list is four lines long.", "Mr. Strell"),
        (LINES, "A. I was not.", None),
        (CAPTIONS, "The bell was cast in Ghent in a single night.", "Pastor Lie"),
        (CAPTIONS, "It was bought second-hand.", "Mrs Aas"),
    ],
)
def test_a_label_names_the_speaker_of_its_turn(text: str, words: str, speaker: str | None) -> None:
    """Every sentence up to the next label is the speaker's, named or not; none is the author's."""
    assert ("quoted", speaker) == said(text, words)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (NOTES, "The figures are for 1990."),
        (NOTES, "The yard closed."),
        (LINES, "Nobody spoke of it again."),
        (HEARING, "Hearing on the lock"),
        (ENTRIES, "It leaks in winter."),
        (ENTRIES, "The new pump is silent."),
        (ENTRIES, "Nils Ruud"),
        (RECORD, "The hearing was adjourned until noon."),
    ],
)
def test_what_is_no_turn_is_the_authors(text: str, words: str) -> None:
    """Notes and warnings are no speakers, and a heading ends a conversation."""
    assert ("author", None) == said(text, words)


def test_who_examines_is_no_author() -> None:
    """A line that begins somebody's questions is no byline; a caption's time is no title."""
    assert (None, None) == (document(DEPOSITION).author, document(CAPTIONS).title)
    assert "-->" not in document(CAPTIONS).reading.text


@pytest.mark.parametrize(
    ("start", "quote"),
    [
        ("Q. Who locked", "Q. Who locked the boathouse?\n\nA. The foreman did."),
        ("A. The foreman", "Q. Who locked the boathouse?\n\nA. The foreman did."),
        ("Q. Were", "Q. Were you paid for that night?\n\nMR ROED: Objection.\n\nA. Not one crown."),
    ],
)
def test_question_and_answer_stay_together(start: str, quote: str) -> None:
    """A question takes its answer in, an answer its question, over an objection between them."""
    source = document(DEPOSITION)
    at = source.reading.text.index(start)
    sentence = next(cut for cut in source.reading.sentences if cut[0] <= at < cut[1])
    a, b = widened(source, *sentence, frozenset())
    assert quote == source.reading.text[a:b]


MAGAZINE = """# Tea with Signe Moe

**Interviewer:** When did you begin?

**Signe Moe:** I began in 1952. It was a cold year.

The flour came by boat.

We had one oven, and my sister held the lamp.

Moe pours the tea. Outside a tram goes by.

The bakery closed in 1980.

**Interviewer:** And then?

**Signe Moe:** Then I slept.

Her hands are still white.

**Interviewer:** Thank you.
"""
LOG = """Hearing on the weir

MR BERG: The weir was old.

(Laughter.)

Nobody had mended it.

Mr Berg sat down and lit a pipe.

The gate stood open all winter.

THE WITNESS: The keeper slept.

The witness was handed the ledger.

*The clerk reads the oath.*

Exhibit 4 shows the gate.

MR BERG: I am done.
"""


@pytest.mark.parametrize(
    ("text", "words", "voice"),
    [
        (MAGAZINE, "It was a cold year.", ("quoted", "Signe Moe")),
        (MAGAZINE, "The flour came by boat.", ("quoted", "Signe Moe")),  # she speaks after it
        (MAGAZINE, "The bakery closed in 1980.", ("quoted", None)),
        (MAGAZINE, "Her hands are still white.", ("quoted", None)),
        (LOG, "Nobody had mended it.", ("quoted", "Mr Berg")),
        (LOG, "Mr Berg sat down and lit a pipe.", ("author", None)),
        (LOG, "The gate stood open all winter.", ("quoted", None)),
        (LOG, "The witness was handed the ledger.", ("author", None)),
        (LOG, "The clerk reads the oath.", ("author", None)),
        (LOG, "Exhibit 4 shows the gate.", ("quoted", None)),
    ],
)
def test_in_doubt_nobody_is_named(text: str, words: str, voice: tuple[str, str | None]) -> None:
    """What an author or the record tells between the turns is not the last speaker's."""
    assert voice == said(text, words)


PODCAST = """# The long walk

[00:01] Host: Where did you begin?

[00:05] Rosa Lind: We began at the ford. I was late.

Then we climbed for two days.

[00:40] Host: And then you came down?

[00:44] Rosa Lind: I fell down.
"""


@pytest.mark.parametrize(
    ("words", "speaker"),
    [("I was late", "Rosa Lind"), ("Then we climbed", "Rosa Lind"), ("And then you", "Host")],
)
def test_a_time_before_a_label_is_no_part_of_it(words: str, speaker: str) -> None:
    """Transcripts of podcasts print where in the recording a turn begins."""
    found = document(PODCAST)
    at = found.reading.text.index(words)
    voice = voice_of(found, at, at + len(words))
    assert (voice.kind, voice.speaker) == ("quoted", speaker)


def test_a_figure_that_is_a_captions_words_stays() -> None:
    """Only a number right before a time counts captions; a year that is shown is text."""
    text = document(SUBTITLES).reading.text
    assert text == "The year was 1945 and the bridge was gone."
    assert ("quoted", "Mr Berg") == said(RECORD, "Nobody had greased it.")


def test_a_sentence_goes_on_over_captions_of_one_speaker() -> None:
    """Another speaker's caption, and words without an end, begin anew."""
    times = [f"00:00:0{n}.000 --> 00:00:0{n + 1}.000" for n in range(1, 6)]
    said_of = ["<v Ada>The dam had", "<v Ada>no permit.", "<v Bo>It was", "<v Ada>sold", "[music]"]
    cues = "\n\n".join(f"{time}\n{words}" for time, words in zip(times, said_of, strict=True))
    text = document(f"WEBVTT\n\n{cues}\n").reading.text
    assert text.split("\n\n") == ["The dam had no permit.", "It was", "sold", "[music]"]


@pytest.mark.parametrize("name", ["a.vtt", "a.srt"])
def test_the_mark_up_of_captions_is_no_text(name: str) -> None:
    """Classes, times and places of words go, characters are read; plain text keeps "&amp;"."""
    cues = (
        "00:00:01.000 --> 00:00:02.000\n<v Ada>Holm&nbsp;&amp;&nbsp;Sons <c.loud>paid</c> it.\n\n"
        "00:00:03.000 --> 00:00:04.000\n<v.low Bo Orr>It was<00:00:03.500> 5 &lt; 6.</v>\n\n"
        "00:00:05.000 --> 00:00:06.000\n{\\an8}<font color=red>Is it</font> <i>so</i>?\n"
    )
    page = document(f"WEBVTT\n\nNOTE made by hand\n\n{cues}", name)
    assert page.reading.text.replace("\xa0", " ").split("\n\n") == [
        "Holm & Sons paid it.", "It was 5 < 6.", "Is it so?",
    ]  # fmt: skip
    for start, end in page.reading.sentences:
        spans = page.reading.source_spans(start, end)
        check_quote(page.reading.text[start:end], spans, page)
    assert "&amp;" in document("Holm &amp; Sons paid.\n", "a.txt").reading.text


def test_captions_name_speakers_once_and_break_lines_anywhere() -> None:
    """The lines of a caption are one run of words; a label in capitals needs not come back."""
    page = document(
        "1\n00:00:01,000 --> 00:00:03,000\nANNA: The kiln was lit.\n\n"
        "2\n00:00:04,000 --> 00:00:06,000\nBERT: <i>He never\npaid for it.</i>\n",
        "a.srt",
    )
    said = page.reading.text
    start = said.index("BERT: He never paid for it.")
    assert voice_of(page, start, len(said)).speaker == "Bert"
    assert voice_of(page, 0, 8).speaker == "Anna"


def test_a_remark_between_a_name_in_bold_and_its_colon() -> None:
    """It is no part of the name."""
    page = document(
        "# Interview\n\n**Moss**: Was it?\n\n**Brand**: No.\n\n**Moss**: You lie.\n\n"
        "**Brand** (laughs): It was.\n"
    )
    start = page.reading.text.index("It was.")
    assert voice_of(page, start, start + 7).speaker == "Brand"


def test_a_surname_in_capitals_behind_a_title_is_a_label() -> None:
    """As parliaments print it; two members who speak in turn suffice."""
    record = "Mr. CLUCAS: Is it safe?\n\nMrs QUAYLE: It is not. I have walked it.\n\nNobody left.\n"
    assert ("quoted", "Mrs Quayle") == said(
        f"# The pier\n\nIt was late.\n\n{record}", "I have walked"
    )


def test_a_cue_without_a_tag_is_nobodys() -> None:
    """The tag of the cue before names who speaks in that one, and in no other."""
    cues = ("<v Ada>Holm paid for it.</v>", "Nobody has seen the bill.", "<v Bo>It was lost.</v>")
    times = "00:00:0{0}.000 --> 00:00:0{1}.000\n{2}\n\n"
    page = document(
        "WEBVTT\n\n" + "".join(times.format(n, n + 1, cue) for n, cue in enumerate(cues)), "a.vtt"
    )
    assert [voice_of(page, a, b).speaker for a, b in page.reading.sentences] == ["Ada", None, "Bo"]
