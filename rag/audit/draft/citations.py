"""What a draft's footnotes, brackets and links say of where a quotation is from.

"Ibid." is the note before it, "supra note 3" and "(n 3)" are note 3; a page of their own takes the
place of that note's page.
"""

import re
from bisect import bisect_left

from rag.audit.draft import Draft
from rag.audit.draft.quotations import Quotation, Shown
from rag.english.dates import only_date
from rag.english.patterns.references import PLACES_PAGES, PLACES_SECTION, SHORT_IBID, SHORT_NUMBERED

_BRACKET = re.compile(
    r"\W{0,3}?\s*[(\[](?P<in>(?:[^()\[\]]|\([^()\[\]]{1,40}\)|\[[^()\[\]]{1,40}\]){2,160})[)\]]"
)
_LINK = re.compile(r"\]\(\s*<?(?P<url>[^)\s>]+)")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_NOTE_MARK = re.compile(r"\s*(?:\[\^[^\]]*\]:|<sup>[^<]*</sup>|\[?\d{1,3}[\].)]?)\s*")
_BACK = re.compile(
    rf"(?:\b(?:supra|above|op\.?\s?cit)\.?,?\s*(?:at\s+)?)?\(?\b{SHORT_NUMBERED}\)?,?", re.I
)
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_WORD = re.compile(r"\w")
_SIGNED = re.compile(r"\s*(?:—|–|--|―|\()")


class Citations:
    """The citations of one draft."""

    def __init__(self, draft: Draft, paragraphs: list[Shown]) -> None:
        self._draft, self._paragraphs = draft, paragraphs
        self._notes: dict[str, str] = {}
        before = ""
        notes = draft.notes()
        for item in paragraphs:
            mark = item.paragraph.mark
            if item.paragraph.kind == "note" and mark and notes.get(mark) is item.paragraph:
                before = self._notes[mark] = self._whole(item.visible.text, before)

    def notes(self, marks: list[str]) -> list[str]:
        """The draft's footnotes with these marks, each with what it stands for."""
        return [self._notes[mark] for mark in marks if mark in self._notes]

    def of(self, quotation: Quotation, last: int) -> list[str]:
        """The citations of a quotation that ends in paragraph number `last`."""
        return [*self._noted(quotation, last), *self._beside(quotation, last)]

    def signature(self, last: int) -> str:
        """The line below a block quote that ends in paragraph number `last`; "" without one."""
        following = (
            self._paragraphs[last + 1].visible.text if last + 1 < len(self._paragraphs) else ""
        )
        return following if _SIGNED.match(following) and len(following) < 200 else ""

    def _whole(self, text: str, before: str) -> str:
        """The text of a note without its mark, and with the citation that it refers back to."""
        mark = _NOTE_MARK.match(text)
        own = text[mark.end() if mark else 0 :]
        same = SHORT_IBID.match(own.lstrip(" *_"))
        back = _BACK.search(own)
        meant = before if same else self._notes.get(back.group(1), "") if back else ""
        if not meant:
            return own
        cut = len(own) - len(own.lstrip(" *_")) + same.end() if same else 0
        rest = own[cut:] if same else _BACK.sub("", own, count=1)
        rest = re.sub(r"^\W+", "", rest)
        paged = re.match(r"(?:at\s+)?(?=\d)", rest)
        if paged and not only_date(rest):
            rest = f"p. {rest[paged.end() :]}"
        if re.search(r"\d", rest):
            for place in (*PLACES_PAGES, PLACES_SECTION):
                meant = place.sub("", meant, count=1)
            meant = _YEAR.sub("", meant) if _YEAR.search(rest) else meant
        return f"{meant.rstrip(' .,')}, {rest}" if rest else meant

    def _noted(self, quotation: Quotation, last: int) -> list[str]:
        """The footnotes whose marks stand right behind the quotation (or in its block)."""
        shown = self._paragraphs[last].visible
        if quotation.kind == "block":
            return self.notes([mark for _, mark in shown.marks])
        end = bisect_left(shown.offsets, quotation.outer_end)
        word = _WORD.search(shown.text, end)
        first, last = (
            bisect_left(shown.marks, at, key=lambda mark: mark[0])
            for at in (end, word.start() + 1 if word else len(shown.text) + 1)
        )
        return self.notes([mark for _, mark in shown.marks[first:last]])

    def _paged(self, inner: str, opening: str) -> str:
        """A bracket that holds a number alone as a page, unless the draft numbers a list so."""
        if opening != "(" or not re.fullmatch(r"\d{1,4}(?:\s*[-–—]\s*\d{1,4})?", inner):
            return inner
        listed = re.search(rf"^\W{{0,4}}{inner}[.)\]:]", self._draft.text, re.M)
        return inner if listed or _YEAR.fullmatch(inner) else f"p. {inner}"

    def _beside(self, quotation: Quotation, last: int) -> list[str]:
        """Brackets and links behind the quotation, the line below a block quote."""
        text = self._draft.text
        stop = self._paragraphs[last].paragraph.end
        texts: list[str] = []
        if quotation.kind == "block":
            texts.append(text[quotation.end : stop].strip(' \n>"”'))
            texts.append(self.signature(last))
        bracket = _BRACKET.match(text, quotation.outer_end, stop)
        if bracket and not bracket["in"].startswith("^"):
            texts.append(self._paged(bracket["in"], text[bracket.start("in") - 1]))
        link = _LINK.search(text, quotation.end, min(stop, quotation.outer_end + 400))
        if link and "\n\n" not in text[quotation.end : link.start()]:
            texts.append(link["url"])
        if self._draft.markup:
            texts = [_ESCAPE.sub(r"\1", piece) for piece in texts]
        return [piece for piece in texts if re.search(r"\w", piece)]
