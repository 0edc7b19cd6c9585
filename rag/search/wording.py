"""The texts that are searched: how a passage, and a question, are worded for both retrievers."""

import re
import unicodedata

from rag.documents.document import Passage
from rag.search.lexical import LexicalRow

_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")


def fold(text: str) -> str:
    """NFKC without soft hyphens and zero-width characters: "inﬂuenza" is found by "influenza"."""
    return _UNSEEN.sub("", unicodedata.normalize("NFKC", text))


def embedded(passage: Passage, title: str | None) -> str:
    """The text that is embedded: the passage below its document's title and its section."""
    section = passage.section
    lines = [] if not title or section.startswith(title) else [title]
    lines += [section] if section and not passage.text.startswith(section) else []
    return fold("\n".join([*lines, passage.text]))


def lexical_row(row: int, document: int, title: str | None, passage: Passage) -> LexicalRow:
    """The texts that BM25 sees."""
    return LexicalRow(row, document, fold(title or ""), fold(passage.section), fold(passage.text))
