"""The verdict on one quotation: identity verifies, likeness only explains."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from rag.audit.attribution import Attribution
from rag.audit.closest import Near, closest
from rag.audit.cover import cover, one_sentence
from rag.audit.diff import diff, reasons
from rag.audit.match import Match, find, literal
from rag.audit.names import Names, same_person
from rag.audit.parts import Parts, parse
from rag.audit.quotations import Quotation
from rag.audit.records import Finding, Nearest, Verdict
from rag.audit.word_index import WordIndex
from rag.document import Document
from rag.span import Span
from rag.voice import voice_of

_ALTERED = 0.5
"""Share of a quotation's words that a place must have, in order, to be what was altered."""
_MOSTLY = 0.75
"""From this share on, one place explains a quotation better than several pieces do."""
_LONG = 4
"""Words that a piece has when it is no chance find."""
_FEW = 2
_NEAREST = 3
_WEAKEST = 0.2


class Judge:
    """Verdicts on quotations against one set of documents."""

    def __init__(self, index: WordIndex, names: Names) -> None:
        self.index, self.names = index, names

    def judge(self, quotation: Quotation, said: Attribution) -> Finding:
        """The finding on `quotation`, given what the draft says of its origin."""
        parts = parse(quotation.text, self.index.knows)
        matches = [m for m in find(self.index, parts) if self._one_voice(m)]
        faithful = [match for match in matches if match.faithful]
        if not faithful:
            return self._broken(quotation, said, parts, matches)
        inside = [m for m in faithful if not said.documents or m.document in said.documents]
        if said.missing and not said.documents:
            inside = []
        fitting = [match for match in inside if self._speaker_fits(match, said)]
        if not inside:
            named = said.missing or self._titles(said.documents)
            why = f"the words are of {self._path(faithful[0])}, not of {named}"
            return self._found(quotation, said, faithful[0], "misattributed", (why,))
        if not fitting:
            why = self._who(inside[0], said)
            return self._found(quotation, said, inside[0], "misattributed", (why,))
        exact = [match for match in fitting if self._same_text(quotation, match)]
        if exact:
            return self._found(quotation, said, exact[0], "verified")
        return self._found(quotation, said, fitting[0], "normalised")

    def _found(
        self,
        quotation: Quotation,
        said: Attribution,
        match: Match,
        verdict: Verdict,
        why: tuple[str, ...] = (),
    ) -> Finding:
        document = self.index.documents[match.document]
        return Finding(
            quotation.start,
            quotation.end,
            quotation.text,
            verdict,
            document,
            self._spans(document, match.pieces or ((match.first, match.last),)),
            attribution=said.text,
            reasons=why,
        )

    def _spans(self, document: Document, pieces: Sequence[tuple[int, int]]) -> tuple[Span, ...]:
        """Layer-1 spans of runs of tokens, in order and without overlap."""
        index = self.index
        found = {
            span
            for first, last in pieces
            for span in document.reading.source_spans(
                int(index.starts[first]), int(index.ends[last - 1])
            )
        }
        return _merged(sorted(found))

    def _one_voice(self, match: Match) -> bool:
        """Whether a match over several paragraphs stays within one voice and kind."""
        blocks = self.index.documents[match.document].reading.blocks
        start, end = match.reading(self.index)
        first = bisect_right([block.start for block in blocks], start) - 1
        across = [block for block in blocks[first:] if block.start < end]
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

    def _speaker_fits(self, match: Match, said: Attribution) -> bool:
        """Whether those whom the draft makes speak may have said the words."""
        if said.speaker is None:
            return True
        document = self.index.documents[match.document]
        start, end = match.reading(self.index)
        voice = voice_of(document, start, end)
        if voice.speaker and same_person(voice.speaker, said.speaker):
            readers = self.names.speakers
            return voice.speaker == said.speaker or not {voice.speaker, said.speaker} <= readers
        if same_person(document.title or "", said.speaker):
            return True
        by_author = same_person(document.author or "", said.speaker)
        if voice.kind == "author":
            return by_author or self._named_nearby(document, start, end, said.speaker)
        if voice.speaker is None:
            return not by_author and not self._somebody_else(said.speaker)
        if voice.kind == "comment" or voice.speaker[:1].isupper():
            return False
        return not by_author and self._named_nearby(document, start, end, said.speaker)

    def _named_nearby(self, document: Document, start: int, end: int, speaker: str) -> bool:
        """Whether the source names the person in the same paragraph, or nothing speaks against.

        The author reports what others say, so a name beside the words may be the speaker's.
        """
        for block in document.reading.blocks:
            around = document.reading.text[block.start : block.end]
            if block.start < end and start < block.end and same_person(around, speaker):
                return True
        return document.author is None and not self._somebody_else(speaker)

    def _somebody_else(self, speaker: str) -> bool:
        """Whether the sources know the person as the author or commenter of something."""
        authors = (document.author or "" for document in self.index.documents)
        return any(same_person(name, speaker) for name in (*authors, *self.names.speakers))

    def _who(self, match: Match, said: Attribution) -> str:
        document = self.index.documents[match.document]
        voice = voice_of(document, *match.reading(self.index))
        actual = voice.speaker or (document.author if voice.kind == "author" else None)
        return f"the draft has {said.speaker} say it; in the source it is {actual or voice.kind}"

    def _path(self, match: Match) -> str:
        return repr(self.index.documents[match.document].path)

    def _titles(self, documents: frozenset[int]) -> str:
        return ", ".join(repr(self.index.documents[n].path) for n in sorted(documents))

    def _broken(
        self, quotation: Quotation, said: Attribution, parts: Parts, matches: list[Match]
    ) -> Finding:
        """The finding on a quotation that no source bears out."""
        if matches:
            why = ("the elision or insertion leaves out a negation or changes a figure",)
            return self._found(quotation, said, matches[0], "stitched", why)
        scattered = self._scattered(parts)
        if scattered:
            why = ("the parts stand in other places or in another order",)
            return self._put_together(quotation, said, scattered, why)
        tokens = [token for run in parts.runs for token in run.tokens if token.is_word]
        keys = [self.index.vocabulary.key(token.folded) for token in tokens]
        near = self._nearest(keys, said)
        best = near[0] if near else None
        explained = best is not None and self._explains(best, len(keys))
        pieces = [] if explained else cover(self.index, keys)
        long = all(size >= _LONG for _, size in pieces)
        if len(pieces) > 1 and (long or best is None or best.share < _MOSTLY):
            runs = [self._tokens(place, size) for place, size in pieces]
            why = (f"{len(runs)} true pieces of different sentences, given as one",)
            return self._put_together(quotation, said, runs, why)
        if said.missing and not said.documents:
            why = (f"{said.missing!r} is not indexed",)
            return self._unfound(quotation, said, near, "unreadable", why)
        if best is not None and best.share >= _ALTERED:
            return self._altered(quotation, said, best, near)
        return self._unfound(quotation, said, near, "not_found", ())

    def _explains(self, near: Near, words: int) -> bool:
        """Whether one sentence has all the quotation's words in order, save one or two."""
        place = (near.first, near.last - near.first)
        few = near.share >= _MOSTLY and round((1 - near.share) * words) <= _FEW
        return few and one_sentence(self.index, [place])

    def _scattered(self, parts: Parts) -> list[tuple[int, int]]:
        """The runs of an elided quotation, if each of them stands somewhere."""
        if any(joint.kind != "elision" for joint in parts.joints):
            return []
        runs = [run for run in parts.runs if run.tokens]
        places = [literal(self.index, run) for run in runs] if len(runs) > 1 else []
        if not places or not all(places):
            return []
        return [(found[0].first, found[0].last) for found in places]

    def _tokens(self, place: int, size: int) -> tuple[int, int]:
        return int(self.index.words[place]), int(self.index.words[place + size - 1]) + 1

    def _nearest(self, keys: Sequence[int], said: Attribution) -> list[Near]:
        """The closest places, those of the cited documents first if they explain anything."""
        cited = closest(self.index, keys, said.documents) if said.documents else []
        if cited and cited[0].share >= _ALTERED:
            return cited
        return sorted([*cited, *closest(self.index, keys)], key=lambda near: -near.share)

    def _put_together(
        self,
        quotation: Quotation,
        said: Attribution,
        pieces: list[tuple[int, int]],
        why: tuple[str, ...],
    ) -> Finding:
        number = self.index.document_of(pieces[0][0])
        document = self.index.documents[number]
        own = [piece for piece in pieces if self.index.document_of(piece[0]) == number]
        return Finding(
            quotation.start,
            quotation.end,
            quotation.text,
            "stitched",
            document,
            self._spans(document, own),
            attribution=said.text,
            nearest=tuple(self._passage(*piece, 0.0) for piece in pieces),
            reasons=why,
        )

    def _altered(
        self, quotation: Quotation, said: Attribution, best: Near, near: list[Near]
    ) -> Finding:
        first, last = self._widened(quotation, best)
        document = self.index.documents[best.document]
        start, end = int(self.index.starts[first]), int(self.index.ends[last - 1])
        changes = diff(quotation.text, document.reading.text[start:end])
        return Finding(
            quotation.start,
            quotation.end,
            quotation.text,
            "altered",
            document,
            self._spans(document, [(first, last)]),
            changes,
            said.text,
            tuple(self._near_passage(n) for n in near[1:_NEAREST] if n.share >= _ALTERED),
            reasons(changes),
        )

    def _widened(self, quotation: Quotation, best: Near) -> tuple[int, int]:
        """The tokens of a place, with the source's words for those altered at either end."""
        first, last = self._tokens(best.first, best.last - best.first)
        text = self.index.documents[best.document].reading.text
        start, end = int(self.index.starts[first]), int(self.index.ends[last - 1])
        changes = diff(quotation.text, text[start:end])
        left = len(changes[0][1].split()) if changes[0][0] == "delete" else 0
        right = len(changes[-1][1].split()) if changes[-1][0] == "delete" else 0
        cuts = self.index.documents[best.document].reading.sentences
        sentence = next(((a, b) for a, b in cuts if a <= start < b), (start, end))
        closing = next(((a, b) for a, b in cuts if a < end <= b), (start, end))
        while left and self.index.starts[first - 1] >= sentence[0] and self.index.ids[first - 1]:
            first, left = first - 1, left - 1
        while right and self.index.ids[last] and self.index.ends[last] <= closing[1]:
            last, right = last + 1, right - 1
        return first, last

    def _unfound(
        self,
        quotation: Quotation,
        said: Attribution,
        near: list[Near],
        verdict: Verdict,
        why: tuple[str, ...],
    ) -> Finding:
        return Finding(
            quotation.start,
            quotation.end,
            quotation.text,
            verdict,
            attribution=said.text,
            nearest=tuple(self._near_passage(n) for n in near[:_NEAREST] if n.share >= _WEAKEST),
            reasons=why,
        )

    def _near_passage(self, near: Near) -> Nearest:
        return self._passage(*self._tokens(near.first, near.last - near.first), near.share)

    def _passage(self, first: int, last: int, share: float) -> Nearest:
        document = self.index.documents[self.index.document_of(first)]
        start, end = int(self.index.starts[first]), int(self.index.ends[last - 1])
        words = " ".join(document.reading.text[start:end].split())
        return Nearest(document, self._spans(document, [(first, last)]), words, share)


def _merged(spans: list[Span]) -> tuple[Span, ...]:
    """Spans in order, with those that overlap made one."""
    result: list[Span] = []
    for span in spans:
        if result and span.start < result[-1].end:
            result[-1] = Span(result[-1].start, max(result[-1].end, span.end))
        else:
            result.append(span)
    return tuple(result)
