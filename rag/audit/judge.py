"""The verdict on one quotation: identity verifies, likeness only explains."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, pairwise

from rag.audit.bearers import disagrees, full
from rag.audit.cautions import cautions_of, one_speech
from rag.audit.draft.attribution import Attribution
from rag.audit.draft.names import Names
from rag.audit.draft.quotations import Quotation
from rag.audit.editing import edited
from rag.audit.explain import explain, layer_1
from rag.audit.match.exact import find, with_gap
from rag.audit.match.parts import QuotationParts, parse
from rag.audit.match.word_index import Match, WordIndex
from rag.audit.papers import agree, dated_so, misnumbered, retold
from rag.audit.places import misplaced
from rag.audit.report import Finding, Verdict
from rag.audit.roles import Fit, told_apart
from rag.audit.running import another_subject, authors, floor_of
from rag.audit.speakers import fit, unclaimed
from rag.audit.works import another_case, another_recipient, another_year
from rag.english.patterns.references import NAMES_PERIODICAL
from rag.english.people import is_role, same_name
from rag.english.speech import NO_NAMES
from rag.quotes.quoted import block_at
from rag.quotes.voice import voice_of
from rag.quotes.warnings import WORDS

_LINE_END = re.compile(r"(?<!\s)\s*+(?:/{1,2}|\|{1,2})(?:\s+|(?=[“‘\"']?[^\W\d_a-z]))")
"""How drafts write the end of a line of verse."""
_FIRST = frozenset({"I", "me", "my", "My", "mine", "myself"})


class Judge:
    """Verdicts on quotations against one set of documents."""

    def __init__(self, index: WordIndex, names: Names) -> None:
        self.index, self.names = index, names

    def judge(self, quotation: Quotation, said: Attribution) -> Finding:
        """The finding on `quotation`, given what the draft says of its origin."""
        parts, matches = self._matched(quotation.text)
        faithful = [match for match in matches if match.faithful]
        bare = Finding(
            quotation.start, quotation.end, quotation.text, "not_found", attribution=said.text
        )
        if matches and not faithful and any(joint.kind == "elision" for joint in parts.joints):
            why = "the elision leaves out a negation"
            return self._placed(bare, matches[0], "stitched", why)
        if not faithful and quotation.kind == "scare":
            return bare
        if not faithful:
            return explain(self.index, parts, said, bare)
        if all(self._renamed(match) for match in faithful):
            why = "the bracket has another name than that of whoever says “I”"
            return self._placed(bare, faithful[0], "altered", why)
        return self._of_source(quotation, said, bare, faithful, parts)

    def _of_source(
        self, quotation: Quotation, said: Attribution, bare: Finding, faithful: list[Match],
        parts: QuotationParts,
    ) -> Finding:  # fmt: skip
        """The finding on words that the sources have: whose they are, and what is to be said."""
        inside = [m for m in faithful if not said.documents or m.document in said.documents]
        if said.missing and not said.documents:
            inside = []
        fits = {match: self._fit(match, said) for match in inside}
        fitting = sorted((m for m in inside if fits[m].ok), key=lambda m: bool(fits[m].caution))
        if not inside:
            paths = [repr(document.path) for document in self.index.documents]
            named = said.missing or ", ".join(paths[n] for n in sorted(said.documents))
            why = f"the words are of {paths[faithful[0].document]}, not of {named}"
            return self._placed(bare, faithful[0], "misattributed", why)
        if denied := self._signed(inside, fits) if fitting else inside[0]:
            actual = fits[denied].actual or "somebody else"
            why = f"the draft has {said.speaker} say it; in the source it is {actual}"
            return self._placed(bare, denied, "misattributed", why)
        exact = [match for match in fitting if self._same_text(quotation, match)]
        cautions = {match: self._cautions(match, fits[match], said) for match in exact or fitting}
        chosen = min(cautions, key=lambda m: (bool(fits[m].caution), len(cautions[m])))
        finding = self._placed(bare, chosen, "verified" if exact else "normalised")
        told = (
            *self._called(fitting, fits, said),
            *cautions[chosen],
            *edited(self.index, chosen, parts.joints),
        )
        return replace(finding, cautions=tuple(dict.fromkeys(told)))

    def _signed(self, matches: list[Match], fits: dict[Match, Fit]) -> Match | None:
        """The text of a named author that is somebody else, beside unsigned copies alone."""
        documents = self.index.documents
        if any(
            fit.ok and (not fit.caution or documents[m.document].author) for m, fit in fits.items()
        ):
            return None
        denied = (m for m in matches if not fits[m].ok and documents[m.document].author)
        return next((m for m in denied if fits[m].actual == documents[m.document].author), None)

    def _matched(self, text: str) -> tuple[QuotationParts, list[Match]]:
        """The parts of a quotation and where they stand; verse may have "/" for a line's end."""
        forms = (text, _LINE_END.sub(lambda m: " " * len(m.group()), text))
        first = parse(text, self.index.knows)
        for form in dict.fromkeys(forms):
            parts = first if form == text else parse(form, self.index.knows)
            matches = [m for m in find(self.index, parts) if self._one_voice(m)]
            if matches:
                return parts, matches
        parted = with_gap(self.index, text, first)
        parts = parse(parted, self.index.knows) if parted else first
        found = find(self.index, parts) if parted else []
        return (parts, told) if (told := [m for m in found if self._parted(m)]) else (first, [])

    def _parted(self, match: Match) -> bool:
        """Whether the source parts the words of a match only by saying who says them."""
        if len(match.pieces) != 2:
            return False
        document, starts, ends = (
            self.index.documents[match.document], self.index.starts, self.index.ends
        )  # fmt: skip
        (x, a), (b, y) = ((int(starts[p]), int(ends[q - 1])) for p, q in match.pieces)
        one, other = voice_of(document, x, a).speaker, voice_of(document, b, y).speaker
        inside = any(c <= x and b < d for c, d in document.reading.sentences)
        same = one == other or (inside and other is None)
        between = document.reading.text[a:b]
        if match.faithful and re.fullmatch(r"\W*\[sic\]\W*", between):
            return True
        parted = match.faithful and one_speech(between)
        return parted and same and (inside or bool(one))

    def _cautions(self, match: Match, fit: Fit, said: Attribution) -> tuple[str, ...]:
        """What to say of words that pass: who says them, what was cut, where they stand."""
        document = self.index.documents[match.document]
        spans = layer_1(self.index, document, match.pieces or ((match.first, match.last),))
        words, dated, who = match.reading(self.index), said.dated or "", said.speaker or ""
        floor = floor_of(document, words[0])
        own_work = any(same_name(one, who) for one in floor) or bool(NAMES_PERIODICAL.search(who))
        if own_work and document.date and agree(dated, document.date):
            dated = ""
        dates = bool(dated) and own_work and not dated_so(dated, document, words)
        cited = (*said.cited, dated) if dates else said.cited
        quoted = None if own_work else said.speaker
        places = chain(
            misplaced(cited, document, spans, bool(said.documents), quoted),
            misnumbered((*said.cited, *said.sides), dated, document, words),
            retold(said.sides, document, words),
            another_year((*said.cited, *said.sides), document),
            another_case(said.sides, document, words),
            another_recipient((*said.cited, *said.sides), document, words),
            another_subject(said.sides[0], document, words),
        )
        own = [fit.caution] if fit.caution else []
        return (*own, *cautions_of(self.index, match, said, fit.actual), *dict.fromkeys(places))

    def _placed(self, bare: Finding, match: Match, verdict: Verdict, *why: str) -> Finding:
        document = self.index.documents[match.document]
        pieces = match.pieces or ((match.first, match.last),)
        spans = layer_1(self.index, document, pieces)
        return replace(
            bare,
            verdict=verdict,
            document=document,
            spans=spans,
            reasons=(*why, WORDS["unseen"]) if document.hides(spans) else why,
            replaced=match.replaced,
        )

    def _one_voice(self, match: Match) -> bool:
        """Whether a match over several paragraphs stays within one voice and kind."""
        document = self.index.documents[match.document]
        blocks = document.reading.blocks
        start, end = match.reading(self.index)
        across = [block for block in blocks[block_at(document, start) :] if block.start < end]
        running = {"body", "block-quote", "heading"}
        return all(
            one.speaker == other.speaker
            and (one.kind == other.kind or {one.kind, other.kind} <= running)
            for one, other in pairwise(across)
        )

    def _same_text(self, quotation: Quotation, match: Match) -> bool:
        """Whether the draft has the source's words character for character."""
        if not match.literal:
            return False
        document = self.index.documents[match.document]
        start, end = match.reading(self.index)
        if document.reading.text[start:end] == quotation.text:
            return True
        spans = document.reading.source_spans(start, end)
        return len(spans) == 1 and spans[0].of(document.text) == quotation.text

    def _fit(self, match: Match, said: Attribution) -> Fit:
        """Whether those whom the draft makes speak may have said the words."""
        document = self.index.documents[match.document]
        if said.speaker is None:
            place = match.reading(self.index)
            return unclaimed(document, *place, said, self.names)
        place = match.reading(self.index)
        own = fit(document, *place, said.speaker, self.names, said.body)
        if said.led and not own.ok and voice_of(document, *place).kind == "author":
            told = f"the draft leads from {said.speaker} to words of {own.actual or 'the author'}"
            return Fit(True, told, own.actual)
        who = own.actual or next(iter(floor_of(document, place[0])), said.speaker)
        name = full(document, who, place[0])
        apart = told_apart(document, name, said.speaker, said.described) if own.ok else None
        return apart or own

    def _called(
        self, matches: list[Match], fits: dict[Match, Fit], said: Attribution
    ) -> Iterator[str]:
        """What to say of a "she" or "Mr" that any source of the words contradicts."""
        for match in {match.document: match for match in reversed(matches)}.values():
            document, actual = self.index.documents[match.document], fits[match].actual
            name = full(document, actual, match.reading(self.index)[0]) if actual else None
            if name and (is_role(name) or not same_name(name, said.speaker or "")):
                name = None
            told = said.speaker and disagrees(document, said.speaker, said.called, name)
            if told:
                yield told
                return

    def _renamed(self, match: Match) -> bool:
        """Whether a bracket puts a name in the place of "I" that is not the speaker's."""
        document = self.index.documents[match.document]
        voice = voice_of(document, *match.reading(self.index))
        who = [voice.speaker] if voice.speaker else authors(document)
        if not who or (voice.kind != "author" and not voice.speaker):
            return False
        names = [by for by, words in match.replaced if words in _FIRST and by[:1].isupper()]
        names = [re.sub(r"(?:(?<!\s)\s+)?['’]\s*s$", "", name) for name in names]
        names = [name for name in names if name.casefold() not in NO_NAMES]
        return any(not same_name(name, one) for name in names for one in who[:1])
