"""The sample library and its known-answer sets: gold spans, shares, notes and originality.

Nothing here asks the product anything; it checks the data that the product is measured with.
"""

import hashlib
import json
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from rag.documents.document import Document
from rag.documents.read import read_document

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "corpus"
SEEDS = ROOT.parent / "shared" / "corpus"
ESSAY = "a-narrow-bridge.md"
NOTE = re.compile(r"(?:<sup>(\d+)</sup>|(\d+)) \S")  # a line that writes a note out
SETS = ("questions.jsonl", "second.jsonl", "formats.jsonl")
TYPES = {"fact", "paraphrase", "list", "footnote", "cross-page", "conflict", "voice"}


def load(name: str) -> list[dict[str, Any]]:
    """The records of a JSON Lines file in eval/."""
    lines = (ROOT / "eval" / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@cache
def texts() -> dict[str, str]:
    """The plain documents of the library by file name, newlines untouched."""
    return {p.name: p.read_bytes().decode("utf-8") for p in sorted(CORPUS.iterdir()) if plain(p)}


@cache
def extracted() -> dict[str, Document]:
    """The documents in other formats, by file name, as Quoth reads them."""
    return {p.name: read_document(p, p.name) for p in sorted(CORPUS.iterdir()) if not plain(p)}


def plain(path: Path) -> bool:
    """Whether any program can read the file as text."""
    return path.suffix in {".md", ".txt"}


def layer_1() -> dict[str, str]:
    """The text that gold spans point into, for the whole library."""
    return texts() | {name: document.text for name, document in extracted().items()}


def check_span(gold: dict[str, Any], documents: dict[str, str]) -> None:
    """A gold span lies in its document, holds its quote and has the stated digest."""
    there = documents[gold["doc"]][gold["start"] : gold["end"]]
    assert there == gold["quote"]
    assert hashlib.sha256(there.encode()).hexdigest() == gold["sha256"]
    assert there == there.strip()


def words(text: str) -> list[str]:
    """The words of a text, mark-up, case and punctuation folded."""
    return re.findall(r"\w+", re.sub(r"<[^>]*>", "", text).casefold())


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    """All runs of so many words in a text."""
    sequence = words(text)
    return {tuple(sequence[i : i + length]) for i in range(len(sequence) - length + 1)}


def marks_in_order(markers: list[str]) -> list[int]:
    """Note numbers behind the markers of the essay, run-together ones taken apart.

    >>> marks_in_order(["1", "23", "4"])
    [1, 2, 3, 4]
    """
    numbers: list[int] = []
    for marker in markers:
        following = len(numbers) + 1
        joined = [following]
        while "".join(map(str, joined)) != marker and len(joined) < 3:
            joined.append(joined[-1] + 1)
        assert "".join(map(str, joined)) == marker, f"marker {marker} where {following} was due"
        numbers += joined
    return numbers


def test_library_holds_eight_plain_documents() -> None:
    """Eight files, .md or .txt, UTF-8 with line feeds."""
    documents = texts()
    assert len(documents) == 8
    for text in documents.values():
        assert "\r" not in text
        assert text.endswith("\n")


def test_library_holds_one_document_of_each_other_format() -> None:
    """DOCX, EPUB, HTML and PDF: titled, signed, without problems, every note found and called."""
    found = extracted()
    assert [".epub", ".html", ".docx", ".pdf"] == [Path(name).suffix for name in found]
    for name, document in found.items():
        assert (document.problems, None in (document.title, document.author)) == ((), False), name
        called = [n for marker in document.markers for n in marker.notes]
        assert list(range(len(document.notes))) == called, name
        assert len(called) >= 7, name


def test_library_has_about_thirteen_thousand_words() -> None:
    """The plain documents hold 9,000 to 12,000 words, each of the others 450 to 750."""
    assert 9_000 <= sum(len(text.split()) for text in texts().values()) <= 12_000
    for name, document in extracted().items():
        assert 450 <= len(document.reading.text.split()) <= 750, name


def test_every_marker_of_the_essay_has_its_note() -> None:
    """Forty notes or more, each called in order and each written out once, marked up or not."""
    lines = texts()[ESSAY].split("\n## ", 1)[1].splitlines()
    notes = [m for line in lines if (m := NOTE.match(line))]
    body = "\n".join(line for line in lines if not NOTE.match(line))
    written = [int(m[1] or m[2]) for m in notes]
    assert marks_in_order(re.findall(r"<sup>(\d+)</sup>", body)) == written
    assert len(written) >= 40
    assert any(m[2] for m in notes)


@pytest.mark.parametrize("name", SETS)
def test_gold_spans_are_where_they_say(name: str) -> None:
    """Each span of evidence or of forbidden text is the document's own text at its offsets.

    Where another extraction has moved the formats' spans:
    `python -m tests.support.build_samples anchor`.
    """
    documents = layer_1()
    for question in load(name):
        for gold in question["evidence"] + question.get("forbid", []):
            check_span(gold, documents)


@pytest.mark.parametrize("name", SETS)
def test_answers_stand_in_the_evidence_or_in_notes(name: str) -> None:
    """A string that an answer must contain occurs in the gold or in a note of the essay."""
    documents = {name: fold(text) for name, text in layer_1().items()}
    notes = fold(" ".join(line for line in texts()[ESSAY].splitlines() if NOTE.match(line)))
    for question in load(name):
        gold = fold(" ".join(span["quote"] for span in question["evidence"]))
        for key in question["answer"]:
            assert any(fold(way) in gold + notes for way in key.split("|")), question["id"]
        cited = " ".join(documents[span["doc"]] for span in question["evidence"])
        for wanted in question.get("footnotes", []):
            assert fold(wanted["contains"]) in cited, question["id"]


def fold(text: str) -> str:
    """Case, white space, quotation marks and emphasis folded."""
    plain = text.replace("’", "'").replace("*", "")
    return " ".join(plain.casefold().split())


def test_question_set_is_large_and_a_third_unanswerable() -> None:
    """At least 80 questions with ids of their own, a third of them without an answer."""
    questions = load("questions.jsonl")
    assert len({q["id"] for q in questions}) == len(questions) >= 80
    assert len({q["question"] for q in questions}) == len(questions)
    share = sum(not q["answerable"] for q in questions) / len(questions)
    assert 0.3 <= share <= 0.4
    assert TYPES <= set(Counter(q["type"] for q in questions))


def test_the_formats_have_questions_of_their_own() -> None:
    """Three questions on each document in another format, a third of the set unanswerable."""
    questions = load("formats.jsonl")
    asked = Counter(q["evidence"][0]["doc"] for q in questions if q["answerable"])
    assert dict.fromkeys(extracted(), 3) == asked
    assert {q["id"] for q in questions}.isdisjoint(q["id"] for q in load("questions.jsonl"))
    assert len({q["question"] for q in questions}) == len(questions) == 18


def test_the_plain_questions_need_the_plain_documents_only() -> None:
    """An outside program that reads the library as text can check their gold, and dialogues'."""
    named = [gold["doc"] for q in load("questions.jsonl") for gold in q["evidence"]]
    assert set(named) <= set(texts())


@pytest.mark.parametrize("name", SETS)
def test_questions_are_consistent(name: str) -> None:
    """Answerable questions have evidence, others none; two-document ones name two documents."""
    for question in load(name):
        assert bool(question["evidence"]) == question["answerable"], question["id"]
        assert question["need"] in {"any", "all", "two-docs"}
        if question["need"] == "two-docs":
            assert len({gold["doc"] for gold in question["evidence"]}) >= 2, question["id"]
        if question["type"] == "cross-page":
            assert len(question["evidence"]) >= 2, question["id"]


def test_dialogues_have_gold_and_standalone_forms() -> None:
    """Twenty dialogues of two or three turns; a fresh question stands alone as it is."""
    documents = texts()
    dialogues = load("dialogues.jsonl")
    assert len({d["id"] for d in dialogues}) == len(dialogues) == 20
    for dialogue in dialogues:
        assert len(dialogue["turns"]) in {2, 3}
        assert dialogue["turns"][0]["fresh"]
        for turn in dialogue["turns"]:
            assert turn["fresh"] == (turn["question"] == turn["standalone"])
            assert turn["answerable"] == bool(turn["evidence"])
            evidence = fold(" ".join(gold["quote"] for gold in turn["evidence"]))
            assert all(fold(key) in evidence for key in turn["answer"]), dialogue["id"]
            for gold in turn["evidence"]:
                check_span(gold, documents)


def test_library_copies_nothing_from_the_seed_documents() -> None:
    """No run of fourteen words is shared with the documents that the project started from."""
    if not SEEDS.is_dir():
        pytest.skip("the seed documents are not beside this checkout")
    seeds: set[tuple[str, ...]] = set()
    for path in SEEDS.iterdir():
        seeds |= runs(path.read_text(encoding="utf-8"), 14)
    for name, text in layer_1().items():
        assert not runs(text, 14) & seeds, name


def test_third_set_points_into_its_own_documents() -> None:
    """Its spans hold their quotes, its documents are not the library's, and a third is silent."""
    folder = ROOT / "eval" / "third" / "documents"
    documents = {p.name: p.read_bytes().decode("utf-8") for p in sorted(folder.iterdir())}
    asked = load("third/questions.jsonl")
    for gold in (gold for one in asked for gold in one["evidence"]):
        check_span(gold, documents)
    assert not set(documents) & set(texts())
    assert (
        len({one["question"] for one in asked}) == len({one["id"] for one in asked}) == len(asked)
    )
    assert [one["answerable"] for one in asked] == [bool(one["evidence"]) for one in asked]
    assert sum(not one["answerable"] for one in asked) * 4 > len(asked) > 150
    for one in asked:
        held = " ".join(gold["quote"] for gold in one["evidence"]).casefold()
        assert all(words.casefold() in held for words in one["answer"])
