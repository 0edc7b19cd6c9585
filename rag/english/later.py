"""Patterns that are compiled when something first looks for them.

Compiling costs milliseconds, and one run uses few of them: a question needs none of a draft's.
"""

import re
from functools import cached_property
from typing import Any, cast


class Later:
    """In a pattern's place until one of its methods is asked for, then with these as its own."""

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern, self.flags = pattern, flags

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever a pattern has
        if name.startswith("__"):
            raise AttributeError(name)
        found = self.__dict__[name] = getattr(self._compiled, name)
        return found

    @cached_property
    def _compiled(self) -> re.Pattern[str]:  # kept: `re` itself forgets all but a few hundred
        return re.compile(self.pattern, self.flags)


def later(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """`re.compile`, put off; what is no pattern is told by `re.error` at its first use."""
    return cast("re.Pattern[str]", Later(pattern, flags))
