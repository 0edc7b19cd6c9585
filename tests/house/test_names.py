"""One name, one thing: classes and types across the package, and files inside of a room."""

import ast
from collections import defaultdict
from pathlib import Path

from tests.support.sources import FILES, ROOT, tree

HOUSE_WORDS = frozenset("found told figures asked seen kept utils helper helpers manager".split())
"""Words that say nothing of what a thing is: the field has a name for it."""


def named(path: Path) -> list[tuple[str, str]]:
    """The public classes and type aliases of a file; an alias with what it stands for."""
    found = []
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            found.append((node.name, f"{path.relative_to(ROOT)}:{node.lineno}"))
        elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Subscript):
            names = [t.id for t in node.targets if isinstance(t, ast.Name)]
            stated = ast.unparse(node.value)
            found += [(n, stated) for n in names if n[:1].isupper() and not n.isupper()]
    return found


def test_no_class_and_no_type_has_two_meanings() -> None:
    """A name that a reader has met means the same wherever it stands."""
    meanings: dict[str, set[str]] = defaultdict(set)
    for path in FILES:
        for name, meaning in named(path):
            meanings[name].add(meaning)
    assert {} == {name: sorted(own) for name, own in meanings.items() if len(own) > 1}


def test_no_module_and_no_function_has_a_house_word_for_a_name() -> None:
    """`found`, `told`, `kept` hide what a module or a function gives; nor do parts of a name."""
    kinds = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
    wrong = [str(path) for path in FILES if HOUSE_WORDS & set(path.stem.split("_"))]
    for path in FILES:
        nodes = ast.walk(tree(path))
        names = [node.name for node in nodes if isinstance(node, kinds)]
        wrong += [f"{path}: {n}" for n in names if n.strip("_").lower() in HOUSE_WORDS]
    assert wrong == []
