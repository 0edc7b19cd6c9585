"""The packaged embedder, its slow twin, and the stand-in."""

import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from rag.errors import ModelError
from rag.models import MODELS
from rag.search.embed import (
    OnnxEmbedder,
    load_embedder,
)
from tests.support.hashing import HashingEmbedder

TEXTS = (
    "The Taliban took Herat in 1995, and Ismail Khan fled to Iran with 8,000 men.",
    "Kabul fell to the Northern Alliance on 13 November 2001.",
    "Who ordered the fall of Kabul?",
    "Ambassador Zarif argued that every province should have its share of the ministries. " * 8,
    "x",
    "ποῦ ἐστιν ἡ πόλις? 漢字 🕊",
    "In vitro, the compound inhibited replication at 0.25 µM (p < 0.05).",
    "Words beyond the two hundred and fifty-sixth piece are cut. " * 60,
)


def test_a_text_has_the_same_vector_alone_in_bulk_and_as_a_question() -> None:
    """No text's vector depends on its neighbours."""
    embedder = load_embedder()
    bulk = embedder.encode(TEXTS)
    alone = np.array([embedder.encode([text])[0] for text in TEXTS])
    asked = np.array([embedder.encode_query(text) for text in TEXTS])
    assert np.array_equal(bulk, alone)
    assert np.array_equal(bulk, asked)


def test_vectors_are_unit_rows_of_float32() -> None:
    """Shape, type and length hold, for no text as well."""
    embedder = load_embedder()
    vectors = embedder.encode(TEXTS)
    assert (vectors.shape, str(vectors.dtype)) == ((len(TEXTS), 384), "float32")
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert embedder.encode([]).shape == (0, 384)
    assert embedder.encode_query("").shape == (384,)


def test_an_unknown_model_is_an_error_that_names_it() -> None:
    """A model that is neither a folder nor known raises ModelError."""
    with pytest.raises(ModelError, match="no/such/folder"):
        load_embedder("./no/such/folder")


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json"])
def test_a_model_file_that_is_not_the_pinned_one_is_refused(name: str, tmp_path: Path) -> None:
    """One flipped bit, or a missing file, is told before anything is loaded."""
    folder = tmp_path / "embedder"
    shutil.copytree(MODELS / "embedder", folder)
    data = bytearray((folder / name).read_bytes())
    data[len(data) // 2] ^= 1
    (folder / name).write_bytes(data)
    with pytest.raises(ModelError, match=r"expected .* Reinstall"):
        OnnxEmbedder(folder)
    (folder / name).unlink()
    with pytest.raises(ModelError, match="missing"):
        OnnxEmbedder(folder)


def test_encoding_imports_neither_torch_nor_sentence_transformers() -> None:
    """The path of a question stays light."""
    code = (
        "import sys; from rag.search.embed import load_embedder as load; load().encode_query('a'); "
        "print([m for m in ('torch', 'sentence_transformers', 'sklearn') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_stand_in_is_deterministic_and_brings_shared_words_together() -> None:
    """Texts that share words are closer than texts that don't."""
    embedder = HashingEmbedder()
    near, far, other = embedder.encode(["the fall of Kabul", "Kabul fell", "cats like milk"])
    assert np.array_equal(near, embedder.encode_query("the fall of Kabul"))
    assert near @ far > near @ other
    assert np.allclose(np.linalg.norm(embedder.encode(["", "!"]), axis=1), 1)
