"""Which mark-up stands for something that is elsewhere, for rag/quotes/check.py alone.

A second reading of docs/markdown.md, without patterns. Where such a thing stands among words, a
sign must be shown for it: the sentence may say the contrary without it.
"""

from dataclasses import dataclass
from mimetypes import MimeTypes
from typing import Literal

PieceKind = Literal["whole", "space", "run", "sign", "gap", "picture"]
"""Left out as a whole, a tag that also parts words, a run of any length, a sign by its name, what
stands for words that are elsewhere, what may stand for some or for nothing."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Mark-up in layer 1: half-open offsets."""

    start: int
    end: int
    kind: PieceKind


Taken = tuple[int, list[tuple[int, int]]]
"""Where reading goes on, and the half-open ranges that are left out."""
_LEAD = "-~<% \t\r\n\f\v"
_LEADS = ("", " ", "-", "- ", "~ ", "<", "< ", "% ", "%")
_PICTURES = MimeTypes()


def template_end(text: str, at: int, end: int) -> int:
    """Behind the tag of a template at `at`, which may hold spaces; 0 where none stands."""
    closing = {"{": "}}", "%": "%}"}.get(text[at + 1 : at + 2], "")
    close = at + 2
    while close < end and text[close] not in "{}\n" and text[close : close + 2] != closing:
        close += 1
    whole = closing and text[close : close + 2] == closing and close + 2 <= end
    return close + 2 if whole and 0 < close - at - 2 <= 300 else 0


def template(text: str, at: int, end: int) -> Taken | None:
    """A tag of a template, `{% name … %}` or `{{ name … }}`, without another in it."""
    close = template_end(text, at, end)
    named = text[at + 2 : close - 2].lstrip(_LEAD + "/").removeprefix("#")[:1] if close else ""
    return (close, [(at, close)]) if named and (is_word(named) or named in "\"'.") else None


def kind(text: str, at: int, after: int) -> PieceKind:
    """What the mark-up of a dialect in `text[at:after]` is."""
    if text.startswith("![[", at):
        name = text[at + 3 : after].partition("|")[0].removesuffix("]]").strip()
        seen = (_PICTURES.guess_type(name, strict=False)[0] or "").partition("/")[0]
        amid = text[after:].lstrip(" ")[:1].islower()
        return "picture" if seen in ("image", "audio", "video") and not amid else "gap"
    stands = text.startswith(("{{", "{%"), at) and not _is_part(text[at:after], text)
    return "gap" if stands or text.startswith("--", at) else "whole"


def computed(text: str, words: str) -> bool:
    """Whether a code span is a formula of Quarto or R, for which a page shows its result."""
    name, _, formula = words.replace("\n", " ").partition(" ")
    quarto = name[:1] == "{" and name[-1:] == "}" and name[1:-1].replace("_", "a").isalnum()
    return bool(formula[:1].strip()) and (quarto or (name == "r" and "```{r" in text))


def _is_part(tag: str, text: str) -> bool:
    """Whether a tag closes a part of a template, `{% endraw %}`, or opens one that is closed."""
    sign = "end" if tag[1] == "%" else "/"
    inside = tag[2:].lstrip(_LEAD)
    name = inside.removeprefix("#")
    length = next((n for n, char in enumerate(name) if not is_word(char)), len(name))
    closings = (f"{tag[:2]}{lead}{sign}{name[:length]}" for lead in _LEADS)
    return inside.startswith(sign) or (length > 0 and any(one in text for one in closings))


def is_word(char: str) -> bool:
    """Whether a character may stand in a name: letters, figures and `_`."""
    return char.isalnum() or char == "_"
