"""The same essay in six formats: the same sentences, the same notes, the same answers.

The files are built by tests/support/build_formats.py from one manuscript with 48 marks; with the
PDF in two columns these are 336 marks in seven files.
"""

import json
import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from rag.answers.engine import Answer, Engine, load_engine
from rag.answers.reader import Reader, Reading, ReadText, load_reader
from rag.documents.document import Document
from rag.documents.read import read_document
from rag.search import update_index
from rag.search.embed import Embedder, UnitRows, load_embedder

DATA = Path(__file__).parents[1] / "data" / "formats"
QUESTIONS = Path(__file__).parents[2] / "eval" / "questions.jsonl"
ESSAY = "a-narrow-bridge.md"
SIX = ("essay.md", "essay.txt", "essay.html", "essay.docx", "essay.epub", "essay.pdf")
ALL = (*SIX, "essay-columns.pdf")


def _document(name: str) -> Document:
    return read_document(DATA / name, name)


def _expected() -> list[tuple[str, str]]:
    """(number, folded words of its note) for every mark of the manuscript, in order."""
    body, notes = (DATA / "manuscript.md").read_text(encoding="utf-8").split("\n[^1]: ", 1)
    texts = dict(re.findall(r"^\[\^(\d+)\]: (.+)$", f"[^1]: {notes}", re.M))
    return [(number, _folded(texts[number])) for number in re.findall(r"\[\^(\d+)\]", body)]


def _folded(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()


def _sentences(document: Document) -> set[str]:
    """The sentences of the running text."""
    reading = document.reading
    notes = [(b.start, b.end) for b in reading.blocks if b.kind == "note"]
    return {
        reading.text[a:b]
        for a, b in reading.sentences
        if not any(start <= a < end for start, end in notes)
    }


def test_marks_lead_to_their_notes() -> None:
    """Of at least 300 marks over all formats, 98 % are found and 98 % of the found are right."""
    expected = _expected()
    right = found = 0
    for name in ALL:
        document = _document(name)
        got = [
            _folded(document.notes[note].text)
            for marker in sorted(document.markers, key=lambda marker: marker.at)
            for note in marker.notes
        ]
        found += len(got)
        right += sum(a == b for a, (_, b) in zip(got, expected, strict=False))
    assert len(expected) * len(ALL) >= 300
    assert right / found >= 0.98
    assert right / (len(expected) * len(ALL)) >= 0.98


@pytest.mark.parametrize("name", ALL)
def test_the_running_text_is_the_same(name: str) -> None:
    """Word for word the sentences of the Markdown file, none lost and none made up."""
    assert _sentences(_document("essay.md")) == _sentences(_document(name))


@pytest.mark.parametrize("name", ALL)
def test_short_references_lead_to_the_same_full_ones(name: str) -> None:
    """What a short note stands for does not depend on the format."""
    expected = {
        _folded(note.text): _folded(note.full_reference.text)
        for note in _document("essay.md").notes
        if note.full_reference is not None
    }
    got = {
        _folded(note.text): _folded(note.full_reference.text)
        for note in _document(name).notes
        if note.full_reference is not None
    }
    assert expected == got


class RememberingReader:
    """The packaged reader, which reads the same passages for the same question only once."""

    def __init__(self, reader: Reader) -> None:
        self.name, self._reader = reader.name, reader
        self._read: dict[object, list[Reading]] = {}

    def read(self, question: str, passages: Sequence[ReadText]) -> list[Reading]:
        """The readings of the passages, in order."""
        key = (question, tuple((text, tuple(sentences)) for text, sentences in passages))
        if key not in self._read:
            self._read[key] = self._reader.read(question, passages)
        return self._read[key]


class RememberingEmbedder:
    """The packaged embedder, which encodes the same texts only once."""

    def __init__(self, embedder: Embedder) -> None:
        self.name, self.dim, self._embedder = embedder.name, embedder.dim, embedder
        self._known: dict[tuple[str, ...], UnitRows] = {}

    def encode(self, texts: Sequence[str]) -> UnitRows:
        """One row a text, in order."""
        key = tuple(texts)
        if key not in self._known:
            self._known[key] = self._embedder.encode(texts)
        return self._known[key]

    def encode_query(self, text: str) -> UnitRows:
        """The vector of a question."""
        return self._embedder.encode_query(text)


@pytest.fixture(scope="module")
def engines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Engine]]:
    """An engine over each of the six files alone."""
    opened: dict[str, Engine] = {}
    reader, embedder = RememberingReader(load_reader()), RememberingEmbedder(load_embedder())
    for name in SIX:
        directory = tmp_path_factory.mktemp(name.replace(".", "-"))
        update_index(directory, [DATA / name], embedder)
        engine = load_engine(directory, embedder=embedder)
        opened[name] = replace(engine, reader=reader)
    yield opened
    for engine in opened.values():
        with closing(engine.index):
            pass


def _questions() -> list[str]:
    """Twenty questions: half of what the essay answers, and some that it does not."""
    rows = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    about = [r for r in rows if {e["doc"] for e in r.get("evidence", [])} == {ESSAY}]
    others = [r for r in rows if not r["answerable"]]
    return [row["question"] for row in (about + others)[:40:2]]


def test_the_same_questions_in_any_format(engines: dict[str, Engine]) -> None:
    """All questions are answered alike, in quotes that agree word for word."""
    differing: list[str] = []
    for question in _questions():
        answers = set()
        for engine in engines.values():
            result = engine.ask(question)
            quotes = result.quotes if isinstance(result, Answer) else ()
            answers.add(tuple(quote.text for quote in quotes))
        if len(answers) > 1:
            differing.append(f"{question}: {answers}")
    assert len(_questions()) == 20
    assert [] == differing
