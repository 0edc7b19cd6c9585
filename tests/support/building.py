"""Documents for tests, made from strings by the same path as from files."""

import hashlib
from pathlib import Path

from rag.answers.engine import Engine, load_engine
from rag.documents.assembly import document_from
from rag.documents.document import Document
from rag.documents.formats import extract
from rag.search import update_index


def document(text: str, name: str = "a.md") -> Document:
    """The document that a file with this text would be."""
    data = text.encode("utf-8")
    return document_from(extract(data, Path(name)), name, hashlib.sha256(data).hexdigest())


def engine_over(folder: Path, directory: Path) -> Engine:
    """An engine with the packaged models over a folder of documents."""
    update_index(directory, [folder])
    return load_engine(directory)
