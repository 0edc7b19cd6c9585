"""The tokens of Rich Text Format (Microsoft's RTF 1.9.1): groups, control words and their bytes.

Which control words are characters, and which are destinations, whose group is no plain text.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

_TOKEN = re.compile(
    r"\\'(?P<byte>[0-9a-f]{2})|\\(?P<word>[a-z]+)(?P<number>-?\d{1,10})? ?|\\(?P<sign>[^a-z])"
    r"|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)",
    re.I | re.S,
)
_CODE_PAGES = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "big5", 161: "cp1253",
    162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251",
    222: "cp874", 238: "cp1250",
}  # fmt: skip
_SYSTEMS = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
ANSI = "ansi"
"""Stated by a font instead of a code page."""
_HEAD = 2000  # characters in which a file says where it comes from
CHARACTERS = {
    "tab": " ", "emdash": "—", "endash": "–", "lquote": "‘",
    "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•", "emspace": "\u2003",
    "enspace": "\u2002", "qmspace": "\u2005", "~": "\u00a0", "_": "\u2011", "-": "\u00ad",
    "\\": "\\", "{": "{", "}": "}",
}  # fmt: skip
"""Control words that stand for a character."""
DEAD = frozenset(
    "colortbl header headerl headerr headerf footer footerl footerr footerf ftnsep ftnsepc "
    "aftnsep aftnsepc xe tc rxe nonshppict nonesttables shprslt datafield pntxta pntxtb pnseclvl "
    "template result mmathPict".split()
)
"""Destinations that are not read."""
STARRED = frozenset(
    "shpinst shppict shptxt ud nesttableprops do footnote fldinst objclass formfield ffl".split()
)
"""Starred destinations that are read all the same."""
INTO = {"fldinst": "code", "fldrslt": "text", "fonttbl": "fonts", "stylesheet": "styles",
         "object": "silent", "info": "silent", "sp": "silent", "formfield": "form",
         "shppict": "picture"}  # fmt: skip
"""How other destinations are read."""
KEPT = frozenset(
    ["listtext", "pntext", "sn", "sv", "objclass", "ffl", "title", "author", "keywords"]
)
"""Destinations whose words are taken together."""
FORMS = {"ar": "decimal", "alc": "lowerLetter", "auc": "upperLetter", "rlc": "lowerRoman",
         "ruc": "upperRoman", "chi": "chicago"}  # fmt: skip
NUMBERED = re.compile(f"(a?)ftnn({'|'.join(FORMS)})")
"""Words that say how notes are numbered, endnotes with an "a" in front."""
MATH = re.compile(
    r"m(oMath|r|f|num|den|e|deg|sup|sub|rad|d|m|mr|nary|func|fName|lim|limLow|limUpp|acc|bar|eqArr"
    r"|box|borderBox|phant|groupChr|sPre|s(?:Sup|Sub|SubSup)|\w+Pr|\w*[cC]hr|\w+Hide|type|pos"
    r"|strike\w+|show)"
)
"""Words of equations, which are named as in Word's own files behind their "m"."""


@dataclass(frozen=True, slots=True)
class RtfToken:
    """A brace, a control word with its number, or bytes of text; `starred` may be passed over."""

    word: str = ""
    number: int | None = None
    data: bytes = b""
    starred: bool = False


def tokens(text: str) -> Iterator[RtfToken]:
    """The tokens of a file whose bytes are `text` in Latin-1."""
    at, starred = 0, False
    while match := _TOKEN.search(text, at):
        at = match.end()
        if match["byte"]:
            yield RtfToken(data=bytes.fromhex(match["byte"]))
        elif match["text"]:
            yield RtfToken(data=match["text"].encode("latin-1"))
        elif match["sign"] == "*":
            starred = True
        else:
            word = match["word"] or match["sign"] or match["brace"]
            number = int(match["number"]) if match["number"] else None
            at += max(0, number or 0) if word == "bin" else 0
            yield RtfToken(
                f"\\{word}" if match["sign"] in ("{", "}") else word, number, b"", starred
            )
            starred = False


def code_page(text: str, charset: int | None = None) -> str:
    """The encoding of bytes in a font of this character set, or in the whole file."""
    if charset in _CODE_PAGES:
        return _CODE_PAGES[charset]
    stated = re.search(r"\\ansicpg(\d+)|\\(mac|pca?)(?![a-z])", text[:_HEAD])
    if stated is None:
        return "cp1252"
    return f"cp{stated[1]}" if stated[1] else _SYSTEMS[stated[2]]


def page_of(stated: str, own: str, others: Collection[str]) -> str:
    """A font's code page; Western where it says ANSI and `others` have the file's `own`."""
    if stated == ANSI and own in others and own.startswith("cp"):
        return "cp1252"
    return own if stated in ("", ANSI) else stated


def decoded(data: bytes, page: str) -> str:
    """Bytes in a code page; in that of Western Windows where it is not known."""
    try:
        return data.decode(page, "replace")
    except LookupError:
        return data.decode("cp1252", "replace")
