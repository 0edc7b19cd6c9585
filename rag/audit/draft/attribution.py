"""To whom a draft ascribes a quotation: the document that it cites and the person it names.

Read in this order: a footnote of the draft, brackets or a link behind the quotation, the line
below a block quote, then the sentence around it ("According to …", "… wrote", "In *Title* …").
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain

from rag.audit.bearers import untitled
from rag.audit.draft import Draft
from rag.audit.draft.citations import Citations
from rag.audit.draft.names import Named, Names
from rag.audit.draft.quotations import Quotation, Shown
from rag.audit.draft.sides import IN_MARKS, Surroundings, called_by, places_in, some_in
from rag.english.described import Described, beside
from rag.english.naming import cleaned, names_in
from rag.english.numbers import VALUES
from rag.english.patterns.context import REPORTED_ONE
from rag.english.patterns.drafts import (
    CITED_BETWEEN,
    CONTRASTED,
    EMPHASISED,
    HE_SAID,
    LED_BY_NAME,
    LED_BY_ONE,
    LETTER,
    LISTED,
    OWN_WORDS,
    PASSIVE,
    PLACE_ALONE,
    SHORT_TAIL,
    WRITTEN,
)
from rag.english.patterns.references import REFERENCE
from rag.english.people import fold, is_role, parse_name
from rag.english.referents import meant
from rag.english.roles import speaks_for
from rag.english.speaker import sayings
from rag.english.speech import READ
from rag.english.subject import opening_role
from rag.quotes.beside import of_sides
from rag.quotes.quotation_marks import pairs

_SO_CALLED = re.compile(r"\bso[ -]called\s*$", re.I)


@dataclass(frozen=True, slots=True)
class Attribution:
    """What the draft says of a quotation's origin.

    `text` is shown to people. `documents` are the documents it means, empty if it names none;
    `missing` is a file that it names and that is not indexed. `speaker` is who is said to speak.
    `cited` are the citations as they are written, for their pages and years; `dated` is the year in
    which the sentence has the speaker write, `body` the body that a role speaks for ("a spokesman
    for the Ministry of Labour"), `led` that no verb of saying has it speak. `beside` are
    those whom the sentence names or calls by a role, `above` those of its citation or of the
    sentence before. `called` is the "he" or "she"
    that stands for the speaker; `quoted` is what else the sentence quotes; `listed` says that it
    has several people say the words; `sides` are its own words around the quotation, `described`
    is what they say beside the speaker's name.
    """

    text: str | None = None
    documents: frozenset[int] = frozenset()
    missing: str | None = None
    speaker: str | None = None
    cited: tuple[str, ...] = ()
    dated: str | None = None
    led: bool = False
    body: str | None = None
    beside: tuple[str, ...] = ()
    above: tuple[str, ...] = ()
    called: str | None = None
    quoted: tuple[str, ...] = ()
    listed: bool = False
    sides: tuple[str, str] = ("", "")
    described: tuple[Described, ...] = ()


class Attributions:
    """The attributions of one draft."""

    def __init__(self, draft: Draft, paragraphs: list[Shown], names: Names) -> None:
        self.draft, self.names = draft, names
        self.citations = Citations(draft, paragraphs)
        self.around = Surroundings(draft, paragraphs, self.citations)
        self._before: tuple[int, str | None] = (-1, None)  # whom a paragraph's last one is given to

    def of(self, quotation: Quotation) -> Attribution:
        """The attribution of one quotation."""
        if quotation.kind == "given":
            return self.cited([quotation.path] if quotation.path else [])
        before, after = self.around.of(quotation)
        explicit = self.citations.of(quotation, self.around.last(quotation))
        named = self.names.of(before, authors=False) or self.names.of(after, authors=False)
        told = self._stated(quotation, before, after, named, explicit)
        found = self.cited(explicit) if explicit else Attribution()
        if found.documents or found.missing:
            return replace(told, text=found.text, documents=found.documents, missing=found.missing)
        missing = None if named else self.names.missing_file(before + " " + after)
        text = found.text or told.speaker
        if named or missing:
            text = text or " ".join((before or after).split())
        documents = named.documents if named else frozenset[int]()
        return replace(told, text=text, documents=documents, missing=missing)

    def _stated(
        self, quotation: Quotation, before: str, after: str, named: Named | None,
        explicit: Sequence[str],
    ) -> Attribution:  # fmt: skip
        """What the sentence itself says of the quotation, whatever documents it names."""
        marked = self.around.marked(quotation, before)
        sides = [self._untitled(side, named) for side in (before, after)]
        for title in EMPHASISED.finditer(marked):
            sides[0] = sides[0].replace(title["title"], "book")
        writers = (m["who"] for text in explicit if (m := LETTER.match(text)))
        who = self._speaker(sides[0], sides[1], quotation) or next(writers, "")
        speaker = _person(untitled(who))
        goes_on = None if speaker or explicit else self._goes_on(quotation, before + after)
        self._before = (self.around.last(quotation), speaker or goes_on)
        called = called_by(*sides)
        written = [m[m.lastgroup or 0] for form in WRITTEN for s in sides if (m := form.search(s))]
        return Attribution(
            speaker=speaker,
            cited=(*explicit, *places_in(before, after, marked, speaker or called)),
            dated=written[0] if written and speaker else None,
            body=speaks_for(before, speaker) if speaker and is_role(speaker) else None,
            led=speaker is not None and speaker == self._leads(before),
            beside=(goes_on,) if goes_on else some_in(IN_MARKS.sub("…", " … ".join(sides))),
            above=(*chain.from_iterable(map(names_in, explicit)), *self.around.above(quotation)),
            called=called if speaker else None,
            listed=bool(goes_on) or (not speaker and LISTED.search(before) is not None),
            sides=(before, after),
            described=tuple(one for side in sides for one in beside(side, speaker or "")),
            quoted=tuple(side[p.opening + 1 : p.closing] for side in sides for p in pairs(side)),
        )

    def _goes_on(self, quotation: Quotation, around: str) -> str | None:
        """Whose words go on in a paragraph that is a quotation alone: those of the one before."""
        at, who = self._before
        alone = quotation.kind == "marks" and not re.search(r"\w", around)
        return who if alone and at + 1 == self.around.number(quotation) else None

    def short(self, quotation: Quotation) -> bool:
        """Whether one or two words are given as somebody's own ("Marsh calls it a “fraud”")."""
        before, after = self.around.of(quotation)
        if _SO_CALLED.search(before) or self.names.of(before, authors=False):
            return False
        said = of_sides(before, after[:160], False)
        if said and LED_BY_ONE.search(before) and self._meant(f"{before} {after}", quotation):
            return True
        if said is None or said.who is None:
            cited = self.citations.of(quotation, self.around.last(quotation))
            own = OWN_WORDS.search(before)
            theirs = own and quotation.text[:1].islower() and self.names.knows(own["who"])
            return said is None and (bool(theirs) or any(map(REFERENCE.match, cited)))
        titled = all(word[:1].isupper() for word in quotation.text.split())
        titled = titled and quotation.text[-1] not in "!?."  # "Oke cried “Shame!”"
        opens = not before.strip() or before.rstrip().endswith((":", ","))
        return said.names or not titled or opens

    def _untitled(self, text: str, named: Named | None) -> str:
        """The text without the titles of the documents that it names; a title says nothing."""
        for number in named.documents if named else ():
            words = re.findall(r"\w+", self.names.documents[number].title or "")
            if len(words) > 1:
                title = r"[\W_]+".join(map(re.escape, words))
                text = re.sub(rf"\b{title}\b", "it", text, flags=re.I)
        return text

    def cited(self, texts: Sequence[str]) -> Attribution:
        """The attribution that citations (footnotes, brackets, links) make by themselves."""
        named: list[Named] = [n for text in texts if (n := self.names.of(text))]
        best = max((n.strength for n in named), default=0)
        documents = frozenset(d for n in named if n.strength == best for d in n.documents)
        missing = next((m for text in texts if (m := self.names.missing_file(text))), None)
        shown = " · ".join(" ".join(text.split()) for text in texts)
        return Attribution(shown or None, documents, None if best == 3 else missing)

    def _speaker(self, before: str, after: str, quotation: Quotation) -> str | None:
        """Whom the sentence of the quotation, or the line below a block, makes speak."""
        ended = quotation.text.rstrip().endswith((".", "!", "?"))
        if PASSIVE.search(before):
            before = ""  # "he was told to" says nothing of who tells him
        behind = IN_MARKS.sub("“…”", after)[:160]
        said = of_sides(CITED_BETWEEN.sub("", before), CITED_BETWEEN.sub("", behind), ended)
        if ended and before.rstrip().endswith(":") and not sayings(before):
            own = self._subject(before, "")  # "Rookwood dissented: “….” Hall, however, held that"
            if own:
                return own
        clause = CONTRASTED.search(before)
        if clause and not sayings(before[clause.start("who") :]):
            return clause["who"]
        if said is not None and said.who:
            known = [name for name in self.names.speakers if said.who in name]
            return next((name for name in known if name in before + after), said.who)
        if said is not None and (REPORTED_ONE.search(before) or HE_SAID.match(after)):
            return self._meant(before + " " + after, quotation)
        if known := [name for name in self.names.speakers if name in before]:
            return max(known, key=lambda name: (before.rfind(name) + len(name), len(name)))
        return self._subject(before, after) if said is None else None

    def _subject(self, before: str, after: str) -> str | None:
        """The one person of a clause that leads to the words by a verb that is no usual one."""
        if who := self._leads(before):
            return who
        led = before.rstrip().endswith((":", " that"))
        tail = SHORT_TAIL.match(after)
        people = names_in(before if led else tail.group() if tail else "")
        return people[0] if len(people) == 1 and self._somebody(people[0], set()) else None

    def _leads(self, before: str) -> str | None:
        """A surname or a role of which no verb says that it speaks ("The coroner was blunt:")."""
        if not before.rstrip().endswith(":") or sayings(before):
            return None
        opens = LED_BY_NAME.search(before)
        who = opens["who"] if opens and cleaned(opens["who"]) == opens["who"] else None
        if who and not parse_name(who).body and fold(who) not in VALUES and self.names.has(who):
            return who
        return None if who else opening_role(before)

    def _meant(self, own: str, quotation: Quotation) -> str | None:
        """Whom "he" or "she" of the draft's sentence `own` stands for, if it can be but one."""
        earlier = self.around.earlier(quotation)
        said = {saying.who for piece in earlier for saying in sayings(piece)}
        return meant([own, *reversed(earlier)], lambda name: self._somebody(name, said)).one

    def _somebody(self, name: str, said: set[str | None]) -> bool:
        """Whether a name of the draft is a person's."""
        parts = parse_name(name)
        titled = bool(parts.given or parts.titles - {"the"})
        return not parts.body and (titled or name in said or self.names.knows(name))


def _person(speaker: str) -> str | None:
    """Who is named, unless it is a thing that is read ("the report") or a place."""
    read = is_role(speaker) and {(last := fold(speaker.split()[-1])), last.removesuffix("s")} & READ
    return None if read or PLACE_ALONE.fullmatch(speaker) else speaker or None
