"""The wheel that users install: built here, compared with the tree, and run from elsewhere."""

import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_BUILD = """
import sys, setuptools.build_meta as build
build.build_wheel(sys.argv[1], {"--build-option": ["--compression=stored"]})
"""
_COMMANDS = """
import sys, rag
from rag.cli import main
print(rag.__file__)
for words in (["index", "my texts"], ["ask", "When did the Taliban take Herat?"], ["doctor"]):
    assert 0 == main(words), words
"""


def _files(folder: Path) -> Iterator[str]:
    """What of the package is to be installed: everything but what Python made of it."""
    for path in folder.rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            yield path.relative_to(folder.parent).as_posix()


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, as setuptools builds it of a copy of the tree; packing it takes seconds."""
    made = tmp_path_factory.mktemp("wheel")
    tree = made / "tree"
    shutil.copytree(ROOT / "rag", tree / "rag", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, tree)
    subprocess.run([sys.executable, "-c", _BUILD, made], cwd=tree, check=True, capture_output=True)
    return next(made.glob("*.whl"))


def test_the_wheel_holds_all_of_the_package_and_nothing_else(wheel: Path) -> None:
    """Models, templates, styles and scripts are in it; no part is for one system alone."""
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
        licence = [name for name in archive.namelist() if name.endswith("licenses/LICENSE")]
    assert names == set(_files(ROOT / "rag"))
    assert 1 == len(licence)
    assert wheel.name.endswith("-py3-none-any.whl")


def test_the_installed_wheel_answers_from_elsewhere(wheel: Path, tmp_path: Path) -> None:
    """With blanks in every path and without the tree: it indexes, answers, finds itself whole."""
    site, place = tmp_path / "site packages", tmp_path / "my pläce"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    (place / "my texts").mkdir(parents=True)
    text = "# Herat\n\nThe Taliban took Herat in 1995.\n"
    (place / "my texts" / "a note.md").write_text(text, encoding="utf-8")

    done = subprocess.run(
        [sys.executable, "-c", _COMMANDS], cwd=place, env={**os.environ, "PYTHONPATH": str(site)},
        capture_output=True, text=True,
    )  # fmt: skip
    assert 0 == done.returncode, done.stderr
    where, _, said = done.stdout.partition("\n")
    assert str(site) in where
    assert "The Taliban took Herat in 1995." in said
    assert str(ROOT) not in said
    assert "reader" in said
