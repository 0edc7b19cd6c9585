"""Every regular expression of Quoth whose text is known, and what it costs on hostile text."""

import ast
import importlib
import math
import pkgutil
import re
import signal
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import rag
from rag.english.later import Later
from tests.support.pumps import pumps
from tests.support.shapes import SHAPES

_SCANS = re.compile(r"\b(\w+)\.(?:search|finditer|sub|subn|split|findall)\(")
_CALLS = frozenset(
    f"re.{name}"
    for name in "search finditer sub subn split findall match fullmatch compile".split()
)
_NO_SCANS = ("match", "compile")
_SAMPLE = 500
_SIZES = (8_000, 32_000)
_SHORTER = (2_000, 8_000)
"""Above what bounds repeats: 2,000 at most."""
_HALF, _SLOW = (4_000, 16_000), 0.01
"""For what takes so many seconds for a short text: shorter ones measure it well enough."""
_APART = ("rag.__main__", "rag.search.cluster", "rag.web.assistant")
"""What runs when it is imported, and what needs packages that not everybody has."""
_BOUNDED = (
    "rag.answers.asking", "rag.answers.followup", "rag.answers.question",
    "rag.answers.asking.source_questions",
    "rag.english.kind", "rag.english.wanted", "rag.english.patterns", "rag.cli",
)  # fmt: skip
"""Who looks at questions alone, which have 2,000 characters at most (rag/answers/engine.py), and
where patterns stand that are used elsewhere."""
_NEAR = {
    "rag.audit.draft._BOX": "nothing behind the last end tag, so that each finds one",
    "rag.audit.draft.latex._cited": "the brackets of one command, all of them closed",
    "rag.documents.structure.line_numbers._PAGE": "lines of at most _LONG_HEAD",
    "rag.documents.structure.blocks._parted": "_NEAR code points",
    "rag.english.saying.AUX": "_NEAR code points before a verb",
    "rag.english.speaker.AUX": "_NEAR code points before a verb",
    "rag.quotes.cuts.AUX": "one place, which it matches whole",
    "rag.english.subject._RELATIVE": "_FAR code points before a verb",
    "rag.english.values._NAMED_BY": "_NEAR code points before an amount",
}
"""Patterns that take the square of what they look at, and what bounds that."""
_ENDS = ("\x01", ", A", "a")
"""Behind what is repeated; only where a pattern fails there, it looks again."""
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
        """Whether it looks at nothing but questions, or at what something else bounds."""
        return all(name.startswith(_BOUNDED) or name in _NEAR for name in self.names)

    def seconds(self, text: str) -> float:
        """What one processor needs to use it on a text as its module does; at most a second."""
        before = time.process_time()

        def late(*_: object) -> None:
            if time.process_time() > before + 1:
                raise _LateError

        signal.signal(signal.SIGALRM, late)
        signal.setitimer(signal.ITIMER_REAL, 1, 0.2)
        with suppress(_LateError):
            for end in _ENDS:
                if self.scans:
                    for _ in self.pattern.finditer(text + end):
                        pass
                else:
                    self.pattern.match(text + end)
                    self.pattern.fullmatch(text + end)
        signal.setitimer(signal.ITIMER_REAL, 0)
        return time.process_time() - before

    def _least(self, text: str) -> float:
        """The least of two times, where the first does not say all: it ended."""
        first = self.seconds(text)
        return first if first >= 1 else min(first, self.seconds(text))

    def steep(self, size: int) -> tuple[str, float] | None:
        """The shape of text that costs most and the exponent of its growth, if that is above 1.2.

        What takes less than half a microsecond for each character is not looked at again;
        what takes more than twelve of them grows too fast to be measured.
        """
        shapes = {*pumps(self.pattern), *(SHAPES + PHRASES if size > _SAMPLE else ())}
        shape, most = "a", 0.0
        for one in shapes:
            took = self.seconds(filled(one, size))
            shape, most = max((shape, most), (one, took), key=lambda said: said[1])
            if took >= 1:
                return one, math.inf
        took = self._least(filled(shape, 4 * size))
        if took < size / 500_000:
            return None
        grown, sizes = 0.0, _SIZES if took < _SLOW else _HALF
        for _ in range(4):  # none is convicted for what its neighbours took of the processor
            small, large = (self._least(filled(shape, n)) for n in sizes)
            if small >= 1:
                return shape, math.inf
            if large >= 1 and sizes != _SHORTER:  # it was not looked at to its end
                sizes = _SHORTER
                continue
            grown = math.log(large / small, sizes[1] / sizes[0])
            if grown <= 1.2:
                return None
            if grown > 1.6:
                break
        return shape, round(grown, 2)


class _LateError(Exception):
    """A pattern has had a second of a processor."""


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
        source = Path(str(module.__file__)).read_text(encoding="utf-8")
        scanning = set(_SCANS.findall(source))
        for name, value in vars(module).items():
            for pattern in _patterns(value):
                alone = isinstance(value, Later | re.Pattern)
                scans = name in scanning or not alone
                found.setdefault(pattern, []).append((f"{info.name}.{name}", scans))
        for name, pattern, scans in _inline(module, source):
            found.setdefault(pattern, []).append((f"{info.name}.{name}", scans))
    return [
        Held(pattern, tuple(name for name, _ in uses), any(scans for _, scans in uses))
        for pattern, uses in found.items()
    ]


def _inline(module: ModuleType, source: str) -> Iterator[tuple[str, re.Pattern[str], bool]]:
    """Patterns inside of functions that need nothing but what the module holds."""
    for function in ast.walk(ast.parse(source)):
        if not isinstance(function, ast.FunctionDef):
            continue
        for call in ast.walk(function):
            if isinstance(call, ast.Call) and ast.unparse(call.func) in _CALLS:
                words = [*call.args[1:], *(word.value for word in call.keywords)]
                words = [call.args[0], *filter(_is_flags, words)]
                with suppress(NameError):  # what the function was handed is not known
                    code = f"re.compile({', '.join(map(ast.unparse, words))})"
                    pattern = eval(code, {**vars(module), "re": re})
                    yield function.name, pattern, not ast.unparse(call.func).endswith(_NO_SCANS)


def _is_flags(word: ast.expr) -> bool:
    return all(name.startswith("re.") for name in ast.unparse(word).split(" | "))


def _patterns(value: object) -> Iterator[re.Pattern[str]]:
    """The patterns of text in a module's variable, and in what it holds."""
    if isinstance(value, Later):
        yield re.compile(value.pattern, value.flags)
    elif isinstance(value, re.Pattern):
        if isinstance(value.pattern, str):
            yield value
    elif isinstance(value, tuple | list | frozenset):
        for one in value:
            yield from _patterns(one)
    elif isinstance(value, Mapping) and type(value) is dict:
        for one in value.values():
            yield from _patterns(one)
