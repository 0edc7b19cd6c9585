"""Text on which a regular expression may take more time than the text is long, from its repeats."""

import re
from collections.abc import Iterator, Sequence
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

_MANY = 8
_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)
_SIGNS = " a1A.-,\n_(’'\"\tb0§:;/é*\xa0[<"
_CATEGORIES = {"DIGIT": r"\d", "SPACE": r"\s", "WORD": r"\w"}

_Node = tuple[Any, Any]


def pumps(pattern: re.Pattern[str]) -> Iterator[str]:
    """What each of its repeats repeats, alone and with what stands before it, in several forms.

    >>> sorted(pumps(re.compile(r"x(?:ab)*y")))
    ['ab', 'abab', 'xab']
    """
    tree, seen = _parser.parse(pattern.pattern, pattern.flags), {""}
    for form in range(6):
        for before, body in _repeats(tree, "", form):
            new = {body, before + body, body + body.strip()} - seen
            yield from new
            seen |= new


def _repeats(nodes: Sequence[_Node], before: str, form: int) -> Iterator[tuple[str, str]]:
    """(what stands before it, what is repeated) for every repeat without a small bound."""
    for kind, value in nodes:
        for inner in _inside(kind, value):
            yield from _repeats(inner, before, form)
        if kind in _REPEATS and value[1] > _MANY:
            yield before, _text(value[2], form)
        before += _one(kind, value, form)


def _inside(kind: Any, value: Any) -> Sequence[Sequence[_Node]]:
    if kind in _REPEATS:
        return (value[2],)
    if kind is op.SUBPATTERN:
        return (value[3],)
    if kind is op.BRANCH:
        return tuple(value[1])
    if kind in (op.ASSERT, op.ASSERT_NOT):
        return (value[1],)
    return (value,) if kind is op.ATOMIC_GROUP else ()


def _text(nodes: Sequence[_Node], form: int) -> str:
    """A text that these nodes match, or nearly."""
    return "".join(_one(kind, value, form) for kind, value in nodes)


def _one(kind: Any, value: Any, form: int) -> str:
    if kind is op.LITERAL:
        return chr(value)
    if kind in (op.ANY, op.NOT_LITERAL):
        return "a"
    if kind is op.IN:
        return _sign(value, form)
    if kind in _REPEATS:
        least, most, body = value
        return _text(body, form) * int(max(least, form % 2 * (most > 0)))
    if kind in (op.ASSERT, op.ASSERT_NOT):
        return ""
    inner = _inside(kind, value)
    return _text(inner[form % len(inner)], form) if inner else ""


def _sign(items: Sequence[_Node], form: int) -> str:
    """A character of a set."""
    negated = items[0][0] is op.NEGATE
    turned = _SIGNS[form % 5 :] + _SIGNS[: form % 5]
    named = [chr(v if k is op.LITERAL else v[0]) for k, v in items if k in (op.LITERAL, op.RANGE)]
    signs = turned if negated else turned + "".join(named)
    return next((sign for sign in signs if _holds(items, sign) != negated), "\x01")


def _holds(items: Sequence[_Node], sign: str) -> bool:
    for kind, value in items:
        if kind is op.LITERAL and value == ord(sign):
            return True
        if kind is op.RANGE and value[0] <= ord(sign) <= value[1]:
            return True
        if kind is op.CATEGORY:
            name = str(value).removeprefix("CATEGORY_").removeprefix("UNI_")
            found = re.fullmatch(_CATEGORIES[name.removeprefix("NOT_")], sign) is not None
            if found != name.startswith("NOT_"):
                return True
    return False
