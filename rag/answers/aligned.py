"""Whether a sentence says a claim's words of the same subject: in their order, in one clause.

There is no parser here. What would need one (a clause between, another name, a possessive, a verb
of saying, a noun that the first word only belongs to) makes the answer no.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rag.english.patterns.statements import ALIGNED_BELONGS as _BELONGS
from rag.english.patterns.statements import ALIGNED_BREAK as _BREAK
from rag.english.patterns.statements import ALIGNED_RELATIVE as _RELATIVE
from rag.english.speech import SAYING
from rag.english.terms import content_words

_TOKEN = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*[’']?")
_POSSESSIVE = re.compile(r"[’']s?$")
_STRANGE = 2
_SAYS = re.compile(rf"\b{SAYING}\b")


@dataclass(frozen=True, slots=True)
class AlignedWord:
    """A content word: its kin, and where it stands in its text."""

    kin: str
    start: int
    end: int
    raw: str


def without_relatives(text: str) -> str:
    """The text without relative clauses between commas, and without brackets.

    >>> without_relatives("The treaty, which is dated 1921, was signed in 1922.")
    'The treaty was signed in 1922.'
    """
    return _RELATIVE.sub("", text)


def words_of(text: str, kin: Callable[[str], str]) -> list[AlignedWord]:
    """The content words of a text in their order."""
    return [
        AlignedWord(kin(content[0]), match.start(), match.end(), match.group())
        for match in _TOKEN.finditer(text)
        if (content := content_words(match.group()))
    ]


def aligned(
    claim: str, mine: Sequence[AlignedWord], text: str, theirs: Sequence[AlignedWord]
) -> tuple[int, int] | None:
    """Where in `text` the words `mine` of the claim stand, as one clause says them; else None."""
    ends = [n for n, word in enumerate(theirs) if mine and word.kin == mine[-1].kin]
    for end in ends:
        at = _places(mine, theirs, end)
        if at and _one_clause(claim, mine, text, theirs, at):
            return theirs[at[0]].start, theirs[at[-1]].end
    return None


def _places(
    mine: Sequence[AlignedWord], theirs: Sequence[AlignedWord], end: int
) -> list[int] | None:
    """Where `mine` stand in `theirs`, the last of them at `end`; None if they do not."""
    at, places = end, [end]
    for word in reversed(mine[:-1]):
        at = next((n for n in range(at - 1, -1, -1) if theirs[n].kin == word.kin), -1)
        if at < 0:
            return None
        places.append(at)
    return places[::-1]


def _one_clause(
    claim: str,
    mine: Sequence[AlignedWord],
    text: str,
    theirs: Sequence[AlignedWord],
    at: Sequence[int],
) -> bool:
    """Whether nothing between the words, or before them, gives them to somebody else."""
    first, last = theirs[at[0]], theirs[at[-1]]
    known = {word.kin for word in mine}
    strange = [word for word in theirs[at[0] : at[-1]] if word.kin not in known]
    inside = text[first.start : last.start]
    own = claim[mine[0].start : mine[-1].start]
    return (
        len(strange) <= _STRANGE
        and len(_BREAK.findall(inside)) <= len(_BREAK.findall(own))
        and len(_SAYS.findall(inside)) <= len(_SAYS.findall(own))
        and not any(word.raw[0].isupper() for word in strange)
        and not (
            _BELONGS.search(text[: first.start]) and not _BELONGS.search(claim[: mine[0].start])
        )
        and all(
            bool(_POSSESSIVE.search(theirs[n].raw)) == bool(_POSSESSIVE.search(word.raw))
            for n, word in zip(at, mine, strict=True)
        )
    )
