"""What an update has to do, decided from the files' hashes before anything is written."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from hashlib import sha256
from itertools import count
from pathlib import Path

import rag
from rag.documents.document import Document, Passage, document_id
from rag.documents.exported import exported
from rag.documents.extraction import MAX_BYTES, OnPage
from rag.documents.formats import extract, reader_of, supported
from rag.documents.formats.recognition import OCR
from rag.documents.read import read_document
from rag.errors import SourceError
from rag.search.chunk import chunk
from rag.search.manifest import file_sha256
from rag.search.scan import FileProblem, Scan, SourceFile
from rag.search.store import DocumentRow

_CODE = ("documents", "english", "references", "search/chunk", "span")
_WORDING = ("search/wording",)


@cache
def reading_rules() -> str:
    """Names the code that turns files into passages; another one reads every file again.

    What stands behind the last dot names the code that words passages for the retrievers.
    """
    return f"quoth/{rag.__version__}+{_digest(_CODE)}.{_digest(_WORDING)}"


def _digest(modules: tuple[str, ...]) -> str:
    folder, digest = Path(rag.__file__).parent, sha256()
    for path in sorted(folder.rglob("*.py")):
        if path.relative_to(folder).as_posix().removesuffix(".py").startswith(modules):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:8]


def maker(rules: str, path: Path) -> str:
    """What would read this file now: our rules and the format's extractor, as `made_by`."""
    return f"{rules} {reader_of(path)}".rstrip()


def same_wording(made_by: str, other: str) -> bool:
    """Whether two makers word the same passage alike, so that its vector may stay."""
    one, two = (made.split(" ")[0].rpartition(".")[2] for made in (made_by, other))
    return one == two


PlannedFile = tuple[SourceFile, str, DocumentRow | None]
"""A file to read, its name in the library, and what is indexed of it."""


@dataclass(slots=True)
class Plan:
    """Files to read under their names, rows that are gone, and names that stay as they are.

    `roots` are folders that were never indexed as such before.
    """

    to_read: list[PlannedFile] = field(default_factory=list)
    gone: list[DocumentRow] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    problems: list[FileProblem] = field(default_factory=list)
    roots: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.to_read or self.gone or self.roots)


def make_plan(
    scan: Scan, rows: Sequence[DocumentRow], roots: Sequence[str], rules: str, exports: bool = False
) -> Plan:
    """Compare the files that were found with the catalog's rows and roots.

    What Quoth itself has written is left out unless `exports`.
    """
    plan = Plan(problems=list(scan.problems))
    plan.roots = sorted({root for root, _ in scan.roots} - set(roots))
    known = {(row.root, row.relative): row for row in rows}
    here = {(file.root, file.relative) for file in scan.files}
    plan.gone = [row for key, row in known.items() if key not in here and _left(scan, row)]
    taken = {row.path for row in rows} - {row.path for row in plan.gone}
    for file in scan.files:
        row = known.get((file.root, file.relative))
        if row is not None and _current(row, maker(rules, file.path)) and _same(file, row):
            plan.unchanged.append(row.path)
            continue
        name = row.path if row else _name(file, taken)
        taken.add(name)
        if problem := _unsupported(file.path):
            plan.problems.append((name, problem))
        elif not exports and _exported(file.path):
            plan.problems.append((name, _NO_SOURCE))
            plan.gone += [row] if row else []
        else:
            plan.to_read.append((file, name, row))
    return plan


def _current(row: DocumentRow, made_by: str) -> bool:
    """Whether what would read the file now read it before, or something that could do more.

    Where Tesseract has gone since, what it has read stays.
    """
    if OCR in made_by:
        return row.made_by == made_by
    return OCR in row.extractor or row.made_by.partition(OCR)[0] == made_by


def _left(scan: Scan, row: DocumentRow) -> bool:
    """Whether a row that was not found has gone, or lies below a folder indexed now instead."""
    inside = any(Path(root) in Path(row.root).parents for root, _ in scan.roots)
    return inside or scan.gone(row.root, row.relative)


def _same(file: SourceFile, row: DocumentRow) -> bool:
    try:
        return file.path.stat().st_size <= MAX_BYTES and file_sha256(file.path) == row.sha256
    except OSError:
        return False  # reading it will say why


def _name(file: SourceFile, taken: Iterable[str]) -> str:
    """The file's path in the library: relative, with its folder's name if that is taken."""
    folder, names = Path(file.root).name or "root", set(taken)
    prefixes = ("" if n == 0 else f"{folder}/" if n == 1 else f"{folder}-{n}/" for n in count())
    return next(name for prefix in prefixes if (name := prefix + file.relative) not in names)


def _unsupported(path: Path) -> str | None:
    """Why a file of this type is not read; found without reading it."""
    if path.suffix.lower() in supported():
        return None
    try:
        extract(b"", path)
    except SourceError as error:
        return f"{error.found} {error.remedy}".strip()
    return None


_NO_SOURCE = (
    "was written by Quoth and is no source. To index it as one: quoth index --exports PATH."
)


def _exported(path: Path) -> bool:
    """Whether a file is an export of our own; one that cannot be looked at is not."""
    try:
        return path.stat().st_size <= MAX_BYTES and exported(path.read_bytes(), path)
    except OSError:
        return False  # reading it will say why


def read(
    file: SourceFile, name: str, on_page: OnPage | None = None
) -> tuple[Document, list[Passage]] | str:
    """The document and its passages, or the reason why there are none."""
    try:
        document = read_document(file.path, name, on_page)
        document = replace(document, doc_id=document_id(name), path=name)
        for text in (document.text, document.reading.text, document.title, document.author):
            (text or "").encode("utf-8")  # a lone surrogate fits in no file and no answer
        return document, chunk(document)
    except SourceError as error:
        return f"{error.found} {error.remedy}".strip()
    except Exception as error:  # parsers raise anything on hostile files; the rest goes on
        return f"could not be read: {type(error).__name__}: {str(error)[:200]}"
