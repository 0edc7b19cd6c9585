"""Threads of e-mail: whose words stand below each head and behind each mark of quoting.

A head ("From:" with "To:", "Sent:" or "Subject:" beside it) or a line "On …, X wrote:" names the
writer; a mark ">" more is the mail before. Words without a writer's name are nobody's.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from rag.documents.document import Region
from rag.documents.structure.speech.called import as_name
from rag.english.patterns.threads import (
    MAIL_CUT,
    MAIL_FROM,
    MAIL_OTHER,
    mail_head,
    mail_wrote,
)
from rag.span import Span

_TOP, _HEAD = 6, 8
"""Lines at the top among which the first head begins, and lines of a head that are looked at."""
_NEAR = 120  # code points below an attribution in which the quotation begins
_Line = tuple[int, int, str, str | None]  # start, end, what it is and who writes it
_LINE = re.compile(r"[^\n]+")
_EMPTY = re.compile(r"\A(?:[ \t>]*\n)+")
_LEVEL = re.compile(r"[ \t]*((?:>[ \t]?)*)")
_SENDER = re.compile(
    r"[\s\"'*_]*(?P<name>[^<>\[\]()\"@]*[^<>\[\]()\"@\s,;])?[\s\"'*_]*(?:[<\[(](?:mailto:)?(?P<in>[^<>\[\]()]*)[>\])])?"
)


def with_mail(regions: Sequence[Region], text: str) -> list[Region] | None:
    """The regions of a thread of e-mail with the writer of each piece; None for anything else."""
    if ":" not in text:
        return None
    lines = [
        (region, match.start(), match.end())
        for region in regions
        for match in _LINE.finditer(text, region.span.start, region.span.end)
        if match.group().strip()
    ]
    heads = {at for at in range(len(lines)) if _begins_head(lines, at, text)}
    wrote = [found for _, start, end in lines if (found := _wrote(text, start, end))]
    quoted = any(deeper for _, deeper in wrote)
    headed = any(at < _TOP for at in heads)
    if not (quoted or (headed and (len(heads) > 1 or wrote or _single(lines, text)))):
        return None
    thread = _Thread(text, {} if headed else {0: None})
    own: dict[int, list[_Line]] = {}
    for at, (region, start, end) in enumerate(lines):
        own.setdefault(id(region), []).append((start, end, *thread.line(start, end, at in heads)))
    return [new for region in regions for new in _pieces(region, own.get(id(region), []))]


def _single(lines: Sequence[tuple[Region, int, int]], text: str) -> bool:
    """Whether the text begins with the head of one mail: its first line is "From:" or beside it."""
    keys = [mail_head().match(text, start, end) for _, start, end in lines[:_TOP]]
    return sum(key is not None for key in keys) > 2


def _begins_head(lines: Sequence[tuple[Region, int, int]], at: int, text: str) -> bool:
    """Whether a line says from whom a mail is, with another line of a head beside it."""
    _, start, end = lines[at]
    found = mail_head().match(text, start, end)
    if found is None or found["key"] not in MAIL_FROM or not (found["value"] or "").strip():
        return False
    beside = [*lines[max(0, at - 4) : at], *lines[at + 1 : at + 4]]
    keys = [mail_head().match(text, a, b) for _, a, b in beside]
    return any(key is not None and key["key"] in MAIL_OTHER for key in keys)


def _wrote(text: str, start: int, end: int) -> tuple[re.Match[str], bool] | None:
    """Who wrote what stands below a line, or below two, and whether that is quoted deeper."""
    following = text.find("\n", end + 1)
    for stop in (end, following if following >= 0 else len(text)):
        found = mail_wrote().match(text, start, stop)
        if found is not None:
            below = _EMPTY.sub("", text[stop + 1 : stop + _NEAR])
            return found, _level(below) > _level(text[start:stop])
    return None


@dataclass(slots=True)
class _Thread:
    """Walks down a thread. `writers` holds the writer of each level of quoting, "" if unknown."""

    text: str
    writers: dict[int, str | None] = field(default_factory=dict)
    in_head: bool = False
    told: int = 0  # up to here it is said who wrote what follows

    def line(self, start: int, end: int, begins: bool) -> tuple[str, str | None]:
        """What a line is ("head", "cut" or "words") and who writes it."""
        if start < self.told:
            return "head", ""
        level = _level(self.text[start:end])
        head = mail_head().match(self.text, start, end)
        if begins and head is not None:
            self.in_head = True
            self._write(level, sender(head["value"] or ""))
            return "head", ""
        if head is not None and (self.in_head or head["key"] in MAIL_OTHER):
            return "head", ""
        wrote = _wrote(self.text, start, end)
        if wrote is not None:
            found, deeper = wrote
            self.told = found.end()
            self._write(level + deeper, sender(found["who"] or found["behind"]))
            return "head", ""
        self.in_head = False
        if MAIL_CUT.match(self.text, start, end):
            return "cut", ""
        return "words", self.writers.get(level, "")

    def _write(self, level: int, who: str) -> None:
        """Somebody's words begin at a level; whatever stood deeper ends."""
        self.writers = {n: name for n, name in self.writers.items() if n < level}
        self.writers[level] = who


def _level(line: str) -> int:
    found = _LEVEL.match(line)
    return found.group(1).count(">") if found else 0


def sender(stated: str) -> str:
    """The name in a sender's line; an address alone is written as a name where it holds one.

    >>> sender("Rosa Lenk <rosa@example.org>"), sender('"Lenk, Rosa" <r@example.org>')
    ('Rosa Lenk', 'Rosa Lenk')
    >>> sender("rosa.lenk@example.org"), sender("info@example.org")
    ('Rosa Lenk', 'info@example.org')
    """
    stated = re.sub(r"\[mailto:[^\[\]]*\]|;.*$", "", stated).strip()
    stated = re.sub(r"^([^\s@]+@[^\s@]+) \(([^()@]+)\)$", r"\2 <\1>", stated)  # as Usenet has it
    found = _SENDER.match(stated)
    name = " ".join((found["name"] or "").split()) if found else ""
    if "@" in stated and (not name or stated.startswith((name + "@", "<" + name))):
        address = re.search(r"(?<![\w.+-])[\w.+-]+@[\w.-]+", stated)
        local = as_name(address.group().partition("@")[0]) if address else ""
        return local if " " in local else address.group() if address else ""
    inverted = re.fullmatch(r"([^,]+), ([^,]+)", name)
    return f"{inverted[2]} {inverted[1]}" if inverted else name


def _pieces(region: Region, lines: Sequence[_Line]) -> Iterator[Region]:
    """A region cut where the writer or the kind of its lines changes."""
    if region.kind in ("furniture", "note", "comment") or not lines:
        yield region
        return
    group: list[_Line] = []
    for line in [*lines, (0, 0, "", "")]:
        if group and line[2:] != group[0][2:]:
            span, (_, _, kind, who) = Span(group[0][0], group[-1][1]), group[0]
            span = Span(max(span.start, region.span.start), min(span.end, region.span.end))
            if kind == "words":
                block = region.kind if region.kind == "block-quote" else "body"
                yield replace(region, kind=block, span=span, speaker=who, level=0, continues=False)
            else:
                yield Region("caption" if kind == "head" else "furniture", span)
            group = []
        group.append(line)
