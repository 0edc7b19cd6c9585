"""Measure topics; of their paragraphs other topics are among the training questions.

    python -m training.topics --data ../shared/data/train

Word F1 over the paragraphs of `training/topics/`, a third of which are silent, as `quoth extract`
marks them and as it would mark them for a question; AUROC of the score of the whole paragraph.
"""

import argparse
import json
import re
from dataclasses import dataclass
from pathlib import Path

from rag.answers.reader.extract import THRESHOLD, TOPIC_THRESHOLD, extract_scored
from rag.measure.measures import auroc
from training.evaluate import words_in
from training.sets import pools_of
from training.written import texts

FOLDER = Path(__file__).with_name("topics")
Spans = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic, a paragraph, and the places of what the paragraph says on it (none if nothing)."""

    words: str
    paragraph: str
    gold: Spans


def topics(data: Path, folder: Path = FOLDER) -> list[Topic]:
    """All topics with their paragraphs, which are taken from the sets in `data`."""
    pools = {**pools_of(data), "own": texts()}
    found = []
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            sentences = pools[row["source"]].docs[row["doc"]][row["paragraph"]]
            gold = [(int(start), int(end)) for start, end in row["spans"]]
            found.append(Topic(row["question"], " ".join(sentences), gold))
    return found


def word_f1(asked: list[Topic], marked: list[list[tuple[int, int, float]]], least: float) -> float:
    """Micro word F1 of the sentences whose score reaches `least`."""
    right = have = want = 0
    for topic, spans in zip(asked, marked, strict=True):
        words = [m.span() for m in re.finditer(r"\S+", topic.paragraph)]
        gold = words_in(topic.gold, words)
        own = words_in([(a, b) for a, b, score in spans if score >= least], words)
        right, have, want = right + len(gold & own), have + len(own), want + len(gold)
    return 2 * right / max(1, have + want)


def main() -> None:
    """Read every paragraph once, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder of training sets")
    asked = topics(parser.parse_args().data)
    marked, scores = [], []
    for topic in asked:
        spans, score = extract_scored(topic.words, topic.paragraph, threshold=0.0)
        marked.append([(s.start, s.end, s.score) for s in spans])
        scores.append(score)
    area = auroc([bool(topic.gold) for topic in asked], scores) or 0.0
    print(f"{len(asked)} topics, AUROC {area:.3f}")
    for name, least in (("a topic", TOPIC_THRESHOLD), ("a question", THRESHOLD)):
        print(f"word F1 as {name}, at {least}: {word_f1(asked, marked, least):.3f}")


if __name__ == "__main__":
    main()
