"""Answers as Markdown with pandoc's footnotes: block quotes, each with where it stands."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from urllib.parse import quote as percent

from rag.answers.record import AnswerLine
from rag.bibliography.styles import StyledText
from rag.documents.document import Document
from rag.documents.exported import MARKDOWN
from rag.errors import QuestionError
from rag.views.checked import Answered
from rag.views.escape import as_markdown
from rag.views.fragment import fragment
from rag.views.parts import AnswerParts, QuoteParts, answer_parts, parts_of, quote_parts
from rag.views.styled import Styled
from rag.views.words import standing_words


def markdown(answers: Sequence[Answered], cited: Styled | None = None) -> str:
    """One section an answer; footnotes are numbered over all of them, and may be in a style."""
    notes = {n: runs_markdown(runs) for n, runs in cited.notes.items()} if cited else {}
    parts = [part for answer in parts_of(answers) for part in _section(answer, notes)]
    if cited and cited.bibliography:
        parts += ["## Works cited", *(runs_markdown(entry) for entry in cited.bibliography)]
    if cited and cited.places:
        parts += ["## Where the quotes stand", *map(as_markdown, cited.places)]
    return _written(parts)


def runs_markdown(runs: Iterable[StyledText]) -> str:
    """A citation with its italics and bold."""
    return "".join(_faced(run) for run in runs)


def _faced(run: StyledText) -> str:
    core = run.text.strip()
    if not core:
        return run.text
    before, _, after = run.text.partition(core)
    sign = "*" * ("italic" in run.faces) + "**" * ("bold" in run.faces)
    return f"{before}{sign}{as_markdown(core)}{sign}{after}"


def answer_markdown(record: AnswerLine) -> str:
    """One answer; where there is none, the closest passages, labelled as what they are.

    Nothing in a document's words can be mark-up: it is escaped.
    """
    if record["status"] == "error":
        return f"{head(record)[0]}\n\n**Error:** {as_markdown(record['error'])}\n"
    parts = _section(answer_parts(record, [(q["number"], q) for q in record["quotes"]]))
    if record["status"] != "answered" and record.get("nearest"):
        nearest = [quote_parts(q["number"], q) for q in record["nearest"]]
        parts += ["Closest passages (not an answer):", *_quotes(nearest)]
    return _written(parts)


def _section(answer: AnswerParts, notes: Mapping[int, str] = MappingProxyType({})) -> list[str]:
    """An answer's heading, how sure it is or why there is none, its quotes, their footnotes."""
    said = (f"*{as_markdown(words)}*" for words in answer.said)
    return [f"## {as_markdown(answer.question)}", *said, *_quotes(answer.quotes, notes)]


def _quotes(
    quotes: Sequence[QuoteParts], notes: Mapping[int, str] = MappingProxyType({})
) -> list[str]:
    return [*map(_quote, quotes), *(_footnote(quote, notes.get(quote.number)) for quote in quotes)]


def head(record: AnswerLine) -> list[str]:
    """The question, and either how sure the answer is or why there is none."""
    heading = f"## {as_markdown(str(record.get('question', '')))}"
    return [heading, *(f"*{as_markdown(said)}*" for said in standing_words(record))]


def _quote(quote: QuoteParts) -> str:
    """The block quote with its footnote's mark, who speaks, and what to take care of."""
    lines = [f"> *{as_markdown(lead)}*" for lead in quote.lead]
    lines.append(f"> {as_markdown(quote.text)}[^{quote.number}]")
    if quote.voice:
        lines.append(f"> — {as_markdown(quote.voice)}")
    lines += [f"> {as_markdown(warning)}" for warning in quote.warnings]
    return "\n>\n".join(lines)


def _footnote(quote: QuoteParts, cited: str | None = None) -> str:
    """Where the quote stands (`cited`, in a style), with the source's own notes on lines below."""
    first = as_markdown(quote.place) if cited is None else cited
    return f"[^{quote.number}]: " + "\n    ".join([first, *map(as_markdown, quote.lines)])


def links(answers: Sequence[Answered], base: str | None) -> str:
    """Markdown whose quotes link to their own words in web pages, by text fragments.

    `base` is the address that the paths of the documents are relative to; where it is given, it
    goes before the address that a document states. Raises QuestionError for a document without
    any.
    """
    parts: list[str] = []
    for answer in answers:
        parts += head(answer.record)
        for item in answer.quotes:
            target = _address(item.document, base) + fragment(item.citation)
            title = as_markdown(item.document.title or item.document.path)
            parts.append(f"> {as_markdown(item.citation.text)}\n>\n> — [{title}]({target})")
    return _written(parts)


def _written(parts: Sequence[str]) -> str:
    """The blocks of a file, and the word that it is no source."""
    return "\n\n".join([*parts, MARKDOWN]) + "\n"


def _address(document: Document, base: str | None) -> str:
    """Where the document stands in the web, without a fragment of its own."""
    if base:
        return base.rstrip("/") + "/" + percent(document.path)
    if document.address is None:
        raise QuestionError(
            f"{document.path!r} states no web address of its own; links to it need the address "
            "that the documents' paths are relative to (--base)"
        )
    return document.address.partition("#")[0].replace("(", "%28").replace(")", "%29")
