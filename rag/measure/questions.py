"""Known-answer questions: what is asked, where the evidence stands, what an answer must hold.

Two formats are read: JSON Lines, one question a line (the members are those of `KnownAnswer`; see
docs), and SQuAD's JSON, where gold answers are offsets into a paragraph, which is looked up in
the indexed documents.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args

from typing_extensions import TypedDict

from rag.errors import QuestionError, SpanError
from rag.files import parse_json, read_file
from rag.span import Span

Need = Literal["any", "all", "two-docs"]
T = TypeVar("T")
Texts = Callable[[], Iterable[tuple[str, str]]]
"""Gives (path, layer 1) of every indexed document."""


@dataclass(frozen=True, slots=True)
class Gold:
    """A gold span: a document by path or file name, layer-1 offsets, SHA-256 of its text."""

    doc: str
    span: Span
    sha256: str


@dataclass(frozen=True, slots=True)
class GoldNote:
    """A note of the source that must come with the quotes: its mark, and words of its text."""

    number: str
    contains: str


class GoldRecord(TypedDict):
    """A gold span in a question file, with its words for people who read it."""

    doc: str
    start: int
    end: int
    sha256: str
    quote: str


class KnownRecord(TypedDict):
    """The line of a question that a user has kept."""

    id: str
    type: str
    question: str
    answerable: bool
    need: Need
    evidence: list[GoldRecord]
    answer: list[str]


@dataclass(frozen=True, slots=True)
class KnownAnswer:
    """A question with its known answer.

    `need` says which of the evidence a complete answer covers: any, all, or spans of two
    documents. `answer` holds strings that the quotes must contain, "a|b" meaning either.
    `voice` is the kind of voice that a matching quote must carry. `forbid` are spans that may
    be quoted as a reader's comment only.
    """

    id: str | int
    question: str
    answerable: bool
    type: str = ""
    need: Need = "any"
    evidence: tuple[Gold, ...] = ()
    answer: tuple[str, ...] = ()
    footnotes: tuple[GoldNote, ...] = ()
    voice: str | None = None
    forbid: tuple[Gold, ...] = ()


def read_known(path: Path, texts: Texts = tuple) -> list[KnownAnswer]:
    """The questions of a file, in order. `texts` is called for a SQuAD file only.

    Raises QuestionError, with the line, for anything that is no question, for an id that occurs
    twice, and for a file without questions.
    """
    content = content_of(path)
    squad = _squad(content)
    known = _of_squad(squad, texts, path) if squad else list(of_lines(content, path, known_of))
    refuse_twins([one.id for one in known], path)
    if not known:
        raise QuestionError(f"{str(path)!r} holds no questions; expected one JSON object a line")
    return known


def refuse_twins(ids: Iterable[str | int], path: Path) -> None:
    """Raise QuestionError for an id that occurs twice."""
    known: set[str | int] = set()
    for one in ids:
        if one in known:
            raise QuestionError(f"{str(path)!r}: the id {one!r} occurs twice; expected once")
        known.add(one)


def content_of(path: Path) -> str:
    """A file's text; raises QuestionError if it is not UTF-8."""
    try:
        return read_file(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise QuestionError(f"{str(path)!r} is not UTF-8: {error}") from error


def of_lines(content: str, path: Path, make: Callable[[Any, int], T]) -> Iterator[T]:
    """What `make` makes of each line's JSON and number; its faults are told with the line."""
    for number, line in enumerate(content.split("\n"), 1):
        if not line.strip():
            continue
        try:
            yield make(parse_json(line), number)
        except (ValueError, KeyError, TypeError, AttributeError, SpanError) as error:
            said = f"{error} is missing" if isinstance(error, KeyError) else str(error)
            raise QuestionError(f"{str(path)!r}, line {number}: {said}") from error


def known_of(record: Mapping[str, Any], number: int) -> KnownAnswer:
    """One line's question, its number for an id if it has none.

    Raises ValueError, KeyError, TypeError, AttributeError or SpanError for what is malformed.
    """
    if not isinstance(record["question"], str) or not isinstance(record["answerable"], bool):
        raise ValueError('expected "question" as a string and "answerable" as true or false')
    need = record.get("need", "any")
    if need not in get_args(Need):
        raise ValueError(f'"need" is {need!r}; expected any, all or two-docs')
    evidence = tuple(_gold(place) for place in record.get("evidence") or ())
    if record["answerable"] and not evidence:
        raise ValueError('an answerable question needs "evidence"')
    return KnownAnswer(
        id=record.get("id", number),
        question=record["question"],
        answerable=record["answerable"],
        type=str(record.get("type", "")),
        need=need,
        evidence=evidence,
        answer=tuple(map(str, record.get("answer") or ())),
        footnotes=tuple(
            GoldNote(str(note["number"]), str(note["contains"]))
            for note in record.get("footnotes") or ()
        ),
        voice=record.get("voice"),
        forbid=tuple(_gold(place) for place in record.get("forbid") or ()),
    )


def _gold(place: Mapping[str, Any]) -> Gold:
    return Gold(str(place["doc"]), Span(place["start"], place["end"]), str(place["sha256"]))


def _squad(content: str) -> list[Mapping[str, Any]] | None:
    """The articles of a SQuAD file, or None if it is none."""
    try:
        whole = parse_json(content)
    except ValueError:
        return None
    data = whole.get("data") if isinstance(whole, dict) else None
    return data if isinstance(data, list) else None


def _of_squad(articles: list[Mapping[str, Any]], texts: Texts, path: Path) -> list[KnownAnswer]:
    """The questions of SQuAD's articles (versions 1.1 and 2.0).

    A paragraph must stand in an indexed document, character for character.
    """
    documents = list(texts())
    known = []
    try:
        for paragraph in (p for article in articles for p in article["paragraphs"]):
            place = _place(paragraph["context"], documents)
            known += [_of_qa(q, paragraph["context"], place, path) for q in paragraph["qas"]]
    except (KeyError, TypeError, SpanError) as error:
        raise QuestionError(f"{str(path)!r}: not SQuAD's format: {error!r}") from error
    return known


def _place(context: str, documents: list[tuple[str, str]]) -> tuple[str, int] | None:
    """The path and offset where a paragraph stands, or None."""
    for name, text in documents:
        at = text.find(context)
        if at >= 0:
            return name, at
    return None


def _of_qa(
    pair: Mapping[str, Any], context: str, place: tuple[str, int] | None, path: Path
) -> KnownAnswer:
    """One question of a paragraph; impossible questions of SQuAD 2.0 are unanswerable."""
    answerable = not pair.get("is_impossible", False) and bool(pair["answers"])
    evidence: dict[Gold, None] = {}
    for answer in pair["answers"] if answerable else ():
        if place is None:
            raise QuestionError(
                f"{str(path)!r}: the paragraph of question {pair['id']!r} stands in no indexed "
                f"document: {context[:60]!r}. Index the articles first: quoth index PATH"
            )
        span = Span(answer["answer_start"], answer["answer_start"] + len(answer["text"]))
        digest = hashlib.sha256(span.of(context).encode("utf-8")).hexdigest()
        evidence[Gold(place[0], span.shift(place[1]), digest)] = None
    kind = "answerable" if answerable else "unanswerable"
    return KnownAnswer(pair["id"], pair["question"], answerable, kind, evidence=tuple(evidence))
