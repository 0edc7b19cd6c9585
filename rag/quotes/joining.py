"""What may be shown for the end of a line, by docs/joining.md: the check's own reading of it.

Shares the packaged word lists with rag/documents/joining.py, and no code. Only a hyphen that goes
changes the words, so that is what is decided here; whether it stays with or without a space is
white space, and either may be shown.
"""

import itertools
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from rag.english.lexicon import is_common, is_word, rank
from rag.english.words import CLOSED, LINKING, PREFIXES

Choices = tuple[str, ...]
"""What may be shown for one stretch of layer 1: any of these strings; " " is white space."""
LINE_END: Choices = ("\n",)
"""White space with a line end in it, before it is joined."""

_REACH = 80
_HYPHENS = {"-", "‐"}
_OPENING, _CLOSING = set("\"'“‘«„([{"), set("\"'”’»)]}%°")
_RAISED = set("⁰¹²³⁴⁵⁶⁷⁸⁹")
_LIGATURE = re.compile("([ﬀ-ﬆ])")
_SPELT = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ſt", "ﬆ": "st"}


def joined(pieces: Iterable[Choices], text: str) -> Iterator[Choices]:
    """The pieces of a stretch with its line ends joined, and with ligatures spelt out or not."""
    listed = _gathered(pieces)
    for at, piece in enumerate(listed):
        if piece == LINE_END:
            yield from _line_end(listed, at, text)
        elif len(piece) > 1 or not _LIGATURE.search(piece[0]):
            yield piece if not _hangs(listed, at) else (piece[0][:-1],)
        else:
            plain = piece[0][:-1] if _hangs(listed, at) else piece[0]
            for part in filter(None, _LIGATURE.split(plain)):
                yield (part, _SPELT[part]) if part in _SPELT else (part,)


def _gathered(pieces: Iterable[Choices]) -> list[Choices]:
    """The pieces, with all white space between two visible ones as one piece and optional ones."""
    choices: list[Choices] = []
    gap: int | None = None  # where the white space before the next visible piece stands
    for piece in pieces:
        if piece not in ((" ",), LINE_END):
            choices.append(piece)
            gap = gap if "" in piece else None
        elif gap is None:
            gap = len(choices)
            choices.append(piece)
        else:
            choices[gap] = LINE_END if LINE_END in (piece, choices[gap]) else choices[gap]
            choices.append(("", " "))
    return choices


def _hangs(pieces: list[Choices], at: int) -> bool:
    """Whether a piece ends in a hyphen behind which only mark-up and a line end stand."""
    if "" in pieces[at] or len(pieces[at]) > 1 or pieces[at][0][-1] not in _HYPHENS:
        return False
    following = next((n for n in range(at + 1, len(pieces)) if "" not in pieces[n]), None)
    if following is None or pieces[following] != LINE_END:
        return False
    return pieces[following - 1][-1] != "\u00ad"  # that one is the joint, then


def _line_end(pieces: list[Choices], at: int, text: str) -> Iterator[Choices]:
    """What may be shown for a line end and the hyphen before it."""
    unseen = itertools.takewhile(lambda piece: "" in piece, reversed(pieces[:at]))
    if any(piece[-1] == "\u00ad" for piece in unseen):
        yield ("", " ")
        return
    before = _visible(pieces[at - 1 :: -1] if at else [], backwards=True)
    choices = _joint(before, _visible(pieces[at + 1 :]), text)
    remark = pieces[at + 1][-1] if at + 1 < len(pieces) and "" in pieces[at + 1] else ""
    if remark.startswith("["):  # it may be shown, or not
        choices = (*choices, *_joint(before, remark, text))
    yield choices


def _joint(before: str, after: str, text: str) -> Choices:
    """What may be shown for a line end between visible words."""
    sign = before[-1:]
    if sign in _HYPHENS:
        beside = before[-2:-1], after[:1]
        ends = bool(beside[0]) and (beside[0].isalnum() or beside[0] in _CLOSING)
        begins = bool(beside[1]) and (beside[1].isalnum() or beside[1] in _OPENING)
        if not (ends and begins):
            return (sign + " ",)
        return ("", sign, sign + " ") if may_go(before[:-1], after, text) else (sign, sign + " ")
    dashed = sign and sign in "–—" and after[:1].isalnum()
    return ("", " ") if dashed else (" ",)


def _visible(pieces: list[Choices], backwards: bool = False) -> str:
    """The words of the pieces next to a line end, without mark-up; at least so many characters."""
    shown: list[str] = []
    length = 0
    for piece in pieces:
        if "" in piece and not (piece[-1] and _RAISED.issuperset(piece[-1])):
            continue  # raised figures are shown also where they mark a note
        shown.append(" " if piece == LINE_END else piece[0] or piece[-1])
        length += len(shown[-1])
        if length > _REACH:
            break
    return "".join(reversed(shown) if backwards else shown)


def may_go(left: str, right: str, text: str) -> bool:
    """Whether the hyphen between `left` and `right` may go in a document with layer 1 `text`.

    Both are what is visible around it, the hyphen and white space taken off.
    """
    before, after = _run_before(left), _run_after(right)
    if not before or not after or not before[-1].isalpha() or not after[0].isalpha():
        return False
    last, first = before.split("-")[-1], after.split("-")[0]
    if len(last) == 1 or any(char in "/@_\\" for char in left.split()[-1]):
        return False
    named = first[0].isupper() or any(char.isupper() for char in last[1:])
    if named and not (last + first).isupper():
        spelt = f"{before}-{after}".lower() in _words(text)
        return not spelt and before + after in _capitals_within(text)
    return _decided(before, after, last, first, text)


def _decided(before: str, after: str, last: str, first: str, text: str) -> bool:
    """Rules 6 and 8 to 10, on letters."""
    whole = (before + after).lower()
    pair = last.lower() + first.lower()
    used, hyphenated = whole in _words(text), f"{before}-{after}".lower() in _words(text)
    listed = is_word(pair)
    if first.lower() in LINKING and first == after and not listed and not used:
        return False
    sure = _surely(last.lower(), first.lower())
    if hyphenated or used:
        return used and not hyphenated and (last.lower() != "re" or not listed or sure)
    if listed:
        return sure or (last.lower() != "re" and (_divides(text) or is_common(pair)))
    return _goes(before, after, last, first, text)


def _goes(before: str, after: str, last: str, first: str, text: str) -> bool:
    """Rule 10: two parts that make no known word."""
    if before != last:
        return False
    low = last.lower()
    if low in CLOSED and first == after and len(first) >= 4 and _divides(text):
        return True
    if low in PREFIXES:
        return False
    return not (is_word(first.lower()) and (is_word(low) or last[0].isupper()))


def _run_before(left: str) -> str:
    """The run of letters, figures and single inner hyphens at the end of `left`."""
    at = len(left)
    while at > max(0, len(left) - _REACH):
        char = left[at - 1]
        inner = char in _HYPHENS and at < len(left) and at > 1 and left[at - 2].isalnum()
        if not char.isalnum() and not (inner and left[at].isalnum()):
            break
        at -= 1
    return left[at:].replace("‐", "-")


def _run_after(right: str) -> str:
    """The same at the beginning of `right`."""
    at = 0
    while at < min(len(right), _REACH):
        inner = right[at] in _HYPHENS and at > 0 and right[at + 1 : at + 2].isalnum()
        if not right[at].isalnum() and not (inner and right[at - 1].isalnum()):
            break
        at += 1
    return right[:at].replace("‐", "-")


def _surely(last: str, first: str) -> bool:
    pair = rank(last + first)
    return is_word(last + first) and (pair < rank(last) or pair < rank(first))


@lru_cache(maxsize=4)
def _words(text: str) -> frozenset[str]:
    """All runs of letters, figures and single inner hyphens in lower case."""
    plain = "".join(c if c.isalnum() or c == "-" else " " for c in text.lower().replace("‐", "-"))
    return frozenset(run.strip("-") for word in plain.split() for run in re.split("--+", word))


@lru_cache(maxsize=4)
def _capitals_within(text: str) -> frozenset[str]:
    """The runs, as they are written, that have a capital behind their first letter."""
    plain = "".join(c if c.isalnum() or c == "-" else " " for c in text.replace("‐", "-"))
    runs = (run.strip("-") for word in plain.split() for run in re.split("--+", word))
    return frozenset(run for run in runs if any(c.isupper() for c in run[1:]))


@lru_cache(maxsize=4)
def _divides(text: str) -> bool:
    """Whether any line of the text ends in the first part of a surely divided word."""
    lines = re.split(r"\r\n|\r|\n", text)
    for number, line in enumerate(lines[:-1]):
        line = line.rstrip(" \t")
        if line[-1:] not in _HYPHENS or not line[-2:-1].isalpha():
            continue
        following = next((other for other in lines[number + 1 :] if other.strip()), "").lstrip()
        last = re.search(r"(?<![^\W\d_])[^\W\d_]+$", line[:-1])
        first = re.match(r"[^\W\d_]+", following)
        lower = last is not None and first is not None and first.group()[0].islower()
        if lower and _surely(last.group().lower(), first.group()):  # type: ignore[union-attr]
            return True
    return False
