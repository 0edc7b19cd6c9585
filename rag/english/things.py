"""Whether a sentence tells what is asked of the thing that is asked about, or of another one.

"When was the mill founded?" is not answered by the founding of a brewery, nor "the grammar school"
by "the girls' school". Only words are compared; what may be the same thing under a name or under a
general word ("the company") is not told apart from it.
"""

import re
from collections.abc import Sequence
from typing import Literal

from rag.english.patterns.things import (
    THINGS_ADVERBS,
    THINGS_ALIKE,
    THINGS_BESIDE,
    THINGS_CLAUSE,
    THINGS_DETERMINED,
    THINGS_DETERMINERS,
    THINGS_DURING,
    THINGS_ENDS,
    THINGS_GENERAL,
    THINGS_LAST,
    THINGS_LINK,
    THINGS_MINE,
    THINGS_PLAIN,
)
from rag.english.roles import person_noun
from rag.english.terms import stem
from rag.english.thing_questions import WORD, Thing, ThingQuestion, bare, belongs, content_of, parts
from rag.english.titles import BODIES
from rag.english.words import DETERMINERS, EVENTS, FUNCTION, NO_NAMES

_LABEL = re.compile(r"^\W*(?:\d+(?:\.\d+)*[.)]?\s+(?=[A-Z])|[a-z]\)\s+)")
"""The number of a clause, or the letter of an item."""
_OBJECT = 20
"""Code points behind a verb in which its object stands."""
_VERB_BEFORE = re.compile(r"^\W*[^\W\d_]+\s+(?=(?:the|an?|its|his|her|their)\s)")
"""A word before a noun phrase that is none of it ("Let the batter")."""
Means = Literal["same", "rival", "other"]
"""A phrase means the thing, another of its kind ("the girls' school"), or something else."""


def of_another(told: ThingQuestion, text: str, back: Sequence[str]) -> bool:
    """Whether a sentence tells such a thing of another one; in doubt it does not.

    `back` are the sentences before it, the nearest first, and the headings above.
    """
    kin, text = alike(told.thing.head), _LABEL.sub("", text)
    named = any(bare(w) in kin and not w.endswith(("'s", "’s")) for w in WORD.findall(text))
    for clause in re.split(THINGS_CLAUSE, text):
        at = next((m for m in WORD.finditer(clause) if stem(m.group()) in told.stems), None)
        if at is None or THINGS_MINE.search(clause):
            continue
        phrases = _phrases(told, clause, at.start(), at.end())
        fits = {_same(told.thing, one) for one in phrases} - {None}
        if not fits and not named and _leans(clause[: at.end() + _OBJECT]):
            fits = {_meant(told.thing, [text, *back])}
        if fits and "same" not in fits and ("rival" in fits or not named):
            return not _as_well(told.thing, text)
        return named and _named_in(told.thing, text) == "rival"
    return False


def _meant(thing: Thing, back: Sequence[str]) -> Means:
    """Whether "it" means the thing, by the nearest sentence that tells; in doubt it does."""
    for sentence in back:
        fit = _named_in(thing, sentence)
        fit = fit or _same(thing, _subject(sentence.split(",")[0]))
        if fit:
            return fit
    return "same"


def _as_well(thing: Thing, text: str) -> bool:
    """Whether a verb is left out for the thing ("the brewery in 1802, the mill in 1846")."""
    beside = THINGS_BESIDE.finditer(text)
    return any(_same(thing, m["what"]) == "same" for m in beside)


def _phrases(told: ThingQuestion, clause: str, start: int, end: int) -> list[str]:
    """The noun phrases on both sides of a word that tell whose it is."""
    words = list(re.finditer(r"\S+", clause[:start]))
    while words and re.fullmatch(THINGS_ADVERBS, words[-1].group()):
        words.pop()
    before = clause[: words[-1].end()] if words else ""
    passive = re.search(r"\b(?:was|were|is|are|been|being|be)\b", clause[len(before) : start])
    acts = person_noun(told.thing.head) and not told.noun
    if passive and acts:
        return []  # "the press is delivered" does not say by whom
    opens = clause[end:].split(",")[1:2] if not before.strip() else []  # "Founded in 1802, the …"
    pieces = [_subject(piece) for piece in [*re.split(r"[,(—–]", before), *opens]]
    link = r"(?:of|for|at)\s+" if told.noun else ""
    determined = rf"\s+{link}(?P<object>(?:the|an?|its|his|her|their)\s+[^,;:.]+)"
    behind = re.match(determined, clause[end:]) if told.noun or not (passive or acts) else None
    objects = [behind["object"]] if behind else []
    if told.thing.head in _HAPPENS:  # "died in the flood" is not of the fire
        objects += [
            m["what"]
            for m in THINGS_DURING.finditer(clause)
            if stem(m["what"].split()[-1]) in _HAPPENS
        ]
    return [*filter(None, pieces), *objects]


def _subject(piece: str) -> str:
    """The noun phrase of a piece of a clause that may be its subject; "" for none."""
    piece = re.split(THINGS_ENDS, piece.strip())[0]
    first = piece.split()[0].lower() if piece else ""
    if first not in FUNCTION or first in DETERMINERS:
        return piece
    last = THINGS_LAST.match(piece)
    if last is None or re.search(
        rf"\b(?:{THINGS_LINK})$", piece[: last.start("phrase")].rstrip(), re.I
    ):
        return ""
    return piece[last.start("phrase") :]  # "In 1903 the library"


def _same(thing: Thing, phrase: str) -> Means | None:
    """Whether a noun phrase means the thing; None for a name, a pronoun or a general word."""
    head, *more = parts(re.split(THINGS_ENDS, phrase)[0])
    words = content_of(_VERB_BEFORE.sub("", head))
    if not words:
        return None
    stems = set(map(bare, WORD.findall(phrase)))
    if bare(words[-1]) not in alike(thing.head):
        capital = words[-1][0].isupper()
        party = not capital or person_noun(words[-1])  # "the Tenant" of a contract
        many = len(words) == 1 and words[0].endswith("s") and person_noun(words[0])
        sure = words[-1].lower() in BODIES or many
        sure = sure or (party and bool(THINGS_DETERMINED.match(phrase)))
        general = words[-1].lower() in THINGS_GENERAL | NO_NAMES or not words[-1].isalpha()
        known = {thing.head, *thing.before} & stems
        return None if not sure or general or known else "other"
    others = [w for w in words[:-1] if w.lower() not in THINGS_PLAIN]
    if thing.before and others and not thing.before & stems:
        return "rival"
    own = belongs(more)
    links = {link for link, _ in thing.of} & {link for link, _ in own}
    apart = any(word not in stems for link, word in thing.of if link in links)
    apart = apart and not THINGS_GENERAL & {word for _, word in own}  # "in the city"
    return "rival" if apart and not {w for _, w in thing.of} & stems else "same"


def _named_in(thing: Thing, text: str) -> Means | None:
    """Whether a text names the thing, or a rival of its kind; None for neither."""
    kin = alike(thing.head)
    for match in WORD.finditer(text):
        if bare(match.group()) in kin:
            start = max(text.rfind(sign, 0, match.start()) for sign in ".,;:—") + 1
            words = text[start : match.end()].split()
            cut = next((n for n in range(len(words) - 1, -1, -1)
                        if words[n].lower() in THINGS_DETERMINERS), 0)  # fmt: skip
            return _same(thing, " ".join(words[cut:]))
    return None


def _leans(clause: str) -> bool:
    """Whether a clause speaks of something that was named before it."""
    return re.search(r"\b(?:it|its|they|their|them)\b", clause, re.I) is not None


def alike(head: str) -> frozenset[str]:
    """The stems of the nouns that may mean the same thing as one, itself among them."""
    return frozenset({head}).union(*(group for group in _GROUPS if head in group))


_HAPPENS = frozenset(map(stem, EVENTS | frozenset("explosion blast crash collision wreck".split())))
_GROUPS = [frozenset(map(stem, words.split())) for words in THINGS_ALIKE]
