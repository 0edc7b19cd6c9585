"""Example questions made from what the documents themselves say; never fixed ones.

A heading that is a question is taken as it stands; a name that the text explains gives "Who
was …?"; a sentence that begins with a date gives "What happened on …?".
"""

import re
from collections.abc import Callable, Iterator, Sequence

from rag.documents.document import Document
from rag.english import months
from rag.english.patterns.web import EXAMPLES_NO_NAME as _NO_NAME
from rag.english.patterns.web import EXAMPLES_PERSON as _PERSON
from rag.english.patterns.web import EXAMPLES_POINTS_BACK as _POINTS_BACK
from rag.quotes.quote import fold_space

WANTED = 3
_EXPLAINED = re.compile(
    rf"(?:^|(?<=[.!?]\s))(?P<who>{_PERSON})(?:,\s(?:the|an?|who|then)\s|\s(?:was|is)\s(?:the|an?)\s)"
)
_DATED = re.compile(
    rf"\b[Oo]n (?P<date>\d{{1,2}} (?:{months.NAMES}) \d{{4}}|(?:{months.NAMES}) \d{{1,2}}, \d{{4}})"
)
_NAMED = re.compile(r"[a-z,:;]\s+[A-Z]|\d{4}")


def candidates(document: Document) -> Iterator[tuple[str, str]]:
    """(kind, question) for each question that a document itself suggests, in its order."""
    reading = document.reading
    for block in reading.blocks:
        text = fold_space(reading.text[block.start : block.end])
        if block.kind == "heading":
            if _asks(text):
                yield "heading", text
        elif block.kind == "body":
            for match in _DATED.finditer(text):
                yield "date", f"What happened on {match['date']}?"
            for match in _EXPLAINED.finditer(text):
                if not _NO_NAME.match(match["who"]):
                    yield "name", f"Who was {match['who']}?"


def _asks(heading: str) -> bool:
    """Whether a heading is a question that can stand by itself."""
    whole = heading.endswith("?") and 4 <= len(heading.split()) <= 14
    return whole and bool(_NAMED.search(heading)) and not _POINTS_BACK.search(heading)


def example_questions(
    documents: Sequence[Document], answered: Callable[[str], bool], wanted: int = WANTED
) -> list[str]:
    """At most `wanted` questions that `answered` accepts, of different kinds and documents.

    If none of them is accepted, none is given: an example that leads nowhere is worse.
    """
    pools = [(document.doc_id, list(candidates(document))) for document in documents]
    chosen: list[str] = []
    used: set[str] = set()
    for kind in ("name", "heading", "date", "heading", "name"):
        for doc_id, pool in pools:
            if len(chosen) == wanted:
                return chosen
            if doc_id in used:
                continue
            tried = [question for k, question in pool if k == kind and question not in chosen][:4]
            good = next((question for question in tried if answered(question)), None)
            if good:
                chosen.append(good)
                used.add(doc_id)
                break
    return chosen
