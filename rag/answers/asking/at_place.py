"""Sentences that tell what is asked, of another place than the question names behind its verb."""

import re
from collections.abc import Sequence

from rag.answers.evidence import Candidate
from rag.english.events import verb_stems
from rag.english.patterns.questions import AT_PLACE
from rag.english.terms import stem


def at_the_place(question: str, ranked: Sequence[Candidate]) -> list[Candidate]:
    """The sentences without those that tell it of another place, if any speaks of this one.

    "Who came to Zell?" is not answered by those who "came to Brede".
    """
    asked = AT_PLACE.search(question)
    if asked is None or not any(asked["name"] in one.text for one in ranked):
        return list(ranked)
    acts, link = verb_stems(asked["verb"]), asked["link"]
    return [one for one in ranked if not _at_another(one.text, acts, link, asked["name"])]


def _at_another(text: str, acts: frozenset[str], link: str, name: str) -> bool:
    """Whether a sentence has another name in the place of one behind its verb."""
    if name in text:
        return False
    named = re.finditer(rf"(?:\w+\s+){{1,3}}{link}\s+[A-Z]\w+", text)
    return any(acts & set(map(stem, match.group().split()[:-2])) for match in named)
