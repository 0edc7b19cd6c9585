"""What is missing where the documents speak of the thing, but not of what is asked.

Everything said is computed from the question's own words and the sentences that were read: which
of the words stand in them, and whether the kind of thing that is asked for does. In doubt nothing
is said.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rag.answers.result import Remark
from rag.english.patterns.questions import MISSING_GENERAL, MISSING_HELPS
from rag.english.terms import content_words, stem, stems_of, words_of
from rag.english.wanted import holds, wanted
from rag.search.retriever import Hit

_SHOWN = 3
"""Words of the question that are named at most as what the documents speak of."""
_LEAST = 4
"""Letters of a word whose absence is worth a remark."""


@dataclass(frozen=True, slots=True)
class Around:
    """A sentence, itself with its neighbours, and all that was read of its document."""

    text: str
    around: str
    document: str


def missing(question: str, hits: Sequence[Hit], knows: Callable[[str], bool]) -> Remark | None:
    """What the closest passages lack, as a remark; None where that cannot be told.

    `knows` tells whether any document holds a word.
    """
    words = [w for w in dict.fromkeys(content_words(question)) if w.lower() not in MISSING_GENERAL]
    names = _names(words, hits)
    heard = {word for hit in hits for word in words_of(hit.passage.speaker or "")}
    names = [name for name in names if name not in heard]  # a label may be no word of the text
    strangers = [name for name in names if len(name) >= _LEAST and not _known(name, knows)]
    if strangers:
        return Remark("missing", f"No document has {_quoted(question, strangers)}.")
    near, subject = _nearest(words, names, _sentences(hits))
    if not near:
        return _apart(question, names, hits)
    speaks = f"The documents speak of {_quoted(question, subject)}, but"
    asked = wanted(question)
    if asked is not None and not any(holds(question, asked, one.around) for one in near):
        return Remark("missing", f"{speaks} the closest sentences {asked.lacks}.")
    absent = _absent([w for w in words if w not in subject and not _does(question, w)], near)
    if not absent or not _tells(names, subject, absent):
        return None
    where = "no document has" if not any(map(knows, absent)) else "the closest passages lack"
    noun = "word" if len(absent) == 1 else "words"
    return Remark("missing", f"{speaks} {where} the {noun} {_quoted(question, absent)}.")


def _names(words: Sequence[str], hits: Sequence[Hit]) -> list[str]:
    """The words that are names: so written in the question, or always in what was found."""
    texts = [hit.passage.text for hit in hits]
    return [w for w in words if w[0].isupper() or _always_capital(w, texts)]


def _always_capital(word: str, texts: Sequence[str]) -> bool:
    """Whether a word stands in the texts, and never with a small letter."""
    found = [m.group() for t in texts for m in re.finditer(rf"\b{re.escape(word)}\b", t, re.I)]
    return bool(found) and all(one[0].isupper() for one in found)


def _known(word: str, knows: Callable[[str], bool]) -> bool:
    """Whether any document holds a word, with or without what was joined to it."""
    return knows(word) or any(knows(part) for part in re.split(r"['’-]", word) if len(part) > 1)


def _does(question: str, word: str) -> bool:
    """Whether a word is likely the question's verb, for which a document may have another."""
    before = rf"\b{MISSING_HELPS}\b.*\w\s+{re.escape(word)}\b"
    return word.endswith("ed") or (word[0].islower() and bool(re.search(before, question)))


def _sentences(hits: Sequence[Hit]) -> list[Around]:
    made, read = [], dict[str, str]()
    for hit in hits:
        words = f"{hit.passage.section} {hit.passage.text} "
        read[hit.passage.doc_id] = read.get(hit.passage.doc_id, "") + words
    for hit in hits:
        text, cuts = hit.passage.text, hit.passage.sentences
        for n, (a, b) in enumerate(cuts):
            low, high = cuts[max(0, n - 1)][0], cuts[min(len(cuts) - 1, n + 1)][1]
            made.append(Around(text[a:b], text[low:high], read[hit.passage.doc_id]))
    return made


def _held(words: Sequence[str], text: str) -> list[str]:
    there = stems_of(text)
    return [word for word in words if stem(word) in there]


def _nearest(
    words: Sequence[str], names: Sequence[str], read: Sequence[Around]
) -> tuple[list[Around], list[str]]:
    """The sentences on the question's subject, and the words of the question that are in them.

    They hold every name of the question that any of them holds, and as many of its other words
    as the best one; without a name at least two.
    """
    known = [name for name in names if any(_held([name], one.text) for one in read)]
    near = [one for one in read if len(_held(known, one.text)) == len(known)]
    most = max((len(_held(words, one.text)) for one in near), default=0)
    if most < (1 if known else 2):
        return [], []
    near = [one for one in near if len(_held(words, one.text)) == most]
    return near, _held(words, near[0].text)


def _absent(words: Sequence[str], near: Sequence[Around]) -> list[str]:
    """Those of the words that stand in nothing that was read of the sentences' documents."""
    stems = frozenset().union(*(stems_of(one.document) for one in near))
    roots = {one[:5] for one in stems if len(one) >= 5}
    return [
        w for w in words
        if len(w) >= _LEAST and stem(w) not in stems and stem(w)[:5] not in roots
    ]  # fmt: skip


def _tells(names: Sequence[str], subject: Sequence[str], absent: Sequence[str]) -> bool:
    """Whether the subject is plain enough, by a name or by most of the words, to speak of it."""
    return any(name in subject for name in names) or len(subject) > len(absent)


def _apart(question: str, names: Sequence[str], hits: Sequence[Hit]) -> Remark | None:
    """That no passage found has all the names of the question, if each stands in some."""
    texts = [f"{hit.passage.section} {hit.passage.text}" for hit in hits]
    runs = _runs(question, names)
    parts = [[name for name in names if name in run] for run in runs]
    found = [{n for n, text in enumerate(texts) if _held(part, text)} for part in parts]
    if len(runs) < 2 or not all(found) or set.intersection(*found):
        return None
    said = _listed(runs)
    return Remark(
        "missing", f"The documents name {said}, but no passage that was read has all of them."
    )


def _quoted(question: str, words: Sequence[str]) -> str:
    """The words in quotation marks, those that stand side by side in the question together."""
    return _listed((_runs(question, words) or list(words))[:_SHOWN])


def _listed(said: Sequence[str]) -> str:
    marked = [f"“{one}”" for one in said]
    return marked[0] if len(marked) == 1 else f"{', '.join(marked[:-1])} and {marked[-1]}"


def _runs(question: str, words: Sequence[str]) -> list[str]:
    """The words as the question has them, those that stand side by side in one piece."""
    runs: list[tuple[int, int]] = []
    for word in words:
        found = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", question)
        if found is None:
            continue
        if runs and _beside(question, runs[-1], found.span()):
            runs[-1] = (runs[-1][0], found.end())
        else:
            runs.append(found.span())
    return [question[a:b] for a, b in runs]


def _beside(question: str, one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether a word follows another at once, both names or both none."""
    between = question[one[1] : other[0]]
    return not between.strip() and question[one[0]].isupper() == question[other[0]].isupper()
