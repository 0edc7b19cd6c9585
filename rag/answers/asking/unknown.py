"""Sentences that say that what is asked is not known: they are near, and no answer."""

import re
from collections.abc import Sequence
from dataclasses import replace

from rag.answers.asking.same_words import denies
from rag.answers.evidence import Candidate, best_first
from rag.answers.result import Remark
from rag.english.events import event_stems
from rag.english.patterns.statements import UNKNOWN, UNKNOWN_BUT, UNKNOWN_CLAUSE, UNKNOWN_QUESTIONS
from rag.english.terms import content_stems, content_words, coverage, stem, words_of
from rag.english.words import WH

_LEFT = 0.1
"""What is left of a sentence's score, and of the confidence where it was the best one."""

_ENOUGH = 0.5
"""The share of a question's words that a sentence must have which is said to tell of it."""


def not_known(question: str, text: str) -> bool:
    """Whether a sentence says that nobody knows what the question asks, and tells nothing else.

    >>> not_known("Where was he born?", "Nobody knows where he was born.")
    True
    >>> not_known("Where was he born?", "When he was born is not known.")
    False
    >>> not_known("What is not known of him?", "It is not known where he was born.")
    False
    """
    if UNKNOWN_QUESTIONS.search(question):
        return False
    said = UNKNOWN.search(text)
    if said is None or UNKNOWN_BUT.search(text):
        return False
    asked = UNKNOWN_CLAUSE.search(question)
    clauses = {m.group().lower() for m in UNKNOWN_CLAUSE.finditer(text)}
    if not clauses:  # "The date of his death is unknown."
        return bool(_acts(question) & content_stems(text))
    return asked is None or asked.group().lower() in clauses


def _acts(question: str) -> frozenset[str]:
    """The stems of the question's common words, and of those that tell the same event."""
    common = [word for word in content_words(question) if word[0].islower()]
    return frozenset(map(stem, common)).union(*map(event_stems, common))


def without_ignorance(
    question: str, candidates: Sequence[Candidate]
) -> tuple[list[Candidate], float]:
    """The candidates, those that say that it is not known weighed down; what is left beside them.

    Where the best one says so, the documents do; so they do where one has what is asked of its
    subject in as many words, and no better one has.
    """
    ignorant = [
        one for one in candidates
        if not_known(question, one.text) or _denied(question, one.text)
    ]  # fmt: skip
    if not ignorant:
        return list(candidates), 1.0
    others = [one for one in candidates if one not in ignorant]
    first = max(ignorant, key=lambda one: one.score)
    told = [one for one in others if one.score > first.score]
    if any(_of_the_act(question, one.text) for one in ignorant):
        told = [one for one in told if _of_the_act(question, one.text)]
    weighed = [*others, *(replace(one, score=_LEFT * one.score) for one in ignorant)]
    return best_first(weighed), 1.0 if told else _LEFT


def _of_the_act(question: str, text: str) -> bool:
    """Whether a sentence has all the words of the question that are no names."""
    there = content_stems(text)
    common = [word for word in content_words(question) if word[0].islower()]
    return bool(common) and all(there & {stem(w), *event_stems(w)} for w in common)


def _denied(question: str, text: str) -> bool:
    """Whether a sentence denies what a question takes for true ("He did not take a degree")."""
    common = {stem(word) for word in content_words(question) if word[0].islower()}
    asks = {word.lower() for word in words_of(question)[:1]} & (WH - {"why"})
    if len(common) < 2 or not asks or denies(question):
        return False
    denied = any(stem(w) in common for m in _NOT.finditer(text) for w in m.group().split()[1:])
    return denied and _of_the_act(question, text)


_NOT = re.compile(r"(?:\b(?:not|never)|n['’]t)(?:\s+[\w’'-]+){1,3}")


def ignorance_first(
    question: str, candidates: Sequence[Candidate]
) -> tuple[list[Candidate], Remark | None]:
    """The candidates, those that say that it is not known first, and that they do, if any does."""
    ignorant = [
        one for one in candidates
        if not_known(question, one.text) and coverage(question, one.text) >= _ENOUGH
    ]  # fmt: skip
    told = [one for one in candidates if one not in ignorant]
    said = "The documents say that this is not known."
    return [*ignorant, *told], Remark("missing", said) if ignorant else None
