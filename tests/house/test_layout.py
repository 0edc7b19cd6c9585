"""The structure that a reader may rely on: imports point back, files and functions stay small."""

import ast
import re
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from tests.support.sources import FILES, ROOT, tree

ORDER = (
    "errors", "span", "files", "models", "english", "references", "documents", "search", "quotes",
    "bibliography", "answers", "audit", "measure", "verbs", "views", "web", "cli", "__main__",
)  # fmt: skip


def place(module: str) -> int:
    """The place in the reading order of a module of `rag`, by its first part."""
    name = module.split(".")[0]
    return -1 if name == "__version__" else ORDER.index(name)


@cache
def imported(path: Path) -> set[str]:
    """The modules of `rag` that a file imports anywhere, as dotted names without `rag`."""
    found: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("rag."):
            module = (node.module or "").removeprefix("rag.")
            found.update([module, *(f"{module}.{alias.name}" for alias in node.names)])
        elif isinstance(node, ast.ImportFrom) and node.module == "rag":
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.Import):
            names = (alias.name for alias in node.names)
            found.update(name.removeprefix("rag.") for name in names if name.startswith("rag."))
    return found


def test_imports_point_back_up_the_reading_order() -> None:
    """A file imports only what comes before it, or what lies in its own package."""
    wrong = []
    for path in FILES:
        own = path.relative_to(ROOT / "rag").with_suffix("").parts[0]
        names = imported(path) if own != "__init__" else set()
        others = (name for name in names if name.split(".")[0] != own)
        wrong += [f"{path}: {name}" for name in others if place(name) >= place(own)]
    assert wrong == []


def test_a_reader_can_hold_every_file_in_the_head() -> None:
    """At most 250 lines a file (about 200 is the aim) and 30 a function."""
    long = []
    for path in FILES:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                long += [f"{path}: {node.name}, {lines} lines"] if lines > 30 else []
        lines = len(path.read_text(encoding="utf-8").splitlines())
        long += [f"{path}: {lines} lines"] if lines > 250 else []
    assert long == []


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
        for node in tree(path).body:
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            wrong += [f"{path.name}: {n}" for n in names if n.split(".")[0] in heavy]
    assert wrong == []


MONTH_NAME = re.compile(r"\b(?:january|february|september|october|november|december)\b", re.I)
LONGEST_LIST = 5
WORD = re.compile(r"[A-Za-zÀ-ÿ’'-]{2,}(?: [a-zà-ÿ’'-]+)*[.:]?")
CHOICE = re.compile(r"(?:[A-Za-zÀ-ÿ’' ?]{2,}\|){5,}[A-Za-zÀ-ÿ’' ?]{2,}")
"""A pattern that chooses among six words or more."""
_HTML, _DOCX = "documents/formats/html/", "documents/formats/docx/"
VOCABULARIES = {
    "names of elements, attributes, properties, units and roles": (
        *(f"{_HTML}{name}" for name in (
            "clutter", "comments", "css", "css_rules", "drawn", "elements", "equations",
            "furniture", "gathering", "margin", "mathml", "note_extent", "notes", "pages", "tail",
            "unlinked", "unseen", "words",
        )),
        "documents/formats/epub/shown", "documents/links", "quotes/commonmark_links",
        "quotes/commonmark_unseen", "views/check_bundle",
    ),
    "words of which people make the names of classes": (
        *(f"{_HTML}{name}" for name in ("byline", "generated", "lines", "metadata", "verse")),
    ),
    "names of a format's parts, fields, directives and keys": (
        *(f"{_DOCX}{name}" for name in (
            "account", "equations", "fields", "pictures", "rtf/tokens", "runs", "walk",
        )),
        "documents/structure/block_marks", "documents/structure/fences",
        "documents/structure/matter", "bibliography/csl", "audit/draft/latex", "audit/draft/names",
    ),
    "names of programs, fonts, signs and letters": (
        "documents/formats/numerals", "documents/formats/pdf/__init__",
        "documents/formats/pdf/codes", "documents/formats/pdf/digits",
        "documents/formats/pdf/raised", "documents/formats/pdf/tesseract",
        "documents/formats/symbols",
    ),
    "names of our own: features, kinds, fields, columns, commands": (
        "answers/confidence", "documents/structure/speech/labels",
        "documents/structure/speech/unlabelled", "references/record", "search/codec",
        "search/where", "cli/__init__", "views/sheet",
    ),
}  # fmt: skip
"""What is no English, though it looks like it, file by file."""
ALLOWED = {name for names in VOCABULARIES.values() for name in names}


def english(path: Path) -> list[str]:
    """Names of months, lists of words and patterns that choose among words."""
    nodes = list(ast.walk(tree(path)))
    docs = {id(n.value) for n in nodes if isinstance(n, ast.Expr)}
    exports = (n for n in nodes if isinstance(n, ast.Assign) and ast.unparse(n).startswith("__all"))
    types = {id(n.value) for n in exports}
    types |= {id(n.slice) for n in nodes if isinstance(n, ast.Subscript)}  # Literal["a", "b"]
    plain = (n.value for n in nodes if isinstance(n, ast.Constant) and id(n) not in docs)
    strings = [text for text in plain if isinstance(text, str)]
    found = [text for text in strings if MONTH_NAME.search(text)]
    found += [chosen[0] for text in strings if (chosen := CHOICE.search(text))]
    for node in nodes:
        words: list[str] = []
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            text = node.func.value.value if isinstance(node.func.value, ast.Constant) else ""
            words = str(text).split() if node.func.attr == "split" and not node.args else []
        elif isinstance(node, ast.Tuple | ast.List | ast.Set) and id(node) not in types:
            listed = (n.value for n in node.elts if isinstance(n, ast.Constant))
            words = [one for one in listed if isinstance(one, str) and WORD.fullmatch(one)]
        if len(words) > LONGEST_LIST:
            found.append(" ".join(words))
    return found


def test_english_stands_in_one_folder() -> None:
    """Elsewhere are no lists and patterns of words, and no months; each exception has a reason."""
    names = {path.relative_to(ROOT / "rag").with_suffix("").as_posix(): path for path in FILES}
    holding = {name: found for name, path in names.items() if (found := english(path))}
    outside = {n: holding[n] for n in holding if not n.startswith("english/")}
    assert {} == {name: found for name, found in outside.items() if name not in ALLOWED}
    assert set() == ALLOWED - set(outside)
