"""Who bears a surname in a source: its fullest name, and whether a text names somebody at all."""

import re
from collections.abc import Iterator

from rag.documents.document import Document
from rag.english.kin import may_be
from rag.english.naming import cleaned
from rag.english.people import fold, is_role, parse_name, pronouns, same_name
from rag.english.roles import person_noun
from rag.english.speech import PERSON

_LEFT = re.compile(rf"\b{PERSON}$")
_REACH = 80


def full(document: Document, who: str, at: int) -> str:
    """The fullest name that the source gives for a surname: the last before `at`, else the first.

    A name with a given name or initial of its own stays as it is.
    """
    name = parse_name(who)
    if name.given or name.body or is_role(who) or not name.surname:
        return who
    found = [
        (place, other)
        for place, other in named_places(document.reading.text, name.surname)
        if parse_name(other).given and same_name(who, other)
        and parse_name(other).surname == name.surname
        and all(may_be(word, other, document.reading.text) for word in pronouns(name))
    ]  # fmt: skip
    before = [other for place, other in found if place <= at]
    after = [other for place, other in found if place > at]
    chosen = before[-1:] or after[:1]
    titles = re.match(r"(?:Mr|Mrs|Ms|Lord|Lady)\.?\s", who)
    return f"{titles.group() if titles else ''}{chosen[0]}" if chosen else who


def half_of_another(document: Document, one: str, other: str) -> bool:
    """Whether of two surnames one is half of the other, and the document has both of them apart."""
    names = sorted({parse_name(one).surname, parse_name(other).surname}, key=len)
    if len(names) < 2 or names[0] not in names[1].split("-") or is_role(one) or is_role(other):
        return False
    text = fold_kept(document.reading.text)
    return all(re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text, re.I) for name in names)


def untitled(name: str) -> str:
    """A name without a common noun before it that says what its bearer is ("Witness Liis Kask")."""
    words = name.split()
    noun = len(words) > 2 and person_noun(words[0]) and not parse_name(name).titles
    return " ".join(words[1:]) if noun else name


def mentions(text: str, speaker: str) -> bool:
    """Whether a text names somebody who may be `speaker`."""
    words = re.findall(r"\w+", speaker)
    if is_role(speaker):
        return re.search(rf"\b{re.escape(words[-1])}\b", text, re.I) is not None
    surname = parse_name(speaker).surname
    return any(same_name(other, speaker) for _, other in named_places(text, surname))


def named_places(text: str, surname: str) -> Iterator[tuple[int, str]]:
    """Every name in the text that ends with this (folded) surname, with its place."""
    if not surname:
        return
    pattern = re.compile(rf"\b{re.escape(surname)}\b(?:,?\s+(?:Jr|Sr|II|III)\b\.?)?", re.I)
    for match in pattern.finditer(fold_kept(text)):
        left = text[max(0, match.start() - _REACH) : match.end()].rsplit("\n\n", 1)[-1]
        found = _LEFT.search(left)
        named = cleaned(found.group()) if found else None
        yield match.start(), named or left[-len(match.group()) :]


def fold_kept(text: str) -> str:
    """The text without accents, each character in its place."""
    if text.isascii():
        return text
    folded = (fold(char) if char.isalpha() else char for char in text)
    return "".join(new if len(new) == 1 else old for new, old in zip(folded, text, strict=True))
