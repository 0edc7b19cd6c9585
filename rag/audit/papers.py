"""Numbers and days of papers ("Bulletin No. 45 of 3 May", "a memo of 3 June 2015").

What a draft says of them is held against what stands beside the words in the source. Nothing here
changes a verdict: what differs is said, with what is right.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.documents.document import Document
from rag.english import months
from rag.english.citations import KINDS, NAME_EACH_OTHER, NUMBERED
from rag.english.dates import YEAR
from rag.english.patterns.drafts import DAYS as _DAYS
from rag.english.patterns.drafts import MONTH as _MONTH
from rag.english.patterns.drafts import PAPER as _PAPER
from rag.english.patterns.drafts import TOLD_YEAR as _TOLD
from rag.english.patterns.turns import CLOCK, DAY
from rag.english.people import fold
from rag.english.speech import READ
from rag.english.terms import content_words, coverage
from rag.quotes.quote import fold_space
from rag.quotes.quoted import block_at, sentences_in

_KINDS = (READ | KINDS | NUMBERED) - NAME_EACH_OTHER
_SHORT, _BACK, _FAR = 60, 40, 4000
"""Code points of a line that dates what stands below it; blocks and code points in
which papers are sought."""
_RETOLD, _FEWEST = 0.5, 2
_SIGNED = re.compile(r"\W*[—–-]")
Paper = re.Match[str]


@dataclass(frozen=True, slots=True)
class _Beside:
    """What stands beside quoted words, the nearest first, without the words themselves.

    `near` are their sentence, what stands before it in the paragraph, a signature, and a lead-in;
    `heads` are the headings and the short line above that dates what stands below it.
    """

    near: tuple[str, ...]
    heads: tuple[str, ...]
    above: str
    title: str


def misnumbered(
    told: Sequence[str], dated: str, document: Document, words: tuple[int, int]
) -> Iterator[str]:
    """Another number or day than the source has: of the last paper in each text of the draft.

    `dated` is the day on which the draft has somebody say the words.
    """
    named = ([m for m in _papers(text) if m["no"] or fold(m["kind"]) in _KINDS] for text in told)
    cited = [found[-1] for found in named if found]
    around = _beside(document, *words)
    if not (cited or dated):
        return
    days = [dated] if dated else []
    for mine in cited:
        near = _near(mine, around)
        there = near or _far(mine, around)
        if there and not any(_same(mine, one) for one in there):
            yield f"the draft cites {mine.group()}; the source has {there[-1].group()}"
        elif mine["day"] and any(one["day"] for one in near):
            days = [day for day in days if not agree(day, mine["day"])]
        elif mine["day"]:
            days.append(mine["day"])
    for day in dict.fromkeys(days):
        nearest = _days_in(around)
        if nearest and not dated_so(day, document, words):
            yield f"the draft has the words of {day}; beside them the source has {nearest[0]}"


def retold(sides: Sequence[str], document: Document, words: tuple[int, int]) -> Iterator[str]:
    """Another day than the source's where the draft retells the sentence around the words.

    It does where half of its own words stand there, and at least two.
    """
    mine = fold_space(" … ".join(sides))
    days, told = _DAYS.findall(mine), _TOLD.findall(mine) or _IN_YEAR.findall(mine)
    if not (days or told):
        return
    near = _beside(document, *words).near
    sentence = f"{near[0]} {near[-1] * near[-1].rstrip().endswith(':')}"
    there, years = _DAYS.findall(sentence), re.findall(rf"\b[Ii]n\s({YEAR})\b", sentence)
    if told and years and not {*told} & {*years}:
        yield f"the draft has {told[0]}; the sentence of the source has {years[0]}"
    heads = _DAYS.findall(fold_space(document.text[: _FAR // 4])) + days_above(document, words)
    dates = [one for one in [*heads, document.date or ""] if all(_parts(one))]
    for day in filter(lambda day: all(_parts(day)), days):
        shared_parts = [sum(map(int.__eq__, _parts(day), _parts(one))) for one in dates]
        if 2 in shared_parts and 3 not in shared_parts and day not in document.text:
            yield f"the draft has {day}; the source is dated {dates[shared_parts.index(2)]}"
    bare = _DAYS.sub(" ", mine)
    shared = coverage(bare, sentence) if days and there else 0.0
    if shared < _RETOLD or shared * len(content_words(bare)) < _FEWEST:
        return
    block = document.reading.blocks[block_at(document, words[0])]
    there_too = _DAYS.findall(fold_space(document.reading.text[block.start : block.end]))
    said = [document.date] if document.date else []  # "In May 1999 she wrote that …"
    for day in days:
        if not any(agree(day, one) for one in (*there_too, *said)):
            yield f"the draft has {day}; the sentence of the source has {there[0]}"


def dated_so(day: str, document: Document, words: tuple[int, int]) -> bool:
    """Whether a day stands beside the words, or above them."""
    around = _beside(document, *words)
    if any(day in one for one in (*around.near, *around.heads)):
        return True
    near = _days_in(around)
    return any(agree(day, one) for one in (*near, *days_above(document, words)))


def days_above(document: Document, words: tuple[int, int]) -> list[str]:
    """The days of the heading, the dated line or the time stamp above the words."""
    return [one for head in _beside(document, *words).heads for one in _DAYS.findall(head)]


def _days_in(around: _Beside) -> list[str]:
    """The days in the nearest text that has some."""
    return next(
        (found for one in (*around.near, *around.heads) if (found := _DAYS.findall(one))), []
    )


def _near(mine: Paper, around: _Beside) -> list[Paper]:
    """The papers of one kind in the nearest text that names some; the last before the words."""
    for number, text in enumerate((*around.near, *around.heads)):
        if found := _of_kind(mine, _papers(text)):
            return found if number == 0 else found[-1:]
    return []


def _far(mine: Paper, around: _Beside) -> list[Paper]:
    """The last paper of one kind above, and that of the title."""
    far = (_papers(around.above)[::-1], _papers(around.title))
    return [found[0] for papers in far if (found := _of_kind(mine, papers))]


def _beside(document: Document, start: int, end: int) -> _Beside:
    text, blocks, at = document.reading.text, document.reading.blocks, block_at(document, start)
    cuts = sentences_in(document, start, end) or ((start, end),)
    first, last = min(start, cuts[0][0]), max(end, cuts[-1][1])
    back = blocks[max(0, at - _BACK) : at]
    above = [text[max(block.start, block.end - _FAR) : block.end] for block in back]
    below = [text[last : min(last + _FAR, block.end)] for block in blocks[at : at + 1]]
    below += [text[block.start : block.end][:_FAR] for block in blocks[at + 1 : at + 2]]
    sentence = f"{text[max(first, start - _FAR) : start]} … {text[end : min(last, end + _FAR)]}"
    own = text[max(blocks[at].start, first - _FAR) : first]
    signed = [one for one in below if _SIGNED.match(one)][:1]
    lead = [one for one in above[-1:] if one.rstrip().endswith(":")]
    beneath = [one for one, block in zip(above, back, strict=True)
               if block.section == blocks[at].section]  # fmt: skip
    lines = [line for one in beneath for line in one.splitlines() if len(line) < _SHORT]
    dates = [line for line in lines if not _SIGNED.match(line) and _DAYS.search(fold_space(line))]
    stamped = stamped_days(document, start)
    heads = [stamped] if stamped else [blocks[at].section, *dates[-1:]]
    return _Beside(
        tuple(map(fold_space, (sentence, own, *signed, *lead))),
        tuple(map(fold_space, heads)),
        fold_space(" ".join(above)[-_FAR:]),
        fold_space(document.title or ""),
    )


def _papers(text: str) -> list[Paper]:
    return [m for m in _PAPER.finditer(fold_space(text)) if m["number"] or m["day"]]


def _of_kind(mine: Paper, papers: Sequence[Paper]) -> list[Paper]:
    """Those of the same kind that have a number or a day, as the draft's has."""
    same = [one for one in papers if fold(one["kind"]) == fold(mine["kind"])]
    return [one for one in same if any(one[part] and mine[part] for part in ("number", "day"))]


def _same(one: Paper, other: Paper) -> bool:
    """Whether two papers agree as far as both have a number and a day."""
    a, b = sorted((one["number"] or "", other["number"] or ""), key=len)
    numbered = not a or b == a or (b.startswith(a) and b[len(a)] in "/–-")
    return numbered and agree(one["day"] or "", other["day"] or "")


def agree(one: str, other: str) -> bool:
    """Whether two days agree as far as both are given."""
    return all(a == b or not a or not b for a, b in zip(_parts(one), _parts(other), strict=True))


def _parts(day: str) -> tuple[int, int, int]:
    """Year, month and day; 0 for what is not given."""
    if iso := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", day):
        return int(iso[1]), int(iso[2]), int(iso[3])
    figures = [int(one) for one in re.findall(r"\d+", day)]
    named = re.search(_MONTH, day)
    month = months.number(named.group().rstrip(".")) if named else 0
    year = next((n for n in figures if n > 99), 0)
    return year, month, next((n for n in figures if n < 99), 0)


_IN_YEAR = re.compile(rf"^\W*[Ii]n\s({YEAR})\b")
_STAMP = re.compile(rf"^[^\n]{{0,60}}?({DAY})(?:,?[T ]|,?\sat\s)\s?{CLOCK}", re.M)


def stamped_days(document: Document, start: int) -> str:
    """The day of the message at `start` of the reading text; "" where none is stamped.

    One in figures is given in ISO's form: twice where its days or its months may come first.
    """
    if document.reading.blocks[block_at(document, start)].speaker is None:
        return ""
    at = document.reading.source_spans(start, start + 1)[0].start
    found = _STAMP.findall(document.text[max(0, at - _FAR) : at + 1])
    figures = [int(one) for one in re.findall(r"\d+", found[-1])] if found else []
    if len(figures) != 3 or figures[0] > 99:
        return found[-1] if found else ""
    day, month, year = figures
    ways = {(day, month), (month, day)}
    year += 2000 * (year < 100)
    return " ".join(f"{year:04}-{m:02}-{d:02}" for d, m in sorted(ways) if m <= 12)
