"""Inline mark-up of Markdown and HTML in layer 1: which characters it takes, where marks stand.

Only mark-up that is recognised as such is hidden; everything else is text. `2 * 3`, `a_b`,
`p < 0.05` and `10<sup>6</sup>` keep every character.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

_TAGS = (
    "a|abbr|b|big|blockquote|br|center|cite|code|del|dfn|div|em|font|h[1-6]|hr|i|ins|kbd|li|mark"
    "|ol|p|pre|q|s|small|span|strike|strong|sub|table|tbody|td|th|thead|tr|tt|u|ul|var"
)
_TOKEN = re.compile(
    rf"""(?P<sup><sup>(?P<supmark>.*?)</sup>)
       | (?P<ref>\[\^(?P<refmark>[^\]\n]{{1,12}})\](?!:))
       | (?P<bracket>\[(?P<bracketmark>\d{{1,3}}(?:\s?[,–-]\s?\d{{1,3}})*)\](?!\())
       | (?P<tag></?(?:{_TAGS})(?:\s[^<>\n]{{0,70}})?/?>|<!--[^<>\n]{{0,70}}-->)
       | (?P<open>!?\[(?=[^\]\n]+\]\([^)\s]*\)))
       | (?P<close>\]\([^)\s]*\))
       | (?P<escape>\\(?=[!-/:-@\[-`{{-~]))
       | (?P<run>(?<!\\)\*{{1,3}}|(?<!\w)_{{1,3}}(?=\S)|_{{1,3}}(?!\w)|`{{1,2}})
       | (?P<soft>\u00ad)
       | (?P<raised>[⁰¹²³⁴-⁹]{{1,3}})
       | (?P<glued>(?<=[.,;:!?"'”’)\]])(?<![\d][.,])\d{{1,3}}(?=\s|$))""",
    re.X | re.S,
)
_MARK = re.compile(r"^\s*(?:\d{1,3}(?:\s?[,;–-]\s?\d{1,3})*|[*†‡§¶]{1,3}|[a-z])\s*$")
_HYPHEN_LINE = re.compile(r"(?<=[^\W\d_])-(?=[ \t]*\r?\n\s*[^\W\d_])")


@dataclass(frozen=True, slots=True)
class Mark:
    """A note's mark in layer 1; `hidden` says whether its characters leave the reading text."""

    start: int
    end: int
    mark: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class Inline:
    """What one piece of layer 1 holds besides words: hidden ranges (start, end) and marks.

    `links` are (start of the words, start of what closes the link, its end).
    """

    hidden: tuple[tuple[int, int], ...]
    marks: tuple[Mark, ...]
    links: tuple[tuple[int, int, int], ...] = ()


def scan(text: str, start: int, end: int, known: Collection[str]) -> Inline:
    """Mark-up and note marks of `text[start:end]`; offsets are those of `text`.

    `known` are the marks that notes of this document bear. A bare figure (glued, raised or in
    brackets) counts as a mark only if a note bears it; a glued or raised one stays visible.
    """
    hidden: list[tuple[int, int]] = []
    marks: list[Mark] = []
    runs: list[tuple[int, int]] = []
    opened: list[tuple[int, int]] = []
    links: list[tuple[int, int, int]] = []
    for match in _TOKEN.finditer(text, start, end):
        kind, at = match.lastgroup and _kind(match), match.span()
        if kind in ("sup", "ref", "bracket", "raised", "glued"):
            mark = _mark(text, match, kind, known)
            if mark:
                marks.append(mark)
                if mark.hidden:
                    hidden.append(at)
        elif kind == "run":
            runs.append(at)
        elif kind == "open":
            opened.append(at)
        elif kind == "close":
            if opened:
                hidden += [opened[-1], at]
                links.append((opened.pop()[1], *at))
        elif kind is not None:
            hidden.append(at)
    hidden += _emphasis(text, runs, start, end)
    return Inline(tuple(sorted(hidden)), tuple(marks), tuple(links))


def _kind(match: re.Match[str]) -> str | None:
    """Which alternative matched."""
    names = ["sup", "ref", "bracket", "tag", "open", "close", "escape", "run", "soft"]
    names += ["raised", "glued"]
    return next((name for name in names if match.group(name) is not None), None)


_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def _mark(text: str, match: re.Match[str], kind: str, known: Collection[str]) -> Mark | None:
    """The note mark that `match` is, or None if its characters are text."""
    start, end = match.span()
    after_digit = start > 0 and text[start - 1].isdigit()
    if kind == "sup":
        mark = match.group("supmark").strip()
        if not _MARK.match(mark) or (after_digit and not _borne(mark, known)):
            return None
        if mark.isalpha() and not _borne(mark, known):
            return None
        return Mark(start, end, mark, True)
    if kind == "ref":
        return Mark(start, end, match.group("refmark"), True)
    mark = (match.group("bracketmark") if kind == "bracket" else match.group()).translate(_RAISED)
    if not _borne(mark, known) or (kind == "raised" and after_digit):
        return None
    return Mark(start, end, mark, kind == "bracket")


def _borne(mark: str, known: Collection[str]) -> bool:
    """Whether notes bear this mark, or the single marks that it may be run together from."""
    singles = re.findall(r"\d{1,3}|[^\d\s,;–-]+", mark)
    return mark in known or (len(singles) > 1 and all(single in known for single in singles))


def _emphasis(
    text: str, runs: list[tuple[int, int]], start: int, end: int
) -> list[tuple[int, int]]:
    """The runs of `*`, `_` and backticks that pair up as emphasis (CommonMark's flanking rule)."""
    hidden: list[tuple[int, int]] = []
    stack: list[tuple[int, int]] = []
    for a, b in runs:
        before = text[a - 1] if a > start else " "
        after = text[b] if b < end else " "
        if before.isalnum() and after.isalnum() and (before.isdigit() or after.isdigit()):
            continue  # 5*3*2 is a product, no emphasis
        char = text[a]
        opener = next((i for i in range(len(stack) - 1, -1, -1) if text[stack[i][0]] == char), None)
        closes = not before.isspace() and opener is not None
        if closes and opener is not None:
            oa, ob = stack[opener]
            width = min(ob - oa, b - a)
            hidden += [(ob - width, ob), (a, a + width)]
            del stack[opener:]
            if ob - oa > width:
                stack.append((oa, ob - width))
            if b - a > width and not after.isspace():
                stack.append((a + width, b))
        elif not after.isspace():
            stack.append((a, b))
    return hidden


def line_hyphens(text: str, start: int, end: int, words: Collection[str]) -> list[tuple[int, int]]:
    """The line ends in `text[start:end]` that only divide a word: hyphen and white space.

    A hyphen stays, and only the white space goes, if the parts are joined by one elsewhere
    (`words` holds the folded words of the document, hyphens included). Where the second part
    does not begin in lower case nothing is hidden.
    """
    found: list[tuple[int, int]] = []
    for match in _HYPHEN_LINE.finditer(text, start, end):
        left = re.search(r"[\w-]+$", text[max(start, match.start() - 40) : match.start()])
        right = re.match(r"\s*([^\W\d_]+)", text[match.end() : end])
        if left is None or right is None or not right.group(1)[0].islower():
            continue
        first, second = left.group().lower(), right.group(1).lower()
        kept = f"{first}-{second}" in words and f"{first}{second}" not in words
        next_line = match.end() + right.start(1)  # the line break itself joins nothing
        found.append((match.end() if kept else match.start(), next_line))
    return found
