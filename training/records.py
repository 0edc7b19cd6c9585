"""What the training data are made of before they become tokens: documents, items, rows."""

from dataclasses import dataclass, field

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A question and the place of its evidence.

    `gold` maps a sentence's number in the paragraph to answer spans inside that sentence
    (half-open, code points); no spans where the data mark the sentence only. No `gold` at all
    means that the paragraph is known not to answer (unless `whole`: then it answers as a whole).
    `misses` are questions on the paragraph that it does not answer.
    """

    source: str
    question: str
    doc: str
    paragraph: int
    gold: dict[int, Spans]
    answers: tuple[str, ...] = ()
    claim: bool = False
    whole: bool = False
    misses: tuple[str, ...] = ()


@dataclass(slots=True)
class Pool:
    """Documents as lists of paragraphs, each a list of sentences, and the items on them."""

    docs: dict[str, list[list[str]]] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    items: list[Item] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of a row's passage: its text, whether it is evidence, the answer spans in it."""

    text: str
    gold: bool = False
    spans: Spans = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One training example; `lines` joined by a blank are the passage.

    `sentence_labels` is false where only the passage as a whole is known to answer.
    """

    source: str
    kind: str
    question: str
    lines: tuple[Line, ...]
    answerable: bool
    sentence_labels: bool = True
