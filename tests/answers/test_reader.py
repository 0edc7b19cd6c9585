"""The evidence reader: its records, windows and pooling, and the packaged model's manners."""

import shutil
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.answers.logistic import logit
from rag.answers.reader import FILES, FOLDER, OnnxReader, Reader, load_reader
from rag.answers.reader.extract import LISTED, extract, extract_scored
from rag.answers.reader.graph import Output, pool, sentence_logits, token_spans
from rag.answers.reader.windows import MAX_TOKENS, Window, cut, sentence_numbers
from rag.english.sentence import sentences
from rag.errors import ModelError
from rag.models import pins

STORY = (
    "The harbour was dug in 1871. Its engineer was Ada Lindqvist, who had built two canals. "
    "Fishing boats use it to this day. The lighthouse came a decade later."
)


@pytest.fixture(scope="module")
def reader() -> Reader:
    """The packaged reader, loaded once."""
    return load_reader(threads=1)


@given(st.lists(st.integers(1, 60), min_size=1, max_size=40), st.integers(16, 250))
def test_windows_hold_every_token_in_order(lengths: list[int], room: int) -> None:
    """Ranges are never longer than the room, leave nothing out and always move on."""
    numbers = np.repeat(np.arange(len(lengths)), lengths)
    ranges = cut(numbers, room)
    assert {n for a, b in ranges for n in range(a, b)} == set(range(len(numbers)))
    assert all(0 < b - a <= room for a, b in ranges)
    assert ranges == sorted(set(ranges))


def test_tokens_belong_to_the_sentence_they_begin_in() -> None:
    """Tokens between and behind the sentences belong to none."""
    offsets = [(0, 3), (4, 6), (7, 8), (9, 12), (13, 14)]
    assert sentence_numbers(offsets, [(0, 6), (9, 13)]).tolist() == [0, 0, -1, 1, -1]
    assert sentence_numbers(offsets, []).tolist() == [-1] * 5


def test_pooling_weighs_tokens_by_the_softmax_of_their_weights() -> None:
    """Equal weights give the mean; one large weight gives that token's evidence."""
    tokens = np.zeros((3, 4), np.float32)
    tokens[:, 2] = [1.0, 2.0, 6.0]
    assert pool(tokens) == pytest.approx(3.0)
    tokens[2, 3] = 10.0
    assert pool(tokens) == pytest.approx(6.0, abs=1e-3)


def test_a_sentence_in_two_windows_counts_where_most_of_it_lies() -> None:
    """Half a sentence at a window's edge does not speak for the whole."""
    numbers = np.array([0, 0, 1, 1])
    windows = [Window(0, 0, 3, (1, 2, 9, 9, 9, 3)), Window(0, 2, 4, (1, 2, 9, 9, 3))]
    outputs = [
        Output(np.full((len(w.ids), 4), n, np.float32), 0.0) for n, w in enumerate(windows, start=5)
    ]
    logits = sentence_logits(windows, outputs, numbers, 3)
    assert logits == pytest.approx([5.0, 6.0, -10.0], abs=1e-5)


def test_spans_stay_inside_a_sentence() -> None:
    """A start in one sentence and an end in the next make no span."""
    window = Window(0, 0, 4, (1, 2, 9, 9, 9, 9, 3))
    tokens = np.full((7, 4), -8.0, np.float32)
    tokens[3, 0] = tokens[4, 1] = 8.0
    found = token_spans(window, Output(tokens, 0.0), np.array([0, 0, 1, 1]))
    assert all((i < 2) == (j < 2) for i, j, _ in found)
    assert found[0][2] < 0.1


def test_the_sentence_that_answers_scores_highest(reader: Reader) -> None:
    """A plain question finds its sentence, and the span inside it is the answer."""
    borders = sentences(STORY)
    reading = reader.read("Who was the engineer of the harbour?", [(STORY, borders)])[0]
    assert int(np.argmax(reading.sentences)) == 1
    best = reading.spans[0]
    assert "Lindqvist" in STORY[best.start : best.end]


def test_a_passage_without_the_answer_scores_lower(reader: Reader) -> None:
    """The same passage with its evidence taken out is less answerable."""
    borders = sentences(STORY)
    a, b = borders[1]
    without = STORY[:a] + STORY[b:].lstrip()
    passages = [(STORY, borders), (without, sentences(without))]
    there, gone = reader.read("Who was the engineer of the harbour?", passages)
    assert there.answerable > gone.answerable + 1
    assert max(there.sentences) > max(gone.sentences)


def test_readings_do_not_depend_on_company(reader: Reader) -> None:
    """A passage gets the same reading alone and among others, to the last bit."""
    borders = sentences(STORY)
    alone = reader.read("When was the harbour dug?", [(STORY, borders)])[0]
    long = STORY * 4
    both = reader.read("When was the harbour dug?", [(long, sentences(long)), (STORY, borders)])[1]
    assert both == alone


def test_empty_passages_and_no_passages(reader: Reader) -> None:
    """Nothing to read is no error, and answers nothing."""
    assert reader.read("Why?", []) == []
    empty = reader.read("Why?", [("", [])])[0]
    assert (empty.sentences, empty.spans) == ((), ())
    assert empty.answerable < -5


def test_a_long_context_is_read_to_its_end(reader: Reader) -> None:
    """The answer is found behind more text than a window holds, at its own offsets."""
    filler = "The weather on the coast is often grey in the morning. " * 60
    context = filler + STORY
    assert len(filler.split()) > MAX_TOKENS
    spans, score = extract_scored("Who was the engineer of the harbour?", context, reader)
    assert [context[s.start : s.end] for s in spans] == [
        "Its engineer was Ada Lindqvist, who had built two canals."
    ]
    assert 0 <= score <= 1


def test_extract_is_empty_where_nothing_answers(reader: Reader) -> None:
    """A threshold of one lets nothing through, an empty context holds nothing."""
    assert extract("Who painted the ceiling?", STORY, reader) == []
    assert extract("Who was the engineer?", STORY, reader, threshold=1.01) == []
    assert extract("Who was the engineer?", "", reader) == []


def test_offsets_survive_letters_that_grow(reader: Reader) -> None:
    """Emoji, combining marks and İ before the answer do not move its offsets."""
    context = "İİ 🚢🚢 cafe\u0301 — noise. " + STORY
    spans = extract("Who was the engineer of the harbour?", context, reader)
    assert [context[s.start : s.end] for s in spans] == [
        "Its engineer was Ada Lindqvist, who had built two canals."
    ]


def test_a_changed_model_file_is_refused(tmp_path: Path) -> None:
    """One wrong byte in a model file stops the reader, and the error says which file."""
    for file in FOLDER.iterdir():
        shutil.copy(file, tmp_path)
    with (tmp_path / "tokenizer.json").open("a", encoding="utf-8") as stream:
        stream.write(" ")
    with pytest.raises(ModelError, match=r"tokenizer\.json.*expected"):
        OnnxReader(tmp_path)


def test_a_missing_model_file_is_named(tmp_path: Path) -> None:
    """The error names the missing file and the remedy."""
    with pytest.raises(ModelError, match=r"reader\.onnx.*Reinstall"):
        OnnxReader(tmp_path)


def test_the_reader_is_named_by_its_hash(reader: Reader) -> None:
    """The name pins the weights, so that an index or an answer can say what read it."""
    assert reader.name.startswith("quoth-reader@")
    assert len(reader.name.split("@")[1]) == 12


def test_a_list_is_read_by_both_networks() -> None:
    """A sentence's logit is the mean of both, and the second says whether the list answers."""
    text, borders = "Oda Brun built the dam. Ivo Lund planned the weir.", [(0, 23), (24, 50)]
    question = "Who built the dam?"
    alone = OnnxReader(threads=1, expected={name: pins()[f"reader/{name}"] for name in FILES})
    both = OnnxReader(threads=1)
    first, mean = alone.compare(question, (text, borders)), both.compare(question, (text, borders))
    assert first == alone.read(question, [(text, borders)])[0]
    assert mean.answerable != first.answerable
    second = [2 * logit(m) - logit(f) for m, f in zip(mean.sentences, first.sentences, strict=True)]
    assert second[0] > 0 > second[1]
    assert mean.sentences[0] > mean.sentences[1]


def test_the_best_sentences_of_a_context_are_compared(reader: Reader) -> None:
    """The list moves the scores of the sentences in it, and no others."""
    context = STORY + " " + " ".join(f"Buoy {n} is painted green." for n in range(6))
    question = "Who was the harbour's engineer?"
    alone, _ = extract_scored(question, context, reader, 0.0, compare=False)
    listed, _ = extract_scored(question, context, reader, 0.0)
    moved = [a.start for a, b in zip(alone, listed, strict=True) if a.score != b.score]
    best = sorted(alone, key=lambda span: -span.score)[:LISTED]
    assert sorted(span.start for span in best) == moved
