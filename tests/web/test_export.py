"""What a conversation can be exported as, from the page."""

from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from rag.views.export import FORMATS
from rag.web.conversation import Conversation
from rag.web.desk import Desk
from rag.web.export import of_conversation
from rag.web.routes import Pages, routes
from rag.web.stores.results import ResultStore
from tests.support.web_stand import TEXTS, desk_over

PAGE = """<!doctype html><html><head><title>The ferry</title>
<link rel="canonical" href="https://example.org/ferry?id=7"></head>
<body><h1>The ferry</h1><p>The ferry at Sherkhan sank in August. Its captain swam.</p></body></html>
"""
HERAT, FERRY = "When did the Taliban take Herat?", "When did the ferry at Sherkhan sink?"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk over the small library and a page of the web."""
    desk = desk_over(tmp_path, {**TEXTS, "ferry.html": PAGE})
    desk.start()
    assert desk.ready.wait(60)
    return desk


def talk(desk: Desk, *questions: str) -> Conversation:
    """A conversation that asks these."""
    done = Conversation()
    for question in questions:
        done = done.after(desk.ask(question, 0.3, None))
    return done


def test_every_format_is_offered(desk: Desk) -> None:
    """Each of rag/views/formats.py is there, and what it gives is written."""
    files = of_conversation(talk(desk, FERRY), desk.engine.index, desk.about())
    assert len(FORMATS) + 1 == sum(not file.style for file in files.values())  # and JSON Lines
    assert all(file.write() for file in files.values() if not file.style)


def test_each_style_sets_its_footnotes(desk: Desk) -> None:
    """As `quoth export --style` does, in the formats that have footnotes."""
    files = of_conversation(talk(desk, HERAT), desk.engine.index, desk.about())
    styled = {name: file for name, file in files.items() if file.style}
    assert {"Chicago", "APA", "MLA", "OSCOLA", "Harvard"} == {f.style for f in styled.values()}
    texts = {name: f.write().decode() for name, f in styled.items() if name.endswith(".md")}
    assert "(Ann Author, 2001)" in texts["quoth-apa.md"]
    assert "[^1]: Ann Author, “The Fall of Herat”, May 3, 2001." in texts["quoth-chicago.md"]
    assert styled["quoth-oscola.docx"].write().startswith(b"PK")


def test_web_links_lead_to_the_words_where_a_document_has_an_address(desk: Desk) -> None:
    """Quotes of other documents are left out, and the label says so."""
    files = of_conversation(talk(desk, HERAT, FERRY), desk.engine.index, desk.about())
    file = files["quoth-links.md"]
    text = file.write().decode()
    assert "https://example.org/ferry?id=7#:~:text=" in text
    assert HERAT not in text
    assert file.label.startswith("web links (1 of ")


def test_without_an_address_there_are_no_web_links(desk: Desk) -> None:
    """A format that could hold nothing is not offered."""
    files = of_conversation(talk(desk, HERAT), desk.engine.index, desk.about())
    assert "quoth-links.md" not in files


def test_one_quote_that_a_format_cannot_hold_stops_no_other(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page gives the file without it, and the file's name says which is missing."""
    from rag.views import markdown

    whole = markdown.markdown
    monkeypatch.setattr(markdown, "markdown", lambda made: whole(made).replace("sank", "swam"))
    kept, made = ResultStore(), talk(desk, HERAT, FERRY)
    key = kept.put(of_conversation(made, desk.engine.index, desk.about()))
    answer = TestClient(Starlette(routes=routes(Pages(desk, kept)))).get(f"/export/{key}/quoth.md")
    assert (answer.status_code, HERAT in answer.text, "swam" in answer.text) == (200, True, False)
    missing = made.turns[1].first
    assert f"-without-quote-{missing}" in answer.headers["Content-Disposition"]
    assert "does not come through as markdown" in answer.headers["Quoth-Left-Out"]
