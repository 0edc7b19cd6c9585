"""Pages that are pictures, read by Tesseract where that program is installed.

Tesseract (Apache-2.0) is called once a page and says what it read as hOCR: words with their
boxes, lines with their baseline and the size of their print. Lines go the same way as those of
a text layer (rag/sources/pdf/book.py). What was read is kept with the document, so that a page
is never read twice. https://kba.github.io/hocr-spec/1.2/
"""

import os
import re
import subprocess
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any, TypeAlias

import numpy as np
import orjson
import pypdfium2
from lxml import etree

from rag.document import Scan
from rag.sources import OCR, OnPage
from rag.sources.pdf.glyphs import Line, PageText
from rag.sources.tree import Element

PAGE_SECONDS, LONGEST = 60.0, 3600.0
"""Seconds for one page, and for all pages of one file; what is not read by then is not read."""
_DOTS = 300  # an inch; Tesseract's models were trained at about this
_MOST_PIXELS = 24_000_000  # a page of 14 by 19 inches; larger ones are drawn smaller
_AT_ONCE = 4
_LEAST_SURE = 50  # per cent, of a block on average: less is a photograph or a stain
_SAME_SIZE, _FLAT = 0.08, 5.0
_GUTTER = 1.5  # sizes of the print: no space between words of one column is so wide
Seen: TypeAlias = list[object]
Box: TypeAlias = list[float]
Word: TypeAlias = tuple[str, float, float, float, float]
_LINES = frozenset(["ocr_line", "ocr_header", "ocr_textfloat", "ocr_caption"])
_COMMAND = (
    "tesseract", "stdin", "stdout", "--dpi", str(_DOTS), "-l", "eng", "--psm", "3",
    "-c", "tessedit_create_hocr=1",
)  # fmt: skip


@cache
def version() -> str | None:
    """Tesseract's version, or None where it, or its data for English, is not installed."""
    said, languages = (_said(("tesseract", flag)) for flag in ("--version", "--list-langs"))
    found = re.match(r"tesseract v?(\d[\w.-]*)", said)
    return found[1] if found and "eng" in languages.split() else None


def name() -> str:
    """What it adds to an extractor's name; "" where there is none."""
    return f"{OCR}{found}" if (found := version()) else ""


def _said(command: tuple[str, ...]) -> str:
    try:
        done = subprocess.run(command, capture_output=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return (done.stdout + done.stderr).decode("utf-8", "replace")


def recognise(
    document: pypdfium2.PdfDocument, wanted: Sequence[int], on_page: OnPage
) -> tuple[Scan, ...]:
    """What Tesseract reads on these pages, counted from 0; pages without words are left out.

    `on_page` is told before the first page and after each few, how many are done of how many.
    """
    if not wanted or version() is None:
        return ()
    began, found = time.monotonic(), []
    at_once = min(_AT_ONCE, os.cpu_count() or 1)
    with ThreadPoolExecutor(at_once) as pool:
        for done in range(0, len(wanted), at_once):
            on_page(done, len(wanted))
            if time.monotonic() - began > LONGEST:
                break
            few = wanted[done : done + at_once]
            drawn = [_picture(document, index) for index in few]  # pdfium knows no threads
            read = pool.map(lambda picture: _read(*picture) if picture else None, drawn)
            found += [
                Scan(index, orjson.dumps(seen).decode())
                for index, seen in zip(few, read, strict=True)
                if seen is not None
            ]
    return tuple(found)


def lay(scans: Iterable[Scan], pages: Sequence[PageText]) -> None:
    """Put what was recognised on its pages; sizes that differ only by measuring become one."""
    read = [(pages[scan.page], orjson.loads(scan.seen)) for scan in scans]
    sizes: Counter[float] = Counter()
    for _, (lines, _) in read:
        for size, _, _, words in lines:
            sizes[size] += sum(len(word) for word, *_ in words)
    usual = _usual(sizes)
    for page, (lines, rules) in read:
        boxes: list[Box] = []
        page.lines, page.ocr = [_line(usual, line, boxes) for line in lines], True
        shared = np.array(boxes, dtype=np.float32)  # since pieces of lines are joined
        for line in page.lines:
            line.boxes = shared
        page.rules += [(x0, x1, y) for x0, x1, y in rules]


def _usual(sizes: Counter[float]) -> dict[float, float]:
    """Each size → the most frequent size that is nearly the same."""
    usual: dict[float, float] = {}
    for size, _ in sizes.most_common():
        near = [known for known in usual.values() if abs(known - size) < _SAME_SIZE * known]
        usual[size] = near[0] if near else size
    return usual


def _line(usual: dict[float, float], seen: Sequence[Any], boxes: list[Box]) -> Line:
    """A line; the boxes of its characters, each that of its word, are added to the page's."""
    size, bottom, top, words = seen
    chars: list[int] = []
    for word, *box in words:
        chars += [len(boxes)] * len(word) + [-1]
        boxes.append(box)
    text = " ".join(word for word, *_ in words)
    x0, x1 = words[0][1], words[-1][3]
    places = np.array(chars[:-1], dtype=np.int32)
    return Line(text, x0, x1, top, bottom, usual[size], False, places)


def _picture(document: pypdfium2.PdfDocument, index: int) -> tuple[bytes, float, float] | None:
    """The page as a grey PGM, its height in points, and points a pixel; None if it is too much."""
    try:
        page = document[index]
        width, height = page.get_size()
        scale = min(_DOTS / 72, (_MOST_PIXELS / (width * height)) ** 0.5)
        image = page.render(scale=scale, grayscale=True).to_pil().convert("L")
        page.close()
    except (pypdfium2.PdfiumError, MemoryError, ValueError, ZeroDivisionError):
        return None  # the page counts as not read, and is named
    return b"P5 %d %d 255\n" % image.size + image.tobytes(), height, 1 / scale


def _read(picture: bytes, height: float, point: float) -> tuple[list[Seen], list[Seen]] | None:
    """The lines of a page and its rules (x0, x1, y), in points; None if it has no words.

    A line is its size, bottom, top, and words with their boxes.
    """
    try:
        done = subprocess.run(
            _COMMAND, input=picture, capture_output=True, timeout=PAGE_SECONDS, check=True,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )  # fmt: skip
        root = etree.fromstring(done.stdout, etree.XMLParser(resolve_entities=False, recover=True))
    except (OSError, subprocess.SubprocessError, etree.XMLSyntaxError):
        return None  # the page counts as not read, and is named
    lines: list[Seen] = []
    rules: list[Seen] = []
    for block in root.iter("{*}div") if root is not None else ():
        if block.get("class") == "ocr_carea" and _sure(block):
            lines += _lines(block, height, point)
        elif block.get("class") == "ocr_separator":
            x0, y0, x1, y1 = (pixels * point for pixels in _numbers("bbox", block))
            if y1 - y0 < _FLAT < x1 - x0:
                rules.append([round(x0, 1), round(x1, 1), round(height - (y0 + y1) / 2, 1)])
    return (lines, rules) if lines else None


def _sure(block: Element) -> bool:
    """Whether Tesseract trusts a block on average: single words are never left out of a text."""
    sure = [(len(said), _numbers("x_wconf", word)[0]) for said, word in _words(block)]
    letters = sum(length for length, _ in sure)
    return letters > 0 and sum(n * percent for n, percent in sure) >= _LEAST_SURE * letters


def _lines(block: Element, height: float, point: float) -> Iterator[Seen]:
    """The level lines of a block."""
    for line in block.iter("{*}span"):
        if line.get("class") not in _LINES or _numbers("textangle", line)[0]:
            continue
        size = _numbers("x_size", line)[0] * point
        base = _numbers("bbox", line)[3] + _numbers("baseline", line)[1]
        bottom = height - (base + _numbers("x_descenders", line)[0]) * point
        words: list[Word] = []
        for said, word in _words(line):
            x0, y0, x1, y1 = (round(pixels * point, 1) for pixels in _numbers("bbox", word))
            if words and x0 - words[-1][3] > _GUTTER * size:  # Tesseract may join two columns
                yield [round(size, 1), round(bottom, 1), round(bottom + size, 1), words]
                words = []
            words.append((said, x0, round(height - y1, 1), x1, round(height - y0, 1)))
        if words:
            yield [round(size, 1), round(bottom, 1), round(bottom + size, 1), words]


def _words(element: Element) -> Iterator[tuple[str, Element]]:
    """The words inside an element, as text and as elements."""
    for word in element.iter("{*}span"):
        said = "".join("".join(word.itertext()).split())
        if word.get("class") == "ocrx_word" and said:
            yield said, word


def _numbers(name: str, element: Element) -> tuple[float, float, float, float]:
    """The numbers of a property in an element's title, 0 for those that are missing."""
    found = re.search(rf"\b{name}((?: -?[\d.]+)+)", element.get("title") or "")
    numbers = [float(number) for number in found[1].split()] if found else []
    first, second, third, fourth = [*numbers, 0.0, 0.0, 0.0, 0.0][:4]
    return first, second, third, fourth
