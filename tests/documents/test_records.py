"""Whose words stand in chats, threads of mail, sworn statements and opinions; signed quotes."""

import pytest

from rag.audit import audit
from tests.documents.test_turns import said
from tests.support.building import document

CHAT = """12/03/2021, 09:15 - Hanna Berg: The keel is cracked.
12/03/2021, 09:17 - Tom Okafor: It was fine in October.
12/03/2021, 09:18 - Tom Okafor left
"""
MAIL = """From: Greta Nyman <greta@example.org>
Sent: Monday, 4 May 2015 09:12
To: Paul Roth
Subject: RE: the pier

I will not sign.

On Fri, 1 May 2015 at 17:40, Paul Roth <paul@example.org> wrote:
> The piles were tested.
"""
SWORN = """WITNESS STATEMENT

I, Rafiq Anwar, of Bolton, will say as follows:

1. The fire door was chained.

Sworn before me, Harlan Betts.
"""
OPINION = """Harrow Ltd v Dunmore Council

[2006] EWCA Civ 771

LORD JUSTICE PEEL:

1. The sign was illegible.

2. Nobody had mended the fence.
"""
SIGNED = """# Guests

> The bread is honest.
>
> — Pia Sloane

> We left hungry.
>
> — Jan Voss
"""
SPEECH = """Hearing on the mud

MR HAYES: I met a farmer. He told me: "The bank owns everything but the mud."

MR STRAND: I know him.
"""
INDENTED = """EXAMINATION UNDER OATH OF ADA LUND

    BY MS. PRATT:

        Q.  Who kept the books?

        A.  The driver kept them.

        MR. LOWELL:  Objection, foundation.
"""
TRIAL = """ASSIZES AT HOLME. THE QUEEN v. RUDD

Mrs. ELLEN LOMAX, widow, sworn, said: I saw a man at the door.

Cross-examined by Mr. TARVER: I never said that it was Rudd.

CALEB STOTT, carter, sworn: He paid me in new coin.

Q: Were you paid at once?

A: The next morning.
"""
FOCUS = """# Focus group: buses

Moderator: What do you think?

P1: It is made for others.

Moderator: And you?

P4: I walk.
"""
EPIGRAPH = """# The road

"The sea gives nothing back."
— Torvald Hagen, Letters

"Every road ends in a field."
— Aoife Brennan

The road was closed in 1953.
"""


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        (INDENTED, "The driver kept them.", "Ada Lund"),
        (INDENTED, "Objection, foundation.", "Mr. Lowell"),
        (TRIAL, "I saw a man", "Mrs. Ellen Lomax"),
        (TRIAL, "I never said that", "Mrs. Ellen Lomax"),
        (TRIAL, "He paid me in new coin.", "Caleb Stott"),
        (TRIAL, "ASSIZES", None),
        (FOCUS, "It is made for others.", "P1"),
        (EPIGRAPH, "The sea gives nothing back.", "Torvald Hagen"),
        (EPIGRAPH, "Every road ends in a field.", "Aoife Brennan"),
        (CHAT, "The keel is cracked.", "Hanna Berg"),
        (CHAT, "It was fine in October.", "Tom Okafor"),
        (MAIL, "I will not sign.", "Greta Nyman"),
        (MAIL, "The piles were tested.", "Paul Roth"),
        (SWORN, "The fire door was chained.", "Rafiq Anwar"),
        (SWORN, "Sworn before me", None),
        (OPINION, "Nobody had mended the fence.", "Lord Justice Peel"),
        (SIGNED, "The bread is honest.", "Pia Sloane"),
        (SIGNED, "We left hungry.", "Jan Voss"),
        (SPEECH, "The bank owns everything but the mud.", None),
    ],
)
def test_the_page_says_whose_words_they_are(text: str, words: str, speaker: str | None) -> None:
    """Each form names its speaker, and what it leaves open names nobody."""
    assert (said(text, words)[1] or None) == speaker


HE_AND_SHE = """# The dam

By Lotte Maurer

The engineer Silje Rand inspected the dam. The contractor, Anton Weiss, was with her. "The north \
wall has moved," she said.
"""
FIRST = """# The tannery

By Isolde Krantz

‘Leather stinks,’ said Benno Kalt.

I told them both: ‘I shall be a dentist.’
"""
TABLE = """# Round table: water

**Nils Aker:** The price of water has doubled.

**Sunniva Lie:** The pipes are old.

**Nils Aker:** The company paid its owners.

The round table ended at noon.
"""


@pytest.mark.parametrize(
    ("text", "draft"),
    [
        (HE_AND_SHE, "Anton Weiss said: “The north wall has moved”\n"),
        (FIRST, "Benno Kalt said: “I shall be a dentist.”\n"),
        (TABLE, "Nils Aker said: “The round table ended at noon.”\n"),
    ],
)
def test_a_false_name_is_never_verified_without_a_word(text: str, draft: str) -> None:
    """An object is not the subject beside it, and what has no label is not the last speaker's."""
    (finding,) = audit(draft, [document(text)]).findings
    assert finding.verdict == "misattributed" or finding.cautions
