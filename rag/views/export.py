"""Answers in the formats that other programs read, each checked before and after.

Every quote is checked against its source before anything is written, and what was made is
read back by the audit's own readers: each quote must be found in it, verified, in its
document. So `quoth audit` accepts every export.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from types import MappingProxyType

from rag.answers.record import AnswerLine
from rag.audit import Auditor
from rag.audit.draft.files import draft_from
from rag.audit.verify import Sources
from rag.errors import CitationError, QuestionError
from rag.views.checked import Answered, CheckedQuote, cited, every
from rag.views.escape import escaped
from rag.views.formats import FORMATS
from rag.views.styled import Items, styled

__all__ = ["FORMATS", "STYLED", "export"]

Writer = Callable[[Sequence[Answered]], str | bytes]
STYLED = ("markdown", "html", "docx")
"""The formats whose footnotes can be in a citation style."""


def export(
    records: Iterable[AnswerLine],
    library: Sources,
    format: str,
    base: str | None = None,
    *,
    style: str | None = None,
    items: Items = MappingProxyType({}),
    left_out: Callable[[str], None] | None = None,
) -> bytes:
    """The answers in one of FORMATS, ready to be written.

    `base` is the address that paths are relative to, for "links"; without it, each document's
    own. `style` is a CSL style for the footnotes of those in STYLED, `items` what a reference
    manager says of documents by their ids. `left_out` is told of each quote that the format cannot
    hold, and the others are written. Raises CitationError for a quote that is not intact, or that
    nobody is told of; QuestionError for a wrong use.
    """
    if format not in FORMATS:
        raise QuestionError(f"no format {format!r}; expected one of {', '.join(FORMATS)}")
    if style and format not in STYLED:
        raise QuestionError(f"{format} takes no style; expected one of {', '.join(STYLED)}")
    answers = cited(records, library)
    write = _writer(format, base, style, items)
    lost = _lost(data := _bytes(write(answers)), format, answers)
    for item in lost:
        if left_out is None:
            raise CitationError(_lost_words(item, format))
        left_out(f"{_lost_words(item, format)}. It is left out.")
    return _bytes(write([_without(answer, lost) for answer in answers])) if lost else data


def _lost_words(item: CheckedQuote, format: str) -> str:
    return f"quote {item.number} does not come through as {format}: {item.citation.text[:120]!r}"


def _bytes(made: str | bytes) -> bytes:
    return made.encode("utf-8") if isinstance(made, str) else made


def _without(answer: Answered, lost: Sequence[CheckedQuote]) -> Answered:
    """The answer with all its quotes but these."""
    kept = tuple(item for item in answer.quotes if item not in lost)
    record = answer.record.copy()
    record["quotes"] = [item.quote for item in kept]
    return Answered(record, kept)


def _writer(format: str, base: str | None, style: str | None, items: Items) -> Writer:
    """The function that writes a format, with footnotes in a style if one is named."""
    from rag.views import annotations, bundle, docx, markdown, references, sheet
    from rag.views.page import answers as page

    writers: dict[str, Callable[..., str | bytes]] = {
        "markdown": markdown.markdown,
        "html": page.html,
        "docx": docx.docx,
        "annotations": annotations.annotations,
        "links": lambda answers: markdown.links(answers, base),
        "csl": references.csl,
        "bibtex": references.bibtex,
        "csv": sheet.sheet,
        "bundle": bundle.bundle,
    }
    write = writers[format]
    return (lambda answers: write(answers, styled(answers, style, items))) if style else write


def _lost(data: bytes, format: str, answers: Sequence[Answered]) -> list[CheckedQuote]:
    """The quotes that the audit does not find in `data`, verified.

    What a quote holds of characters that reorder others is written out, which is no other text.
    """
    quotes = list(every(answers))
    sources = {item.document.path: item.document for item in quotes}
    report = Auditor(sources.values()).audit(draft_from(data, f"export{FORMATS[format].suffix}"))
    read = Counter(
        (f.document.path, escaped(f.quote))
        for f in report.findings
        if f.document is not None
        and (f.verdict == "verified" or (f.verdict == "normalised" and "\\" in f.quote))
    )
    lost = []
    for item in quotes:
        key = (item.document.path, escaped(item.citation.text))
        if read[key] <= 0:
            lost.append(item)
        read[key] -= 1
    return lost
