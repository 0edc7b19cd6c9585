"""The ends of lines: docs/joining.md, by what makes the reading text and by what checks quotes."""

import random
from pathlib import Path

import pytest

from rag.documents.assembly import document_from
from rag.documents.document import Document
from rag.documents.extraction import Extraction
from rag.documents.joining import joint, usage
from rag.errors import CitationError
from rag.quotes.check import check_quote
from rag.quotes.joining import may_go
from rag.quotes.quote import quote_at

PLAIN = usage("A text that divides nothing.")
DIVIDING = usage("A text that di-\nvides govern-\nments.")
PARTS = (
    "re sign govern ment cost effective self taught vol umes inter national Franco German CIA "
    "backed pre post war and or to Su 25 1979 1996 mother-in law ba sed Ostra va NA TIONAL a b "
    "over the-counter un forgiving hand to-hand ﬁ nal état ‘violent’ “so” (re) x² naïve e mail "
    "thous isl Isl And IslAnd non ‐ - – a/b x@y İ ß"
).split()


def read(text: str, name: str = "a.txt") -> Document:
    """A document with this text as its layer 1."""
    return document_from(Extraction(text, "text/2"), name, "0" * 64)


@pytest.mark.parametrize(
    ("left", "right", "document", "expected"),
    [
        ("would re", "sign the treaty", PLAIN, "hyphen"),
        ("would re", "sign the treaty", DIVIDING, "hyphen"),
        ("would re", "sign it", usage("to resign; at last di-\nvided"), "hyphen"),
        ("the govern", "ment fell", PLAIN, "whole"),
        ("inter", "national law", PLAIN, "whole"),
        ("Ef", "fects", PLAIN, "whole"),
        ("the GOVERN", "MENT fell", PLAIN, "whole"),
        ("a cost", "effective peace", DIVIDING, "hyphen"),
        ("to", "day", PLAIN, "whole"),
        ("on a Sun", "day", PLAIN, "whole"),
        ("the make", "up", PLAIN, "hyphen"),
        ("the make", "up", DIVIDING, "whole"),
        ("to", "day", DIVIDING, "whole"),
        ("the Kash", "miris", usage("All Kashmiris"), "whole"),
        ("un", "forgivably", DIVIDING, "whole"),
        ("over", "the-counter", DIVIDING, "hyphen"),
        ("Franco", "German war", PLAIN, "hyphen"),
        ("Trace", "Monkey ran", usage("TraceMonkey"), "whole"),
        ("SunSpi", "der", usage("all of SunSpider"), "whole"),
        ("Trace", "Monkey ran", usage("tracemonkey"), "hyphen"),
        ("Trace", "Monkey ran", usage("TraceMonkey or Trace-monkey"), "hyphen"),
        ("the CIA", "backed coup", PLAIN, "hyphen"),
        ("pre", "1979 treaty", PLAIN, "hyphen"),
        ("1996", "1998", PLAIN, "hyphen"),
        ("the non", "‘violent’ rebels", PLAIN, "hyphen"),
        ("pre", "and post-war", PLAIN, "space"),
        ("a thous", "and men", PLAIN, "whole"),
        ("hand", "to-hand", PLAIN, "hyphen"),
        ("https://example.org/govern", "ment", PLAIN, "hyphen"),
        ("a pause ", "then", PLAIN, "space"),
    ],
)
def test_a_hyphen_at_a_line_end(left: str, right: str, document: object, expected: str) -> None:
    """A word's own hyphen stays, one that divides a word goes."""
    assert joint(left, "-", right, document) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("The years 1996–\n1998 were quiet ones.", "The years 1996–1998 were quiet ones."),
        ("He said no —\nand then left us.", "He said no — and then left us."),
        ("He said no—\nand then left us.", "He said no—and then left us."),
        ("The gov\u00ad\nernment of the co\u00adast fell.", "The government of the coast fell."),
        ("The ﬁrst eﬃgy of the saint burned.", "The first effigy of the saint burned."),
        ("It fell to -\n5 degrees in the night.", "It fell to - 5 degrees in the night."),
        (
            "> It was a cost-\n> effective peace, he said.",
            "It was a cost-effective peace, he said.",
        ),
        (
            "All of it was **self**-\nstyled *govern*-\nment.",
            "All of it was self-styled government.",
        ),
    ],
)
def test_what_is_shown_is_what_the_page_says(text: str, shown: str) -> None:
    """Dashes, soft hyphens, ligatures and mark-up at line ends; the check agrees."""
    document = read(text)
    quote = quote_at(document, 0, len(document.reading.text))
    assert quote.text == shown
    check_quote(quote.text, quote.spans, document)


def test_the_check_refuses_another_word() -> None:
    """A quote that makes "resign" of the page's "re-sign" is no quote."""
    document = read("The chancellor would gladly re-\nsign the treaty as it stood.")
    quote = quote_at(document, 0, len(document.reading.text))
    with pytest.raises(CitationError):
        check_quote(quote.text.replace("re-sign", "resign"), quote.spans, document)


def test_two_readings_of_the_rule_agree() -> None:
    """On random joints of hostile parts the check lets a hyphen go exactly where it is let go."""
    chance = random.Random(11)
    texts = [" ".join(chance.choices(PARTS, k=30)) for _ in range(12)]
    texts += [text + " di-\nvided mat-\n\nter" for text in texts] + ["", "resign Ost-\nrava"]
    for _ in range(8_000):
        text = chance.choice(texts)
        left = chance.choice(["", "say ", "a/", "x-", "a‐", "--"]) + chance.choice(PARTS)
        right = chance.choice(PARTS) + chance.choice(["", " said", "-", "-like", "--x", "‐c", ","])
        goes = joint(left, "-", right, usage(text)) == "whole"
        assert goes == may_go(left, right, text), (left, right, text)


def test_no_page_break_ends_a_question() -> None:
    """On random pages every sentence that the reading text has passes the check."""
    chance = random.Random(12)
    for _ in range(250):
        words = [chance.choice(PARTS) for _ in range(24)]
        ends = [chance.choice([" ", " ", "-\n", " - ", "–\n", "\u00ad\n", "\n"]) for _ in words]
        text = "The pilots of the northern line wrote that they had seen all of it and "
        text += "".join(word + end for word, end in zip(words, ends, strict=True))
        text += (
            chance.choice(["-", "", "\u00ad", "–"]) + "\n\n---\n\n<sup>1</sup> Page 9.\n\n---\n\n"
        )
        text += " ".join(chance.choices(PARTS, k=12)) + " and the rest of it."
        document = read(text)
        for start, end in document.reading.sentences:
            quote = quote_at(document, start, end)
            check_quote(quote.text, quote.spans, document)


SAMPLES = Path(__file__).parents[1] / "data" / "formats"


@pytest.mark.parametrize("name", ["essay.md", "essay.txt", "manuscript.md"])
def test_samples_pass(name: str) -> None:
    """Every sentence of the samples passes the check."""
    document = read((SAMPLES / name).read_text(encoding="utf-8"), name)
    for start, end in document.reading.sentences:
        quote = quote_at(document, start, end)
        check_quote(quote.text, quote.spans, document)
