"""The index: what one is (`store`), and the one that there is, a folder of files (`local`).

Reading order: retriever, store, codec, catalog, vectors, lexical, wording, fuse, manifest,
generations, index, local, scan, plan, report, write, update. FAISS, tantivy and onnxruntime are
loaded when first used.
"""

from typing import TYPE_CHECKING, Any

from rag.search.local import open_index
from rag.search.manifest import Manifest
from rag.search.report import IndexReport, OnProgress, Progress
from rag.search.store import DocumentRow, Index, Store

if TYPE_CHECKING:
    from rag.search.update import remove_documents, update_index

__all__ = [
    "DocumentRow", "Index", "IndexReport", "Manifest", "OnProgress", "Progress", "Store",
    "open_index", "remove_documents", "update_index",
]  # fmt: skip


def __getattr__(name: str) -> Any:  # noqa: ANN401 - the two verbs that write
    """The verbs that write an index, on first use: who only asks loads nothing that reads files."""
    if name in ("remove_documents", "update_index"):
        from rag.search import update

        return getattr(update, name)
    raise AttributeError(name)
