"""Whether words that a source gives to somebody, by name or role, may be a draft's speaker's."""

import re

from rag.audit.bearers import called_another, full, half_of_another, mentions, untitled
from rag.audit.reported import he_says, owner_of
from rag.audit.roles import (
    INDEFINITE,
    Fit,
    bearers_of,
    office,
    same_office,
    told_apart,
)
from rag.documents.document import Document
from rag.english.brackets import MEANS_ME, OWNING
from rag.english.described import Described, of_one
from rag.english.kin import may_be
from rag.english.naming import names_in
from rag.english.patterns.drafts import KIN, OWNED
from rag.english.people import fold, is_role, parse_name, pronouns, ranks, same_name
from rag.english.roles import person_noun, speaks_for, split_role
from rag.quotes.quoted import block_at, sentences_in
from rag.quotes.referred import people_before


def named(document: Document, start: int, who: str, speaker: str) -> Fit:
    """Words of a speaker whom the source names."""
    name = full(document, who, start)
    mine = pronouns(parse_name(speaker))[:1]  # "he said" beside the words of "Mrs Keefe"
    contrary = mine and he_says(document, start) not in (None, *mine)
    if contrary or half_of_another(document, name, speaker):
        return Fit(False, actual=who)
    if same_name(name, speaker) or same_name(untitled(name), speaker):
        told = pronouns(parse_name(name))  # "Mrs Grady" is no "Peter Grady, the father"
        other = not all(may_be(one, speaker, document.reading.text) for one in told)
        return Fit(not (other or called_another(document, name, speaker)), actual=who)
    called_so = office(who) or all(person_noun(w) for w in who.split() if fold(w) != "the")
    if called_so and any(same_name(one, speaker) for one in bearers_of(document, who)):
        return Fit(True, actual=who)
    if (is_role(who) or office(who)) and same_office(who, speaker):
        return Fit(not _for_another(document, start, who, speaker), actual=who)
    if is_role(who) or (INDEFINITE.match(who) and is_role(split_role(who)[0])):
        return _of_a_role(document, start, who, speaker)
    noun = is_role(speaker) or person_noun(speaker.split()[-1])
    if not office(speaker) and (not noun or (parse_name(speaker).given and not is_role(speaker))):
        return Fit(False, actual=who)
    (head, body), called = split_role(speaker), bearers_of(document, speaker)
    if any(same_name(one, name) for one in called):
        return Fit(True, actual=who)
    owner = OWNED.match(speaker)
    kin = owner and KIN.search(speaker) and same_name(owner["owner"], name)
    labelled = any(same_name(label, speaker) for label in labels(document))
    if called or kin or labelled or not is_role(speaker) or _another(document, name, head, body):
        return Fit(False, actual=who)
    return Fit(True, f"in the source it is {who}; the draft has “{speaker}”", who)


def _for_another(document: Document, start: int, who: str, speaker: str) -> bool:
    """Whether a draft's spokesman is for a body, and the paragraph of the words names others."""
    body = split_role(speaker)[1]
    if not body or split_role(who)[1] or not parse_name(body).body:
        return False
    near = [n for n in names_in(paragraph(document, start, start + 1)) if parse_name(n).body]
    return bool(near) and not any(same_name(one, body) for one in near)


def _looser(who: str, speaker: str) -> Fit | None:
    """Whether a draft calls somebody without a name as the source does, or by fewer words."""
    if not (INDEFINITE.match(who) and INDEFINITE.match(speaker)):
        return None
    (mine, body), theirs = split_role(speaker), split_role(who)[0]
    head = {fold(word) for word in mine.split()[1:]}
    if fold(mine.split()[-1]) != fold(theirs.split()[-1]) or not of_one(who, body):
        return None
    if not head <= {fold(word) for word in theirs.split()}:
        return None
    same = ranks(mine) == ranks(theirs)
    return Fit(True, None if same else f"in the source it is “{who}”", who)


def _another(document: Document, name: str, head: str, body: str) -> bool:
    """Whether somebody bears a role of their own, and the document speaks of the other one, too."""
    noun = head.split()[-1]
    role = Described(name, f"{head} {body}", fold(noun), body)
    spoken = re.search(rf"(?<![\w-]){re.escape(noun)}\b", document.reading.text, re.I)
    return spoken is not None and told_apart(document, name, name, [role]) is not None


def _of_a_role(document: Document, start: int, who: str, speaker: str) -> Fit:
    """Words of somebody whom the source names by a role alone."""
    owned = _owned(document, start, who, speaker) or _looser(who, speaker)
    if owned is not None:
        return owned
    owner = owner_of(sentences(document, start, start + 1), who)
    if owner and not any(same_name(full(document, o, start), speaker) for o in owner):
        return Fit(False, actual=who)
    body = speaks_for(sentences(document, start, start + 1), who)
    if body and parse_name(speaker).body and not same_name(body, speaker):
        return Fit(False, actual=f"{who} for {body}")
    called = bearers_of(document, who)
    if any(same_name(name, speaker) for name in called):
        return Fit(True, actual=who)
    beside = mentions(paragraph(document, start, start + 1), speaker)
    if who.split()[0].casefold() in OWNING and KIN.search(who):  # "his father told him"
        own = people_before(document, start, start + 1).people
        if len(own) == 1 and same_name(full(document, own[0], start), speaker):
            return Fit(False, actual=who)
    if is_role(speaker) and not beside and not mentions(document.reading.text, speaker):
        return Fit(True, f"in the source it is {who}; the draft has “{speaker}”", who)
    if called or INDEFINITE.match(who) or is_role(speaker) or not beside:
        return Fit(False, actual=who)
    return Fit(True, f"the source has “{who}” say it", who)


def _owned(document: Document, start: int, who: str, speaker: str) -> Fit | None:
    """Whether "Kovacs's wife" or "Lacey's office" is the speaker; None if nobody owns the role.

    An office speaks for its owner, which is said; a wife does not.
    """
    theirs, mine = OWNED.match(who), OWNED.match(speaker)
    if theirs is None and mine and who.split()[0].casefold() in MEANS_ME:
        block = document.reading.blocks[block_at(document, start)]
        owner = block.speaker or document.author or ""
        if who.split()[-1] != mine["noun"] or (owner and not same_name(owner, mine["owner"])):
            return Fit(False, actual=who)
        return Fit(True, None if owner else f"in the source it is “{who}”", who)
    if theirs is None:
        return None
    if mine:
        same = same_name(theirs["owner"], mine["owner"]) and theirs["noun"] == mine["noun"]
        return Fit(same, actual=who)
    if any(same_name(name, speaker) for name in bearers_of(document, who)):
        return Fit(True, actual=who)
    if same_name(full(document, theirs["owner"], start), speaker) and not KIN.search(who):
        return Fit(True, f"the source has “{who}” say it", who)
    return Fit(False, actual=who)


def labels(document: Document) -> set[str]:
    """Everybody who has a turn of speech in a document."""
    return {block.speaker for block in document.reading.blocks if block.speaker}


def paragraph(document: Document, start: int, end: int) -> str:
    """The paragraphs that the words stand in."""
    blocks, text = document.reading.blocks, document.reading.text
    first, last = block_at(document, start), block_at(document, end - 1)
    return text[blocks[first].start : blocks[last].end]


def sentences(document: Document, start: int, end: int) -> str:
    """The sentences that the words stand in."""
    return " ".join(document.reading.text[a:b] for a, b in sentences_in(document, start, end))
