"""Bytes of a text file to text: UTF-8, else what they show themselves to be, else nothing.

A byte order mark decides; then valid UTF-8; then UTF-16 or UTF-32 by the pattern of its bytes;
then UTF-8 with a few broken signs; last windows-1252 or Mac Roman, whichever gives words of Latin
letters, or the encoding of Cyrillic, Greek or Hebrew whose usual letters are frequent in it. What
would be guesswork is refused.
"""

import codecs
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
_LOOKED_AT = 65_536  # bytes
_ALIKE, _LEAST_LETTERS = 0.9, 6
_SEQUENCE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_HIGH = re.compile(rb"[\x80-\xff]")
_LATIN_SEQUENCE = re.compile(rb"[\xc2-\xc9][\x80-\xbf]|\xe2[\x80-\x84][\x80-\xbf]")
_BROKEN = 0.2  # of all bytes above ASCII: UTF-8 with some broken signs in it
_PIECED = 0.5  # UTF-8 of Latin words with pieces of an old encoding between them
_OLD = (("cp1252", "windows-1252"), ("mac_roman", "Mac Roman"))
_LATIN = 0.35  # of all letters: more letters above ASCII are of no Latin script
_PLAUSIBLE = 0.5
_OPENS, _CLOSES, _BETWEEN = "“‘«¿¡(", "”’»…)", "–—·¬"
_MEASURES = "°£€½¼¾§×±µ²³©®™†•¥¢"
_FREQUENT = {"cyrillic": "оеаинтсрвлкмдпу", "greek": "αοιετσνηυρπκμλςά", "hebrew": "יוהלאתמרשבנ"}
_SCRIPTS = (
    ("cp1251", "windows-1251", "cyrillic"), ("koi8_u", "KOI8", "cyrillic"),
    ("iso8859_5", "ISO-8859-5", "cyrillic"), ("cp866", "IBM 866", "cyrillic"),
    ("mac_cyrillic", "Mac Cyrillic", "cyrillic"), ("cp1253", "windows-1253", "greek"),
    ("iso8859_7", "ISO-8859-7", "greek"), ("cp1255", "windows-1255", "hebrew"),
)  # fmt: skip
_LETTERS_OF_SCRIPT, _OFTEN, _IN_CASE = 0.9, 0.6, 0.97
_FEWEST = 40  # letters of a script by which it is told


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file, the Python codec that gives it, and that encoding's name for people."""

    text: str
    codec: str
    name: str


def decoded(data: bytes) -> Decoded | None:
    """The text of a file; None for bytes of which nobody can say what they mean."""
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return _tolerant(data, codec, codec.upper())
    wide = _wide(data) if b"\x00" in data[:_LOOKED_AT] else None
    if wide:
        return _tolerant(data, wide, f"{wide[:6].upper()} without a byte order mark")
    if b"\x00" in data[:_LOOKED_AT]:
        return None
    try:
        return Decoded(data.decode("utf-8"), "utf-8", "UTF-8")
    except UnicodeDecodeError:
        pass
    if broken_utf8(data):
        return _tolerant(data, "utf-8", "UTF-8 with broken signs")
    if wide := _wide(data):
        return _tolerant(data, wide, f"{wide[:6].upper()} without a byte order mark")
    return old(data)


def broken_utf8(data: bytes) -> bool:
    """Whether nearly all of what is not ASCII is sequences of UTF-8, or half of it Latin ones."""
    high = len(_HIGH.findall(data))
    whole, latin = (sum(map(len, s.findall(data))) for s in (_SEQUENCE, _LATIN_SEQUENCE))
    return whole > 0 and (high - whole <= _BROKEN * high or latin >= _PIECED * high)


def _tolerant(data: bytes, codec: str, name: str) -> Decoded:
    """Text in which U+FFFD stands for what the encoding does not know."""
    return Decoded(data.decode(codec, "replace"), codec, name)


def _wide(data: bytes) -> str | None:
    """The codec of two bytes a character that `data` looks like.

    Nearly all of its even (or odd) bytes have one of two values, as the upper halves of letters
    and spaces of one script do. A column of letters would look like that, too, but is UTF-8.
    """
    even, odd = data[:_LOOKED_AT:2], data[1:_LOOKED_AT:2]
    if len(odd) < _LEAST_LETTERS:
        return None
    for name, lower, upper in (("le", even, odd), ("be", odd, even)):
        alike = sum(count for _, count in Counter(upper).most_common(2))
        if alike >= _ALIKE * len(upper) and min(upper) < 32 and len(set(lower)) >= _LEAST_LETTERS:
            return f"utf-16-{name}"
    return None


def old(data: bytes) -> Decoded | None:
    """The text in an encoding of one byte a character in which its signs stand as signs do.

    First those in which nearly all letters above ASCII are of one script, then those of Latin.
    """
    scripts = [(codec, name, partial(_of_one, script=script)) for codec, name, script in _SCRIPTS]
    return _best(data, scripts) or _best(data, [(*one, _plausible) for one in _OLD])


def _best(
    data: bytes, encodings: Sequence[tuple[str, str, Callable[[str], float]]]
) -> Decoded | None:
    """The text in the encoding that its own measure fits best; None where none fits."""
    best, found = 0.0, None
    for codec, name, fits in encodings:
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        if (share := fits(text)) > best:
            best, found = share, Decoded(text, codec, name)
    return found


def _of_one(text: str, script: str) -> float:
    """The share of a script's frequent letters among its letters; 0 for what is no such text.

    A wrong encoding of the same script gives other letters, or capitals inside of words; the
    accented letters of Latin words stand alone among others.
    """
    above = [char for char in text[:_LOOKED_AT] if char > "\x7f" and char != "\u00a0"]
    letters = [c for c in above if unicodedata.name(c, "").casefold().startswith(script)]
    pairs = [(a, b) for a, b in pairwise(text[:_LOOKED_AT]) if a > "\x7f" and b > "\x7f"]
    if len(letters) < max(_FEWEST, _LETTERS_OF_SCRIPT * len(above)) or 2 * len(pairs) < len(
        letters
    ):
        return 0.0
    fits = sum(not (a.islower() and b.isupper()) for a, b in pairs)
    often = sum(char.lower() in _FREQUENT[script] for char in letters) / len(letters)
    return often if often >= _OFTEN and fits >= _IN_CASE * len(pairs) else 0.0


def _plausible(text: str) -> float:
    """The share of the characters above ASCII that stand where their like stands; 0 for few."""
    letters = sum(char.isalpha() for char in text)
    above = sum(char.isalpha() and char > "\x7f" for char in text)
    if not letters or above > _LATIN * letters:
        return 0.0
    padded = f" {text} "
    marks = [_fits(a, b, c) for (a, b), (_, c) in pairwise(pairwise(padded)) if b > "\x7f"]
    share = sum(marks) / len(marks)
    return share if share >= _PLAUSIBLE else 0.0


def _fits(before: str, char: str, after: str) -> float:
    """1 for a character in its usual place, 0.3 for an odd sign, 0 for one where none belongs."""
    if char.islower():
        return float(before.isalpha() or after.islower() or not before.isalnum())
    if char.isupper():
        return float(not before.islower())
    if char in _OPENS:
        return float(not before.isalnum() and not after.isspace())
    if char in _CLOSES:
        return float(not before.isspace())
    if char in _BETWEEN or char == "\u00a0":
        return 1.0
    return 0.6 if char in _MEASURES and not (before.isalpha() and after.isalpha()) else 0.2
