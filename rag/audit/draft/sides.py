"""The words beside a quotation in the draft, and what they say of its speaker and of its place."""

import re
from bisect import bisect_left

from rag.audit.draft import Draft
from rag.audit.draft.citations import Citations
from rag.audit.draft.quotations import Quotation, Shown
from rag.english.citations import KINDS, NUMBERED
from rag.english.naming import cleaned, names_in
from rag.english.patterns.drafts import (
    BRACKETED,
    HE_SAID,
    IN_HIS,
    IN_TITLED,
    LED_BY_ONE,
    LOCATED,
    REFERRED,
)
from rag.english.patterns.references import PLACES_SECTION
from rag.english.people import fold
from rag.english.roles import roles_in
from rag.english.sentence import sentences
from rag.english.speech import READ, WORKS

_REACH = 1000
IN_MARKS = re.compile(r"“[^”]{0,2000}”|«[^»]{0,2000}»|\"[^\"]{0,2000}\"")
_DIVIDED = re.compile(r"(?<=[^\W\d_])-\n(?=[^\W\d_A-Z])")
"""Where a line of print divides a word ("Voss-", "berg")."""
_ENDED = re.compile(r"[.!?…][”’\"')\]]*\s*$")


class Surroundings:
    """What stands around the quotations of one draft."""

    def __init__(self, draft: Draft, paragraphs: list[Shown], citations: Citations) -> None:
        self._draft, self._paragraphs, self._citations = draft, paragraphs, citations
        self._shown = {id(item.paragraph): n for n, item in enumerate(paragraphs)}

    def number(self, quotation: Quotation) -> int | None:
        """The number of the paragraph that the quotation begins in."""
        return self._shown.get(id(quotation.paragraph))

    def last(self, quotation: Quotation) -> int:
        """The number of the paragraph that it ends in."""
        at = self.number(quotation) or 0
        while (
            at + 1 < len(self._paragraphs)
            and self._paragraphs[at + 1].paragraph.start < quotation.outer_end
        ):
            at += 1
        return at

    def of(self, quotation: Quotation) -> tuple[str, str]:
        """What stands before and behind the quotation in its sentence, or leads a block in."""
        at = self.number(quotation)
        if at is None:
            return "", ""
        item = self._paragraphs[at]
        if quotation.kind == "block":
            lead = self._paragraphs[at - 1].visible.text if at else ""
            behind = item.visible.text[_place(item, quotation.end) :].lstrip(' \n"”’»')
            if not re.search(r"\w", behind):
                behind = self._citations.signature(self.last(quotation))
            return (_last_sentence(lead) if lead.rstrip().endswith(":") else ""), behind
        start, end = _place(item, quotation.outer_start), _place(item, quotation.outer_end)
        text = item.visible.text
        # A paragraph may be as long as the draft: only what lies near can be the sentence.
        left, right = max(0, start - _REACH), min(len(text), end + _REACH)
        blank = text[left:start] + "x" * (end - start) + text[end:right]
        start, end, text = start - left, end - left, text[left:right]
        cuts = [(a, b) for a, b in sentences(blank) if a < end and start < b]
        first, last = (cuts[0][0], cuts[-1][1]) if cuts else (start, end)
        return _DIVIDED.sub("", text[first:start]), _DIVIDED.sub("", text[end:last])

    def marked(self, quotation: Quotation, before: str) -> str:
        """What stands before the quotation in its sentence, with mark-up."""
        if not self._draft.markup:
            return before
        start = quotation.outer_start
        return self._draft.text[max(quotation.paragraph.start, start - len(before) - 8) : start]

    def earlier(self, quotation: Quotation) -> list[str]:
        """The sentences before that of the quotation in its paragraph, without what they quote."""
        at = self.number(quotation)
        if at is None:
            return []
        item = self._paragraphs[at]
        place = _place(item, quotation.outer_start)
        lead = IN_MARKS.sub("…", item.visible.text[max(0, place - _REACH) : place])
        before = [lead[a:b] for a, b in sentences(lead)]
        return before if _ENDED.search(lead) else before[:-1]

    def above(self, quotation: Quotation) -> tuple[str, ...]:
        """Those of the nearest sentence before that of the quotation which names somebody."""
        found = (some_in(sentence) for sentence in reversed(self.earlier(quotation)))
        return next(filter(None, found), ())


_THINGS = KINDS | NUMBERED | READ | WORKS | {"see", "rule", "item", "may"}
"""What begins like a name and is none ("Circular 12", "the letter of 4 May")."""


def some_in(text: str) -> tuple[str, ...]:
    """The people, roles and bodies that a text names, without owners of these."""
    roles = roles_in(text)
    named = (name for name in names_in(text) if fold(name.split()[0]) not in _THINGS)
    return (*(name for name in named if not any(name in role for role in roles)), *roles)


def _place(item: Shown, offset: int) -> int:
    """Where an offset of the draft lies in what is shown of a paragraph."""
    return bisect_left(item.visible.offsets, offset)


def _last_sentence(text: str) -> str:
    cuts = sentences(text)
    return text[cuts[-1][0] : cuts[-1][1]] if cuts else text


def called_by(before: str, after: str) -> str | None:
    """The "he" or "she" by which a draft's sentence means its speaker."""
    found = IN_HIS.match(before) or HE_SAID.match(after) or LED_BY_ONE.search(before)
    return found and ("she" if found["one"].casefold() in ("she", "her") else "he")


def places_in(before: str, after: str, marked: str, speaker: str | None) -> list[str]:
    """The places that the sentence itself names.

    The bracket behind the speaker's name ("Berg (2001, p. 3) writes"), "in chapter 3", "in her
    1998 study"; where nobody speaks, the sections together ("By § 2, which refers to § 1").
    """
    led = REFERRED.search(marked)
    match = None if led else BRACKETED.search(before)
    found = [led["ref"]] if led else []
    if match:
        place = f"at [{match['in']}]" if "[" in match[0] and len(match["in"]) < 4 else match["in"]
        found.append(f"{cleaned(match['who']) or ''} {place}")
    if speaker is None:
        opened = LOCATED[0].match(before.lstrip())
        found += [m["place"] for m in LOCATED[2].finditer(before[:60])]
        named = [m.group() for m in PLACES_SECTION.finditer(IN_MARKS.sub("…", before))]
        own = ", ".join(named) or (opened["place"] if opened else "")
        return [*found, own] if own else found
    found += [m["place"] for place in LOCATED for m in place.finditer(f"{before} … {after}")]
    titled = IN_TITLED.search(marked)
    return found + ([f"heading “{titled['title']}”"] if titled else [])
