"""Marks of blocks in dialects of Markdown: what names a box, gives a class, defines a short form.

`!!! note "Title"`, `[!NOTE]`, `::: tip`, `{: .lead }`, `{% raw %}`, `*[HTML]: …`, `{{< figure >}}`,
`<Tabs>`, `(target)=` and `import … from "…"` say how a page is made and are no words of it; the
title of a box is.
"""

import re

from rag.documents.dialects import dialect

_MARK = re.compile(
    r"""^[ >\t]{0,12}(?:
        (?P<box>(?:!{3}|\?{3}\+?)[ \t]+[\w-]+(?:[ \t]+[\w-]+){0,3}|={3}[!+]?(?=[ \t]+"))
            (?:[ \t]+"(?P<title>[^"\n]*)")?
      | (?P<option>:[a-z][a-z-]*:(?:[ ][^\n]*)?$)
      | (?P<fence>:{3,}[ \t]*
            (?:\{(?:[^{}\n]*?\btitle="(?P<stated>[^"\n]+)")?[^{}\n]*\}|[\w-]*)
            (?:\[(?P<named>[^\]\n]*)\])?)(?P<after>[ \t]*$)?
      | (?P<alert>\[![A-Za-z][\w-]*\][+-]?)
      | (?P<short>\*\[[^\]\n]{1,80}\]:[^\n]*)
      | (?P<remark>%(?!%)[^\n]*)
      | (?P<target>\([\w-]+\)=[ \t]*$)
      | (?P<module>(?:import|export)[ ][^\n]*?(?:[ ]from[ ]+|=[ ]*require\()
            ["'][^"'\n]+["']\)?;?[ \t]*$)
      | (?P<shortcode>\{\{[<%][ ]*/?(?:[^\n{}]*?\b(?:title|caption)="(?P<captioned>[^"\n]+)")?
            [^\n{}]*[%>]\}\}[ \t]*$)
    )
    | (?P<component>(?:^[ \t]*(?:</?[A-Z][\w.]*(?:\s[^<>]*)?>[ \t]*)+
        |(?:</?[A-Z][\w.]*(?:\s[^<>]*)?>[ \t]*)+$))
    | (?P<attributes>(?<![ \t])[ \t]*+\{(?:(?::|[#.][\w-])[^{}\n]{0,300}|-)\}[ \t]*)$
    | (?P<tag>\{%[^\n]{0,300}?%\})""",
    re.X | re.M,
)  # fmt: skip
_MYST = re.compile(
    r"^[ >\t]{0,12}(?:`{3,}|~{3,}|:{3,})[ \t]*\{[a-z][\w:-]*\}|\{[a-z][\w:-]*\}`", re.M
)
"""Boxes and roles of MyST, in which a line that begins with % is a remark."""
_OPTIONS = 400  # code points above an option in which its box is opened
_TITLES = ("title", "named", "stated", "captioned")
_PICTURES = frozenset(
    ("figure", "img", "image", "picture", "gallery", "video", "audio", "youtube", "vimeo", "gist",
     "pagebreak", "toc")
)  # fmt: skip
"""Tags of templates for what is no text."""
_TAG_NAME = re.compile(r"\{\{[<%]\s*(\w*)")
_OPTION = re.compile(r"[ >\t]*:[a-z][a-z-]*:(?: .*)?")
_REST = re.compile(r"[ \t]*$", re.M)


def merged(ranges: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """The ranges in order, those that overlap as one: a mark may begin in a comment's blanks."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if found and start < found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return tuple(found)


def block_marks(text: str, whole: str = "") -> list[tuple[int, int]]:
    """The half-open ranges of such marks in a text whose code is blank, in order.

    The `whole` text, with its code, tells whose remarks it has.
    """
    found: list[tuple[int, int]] = []
    remarks = _MYST.search(whole) is not None
    for match in _MARK.finditer(text):
        if match["box"] and match["title"] is None and not _REST.match(text, match.end()):
            continue
        if match["remark"] and not remarks:
            continue
        if match["component"] and not _closed(match["component"], text):
            continue
        if match["option"] and not _of_fence(text, match.start()):
            continue
        if (match["shortcode"] or match["tag"]) and _stands_for_words(match):
            continue
        named = next((kind for kind in _TITLES if match[kind]), "")
        if named:
            found += [(match.start(), match.start(named)), (match.end(named), match.end())]
        else:
            found.append(match.span())
    return found


def _of_fence(text: str, at: int) -> bool:
    """Whether a line is an option of the box that is opened right above it."""
    lines = text[max(0, at - _OPTIONS) : at].split("\n")[:-1]
    while lines and _OPTION.fullmatch(lines[-1]):
        lines.pop()
    return bool(lines) and lines[-1].lstrip(" >\t").startswith(":::")


def _is_picture(text: str, at: int) -> bool:
    name = _TAG_NAME.match(text, at)
    return name is not None and name[1] in _PICTURES


def _stands_for_words(tag: re.Match[str]) -> bool:
    """Whether a tag of a template is none that begins or ends a part, or shows a picture."""
    start = tag.start("shortcode") if tag["shortcode"] else tag.start()
    found = dialect(tag.string, start, tag.end())
    shown = tag["captioned"] or _is_picture(tag.string, start)
    return found is not None and bool(found.lost) and not shown


def _closed(tags: str, text: str) -> bool:
    """Whether tags of components close themselves or are closed: "<Name>" is a gap to be filled."""
    names = re.findall(r"<([A-Z][\w.]*)", tags)
    closed = set(re.findall(r"</([A-Z][\w.]*)>", text))
    return "</" in tags or "/>" in tags or closed.issuperset(names)
