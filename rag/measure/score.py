"""One answer against its known answer. Works from the JSON contract and the gold alone.

A quote covers a gold span if it takes in at least half of it. The rules are those of the
project's outside scorer, and a test holds both to the same figures.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from rag.answers.record import AnswerLine
from rag.measure.questions import Gold, KnownAnswer
from rag.quotes.record import NoteRecord, QuoteRecord
from rag.span import Span

_HALF = 0.5
_MARK_UP = re.compile(
    r"<sup>(?:(?!<sup>).)*?</sup>"  # a note's mark
    r"|<[^<>\n]{1,80}>"  # a tag
    r"|\[\^[^\]\n]{1,12}\]|\[\d{1,3}\]"  # [^12] and [12]
    r"|!?\[(?=[^\]\n]{1,300}\]\()|\]\([^)\s]{0,500}\)"  # both ends of a link
    r"|[*_`#>|\\]"
    r"|^[^\S\n]*[-+]\s+"  # a list's bullet
    r"|\u00ad|-(?=\s*\n)",  # hyphens that only divide a word
    re.M | re.S,
)
_MARKS = str.maketrans(
    dict.fromkeys("‘’", "'") | dict.fromkeys("“”", '"') | dict.fromkeys("‐‑‒–—―", "-")
)


@dataclass(frozen=True, slots=True)
class ScoredAnswer:
    """What one answer was worth. None where the question does not ask for it.

    `status` is answered, abstained, error or missing. `hit1`, `hit3`, `hit5`: the first so
    many quotes cover a gold span. `right`: the quotes, or where Quoth abstained the closest
    passages that stand for the quotes it held back, are a complete answer. `relevant` counts
    quotes that touch the evidence, `verbatim` those whose source says just that. `retrieval`
    holds the ranking measures by name.
    """

    id: str | int
    question: str
    type: str
    answerable: bool
    status: str
    confidence: float
    seconds: float | None
    quotes: int
    verbatim: int
    right: bool
    forbidden: bool
    hit1: bool | None = None
    hit3: bool | None = None
    hit5: bool | None = None
    complete: bool | None = None
    keys: bool | None = None
    relevant: int | None = None
    footnotes: tuple[bool, ...] = ()
    voice: bool | None = None
    retrieval: Mapping[str, float] | None = None

    @property
    def answered(self) -> bool:
        """Whether any quote was given."""
        return self.quotes > 0

    @property
    def miss(self) -> bool:
        """Whether this is what a person would want to look at first."""
        wrong = not self.complete if self.answerable else self.answered
        return bool(
            wrong
            or self.forbidden
            or self.quotes > self.verbatim
            or self.status in ("error", "missing")
        )


def score(
    known: KnownAnswer,
    record: AnswerLine | None,
    verbatim: int,
    retrieval: Mapping[str, float] | None = None,
) -> ScoredAnswer:
    """The row of one question; `record` is None if it has no answer.

    `verbatim` is how many of its quotes were found to be their source's own words.
    """
    quotes = shown_quotes(record) if record else ()
    row = ScoredAnswer(
        id=known.id,
        question=known.question,
        type=known.type,
        answerable=known.answerable,
        status=record["status"] if record else "missing",
        confidence=float((record and record.get("confidence")) or 0.0),
        seconds=record.get("seconds") if record else None,
        quotes=len(quotes),
        verbatim=verbatim,
        right=False,
        forbidden=any(
            _covers(q, g) and voice_of(q) != "comment" for g in known.forbid for q in quotes
        ),
    )
    if not known.answerable:
        return row
    right = complete(known, quotes or (record and record.get("nearest")) or ())
    return replace(_against_gold(row, known, quotes), right=right, retrieval=retrieval)


def _against_gold(
    row: ScoredAnswer, known: KnownAnswer, quotes: Sequence[QuoteRecord]
) -> ScoredAnswer:
    """The row of a question that has an answer, with what its quotes are worth."""

    def hit(first: int) -> bool:
        return any(_covers(q, g) for q in quotes[:first] for g in known.evidence)

    return replace(
        row,
        hit1=hit(1),
        hit3=hit(3),
        hit5=hit(5),
        complete=complete(known, quotes),
        keys=_keys(known, quotes) if known.answer else None,
        relevant=sum(any(_touches(q, g) for g in known.evidence) for q in quotes),
        footnotes=_footnotes(known, quotes),
        voice=_voice(known, quotes) if known.voice else None,
    )


def shown_quotes(record: AnswerLine) -> Sequence[QuoteRecord]:
    """The quotes of an answer; none for anything that is not answered."""
    return record.get("quotes") or () if record["status"] == "answered" else ()


def complete(known: KnownAnswer, quotes: Iterable[QuoteRecord]) -> bool:
    """Whether the quotes cover what the question needs: any, all, or two documents' evidence."""
    quotes = list(quotes)
    covered = [gold for gold in known.evidence if any(_covers(q, gold) for q in quotes)]
    if known.need == "all":
        return len(covered) == len(known.evidence)
    if known.need == "two-docs":
        return len({gold.doc for gold in covered}) >= 2
    return bool(covered)


def share_covered(spans: Iterable[Span], gold: Span) -> float:
    """Which share of the gold span the spans take in; they must not overlap."""
    return sum(span.overlap(gold) for span in spans) / len(gold)


def spans_of(quote: QuoteRecord) -> list[Span]:
    """The layer-1 spans of a quote."""
    return [Span(place["start"], place["end"]) for place in quote["spans"]]


def voice_of(quote: QuoteRecord) -> str | None:
    """The kind of a quote's voice."""
    voice = quote.get("voice")
    return voice.get("kind") if isinstance(voice, Mapping) else voice


def fold(text: str) -> str:
    """Mark-up, case, white space, quotation marks and dashes folded, to look up answer keys."""
    return " ".join(_MARK_UP.sub("", text).translate(_MARKS).split()).casefold()


def _same_document(quote: QuoteRecord, gold: Gold) -> bool:
    name = PurePosixPath(quote["document"]["path"])
    return str(name) == gold.doc or name.name == gold.doc


def _covers(quote: QuoteRecord, gold: Gold) -> bool:
    """Whether a quote takes in at least half of a gold span."""
    return _same_document(quote, gold) and share_covered(spans_of(quote), gold.span) >= _HALF


def _touches(quote: QuoteRecord, gold: Gold) -> bool:
    """Whether a quote covers a gold span, or half of one of its own spans lies in it."""
    inside = any(span.overlap(gold.span) >= _HALF * len(span) for span in spans_of(quote))
    return _covers(quote, gold) or (_same_document(quote, gold) and inside)


def _keys(known: KnownAnswer, quotes: Iterable[QuoteRecord]) -> bool:
    """Whether every answer key occurs in the quotes or in the notes that come with them."""
    texts = [
        text for q in quotes for text in (q["text"], *(n["text"] for n in q.get("notes") or ()))
    ]
    shown = fold(" ".join(texts))
    return all(any(fold(either) in shown for either in key.split("|")) for key in known.answer)


def _footnotes(known: KnownAnswer, quotes: Iterable[QuoteRecord]) -> tuple[bool, ...]:
    """For each gold note whether it came with the quotes, itself or as a full reference."""
    shown = []
    for note in (note for quote in quotes for note in quote.get("notes") or ()):
        link: NoteRecord | None = note
        while link:
            shown.append((str(link["mark"]), fold(link["text"])))
            link = link.get("full_reference")
    return tuple(
        any(mark == gold.number and fold(gold.contains) in text for mark, text in shown)
        for gold in known.footnotes
    )


def _voice(known: KnownAnswer, quotes: Iterable[QuoteRecord]) -> bool:
    """Whether a quote that covers the evidence carries the voice that it should."""
    return any(
        voice_of(quote) == known.voice
        for quote in quotes
        if any(_covers(quote, g) for g in known.evidence)
    )
