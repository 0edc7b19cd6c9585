"""Training of the evidence reader: data, model, loop, export and measurement.

Nothing in `rag` imports this package; it needs torch, the shipped reader does not.
"""

import rag  # noqa: F401 - before onnxruntime, whose telemetry it switches off
