"""Links and tags as CommonMark 0.31 writes them: what follows a link's words, what defines a label.

Also web addresses as files state their own.

https://spec.commonmark.org/0.31.2/#links. Every function reads each character a bounded number
of times, whatever the text.
"""

import re

from rag.documents.remembered import of_object

_BLOCKS = (
    "article|aside|blockquote|br|caption|center|dd|details|div|dl|dt|figcaption|figure|footer|h[1-6]"
    "|header|hr|li|main|nav|noscript|ol|picture|pre|p|section|summary|table|tbody|td|tfoot|thead|th"
    "|tr|ul|dialog|form"
)
_TAGS = (
    f"{_BLOCKS}|abbr|a|bdi|bdo|big|b|cite|code|del|dfn|em|font|iframe|img|ins|i|kbd|mark|q|rp|rt|ruby"
    "|script|small|span|strike|strong|style|sub|sup|s|template|tt|u|var|wbr"
)
_ATTRIBUTE = r"""\s+[A-Za-z_:][A-Za-z0-9_.:-]*+(?:\s*=\s*(?:[^\s"'=<>`]++|'[^']*+'|"[^"]*+"))?+"""
TYPEWRITTEN = re.compile(r"(?:[^`']|(?<=\w)'(?=\w)){1,199}(?<![\s`(\[{=,])'(?![\w`])")
"""What stands behind the opening mark of a quotation `like this', which is no code."""
TAG = re.compile(rf"<(?:/(?:{_TAGS})\s*|(?:{_TAGS})(?:{_ATTRIBUTE})*+\s*/?)>", re.I)
BREAK = re.compile(rf"</?(?:{_BLOCKS})\b", re.I)
"""A tag that parts the words on either side of it."""
SUP = re.compile(r"</?sup", re.I)
AUTOLINK = re.compile(
    r"<(?:[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>\x00-\x1f\x7f]*|[\w.!#$%&'*+/=?^`{|}~-]+@[\w.-]+)>",
    re.A,
)
_SPACE = re.compile(r"[ \t]*(?:\r?\n[ \t]*)?")
_ANGLE = re.compile(r"<(?:[^<>\n\\]|\\.)*+>")
_BARE = re.compile(
    r"(?:\{\{[^{}\n]{1,300}\}\}|\{%[^{}\n]{1,300}%\}"
    r"|[^\s()\\\x00-\x1f\x7f]|\\[!-/:-@\[-`{-~]|\\(?=[^\s()]))++|[()]"
)
_TITLE = re.compile(r""""(?:[^"\\]|\\.)*+"|'(?:[^'\\]|\\.)*+'|\((?:[^()\\]|\\.)*+\)""", re.S)
_LABEL = re.compile(r"\[((?:[^\[\]\\]|\\.){1,999}+)\]", re.S)
_DEFINITION = re.compile(r"^ {0,3}\[(?!\^)((?:[^\[\]\\\n]|\\.){1,999}+)\]:", re.M)
_LINE_END = re.compile(r"[ \t]*(?:\r?\n|$)")
_DEEPEST = 12  # parentheses in an address; CommonMark asks for three at least
_ADDRESS = re.compile(r"https?://[^\s<>\"'`|\\^{}]+", re.I)


def tail_end(text: str, at: int, end: int) -> int | None:
    """Where `(address "title")` ends that begins at `at`, or None if it is not one."""
    start = _SPACE.match(text, at + 1, end)
    after = address_end(text, start.end() if start else at + 1, end)
    if after is None:
        return None
    space = _SPACE.match(text, after, end)
    then = space.end() if space else after
    title = _TITLE.match(text, then, end) if then > after else None
    if title and not _blank(title.group()):
        space = _SPACE.match(text, title.end(), end)
        then = space.end() if space else title.end()
    return then + 1 if text.startswith(")", then, end) else None


def address_end(text: str, at: int, end: int) -> int | None:
    """Where the address at `at` ends (it may be empty), or None if its parentheses do not pair."""
    if text.startswith("<", at, end):
        angle = _ANGLE.match(text, at, end)
        return angle.end() if angle else None
    depth = 0
    while piece := _BARE.match(text, at, end):
        depth += {"(": 1, ")": -1}.get(piece.group(), 0)
        if depth < 0:
            break
        if depth > _DEEPEST:
            return None
        at = piece.end()
    return at if depth <= 0 else None


def label_at(text: str, at: int, end: int) -> tuple[str, int] | None:
    """The label in brackets at `at` and where it ends; "" for `[]`."""
    if text.startswith("[]", at, end):
        return "", at + 2
    match = _LABEL.match(text, at, end)
    return (label(match.group(1)), match.end()) if match else None


def label(words: str) -> str:
    """Labels are the same if their words are, without regard to case."""
    return " ".join(words.split()).casefold()


@of_object
def definitions(text: str) -> frozenset[str]:
    """The labels that the text defines: `[label]: address "title"` on a line of its own."""
    defined = (m for m in _DEFINITION.finditer(text) if definition_end(text, m.start()) is not None)
    return frozenset(label(m.group(1)) for m in defined)


def definition_end(text: str, at: int) -> int | None:
    """Where the definition of a label that begins at `at` ends, or None if none does."""
    head = _DEFINITION.match(text, at)
    space = _SPACE.match(text, head.end()) if head else None
    after = address_end(text, space.end(), len(text)) if space else None
    if space is None or after is None or after == space.end():
        return None
    line = _LINE_END.match(text, after)
    titled = _SPACE.match(text, after)
    title = _TITLE.match(text, titled.end()) if titled and titled.end() > after else None
    whole = _LINE_END.match(text, title.end()) if title and not _blank(title.group()) else None
    return whole.end() if whole else line.end() if line else None


def _blank(title: str) -> bool:
    """Whether a title holds a blank line, which no title may."""
    return re.search(r"\n[ \t]*\r?\n", title) is not None


def web_address(stated: str) -> str | None:
    """The address, if what is stated is one of the web and nothing else.

    >>> web_address(" https://example.org/a_b "), web_address("javascript:alert(1)")
    ('https://example.org/a_b', None)
    """
    address = stated.strip().removeprefix("<").removesuffix(">").strip("\"'")
    return address if _ADDRESS.fullmatch(address) else None
