"""What an editor's brackets and elisions put into a source's mouth, where its words do not bear it.

A bracket may stand for a pronoun or a role; whom these mean is looked for in the sentences before.
"""

import re
from collections.abc import Iterator, Sequence

from rag.audit.bearers import full
from rag.audit.match.parts import Joint
from rag.audit.match.word_index import Match, WordIndex
from rag.audit.roles import bearers_of
from rag.documents.document import Document
from rag.english.brackets import MEANS_ME, OF_A_PERSON, PRONOUNS, stated_plainly
from rag.english.inflect import possessor
from rag.english.people import same_name
from rag.english.words import DETERMINERS
from rag.quotes.referred import people_before

_BACK = 4
"""Sentences, the words' own among them, in which a thing must stand that a bracket names."""


def edited(index: WordIndex, match: Match, joints: Sequence[Joint]) -> Iterator[str]:
    """What to say of the brackets and elisions of a match that is faithful."""
    document = index.documents[match.document]
    start, end = match.reading(index)
    for by, words in match.replaced:
        if not _borne(document, (start, end), by, words):
            yield f"the bracket has “{by}” for “{words}”; the source does not say there that it is"
    taken = {by for by, _ in match.replaced}
    for joint in joints:
        added = " ".join(token.folded for token in joint.content)
        if joint.kind == "insertion" and added not in taken and not stated_plainly(added):
            yield f"the draft adds “[{added}]”, which the source does not say"
    yield from _joined(index, match)


def _borne(document: Document, words: tuple[int, int], by: str, for_: str) -> bool:
    """Whether the source bears out whom or what a bracket puts in the place of its words."""
    small = for_.casefold()
    if by.casefold() == small or small in MEANS_ME or not _nominal(by, small):
        return True
    name = by[:1].isupper() and not by.startswith("The ")
    one = small if small in OF_A_PERSON else ""
    meant = (*people_before(document, *words).people, *people_before(document, *words, one).people)
    people = [full(document, who, words[0]) for who in dict.fromkeys(meant)]
    if name and any(same_name(by, who) for who in people):
        return True
    if small.split()[-1] not in PRONOUNS:
        role = f"the {small.split()[-1]}"
        return any(same_name(by, who) for who in bearers_of(document, role))
    last = possessor(by.split()[-1])
    noun = re.compile(rf"(?<![\w-]){re.escape(last)}", re.I)
    cuts = [(a, b) for a, b in document.reading.sentences if a < words[1]][-_BACK:]
    near = [document.reading.text[a:b] for a, b in reversed(cuts)]
    if people and small in OF_A_PERSON:
        others = any(same_name(who, one) for who in people for one in bearers_of(document, by))
        return others or (not name and any(noun.search(text) for text in near[:2]))
    return any(noun.search(text) for text in near)


def _nominal(by: str, small: str) -> bool:
    """Whether a bracket names somebody or something in the place of words that do not."""
    first = by.split()[0].casefold() if by.split() else ""
    bare = small.split()[-1] in PRONOUNS or small.split()[0] in DETERMINERS
    noun = by[:1].isupper() or first in DETERMINERS
    return bool(first) and bare and noun and first not in PRONOUNS


def _joined(index: WordIndex, match: Match) -> Iterator[str]:
    """Elisions that make one sentence of the middles of two."""
    document = index.documents[match.document]
    cuts, text = document.reading.sentences, document.reading.text
    for before, after in zip(match.pieces, match.pieces[1:], strict=False):
        a, b = int(index.ends[before[1] - 1]), int(index.starts[after[0]])
        own = next((cut for cut in cuts if cut[0] < a <= cut[1]), None)
        other = next((cut for cut in cuts if cut[0] <= b < cut[1]), None)
        if own is None or other is None or own == other:
            continue
        if re.search(r"\w", text[a : own[1]]) and re.search(r"\w", text[other[0] : b]):
            left = " ".join(text[a:b].split())
            yield f"the elision makes one sentence of parts of two; left out: “{left}”"
