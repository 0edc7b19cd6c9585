"""Training rows: groups of an item and its near misses, sets with offsets, the loss over groups."""

import gzip
import json
import os
import random
from pathlib import Path
from typing import Any

import pytest
import torch

from rag.models import MODELS
from training.feed import feed
from training.records import Item, Pool
from training.rows import Source, draw
from training.sources_offsets import cuad, paragraphs_of, squad2_articles

TEXT = "The mill burned in 1850. Jan Moor rebuilt it. It ground rye until 1902."


def written(folder: Path, name: str, rows: list[dict[str, Any]]) -> None:
    """A gzipped JSON Lines file."""
    with gzip.open(folder / name, "wt", encoding="utf-8") as out:
        out.writelines(json.dumps(row) + "\n" for row in rows)


def question(text: str, answer: str = "", within: str = TEXT) -> dict[str, Any]:
    """A question of a set with offsets; without an answer it is unanswerable."""
    at = within.index(answer)
    golds = [{"text": answer, "start": at, "end": at + len(answer)}] if answer else []
    return {"question": text, "category": text, "doc_id": "d", "para": [0, len(within)],
            "answerable": bool(answer), "answers": golds}  # fmt: skip


def test_near_misses_by_people_belong_to_their_paragraph(tmp_path: Path) -> None:
    """Every answered question of a paragraph has its unanswerable ones as near misses."""
    written(tmp_path, "docs.jsonl.gz", [{"doc_id": "d", "title": "Mill", "text": TEXT}])
    asked = [question("Who rebuilt it?", "Jan Moor"), question("Who burned it?")]
    written(tmp_path, "questions.jsonl.gz", asked)
    [item] = squad2_articles(tmp_path).items
    assert (item.question, item.gold, item.misses) == (
        "Who rebuilt it?", {1: ((0, 8),)}, ("Who burned it?",),
    )  # fmt: skip


def test_a_silent_contract_is_held_against_its_likest_paragraph(tmp_path: Path) -> None:
    """A clause that is there marks its sentence; one that is not has no gold, yet a paragraph."""
    text = (
        "1. The Supplier delivers the goods monthly to the port.\n\n"
        "2. Either party may terminate by notice. Notice is thirty days."
    )
    written(tmp_path, "docs.jsonl.gz", [{"doc_id": "d", "title": "Supply", "text": text}])
    asked = [question("termination", "may terminate by notice", text), question("port insurance")]
    written(tmp_path, "questions.jsonl.gz", asked)
    there, silent = cuad(tmp_path).items
    pool = cuad(tmp_path)
    assert pool.docs["cuad/d"][there.paragraph][min(there.gold)].endswith("by notice.")
    assert not silent.gold
    assert "port" in pool.docs["cuad/d"][silent.paragraph][-1]


def test_paragraphs_of_a_contract_hold_every_letter() -> None:
    """Short headings go with what they head; nothing is left out or twice."""
    text = "TERM\n\nThe term of this agreement is five years from the date below.\n\n\n2. End"
    found = paragraphs_of(text)
    assert "".join(text[a:b] for a, b in found) == text
    assert len(found) == 2


def test_a_group_has_an_item_and_several_near_misses() -> None:
    """Up to `many`, each another question on the same paragraph, none of them answerable."""
    pool = Pool({"d": [[s + "." for s in TEXT.rstrip(".").split(". ")]]})
    misses = ("Who burned the mill?", "When did Jan Moor die?", "Who sold the mill?")
    pool.items.append(
        Item("pairs", "Who rebuilt the mill?", "d", 0, {1: ((0, 8),)}, ("Jan Moor",), misses=misses)
    )
    source = Source(pool, [[]], False, {"written": 1.0}, many=3)
    groups = [draw(source, 0, random.Random(seed)) for seed in range(20)]
    assert {row.answerable for group in groups for row in group[1:]} == {False}
    assert all(group[0].answerable and any(x.gold for x in group[0].lines) for group in groups)
    assert max(map(len, groups)) == 4
    for group in groups:
        assert len({row.question.lower().split("the mill")[0] for row in group}) >= 2


def test_cuts_hold_whole_groups() -> None:
    """No group is torn, and a cut has no more rows than its size."""
    pytest.importorskip("torch", reason="batches are torch tensors")
    from training.encode import Coded, cuts_of

    row = Coded([1], 0, [0], [True], [], [], True, True)
    groups = [[row] * size for size in (3, 4, 1, 4, 2, 2)]
    cuts = cuts_of(groups, 5)
    assert [group for cut in cuts for group in cut] == groups
    assert [sum(map(len, cut)) for cut in cuts] == [3, 5, 4, 4]


def test_the_loss_over_a_group_asks_for_evidence_above_every_near_miss() -> None:
    """It falls as the evidence rises, rises with a near miss's sentence, and is blind to others."""
    torch = pytest.importorskip("torch", reason="the loss is torch's")
    from training.encode import Batch
    from training.losses import across

    def loss(evidence: float, miss: float, stranger: float) -> float:
        flags = torch.tensor([True, False, False])
        gold = torch.tensor([[True, False], [False, False], [False, False]])
        empty = torch.zeros(3, 1)
        batch = Batch(
            empty, empty, empty, empty, gold, torch.ones_like(gold), empty, empty, flags,
            torch.ones_like(flags), torch.tensor([0, 0, 1]),
        )  # fmt: skip
        scores = torch.tensor([[evidence, -1.0], [miss, -1.0], [stranger, -1.0]])
        return float(across(scores, torch.tensor([evidence, miss, stranger]).float(), batch))

    assert loss(3, 0, 0) < loss(1, 0, 0) < loss(1, 2, 0)
    assert loss(1, 0, 0) == pytest.approx(loss(1, 0, 9))


def test_processes_that_feed_a_run_see_the_rows_in_orders_of_their_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Batches made by two processes are those that one makes with either of their seeds."""
    tokenizer = str(MODELS / "reader" / "tokenizer.json")
    monkeypatch.setattr(os, "cpu_count", lambda: 4)
    written(tmp_path, "docs.jsonl.gz", [{"doc_id": "d", "title": "Mill", "text": TEXT}])
    asked = [question("Who rebuilt it?", "Jan Moor"), question("Who burned it?")]
    written(tmp_path, "questions.jsonl.gz", asked)
    source = Source(squad2_articles(tmp_path), [[]], neighbours=True, negatives={"written": 1.0})
    config = {"seed": 3, "leg": 1, "shares": {"s": 1.0}, "micro_batch": 8, "ahead": 1,
              "max_tokens": 60, "max_question": 16}  # fmt: skip
    both = feed({"s": source}, {**config, "workers": 2}, tokenizer, 0)
    alone = [feed({"s": source}, {**config, "seed": 3 + 100_000 * n}, tokenizer, 0) for n in (0, 1)]
    for rows in alone:
        assert torch.equal(next(both).ids, next(rows).ids)
