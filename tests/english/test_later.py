"""Patterns that are put off are the patterns that they stand for."""

import copy
import importlib
import re
from pathlib import Path

import pytest

from rag.english.later import Later, later

ROOT = Path(__file__).parents[2] / "rag"


def test_a_pattern_that_is_put_off_finds_what_the_pattern_finds() -> None:
    """At its first use and at the next, by every method."""
    pattern = later(r"(?P<one>a)(b)?", re.I)
    for _ in range(2):
        assert pattern.findall("ab A") == [("a", "b"), ("A", "")]
        assert pattern.sub("-", "xAb") == "x-"
        assert pattern.fullmatch("ab") is not None
    assert pattern.groupindex == {"one": 1}


def test_nothing_is_compiled_before_it_is_used_and_nothing_twice() -> None:
    """A faulty pattern says so at its first use; a method is the pattern's own afterwards."""
    faulty = later("(")
    with pytest.raises(re.error):
        faulty.search("a")
    pattern = later("a")
    assert pattern.search is pattern.search
    re.purge()  # `re` keeps a few hundred; another method is of the very same pattern
    assert pattern.match.__self__ is pattern.search.__self__  # type: ignore[attr-defined]
    assert copy.copy(pattern).search("a") is not None


def test_every_pattern_that_is_put_off_can_be_compiled() -> None:
    """One that cannot is found here, as it is no more at its import."""
    count = 0
    for path in sorted(ROOT.rglob("*.py")):
        if "import later" in path.read_text(encoding="utf-8"):
            module = importlib.import_module(".".join(path.relative_to(ROOT.parent).parts)[:-3])
            for name, value in vars(module).items():
                for one in value if isinstance(value, tuple) else (value,):
                    if isinstance(one, Later):
                        re.compile(one.pattern, one.flags)
                        count += name.isupper()
    assert count > 100
