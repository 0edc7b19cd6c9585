"""What letters, and editions of them, print: salutations, headings, editors and signatures."""

import re
from functools import cache

from rag.english import months
from rag.english.patterns.names import who
from rag.english.patterns.turns import NAME_OF_WORDS
from rag.english.speech import PERSON

LETTERS_TO = re.compile(
    r"\W*(?:\d+\W+)?(?:Letter[ \t]+(?:[\w.]+[ \t]+)?)?(?:[Ff]rom[ \t]+)?"
    rf"(?P<who>{NAME_OF_WORDS})[ \t]+to[ \t]+(?:(?:the|his|her)[ \t]+)?[A-Z\w][^\n]{{1,80}}$"
)
LETTERS_SALUTES = re.compile(
    r"(?:^|\W)(?:My\s+)?(?:[Dd]ear(?:est)?|Sir|Madam|Beloved)\b[^.\n]{0,40}[,!:]"
)
LETTERS_HEAD = re.compile(
    rf"\W*(?:(?:Letter|Essay|Sermon|Speech|Poem|Lecture|No\.?)\s+)?(?:\d+|[IVXLC]+)\b"
    rf"|\W*(?:To|Letter)\s|.*\b(?:{months.WRITTEN})\b.*\b1[5-9]\d\d\b"
)
"""A heading of one letter, speech or essay of a collection."""
LETTERS_FROM = re.compile(rf"\b[Ff]rom\s+(?P<who>{NAME_OF_WORDS})")
LETTERS_EDITORS = re.compile(
    r"\b(?:editors?|editorial|translators?|introduction|introductory|preface|foreword|afterword"
    r"|prefatory|notes?|commentary|chronology|appendix|acknowledge?ments|biograph\w+|bibliography)\b",
    re.I,
)
"""A heading above what an editor says."""
LETTERS_MINE = re.compile(r"\b(?:I|me|my|we|us|our)\b", re.I)


@cache
def letters_of() -> re.Pattern[str]:
    """A title that says whose letters, speeches or essays these are."""
    return re.compile(
        r"\b(?i:letters?|correspondence|speeches|sermons|essays|poems|writings|lectures|addresses"
        rf"|memoirs?|reminiscences|recollections|notebooks|autobiography)\s+(?i:of|by)\s+{who(least=1)}"
    )


@cache
def letters_signed() -> re.Pattern[str]:
    """A name with an office behind it, or below it."""
    office = r"[*_]*\s*[,\n]\s*(?P<office>[^.!?]{3,100}?)\.?"
    return re.compile(rf"[—–-]{{0,2}}\s*{who(least=1)}{office}")


def letters_preface(heading: str) -> re.Pattern[str]:
    """Who writes what stands below a heading ("Foreword"), by a line that names it and them."""
    kind = re.search(r"foreword|preface|introduction|afterword|epilogue|postscript", heading, re.I)
    return re.compile(rf"(?i:\b{kind.group()})\s+(?i:by)\s+(?P<who>{PERSON})" if kind else r"(?!)")


@cache
def letters_editor() -> re.Pattern[str]:
    """Who edits or translates, by a line at the head."""
    words = r"\b(?i:edited|translated|selected|introduced|annotated)\b[^.\n]{0,80}?"
    return re.compile(rf"{words}\bby\s+(?P<who>{PERSON})")


REMARKERS = {"translator": "translated", "editor": "edited"}
REMARKED = re.compile(r"\W*(?P<who>(?i:translator|editor))['’]?s?['’]?\s+(?i:note)\s*[:.—–-]")
"""A paragraph that somebody else puts in ("Translator's note: …"), and who does what."""
