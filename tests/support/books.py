"""Ordinary books of any size in every format, of sentences that differ from each other."""

import io
import random
import textwrap
import time
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from rag.documents.assembly import document_from
from rag.documents.formats import extract
from tests.support.pdf_pages import Sheet, written
from tests.support.word import docx, p, r

_LINES = 38  # of a page
_CHAPTER = 60  # paragraphs


def paragraphs(size: int) -> Iterator[str]:
    """As many as have so many characters together."""
    chance = random.Random(size)
    words = [
        "".join(chance.choices("abdefgiklmnoprstu", k=chance.randint(2, 9))) for _ in range(4_000)
    ]
    while size > 0:
        made = (" ".join(chance.choices(words, k=chance.randint(6, 22))) for _ in range(4))
        said = " ".join(f"{sentence.capitalize()}." for sentence in made)
        size -= len(said)
        yield said


def _markdown(said: list[str]) -> str:
    notes = range(0, len(said), 7)
    marked = [f"{one}[^{at}]" if at in notes else one for at, one in enumerate(said)]
    heads = [f"## Part {at}\n\n" if at % 9 == 0 else "" for at in range(len(said))]
    body = "\n\n".join(map("".join, zip(heads, marked, strict=True)))
    return body + "\n\n" + "\n".join(f"[^{at}]: Smith, Book {at}, p. {at}." for at in notes)


def _html(said: list[str]) -> str:
    heads = [f"<h2>Part {at}</h2>" if at % 9 == 0 else "" for at in range(len(said))]
    body = "".join(f"{head}<p>{one}</p>" for head, one in zip(heads, said, strict=True))
    return f"<!DOCTYPE html><html><body><article>{body}</article></body></html>"


def _subtitles(said: list[str]) -> str:
    cues = [cue for one in said for cue in textwrap.wrap(one, 80)]
    times = [f"{at // 3600:02}:{at // 60 % 60:02}:{at % 60:02}" for at in range(len(cues))]
    timed = enumerate(zip(times, cues, strict=True), 1)
    return "\n".join(f"{n}\n{at},000 --> {at},900\n{cue}\n" for n, (at, cue) in timed)


def _epub(said: list[str]) -> bytes:
    chapters = [said[at : at + _CHAPTER] for at in range(0, len(said), _CHAPTER)]
    items = "".join(
        f'<item id="c{n}" href="c{n}.xhtml" media-type="application/xhtml+xml"/>'
        for n in range(len(chapters))
    )
    spine = "".join(f'<itemref idref="c{n}"/>' for n in range(len(chapters)))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as book:
        book.writestr("mimetype", "application/epub+zip")
        book.writestr(
            "META-INF/container.xml",
            '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">'
            '<rootfiles><rootfile full-path="c.opf" '
            'media-type="application/oebps-package+xml"/></rootfiles></container>',
        )
        book.writestr(
            "c.opf",
            '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata/>'
            f"<manifest>{items}</manifest><spine>{spine}</spine></package>",
        )
        for n, chapter in enumerate(chapters):
            body = "".join(f"<p>{one}</p>" for one in chapter)
            book.writestr(
                f"c{n}.xhtml",
                f'<html xmlns="http://www.w3.org/1999/xhtml"><body><h1>{n}</h1>{body}</body></html>',
            )
    return out.getvalue()


def _pdf(said: list[str]) -> bytes:
    lines = [line for one in said for line in (*textwrap.wrap(one, 56), "")]
    pages = (lines[first : first + _LINES] for first in range(0, len(lines), _LINES))
    return written(*(Sheet().lines(40, 560, filter(None, page)) for page in pages))


BOOKS: Mapping[str, Callable[[list[str]], str | bytes]] = {
    "txt": "\n\n".join,
    "md": _markdown,
    "html": _html,
    "rtf": lambda said: r"{\rtf1\ansi " + "\\par\n".join(said) + "}",
    "srt": _subtitles,
    "docx": lambda said: docx("".join(p(r(one)) for one in said)),
    "epub": _epub,
    "pdf": _pdf,
}
"""What makes a book of paragraphs, by the suffix of its file."""


def seconds(kind: str, size: int) -> float:
    """What one processor needs to read a book of so many characters."""
    made = BOOKS[kind](list(paragraphs(size)))
    data = made.encode() if isinstance(made, str) else made
    before = time.process_time()
    document_from(extract(data, Path(f"a.{kind}")), f"a.{kind}", "0" * 64)
    return time.process_time() - before
