"""The doctor: what is whole is ok, what is damaged or missing is named, and one fault is one."""

import shutil
from pathlib import Path

import pytest

from rag.measure.health import Check, look
from rag.models import MODELS, pins
from rag.search import update_index
from tests.conftest import Run


def found(checks: list[Check]) -> dict[str, str]:
    """The state by subject, the worst where there are several."""
    worst = {"ok": 0, "note": 1, "bad": 2}
    ordered = sorted(checks, key=lambda one: worst[one.state])
    return {one.subject: one.state for one in ordered}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of one document, made by the packaged models."""
    folder = tmp_path_factory.mktemp("health")
    (folder / "gate.md").write_text("# The gate\n\nIt was opened in 1931.\n", encoding="utf-8")
    update_index(folder / "index", [folder / "gate.md"])
    return folder / "index"


def test_a_whole_index_and_its_models_are_ok(library: Path) -> None:
    """Nothing is bad, and models and index say what they are."""
    checks = look(library)
    assert [] == [one for one in checks if one.state == "bad"]
    assert "generation 1" in next(one.found for one in checks if one.subject == "index")
    assert {"embedder", "reader", "calibrator", "tokens", "formats"} <= set(found(checks))


def test_no_index_is_a_note_and_a_damaged_one_is_bad(library: Path, tmp_path: Path) -> None:
    """The other checks go on all the same, and the damage has its remedy."""
    assert "note" == found(look(tmp_path / "none"))["index"]
    shutil.copytree(library, tmp_path / "index")
    vectors = next((tmp_path / "index").rglob("*.codes"))
    vectors.write_bytes(vectors.read_bytes()[:-1] + b"?")
    checks = look(tmp_path / "index")
    assert {"index": "bad", "reader": "ok"}.items() <= found(checks).items()
    assert all(one.remedy for one in checks if one.state == "bad")


def test_a_model_that_is_not_the_pinned_one_is_bad(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A model file that lacks a byte is named, and the other model is still looked at."""
    shutil.copytree(MODELS / "embedder", tmp_path / "embedder")
    model = tmp_path / "embedder" / "model.onnx"
    model.write_bytes(model.read_bytes()[:-1])
    monkeypatch.setattr("rag.measure.health.MODELS", tmp_path)
    checks = look(tmp_path / "none")
    assert {"embedder": "bad", "reader": "ok"}.items() <= found(checks).items()
    said = [f"{one.found} {one.remedy}" for one in checks if one.subject == "embedder"]
    assert [1] == [one.count("Reinstall") for one in said]


def test_a_model_that_few_commands_load_is_looked_at_too(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """`quoth extract` alone takes its weights."""
    pinned = {**pins(), "extract.json": "0" * 64}
    monkeypatch.setattr("rag.measure.health.pins", lambda: pinned)
    monkeypatch.setattr("rag.models.pins", lambda: pinned)
    bad = [one.found for one in look(tmp_path / "none") if one.state == "bad"]
    assert ["the model file extract.json has SHA-256"] == [said[:39] for said in bad]


def test_a_check_that_breaks_is_a_finding(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A doctor that dies of what it looks at helps nobody."""

    def broken(_: object) -> None:
        raise RuntimeError("the disk has gone")

    monkeypatch.setattr(shutil, "disk_usage", broken)
    checks = look(tmp_path)
    assert {"disk": "bad", "formats": "ok"}.items() <= found(checks).items()
    assert any("the disk has gone" in one.found for one in checks)


def test_the_command_says_it_with_its_exit_status(indexed: Run, workplace: Path) -> None:
    """0 where nothing is bad, 1 where the index is damaged."""
    status, out, err = indexed("doctor")
    assert (0, "") == (status, err), out
    (workplace / ".quoth" / "CURRENT").write_text("damaged", encoding="utf-8")
    status, out, err = indexed("doctor", "--json")
    assert (1, True) == (status, '"state":"bad"' in out)
