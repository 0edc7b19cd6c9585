"""The house in figures: `python -m tests.house.survey [ROOT]`, for this tree or another checkout.

    git worktree add /tmp/before COMMIT && python -m tests.house.survey /tmp/before

Everything but the last two groups is read off the source. A page request is traced through a
running server; seconds are processor time of the faster of three runs, since the clock of a busy
machine tells of its neighbours.
"""

import ast
import os
import re
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

ROOT = Path(__file__).parents[2]
MONTHS = "january february march april june july august september october november december".split()
STOPS = frozenset("the of and to in is was were that with for from".split())
_WORDS = re.compile(r"\(\?:[a-z' ]+(?:\|[a-z' ]+){4,}\)")
"""A pattern that chooses among five words or more."""
_TRACED = """
import sys, threading, urllib.request, socket, time, os, signal, re, sqlite3
from pathlib import Path
index, port = sys.argv[1], int(sys.argv[2])
rooms = set()
def note(frame, event, _):
    name = frame.f_globals.get("__name__", "")
    if event == "call" and name.startswith("rag.") and frame.f_code.co_name != "<module>":
        rooms.add(name.split(".")[1])
threading.setprofile(note)
def ask():
    base = f"http://127.0.0.1:{port}"
    for _ in range(600):
        try:
            urllib.request.urlopen(base + "/config", timeout=60).read()
            break
        except OSError:
            time.sleep(0.5)
    catalog = next(Path(index).glob("gen-*/catalog.sqlite"))
    doc_id = sqlite3.connect(catalog).execute("SELECT doc_id FROM document").fetchone()[0]
    for warm in (True, False):
        urllib.request.urlopen(f"{base}/source/{doc_id}", timeout=300).read()
        if warm:
            time.sleep(1)
            rooms.clear()
    print("ROOMS", " ".join(sorted(rooms)), flush=True)
    os._exit(0)
threading.Thread(target=ask, daemon=True).start()
sys.setprofile(note)
from rag.cli import main
main(["serve", "--index", index, "--port", str(port)])
"""


def files(root: Path) -> list[Path]:
    """The package's Python files."""
    return sorted((root / "rag").rglob("*.py"))


def boxes(root: Path) -> list[str]:
    """What stands at the top of the package: modules and folders with code."""
    top = (root / "rag").iterdir()
    own = [p.stem for p in top if p.suffix == ".py" and not p.stem.startswith("__")]
    return sorted([*own, *(p.parent.name for p in (root / "rag").glob("*/__init__.py"))])


def arrows(root: Path) -> set[tuple[str, str]]:
    """Which boxes import which others."""
    names, drawn = set(boxes(root)), set()
    for path in files(root):
        own = path.relative_to(root / "rag").with_suffix("").parts[0]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module == "rag":
                drawn |= {(own, alias.name) for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("rag."):
                drawn.add((own, (node.module or "").split(".")[1]))
    return {(a, b) for a, b in drawn if a != b and a in names and b in names}


def floors(root: Path) -> int:
    """How many boxes stand on one another at most."""
    below: dict[str, set[str]] = {name: set() for name in boxes(root)}
    for upper, lower in arrows(root):
        below[upper].add(lower)
    height: dict[str, int] = {}
    for name in TopologicalSorter(below).static_order():
        height[name] = 1 + max((height[other] for other in below[name]), default=0)
    return max(height.values())


def order(root: Path) -> int:
    """Names in the order that a test holds."""
    path = next(p for p in (root / "tests").rglob("test_layout.py"))
    found = re.search(r"^ORDER = \((.*?)^\)", path.read_text(encoding="utf-8"), re.S | re.M)
    return len(re.findall(r'"\w+"', found[1])) if found else 0


def functions(root: Path) -> list[int]:
    """The lines of every function and method, nested ones among them."""
    return [
        (node.end_lineno or node.lineno) - node.lineno + 1
        for path in files(root)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def strings(path: Path) -> Iterator[str]:
    """The strings of a file that are no docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node.value


def english(root: Path) -> tuple[int, int, int]:
    """Files that hold words of English outside `english`; tables of months; lists of stop words."""
    holding = months = stops = 0
    for path in files(root):
        own = [text.lower() for text in strings(path)]
        named = sum(any(month in text for text in own) for month in MONTHS)
        months += named > 8
        lists = (text for text in own if not re.search(r"[^a-z’' ]", text))
        stops += any(len(STOPS & set(text.split())) > 7 for text in lists)
        listed = any(_WORDS.search(text) for text in own)
        if "english" not in path.parts and (listed or named > 8):
            holding += 1
    return holding, months, stops


def faces(root: Path) -> tuple[int, int]:
    """Files that write a footnote of Markdown; tables of the formats of an export."""
    markdown = formats = 0
    for path in files(root):
        own = list(strings(path))
        markdown += any(re.search(r"\[\^$|\[\^\{\w", text) for text in own)
        labels = {"Web Annotations", "BibTeX", "CSL-JSON"}
        formats += labels <= set(own)
    return markdown, formats


def rooms(root: Path, index: Path) -> str:
    """The boxes that a request for a source page enters, when it was asked for once before."""
    command = [sys.executable, "-c", _TRACED, str(index), "7893"]
    run = subprocess.run(command, cwd=root, env=_env(root), capture_output=True, check=False)
    line = next((n for n in run.stdout.decode().splitlines() if n.startswith("ROOMS")), "ROOMS")
    entered = line.split()[1:]
    return f"{len(entered)}: {', '.join(entered)}"


def cold(root: Path, *arguments: str) -> float:
    """Processor seconds of the command in a fresh process, the least of three."""
    taken = []
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        command = [sys.executable, "-m", "rag", *arguments]
        subprocess.run(command, cwd=root, env=_env(root), capture_output=True, check=False)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        taken.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(taken)


def _env(root: Path) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(root), "HF_HUB_OFFLINE": "1"}


def table(root: Path) -> Iterator[tuple[str, str]]:
    """Each figure with its name."""
    sizes = [len(path.read_text(encoding="utf-8").splitlines()) for path in files(root)]
    holding, months, stops = english(root)
    markdown, formats = faces(root)
    yield "boxes at the top of `rag/`", str(len(boxes(root)))
    yield "floors, arrows of imports between them", f"{floors(root)}, {len(arrows(root))}"
    yield "names in the import order that a test holds", str(order(root))
    yield "files, lines", f"{len(sizes):,}, {sum(sizes):,}"
    long, large = sum(n > 30 for n in functions(root)), sum(n > 250 for n in sizes)
    yield "functions over 30 lines, files over 250", f"{long}, {large}"
    yield "lines of a file: median, most", f"{sorted(sizes)[len(sizes) // 2]}, {max(sizes)}"
    yield "files outside `english/` that choose among words of English", str(holding)
    yield "tables of months, lists of stop words", f"{months}, {stops}"
    yield "files that write Markdown's footnotes, tables of formats", f"{markdown}, {formats}"
    with tempfile.TemporaryDirectory() as folder:
        index = Path(folder) / "index"
        library = root / "corpus"
        command = [sys.executable, "-m", "rag", "index", str(library), "--index", str(index)]
        subprocess.run(command, cwd=root, env=_env(root), capture_output=True, check=True)
        yield "`quoth --help`, processor seconds", f"{cold(root, '--help'):.2f}"
        asked = ("ask", "When did Kabul fall?", "--index", str(index))
        yield "cold `quoth ask`, processor seconds", f"{cold(root, *asked):.2f}"
        yield "rooms that a page request enters", rooms(root, index)


if __name__ == "__main__":
    for name, value in table(Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else ROOT):
        print(f"| {name} | {value} |", flush=True)
