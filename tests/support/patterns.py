"""Every regular expression of Quoth that a module holds, and what it costs on hostile text."""

import importlib
import math
import pkgutil
import re
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import rag

_SCANS = re.compile(r"\b(\w+)\.(?:search|finditer|sub|subn|split|findall)\(")
_APART = ("rag.__main__", "rag.search.cluster", "rag.web.assistant")
"""What runs when it is imported, and what needs packages that not everybody has."""
_BOUNDED = (
    "rag.answers.asking", "rag.answers.followup", "rag.answers.question",
    "rag.answers.sources_asked",
    "rag.english.kind", "rag.english.wanted", "rag.english.patterns", "rag.cli",
)  # fmt: skip
"""Who looks at questions alone, which have 2,000 characters at most (rag/answers/engine.py), and
where patterns stand that are used elsewhere."""
PHRASES = (
    "the ", "The A ", "A B ", "of the ", "of A ", "said ", "A, ", "a, ", "Mr. A ", "A’s ", "and ",
    "a of ", "A said ", "to a ", "not ", "was a ", "(a) ", "A B, ", "a a, a ", "1 a ", "a\t",
    "the a a a ", "who ", "what did A say ", "A and B ", "did ", "“a” A ", "A-", "A of the A ",
)  # fmt: skip
"""Words of sentences, for patterns of English."""


@dataclass(frozen=True, slots=True)
class Held:
    """A pattern, the modules' names for it, and whether it looks at every place of a text."""

    pattern: re.Pattern[str]
    names: tuple[str, ...]
    scans: bool

    @property
    def bounded(self) -> bool:
        """Whether it looks at questions alone."""
        return all(name.startswith(_BOUNDED) for name in self.names)

    def seconds(self, text: str) -> float:
        """What one processor needs to use it on a text as its module does."""
        before = time.process_time()
        if self.scans:
            for _ in self.pattern.finditer(text):
                pass
        else:
            self.pattern.match(text)
            self.pattern.fullmatch(text)
        return time.process_time() - before

    def growth(self, shape: str, small: int, large: int) -> float:
        """The exponent with which its time grows between texts of two lengths."""
        sizes = (small, large)
        one, other = (min(self.seconds(filled(shape, n)) for _ in range(3)) for n in sizes)
        return math.log(other / one, large / small)


def filled(shape: str, size: int) -> str:
    """A text of this shape over and over."""
    return (shape * (size // len(shape) + 1))[:size]


def held() -> list[Held]:
    """The patterns of all modules, each once."""
    found: dict[re.Pattern[str], list[tuple[str, bool]]] = {}
    for info in pkgutil.walk_packages(rag.__path__, "rag."):
        if info.name.startswith(_APART):
            continue
        module = importlib.import_module(info.name)
        scanning = set(_SCANS.findall(Path(str(module.__file__)).read_text(encoding="utf-8")))
        for name, value in vars(module).items():
            for pattern in _patterns(value):
                alone = isinstance(value, re.Pattern)
                scans = name in scanning or not alone
                found.setdefault(pattern, []).append((f"{info.name}.{name}", scans))
    return [
        Held(pattern, tuple(name for name, _ in uses), any(scans for _, scans in uses))
        for pattern, uses in found.items()
    ]


def _patterns(value: object) -> Iterator[re.Pattern[str]]:
    """The patterns of text in a module's variable, and in what it holds."""
    if isinstance(value, re.Pattern):
        if isinstance(value.pattern, str):
            yield value
    elif isinstance(value, tuple | list | frozenset):
        for one in value:
            yield from _patterns(one)
    elif isinstance(value, Mapping) and type(value) is dict:
        for one in value.values():
            yield from _patterns(one)
