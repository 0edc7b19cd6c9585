"""The manifest of a generation: format, models, counts, and every file with its SHA-256.

`CURRENT` names the published generation and the SHA-256 of its manifest, so the whole index
hangs on one small file that is replaced in one step. Opening checks the manifest, every
file's size, and the contents of files up to `CHECKED_AT_OPEN` bytes in all; the first search and a
writer those up to `CHECKED_LATER`, the smallest first. Whatever is written anew is checked before,
however large it is; what is linked keeps its SHA-256; `quoth check-index` checks everything.
"""

import hashlib
import json
import re
from dataclasses import asdict, dataclass
from pathlib import Path

from rag.errors import IndexMissing, IndexRefused

FORMAT = 2
"""Changes whenever an older version of Quoth can no longer read what this one writes."""
_READ = (1, FORMAT)
MANIFEST, CURRENT = "manifest.json", "CURRENT"
CATALOG, CHANGES = "catalog.sqlite", "changes.sqlite"
VECTORS, LEXICAL = "vectors", "lexical"
CHECKED_AT_OPEN = 32 * 1024 * 1024
CHECKED_LATER = 512 * 1024 * 1024
_CURRENT_LINE = re.compile(r"(gen-(\d{6,})) ([0-9a-f]{64})\n")


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation holds. `files` maps relative names to (bytes, SHA-256)."""

    format: int
    generation: int
    quoth: str
    embedder: str
    dim: int
    documents: int
    passages: int
    files: dict[str, tuple[int, str]]

    @property
    def checked_at_open(self) -> bool:
        """Whether opening has checked the contents of every file."""
        return sum(size for size, _ in self.files.values()) <= CHECKED_AT_OPEN


def generation_name(number: int) -> str:
    """The folder of a generation."""
    return f"gen-{number:06d}"


def remedy(directory: Path) -> str:
    """What to do about an index that cannot be used."""
    return f"Delete {str(directory)!r} and index your files again: quoth index PATH"


def write_manifest(folder: Path, manifest: Manifest) -> str:
    """Write the manifest into a generation's folder; returns the line for CURRENT."""
    data = (json.dumps(asdict(manifest), indent=1) + "\n").encode()
    (folder / MANIFEST).write_bytes(data)
    name, digest = generation_name(manifest.generation), hashlib.sha256(data).hexdigest()
    return f"{name} {digest}\n"


def read_current(directory: Path) -> tuple[str, int, str]:
    """Name, number and manifest SHA-256 of the published generation.

    Raises IndexMissing if there is none, IndexRefused if CURRENT cannot be read.
    """
    try:
        line = (directory / CURRENT).read_text("utf-8", "replace")
    except (FileNotFoundError, NotADirectoryError) as error:
        raise IndexMissing(
            f"there is no index in {str(directory)!r}. Make one: quoth index PATH"
        ) from error
    except OSError as error:
        raise IndexRefused(f"{str(directory / CURRENT)!r}: {error.strerror}") from error
    match = _CURRENT_LINE.fullmatch(line)
    if match is None:
        raise IndexRefused(
            f"{CURRENT} in {str(directory)!r} is damaged: found {line[:60]!r}, expected the name "
            f"and SHA-256 of a generation. {remedy(directory)}"
        )
    return match[1], int(match[2]), match[3]


def read_manifest(directory: Path, name: str, expected: str) -> Manifest:
    """The manifest of generation `name`, whose SHA-256 CURRENT gives as `expected`.

    Raises FileNotFoundError if it is gone, IndexRefused if it is another or of another format.
    """
    data = (directory / name / MANIFEST).read_bytes()
    if hashlib.sha256(data).hexdigest() != expected:
        raise IndexRefused(
            f"{name}/{MANIFEST} in {str(directory)!r} is damaged: it is not the one that "
            f"{CURRENT} names. {remedy(directory)}"
        )
    fields = json.loads(data)
    if fields.get("format") not in _READ:
        raise IndexRefused(
            f"the index in {str(directory)!r} has format {fields.get('format')!r}, this version "
            f"of Quoth reads up to {FORMAT}. {remedy(directory)}"
        )
    files = {name: (size, digest) for name, (size, digest) in fields.pop("files").items()}
    return Manifest(**fields, files=files)


def check_embedder(made_with: str, embedder: str, directory: Path) -> None:
    """Raise IndexRefused unless the index was made by the embedder of this name."""
    if made_with != embedder:
        raise IndexRefused(
            f"the index in {str(directory)!r} was made with the embedder {made_with}, "
            f"this run uses {embedder}. Use that embedder, give another folder with --index, or: "
            f"{remedy(directory)}"
        )


def check_files(
    directory: Path,
    name: str,
    manifest: Manifest,
    limit: int | None = None,
    but: frozenset[str] = frozenset(),
) -> None:
    """Raise IndexRefused unless all files, `but` these, have their sizes and contents.

    Contents are checked up to `limit` bytes, the smallest files first.
    """
    left = limit
    for file, (size, expected) in sorted(manifest.files.items(), key=lambda item: item[1][0]):
        path = directory / name / file
        if file in but:
            continue
        actual = path.stat().st_size if path.is_file() else -1
        if actual != size:
            state = "is missing" if actual < 0 else f"has {actual:,} bytes, expected {size:,}"
            raise IndexRefused(f"{str(path)!r} {state}. {remedy(directory)}")
        if left is not None and (left := left - size) < 0:
            continue
        check_file(path, expected, directory)


def check_file(path: Path, expected: str, directory: Path) -> None:
    """Raise IndexRefused unless a file of the index in `directory` has this SHA-256."""
    if file_sha256(path) != expected:
        raise IndexRefused(
            f"{str(path)!r} is damaged: its SHA-256 is not the one in the manifest. "
            f"{remedy(directory)}"
        )


def file_sha256(path: Path) -> str:
    """SHA-256 of a file's bytes, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
