"""The packaged models, one folder each, and `pins.json` with the SHA-256 of every file of theirs.

Both networks are needed, so that asking takes no download: `embedder/` (23 MB, int8, made from
all-MiniLM-L6-v2 by `training.build_embedder`) finds passages, `reader/` (23 MB, int8, trained
here, docs/model-card.md) says which sentences of them answer. `calibrator.json` and `extract.json`
are fitted to both. Whoever makes one of them anew pins it by `python -m training.pins`.
"""

import hashlib
import json
from contextlib import suppress
from functools import cache
from pathlib import Path

from rag.errors import ModelError

MODELS = Path(__file__).parent
PINS = MODELS / "pins.json"
_ROOM = 1 << 30  # bytes


@cache
def pins() -> dict[str, str]:
    """The SHA-256 of each packaged file, by its path below this folder; raises ModelError."""
    try:
        made: dict[str, str] = json.loads(PINS.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(f"{PINS.name} of the models cannot be read. Reinstall Quoth.") from error
    return made


def check_room() -> None:
    """Raise ModelError where a limit of address space has libraries end the process themselves."""
    with suppress(ImportError):  # Windows has no such limit
        import resource

        most = resource.getrlimit(resource.RLIMIT_AS)[0]
        if most != resource.RLIM_INFINITY and most < _ROOM:
            raise ModelError(
                f"the models need some {_ROOM >> 10} kB of address space; the limit of the shell "
                f"(ulimit -v) is {most >> 10}."
            )


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def read_pinned(name: str, folder: Path = MODELS, expected: str | None = None) -> bytes:
    """The bytes of a packaged file ("reader/reader.onnx"), or of its copy below another folder.

    Raises ModelError if it is missing, or is not the pinned (or `expected`) one.
    """
    try:
        data = (folder / name).read_bytes()
    except OSError as error:
        raise ModelError(f"the model file {name} is missing. Reinstall Quoth.") from error
    wanted = expected or pins().get(name, "none: it is not in pins.json")
    if (digest := hashlib.sha256(data).hexdigest()) != wanted:
        raise ModelError(
            f"the model file {name} has SHA-256 {digest[:12]}…, expected {wanted[:12]}…. Reinstall "
            "Quoth; a model of your own is given by its name."
        )
    return data
