"""Where sources differ: pairs made by hand, most of them traps that are no contradiction."""

from typing import Any

import pytest

from rag.answers.differ import differences, groups_that_differ
from rag.english.values import amounts, dates
from rag.views.words import differ_words

DIFFER = [
    ("When did Herat fall?", "Herat fell to the Northern Alliance on 12 November 2001.",
     "Herat fell to the Northern Alliance on 13 November 2001.", "date"),
    ("When did Herat fall?", "Herat fell to the Alliance on 12 November.",
     "According to others, Herat fell to the Alliance on November 13, 2001.", "date"),
    ("When did the Taliban take Herat?", "The Taliban took Herat in 1995.",
     "The Taliban captured Herat in September 1994.", "date"),
    ("When was the harbour of Skagen built?", "The harbour of Skagen was built in 1907.",
     "The harbour of Skagen was constructed in 1911.", "date"),
    ("When was the treaty signed?", "The treaty of Rawalpindi was signed on 8 August 1919.",
     "The treaty of Rawalpindi was signed on the 19th of August 1919.", "date"),
    ("When did the talks begin?", "The talks on the Petersberg began on 27 November 2001.",
     "The talks on the Petersberg opened on 2001-11-28.", "date"),
    ("When did the embassy reopen?", "The British embassy in Kabul reopened in January 2002.",
     "The British embassy in Kabul reopened in December 2001.", "date"),
    ("With how many men did Ismail Khan flee?", "Ismail Khan fled to Iran with 8,000 men.",
     "Ismail Khan fled to Iran with 800 men.", "amount"),
    ("How many men were there?", "Ismail Khan fled to Iran with 300 armed men.",
     "In the end, Ismail Khan fled to Iran with 3,000 men.", "amount"),
    ("How many delegates came to Bonn?", "Twenty-five delegates came to the conference in Bonn.",
     "Thirty-two delegates came to the conference in Bonn.", "amount"),
    ("How many were killed in Mazar?", "Eleven Iranians were killed in the consulate in Mazar.",
     "Nine Iranians were killed in the consulate in Mazar.", "amount"),
    ("How much did the bridge cost?", "The bridge at Hairatan cost $12 million.",
     "The bridge at Hairatan cost $97 million.", "amount"),
    ("What share voted for Karzai?", "Hamid Karzai won 55 per cent of the vote.",
     "Hamid Karzai won 49.6% of the vote.", "amount"),
    ("How many women sat there?", "Four women sat at the table on the Petersberg.",
     "About ten women sat at the table on the Petersberg.", "amount"),
    ("How many died?", "At least 2,000 people died in Mazar that August.",
     "Fewer than 500 people died in Mazar that August.", "amount"),
    ("How far is Herat from the border?", "Herat lies 120 kilometres east of the border.",
     "Herat lies 75 kilometres east of the border.", "amount"),
    ("How many languages does he speak?", "Crocker speaks two languages of the region.",
     "Crocker speaks five languages of the region.", "amount"),
    ("Who led the delegation?", "The delegation was led by Yunus Qanuni.",
     "The delegation was led by Burhanuddin Rabbani.", "name"),
    ("Who founded the Six plus Two group?", "The Six plus Two group was founded by Karimov.",
     "The Six plus Two group was founded by Lakhdar Brahimi.", "name"),
    ("Where was Dobbins born?", "James Dobbins was born in Brooklyn.",
     "James Dobbins was born in Manila.", "name"),
    ("Did Iran help?", "Iran did not help the Alliance in November 2001.",
     "Iran did help the Alliance in November 2001.", "denial"),
    ("Was the house sold?", "The house on the Petersberg was never sold to the state.",
     "The house on the Petersberg was sold to the state.", "denial"),
    ("Did he know the letter?", "Khan didn’t know the letter from Tehran.",
     "Khan knew the letter from Tehran.", None),
    ("Did Crocker sign it?", "Crocker signed the letter to Tehran.",
     "Crocker had not signed the letter to Tehran.", "denial"),
]  # fmt: skip
ALIKE = [
    # the same, said more or less exactly
    ("When?", "Herat fell to the Alliance in November 2001.",
     "Herat fell to the Alliance on 12 November 2001."),
    ("When?", "Herat fell to the Alliance on 12 November.", "Herat fell to the Alliance in 2001."),
    ("How many?", "Ismail Khan fled to Iran with about 8,000 men.",
     "Ismail Khan fled to Iran with 7,600 men."),
    ("How many?", "Ismail Khan fled to Iran with more than 300 men.",
     "Ismail Khan fled to Iran with 3,000 men."),
    ("How many?", "Ismail Khan fled to Iran with up to 9,000 men.",
     "Ismail Khan fled to Iran with 8,000 men."),
    ("How many?", "Ismail Khan fled to Iran with eight thousand men.",
     "Ismail Khan fled to Iran with 8,000 men."),
    ("How many?", "Ismail Khan fled to Iran with 8,000 men.",
     "Ismail Khan fled to Iran with 7,986 men."),
    ("How many?", "The bridge cost 1.5 million dollars in Hairatan.",
     "The bridge cost 1,500,000 dollars in Hairatan."),
    ("How many?", "Some 300 men or more stood in Herat.", "In Herat stood 450 men."),
    # another event, place or person
    ("When did they fall?", "Kabul fell to the Northern Alliance on 13 November 2001.",
     "Herat fell to the Northern Alliance on 12 November 2001."),
    ("When?", "The Taliban took Herat in 1995.", "The Taliban took Kabul in 1996."),
    ("When?", "The delegates arrived in Bonn on 26 November 2001.",
     "The delegates left Bonn on 5 December 2001."),
    ("How many?", "Ismail Khan fled with 8,000 men.", "Ismail Khan’s deputy fled with 300 men."),
    ("How many?", "In the battle of Herat 300 men were killed.",
     "In the battle of Herat 3,000 men were wounded."),
    ("How many?", "The prison of Herat holds 300 men.", "The prison of Herat holds 40 women."),
    ("When?", "The harbour was built in 1907.", "The harbour of Skagen was built in 1911."),
    ("When?", "The embassy closed in 1979.", "The embassy in Kabul reopened in 2002."),
    ("How many?", "The first convoy to Herat had 40 lorries.",
     "The second convoy to Herat had 25 lorries."),
    ("How many?", "Each convoy to Herat had 40 lorries.", "The convoy to Herat had 400 lorries."),
    ("How many?", "In 1995 the garrison of Herat had 300 men.",
     "In 2001 the garrison of Herat had 3,000 men."),
    ("How many?", "On 12 November 2001 a convoy to Herat had 40 lorries.",
     "On 13 November 2001 a convoy to Herat had 25 lorries."),
    # plans, edges of time, ranges
    ("When?", "The talks in Bonn were planned for 24 November 2001.",
     "The talks in Bonn began on 27 November 2001."),
    ("When?", "The conference in Bonn was expected to open on 24 November.",
     "The conference in Bonn was opened on 27 November."),
    ("When?", "The Taliban took Herat before 1996.", "The Taliban took Herat in 1995."),
    ("When?", "Iran helped the Alliance until 1998.", "Iran helped the Alliance in 2001."),
    ("When?", "The war in the north lasted from 1994 to 1996.",
     "The war in the north ended in 1998."),
    ("How many?", "Between 300 and 400 men fled to Iran with Khan.",
     "With Khan, 1,000 men fled to Iran."),
    ("How many?", "Khan fled to Iran with 8,000 to 9,000 men.", "Khan fled to Iran with 600 men."),
    ("When?", "The Taliban came to Herat in the 1990s.", "The Taliban came to Herat in 1979."),
    # numbers that count nothing
    ("Which?", "Resolution 1378 called for a government in Kabul.",
     "Resolution 1386 called for a force in Kabul."),
    ("Where?", "Nicholson tells it on page 9 of his book.",
     "Nicholson tells it on page 12 of his book."),
    ("Who?", "Article 5 of the treaty binds Norway.", "Article 6 of the treaty binds Norway."),
    # lists of names, different statements
    ("Who came to Bonn?", "Qanuni came to the conference in Bonn.",
     "Sirat came to the conference in Bonn."),
    ("Who led it?", "The delegation was led by Qanuni.",
     "The delegation was led by Qanuni and Abdullah."),
    ("Who was he?", "James Dobbins was the envoy.", "Lakhdar Brahimi was the envoy of Kofi Annan."),
    ("Who led it?", "The group from Rome was led by Sirat.",
     "The group from Cyprus was led by Jarir."),
    # no denial of the same thing
    ("Did Iran help?", "Iran did not only help the Alliance in Herat.",
     "Iran did help the Alliance in Herat."),
    ("Did Iran help?", "Iran did not help the Taliban in Herat.",
     "Iran did help the Alliance in Herat."),
    ("Did Iran help?", "Iran did not help the Alliance in 1998.",
     "Iran did help the Alliance in 2001."),
    ("Did they sign?", "Not all delegates signed the paper in Bonn.",
     "All delegates signed the paper in Bonn."),
    ("Did they sign?", "Khan would not sign the paper in Bonn.",
     "Khan signed the paper in Bonn."),
    ("Did he like it?", "He was not unhappy with the paper in Bonn.",
     "He was unhappy with the paper in Bonn."),
    ("Was it cold?", "The soup on the Petersberg was cold.",
     "The soup on the Petersberg was always good, not cold as in Kabul."),
]  # fmt: skip


@pytest.mark.parametrize(("question", "one", "other", "kind"), DIFFER)
def test_a_contradiction_is_seen(question: str, one: str, other: str, kind: str | None) -> None:
    """The same statement with another date, amount, name, or "not"; either way round."""
    for a, b in ((one, other), (other, one)):
        found = differences(question, [("a", a), ("b", b)])
        assert ([kind] if kind else []) == [difference.kind for difference in found]


@pytest.mark.parametrize(("question", "one", "other"), ALIKE)
def test_what_can_be_reconciled_is_no_contradiction(question: str, one: str, other: str) -> None:
    """Other events, rounding, hedges, plans and ranges: the sources do not differ."""
    for a, b in ((one, other), (other, one)):
        assert [] == differences(question, [("a", a), ("b", b)])


def test_the_words_that_differ_are_named() -> None:
    """Each as it stands in its quote, among other sentences too."""
    quotes = [
        ("a", "It was winter. Ismail Khan fled to Iran with 8,000 men."),
        ("c", "Nobody knew why."),
        ("b", "Ismail Khan fled to Iran with some eight hundred men. He came back."),
    ]
    (found,) = differences("With how many men?", quotes)
    assert (0, 2, ("8,000", "eight hundred")) == (found.one, found.other, found.words)


def test_a_document_does_not_differ_from_itself() -> None:
    """Two places of one document are its author's own business."""
    quotes = [("a", "The Taliban took Herat in 1995."), ("a", "The Taliban took Herat in 1996.")]
    assert [] == differences("When?", quotes)


def test_documents_are_grouped_by_their_differences() -> None:
    """Two that differ from a third one stand in one group with it; another one stays out."""
    quotes = [
        ("a", "The Taliban took Herat in 1995."),
        ("b", "The Taliban took Herat in 1994."),
        ("c", "Roses grow there."),
        ("d", "The Taliban took Herat in 1995."),
    ]
    found = differences("When?", quotes)
    assert [{"a", "b", "d"}] == groups_that_differ(found, [name for name, _ in quotes])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on 12 November 2001", [(12, 11, 2001)]),
        ("on November 3rd", [(3, 11, None)]),
        ("in May 1999", [(None, 5, 1999)]),
        ("on 2001-09-11", [(11, 9, 2001)]),
        ("in 1995", [(None, None, 1995)]),
        ("in 2000 cases", []),
        ("in the 1990s", []),
        ("12–13 December", []),
    ],
)
def test_dates(text: str, expected: list[tuple[int | None, ...]]) -> None:
    """As much of a date as the text says; a range is none."""
    assert expected == [(d.day, d.month, d.year) for d in dates(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("8,000 men", [(8000.0, "", ("men",))]),
        ("two hundred and fifty lorries", [(250.0, "", ("lorrie",))]),
        ("more than 1.5 million dollars", [(1500000.0, "least", ("dollar",))]),
        ("some 40 % of them", [(40.0, "about", ("%",))]),
        ("300 men or so", [(300.0, "about", ("men",))]),
        ("300 or so men", [(300.0, "about", ("men",))]),
        ("one of them", []),
        ("Article 5 and page 9", []),
        ("in 1995", []),
    ],
)
def test_amounts(text: str, expected: list[tuple[float, str, tuple[str, ...]]]) -> None:
    """Value, hedge and what is counted; numbers that name a thing count none."""
    assert expected == [(a.value, a.hedge, a.unit) for a in amounts(text)]


def test_the_terminal_says_it_too() -> None:
    """A sentence with both figures and their footnotes, and no verdict."""
    apart = [
        {"kind": "amount", "quotes": [4, 5], "words": ["8,000", "800"]},
        {"kind": "denial", "quotes": [4, 6], "words": ["It fell.", "It did not fall."]},
    ]
    record: Any = {"differences": apart}
    assert [
        "Sources differ: “8,000” in [4], “800” in [5].",
        "Sources differ: [4] and [6], one says what the other denies.",
    ] == differ_words(record)
