"""Exports that can be verified again: what goes out comes back, every quote verified."""

import io
import json
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from rag.answers.engine import Answer
from rag.answers.record import to_json
from rag.audit import Auditor
from rag.audit.draft.files import draft_from
from rag.bibliography.bibtex import tex, untex
from rag.documents.document import Document
from rag.documents.read import read_document
from rag.errors import CitationError, QuestionError
from rag.quotes.citation import Citation
from rag.quotes.quote import Quote, quote_at
from rag.span import Span
from rag.views.check_bundle import bears_out
from rag.views.export import FORMATS, export
from rag.views.fragment import fragment
from rag.views.words import warnings_of
from tests.quotes.test_citation import Shelf
from tests.support.building import document

CORPUS = Path(__file__).parents[2] / "corpus"
HARD = """# Odd *signs* & ends

By Rosa_Lind

He wrote **boldly** that a < b & c > d, that 2 * 3 = 6, and that “all is well” [sic] here.

It cost $5_000 (or #5 ~ {five} \\\\ 50 %) in the *un-
usual* year of 10<sup>6</sup> stars, 🌍 İ é included.[^1]

> “A block quote,” he said, “has marks of its own” <script>alert(1)</script> & more.

- A list entry that ends in a `code_word` and an | odd sign.

[^1]: Rashid, *Taliban*, 40.
"""
LIBRARY = [read_document(path, path.name) for path in sorted(CORPUS.glob("*.*"))]
LIBRARY.append(document(HARD, "odd_names/a_b (1).md"))
SHELF = Shelf(*LIBRARY)
AUDITOR = Auditor(LIBRARY)


def answers() -> list[Any]:
    """Answers that quote the hardest sentences of the library, and an abstention."""
    odd = LIBRARY[-1]
    quotes = [quote_at(odd, a, b, 0.9) for a, b in odd.reading.sentences if b - a > 12]
    for source in LIBRARY[:-1]:
        noted = [m.at for m in source.markers][:2]
        places = [s for s in source.reading.sentences if any(s[0] < at <= s[1] for at in noted)]
        places += source.reading.sentences[5:8]
        quotes += [quote_at(source, a, b, 0.8) for a, b in dict.fromkeys(places)]
    records: list[Any] = [
        to_json(
            Answer(f"What of “number {n}”, <b>?", tuple(part), 0.9), id=n, seconds=0.1, index={}
        )
        for n, part in enumerate((quotes[:4], quotes[4:]))
    ]
    nothing: dict[str, Any] = {
        "id": 9, "question": "And the moon?", "status": "abstained", "confidence": 0.1,
        "reason": "no_evidence", "quotes": [], "nearest": [],
    }  # fmt: skip
    return [*records, nothing]


RECORDS = answers()
QUOTES = [quote for record in RECORDS for quote in record["quotes"]]


def exported(format: str) -> bytes:
    """The export of all answers."""
    return export(RECORDS, SHELF, format, "https://example.org/docs")


once = cache(exported)


@pytest.mark.parametrize("format", FORMATS)
def test_the_audit_verifies_every_quote_of_an_export(format: str) -> None:
    """The round trip: as many verified findings as quotes, each in its own document."""
    report = AUDITOR.audit(draft_from(once(format), f"out{FORMATS[format].suffix}"))
    verified = {(f.document.path, " ".join(f.quote.split())) for f in report.findings
                if f.verdict == "verified" and f.document}  # fmt: skip
    expected = {(q["document"]["path"], q["text"]) for q in QUOTES}
    assert expected <= verified
    questions = [f.quote for f in report.findings if f.verdict != "verified"]
    assert [q for q in questions if not q.startswith("number ")] == []


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_answers_give_the_same_bytes(format: str) -> None:
    """No date, no random id: exports can be compared."""
    assert once(format) == exported(format)


@pytest.mark.parametrize("format", FORMATS)
def test_a_changed_quote_is_not_exported(format: str) -> None:
    """A quote that its source does not bear out stops the export."""
    forged = json.loads(json.dumps(RECORDS))
    forged[0]["quotes"][0]["text"] += " not"
    with pytest.raises(CitationError, match="not exported"):
        export(forged, SHELF, format, "https://example.org")


FORGED: tuple[tuple[str, Any], ...] = (
    ("document.author", "Karl Marx"), ("document.title", "Capital"), ("document.date", "1867"),
    ("locator.page", 77), ("locator.section", "Capital"), ("locator.line", "x"),
    ("voice", {"kind": "quoted", "speaker": "Karl Marx"}),
    ("notes", [{"mark": "1", "text": "Marx, Capital", "spans": []}]),
    ("paragraph_notes", [{"mark": "1", "text": "Marx, Capital", "spans": []}]),
    ("lead", [{"text": "Karl Marx said", "spans": [{"start": 0, "end": 5}], "kind": "header"}]),
    ("also", [{"document": {"path": "capital.md"}, "spans": [{"start": 0, "end": 5}]}]),
)  # fmt: skip


@pytest.mark.parametrize(("member", "said"), FORGED, ids=[member for member, _ in FORGED])
def test_words_are_not_exported_under_another_name(member: str, said: object) -> None:
    """Who speaks, which book, where and what notes say must be so, as `quoth verify` has it."""
    forged = json.loads(json.dumps(RECORDS[:1]))
    *outer, inner = member.split(".")
    place = forged[0]["quotes"][0]
    for name in outer:
        place = place[name]
    place[inner] = said
    with pytest.raises(CitationError, match="not exported"):
        export(forged, SHELF, "markdown")


@pytest.mark.parametrize("record", [[], "x", None, {"quotes": {}}, {"quotes": [None]}])
def test_what_is_no_answer_is_not_exported(record: Any) -> None:
    """A line of another form is named, not guessed at."""
    with pytest.raises(CitationError, match="expected an object"):
        export([record], SHELF, "markdown")


def test_an_export_against_a_changed_source_is_refused() -> None:
    """What is exported is intact today."""
    now = Shelf(*(LIBRARY[:-1]), document(HARD + "\nMore.\n", LIBRARY[-1].path))
    with pytest.raises(CitationError, match="quoth verify"):
        export(RECORDS, now, "markdown")


def test_wrong_uses_say_what_is_expected() -> None:
    """An unknown format, and links without an address."""
    with pytest.raises(QuestionError, match="expected one of"):
        export([], SHELF, "odt")
    with pytest.raises(QuestionError, match="address"):
        export(RECORDS, SHELF, "links")


def test_docx_footnotes_are_real() -> None:
    """Each quote refers to a footnote of its own in word/footnotes.xml."""
    with zipfile.ZipFile(io.BytesIO(once("docx"))) as archive:
        body = archive.read("word/document.xml").decode()
        notes = archive.read("word/footnotes.xml").decode()
        styles = archive.read("word/styles.xml").decode()
    assert body.count("<w:footnoteReference ") == notes.count("<w:footnoteRef/>") == len(QUOTES)
    assert '<w:spacing w:before="120" w:after="120"/><w:ind ' in styles  # quotes stand apart


def test_html_asks_nothing_and_runs_nothing() -> None:
    """The words of a source are text, and a policy forbids the rest."""
    page = once("html").decode()
    assert "<script" not in page
    assert "default-src 'none'" in page


@pytest.mark.parametrize("format", ["markdown", "html", "docx"])
def test_what_to_mind_goes_along(format: str) -> None:
    """Warnings, remarks and further places of an answer are in the file, for people to read."""
    [record] = json.loads(json.dumps([RECORDS[0]]))
    record["remarks"] = [{"code": "x", "words": "Only some of it was read."}]
    for one in record["quotes"]:
        one["warnings"] = ["negated"]
    made = export([record], SHELF, format)
    if format == "docx":
        with zipfile.ZipFile(io.BytesIO(made)) as archive:
            made = archive.read("word/document.xml")
    text = made.decode()
    assert "Only some of it was read." in text
    [said] = {warning for one in record["quotes"] for warning in warnings_of(one)}
    assert len(record["quotes"]) == text.count(said)


def test_annotations_select_layer_1() -> None:
    """Position and quote selectors both cut the same code points out of layer 1."""
    page = json.loads(once("annotations"))
    sources = {source.path: source for source in LIBRARY}
    for item in page["items"]:
        for target in item["target"]:
            position, quote = target["selector"]
            text = sources[target["source"]["path"]].text
            assert text[position["start"] : position["end"]] == quote["exact"]
            assert text[: position["start"]].endswith(quote["prefix"])
            assert text[position["end"] :].startswith(quote["suffix"])


def test_references_name_each_document_once() -> None:
    """Titles, authors and dates as the documents state them, under keys of their own."""
    items = json.loads(once("csl"))
    paths = [item["custom"]["path"] for item in items if "path" in item["custom"]]
    assert sorted(paths) == sorted({q["document"]["path"] for q in QUOTES})
    assert len({item["id"] for item in items}) == len(items)
    entries = re.findall(r"^@\w+{(.+),$", once("bibtex").decode(), re.M)
    assert [item["id"] for item in items] == entries


def test_works_that_the_quotes_notes_cite_come_along() -> None:
    """The full references behind the quotes' own notes, and no work that other notes cite."""
    works = [i for i in json.loads(once("csl")) if "cited_in" in i["custom"]]
    noted = {
        (quote["document"]["path"], note["mark"]) for quote in QUOTES for note in quote["notes"]
    }
    assert len(works) >= 5
    for work in works:
        assert noted & {(place["path"], place["mark"]) for place in work["custom"]["cited_in"]}
        assert work["note"]
    titles = {work.get("title") for work in works}
    assert (
        "Treacherous Alliance: The Secret Dealings of Israel, Iran, and the United States" in titles
    )


def test_tex_goes_there_and_back() -> None:
    """Every special character of a BibTeX field is read back as itself."""
    text = r"\ ~ ^ { } % & $ # _ \textbackslash{} é"
    assert untex(tex(text)) == text


@pytest.mark.parametrize("deep", ["{a " * 5_000 + "}" * 5_000, r"\begin{a}" * 5_000])
def test_a_field_of_any_depth_is_text(deep: str) -> None:
    """A catalogue or a draft of somebody else's that is nested deeply ends nothing."""
    assert deep == untex(deep)


@pytest.mark.parametrize(
    ("words", "prefix", "suffix", "expected"),
    [
        ("It fell, in-between", None, None, "#:~:text=It%20fell%2C%20in%2Dbetween"),
        ("one two", "then came ", " & went on", "#:~:text=came-,one%20two,-%26%20went"),
        ("one two", "a new line\n", "\nanother", "#:~:text=one%20two"),
        (" ".join(map(str, range(20))), None, None,
         "#:~:text=0%201%202%203%204,15%2016%2017%2018%2019"),
    ],
)  # fmt: skip
def test_a_text_fragment(words: str, prefix: str | None, suffix: str | None, expected: str) -> None:
    """Commas, hyphens and ampersands are encoded; long quotes are named by both ends."""
    citation = Citation("a.html", "0" * 64, (Span(0, 1),), words, words, prefix, suffix)
    assert fragment(citation) == expected


def unpacked(folder: Path) -> Path:
    """The bundle in a folder, with the sources beside it."""
    with zipfile.ZipFile(io.BytesIO(once("bundle"))) as archive:
        archive.extractall(folder / "bundle")
    for source in LIBRARY:
        path = folder / "sources" / source.path
        path.parent.mkdir(parents=True, exist_ok=True)
        file = CORPUS / source.path
        path.write_bytes(file.read_bytes() if file.is_file() else source.text.encode("utf-8"))
    return folder / "bundle"


def checked(bundle: Path, *arguments: str) -> tuple[int, str]:
    """What the bundle's own script says, run without this project on its path."""
    run = subprocess.run(
        [sys.executable, "-I", str(bundle / "check.py"), *arguments],
        capture_output=True, text=True, encoding="utf-8", check=False, cwd=bundle.parent,
    )  # fmt: skip
    return run.returncode, run.stdout + run.stderr


def test_a_bundle_checks_itself_offline(tmp_path: Path) -> None:
    """With nothing but the standard library: the bundle alone, and against the sources."""
    bundle = unpacked(tmp_path)
    assert checked(bundle) == (0, "every quote holds\n")
    assert checked(bundle, "--sources", str(tmp_path / "sources")) == (0, "every quote holds\n")


@pytest.mark.parametrize(
    ("member", "old", "new", "said"),
    [
        ("answers.jsonl", "not", "nut", "has changed"),
        ("passages.jsonl", "the", "thy", "has changed|other words"),
        ("manifest.json", '"sha256": "', '"sha256": "0', "do not belong"),
    ],
)
def test_a_bundle_that_was_tampered_with_fails(
    tmp_path: Path, member: str, old: str, new: str, said: str
) -> None:
    """A changed word or hash is found."""
    path = unpacked(tmp_path) / member
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    code, words = checked(path.parent)
    assert (code, bool(re.search(said, words))) == (1, True)


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("It ~~never~~ fell &mdash; so&nbsp;Roy &amp; Ann.", "It fell — so Roy & Ann."),
        ("It <span style='display: none'>not</span> fell.", "It fell."),
        ("It <del>not</del> fell <script>x()</script>now.", "It fell now."),
        ("See [[Brede town|the town]] of [[Roy]].", "See the town of Roy."),
        ("It was {--not--}{++indeed++} built %%so%% in ==1914==.", "It was indeed built in 1914."),
        ("{% raw %}He{% endraw %} stood, <b style='color:red'>not</b> lay.", "He stood, not lay."),
    ],
)
def test_the_bundles_script_knows_what_markdown_leaves_out(raw: str, shown: str) -> None:
    """By patterns of its own; a plain or a coloured word that is left out is a fault."""
    assert bears_out(raw, shown)
    assert not bears_out(raw, shown.replace("fell", "").replace("town", "").replace(" not", "")
                         .replace("indeed ", ""))  # fmt: skip


def test_a_changed_source_is_found_by_the_bundles_script(tmp_path: Path) -> None:
    """Against the sources the hashes decide."""
    bundle = unpacked(tmp_path)
    name = QUOTES[0]["document"]["path"]
    (tmp_path / "sources" / name).write_text("Something else.", encoding="utf-8")
    code, words = checked(bundle, "--sources", str(tmp_path / "sources"))
    assert (code, "is not the version that was cited" in words) == (1, True)


def test_the_answers_json_refuses_a_false_quote() -> None:
    """A quote whose text is not its source's is never shown (the check sits in to_json)."""

    class Liar(Quote):
        @property
        def text(self) -> str:
            return "He said something else."

    source: Document = LIBRARY[0]
    true = quote_at(source, *source.reading.sentences[6])
    false = Liar(source, true.spans, true.voice)
    with pytest.raises(CitationError):
        to_json(Answer("Q?", (false,), 1.0), id=1, seconds=0, index={})
    shown = to_json(Answer("Q?", (replace(true),), 1.0), id=1, seconds=0, index={})
    assert shown["quotes"][0]["text"] == true.text


def test_a_control_character_of_a_title_is_written_out() -> None:
    """XML cannot hold it; it is no reason to lose the answer, whose words are whole."""
    source = document("# A\x1b[2J title\n\n" + "The weir froze over in 1709. " * 90, "weir.md")
    start, end = source.reading.sentences[-1]
    found = Answer("Q\x07?", (quote_at(source, start, end, 0.9),), 0.9)
    record: Any = to_json(found, id=1, seconds=0.1, index={})
    with zipfile.ZipFile(io.BytesIO(export([record], Shelf(source), "docx"))) as archive:
        assert "\\x1b[2J" in archive.read("word/footnotes.xml").decode()
        assert "\\x07" in archive.read("word/document.xml").decode()


TURNED = "The word \u2067שלום\u2069 stood on it. The file invoice\u202efdp.exe lay there unopened."


@pytest.mark.parametrize("format", [name for name in FORMATS if name != "links"])
@pytest.mark.parametrize(
    "words",
    [TURNED, f"A page rang\x1b[31m twice. A \uffff stood there. Rain fell{' and rain fell' * 80}."],
)
def test_characters_of_no_letter_hold_up_no_export(format: str, words: str) -> None:
    """They are written out as escapes, which the audit reads as the characters they stand for."""
    source = document(words, "turned.md")
    quotes = tuple(quote_at(source, a, b, 0.9) for a, b in source.reading.sentences)
    record: Any = to_json(Answer("Q?", quotes, 0.9), id=1, seconds=0.1, index={})
    draft = draft_from(export([record], Shelf(source), format), f"x{FORMATS[format].suffix}")
    verdicts = [finding.verdict for finding in Auditor([source]).audit(draft).findings]
    assert len(verdicts) >= 2
    assert set(verdicts) <= {"verified", "normalised"}


def test_a_quote_that_a_format_cannot_hold_stops_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is left out and named where somebody is told; else the export is refused."""
    from rag.views import markdown

    whole, source = markdown.markdown, document(TURNED, "turned.md")
    monkeypatch.setattr(markdown, "markdown", lambda made: whole(made).replace("stood on", "fell"))
    quotes = tuple(quote_at(source, a, b, 0.9) for a, b in source.reading.sentences)
    record: Any = to_json(Answer("Q?", quotes, 0.9), id=1, seconds=0.1, index={})
    told: list[str] = []
    data = export([record], Shelf(source), "markdown", left_out=told.append).decode()
    assert ("unopened" in data, "שלום" in data) == (True, False)
    assert "quote 1 does not come through" in told[0]
    with pytest.raises(CitationError, match="come through"):
        export([record], Shelf(source), "markdown")
