"""Sentence borders by rule, as exact offsets.

A border lies behind a terminator (with the closing quotation marks, brackets and glued note
numbers that belong to it) that is followed by white space and something that can open a
sentence. Abbreviations, initials, ordinals and elisions do not end one. No model and no
list of documents: the rules are for English prose with names, notes and figures in it.
"""

import itertools
import re

from rag.english.months import CALENDAR, PRINTED, WEEKDAY
from rag.english.words import FUNCTION, OPENERS, PREPOSITIONS

_BORDER = re.compile(
    r"""(?P<end>(?<![.!?…])[.!?…]++|[؟۔।])  # the terminator
        (?P<close>["'”’»\)\]*_]*+)         # what closes with it
        (?P<mark>\d{1,3}|[⁰¹²³⁴-⁹]+|(?:\[\d{1,3}\])+)?  # a note number glued to it
        (?P<close2>["'”’»\)\]]*)
        (?=\s|$)
      | [。！？]+[」』”’）]*                 # needs no space behind it
    """,
    re.X,
)
_OPENERS = "\"'“‘«„([*_¿¡-–—•"
_TITLES = frozenset(
    "mr mrs ms mx messrs dr prof gen lt col sgt capt cmdr adm maj cpl pvt brig sen rep gov pres "
    "hon rev fr st ste sr amb sec supt msgr mme mlle ft mt fig figs eq eqs sec ch chap vs no nos "
    "vol vols pp p pt para paras art cf cit op ed eds trans al e.g i.e viz ca c approx est nr "
    "jan feb mar apr jun jul aug sept sep oct nov dec".split()
)
_MAYBE = frozenset(
    "u.s u.k u.n u.s.a u.s.s.r e.u d.c a.m p.m a.d b.c ph.d m.d b.a m.a inc ltd co corp bros jr "
    "sr etc al dept univ assn ave blvd rd n.y l.a ibid id".split()
)
_STARTERS = OPENERS | frozenset("without nor most each two".split())
_WORD_BEFORE = re.compile(r"(?<![\w.&’'-])[\w.&’'-]+$")
_WORD_AFTER = re.compile(r"[^\W\d_][\w’'-]*")
_NUMBER = re.compile(
    r"\W*(?:(?:Clause|Article|Section|Rule|Regulation|Paragraph|Lot|Item|Entry|No\.|Nr\.|№) ?)?"
    r"(?:\d{1,3}|[A-Za-z]|[ivxlc]+|[IVXLC]{2,})"
)
_ORDINAL = r"\d{1,2}(?:st|nd|rd|th)?"
_DAY = re.compile(
    rf"\W*(?:{WEEKDAY}\W+)?(?:[12]\d{{3}}\W+)?"
    rf"(?:{_ORDINAL} {PRINTED}|{PRINTED} {_ORDINAL})(?:,? [12]\d{{3}})?"
)
"""The day that an entry is of: a label as a number is."""
_NEAR = 80  # code points before a full stop among which the word that it may belong to stands
_WIDEST = 220  # code points
_LINE = re.compile(r"[^\n]+")
_HARD = re.compile(r"(?:(?<![ \t])[ \t]+)?\n[ \t]*\n\s*")


def _abbreviation(word: str, following: str) -> bool:
    """Whether the full stop behind `word` belongs to it and ends no sentence."""
    bare = word.rstrip(".").lower()
    after = _WORD_AFTER.match(following.lstrip(_OPENERS))
    starter = bool(after) and after is not None and after.group().lower() in _STARTERS
    if bare in _MAYBE or re.fullmatch(r"(?:[a-z]\.)+[a-z]", bare):
        return not starter
    if bare in ("s", "ss", "cl", "reg") and following.lstrip()[:1].isdigit():
        return True
    if bare in _TITLES:
        return not (starter and bare in {"no", "art", "al", "est", "mar", "sec", "dec"})
    if re.fullmatch(r"[^\W\d_]", word.rstrip(".")) and word[0].isupper():
        return not (starter and bare == "i")
    return False


def _ends(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether the terminator that `match` found ends the sentence that begins at `start`."""
    following = text[match.end() : match.end() + 80].lstrip()
    if not following or match.group("end") is None:
        return True
    first = following.lstrip(_OPENERS)[:1]
    if first.islower():
        return False
    before = text[max(start, match.start() - _NEAR) : match.start()]
    end = match.group("end")
    if match.group("mark") and (match.group("mark").isdigit() and before[-1:].isdigit()):
        return False
    if end.startswith((".", "…")) and before.endswith(("[", "(")):
        return False  # an elision: [...]
    if end == ".":
        opens = match.start() - start <= _NEAR
        if opens and (_NUMBER.fullmatch(before) or _DAY.fullmatch(before)):
            return False  # the number, or the day, of an entry
        if first.isdigit() and (
            re.search(r"\d\s?[^\W\d_]{1,3}$", before) or re.match(r"\d+\s?°", following)
        ):
            return False  # 14 fl. 30 kr.; lat. 54° N.
        word = _WORD_BEFORE.search(before)
        if word and not match.group("close") and _abbreviation(word.group(), following):
            return False
    return True


_NO_VERSE = re.compile(r"^.{66}|^(?:\S{0,15}\d|[-*+•#>|\[(])|\w:(?:\s|$)|\S(?:\s{3,}|\t)\S")
"""Too long for verse, an entry of a list, what has a label, a row of a table."""
_PAUSE = re.compile(r"[,;:.!?…—–-][\"'”’)\]_*]*$")
_SENTENCE_END = re.compile(r"[.!?…—][\"'”’)\]_*]*$")


def wrapped(lines: list[str]) -> bool:
    """Whether these consecutive lines look cut to a line length: a newline then means nothing.

    They do if all are of a printed line's length, or if nearly every line ends where the next
    one's first word would not have fitted, however narrow or wide they are. A line of one long
    word (an address) says nothing of the length.
    """
    if len(lines) < 2:
        return False
    spoken = [line.strip() for line in lines]
    lengths = [len(line) for line in spoken if " " in line or len(line) < 40]
    longest = max(lengths, default=0)
    if not lengths or longest > _WIDEST:
        return False
    if longest <= 115 and sum(lengths[:-1]) >= 45 * (len(lengths) - 1) > 0:
        return True
    full = [
        len(line) + 1 + len(following.partition(" ")[0]) > longest - 2
        for line, following in itertools.pairwise(spoken)
    ]
    goes_on = sum(not line[:1].isupper() for line in spoken[1:])  # entries and verses begin anew
    narrow = len(lines) >= 4 and longest >= 20 and goes_on >= 0.3 * len(full)
    return narrow and sum(full) >= 0.8 * len(full)


def is_verse(lines: list[str]) -> bool:
    """Whether consecutive lines are a stanza, whose sentences run over its lines.

    Half of them begin with a capital, and pause at their end; the last one ends.
    """
    spoken = [line.strip() for line in lines if not line.strip().isupper()]
    if len(lines) < 3 or len(spoken) < 2 or any(_NO_VERSE.search(line) for line in spoken):
        return False
    stops = sum(_PAUSE.search(line) is not None for line in spoken)
    capital = sum(line.lstrip("\"'“‘_*(")[:1].isupper() for line in spoken)
    return _SENTENCE_END.search(spoken[-1]) is not None and 2 * min(stops, capital) >= len(spoken)


_OPEN = frozenset("of from with into the a an and or nor my his their our your its than".split())
"""Words that end no line of three words or more but in the midst of a sentence."""


def runs_on(line: str, following: str) -> bool:
    """Whether a line ends in mid-sentence and the next goes on with it."""
    before, after = line.rstrip(" \t\r\n\\"), following.lstrip()
    if re.search(r"[^\s‐–-][‐–\u00ad-]$", before):
        return after[:1].isalnum() or after[:1] in "\"'“‘«("
    if re.search(r"[.!?:;…|][\"'”’»)\]*_]*$", before):
        return False
    last = re.search(r"(?<![^\W\d_])[^\W\d_]+$", before)
    word = last.group().lower() if last else ""
    if not after[:1].islower():  # a name, where a line of a printed page is full
        first = re.match(r"\d|[^\W\d_]*", after)
        when = first is not None and (
            first[0].isdigit() or first[0].lower().rstrip("s") in CALENDAR
        )
        open_ = (word in _OPEN or (when and word in PREPOSITIONS)) and len(before.split()) > 2
        full = 100 <= len(before) <= _WIDEST and len(after) >= 20
        return (open_ or full) and after[:1].isalnum()
    broken = line.rstrip("\r\n").endswith(("\\", "  ")) or before.endswith((",", "—"))
    return broken or len(before) >= 25 or word in FUNCTION


_NUMBERED = frozenset(
    "section sections article articles clause clauses paragraph paragraphs rule rules chapter "
    "chapters part parts schedule regulation appendix annex exhibit footnote page pages figure "
    "table line volume".split()
)


def needs_number(line: str, first: bool = False) -> bool:
    """Whether a line ends before the number that it speaks of ("added under section").

    Behind a preposition the `first` number begins a list ("is elected by" / "1. the council").

    >>> needs_number("any conditions added under section"), needs_number("the last section.")
    (True, False)
    >>> needs_number("The board is elected by", first=True)
    False
    """
    word = line.rstrip().rpartition(" ")[2].lower()
    return (word in _NUMBERED or (word in PREPOSITIONS and not first)) and len(line.split()) > 2


def _hard_breaks(text: str) -> list[tuple[int, int]]:
    """Paragraphs of `text`: at blank lines, and at every newline unless lines are wrapped."""
    pieces, at = [], 0
    for gap in [*_HARD.finditer(text), None]:
        end = gap.start() if gap else len(text)
        if wrapped(text[at:end].split("\n")):
            pieces.append((at, end))
        else:
            pieces += [m.span() for m in _LINE.finditer(text, at, end)]
        at = gap.end() if gap else end
    return pieces


def sentences(text: str) -> list[tuple[int, int]]:
    """The sentences of `text` as half-open offsets, in order, without outer white space.

    A blank line always ends a sentence; a single newline does unless the lines are wrapped
    to a line length. Together the spans hold every character that is not white space.

    >>> [("U.S. forces met Gen. Khan. He left.")[a:b] for a, b in
    ...  sentences("U.S. forces met Gen. Khan. He left.")]
    ['U.S. forces met Gen. Khan.', 'He left.']
    """
    if "\n" not in text and _BORDER.search(text) is None:
        whole = _trim(text, 0, len(text))
        return [whole] if whole[0] < whole[1] else []
    pairs: list[tuple[int, int]] = []
    for start, end in _hard_breaks(text):
        at = start
        for match in _BORDER.finditer(text, start, end):
            if match.start() >= at and _ends(text, at, match):
                pairs.append((at, match.end()))
                at = match.end()
        pairs.append((at, end))
    return [trimmed for a, b in pairs if (trimmed := _trim(text, a, b))[0] < trimmed[1]]


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The same range without white space at its ends."""
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
