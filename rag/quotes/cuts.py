"""What a quotation leaves out of its own sentence and must not: one rule for `ask` and `audit`.

A clause that denies, doubts, limits or conditions the words, or that says somebody else claims
them. The rules read words, not meaning; a coordinate clause ("…, and") is looked at no further.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from rag.english.patterns.context import GOES_ON as _GOES_ON
from rag.english.patterns.context import RELATES
from rag.english.patterns.cut import CUTS_AND as _AND
from rag.english.patterns.cut import CUTS_CLAIMED as _CLAIMED
from rag.english.patterns.cut import CUTS_COORDINATE as _COORDINATE
from rag.english.patterns.cut import CUTS_DENIED as _DENIED
from rag.english.patterns.cut import CUTS_LIMITED as _LIMITED
from rag.english.patterns.cut import CUTS_NO_DENIAL as _NO_DENIAL
from rag.english.patterns.cut import CUTS_RELATIVE as _RELATIVE
from rag.english.patterns.cut import CUTS_TRIED as _TRIED
from rag.english.saying import AUX
from rag.english.speaker import sayings

Code = Literal["negated", "attributed"]
_THAT = re.compile(r"\W*+(?:[\w’'-]+\s++){0,4}(?:(?:that|how)?\W*|that\s[^,;:.!?]{1,120})")
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
    cuts: list[Cut] = []
    lead, tail = lead.replace("ſ", "s"), tail.replace("ſ", "s")
    before = _nearest(lead)
    if before:
        cuts += [Cut(code, "lead", _shown(lead)) for code in _codes(before, True)]
        if not cuts:
            cuts += _reported(lead)
    after = tail[: match.start()] if (match := _AND.search(tail)) else tail
    if _WORD.search(after):
        cuts += [Cut(code, "tail", _shown(after)) for code in _codes(after, False)]
        cuts += _reported_behind(after) if not any(c.place == "tail" for c in cuts) else []
    return cuts


def left_inside(words: str) -> list[Cut]:
    """The cuts of an elision that leaves `words` out."""
    cuts = [Cut(code, "inside", _shown(words)) for code in _codes(words, False)]
    return cuts or [Cut("negated", "inside", _shown(words)) for _ in _TRIED.finditer(words)][:1]


def _codes(words: str, before: bool) -> Iterator[Code]:
    plain = _NO_DENIAL.sub(" ", words)
    if _DENIED.search(plain) or (_TRIED.search(plain) if before else _LIMITED.search(plain)):
        yield "negated"
    if _CLAIMED.search(plain):
        yield "attributed"


def _nearest(lead: str) -> str:
    """The part of the lead that belongs to the quotation's clause."""
    lead = _RELATIVE.sub(" ", lead)
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
    own = rf"\W*+(?:(?!{RELATES})[\w’'-]+\s++){{0,4}}"
    if not said or not re.fullmatch(own, tail[: said[0].at]):
        return []
    verb = said[0].who is None and AUX.fullmatch(tail[: said[0].at].strip(" ,—–"))
    if not re.match(r"\s*[,—–]", tail) or _GOES_ON.match(tail) or verb:
        return []
    return [Cut("attributed", "tail", _shown(tail), said[0].who)]


def _shown(words: str) -> str:
    return " ".join(words.split()).lstrip(",; ")
