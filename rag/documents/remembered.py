"""What was found in a text or another object, remembered for that very object."""

from collections.abc import Callable, Hashable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

_More = ParamSpec("_More")
_Object = TypeVar("_Object")
_Result = TypeVar("_Result")
_Entry = tuple[_Object, dict[Hashable, _Result]]
_OBJECTS = 4


def of_object(
    work: Callable[Concatenate[_Object, _More], _Result],
) -> Callable[Concatenate[_Object, _More], _Result]:
    """Remember what `work` finds in the last objects, as `lru_cache` would.

    That one compares a text with an equal one letter by letter, at each of a million calls.
    """
    kept: tuple[_Entry[_Object, _Result], ...] = ()

    @wraps(work)
    def recalled(one: _Object, /, *more: _More.args, **named: _More.kwargs) -> _Result:
        nonlocal kept
        there = next((own for known, own in kept if known is one), None)
        if there is None:
            there = {}
            kept = ((one, there), *kept[: _OBJECTS - 1])  # in one step: other threads read it
        key = more, *named.items()
        if key not in there:
            there[key] = work(one, *more, **named)
        return there[key]

    return recalled
