"""`--where` and `quoth tag`, through the commands themselves."""

import json
from pathlib import Path

import pytest

import rag
from rag.cli import main
from tests.conftest import Run


def test_tags_are_set_listed_and_asked_for(indexed: Run) -> None:
    """A tag that begins with a hyphen's removal is no option, and options behind it still are."""
    status, out, err = indexed("tag", "herat.md", "+read", "+collection:Two cities")
    assert (0, "herat.md  read, collection:Two cities", "") == (status, out.strip(), err)
    assert "herat.md" == indexed("docs", "--where", "tag:read")[1].split()[0]
    line = json.loads(indexed("docs", "--where", 'collection:"two cities"', "--json")[1])
    assert [{"value": "read", "from": "hand"}] == line["facets"]["tag"]
    status, out, _ = indexed("tag", "herat.md", "-read", "--index", ".quoth", "--json")
    given = {"path": "herat.md", "tags": [], "collections": ["Two cities"], "hidden": []}
    assert given == json.loads(out)
    assert 2 == indexed("tag", "+read")[0]
    assert 2 == indexed("tag", "gone.md", "+read")[0]
    assert "no labels yet" in indexed("tag", "kabul.md")[2]


def test_an_audit_looks_only_into_what_fits(indexed: Run) -> None:
    """The quotation of a document that is left out is not found."""
    assert 0 == indexed("audit", "draft.md", "--where", "title:herat")[0]
    assert 1 == indexed("audit", "draft.md", "--where", "-title:herat")[0]
    assert 2 == indexed("audit", "draft.md", "--where", "title:")[0]
    audit = rag.audit
    assert audit(Path("draft.md"), where="title:herat").ok
    assert not audit(Path("draft.md"), where="title:kabul").ok


@pytest.mark.usefixtures("indexed")
def test_ask_batch_and_the_verb_take_a_filter(workplace: Path) -> None:
    """With the models as they are: what does not fit is not quoted, a slip is no abstention."""
    question = "When did the Taliban take Herat?"
    assert "answered" == rag.ask(question, where="title:herat")["status"]
    assert "abstained" == rag.ask(question, where="title:kabul")["status"]
    (workplace / "one.jsonl").write_text(json.dumps({"question": question}), encoding="utf-8")
    asked = ("batch", "one.jsonl", "--out", "a.jsonl", "--fresh", "--where")
    assert 0 == main([*asked, "-title:herat"])
    assert "abstained" == json.loads((workplace / "a.jsonl").read_bytes())["status"]
    assert 2 == main(["ask", question, "--where", "title:nowhere"])
    assert 2 == main(["ask", question, "--where", "title:herat", "--in", "kabul.md"])
    assert 0 == main(["ask", question, "--where", "title:herat", "--in", "herat.md"])
