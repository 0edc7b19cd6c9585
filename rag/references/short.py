"""Short references and the full ones that they stand for.

A short reference gives no more than names, a title and page numbers, or a word like "Ibid.".
It is resolved to the first full reference before it that holds all its words in the right
places. Where two works fit equally well it stays unresolved, and both are listed.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rag.english.citations import KIND_WORDS, KINDS
from rag.english.patterns.references import SHORT_IBID as _IBID
from rag.english.patterns.references import SHORT_NUMBERED as _NUMBERED
from rag.references.citation_text import (
    citations,
    fields,
    is_aside,
    outline,
    sentences,
    words,
    years,
)
from rag.references.printed import PrintedNote, number_of
from rag.references.series import runs
from rag.references.works import DATE, NAMES, Work, detailed, without_article, work_of

_OP_CIT = re.compile(r"(?:,\s*|(?<!\s)\s+)?(?:\bin\s+)?\b(?:op|loc|art)\.?\s*cit\b\.?", re.I)
_CROSS = re.compile(
    rf"\b(?:supra|above|infra|below),?\s*(?:at\s+|in\s+)?\(?{_NUMBERED}"
    rf"|\b{_NUMBERED},?\s*\(?(?:supra|above|infra|below)\b|^(?:see\s+)?{_NUMBERED}\W*$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Short:
    """A short reference: its note, its words, how it was read, and what it stands for.

    `full` is the index of the note with the full reference. Where it is None, `candidates`
    are the notes that fit equally well; empty if nothing fits. `work` is the place of the work
    among all full references, where one work is meant rather than a note with several.
    """

    note: int
    text: str
    rule: str
    full: int | None
    candidates: tuple[int, ...] = ()
    work: int | None = None


@dataclass(frozen=True, slots=True)
class CitedPart:
    """One citation of a note: the short references in it, or the place of its full reference.

    With neither it is a remark, or a reference that says too little to be either.
    """

    note: int
    text: str
    shorts: tuple[Short, ...]
    work: int | None


def short_references(notes: Sequence[PrintedNote]) -> list[Short]:
    """The short references of all `notes`, in order."""
    reader = _Reader(notes)
    return [short for index in range(len(notes)) for short in reader.read(index)]


def cited_parts(notes: Sequence[PrintedNote]) -> list[CitedPart]:
    """Every citation of all `notes`, in order; full references are counted from 0."""
    reader = _Reader(notes)
    return [part for index in range(len(notes)) for part in reader.parts(index)]


@dataclass(slots=True)
class _Reader:
    """The works cited so far, and which of them each note read so far cites (None: not known)."""

    notes: Sequence[PrintedNote]
    works: list[Work] = field(default_factory=list)
    holding: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    cites: list[list[int | None]] = field(default_factory=list)
    run_of: dict[int, dict[int, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for run in runs(self.notes):
            self.run_of.update(dict.fromkeys(run.notes.values(), run.notes))

    def read(self, index: int) -> Iterator[Short]:
        """The short references of the next note; its full ones are remembered."""
        for part in self.parts(index):
            yield from part.shorts

    def parts(self, index: int) -> Iterator[CitedPart]:
        """The citations of the next note; its full references are remembered."""
        self.cites.append([])
        for citation in citations(self.notes[index].text):
            shorts = tuple(self._shorts(citation, index))
            self.cites[index] += [short.work for short in shorts]
            full = not shorts and detailed(citation)
            yield CitedPart(index, citation, shorts, len(self.works) if full else None)
            if full:
                work = work_of(citation, index)
                for word in {*work.words, *work.alias}:
                    self.holding[word].add(len(self.works))
                self.cites[index].append(len(self.works))
                self.works.append(work)

    def _shorts(self, citation: str, index: int) -> Iterator[Short]:
        parts = sentences(citation)
        for place, part in enumerate(parts):
            short = (
                self._ibid(part, index)
                or self._cross(part, index)
                or self._named(part, index, " ".join(parts[place + 1 : place + 3]))
                or self._unpublished(part, index)
            )
            if short is not None:
                yield short

    def _ibid(self, part: str, index: int) -> Short | None:
        """Ibid., Id.: the citation just before, or the only one of the note before.

        A date may follow: that of another issue, or of another letter.
        """
        word = _IBID.match(part)
        if word is None or not all(
            is_aside(rest.text) for rest in fields(DATE.sub(" ", part[word.end() :]))
        ):
            return None
        before = self.cites[index][-1:]
        if not before and self._follows(index):
            before = self.cites[index - 1]
        if len(before) == 1 and before[0] is not None:
            return Short(index, part, "ibid", self.works[before[0]].note, work=before[0])
        several = dict.fromkeys(self.works[n].note for n in before if n is not None)
        return Short(index, part, "ibid", None, tuple(several))

    def _follows(self, index: int) -> bool:
        """Whether the note that stands before `index` is the one that its number says."""
        number = number_of(self.notes[index].mark)
        if index == 0 or number is None:
            return index > 0
        return number_of(self.notes[index - 1].mark) == number - 1

    def _cross(self, part: str, index: int) -> Short | None:
        """Supra note 12, see n. 4 above: the note of that number in the same run."""
        match = _CROSS.search(part)
        if match is None:
            return None
        number = int(next(digits for digits in match.groups() if digits))
        target = self.run_of.get(index, {}).get(number)
        named = fields(part[: match.start()])
        if target is None or target == index:
            return Short(index, part, "cross", None)
        if named and not set(words(named[0].text)) <= {"see", *words(self.notes[target].text)}:
            return Short(index, part, "cross", None)
        cited = self.cites[target] if target < len(self.cites) else []
        work = cited[0] if len(cited) == 1 else None
        full = target if work is None else self.works[work].note
        return Short(index, part, "cross", full, work=work)

    def _named(self, part: str, index: int, following: str) -> Short | None:
        """Names and a title, a title alone, names and a year, names and a page."""
        bare = _OP_CIT.sub("", part)
        lines = outline(bare)
        if lines is None:
            return None
        lone = lines.paged or bool(lines.years) or bare != part
        if not lone and years(following):
            return None  # the head of a full reference in sentences: "Okonjo, Stella. Granaries."
        fits: list[tuple[int, Work]] = []
        for names, title in lines.divisions():
            fits += self._fits(names, without_article(title), lines.years, lone)
        rule = "op. cit." if bare != part else "author-title"
        return self._decide(fits, index, part, rule)

    def _fits(
        self, names: tuple[str, ...], title: tuple[str, ...], dated: frozenset[str], lone: bool
    ) -> Iterator[tuple[int, Work]]:
        """(fit, work) for the works that hold these words; `lone` allows names without title."""
        for work in self._holding(names + title):
            if names and not work.has_names(names):
                continue
            if dated and not dated <= work.years:
                continue
            if title:
                fit = work.title_fit(title, bool(names))
                if fit is not None and (names or len(title) > 1 or fit > NAMES + 3):
                    yield fit, work
            elif lone:
                yield NAMES, work

    def _holding(self, wanted: tuple[str, ...]) -> list[Work]:
        """The works, in order, that hold all the wanted words but initials and "and"."""
        keys = [w for w in wanted if len(w) > 1 and w not in ("and", "et", "al", "eds", "with")]
        if not keys:
            return []
        works = set.intersection(*(self.holding.get(word, set()) for word in keys))
        return [self.works[place] for place in sorted(works)]

    def _unpublished(self, part: str, index: int) -> Short | None:
        """An interview, a letter, a cable: by its people and its date."""
        said = words(part)
        kinds = KINDS.intersection(said)
        if not kinds or any(part_.kind == "quoted" for part_ in fields(part)):
            return None
        dates = {" ".join(words(date.group())) for date in DATE.finditer(part)}
        names = set(words(DATE.sub(" ", part))) - KIND_WORDS
        fits = [
            (NAMES, work)
            for work in self._holding(tuple(names))
            if kinds & work.words
            and dates <= work.dates
            and set(said) - KIND_WORDS <= work.words
            and len(work.tokens) > len(said)
        ]
        return self._decide(fits, index, part, "unpublished") if names else None

    def _decide(
        self, fits: list[tuple[int, Work]], index: int, part: str, rule: str
    ) -> Short | None:
        """The first work of the best fit, if all of that fit are the same work."""
        if not fits:
            return Short(index, part, rule, None) if rule == "op. cit." else None
        best = max(fit for fit, _ in fits)
        first, *others = [work for fit, work in fits if fit == best]
        different = [work.note for work in others if not work.same_as(first)]
        if different:
            several = dict.fromkeys([first.note, *different])
            return Short(index, part, rule, None, tuple(several))
        return Short(index, part, rule, first.note, work=self.works.index(first))
