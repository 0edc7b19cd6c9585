"""Auditing takes time in proportion to the draft, whatever the draft."""

import time

import pytest

from rag.audit import Auditor
from rag.audit.draft.files import draft_from
from rag.documents.assembly import document_from
from rag.documents.extraction import Extraction
from rag.errors import SourceError
from tests.support.growth import too_steep

SOURCE = "The weir of Hest froze over in 1709, said Anna Lind. Mr. Moe denied it."
SHAPES = (
    "«", "‘a ", "“a", "“", "„", "``", "(Lind 1999) ", "> The weir\n\n", "said Lind ",
    "“the weir of Hest” (Lind)", "“the weir … 1709”\n\n", "The weir of Hest froze (a.md, p. 2). ",
    "“the weir froze”<sup>1</sup> ", "“a b c ‘d e f ", "\\enquote{a b c ",
    "[1] “the weir froze”\n\n",
    "<blockquote>the weir froze</blockquote>\n\n", "[^1]: Ibid.\n\n", "“the [weir] ",
    "Bulletin No. 46 of 3 May 1709: “the weir” ", "Lind, the pilot of the Union, ",
    "the (pilot of ", "Anna Lind, aged 40, ", "No. 3/4-5.",
    "the engineer Lind said that “it froze”, ",
)  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES, ids=ascii)
def test_an_audit_does_not_take_the_square_of_the_draft(shape: str) -> None:
    """Eight times the draft takes at most 8^1.4 times the time; a square would be 64 times."""
    auditor = Auditor([document_from(Extraction(SOURCE, "text/0"), "a.md", "0" * 64)])

    def seconds(size: int) -> float:
        before = time.process_time()
        auditor.audit((shape * (size // len(shape) + 1))[:size])
        return time.process_time() - before

    assert "" == too_steep(seconds, 1.4, 0.06)


@pytest.mark.parametrize(
    ("name", "one"),
    [("a.json", '{{"text": "\\u0074he weir {}", "spans": []}}'),
     ("a.jsonl", '{{"text": "b{0}", "spans": [], "quotes": [{{"text": "a{0}", "spans": []}}]}}'),
     ("a.csv", 'x "weir" of {},a.md')],
)  # fmt: skip
def test_quotations_that_are_data_are_found_in_time_that_grows_with_them(
    name: str, one: str
) -> None:
    """1 MB took half a minute: each quotation was looked for in the whole file."""
    between = {"a.json": ",", "a.jsonl": "\n", "a.csv": "\n"}[name]
    begun, ended = {"a.json": "[]", "a.jsonl": ("", ""), "a.csv": ("quote,path\n", "")}[name]

    def draft(count: int) -> bytes:
        return (begun + between.join(one.format(n) for n in range(count)) + ended).encode()

    def seconds(size: int) -> float:
        data, before = draft(size // 4), time.process_time()
        draft_from(data, name)
        return time.process_time() - before

    assert "" == too_steep(seconds, 1.3, 0.03)
    found = draft_from(draft(300), name).given
    assert len(found) >= 300
    if name != "a.json":  # whose escapes are none that Quoth writes
        text = draft(300).decode()
        assert {text[start:end] for start, end, *_ in found} == {words for *_, words, _ in found}


def test_a_draft_of_very_many_quotations_is_refused() -> None:
    """It would take minutes; the message says how many there are and what to do."""
    auditor = Auditor([document_from(Extraction(SOURCE, "text/0"), "a.md", "0" * 64)])
    with pytest.raises(SourceError, match=r"holds 20,001 quotations.*in parts"):
        auditor.audit("“the weir froze”\n\n" * 20_001)


def test_a_very_long_quotation_is_compared_with_nothing() -> None:
    """Its words are looked up as they stand; likeness would take the square of them."""
    auditor = Auditor([document_from(Extraction(SOURCE, "text/0"), "a.md", "0" * 64)])
    (found,) = auditor.audit("“" + "the weir of Hest thawed " * 1_000 + "”").findings
    assert (found.verdict, "too long" in found.reasons[0]) == ("not_found", True)
