"""Lists for the second look as search and reader bring them: the reader's own mistakes in one list.

`training.lists` guesses by rare words what will stand beside the evidence. Here the paragraphs
closest to the question are read by the packaged reader, and its six best sentences make the list,
in the order in which the second look gets them (`rag/answers/again.py`).
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rag.answers.again import LOOKED
from rag.answers.features import Scorer, SentenceFeatures
from rag.answers.logistic import logit
from rag.answers.reader import Reader, Reading, load_reader
from rag.english.terms import coverage, fits
from rag.models import MODELS
from training.records import Item, Line, Pool

READ = 4
"""Paragraphs that are read for a list, the item's own among them."""
_LONGEST = 700
Place = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Look:
    """The first look: the packaged reader and scorer."""

    reader: Reader
    scorer: Scorer


def packaged_look() -> Look:
    """The first look as it is shipped, on one thread."""
    data = json.loads((MODELS / "calibrator.json").read_text(encoding="utf-8"))
    return Look(load_reader(threads=1), Scorer(**data["scorer"]))


def brought(
    pool: Pool,
    item: Item,
    close: Sequence[Place],
    look: Look,
    silent: Callable[[str], bool],
    without: bool = False,
) -> list[Line]:
    """The best sentences for the item's question, its evidence among them, or not (`without`).

    Sentences of other paragraphs that hold the answer's words, by `silent`, are left out.
    """
    own = (item.doc, item.paragraph)
    places = [own, *close[: READ - 1]]
    lines = [_lines(pool, item, place, own, silent, without) for place in places]
    lines = [some for some in lines if some]
    ranked = _ranked(item.question, lines, look)
    kept = [(h, n) for h, n in ranked if lines[h][n].gold][:3]
    kept += [place for place in ranked if place not in kept][: LOOKED - len(kept)]
    order = {hit: rank for rank, hit in enumerate(dict.fromkeys(h for h, _ in ranked))}
    return [lines[h][n] for h, n in sorted(kept, key=lambda place: (order[place[0]], place[1]))]


def _lines(
    pool: Pool, item: Item, place: Place, own: Place, silent: Callable[[str], bool], without: bool
) -> list[Line]:
    """A paragraph's sentences; the item's evidence is marked, or left out."""
    paragraph = pool.docs[place[0]][place[1]]
    gold = item.gold if place == own else {}
    lines = [
        Line(text, n in gold and not without, () if without else gold.get(n, ()))
        for n, text in enumerate(paragraph)
        if (not without if n in gold else len(text) < _LONGEST and silent(text))
    ]
    return lines if place == own else lines[:12]


def _ranked(question: str, lines: Sequence[Sequence[Line]], look: Look) -> list[tuple[int, int]]:
    """Paragraph and number of every sentence, the best first by the first look."""
    passages = []
    for some in lines:
        text, borders = "", []
        for line in some:
            start = len(text) + bool(text)
            text = f"{text} {line.text}".lstrip()
            borders.append((start, start + len(line.text)))
        passages.append((text, borders))
    readings = look.reader.read(question, passages)
    scored = [
        (look.scorer.score(_features(question, line.text, reading, n)), h, n)
        for h, (some, reading) in enumerate(zip(lines, readings, strict=True))
        for n, line in enumerate(some)
    ]
    return [(h, n) for _, h, n in sorted(scored, key=lambda s: (-s[0], s[1], s[2]))]


def _features(question: str, text: str, reading: Reading, number: int) -> SentenceFeatures:
    """The figures that need no search; rank and closeness of meaning are left at nothing."""
    said = logit(reading.sentences[number])
    return SentenceFeatures(
        said, reading.answerable, 0.0, coverage(question, text), fits(question, text), 0.0, said
    )
