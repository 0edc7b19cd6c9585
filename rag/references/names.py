"""Names of people and bodies, told by their form; what has neither form names nobody.

A person's name is two to five capitalised words or initials, particles aside. It is divided
as BibTeX divides it: particles in lower case begin the family name, else the last word is it.
"""

import re

from rag.english.patterns.references import BODY as BODY
from rag.english.patterns.references import NAMES_NO_NAME as _NO_NAME
from rag.english.patterns.references import NAMES_SUFFIX as _SUFFIX
from rag.english.patterns.references import NAMES_WORD as _WORD
from rag.english.words import PARTICLES
from rag.references.record import Name

_INITIAL = re.compile(r"(?:[^\W\d_]\.-?)+")
_UNDIVIDED = frozenset(["Ibn", "Bin", "Al", "El"])
"""Words that begin a name which is one whole."""
_ACRONYM = re.compile(r"[A-Z]{3,10}")
_AND = re.compile(r",? (?:and|&) ")
_INVERTED = re.compile(
    r"(?P<family>[^\W\d_][^,.;]{0,200}), (?P<given>(?:[^\W\d_]\.[ -]?)+)(?:, (?:Jr|Sr|I{2,3})\.?)?"
)


def person(text: str) -> Name | None:
    """The person whose name a text is, given name first.

    >>> str(person("Henrik van der Molen")), person("Iron Ferries of 1920"), person("The Envoy")
    ('van der Molen, Henrik', None, None)
    """
    suffix = _SUFFIX.search(text)
    words = (text[: suffix.start()] if suffix else text).split()
    if not 2 <= len(words) <= 6 or _NO_NAME.search(text) or is_body(text):
        return None
    if words[0] in _UNDIVIDED:
        return Name(literal=text)
    formed = [_formed(word) for word in words]
    if not all(formed) or words[0] in PARTICLES or not _WORD.fullmatch(words[-1]):
        return None
    begin = next((n for n, word in enumerate(words) if n and word in PARTICLES), len(words) - 1)
    given, family = " ".join(words[:begin]), " ".join(words[begin:])
    return Name(family, given, suffix.group(1) if suffix else "")


def _formed(word: str) -> bool:
    """Whether a word has the form of a part of a name."""
    return word in PARTICLES or bool(_WORD.fullmatch(word) or _INITIAL.fullmatch(word))


def is_body(text: str) -> bool:
    """Whether a text has the form of a body's name: "Northern Ports Authority", "UNESCO"."""
    first = text[:1].isupper() and not re.match(r"(?:The|A|An) ", text)
    known = BODY.search(text) or _ACRONYM.fullmatch(text)
    return bool(first and known) and not re.search(r"[“”\"():;?!]| (?:to|from) ", text)


def people(text: str) -> tuple[Name, ...]:
    """The people of a list in their own order: "A", "A and B", "A, B, and C"; () if any is none."""
    parts = [part for half in _AND.split(text.strip()) for part in half.split(", ")]
    if len(_AND.split(text)) == 1 and len(parts) > 1:
        return ()  # a list ends with "and"; without it a comma parts a name from something else
    names = [person(part) for part in parts]
    return tuple(name for name in names if name) if all(names) else ()


def authors(text: str) -> tuple[tuple[Name, ...], bool]:
    """(people or the one body that a text names, whether it adds "et al."); () if unclear."""
    text = text.strip(" ,")
    bare = re.sub(r",? (?:et al\.?|and others)$", "", text)
    if re.search(r"\bwith\b", bare):
        return (), False  # who wrote and who helped cannot be told
    named = people(bare)
    if not named and is_body(bare) and ", " not in bare:
        named = (Name(literal=bare),)
    return named, bool(named) and bare != text


def with_initials(text: str) -> tuple[tuple[Name, ...], bool]:
    """The people of "Hu, L., & Okonjo, S." or of "K. Vance & M. Petrosyan"; else a body."""
    text = text.strip(" ,")
    bare = re.sub(r",? et al\.?$", "", text)
    names, at = [], 0
    for match in _INVERTED.finditer(bare):
        if bare[at : match.start()].strip(" ,&") not in ("", "and"):
            return (), False
        family = re.sub(r"^(?:&|and) ", "", match["family"].strip(" &"))
        names.append(Name(family, match["given"].strip()))
        at = match.end()
    if names:
        return (tuple(names), bare != text) if not bare[at:].strip(" ,.") else ((), False)
    return authors(text.rstrip("."))


def inverted(text: str) -> tuple[Name, ...]:
    """The people of "Okafor, Ruth, and Henrik Daal"; () if the text is no such list."""
    first = re.match(r"(?P<family>[^,]+), (?P<given>[^,]+?)(?:,? and |, |$)", text)
    if first is None or not person(f"{first['given']} {first['family']}"):
        return ()
    rest = people(text[first.end() :]) if text[first.end() :].strip() else ()
    if text[first.end() :].strip() and not rest:
        return ()
    return (Name(first["family"], first["given"]), *rest)
