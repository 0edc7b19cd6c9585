"""Write `rag/models/pins.json` anew: `python -m training.pins`.

For whoever has made a packaged file anew: an answer, and an index, name the model that made them by
its pin, and Quoth loads no file that differs from it. `training.calibrate`, `training.extract` and
`training.export` call it where they write into the package.
"""

import json
from pathlib import Path

from rag.files import write_whole
from rag.models import MODELS, PINS, pins, sha256_of

KINDS = (".onnx", ".json", ".tiktoken")


def made() -> dict[str, str]:
    """The SHA-256 of every model file that lies in the package, by its path."""
    files = sorted(path for path in MODELS.rglob("*") if path.suffix in KINDS and path != PINS)
    return {path.relative_to(MODELS).as_posix(): sha256_of(path) for path in files}


def renew(*written: Path) -> None:
    """Pin what lies in the package now, if any of the files just written lies there."""
    if written and not any(path.resolve().is_relative_to(MODELS) for path in written):
        return
    write_whole(PINS, json.dumps(made(), indent=1) + "\n")
    pins.cache_clear()


if __name__ == "__main__":
    renew()
    print(PINS.read_text(encoding="utf-8"), end="")
