"""Reading text → passages: whole sentences packed to a token budget, offsets carried along.

Tokens are tiktoken's cl100k_base, counted once a sentence; no token is ever decoded, so no
passage can hold a character that its document does not. A passage never crosses a section
(unless the section is only a line or two) and never mixes body, comments and notes.
"""

from base64 import b64decode
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from rag.documents.document import Document, Passage, RegionKind
from rag.documents.reading import Block
from rag.models import read_pinned

if TYPE_CHECKING:
    import tiktoken

BUDGET = 200
"""Tokens a passage holds at most; fits the 256 word pieces that the embedder reads."""
ENCODING = "cl100k_base"
TABLE = "tokens/cl100k_base.tiktoken"
_PATTERN = (
    r"'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}++|\p{N}{1,3}+| ?[^\s\p{L}\p{N}]++[\r\n]*+"
    r"|\s++$|\s*[\r\n]|\s+(?!\S)|\s"
)
"""How cl100k_base cuts a text before it looks its pieces up (tiktoken_ext/openai_public.py)."""
_RUNNING = frozenset({"body", "heading", "block-quote", "caption"})
_SMALL = 40  # tokens: a shorter section shares a passage with what follows

_Unit = tuple[int, int, int, Block]  # start, end, tokens, block of one sentence


@cache
def encoding() -> "tiktoken.Encoding":
    """The tokenizer, after its file was checked; raises ModelError if it is not the pinned one."""
    import tiktoken

    data = read_pinned(TABLE)
    pairs = (line.split() for line in data.splitlines())
    ranks = {b64decode(token): int(rank) for token, rank in pairs}
    return tiktoken.Encoding(ENCODING, pat_str=_PATTERN, mergeable_ranks=ranks, special_tokens={})


def count_tokens(text: str) -> int:
    """How many cl100k_base tokens `text` has; special tokens count as plain text."""
    return len(encoding().encode_ordinary(text))


def chunk(document: Document, budget: int = BUDGET) -> list[Passage]:
    """The passages of a document in reading order.

    Every sentence lies in exactly one passage; a sentence longer than the budget has one of
    its own. Empty only for a document without sentences, which does not exist.
    """
    passages: list[Passage] = []
    for group in _groups(_units(document)):
        for units in _packed(group, budget):
            passages.append(_passage(document, len(passages), units))
    return passages


def _units(document: Document) -> Iterator[_Unit]:
    """The sentences of a document with their token counts and blocks."""
    reading = document.reading
    blocks = iter(reading.blocks)
    block = next(blocks)
    for start, end in reading.sentences:
        while start >= block.end:
            block = next(blocks)
        yield start, end, count_tokens(reading.text[start:end]), block


def _groups(units: Iterator[_Unit]) -> Iterator[list[_Unit]]:
    """Runs of sentences that may share a passage: one voice, one section."""
    group: list[_Unit] = []
    for unit in units:
        if group and _parts(group, unit):
            yield group
            group = []
        group.append(unit)
    if group:
        yield group


def _parts(group: list[_Unit], unit: _Unit) -> bool:
    """Whether `unit` must open a new group."""
    last, block = group[-1][3], unit[3]
    if _voice(last) != _voice(block):
        return True
    if block.section == last.section or block.kind not in _RUNNING:
        return False
    only_headings = all(u[3].kind == "heading" for u in group)
    return not only_headings and sum(u[2] for u in group) >= _SMALL


def _voice(block: Block) -> tuple[str, str | None]:
    kind = "body" if block.kind in _RUNNING else block.kind
    return kind, block.speaker if kind == "comment" else None


def _packed(group: list[_Unit], budget: int) -> Iterator[list[_Unit]]:
    """The group cut into even shares of whole sentences, none above the budget if possible.

    A heading is never left at the end of a share.
    """
    total = sum(unit[2] for unit in group)
    shares = -(-total // budget)
    aim = min(budget, total / shares * 1.1)
    share: list[_Unit] = []
    tokens = 0
    for unit in group:
        if share and tokens + unit[2] > aim:
            carried = [share.pop()] if share[-1][3].kind == "heading" and len(share) > 1 else []
            yield share
            share, tokens = carried, sum(u[2] for u in carried)
        share.append(unit)
        tokens += unit[2]
    yield share


def _passage(document: Document, ordinal: int, units: list[_Unit]) -> Passage:
    start, end = units[0][0], units[-1][1]
    kinds = {unit[3].kind for unit in units}
    kind: RegionKind = "body"
    for special in ("comment", "note", "caption", "block-quote", "heading"):
        if kinds == {special}:
            kind = special
    return Passage(
        doc_id=document.doc_id,
        ordinal=ordinal,
        start=start,
        end=end,
        text=document.reading.text[start:end],
        sentences=tuple((unit[0] - start, unit[1] - start) for unit in units),
        spans=document.reading.source_spans(start, end),
        kind=kind,
        section=units[-1][3].section,
        speaker=units[0][3].speaker,
    )
