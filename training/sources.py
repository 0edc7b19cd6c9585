"""Readers for the span-marked training sets: a file in, a pool of documents and items out."""

import gzip
import json
import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from rag.english.sentence import sentences
from training.records import Item, Pool, Spans


def lines_of(path: Path) -> Iterator[str]:
    """The lines of a gzipped UTF-8 text."""
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        for line in stream:
            yield line.rstrip("\n")


def untokenise(text: str) -> str:
    """The same length, with the treebank's quotation marks and brackets made plain."""
    for old, new in (
        ("``", '" '),
        ("''", ' "'),
        ("-LRB-", "(    "),
        ("-RRB-", ")    "),
        ("-lrb-", "(    "),
        ("-rrb-", ")    "),
    ):
        text = text.replace(old, new)
    return text


def locate(borders: list[tuple[int, int]], spans: Iterable[tuple[int, int]]) -> dict[int, Spans]:
    """The sentences that answer spans touch, each with the parts of the spans inside it."""
    found: dict[int, set[tuple[int, int]]] = {}
    for start, end in spans:
        for number, (a, b) in enumerate(borders):
            if start < b and a < end:
                part = (max(start, a) - a, min(end, b) - a)
                found.setdefault(number, set()).add(part)
    return {number: tuple(sorted(parts)) for number, parts in found.items()}


def cut(text: str, borders: list[tuple[int, int]]) -> list[str]:
    """The sentences' texts."""
    return [text[a:b] for a, b in borders]


def squadshifts(path: Path, source: str) -> Pool:
    """Questions with three or more gold spans; a sentence that one touches is evidence."""
    pool = Pool()
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        articles: list[dict[str, Any]] = json.load(stream)["data"]
    for number, article in enumerate(articles):
        doc = f"{source}/{number}"
        pool.docs[doc] = []
        pool.titles[doc] = article.get("title", "").replace("_", " ") if source == "newwiki" else ""
        for place, paragraph in enumerate(article["paragraphs"]):
            text = paragraph["context"]
            borders = sentences(text)
            pool.docs[doc].append(cut(text, borders))
            for qa in paragraph["qas"]:
                spans = {
                    (a["answer_start"], a["answer_start"] + len(a["text"])) for a in qa["answers"]
                }
                gold = locate(borders, spans)
                if gold:
                    answers = tuple({a["text"] for a in qa["answers"]})
                    pool.items.append(
                        Item(source, qa["question"].strip(), doc, place, gold, answers)
                    )
    return pool


def qed(path: Path) -> Pool:
    """Search questions with the one sentence that explains the answer."""
    pool = Pool()
    for number, line in enumerate(lines_of(path)):
        row = json.loads(line)
        note, text = row["annotation"], untokenise(row["paragraph_text"])
        doc = f"qed/{number}"
        starts = [*row["sentence_starts"], len(text)]
        borders = list(pairwise(starts))
        pool.docs[doc], pool.titles[doc] = [cut(text, borders)], row["title_text"]
        chosen = note.get("selected_sentence")
        golds = [(a["start"], a["end"]) for group in row["original_nq_answers"] for a in group]
        if chosen and note["explanation_type"] == "single_sentence":
            inside = [g for g in golds if chosen["start"] <= g[0] and g[1] <= chosen["end"]]
            gold = locate(borders, inside or [(chosen["start"], chosen["end"] - 1)])
            if not inside:
                gold = dict.fromkeys(gold, ())
        else:
            gold = locate(borders, golds)
        answers = tuple({a["string"] for group in row["original_nq_answers"] for a in group})
        if gold:
            pool.items.append(Item("qed", row["question_text"], doc, 0, gold, answers))
    return pool


def nq_oracle(path: Path, seen: set[str]) -> Pool:
    """Search questions with a paragraph; gold is the answer sentence most like the question."""
    pool = Pool()
    for number, line in enumerate(lines_of(path)):
        row = json.loads(line)
        text, title = row["ctxs"][0]["text"], row["ctxs"][0]["title"]
        borders = sentences(text)
        spans = [m.span() for a in row["answers"] for m in re.finditer(re.escape(a), text)]
        gold = locate(borders, spans)
        if row["question"] in seen or not gold:
            continue
        words = set(re.findall(r"\w+", row["question"].lower()))
        best = max(
            gold,
            key=lambda n: (
                len(words & set(re.findall(r"\w+", text[borders[n][0] : borders[n][1]].lower()))),
                -n,
            ),
        )
        doc = f"nq/{number}"
        pool.docs[doc], pool.titles[doc] = [cut(text, borders)], title
        pool.items.append(
            Item("nq", row["question"], doc, 0, {best: gold[best]}, tuple(row["answers"]))
        )
    return pool


def policyqa(folder: Path) -> Pool:
    """Questions on privacy policies; a paragraph is the annotated segment around the answers."""
    pool = Pool()
    texts = {d["doc_id"]: d["text"] for d in map(json.loads, lines_of(folder / "docs.jsonl.gz"))}
    rows = [json.loads(line) for line in lines_of(folder / "questions.jsonl.gz")]
    segments: dict[str, dict[tuple[int, int], int]] = {}
    for key, text in texts.items():
        doc = f"policy/{key}"
        pool.docs[doc], pool.titles[doc], segments[key] = [], key.split("/")[-1], {}
        for a, b in sorted({(r["para"][0], r["para"][1]) for r in rows if r["doc_id"] == key}):
            segments[key][a, b] = len(pool.docs[doc])
            pool.docs[doc].append(cut(text[a:b], sentences(text[a:b])))
    for row in rows:
        a, b = row["para"]
        text = texts[row["doc_id"]][a:b]
        golds = [(g["start"] - a, g["end"] - a) for g in row["answers"]]
        gold = locate(sentences(text), [g for g in golds if g[0] >= 0 and g[1] <= len(text)])
        if gold:
            pool.items.append(
                Item(
                    "policy",
                    row["question"],
                    f"policy/{row['doc_id']}",
                    segments[row["doc_id"]][a, b],
                    gold,
                    tuple(g["text"] for g in row["answers"]),
                )
            )
    return pool


def qamr(folder: Path) -> Pool:
    """Short questions on single sentences, set among the other sentences that the set has."""
    pool, places = Pool(), {}
    rows = sorted(
        (
            (key.split(":"), key, untokenise(text))
            for key, text in (
                line.split("\t") for line in lines_of(folder / "wiki-sentences.tsv.gz")
            )
        ),
        key=lambda r: (r[0][1], int(r[0][2]), int(r[0][3]), int(r[0][4])),
    )
    for parts, key, text in rows:
        doc = f"qamr/{parts[1]}/{int(parts[2]) // 20000}"
        paragraphs = pool.docs.setdefault(doc, [[]])
        if len(paragraphs[-1]) >= 4:
            paragraphs.append([])
        places[key] = (doc, len(paragraphs) - 1, len(paragraphs[-1]))
        paragraphs[-1].append(text)
    for name in ("filtered_dev.tsv.gz", "filtered_test.tsv.gz"):
        for line in lines_of(folder / name):
            cells = line.split("\t")
            if cells[0] not in places or not cells[6]:
                continue
            doc, paragraph, place = places[cells[0]]
            text = pool.docs[doc][paragraph][place]
            words = [m.span() for m in re.finditer(r"\S+", text)]
            raw = [int(n) for n in cells[6].split()]
            picked = [n for n in raw if n < len(words)]
            if picked and max(picked) - min(picked) < 15 and len(words) == len(text.split(" ")):
                span = (words[min(picked)][0], words[max(picked)][1])
                pool.items.append(
                    Item("qamr", cells[5], doc, paragraph, {place: (span,)}, (text[slice(*span)],))
                )
    return pool
