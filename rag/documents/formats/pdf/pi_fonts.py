"""What codes stand for in fonts of signs, which have no letters, and in TeX's own fonts.

Old papers have the latter drawn as pictures, without a word on letters. Two tables are in use that
differ in where the ligatures stand; words tell which one it is.
"""

import re
from functools import cache

from rag.documents.formats.symbols import sign
from rag.english.lexicon import is_word

# 0x3A to 0x72 of MathType's font of signs; pieces of braces and of arrows are no signs.
_EXTRA = "∼≃⊲≪⊳≫≜≙≐∐ƛ\0\0\0\0∩℧…⋯⋮⋰⋱∥∵∡∢\0∪△□▭▱↗↙\0↘↖\0‵↦↕⇕○⊙≻·ℏ\0\0\0ℓ∓\0∘≺"
_EXTRA_HIGH = {0x80: "⇄", 0x83: "⇌", 0x86: "⇀", 0x87: "↽", 0xA1: "ℝ", 0xA2: "ℤ", 0xA3: "ℂ",
               0xA4: "ℚ", 0xA5: "ℕ", 0xA7: "⟦", 0xA8: "⟧"}  # fmt: skip
_FONTS = re.compile(
    r"(?P<symbol>(?:euclid|standard)?[ -]?symbol)|(?P<extra>(?:mt|euclid)[ -]?extra)"
    r"|(?P<known>wingdings(?:[ -]?[23])?|webdings|(?:itc ?)?zapf ?dingbats|monotype ?sorts)"
    r"|(?P<other>math(?:ematical)?[ -]?pi\b|euclid ?math|marlett)",
    re.I,
)
_LIGATURES = "ﬀﬁﬂﬃﬄ"
_OLD = dict(zip(range(0x0B, 0x20), _LIGATURES + "ıȷ`´ˇ˘¯˚¸ßæœøÆŒØ", strict=True))  # OT1
_OLD |= {0x22: "”", 0x27: "’", 0x5C: "“", 0x5E: "ˆ", 0x60: "‘", 0x7B: "–", 0x7C: "—", 0x7E: "˜",
         0x7F: "¨"}  # fmt: skip
_CORK = dict(zip(range(0x1B, 0x20), _LIGATURES, strict=True))  # T1
_CORK |= dict(zip(range(0x0D, 0x17), "‚‹›“”„«»–—", strict=True))
_CORK |= dict(zip(range(0x80, 0xC0), (
    "ĂĄĆČĎĚĘĞĹĽŁŃŇŊŐŔŘŚŠŞŤŢŰŮŸŹŽŻĲİđ§ăąćčďěęğĺľłńňŋőŕřśšşťţűůÿźžżĳ¡¿£"), strict=True))  # fmt: skip
_CORK |= {code: chr(code) for code in range(0xC0, 0x100)} | {0xD7: "Œ", 0xF7: "œ", 0xFF: "ß"}
_CORK |= {0x22: '"', 0x27: "’", 0x60: "‘", 0x7F: "-"}
_DRAWN = 0xF000
"""Added to the code of a character that is drawn although it is one of white space elsewhere."""
_SPELT = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl"}
_TEX = [{key: ord(sign) for code, sign in table.items() for key in (code, _DRAWN + code)}
        for table in (_OLD, _CORK)]  # fmt: skip
_MICRO = 0x3BC
_SHARE = 0.5  # of the words with such codes that have to be known


def _from(first: int, signs: str) -> dict[int, int]:
    return {first + n: ord(sign) for n, sign in enumerate(signs) if sign != "\0"}


def _listed(signs: dict[int, str]) -> dict[int, int]:
    return {code: ord(sign) for code, sign in signs.items()}


def signs_of(name: str) -> dict[int, int] | None:
    """The known signs of a font of signs, by their codes; None if the name is not of one."""
    kind = _FONTS.match(name)
    return _table(str(kind.lastgroup), kind.group().casefold()) if kind else None


@cache
def _table(kind: str, name: str) -> dict[int, int]:
    if kind == "extra":
        return {**_from(0x3A, _EXTRA), **_listed(_EXTRA_HIGH)}
    family = kind if kind == "symbol" else name
    signs = {} if kind == "other" else {code: sign(code, family) for code in range(0x20, 0x100)}
    return _listed({code: known for code, known in signs.items() if known})


def meant(code: int, doubtful: bool, table: dict[int, int]) -> int | None:
    """What a character of a font of signs stands for, by the font's `table`; None if not known.

    Such a font has no Latin letters: one that the file states is the code of one of its signs.
    """
    stated = code >= 0x80 and not doubtful
    if stated and (_MICRO if code == 0xB5 else code) in table.values():
        return code
    low = code & 0xFF if code >> 8 == 0xF0 else code
    byte = chr(low).encode("cp1252", "ignore") if low >= 0x100 else b""
    unknown = code if stated and (code >= 0x100 or not table) else None
    return table.get(byte[0] if byte else low, unknown)


def signs_of_tex(text: str) -> dict[int, int]:
    r"""What codes mean in the table that makes most words of a text; {} where none does.

    >>> chr(signs_of_tex("The o\x0ece was \uf00dooded.")[0x0B])
    'ﬀ'
    """
    known = {}
    for order, table in enumerate(_TEX):
        letters = {code: _SPELT.get(chr(sign), chr(sign)) for code, sign in table.items()
                   if chr(sign).isalpha()}  # fmt: skip
        odd = "".join(map(re.escape, map(chr, letters)))
        words = {word.translate(letters).lower() for word in re.findall(rf"[A-Za-z{odd}]+", text)
                 if not word.isalpha() or not word.isascii()}  # fmt: skip
        known[order] = sum(map(is_word, words)) if words else 0
        if known[order] < _SHARE * len(words):
            known[order] = 0
    best = max(known, key=known.__getitem__)
    return _TEX[best] if known[best] else {}
