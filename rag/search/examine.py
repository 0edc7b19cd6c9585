"""A look at a whole index: every file's contents, every record, and whether the parts agree.

Opening checks what an answer needs; this finds damage before an answer needs it.
"""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from rag.errors import IndexRefused, NoThread, QuothError
from rag.search import generations
from rag.search.catalog import LocalCatalog
from rag.search.lexical import LexicalIndex
from rag.search.manifest import LEXICAL, VECTORS, Manifest, file_sha256
from rag.search.store import DocumentRow
from rag.search.vectors.reading import Vectors

Fault = str
"""What is damaged, as a sentence."""


def examine(directory: Path) -> tuple[Manifest, list[Fault]]:
    """The manifest of the published generation and everything that is wrong with it.

    Raises IndexMissing, or IndexRefused where CURRENT or the manifest themselves are damaged;
    NoThread where it cannot be looked at.
    """
    with generations.held(directory, check=False) as (name, manifest):
        faults = [*_files(directory / name, manifest), *_parts(directory / name, manifest)]
        return manifest, faults


def _files(folder: Path, manifest: Manifest) -> Iterator[Fault]:
    for name, (size, digest) in sorted(manifest.files.items()):
        path = folder / name
        actual = path.stat().st_size if path.is_file() else -1
        if actual < 0:
            yield f"{name} is missing"
        elif actual != size:
            yield f"{name} has {actual:,} bytes, expected {size:,}"
        elif file_sha256(path) != digest:
            yield f"{name} is not what was written: its SHA-256 is another"


def _parts(folder: Path, manifest: Manifest) -> Iterator[Fault]:
    """What is wrong inside of the files, where they can be opened at all."""
    try:
        catalog = LocalCatalog.read(folder)
        try:
            yield from (f"the catalog: {fault}" for fault in catalog.faults())
            for row in catalog.documents():
                yield from _document(catalog, row)
        finally:
            catalog.close()
        counts = {"vectors": len(Vectors.load(folder / VECTORS))}
        with suppress(OSError):  # nothing may be written; its files are compared in any case
            counts["lexical entries"] = len(LexicalIndex(folder / LEXICAL))
    except NoThread:
        raise
    except (QuothError, OSError, RuntimeError, ValueError) as error:
        yield str(error)
        return
    for name, count in counts.items():
        if count != manifest.passages:
            yield f"{count:,} {name} for {manifest.passages:,} passages"


def _document(catalog: LocalCatalog, row: DocumentRow) -> Iterator[Fault]:
    """What is wrong with one document's record and its passages."""
    try:
        document = catalog.document(row.doc_id)
        passages = catalog.passages(catalog.rows_of([row.doc_id])[1]).values()
    except IndexRefused as error:
        yield f"{row.path}: {error}"
        return
    if document is None or document.doc_id != row.doc_id:
        yield f"{row.path}: its record is missing"
        return
    text = document.reading.text
    wrong = sum(text[passage.start : passage.end] != passage.text for passage in passages)
    if wrong or len(passages) != row.passages:
        yield f"{row.path}: {len(passages)} passages of {row.passages}, {wrong} of them wrong"
