"""From question to quotes: what is chosen, in what order, and when nothing is."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from rag.answers.choose import select
from rag.answers.confidence import UNCALIBRATED, Calibrator, features, load_calibrator
from rag.answers.engine import Abstention, Answer, Engine
from rag.answers.evidence import Candidate, Policy, as_read, behind_statements, candidates
from rag.answers.reader import Reading, ReadText, ScoredSpan
from rag.documents.document import Passage
from rag.english.terms import content_words, coverage
from rag.errors import ModelError
from rag.search import open_index, update_index
from rag.search.retriever import Hit
from rag.span import Span
from tests.support.hashing import HashingEmbedder

BRIDGE = """# The bridge

By Maria Lopez

The bridge was opened in 1911. It cost nine million crowns.[^1] The mayor wept.

Nobody had crossed the river before that year. The ferry was sold to Zell in the north.

[^1]: City archive, box 12.

Comments (2)

  • Ann says:

    The bridge was opened by my grandfather.

  • Bob says:

    It is far too narrow.
"""
FERRY = """# The ferry

The ferry was sold to Zell in the north. It sank in 1920.
"""


class Overlap:
    """A reader that scores a sentence by the share of the question's words in it."""

    name = "overlap"

    def read(self, question: str, passages: Sequence[ReadText]) -> list[Reading]:
        """One reading a passage; the first sentence's first word is the answer span."""
        readings = []
        for text, borders in passages:
            scores = tuple(min(0.99, coverage(question, text[a:b])) for a, b in borders)
            span = ScoredSpan(borders[0][0], borders[0][0] + 3, 0.9)
            readings.append(Reading(10 * max(scores) - 5, scores, (span,)))
        return readings


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """An engine over two small documents, without any model."""
    folder = tmp_path_factory.mktemp("library")
    (folder / "bridge.md").write_text(BRIDGE, encoding="utf-8")
    (folder / "ferry.md").write_text(FERRY, encoding="utf-8")
    directory = tmp_path_factory.mktemp("index")
    update_index(directory, [folder], HashingEmbedder())
    with closing(open_index(directory, HashingEmbedder())) as index:
        yield Engine(index, Overlap(), UNCALIBRATED, HashingEmbedder())


def texts(result: Answer | Abstention) -> list[str]:
    """What an answer quotes, in order."""
    return [quote.text for quote in result.quotes] if isinstance(result, Answer) else []


def paths(result: Answer | Abstention) -> set[str]:
    """The documents that an answer quotes."""
    return {q.document.path for q in result.quotes} if isinstance(result, Answer) else set()


def test_the_sentence_that_answers_is_quoted_with_its_note(engine: Engine) -> None:
    """A sentence that begins with "It" brings the one that it refers to, and its note."""
    result = engine.ask("What did it cost in crowns?")
    assert texts(result) == ["The bridge was opened in 1911. It cost nine million crowns."]
    assert isinstance(result, Answer)
    assert [note.text for note in result.quotes[0].notes] == ["City archive, box 12."]


def test_the_same_sentence_in_two_documents_is_one_quote(engine: Engine) -> None:
    """The second place is told beside the first."""
    result = engine.ask("Was the ferry sold to a village in the north?")
    assert isinstance(result, Answer)
    quote = result.quotes[0]
    paths = {quote.document.path, *(place.document.path for place in quote.also)}
    assert (quote.text, paths) == (
        "The ferry was sold to Zell in the north.",
        {"bridge.md", "ferry.md"},
    )


def test_a_comment_does_not_answer_unless_readers_are_asked_for(engine: Engine) -> None:
    """A commenter's claim stays below the author's words."""
    assert texts(engine.ask("Was the bridge opened by a grandfather?"))[:1] != [
        "The bridge was opened by my grandfather."
    ]
    result = engine.ask("What do readers comment about the grandfather who opened the bridge?")
    assert isinstance(result, Answer)
    assert result.quotes[0].voice.kind == "comment"


def test_words_that_the_question_quotes_are_found_wherever_they_stand(engine: Engine) -> None:
    """A reader's comment, too, though the case and the marks around them differ."""
    result = engine.ask('Who said "the Bridge was opened by my grandfather"?')
    assert isinstance(result, Answer)
    assert result.quotes[0].text == "The bridge was opened by my grandfather."
    other = engine.ask('Who said "the bridge was opened by my great uncle"?')
    assert texts(other)[:1] != ["The bridge was opened by my grandfather."]


def test_what_rules_leave_out_still_counts_as_a_rival() -> None:
    """The calibrator was fitted on all sentences; none left out is above the best that fits."""
    passage = Passage("d", 0, 0, 9, "One. Two.", ((0, 4), (5, 9)), (), "body")
    first, second = (Candidate(passage, a, b, s, (), 0) for a, b, s in ((0, 4, 0.9), (5, 9, 0.6)))
    assert as_read([first], [first, second]) == [first, second]
    assert [one.score for one in as_read([second], [first, second])] == [0.6, 0.6]
    assert as_read([], [first, second]) == []


def test_a_document_without_any_name_of_the_question_is_no_evidence(engine: Engine) -> None:
    """Where another document has one, though it has the other words."""
    assert "ferry.md" in paths(engine.ask("What sank in the north?", min_confidence=0.0))
    assert "ferry.md" not in paths(engine.ask("What sank, Maria Lopez?", min_confidence=0.0))


def test_the_name_of_an_author_is_known(engine: Engine) -> None:
    """Nobody is told that no document has it."""
    result = engine.ask("Which medals did Maria Lopez win in Rome?", min_confidence=1.1)
    assert isinstance(result, Abstention)
    said = " ".join(remark.words for remark in result.remarks)
    assert "Maria" not in said
    assert "Rome" in said


def test_a_byline_answers_only_who_wrote(engine: Engine) -> None:
    """It has the name that is asked about, and says nothing of her but that she wrote."""
    byline = "By Maria Lopez"
    assert byline in texts(engine.ask("Who wrote it, Maria Lopez?", min_confidence=0.0))
    asked = engine.ask("Whom did Maria Lopez meet?", min_confidence=0.0)
    assert byline not in texts(asked)


@pytest.mark.parametrize(
    ("question", "reason"), [("", "empty_question"), (" ?! ", "empty_question")]
)
def test_a_question_without_words_is_no_question(
    engine: Engine, question: str, reason: str
) -> None:
    """It gets an abstention that says so."""
    result = engine.ask(question)
    assert isinstance(result, Abstention)
    assert (result.reason, result.nearest) == (reason, ())


def test_without_evidence_it_abstains_and_shows_the_nearest(engine: Engine) -> None:
    """The nearest passages are there, but they are no answer."""
    result = engine.ask("Which opera did the ambassador compose?")
    assert isinstance(result, Abstention)
    assert (result.reason, len(result.nearest) > 0) == ("no_evidence", True)


def test_the_search_can_be_kept_to_some_documents(engine: Engine) -> None:
    """Nothing is quoted from any other."""
    row = engine.index.find("ferry.md")
    assert row is not None
    result = engine.ask("Was the ferry sold in the north?", documents=frozenset({row.doc_id}))
    assert isinstance(result, Answer)
    assert {quote.document.path for quote in result.quotes} == {"ferry.md"}


def test_an_empty_index_is_said_to_be_empty(tmp_path: Path) -> None:
    """That is another thing than finding nothing."""
    (tmp_path / "empty").mkdir()
    update_index(tmp_path / "index", [tmp_path / "empty"], HashingEmbedder())
    with closing(open_index(tmp_path / "index", HashingEmbedder())) as index:
        result = Engine(index, Overlap(), UNCALIBRATED, HashingEmbedder()).ask("Who was it?")
    assert isinstance(result, Abstention)
    assert result.reason == "empty_index"


def test_neighbouring_sentences_become_one_quote(engine: Engine) -> None:
    """Two chosen sentences that stand together are quoted together."""
    row = engine.index.find("bridge.md")
    assert row is not None
    hits = [h for h in engine.index.search("bridge", 8) if h.passage.doc_id == row.doc_id]
    hits = [h for h in hits if "crowns" in h.passage.text]
    text, borders = hits[0].passage.text, hits[0].passage.sentences
    wanted = ("The bridge was opened", "It cost", "Nobody had")
    scores = tuple(0.9 if text[a:b].startswith(wanted) else 0.0 for a, b in borders)
    found = candidates(hits, [Reading(1.0, scores, ())], [scores], Policy())
    quotes = select(found, engine.index.document, Policy(share=0.5))
    assert [quote.text for quote in quotes] == [
        "The bridge was opened in 1911. It cost nine million crowns.",
        "Nobody had crossed the river before that year.",
    ]


REFERENCE = "Marta Lindqvist, The Bridge at Vik: A Life of Karl Enn (Oslo: Ferrier, 1988)."
SENTENCE = "Enn (The Bridge, 1988) was born in Vik."


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Where was Karl Enn born?", SENTENCE),
        ("Which book is about Karl Enn?", REFERENCE),
        ("Who told in 'The Bridge at Vik' of Karl Enn?", REFERENCE),
    ],
)
def test_a_reference_stands_behind_what_says_something(question: str, first: str) -> None:
    """Unless a work is asked for or quoted: it has a question's words, and says nothing."""
    text = f"{REFERENCE} {SENTENCE}"
    borders = ((0, len(REFERENCE)), (len(REFERENCE) + 1, len(text)))
    passage = Passage("d", 0, 0, len(text), text, borders, (Span(0, len(text)),), "body")
    scores = (0.9, 0.5)
    found = candidates([Hit(passage, 1.0)], [Reading(1.0, scores, ())], [scores], Policy())
    assert behind_statements(question, found)[0].text == first


def test_a_limit_on_quotes_is_kept(engine: Engine) -> None:
    """Never more than asked for."""
    assert len(texts(engine.ask("bridge ferry village river", max_quotes=1))) <= 1


def test_coverage_counts_content_words_only() -> None:
    """Function words do not count; endings are cut off."""
    assert content_words("Who opened the old bridges?") == ["opened", "old", "bridges"]
    assert coverage("Who opened the bridges?", "She opens a bridge") == 1.0


def test_probability_follows_standardised_weights() -> None:
    """The logistic value of bias and weighted features."""
    made = Calibrator(("top",), (1.0,), (2.0,), (4.0,), -2.0, 0.5)
    assert made.probability({"top": 2.0}) == 0.5


def test_a_calibrator_is_used_only_with_its_reader(tmp_path: Path) -> None:
    """Another reader is uncalibrated; a broken file is an error, not a guess."""
    path = tmp_path / "calibrator.json"
    path.write_text('{"reader": "a@1"}', encoding="utf-8")
    assert load_calibrator("b@2", path) == UNCALIBRATED
    with pytest.raises(ModelError, match="missing"):
        load_calibrator("a@1", path)


def test_features_are_finite_without_any_candidate() -> None:
    """An empty result has features, too."""
    assert set(features("Who?", [], []).values()) == {0.0}


def test_only_words_that_are_nearly_as_likely_are_marked_as_the_answer(engine: Engine) -> None:
    """A sentence's best answer span is marked, and those that come near it."""
    (hit,) = engine.index.search("the bridge opened", 1)
    spans = tuple(ScoredSpan(n, n + 1, score) for n, score in enumerate((0.9, 0.5, 0.1)))
    scores = tuple(0.5 for _ in hit.passage.sentences)
    (found, *_) = candidates([hit], [Reading(1.0, scores, spans)], [scores], Policy())
    first = hit.passage.start
    assert ((first, first + 1), (first + 1, first + 2)) == found.answers
