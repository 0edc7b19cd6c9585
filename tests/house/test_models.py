"""The packaged models are those that are pinned, and a file that is not is never loaded."""

import shutil
from functools import partial
from pathlib import Path

import pytest

from rag.answers.confidence import load_calibrator
from rag.answers.reader import OnnxReader
from rag.errors import ModelError
from rag.models import MODELS, PINS, pins, read_pinned
from training.pins import made, renew


def test_every_model_file_is_pinned_as_it_is() -> None:
    """No file of the package without a pin, and no pin without its file."""
    assert made() == pins()


@pytest.mark.parametrize("name", sorted(pins()))
def test_a_file_that_was_changed_or_is_missing_is_an_error(name: str, tmp_path: Path) -> None:
    """One flipped bit is enough, in data as in a network."""
    copy = tmp_path / name
    copy.parent.mkdir(parents=True, exist_ok=True)
    data = bytearray((MODELS / name).read_bytes())
    copy.write_bytes(data)
    assert read_pinned(name, tmp_path) == data
    data[len(data) // 2] ^= 1
    copy.write_bytes(data)
    with pytest.raises(ModelError, match=r"expected .* Reinstall"):
        read_pinned(name, tmp_path)
    copy.unlink()
    with pytest.raises(ModelError, match=r"missing. Reinstall"):
        read_pinned(name, tmp_path)


def test_a_calibrator_that_is_not_the_pinned_one_answers_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A wrong confidence must not pass for a calibrated one."""
    reader = OnnxReader().name
    changed = (MODELS / "calibrator.json").read_text(encoding="utf-8").replace("0.21", "0.01")
    (tmp_path / "calibrator.json").write_text(changed, encoding="utf-8")
    elsewhere = partial(read_pinned, folder=tmp_path)
    monkeypatch.setattr("rag.answers.confidence.read_pinned", elsewhere)
    with pytest.raises(ModelError, match=r"calibrator.json has SHA-256"):
        load_calibrator(reader)
    (tmp_path / "calibrator.json").unlink()
    with pytest.raises(ModelError, match=r"calibrator.json is missing"):
        load_calibrator(reader)


def test_without_its_pins_no_model_is_loaded(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A package that lost the file of pins says so."""
    monkeypatch.setattr("rag.models.PINS", tmp_path / "pins.json")
    pins.cache_clear()
    try:
        with pytest.raises(ModelError, match=r"pins.json .* Reinstall"):
            read_pinned("calibrator.json")
    finally:
        pins.cache_clear()


def test_files_that_are_made_elsewhere_change_no_pin(tmp_path: Path) -> None:
    """Only what is written into the package is pinned anew."""
    before = PINS.read_bytes()
    shutil.copy(MODELS / "calibrator.json", tmp_path / "calibrator.json")
    renew(tmp_path / "calibrator.json")
    assert before == PINS.read_bytes()
