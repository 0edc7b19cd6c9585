"""Two questions in one: each half that has a question word of its own is asked by itself, too."""

import re
from collections.abc import Sequence
from dataclasses import replace

from rag.answers.choose import unrepeated
from rag.answers.result import Abstention, Answer, Remark
from rag.english.patterns.questions import HALVES_AUX as _AUX
from rag.english.patterns.questions import HALVES_BEFORE
from rag.english.patterns.questions import HALVES_OPENS as _OPENS
from rag.english.patterns.questions import HALVES_WH as _WH
from rag.english.terms import coverage, fits
from rag.quotes.quote import Quote

_AND = re.compile(
    rf"(?:,?\s+(?:and|but)\s+(?:also\s+)?|\?\s+(?:and\s+)?)(?=(?:{HALVES_BEFORE}\s+)?{_WH}\b)", re.I
)
_PAIR = re.compile(rf"^\W*(?P<one>{_WH})\s+and\s+(?P<two>{_WH})\s+(?P<rest>.+)$", re.I)


def halves(question: str) -> list[str]:
    """The questions that a question is made of, as questions; itself alone where it is one.

    >>> halves("Who led the talks and when did the war end?")
    ['Who led the talks?', 'When did the war end?']
    >>> halves("When and where was she born?")
    ['When was she born?', 'Where was she born?']
    >>> halves("Who knew what?")
    ['Who knew what?']
    """
    pair = _PAIR.match(question)
    if pair and re.match(rf"{_AUX}\b", pair["rest"], re.I):
        return [_as_question(f"{pair[word]} {pair['rest']}") for word in ("one", "two")]
    cut = _AND.search(question)
    if cut is None:
        return [question]
    one, two = question[: cut.start()], question[cut.end() :]
    if not _OPENS.match(one):
        return [question]
    if len(one.split()) < _LEAST or len(two.split()) < _LEAST or _AND.search(two):
        return [question]
    return [_as_question(one), _as_question(two)]


_LEAST = 3


def _as_question(text: str) -> str:
    """Words as a question."""
    text = text.strip(" ,;?.!")
    return f"{text[0].upper()}{text[1:]}?"


def alone(half: str, parts: Sequence[str], results: Sequence[Answer | Abstention]) -> str:
    """A half as it is asked by itself: its pronouns stand for what the half before spoke of."""
    if not results:
        return half
    from rag.answers.followup import Turn, rewrite  # few questions point back

    said = results[0].quotes[0].text if isinstance(results[0], Answer) else ""
    return rewrite(half, [Turn(parts[0], said)]).question


def joined(
    whole: Answer | Abstention,
    parts: Sequence[str],
    results: Sequence[Answer | Abstention],
    limit: int,
) -> Answer | Abstention:
    """The answer to both halves: what the whole question found, and what each half did.

    A half that nothing answers is named. Nothing is an answer if neither half has one.
    """
    answered = [one for one in (whole, *results) if isinstance(one, Answer)]
    if not answered:
        return whole
    sure, shown = (whole.confidence, whole.quotes) if isinstance(whole, Answer) else (None, ())
    firsts = [
        one.quotes[0] for part, one in zip(parts, results, strict=True)
        if isinstance(one, Answer)
        and (one.confidence >= _AS_SURE * (sure or 0.0) or not _answers(part, shown))
    ]  # fmt: skip
    quotes = _together([*firsts, *shown], limit)
    missing = tuple(
        Remark("unanswered", f"Nothing in the documents answers this part clearly: “{part}”")
        for part, one in zip(parts, results, strict=True)
        if not isinstance(one, Answer) and not _answers(part, quotes)
    )
    confidence = max(one.confidence for one in answered) if sure is None else sure
    problems = tuple(dict.fromkeys(p for one in answered for p in one.problems))
    remarks = tuple(dict.fromkeys(r for one in (whole, *results) for r in one.remarks))
    made = Answer.of(whole.question, unrepeated(quotes), confidence, whole.hits)
    return replace(made, problems=problems, remarks=(*remarks, *missing))


def _together(quotes: Sequence[Quote], limit: int) -> list[Quote]:
    """So many of the quotes, none of them within another."""
    taken: list[Quote] = []
    for quote in quotes:
        if len(taken) < limit and not any(_within(quote, other) for other in taken):
            taken = [*(other for other in taken if not _within(other, quote)), quote]
    return taken


_AS_SURE = 0.6
"""The share of the whole answer's confidence from which a half's quote joins it in any case."""


def _within(quote: Quote, other: Quote) -> bool:
    """Whether one quote lies in another."""
    (a, b), (c, d) = quote.range, other.range
    return quote.document.doc_id == other.document.doc_id and c <= a and b <= d


def _answers(half: str, quotes: Sequence[Quote]) -> bool:
    """Whether a quote holds every word of a half and the kind of thing that it asks for."""
    return any(coverage(half, q.text) >= 1.0 and fits(half, q.text) >= 1.0 for q in quotes)
