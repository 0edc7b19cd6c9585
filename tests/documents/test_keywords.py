"""The keywords that a file states of itself are its tags, with the file as where they come from."""

import io
import sqlite3
import zipfile
from pathlib import Path

import pikepdf

from rag.documents.structure.keywords import keywords
from rag.search import update_index
from rag.search.facets import choose, facets_json
from rag.search.labels import change_labels, read_labels
from rag.search.manifest import CATALOG, CURRENT, MANIFEST, file_sha256
from tests.support.indexing import EMBEDDER, opened, write

CORPUS = Path(__file__).parents[2] / "corpus"
SAID = "The Helmand was shared by treaty in 1973 between the two states of the basin."
TEXTS = {
    "list.md": f"---\ntitle: Rivers\ntags: [Rivers, '#water law', RIVERS]\n---\n\n{SAID}\n",
    "line.md": f"---\ntitle: Rivers\nkeywords: Rivers, water law\n---\n\n{SAID}\n",
    "toml.md": f"+++\ntitle = 'Rivers'\ntags = ['Rivers', 'water law']\n+++\n\n{SAID}\n",
    "meta.html": "<html><head><title>T</title><meta name=keywords content='Rivers, water law'>"
    f"</head><body><article><h1>T</h1><p>{SAID}</p></article></body></html>",
    "post.html": "<html><head><title>T</title><meta property='article:tag' content='Rivers'>"
    "<meta property='article:tag' content='water law'></head>"
    f"<body><article><h1>T</h1><p>{SAID}</p></article></body></html>",
    "data.html": '<html><head><script type="application/ld+json">{"@type": "Article", "keywords": '
    f'["Rivers", "water law"]}}</script></head><body><article><p>{SAID}</p></article></body>',
    "note.rtf": rf"{{\rtf1\ansi{{\info{{\keywords Rivers; water law}}}}\pard {SAID}\par}}",
}


def _rezipped(name: str, part: str, old: str, new: str) -> bytes:
    """A file of the sample library with something else in one of its parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(CORPUS / name) as source, zipfile.ZipFile(made, "w") as target:
        for one in source.namelist():
            data = source.read(one)
            assert one != part or old.encode() in data
            target.writestr(one, data.replace(old.encode(), new.encode()) if one == part else data)
    return made.getvalue()


def _library(folder: Path) -> Path:
    write(folder, TEXTS)
    stated = "<cp:keywords>Rivers, water law</cp:keywords>"
    word = _rezipped(
        "three-calendars.docx", "docProps/core.xml", "<cp:keywords></cp:keywords>", stated
    )
    (folder / "word.docx").write_bytes(word)
    subjects = "<dc:subject>Rivers</dc:subject><dc:subject>Water law</dc:subject></metadata>"
    book = _rezipped("down-the-hari-rud.epub", "EPUB/content.opf", "</metadata>", subjects)
    (folder / "book.epub").write_bytes(book)
    with pikepdf.open(CORPUS / "which-language-was-spoken.pdf") as pdf:
        pdf.docinfo["/Keywords"] = "Rivers; water law"
        pdf.save(folder / "print.pdf")
    return folder


def test_every_format_gives_its_keywords_as_tags_and_says_that_the_file_has_them(
    tmp_path: Path,
) -> None:
    """A label of a person's own goes before the same one of the file."""
    library, place = _library(tmp_path / "library"), tmp_path / "index"
    assert not update_index(place, [library], EMBEDDER).problems
    with opened(place) as index:
        rows = {row.path: row for row in index.documents()}
        assert rows.keys() == {*TEXTS, "word.docx", "book.epub", "print.pdf"}
        for name, row in rows.items():
            assert [one.casefold() for one in row.keywords] == ["rivers", "water law"], name
            assert index.document(row.doc_id).keywords == row.keywords
        assert choose(index, 'tag:"Water law"').ids == {row.doc_id for row in rows.values()}
        line = rows["line.md"]
        change_labels(place, {line.doc_id: line.path}, ["+RIVERS", "+read"])
        tags = facets_json(line, read_labels(place)[line.doc_id])["tag"]
        assert tags == [
            {"value": "RIVERS", "from": "hand"},
            {"value": "read", "from": "hand"},
            {"value": "water law", "from": "file"},
        ]


def test_what_is_no_label_is_left_out_and_a_subject_keeps_its_commas() -> None:
    """A label is short, can be printed, and stands once."""
    assert keywords("a\x07b, c" + "d" * 101 + ", e, , #") == ("e",)
    assert keywords("Iran, history;\nOil") == ("Iran, history", "Oil")
    assert len(keywords(",".join(map(str, range(80))))) == 50
    assert keywords(None) == keywords("") == ()


def test_an_index_from_before_there_were_keywords_is_read_and_written(tmp_path: Path) -> None:
    """Old rows have none until their files are read again."""
    library, place = write(tmp_path / "library", TEXTS), tmp_path / "index"
    update_index(place, [library], EMBEDDER)
    catalog = next(place.rglob(CATALOG))
    chain = (catalog, catalog.with_name(MANIFEST), place / CURRENT)  # each has the hash of the last
    before = [file_sha256(file) for file in chain]
    with sqlite3.connect(catalog) as old:
        old.execute("ALTER TABLE document DROP COLUMN keywords")
    old.close()
    for at, file in enumerate(chain[1:]):
        file.write_text(file.read_text().replace(before[at], file_sha256(chain[at])))
    with opened(place) as index:
        assert all(row.keywords == () for row in index.documents())
    write(library, {"new.md": TEXTS["line.md"]})
    update_index(place, [library], EMBEDDER)
    with opened(place) as index:
        assert [row.path for row in index.documents() if row.keywords] == ["new.md"]
    update_index(place, [library], EMBEDDER, rules="others")
    with opened(place) as index:
        assert all(row.keywords for row in index.documents())
