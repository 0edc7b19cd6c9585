"""Plain text and Markdown → regions: what each block of layer 1 is.

Written for what people really have: essays turned into text with page breaks and blocks of
footnotes in the middle of sentences, articles saved from the web with their buttons and the
readers' comments. Decisions use only the block, its neighbours and the document's own marks.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rag.documents.document import Region, RegionKind
from rag.documents.links import definition_end
from rag.documents.structure.block_marks import block_marks, merged
from rag.documents.structure.blocks import TextBlock, split_blocks
from rag.documents.structure.comments import comments, first_comment
from rag.documents.structure.continued import continued
from rag.documents.structure.fences import SetApart, blanked, set_apart
from rag.documents.structure.front import Front, find_front, is_byline, plain
from rag.documents.structure.furniture import is_furniture
from rag.documents.structure.matter import Matter, find_matter
from rag.documents.structure.running_heads import RULE, page_key, running_heads
from rag.documents.structure.text_notes import NotesInText, marks_in
from rag.documents.visible import plain_lines
from rag.english.patterns.page import REGIONS_CAPTION as _CAPTION
from rag.span import Span

_NOTES_HEADING = re.compile(
    r"^\W*(?:foot|end)?notes\W*$|^\W*(?:references|notes and references|sources)\W*$", re.I
)
_HEADING = re.compile(r"^(?:(#{1,6})\s+\S|<h([1-6])(?=[\s>]))")
_ENDING_MARKS = re.compile(
    r"""(?:<sup>[^<]{0,40}</sup>|\[\^?[^\]\s]{0,20}\]|["'”’»)*_]|(?<=\D)\d{1,3}$){1,40}+$"""
)


_LINES = re.compile(r"^\|?[\s:|+-]+\|?$|^=[\s=]+=$|^\+[-=:+]+\+$|^```[^`\n]*$|^~~~[^\n]*$|^<!--")
_BEGINS = re.compile(r"[\W_]*[A-Z0-9“\"']")
_ITEM = re.compile(r"[•·▪◦*+-]\s|\d{1,3}[.)]\s|\|")


@dataclass(frozen=True, slots=True)
class Structure:
    """The regions of a text, what it states of itself, and what of that cannot be read."""

    regions: tuple[Region, ...]
    front: Front
    problems: tuple[str, ...] = ()


def find_regions(text: str, markdown: bool = True) -> Structure:
    """The regions of a plain text or Markdown document, in order, without overlap."""
    text = plain_lines(text)
    apart = set_apart(text, markdown)
    marks_of_blocks = block_marks(blanked(blanked(text, apart.unseen), apart.code), text)
    apart = replace(apart, unseen=merged([*apart.unseen, *marks_of_blocks]))
    seen = blanked(text, apart.unseen)
    matter = find_matter(text)
    above, blocks = _parted(_blocks(seen, apart), matter.end)
    blocks, below = _parted(blocks, matter.close) if matter.close else (blocks, [])
    heads = running_heads(blocks)
    marks = marks_in(blanked(seen, apart.code))
    first = first_comment(blocks)
    main = blocks if first is None else blocks[:first]
    regions = [Region("furniture", Span(b.start, b.end)) for b in above + below]
    regions += _main(main, heads, marks, seen)
    if first is not None:
        regions += comments(blocks[first:])
    front = _front(matter, above, blocks, regions, text)
    regions = _with_unseen(continued(regions, seen), apart)
    return Structure(tuple(regions), front, matter.problems)


def _blocks(text: str, apart: SetApart) -> list[TextBlock]:
    """The blocks of the text around the code, and each line of code as a block."""
    blocks = split_blocks(blanked(text, apart.code))
    blocks += [TextBlock(start, end, text[start:end], True, code=True) for start, end in apart.code]
    return sorted(blocks, key=lambda block: block.start)


def _with_unseen(regions: list[Region], apart: SetApart) -> list[Region]:
    """The regions with furniture for what nobody sees between them."""
    ends = [region.span.end for region in regions]
    starts = [region.span.start for region in regions]
    alone = [
        Region("furniture", Span(a, b))
        for a, b in apart.unseen
        if bisect_right(ends, a) == bisect_left(starts, b)
    ]
    return sorted([*regions, *alone], key=lambda region: region.span.start)


def _parted(blocks: list[TextBlock], end: int) -> tuple[list[TextBlock], list[TextBlock]]:
    """The blocks of the front matter, which ends at `end`, and the rest."""
    count = sum(block.start < end for block in blocks)
    return blocks[:count], blocks[count:]


def _main(
    blocks: list[TextBlock], heads: frozenset[str], marks: frozenset[str], text: str
) -> list[Region]:
    """Regions of everything above the comments."""
    regions: list[Region] = []
    notes = NotesInText(text, marks)
    for at, block in enumerate(blocks):
        if notes.take(block):
            regions.append(Region("note", Span(block.start, block.end), mark=notes.mark))
            continue
        region = _region(block, blocks, at, heads)
        if region.kind == "heading":
            notes.listed = bool(_NOTES_HEADING.match(plain(block.text)))
        ruled = RULE.match(block.text) and not (at and _underlined(blocks[at - 1], blocks, at - 1))
        notes.zone = bool(ruled) or (notes.zone and region.kind == "furniture")
        regions.append(region)
    return regions


def _region(
    block: TextBlock, blocks: Sequence[TextBlock], at: int, heads: frozenset[str]
) -> Region:
    """The region of a block that is neither note nor comment."""
    text, span = block.text, Span(block.start, block.end)
    if block.code:
        return Region("body", span, raw=True)
    heading = _HEADING.match(text)
    if heading:
        return Region("heading", span, level=len(heading[1] or "") or int(heading[2]))
    if RULE.match(text.lstrip("> \t")) or _LINES.match(text):
        return Region("furniture", span)
    if _underlined(block, blocks, at):
        return Region("heading", span, level=1 if blocks[at + 1].text[0] == "=" else 2)
    if page_key(text) in heads or _says_nothing(block, blocks, at):
        return Region("furniture", span)
    if text.startswith(">"):
        return Region("block-quote", span)
    if (_CAPTION.match(text) and len(text) < 400) or (at < 20 and is_byline(text)):
        return Region("caption", span)
    if _above_byline(text, blocks, at):
        return Region("heading", span)
    if _plain_heading(block, blocks, at):
        return Region("heading", span, level=2)
    kind: RegionKind = "block-quote" if _quotation(text, blocks, at) else "body"
    return Region(kind, span)


def _says_nothing(block: TextBlock, blocks: Sequence[TextBlock], at: int) -> bool:
    """Whether a block is furniture by its words, or defines the address of a link.

    An address that a heading or a colon announces, or in a list or a quotation, is text.
    """
    if not is_furniture(block.text):
        return definition_end(block.text, 0) == len(block.text)
    address = re.fullmatch(r"([-*+•>]\s+)?[<\[]?(?:https?://|www\.)\S+", block.text)
    above = blocks[at - 1].text.rstrip() if at else ""
    announced = above.endswith((":", " at")) or above.startswith("#")
    return not (address and (announced or address[1]))


def _underlined(block: TextBlock, blocks: Sequence[TextBlock], at: int) -> bool:
    """Whether a line stands right above a line of = or -, as a heading does."""
    if at + 1 >= len(blocks) or "\n" in block.text or len(block.text) > 90:
        return False
    below = blocks[at + 1]
    ruled = not below.after_blank and re.fullmatch(r"={2,}|-{2,}", below.text)
    return bool(ruled) and block.after_blank and not re.search(r"[.,:;|]$|^[>|]", block.text)


def _plain_heading(block: TextBlock, blocks: Sequence[TextBlock], at: int) -> bool:
    """Whether a short line without an end stands alone above a paragraph."""
    text = block.text
    if len(text) > 90 or "\n" in text or not block.after_blank or at + 1 >= len(blocks):
        return False
    below = blocks[at + 1]
    if not below.after_blank or not (len(below.text) >= 90 or len(below.text) > 2 * len(text)):
        return False
    if re.search(r"[.!:;,]$", _ENDING_MARKS.sub("", text)):
        return False
    return bool(_BEGINS.match(text)) and not _ITEM.match(text)


def _above_byline(text: str, blocks: Sequence[TextBlock], at: int) -> bool:
    """Whether a line without an end stands above the first byline: a title or a standfirst."""
    if at >= 12 or len(text) > 160 or re.search(r"[.!?:;,]$", text):
        return False
    if not re.match(r"[\W_]*[A-Z0-9]", text) or any(is_byline(b.text) for b in blocks[:at]):
        return False
    return any(is_byline(block.text) for block in blocks[at + 1 : at + 5])


def _quotation(text: str, blocks: Sequence[TextBlock], at: int) -> bool:
    """Whether a paragraph is all quotation, led in by one that ends in a colon."""
    if at == 0 or not text.startswith(('"', "“", "„", "«")):
        return False
    body = re.sub(r"(?:<sup>[^<]{0,40}</sup>|\[\^[^\]]{0,20}\]|\d{1,3}){1,9}+$", "", text.rstrip())
    led_in = blocks[at - 1].text.rstrip().endswith(":")
    whole = not re.search(r"[\"“”»]", body[1:]) or body.endswith(('"', "“", "”", "»"))
    return led_in and len(body) > 80 and whole  # a term in marks begins a definition


def _front(
    matter: Matter,
    above: list[TextBlock],
    blocks: list[TextBlock],
    regions: list[Region],
    text: str,
) -> Front:
    """Title, author and date: furniture that is no page break may state them as well."""
    kinds = {region.span.start: region.kind for region in regions}
    top = [block for block in blocks[:20] if not RULE.match(block.text)]
    named = [
        b
        for b in top
        if kinds.get(b.start) not in ("furniture", "note")
        or (kinds[b.start] == "furniture" and re.search(r"\d{4}|\bby\b", b.text, re.I))
    ]
    body = [r.span.of(text) for r in regions if r.kind == "body"]
    lines = above if matter.stated is None else []
    ruled = {r.span.start for r in regions if r.kind == "heading" and r.level == 1}
    texts = [b.text for b in lines]
    texts += ["# " * (b.start in ruled and b.text[0] not in "#<") + b.text for b in named]
    flags = [False] * len(lines) + [kinds.get(b.start) == "heading" for b in named]
    return find_front(texts, flags, body[-3:], matter.stated or {})
