"""What a quotation that passes should still be read with: cuts, and who reports the words.

The rule for cuts is that of the warnings of an answer (rag/quotes/cuts.py); here the words that
were left out are shown.
"""

import re
from collections.abc import Iterator

from rag.audit.bearers import mentions, untitled
from rag.audit.draft.attribution import Attribution
from rag.audit.draft.names import plain
from rag.audit.match.word_index import Match, WordIndex
from rag.audit.speakers import in_turn
from rag.documents.document import Document
from rag.english.patterns.cut import CUTS_BELIED, CUTS_DENIED, CUTS_RESTRICTED, CUTS_WHOLE
from rag.english.patterns.drafts import ASKED, INSERTED, REPORTS_AS_PRONOUN
from rag.english.people import fold, same_name
from rag.english.saying import DENIES, saying_of
from rag.english.speaker import sayings
from rag.quotes.cuts import Cut, left_inside, left_out
from rag.quotes.quoted import block_at, quoted_ranges
from rag.quotes.referred import LABEL
from rag.quotes.voice import voice_of
from rag.quotes.warnings import TAKEN_BACK

_MARKS = re.compile(r"[“”«»\"]")
_SHORTEST, _NEAR = 3, 5
"""Words below which a quotation makes no statement that a cut could turn, unless it is near."""
_SAYS = {
    ("lead", "negated"): "the source begins “{}”, which denies, limits or conditions the words",
    ("tail", "negated"): "the source goes on “{}”, which denies, limits or conditions the words",
    ("inside", "negated"): "left out: “{}”, which denies, limits or conditions the words",
    ("lead", "attributed"): "the source begins “{}”: it reports the words, it does not state them",
    ("tail", "attributed"): "the source goes on “{}”: it reports the words, it does not state them",
    ("inside", "attributed"): "left out: “{}”, by which the source reports or doubts the words",
}


def cautions_of(
    index: WordIndex, match: Match, said: Attribution, actual: str | None = None
) -> tuple[str, ...]:
    """What to say of the words that a match leaves out of its sentences, each thing once.

    `actual` is whom the source makes speak, where that is clear.
    """
    document = index.documents[match.document]
    start, end = match.reading(index)
    cuts = [
        *_edges(document, start, end, ASKED.search(said.sides[0]) is not None),
        *_inside(index, match),
    ]
    if len(document.reading.text[start:end].split()) < _SHORTEST:
        cuts = [
            cut
            for cut in cuts
            if (cut.place == "lead" and left_out(" ".join(cut.words.split()[-_NEAR:]) + " ", ""))
            or (cut.place == "tail" and CUTS_DENIED.match(cut.words))
        ]
    untold = (cut for cut in cuts if not _fair(cut, document, start, said, actual))
    return tuple(dict.fromkeys(_SAYS[cut.place, cut.code].format(cut.words) for cut in untold))


def _fair(cut: Cut, document: Document, start: int, said: Attribution, actual: str | None) -> bool:
    """Whether the draft itself has the words or says who says it, so that the cut hides nothing."""
    if any(plain(cut.words) in plain(words) for words in said.quoted):
        return True
    turn = in_turn(document, start, start + 1)  # in which "he said" is another's
    other = turn and cut.code == "attributed" and REPORTS_AS_PRONOUN.match(cut.words)
    if not other and _same(cut, said.sides):
        return True
    if cut.code != "attributed" or said.speaker is None:
        return False
    if cut.speaker and fold(cut.speaker.split()[-1]) in ("author", "authors", "writer"):
        return not turn  # "In the author's opinion"
    if cut.speaker is not None:
        return any(same_name(untitled(cut.speaker), one) for one in (said.speaker, actual) if one)
    own = actual is not None and same_name(actual, said.speaker) and not turn
    if own and (REPORTS_AS_PRONOUN.match(cut.words) or mentions(cut.words, said.speaker)):
        return True
    if turn:  # "You have said" is another's, too
        return saying_of().search(cut.words) is not None
    return voice_of(document, start, start + 1).kind == "quoted"


def _same(cut: Cut, sides: tuple[str, str]) -> bool:
    """Whether the draft goes on beside the quotation with the very words that made it a cut."""
    if cut.place == "inside" or cut.speaker is not None:
        return False
    step = -1 if cut.place == "lead" else 1
    mine, theirs = (
        plain(words).removesuffix(" that").split()[::step]
        for words in (sides[cut.place == "tail"], cut.words)
    )
    same = next((n for n, pair in enumerate(zip(mine, theirs, strict=False)) if len({*pair}) > 1),
                min(len(mine), len(theirs)))  # fmt: skip
    rest = " ".join(theirs[same:][::step])
    return same > 0 and not left_out(*((f"{rest} that", "") if step < 0 else ("", rest)))


def one_speech(between: str) -> bool:
    """Whether what stands between two pieces in marks only says who says them."""
    said = INSERTED.fullmatch(between)
    who = [one for one in sayings(f"… {said['said']} …") if not one.names] if said else []
    return len(who) == 1 and not (DENIES.search(between) or CUTS_BELIED.search(between))


def _within(
    document: Document, words: tuple[int, int], cut: tuple[int, int]
) -> tuple[str, str, tuple[str, str]]:
    """The lead and the tail of the words in their sentences, and what only says who says them.

    What stands outside of the quotation marks and has a verb of saying ("said Ann, without
    turning round") limits nothing that is said.
    """
    (start, end), (first, last), text = words, cut, document.reading.text
    marked = quoted_ranges(document, block_at(document, start))
    inside = next(((a, b) for a, b in marked if a <= start and end <= b), None)
    if inside is None:
        return text[first:start], text[end:last], ("", "")
    a, b = max(first, inside[0]), min(last, inside[1])
    lead, tail = text[first:a], text[b:last]
    before, behind = bool(sayings(lead)) or lead.rstrip().endswith(":"), bool(sayings(tail))
    # "“If the bridge opens,” she said, “we go on”": the other piece belongs to the words
    earlier = " ".join(
        text[x + 1 : y - 1] for x, y in marked if first <= x < a and one_speech(text[y - 1 : a + 1])
    )
    later = " ".join(
        text[x + 1 : y - 1] for x, y in marked if b <= x < last and one_speech(text[b - 1 : x + 1])
    )
    return (
        f"{earlier} {text[a:start]}" if before else text[first:start],
        f"{text[end:b]} {later}" if behind else text[end:last],
        (lead if before else "", tail if behind else ""),
    )


def _edges(document: Document, start: int, end: int, asked: bool) -> Iterator[Cut]:
    """The cuts before and behind the words, and a next sentence that takes them back.

    `asked` says that the draft itself tells that it is a question.
    """
    text, cuts = document.reading.text, document.reading.sentences
    here = [(number, a, b) for number, (a, b) in enumerate(cuts) if a < end and start < b]
    if not here:
        return
    first, last = here[0], here[-1]
    block = document.reading.blocks[block_at(document, start)]
    label = LABEL.match(text, block.start) if block.speaker else None
    begin = min(start, max(first[1], label.end())) if label else first[1]
    lead, tail, around = _within(document, (start, end), (begin, last[2]))
    quoted = any(
        a <= start and end <= b for a, b in quoted_ranges(document, block_at(document, start))
    )
    for cut in left_out(lead, _MARKS.sub("", tail)):
        if not (quoted and cut.code == "attributed"):
            yield cut
    if doubted := CUTS_BELIED.search(around[0]):
        yield Cut("negated", "lead", " ".join(around[0][doubted.start() :].split()))
    if doubted := CUTS_BELIED.search(around[1]):
        yield Cut("negated", "tail", " ".join(around[1][doubted.start() :].split()))
    if not asked:
        yield from _turned(document, (start, end), tail, last[0])


def _turned(document: Document, words: tuple[int, int], tail: str, number: int) -> Iterator[Cut]:
    """A question mark that the words lack, and a next sentence that takes them back.

    `tail` is what follows the words in their last sentence, which has this `number`.
    """
    text, cuts = document.reading.text, document.reading.sentences
    limited = CUTS_RESTRICTED.match(tail)
    if limited and CUTS_WHOLE.search(text[slice(*words)]):
        yield Cut("negated", "tail", " ".join(tail.split()))
    asks = tail.strip().rstrip("”’\"'»)").endswith("?")
    if asks and not text[slice(*words)].rstrip().endswith("?"):
        yield Cut("negated", "tail", " ".join(tail.split()) + " (a question)")
    if number + 1 < len(cuts) and not any(char.isalnum() for char in tail):
        after = text[slice(*cuts[number + 1])]
        if TAKEN_BACK.match(after):
            yield Cut("negated", "tail", after)


def _inside(index: WordIndex, match: Match) -> Iterator[Cut]:
    """The cuts of elisions, by what stands between the pieces and is not replaced."""
    text = index.documents[match.document].reading.text
    for before, after in zip(match.pieces, match.pieces[1:], strict=False):
        words = text[int(index.ends[before[1] - 1]) : int(index.starts[after[0]])]
        yield from left_inside(words)
