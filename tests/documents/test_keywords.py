"""The keywords that a file states of itself are its tags, with the file as where they come from."""

import io
import sqlite3
import textwrap
import zipfile
from pathlib import Path

import pikepdf
import pytest

from rag.documents.read import read_document
from rag.documents.structure.keywords import keywords
from rag.search import update_index
from rag.search.facets import FacetRecord, choose, facets_json
from rag.search.labels import change_labels, read_labels
from rag.search.manifest import CATALOG, CURRENT, MANIFEST, file_sha256
from tests.support.indexing import EMBEDDER, opened, write
from tests.support.pdf_pages import Sheet, written
from tests.support.word import docx, p, r

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


def test_a_tag_of_the_file_is_hidden_by_hand_and_comes_back(tmp_path: Path) -> None:
    """It is no value of the filter, and it is said that somebody took it away."""
    library, place = write(tmp_path / "library", TEXTS), tmp_path / "index"
    update_index(place, [library], EMBEDDER)
    with opened(place) as index:
        row = next(row for row in index.documents() if row.path == "line.md")

        def tags(*changes: str) -> dict[str, list[FacetRecord]]:
            change_labels(place, {row.doc_id: row.path}, changes, {row.doc_id: row.keywords})
            facets = facets_json(row, read_labels(place)[row.doc_id])
            return {name: facets[name] for name in ("tag", "hidden") if name in facets}

        water = {"value": "water law", "from": "file"}
        hidden = [{"value": "RIVERS", "from": "hand"}]
        assert tags("-RIVERS", "-none such") == {"tag": [water], "hidden": hidden}
        assert row.doc_id not in choose(index, "tag:rivers").ids
        assert tags("+Rivers") == {"tag": [{"value": "Rivers", "from": "hand"}, water]}
        assert tags("-rivers")["tag"] == [water]


ABSTRACT = (
    "The valley dried out twice in the last century, and the two states went to law over it. "
    "We measure how far the river was let down, and who has gained by it."
)
PRINTED = (
    "Keywords: rivers and their treaties; water law; arbitration; the Helmand commission; drought"
)


def _paper(name: str) -> bytes:
    """A paper whose labels stand below its abstract, in a format."""
    if name.endswith(".pdf"):
        lines = [
            *textwrap.wrap(ABSTRACT, 60),
            "",
            *textwrap.wrap(PRINTED, 60),
            "",
            *textwrap.wrap(SAID, 60),
        ]
        return written(Sheet().put(40, 560, "Low Water", 20).lines(40, 520, lines))
    if name.endswith(".docx"):
        return docx("".join(map(p, map(r, (ABSTRACT, PRINTED, SAID)))))
    if name.endswith(".html"):
        made = "<p>".join([ABSTRACT, PRINTED.replace("Keywords:", "<b>Keywords</b>: "), SAID])
        return f"<html><body><article><h1>Low Water</h1><p>{made}</article></body></html>".encode()
    wrapped = textwrap.fill(PRINTED, 60)
    return f"# Low Water\n\n## Abstract\n\n{ABSTRACT}\n\n{wrapped}\n\n{SAID}\n".encode()


@pytest.mark.parametrize("name", ["a.md", "a.txt", "a.html", "a.docx", "a.pdf"])
def test_a_line_of_keywords_below_an_abstract_is_read_in_every_format(
    name: str, tmp_path: Path
) -> None:
    """They are the file's own labels, as those of its metadata are."""
    (tmp_path / name).write_bytes(_paper(name))
    assert read_document(tmp_path / name, name).keywords == (
        "rivers and their treaties", "water law", "arbitration", "the Helmand commission",
        "drought",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("printed", "labels"),
    [
        ("**Key words** – salt, *trade routes*.", ("salt", "trade routes")),
        ("Index Terms—salt · trade routes", ("salt", "trade routes")),
        ("KEYWORDS salt, trade routes", ("salt", "trade routes")),
        ("## Keywords\n\nsalt, trade routes", ("salt", "trade routes")),
        ("It dried. Keywords: salt, trade routes", ("salt", "trade routes")),
        ("Keywords were searched for in all of the titles, and there were none.", ()),
        ("Keywords: we looked for them in every title that the library holds, without any.", ()),
        ("The keywords: salt, trade", ()),
    ],
)
def test_how_keywords_are_printed(printed: str, labels: tuple[str, ...], tmp_path: Path) -> None:
    """A sentence about keywords has none."""
    text = f"# Low Water\n\n{ABSTRACT}\n\n{printed}\n\n{SAID}\n"
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    assert read_document(tmp_path / "a.md", "a.md").keywords == labels


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
