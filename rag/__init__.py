"""Quoth: answers only in the words of the documents, each quote pinned to its exact characters.

Importing this package loads no model and no heavy library. Every process of ours imports it
first, so here everything is switched off with which a library would speak to another host:
onnxruntime posts the machine's data to Microsoft unless its variable is set before it loads.
"""

import os

__version__ = "0.1.0"

os.environ.update(
    ORT_DISABLE_TELEMETRY="1", GRADIO_ANALYTICS_ENABLED="0", DO_NOT_TRACK="1",
    HF_HUB_OFFLINE="1", TRANSFORMERS_OFFLINE="1", HF_HUB_DISABLE_TELEMETRY="1",
)  # fmt: skip
