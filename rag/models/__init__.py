"""The packaged models, one folder each; the module that loads one pins its SHA-256.

Both networks are needed, so that asking takes no download: `embedder/` (23 MB, int8, made from
all-MiniLM-L6-v2 by `training.build_embedder`) finds passages, `reader/` (23 MB, int8, trained
here, docs/model-card.md) says which sentences of them answer. `calibrator.json` is fitted to both.
"""

from pathlib import Path

MODELS = Path(__file__).parent
