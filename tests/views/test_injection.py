"""Exports of hostile text, read back by other parsers: nothing of it is mark-up, a link or code."""

import csv
import io
import json
import re
import zipfile
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import pytest
from bibtexparser.entrypoint import parse_string
from lxml import html as lxml_html
from markdown_it import MarkdownIt

from rag.answers.engine import Answer
from rag.answers.record import to_json
from rag.quotes.quote import quote_at
from rag.views.export import FORMATS, export
from tests.quotes.test_citation import Shelf
from tests.support.building import document

ATTACKS = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "\"><svg onload=alert(1)>",
    "[a](javascript:alert(1))", "![a](http://evil.example/p.png)", "<http://evil.example>",
    "}, title = {Forged}, url = {http://evil.example", "}\n@book{forged, title={Forged}}",
    "\\input{/etc/passwd}", "\\write18{id}", "\x1b]0;owned\x07\x1b[2J",
    "=HYPERLINK(\"http://evil.example\")",
    "]]><forged/>", "&lt;b&gt; &#60;b&#62;", "{{7*7}} {% raw %}", "```\n# Forged\n",
    "| a | b |\n|---|---|", "\r\nSet-Cookie: a=b", "http://evil.example/auto www.evil.example",
)  # fmt: skip


def answer(attack: str) -> tuple[list[Any], Shelf]:
    """An answer whose question, author, title, file and words are all hostile."""
    line = " ".join(re.sub(r"[\x00-\x1f]", " ", attack).split())
    text = f"The weir of {line} froze over in 1709, and nobody crossed it.\n\nThe mill stood.\n"
    name = re.sub(r"[/\x00-\x1f]", "_", attack)
    made = replace(document(text, f"{name}.txt"), title=attack, author=attack)
    start, end = made.reading.sentences[0]
    found = Answer(f"What of {attack}?", (quote_at(made, start, end, 0.9),), 0.9)
    return [to_json(found, id=attack, seconds=0.1, index={})], Shelf(made)


@pytest.mark.parametrize("attack", ATTACKS, ids=ascii)
@pytest.mark.parametrize("format", FORMATS)
def test_no_export_obeys_what_it_holds(format: str, attack: str) -> None:
    """Each as a parser of its own reads it."""
    records, shelf = answer(attack)
    data = export(records, shelf, format, "https://example.org/docs")
    CHECKS[format](data)


def check_html(data: bytes) -> None:
    """No script, no handler, no address but ours, no element that loads."""
    tree = lxml_html.document_fromstring(data.decode())
    assert not tree.xpath("//script|//img|//svg|//iframe|//object|//embed|//link|//form|//forged")
    names = [name for element in tree.iter() for name in element.attrib]
    assert not [name for name in names if name.startswith("on")]
    check_links([str(link) for link in tree.xpath("//@href|//@src")])
    assert not re.search(rb"[\x00-\x08\x0b-\x1f\x7f]|\xe2\x80\xae", data)


def check_links(links: list[str]) -> None:
    """Only places of the export itself and of the address that it was given."""
    assert not [link for link in links if not link.startswith(("#", "https://example.org/docs"))]


def check_markdown(data: bytes) -> None:
    """As CommonMark with HTML, tables and bare addresses would read it."""
    text = data.decode()
    reader = MarkdownIt("commonmark", {"html": True}).enable("table")
    tree = lxml_html.document_fromstring(f"<body>{reader.render(text)}</body>")
    assert not tree.xpath("//script|//img|//svg|//table|//forged|//pre")
    assert not [h for h in tree.xpath("//h1|//h2") if h.text_content().strip() == "Forged"]
    check_links([str(link) for link in tree.xpath("//@href|//@src")])
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f\u202e]", text)


def check_docx(data: bytes) -> None:
    """Every part is XML that holds no field, no element of ours, and no address but ours."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if not name.endswith((".xml", ".rels")):
                continue
            for element in ElementTree.fromstring(archive.read(name)).iter():
                assert not element.tag.endswith(
                    ("}forged", "}instrText", "}fldSimple", "}altChunk")
                )
                if element.get("TargetMode") == "External":
                    check_links([element.get("Target", "")])


def check_bibtex(data: bytes) -> None:
    """No entry, no field and no command that the text forged."""
    text = data.decode()
    library = parse_string(text, parse_stack=[])
    assert not library.failed_blocks
    assert len(library.entries) <= 1
    for entry in library.entries:
        assert entry.key != "forged"
        assert [field.key for field in entry.fields].count("title") <= 1
        assert not re.search(r"\\(?:input|write18)", text)
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", text)


def check_json(data: bytes) -> None:
    """It is JSON, and no control character stands in it bare."""
    json.loads(data)
    assert not re.search(rb"[\x00-\x08\x0b-\x1f\x7f]", data)


def check_bundle(data: bytes) -> None:
    """No name leads out of the folder, and the pages in it are as harmless as those outside."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            assert not name.startswith(("/", "\\"))
            assert ".." not in name.split("/")
            assert name.isprintable()
            if name.endswith(".html"):
                check_html(archive.read(name))


def check_csv(data: bytes) -> None:
    """As many cells in each row, none of them a formula."""
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))
    assert len({len(row) for row in rows}) == 1
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]
    assert not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\xe2\x80\xae", data)


CHECKS = {
    "markdown": check_markdown, "links": check_markdown, "html": check_html, "docx": check_docx,
    "annotations": check_json, "csl": check_json, "bibtex": check_bibtex, "bundle": check_bundle,
    "csv": check_csv,
}  # fmt: skip
