"""What the tests of the index share: a small folder, and a look at a whole index."""

from pathlib import Path

from rag.search.index import LocalIndex
from rag.search.local import LocalStore
from tests.support.hashing import HashingEmbedder

EMBEDDER = HashingEmbedder()
TEXTS = {
    "herat.md": "# The fall of Herat\n\nThe Taliban took Herat in 1995. Ismail Khan fled.[^1]\n\n"
    "[^1]: Ahmed Rashid, Taliban, 40.\n",
    "kabul.md": "# Kabul\n\nKabul fell to the Northern Alliance on 13 November 2001.\n",
    "more/bonn.txt": "The Bonn agreement was signed on 5 December 2001. Nobody had slept.\n",
}


def write(folder: Path, texts: dict[str, str]) -> Path:
    """Write texts as files below a folder; gives the folder."""
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def opened(directory: Path) -> LocalIndex:
    """The index, read with the stand-in embedder."""
    return LocalStore(directory).open(EMBEDDER)


def check_whole(directory: Path) -> tuple[int, dict[str, str]]:
    """Generation and texts by path, after checking that all parts of the index agree."""
    index = opened(directory)
    try:
        texts = {row.path: index.document(row.doc_id).text for row in index.documents()}
        passages = sum(row.passages for row in index.documents())
        assert index.manifest.documents == len(texts)
        assert index.manifest.passages == passages
        for row in index.documents():
            words = index.document(row.doc_id).reading.text[:60]
            hits = index.search(words, passages, frozenset({row.doc_id}))
            assert len(hits) == row.passages
            assert {hit.passage.doc_id for hit in hits} == {row.doc_id}
        return index.generation, texts
    finally:
        index.close()
