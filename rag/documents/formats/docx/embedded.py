"""What Word shows out of other parts of the file: the words of charts and whole files."""

import re
from collections.abc import Callable
from email import message_from_bytes, policy
from pathlib import Path

from rag.documents.extraction import Extraction
from rag.documents.formats import html, text
from rag.documents.formats.docx.attributes import child, switched
from rag.documents.formats.layer import Layer, Style
from rag.documents.formats.xml import Element
from rag.errors import SourceError

_PAGE = re.compile(rb"<(?:!doctype html|html|body|p|div|table|h[1-6])\b", re.I)
_PLAIN = ("General", "0", "#,##0", "@", "")
_MOST = 500  # categories of a chart


def chart(root: Element) -> tuple[list[str], bool]:
    """The words of a chart, a block each, and whether its figures are drawn as words, too.

    Figures that are only drawn as bars or lines are no words; nor are those that are shown in
    another form than the file keeps them.
    """
    texts = ("".join(t.text or "" for t in p.iter("{*}t")).strip() for p in root.iter("{*}p"))
    blocks = [said for said in texts if said]
    series = list(root.iter("{*}ser"))
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


def _points(holder: Element) -> dict[int, str]:
    """What a chart keeps of a range of cells, by its place there."""
    found: dict[int, str] = {}
    for point in holder.iter("{*}pt") if holder is not None else ():
        place = str(point.get("idx") or "")
        words = "".join(element.text or "" for element in point.iter("{*}v")).strip()
        if place.isdecimal() and len(found) < _MOST:
            found[int(place)] = words
    return found


def _labelled(series: Element) -> bool:
    """Whether a series prints its figures beside its bars, as the file keeps them."""
    labels = child(series, "dLbls")
    form = next((e.text or "" for e in series.iter("{*}formatCode")), "")
    return bool(switched(child(labels, "showVal"))) and form in _PLAIN


RTF = b"{\\rtf"
Inner = Callable[[bytes, Path], Extraction]
"""Reads a Word file, or an RTF text, that lies inside of another."""


def read(name: str, data: bytes, inner: Inner) -> Extraction | None:
    """A page, a text or a document inside of a Word file; None for what cannot be read."""
    path = Path(name)
    try:
        if data.startswith((b"PK", RTF)):
            return inner(data, path)
        if b"MIME-Version" in data[:2000]:
            return _archived(data, path)
        if path.suffix.lower() in (".htm", ".html", ".xhtml") or _PAGE.search(data[:2000]):
            return html.extract(data, path.with_suffix(".html"))
        return text.extract(data, path) if path.suffix == ".txt" else None
    except SourceError:
        return None


def _archived(data: bytes, path: Path) -> Extraction | None:
    """The page of a web archive (MHTML), which is a letter with parts."""
    for part in message_from_bytes(data, policy=policy.default).walk():
        if part.get_content_type() == "text/html":
            said = part.get_content().encode("utf-8-sig", "replace")
            return html.extract(said, path.with_suffix(".html"))
    return None


def write(extraction: Extraction, layer: Layer, name: str) -> None:
    """Write what was read of the file of that name, with its notes, into another layer."""
    if extraction.regions is None:
        for block in re.split(r"\n\s*\n", extraction.text):
            layer.write(block, Style())
            layer.end()
        return
    marks = {marker.span.start: marker for marker in extraction.markers}
    for number, region in enumerate(extraction.regions):
        note = region.kind == "note"
        key = f"{name} {number}" if note and not region.continues else None
        style = Style(region.kind, region.level, region.speaker, region.mark, key)
        at = region.span.start
        for skipped in extraction.skipped:
            if region.span.start <= skipped.start and skipped.end <= region.span.end:
                _lines(extraction.text[at : skipped.start], layer, style)
                marker, at = marks.get(skipped.start), skipped.end
                if marker:
                    target = None if marker.target is None else f"{name} {marker.target}"
                    layer.mark(marker.mark, target, style)
        _lines(extraction.text[at : region.span.end], layer, style)
        layer.end()


def _lines(words: str, layer: Layer, style: Style) -> None:
    """Write words with the line breaks that they have."""
    first, *others = words.split("\n")
    layer.write(first, style)
    for line in others:
        layer.line()
        layer.write(line, style)
