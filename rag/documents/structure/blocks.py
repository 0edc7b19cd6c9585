"""Layer 1 → blocks: runs of lines that belong together, with their offsets. No meaning yet.

A block ends at a blank line, at a line that starts something of its own (heading, list entry,
note, table row, rule), and, where lines are not wrapped to a line length, at every newline.
"""

import re
from dataclasses import dataclass

from rag.documents.printed_marks import is_isotope
from rag.documents.structure.furniture import is_furniture
from rag.english.sentence import is_verse, needs_number, runs_on, wrapped

_NOTE = re.compile(r"\s*\[\^[^\]\n]{1,200}\]:")
_OWN_LINE = re.compile(
    r"""\s*(?: \#{1,6}\s              # heading
          | [-*_]{3,}\s*$ | ={3,}\s*$ | [-=+][-= +|:]{4,}[-=+]\s*$    # rule, setext line
          | \d{4}-\d\d-\d\d[T ]\d\d:\d\d | [A-Z][a-z]{2}\ [ \d]\d\ \d\d:\d\d:\d\d\s
          | [•·▪◦]\s | [-*+:]\s+\S      # list entry, definition
          | (?:[*†‡§]|[⁰¹²³⁴-⁹]){1,3}\s+\S    # note
          | \(?\d{1,3}[.)]\s+\S        # numbered entry
          | \|                         # table row
          | <sup>\s*[\[(]?[\d*†‡§]{1,4}[\])]?\s*</sup> | \[[^\]\n]{1,200}\]:\s
          | \[(?:\d{1,3}|[a-z]|[ivxlc]{2,6})\]\s
          | ```|~~~ )""",
    re.X,
)
_NUMBERED = re.compile(rf"{_NOTE.pattern}|\s*\[\d{{1,3}}\]\s+\S")
_TAG_BEGUN = re.compile(r"<[a-zA-Z][\w-]{0,20}\s[^<>]{0,400}$")
_ITEM = re.compile(
    r"(?P<indent>\s*)(?:[-*+:•▪◦]|\(?\d{1,3}[.)]|(?P<within>\d{1,3}(?:\.\d{1,3})+)\.?)\s"
)
_ENTRY = re.compile(r"\s*\(?(?P<number>\d{1,3})[.)]\s")
_LINE = re.compile(r"\f|[^\n\f]*\n|[^\n\f]+")
_HEADING = re.compile(r"\s*<h[1-6](?=[\s>])", re.I)
_GAP = re.compile(r"(?<=\S)[ \t]{2,}(?=\S)")
_PAGE_ABOVE, _PAGE_BELOW = re.compile(r"\f[ \t\n]*\Z"), re.compile(r"[ \t\n]*\f")
_NEAR = 100  # code points of white space between a page's end and its number


@dataclass(frozen=True, slots=True)
class TextBlock:
    """Consecutive lines of layer 1: half-open offsets without outer white space, and text.

    `after_blank` says that a blank line (or the start of the text) stands before the block, `code`
    that it is a line of fenced code, in which nothing is mark-up.
    """

    start: int
    end: int
    text: str
    after_blank: bool
    code: bool = False


def split_blocks(text: str) -> list[TextBlock]:
    """The blocks of `text`, in order; all white space between them is left out."""
    blocks: list[TextBlock] = []
    group: list[tuple[int, int]] = []
    for match in _LINE.finditer(text):
        if match.group().strip():
            group.append(match.span())
            continue
        blocks += _blocks(text, group)
        group = []
        if "\f" in match.group():
            blocks.append(TextBlock(match.start(), match.end(), "\f", True))
    return blocks + _blocks(text, group)


def _blocks(text: str, group: list[tuple[int, int]]) -> list[TextBlock]:
    """The blocks of consecutive lines, given as (start, end)."""
    if len(group) < 2:
        return [_block(text, start, end, True) for start, end in group]
    lines = [text[a:b] for a, b in group]
    joins, verse = wrapped(lines), is_verse(lines)
    found: list[TextBlock] = []
    parted = _page_numbers(text, group)
    shown = next((n + 1 for n, line in enumerate(lines[:2]) if "-->" in line), len(lines))
    start = 0
    for at in range(1, len(group) + 1):
        if at < len(group) and at not in parted:
            inside = bool(_NUMBERED.match(lines[start])) or _in_item(lines[start], lines[at])
            heading = _HEADING.match(lines[start]) and "</h" not in "".join(lines[start:at])
            line = lines[at - 1]  # a name in capitals, or a title, is no line of the verse below
            if heading or _joins(
                line, lines[at], joins or inside or at > shown or (verse and not line.isupper())
            ):
                continue
        found.append(_block(text, group[start][0], group[at - 1][1], start == 0))
        start = at
    return found


def _page_numbers(text: str, group: list[tuple[int, int]]) -> set[int]:
    """Where lines part because one of them is the number of a page, right at a form feed."""
    (start, first_end), (last, end) = group[0], group[-1]
    before = _PAGE_ABOVE.search(text, max(0, start - _NEAR), start)
    after = _PAGE_BELOW.match(text, end)
    parted = set()
    if before and is_furniture(text[start:first_end]):
        parted.add(1)
    if after and is_furniture(text[last:end]):
        parted.add(len(group) - 1)
    return parted


def _joins(line: str, following: str, joins: bool) -> bool:
    """Whether the following line goes on with the block of the line before it."""
    if re.match(r"\s*(?:#{1,6}\s|[-*_]{3,}\s*$|[-=+][-= +|:]{4,}[-=+]\s*$|\||```|~~~)", line):
        return False
    if _columns(line, following):
        return False
    entry = _ENTRY.match(following)
    goes_on = entry is not None and needs_number(line, first=entry["number"] == "1")
    if _OWN_LINE.match(following) and not goes_on and not is_isotope(following.lstrip(), 0):
        return False
    if _NOTE.match(line) or line.count("[") > line.count("]") or _TAG_BEGUN.search(line):
        return True
    quotes = line.lstrip().startswith(">"), following.lstrip().startswith(">")
    return all(quotes) or ((joins or runs_on(line, following)) and not any(quotes))


def _columns(line: str, following: str) -> bool:
    """Whether two lines are rows of one table, in which spaces set the columns.

    Gaps of two spaces stand in justified text as well, in any column.
    """
    if _GAP.search(line) is None:
        return False
    rows = [list(_GAP.finditer(one)) for one in (line, following)]
    for edge in (re.Match.end, re.Match.start):
        first, second = ({edge(gap): len(gap.group()) for gap in row} for row in rows)
        shared = [(first[at], second[at]) for at in first.keys() & second.keys()]
        if any(min(pair) > 2 for pair in shared):
            return True
        if len(shared) > 1 and any(max(pair) > 2 for pair in shared):
            return True
    return False


def _in_item(first: str, following: str) -> bool:
    """Whether a line is indented as the words of the list entry above it are.

    Below a number of several parts only what goes on with a sentence is: others head sections.
    """
    entry = _ITEM.match(first)
    blank = len(following) - len(following.lstrip(" \t"))
    if entry is None or blank <= len(entry.group("indent")) + 1:
        return False
    return entry["within"] is None or following.lstrip()[:1].islower()


def _block(text: str, start: int, end: int, after_blank: bool) -> TextBlock:
    piece = text[start:end].lstrip()
    words, left = piece.rstrip(), end - len(piece)
    return TextBlock(left, left + len(words), words, after_blank)
