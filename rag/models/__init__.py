"""The packaged models, one folder each; the module that loads one pins its SHA-256."""

from pathlib import Path

MODELS = Path(__file__).parent
