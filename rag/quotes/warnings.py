"""What may mislead about a quote that is read without its context. It is said, never hidden.

The rules look at the quote's first words and at the clause around it, as far as that clause
lies outside of the quote. They read words, not meaning: measured on the set of
tests/data/warnings.jsonl, see tests/test_warnings.py.
"""

import re
from collections.abc import Iterator

from rag.english.patterns.context import TAKEN_BACK as TAKEN_BACK
from rag.english.patterns.context import WARNINGS_OPENS as _OPENS
from rag.english.patterns.context import WARNINGS_OPENS_NOTHING as _OPENS_NOTHING
from rag.quotes.cuts import left_out

SHORT_WORDS = 5

WORDS = {
    "changed": "the file was changed after it was indexed; these words are of the older version. "
    "Run: quoth index",
    "gone": "the file is no longer there; these words are as they were when it was indexed.",
    "short": "fewer than five words",
    "referent": "begins with a word that refers to something before it",
    "negated": "the words around it deny it, doubt it or make it conditional",
    "attributed": "the words around it say that somebody else claims it",
    "speaker": "the words of somebody whom the author quotes",
    "commenter": "the words of a reader's comment, not of the author",
    "question": "a question, not a statement",
    "heading": "a headline or heading, not a statement",
    "ocr": "read by OCR from a picture of the page; compare it with the page",
    "unseen": "invisible text of the file; it cannot be seen on the page",
    "loss": "something in it or beside it could not be read; compare it with the source",
}
"""Each code with its words, in the order in which the codes are given."""

_ENDED = re.compile(r"[.!?…][\"'”’)\]]*\s*$")
_CLAUSE_END = re.compile(r"[.!?;…](?:[\"'”’)\]]*\s|$)")
_QUOTES = "\"'“”‘’«»„([ "


def warnings_for(
    quote_text: str,
    before: str,
    after: str,
    voice_kind: str,
    block_kind: str,
    recognised: bool = False,
    loss: bool = False,
    unseen: bool = False,
) -> tuple[str, ...]:
    """The codes of `WORDS` that hold for a quote, in that order.

    `before` and `after` are the sentences around it, or the rest of its own sentence; where
    one of them holds the quote itself, only what lies outside of the quote is looked at.
    `recognised` says that the words were read by OCR, `loss` that something is missing there,
    `unseen` that no page shows them.
    """
    warnings = set(_of_itself(quote_text.strip(), voice_kind, block_kind))
    lead, tail = _outside(quote_text.strip(), before, after)
    warnings.update(cut.code for cut in left_out(lead, tail))
    if not tail and TAKEN_BACK.match(after.strip()):
        warnings.add("negated")
    if recognised:
        warnings.add("ocr")
    if loss:
        warnings.add("loss")
    if unseen:
        warnings.add("unseen")
    return tuple(code for code in WORDS if code in warnings)


def warning_words(code: str) -> str:
    """The words for a code; the code itself where it is not known (a newer citation's)."""
    return WORDS.get(code, code)


def _of_itself(text: str, voice_kind: str, block_kind: str) -> Iterator[str]:
    """The codes that hang on the quote's own words and on who says them."""
    if len(re.findall(r"\w[\w’'-]*", text)) < SHORT_WORDS:
        yield "short"
    opening = text.lstrip(_QUOTES)
    if _OPENS.match(opening) and not _OPENS_NOTHING.match(opening):
        yield "referent"
    if voice_kind in ("quoted", "comment"):
        yield "speaker" if voice_kind == "quoted" else "commenter"
    if text.rstrip(_QUOTES + ")").endswith("?"):
        yield "question"
    if block_kind == "heading":
        yield "heading"


def _outside(text: str, before: str, after: str) -> tuple[str, str]:
    """The parts of the quote's own sentence that lie before and behind it; "" if none do."""
    lead = before.partition(text)[0] if text in before else before
    tail = after.rpartition(text)[2] if text in after else after
    if text in before and not tail.strip():
        tail = before.partition(text)[2]
    lead, tail = lead.strip(), tail.strip()
    begins_inside = bool(lead) and not _ENDED.search(lead)
    ends_inside = bool(tail) and not (_ENDED.search(text) or text.endswith(":"))
    if ends_inside:
        end = _CLAUSE_END.search(tail)
        tail = tail[: end.start()] if end else tail
    starts = [m.end() for m in _CLAUSE_END.finditer(lead)]
    return lead[starts[-1] if starts else 0 :] if begins_inside else "", tail if ends_inside else ""
