"""Quoth: answers only in the words of the documents, each quote pinned to its exact characters.

    import rag

    rag.index("papers/")
    answer = rag.ask("Who signed for the delegation?")
    report = rag.audit("The record is plain: “Herat fell in 1995.”")

The five verbs are index, ask, extract, audit and verify (rag/verbs.py).

Importing this package loads no model and no heavy library. Every process of ours imports it
first, so here everything is switched off with which a library would speak to another host:
onnxruntime posts the machine's data to Microsoft unless its variable is set before it loads.
"""

import os
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rag.verbs import ask as ask
    from rag.verbs import extract as extract
    from rag.verbs import index as index
    from rag.verbs import verify as verify

__version__ = "0.1.0"

os.environ.update(
    ORT_DISABLE_TELEMETRY="1", GRADIO_ANALYTICS_ENABLED="0", DO_NOT_TRACK="1",
    HF_HUB_OFFLINE="1", TRANSFORMERS_OFFLINE="1", HF_HUB_DISABLE_TELEMETRY="1",
)  # fmt: skip
_VERBS = ("index", "ask", "extract", "audit", "verify")


def __getattr__(name: str) -> Any:  # noqa: ANN401 - PEP 562: a verb is imported when first used
    """One of the five verbs."""
    from importlib import import_module

    if name == "audit":  # a package has this name; called, it is the verb
        return import_module("rag.audit")
    if name in _VERBS:
        return getattr(import_module("rag.verbs"), name)
    raise AttributeError(f"module 'rag' has no attribute {name!r}; its verbs are {_VERBS}")
