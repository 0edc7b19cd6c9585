"""Turns of speech: depositions, interviews, hearings, debates and captions.

A label ("MS. OAKES:", "**Interviewer:**", "Q.", "<v Judge Arden>") names the speaker of the words
after it, and of the paragraphs that follow where labels are dense. It stays in the text, since
the page shows it; only captions' tags, times and numbers go. A label must be a person by title or
part, or come back, or stand among several: one "Note:" makes no conversation. Plays ("MARTHA.")
and chats (a handle behind a time) have labels, too.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from rag.documents.document import Region
from rag.documents.structure.asked import with_letters, with_questions
from rag.documents.structure.called import as_name, bearer, by_initials
from rag.documents.structure.unlabelled import participants, speaks
from rag.english.labels import NO_LABELS, PARTS
from rag.english.patterns.turns import TURNS_GENRE as _GENRE
from rag.english.patterns.turns import TURNS_HEARD as _HEARD
from rag.english.patterns.turns import TURNS_SPEECH as _SPEECH
from rag.english.people import TITLES
from rag.span import Span

_NAME = r"[^\W\d_](?:[^\n:?!*<>\[\]()]){0,48}?"
_ASIDE_IN = r"(?P<aside{}>[ \t]*\([^()\n]{{1,40}}\))?[ \t]*"
_LABEL = re.compile(
    rf"""[ \t>]*(?P<time>[\[(]?(?:\d[\d./-]{{5,9}},?[T \t])?\d{{1,2}}:\d\d(?::\d\d)?[\])]?
        [ \t]*(?:[-–][ \t]*)?)?(?:
        <v(?:\.[\w.]*)?[ \t]+(?P<tag>[^<>\n]{{1,60}})>
      | (?P<bold>\*\*|__)(?P<strong>{_NAME}){_ASIDE_IN.format(1)}
        (?:[:.](?P=bold)|(?P=bold)[ \t]*:)
      | (?P<letter>[QA])(?:[.:]|[ \t]*[—–-])(?=\s)
      | (?P<word>Question|Answer)[ \t]*:
      | (?P<caps>[A-Z][A-Z.'’-]*(?:[ \t]+[A-Z][A-Z.'’-]*){{0,5}}){_ASIDE_IN.format(2)}:(?=\s)
      | (?P<stage>[A-Z][A-Z'’-]+(?:[ \t]+[A-Z][A-Z'’-]+){{0,3}})\.(?=[ \t]+\S)
      | (?(time)<?(?P<handle>[a-z][\w.-]{{1,30}})(?::|>)(?=\s)|(?!))
      | (?P<plain>[A-Z][\w.'’-]*(?:[ \t]+[A-Z][\w.'’-]*){{0,3}}):(?=\s)
    )""",
    re.X,
)  # fmt: skip
_BY = re.compile(r"^\W*BY[ \t]+(?P<who>(?:THE[ \t]+)?[^\n:]{2,50}?)[ \t]*:\W*$", re.I)
_TIME = re.compile(r"^[ \t]*(?:\d{1,2}:)?\d{1,2}:\d{2}[.,]\d{3}[ \t]*-->[^\n]*$", re.M)
_CUE = re.compile(r"^(?:WEBVTT[^\n]*|[ \t]*\d{1,6}[ \t]*(?=\n[^\n]*-->))$", re.M)
"""A caption's number stands right before its time; "1945" alone is a caption's words."""
_KINDS = ("tag", "strong", "letter", "word", "caps", "stage", "handle", "plain")
_LOUD = ("caps", "strong", "stage", "handle")
_SPOKEN = ("body", "caption", "heading")
"""A question in bold looks like a heading; one without a label ends the turn before it."""
_LOOK, _TALK = 400, 0.3
"""Code points after a label that are looked at; the least share of them that speak to somebody."""
_TOP = 8
_DENSE = 0.4
"""From this share of labelled paragraphs between two headings on, the others go on with a turn."""
_LETTERS = {"Question": "Q", "Answer": "A"}


@dataclass(frozen=True, slots=True)
class _Label:
    """A label: layer-1 start, the end of what is cut off before the words, and whose it is.

    `said` is the rest of its line or paragraph.
    """

    at: int
    words: int
    who: str
    kind: str
    said: str = ""


def with_turns(regions: Sequence[Region], text: str, title: str | None = None) -> list[Region]:
    """The regions, paragraphs of speech with their speaker; "" where a speaker has no name."""
    regions = list(_without_times(regions, text))
    labels = {n: _labels(region, text) for n, region in enumerate(regions) if _spoken(region)}
    top = " \n ".join(region.span.of(text) for region in regions[:_TOP])
    head = f"{title or ''} \n {top}"
    sure = _sure([label for found in labels.values() for label in found], _GENRE.search(head))
    labels = {n: [one for one in found if one.who in sure] for n, found in labels.items()}
    found = _HEARD.search(head)
    heard = titled(found["who"]) if found else ""
    if not any(labels.values()):
        return with_letters(with_questions(regions, text, heard, head), text)
    names = by_initials(sure, head)
    labels = {
        n: [replace(one, who=names.get(one.who, one.who)) for one in own]
        for n, own in labels.items()
    }
    return list(_turns(regions, labels, text, heard))


def _spoken(region: Region) -> bool:
    return region.kind in _SPOKEN and not region.raw


def _labels(region: Region, text: str) -> list[_Label]:
    """The labels at the head of a region and of its lines."""
    start, end = region.span.start, region.span.end
    found = []
    for line in re.compile(r"^", re.M).finditer(text, start, end):
        match = _LABEL.match(text, line.start(), end)
        if match is None or (line.start() != start and match["plain"]):
            continue
        kind = next(name for name in _KINDS if match[name])
        aside = match["aside1"] or match["aside2"]
        who = as_name(" ".join(match[kind].strip(" .").split()))
        who = bearer(who, aside) or who
        words = match.end() if kind == "tag" else line.start()
        rest = text[match.end() : min(end, match.end() + _LOOK)]
        found.append(_Label(line.start(), words, _LETTERS.get(who, who), kind, rest))
    return found


def _sure(labels: Sequence[_Label], genre: object = None) -> frozenset[str]:
    """Which names are labels of speakers in this document; `genre` says that it has speakers."""
    labels = [one for one in labels if one.kind == "tag" or re.search(r"[.?!…]", one.said)]
    often = Counter(label.who for label in labels)
    kinds = {label.who: label.kind for label in labels}
    letters = {"Q", "A"} <= set(often)
    people = {w for w in often if not _no_label(w) and w not in ("Q", "A")}
    titled_ = {
        w for w in people if kinds[w] in ("tag", "handle") or (kinds[w] != "plain" and _part(w))
    }
    repeated = {w for w in people if often[w] > 1}
    if not letters and not genre:  # "Pros:" and "Cons:" come back, too, and are nobody's words
        talk = [bool(_SPEECH.search(one.said)) for one in labels if not _part(one.who)]
        if sum(talk) < _TALK * len(talk):
            repeated, people = repeated & titled_, people & titled_
    several = len(repeated) > 1 or (len(people) > 2 and repeated)
    sure = titled_ if len(titled_) > 1 or letters or any(often[w] > 1 for w in titled_) else set()
    sure |= {w for w in titled_ if kinds[w] == "tag"}
    if several or sure or letters:
        loud = {w for w in people if kinds[w] in _LOUD and _name_like(w)}
        sure = sure | (loud if several or len(sure) > 1 or letters else set())
    if several:
        sure |= {w for w in repeated if _name_like(w)}
    return frozenset(sure | ({"Q", "A"} if letters else set()))


def _no_label(who: str) -> bool:
    first = who.split()[0].strip(".").casefold() if who.split() else ""
    return first in NO_LABELS or who.casefold() in NO_LABELS


def _part(who: str) -> bool:
    """Whether a label names somebody by title or by a part in the conversation."""
    words = [word.strip(".").casefold() for word in who.split()]
    return bool(words) and (words[-1] in PARTS or (len(words) > 1 and words[0] in TITLES))


def _name_like(who: str) -> bool:
    words = who.split()
    return len(words) <= 5 and (all(w[:1].isupper() for w in words if len(w) > 3) or _part(who))


def _turns(
    regions: Sequence[Region], labels: dict[int, list[_Label]], text: str, heard: str
) -> Iterator[Region]:
    """Each region, cut at its labels, with the speaker of each piece."""
    room = participants([heard, *(one.who for found in labels.values() for one in found)])
    dense = _dense(regions, labels, lambda region: room.told(region.span.of(text)))
    later = _spoken_later(regions, labels, text)
    asks, turn, speaker = "", None, None
    for number, region in enumerate(regions):
        own = labels.get(number, [])
        if not _spoken(region) or (region.kind == "heading" and not own):
            turn = None if region.kind == "heading" else turn
            yield region
            continue
        words = region.span.of(text)
        by = _BY.match(words)
        if by:
            asks, turn = titled(by["who"]), None
            yield replace(region, kind="furniture")
            continue
        before = None
        if turn is not None and dense[number]:
            goes = "on" if region.continues else room.goes(words, turn, later[number])
            before = {"on": speaker, "unknown": ""}.get(goes)
            speaker = "" if goes in ("nobody", "unknown") and not own else speaker
        else:
            turn = None
        edges = [region.span.start, *(label.at for label in own), region.span.end]
        if edges[1] > edges[0]:
            yield from _piece(region, text, edges[0], edges[1], before)
        for label, end in zip(own, edges[2:], strict=True):
            turn = label.kind
            speaker = {"Q": asks, "A": heard}.get(label.who, titled(label.who))
            if label.words > label.at:
                yield Region("furniture", Span(label.at, label.words))
            yield from _piece(region, text, label.words, end, speaker, True)


def _spoken_later(
    regions: Sequence[Region], labels: dict[int, list[_Label]], text: str
) -> list[bool]:
    """For each region whether one after it, before the next label, speaks to somebody."""
    flags, later = [], False
    for number in range(len(regions) - 1, -1, -1):
        region = regions[number]
        flags.append(later)
        if labels.get(number) or region.kind == "heading":
            later = False
        elif _spoken(region):
            later = later or speaks(region.span.of(text))
    return flags[::-1]


def _piece(
    region: Region, text: str, start: int, end: int, speaker: str | None, first: bool = False
) -> Iterator[Region]:
    """A stretch of a region without the white space around it, if anything is left."""
    words = text[start:end]
    start, end = start + len(words) - len(words.lstrip()), start + len(words.rstrip())
    if start < end:
        kind = "body" if speaker is not None else region.kind
        goes_on = region.continues and not first
        yield replace(region, kind=kind, span=Span(start, end), speaker=speaker, continues=goes_on)


def _dense(
    regions: Sequence[Region],
    labels: dict[int, list[_Label]],
    told: Callable[[Region], bool],
) -> list[bool]:
    """For each region whether it lies in a conversation, as far as from heading to heading.

    What is told between the turns does not count.
    """
    flags: list[bool] = []
    stretch: list[int] = []

    def close() -> None:
        spoken = [n for n in stretch if _spoken(regions[n]) and regions[n].kind != "heading"]
        spoken = [n for n in spoken if labels.get(n) or not told(regions[n])]
        share = sum(bool(labels.get(n)) for n in spoken) / max(1, len(spoken))
        flags.extend([share >= _DENSE] * len(stretch))
        stretch.clear()

    for number, region in enumerate(regions):
        if region.kind == "heading" and not labels.get(number):
            close()
        stretch.append(number)
    close()
    return flags


def _without_times(regions: Sequence[Region], text: str) -> Iterator[Region]:
    """Captions without the lines that say when they are shown, and their numbers."""
    timed = sum(len(_TIME.findall(r.span.of(text))) for r in regions if r.kind != "furniture")
    for region in regions:
        if timed >= 2 and _shown_number(region, text):
            yield replace(region, kind="body")
            continue
        if timed < 2 or region.kind not in ("body", "caption", "heading"):
            yield region
            continue
        at = region.span.start
        lines = sorted(
            match.span()
            for pattern in (_TIME, _CUE)
            for match in pattern.finditer(text, region.span.start, region.span.end)
        )
        for start, end in lines:
            if start > at:
                yield from _piece(region, text, at, start, region.speaker, True)
            if end > start:
                yield Region("furniture", Span(start, end))
            at = max(at, end)
        yield from _piece(region, text, at, region.span.end, region.speaker, True)


def _shown_number(region: Region, text: str) -> bool:
    """Whether a lone number of captions, taken for that of a page, is what they show."""
    words, after = region.span.of(text).strip(), text[region.span.end :].lstrip("\r\n")
    return region.kind == "furniture" and words.isdigit() and not _TIME.match(after)


def titled(who: str) -> str:
    """A name as running text has it: "CAPTAIN FERRIS" becomes "Captain Ferris".

    >>> titled("MS. OAKES"), titled("Hanne Dysart")
    ('Ms. Oakes', 'Hanne Dysart')
    """
    words = who.strip(" .,;:").split()
    return " ".join(w.capitalize() if w.isupper() and len(w) > 1 else w for w in words)
