"""Citations as runs of WordprocessingML, and the field by which Zotero's plug-in knows its own.

The field is a complex one (ECMA-376, 17.16.18) whose instruction holds the citation as JSON; its
result is what stands on the page. https://www.zotero.org/support/dev/client_coding/
https://github.com/citation-style-language/schema (csl-citation.json)
"""

import json
import re
from collections.abc import Sequence
from typing import Any

from rag.bibliography.styles import Face, StyledText, known
from rag.documents.formats.xml import Element
from rag.views.styled import Styled, plain
from rag.views.word_xml import w, words

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_FACES: dict[Face, tuple[str, dict[str, str]]] = {
    "bold": ("b", {}), "italic": ("i", {}), "small": ("smallCaps", {}),
    "raised": ("vertAlign", {"val": "superscript"}),
    "lowered": ("vertAlign", {"val": "subscript"}),
}  # fmt: skip
_SCHEMA = "https://github.com/citation-style-language/schema/raw/master/csl-citation.json"


def word_run(text: str, *properties: Element) -> Element:
    """One run; characters that XML cannot hold are written out as escapes."""
    looks = [w("rPr", *properties)] if properties else []
    return w("r", *looks, words("t", _NOT_XML.sub(lambda one: ascii(one.group())[1:-1], text)))


def quote_run(text: str) -> Element:
    """The words of a quote, which are exact; raises CitationError for what XML cannot hold."""
    return w("r", words("t", text))


def set_runs(runs: Sequence[StyledText]) -> list[Element]:
    """A citation with its typefaces."""
    return [
        word_run(
            run.text, *(w(tag, **how) for face, (tag, how) in _FACES.items() if face in run.faces)
        )
        for run in runs
    ]


def live_citation(cited: Styled, number: int) -> list[Element]:
    """The citation of a footnote, as a field that Zotero's plug-in can set anew."""
    said = f" ADDIN ZOTERO_ITEM CSL_CITATION {json.dumps(_citation(cited, number))} "
    return [
        _mark("begin"), w("r", words("instrText", said)), _mark("separate"),
        *set_runs(cited.notes[number]), _mark("end"),
    ]  # fmt: skip


def _mark(kind: str) -> Element:
    return w("r", w("fldChar", fldCharType=kind))


def _citation(cited: Styled, number: int) -> dict[str, Any]:
    item, cite = cited.items[number], cited.cites[number]
    text = plain(cited.notes[number])
    address = str(item["address"])
    one: dict[str, Any] = {
        "id": address,
        "uris": [address] if address.startswith("http://zotero.org/") else [],
        "itemData": {**known(item), "id": address},
    }
    if cite.locator:
        one |= {"locator": cite.locator, "label": cite.label}
    if cite.aside:
        one["suffix"] = f", {cite.aside}"
    return {
        "citationID": f"quoth{number}",
        "properties": {"formattedCitation": text, "plainCitation": text, "noteIndex": number},
        "citationItems": [one],
        "schema": _SCHEMA,
    }
