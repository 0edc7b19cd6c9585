"""What a question asks about, and whom: the documents, or the readers who commented below them.

"What did commenters say about X?" is about X: that is what is searched and read.

A commenter's claim is not what a document says. Unless a question asks for the comments, they
are no evidence; they can still be shown among the closest passages, as comments.
"""

import re
from collections.abc import Sequence

from rag.english.patterns.questions import QUESTION_FRAME as _FRAME
from rag.english.patterns.questions import QUESTION_READERS as _READERS
from rag.english.patterns.questions import QUESTION_WRITER as _WRITER
from rag.english.terms import words_of
from rag.search.retriever import Hit

_ASKS = re.compile(
    rf"\b{_READERS}\b|\bcommented\b|\bin\s+the\s+(?:replies|responses)\b"
    r"|\bbelow\s+the\s+(?:line|article|analysis|text)\b",
    re.I,
)
_QUOTED = re.compile(r"[“„«\"]([^“”„«»\"]+)[”“»\"]|(?<!\w)['‘]((?:[^'‘’]|\b['’]\b)+)['’](?!\w)")
_ENOUGH = 4
"""Words between quotation marks that are looked for as they stand; fewer may be a title."""


def asks_writer(question: str) -> bool:
    """Whether the question may be about who wrote a document, or when.

    >>> asks_writer("Who wrote the profile?"), asks_writer("Who betrayed the amir?")
    (True, False)
    """
    return bool(_WRITER.search(question))


def asks_readers(question: str) -> bool:
    """Whether the question is about what readers commented.

    >>> asks_readers("What did commenters say about the pipeline?"), asks_readers("Who spoke?")
    (True, False)
    """
    return bool(_ASKS.search(question))


def content_of(question: str) -> str:
    """The question without its frame, where it has one.

    >>> content_of("What did commenters say about who built the bridge?")
    'who built the bridge?'
    """
    return _FRAME.sub("", question, count=1) if asks_readers(question) else question


def quoted_in(question: str) -> str | None:
    """The words that a question quotes, at least four of them; None for any other question.

    >>> quoted_in('Who said "the bridge will not stand"?'), quoted_in('Who wrote "Salt"?')
    ('the bridge will not stand', None)
    >>> quoted_in("Who said 'Vik's bridge will not stand'?"), quoted_in("The Poles' or Finns'?")
    ("Vik's bridge will not stand", None)
    """
    matched = _QUOTED.search(question)
    words = (matched[1] or matched[2]) if matched else ""
    return words if len(words.split()) >= _ENOUGH else None


def holds(text: str, said: str) -> bool:
    """Whether a text has these words in a row; their case and the signs between are nothing."""
    return _bare(said) in _bare(text)


def _bare(text: str) -> str:
    return f" {' '.join(words_of(text))} ".casefold()


def heard(hits: Sequence[Hit], readers: bool, k: int, said: str | None = None) -> list[Hit]:
    """The first `k` hits that may answer: comments first if readers are asked.

    Else none, but those with the words `said` that the question quotes.
    """
    if said is not None:
        hits = [h for h in hits if h.passage.kind != "comment" or holds(h.passage.text, said)]
        return list(hits[:k])
    comments = [hit for hit in hits if hit.passage.kind == "comment"]
    others = [hit for hit in hits if hit.passage.kind != "comment"]
    return [*comments, *others][:k] if readers else others[:k]
