"""An answer for a terminal: numbered quotes, who speaks, where it stands, the source's notes."""

import textwrap
from collections.abc import Callable

from rag.answers.record import AnswerLine
from rag.quotes.record import NoteRecord, QuoteRecord
from rag.views.checked import paragraph_note_words
from rag.views.escape import escaped
from rag.views.words import (
    beside_words,
    confidence_words,
    differ_words,
    no_answer_words,
    reason_words,
    remark_words,
    voice_words,
    warnings_of,
    where_words,
)

Paint = Callable[[str, str], str]
_INDENT = "    "


def plain(text: str, _code: str) -> str:
    """The style that changes nothing."""
    return text


def answer_text(record: AnswerLine, width: int = 80, style: Paint = plain) -> str:
    """The answer, or the abstention, or the error, as lines of at most `width` characters.

    `style` takes a text and an ANSI code. Everything from documents is made harmless first.
    """
    if record["status"] == "error":
        return style(f"Error: {escaped(record['error'])}", "1")
    said = ["\n".join(_wrap(words, width, "")) for words in remark_words(record)]
    if record["status"] == "answered":
        blocks = [_quote(quote, width, style) for quote in record["quotes"]]
        apart = ["\n".join(_wrap(words, width, "")) for words in differ_words(record)]
        return "\n\n".join([*said, *blocks, *apart, confidence_words(record["confidence"])])
    head = style(no_answer_words(record["reason"]), "1") + f" {reason_words(record['reason'])}"
    blocks = [head, *said, confidence_words(record["confidence"])]
    if record.get("nearest"):
        blocks.append(style("Closest passages (not an answer):", "1"))
        blocks += [_quote(quote, width, style, mark="~") for quote in record["nearest"]]
    return "\n\n".join(blocks)


def _quote(quote: QuoteRecord, width: int, style: Paint, mark: str = "") -> str:
    """One quote with its voice, place and notes."""
    number = f"{mark or '['}{quote['number']}{'' if mark else ']'}"
    first, lines = f"{number} ".ljust(len(_INDENT)), list[str]()
    for lead in quote.get("lead") or ():
        lines += [style(line, "2") for line in _wrap(lead["text"], width, first)]
        first = _INDENT
    lines += _wrap(quote["text"], width, first)
    voice = voice_words(quote["voice"])
    origin = " · ".join(part for part in (voice, *where_words(quote)) if part)
    lines += [style(line, "2") for line in _wrap(f"— {origin}", width, _INDENT)]
    for warning in warnings_of(quote):
        lines += _wrap(warning, width, _INDENT)
    for said in beside_words(quote):
        lines += _wrap(said, width, _INDENT)
    for said in paragraph_note_words(quote):
        lines += _wrap(said, width, _INDENT)
    for note in quote.get("notes") or ():
        lines += _note(note, width)
    return "\n".join(lines)


def _note(note: NoteRecord, width: int) -> list[str]:
    """A note of the source itself, and the full reference behind a short one."""
    lines = _wrap(f"note {note['mark']}: {note['text']}", width, _INDENT)
    full = note.get("full_reference")
    while full:
        lines += _wrap(f"= note {full['mark']}: {full['text']}", width, _INDENT * 2)
        full = full.get("full_reference")
    return lines


def _wrap(text: str, width: int, first: str) -> list[str]:
    """Lines of the text; the first begins with `first`, the others as far to the right."""
    return textwrap.wrap(
        escaped(text),
        max(20, width),
        initial_indent=first,
        subsequent_indent=" " * len(first),
        break_on_hyphens=False,
        break_long_words=False,
    )
