"""Readers for the sets of whole documents with offsets: near misses by people, and contracts."""

import json
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

from rag.english.sentence import sentences
from training.records import Item, Pool
from training.sources import cut, lines_of, locate

_BREAK = re.compile(r"\n\s*\n|(?<=[.;:])\n")
_LEAST = 40
"""Code points of a contract's paragraph; a shorter piece is joined to the one behind it."""


def squad2_articles(folder: Path) -> Pool:
    """Questions on paragraphs of articles; those that people wrote as near misses are `misses`."""
    pool, texts = Pool(), _texts(folder)
    asked: dict[str, dict[tuple[int, int], list[dict[str, Any]]]] = defaultdict(dict)
    for row in map(json.loads, lines_of(folder / "questions.jsonl.gz")):
        asked[row["doc_id"]].setdefault((row["para"][0], row["para"][1]), []).append(row)
    for key, places in asked.items():
        doc = f"squad2/{key}"
        pool.docs[doc], pool.titles[doc] = [], key.split("/")[-1].replace("_", " ")
        for number, ((a, b), rows) in enumerate(sorted(places.items())):
            text = texts[key][a:b]
            borders = sentences(text)
            pool.docs[doc].append(cut(text, borders))
            misses = tuple(row["question"].strip() for row in rows if not row["answerable"])
            for row in rows:
                gold = locate(borders, ((g["start"] - a, g["end"] - a) for g in row["answers"]))
                if gold:
                    answers = tuple(g["text"] for g in row["answers"])
                    question = row["question"].strip()
                    pool.items.append(
                        Item("squad2", question, doc, number, gold, answers, misses=misses)
                    )
    return pool


def cuad(folder: Path) -> Pool:
    """Kinds of clauses with the passages of a contract on them, or a paragraph that has none.

    One item a paragraph that holds a part of the answer; where the contract is silent, the
    paragraph that shares most of the question's words. Half of the items ask by the kind's
    name alone.
    """
    pool = Pool()
    borders: dict[str, list[tuple[int, int]]] = {}
    for key, text in _texts(folder).items():
        borders[key] = paragraphs_of(text)
        pool.docs[f"cuad/{key}"] = [
            [" ".join(s.split()) for s in cut(text[a:b], sentences(text[a:b]))]
            for a, b in borders[key]
        ]
    texts = _texts(folder)
    for number, line in enumerate(lines_of(folder / "questions.jsonl.gz")):
        row = json.loads(line)
        key, doc = row["doc_id"], f"cuad/{row['doc_id']}"
        question = " ".join((row["category"] if number % 2 else row["question"]).split())
        spans = [(g["start"], g["end"]) for g in row["answers"]]
        found = _held(spans, texts[key], borders[key])
        answers = tuple(" ".join(g["text"].split()) for g in row["answers"])
        pool.items.extend(
            Item("cuad", question, doc, place, dict.fromkeys(gold, ()), answers)
            for place, gold in found.items()
        )
        if not found and pool.docs[doc]:
            words = row["category"] + " " + row["question"]
            pool.items.append(Item("cuad", question, doc, _likest(words, pool.docs[doc]), {}))
    return pool


def paragraphs_of(text: str) -> list[tuple[int, int]]:
    """A contract's paragraphs, short ones joined to the next, as half-open code points."""
    found: list[tuple[int, int]] = []
    start = 0
    for end in [*(m.end() for m in _BREAK.finditer(text)), len(text)]:
        if len(text[start:end].strip()) >= _LEAST or end == len(text):
            if text[start:end].strip():
                found.append((start, end))
            start = end
    return found


def _held(
    spans: list[tuple[int, int]], text: str, borders: list[tuple[int, int]]
) -> dict[int, list[int]]:
    """Paragraph → the numbers of its sentences that a span touches."""
    held: dict[int, list[int]] = {}
    for number, (a, b) in enumerate(borders):
        inside = [(s - a, e - a) for s, e in spans if s < b and a < e]
        if inside and (gold := locate(sentences(text[a:b]), inside)):
            held[number] = list(gold)
    return held


def _likest(question: str, paragraphs: list[list[str]]) -> int:
    """The paragraph that holds most of the question's longer words, the shorter of two."""
    words = set(re.findall(r"[a-z]{5,}", question.lower()))
    texts = [" ".join(own).lower() for own in paragraphs]
    return max(
        range(len(texts)), key=lambda n: (sum(w[:7] in texts[n] for w in words), -len(texts[n]))
    )


def _texts(folder: Path) -> dict[str, str]:
    rows = map(json.loads, lines_of(folder / "docs.jsonl.gz"))
    return {row["doc_id"]: row["text"] for row in rows}
