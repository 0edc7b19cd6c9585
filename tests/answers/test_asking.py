"""What a question asks for beside its subject: sources, sections, speakers, events, halves."""

from dataclasses import replace
from pathlib import Path

import pytest

from rag.answers.asking.definitions import definitions_first
from rag.answers.asking.events import event_of
from rag.answers.asking.halves import halves
from rag.answers.asking.sections import section_of, sections_in
from rag.answers.asking.sources import as_reported, source_of
from rag.answers.asking.speakers import spoken
from rag.answers.asking.spelling import respelled
from rag.answers.asking.unknown import not_known, without_ignorance
from rag.answers.asking.voice_questions import speaker_of
from rag.answers.asking.writers import asks_date, bylines, documents_titled, signed_by
from rag.answers.evidence import Candidate
from rag.answers.lookup import look_up
from rag.documents.document import Passage
from rag.documents.read import read_document
from rag.search.chunk import chunk
from rag.search.store import DocumentRow
from tests.support import building


def row(doc_id: str, title: str, author: str | None, date: str | None = None) -> DocumentRow:
    """A document of a library."""
    return DocumentRow(doc_id, f"{doc_id}.md", "", title, author, date, "", 1, 1, "/x", "", "", 1)


def candidate(text: str) -> Candidate:
    """A sentence that was found."""
    passage = Passage("d", 0, 0, len(text), text, ((0, len(text)),), (), "body")
    return Candidate(passage, 0, len(text), 0.5, (), 0)


ROWS = [
    row("essay", "Water and stone", "Elin Marsh", "2 May 2015"),
    row("report", "Report of the dam committee", "Oskar Holt", "9 May 1932"),
    row("rules", "Rules of the Bakers of Zell", None),
    row("ZBC-4.1", "", None),
    row("ZBC-5", "", None),
]


@pytest.mark.parametrize(
    ("question", "documents", "rest"),
    [
        ("According to Holt, who built it?", {"report"}, "who built it?"),
        ("Who built it, according to Elin Marsh?", {"essay"}, "Who built it?"),
        ("How many died in Holt's report?", {"report"}, "How many died?"),
        ("What do the Bakers' rules say?", {"rules"}, "What do the Bakers' rules say?"),
        ("In rules.md, what are the dues?", {"rules"}, "what are the dues?"),
        ("What does “Water and stone” say about masons?", {"essay"}, "What about masons?"),
        ("What does the report of 1932 say about masons?", {"report"}, "What about masons?"),
        ("Who pays the dues under ZBC-5?", {"ZBC-5"}, "Who pays the dues?"),
        ("In ZBC 4.1, who pays the dues?", {"ZBC-4.1"}, "who pays the dues?"),
        ("What does ZBC-5 say about dues?", {"ZBC-5"}, "What about dues?"),
        ("What does section 3 of the ZBC say?", {"ZBC-4.1", "ZBC-5"},
         "What does section 3 of the ZBC say?"),
    ],
)  # fmt: skip
def test_a_named_source_is_found_and_left_out(
    question: str, documents: set[str], rest: str
) -> None:
    """Author, file, title and description; what is left is what is searched."""
    found = source_of(question, ROWS)
    assert found is not None
    assert (set(found.documents), found.rest) == (documents, rest)


@pytest.mark.parametrize(
    ("question", "documents", "year"),
    [
        ("What does Moss write in 1961 about the weir?", {"m1961"}, None),
        ("According to Moss in 1974, who built it?", {"m1974"}, None),
        ("Who built it according to Moss's 1961 notes?", {"m1961"}, None),
        ("In 1974, what did Moss think of the weir?", {"m1974"}, None),
        ("What does Moss (1968) say about the weir?", {"m1961", "m1974"}, "1968"),
        ("Who built it in 1961 according to Moss?", {"m1961", "m1974"}, None),
    ],
)
def test_a_year_tells_which_work_of_an_author_is_meant(
    question: str, documents: set[str], year: str | None
) -> None:
    """If it is the year of writing; one that no work of the author has must be in the sentence."""
    rows = [*ROWS, *(row(f"m{y}", "The weir", "Edwin Moss", f"4 May {y}") for y in (1961, 1974))]
    found = source_of(question, rows)
    assert found is not None
    assert (set(found.documents), found.year) == (documents, year)


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("Nobody knows where he was born.", True),
        ("His place of birth is unknown.", True),
        ("No register says where she was born.", True),
        ("Where he was born was never recorded.", True),
        ("When he was born is not known.", False),
        ("Nobody knows where he was born, but the parish book has a Quill of Selm.", False),
        ("He was born in Selm.", False),
    ],
)
def test_what_is_not_known_is_no_answer(text: str, unknown: bool) -> None:
    """Where a sentence says so of what is asked, and of nothing else."""
    assert not_known("Where was Marek Quill born?", text) is unknown
    assert not not_known("What is known of the birth of Marek Quill?", text)
    assert not not_known("Where is a child of Selm born?", "It is not known if a child was born.")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("He never repaired the bridge.", 0.1),
        ("Men who were not hurt by the fire repaired the bridge.", 1.0),
    ],
)
def test_what_is_denied_is_no_answer(text: str, left: float) -> None:
    """Where the page denies what the question takes for true, nothing near it is sure."""
    found = [replace(candidate("The bridge is old."), score=0.4), candidate(text)]
    assert without_ignorance("When did he repair the bridge?", found)[1] == left


def test_an_author_may_be_quoted_by_others() -> None:
    """Where nothing of the author's answers, others may say what the author thinks."""
    asked = "How was it lost according to Holt?"
    source = source_of(asked, ROWS)
    assert source is not None
    told = as_reported(asked, source)
    assert told is not None
    assert (told.person, told.rest) == ("Holt", "How was it lost?")
    by_role = source_of("According to the Chair, how was it lost?", ROWS)
    assert by_role is not None
    assert by_role.person == "the chair"


def test_a_letter_is_whose_name_stands_below_it(tmp_path: Path) -> None:
    """Its words are hers, whom no byline names."""
    path = tmp_path / "a.txt"
    ends = "I remain, dear brother, your loving sister,\n\nEmilie\n"
    path.write_text(f"Graz, 2 May 1887\n\nDear Albin,\n\nFather is no better.\n\n{ends}", "utf-8")
    assert signed_by(read_document(path, "a.txt")) == "Emilie"


def test_a_name_that_nobody_bears_is_a_person() -> None:
    """Nothing of the library is taken for it; a title in running words is a subject."""
    found = source_of("Who built it, according to Karl Jung?", ROWS)
    assert found
    assert (found.person, found.documents) == ("Karl Jung", frozenset())
    assert source_of("Where do water and stone meet?", ROWS) is None


@pytest.mark.parametrize(
    ("question", "kind", "number"),
    [("What does § 4.2 say?", "section", "4.2"), ("What is in Article V?", "article", "5"),
     ("What does clause 7 (b) require?", "clause", "7(b)"), ("Read chapter 3", "chapter", "3")],
)  # fmt: skip
def test_a_section_is_read_from_the_question(question: str, kind: str, number: str) -> None:
    """Signs, words, Roman numerals and letters."""
    found = section_of(question)
    assert found
    assert (found.kind, found.number) == (kind, number)


def test_a_section_is_quoted_below_a_label_that_ends_with_a_stop(tmp_path: Path) -> None:
    """As contracts have it: "13. Notices." stands alone, its paragraphs below have no label."""
    path = tmp_path / "a.txt"
    text = (
        "12. Payment.\n\nThe rent is due in May.\n\n13. Notices.\n\nA notice is given in writing."
        "\n\nIt is sent by post.\n\n14. Law.\n\nThe law of Zell holds.\n"
    )
    path.write_text(text, encoding="utf-8")
    section = section_of("What does section 13 say?")
    assert section is not None
    (quote,) = sections_in(section, [read_document(path, "a.txt")])
    assert quote.text == "A notice is given in writing. It is sent by post."


@pytest.mark.parametrize("name", ["ABC-3.txt", "abc_3.txt", "law/abc-3.txt"])
def test_a_section_is_asked_of_the_file_that_is_named(tmp_path: Path, name: str) -> None:
    """Its name is told with or without the signs that part it, and is no subject of its own."""
    path = tmp_path / "a.txt"
    path.write_text("13. Notices.\n\nA notice is given in writing.\n", encoding="utf-8")
    source = read_document(path, name)
    for asked in ("What does section 13 of the ABC-3 say?", "What does section 13 of ABC 3 say?"):
        found = look_up(asked, [row("a", "Terms", None)], None, lambda _: source, lambda: ())
        assert found is not None
        assert ["A notice is given in writing."] == [quote.text for quote in found.quotes]


def test_a_note_is_quoted_by_its_number(tmp_path: Path) -> None:
    """A source's own note is a part of it that may be asked for by its mark."""
    path = tmp_path / "a.md"
    path.write_text("# Salt\n\nIt was dear.[^1] It was heavy.[^2]\n\n[^1]: Toll Book 7.\n"
                    "\n[^2]: Ledger of Zell, p. 3.\n", encoding="utf-8")  # fmt: skip
    section = section_of("What does note 2 say?")
    assert section is not None
    (quote,) = sections_in(section, [read_document(path, "a.md")])
    assert quote.text == "Ledger of Zell, p. 3."


def test_a_section_is_quoted_whole_under_its_heading(tmp_path: Path) -> None:
    """By a number that only its heading has; a clause by its own; a missing one not at all."""
    path = tmp_path / "lease.md"
    path.write_text(
        "# Lease\n\n## Article 3 Rent\n\n3.1 The rent is forty crowns.\n\n3.2 It is due in May.\n\n"
        "## Article 4 End\n\n4.1 Either side may end it.\n",
        encoding="utf-8",
    )
    lease = read_document(path, "lease.md")

    def texts(question: str) -> list[str]:
        asked = section_of(question)
        assert asked
        return [quote.text for quote in sections_in(asked, [lease])]

    assert texts("What does Article 3 say?") == [
        "3.1 The rent is forty crowns. 3.2 It is due in May."
    ]
    assert texts("What does clause 4.1 say?") == ["4.1 Either side may end it."]
    assert texts("What does Article 9 say?") == []
    (quote,) = sections_in(section_of("Article 3?"), [lease])  # type: ignore[arg-type]
    assert [quote.words_at(lead.spans) for lead in quote.lead] == ["Article 3 Rent"]


@pytest.mark.parametrize(
    ("question", "name", "topic"),
    [("What did Anna Roth say about the mill?", "Anna Roth", "the mill"),
     ("Quotes by Povl Krag", "Povl Krag", None), ("What does the author conclude?", None, None),
     ("What conclusions did Povl Krag draw about the peat?", "Povl Krag", "the peat")],
)  # fmt: skip
def test_whose_words_are_asked_for(question: str, name: str | None, topic: str | None) -> None:
    """A person's, or the author's; a storm says nothing."""
    found = speaker_of(question)
    assert found
    assert (found.name, found.topic) == (name, topic)
    assert speaker_of("What did the storm destroy?") is None
    assert speaker_of("When did Ann Roth testify?") is None


def test_an_event_has_a_name_and_a_verb() -> None:
    """Other verbs of the same event count; a question with more in it is left alone."""
    event = event_of("When did Harsk fall?")
    assert event
    assert {"harsk"} == event.names
    assert "captur" in " ".join(event.acts)
    assert event_of("Why did the council of Harsk refuse to pay the men?") is None
    first = event_of("When was the Guild first banned in Zell?")
    assert first
    assert not first.nouns


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("Who led it and when did it end?", ["Who led it?", "When did it end?"]),
        ("When and where was she born?", ["When was she born?", "Where was she born?"]),
        ("Who signed and ratified it?", ["Who signed and ratified it?"]),
        ("Who signed it and by when is it due?", ["Who signed it?", "By when is it due?"]),
    ],
)
def test_halves(question: str, parts: list[str]) -> None:
    """Each half has a question word of its own."""
    assert halves(question) == parts


def test_an_unknown_word_is_read_as_the_nearest_of_the_library() -> None:
    """A name as a name; English words and words of the library stay."""
    said = respelled(
        "Did Orlow give minstries away?",
        lambda word: word in ("give", "away"),
        lambda _word, _far: ["Orlo", "orlov", "ministries", "Ministry"],
    )
    assert said == (
        "Did Orlo give ministries away?",
        [("Orlow", "Orlo"), ("minstries", "ministries")],
    )


def test_who_wrote_a_title(tmp_path: Path) -> None:
    """The byline is quoted; a title that is not asked for is none."""
    path = tmp_path / "essay.md"
    path.write_text("# Water and stone\n\nBy Elin Marsh\n\nThe dam cost much.\n", encoding="utf-8")
    essay = read_document(path, "essay.md")
    asked = documents_titled("Who wrote “Water and stone”?", ROWS)
    assert [one.doc_id for one in asked] == ["essay"]
    quotes, said = bylines(asked, lambda _: essay)
    assert ([quote.text for quote in quotes], said) == (["By Elin Marsh"], [])
    assert documents_titled("Who wrote the letter to the king?", ROWS) == []


def test_a_mark_inside_a_paragraph_is_found(tmp_path: Path) -> None:
    """With its heading beside it, and nothing of the item before or behind."""
    path = tmp_path / "s.md"
    path.write_text(
        "# Statutes\n\n## § 3 Fees\n\n(1) The fee is forty marks. (2) Some pay half.\n", "utf-8"
    )
    statutes = read_document(path, "s.md")
    (quote,) = sections_in(section_of("What does § 3 (2) say?"), [statutes])  # type: ignore[arg-type]
    assert quote.text == "(2) Some pay half."
    assert quote.lead


def test_the_author_of_a_title_is_whose_words_are_asked_for() -> None:
    """The title tells the document; what is asked of "the author" stays."""
    found = source_of("What does the author of Water and stone conclude?", ROWS)
    assert found is not None
    assert found.documents == {"essay"}
    assert found.rest == "What does the author conclude?"


def test_when_a_title_was_written_is_answered_by_its_dateline(tmp_path: Path) -> None:
    """Not by the byline, which has no date."""
    path = tmp_path / "essay.md"
    path.write_text(
        "# Water and stone\n\nBy Elin Marsh\n\n2 May 2015\n\nThe stone held for nine hundred"
        " years, and the water took it in one night.\n",
        encoding="utf-8",
    )
    document = read_document(path, "essay.md")
    assert asks_date("When was Water and stone written?")
    quotes, said = bylines([ROWS[0]], lambda _: document, dated=True)
    assert ([quote.text for quote in quotes], said) == (["2 May 2015"], [])


BRIEF = """# The weir

The mayor met the press on Monday, and the talk was long. In it, Ann Roth also said:

- the weir must stay where it is
- fishing needs a licence from May

Officials said that the demand that Ann Roth be heard on the mill had not changed.
"""


def test_a_list_below_who_says_it_is_what_they_say(tmp_path: Path) -> None:
    """The lead-in names the speaker; who is only named in a sentence says nothing in it."""
    path = tmp_path / "a.md"
    path.write_text(BRIEF, encoding="utf-8")
    document = read_document(path, "a.md")
    passages = chunk(document)
    found = [
        Candidate(one, one.start + a, one.start + b, 0.5, (), 0)
        for one in passages
        for a, b in one.sentences
    ]

    def words(question: str) -> list[str]:
        asked = speaker_of(question)
        assert asked is not None
        return [one.text for one in spoken(asked, found, lambda _: document)[0]]

    assert words("What did Ann Roth say about the weir?") == [
        "the weir must stay where it is",
        "In it, Ann Roth also said:",
        "fishing needs a licence from May",
    ]
    assert words("What did Karl Amund say about the weir?") == []


def test_who_acts_behind_a_long_opening_may_have_said_it(tmp_path: Path) -> None:
    """The subject stands behind an opening clause, with an apposition, before another verb."""
    text = (
        "Speaking before the whole council of the town a few weeks after the miller's angry words "
        "on the weir, Ann Roth, the second secretary of the office for rivers and for harbours, "
        "defended it. Karl Amund kept silent.\n"
    )
    path = tmp_path / "a.md"
    path.write_text(text, encoding="utf-8")
    document = read_document(path, "a.md")
    (passage,) = chunk(document)
    found = [Candidate(passage, a, b, 0.5, (), 0) for a, b in passage.sentences]
    asked = speaker_of("What did Ann Roth argue?")
    assert asked is not None
    kept, _ = spoken(asked, found, lambda _: document)
    assert [one.text[:8] for one in kept] == ["Speaking"]


def test_what_the_author_hands_on_is_not_what_the_author_says_first(tmp_path: Path) -> None:
    """Another one's words stay, for the author chose them, but count for less."""
    text = (
        "The Courier quotes Karl Amund as saying that the trips to Harsk were private. "
        "According to Ann Roth the trips to Harsk were paid. "
        "The trips to Harsk surprise nobody.\n"
    )
    path = tmp_path / "a.md"
    path.write_text(text, encoding="utf-8")
    document = read_document(path, "a.md")
    (passage,) = chunk(document)
    found = [Candidate(passage, a, b, 0.8 - 0.1 * n, (), 0)
             for n, (a, b) in enumerate(passage.sentences)]  # fmt: skip
    asked = speaker_of("What does the author conclude about the trips?")
    assert asked is not None
    kept, sure = spoken(asked, found, lambda _: document)
    assert [one.text[:9] for one in kept] == ["The trips", "The Couri", "According"]
    assert sure
    alone, _ = spoken(asked, found[:1], lambda _: document)
    assert [one.score for one in alone] == [0.8]


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Who is a Warden under the rules?", "“Warden” means"),
        ("What does Deputy Warden mean?", "A “Deputy Warden” is"),
        ("Who pays the Warden?", "The Warden is paid"),
    ],
)
def test_a_definition_comes_before_other_uses_of_its_word(question: str, first: str) -> None:
    """Its own alone: that of another term, and a question for something else, move nothing."""
    said = ["The Warden is paid by the mill.", "A “Deputy Warden” is named in May.",
            "“Warden” means whoever holds the key."]  # fmt: skip
    found = [replace(candidate(text), score=0.9 - 0.1 * n) for n, text in enumerate(said)]
    assert definitions_first(question, found)[0].text.startswith(first)


def test_a_work_concludes_where_a_section_is_called_so() -> None:
    """Not where a sentence before it says "thus"; "the essay" is its author."""
    text = (
        "# A\n\n## Floods\n\nThus the dam gave way.\n\n## Conclusion\n\nNobody had inspected it.\n"
    )
    dam = building.document(text)
    found = [
        Candidate(passage, passage.start + a, passage.start + b, 0.5, (), 0)
        for passage in chunk(dam) for a, b in passage.sentences
    ]  # fmt: skip
    asked = speaker_of("What does the essay conclude?")
    assert asked is not None
    kept, sure = spoken(asked, found, lambda _: dam)
    assert (kept[0].text, kept[0].score > kept[1].score, sure) == (
        "Nobody had inspected it.", True, True,
    )  # fmt: skip


TALK = """# Hearing on the weir

MS GRAY: My uncle caught forty eels there.

MS ROTH: Where did the eels come from?

MR LIND: They came from the lake. Ole Brun is certain that it leaks.

MS ROTH: I told Ada Holm that the sluice was shut.

MS GRAY: What did the miller say about the wheel?

MR LIND: He said that the wheel was rotten.

# News

Nine men were hurt. Karl Amund came round and told them that the pump was old. “The pump was
tested in June,” said Ada Holm, the engineer. “The gate was tested in May,” she added.
"""


@pytest.mark.parametrize(
    ("question", "words", "sure"),
    [
        ("What did Karl Amund say?", "Karl Amund came", True),
        ("What did Ada Holm say about the gate?", "“The gate was", True),
        ("What did the engineer say about the gate?", "“The gate was", True),
        ("What did Ada Holm say about the sluice?", "“The pump was", False),
        ("What did Mr Lind say about the eels?", "MR LIND: They", True),
        ("What did Mr Lind say about where eels come from?", "MR LIND: They", True),
        ("What did Ms Roth say about the eels?", "MS ROTH: Where", False),
        ("What did Ms Roth say about counting eels?", "MS ROTH: Where", False),
        ("Does Ms Gray like the eels?", "MS GRAY: My", True),
        ("What did the miller say about the wheel?", "MR LIND: He", True),
    ],
)
def test_who_speaks_of_the_topic(tmp_path: Path, question: str, words: str, sure: bool) -> None:
    """By a second verb, by a pronoun behind the words; all before a preposition is the topic."""
    path = tmp_path / "a.md"
    path.write_text(TALK, encoding="utf-8")
    document = read_document(path, "a.md")
    found = [
        Candidate(one, one.start + a, one.start + b, 0.5, (), 0)
        for one in chunk(document)
        for a, b in one.sentences
    ]
    asked = speaker_of(question)
    assert asked is not None
    kept, spoke = spoken(asked, found, lambda _: document)
    assert (" ".join(kept[0].text.split()[:3]), spoke) == (words, sure)
