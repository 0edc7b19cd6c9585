"""From a file to a `Document`: its bytes, read and put together in a process of their own."""

import hashlib
from pathlib import Path

from rag.documents import sandbox
from rag.documents.document import Document
from rag.documents.extraction import MAX_BYTES, OnPage
from rag.errors import SourceError
from rag.files import check_file


def read_document(path: Path, name: str, on_page: OnPage | None = None) -> Document:
    """The document at `path`; `name` is its path inside the library, with `/`.

    `on_page` is told, while pages are recognised, how many are done of how many.

    Raises SourceError with what is wrong with this file; no other file is concerned.
    """
    try:
        check_file(path)
        size = path.stat().st_size
        data = path.read_bytes() if size <= MAX_BYTES else b""
    except OSError as error:
        raise SourceError(name, f"cannot be read: {error.strerror}.") from error
    if size > MAX_BYTES:
        raise SourceError(name, f"{size:,} bytes, expected at most {MAX_BYTES:,}.", "Split it.")
    sha256 = hashlib.sha256(data).hexdigest()
    if sandbox.apart(path):
        return sandbox.read(data, path, (name, sha256), on_page)
    from rag.documents.assembly import document_from  # what only a process that reads needs

    return document_from(sandbox.extract(data, path, on_page), name, sha256)
