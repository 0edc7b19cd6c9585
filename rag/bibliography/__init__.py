"""The works that notes cite, as data: parsed as far as the text is clear, verbatim beside it.

`references(documents)` lists each work once with the notes that cite it; `as_csl` and
`as_bibtex` write such a list.
"""

import json
from collections.abc import Sequence

from rag.bibliography import bibtex, csl
from rag.bibliography.works_cited import CitedWork, keys, references

__all__ = ["CitedWork", "as_bibtex", "as_csl", "references"]


def as_csl(works: Sequence[CitedWork]) -> str:
    """A CSL-JSON array as JSON text, one item a work; without works an empty array."""
    items = [csl.item(work, key) for work, key in zip(works, keys(works), strict=True)]
    return json.dumps(items, ensure_ascii=False, indent=1) + "\n"


def as_bibtex(works: Sequence[CitedWork]) -> str:
    """A BibTeX file in UTF-8, one entry a work."""
    return bibtex.written(
        [bibtex.entry(work, key) for work, key in zip(works, keys(works), strict=True)]
    )
