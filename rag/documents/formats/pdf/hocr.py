"""What Tesseract saw on a page: from its hOCR to JSON that is kept, and from that to lines.

JSON is [lines, rules, turns] in PDF points from the lower left corner: a line is its size, bottom,
top and words, a word its text, box and, if it has raised figures, where in its text they stand.
`turns` is how often the page was turned left by a quarter, so that it could be read.
https://kba.github.io/hocr-spec/1.2/
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import orjson
from lxml import etree

from rag.documents.document import ScannedPage
from rag.documents.formats.pdf.line import Line
from rag.documents.formats.pdf.page import PageText
from rag.documents.formats.pdf.raised_marks import Pixels, Recognise, Word, correct
from rag.documents.formats.xml import Element, content

_LEAST_SURE = 50  # per cent, of a block on average: less is a photograph or a stain
_SAME_SIZE, _FLAT = 0.08, 20
_GUTTER = 1.5  # sizes of the print: no space between words of one column is so wide
_LINES = frozenset(["ocr_line", "ocr_header", "ocr_textfloat", "ocr_caption"])
Box: TypeAlias = list[float]


@dataclass(frozen=True, slots=True)
class _Row:
    """Words of one line, with the size of its print and its bottom, in pixels from the top."""

    size: float
    bottom: float
    words: list[Word]


def trust(hocr: bytes) -> float:
    """How much Tesseract trusts the level lines of a page, per cent; 0 where most are not level."""
    root = parsed(hocr)
    sure: list[tuple[bool, int, float]] = []
    for line in root.iter("{*}span") if root is not None else ():
        level = _level(line)
        sure += [(level, len(said), numbers("x_wconf", word)[0]) for said, word in words_in(line)
                 if line is not word]  # fmt: skip
    letters = sum(length for _, length, _ in sure)
    return sum(n * percent for level, n, percent in sure if level) / letters if letters else 0.0


def recognised(
    hocr: bytes, page: Pixels, point: float, read: Recognise, turns: int = 0
) -> str | None:
    """What is kept of a page; None where no word was seen. `point` is the size of a pixel.

    `page` was turned left by `turns` quarters.
    """
    root = parsed(hocr)
    blocks = list(root.iter("{*}div")) if root is not None else []
    rows = [row for b in blocks if b.get("class") == "ocr_carea" and _sure(b) for row in _rows(b)]
    if not rows:
        return None
    correct(page, [word for row in rows for word in row.words], read)
    height = page.shape[0]
    rules = []
    for block in blocks:
        x0, y0, x1, y1 = numbers("bbox", block)
        if block.get("class") == "ocr_separator" and y1 - y0 < _FLAT < x1 - x0:
            rules.append(_points(point, x0, x1, height - (y0 + y1) / 2))
    lines = [
        [*_points(point, row.size, height - row.bottom, height - row.bottom + row.size),
         [_word(word, point, height) for word in row.words]]
        for row in rows
    ]  # fmt: skip
    return orjson.dumps([lines, rules, turns] if turns else [lines, rules]).decode()


def _points(point: float, *pixels: float) -> list[float]:
    return [round(one * point, 1) for one in pixels]


def _word(word: Word, point: float, height: int) -> list[object]:
    left, top, right, bottom = word.box
    box = _points(point, left, height - bottom, right, height - top)
    return [word.text, *box, *(word.raised or ())]


def _sure(block: Element) -> bool:
    """Whether Tesseract trusts a block on average: single words are never left out of a text."""
    sure = [(len(said), numbers("x_wconf", word)[0]) for said, word in words_in(block)]
    letters = sum(length for length, _ in sure)
    return letters > 0 and sum(n * percent for n, percent in sure) >= _LEAST_SURE * letters


def _level(line: Element) -> bool:
    """Whether this is a line, and runs from left to right: one that stands has no base line."""
    level = "baseline" in (line.get("title") or "") and not numbers("textangle", line)[0]
    return level and line.get("class") in _LINES


def _rows(block: Element) -> Iterator[_Row]:
    """The level lines of a block, parted where the gap is a gutter."""
    for line in block.iter("{*}span"):
        if not _level(line):
            continue
        size, down = numbers("x_size", line)[0], numbers("x_descenders", line)[0]
        high = max(1.0, size - down - numbers("x_ascenders", line)[0])
        left, _, _, bottom = numbers("bbox", line)
        slope, offset, _, _ = numbers("baseline", line)
        words: list[Word] = []
        for said, word in words_in(line):
            x0, y0, x1, y1 = (int(pixels) for pixels in numbers("bbox", word))
            if words and x0 - words[-1].box[2] > _GUTTER * size:  # Tesseract may join columns
                yield _Row(size, bottom + offset + down, words)
                words = []
            base = bottom + offset + slope * (x1 - left)
            words.append(Word(said, (x0, y0, x1, y1), base, high, first=not words))
        if words:
            yield _Row(size, bottom + offset + down, words)


def parsed(hocr: bytes) -> Element:
    """The root of what Tesseract has written; None if it is nothing."""
    try:
        return etree.fromstring(hocr, etree.XMLParser(resolve_entities=False, recover=True))
    except etree.XMLSyntaxError:
        return None


def words_in(element: Element) -> Iterator[tuple[str, Element]]:
    """The words inside an element, as text and as elements."""
    for word in element.iter("{*}span"):
        said = "".join(content(word).split())
        if word.get("class") == "ocrx_word" and said:
            yield said, word


def numbers(name: str, element: Element) -> tuple[float, float, float, float]:
    """The numbers of a property in an element's title, 0 for those that are missing."""
    match = re.search(rf"\b{name}((?: -?[\d.]+)+)", element.get("title") or "")
    given = [float(number) for number in match[1].split()] if match else []
    first, second, third, fourth = [*given, 0.0, 0.0, 0.0, 0.0][:4]
    return first, second, third, fourth


def lay(scans: Iterable[ScannedPage], pages: Sequence[PageText]) -> None:
    """Put what was seen on its pages; sizes that differ only by measuring become one."""
    known = [(pages[scan.page], orjson.loads(scan.seen)) for scan in scans]
    sizes: Counter[float] = Counter()
    for _, (lines, *_) in known:
        for size, _, _, words in lines:
            sizes[size] += sum(len(word) for word, *_ in words)
    usual = _usual(sizes)
    for page, (lines, rules, *turned) in known:
        boxes: list[Box] = []
        page.lines, page.ocr = [_line(usual, line, boxes) for line in lines], True
        boxes = [_turned_back(box, page, *turned) for box in boxes]
        if turned and turned[0] % 2:
            page.width, page.height = page.height, page.width
        shared = np.array(boxes, dtype=np.float32)  # since pieces of lines are joined
        for line in page.lines:
            line.boxes = shared
        page.rules += [(x0, x1, y) for x0, x1, y in rules]


def _turned_back(box: Box, page: PageText, turns: int = 0) -> Box:
    """A box of a page that was turned left by quarters, on the page as it is shown."""
    x0, y0, x1, y1 = box
    if turns == 1:
        return [y0, page.height - x1, y1, page.height - x0]
    if turns == 2:
        return [page.width - x1, page.height - y1, page.width - x0, page.height - y0]
    return [page.width - y1, x0, page.width - y0, x1] if turns == 3 else box


def _usual(sizes: Counter[float]) -> dict[float, float]:
    """Each size → the most frequent size that is nearly the same."""
    usual: dict[float, float] = {}
    for size, _ in sizes.most_common():
        near = [known for known in usual.values() if abs(known - size) < _SAME_SIZE * known]
        usual[size] = near[0] if near else size
    return usual


def _line(usual: dict[float, float], line: Sequence[Any], boxes: list[Box]) -> Line:
    """A line; the boxes of its characters, each that of its word, are added to the page's."""
    size, bottom, top, words = line
    chars: list[int] = []
    raised: list[tuple[int, int]] = []
    for word, x0, y0, x1, y1, *up in words:
        if up:
            raised.append((len(chars) + up[0], len(chars) + up[1]))
        chars += [len(boxes)] * len(word) + [-1]
        boxes.append([x0, y0, x1, y1])
    text = " ".join(word for word, *_ in words)
    places = np.array(chars[:-1], dtype=np.int32)
    return Line(
        text, words[0][1], words[-1][3], top, bottom, usual[size], False, places, tuple(raised)
    )
