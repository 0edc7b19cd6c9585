"""Answers in the formats that other programs read, each checked before and after.

Every quote is checked against its source before anything is written, and what was made is
read back by the audit's own readers: each quote must be found in it, verified, in its
document. So `quoth audit` accepts every export.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from rag.audit import Auditor
from rag.audit.draft.files import draft_from
from rag.audit.verify import Sources
from rag.errors import CitationError, QuestionError
from rag.views.checked import Answered, cited, every
from rag.views.formats import FORMATS
from rag.views.styled import Items, Styled, styled

__all__ = ["FORMATS", "STYLED", "export"]

STYLED = ("markdown", "html", "docx")
"""The formats whose footnotes can be in a citation style."""


def export(
    records: Iterable[Mapping[str, Any]],
    library: Sources,
    format: str,
    base: str | None = None,
    *,
    style: str | None = None,
    items: Items = MappingProxyType({}),
) -> bytes:
    """The answers in one of FORMATS, ready to be written.

    `base` is the address that paths are relative to, for "links"; without it, each document's
    own. `style` is a CSL style for the footnotes of those in STYLED, `items` what a reference
    manager says of documents by their ids. Raises CitationError for a quote that is not intact or
    that the format cannot hold, QuestionError for a wrong use.
    """
    if format not in FORMATS:
        raise QuestionError(f"no format {format!r}; expected one of {', '.join(FORMATS)}")
    if style and format not in STYLED:
        raise QuestionError(f"{format} takes no style; expected one of {', '.join(STYLED)}")
    answers = cited(records, library)
    if style:
        made = _in_style(answers, format, styled(answers, style, items))
    else:
        made = _writer(format, base)(answers)
    data = made.encode("utf-8") if isinstance(made, str) else made
    _read_back(data, format, answers)
    return data


def _in_style(answers: Sequence[Answered], format: str, made: Styled) -> str | bytes:
    """The answers with footnotes in a style."""
    from rag.views import docx, markdown
    from rag.views.page import answers as page

    if format == "docx":
        return docx.docx(answers, made)
    return (page.html if format == "html" else markdown.markdown)(answers, made)


def _writer(format: str, base: str | None) -> Callable[[Sequence[Answered]], str | bytes]:
    """The function that writes a format."""
    from rag.views import annotations, bundle, docx, markdown, references
    from rag.views.page import answers

    writers: dict[str, Callable[[Sequence[Answered]], str | bytes]] = {
        "markdown": markdown.markdown,
        "html": answers.html,
        "docx": docx.docx,
        "annotations": annotations.annotations,
        "links": lambda answers: markdown.links(answers, base),
        "csl": references.csl,
        "bibtex": references.bibtex,
        "bundle": bundle.bundle,
    }
    return writers[format]


def _read_back(data: bytes, format: str, answers: Sequence[Answered]) -> None:
    """Raise CitationError unless the audit finds every quote in `data`, verified."""
    quotes = list(every(answers))
    sources = {item.document.path: item.document for item in quotes}
    report = Auditor(sources.values()).audit(draft_from(data, f"export{FORMATS[format].suffix}"))
    read = Counter(
        (f.document.path, " ".join(f.quote.split()))
        for f in report.findings
        if f.verdict == "verified" and f.document is not None
    )
    for item in quotes:
        key = (item.document.path, " ".join(item.citation.text.split()))
        if not read[key]:
            raise CitationError(
                f"quote {item.number} does not come through as {format}: "
                f"{item.citation.text[:120]!r}"
            )
        read[key] -= 1
