"""Turns of speech: depositions, interviews, hearings, debates, captions, chats and opinions.

A label ("MS. OAKES:", "**Interviewer:**", "Q.", "<v Judge Arden>") names the speaker of the words
after it, and of the paragraphs that follow where labels are dense. It stays in the text, since
the page shows it; only captions' tags, times and numbers go. A label must be a person by title or
part, or come back, or stand among several: one "Note:" makes no conversation. What looks like a
label in a conversation and is none for sure ends the turn before it and names nobody.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from rag.documents.document import Region
from rag.documents.structure.speech.called import by_initials
from rag.documents.structure.speech.examined import examined, heard_in, sworn_in, titled
from rag.documents.structure.speech.interviews import with_questions
from rag.documents.structure.speech.labels import (
    Label,
    labels_of,
    name_like,
    no_label,
    spoken,
    stands_left,
)
from rag.documents.structure.speech.letters import with_letters
from rag.documents.structure.speech.mail import with_mail
from rag.documents.structure.speech.pieces import over_captions, piece, without_times
from rag.documents.structure.speech.stated import with_statement
from rag.documents.structure.speech.sure import counts, sure
from rag.documents.structure.speech.unlabelled import Goes, Participants, participants, speaks
from rag.span import Span

_TOP = 8
_DENSE = 0.4
"""From this share of labelled paragraphs between two headings on, the others go on with a turn."""
_LASTING = ("timed", "headed", "event", "judge", "member")
"""Labels that stand above several paragraphs: their turns last until the next one."""
_DOUBTFUL = ("caps", "strong", "plain")
_OF_WITNESS = frozenset(("witness", "the witness", "the deponent", "deponent", "interviewee"))


def with_turns(regions: Sequence[Region], text: str, title: str | None = None) -> list[Region]:
    """The regions, paragraphs of speech with their speaker; "" where a speaker has no name."""
    thread = with_mail(regions, text)
    if thread is not None:
        return thread
    captions = text.count("-->") > 1
    regions = list(without_times(regions, text))
    labels = {n: labels_of(region, text) for n, region in enumerate(regions) if spoken(region)}
    if title and 0 in labels and regions[0].span.of(text).strip() == title:  # "ASSIZES. THE QUEEN"
        labels[0] = [one for one in labels[0] if one.kind != "stage"]
    top = " \n ".join(region.span.of(text) for region in regions[:_TOP])
    head = f"{title or ''} \n {top}"
    found = [label for own in labels.values() for label in own]
    known = sure(found, head, captions)
    heard, asks = heard_in(head)
    if not known:
        regions = list(over_captions(regions, text)) if captions else regions
        regions = with_questions(regions, text, (heard, asks), head)
        return with_statement(with_letters(regions, text, title, head), text)
    labels = {
        n: list(_counted(own, known, regions[n].kind != "heading")) for n, own in labels.items()
    }
    names = by_initials({one.who for found in labels.values() for one in found}, head)
    labels = {
        n: [replace(one, who=names.get(one.who, one.who)) for one in own]
        for n, own in labels.items()
    }
    turns = list(_Turns(text, labels, heard, asks).of(regions))
    return list(over_captions(turns, text)) if captions else turns


def _counted(
    labels: Sequence[Label], known: frozenset[tuple[str, str]], doubted: bool
) -> Iterator[Label]:
    """The labels that count; where it is `doubted`, one that may be a label names nobody."""
    for one in labels:
        if counts(one, known):
            yield one
        elif doubted and one.kind in _DOUBTFUL and name_like(one.who) and not no_label(one.who):
            yield replace(one, who="", kind="doubt")


@dataclass(slots=True)
class _Turns:
    """Walks through the regions with whoever has the floor.

    `turn` is the kind of the label that opened the turn, None outside of any; `lasting` says
    that the turn goes on until the next label. `cue` is a play's last cue and its words, as far as
    no blank line cuts them.
    """

    text: str
    labels: dict[int, list[Label]]
    heard: str
    asks: str
    turn: str | None = None
    speaker: str | None = None
    lasting: bool = False
    cue: Span | None = None
    room: Participants = field(default_factory=lambda: participants([]))

    def of(self, regions: Sequence[Region]) -> Iterator[Region]:
        """Each region, cut at its labels, with the speaker of each piece."""
        text = self.text
        names = [one.who for found in self.labels.values() for one in found]
        self.room = participants([self.heard, *names])
        dense = _dense(
            regions, self.labels, lambda region: self.room.narrates(region.span.of(text))
        )
        for n, own in self.labels.items():
            if not dense[n]:
                self.labels[n] = [one for one in own if one.kind != "doubt"]
        later = _spoken_later(regions, self.labels, text)
        for number, region in enumerate(regions):
            own = self.labels.get(number, [])
            if not spoken(region) or (region.kind == "heading" and not own):
                yield from self._between(region)
            elif self._opens(region.span.of(text), bool(own)):
                by = examined(region.span.of(text))
                yield replace(region, kind="furniture") if by else region
            else:
                tagged = self.turn == "tag" and not own  # a tag of captions is of its cue alone
                goes = (dense[number] or self.lasting) and not tagged
                yield from self._cut(region, own, goes, later[number])

    def _between(self, region: Region) -> Iterator[Region]:
        """What is no speech: a heading ends a turn, unless an opinion stands below its judge."""
        words = region.span.of(self.text)
        if region.kind == "heading":
            self._opens(words, False)
            self.turn = self.turn if self.turn == "judge" else None
            self.lasting = self.lasting and self.turn == "judge"
        yield region

    def _opens(self, words: str, labelled: bool) -> bool:
        """Whether a line says who asks or who gives evidence from here on."""
        by = examined(words)
        if by:
            self.asks, self.turn, self.lasting = titled(by), None, False
        who = "" if labelled or by else sworn_in(words)
        if who:
            self.heard, self.turn, self.lasting = titled(who), None, False
        return bool(by or who)

    def _cut(
        self, region: Region, own: Sequence[Label], goes_on: bool, later: bool
    ) -> Iterator[Region]:
        """A region cut at its labels."""
        before, words = None, region.span.of(self.text)
        if self.turn is not None and goes_on:
            goes = "on" if region.continues else self.room.goes(words, self.turn, later)
            goes = self._below_cue(region, goes) if self.turn == "cue" else goes
            before = {"on": self.speaker, "unknown": ""}.get(goes)
            silent = goes in ("nobody", "unknown") and not own and not self.lasting
            self.speaker = "" if silent else self.speaker
        else:
            self.turn, self.lasting = None, False
        edges = [region.span.start, *(label.at for label in own), region.span.end]
        if edges[1] > edges[0]:
            yield from piece(region, self.text, edges[0], edges[1], before)
        for label, end in zip(own, edges[2:], strict=True):
            self.turn, self.speaker = label.kind, self._who(label)
            self.cue = Span(label.at, end) if label.kind == "cue" else None
            self.lasting = label.kind in _LASTING or label.alone
            if label.words > label.at:
                yield Region("furniture", Span(label.at, label.words))
            yield from piece(region, self.text, label.words, end, self.speaker, True)

    def _below_cue(self, region: Region, goes: Goes) -> Goes:
        """Where a line below a cue belongs: a play's lines are whole until a blank one."""
        cue, at = self.cue, region.span.start
        if cue is None or stands_left(self.text, at, cue.start):
            return "nobody"
        whole = "\n" not in self.text[cue.start : cue.end]
        if whole or self.text.count("\n", cue.end, at) < 2:
            self.cue = Span(cue.start, region.span.end)
            return goes if goes == "aside" else "on"
        return goes

    def _who(self, label: Label) -> str:
        """Whom a label names, by what the record says of the letters and parts."""
        if label.asks:
            self.asks = titled(label.asks)
        if self.heard and label.who.casefold() in _OF_WITNESS:
            return self.heard
        if self.asks and label.who.casefold() == "interviewer":
            return self.asks
        return {"Q": self.asks, "A": self.heard}.get(label.who, titled(label.who))


def _spoken_later(
    regions: Sequence[Region], labels: dict[int, list[Label]], text: str
) -> list[bool]:
    """For each region whether one after it, before the next label, speaks to somebody."""
    flags, later = [], False
    for number in range(len(regions) - 1, -1, -1):
        region = regions[number]
        flags.append(later)
        if labels.get(number) or region.kind == "heading":
            later = False
        elif spoken(region):
            later = later or speaks(region.span.of(text))
    return flags[::-1]


def _dense(
    regions: Sequence[Region],
    labels: dict[int, list[Label]],
    narrates: Callable[[Region], bool],
) -> list[bool]:
    """For each region whether it lies in a conversation, as far as from heading to heading.

    What is told between the turns does not count.
    """
    flags: list[bool] = []
    stretch: list[int] = []

    def close() -> None:
        said = [n for n in stretch if spoken(regions[n]) and regions[n].kind != "heading"]
        said = [n for n in said if labels.get(n) or not narrates(regions[n])]
        share = sum(bool(labels.get(n)) for n in said) / max(1, len(said))
        flags.extend([share >= _DENSE] * len(stretch))
        stretch.clear()

    for number, region in enumerate(regions):
        if region.kind == "heading" and not labels.get(number):
            close()
        stretch.append(number)
    close()
    return flags
