"""Mark-up inside of a line that dialects of Markdown add to CommonMark.

Links of wikis, remarks of editors (CriticMarkup), private comments, tags of templates, highlights,
names of blocks, attributes and character references. docs/markdown.md lists them;
rag/quotes/commonmark_dialects.py reads the same list with other code.
"""

import html
import re
from bisect import bisect_left
from dataclasses import dataclass
from mimetypes import MimeTypes

from rag.documents.gaps import PLACEHOLDER, in_line, line_at
from rag.documents.remembered import of_object

OPENS = (
    r"!?\[\[(?=[^\s\[\]])|\{(?:\+\+|--|==|>>|~~|%|\#\s)|(?<![\\_^}{$\w])\{\{|\{\{(?=[\s<%/\#])|(?<!\S)%%|(?<![\w=])==(?=[^\s=])"
    r"|\{(?=[a-z][\w:+-]{0,40}\}`)|&(?=\#?\w{1,31};)|(?<=\s)\^(?=[A-Za-z0-9-]{3,40}\s*\Z)|(?<!\S)--8<--\s"
)
"""Where such mark-up may begin, as a part of a verbose pattern."""
_WIKI = re.compile(
    r"!?\[\[(?P<target>[^\[\]|\n]*[^\W\d_][^\[\]|\n]*)(?:\|(?P<shown>[^\[\]\n]+))?\]\](?!\()"
)
_EDITED = {"{++": "++}", "{--": "--}", "{==": "==}", "{>>": "<<}", "{~~": "~~}"}
_TEMPLATE = re.compile(r"\{(?:%(?P<liquid>[^{}\n]{1,300}?)%|\{(?P<braces>[^{}\n]{1,300}?)\})\}")
_NAME = re.compile(r"[-~<%\s]*+(?P<closes>/|end(?=\w))?\s*+#?(?P<name>\w+|[\"'.])")
_KINDS = MimeTypes()
"""What suffixes mean, whatever this machine has installed."""
_SNIPPET = re.compile(r"""--8<--[ \t]+(["'])(?P<file>[^"'\n]+)\1""")
_COMPUTED = re.compile(r"(?:r|\{\w+\})\s\S")
_ROLE = re.compile(r"\{[a-z][\w:+-]{0,40}\}(?=`)")
_PRIVATE = re.compile(r"%%[^%\n]+%%(?!\S)")
_MARKED = re.compile(r"==[^\n=]*[^\s=]==(?![\w=])")
_REFERENCE = re.compile(r"&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,30});", re.A)
_ATTRIBUTES = re.compile(
    r"""\{:?(?:\s*(?:[.#][A-Za-z][\w:.-]*|=\w+|[A-Za-z][\w:-]*=(?:"[^"\n]*"|'[^'\n]*'|[^\s{}"']+)))+\s*\}"""
)
Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Dialect:
    """What such mark-up is: `end` is where reading goes on, `hidden` are the ranges that go.

    `gone` says that no word of the range up to `end` is shown. `sign` is shown for the first
    character. `lost` names words that the reader of a page sees and the file does not hold.
    """

    end: int
    hidden: tuple[Range, ...] = ()
    gone: bool = False
    sign: str = ""
    lost: str = ""


def dialect(text: str, at: int, end: int) -> Dialect | None:
    """The mark-up of a dialect that begins at `at`, None if it is none."""
    first = text[at]
    if first in "![":
        return _wiki(text, at, end)
    if first == "&":
        return _reference(text, at, end)
    if first == "^":
        return Dialect(end, gone=True)
    if first == "=":
        marked = _MARKED.match(text, at, end)
        return _around(at, 2, marked.end() - 2, 2) if marked else None
    if first == "%":
        private = _PRIVATE.match(text, at, end)
        return Dialect(private.end(), gone=True) if private else None
    if first == "-":
        snippet = _SNIPPET.match(text, at, end)
        what = f"words of the file “{snippet['file']}”, which stands elsewhere" if snippet else ""
        return _gap(text, at, snippet.end(), what) if snippet else None
    if text[at + 1] in "%{":
        return _template(text, at, end)
    if text[at + 1] == "#":
        close = _next(text, "#}", at + 2, end)
        return Dialect(close + 2, gone=True) if close >= 0 else None
    role = _ROLE.match(text, at, end)
    return Dialect(role.end(), gone=True) if role else _edited(text, at, end)


def _around(at: int, opened: int, close: int, closed: int) -> Dialect:
    """Signs on either side of words that are read on."""
    return Dialect(at + opened, ((at, at + opened), (close, close + closed)))


def _wiki(text: str, at: int, end: int) -> Dialect | None:
    """A link of a wiki shows its words, or else its target; what it embeds is elsewhere."""
    link = _WIKI.match(text, at, end)
    if link is None:
        return None
    if text[at] == "!":
        kind = _KINDS.guess_type(link["target"].strip(), strict=False)[0] or ""
        seen = kind.startswith(("image/", "audio/", "video/"))
        if seen and not in_line(*line_at(text, at, link.end())):
            return Dialect(link.end(), gone=True)
        what = "a picture" if seen else "words of the file"
        return _gap(text, at, link.end(), f"{what} “{link['target']}”, which stands elsewhere")
    start = link.start("shown") if link["shown"] else at + 2 + (text[at + 2] == "#")
    return Dialect(link.end(), ((at, start), (link.end() - 2, link.end())))


def _next(text: str, sign: str, start: int, end: int) -> int:
    """Where a sign stands next from `start` on; -1 where it does not."""
    places = _places(text, sign)
    after = bisect_left(places, start)
    found = places[after] if after < len(places) else end
    return found if found + len(sign) <= end else -1


@of_object
def _places(text: str, sign: str) -> list[int]:
    """Every place of a sign, looked for once: a text may open it a million times."""
    return [match.start() for match in re.finditer(re.escape(sign), text)]


def _edited(text: str, at: int, end: int) -> Dialect | None:
    """A change that an editor proposes: what is inserted stands, what is deleted is gone."""
    kind = text[at : at + 3]
    close = _next(text, _EDITED[kind], at + 3, end)
    if close < 0:
        return None
    if kind in ("{++", "{=="):
        return _around(at, 3, close, 3)
    new = _next(text, "~>", at + 3, close) if kind == "{~~" else -1
    if new < 0:
        return Dialect(close + 3, gone=True)
    return Dialect(close + 3, ((at, new + 2), (close, close + 3)))


def _template(text: str, at: int, end: int) -> Dialect | None:
    """A tag that opens or ends a part of a template, or one for words that are elsewhere."""
    tag = _TEMPLATE.match(text, at, end)
    closes, name = _named(tag) if tag else (False, "")
    if tag is None or not name:
        return None
    if closes or name in _closed(text):
        return Dialect(tag.end(), gone=True)
    return _gap(text, at, tag.end(), f"what stands for “{tag.group()}”")


def _named(tag: re.Match[str]) -> tuple[bool, str]:
    """Whether a tag of a template ends a part, and of what name; "" for no tag."""
    found = _NAME.match(tag["liquid"] or tag["braces"])
    if found is None:
        return False, ""
    ends = found["closes"] == ("end" if tag["liquid"] else "/")
    return ends, found["name"] if ends or found["closes"] is None else f"{found['closes']}…"


@of_object
def _closed(text: str) -> frozenset[str]:
    """The names of the parts that a text closes: `{% endraw %}`, `{{< /note >}}`."""
    found = map(_named, _TEMPLATE.finditer(text))
    return frozenset(name for closes, name in found if closes)


def _gap(text: str, at: int, end: int, lost: str) -> Dialect:
    """Words that stand elsewhere: a sign is shown for them, but where nothing stands around."""
    if not "".join(line_at(text, at, end)).strip():
        return Dialect(end, gone=True, lost=lost)
    return Dialect(end, ((at + 1, end),), sign=PLACEHOLDER, lost=lost)


def computed(text: str, words: str) -> bool:
    """Whether a page shows what the `words` of a code span come to: `{python} x`, `r x` of R."""
    return _COMPUTED.match(words) is not None and (words[0] == "{" or "```{r" in text)


def _reference(text: str, at: int, end: int) -> Dialect | None:
    """A character by its name or number."""
    match = _REFERENCE.match(text, at, end)
    sign = html.unescape(match.group()) if match else ""
    if match is None or len(sign) != 1 or sign < " ":
        return None
    if sign == "\u00ad":
        return Dialect(match.end(), gone=True)
    return Dialect(match.end(), ((at + 1, match.end()),), sign=sign)


def attributes_end(text: str, at: int, end: int) -> int:
    """Where attributes in braces end that begin at `at`, `at` itself where none do."""
    match = _ATTRIBUTES.match(text, at, end)
    return match.end() if match else at
