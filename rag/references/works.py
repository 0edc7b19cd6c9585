"""A work as its full reference gives it, and how well a short reference fits it."""

import re
from dataclasses import dataclass, field

from rag.english import months
from rag.english.citations import ARTICLES as _ARTICLES
from rag.english.citations import NO_NAMES
from rag.english.terms import in_order
from rag.references.citation_text import Field, fields, is_aside, sentences, words, years

DATE = re.compile(
    r"\b(?:\d{1,2}\.?\s+)?(?:" + months.STEMS + r")[a-z]*\.?"
    r"(?:\s+\d{1,2},?)?\s+\d{4}\b|\b\d{1,2}[./]\d{1,2}[./]\d{4}\b|\b\d{4}-\d\d-\d\d\b",
    re.I,
)
_ALIAS = re.compile(
    r"\b(?:hereafter|hereinafter|henceforth)(?: (?:cited|referred to) as)?:?\s+(.+)"
)
_FIRST_NAMES = re.compile(r"(?:[A-Z][\w’'-]*+\.?\s?){1,3}\.\s(?=[A-Z])")
_DATED_NAMES = re.compile(r"\(\d{4}[a-z]?\)\.?$")
_URL = re.compile(r"https?://|www\.|\bdoi\b", re.I)

EXACT, START, INSIDE, SCATTERED, NAMES = 4, 3, 2, 1, 0
"""How a short reference fits: its title is the whole main title, begins it, lies inside of
it, leaves out words of it; or it gives names only."""


def detailed(text: str) -> bool:
    """Whether a citation gives what a full reference does: publisher, journal, date, address."""
    if _URL.search(text) or DATE.search(text):
        return True
    parts = fields(text)
    for place, part in enumerate(parts):
        if part.kind == "bracket" and years(part.text) and place:
            behind = [rest for rest in parts[place + 1 :] if not is_aside(rest.text)]
            if len(words(part.text)) > 1 or behind or place > 1:
                return True
        if part.kind == "plain" and years(part.text) and place > 1:
            return True
    quoted = [place for place, part in enumerate(parts) if part.kind == "quoted"]
    return bool(quoted) and any(not is_aside(part.text) for part in parts[quoted[0] + 1 :])


@dataclass(frozen=True, slots=True)
class Work:
    """A full reference in note `note`: its folded words, and where titles begin and end.

    The words before `names_end` are names, those from `title_end` on details. `starts` are
    places where a title may begin, `borders` where a part of it may end.
    """

    note: int
    tokens: tuple[str, ...]
    names_end: int
    title_end: int
    starts: frozenset[int]
    borders: frozenset[int]
    years: frozenset[str]
    dates: frozenset[str]
    alias: tuple[str, ...] = ()
    words: frozenset[str] = field(default=frozenset())

    def same_as(self, other: "Work") -> bool:
        """Whether both are the same work, cited in full twice."""
        return self._main() == other._main() and (
            not self.names_end
            or not other.names_end
            or bool(set(self.tokens[: self.names_end]) & set(other.tokens[: other.names_end]))
        )

    def _main(self) -> tuple[str, ...]:
        """The main title, without an article."""
        end = min((b for b in self.borders if b > self.names_end), default=len(self.tokens))
        return without_article(self.tokens[self.names_end : end])

    def has_names(self, names: tuple[str, ...]) -> bool:
        """Whether all `names` (initials too) stand before the title."""
        given = self.tokens[: self.names_end]
        wanted = [name for name in names if name not in NO_NAMES]
        return any(len(name) > 1 for name in wanted) and all(
            name in given or (len(name) == 1 and any(g.startswith(name) for g in given))
            for name in wanted
        )

    def title_fit(self, title: tuple[str, ...], named: bool) -> int | None:
        """How `title` fits, or None; without names only EXACT and START count."""
        if self.alias and without_article(self.alias) == title:
            return EXACT
        fits = []
        first = self.names_end if named else 0
        for place in range(first, self.title_end - len(title) + 1):
            if self.tokens[place : place + len(title)] != title:
                continue
            begins = place in self.starts or (
                place - 1 in self.starts and self.tokens[place - 1] in _ARTICLES
            )
            end = place + len(title)
            fits.append(INSIDE if not begins else EXACT if end in self.borders else START)
        if not named:
            return max((fit for fit in fits if fit >= START), default=None)
        if not fits and len(title) > 1 and in_order(title, self.tokens[first : self.title_end]):
            return SCATTERED
        return max(fits, default=None)


def without_article(title: tuple[str, ...]) -> tuple[str, ...]:
    """The title without a first word like "the"."""
    return title[1:] if len(title) > 1 and title[0] in _ARTICLES else title


def work_of(citation: str, note: int) -> Work:
    """The work that a full reference in note `note` describes."""
    text = _described(citation)
    parts = fields(text)
    tokens: list[str] = []
    starts, borders = set(), set()
    title_end = 0
    for place, part in enumerate(parts):
        quoted_before = place > 0 and parts[place - 1].kind == "quoted"
        closes = part.kind == "bracket" and not _dates_names(parts, place)
        if not title_end and place and (quoted_before or closes):
            title_end = len(tokens)
        starts.add(len(tokens))
        for piece in re.split(r"[:?!]\s|\s[–—/]\s|(?<=[a-z\d])\.\s", part.text):
            borders.add(len(tokens))
            tokens += words(piece)
            if not starts - {0} and part.kind == "plain" and len(words(part.text)) > 2:
                starts.add(len(tokens))
    borders.add(len(tokens))
    alias = next((m.group(1) for p in parts if (m := _ALIAS.search(p.text))), "")
    dates = frozenset(" ".join(words(date.group())) for date in DATE.finditer(text))
    return Work(
        note, tuple(tokens), _names_end(parts), title_end or len(tokens), frozenset(starts),
        frozenset(borders), years(text), dates, words(alias), frozenset(tokens),
    )  # fmt: skip


def _described(citation: str) -> str:
    """The citation up to the sentence that ends its details; remarks behind it left out."""
    text = ""
    for sentence in sentences(citation):
        text = f"{text} {sentence}".strip()
        if (years(text) or _URL.search(text)) and not _DATED_NAMES.search(text):
            break
    return text


def _dates_names(parts: tuple[Field, ...], place: int) -> bool:
    """Whether a bracket is the year in `Hu, L. (2004). Silt and settlement.`."""
    behind = parts[place + 1 : place + 2]
    return (
        parts[place].kind == "bracket"
        and bool(years(parts[place].text))
        and len(words(parts[place].text)) == 1
        and bool(behind)
        and not is_aside(behind[0].text)
    )


def _names_end(parts: tuple[Field, ...]) -> int:
    """How many words of the citation stand before its title."""
    before_title = 0
    quoted = next((place for place, part in enumerate(parts) if part.kind == "quoted"), None)
    dated = next((place for place in range(1, len(parts)) if _dates_names(parts, place)), None)
    if quoted is not None or dated is not None:
        before_title = quoted if quoted is not None else (dated or 0) + 1
    else:
        before_title = 1
        for place, part in enumerate(parts[1:8], 1):
            if part.kind != "plain":
                break
            if re.match(r"(?:and|&|with|et)\s", part.text):
                before_title = place + 1
    count = sum(len(words(part.text)) for part in parts[:before_title])
    if quoted is None and dated is None and before_title == 1 and len(parts) > 1:
        inverted = _FIRST_NAMES.match(parts[1].text)  # "Okonjo, Stella. Granaries"
        count += len(words(inverted.group())) if inverted else 0
    return count
