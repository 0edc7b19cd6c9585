"""An evidence bundle: answers, hashes of their sources, cited passages, and a script to check.

Whoever gets the zip can check every quote offline with Python's standard library alone
(rag/views/check_bundle.py, in the bundle as check.py). The file is the same for the same
answers.
"""

import hashlib
import json
from collections.abc import Sequence
from importlib.resources import files

from rag.documents.exported import README
from rag.files import zipped
from rag.quotes.record import spans_json
from rag.views.checked import Answered, CheckedQuote, documents, every

_AROUND = 500
"""Code points of layer 1 kept on each side of a quote."""
_README = f"""\
{README}

answers.jsonl    the answers, one a line, with every quote, its spans and its source's hash
passages.jsonl   for each quote the text of its source around it; offsets are code points
manifest.json    the sources with their SHA-256, and the SHA-256 of the other members
check.py         checks all of this: python check.py [--sources FOLDER]
"""


def bundle(answers: Sequence[Answered]) -> bytes:
    """The bundle as the bytes of a zip file."""
    script = files("rag.views").joinpath("check_bundle.py").read_bytes()
    members = {
        "answers.jsonl": _lines([answer.record for answer in answers]),
        "passages.jsonl": _lines([_passage(item) for item in every(answers)]),
        "check.py": script,
        "README.txt": _README.encode("utf-8"),
    }
    manifest = {
        "format": 1,
        "sources": [_source(quotes[0]) for quotes in documents(answers).values()],
        "members": {name: hashlib.sha256(data).hexdigest() for name, data in members.items()},
    }
    members["manifest.json"] = json.dumps(manifest, ensure_ascii=False, indent=1).encode("utf-8")
    return zipped(members)


def _lines(records: Sequence[object]) -> bytes:
    return "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records).encode("utf-8")


def _passage(item: CheckedQuote) -> object:
    """The layer-1 text around a quote, with its own offset."""
    spans, text = item.citation.spans, item.document.text
    start, end = max(0, spans[0].start - _AROUND), spans[-1].end + _AROUND
    return {
        "path": item.document.path,
        "spans": spans_json(spans),
        "start": start,
        "text": text[start:end],
    }


def _source(item: CheckedQuote) -> object:
    document = item.document
    is_file = document.markup != "none" and "+" not in document.extractor
    return {
        "path": document.path,
        "sha256": document.sha256,
        "title": document.title,
        "author": document.author,
        "date": document.date,
        "extractor": document.extractor,
        "layer_1": "file" if is_file else "extractor",
        "characters": len(document.text),
    }
