"""Where the page has the words of a question: as a question that it answers, or as a statement.

Whoever reads "Did you see him?" in a deposition knows from the turn that follows who "you" is; the
reader, who sees a passage, does not.
"""

import re
from collections.abc import Callable, Container, Sequence
from dataclasses import replace

from rag.answers.evidence import Candidate, before_others
from rag.answers.question import holds, quoted_in
from rag.documents.document import Document
from rag.english.inflect import lemma_of
from rag.english.people import same_name
from rag.english.speech import NEGATIONS
from rag.english.terms import coverage, fits, in_order, is_function_word, stem, words_of
from rag.english.words import WH
from rag.quotes.quoted import block_at
from rag.quotes.voice import asks, is_turn

SURE = 0.6
"""The confidence that the page's own words give."""
_ENOUGH = 4
"""Content words of a question that one sentence must have in their order to be its answer."""
_ELSEWHERE = WH - {"who", "whom", "what", "which"}
"""A reason, a manner, a place or a time may be missing from a sentence with all the words."""
Shape = tuple[list[str], frozenset[str]]
_ADDRESSED = frozenset(("you", "your", "yours", "yourself"))
_FOLLOWING = 3
"""Turns after a question among which the one that answers is looked for."""
_MORE = 3
"""Words that the page's question may have beside those of the question that was put."""


def answered_there(
    question: str, candidates: Sequence[Candidate], document: Callable[[str], Document]
) -> tuple[list[Candidate], bool]:
    """The candidates, those first that are the same question with an answer; and if any is."""
    same = [c for c in candidates if _same(question, c, document(c.passage.doc_id))]
    if not same:
        return list(candidates), False
    return _first(before_others(same, candidates), set(map(id, same))), True


def stated(question: str, candidates: Sequence[Candidate]) -> tuple[list[Candidate], bool]:
    """The candidates, those first that state in order all that the question says; and if any does.

    Of the dev packs' 1,253 answerable questions 39 have such a sentence, 36 of them the right one,
    and one of 861 that the documents do not answer.
    """
    quoted = quoted_in(question)
    words, asking = _shape(question, frozenset())
    if quoted is not None and asking:  # not "Does “The bridge at Vik” say that …?"
        same = {id(one) for one in candidates if holds(one.text, quoted)}
        return _first(candidates, same), bool(same)
    if len(words) < _ENOUGH or asking & _ELSEWHERE:
        return list(candidates), False
    person = not asking.isdisjoint(("who", "whom"))  # may be "I"
    same = {
        id(one)
        for one in candidates
        if in_order(words, _shape(one.text, frozenset())[0])
        and (person or fits(question, one.text) > 0)
        and denies(question) <= denies(one.text)
    }
    return _first(candidates, same), bool(same)


def _first(candidates: Sequence[Candidate], same: Container[int]) -> list[Candidate]:
    """Those of the given ids with a score that stands for itself, and all by their scores."""
    first = [replace(c, score=max(c.score, SURE)) if id(c) in same else c for c in candidates]
    return sorted(first, key=lambda c: -c.score)


def _same(question: str, one: Candidate, document: Document) -> bool:
    if not asks(one.text):
        return False
    blocks = document.reading.blocks
    number = block_at(document, one.start)
    if not is_turn(blocks[number]):
        return False
    asker, following = blocks[number].speaker, blocks[number + 1 : number + 1 + _FOLLOWING]
    for turn in following:
        if not is_turn(turn):
            return False
        if turn.speaker and turn.speaker != asker:
            called = {b.speaker for b in blocks if b.speaker and same_name(b.speaker, turn.speaker)}
            names = frozenset(word.lower() for who in called for word in words_of(who))
            bare = _bare(question, one.text, document)
            if _is_asked(_shape(bare, names), _shape(_TAG.sub("?", one.text), _ADDRESSED)):
                return not asks(document.reading.text[turn.start : turn.end])
    return False


def _bare(question: str, there: str, document: Document) -> str:
    """The question without names by which the document knows what a talk calls by its noun."""

    def called(whole: re.Match[str]) -> str:
        named = whole["what"] in document.reading.text and not coverage(whole["names"], there)
        return whole["noun"] if named else whole.group()

    return _CALLED.sub(called, question)


_TAG = re.compile(r",\s*(?:\w+n['’]t\s+\w+(?:\s+\w+)?|right|correct)\?$")
"""What asks to be agreed with behind a statement ("isn't that right?")."""
_CALLED = re.compile(
    r"\b[Tt]he\s+(?P<what>(?P<names>[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)*)\s+(?P<noun>[a-z]\w+))"
)


def _shape(question: str, person: frozenset[str]) -> Shape:
    """Its content words in order, "you" for the person; and the words that it asks with."""
    words: list[str] = []
    for word in (w.lower() for w in words_of(question)):
        if word in person:
            words += ["you"] if words[-1:] != ["you"] else []
        elif len(word) > 1 and not is_function_word(word):  # "Q." is a label
            words.append(stem(lemma_of(word) or word))
    return words, WH & {w.lower() for w in words_of(question)}


def _is_asked(put: Shape, there: Shape) -> bool:
    """Whether the words that were put stand in the page's question in the same order."""
    (words, asking), (own, own_asking) = put, there
    fresh = [w for w in words if w != "you"]
    return (
        bool(fresh)
        and asking == own_asking
        and len(own) <= len(words) + _MORE
        and in_order(words, own)
    )


def denies(text: str) -> bool:
    """Whether a text has a word that denies."""
    words = [word.lower() for word in words_of(text)]
    return any(word in NEGATIONS or word.endswith(("n't", "n’t")) for word in words)
