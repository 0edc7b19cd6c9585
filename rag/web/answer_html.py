"""An answer, or an abstention, as HTML. Every quote is checked again before it is shown."""

from collections.abc import Sequence
from itertools import groupby

from rag.answers.differ import Difference, groups_that_differ
from rag.answers.engine import Abstention, Answer
from rag.documents.document import Document, Note
from rag.errors import CitationError
from rag.quotes.citation import check_quote
from rag.quotes.quote import Quote
from rag.quotes.warnings import warning_words
from rag.views.escape import attributes, esc, in_path, isolated
from rag.views.page.passage import passage_html, reading_ranges
from rag.views.page.segments import MarkedRange
from rag.views.words import REASONS, also_words, items_words, no_answer_words
from rag.web.links import address_of
from rag.web.words import (  # fmt: skip
    confidence_html,
    place_words,
    tally,
    title_of,
    voice_words,
)

Numbered = tuple[int, Quote]
_TOLD = frozenset({"speaker", "commenter"})  # the line above the quote says it


def result_html(
    result: Answer | Abstention, first: int, turn: int, said: str = "", searched: str = ""
) -> str:
    """One turn of the conversation. Its quotes are numbered from `first`.

    `said` is what the user typed where the question that was asked is another one, `searched`
    which documents were looked through; an abstention says so.
    """
    link = attributes(
        href=f"/?q={in_path(result.question)}", title="Copy this link to ask it again"
    )
    heading = (
        f'<h2 class="asked" id="turn-{turn}" dir="auto">{esc(result.question)} '
        f'<a class="again"{link} aria-label="Link to this question">#</a></h2>'
    )
    if said and said != result.question:
        heading = (
            f'<p class="typed">You asked <q>{isolated(said)}</q>, which was read as</p>{heading}'
        )
    if isinstance(result, Answer):
        kind, inner = "answer", _answer(result, first)
    else:
        kind, inner = "abstention", _abstention(result, turn, searched)
    inner = _remarks(result) + inner
    return (
        f'<article class="turn {kind}"{attributes(aria_labelledby=f"turn-{turn}")}>'
        f"{heading}{inner}</article>"
    )


def _answer(result: Answer, first: int) -> str:
    numbered = list(enumerate(result.quotes, first))
    groups = {
        doc_id: _group([*members], numbered)
        for doc_id, members in groupby(numbered, key=lambda pair: pair[1].document.doc_id)
    }
    apart = _apart(result, numbered, groups)
    return (
        f'<p class="summary">{tally(result.quotes)} · {confidence_html(result.confidence)}</p>'
        f"{apart}{''.join(groups.values())}{_keep(result, 'Keep as a known answer')}"
    )


def _apart(result: Answer, numbered: Sequence[Numbered], groups: dict[str, str]) -> str:
    """Documents that contradict each other, side by side; they are taken out of `groups`."""
    ids = [quote.document.doc_id for quote in result.quotes]
    found = result.differences
    parts = []
    for joined in groups_that_differ(found, ids):
        own = [one for one in found if ids[one.one] in joined]
        said = "".join(f"<li>{_told(one, numbered)}</li>" for one in own)
        sides = "".join(groups.pop(doc_id) for doc_id in list(groups) if doc_id in joined)
        parts.append(
            '<div role="group" class="differ" aria-label="Sources differ"><h3>Sources differ</h3>'
            f'<ul>{said}</ul><div class="sides">{sides}</div></div>'
        )
    return "".join(parts)


def _told(one: Difference, numbered: Sequence[Numbered]) -> str:
    """In which words two quotes differ, with their footnotes; which is right is not said."""
    first, second = numbered[one.one][0], numbered[one.other][0]
    if one.kind == "denial":
        return f"One says what the other denies: footnotes {first} and {second}."
    a, b = (f"<q>{isolated(words)}</q>" for words in one.words)
    return f"{a} in footnote {first}, {b} in footnote {second}."


def _abstention(result: Abstention, turn: int, searched: str) -> str:
    """What was searched, why there is no answer, and the closest passages as what they are."""
    said = f' <span class="searched">{esc(searched)}</span>' if searched else ""
    head = (
        '<p class="no-answer"><strong>'
        f"{esc(no_answer_words(result.reason))}</strong> "
        f"{esc(REASONS[result.reason])}{said}</p>"
    )
    head += _keep(result, "Is it answered after all? Keep it as a known answer")
    if not result.nearest:
        return head
    numbered = list(enumerate(result.nearest, 1))
    nearest = "".join(
        _figure(n, quote, numbered, f"{turn}x{n}", near=True) for n, quote in numbered
    )
    return (
        f'{head}<div role="group" class="nearest" aria-label="Closest passages">'
        f'<h3>Closest passages <span class="not">not an answer</span></h3>{nearest}</div>'
    )


def _keep(result: Answer | Abstention, said: str) -> str:
    """A link to the page on which this question becomes a known answer."""
    query = f"question={in_path(result.question)}"
    if isinstance(result, Answer):
        first = result.quotes[0].document.doc_id
        numbered = list(enumerate(result.quotes, 1))
        url = address_of(numbered, first).url().replace("/source/", "/keep/") + f"&{query}"
    else:
        url = f"/keep?{query}"
    return f'<p class="keep"><a{attributes(href=url, target="source")}>{esc(said)}</a></p>'


def _group(members: Sequence[Numbered], numbered: Sequence[Numbered]) -> str:
    """The quotes of one document under its name and date."""
    document = members[0][1].document
    label = attributes(aria_label=f"From {document.title or document.path}")
    figures = "".join(_figure(n, quote, numbered, str(n)) for n, quote in members)
    return f'<div role="group" class="from"{label}>{_origin(document)}{figures}</div>'


def _origin(document: Document) -> str:
    """The document's title, with its author and date."""
    parts = [f"<span>{isolated(part)}</span>" for part in (document.author, document.date) if part]
    about = f' <span class="by">{", ".join(parts)}</span>' if parts else ""
    title = esc(document.title or document.path)
    return f'<p class="origin"><cite dir="auto">{title}</cite>{about}</p>'


def _figure(
    number: int, quote: Quote, numbered: Sequence[Numbered], key: str, *, near: bool = False
) -> str:
    """One quote with the line above it, footnote and notes; `key` is its own on the page."""
    try:
        check_quote(quote.text, quote.spans, quote.document)
    except CitationError as error:
        return (
            '<p class="refused"><strong>A quote was held back.</strong> Its document does not '
            f"bear it out: {esc(error)}</p>"
        )
    url = address_of(numbered, quote.document.doc_id).url(at=f"quote-{number}")
    link = attributes(href=url, target="source", data_quote=number)
    name = f"{'Passage' if near else 'Footnote'} {number}: show it in its document"
    footnote = f'<sup class="footnote"><a{link}{attributes(aria_label=name)}>{number}</a></sup>'
    body = passage_html(quote.document, *quote.range, _layers(quote), f"n{key}-")
    return (
        f'<figure class="quote"{attributes(id=f"q{key}")}>'
        f"<figcaption>{_caption(quote, near)}</figcaption>"
        f'<blockquote dir="auto">{_lead(quote)}<p><span class="words">{body}</span>{footnote}</p>'
        "</blockquote>"
        f"{'' if near else _warnings(quote)}{_notes(quote, key)}{_also(quote)}"
        f'<p class="actions"><a class="show"{link}>{"Show" if near else "Show in document"}</a>'
        f"{'' if near else _copy(number, quote)}</p></figure>"
    )


def _layers(quote: Quote) -> list[MarkedRange]:
    """The words that answer."""
    ranges = reading_ranges(quote.document, quote.answer_spans)
    return [MarkedRange(a, b, "u", 1, "answering") for a, b in ranges]


def _caption(quote: Quote, near: bool) -> str:
    """Who speaks if it is not the author, and where; a near passage also names its document."""
    parts = [f"<span>{isolated(part)}</span>" for part in place_words(quote)]
    if near or quote.voice.kind != "author":
        who = f'{voice_words(quote)} <cite dir="auto">{esc(title_of(quote))}</cite>'
        parts.insert(0, f'<span class="voice voice-{quote.voice.kind}">{who.strip()}</span>')
    return " · ".join(parts)


def _warnings(quote: Quote) -> str:
    told = [code for code in quote.warnings if code not in _TOLD]
    items = "".join(f"<li>{esc(warning_words(code))}</li>" for code in told)
    return f'<ul class="warnings" aria-label="Read with care">{items}</ul>' if items else ""


def _notes(quote: Quote, key: str) -> str:
    """The source's own notes, unfolding in place."""
    where = {id(note): n for n, note in enumerate(quote.document.notes, 1)}
    own = "".join(_note(note, f"n{key}-{where.get(id(note), 0)}") for note in quote.notes)
    near = "".join(
        f'<p class="paragraph-note">Note {esc(note.mark)}, at the end of the paragraph: '
        f"{isolated(note.text)}</p>"
        for note in quote.paragraph_notes
    )
    return own + near


def _note(note: Note, anchor: str) -> str:
    full = note.full_reference
    more = ""
    if full is not None:
        more = (
            f'<p class="full"><span class="mark">{esc(full.mark)}</span> '
            f'<span dir="auto">{esc(full.text)}</span></p>'
        )
    return (
        f'<details class="note"{attributes(id=anchor)}><summary>Note {esc(note.mark)} of the source'
        f'</summary><p dir="auto">{esc(note.text)}</p>{more}</details>'
    )


def _also(quote: Quote) -> str:
    """Where else the words stand, and which part of a list they are."""
    record: dict[str, object] = {
        "also": [{"document": {"path": p.document.title or p.document.path}} for p in quote.also],
        "items": quote.items,
    }
    lines = [*items_words(record), *also_words(record)]
    return "".join(f'<p class="also">{isolated(line)}</p>' for line in lines)


def _lead(quote: Quote) -> str:
    """The header, caption, heading or lead-in that the quote is read under."""
    parts = [esc(quote.words_at(lead.spans)) for lead in quote.lead]
    return "".join(f'<p class="lead" dir="auto">{part}</p>' for part in parts)


def _remarks(result: Answer | Abstention) -> str:
    """What is to be said of the answer beside its quotes."""
    return "".join(f'<p class="remark">{esc(one.words)}</p>' for one in result.remarks)


def _copy(number: int, quote: Quote) -> str:
    """A button that copies the quote with its footnote, as plain text."""
    document = quote.document
    voice = quote.voice.speaker if quote.voice.kind != "author" else None
    parts = [voice and f"{voice}, in", document.author, document.title, document.date,
             document.path, *place_words(quote)]  # fmt: skip
    where = ", ".join(part for part in parts if part).replace(", in,", ", in")
    text = f"“{quote.text}” [{number}]\n\n[{number}] {where}."
    data = attributes(data_copy=text)
    return f'<button type="button" class="copy"{data}>Copy with footnote</button>'
