"""Marks of notes in running text: whether a tag, a bracket or a raised figure is one."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from rag.english.patterns.page import PRINTED_MARKS_ISOTOPE
from rag.english.patterns.page import PRINTED_MARKS_UNITS as _UNITS

_SHORT_LABEL = 12  # a longer one is a mark only where a note bears it
_MARK = re.compile(r"^\s*(?:\d{1,3}(?:\s?[,;–-]\s?\d{1,3})*|[*†‡§¶]{1,3}|[a-z])\s*$")

BEGINS = re.compile(PRINTED_MARKS_ISOTOPE)
_AMID = re.compile(r"[^\n][ \u00a0(]<sup>\s*\d{1,3}\s*</sup>[A-Z][a-z]?(?![^\W\d_])")
"""A raised figure before a sign of chemistry, with no word before it: the 235 of uranium."""
BESIDE = (
    r"(?<=[^\s(\[*†‡§\\_|])(?<!\b[^\W\d_])(?:\*\*|\\?\*|[†‡§]{1,3})(?![\w*†‡§_]|-\w)"
    r"(?!(?:(?<=\d\*)|(?<=\d\\\*))\s?[\d(])"
    r"(?!(?:(?<=[^\d.,][1-7]\*)|(?<=[^\d.,][1-7]\\\*))(?!\s*\||\t|[ ]{2}))"
)
"""A sign right behind a word, which may be a note's mark.

"5* 3" and "C*-algebra" have none, nor has "5* hotels": only in a cell is such a star a mark.
"""
_YEAR = re.compile(r"(?<![\d.,])(?:1[4-9]|20)\d\d$")
_BEFORE = 24  # code points before a raised figure that tell whether it is a power


@dataclass(frozen=True, slots=True)
class Mark:
    """A note's mark in layer 1; `hidden` says whether its characters leave the reading text."""

    start: int
    end: int
    mark: str
    hidden: bool


RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def mark_of(text: str, match: re.Match[str], kind: str, known: Collection[str]) -> Mark | None:
    """The note mark that `match` is, or None if its characters are text."""
    start, end = match.span()
    after_digit = start > 0 and text[start - 1].isdigit()
    if kind == "sup":
        mark = bare(match.group("supmark"))
        if not _MARK.match(mark) or (after_digit and not _borne(mark, known)):
            return None
        if mark.isalpha() and not _borne(mark, known):
            return None
        if mark.isdigit() and not could_be_mark(text[max(0, start - _BEFORE) : start]):
            return None
        if mark.isdigit() and is_isotope(text, start):
            return None
        return Mark(start, end, mark, True)
    if kind == "ref":
        label = match.group("refmark")
        return (
            Mark(start, end, label, True)
            if label in known or (len(label) <= _SHORT_LABEL and " " not in label)
            else None
        )
    if kind == "paren":
        return Mark(start, end, bare(match.group()), False) if match.group() in known else None
    mark = (match.group("bracketmark") if kind == "bracket" else match.group()).translate(RAISED)
    if not _borne(mark, known) or (kind == "raised" and after_digit):
        return None
    return Mark(start, end, mark, kind == "bracket")


def bare(mark: str) -> str:
    """A raised mark without white space and the brackets that it may be printed in."""
    mark = mark.strip()
    return mark[1:-1].strip() if mark[:1] + mark[-1:] in ("[]", "()") else mark


def is_isotope(text: str, at: int) -> bool:
    """Whether the raised figure at `at` is a part of the name of an isotope."""
    begins = at == 0 or text[at - 1] == "\n"
    return bool(BEGINS.match(text, at) if begins else _AMID.match(text, max(0, at - 2)))


def could_be_mark(before: str) -> bool:
    """Whether a raised figure behind these words may be a note's mark, and no power of m or x."""
    return bool(_YEAR.search(before)) or not _UNITS.search(before)


def _borne(mark: str, known: Collection[str]) -> bool:
    """Whether notes bear this mark, or the single marks that it may be run together from."""
    singles = re.findall(r"\d{1,3}|[^\d\s,;–-]+", mark)
    return mark in known or (len(singles) > 1 and all(single in known for single in singles))
