"""Web pages: the main text without navigation, its headings, quotes, tables, notes, comments.

Layer 1 is what a person reads in the main part of the page; scripts are not run. Parser:
lxml (BSD-3-Clause).
"""

from dataclasses import replace
from pathlib import Path

from rag.documents.document import Loss
from rag.documents.extraction import Extraction
from rag.documents.formats import made_by
from rag.documents.formats.html.account import account, broken, left_behind, unaccounted
from rag.documents.formats.html.blocks import Walk
from rag.documents.formats.html.clutter import clutter, main_part
from rag.documents.formats.html.comments import is_comment_list, mark_posts
from rag.documents.formats.html.elements import root_of
from rag.documents.formats.html.encoding import decode
from rag.documents.formats.html.metadata import about
from rag.documents.formats.html.parts import find_parts
from rag.documents.formats.layer import Layer
from rag.documents.formats.xml import Element
from rag.errors import SourceError


def extract(data: bytes, path: Path) -> Extraction:
    """The main text of a page; raises SourceError where there is none."""
    lost: list[Loss] = []
    problems: list[str] = []
    root = parse(decode(data, problems), path, lost)
    mark_posts(root)
    parts = find_parts(root)
    main = main_part(root, parts.left)
    parts.strict = main.tag != "body"
    parts.left |= clutter(main, parts.words, parts.notes, parts.left)
    layer, notes = Layer(), parts.notes
    walk = Walk(layer, parts)
    walk.run(main)
    inside = set(main.iter())
    for element in root.iter():  # notes and comments often stand outside of the main part
        if element not in inside and (element in notes.blocks or is_comment_list(element)):
            walk.outside(element)
            inside.update(element.iter())
    extraction = layer.extraction(made_by.html(), **about(root, main, parts.left))
    if not extraction.text:
        raise SourceError(
            path.name, "a page without any text.", "If a script writes its text, save it as shown."
        )
    accounted = account(root, main, parts)
    lost += (*unaccounted(accounted, extraction), *left_behind(accounted, main, parts))
    return replace(
        extraction,
        losses=(*lost, *extraction.losses, *broken(extraction)),
        problems=(*problems, *extraction.problems),
    )


def parse(text: str, path: Path, lost: list[Loss] | None = None) -> Element:
    """The root element of a page; raises SourceError for what is no page at all.

    What could not be read of it is added to `lost`.
    """
    root, losses = root_of(text, path)
    if lost is not None:
        lost += losses
    for element in root.iter():
        kind = element.get("epub:type")
        if kind:
            element.set("epub-type", kind)
    return root
