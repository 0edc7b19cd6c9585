"""Answers as one HTML page: block quotes with footnotes, nothing fetched from anywhere."""

from collections.abc import Sequence

from rag.views.checked import Answered, CheckedQuote, every, notes_of, where
from rag.views.escape import as_html
from rag.views.words import confidence_words, no_answer_words, reason_words, voice_words

_STYLE = (
    "body{font:16px/1.6 Georgia,serif;max-width:42rem;margin:2rem auto;padding:0 1rem}"
    "blockquote{margin:1rem 0;padding-left:1rem;border-left:3px solid #888}"
    "ol,footer{font-size:.9rem}li:target{outline:2px solid}"
)


def html(answers: Sequence[Answered]) -> str:
    """The page; footnotes are numbered over all answers and link back."""
    body = "\n".join(_answer(answer) for answer in answers)
    notes = "\n".join(_footnote(item) for item in every(answers))
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'\">\n"
        f"<title>Answers by Quoth</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<article>\n"
        f'<h1>Answers</h1>\n{body}\n<section class="footnotes" role="doc-endnotes">\n'
        f"<h2>Notes</h2>\n<ol>\n{notes}\n</ol>\n</section>\n</article>\n</body>\n</html>\n"
    )


def _answer(answer: Answered) -> str:
    record = answer.record
    said = confidence_words(float(record.get("confidence") or 0.0))
    if record.get("status") != "answered":
        said = f"{no_answer_words(record.get('reason'))} {reason_words(record.get('reason'))}"
    head = f"<h2>{as_html(str(record.get('question', '')))}</h2>\n<p>{as_html(said)}</p>"
    return "\n".join([head, *map(_quote, answer.quotes)])


def _quote(item: CheckedQuote) -> str:
    n = item.number
    mark = f'<sup><a href="#fn{n}" id="fnref{n}" role="doc-noteref">{n}</a></sup>'
    voice = voice_words(item.quote.get("voice"))
    line = f"\n<p>— {as_html(voice)}</p>" if voice else ""
    return f"<blockquote><p>{as_html(item.citation.text)}{mark}</p>{line}</blockquote>"


def _footnote(item: CheckedQuote) -> str:
    n = item.number
    lines = [where(item.quote), *notes_of(item.quote)]
    words = "<br>".join(as_html(line) for line in lines)
    return f'<li id="fn{n}" role="doc-endnote"><p>{words} <a href="#fnref{n}">↩</a></p></li>'
