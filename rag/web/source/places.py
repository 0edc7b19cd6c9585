"""Where a document has the same words more than once."""

import re

from rag.documents.document import Document

MOST = 200


def occurrences(document: Document, start: int, end: int) -> list[tuple[int, int]]:
    """The reading ranges with the same characters as `start` to `end`, in order, itself included.

    At most `MOST`.
    """
    text = document.reading.text
    found = []
    for match in re.finditer(re.escape(text[start:end]), text):
        found.append(match.span())
        if len(found) == MOST:
            break
    return found
