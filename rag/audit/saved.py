"""A file of answers: each of its citations verified, and those that moved written anew.

Reads the lines that `quoth batch` writes. Lines that hold no moved citation stay as they are,
byte for byte.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rag.audit.members import wrong_member
from rag.audit.record import VerifyRecord
from rag.audit.report import WordChange
from rag.audit.verify import STATES, CitationState, Sources, Verification, verify
from rag.errors import CitationError
from rag.files import Json, JsonView, parse_json
from rag.quotes.citation import from_json
from rag.quotes.quote import quote_at
from rag.quotes.record import SpanRecord, document_json, locator_json, note_json, spans_json
from rag.span import Span


@dataclass(frozen=True, slots=True)
class Checked:
    """One citation of the file: its line from 1, the answer's id, the quote's place from 0.

    `result` is None where the citation is malformed.
    """

    line: int
    id: str
    place: int
    text: str
    path: str
    verdict: CitationState
    reason: str
    result: Verification | None = None

    @property
    def diff(self) -> tuple[WordChange, ...]:
        """From the cited words to today's."""
        return self.result.diff if self.result else ()


def check_lines(
    lines: Iterable[bytes], library: Sources, any_version: bool = False
) -> list[Checked]:
    """The verdict on every quote of every answer, in order.

    Raises CitationError for a line that is no answer.
    """
    return [
        _check(line, str(record.get("id", line)), place, quote, library, any_version)
        for line, record in _records(lines)
        for place, quote in enumerate(quotes_of(record, line))
    ]


def _records(lines: Iterable[bytes]) -> Iterator[tuple[int, Json]]:
    for line, raw in enumerate(lines, 1):
        if not raw.strip():
            continue
        try:
            record = parse_json(raw)
        except ValueError as error:
            raise CitationError(f"line {line} is no JSON: {error}") from error
        yield line, record


def quotes_of(record: object, line: int) -> list[Any]:
    """The quotes of an answer; raises CitationError where it is none."""
    known = record if isinstance(record, Mapping) else {}
    quotes = known.get("quotes", [] if "error" in known else None)
    if not isinstance(quotes, list):
        raise CitationError(f'line {line} is no answer: expected an object with "quotes"')
    return quotes


def _check(
    line: int,
    id: str,
    place: int,
    quote: object,
    library: Sources,
    any_version: bool,
) -> Checked:
    record = quote if isinstance(quote, dict) else {}
    document = record.get("document")
    path = str(document.get("path", "")) if isinstance(document, dict) else ""
    text = str(record.get("text", ""))
    try:
        result = verify(from_json(record), library, any_version)
    except CitationError as error:
        return Checked(line, id, place, text, path, "altered", f"malformed: {error}")
    cited = result.was or result.document
    same = cited is not None and cited.sha256 == result.citation.sha256
    wrong = None
    if result.ok and cited is not None and same:
        wrong = wrong_member(record, cited, result.citation.spans)
    if result.ok and wrong is None:
        wrong = wrong_beside(record, library, any_version)
    if wrong is not None:
        return Checked(line, id, place, text, path, "altered", wrong, result)
    return Checked(line, id, place, text, path, result.verdict, result.reason, result)


def wrong_beside(record: JsonView, library: Sources, any_version: bool = False) -> str | None:
    """The first other place, header or lead-in that its document does not bear out, or None."""
    places = [(f"also in {_path(p)!r}", {**p, "text": record.get("text")})
              for p in record.get("also") or () if isinstance(p, dict)]  # fmt: skip
    places += [(f"the {p.get('kind')}", {**p, "document": record.get("document")})
               for p in record.get("lead") or () if isinstance(p, dict)]  # fmt: skip
    for what, place in places:
        try:
            result = verify(from_json(place), library, any_version)
        except CitationError as error:
            return f"{what} is malformed: {error}"
        if not result.ok:
            return f"{what}: {result.verdict}: {result.reason}"
        there = result.was or result.document
        if there is not None and there.sha256 == result.citation.sha256:
            wrong = wrong_member(place, there, result.citation.spans)
            if wrong is not None:
                return f"{what}: {wrong}"
    return None


def _path(place: Json) -> str:
    document = place.get("document")
    return str(document.get("path", "")) if isinstance(document, dict) else ""


def summary(checked: Sequence[Checked]) -> dict[CitationState, int]:
    """How many citations bear each verdict; every verdict is a key."""
    return {state: sum(c.verdict == state for c in checked) for state in STATES}


def checked_json(checked: Sequence[Checked]) -> VerifyRecord:
    """The verdicts as data; `spans` are today's, `was` is the passage as it was cited."""
    return {
        "citations": [
            {
                "line": item.line,
                "id": item.id,
                "number": item.place + 1,
                "verdict": item.verdict,
                "reason": item.reason,
                "text": item.text,
                "document": {"path": item.path},
                "spans": _spans_now(item),
                "diff": list(item.diff),
                "was": _was(item),
            }
            for item in checked
        ],
        "summary": summary(checked),
    }


def _spans_now(item: Checked) -> list[SpanRecord]:
    now = item.result.now if item.result else None
    return spans_json(now.spans) if now else []


def _was(item: Checked) -> str | None:
    """The cited words with a sentence on each side, in the version that was cited."""
    was = item.result.was if item.result else None
    if was is None or item.result is None or item.result.citation.spans[-1].end > len(was.text):
        return None
    first, last = item.result.citation.spans[0].start, item.result.citation.spans[-1].end
    return " ".join(was.text[max(0, first - 160) : last + 160].split())


def mended(lines: Sequence[bytes], checked: Sequence[Checked]) -> list[bytes]:
    """The lines with every moved citation written anew; all others as they were."""
    result = list(lines)
    for line in {item.line for item in checked if item.verdict == "moved"}:
        record = parse_json(lines[line - 1])
        for item in checked:
            if item.line == line and item.verdict == "moved" and item.result:
                record["quotes"][item.place] = _anew(record["quotes"][item.place], item.result)
        ending = lines[line - 1][len(lines[line - 1].rstrip(b"\r\n")) :]
        result[line - 1] = json.dumps(record, ensure_ascii=False).encode("utf-8") + ending
    return result


def _anew(quote: Json, result: Verification) -> Json:
    """The quote at its new place; what it does not have is not added."""
    now, document = result.now, result.document
    if now is None or document is None:
        return quote
    fresh = quote_at(document, *document.reading.locate(now.spans))
    members: Json = {
        "locator": locator_json(fresh.locator),
        "notes": [note_json(note) for note in fresh.notes],
        "paragraph_notes": [note_json(note) for note in fresh.paragraph_notes],
        "following_notes": [note_json(note) for note in fresh.following_notes],
        "context": dict(zip(("before", "after"), fresh.context, strict=True)),
        "occurrence": list(fresh.occurrence),
        "answer_spans": _shifted(quote, result),
        "selector": {"exact": now.exact, "prefix": now.prefix, "suffix": now.suffix},
    }
    members_of = {name: members[name] for name in members if name in quote}
    today: Mapping[str, object] = document_json(document)
    place = {name: today[name] for name in today if name in quote["document"]}
    spans = spans_json(now.spans)
    return {**quote, **members_of, "spans": spans, "document": {**quote["document"], **place}}


def _shifted(quote: Json, result: Verification) -> list[SpanRecord]:
    """The answer's own spans, if the whole quote moved by one distance; else none."""
    old, now = result.citation.spans, result.now.spans if result.now else ()
    by = now[0].start - old[0].start if now else 0
    if tuple(Span(s.start + by, s.end + by) for s in old) != now:
        return []
    return [{"start": s["start"] + by, "end": s["end"] + by} for s in quote.get("answer_spans", [])]
