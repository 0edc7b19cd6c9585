"""Citations as runs of WordprocessingML, and the field by which Zotero's plug-in knows its own.

The field is a complex one (ECMA-376, 17.16.18) whose instruction holds the citation as JSON; its
result is what stands on the page. https://www.zotero.org/support/dev/client_coding/
https://github.com/citation-style-language/schema (csl-citation.json)
"""

import json
import re
from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

from rag.bibliography.styles import Face, StyledText, known
from rag.errors import CitationError
from rag.views.styled import Styled, plain

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_FACES: dict[Face, str] = {
    "bold": "<w:b/>", "italic": "<w:i/>", "small": "<w:smallCaps/>",
    "raised": '<w:vertAlign w:val="superscript"/>', "lowered": '<w:vertAlign w:val="subscript"/>',
}  # fmt: skip
_SCHEMA = "https://github.com/citation-style-language/schema/raw/master/csl-citation.json"


def word_run(text: str, properties: str = "") -> str:
    """One run; characters that XML cannot hold are written out as escapes."""
    text = _NOT_XML.sub(lambda match: ascii(match.group())[1:-1], text)
    set_so = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{set_so}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def quote_run(text: str) -> str:
    """The words of a quote, which are exact; raises CitationError for what XML cannot hold."""
    if _NOT_XML.search(text):
        raise CitationError(f"DOCX cannot hold a control character: {text[:80]!r}")
    return word_run(text)


def set_runs(runs: Sequence[StyledText]) -> str:
    """A citation with its typefaces."""
    return "".join(
        word_run(run.text, "".join(xml for face, xml in _FACES.items() if face in run.faces))
        for run in runs
    )


def live_citation(cited: Styled, number: int) -> str:
    """The citation of a footnote, as a field that Zotero's plug-in can set anew."""
    said = f"ADDIN ZOTERO_ITEM CSL_CITATION {json.dumps(_citation(cited, number))}"
    return (
        f"{_mark('begin')}"
        f'<w:r><w:instrText xml:space="preserve"> {escape(said)} </w:instrText></w:r>'
        f"{_mark('separate')}{set_runs(cited.notes[number])}{_mark('end')}"
    )


def _mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


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
    return {
        "citationID": f"quoth{number}",
        "properties": {"formattedCitation": text, "plainCitation": text, "noteIndex": number},
        "citationItems": [one],
        "schema": _SCHEMA,
    }
