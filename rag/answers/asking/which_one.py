"""Sentences on another one of the same kind than the question names: "Unit 4B" for "Unit 5A".

A letter, a number or a numeral behind a noun, a year, a word before a noun ("the autumn show"), an
ordinal and a place behind it tell one from another. In doubt a sentence stays.
"""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from rag.answers.evidence import Candidate, block_of
from rag.answers.tables import cells_of, table_at
from rag.documents.document import Document
from rag.english.months import CALENDAR
from rag.english.patterns.things import (
    WHICH_AT,
    WHICH_CODE,
    WHICH_CONTRASTS,
    WHICH_MARKED,
    WHICH_ORDINAL,
    WHICH_WORDS,
    WHICH_YEAR,
)
from rag.english.words import FUNCTION, VERBS

_NO_NOUN = FUNCTION | VERBS | CALENDAR | {"may"}


def of_the_one(
    question: str, ranked: Sequence[Candidate], document: Callable[[str], Document]
) -> list[Candidate]:
    """The sentences without those that are on another one than the question names."""
    return [one for one in ranked if not _on_another(question, one, document(one.passage.doc_id))]


def _on_another(question: str, one: Candidate, source: Document) -> bool:
    block = block_of(source, one)
    table = table_at(source, one.start)
    head = "" if table is None else " ".join(cells_of(source, table.first))
    above = f"{source.title or ''} . {block.section if block else ''} . {head}"
    return (
        _marked(question, one.text, above, source)
        or _coded(question, one.text, above, source)
        or _of_another_year(question, one.text, above, source)
        or _ordered(question, one.text)
        or _called(question, one.text, above)
        or _placed(question, one.text)
    )


def _marked(question: str, text: str, above: str, source: Document) -> bool:
    """Whether the noun has another letter or number: in the sentence, else above it."""
    for asked in WHICH_MARKED.finditer(question):
        noun, own = asked["noun"], re.compile(rf"\b{asked['mark']}\b")
        if noun.lower() in _NO_NOUN or own.search(text):
            continue
        others = re.compile(rf"\b(?i:{re.escape(noun)})s?\s+(?:[A-Z]|[IVX]+|[A-Z]*\d\w*)\b")
        stands = own.search(above) or own.search(source.reading.text)
        if others.search(text) or (others.search(above) and not stands):
            return True
    return False


def _coded(question: str, text: str, above: str, source: Document) -> bool:
    """Whether it is on another model or form ("HR-90" for "HR-200")."""
    codes = {m.group() for m in WHICH_CODE.finditer(question)}
    here = {m.group() for m in WHICH_CODE.finditer(f"{text} {above}")}
    like = {code for code in here for own in codes if _letters(code) == _letters(own)}
    return bool(like) and not any(code in here or code in source.reading.text for code in codes)


def _letters(code: str) -> str:
    return re.match(r"[A-Z]+", code).group()  # type: ignore[union-attr]


def _of_another_year(question: str, text: str, above: str, source: Document) -> bool:
    """Whether it, or what stands above it, has another year, and the document not the one asked."""
    asked = set(WHICH_YEAR.findall(question))
    known = any(year in source.reading.text or year in above for year in asked)
    return bool(asked) and not known and re.search(r"\b(?:1\d|20)\d\d\b", text + above) is not None


def _ordered(question: str, text: str) -> bool:
    """Whether "the last train" is told of where "the first train" is asked for."""
    for asked in WHICH_ORDINAL.finditer(question):
        nouns = set(asked["words"].split()) - _NO_NOUN
        alike = [m for m in WHICH_ORDINAL.finditer(text) if nouns & set(m["words"].split())]
        if alike and not re.search(rf"\b{asked['order']}\b", text, re.I):
            return True
    return False


def _called(question: str, text: str, above: str) -> bool:
    """Whether the noun has another word before it ("the spring show"), here or else above."""
    for before, noun in pairwise(WHICH_WORDS.findall(question.lower())):
        if noun in _NO_NOUN:
            continue
        rivals = {w for words in WHICH_CONTRASTS if before in words for w in words} - {before}
        here = re.findall(rf"\b([\w’'-]+)\s+{re.escape(noun)}", f"{text} . {above}".lower())
        if before not in here and rivals & set(here):
            return True
    return False


def _placed(question: str, text: str) -> bool:
    """Whether the noun stands at another place ("the toll house at Ried" for that "at Sella").

    Not "in", since one place may lie in the other, and not where the place is asked for.
    """
    if re.match(r"\W*where\b", question, re.I):
        return False
    for asked in WHICH_AT.finditer(question):
        if asked["name"] in text:
            continue
        like = re.compile(rf"\b{asked['noun']}s?\s+{asked['link']}\s+(?:the\s+)?[A-Z]")
        if like.search(text):
            return True
    return False
