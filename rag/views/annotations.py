"""Quotes as W3C Web Annotations (JSON-LD): each span by position and by its words.

Offsets are Unicode code points of layer 1. https://www.w3.org/TR/annotation-model/
"""

import json
import uuid
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote as percent

from rag.quotes.citation import selectors
from rag.span import Span
from rag.views.checked import Answered, CheckedQuote

_CONTEXT = [
    "http://www.w3.org/ns/anno.jsonld",
    {"sha256": "https://schema.org/sha256", "path": "https://schema.org/identifier"},
]


def annotations(answers: Sequence[Answered]) -> str:
    """An annotation page as JSON text; ids follow from the citations, so they stay the same."""
    items = [
        _annotation(item, str(answer.record.get("question", "")))
        for answer in answers
        for item in answer.quotes
    ]
    page = {"@context": _CONTEXT, "type": "AnnotationPage", "startIndex": 0, "items": items}
    return json.dumps(page, ensure_ascii=False, indent=1) + "\n"


def _annotation(item: CheckedQuote, question: str) -> dict[str, Any]:
    citation = item.citation
    place = f"{citation.path}\n{citation.sha256}\n{citation.spans}\n{question}"
    return {
        "id": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, place)}",
        "type": "Annotation",
        "motivation": "highlighting",
        "body": {"type": "TextualBody", "value": citation.text, "format": "text/plain"},
        "target": [_target(item, span) for span in citation.spans],
    }


def _target(item: CheckedQuote, span: Span) -> dict[str, Any]:
    words = selectors(item.document, [span])
    return {
        "type": "SpecificResource",
        "source": {
            "id": percent(item.document.path),
            "path": item.document.path,
            "sha256": item.document.sha256,
        },
        "selector": [
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
            {"type": "TextQuoteSelector", **words},
        ],
    }
