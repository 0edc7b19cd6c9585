"""Runs of signs that pair off in a block of Markdown, for rag/quotes/check.py alone.

A second reading of CommonMark 0.31, without patterns; see rag/quotes/commonmark.py.
"""

import unicodedata
from collections.abc import Iterator

from rag.quotes.commonmark_gaps import is_word

SignRun = tuple[int, int, bool, bool]
"""A run of `*` or `_`: half-open offsets, and whether it may open and close emphasis."""


def backticks(text: str, start: int, end: int) -> dict[int, list[int]]:
    """Where runs of so many backticks stand, last first."""
    found: dict[int, list[int]] = {}
    at = text.rfind("`", start, end)
    while at >= start:
        first = at
        while first > start and text[first - 1] == "`":
            first -= 1
        found.setdefault(at + 1 - first, []).append(first)
        at = text.rfind("`", start, first)
    return found


def quotes(text: str, start: int, end: int) -> bool:
    """Whether the backtick before `start` opens a quotation `like this', as typewriters have it."""
    for at in range(start, min(end, start + 200)):
        before, after = text[at - 1], text[at + 1] if at + 1 < end else " "
        if text[at] == "`":
            return False
        if text[at] == "'" and not (is_word(before) and is_word(after)):
            ends = not before.isspace() and before not in "`([{=,"
            return ends and not is_word(after) and after != "`"
    return False


def closed_brackets(text: str, start: int, end: int) -> dict[int, int]:
    """For each bracket that closes, where it does; none in code or behind a backslash."""
    closed: dict[int, int] = {}
    opened: list[int] = []
    at = start
    while at < end:
        char = text[at]
        code = text.find("`", at + 1, end) if char == "`" else -1
        if char == "[":
            opened.append(at)
        elif char == "]" and opened:
            closed[opened.pop()] = at
        if char == "\\":
            at += 1
        elif code >= 0 and text.find("\n", at, code) < 0:
            at = code
        at += 1
    return closed


def run(text: str, at: int, after: int, start: int, end: int) -> list[SignRun]:
    """The run of signs from `at` to `after` in a block; none where it stands for a product."""
    left = text[at - 1] if at > start else " "
    right = text[after] if after < end else " "
    opens = not right.isspace() and (not _sign(right) or left.isspace() or _sign(left))
    closes = not left.isspace() and (not _sign(left) or right.isspace() or _sign(right))
    if text[at] == "_" and opens and closes:
        opens, closes = _sign(left), _sign(right)
    product = left.isalnum() and right.isalnum() and (left.isdigit() or right.isdigit())
    return [] if product else [(at, after, opens, closes)]


def emphasis(text: str, runs: list[SignRun], end: int) -> Iterator[tuple[int, int]]:
    """The runs that have a partner: one after them that may close, or one before."""
    for char in "*_":
        mine = [run for run in runs if text[run[0]] == char]
        first = min((run[0] for run in mine if run[2]), default=end)
        last = max((run[0] for run in mine if run[3]), default=-1)
        for a, b, opens, closes in mine:
            if (opens and a < last) or (closes and first < a):
                yield a, b


def _sign(char: str) -> bool:
    return unicodedata.category(char)[0] in "PS"
