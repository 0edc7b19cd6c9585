"""Whose words stand below initials, handles, parts, set-off questions and headings of letters."""

import pytest

from rag.quotes.voice import voice_of
from tests.support.building import document

ORAL = """# Oral history interview with Dolores Quint

Interviewed by Henry Ashby, 8 October 1988

**HA:** When did you come to the cannery?

**DQ:** In the spring of 1942.

**HA:** The owners said that everybody got the same.

**DQ:** The owners never stood on that floor.
"""
DEBATE = """# Debate on the Canal Tolls Bill

**Sir Geoffrey Lant (Wexbridge):** The tolls have not been raised since 1938.

**Mrs. Edith Corran (Marlow East):** Will the hon. Member give way?

**The Minister of Transport (Mr. Alec Dunmore):** The gates will be replaced by 1963.

Sitting suspended until half-past two.
"""
CHAT = """#harbour-ops

[2021-03-04 09:12] lena.frost: the crane is down again
[2021-03-04 09:13] omar.said: I told you it would fail.
[2021-03-04 09:14] lena.frost: who signed it off?
"""
PLAY = """THE KEEPER

A play in two acts

MARTHA. Who put out the lamp?

TOBIAS. The wind did.

MARTHA. There is no wind tonight.

She crosses to the window.

TOBIAS. Then I put it out.
"""
MAGAZINE = """# The prize

*The painter Sonja Hallberg talks to Dirk Emmel about money.*

*Why did you refuse it?*

Because I knew the sponsor.

*Was your gallery angry?*

My gallery dropped me within the week.
"""
LETTERS = """# The Correspondence of Ada Lisle

Edited by Fiona Marr

## Ada Lisle to Robert Thane, 3 March 1871

My dear Robert,

The bank has refused us again.

Ada

[Thane did not receive this letter.]
"""
DIALOGUE = """# The ferry

— It will hold, said Jonas Pell. It held my father.

— Your father was a lighter man, said Marie Dunn.
"""
PANEL = """# Panel: cities after the flood

**Leila Nasser:** Tomas, were they too low?

**Tomas Ruel:** They were too low by a metre.

**Grace Obi:** The soil under them was peat.

**Tomas Ruel:** The office knew of it.

**Grace Obi:** The city has set aside ninety million.
"""
PLAIN = """# “I never read reviews”: a talk with the cellist Mireille Aubin

Mireille Aubin has played for forty years. Interview: Dov Perlman

Do you read reviews?

Never.

When did you get your first cello?

I was six. My uncle brought it from Lyon.

Tell us about the train.

It was late, and I fell asleep on the case.

Will you retire?

Yes. In two years.
"""
NAMELESS = PLAIN.replace(": a talk with the cellist Mireille Aubin", "").replace(
    "Mireille Aubin has played for forty years. Interview: Dov Perlman", "Forty years of playing."
)
STANDFIRST = """# “The river never asked me”

Ferryman Odo Krull retires after fifty years. Interview: Jana Weiss

Mr Krull, how many crossings did you make?

I stopped counting at one hundred thousand.

Were you ever afraid?

Once, and I thought of my daughter.

Tell me about that night.

It was dark and I let us drift.

What will you do now?

Sleep.
"""
OURS = """# Your data and us

Our officer for data is Anna Rothwell.

What do you do with my address?

We keep it for a year and then we delete it.

Do you sell it?

We never sell it to anybody.

Can you send me a copy?

We send a copy within a month.
"""
COUNCIL = """# Town Council of Brackwater: meeting of 9 February

Cllr Amina Yusuf: The baths will need a new roof by winter.

Cllr Derek Poole: I would rather close the baths.

Cllr Yusuf: A roof costs less than that.

Town Clerk: The reserve stands at ninety thousand.

Cllr Ferris: Then we should borrow.
"""
LIST = """# Who sits on the board

Dr Anna Roth: professor of law at Bern since 1990.

Prof. Peter Marsh: lawyer, and author of our history.

Mrs Ida Kell: keeper of the archive. You can write to her.
"""
NOTICE = (
    MAGAZINE
    + """
*Her retrospective is at the Kunsthalle until 4 May.*
"""
)
BRIEFING = """Press briefing by Secretary Olav Dahl

SECRETARY DAHL: The port will open on Friday.

Q Does that include the cranes?

SECRETARY DAHL: It does not.

Q The union says that you lied.

SECRETARY DAHL: I did not lie.
"""
SUBTITLES = """1
00:00:01,000 --> 00:00:04,000
CORONER: What speed were you making?

2
00:00:04,200 --> 00:00:08,000
IVERSEN: Fourteen knots.

3
00:00:09,000 --> 00:00:12,000
- And after that?
- Six knots, no more.

4
00:00:12,500 --> 00:00:15,000
CORONER: The log says nine.
"""
OPINION = """# State v. Larrabee

Supreme Court of Wexmoor

CHIEF JUSTICE ABERNATHY delivered the opinion of the Court.

Section 14 of the Act provides:

> Whoever enters the barn of another is guilty of a trespass.

As I wrote in *Pruitt*:

> To enter is to go in.
"""
FAQ = """# Questions about the pump

*How is the pump switched on?*

The pump is switched on at the panel.

*Where is the fuse?*

The fuse is behind the panel.
"""


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        (ORAL, "In the spring of 1942.", "Dolores Quint"),
        (ORAL, "The owners said that everybody", "Henry Ashby"),
        (DEBATE, "The gates will be replaced", "Mr. Alec Dunmore"),
        (DEBATE, "The tolls have not been raised", "Sir Geoffrey Lant"),
        (DEBATE, "Sitting suspended", None),
        (CHAT, "I told you it would fail.", "Omar Said"),
        (CHAT, "who signed it off?", "Lena Frost"),
        (PLAY, "There is no wind tonight.", "Martha"),
        (PLAY, "She crosses to the window.", None),
        (MAGAZINE, "My gallery dropped me", "Sonja Hallberg"),
        (MAGAZINE, "Was your gallery angry?", "Dirk Emmel"),
        (LETTERS, "The bank has refused us again.", "Ada Lisle"),
        (LETTERS, "Thane did not receive this letter.", None),
        (DIALOGUE, "It held my father.", "Jonas Pell"),
        (DIALOGUE, "Your father was a lighter man", "Marie Dunn"),
        (PANEL, "The soil under them was peat.", "Grace Obi"),
        (PLAIN, "Never.", "Mireille Aubin"),
        (PLAIN, "Will you retire?", "Dov Perlman"),
        (PLAIN, "Tell us about the train.", "Dov Perlman"),
        (PLAIN, "It was late", "Mireille Aubin"),
        (NAMELESS, "My uncle brought it", None),
        (STANDFIRST, "Tell me about that night.", "Jana Weiss"),
        (STANDFIRST, "It was dark", "Odo Krull"),
        (OURS, "We never sell it", None),
        (COUNCIL, "A roof costs less", "Cllr Yusuf"),
        (COUNCIL, "The reserve stands", "Town Clerk"),
        (NOTICE, "Her retrospective is", None),
        (BRIEFING, "Does that include", None),
        (BRIEFING, "The union says", None),
        (BRIEFING, "I did not lie.", "Secretary Dahl"),
        (SUBTITLES, "Fourteen knots.", "Iversen"),
        (SUBTITLES, "Six knots, no more.", None),
        (SUBTITLES, "The log says nine.", "Coroner"),
        (OPINION, "Whoever enters the barn", None),
        (OPINION, "To enter is to go in.", "Chief Justice Abernathy"),
        (LIST, "You can write to her.", None),
        (FAQ, "The fuse is behind the panel.", None),
    ],
)
def test_words_have_the_speaker_whom_the_page_means(
    text: str, words: str, speaker: str | None
) -> None:
    """Initials and handles are names, brackets name a part's bearer, directions are nobody's."""
    found = document(text)
    start = found.reading.text.index(words)
    assert (voice_of(found, start, start + len(words)).speaker or None) == speaker


def test_answers_without_a_name_are_not_the_authors() -> None:
    """Questions in the second person and answers in the first are talk, whoever gives them."""
    found = document(NAMELESS)
    start = found.reading.text.index("My uncle")
    assert voice_of(found, start, start + 8).kind == "quoted"
