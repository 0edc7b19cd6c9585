"""Web pages: the main text without navigation, its headings, quotes, tables, notes, comments.

Layer 1 is what a person reads in the main part of the page; scripts are not run. Parser:
lxml (BSD-3-Clause).
"""

from pathlib import Path

from lxml import etree

from rag.documents.extraction import Extraction
from rag.documents.formats.html.blocks import Walk
from rag.documents.formats.html.comments import is_comment_list
from rag.documents.formats.html.css import read_sheets
from rag.documents.formats.html.encoding import decode
from rag.documents.formats.html.furniture import count_words, omitted
from rag.documents.formats.html.main_part import main_part
from rag.documents.formats.html.metadata import about
from rag.documents.formats.html.notes import find_notes
from rag.documents.formats.html.unseen import unseen
from rag.documents.formats.layer import Layer
from rag.documents.formats.xml import LIBXML, Element
from rag.errors import SourceError

EXTRACTOR = f"html/3+{LIBXML}"


def extract(data: bytes, path: Path) -> Extraction:
    """The main text of a page; raises SourceError where there is none."""
    root = parse(decode(data), path)
    sheet, words = read_sheets(root), count_words(root)
    hidden = unseen(root, sheet, words.holder)
    left = omitted(root, hidden, words)
    main = main_part(root, left)
    layer, notes = Layer(), find_notes(root)
    walk = Walk(layer, notes, left, hidden.mute, strict=main.tag != "body")
    walk.run(main)
    inside = set(main.iter())
    for element in root.iter():  # notes and comments often stand outside of the main part
        if element not in inside and (element in notes.blocks or is_comment_list(element)):
            walk.outside(element)
            inside.update(element.iter())
    extraction = layer.extraction(EXTRACTOR, **about(root))
    if not extraction.text:
        raise SourceError(
            path.name, "a page without any text.", "If a script writes its text, save it as shown."
        )
    return extraction


def parse(text: str, path: Path) -> Element:
    """The root element of a page; raises SourceError for what is no page at all."""
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.XMLSyntaxError as error:
        raise SourceError(path.name, f"no web page: {error}.") from error
    if root is None:
        raise SourceError(path.name, "no web page: it holds no elements.")
    for element in root.iter():
        kind = element.get("epub:type")
        if kind:
            element.set("epub-type", kind)
    return root
