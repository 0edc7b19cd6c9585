"""The package's Python files, each parsed once for all tests that look at it."""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "rag").rglob("*.py"))


@cache
def tree(path: Path) -> ast.Module:
    """A file as a tree, which nobody changes."""
    return ast.parse(path.read_text(encoding="utf-8"))
