"""The index: a catalog in SQLite, vectors in FAISS, words in tantivy, one manifest.

Reading order: record, catalog, vectors, wording, fuse, manifest, generations, scan, plan,
report, draft, update, opened. FAISS, tantivy and onnxruntime are loaded when first used.
"""

from rag.search.catalog import DocumentRow
from rag.search.index import Index, open_index, verify_index
from rag.search.manifest import Manifest
from rag.search.report import IndexReport, OnProgress, Progress
from rag.search.update import remove_documents, update_index

__all__ = [
    "DocumentRow",
    "Index",
    "IndexReport",
    "Manifest",
    "OnProgress",
    "Progress",
    "open_index",
    "remove_documents",
    "update_index",
    "verify_index",
]
