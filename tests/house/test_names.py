"""One name, one thing: classes and types across the package, and files inside of a room."""

import ast
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "rag").rglob("*.py"))


def named(path: Path) -> list[tuple[str, str]]:
    """The public classes and type aliases of a file; an alias with what it stands for."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
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
