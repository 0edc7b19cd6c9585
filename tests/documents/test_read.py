"""The reading text maps back to layer 1, character by character."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings

from rag.documents.read import read_document
from rag.documents.reading import JOIN
from rag.errors import SourceError, UnsupportedSource
from rag.search.chunk import chunk, count_tokens
from tests.documents.test_regions import ESSAY
from tests.support.building import document
from tests.support.hostile import hostile_text


def readable(text: str) -> bool:
    """Whether the text holds anything to index."""
    try:
        document(text)
    except SourceError:
        return False
    return True


@given(hostile_text)
@hypothesis_settings(deadline=None)
def test_every_reading_character_is_its_source_character(text: str) -> None:
    """White space may be folded; nothing else differs from layer 1."""
    if not readable(text):
        return
    reading = document(text).reading
    for char, origin in zip(reading.text, reading.origin, strict=True):
        if origin == JOIN:
            assert char.isspace()
        else:
            assert char == text[origin] or (char == " " and text[origin].isspace())


@given(hostile_text)
@hypothesis_settings(deadline=None)
def test_sentences_map_to_layer_1_and_back(text: str) -> None:
    """The spans of a sentence locate that very sentence."""
    if not readable(text):
        return
    reading = document(text).reading
    for start, end in reading.sentences:
        assert reading.locate(reading.source_spans(start, end)) == (start, end)


@given(hostile_text)
@hypothesis_settings(deadline=None)
def test_chunk_loses_no_character_of_a_sentence(text: str) -> None:
    """Every sentence lies in exactly one passage, at its own offsets."""
    if not readable(text):
        return
    found = document(text)
    passages = chunk(found, budget=20)
    sentences = [(p.start + a, p.start + b) for p in passages for a, b in p.sentences]
    assert sentences == list(found.reading.sentences)
    for passage in passages:
        assert passage.text == found.reading.text[passage.start : passage.end]
        assert passage.spans == found.reading.source_spans(passage.start, passage.end)


@given(hostile_text)
@hypothesis_settings(deadline=None)
def test_every_character_outside_of_white_space_is_read_or_marked_up(text: str) -> None:
    """Body text is never lost: what is missing lies in furniture or is mark-up."""
    if not readable(text):
        return
    found = document(text)
    read = set(found.reading.origin.tolist())
    for region in found.regions:
        if region.kind in ("furniture", "heading", "note"):
            continue
        missing = [
            text[at]
            for at in range(region.span.start, region.span.end)
            if at not in read and text[at].isalpha()
        ]
        tags = "supbrefhtpexamlogcrig"  # letters of <sup>, <b>, a link's address, a comment
        assert not [c for c in missing if c.lower() not in tags]


def test_a_sentence_over_a_page_break_is_one_quote_with_two_spans() -> None:
    """The notes between its halves are not part of it."""
    found = document(ESSAY)
    text = found.reading.text
    start = text.index("The talks began")
    end = text.index("by the lake.") + len("by the lake.")
    assert (start, end) in found.reading.sentences
    spans = found.reading.source_spans(start, end)
    assert [s.of(ESSAY)[:9] for s in spans] == ["The talks", "met witho"]
    assert "Author" not in text[start:end]


def test_passages_keep_to_their_budget() -> None:
    """Only a single longer sentence may exceed it."""
    found = document("\n\n".join("The river ran past the mill. " * 9 for _ in range(6)))
    for passage in chunk(found, budget=60):
        assert len(passage.sentences) == 1 or count_tokens(passage.text) <= 66


def test_a_new_section_opens_a_new_passage() -> None:
    """A heading goes with what stands below it."""
    body = "This paragraph has enough words in it to be a passage of its own. " * 4
    found = document(f"# One\n\n{body}\n\n# Two\n\n{body}")
    assert [p.text[:3] for p in chunk(found)] == ["One", "Two"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"  \n ", "empty"),
        (b"\x7fELF\x00\x01", "binary"),
        (b"\x7fELF" + bytes(range(256)) * 8, "binary"),
        (b"\x7fELF" + bytes(range(1, 32)) * 8, "control characters"),
        ("Москва слезам не верит".encode("cp1251"), "encoding that is not known"),
        (b"word " * 1_100_000, "a line of"),
        (b"---\n\n---\n", "no readable text"),
    ],
)
def test_bad_bytes_are_named(tmp_path: Path, data: bytes, words: str) -> None:
    """The message names the file and says what is wrong with it."""
    path = tmp_path / "bad.txt"
    path.write_bytes(data)
    with pytest.raises(SourceError, match=words) as raised:
        read_document(path, "bad.txt")
    assert "bad.txt" in str(raised.value)


def test_a_column_of_letters_is_text(tmp_path: Path) -> None:
    """Every second byte is a line break, as every second byte of UTF-16 is a zero."""
    path = tmp_path / "column.txt"
    path.write_text("\n".join("A column of letters."), encoding="utf-8")
    assert read_document(path, "column.txt").text.startswith("A\n \nc\no\nl")


def test_an_unknown_type_is_named_as_such(tmp_path: Path) -> None:
    """It is refused, not skipped in silence."""
    path = tmp_path / "slides.key"
    path.write_bytes(b"x")
    with pytest.raises(UnsupportedSource, match=r"\.key"):
        read_document(path, "slides.key")


def test_layer_1_is_the_file_character_for_character(tmp_path: Path) -> None:
    """Carriage returns, no-break spaces and the byte order mark stay."""
    path = tmp_path / "a.txt"
    path.write_bytes("\ufeffA\u00a0line.\r\n\r\nAnother one.".encode())
    found = read_document(path, "a.txt")
    assert found.text == path.read_bytes().decode("utf-8")
    assert np.all(np.diff(found.reading.origin[found.reading.origin != JOIN]) > 0)
