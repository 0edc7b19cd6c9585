"""Saved answers verified line by line, and the commands audit, verify and export."""

import json
from pathlib import Path
from typing import Any

import pytest

from rag.answers.engine import Answer
from rag.answers.record import to_json
from rag.audit.saved import check_lines, checked_json, mended, summary
from rag.documents.document import Document
from rag.errors import CitationError
from rag.quotes.quote import quote_at
from tests.conftest import Run
from tests.quotes.test_citation import Shelf
from tests.support.building import document
from tests.support.standin import HERAT

BEFORE = document(HERAT, "herat.md")
AFTER = document("# A new heading\n\nAnd a new paragraph.\n\n" + HERAT, "herat.md")


def line(source: Document, *words: str, id: str = "1") -> bytes:
    """One line of a batch that quotes these words."""
    quotes = []
    for said in words:
        at = source.reading.text.index(said)
        inner = (at + 4, at + 11)
        quotes.append(quote_at(source, at, at + len(said), 0.9, (inner,)))
    record = to_json(Answer("Q?", tuple(quotes), 0.9), id=id, seconds=0.1, index={})
    return json.dumps(record, ensure_ascii=False).encode() + b"\n"


TAKEN = "The Taliban took Herat in 1995."
FLED = "Ismail Khan fled to Iran with 8,000 men."


def test_moved_citations_are_mended_and_nothing_else() -> None:
    """The mended line verifies as intact; other lines stay byte for byte, blank ones too."""
    other = b'{"id":  "odd spacing", "status": "abstained", "quotes": []}\r\n'
    lines = [other, line(BEFORE, TAKEN, FLED), b"\n"]
    library = Shelf(AFTER, before=[BEFORE])
    checked = check_lines(lines, library)
    assert [item.verdict for item in checked] == ["moved", "moved"]
    fixed = mended(lines, checked)
    assert (fixed[0], fixed[2]) == (other, b"\n")
    again = check_lines(fixed, Shelf(AFTER))
    assert [item.verdict for item in again] == ["intact", "intact"]
    assert mended(fixed, again) == fixed


def test_a_mended_quote_is_what_a_new_answer_would_say() -> None:
    """Spans, line, context, notes, selectors and answer spans are those of today."""
    lines = [line(BEFORE, TAKEN, FLED)]
    fixed = mended(lines, check_lines(lines, Shelf(AFTER, before=[BEFORE])))
    assert json.loads(fixed[0]) == json.loads(line(AFTER, TAKEN, FLED))


def test_only_what_moved_is_written_anew() -> None:
    """An altered citation beside a moved one stays as it was saved."""
    now = document("# New\n\n" + HERAT.replace("1995", "1996"), "herat.md")
    lines = [line(BEFORE, TAKEN, FLED)]
    checked = check_lines(lines, Shelf(now, before=[BEFORE]))
    assert [item.verdict for item in checked] == ["altered", "moved"]
    old, new = json.loads(lines[0])["quotes"], json.loads(mended(lines, checked)[0])["quotes"]
    assert (new[0], new[1] == old[1]) == (old[0], False)
    assert ("delete", "1995") in checked_json(checked)["citations"][0]["diff"]
    assert "1995" in str(checked_json(checked)["citations"][0]["was"])


@pytest.mark.parametrize(
    "change",
    [
        {"spans": "all"}, {"document": "herat.md"}, {"document": {"path": 3, "sha256": "0" * 64}},
        {"text": 5}, {"spans": [{"start": 10**18, "end": 10**19}]},
        {"document": {"path": "herat.md", "sha256": BEFORE.sha256.upper()}},
    ],
)  # fmt: skip
def test_a_malformed_citation_is_no_good_one(change: dict[str, Any]) -> None:
    """Whatever a hand has put into the file, it is altered, and nothing breaks."""
    record = json.loads(line(BEFORE, TAKEN))
    record["quotes"][0] |= change
    (item,) = check_lines([json.dumps(record).encode()], Shelf(BEFORE))
    assert item.verdict == "altered"


NOTED = document(
    "# On eels\n\nBy Ada Lund, 3 May 2011\n\nEels sleep.[^1] “Eels dream,” said Olaf Brekke.\n\n"
    "[^1]: Vik, Fish, 4.\n",
    "eels.md",
)


@pytest.mark.parametrize(
    ("member", "change", "told"),
    [
        ("document", {"author": "Olaf Brekke"}, "the document's author"),
        ("document", {"title": "On sharks"}, "the document's title"),
        ("document", {"date": "1911"}, "the document's date"),
        ("voice", {"kind": "quoted", "speaker": "Ada Lund"}, "the voice"),
        ("locator", {"page": "12"}, "the page"),
        ("locator", {"line": 70}, "the line"),
        ("notes", [], "the number of notes"),
        ("notes", [{"mark": "1", "text": "Lund, Eels, 9."}], "note 1's text"),
    ],
)
def test_true_words_under_a_forged_name_page_or_note(member: str, change: Any, told: str) -> None:
    """The words are right, and what stands beside them is not: altered, and it says which."""
    honest = line(NOTED, "Eels sleep.")
    assert ["intact"] == [item.verdict for item in check_lines([honest], Shelf(NOTED))]
    record = json.loads(honest)
    quote = record["quotes"][0]
    quote[member] = {**quote[member], **change} if isinstance(change, dict) else change
    (item,) = check_lines([json.dumps(record).encode()], Shelf(NOTED))
    assert ("altered", True) == (item.verdict, told in item.reason)


def test_what_a_saved_quote_does_not_say_is_not_asked_for() -> None:
    """Path, hash, words and spans are enough."""
    record = json.loads(line(NOTED, "Eels sleep."))
    (quote,) = record["quotes"]
    place = {name: quote["document"][name] for name in ("path", "sha256")}
    record["quotes"] = [{"text": quote["text"], "spans": quote["spans"], "document": place}]
    (item,) = check_lines([json.dumps(record).encode()], Shelf(NOTED))
    assert "intact" == item.verdict


@pytest.mark.parametrize("raw", [b"{", b"[]", b"{}", b'{"quotes": 3}'])
def test_a_line_that_is_no_answer_is_named(raw: bytes) -> None:
    """With its number."""
    with pytest.raises(CitationError, match="line 2"):
        check_lines([line(BEFORE, TAKEN), raw], Shelf(BEFORE))


def test_an_error_of_a_batch_holds_no_citation() -> None:
    """A line that the batch marked as failed is passed over."""
    checked = check_lines([b'{"id": 1, "status": "error", "error": "no"}'], Shelf(BEFORE))
    assert set(summary(checked).values()) == {0}


def test_verify_and_fix_after_a_source_has_changed(indexed: Run, workplace: Path) -> None:
    """The whole way: answer, edit the source, index again, verify, fix, verify."""
    assert indexed("verify", "questions.jsonl")[0] == 2
    (workplace / "answers.jsonl").write_bytes(
        line(document((workplace / "corpus/herat.md").read_text(), "herat.md"), TAKEN)
    )
    assert indexed("verify", "answers.jsonl")[:2] == (0, "1 intact\n")
    (workplace / "corpus/herat.md").write_text("# New\n\n" + HERAT, encoding="utf-8")
    assert indexed("index", "corpus")[0] == 0
    assert "1 moved" in indexed("verify", "answers.jsonl")[1]
    status, out, _ = indexed("verify", "--json", "--fix", "answers.jsonl")
    assert (status, json.loads(out)["summary"]["moved"]) == (0, 1)
    assert indexed("verify", "answers.jsonl")[:2] == (0, "1 intact\n")
    (workplace / "corpus/herat.md").write_text(HERAT.replace("1995", "1996"), encoding="utf-8")
    assert indexed("index", "corpus")[0] == 0
    status, out, _ = indexed("verify", "answers.jsonl")
    assert (status, "[-1995-] {+1996+}" in out) == (1, True)


def test_audit_tells_by_its_exit_status(indexed: Run, workplace: Path) -> None:
    """0 for true quotations, 1 for a false one, 2 for what is no draft."""
    assert indexed("audit", "draft.md")[0] == 0
    (workplace / "false.md").write_text("“Ismail Khan fled to Iran with 9,000 men.”")
    status, out, _ = indexed("audit", "false.md", "--json")
    assert (status, json.loads(out)["findings"][0]["verdict"]) == (1, "altered")
    status, out, _ = indexed("audit", "false.md", "--sarif")
    assert (status, json.loads(out)["version"]) == (1, "2.1.0")
    assert indexed("audit", "nothing.md")[0] == 2


def test_an_exported_answer_passes_the_audit(indexed: Run, workplace: Path) -> None:
    """From a batch to a file to the audit, through the commands."""
    (workplace / "answers.jsonl").write_bytes(line(BEFORE, TAKEN, FLED))
    for shape, name in (("docx", "a.docx"), ("bundle", "a.zip"), ("markdown", "a.md")):
        assert indexed("export", "answers.jsonl", "--format", shape, "--out", name)[0] == 0
        status, out, _ = indexed("audit", name)
        assert (status, out.splitlines()[-1].startswith("2 verified")) == (0, True)
    (workplace / "answers.jsonl").write_bytes(line(BEFORE, TAKEN).replace(b"1995.", b"1996."))
    status, _, err = indexed("export", "answers.jsonl", "--format", "html", "--out", "b.html")
    assert (status, "quoth verify" in err, (workplace / "b.html").exists()) == (2, True, False)


def test_another_place_of_a_quote_is_verified_like_it() -> None:
    """An "also" that its document does not bear out makes the citation wrong, and says which."""
    other = document(HERAT, "reprint.md")
    record = json.loads(line(BEFORE, TAKEN))
    (quote,) = record["quotes"]
    quote["also"] = [{"document": {"path": "reprint.md", "sha256": other.sha256},
                      "spans": [dict(span) for span in quote["spans"]]}]  # fmt: skip
    shelf = Shelf(BEFORE, other)
    (right,) = check_lines([json.dumps(record).encode()], shelf)
    quote["also"][0]["spans"][0]["end"] -= 5
    (wrong,) = check_lines([json.dumps(record).encode()], shelf)
    assert right.verdict == "intact"
    assert (wrong.verdict, "also in 'reprint.md'" in wrong.reason) == ("altered", True)
