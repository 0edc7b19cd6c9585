"""docs/formats.md: its example is a format that works."""

import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

from rag.documents import formats
from rag.documents.extraction import Format
from rag.documents.read import read_document
from rag.quotes.quote import quote_at

PAGE = Path(__file__).parents[2] / "docs" / "formats.md"
BOOK = "Schindler | The horses are ordered for nine.\nBrother | And the rent is not paid.\n"


def test_the_example_of_the_page_is_a_format(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its module and its line are all that it takes to read a file and to quote from it."""
    source, line = re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.S)
    module = ModuleType("rag.documents.formats.talk")
    exec(compile(source, str(PAGE), "exec"), module.__dict__)
    monkeypatch.setitem(sys.modules, module.__name__, module)
    added: Format = eval(line, {"Format": Format})
    here = Format(added.name, added.suffixes, added.module, isolated=False)
    monkeypatch.setattr(formats, "FORMATS", (*formats.FORMATS, here))
    (tmp_path / "1822.talk").write_text(BOOK, encoding="utf-8")
    document = read_document(tmp_path / "1822.talk", "1822.talk")
    quote = quote_at(document, *document.reading.sentences[1])
    assert ("And the rent is not paid.", "comment", "Brother") == (
        quote.text, quote.voice.kind, quote.voice.speaker,
    )  # fmt: skip


def test_no_two_formats_claim_a_suffix() -> None:
    """Each suffix belongs to one format, and each format's module can be imported."""
    suffixes = [suffix for one in formats.FORMATS for suffix in one.suffixes]
    assert sorted(set(suffixes)) == sorted(suffixes)
    assert all("/" in one.extractor() for one in formats.FORMATS)
