"""Quotes checked against layer 1, citations as data, and saved citations verified."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.audit.verify import verify
from rag.documents.document import Document
from rag.documents.read import read_document
from rag.errors import CitationError
from rag.quotes.check import check_quote
from rag.quotes.citation import Citation, cite, from_json, selectors
from rag.quotes.quote import quote_at
from rag.span import Span
from tests.support.building import document

CORPUS = Path(__file__).parents[2] / "corpus"
FORGERIES = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "data" / "forgeries.jsonl").read_text().splitlines()
]


@dataclass(frozen=True)
class Row:
    doc_id: str
    path: str
    sha256: str


class Shelf:
    """A library of documents as they are, and as they were before."""

    def __init__(self, *documents: Document, before: Sequence[Document] = ()) -> None:
        self._now = {d.doc_id: d for d in documents}
        self._versions = (*documents, *before)

    def documents(self) -> list[Row]:
        return [Row(d.doc_id, d.path, d.sha256) for d in self._now.values()]

    def find(self, path_or_id: str, /) -> Row | None:
        return next((r for r in self.documents() if path_or_id in (r.path, r.doc_id)), None)

    def document(self, doc_id: str, /) -> Document:
        return self._now[doc_id]

    def versions(self, doc_id: str, sha256: str, /) -> list[Document]:
        return [d for d in self._versions if (d.doc_id, d.sha256) == (doc_id, sha256)]


def read(name: str) -> Document:
    """A document of the sample library."""
    return read_document(CORPUS / name, name)


def cited(source: Document, words: str, nth: int = 0) -> Citation:
    """The faithful citation of words of the reading text."""
    at = -1
    for _ in range(nth + 1):
        at = source.reading.text.index(words, at + 1)
    return cite(quote_at(source, at, at + len(words)))


def saved(citation: Citation, **changes: Any) -> dict[str, Any]:
    """The citation as it stands in an answer's JSON."""
    record: dict[str, Any] = {
        "text": citation.text,
        "spans": [{"start": s.start, "end": s.end} for s in citation.spans],
        "document": {"path": citation.path, "sha256": citation.sha256},
        "selector": {
            "exact": citation.exact,
            "prefix": citation.prefix,
            "suffix": citation.suffix,
        },
    }
    return record | changes


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*.*")), ids=lambda p: p.name)
def test_every_sentence_of_the_sample_library_passes_the_check(path: Path) -> None:
    """What the reading text shows of a sentence is what layer 1 says, by an independent rule."""
    source = read(path.name)
    for start, end in source.reading.sentences:
        check_quote(source.reading.text[start:end], source.reading.source_spans(start, end), source)


@pytest.mark.parametrize("forgery", FORGERIES, ids=lambda f: f["why"])
@pytest.mark.parametrize("with_selectors", [True, False], ids=["selectors", "bare"])
def test_a_forged_quote_is_rejected(forgery: dict[str, str], with_selectors: bool) -> None:
    """Right spans do not help a text that the source does not have there."""
    source = read(forgery["document"])
    citation = replace(cited(source, forgery["says"]), text=forgery["forged"])
    if not with_selectors:
        citation = replace(citation, exact=None, prefix=None, suffix=None)
    library = Shelf(*(read(path.name) for path in CORPUS.glob("*.*")))
    assert not verify(citation, library).ok
    with pytest.raises(CitationError):
        check_quote(forgery["forged"], citation.spans, source)


@pytest.mark.parametrize("forgery", FORGERIES, ids=lambda f: f["why"])
def test_the_quote_that_was_forged_is_intact(forgery: dict[str, str]) -> None:
    """The faithful twin of each forgery passes."""
    source = read(forgery["document"])
    assert verify(cited(source, forgery["says"]), Shelf(source)).verdict == "intact"


TEXT = """# Herat

The gate is not open.[^1] It cost 12.5 million in 1998.

Khan left at noon. He was not afraid. Khan left at noon. He came back.

It was an **unfor-
tunate** affair, as C++ and 2 * 3 go, with 10<sup>6</sup> troops.

[^1]: Rashid, Taliban, 40.
"""


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("The gate is not open. It cost 12.5 million in 1998.", "The gate", "1998."),
        ("The gate is not open.[^1] It cost 12.5 million in 1998.", "The gate", "1998."),
        ("It was an unfortunate affair", "It was", "affair"),
        ("as C++ and 2 * 3 go, with 10<sup>6</sup> troops.", "as C", "troops."),
    ],
)
def test_only_mark_up_may_be_left_out(text: str, start: str, end: str) -> None:
    """Note marks, emphasis and a divided word's hyphen may go; nothing else need."""
    source = document(TEXT)
    a, b = TEXT.index(start), TEXT.index(end) + len(end)
    check_quote(text, [Span(a, b)], source)


@pytest.mark.parametrize(
    ("text", "start", "end", "why"),
    [
        ("The gate is open.", "The gate", "open.", "the words differ"),
        ("The gate is not open", "The gate", "open.", "the words differ"),
        ("The gate is not open. Ever.", "The gate", "open.", "the words differ|goes on"),
        ("gate is not", "gate", " not", None),
        ("ate is not", "ate is", " not", "cuts a word"),
        ("It cost 12", "It cost", "12", "cuts a word"),
        ("and 2 3 go", "and 2", "go", "the words differ"),
        ("with 106 troops", "with", "troops", "the words differ"),
    ],
)
def test_what_the_check_refuses(text: str, start: str, end: str, why: str | None) -> None:
    """Each refusal says what was wrong; the one without a reason passes."""
    source = document(TEXT)
    a = TEXT.index(start)
    spans = [Span(a, TEXT.index(end, a) + len(end))]
    if why is None:
        check_quote(text, spans, source)
        return
    with pytest.raises(CitationError, match=why):
        check_quote(text, spans, source)


def test_two_halves_are_not_one_quote() -> None:
    """Spans that leave quotable words out between them are refused."""
    source = document(TEXT)
    first, second = "The gate", "open."
    a, b = TEXT.index(first), TEXT.index(second)
    with pytest.raises(CitationError, match="leave out"):
        check_quote("The gate open.", [Span(a, a + 8), Span(b, b + 5)], source)


def test_furniture_cannot_be_quoted() -> None:
    """The page's own buttons are no words of the document."""
    text = "A sentence about Herat stands here.\n\nShare this\n\nAnother one stands there, too.\n"
    source = document(text)
    at = text.index("Share")
    with pytest.raises(CitationError, match="furniture"):
        check_quote("Share this", [Span(at, at + 10)], source)


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_no_edit_of_a_quote_passes(data: st.DataObject) -> None:
    """Any other letter or figure at any place of a quote is refused."""
    source = document(TEXT)
    start, end = data.draw(st.sampled_from(source.reading.sentences))
    text = source.reading.text[start:end]
    at = data.draw(st.sampled_from([n for n, c in enumerate(text) if c.isalnum()]))
    other = data.draw(
        st.characters(whitelist_categories=("L", "N")).filter(lambda c: c != text[at])
    )
    forged = text[:at] + other + text[at + 1 :]
    with pytest.raises(CitationError):
        check_quote(forged, source.reading.source_spans(start, end), source)


def test_a_citation_goes_to_json_and_back() -> None:
    """What an answer's JSON holds is the citation."""
    citation = cited(document(TEXT), "He was not afraid.")
    assert from_json(json.loads(json.dumps(saved(citation)))) == citation
    assert citation.exact == "He was not afraid."
    assert citation.prefix == "million in 1998.\n\nKhan left at noon. "[-32:]
    assert len(citation.suffix or "") == 32


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"spans": []}, "no spans"),
        ({"spans": [{"start": 5, "end": 5}]}, "span"),
        ({"spans": [{"start": "1", "end": 5}]}, "number of code points"),
        ({"spans": [{"start": True, "end": 5}]}, "number of code points"),
        ({"spans": [{"start": 9, "end": 12}, {"start": 1, "end": 4}]}, "out of order"),
        ({"text": None}, "'text'"),
        ({"document": {"path": "a.md", "sha256": "abc"}}, "64 hexadecimal"),
        ({"selector": {"exact": "x"}}, "'prefix'"),
    ],
)
def test_a_malformed_citation_says_what_is_wrong(change: dict[str, Any], why: str) -> None:
    """Nothing is guessed for a missing or malformed member."""
    with pytest.raises(CitationError, match=why):
        from_json(saved(cited(document(TEXT), "He was not afraid."), **change))


def changed(edit: str, into: str) -> Document:
    """The document after an edit of its file."""
    assert edit in TEXT
    return document(TEXT.replace(edit, into, 1))


WORDS = "He was not afraid."


@pytest.mark.parametrize(
    ("now", "words", "verdict"),
    [
        (document(TEXT), WORDS, "intact"),
        (changed("He came back.", "He came back soon."), WORDS, "intact"),
        (changed("# Herat", "# The city of Herat"), WORDS, "moved"),
        (changed("Khan left at noon. He was", "He was"), WORDS, "moved"),
        (changed("noon. He was not", "noon.\nHe was\nnot"), WORDS, "intact"),
        (changed("not afraid", "afraid"), WORDS, "altered"),
        (changed("1998", "1999"), "It cost 12.5 million in 1998.", "altered"),
        (changed(WORDS, "So it went."), WORDS, "gone"),
        (changed("# Herat\n\nThe gate is not open.[^1] It cost", "It cost"),
         "Khan left at noon.", "moved"),
        (document("Khan left at noon. So did I. " * 2), "Khan left at noon.", "ambiguous"),
    ],
)  # fmt: skip
def test_the_ladder(now: Document, words: str, verdict: str) -> None:
    """Position and hash, the words at the position, the one place they can mean, or nothing."""
    before = document(TEXT)
    citation = cited(before, words)
    result = verify(citation, Shelf(now, before=[before]))
    assert (result.verdict, result.reason) == (verdict, result.reason)
    if result.now is not None:
        result.now.check(now)


def test_the_same_words_twice_are_told_apart_by_what_stands_beside_them() -> None:
    """A citation of the second place stays with the second place."""
    before, now = document(TEXT), changed("# Herat", "# The old city of Herat")
    citation = cited(before, "Khan left at noon.", nth=1)
    result = verify(citation, Shelf(now, before=[before]))
    assert result.now == cited(now, "Khan left at noon.", nth=1)


@pytest.mark.parametrize("any_version", [False, True])
def test_a_hash_that_was_never_the_documents_is_refused(any_version: bool) -> None:
    """Unless the user says that the index is new and the words alone shall decide."""
    source = document(TEXT)
    citation = replace(cited(source, WORDS), sha256="0" * 64)
    assert verify(citation, Shelf(source), any_version).ok is any_version


def test_what_was_wrong_from_the_start_stays_wrong() -> None:
    """A citation that its own version does not bear out fails, even if today's version would."""
    before = document(TEXT)
    now = changed("not afraid", "afraid")
    forged = replace(cited(before, WORDS), text="He was afraid.")
    assert verify(forged, Shelf(now, before=[before])).verdict == "altered"


def test_a_renamed_file_is_found_by_its_hash() -> None:
    """The same bytes under another name: moved, with the new path."""
    citation = cited(document(TEXT, "a.md"), WORDS)
    result = verify(citation, Shelf(document(TEXT, "b.md")))
    assert (result.verdict, result.now and result.now.path) == ("moved", "b.md")


def test_another_documents_sentence_is_not_this_ones() -> None:
    """The words of one document under the path and hash of another are refused."""
    one, other = document(TEXT, "a.md"), document("He was never there, said Khan.", "b.md")
    citation = replace(cited(one, WORDS), path="b.md", sha256=other.sha256)
    assert not verify(citation, Shelf(one, other)).ok


def test_selectors_have_32_code_points_on_each_side() -> None:
    """Emoji and combining marks count as what they are: code points."""
    text = "🌍 " * 20 + "The gate is not open. " + "é" * 40
    source = document(text)
    at = text.index("The gate")
    found = selectors(source, [Span(at, at + 21)])
    assert found == {
        "exact": "The gate is not open.", "prefix": text[at - 32 : at],
        "suffix": text[at + 21 : at + 53],
    }  # fmt: skip
