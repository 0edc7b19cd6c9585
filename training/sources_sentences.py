"""Readers for the training sets that mark sentences, passages or claims rather than spans."""

import csv
import gzip
import json
import re
from pathlib import Path

from rag.english.sentence import sentences
from training.records import Item, Pool, Spans
from training.sources import lines_of, untokenise


def numbers(text: str) -> list[str]:
    """The whole numbers in a printed list."""
    return re.findall(r"\d+", text)


def selqa(folder: Path) -> Pool:
    """Questions on a section whose sentences are given, one or more of them gold."""
    pool = Pool()
    for name in ("selqa-ass-dev.json.gz", "selqa-ass-test.json.gz"):
        with gzip.open(folder / name, "rt", encoding="utf-8") as stream:
            rows = json.load(stream)
        for row in rows:
            doc = f"selqa/{row['article']}"
            paragraphs = pool.docs.setdefault(doc, [])
            pool.titles[doc] = row["article"]
            if row["candidates"] not in paragraphs:
                paragraphs.append(row["candidates"])
            place = paragraphs.index(row["candidates"])
            gold: dict[int, Spans] = dict.fromkeys(row["answers"], ())
            if gold:
                pool.items.append(Item("selqa", row["question"], doc, place, gold))
    return pool


def squad_pairs(folder: Path) -> Pool:
    """Lower-cased questions with their sentence; six neighbouring sentences make a paragraph."""
    pool = Pool(docs={})
    sources = [untokenise(t).strip() for t in lines_of(folder / "src-test.txt.gz")]
    targets = [t.strip() for t in lines_of(folder / "tgt-test.txt.gz")]
    order = list(dict.fromkeys(sources))
    places = {}
    for number, text in enumerate(order):
        doc, paragraph, place = f"nqg/{number // 120}", number % 120 // 6, number % 6
        paragraphs = pool.docs.setdefault(doc, [])
        if place == 0:
            paragraphs.append([])
        paragraphs[-1].append(text)
        places[text] = (doc, paragraph, place)
    for text, question in zip(sources, targets, strict=True):
        doc, paragraph, place = places[text]
        pool.items.append(Item("nqg", question, doc, paragraph, {place: ()}))
    return pool


def scifact(folder: Path) -> Pool:
    """Claims with supporting or contradicting sentences of an abstract, or with none."""
    pool = Pool()
    for line in lines_of(folder / "corpus_sentences.jsonl.gz"):
        row = json.loads(line)
        doc = f"scifact/{row['doc_id']}"
        pool.docs[doc], pool.titles[doc] = [row["sentences"]], row["title"]
    golds: dict[tuple[str, str], dict[int, Spans]] = {}
    for row in csv.DictReader(lines_of(folder / "claims_train.csv.gz")):
        keys = (
            [row["evidence_doc_id"] or ""]
            if row["evidence_doc_id"]
            else numbers(row["cited_doc_ids"])
        )
        for key in keys:
            gold = golds.setdefault((row["claim"], f"scifact/{key}"), {})
            gold.update({int(n): () for n in numbers(row["evidence_sentences"])})
    for (claim, doc), gold in golds.items():
        if doc in pool.docs and all(n < len(pool.docs[doc][0]) for n in gold):
            pool.items.append(Item("scifact", claim, doc, 0, dict(gold), claim=True))
    return pool


def wice(folder: Path) -> Pool:
    """Claims with the sentences of a web article that support them, in part or whole, or none."""
    pool = Pool()
    for number, line in enumerate(lines_of(folder / "claim_dev.jsonl.gz")):
        row = json.loads(line)
        doc = f"wice/{number}"
        pool.docs[doc] = [row["evidence"]]
        gold = {n: () for group in row["supporting_sentences"] for n in group}
        pool.items.append(Item("wice", row["claim"], doc, 0, dict(gold), claim=True))
    return pool


def medquad(folder: Path) -> Pool:
    """Templated questions with the section that answers; a page's sections are its paragraphs."""
    pool = Pool()
    for line in lines_of(folder / "medquad_7sources.jsonl.gz"):
        row = json.loads(line)
        doc = f"medquad/{row['doc_id']}"
        pool.docs[doc], pool.titles[doc] = [], row["focus"]
        for qa in row["qa"]:
            text = " ".join(qa["answer"].split())[:1200]
            found = [text[a:b] for a, b in sentences(text)][:8]
            if len(text) > 60 and found:
                pool.items.append(
                    Item("medquad", qa["question"], doc, len(pool.docs[doc]), {}, whole=True)
                )
                pool.docs[doc].append(found)
    return pool
