"""What an elision or a bracket of a quotation may stand for in the source."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rag.audit.match.fold import elidable, is_figure, is_negation
from rag.audit.match.parts import Joint
from rag.audit.match.word_index import Match, WordIndex
from rag.english.brackets import may_follow, may_stand_for, stated_by_editor
from rag.english.inflect import possessor
from rag.quotes.quoted import sentences_in

_REPLACED = 8
"""Words of the source that a bracketed insertion may stand for."""
_WIDEST = 60
"""Tokens that a bracket of the source may hold."""
_UNITS = frozenset("$£€¥₹₽₩¢%‰°′″")
_BESIDE = 3
"""Words beside an elision at a quotation's end that may hold no negation."""


def at_edge(
    index: WordIndex, joints: Sequence[Joint], match: Match, step: int
) -> list[tuple[str, str]]:
    """What a bracket at the quotation's edge stands for, as (draft, source)."""
    if not joints or joints[0].kind != "insertion":
        return []
    words = _edge(index, joints[0], match, step)
    return [(" ".join(t.folded for t in joints[0].content), " ".join(words))] if words else []


def led_in(
    index: WordIndex, joints: Sequence[Joint], head: Match
) -> tuple[list[tuple[str, str]], bool]:
    """What the brackets before the first run stand for, and whether they may.

    Before a word with another ending ("[He] enclose[d] ten crowns") one more bracket may stand.
    """
    replaced = at_edge(index, joints[-1:], head, -1)
    faithful = open_end(index, joints[-1:], head, -1)
    if faithful and len(joints) > 1 and joints[-1].kind == "ending":
        more, may = led_in(index, joints[:-1], replace(head, first=head.first - 1))
        return more + replaced, may
    return replaced, faithful


def bracketed(
    index: WordIndex, joints: Sequence[Joint], start: int, end: int
) -> Iterator[tuple[str, str]]:
    """What the one bracket between two runs stands for, as (draft, source)."""
    words = " ".join(word for word in _left_out(index, start, end) if word[:1].isalnum())
    if len(joints) == 1 and joints[0].kind == "insertion" and words:
        yield " ".join(token.folded for token in joints[0].content), words


def _left_out(index: WordIndex, start: int, end: int) -> list[str]:
    """The source's words from one token to another."""
    there = (token for token in range(start, end) if not index.optional[token])
    return [index.vocabulary.folded[int(index.ids[token])] for token in there]


def fits(index: WordIndex, joint: Joint, start: int, end: int) -> bool:
    """Whether a joint may stand for the source's tokens from `start` to `end`."""
    skipped = _left_out(index, start, end)
    if not elidable(skipped):
        return False
    if joint.kind == "elision":
        return True
    words = [word for word in skipped if word[:1].isalnum()]
    if joint.kind == "ending":
        return len(words) == 1 and words[0].startswith(joint.stem)
    mine = [token.folded for token in joint.content if is_figure(token.folded)]
    theirs = [word for word in words if is_figure(word)]
    if _other_unit([token.folded for token in joint.content], skipped):
        return False
    by = [token.folded for token in joint.content if token.is_word]
    fits = not words or (len(words) <= _REPLACED and _stands(index, start, by, words))
    return fits and (not theirs or mine == theirs)


def _stands(index: WordIndex, token: int, by: Sequence[str], words: Sequence[str]) -> bool:
    """Whether a bracket may stand for words of the document of `token`.

    A surname may stand for a given name, and the other way round, where the document has both.
    """
    if may_stand_for(by, words):
        return True
    one, other = " ".join(by), " ".join(words)
    if not (one[:1].isupper() and other[:1].isupper()):
        return False
    text = index.documents[index.document_of(token)].reading.text
    return f"{one} {other}" in text or f"{other} {one}" in text


def _other_unit(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether both name a unit by a sign ("£", "%") and not the same."""
    mine, said = ({word for word in words if word in _UNITS} for words in (ours, theirs))
    return bool(mine and said and mine != said)


def open_end(index: WordIndex, joints: Sequence[Joint], match: Match, step: int) -> bool:
    """Whether a joint at the quotation's own end (if any) leaves out no negation."""
    if not joints:
        return True
    token = match.last if step > 0 else match.first - 1
    if joints[0].kind == "ending":
        return index.vocabulary.folded[int(index.ids[token])].startswith(joints[0].stem)
    if joints[0].kind == "insertion":
        return _edge(index, joints[0], match, step) is not None
    for _ in range(_BESIDE):
        word = index.vocabulary.folded[int(index.ids[token])]
        if not word[:1].isalnum():
            return True
        if is_negation(word):
            return False
        token += step
    return True


def _edge(index: WordIndex, joint: Joint, match: Match, step: int) -> list[str] | None:
    """The source's words that a bracket at the quotation's edge stands for; None if it may not.

    Before the words it must stand for what is there, unless nothing is. Behind them it may be an
    addition, unless a name or figure stands where the bracket has another.
    """
    by = [token.folded for token in joint.content if token.is_word]
    own = _bracket_beside(index, match, step)
    if any(word.isalpha() for word in own) and not stated_by_editor(by):
        return [] if own == [token.folded for token in joint.content] else None
    beside = _beside(index, match, step)
    for size in range(1, len(beside) + 1):
        words = beside[:size][::step]
        if _stands(index, match.first, by, words) and not any(map(is_figure, words)):
            return words
    if step < 0 and not beside and not _may_open(index, by, match):
        return None
    if not beside or not by:
        return []
    marked = [word for word in (beside[0], *by) if word[:1].isupper() or is_figure(word)]
    conflict = beside[0] in marked and len(marked) > 1
    return None if step < 0 or conflict or not may_follow(by, beside[0]) else []


def _may_open(index: WordIndex, by: Sequence[str], match: Match) -> bool:
    """Whether a bracket may stand before words that a sign parts from what is before them.

    "[Brandt] said" is not the source's "Their leader, Paul Novak, said": a name must be there.
    """
    document = index.documents[match.document]
    start = match.reading(index)[0]
    cut = next(iter(sentences_in(document, start, start + 1)), (start, start))
    lead, follows = document.reading.text[cut[0] : start], document.reading.text[start : start + 1]
    named = [word for word in by if word[:1].isupper() and len(word) > 1]
    if not named or not follows.islower() or not re.search(r"\w", lead):
        return True
    last = possessor(by[-1])
    return re.search(rf"\b{re.escape(last)}\b", lead, re.I) is not None


def _bracket_beside(index: WordIndex, match: Match, step: int) -> list[str]:
    """What the source's own bracket holds that stands right beside a match; [] without one."""
    opening, closing = ("[", "]")[::step]
    token = match.last if step > 0 else match.first - 1
    found: list[str] = []
    while 0 <= token < len(index.ids) and len(found) <= _WIDEST:
        found.append(index.vocabulary.folded[int(index.ids[token])])
        if found[0] != opening or found[-1] == closing:
            break
        token += step
    return found[1:-1][::step] if found[-1:] == [closing] and found[0] == opening else []


def _beside(index: WordIndex, match: Match, step: int) -> list[str]:
    """The words beside a match, nearest first, up to the next sign."""
    token = match.last if step > 0 else match.first - 1
    texts: list[str] = []
    while len(texts) < _REPLACED and 0 <= token < len(index.ids):
        word = index.vocabulary.folded[int(index.ids[token])]
        if not index.optional[token]:
            initial = word == "." and _initial(index, token - 1)
            if not word[:1].isalnum() and not initial:
                break
            texts += [] if initial else [word]
        token += step
    return texts


def _initial(index: WordIndex, token: int) -> bool:
    """Whether a token is the one capital letter of a shortened given name."""
    word = index.vocabulary.folded[int(index.ids[token])] if token >= 0 else ""
    return len(word) == 1 and word.isupper() and word not in "I"
