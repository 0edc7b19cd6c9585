"""Whether running words, in no quotation marks, may be a draft's speaker's.

They are the author's, or of whoever has the floor, or of somebody of whom these report them
(rag/audit/speakers.py has the table).
"""

import re
from collections.abc import Iterator

from rag.audit.bearers import full, half_of_another, mentions
from rag.audit.draft.names import Names
from rag.audit.named import labels, named, paragraph, sentences
from rag.audit.reported import addressed, by_pronoun, in_third_person, reporter
from rag.audit.roles import Fit, bearers_of
from rag.documents.document import Document
from rag.english.naming import cleaned, people_in
from rag.english.patterns.context import CALLED, HELPS
from rag.english.patterns.drafts import OWNED
from rag.english.patterns.letters import REMARKED, REMARKERS, letters_editor, letters_preface
from rag.english.patterns.references import NAMES_PERIODICAL
from rag.english.patterns.turns import HEARD_BEFORE, labels_judge
from rag.english.people import fold, is_role, parse_name, same_name
from rag.english.roles import person_noun
from rag.english.speaker import sayings
from rag.english.speech import PERSON, READ, WRITERS
from rag.english.subject import subject_of
from rag.english.words import AUX, PAST
from rag.quotes.quoted import block_at, sentences_in
from rag.quotes.referred import people_before
from rag.quotes.voice import is_turn

_AUX = rf"(?:{HELPS}\s+)?$"
_MINE = re.compile(rf"(?:^\W*|\bthat\s+)(?P<who>{PERSON}|[Tt]he\s+[a-z]+)\s+{_AUX}")
_THEIRS = re.compile(rf"(?:^|[^\w’'])(?P<one>I|[Hh]e|[Ss]he)\s+{_AUX}")
_HEAD = 1000
"""Code points at the head of a document that may name its editor."""


def running(document: Document, start: int, end: int, speaker: str, names: Names) -> Fit:
    """Words in no marks: of the author, or of whoever has the floor, or reported by these."""
    floor = floor_of(document, start)
    turn = is_turn(document.reading.blocks[block_at(document, start)])
    known = [full(document, one, start) for one in floor]
    if any(same_name(n, speaker) and not half_of_another(document, n, speaker) for n in known):
        other = _called_by(document, start)
        theirs = other and not any(same_name(other, one) for one in known)
        return Fit(True, f"in the source it is {other} who calls it so" if theirs else None)
    if not turn and {*parse_name(document.title or "").words} == {*parse_name(speaker).words}:
        return Fit(True)
    who = reporter(document, start, end)
    if who:
        return named(document, start, who, speaker)
    if turn and floor:
        own = named(document, start, floor[0], speaker)
        if own.ok:
            return own
        told = spoken_to(document, start, end, speaker)
        if told:
            return told
    said = list(sayings(sentences(document, start, end)))
    if any(saying.who and same_name(full(document, saying.who, start), speaker) for saying in said):
        lead = sentences(document, start, start + 1).partition(document.reading.text[start:end])[0]
        return Fit(True, f"the source has it beside what {speaker} says" if sayings(lead) else None)
    actual = floor[0] if floor else "somebody without a name" if turn else "the author"
    if not turn and _writes(document, speaker, floor):
        return Fit(True)
    return _reported(document, start, end, speaker, actual, names)


def _called_by(document: Document, start: int) -> str | None:
    """Who calls something by the words at a place ("Lang called the evening a …")."""
    cut = next(iter(sentences_in(document, start, start + 1)), (start, start))
    lead = document.reading.text[cut[0] : start]
    said = [one for one in sayings(lead) if one.names]
    return said[-1].who if said and CALLED.fullmatch(lead, said[-1].end) else None


def floor_of(document: Document, start: int) -> list[str]:
    """Whose running words stand at a place: a turn's speaker, else the authors."""
    block = document.reading.blocks[block_at(document, start)]
    if is_turn(block):
        return [block.speaker] if block.speaker else []
    head = document.reading.text[:_HEAD]
    if remark := REMARKED.match(document.reading.text, block.start):
        named = re.search(rf"(?i:{REMARKERS[fold(remark['who'])]})\s+by\s+(?P<who>{PERSON})", head)
        return [*([named["who"]] if named else []), f"the {remark['who']}"]
    preface = letters_preface(block.section.rpartition(" › ")[2]).search(f"{block.section}\n{head}")
    if preface:
        return [preface["who"].split("\n")[0]]
    editor = letters_editor().search(head)
    own = authors(document) or ([editor["who"].split("\n")[0]] if editor else [])
    return own or _judges(document)


def _judges(document: Document) -> list[str]:
    """The judge who signs a judgment, or before whom alone it says that it was heard."""
    text, blocks = document.reading.text, document.reading.blocks
    lines = [text[block.start : block.end] for block in blocks[-1:]]
    lines += [one["who"] for one in HEARD_BEFORE.finditer(text, 0, _HEAD)]
    found = (labels_judge().fullmatch(line.strip()) for line in lines)
    return list(dict.fromkeys(one["who"] for one in found if one))[:1]


def another_subject(before: str, document: Document, words: tuple[int, int]) -> Iterator[str]:
    """Somebody right before words that open with a verb of another's ("Holm “was paid little”")."""
    text, mine = document.reading.text, _MINE.search(before)
    verb = re.match(r"[a-z]+", text[slice(*words)])
    who = cleaned(mine["who"]) if mine else None
    if mine is None or who is None or verb is None or fold(who.split()[-1]) in WRITERS | READ:
        return
    acts = mine["aux"] or verb[0] in AUX | PAST or verb[0].endswith("ed")
    role = is_role(who)
    if not acts or (role and (not person_noun(who.split()[-1]) or bearers_of(document, who))):
        return
    lead = text[next((a for a, _ in sentences_in(document, *words)), words[0]) : words[0]]
    theirs = [full(document, one, words[0]) for one in _subjects(document, words, lead)]
    if any(same_name(one, who) and not half_of_another(document, one, who) for one in theirs):
        return
    if theirs:
        yield f"the draft has {who} before the words; in the source it is {theirs[0]}"
    elif not role and _THEIRS.search(lead) and not mentions(text[: words[0]][-_HEAD:], who):
        yield f"the draft has {who} before the words; the source names no such person there"


def _subjects(document: Document, words: tuple[int, int], lead: str) -> list[str]:
    """Who may be the subject of the verb that the words open with, by what leads to it."""
    pronoun = _THEIRS.search(lead)
    if pronoun:
        near = people_before(document, *words).people
        return floor_of(document, words[0]) if pronoun["one"] == "I" else list(near)
    who = subject_of(re.sub(_AUX, "", lead).rstrip())[0]
    return bearers_of(document, who) if who and is_role(who) else [who] if who else []


def authors(document: Document) -> list[str]:
    """The authors of a document: its line as a whole, and each name in it."""
    line = (document.author or "").strip()
    return list(dict.fromkeys([line, *people_in(line)])) if line else []


def spoken_to(document: Document, start: int, end: int, speaker: str) -> Fit | None:
    """For words of which a turn says "You said …": only of those it may be spoken to."""
    others = addressed(document, start, end)
    if not others:
        return None
    same = any(same_name(one, speaker) for one in others)
    by = document.reading.blocks[block_at(document, start)].speaker
    return Fit(same, f"{by} says that {speaker} said it", others[0])


def _writes(document: Document, role: str, floor: list[str]) -> bool:
    """Whether a role is that of whoever writes ("the historian"), or one that an author bears.

    A judge's words are the court's.
    """
    court = {"judge", "court", "tribunal"} & {fold(word) for word in role.split()}
    if court and any(map(labels_judge().fullmatch, floor)):
        return True
    if not is_role(role):
        return False
    owner = OWNED.match(role)
    if fold(role.split()[-1]) in WRITERS | {"narrator"}:
        return owner is None or any(same_name(owner["owner"], one) for one in floor)
    called = bearers_of(document, role)
    return any(same_name(name, one) for name in called for one in floor)


def _reported(
    document: Document, start: int, end: int, speaker: str, actual: str, names: Names
) -> Fit:
    """Running words of which no clause says who says them, for another than whose they are."""
    if is_role(speaker) and _role_of_pronoun(document, start, end, speaker):
        return Fit(True, actual=speaker)
    turn = is_turn(document.reading.blocks[block_at(document, start)])
    spoken = by_pronoun(document, start, end) and mentions(paragraph(document, start, end), speaker)
    if is_role(speaker) and not turn and not spoken:
        return _open(document, f"the draft has “{speaker}” say it", actual)
    if spoken:
        return _by_pronoun(document, start, end, speaker, actual)
    if not turn and document.author and _printed_in(document, speaker):
        why = f"the source is by {actual}; it does not say that it appeared in {speaker}"
        told = re.search(rf"\b{re.escape(speaker)}\b", document.text[:_HEAD])
        return Fit(True, None if told else why, actual)
    if turn or names.knows(speaker) or any(same_name(s, speaker) for s in labels(document)):
        return Fit(False, actual=actual)
    if in_third_person(document, parse_name(speaker).surname):
        return Fit(False, actual=actual)
    return _open(document, f"the draft has {speaker} say it", actual)


def _printed_in(document: Document, name: str) -> bool:
    """Whether a name may be that of the periodical: a source that it quotes is another one."""
    text = document.reading.text
    return bool(NAMES_PERIODICAL.search(name)) and not any(
        saying.who and same_name(saying.who, name)
        for block in document.reading.blocks
        if name.split()[-1] in text[block.start : block.end]
        for saying in sayings(text[block.start : block.end])
    )


def _role_of_pronoun(document: Document, start: int, end: int, role: str) -> bool:
    """Whether "he" or "she" beside the words is whom the document calls by this role."""
    near = people_before(document, start, end).people if by_pronoun(document, start, end) else ()
    called = bearers_of(document, role)
    return any(same_name(name, full(document, who, start)) for name in called for who in near)


def _by_pronoun(document: Document, start: int, end: int, speaker: str, actual: str) -> Fit:
    """Reported words of "he", "she" or "they" in a paragraph that names the draft's speaker."""
    meant = people_before(document, start, end)
    near = meant.people
    if near and not any(same_name(full(document, who, start), speaker) for who in near):
        return Fit(False, actual=near[0] if len(near) == 1 else "somebody else")
    if meant.clear:
        return Fit(True, actual=speaker)
    return Fit(True, f"the source has “he”, “she” or “they” say it beside {speaker}", actual)


def _open(document: Document, draft: str, actual: str) -> Fit:
    """For a speaker of whom nothing is known: right only where the document names no author."""
    if document.author is not None or actual != "the author":
        return Fit(False, actual=document.author or actual)
    return Fit(True, f"the source names no author; {draft}", actual)
