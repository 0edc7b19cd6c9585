"""The reader without training, which others are measured against."""

from rag.answers.reader.similarity import SimilarityReader
from tests.support.hashing import HashingEmbedder

TEXT = "The bridge was opened in 1911. Nobody wept."


def test_the_sentence_that_shares_words_and_meaning_scores_higher() -> None:
    """Scores lie in 0..1, one a sentence, and the passage's logit follows the best."""
    reader = SimilarityReader(HashingEmbedder())
    (reading,) = reader.read("When was the bridge opened?", [(TEXT, [(0, 30), (31, 43)])])
    assert 0.0 <= reading.sentences[1] < reading.sentences[0] <= 1.0
    assert reading.answerable == 20 * (reading.sentences[0] - 0.5)


def test_nothing_to_read_answers_nothing() -> None:
    """A passage without sentences gets the lowest logit and no scores."""
    (reading,) = SimilarityReader(HashingEmbedder()).read("Who?", [("", [])])
    assert (reading.answerable, reading.sentences) == (-10.0, ())
