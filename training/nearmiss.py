"""Near misses: a question changed by one name, year, number, relation or noun.

The change takes another value of the same kind from the same document, so that the passage is
on the topic but no longer answers. Or a question of elsewhere is asked of somebody or something
in the passage, which is silent on it. Some rows stay answerable by chance; the share is small.
"""

import random
import re

_NAME = re.compile(r"\b[A-Z][\w'’-]+(?:\s+(?:(?:of|the|de|von|van)\s+)*[A-Z][\w'’-]+)*")
_YEAR = re.compile(r"\b(?:1[0-9]|20)\d\d\b")
_NUMBER = re.compile(r"\b\d[\d,.]*\b")
_NOUN = re.compile(
    r"\b((?:the|a|an|his|her|their|its|my|your)\s+)([a-z]{4,})\b(?=\s*(?:[?,.]|of\b|in\b|is\b|was\b|to\b|that\b|for\b|on\b|$))"
)
_ASKING = frozenset(
    "What Who Whom Whose When Where Which Why How Is Are Was Were Do Does Did Can Could In On At "
    "The A An If According For To From By With Name During After Before Has Have Had".split()
)
_PAIRS = (
    "first last|before after|largest smallest|highest lowest|most least|increase decrease|"
    "increased decreased|north south|northern southern|east west|eastern western|male female|"
    "men women|win lose|won lost|begin end|began ended|start stop|started ended|oldest youngest|"
    "best worst|more fewer|maximum minimum|early late|founded abolished|born buried|mother father|"
    "son daughter|husband wife|brother sister|buy sell|bought sold|enter leave|open close|"
    "opened closed|built destroyed|accept reject|supported opposed|advantage disadvantage|"
    "advantages disadvantages|positive negative|upper lower|left right|summer winter|import export|"
    "hot cold|long short|rich poor|strong weak|like dislike|likes hates|love hate|easy hard|"
    "cheap expensive|expensive cheap|always never|inside outside|public private|higher lower|"
    "older younger|larger smaller|biggest smallest|longest shortest|king pope|president governor|"
    "city river|country continent|book song|movie album|director producer|wrote translated|"
    "discovered forgot|invented banned|won boycotted|married divorced|cause prevent|causes prevents"
)
_SWAP = {
    a: b
    for pair in _PAIRS.split("|")
    for a, b in (tuple(pair.split()), tuple(reversed(pair.split())))
}
_RELATION = re.compile(r"\b(" + "|".join(sorted(_SWAP, key=len, reverse=True)) + r")\b", re.I)


def _values(kind: re.Pattern[str], text: str) -> list[str]:
    """Values of one kind in `text`; for names, none that only begins a sentence."""
    if kind is not _NAME:
        return [m.group() for m in kind.finditer(text)]
    found = []
    for match in kind.finditer(text):
        initial = match.start() == 0 or text[: match.start()].rstrip()[-1:] in '.!?"“(:'
        if not initial or " " in match.group():
            found.append(match.group())
    return found


def _similar(kind: re.Pattern[str], old: str, new: str, question: str) -> bool:
    """Whether `new` can stand for `old`: same kind, no shared word, not in the question."""
    if kind is _NAME:
        if set(old.lower().split()) & set(new.lower().split()) or new.split()[0] in _ASKING:
            return False
        if abs(len(old.split()) - len(new.split())) > 1:
            return False
    return new.lower() not in question.lower()


def swap_value(
    question: str, near: str, far: str, answers: tuple[str, ...], rng: random.Random
) -> str | None:
    """The question with a year, number or name swapped for another of `near` or `far` text."""
    kinds = [_YEAR, _NUMBER, _NAME]
    for kind in kinds:
        olds = [
            m
            for m in kind.finditer(question)
            if not (kind is _NAME and (m.start() == 0 or m.group() in _ASKING))
        ]
        rng.shuffle(olds)
        for old in olds:
            for text in (near, far) if rng.random() < 0.65 else (far, near):
                news = [
                    v
                    for v in _values(kind, text)
                    if _similar(kind, old.group(), v, question)
                    and not any(v in a or a in v for a in answers)
                ]
                if news:
                    new = rng.choice(news)
                    return question[: old.start()] + new + question[old.end() :]
    return None


def swap_relation(question: str, rng: random.Random) -> str | None:
    """The question with one word of a pair like first/last turned into the other."""
    found = list(_RELATION.finditer(question))
    if not found:
        return None
    old = rng.choice(found)
    return question[: old.start()] + _SWAP[old.group().lower()] + question[old.end() :]


def swap_noun(question: str, near: str, rng: random.Random) -> str | None:
    """The question with "the NOUN" turned into another such noun of the passage."""
    olds = list(_NOUN.finditer(question))
    news = [m.group(2) for m in _NOUN.finditer(near) if m.group(2) not in question]
    if not olds or not news:
        return None
    old = rng.choice(olds)
    return question[: old.start(2)] + rng.choice(news) + question[old.end(2) :]


def near_miss(
    question: str, near: str, far: str, answers: tuple[str, ...], rng: random.Random
) -> str | None:
    """One changed question, or None where nothing in it can be swapped."""
    value = swap_value(question, near, far, answers, rng)
    relation = swap_relation(question, rng)
    options = [o for o in (value, value, value, relation) if o]
    if options:
        return rng.choice(options)
    return swap_noun(question, near, rng) if rng.random() < 0.7 else None


def transplant(question: str, passage: str, rng: random.Random) -> str | None:
    """A question of elsewhere with its name turned into one that stands in `passage`.

    None where it has no name, or where most of its other words stand in the passage, which may
    then well answer.
    """
    olds = [m for m in _NAME.finditer(question) if m.start() and m.group() not in _ASKING]
    if not olds:
        return None
    old = max(olds, key=lambda m: len(m.group()))
    news = [
        name
        for name in dict.fromkeys(_values(_NAME, passage))
        if _similar(_NAME, old.group(), name, question) and (" " in name) == (" " in old.group())
    ]
    rest = (question[: old.start()] + question[old.end() :]).lower()
    words = [word[:6] for word in re.findall(r"[a-z]{4,}", rest) if word.title() not in _ASKING]
    there = passage.lower()
    if not news or not words or 2 * sum(word in there for word in words) > len(words):
        return None
    return question[: old.start()] + rng.choice(news) + question[old.end() :]
