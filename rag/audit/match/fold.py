"""Words and signs of a text, folded so far that faithful copies are equal and no further.

Folded away: white space, the shape of quotation marks and dashes, ligatures old and new, long s,
soft hyphens, zero-width characters, marks of direction (an override is none: it shows other
words), canonical composition (NFC), `…` against `...`, fractions
(`½`, `1/2`), lowered figures (`H₂O`), what sets thousands apart (`12 000`, `12,000`), and a word
divided over a line. Kept apart: case, every letter, every figure (`²` is not `2`, `12.5` is not
`12,5`, `-5` is not `5`), and feet against inches (`5'`, `5"`).
"""

import re
import sys
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from rag.english.speech import DENIALS, NEGATIONS

_ALONE = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u30ff\u3400-\u9fff\uf900-\ufaff"
"""Letters of scripts without spaces between words: each is a word of its own."""
_LETTER = rf"[^\W\d⁰¹²³⁴-⁹₀-₉¼-¾⅐-⅞{_ALONE}]"
_INSIDE = r"[\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff]"
_APOSTROPHE = "'’ʼ‘"
_DASHES = "-‐‑‒–—―−"
_QUOTES = "\"“”„‟«»‹›‘’‚‛'❛❜❝❞「」『』＂"
_GROUPED = (
    r"\d{1,3}(?:(?:[ \u00a0\u2009\u202f]\d{3})+|(?:,\d{3})+)"
    r"(?!\d|,\d|[ \u00a0\u2009\u202f]\d{3}\b)(?:\.\d+)?"
)
"""A figure whose thousands are set apart ("12 000", "12,000")."""
_FIGURE = re.compile(rf"[-−–]?{_GROUPED}")
_SEPARATED = re.compile(r"(?<=\d)[ \u00a0\u2009\u202f,](?=\d{3})")
TOKEN = re.compile(
    rf"""\\(?:x[\da-f]{{2}}|u[\da-f]{{4}}|U[\da-f]{{8}})
       | <sup>[ ]?[\d+−-]+[ ]?</sup> | [⁰¹²³⁴-⁹]+[/⁄][₀-₉]+ | [⁺⁻]?[⁰¹²³⁴-⁹]+
       | [₀-₉]+ | [¼-¾⅐-⅞] | (?<![\d/⁄])\d{{1,2}}[/⁄]\d{{1,2}}(?![\d/⁄])
       | (?:(?<![\w)\]%"”’'‐‑‒–—―−-])[-−–](?=\d))?(?:{_GROUPED}|\d+(?:[.,:]\d+)*)
       | {_LETTER}(?:{_LETTER}|{_INSIDE})*
         (?:[{_APOSTROPHE}](?:{_LETTER}|{_INSIDE})+ | [-‐\u00ad][ \t]*\r?\n[ \t>]*(?={_LETTER})
           (?:{_LETTER}|{_INSIDE})+)*
       | …(?:[ ]?\.)? | \.[ \u00a0]?\.[ \u00a0]?\.(?:[ \u00a0]?\.)?
       | -{{2,3}} | [^\s\w] | \w""",
    re.X,
)
_DIVIDED = re.compile(r"[-‐\u00ad][ \t]*\r?\n[ \t>]*")
_ZERO = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202c\u2060\u2066-\u2069\ufeff]")
_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "ſ": "s",
     "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ĳ": "ij", "Ĳ": "IJ", "ǆ": "dž", "ꝛ": "r",
     "×": "x", "⋅": "·", "∙": "·"}
)  # fmt: skip
_RAISED = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
_LOWERED = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_DIAERESIS = re.compile(r"\b(re|co|pre|zo)([ëö])", re.I)
_UNMARKED = {"ë": "e", "ö": "o", "Ë": "E", "Ö": "O"}
_VULGAR = "¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
ELISION = "…"


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a figure or a sign: half-open offsets into its text, and its folded form."""

    start: int
    end: int
    folded: str

    @property
    def is_word(self) -> bool:
        """Whether it is a word or a figure, not a sign."""
        return self.folded[0].isalnum() or self.folded[-1].isalnum()


def fold_token(raw: str) -> str:
    """The folded form of one token; "" for a character that folds away.

    >>> fold_token("ﬁnal"), fold_token("—"), fold_token("²"), fold_token("don’t")
    ('final', '-', '²', "don't")
    """
    if raw[0] == "\\" != raw:  # as exports write what would change how others are shown
        char = chr(min(int(raw[2:], 16), sys.maxunicode))
        return "" if char.isspace() else fold_token(char)
    if raw.startswith("<sup>"):
        return raw[5:-6].strip().translate(_RAISED)
    if raw[0] in "….":
        return ELISION if len(raw) > 1 or raw == "…" else raw
    if len(raw) == 1 and raw in _QUOTES:
        return '"'
    if raw[-1].isdecimal() and _FIGURE.fullmatch(raw):
        raw = _SEPARATED.sub("", raw)
    if raw[0] in _DASHES:
        return "-" + raw.lstrip(_DASHES)
    if raw[0] in _VULGAR or "⁄" in raw or (raw[0] in "⁰¹²³⁴⁵⁶⁷⁸⁹" and "/" in raw):
        return unicodedata.normalize("NFKC", raw).replace("⁄", "/")
    word = _ZERO.sub("", unicodedata.normalize("NFC", raw)).translate(_LIGATURES)
    word = _wide(word).translate(_LOWERED)
    for mark in _APOSTROPHE[1:]:
        word = word.replace(mark, "'")
    return word


def _wide(word: str) -> str:
    """The word with full-width letters, Roman numerals of one sign and the like as plain ones."""
    if word.isascii():
        return word
    raised = [c for c in word if unicodedata.category(c) == "Lm"]  # "3ʳᵈ", "Mᶜ", "5ˢ"; not "2ⁿ"
    small = {*raised} if len(raised) > 1 or word[0].isupper() else {*raised} & {*"ˢᵈᵉᵒʳ"}
    plain = (unicodedata.normalize("NFKC", c) if _printed(c) or c in small else c for c in word)
    return _DIAERESIS.sub(lambda m: m[1] + _UNMARKED[m[2]], "".join(plain))


def _printed(char: str) -> bool:
    """Whether a letter is a form of print of others ("Ⅳ", "Ａ"), which NFKC spells out."""
    return char not in "ªº" and unicodedata.category(char) in ("Ll", "Lu", "Nl", "Lo", "Nd")


def raw_tokens(text: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, raw) of every token; a foot or inch mark is named apart from a quote."""
    for match in TOKEN.finditer(text):
        start, end = match.span()
        raw = match.group()
        if raw in ("'", '"') and start and text[start - 1].isdigit() and _short(text, start):
            raw = "′" if raw == "'" else "″"
        yield start, end, raw


def _short(text: str, end: int) -> bool:
    """Whether the figure before `end` has at most three digits, as a measure has."""
    return not text[max(0, end - 4) : end].isdigit() or end < 4


def tokens(text: str, known: Callable[[str], bool] = lambda _: True) -> list[Token]:
    """The folded tokens of `text`.

    `known` says whether a folded word occurs in the sources; it decides whether a hyphen at
    the end of a line divides a word or belongs to it.
    """
    folded_tokens: list[Token] = []
    for start, end, raw in raw_tokens(text):
        divided = _DIVIDED.search(raw)
        if divided is None:
            folded = fold_token(raw)
            if folded:
                folded_tokens.append(Token(start, end, folded))
            continue
        joined = fold_token(_DIVIDED.sub("", raw))
        if known(joined) or raw[divided.start()] == "\u00ad":
            folded_tokens.append(Token(start, end, joined))
        else:
            folded_tokens += _parts(raw, start)
    return folded_tokens


def _parts(raw: str, offset: int) -> list[Token]:
    """The words of a compound that a line end stands in, and their hyphens."""
    folded_tokens: list[Token] = []
    at = 0
    for gap in _DIVIDED.finditer(raw):
        folded_tokens.append(
            Token(offset + at, offset + gap.start(), fold_token(raw[at : gap.start()]))
        )
        folded_tokens.append(Token(offset + gap.start(), offset + gap.start() + 1, "-"))
        at = gap.end()
    return [*folded_tokens, Token(offset + at, offset + len(raw), fold_token(raw[at:]))]


def is_negation(folded: str) -> bool:
    """Whether a folded word turns a statement round ("not", "can't", "never", "kein")."""
    word = folded.casefold()
    return word in NEGATIONS or word.endswith("n't")


def negates(words: Sequence[str]) -> bool:
    """Whether any of the folded tokens is a negation; the prefix of "non-lethal" is none."""
    return any(
        is_negation(word) and not (word.casefold() == "non" and words[at + 1 : at + 2] == ["-"])
        for at, word in enumerate(words)
    )


def elidable(words: Sequence[str]) -> bool:
    """Whether folded tokens may be left out: none of them negates or denies."""
    return not negates(words) and not DENIALS & {word.casefold() for word in words}


def is_figure(folded: str) -> bool:
    """Whether a folded token holds a figure of any kind."""
    return any(char.isnumeric() for char in folded)
