"""An answer, or an abstention, as HTML. Every quote is checked again before it is shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from rag.answers.differ import Difference, groups_that_differ
from rag.answers.result import Abstention, Answer
from rag.views.escape import in_path
from rag.views.template import render
from rag.views.words import REASONS, confidence_word, counted, no_answer_words
from rag.web.links import address_of
from rag.web.quote_html import Numbered, QuoteShown, quote_shown
from rag.web.words import tally

_OPEN, _MANY = 5, 6  # an answer with more quotes than _MANY shows _OPEN of them


@dataclass(frozen=True, slots=True)
class _Group:
    """The quotes of one document under its name; `about` is its author and date.

    Those of a long answer that come late are `folded` behind the words `more`.
    """

    title: str
    about: Sequence[str]
    quotes: Sequence[QuoteShown]
    folded: Sequence[QuoteShown]
    more: str


_DifferenceShown = tuple[int, int, tuple[str, str] | None]
"""Two footnotes that differ, and in which words; none where one denies the other."""
_Differing = tuple[Sequence[_DifferenceShown], Sequence[_Group]]
"""Documents that contradict each other; which is right is not said."""


@dataclass(frozen=True, slots=True)
class _Shown:
    """How many quotes there are, and how sure they are; or that there is no answer, and why.

    Confidence is a word, and its figure for who points at it and for screen readers. Documents
    that differ are set `apart` from the other ones. `nearest` are passages that are no answer.
    """

    answered: bool
    said: str
    why: tuple[str, str] | str
    apart: Sequence[_Differing] = ()
    groups: Sequence[_Group] = ()
    nearest: Sequence[QuoteShown] = ()


def result_html(
    result: Answer | Abstention, first: int, turn: int, said: str = "", searched: str = ""
) -> Markup:
    """One turn of the conversation. Its quotes are numbered from `first`.

    `said` is what the user typed where the question that was asked is another one, `searched`
    which documents were looked through, where that is to be said.
    """
    return render(
        "web/answer.html",
        turn=turn,
        question=result.question,
        typed="" if said == result.question else said,
        again=f"/?q={in_path(result.question)}",
        remarks=[remark.words for remark in result.remarks],
        keep=_keep(result),
        save=f"/questions?question={in_path(result.question)}",
        searched=searched,
        shown=(_answer(result, first) if isinstance(result, Answer) else _abstention(result, turn)),
    )


def _answer(result: Answer, first: int) -> _Shown:
    numbered = list(enumerate(result.quotes, first))
    groups = {
        doc_id: _group([*members], numbered)
        for doc_id, members in groupby(numbered, key=lambda pair: pair[1].document.doc_id)
    }
    apart = _apart(result, numbered, groups)
    confidence = confidence_word(result.confidence), f"{result.confidence:.2f}"
    return _Shown(True, tally(result.quotes), confidence, apart, list(groups.values()))


def _apart(
    result: Answer, numbered: Sequence[Numbered], groups: dict[str, _Group]
) -> list[_Differing]:
    """Documents that contradict each other; they are taken out of `groups`."""
    ids = [quote.document.doc_id for quote in result.quotes]
    found = result.differences
    apart: list[_Differing] = []
    for joined in groups_that_differ(found, ids):
        told = [_difference_shown(one, numbered) for one in found if ids[one.one] in joined]
        sides = [groups.pop(doc_id) for doc_id in list(groups) if doc_id in joined]
        apart.append((told, sides))
    return apart


def _difference_shown(one: Difference, numbered: Sequence[Numbered]) -> _DifferenceShown:
    words = None if one.kind == "denial" else one.words
    return numbered[one.one][0], numbered[one.other][0], words


def _abstention(result: Abstention, turn: int) -> _Shown:
    numbered = list(enumerate(result.nearest, 1))
    nearest = [quote_shown(n, quote, numbered, f"{turn}x{n}", near=True) for n, quote in numbered]
    said = no_answer_words(result.reason)
    return _Shown(False, said, REASONS[result.reason], nearest=nearest)


def _keep(result: Answer | Abstention) -> str:
    """The address at which this question becomes a known answer."""
    query = f"question={in_path(result.question)}"
    if not isinstance(result, Answer):
        return f"/keep?{query}"
    numbered = list(enumerate(result.quotes, 1))
    url = address_of(numbered, result.quotes[0].document.doc_id).url()
    return f"{url.replace('/source/', '/keep/')}&{query}"


def _group(members: Sequence[Numbered], numbered: Sequence[Numbered]) -> _Group:
    """The quotes of one document, with its title, author and date."""
    document = members[0][1].document
    about = [part for part in (document.author, document.date) if part]
    last = numbered[-1][0] if len(numbered) <= _MANY else numbered[_OPEN - 1][0]
    quotes = [quote_shown(n, quote, numbered, str(n)) for n, quote in members]
    shown = [one for one in quotes if one.number <= last]
    folded = quotes[len(shown) :]
    more = f"Show {counted(len(folded), 'quote' if not shown else 'more quote')}"
    return _Group(document.title or document.path, about, shown, folded, more)
