"""What CommonMark 0.31 says links, labels, addresses and tags are, for rag/quotes/check.py alone.

A second reading of the specification (https://spec.commonmark.org/0.31.2/), character by
character and without patterns, so that it shares nothing with rag/documents/links.py and
rag/documents/markup.py, whose faults it must find.
"""

from functools import lru_cache

from rag.quotes.commonmark_gaps import template_end

PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_BLANKS = " \t"
_DEEPEST = 12
LONGEST_LABEL = 999
_NAMES = frozenset(
    "a abbr b bdi bdo big cite code del dfn em font i iframe img ins kbd mark q rp rt ruby s "
    "script small span strike strong style sub template tt u var wbr".split()
)
_BLOCKS = frozenset(
    "article aside blockquote br caption center dd details dialog div dl dt figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hr li main nav noscript ol p picture pre section "
    "summary table tbody td tfoot th thead tr ul".split()
)


@lru_cache(maxsize=4)
def labels(text: str) -> frozenset[str]:
    """The labels of all link reference definitions of a document."""
    defined = set()
    at = 0
    for line in text.split("\n"):
        indent = len(line) - len(line.lstrip(" "))
        if indent < 4 and line[indent : indent + 1] == "[" and line[indent + 1 : indent + 2] != "^":
            close = label_end(text, at + indent, at + len(line))
            if close and text[close : close + 1] == ":" and _defines(text, close + 1):
                defined.add(folded(text[at + indent + 1 : close - 1]))
        at += len(line) + 1
    return frozenset(defined)


def folded(label: str) -> str:
    """A label as it is compared: words alone count, and no case."""
    return " ".join(label.split()).casefold()


def _defines(text: str, at: int) -> bool:
    """Whether an address, perhaps a title, and nothing else follow up to the end of a line."""
    place = over_blanks(text, at, len(text))
    after = address(text, place, len(text))
    if after is None or after == place:
        return False
    titled = title(text, after, len(text))
    return _line_ends(text, after) or (titled is not None and _line_ends(text, titled))


def _line_ends(text: str, at: int) -> bool:
    while text[at : at + 1] and text[at] in " \t\r":
        at += 1
    return text[at : at + 1] in ("", "\n")


def over_blanks(text: str, at: int, end: int) -> int:
    """Behind spaces, tabs and at most one line ending."""
    lines = 0
    while at < end and (text[at] in _BLANKS or (text[at] in "\r\n" and lines < 1)):
        if text[at] == "\r" and text[at : at + 2] != "\r\n":
            break
        lines += text[at] == "\n"
        at += 1
    return at


def label_end(text: str, at: int, end: int) -> int | None:
    """Behind the `]` of the label that opens at `at`; none if it is empty or holds a bracket."""
    start = at = at + 1
    while at < end and at - start <= 2 * LONGEST_LABEL:
        if text[at] == "]":
            return at + 1 if at > start else None
        if text[at] == "[":
            return None
        at += 2 if text[at] == "\\" else 1
    return None


def address(text: str, at: int, end: int) -> int | None:
    """Behind a link destination, which may be empty; None where it is broken."""
    if at < end and text[at] == "<":
        at += 1
        while at < end and text[at] not in "<>\n":
            at += 2 if text[at] == "\\" else 1
        return at + 1 if at < end and text[at] == ">" else None
    depth = 0
    while at < end and not text[at].isspace() and text[at] > " " and text[at] != "\x7f":
        char = text[at]
        if char == "{" and (behind := template_end(text, at, end)):
            at = behind
            continue
        if char == "\\" and at + 1 < end and text[at + 1] in PUNCTUATION:
            at += 2
            continue
        if char == ")" and depth == 0:
            break
        depth += (char == "(") - (char == ")")
        if depth > _DEEPEST:
            return None
        at += 1
    return at if depth == 0 else None


def title(text: str, at: int, end: int) -> int | None:
    """Behind white space and a title in quotation marks or parentheses; None if there is none."""
    begin = over_blanks(text, at, end)
    if begin == at or begin >= end or text[begin] not in "\"'(":
        return None
    close = ")" if text[begin] == "(" else text[begin]
    at, empty_line = begin + 1, False
    while at < end and text[at] != close:
        if text[at] == "(" and close == ")":
            return None
        if text[at] == "\n":
            if empty_line:
                return None
            empty_line = True
        elif text[at] not in " \t\r":
            empty_line = False
        at += 2 if text[at] == "\\" else 1
    return at + 1 if at < end else None


def is_address(inside: str) -> bool:
    """Whether what stands between `<` and `>` is an absolute address or one for mail."""
    scheme, colon, _ = inside.partition(":")
    if colon and 2 <= len(scheme) <= 32 and scheme[0].isascii() and scheme[0].isalpha():
        return all(char.isascii() and (char.isalnum() or char in "+.-") for char in scheme)
    name, at, host = inside.partition("@")
    good = "!#$%&'*+/=?^_`{|}~.-"
    return bool(at and name and host) and all(
        char.isascii() and (char.isalnum() or char in (good if part is name else "_.-"))
        for part in (name, host)
        for char in part
    )


def tag(text: str, at: int, end: int) -> tuple[int, bool] | None:
    """Behind the tag of an HTML element at `at`, and whether it parts words; None if it is none."""
    name = at = at + 1 + (text[at + 1 : at + 2] == "/")
    while at < end and text[at].isascii() and text[at].isalnum():
        at += 1
    element = text[name:at].lower()
    if element not in _NAMES | _BLOCKS:
        return None
    while at < end and text[at] != ">":
        before, at = at, _over_space(text, at, end)
        if text[at : at + 1] in ("/", ">"):
            at += text[at] == "/"
            break
        if text[name - 1] == "/" or before == at:
            return None
        after = _attribute(text, at, end)
        if after is None:
            return None
        at = after
    return (at + 1, element in _BLOCKS) if at < end and text[at] == ">" else None


def _over_space(text: str, at: int, end: int) -> int:
    while at < end and text[at].isspace():
        at += 1
    return at


def _attribute(text: str, at: int, end: int) -> int | None:
    """Behind an attribute of a tag and its value, if it has one."""
    start = at
    while at < end and text[at].isascii() and (text[at].isalnum() or text[at] in "_:.-"):
        at += 1
    if at == start or not (text[start].isalpha() or text[start] in "_:"):
        return None
    equals = _over_space(text, at, end)
    if equals >= end or text[equals] != "=":
        return at
    at = _over_space(text, equals + 1, end)
    if at < end and text[at] in "\"'":
        close = text.find(text[at], at + 1, end)
        return close + 1 if close > 0 else None
    start = at
    while at < end and not text[at].isspace() and text[at] not in "\"'=<>`":
        at += 1
    return at if at > start else None
