"""Codes of TeX's own fonts, as old papers have them: drawn as pictures, without a word on letters.

Two tables are in use, which differ in where the ligatures stand; words tell which one it is.
"""

import re

from rag.english.lexicon import is_word

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
_TABLES = [{key: ord(sign) for code, sign in table.items() for key in (code, _DRAWN + code)}
           for table in (_OLD, _CORK)]  # fmt: skip
_SHARE = 0.5  # of the words with such codes that have to be known


def signs_of_tex(text: str) -> dict[int, int]:
    r"""What codes mean in the table that makes most words of a text; {} where none does.

    >>> chr(signs_of_tex("The o\x0ece was \uf00dooded.")[0x0B])
    'ﬀ'
    """
    known = {}
    for order, table in enumerate(_TABLES):
        letters = {code: _SPELT.get(chr(sign), chr(sign)) for code, sign in table.items()
                   if chr(sign).isalpha()}  # fmt: skip
        odd = "".join(map(re.escape, map(chr, letters)))
        words = {word.translate(letters).lower() for word in re.findall(rf"[A-Za-z{odd}]+", text)
                 if not word.isalpha() or not word.isascii()}  # fmt: skip
        known[order] = sum(map(is_word, words)) if words else 0
        if known[order] < _SHARE * len(words):
            known[order] = 0
    best = max(known, key=known.__getitem__)
    return _TABLES[best] if known[best] else {}
