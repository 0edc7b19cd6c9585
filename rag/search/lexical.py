"""BM25 over passages, in tantivy: stemmed words of the title, the section and the text.

A question is never parsed as query syntax: its words are analysed like those of the passages
and joined by OR, so that any characters may stand in it. Weights: Robertson & Zaragoza 2009,
"The Probabilistic Relevance Framework", with tantivy's k1 = 1.2 and b = 0.75.
"""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from rag.english.words import STOP_WORDS
from rag.errors import IndexRefused, NoThread
from rag.search.fuse import MARGIN, settled

if TYPE_CHECKING:
    from tantivy import Index, IndexWriter, Query, Schema, TextAnalyzer

BOOSTS = (("body", 1.0), ("title", 0.3), ("section", 0.3))
"""Fields and their weights, measured on questions of five kinds (docs/decisions.md)."""
_CAPITALS = re.compile(r"\b[A-Z]{2,}\b")  # WHO and IT are names, not stop words
_ANALYSER = "quoth"
_HEAP = 64_000_000  # bytes the writer holds before it writes a segment
_LONGEST_WORD = 64  # longer ones are data, not words

ScoredRows = list[tuple[int, float]]
"""Rows with their BM25 scores, best first; equal scores by row."""


@dataclass(frozen=True, slots=True)
class LexicalRow:
    """One passage as it is indexed: its row and its document's row, and three texts."""

    row: int
    document: int
    title: str
    section: str
    body: str


@cache
def _analyser(stop_words: tuple[str, ...] = ()) -> "TextAnalyzer":
    from tantivy import Filter, TextAnalyzerBuilder, Tokenizer

    builder = TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.remove_long(_LONGEST_WORD))
    builder = builder.filter(Filter.lowercase()).filter(Filter.custom_stopword(list(stop_words)))
    builder = builder.filter(Filter.ascii_fold()).filter(Filter.stemmer("english"))
    return builder.build()


@cache
def _schema() -> "Schema":
    from tantivy import SchemaBuilder

    builder = SchemaBuilder()
    builder.add_unsigned_field("row", fast=True, indexed=True)
    builder.add_unsigned_field("document", indexed=True)
    for field, _ in BOOSTS:
        builder.add_text_field(field, tokenizer_name=_ANALYSER, index_option="freq")
    return builder.build()


def terms(question: str) -> list[str]:
    """The distinct stems that are looked for, in order; stop words only if there is no other.

    >>> terms("Who signed the Bonn agreements?")
    ['sign', 'bonn', 'agreement']
    """
    text = question.encode("utf-8", "replace").decode("utf-8")
    tokens = _analyser(tuple(STOP_WORDS)).analyze(text)
    if not text.isupper():
        tokens += _analyser().analyze(" ".join(_CAPITALS.findall(text)))
    return list(dict.fromkeys(tokens or _analyser().analyze(text)))


def stems(text: str) -> list[str]:
    """Every word of a passage as it is counted, in order."""
    tokens: list[str] = _analyser().analyze(text.encode("utf-8", "replace").decode("utf-8"))
    return tokens


def write_lexical(directory: Path, removed: Iterable[int], added: Iterable[LexicalRow]) -> None:
    """Drop all passages of the documents `removed`, add rows, and commit; creates if absent.

    Raises OSError where the files cannot be written, NoThread where no thread can be started.
    """
    with _raised_as(OSError, "the lexical index"):  # a full disk is a ValueError to tantivy
        _write(directory, list(removed), added)


def _write(directory: Path, gone: list[int], added: Iterable[LexicalRow]) -> None:
    import tantivy

    index = tantivy.Index(_schema(), str(directory), reuse=True)
    index.register_tokenizer(_ANALYSER, _analyser())
    writer = index.writer(heap_size=_HEAP, num_threads=1)
    if gone:
        query = tantivy.Query.term_set_query(_schema(), "document", gone)
        writer.delete_documents_by_query(query)
    _add(writer, added)


def _add(writer: "IndexWriter", rows: Iterable[LexicalRow]) -> None:
    """Add the rows in their order, and commit."""
    from tantivy import Document

    for row in rows:
        entry = Document()
        entry.add_unsigned("row", row.row)
        entry.add_unsigned("document", row.document)
        for field, text in (("title", row.title), ("section", row.section), ("body", row.body)):
            entry.add_text(field, text.encode("utf-8", "replace").decode("utf-8"))
        writer.add_document(entry)
    writer.commit()
    writer.wait_merging_threads()


@contextmanager
def _raised_as(kind: type[Exception], what: str) -> Iterator[None]:
    """Turn what tantivy raises, panics included, into an error of this kind, or into NoThread."""
    try:
        yield
    except BaseException as error:
        panic = type(error).__name__ == "PanicException"  # of pyo3; it is no Exception
        if not panic and not isinstance(error, ValueError | OSError):
            raise
        if NoThread.caused(error):
            raise NoThread from error
        raise kind(f"{what}: {error}") from error


class LexicalIndex:
    """Reads the index in `directory`; never changes it. Thread-safe."""

    def __init__(self, directory: Path) -> None:
        """Raises IndexRefused if the files cannot be read.

        OSError where nothing can be written, neither there nor anywhere else.
        """
        if os.access(directory, os.W_OK):
            self._read(directory)
            return
        # Even to read, tantivy writes a lock beside the files; here it may not.
        with _raised_as(IndexRefused, "the lexical index cannot be read"):
            files = [file.resolve() for file in directory.iterdir() if file.suffix != ".lock"]
        with TemporaryDirectory(prefix="quoth-lexical-") as beside:
            for file in files:
                (Path(beside) / file.name).symlink_to(file)
            self._read(Path(beside))

    def _read(self, directory: Path) -> None:
        import tantivy

        with _raised_as(IndexRefused, "the lexical index cannot be read"):
            self._open(tantivy.Index.open(str(directory)))

    @classmethod
    def of(cls, rows: Iterable[LexicalRow]) -> "LexicalIndex":
        """These rows alone, in memory."""
        import tantivy

        index = tantivy.Index(_schema())
        index.register_tokenizer(_ANALYSER, _analyser())
        _add(index.writer(heap_size=_HEAP, num_threads=1), rows)
        index.reload()
        made = cls.__new__(cls)
        made._open(index)
        return made

    def _open(self, index: "Index") -> None:
        index.register_tokenizer(_ANALYSER, _analyser())
        index.config_reader("manual")
        self._searcher = index.searcher()

    def __len__(self) -> int:
        count: int = self._searcher.num_docs
        return count

    def search(self, question: str, k: int, documents: Sequence[int] | None = None) -> ScoredRows:
        """The `k` best rows for the words of `question`, of these documents (None: of all)."""
        query = self._query(question)
        if query is None or k <= 0:
            return []
        if documents is not None:
            query = _only(query, documents)
        return self._run(query, k)

    def holds(self, word: str) -> bool:
        """Whether any passage, section or title has the word, or one of its stem."""
        return bool(self.search(word, 1))

    def near(self, word: str, distance: int, k: int) -> list[int]:
        """Rows of passages with a word that differs from this one in so many letters at most."""
        from tantivy import Query

        rows: list[int] = []
        cut = [word[:-3].lower()] if len(word) > 7 else []  # "presidnet" is stemmed otherwise
        for term in [*terms(word), *cut]:
            for field, _ in BOOSTS:
                query = Query.fuzzy_term_query(_schema(), field, term, distance=distance)
                rows += [row for row, _ in self._run(query, k)]
        return list(dict.fromkeys(rows))

    def _query(self, question: str) -> "Query | None":
        from tantivy import Occur, Query

        parts = []
        for term in terms(question):
            for field, boost in BOOSTS:
                query = Query.term_query(_schema(), field, term, index_option="freq")
                parts.append((Occur.Should, Query.boost_query(query, boost)))
        return Query.boolean_query(parts) if parts else None

    def _run(self, query: "Query", k: int) -> ScoredRows:
        with _raised_as(IndexRefused, "the lexical index cannot be read"):
            hits = self._searcher.search(query, k + MARGIN, count=False).hits
            rows = self._searcher.fast_field_values("row", [address for _, address in hits])
        scored = [(int(row or 0), float(hit[0])) for row, hit in zip(rows, hits, strict=True)]
        return settled(scored)[:k]


def _only(query: "Query", documents: Sequence[int]) -> "Query":
    """`query` among the passages of `documents`, scores unchanged."""
    from tantivy import Occur, Query

    allowed = Query.term_set_query(_schema(), "document", list(documents))
    filtered = Query.const_score_query(allowed, 0.0)
    return Query.boolean_query([(Occur.Must, query), (Occur.Must, filtered)])
