"""What a text says beside somebody's name: a role in apposition, the body or place of its bearer.

Two who share a surname are told apart by it ("Lisak, the engineer", "Lisak of the Farmers' Union"),
and a role is traced to whoever bears it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rag.documents.document import Document
from rag.english.brackets import MEANS_ME
from rag.english.described import Described, bearers_in, beside, descriptions
from rag.english.people import fold, parse_name, same_name
from rag.english.roles import person_noun, split_role
from rag.english.speech import WRITERS


@dataclass(frozen=True, slots=True)
class Fit:
    """Whether a speaker fits; `caution` is said where it fits and the source leaves it open.

    `actual` is who speaks by the source: a name, "author", or None where nobody is named.
    """

    ok: bool
    caution: str | None = None
    actual: str | None = None


def told_apart(
    document: Document, actual: str, speaker: str, mine: Iterable[Described]
) -> Fit | None:
    """Whether what a draft says beside its speaker's name is said of `actual` in the source.

    None where it is, or where the source leaves it open.
    """
    every = beside(document.reading.text, actual)
    own = [one for one in every if same_name(one.who, actual)]
    others = [o for o in every if not same_name(o.who, actual) and same_name(o.who, speaker)]
    for one in mine:
        if any(one.fits(other) for other in own):
            continue
        if any(one.fits(other) for other in others):
            return Fit(False, actual=actual)
        text, surname = document.reading.text, parse_name(actual).surname
        titled = [o.who for o in descriptions(text) if one.title and o.title and one.fits(o)]
        if titled and not any(parse_name(who).surname == surname for who in titled):
            told = f"the draft has {speaker}; in the source it is {actual}, beside {titled[0]}"
            return Fit(True, told, actual)
        roles = [o for o in own if not o.title and (o.noun or not one.noun)]
        ranked = one.noun and any(one.noun == other.noun for other in own)  # as another's deputy
        if roles and one.noun not in WRITERS and (ranked or not _said_of(document, actual, one)):
            said = f"the draft has “{one.words}” beside {speaker}"
            return Fit(True, f"{said}; the source has “{roles[0].words}”", actual)
    return None


def _said_of(document: Document, actual: str, one: Described) -> bool:
    """Whether a sentence that names somebody has all the words of a description."""
    wanted, surname = one.body | {one.noun} - {""}, parse_name(actual).surname
    said = ({fold(w) for w in re.findall(r"[\w-]+", document.reading.text[a:b])}
            for a, b in document.reading.sentences)  # fmt: skip
    return any(surname in words and wanted <= words for words in said)


INDEFINITE = re.compile(r"(?:an?|one|another|some)\s", re.I)


def bearers_of(document: Document, role: str) -> list[str]:
    """Those whom the document calls by this role, in apposition, of the same rank and body."""
    text = document.reading.text
    found = bearers_in(text, role)
    if not found and fold(role.split()[-1]) in ("witness", "deponent"):
        answers = (b for b in document.reading.blocks if text.startswith("A.", b.start))
        return list(dict.fromkeys(b.speaker for b in answers if b.speaker))
    return found


def office(name: str) -> bool:
    """Whether a name is that of an office ("Minister for Ports", "a spokesman for Arn Council")."""
    head, body = split_role(name)
    titled = bool(parse_name(head).titles - {"the"})
    return bool(body) and (titled or person_noun(head.split()[-1]))


def same_office(one: str, other: str) -> bool:
    """Whether two roles are the same bare noun, of which at most one says for what body.

    What "my husband" says in `one` may be "her husband" to somebody else.
    """
    (head, body), (noun, of) = split_role(one), split_role(other)
    own = {"his", "her", "their"} if MEANS_ME & set(one.casefold().split()[:1]) else set()
    bare = [{fold(w) for w in role.split()} - {"a", "an", "the"} - own for role in (head, noun)]
    bare[0] -= MEANS_ME
    few = len(bare[0]) == 1 or (own and bare[0])
    return bool(few) and bare[0] == bare[1] and person_noun(noun.split()[-1]) and not (body and of)
