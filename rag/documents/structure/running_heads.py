"""Heads that run over pages: short lines that return, or that a sentence runs around."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from rag.documents.structure.blocks import TextBlock
from rag.english.sentence import runs_on

RULE = re.compile(r"^(?:\s*+(?:[-*_](?:[ \t]{0,16}[-*_]){2,}|={3,})|[^\S\f]*+\f)\s*+$")
FOOT = re.compile(r"\A[^\n]{0,75}(?<!\S)\[Page (?:\d+|[ivxlc]+)\]\Z")
"""What stands at the foot of a page in a memo, where nothing else may say that the page ends."""
_FACING = re.compile(r"(\d{1,4}) (\D{5,})|(\D{5,}) \d{1,4}")
_FIGURES = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class _ShortLine:
    """A short block and its page key: whether a rule is beside it, and whether a page ends there.

    A page ends at a form feed, and where the sentence before goes on behind. `numbered` says that
    both are so and that the block begins or ends with a number.
    """

    text: str
    key: str
    at_rule: bool
    at_page: bool
    numbered: bool = False


def running_heads(blocks: list[TextBlock]) -> frozenset[str]:
    """The short lines that return on page after page.

    Page numbers in a line are ignored. A line counts when it returns at least three times, each
    time at a rule or with a number, and a page ends at one of them: "Day 1", "Day 2" do not.
    One that is numbered inside of a sentence counts at once.
    """
    lines = list(_returning(blocks))
    times: Counter[str] = Counter()
    paged: set[str] = set()
    sure = {line.key for line in lines if line.numbered}
    for line in lines:
        times[line.key] += line.at_rule or line.key != " ".join(line.text.split())
        if line.at_page:
            paged.add(line.key)
    return frozenset(sure | {key for key, count in times.items() if count >= 3 and key in paged})


def _returning(blocks: list[TextBlock]) -> Iterator[_ShortLine]:
    """Each short block that returns, or bears a number at a page's end, with what is around it."""
    rules = [bool(RULE.match(block.text)) for block in blocks]
    keys = ["" if rule else page_key(b.text) for rule, b in zip(rules, blocks, strict=True)]
    times = Counter(keys)
    numbered = _numbered_at_page(blocks, keys)
    edge = [
        rule or (key and (times[key] > 2 or at in numbered))
        for at, (rule, key) in enumerate(zip(rules, keys, strict=True))
    ]
    padded = [True, *rules, True]
    for is_edge, group in groupby(range(len(blocks)), key=lambda at: bool(edge[at])):
        if not is_edge:
            continue
        run = list(group)
        first, last = run[0], run[-1]
        whole = first and last + 1 < len(blocks) and blocks[first].after_blank
        inside = (
            whole
            and blocks[last + 1].after_blank
            and runs_on(blocks[first - 1].text, blocks[last + 1].text)
        )
        for at in run:
            beside = "".join(b.text for b in blocks[max(at - 1, 0) : at + 2])
            if not rules[at]:
                at_rule = padded[at] or padded[at + 2]
                paged = bool(inside) or "\f" in beside
                yield _ShortLine(
                    blocks[at].text, keys[at], at_rule, paged, bool(inside) and at in numbered
                )


def _numbered_at_page(blocks: list[TextBlock], keys: list[str]) -> set[int]:
    """The short blocks beside a form feed, or a page's foot, that begin or end with a number."""
    feeds = [block.text == "\f" or bool(FOOT.search(block.text)) for block in blocks]
    return {
        at
        for at, (block, key) in enumerate(zip(blocks, keys, strict=True))
        if key
        and (key.startswith("#") or key.rstrip(")]").endswith("#"))
        and not block.text.startswith("#")
        and any(feeds[max(at - 1, 0) : at + 2])
    }


def page_key(line: str) -> str:
    """The line with its figures made equal, as running heads are compared; "" if too long."""
    line = " ".join(line.split())
    return _page_key(line) if len(line) <= 90 else ""


@lru_cache(maxsize=4096)
def _page_key(line: str) -> str:
    facing = _FACING.fullmatch(line)
    if facing and (facing[2] or facing[3]).isupper():  # the same on left and on right pages
        return f"# {(facing[2] or facing[3]).strip(' .')}"
    if line.endswith((".", "!", "?", ":", ";", ",")) or line.startswith("#"):
        return ""
    return _FIGURES.sub("#", line)
