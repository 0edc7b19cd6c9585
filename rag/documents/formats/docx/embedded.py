"""What Word shows out of other parts of the file: the words of charts and whole files."""

import re
from collections.abc import Iterator
from pathlib import Path

from rag.documents.document import RegionKind
from rag.documents.extraction import Extraction
from rag.documents.formats import html, text
from rag.documents.formats.docx.attributes import child, switched
from rag.documents.formats.xml import Element, local
from rag.errors import SourceError

_PAGE = re.compile(rb"<(?:!doctype html|html|body|p|div|table|h[1-6])\b", re.I)
_PLAIN = ("General", "0", "#,##0", "@", "")
_MOST = 500  # categories of a chart


def chart(root: Element) -> tuple[list[str], bool]:
    """The words of a chart, a block each, and whether its figures are drawn as words, too.

    Figures that are only drawn as bars or lines are no words; nor are those that are shown in
    another form than the file keeps them.
    """
    blocks = [said for said in map(_said, _of(root, "p")) if said]
    series = list(_of(root, "ser"))
    names = [" ".join(_points(child(one, "tx")).values()) for one in series]
    kinds = [_points(child(one, "cat")) or _points(child(one, "xVal")) for one in series]
    values = [_points(child(one, "val")) or _points(child(one, "yVal")) for one in series]
    labels = next((kind for kind in kinds if kind), {})
    shown = bool(series) and all(_labelled(one) for one in series)
    if any(names):
        blocks.append(" | ".join(["", *names] if shown and labels else names).lstrip())
    if not shown:
        blocks += [" | ".join(labels.values())] if labels else []
        return blocks, not any(values)
    for at, label in labels.items():
        blocks.append(" | ".join([label, *(value.get(at, "") for value in values)]))
    return blocks, True


def _of(root: Element, name: str) -> Iterator[Element]:
    return (element for element in root.iter() if local(element) == name)


def _said(paragraph: Element) -> str:
    return "".join(element.text or "" for element in _of(paragraph, "t")).strip()


def _points(holder: Element) -> dict[int, str]:
    """What a chart keeps of a range of cells, by its place there."""
    found: dict[int, str] = {}
    for point in _of(holder, "pt") if holder is not None else ():
        place = str(point.get("idx") or "")
        words = "".join(element.text or "" for element in _of(point, "v")).strip()
        if place.isdecimal() and len(found) < _MOST:
            found[int(place)] = words
    return found


def _labelled(series: Element) -> bool:
    """Whether a series prints its figures beside its bars, as the file keeps them."""
    labels = child(series, "dLbls")
    form = next((e.text or "" for e in _of(series, "formatCode")), "")
    return bool(switched(child(labels, "showVal"))) and form in _PLAIN


def read(name: str, data: bytes) -> Extraction | None:
    """A page or a text inside of a Word file; None for what is neither, or cannot be read."""
    path = Path(name)
    page = path.suffix.lower() in (".htm", ".html", ".xhtml") or bool(_PAGE.search(data[:2000]))
    if b"MIME-Version" in data[:2000] or data.startswith((b"PK", b"{\\rtf")):
        return None
    try:
        if page:
            return html.extract(data, path.with_suffix(".html"))
        return text.extract(data, path.with_suffix(".txt")) if path.suffix == ".txt" else None
    except SourceError:
        return None


def blocks(extraction: Extraction) -> Iterator[tuple[RegionKind, str, int]]:
    """The kind, the words and the level of each block that was read of it."""
    if extraction.regions is None:
        for block in re.split(r"\n\s*\n", extraction.text):
            yield "body", block, 0
        return
    for region in extraction.regions:
        words, at = "", region.span.start
        for skipped in extraction.skipped:
            if region.span.start <= skipped.start and skipped.end <= region.span.end:
                words += extraction.text[at : skipped.start]
                at = skipped.end
        yield region.kind, words + extraction.text[at : region.span.end], region.level
