"""The structure that a reader may rely on: imports point back, files and functions stay small."""

import ast
import re
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ORDER = (
    "errors", "span", "files", "models", "english", "references", "documents", "search", "quotes",
    "bibliography", "answers", "audit", "measure", "verbs", "views", "web", "cli", "__main__",
)  # fmt: skip
FILES = sorted((ROOT / "rag").rglob("*.py"))


def place(module: str) -> int:
    """The place in the reading order of a module of `rag`, by its first part."""
    name = module.split(".")[0]
    return -1 if name == "__version__" else ORDER.index(name)


def imported(path: Path) -> set[str]:
    """The modules of `rag` that a file imports anywhere, as dotted names without `rag`."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("rag."):
            module = (node.module or "").removeprefix("rag.")
            found.update([module, *(f"{module}.{alias.name}" for alias in node.names)])
        elif isinstance(node, ast.ImportFrom) and node.module == "rag":
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.Import):
            names = (alias.name for alias in node.names)
            found.update(name.removeprefix("rag.") for name in names if name.startswith("rag."))
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_point_back_up_the_reading_order(path: Path) -> None:
    """A file imports only what comes before it, or what lies in its own package."""
    own = path.relative_to(ROOT / "rag").with_suffix("").parts[0]
    if own == "__init__":
        return
    wrong = [
        name for name in imported(path) if name.split(".")[0] != own and place(name) >= place(own)
    ]
    assert wrong == []


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_a_reader_can_hold_the_file_in_the_head(path: Path) -> None:
    """At most 250 lines a file (about 200 is the aim) and 30 a function."""
    source = path.read_text(encoding="utf-8")
    kinds = ast.FunctionDef | ast.AsyncFunctionDef
    functions = [n for n in ast.walk(ast.parse(source)) if isinstance(n, kinds)]
    long = [f.name for f in functions if (f.end_lineno or f.lineno) - f.lineno + 1 > 30]
    assert (len(source.splitlines()) <= 250, long) == (True, [])


def module_of(path: Path) -> tuple[str, ...]:
    """The parts of a file's dotted name below `rag`; a package's own file is the package."""
    parts = path.relative_to(ROOT / "rag").with_suffix("").parts
    return parts[:-1] if parts[-1] == "__init__" else parts


def arrows(package: tuple[str, ...]) -> dict[str, set[str]]:
    """Which children of a package import which of its other children."""
    depth = len(package)
    graph: dict[str, set[str]] = {}
    for path in FILES:
        own = module_of(path)
        if own[:depth] != package or len(own) <= depth:
            continue
        there = (tuple(name.split(".")) for name in imported(path))
        inside = {name[depth] for name in there if name[:depth] == package and len(name) > depth}
        graph.setdefault(own[depth], set()).update(inside - {own[depth]})
    return {child: {other for other in seen if other in graph} for child, seen in graph.items()}


PACKAGES = sorted({module_of(path) for path in FILES if path.name == "__init__.py"})


@pytest.mark.parametrize("package", PACKAGES, ids=".".join)
def test_no_two_rooms_of_a_package_lean_on_each_other(package: tuple[str, ...]) -> None:
    """Inside every package, too, imports run in one direction only."""
    assert list(TopologicalSorter(arrows(package)).static_order()) is not None


def test_nothing_on_a_questions_path_imports_a_heavy_library() -> None:
    """torch, sentence-transformers, scikit-learn and gradio load only where they are used."""
    heavy = {"torch", "sentence_transformers", "sklearn", "gradio", "transformers", "scipy"}
    wrong = []
    for path in FILES:
        if path.relative_to(ROOT / "rag").parts[0] in ("web", "measure"):
            continue
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            wrong += [f"{path.name}: {n}" for n in names if n.split(".")[0] in heavy]
    assert wrong == []


MONTH_NAME = re.compile(r"\b(?:january|february|september|october|november|december)\b", re.I)
VOCABULARIES = ("documents/formats/", "documents/links", "quotes/commonmark", "audit/draft/names")
"""Names of elements and of formats, not English."""
LONGEST_LIST = 5
CHOICE = re.compile(r"(?:[a-z’' ?]{2,}\|){5,}[a-z’' ?]{2,}")
"""A pattern that chooses among six words or more."""


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_english_stands_in_one_folder(path: Path) -> None:
    """Lists and patterns of words, and names of months, are in rag/english/ and nowhere else."""
    name = path.relative_to(ROOT / "rag").as_posix()
    if name.startswith(("english/", *VOCABULARIES)):
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    strings = [n for n in ast.walk(tree) if isinstance(n, ast.Constant) and type(n.value) is str]
    docs = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}
    months = [n.value for n in strings if id(n) not in docs and MONTH_NAME.search(str(n.value))]
    lists = [
        n.func.value.value
        for n in ast.walk(tree)
        if isinstance(n, ast.Call)
        and isinstance(n.func, ast.Attribute)
        and n.func.attr == "split"
        and not n.args
        and isinstance(n.func.value, ast.Constant)
        and len(str(n.func.value.value).split()) > LONGEST_LIST
    ]
    choices = [CHOICE.search(str(n.value)) for n in strings if id(n) not in docs]
    assert ([], [], []) == (months, lists, [found[0] for found in choices if found])
