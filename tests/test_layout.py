"""The structure that a reader may rely on: imports point back, files and functions stay small."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ORDER = (
    "errors", "span", "reading", "document", "sentence", "sources", "worker", "sandbox", "blocks",
    "furniture", "comments", "front", "markup", "regions", "notes", "compose", "ingest", "marked",
    "references", "chunk", "models", "embed", "lexical", "index", "retrieve", "asked", "sourced",
    "terms", "values", "differ",
    "reader_words", "reader_windows", "reader_model", "reader", "similarity", "figures",
    "voice", "quote", "warnings", "widen", "evidence", "confidence", "answer", "followup",
    "calibrate", "check", "citation", "answer_json", "audit", "measures", "evaluate", "batch",
    "render", "exports", "web", "cli", "__main__",
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
            found.add((node.module or "").removeprefix("rag."))
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
    """At most 260 lines a file and 50 a function."""
    source = path.read_text(encoding="utf-8")
    functions = [n for n in ast.walk(ast.parse(source)) if isinstance(n, ast.FunctionDef)]
    long = [f.name for f in functions if (f.end_lineno or f.lineno) - f.lineno + 1 > 50]
    assert (len(source.splitlines()) <= 260, long) == (True, [])


def test_nothing_on_a_questions_path_imports_a_heavy_library() -> None:
    """torch, sentence-transformers, scikit-learn and gradio load only where they are used."""
    heavy = {"torch", "sentence_transformers", "sklearn", "gradio", "transformers", "scipy"}
    wrong = []
    for path in FILES:
        if path.relative_to(ROOT / "rag").parts[0] in ("web", "evaluate"):
            continue
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            wrong += [f"{path.name}: {n}" for n in names if n.split(".")[0] in heavy]
    assert wrong == []
