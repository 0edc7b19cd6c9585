"""Reading takes time in proportion to the text, whatever the text."""

import io
import time
import zipfile
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest

from rag.bibliography.bibtex import read
from rag.documents.assembly import document_from
from rag.documents.formats import extract
from rag.documents.formats.docx import rtf
from rag.documents.remembered import of_object
from rag.errors import SourceError
from rag.quotes import commonmark
from tests.support.growth import LARGE, too_steep
from tests.support.shapes import SHAPES

SLOW = 0.06  # seconds of one processor; below it noise decides
EXPONENT = 1.2


def hostile(shape: str, size: int) -> str:
    """A text that is this shape over and over, between two paragraphs."""
    return (
        f"Words at the start.\n\n{(shape * (size // len(shape) + 1))[:size]}\n\nWords at the end."
    )


def seconds(shape: str, size: int) -> float:
    """What one processor needs to read such a text, and the check to read its mark-up."""
    text = hostile(shape, size)
    before = time.process_time()
    with suppress(SourceError):  # a text without a word is refused
        document_from(extract(text.encode(), Path("a.md")), "a.md", "0" * 64)
    commonmark._MarkUpReader(text, 0, len(text)).read()
    return time.process_time() - before


@pytest.mark.parametrize("shape", SHAPES, ids=ascii)
def test_time_grows_with_the_text_and_not_with_its_square(shape: str) -> None:
    """Eight times the text takes at most 8^1.2 times the time.

    `python -m tests.campaign growth` measures the same from 4 K to 128 K and at 1 MB.
    """
    assert "" == too_steep(partial(seconds, shape), EXPONENT, SLOW)


def _word(body: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        root = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        words = f"<w:document xmlns:w='{root}'><w:body>{body}</w:body></w:document>"
        archive.writestr("word/document.xml", words)
    return stream.getvalue()


def _word_versions(pieces: str) -> bytes:
    return _word(f"<AlternateContent><Choice>{pieces}</Choice></AlternateContent>")


def _word_line(pieces: str) -> bytes:
    return _word(f"<w:p>{pieces}</w:p>")


def _rtf(pieces: str) -> bytes:
    return f"{{\\rtf1 {pieces}}}".encode()


def _rtf_fonts(pieces: str) -> bytes:
    count = len(pieces) // len(_LETTER)
    fonts = "".join(f"{{\\f{n} A{n};}}" for n in range(count))
    return f"{{\\rtf1{{\\fonttbl{fonts}}}{pieces}}}".encode()


def _styled(pieces: str) -> bytes:
    rules = "h1~p,p:nth-of-type(3n),p:nth-last-of-type(3n),body:has(.x) p,.y p p p p p b"
    return f"<i class='x y'>a</i><style>{rules}{{display:none}}</style>{pieces}".encode()


def _read(name: str, data: bytes) -> None:
    with suppress(SourceError):
        extract(data, Path(name))


_FIELD = "<w:p><w:r><w:fldChar w:fldCharType='begin'/><w:t>a</w:t></w:r></w:p>"
_PICTURE = "<w:p><w:r><w:pict/></w:r></w:p>"
_BOOKMARK = "<w:bookmarkStart w:name='a'/>"
_LETTER = r"\f1 a\f2 b"
_REFERENCE = "<w:r><w:footnoteReference w:id='1'/></w:r>"


@pytest.mark.parametrize(
    ("work", "shape", "made", "size"),
    [
        (partial(_read, "a.html"), "<h2>a</h2>", str.encode, LARGE * 4),
        (partial(_read, "a.html"), "<b class=a>1</b> ", str.encode, LARGE),
        (partial(_read, "a.html"), "<b aria-hidden=true>1</b> w", str.encode, LARGE // 2),
        (partial(_read, "a.html"), "<b aria-hidden=true>w</b> ww w", str.encode, LARGE // 2),
        (partial(_read, "a.html"), "<p>a</p>", _styled, LARGE // 4),
        (partial(_read, "a.docx"), _FIELD, _word, LARGE * 4),
        (partial(_read, "a.docx"), _PICTURE, _word_versions, LARGE // 2),
        (partial(_read, "a.docx"), _BOOKMARK, _word_line, LARGE // 2),
        (partial(_read, "a.docx"), f"{_BOOKMARK}{_REFERENCE}", _word_line, LARGE // 2),
        (partial(_read, "a.rtf"), r"{\pict 00}", _rtf, LARGE // 4),
        (rtf.parts, r"{\footnote b}", _rtf, LARGE * 4),
        (partial(_read, "a.rtf"), _LETTER, _rtf_fonts, LARGE // 2),
        (lambda data: read(data.decode()), "@a{,", str.encode, LARGE * 2),
    ],
)
def test_time_grows_with_the_elements(
    work: Callable[[bytes], object], shape: str, made: Callable[[str], bytes], size: int
) -> None:
    """Headings of the same words, fonts, figures and notes in one line, pictures, fields."""
    took = []
    for length in (size // 2, size, size * 16):  # the first warms up
        data = made(shape * (length // len(shape)))
        before = time.process_time()
        work(data)
        took.append(time.process_time() - before)
    assert took[2] <= max(0.25, took[1] * 16**EXPONENT), took


def test_a_text_that_equals_an_earlier_one_is_not_compared_with_it() -> None:
    """What was found in a text is remembered for that object; few are kept, none mixed up."""
    asked: list[str] = []

    @of_object
    def counted(text: str, sign: str = "a") -> int:
        asked.append(text)
        return text.count(sign)

    first, equal = "banana" * 9, "banana" * 8 + "".join(["ban", "ana"])
    assert first == equal
    assert first is not equal
    assert [27, 27, 18, 27] == [counted(first), counted(first), counted(first, "n"), counted(equal)]
    assert 3 == len(asked)
    assert [1, 1, 1, 1, 27] == [counted(f"a{n}") for n in range(4)] + [counted(first)]
    assert 8 == len(asked)
