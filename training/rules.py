"""What the rules beside the reader cost and give: each is left out in turn, over the dev packs.

    python -m training.rules --packs ../shared/data/dev squad2 covidqa

A rule that refuses more right answers than it stops wrong ones goes out (docs/decisions.md).
"""

import argparse
import json
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

from rag.answers.asking import narrow
from rag.answers.engine import Answer, Engine, load_engine
from rag.answers.reader import Reader, Reading, ReadText
from rag.search import update_index
from rag.search.embed import load_embedder
from rag.span import Span
from training.nearpack import near_questions

RULES: Mapping[str, float | bool | None] = {
    "_where_named": None, "spoken": False, "answered_there": False, "of_the_duty": None,
    "to_the_point": 1.0, "with_counts": 1.0, "without_ignorance": 1.0, "stated": False,
    "rows_wanted": False,
}  # fmt: skip
"""The rules of `rag/answers/asking/narrow.py`, with what each gives beside the candidates where
it does not apply: that nothing is sure, or that all of the confidence is left."""


def _without(beside: float | bool | None) -> Callable[..., Any]:
    """In a rule's place: gives the candidates back, which stand second, as they are."""

    def keep(*given: Any) -> Any:  # noqa: ANN401 - the rules have types of their own
        return list(given[1]) if beside is None else (list(given[1]), beside)

    return keep


@dataclass(slots=True)
class Remembering:
    """A reader that reads each question with its passages once."""

    reader: Reader
    name: str
    known: dict[tuple[str, int], list[Reading]] = field(default_factory=dict)

    def read(self, question: str, passages: Sequence[ReadText]) -> list[Reading]:
        """One reading a passage, as the reader gave it."""
        key = (question, hash(tuple(text for text, _ in passages)))
        if key not in self.known:
            self.known[key] = self.reader.read(question, passages)
        return self.known[key]


def figures(engine: Engine, questions: Iterable[Mapping[str, Any]]) -> tuple[int, int, int]:
    """Questions whose first quote is right, answerable ones refused, unanswerable ones refused."""
    right = lost = refused = 0
    for question in questions:
        result = engine.ask(question["question"])
        answered = isinstance(result, Answer)
        right += question["answerable"] and answered and _covers(result, question["evidence"])
        lost += question["answerable"] and not answered
        refused += not question["answerable"] and not answered
    return right, lost, refused


def _covers(result: Any, evidence: Iterable[Mapping[str, Any]]) -> bool:  # noqa: ANN401
    """Whether the first quote holds at least half of a gold span."""
    quote = result.quotes[0]
    golds = [Span(e["start"], e["end"]) for e in evidence
             if e["doc"] == Path(quote.document.path).name]  # fmt: skip
    return any(2 * sum(s.overlap(gold) for s in quote.spans) >= len(gold) for gold in golds)


def lines(pack: Path, rules: Iterable[str]) -> Iterator[str]:
    """A pack's figures with all rules, and what they change by where one is left out."""
    with (pack / "questions.jsonl").open(encoding="utf-8") as source:
        questions = [*map(json.loads, source), *near_questions(pack.name)]
    with tempfile.TemporaryDirectory() as folder:
        update_index(Path(folder), [pack / "corpus"], load_embedder())
        engine = load_engine(Path(folder))
        engine = replace(engine, reader=Remembering(engine.reader, engine.reader.name))
        with closing(engine.index):
            whole = figures(engine, questions)
            yield f"| {pack.name} | none | {whole[0]} | {whole[1]} | {whole[2]} |"
            for rule in rules:
                with patch.object(narrow, rule, _without(RULES[rule])):
                    now = figures(engine, questions)
                if now != whole:
                    change = " | ".join(f"{b - a:+d}" for a, b in zip(whole, now, strict=True))
                    yield f"| {pack.name} | {rule} | {change} |"


def main() -> None:
    """Print the table, pack by pack."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--packs", type=Path, required=True)
    parser.add_argument("names", nargs="+")
    options = parser.parse_args()
    print("| pack | left out | right first | refused though answerable | refused rightly |")
    print("|---|---|---|---|---|")
    for name in options.names:
        for line in lines(options.packs / name, RULES):
            print(line, flush=True)


if __name__ == "__main__":
    main()
