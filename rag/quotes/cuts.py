"""What a quotation leaves out of its own sentence and must not: one rule for `ask` and `audit`.

A clause that denies, doubts, limits or conditions the words, or that says somebody else claims
them. The rules read words, not meaning; a coordinate clause ("…, and") is looked at no further.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from rag.english.speaker import sayings

Code = Literal["negated", "attributed"]
_DENIED = re.compile(
    r"\b(?:not|never|no|nobody|none|nothing|nowhere|neither|nor|without|cannot|hardly|scarcely"
    r"|barely|rarely|seldom|n[’']t|den(?:y|ies|ied|ying)|denial|refut\w+|reject\w+|disput\w+"
    r"|doubt\w*|unlikely|impossible|improbable|untrue|false\w*|wrong\w*|mistaken\w*|incorrect\w*"
    r"|contrary\s+to|far\s+from|myth|legend|fail(?:s|ed)?\s+to|refus\w+|retract\w+|if|unless"
    r"|whether|except\w*|until|only|provid(?:ed|ing)\s+(?:that\s+)?|had\s+it\s+been|were\s+it"
    r"|hoax|lied?|pretend\w*|absent|lest|supposing|assuming|in\s+theory|on\s+paper)\b|\w+n[’']t\b",
    re.I,
)
_CLAIMED = re.compile(
    r"\b(?:alleg\w+|reportedly|purported\w*|supposed(?:ly)?|rumou?r\w*|according\s+to|claim\w*"
    r"|accus\w+|critics|opponents|detractors|so-called|apparently|ostensibly|believe[sd]?|insist\w*"
    r"|it\s+(?:is|was)\s+(?:widely\s+|often\s+)?(?:said|thought|assumed|held)|(?:is|are|was|were)\s+"
    r"(?:said|thought|held)\s+to|unconfirmed|anonymous|imagin\w+|dream\w+|fear(?:s|ed)|hop(?:es|ed)"
    r"|suspect\w*|speculat\w+|suggest\w*\s+that)\b",
    re.I,
)
_LIMITED = re.compile(
    r"\b(?:but|although|though|however|save\s+(?:for|that|in)|other\s+than|apart\s+from|(?:as|so)\s+long"
    r"\s+as|on\s+(?:the\s+)?condition|subject\s+to|solely|merely|at\s+most|in\s+so\s+far\s+as|insofar"
    r"|to\s+the\s+extent|barring|saving|excluding|notwithstanding|when\s+and\s+only)\b", re.I,
)  # fmt: skip
_TRIED = re.compile(
    r"\b(?:tr(?:y|ies|ied|ying)|threat\w*|promis\w*|plan(?:s|ned|ning)?|want\w*|intend\w*|hop(?:e[sd]?"
    r"|ing)|fail\w*|attempt\w*|offer\w*|forb[ia]d\w*|prevent\w*|prohibit\w*|bann\w*|about|unable|ought"
    r"|stop\w*|wish\w*|ask\w*|urg\w*|pressed)\s+(?:[\w’'-]+\s+){0,3}(?:to|from)\s*$"
    r"|\b(?:few|fewer|almost|nearly|some|might|would\s+have|could\s+have|should\s+have)"
    r"(?:\s+of(?:\s+the)?)?\s*$", re.I,
)  # fmt: skip
_NO_DENIAL = re.compile(
    r"\bnot\s+only\b|\bno\s+doubt\b|\bwithout\s+(?:a\s+)?doubt\b|\bfar\s+from\s+being\b[^,]*,"
    r"|\bnothing\s+(?:but|less)\b|\bno\s+less\b|\bif\s+anything\b|\bnot\s+least\b|\bas\s+if\b"
    r"|\bno\s+wonder\b|\bno\s+sooner\b|\bif\s+not\b|\bnot\s+just\b|\bthe\s+only\b|\bonly\s+then\b"
    r"|\bnot\s+surprisingly\b|\b(?:an?|his|her|their|its)\s+only\b|\bno\.\s*\d",
    re.I,
)
_COORDINATE = re.compile(r"[;:]\s|[,—–]\s+(?:and|so|while|whereas|yet|or)\s+(?!that\b)|\s—\s", re.I)
_AND = re.compile(r"[;]\s|,\s+(?:and|so|while|whereas|or)\s+(?!not\b|only\b|even\s+then)", re.I)
_THAT = re.compile(r"\W*(?:[\w’'-]+\s+){0,4}(?:that|how|:)?\s*[“‘\"']?\W*$")
_WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Cut:
    """Words that were left out: before the quotation (`lead`), behind it, or inside it.

    `speaker` is who says the words, where that is why they matter.
    """

    code: Code
    place: Literal["lead", "tail", "inside"]
    words: str
    speaker: str | None = None


def left_out(lead: str, tail: str) -> list[Cut]:
    """The cuts at the edges: `lead` and `tail` are the rest of the quotation's own sentence.

    >>> [cut.words for cut in left_out("", " unless the owner objects.")]
    ['unless the owner objects.']
    >>> left_out("He stood up, and ", ", and nobody saw it.")
    []
    """
    found: list[Cut] = []
    before = _nearest(lead)
    if before:
        found += [Cut(code, "lead", _shown(lead)) for code in _codes(before, True)]
        if not found:
            found += _reported(lead)
    after = tail[: match.start()] if (match := _AND.search(tail)) else tail
    if _WORD.search(after):
        found += [Cut(code, "tail", _shown(after)) for code in _codes(after, False)]
        found += _reported_behind(after) if not any(c.place == "tail" for c in found) else []
    return found


def left_inside(words: str) -> list[Cut]:
    """The cuts of an elision that leaves `words` out."""
    return [Cut(code, "inside", _shown(words)) for code in _codes(words, False)]


def _codes(words: str, before: bool) -> Iterator[Code]:
    plain = _NO_DENIAL.sub(" ", words)
    if _DENIED.search(plain) or (_TRIED.search(plain) if before else _LIMITED.search(plain)):
        yield "negated"
    if _CLAIMED.search(plain):
        yield "attributed"


def _nearest(lead: str) -> str:
    """The part of the lead that belongs to the quotation's clause."""
    plain = lead.rstrip(" “‘\"'").rstrip(":—–") + " "
    cuts = [match.end() for match in _COORDINATE.finditer(plain)]
    return lead[cuts[-1] if cuts else 0 :] if _WORD.search(lead) else ""


def _reported(lead: str) -> list[Cut]:
    """The clause "Mr Oakes said (that)" right before the words."""
    said = [saying for saying in sayings(lead) if not saying.names]
    if not said or not _THAT.fullmatch(lead[said[-1].end :]):
        return []
    return [Cut("attributed", "lead", _shown(lead), said[-1].who)]


def _reported_behind(tail: str) -> list[Cut]:
    """The clause ", the surveyor wrote" right behind the words."""
    said = [saying for saying in sayings(tail) if not saying.names]
    if not said or not re.fullmatch(r"\W*(?:[\w’'-]+\s+){0,4}", tail[: said[0].at]):
        return []
    if not re.match(r"\s*[,—–]", tail) or re.match(r"\W*(?:and|but|who|which|that|when)\b", tail):
        return []
    return [Cut("attributed", "tail", _shown(tail), said[0].who)]


def _shown(words: str) -> str:
    return " ".join(words.split()).lstrip(",; ")
