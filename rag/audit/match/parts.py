"""A quotation as a person wrote it: words, elisions (`…`, `[...]`) and bracketed insertions.

`[T]he` is a letter whose case was changed and stays a word; `attack[ed]` is a word with a
changed ending.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from rag.audit.match.fold import ELISION, Token, is_negation, tokens
from rag.english.brackets import PAGE_WORDS

_CASED = re.compile(r"\[([^\W\d_])\](?=[^\W\d_])")
_GLUED_MARK = re.compile(r"\d{1,3}|[⁰¹²³⁴-⁹]+")
MOST_JOINTS = 200
"""Elisions and brackets above which a quotation is looked up as it stands alone."""
_WIDEST = 60
"""Tokens that an editor's bracket may hold."""
_EDGE_SIGNS = frozenset('.,;:-"!?')


@dataclass(frozen=True, slots=True)
class WordRun:
    """A run of tokens that the source must have in a row.

    `free` are the indices of tokens whose first letter may differ in case; `marks` those that
    may be the figures of a note's mark.
    """

    tokens: tuple[Token, ...]
    free: frozenset[int] = frozenset()
    marks: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Joint:
    """What stands between two runs: an elision, an insertion, or the changed ending of `stem`."""

    kind: Literal["elision", "insertion", "ending"]
    content: tuple[Token, ...] = ()
    stem: str = ""

    @property
    def negates(self) -> bool:
        """Whether the editor put a negation in."""
        return any(is_negation(token.folded) for token in self.content)


@dataclass(frozen=True, slots=True)
class QuotationParts:
    """`whole` is the quotation taken literally; `runs` has one more item than `joints`.

    A run at either end may be empty where the quotation begins or ends with a joint.
    """

    whole: WordRun
    runs: tuple[WordRun, ...]
    joints: tuple[Joint, ...]


def parse(text: str, known: Callable[[str], bool]) -> QuotationParts:
    """The parts of a quotation's text; token offsets are those of `text`."""
    cased = [match.start(1) for match in _CASED.finditer(text)]
    # The brackets become characters that fold away, so that every offset stays.
    plain = _CASED.sub(lambda match: f"\u2060{match.group(1)}\u2060", text) if cased else text
    all_tokens = tokens(plain, known)
    free = {
        n for n, token in enumerate(all_tokens) if any(token.start <= c < token.end for c in cased)
    }
    if not cased:
        all_tokens = tokens(text, known)
    runs, joints = _split(all_tokens, free)
    return QuotationParts(_words(all_tokens, free), tuple(runs), tuple(joints))


def _split(all_tokens: list[Token], free: set[int]) -> tuple[list[WordRun], list[Joint]]:
    runs: list[WordRun] = []
    joints: list[Joint] = []
    start = at = 0
    while at < len(all_tokens):
        size, joint = _joint(all_tokens, at)
        if joint is None:
            at += 1
            continue
        run = all_tokens[start : at - 1] if joint.kind == "ending" else all_tokens[start:at]
        runs.append(_words(run, {n - start for n in free if n >= start}))
        joints.append(joint)
        at = start = at + size
    runs.append(_words(all_tokens[start:], {n - start for n in free if n >= start}))
    if not joints:
        return runs, joints
    return [_trimmed(run) for run in runs], joints


def _joint(all_tokens: list[Token], at: int) -> tuple[int, Joint | None]:
    """The joint that begins at token `at` and its length in tokens; None if none does."""
    token = all_tokens[at]
    if token.folded == ELISION:
        return 1, Joint("elision")
    if token.folded not in ("[", "("):
        return 1, None
    closing = "]" if token.folded == "[" else ")"
    reach = range(at + 1, min(len(all_tokens), at + _WIDEST))
    end = next((n for n in reach if all_tokens[n].folded == closing), None)
    if end is None:
        return 1, None
    inside = tuple(all_tokens[at + 1 : end])
    if [token.folded for token in inside] == [ELISION]:
        return end - at + 1, Joint("elision")
    if closing == ")":
        return 1, None
    if _of_page(inside) or (len(inside) > 0 and _glued_figure(all_tokens, end, inside)):
        return 1, None
    before = all_tokens[at - 1] if at else None
    if before and before.end == token.start and len(before.folded) > 2 and len(inside) == 1:
        return end - at + 1, Joint("ending", inside, before.folded)
    return end - at + 1, Joint("insertion", inside)


def _of_page(inside: tuple[Token, ...]) -> bool:
    """Whether brackets hold the number of a printed page: no words that an editor put in."""
    words = [token.folded for token in inside if token.is_word]
    return len(words) == 2 and words[0].casefold() in PAGE_WORDS and words[1][:1].isdigit()


def _glued_figure(found: list[Token], end: int, inside: tuple[Token, ...]) -> bool:
    """Whether a figure in brackets stands right before a word, as a page's number does."""
    glued = end + 1 < len(found) and found[end + 1].start == found[end].end
    return glued and found[end + 1].is_word and all(t.folded.isdigit() for t in inside)


def _words(run: list[Token], free: set[int]) -> WordRun:
    """A run of words; its first letter may differ in case, too."""
    first = next((n for n, token in enumerate(run) if token.is_word), None)
    marks = {
        n
        for n, token in enumerate(run)
        if n and run[n - 1].end == token.start and _GLUED_MARK.fullmatch(token.folded)
    }
    return WordRun(
        tuple(run),
        frozenset(free | ({first} if first is not None else set())),
        frozenset(marks),
    )


def _trimmed(run: WordRun) -> WordRun:
    """The run without signs at its ends, which writers move about beside an elision."""
    all_tokens, first, last = run.tokens, 0, len(run.tokens)
    while first < last and all_tokens[first].folded in _EDGE_SIGNS:
        first += 1
    while last > first and all_tokens[last - 1].folded in _EDGE_SIGNS:
        last -= 1
    return WordRun(
        all_tokens[first:last],
        frozenset(n - first for n in run.free if first <= n < last),
        frozenset(n - first for n in run.marks if first <= n < last),
    )
