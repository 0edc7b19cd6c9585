"""What a question asks about, and whom: the documents, or the readers who commented below them.

"What did commenters say about X?" and "Which source is cited for X?" are about X: that is what
is searched and read. The comments, or the notes, come with the sentence that speaks of X.

A commenter's claim is not what a document says. Unless a question asks for the comments, they
are no evidence; they can still be shown among the closest passages, as comments.
"""

import re
from collections.abc import Sequence

from rag.document import Hit

_READERS = (
    r"(?:comment(?:er|ator)?s?|readers?(?:['’]s?)?(?:\s+comments?)?|posters?"
    r"|people\s+in\s+the\s+comments|(?:the\s+)?discussion\s+below)"
)
_ASKS = re.compile(
    rf"\b{_READERS}\b|\bcommented\b|\bin\s+the\s+(?:replies|responses)\b"
    r"|\bbelow\s+the\s+(?:line|article|analysis|text)\b",
    re.I,
)
_FRAME = re.compile(
    rf"^\W*(?:what|which|how)?\s*(?:do|does|did|have|has)?\s*(?:any|some|one|a|the|of\s+the)?\s*"
    rf"{_READERS}\s+(?:say|said|write|wrote|think|claim|claimed|complain|ask|asked|believe)\w*\s+"
    r"(?:about|of|on|regarding|that)\s+(?=\S)",
    re.I,
)


_CITED = re.compile(
    r"^\W*(?:what|which|whose)\s+(?:(?:source|work|book|study|reference|footnote|note|document"
    r"|publication|article|memoir|report|authority|text)s?\s+)?(?:is|are|was|were|does|do|did)\s+"
    r"(?:the\s+[\w’'-]+(?:\s+[\w’'-]+)?\s+|it\s+)?"
    r"(?:cited?|given?|quoted?|named?|used?|credit(?:ed)?|invoked?|refer(?:red)?\s+to"
    r"|rel(?:y|ied)\s+on)\s+(?:as\s+(?:the\s+|its\s+)?(?:source|authority|evidence)\s+)?"
    r"(?:for|behind|to\s+support|when|in\s+support\s+of|about|on)\s+"
    r"(?:the\s+(?:claim|statement|point|figure|fact|account)\s+(?:that|of)\s+)?(?=\S)",
    re.I,
)


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
    >>> content_of("Which source is cited for the claim that the bridge cost nine millions?")
    'the bridge cost nine millions?'
    """
    frame = _FRAME if asks_readers(question) else _CITED
    return frame.sub("", question, count=1)


def heard(hits: Sequence[Hit], readers: bool, k: int) -> list[Hit]:
    """The first `k` hits that may answer: comments first if readers are asked, else none."""
    comments = [hit for hit in hits if hit.passage.kind == "comment"]
    others = [hit for hit in hits if hit.passage.kind != "comment"]
    return [*comments, *others][:k] if readers else others[:k]
