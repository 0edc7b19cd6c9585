"""From evidence sentences to as few quotes as answer.

Neighbouring sentences that are both chosen become one quote; the same words in two documents
become one quote with two places (rag/answers/also.py).
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from rag.answers.also import also_in
from rag.answers.copies import age
from rag.answers.evidence import Candidate, Policy, block_of
from rag.answers.widen import widened
from rag.documents.document import Document
from rag.quotes.quote import Quote, SameSentence, fold_space, quote_at
from rag.search.retriever import Hit
from rag.span import Span


def select(
    candidates: Sequence[Candidate],
    document: Callable[[str], Document],
    policy: Policy,
    max_quotes: int | None = None,
    hits: Sequence[Hit] = (),
) -> tuple[Quote, ...]:
    """The quotes, best document first and best quote first in each; empty for no candidates.

    `document` loads a document by its id. Only the best may be a heading. Among `hits` is looked
    for the other places of a quote. A sentence that is quoted already, but whose document has
    not all the words of that quote or speaks of somebody else, is a quote of its own.
    """
    limit = policy.max_quotes if max_quotes is None else max_quotes
    selected, twins = _chosen(candidates, document, policy, limit)
    near = _near(candidates, policy)
    quotes = _placed(_quotes(selected, document, near), hits, document)
    for twin in twins:
        if len(quotes) < limit and not _covered(twin, quotes):
            selected.append(twin)
            quotes = _placed(_quotes(selected, document, near), hits, document)
    return quotes


def _chosen(
    candidates: Sequence[Candidate],
    document: Callable[[str], Document],
    policy: Policy,
    limit: int,
) -> tuple[list[Candidate], list[Candidate]]:
    """The candidates that are quoted, and those that say the same in as many words."""
    selected: list[Candidate] = []
    twins: list[Candidate] = []
    texts: set[str] = set()
    for candidate in candidates:
        if selected and candidate.score < policy.share * selected[0].score:
            break
        source = document(candidate.passage.doc_id)
        if selected and block_of(source, candidate).kind == "heading":
            continue
        words = fold_space(source.reading.text[candidate.start : candidate.end])
        if words in texts:
            twins.append(candidate)
        elif len(selected) < limit and not _crowded(selected, candidate, policy):
            texts.add(words)
            selected.append(candidate)
    return selected, twins


def _placed(
    quotes: Sequence[Quote], hits: Sequence[Hit], document: Callable[[str], Document]
) -> tuple[Quote, ...]:
    """The quotes with the other documents that say the same; one that is such a place goes."""
    placed: list[Quote] = []
    for quote in quotes:
        if any(quote.document.doc_id == p.document.doc_id and quote.spans == p.spans
               for one in placed for p in one.also):  # fmt: skip
            continue
        placed.append(_oldest(replace(quote, also=also_in(quote, hits, document))))
    return unrepeated(placed)


def unrepeated(quotes: Sequence[Quote]) -> tuple[Quote, ...]:
    """The quotes without the other places that are shown as quotes of their own."""
    return tuple(
        replace(one, also=tuple(p for p in one.also if not _shown(p, quotes))) for one in quotes
    )


def _oldest(quote: Quote) -> Quote:
    """The quote at the oldest of its places, by the dates that the documents state."""
    places = [SameSentence(quote.document, quote.spans), *quote.also]
    first = min(places, key=lambda place: age(place.document.date))
    if first.document.doc_id == quote.document.doc_id or not quote.document.date:
        return quote
    start, end = first.document.reading.locate(first.spans)
    moved = quote_at(first.document, start, end, quote.score)
    rest = tuple(place for place in places if place is not first)
    return replace(moved, also=rest, answer_spans=_carried(quote, moved))


def _carried(quote: Quote, moved: Quote) -> tuple[Span, ...]:
    """The words that answer, at the quote's new place; none where its layers differ."""
    shift = moved.range[0] - quote.range[0]
    reading, other = quote.document.reading, moved.document.reading
    (a, b), (c, d) = quote.range, moved.range
    if reading.text[a:b] != other.text[c:d]:
        return ()
    ranges = [reading.locate((span,)) for span in quote.answer_spans]
    return tuple(span for x, y in ranges for span in other.source_spans(x + shift, y + shift))


def _shown(place: SameSentence, quotes: Sequence[Quote]) -> bool:
    """Whether a place lies in a quote of its own."""
    start, end = place.document.reading.locate(place.spans)
    return any(
        q.document.doc_id == place.document.doc_id and q.range[0] <= start and end <= q.range[1]
        for q in quotes
    )


def _covered(candidate: Candidate, quotes: Sequence[Quote]) -> bool:
    """Whether a sentence stands in a quote, or at one of the other places of one."""
    name = candidate.passage.doc_id
    for quote in quotes:
        places = [(quote.document, quote.spans), *((p.document, p.spans) for p in quote.also)]
        for source, spans in places:
            if source.doc_id == name:
                start, end = source.reading.locate(spans)
                if start <= candidate.start and candidate.end <= end:
                    return True
    return False


def _crowded(selected: Sequence[Candidate], candidate: Candidate, policy: Policy) -> bool:
    """Whether its document has its share of quotes already (neighbours join one of them)."""
    same = [c for c in selected if c.passage.doc_id == candidate.passage.doc_id]
    if any(_adjacent(c, candidate) for c in same):
        return False
    return len(same) >= policy.per_document


def _adjacent(one: Candidate, other: Candidate) -> bool:
    """Whether one sentence of a document stands right before the other."""
    return 0 <= other.start - one.end <= 1 or 0 <= one.start - other.end <= 1


def _near(candidates: Sequence[Candidate], policy: Policy) -> frozenset[tuple[str, int]]:
    """Document and start of every sentence that may join a neighbour's quote."""
    floor = policy.near * candidates[0].score if candidates else 0.0
    return frozenset((c.passage.doc_id, c.start) for c in candidates if c.score >= floor)


def _quotes(
    selected: list[Candidate],
    document: Callable[[str], Document],
    near: frozenset[tuple[str, int]],
) -> tuple[Quote, ...]:
    """Widen, join neighbours, make quotes, and order them by document and score."""
    runs: list[tuple[int, int, list[int]]] = []
    for at, candidate in enumerate(selected):
        source = document(candidate.passage.doc_id)
        start, end = widened(source, candidate.start, candidate.end, near)
        members = [at]
        for run in list(runs):
            same = selected[run[2][0]].passage.doc_id == candidate.passage.doc_id
            if same and run[0] <= end + 1 and start <= run[1] + 1:
                start, end, members = min(start, run[0]), max(end, run[1]), run[2] + members
                runs.remove(run)
        runs.append((start, end, members))
    quotes = []
    for start, end, members in runs:
        own = [selected[at] for at in members]
        answers = tuple(sorted({answer for c in own for answer in c.answers}))
        best = max(c.score for c in own)
        quotes.append(quote_at(document(own[0].passage.doc_id), start, end, best, answers))
    first: dict[str, float] = {}
    for quote in quotes:
        name = quote.document.doc_id
        first[name] = max(first.get(name, 0.0), quote.score)
    return tuple(
        sorted(quotes, key=lambda q: (-first[q.document.doc_id], q.document.doc_id, -q.score))
    )
