"""Heads that run over pages: short lines that return, or that a sentence runs around."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby

from rag.documents.structure.blocks import TextBlock
from rag.english.sentence import runs_on

RULE = re.compile(r"^(?:\s*+(?:[-*_](?:[ \t]{0,16}[-*_]){2,}|={3,})|[^\S\f]*+\f)\s*+$")
FOOT = re.compile(r"\A[^\n]{0,75}(?<!\S)\[Page (?:\d+|[ivxlc]+)\]\Z")
"""What stands at the foot of a page in a memo, where nothing else may say that the page ends."""
_FACING = re.compile(r"(\d{1,4}) (\D{5,})|(\D{5,}) \d{1,4}")
_FIGURES = re.compile(r"\d+")


def running_heads(blocks: list[TextBlock]) -> frozenset[str]:
    """The short lines that return on page after page.

    Page numbers in a line are ignored. A line counts when it returns at least three times, each
    time at a rule or with a number, and a page ends at one of them: "Day 1", "Day 2" do not.
    One that is numbered inside of a sentence counts at once.
    """
    times: Counter[str] = Counter()
    paged, sure = set[str](), set[str]()
    for key, counts, at_page, numbered in _returning(blocks):
        times[key] += counts
        paged |= {key} if at_page else set()
        sure |= {key} if numbered else set()
    return frozenset(sure | {key for key, count in times.items() if count >= 3 and key in paged})


def _returning(blocks: list[TextBlock]) -> Iterator[tuple[str, bool, bool, bool]]:
    """The page key of each short block that returns, or bears a number at a page's end.

    With it: whether it stands at a rule or holds a number; whether a page ends there, by a form
    feed, or since the sentence before goes on behind; whether the latter is so and it begins or
    ends with a number.
    """
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
        run = list(group) if is_edge else []
        inside = bool(run) and _inside_sentence(blocks, run[0], run[-1])
        for at in (at for at in run if not rules[at]):
            beside = "".join(b.text for b in blocks[max(at - 1, 0) : at + 2])
            counts = padded[at] or padded[at + 2]
            counts = counts or keys[at] != " ".join(blocks[at].text.split())
            yield keys[at], counts, inside or "\f" in beside, inside and at in numbered


def _inside_sentence(blocks: list[TextBlock], first: int, last: int) -> bool:
    """Whether the sentence before some blocks, which stand apart, goes on behind them."""
    if not first or last + 1 >= len(blocks):
        return False
    apart = blocks[first].after_blank and blocks[last + 1].after_blank
    return apart and runs_on(blocks[first - 1].text, blocks[last + 1].text)


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
