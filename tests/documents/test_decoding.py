"""Text in other encodings and with other line ends is read as it was meant."""

from pathlib import Path

import pytest

from rag.documents.assembly import document_from
from rag.documents.formats.decoding import decoded
from rag.documents.formats.html import extract as page_of
from rag.documents.formats.text import extract
from rag.errors import SourceError
from rag.quotes.check import check_quote
from rag.quotes.quote import quote_at

LETTER = "The café “Prückel” — Günter’s own — owes £5 to the naïve señor; “Ünal” paid ½ of it…"


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        (LETTER, "utf-8"),
        (LETTER, "utf-16"),
        (LETTER, "utf-32"),
        (LETTER, "utf-16-le"),
        (LETTER, "utf-16-be"),
        (LETTER, "cp1252"),
        (LETTER.replace("½", "1/2"), "mac_roman"),
        ("Grüße aus Köln", "cp1252"),
        ("Kabul fell on 13 November 2001.\r\n", "utf-16-be"),
        ("Москва слезам не верит, говорят.", "utf-16-le"),
        ("Ο ήλιος ανατέλλει από την ανατολή.", "utf-16-be"),
        ("He said “yes” and left for Orléans.", "mac_roman"),
        ("He said “yes” and left for Orléans.", "cp1252"),
    ],
)
def test_the_words_are_read_as_meant(text: str, codec: str) -> None:
    """Each encoding is told by its bytes, and its name leads back to the same text."""
    data = text.encode(codec)
    found = extract(data, Path("a.txt"))
    assert found.text == text
    assert bool(found.problems) == (codec != "utf-8")
    name = found.extractor.partition("+")[2] or "utf-8"
    assert data.decode(name) == found.text


def test_broken_signs_are_losses() -> None:
    """UTF-8 with a broken sign is UTF-8; the sign is named with its place."""
    found = extract("Grüße aus Köln, ".encode() + b"caf\xe9" + " née".encode() * 9, Path("a.txt"))
    assert found.text.startswith("Grüße aus Köln, caf\ufffd née")
    assert [(loss.signs, loss.at) for loss in found.losses] == [(1, 19)]
    pieced = extract(
        "Der Rosé lag in Fårö. ".encode() + "Sø “sah” es.".encode("cp1252"), Path("a.txt")
    )
    assert pieced.text == "Der Rosé lag in Fårö. S\ufffd \ufffdsah\ufffd es."
    assert len(pieced.losses) == 3


def test_guesswork_is_refused() -> None:
    """Another script in one byte a character cannot be told from noise."""
    assert decoded("Москва слезам не верит".encode("koi8-r")) is None
    assert decoded(bytes(range(256)) * 4) is None


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028"])
def test_line_ends_mean_the_same(end: str) -> None:
    """Whatever ends the lines, with a byte order mark or not, the structure is the same."""
    text = "\ufeff# The well\n\nIt was dug  \nby monks, who wrote that\nthey had found cost-\n"
    text += "effective help.[^1]\n\n> A quoted\n> line of it.\n\n[^1]: Roll 3.\n"
    found = document_from(extract(text.replace("\n", end).encode(), Path("a.md")), "a.md", "0" * 64)
    assert found.title == "The well"
    assert [note.text for note in found.notes] == ["Roll 3."]
    assert "It was dug by monks, who wrote that they had found cost-effective" in found.reading.text
    for start, stop in found.reading.sentences:
        quote = quote_at(found, start, stop)
        check_quote(quote.text, quote.spans, found)


RUSSIAN = "Архив города был основан в 1804 году купцом Иваном Зотовым, и он сгорел зимой."
GREEK = "Το αρχείο της πόλης ιδρύθηκε από τον έμπορο Ιωάννη Ζώτο το 1804 και κάηκε."


@pytest.mark.parametrize(
    ("text", "codec"),
    [(RUSSIAN, c) for c in ("cp1251", "koi8_r", "cp866", "iso8859_5", "mac_cyrillic")]
    + [(GREEK, c) for c in ("cp1253", "iso8859_7")],
)
def test_one_script_is_told_by_its_frequent_letters(text: str, codec: str) -> None:
    """Cyrillic and Greek of one byte a letter are read as meant, in texts and in pages that lie."""
    found = decoded(text.encode(codec))
    assert found is not None
    assert found.text == text
    page = f"<html><head><meta charset=utf-8></head><body><main><p>{text}</p></main></body></html>"
    extraction = page_of(page.encode(codec), Path("page.html"))
    assert extraction.text == text
    assert "no UTF-8" in extraction.problems[0]


@pytest.mark.parametrize("codec", ["shift_jis", "gb18030", "euc_kr"])
def test_bytes_of_no_known_script_are_refused(codec: str) -> None:
    """What would be guesswork is no text."""
    assert decoded("横浜港北京".encode(codec, "ignore") * 9) is None


def test_accents_of_latin_words_make_no_other_script() -> None:
    """Swedish vowels are frequent letters of Cyrillic in another encoding, but stand alone."""
    text = "Åke såg ån där älgen gick över på våren, när isen låg på sjön. " * 9
    found = decoded(text.encode("cp1252"))
    assert found is not None
    assert (found.codec, found.text) == ("cp1252", text)


@pytest.mark.parametrize("piece", ["a\n\n", "- a\n", "\f", "a:\n    b\n", "a b\r", "a b\u2028"])
def test_a_heap_of_crumbs_is_no_text(piece: str) -> None:
    """Each of them would cost what a paragraph costs; a list of words is read."""
    with pytest.raises(SourceError, match="fewer than 6 characters on an average"):
        extract(("The mill.\n\n" + piece * 200_000).encode(), Path("a.txt"))
    assert extract(("The mill.\n\n" + piece * 20_000).encode(), Path("a.txt")).text
    words = "\n".join(f"word{n}" for n in range(70_000))
    assert extract(words.encode(), Path("a.txt")).text == words
