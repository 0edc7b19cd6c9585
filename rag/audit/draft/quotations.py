"""The quotations of a draft: between quotation marks, in block quotes, over paragraphs.

What stands in a code block is no quotation. One or two words in quotation marks are listed
apart (`scare`), and so is a title inside a footnote (`title`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from rag.audit.draft import Draft, DraftParagraph, Visible, visible
from rag.audit.match.fold import tokens
from rag.quotes.quotation_marks import CLOSERS, Pair, pairs

_ATTRIBUTION_LINE = re.compile(
    r"(?<=[.!?…”\"’»])\s+(?:—|–|--|―)\s*(?=[\w“\"«*_\[])[^.!?]{3,160}\.?\s*$"
)
_SIGNATURE = re.compile(r"\s*(?:—|–|--|―)\s*\S.{2,160}", re.S)
_CLOSING_BRACKET = re.compile(r"(?<=[.!?…”\"’»])\s*(\([^()]{2,120}\)|\[[^\[\]]{2,120}\])\.?\s*$")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_ALONE = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u30ff\u3400-\u9fff]")
_OWN_LINE = re.compile(r"\s*(?:Take care|Note): ")
"""How Quoth's own Markdown begins what it says of a quote inside of its block."""
_SCARE = 2


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words that the draft gives as somebody's own.

    `start` and `end` are offsets into the draft, without the marks; `outer_start` and
    `outer_end` take the marks (or the whole block) in. `text` is without mark-up, `offsets`
    are the draft's offsets of its characters. `path` is a document that the draft states.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    text: str
    offsets: tuple[int, ...] = field(repr=False)
    paragraph: DraftParagraph = field(repr=False)
    kind: Literal["marks", "block", "scare", "title", "given"] = "marks"
    path: str | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """A paragraph and what a reader sees of it."""

    paragraph: DraftParagraph
    visible: Visible


def shown(draft: Draft) -> list[Shown]:
    """Every paragraph that is no code, without its mark-up."""
    known = frozenset(draft.notes())
    return [Shown(p, visible(draft, p, known)) for p in draft.paragraphs if p.kind != "code"]


def quotations(draft: Draft, paragraphs: list[Shown]) -> list[Quotation]:
    """All quotations, in the order of their start."""
    quoted: list[Quotation] = []
    opened: list[tuple[Shown, int]] = []  # paragraphs of a quotation that is not yet closed
    for number, item in enumerate(paragraphs):
        following = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
        mark = opened[0][0].visible.text[opened[0][1]] if opened else ""
        inside = pairs(item.visible.text, mark)
        if item.paragraph.kind == "block-quote" and not opened:
            before = paragraphs[number - 1].paragraph.kind if number else "body"
            said = item.visible.text
            signed = before == "block-quote" and (
                _SIGNATURE.fullmatch(said) or _OWN_LINE.match(said)
            )
            if not signed and _WORD.search(item.visible.text):
                quoted.append(_block(item, inside))
            continue
        for pair in inside:
            if pair.depth:
                continue
            opened.append((item, pair.opening))
            first_of_next = following.visible.text.lstrip()[:1] if following else ""
            if pair.closing is None and first_of_next == item.visible.text[pair.opening]:
                continue
            quoted.append(_between(opened, pair.closing))
            opened = []
    quoted += [_given(*place) for place in draft.given]
    return sorted(quoted, key=lambda q: (q.start, -q.end))


def _between(pieces: list[tuple[Shown, int]], closing: int | None) -> Quotation:
    """The quotation that begins at the first piece's mark and ends in the last paragraph."""
    text, offsets = "", []
    for item, opening in pieces:
        last = item is pieces[-1][0]
        end = closing if last and closing is not None else len(item.visible.text)
        if text:
            text += "\n\n"
            offsets += [item.visible.offsets[opening]] * 2
        text += item.visible.text[opening + 1 : end]
        offsets += item.visible.offsets[opening + 1 : end]
    first, final = pieces[0], pieces[-1][0]
    outer_start = first[0].visible.offsets[first[1]]
    outer_end = final.visible.offsets[closing] + 1 if closing is not None else final.paragraph.end
    return _quotation(text, tuple(offsets), outer_start, outer_end, first[0].paragraph)


def _quotation(
    text: str, offsets: tuple[int, ...], outer_start: int, outer_end: int, paragraph: DraftParagraph
) -> Quotation:
    left = len(text) - len(text.lstrip())
    right = max(left + 1, len(text.rstrip()))
    words = _words(text)
    kind: Literal["marks", "scare", "title"] = "marks"
    if len(words) <= _SCARE:
        kind = "scare"
    elif paragraph.kind == "note" and _titled(text, words):
        kind = "title"
    cut, places = text[left:right], offsets[left:right] or (outer_start,)
    return Quotation(
        places[0], places[-1] + 1, outer_start, outer_end, cut, places, paragraph, kind
    )


def _words(text: str) -> list[str]:
    """The words, a compound as one; each letter of a script without spaces is a word."""
    words = _WORD.findall(text)
    return (
        [token.folded for token in tokens(text) if token.is_word] if _ALONE.search(text) else words
    )


def _titled(text: str, words: list[str]) -> bool:
    """Whether words in a footnote look like the title of a work: "The Fall of Herat,"."""
    long = [word for word in words if len(word) > 3]
    capitals = sum(word[0].isupper() for word in long)
    return (
        not text.rstrip().endswith((".", "!"))
        and len(words) <= 25
        and capitals * 10 >= len(long) * 7
    )


def _block(item: Shown, inside: list[Pair]) -> Quotation:
    """A block quote as one quotation, without its own attribution and outer marks."""
    text, offsets = item.visible.text, item.visible.offsets
    end = len(text.rstrip())
    for pattern in (_ATTRIBUTION_LINE, _CLOSING_BRACKET):
        cut = pattern.search(text, 0, end)
        if cut and len(_WORD.findall(text[: cut.start()])) > _SCARE:
            end = cut.start()
    start = len(text) - len(text.lstrip())
    outer = next((p for p in inside if p.depth == 0), None)
    if outer and outer.opening == start and outer.closing in (end - 1, end - 2):
        start, end = outer.opening + 1, outer.closing or end
    elif start < end and text[start] in CLOSERS and outer and outer.closing is None:
        start += 1
    end = start + len(text[start:end].rstrip())
    start = end - len(text[start:end].lstrip())
    end = max(end, start + 1)
    a, b = item.paragraph.start, item.paragraph.end
    places = offsets[start:end] or (a,)
    return Quotation(
        places[0], places[-1] + 1, a, b, text[start:end], places, item.paragraph, "block"
    )


def _given(start: int, end: int, text: str, path: str | None) -> Quotation:
    """A quotation that the draft states as data (an answer's JSON, an annotation)."""
    paragraph = DraftParagraph(start, end)
    offsets = tuple(min(start + n, end - 1) for n in range(len(text)))
    return Quotation(start, end, start, end, text, offsets, paragraph, "given", path)


def nested(outer: Quotation) -> Iterator[Quotation]:
    """The quotations inside of one that is itself no source's words ("He wrote: ‘…’")."""
    for pair in pairs(outer.text):
        if pair.depth or pair.closing is None or pair.closing - pair.opening < 2:
            continue
        first, last = pair.opening + 1, pair.closing
        inside = _quotation(
            outer.text[first:last],
            outer.offsets[first:last],
            outer.offsets[pair.opening],
            outer.offsets[pair.closing] + 1,
            outer.paragraph,
        )
        if inside.kind == "marks":
            yield inside
