"""Reader comments below an article: where they begin, whose they are, where they end.

The words of a comment must never be taken for the author's, so in doubt everything behind
the first comment is a comment.
"""

import re

from rag.documents.document import Region
from rag.documents.structure.blocks import TextBlock
from rag.documents.structure.furniture import is_furniture
from rag.english.patterns.page import COMMENTS_BULLET as _BULLET
from rag.english.patterns.page import COMMENTS_DATED as _DATED
from rag.english.patterns.page import COMMENTS_SAYS as _SAYS
from rag.span import Span

_NAMED = re.compile(rf"^{_BULLET}(?:\*\*|__)(?P<name>[^\n*_]{{1,40}})(?:\*\*|__)\s*[:\n]")
_HEADING = re.compile(
    r"^\W*(?:\d+\s+)?(?:reader(?:s['’]?|['’]s)?\s+)?(?:comments?|responses|replies|discussion)"
    r"(?:\s*\(?\d+\)?)?(?:\s+(?:so\s+far|below|from\s+readers|on\b.{0,80}))?\W*$"
    r"|^\W*\d+\s+thoughts?\s+on\b.{0,100}$",
    re.I,
)


def is_comments_heading(block: str) -> bool:
    """Whether a short block announces the readers' comments."""
    return len(block) <= 120 and bool(_HEADING.match(block))


def commenter(block: TextBlock, announced: bool) -> tuple[str | None, int] | None:
    """The name that opens a comment and the length of that opening, or None if none opens.

    Below a heading that announces comments a bold or dated name suffices; without one only
    "Name says:" counts. A bullet alone opens a comment of an unnamed reader.
    """
    match = _SAYS.match(block.text)
    if match is None and announced:
        match = _DATED.match(block.text) or _NAMED.match(block.text)
    if match is not None:
        name = match.group("name").strip(" \t*_\u2022")
        return (name, match.end()) if name else None
    return None


def first_comment(blocks: list[TextBlock]) -> int | None:
    """The index of the first block of the comments, or None where there are none.

    Either a heading announces them and one follows, or at least two blocks open with
    "Name says:" on a line of its own, bulleted or followed by the comment.
    """
    for at, block in enumerate(blocks):
        after = blocks[at + 1 : at + 4]
        if is_comments_heading(block.text) and any(commenter(b, True) is not None for b in after):
            return at
    opening = [at for at, block in enumerate(blocks) if _plain_opening(block)]
    return opening[0] if len(opening) >= 2 else None


def _plain_opening(block: TextBlock) -> bool:
    """Whether "Name says:" stands on a line of its own at the head of the block."""
    match = _SAYS.match(block.text)
    if match is None:
        return False
    alone = block.text[match.end() :].strip() == "" or "\n" in block.text[match.end() :][:2]
    return (alone or bool(match.group("bullet"))) and len(match.group("name").split()) <= 5


def tail_start(blocks: list[TextBlock]) -> int:
    """The index from which the blocks behind the last comment are the page's own furniture.

    These are at least two short lines without an end of sentence, at the very end.
    """
    at = len(blocks)
    while at and _bare(blocks[at - 1].text):
        at -= 1
    return at if len(blocks) - at >= 2 else len(blocks)


def _bare(text: str) -> bool:
    return (
        len(text) <= 40
        and "\n" not in text
        and text[-1:].isalnum()
        and len(text.split()) <= 5
        and not re.match(r"[•·*+-]\s", text)
    )


def comments(blocks: list[TextBlock]) -> list[Region]:
    """Regions of the comments: each with its reader's name, the name line itself furniture."""
    end = tail_start(blocks)
    announced = is_comments_heading(blocks[0].text)
    regions: list[Region] = []
    speaker: str | None = None
    for block in blocks[:end]:
        if (announced and block is blocks[0]) or is_furniture(block.text):
            regions.append(Region("furniture", Span(block.start, block.end)))
            continue
        opening = commenter(block, announced)
        start = block.start
        if opening:
            speaker = opening[0]
            head = block.start + opening[1]
            regions.append(Region("furniture", Span(block.start, head)))
            start = head + len(block.text[opening[1] :]) - len(block.text[opening[1] :].lstrip())
        elif re.match(r"[•▪◦]\s", block.text):
            speaker = None
        if start < block.end:
            regions.append(Region("comment", Span(start, block.end), speaker=speaker))
    return regions + [Region("furniture", Span(b.start, b.end)) for b in blocks[end:]]
