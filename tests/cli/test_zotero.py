"""`quoth catalogue --zotero`, `quoth export --style`: a server that talks as Zotero does."""

import json
import re
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, ClassVar

import pytest

from rag.answers.engine import Answer
from rag.answers.record import to_json
from rag.quotes.quote import quote_at
from rag.search import open_index
from tests.conftest import Run

SAID = "The Taliban took Herat in 1995."
URI = "http://zotero.org/users/12/items/BOOK0001"
BOOK = {
    "key": "BOOK0001", "library": {"type": "user", "id": 12},
    "data": {"itemType": "book", "tags": [{"tag": "to read"}]},
    "csljson": {
        "id": "whatever", "type": "book", "title": "Herat", "publisher": "Birch",
        "author": [{"family": "Marsh", "given": "Elin"}], "issued": {"date-parts": [["2019"]]},
    },
}  # fmt: skip
FILE = {
    "key": "FILE0001", "library": {"type": "user", "id": 12}, "csljson": {},
    "data": {"itemType": "attachment", "parentItem": "BOOK0001", "filename": "herat.md"},
}  # fmt: skip


class Zotero(BaseHTTPRequestHandler):
    """The few answers of Zotero's local API that are asked for."""

    path_of_file: ClassVar[str] = ""
    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        if self.path.startswith("/api/users/0/items?"):
            body = json.dumps([BOOK, FILE])
        elif self.path == "/api/users/0/items/FILE0001/file/view/url":
            body = self.path_of_file
        else:
            self.send_error(404)
            return
        self.send_response(200)
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture
def zotero() -> Iterator[str]:
    """The address of a running Zotero."""
    server = HTTPServer(("127.0.0.1", 0), Zotero)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def _quoted() -> None:
    """Save an answer that quotes herat.md."""
    with open_index(Path(".quoth")) as index:
        row = index.find("herat.md")
        assert row is not None
        document = index.document(row.doc_id)
    at = document.reading.text.index(SAID)
    answer = Answer("When?", (quote_at(document, at, at + len(SAID)),), 0.9)
    record = to_json(answer, id=1, seconds=0.1, index={})
    Path("answers.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")


def test_a_library_comes_in_and_goes_out(indexed: Run, workplace: Path, zotero: str) -> None:
    """By the attached file; the footnote cites the whole entry, and Zotero knows it as its own."""
    Zotero.path_of_file = (workplace / "corpus" / "herat.md").as_uri()
    assert 0 == indexed("catalogue", "--zotero", zotero)[0]
    line = json.loads(indexed("docs", "--json", "--where", 'tag:"to read" author:marsh')[1])
    assert "herat.md" == line["path"]
    assert [{"value": "BOOK0001", "from": "catalogue"}] == line["facets"]["key"]
    assert ["zotero://select/library/items/BOOK0001"] == [
        one["value"] for one in line["facets"]["link"]
    ]
    _quoted()
    text = indexed(
        "export", "answers.jsonl", "--format", "markdown", "--style", "chicago", "--out", "-"
    )
    assert "[^1]: Elin Marsh, *Herat* (Birch, 2019)" in text[1]
    assert SAID in text[1]
    assert (
        0
        == indexed(
            "export", "answers.jsonl", "--format", "docx", "--style", "oscola", "--out", "a.docx"
        )[0]
    )
    html = ("export", "answers.jsonl", "--format", "html", "--style")
    page = indexed(*html, "chicago", "--out", "-")[1]
    assert page.startswith("<!doctype html>")
    assert re.search(r'<li id="fn1"[^>]*><p>Elin Marsh, <i>Herat</i> \(Birch, 2019\)', page)
    assert "Works cited" in page
    assert "1. The fall of Herat, herat.md, line 3" in page.partition("Where the quotes stand")[2]
    assert 0 == indexed(*html, "apa", "--out", "a.html")[0]
    assert 0 == indexed("audit", "a.html", "--json")[0]
    with zipfile.ZipFile("a.docx") as file:
        notes = file.read("word/footnotes.xml").decode()
    assert "ADDIN ZOTERO_ITEM CSL_CITATION" in notes
    assert URI in notes
    status, out, _ = indexed("audit", "a.docx", "--json")
    assert 0 == status
    assert "ZOTERO" not in out  # the field's instruction is no text


@pytest.mark.usefixtures("zotero")
def test_only_this_machine_is_asked(indexed: Run) -> None:
    """Another host is refused before anything is sent, and a silent port says what to do."""
    Zotero.asked.clear()
    for address in ("http://example.org", "https://127.0.0.1:1", "http://127.0.0.1.example.org:80"):
        status, _, err = indexed("catalogue", "--zotero", address)
        assert 2 == status
        assert "is not this machine" in err
    assert [] == Zotero.asked
    status, _, err = indexed("catalogue", "--zotero", "http://127.0.0.1:1")
    assert 2 == status
    assert "Start Zotero" in err


def test_one_of_two_sources_is_expected(indexed: Run) -> None:
    """Neither a file nor Zotero, or both, is wrong use."""
    assert 2 == indexed("catalogue")[0]
    assert 2 == indexed("catalogue", "a.bib", "--zotero")[0]
