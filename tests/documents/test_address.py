"""The web address that a file states as its own, and links to the quoted words below it."""

import json
from pathlib import Path

import pytest

from rag.answers.engine import Answer
from rag.answers.record import to_json
from rag.bibliography.bibtex import tex
from rag.documents.assembly import document_from
from rag.documents.document import Document
from rag.documents.formats import extract
from rag.quotes.quote import quote_at
from rag.search.codec import pack, unpack
from rag.views.export import export
from tests.quotes.test_citation import Shelf
from tests.support.building import document

PAGE = """<html><head><title>Eels</title><link rel="{rel}" href="{href}">
<meta property="og:url" content="{og}"></head><body><h1>Eels</h1><p>Eels sleep in the mud.</p>
</body></html>"""


def page(href: str, og: str = "", rel: str = "canonical") -> Document:
    """A web page that states these addresses."""
    data = PAGE.format(href=href, og=og, rel=rel).encode()
    return document_from(extract(data, Path("eels.html")), "eels.html", "0" * 64)


@pytest.mark.parametrize(
    ("made", "address"),
    [
        (page("https://example.org/eels_1?a=b"), "https://example.org/eels_1?a=b"),
        (page("/eels", "http://example.org/og"), "http://example.org/og"),
        (page("https://example.org/a", rel="alternate"), None),
        (page("javascript:alert(1)", "https://example.org/<b>"), None),
        (page("https://example.org/a b"), None),
        (document("---\ntitle: Eels\nurl: https://example.org/a_b_c\n---\n\nEels sleep.\n"),
         "https://example.org/a_b_c"),
        (document("# Eels\n\nSource: https://example.org/eels\n\nEels sleep.\n"),
         "https://example.org/eels"),
        (document("# Eels\n\nSource: the harbour master\n\nEels sleep.\n"), None),
        (document("# Eels\n\nSee https://example.org/eels for more.\n\nEels sleep.\n"), None),
    ],
)  # fmt: skip
def test_the_address_is_what_the_file_states(made: Document, address: str | None) -> None:
    """Only whole addresses of the web, and only as the page's own."""
    assert address == made.address
    assert address == unpack(pack(made)).address


def test_links_to_the_words_need_no_base_where_the_page_states_its_address() -> None:
    """The fragment is put behind the address, whose own is left out; brackets do not end a link."""
    source = page("https://example.org/eels_(fish)#top")
    at = source.reading.text.index("Eels sleep")
    quote = quote_at(source, at, at + len("Eels sleep in the mud."), 0.9)
    record = to_json(Answer("Where?", (quote,), 0.9), id=1, seconds=0.1, index={})
    assert "https://example.org/eels_(fish)#top" == record["quotes"][0]["document"]["address"]
    made = export([record], Shelf(source), "links").decode()
    assert "(https://example.org/eels_%28fish%29#:~:text=" in made
    based = export([record], Shelf(source), "links", "https://mirror.example").decode()
    assert "(https://mirror.example/eels.html#:~:text=" in based
    (item,) = json.loads(export([record], Shelf(source), "csl"))
    assert ("webpage", source.address) == (item["type"], item["URL"])
    assert (
        rf"url = {{{tex(str(source.address))}}}"
        in export([record], Shelf(source), "bibtex").decode()
    )
