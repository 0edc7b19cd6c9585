"""Whom "he" or "she" beside quoted words may mean, by the sentences before them."""

import re
from collections.abc import Iterator

from rag.documents.document import Document
from rag.english.later import later
from rag.english.naming import names_in
from rag.english.patterns.context import HE_OR_SHE
from rag.english.patterns.turns import STAMP
from rag.english.people import PersonName, fold, is_role, parse_name, same_name
from rag.english.referents import Meant, meant
from rag.english.roles import person_noun, split_role
from rag.english.speaker import sayings
from rag.english.speech import PERSON
from rag.english.subject import opening_role
from rag.english.titles import BODIES
from rag.quotes.quoted import Range, block_at, quoted_ranges, without

_PARAGRAPHS, _TURNS = 3, 6
"""Blocks before the words in which somebody is looked for; turns of speech are short."""
LABEL = later(
    rf"(?:[\[(]?{STAMP}[\])]?\s*(?:[-–—]\s*)?)?"
    r"(?:(?:[^\n:.?!]|(?<=\b[A-Z][a-z])\.|(?<=\b[A-Z][a-z][a-z])\.){0,60}:|(?:[A-Z]+\.?\s+)+[A-Z]+\s*:|[QA]\."
    r"|(?:[A-Z][a-z]+\.?\s+){0,2}[A-Z’'-]{2,}(?:\s[A-Z’'-]{2,}){0,3}\.)",
    re.M,
)
"""The label of a turn of speech."""
_OPENS = later(rf"\W*+(?:[^\s,.;:]++\s++){{0,5}}?(?:[^,.;:]++,\s++)?(?={PERSON})")
"""What may stand before the subject of a sentence ("Her deputy, ")."""


def people_before(document: Document, start: int, end: int, pronoun: str = "") -> Meant:
    """The people who may be meant where nobody is named beside quoted words, nearest first.

    Those of the words' own sentence, if it has no pronoun; else of the nearest one before.
    `pronoun` is one of the quoted words themselves, for whom it stands.
    """
    text = document.reading.text
    back = [told for _, told in _back(document, start, end)]
    if pronoun:
        back = [pronoun, *(back if names_in(back[0] if back else "") else back[1:])]
    return meant(back, lambda name: _person(text, name))


def said_by_pronoun(document: Document, own: Range, clause: str) -> str | None:
    """Who says a quotation of which `clause` has "he" or "she" say it; None where in doubt.

    The paragraph, or where it names nobody the one before it, names but one person, and has that
    person as the subject of the sentence, or as one who speaks.
    """
    if not HE_OR_SHE.search(clause):
        return None
    who = people_before(document, *own).one
    paragraphs = list(_paragraphs(document, own))
    near = next((p for p in paragraphs if re.search(PERSON, "  ".join(p))), [])
    named = [name for told in near for name in names_in(told)]
    if who is None and all(parse_name(n).body or fold(n) in BODIES for n in named):
        return _unnamed_before(paragraphs[0])
    if who is None or not all(same_name(who, name) for name in named):
        return None
    said = next((told for told in near if who in told), "")
    acts = _OPENS.match(said)
    subject = acts is not None and said.startswith(who, acts.end())
    speaks = [one.who for one in sayings(said) if one.who]
    return who if subject or any(same_name(one, who) for one in speaks[-1:]) else None


def _unnamed_before(sentences: list[str]) -> str | None:
    """The only one of a paragraph who speaks, where that is nobody by name ("a former clerk")."""
    roles = [one.who for told in sentences for one in sayings(told) if one.who]
    roles = roles or [role for told in sentences if (role := opening_role(told))]
    one = set(roles[:1]) if {*roles} == {*roles[:1]} else set()
    heads = {role: split_role(role)[0] for role in one}
    return next((r for r, h in heads.items() if is_role(h) and person_noun(h.split()[-1])), None)


def _paragraphs(document: Document, own: Range) -> Iterator[list[str]]:
    """The sentences up to a quotation in its own paragraph, and those of the one before it."""
    number, back = block_at(document, own[0]), list(_back(document, *own))
    for at in (number, number - 1):
        yield [told for a, told in back if block_at(document, a) == at]


def _back(document: Document, start: int, end: int) -> Iterator[tuple[int, str]]:
    """The sentence of the words and those before it, with their starts, without what is quoted."""
    blocks, at = document.reading.blocks, block_at(document, start)
    first = max(0, at - (_TURNS if blocks[at].speaker else _PARAGRAPHS))
    quoted = [
        (block.start, label.end())
        for block in blocks[first : at + 1]
        if block.speaker and (label := LABEL.match(document.reading.text, block.start))
    ]
    quoted += [pair for n in range(first, at + 1) for pair in quoted_ranges(document, n)]
    for a, b in reversed(document.reading.sentences):
        if a < end and b > blocks[first].start and blocks[block_at(document, a)].kind == "body":
            yield a, without(document.reading.text, a, b, quoted)


def _person(text: str, name: str) -> bool:
    """Whether a name is a person's: by title, by given name, or by its full form elsewhere."""
    parts: PersonName = parse_name(name)
    if parts.body:
        return False
    if parts.titles - {"the"} or parts.given:
        return True
    if all(person_noun(word) for word in name.split()):
        return True  # "the Governor"
    longer = re.compile(rf"\b[^\W\d_a-z][\w’'-]*\s+(?:\S+\s+)?{re.escape(name)}\b")
    return longer.search(text) is not None
