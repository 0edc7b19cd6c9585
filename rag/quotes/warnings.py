"""What may mislead about a quote that is read without its context. It is said, never hidden.

The rules look at the quote's first words and at the clause around it, as far as that clause
lies outside of the quote. They read words, not meaning: measured on the set of
tests/data/warnings.jsonl, see tests/test_warnings.py.
"""

import re
from collections.abc import Iterator

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

_OPENS = re.compile(
    r"(?:he|she|it|they|him|them|his|her|hers|its|their|theirs|this|that|these|those|such|which"
    r"|who|whom|whose|where|but|and|or|nor|so|yet|then|thus|hence|therefore|however|nevertheless"
    r"|nonetheless|moreover|furthermore|besides|instead|otherwise|consequently|accordingly"
    r"|similarly|likewise|additionally|meanwhile|afterwards|also|both|the\s+(?:former|latter|same)"
    r"|in\s+addition|for\s+(?:example|instance)|on\s+the\s+other\s+hand|as\s+a\s+result"
    r"|in\s+(?:contrast|response|turn|return|fact|other\s+words)|by\s+contrast|at\s+the\s+same\s+time"
    r"|because\s+of\s+(?:this|that)|after\s+(?:this|that)|to\s+this\s+end|another|there)\b",
    re.I,
)
_OPENS_NOTHING = re.compile(
    r"it\s+(?:is|was|has\s+been|would\s+be|will\s+be|seems|appears|remains|became|follows)\b"
    r"(?:\s+\w+){0,3}?\s+(?:that|to|whether|how|why|who|which)\b"
    r"|it\s+(?:is|was)\s+(?:the\s+|an?\s+)?[\w’' -]{1,60}?\s+(?:who|that|which)\b"
    r"|it\s+(?:rain|snow|froze|took)\w*\b|(?:those|he|she|they)\s+(?:who|whose|that|which|of|in)\b"
    r"|th(?:is|e\s+same)\s+(?:essay|paper|study|article|report|book|chapter|section|thesis|volume"
    r"|document|policy|agreement|contract|notice|work|survey|review)\b"
    r"|there\s+(?:is|are|was|were|has|have|had|will|would|may|might|can|must|exist|remain|came)\b"
    r"|so\s+(?:many|much|few|little|long|far|called)\b|so-called|then-|both\s+[^.;]{1,80}?\sand\b"
    r"|(?:his|her|their)\s+(?:majesty|majesties|excellency|highness|holiness|grace|honou?r)\b"
    r"|in\s+(?:addition|response|contrast|return|turn)\s+(?:to|for)\s+(?!this|that|these|those|it\b)"
    r"|(?:who|where|which|whose|whom|that)\b[^?]*\?|such\s+as\b|that\s+\w+\s+\w+",
    re.I,
)
TAKEN_BACK = re.compile(
    r"(?:this|that|it|the\s+(?:claim|report|charge|allegation|story|rumou?r|statement|account"
    r"|figure|accusation|assertion)s?)\s+(?:is|was|were|are|has\s+been|have\s+been|turned\s+out)\b"
    r"[^.;]{0,30}?\b(?:denied|false|untrue|not\s+true|not\s+so|wrong|disputed|refuted|retracted"
    r"|withdrawn|myths?|unfounded|invented)\b"
    r"|\w+\s+(?:later|since|then|soon)?\s*(?:denied|retracted|withdrew|disputed)\s+"
    r"(?:this|that|it|the\s+(?:claim|report|charge|allegation|story|statement))\b",
    re.I,
)
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
    found = set(_of_itself(quote_text.strip(), voice_kind, block_kind))
    lead, tail = _outside(quote_text.strip(), before, after)
    found.update(cut.code for cut in left_out(lead, tail))
    if not tail and TAKEN_BACK.match(after.strip()):
        found.add("negated")
    if recognised:
        found.add("ocr")
    if loss:
        found.add("loss")
    if unseen:
        found.add("unseen")
    return tuple(code for code in WORDS if code in found)


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
