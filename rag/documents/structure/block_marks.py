"""Marks of blocks in dialects of Markdown: what names a box, gives a class, defines a short form.

`!!! note "Title"`, `[!NOTE]`, `::: tip`, `{: .lead }`, `{% raw %}` and `*[HTML]: …` say how a page
is made and are no words of it; the title of a box is.
"""

import re

_MARK = re.compile(
    r"""^[ >\t]{0,12}(?:
        (?P<box>(?:!{3}|\?{3}\+?)[ \t]+[\w-]+(?:[ \t]+[\w-]+){0,3})(?:[ \t]+"(?P<title>[^"\n]*)")?
      | (?P<fence>:{3,}[ \t]*(?:\{[^{}\n]*\}|[\w-]*)(?:\[(?P<named>[^\]\n]*)\])?)(?P<after>[ \t]*$)?
      | (?P<alert>\[![A-Za-z][\w-]*\][+-]?)
      | (?P<short>\*\[[^\]\n]{1,80}\]:[^\n]*)
    )
    | (?P<attributes>(?<![ \t])[ \t]*+\{(?:(?::|[#.][\w-])[^{}\n]{0,300}|-)\}[ \t]*)$
    | (?P<tag>\{%[^\n]{0,300}?%\})""",
    re.X | re.M,
)  # fmt: skip
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


def block_marks(text: str) -> list[tuple[int, int]]:
    """The half-open ranges of such marks in a text whose code is blank, in order."""
    found: list[tuple[int, int]] = []
    for match in _MARK.finditer(text):
        kind = "title" if match["title"] is not None else "named"
        if match["box"] and match["title"] is None and not _ends(text, match.end()):
            continue
        if match[kind]:
            found += [(match.start(), match.start(kind)), (match.end(kind), match.end(kind) + 1)]
        else:
            found.append(match.span())
    return found


def _ends(text: str, at: int) -> bool:
    """Whether nothing else stands on the line."""
    return _REST.match(text, at) is not None
