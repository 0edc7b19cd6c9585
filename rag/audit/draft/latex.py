"""LaTeX drafts: what their commands show, each character of the draft keeping its place.

Commands become characters that fold away (U+2060). Quotations of csquotes become quotation marks,
footnotes and citations brackets, so that they are read as in any other draft.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise

from rag.audit.draft import Draft, DraftParagraph
from rag.audit.draft.commands import FILL, braced, quote_commands
from rag.bibliography.bibtex import untex

_NOTE = re.compile(r"\\(?:footnote|footnotetext|endnote|thanks)(?:\[[^\]]{0,1000}\])?(?=\{)")
_CITE = re.compile(
    r"\\[A-Za-z]*cite[A-Za-z]*\*?(?P<args>(?:\[[^\]]{0,1000}\])*)\{(?P<key>[^{}]*)\}"
)
_KEY = re.compile(r"(?<![A-Za-z])(?P<who>[A-Za-z]+)[:_-]?(?P<year>\d{4})")
_LETTER = re.compile(
    r"""\{?\\(?:["'`^~=.](?:\{\\?[A-Za-z]\}|\\?[A-Za-z])|[cvuHkdbr]\{\w\}"""
    r"""|(?:ss|ae|oe|AE|OE|aa|AA|o|O|l|L)(?:\{\}|\b ?))\}?"""
)
_SIGN = re.compile(r"\\(?:[lc]?dots|textellipsis)(?:\{\})?")
_BLOCK = re.compile(
    r"\\begin\{(?P<env>(?:display|block)?c?quot(?:e|ation)|verse)\}"
    r"(?P<args>(?:\[[^\]]{0,1000}\]|\{[^}]{0,1000}\}){0,4}+)"
    r"(?P<in>(?:(?!\\begin\{(?P=env)\}).)*?)\\end\{(?P=env)\}", re.S,
)  # fmt: skip
_HEADING = re.compile(r"^\s*\\(?:(?:sub)*section|chapter|part|title)\*?\{[^\n]*", re.M)
_CODE = re.compile(
    r"\\begin\{(verbatim|lstlisting|equation|align)\*?\}(?:(?!\\begin\{\1\*?\}).)*?\\end\{\1\*?\}",
    re.S,
)


def from_latex(text: str) -> Draft:
    """The draft of a LaTeX file; offsets are those of the file."""
    opened = re.search(r"\\begin\{document\}", text)
    body = opened.end() if opened else 0
    closed = text.find("\\end{document}", body)
    end = closed if closed >= 0 else len(text)
    shown = _blank(text[:body]) + shown_latex(text[body:end]) + _blank(text[end:])
    blocks = [(body + m.start("in"), body + m.end("in")) for m in _BLOCK.finditer(text[body:end])]
    return Draft(shown, tuple(_paragraphs(text, shown, blocks)), False)


def shown_latex(text: str) -> str:
    """What a reader sees of LaTeX, with as many characters as it has."""
    text = re.sub(r"(?<!\\)%[^\n]*", lambda m: FILL * len(m.group()), text)
    text = _CODE.sub(lambda m: _blank(m.group()), text)
    text = quote_commands(text)
    text = braced(text, _NOTE, lambda _: "(", ")")
    text = _CITE.sub(_cited, text)
    text = _LETTER.sub(lambda m: untex(m.group()).strip().rjust(len(m.group()), FILL), text)
    text = _SIGN.sub(lambda m: "…".rjust(len(m.group()), FILL), text)
    text = _BLOCK.sub(_block, text)
    text = re.sub(r"\\([%&$#_{}])", rf"{FILL}\1", text)
    text = re.sub(r"\\([,;: ])", rf"{FILL} ", text).replace("~", " ")
    text = re.sub(
        r"\\(?:begin|end)\{[^{}]*\}|\\[A-Za-z]+\*?(?:\[[^\]\n]{0,500}\])?|\\[-/!@]|[{}]",
        lambda m: FILL * len(m.group()),
        text,
    )
    return text.replace("\\\\", f"{FILL} ")


def _cited(match: re.Match[str]) -> str:
    """A citation in brackets: the author and year of its key, and the places that it names."""
    args = [arg for arg in re.findall(r"\[([^\]]*)\]", match["args"]) if arg.strip()]
    keys = [_KEY.search(key) for key in match["key"].split(",")]
    works = [f"{key['who'].capitalize()} {key['year']}" for key in keys if key]
    said = "(" + ", ".join([*works, *args]).replace("~", " ") + ")"
    size = len(match.group())
    return said.ljust(size, FILL) if works or (args and len(said) <= size) else FILL * size


def _block(match: re.Match[str]) -> str:
    """A block without the commands around it."""
    lead, whole = match.start("in") - match.start(), match.group()
    tail = match.end() - match.end("in")
    return FILL * lead + match["in"] + FILL * tail if tail else whole


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", FILL, text)


def _paragraphs(text: str, shown: str, blocks: list[tuple[int, int]]) -> Iterator[DraftParagraph]:
    """Paragraphs: between blank lines, at headings, and at the edges of blocks."""
    edges = {0, len(text), *(edge for block in blocks for edge in block)}
    edges |= {edge for m in re.finditer(r"\n[ \t]*\n", text) for edge in m.span()}
    heads = [
        m.span()
        for m in re.finditer(r"^[^\S\n]*\\(?:(?:sub)*section|chapter)\*?\{[^\n]*", text, re.M)
    ]
    edges |= {edge for head in heads for edge in head} | {
        m.start() for m in re.finditer(r"\\item\b", text)
    }
    for start, end in pairwise(sorted(edges)):
        if not re.search(r"\w", shown[start:end]):
            continue
        boxed, head = _within(blocks, start, end), _within(heads, start, end)
        yield DraftParagraph(start, end, "block-quote" if boxed else "heading" if head else "body")


def _within(ranges: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether one of these ranges, in order and apart, holds a range."""
    at = bisect_right(ranges, start, key=lambda one: one[0]) - 1
    return at >= 0 and end <= ranges[at][1]
