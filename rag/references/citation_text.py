"""A note's text cut into the citations in it, and a citation's text into its parts.

Nothing is decided here: this file says where names, titles and page numbers may lie. It knows
no style sheet by name, only what the common ones share: names first, a title in quotation
marks or between commas, then details in brackets or behind commas, then page numbers.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from rag.english.citations import ABBREVIATIONS
from rag.english.patterns.references import CITATION_LOCATOR as _LOCATOR
from rag.english.patterns.references import CITATION_OPENING as _OPENING
from rag.english.patterns.references import CITATION_REMARK as _REMARK

_QUOTED = (
    r"“[^”]{0,2000}”|\"[^\"]{0,2000}\"|«[^»]{0,2000}»|„[^“”]{0,2000}[“”]"
    r"|(?<!\w)‘[^’]{0,600}(?:’(?=\w)[^’]{0,600}){0,20}’(?!\w)"
    r"|(?<!\w)'[^']{0,600}(?:'(?=\w)[^']{0,600}){0,20}'(?!\w)"
)
_PIECE = re.compile(
    rf"(?P<quoted>{_QUOTED})|(?P<bracket>\([^()]*\)|\[[^\[\]]*\])|(?P<char>.)", re.S
)
_CUE = re.compile(
    r"\b(?:[Ss]ee(?: also| generally| especially|,? e\.g\.,?)?|[Cc]f\."
    r"|[Cc]ompare|[Qq]uoting|[Cc]iting|(?:[Aa]s )?"
    r"(?:[Qq]uoted?|[Qq]uotation|[Cc]ited|[Rr]eprinted|[Dd]iscussed|[Rr]eported)"
    r" (?:found )?(?:in|by))\s+(?=[A-Z“\"‘'])"
)
_NEXT, _NEXT_WORD = re.compile(r"\s+[\"“‘(]?[A-Z\d]"), re.compile(r"\s+[A-Z]")
_WORD = 60  # code points before a full stop in which the word before it stands
_TRAILING = re.compile(r"(?<![\s,])[\s,]+(?:at\s+|pp?\.?\s*)?\d+(?:\s*[-–—]\s*\d+)?\s*[.]?$")
_YEAR = re.compile(r"(?<![\d/])(?:1[4-9]|20)\d\d[a-z]?(?![\d/])")
_ENDING_YEAR = re.compile(r"\s(?:1[4-9]|20)\d\d[a-z]?(?::\s*[\d–-]+)?$")
_MAX_FIELDS = 8
_ACRONYM = re.compile(r"\b(?:[A-Z]\.){2,}")


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[str, ...]:
    """Folded words: lower case, no accents, no apostrophes, `U.S.` as `us`.

    >>> words("Iran’s U.S. Policy – Étude")
    ('irans', 'us', 'policy', 'etude')
    """
    text = _ACRONYM.sub(lambda match: match.group().replace(".", ""), text)
    folded = unicodedata.normalize("NFKD", re.sub(r"[’'‘ʼ]", "", text)).casefold()
    return tuple(re.findall(r"[^\W_]+", "".join(c for c in folded if not unicodedata.combining(c))))


def years(text: str) -> frozenset[str]:
    """The years in a text, with a letter behind one kept (`2004b`)."""
    return frozenset(_YEAR.findall(text))


def is_locator(text: str) -> bool:
    """Whether a field is only page numbers, chapters and the like.

    >>> is_locator("338"), is_locator("pp. 12–14 and n. 3"), is_locator("Granaries")
    (True, True, False)
    """
    bare = text.strip()
    return not words(bare) or bool(_LOCATOR.fullmatch(bare))


def is_aside(text: str) -> bool:
    """Whether a field behind a title adds no detail: page numbers, or a remark on them."""
    return is_locator(text) or bool(_REMARK.fullmatch(text.strip()))


@dataclass(frozen=True, slots=True)
class Field:
    """A part of a citation between commas; or one in quotation marks, or in brackets."""

    text: str
    kind: str = "plain"


@lru_cache(maxsize=256)  # each reader of a note asks for them
def fields(text: str) -> tuple[Field, ...]:
    """The parts of a citation, in order, without empty ones."""
    result: list[Field] = []
    current = ""
    for piece in _PIECE.finditer(text):
        kind = str(piece.lastgroup)
        if kind == "char" and piece.group() != ",":
            current += piece.group()
            continue
        result.append(Field(current.strip(" .")))
        current = ""
        if kind != "char":
            result.append(Field(piece.group()[1:-1].strip(" ,."), kind))
    result.append(Field(current.strip(" .")))
    return tuple(field for field in result if words(field.text))


def citations(text: str) -> list[str]:
    """The parts of a note between semicolons and cue words ("quoted in"), cues left out."""
    parts = [
        part for half in _cut(text, lambda text, at: text[at] == ";") for part in _at_cues(half)
    ]
    return [bare for part in parts if (bare := _OPENING.sub("", part).strip())]


def sentences(text: str) -> list[str]:
    """The sentences of a citation; `J. Smith`, `ed.` and `St.` end none."""
    return [part for part in _cut(text, _ends_sentence) if words(part)]


def _at_cues(text: str) -> Iterator[str]:
    """The text cut before every cue outside of quotation marks."""
    hidden = _PIECE.sub(
        lambda m: m.group() if m.lastgroup == "char" else m.group()[0] + "_" * (len(m.group()) - 1),
        text,
    )
    start = 0
    for cue in _CUE.finditer(hidden):
        yield text[start : cue.start()]
        start = cue.end()
    yield text[start:]


def _ends_sentence(text: str, at: int) -> bool:
    if text[at] not in ".?!" or not _NEXT.match(text, at + 1):
        # A sentence may also end inside the quotation marks that close it.
        closes = text[at] in "”\"’'" and text[at - 1 : at] in (".", "?", "!")
        return closes and bool(_NEXT_WORD.match(text, at + 1))
    if text[at] != ".":
        return True
    before = re.search(r"(?<!\w)(\w+)\W*$", text[max(0, at - _WORD) : at])
    word = before.group(1) if before else ""
    return word.isdigit() or (len(word) > 2 and word.casefold() not in ABBREVIATIONS)


def _cut(text: str, ends: Callable[[str, int], bool]) -> Iterator[str]:
    """The text cut behind every character, outside of quotation marks and brackets, that `ends`."""
    start = 0
    for piece in _PIECE.finditer(text):
        if piece.lastgroup != "bracket" and ends(text, piece.end() - 1):
            yield text[start : piece.end()].strip(" ;")
            start = piece.end()
    yield text[start:].strip(" ;")


@dataclass(frozen=True, slots=True)
class Outline:
    """A short reference without its page numbers: names and title, not yet told apart.

    `quoted` says that the last of `core` stood in quotation marks, so that it is the title.
    `paged` says that page numbers followed. `years` stood behind the names or the title.
    """

    core: tuple[str, ...]
    quoted: bool
    paged: bool
    years: frozenset[str]

    def divisions(self) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
        """Every way to tell (words of names, words of title) apart."""
        if self.quoted:
            yield words(" ".join(self.core[:-1])), words(self.core[-1])
            return
        # A page number may end the title: `Granaries 338`.
        variants = {self.core, (*self.core[:-1], _TRAILING.sub("", self.core[-1]))}
        for core in sorted(variants):
            for cut in range(len(core) + 1):
                yield words(" ".join(core[:cut])), words(" ".join(core[cut:]))


def outline(text: str) -> Outline | None:
    """The parts of what may be a short reference; None if it says more than one does."""
    core: list[str] = []
    dated: frozenset[str] = frozenset()
    quoted = paged = False
    for part in fields(text):
        year = _ENDING_YEAR.search(part.text)
        if part.kind == "bracket":
            if not core or not (_YEAR.fullmatch(part.text) or is_locator(part.text)):
                return None
            dated |= years(part.text)
        elif part.kind == "quoted" and not (quoted or paged):
            core.append(part.text)
            quoted = True
        elif paged and part.text[0].islower():
            continue  # "Okonjo, Granaries, 30, does not mention it"
        elif core and (is_aside if quoted or paged else is_locator)(part.text):
            dated |= frozenset() if quoted or paged else years(part.text)
            paged = paged or not _YEAR.fullmatch(part.text)
        elif quoted or paged or part.kind == "quoted":
            return None
        elif year and not core:
            core.append(part.text[: year.start()])
            dated |= years(year.group())
            paged = paged or ":" in year.group()
        else:
            core.append(part.text)
    if not core or len(core) > _MAX_FIELDS:
        return None
    return Outline(tuple(core), quoted, paged, dated)
