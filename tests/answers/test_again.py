"""The second look reads the best sentences of all passages in one list."""

from collections.abc import Sequence

from rag.answers.again import LOOKED, known_of, looked_again
from rag.answers.features import Scorer, SentenceFeatures
from rag.answers.reader import Reading, ReadText
from rag.documents.document import Passage as Found
from rag.search.embed import load_embedder
from rag.search.retriever import Hit

FIRST = Scorer(reader=1.0, again=0.5)


class Rival:
    """A reader that notes what it is given and likes the sentences with a word."""

    name = "rival"

    def __init__(self, word: str = "") -> None:
        self.word = word
        self.given: list[ReadText] = []

    def read(self, question: str, passages: Sequence[ReadText]) -> list[Reading]:  # noqa: ARG002
        """A high score for every sentence that holds the word."""
        self.given += passages
        return [
            Reading(0.0, tuple(0.9 if self.word in text[a:b] else 0.1 for a, b in borders), ())
            for text, borders in passages
        ]


def hit(number: int, *sentences: str) -> Hit:
    """A hit whose passage has these sentences."""
    text = " ".join(sentences)
    borders: list[tuple[int, int]] = []
    for sentence in sentences:
        start = text.index(sentence, borders[-1][1] if borders else 0)
        borders.append((start, start + len(sentence)))
    passage = Found(f"d{number}", 0, 0, len(text), text, tuple(borders), (), "body")
    return Hit(passage, 1.0)


def known(*rows: Sequence[float]) -> list[list[SentenceFeatures]]:
    """Figures with nothing but the reader's logits."""
    return [[SentenceFeatures(x, 0.0, 0.1, 0.0, 0.0, 1.0, x) for x in row] for row in rows]


def test_list_holds_the_best_of_all_hits_in_their_order() -> None:
    """Each listed sentence stands once and whole, however many passages hold it."""
    hits = [hit(1, "Alpha is one.", "Beta is two."), hit(2, "Gamma is three.", "Alpha is one.")]
    reader = Rival("Gamma")
    rows = looked_again("?", hits, known([0.0, 3.0], [1.0, 0.5]), reader, FIRST)
    [(text, borders)] = reader.given
    assert [text[a:b] for a, b in borders] == ["Beta is two.", "Gamma is three.", "Alpha is one."]
    assert rows[1][0].again > rows[0][1].again
    assert rows[0][0].again == rows[1][1].again


def test_what_is_not_listed_gains_nothing() -> None:
    """A sentence beyond the list counts no more than the last one in it."""
    many = [f"Sentence {n} is here." for n in range(LOOKED + 3)]
    logits = [float(-n) for n in range(LOOKED + 3)]
    [rows] = looked_again("?", [hit(1, *many)], known(logits), Rival("none"), FIRST)
    assert len({row.again for row in rows[:LOOKED]}) == 1
    assert all(row.again <= rows[0].again for row in rows[LOOKED:])


def test_lone_sentence_and_a_scorer_without_weight_cost_no_reading() -> None:
    """Nothing is read again where there is no rival, or where it would not count."""
    reader, alone = Rival(), [hit(1, "Alpha is one.")]
    assert looked_again("?", alone, known([1.0]), reader, FIRST) == known([1.0])
    two = [hit(1, "Alpha is one.", "Beta is two.")]
    readings = reader.read("?", [(h.passage.text, h.passage.sentences) for h in two])
    reader.given.clear()
    rows = known_of("?", two, readings, (reader, load_embedder(), Scorer(reader=1.0)))
    assert reader.given == []
    assert [row.again for row in rows[0]] == [row.reader for row in rows[0]]
