"""Bytes of a web page to text, as browsers do it: byte order mark, then meta, then a guess.

See https://html.spec.whatwg.org/multipage/parsing.html#determining-the-character-encoding.
The guess is narrower than a browser's: UTF-8 where the bytes are valid, else windows-1252.
"""

import codecs
import re

_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_META = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})"
    rb"|^\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{2,40})",
    re.I,
)
_LABELS = {
    "iso-8859-1": "cp1252", "iso8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252",
    "us-ascii": "cp1252", "ascii": "cp1252", "windows-1252": "cp1252", "iso-8859-9": "cp1254",
    "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "shift-jis": "cp932",
    "x-sjis": "cp932", "euc-kr": "cp949", "ks_c_5601-1987": "cp949", "iso-8859-11": "cp874",
    "tis-620": "cp874", "utf-16": "utf-8", "utf-16le": "utf-8", "utf-16be": "utf-8",
    "x-user-defined": "cp1252", "big5": "big5hkscs",
}  # fmt: skip
"""Labels that browsers read as another encoding (Encoding Standard, section 4.2)."""


def decode(data: bytes) -> str:
    """The text of a page; bytes that its encoding does not know become U+FFFD, as in browsers."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    found = _META.search(data[:4096])
    if found:
        label = (found.group(1) or found.group(2)).decode("ascii").casefold()
        name = _LABELS.get(label, label)
        try:
            codecs.lookup(name)
            return data.decode(name, "replace")
        except LookupError:
            pass  # a name that nobody knows: browsers go on as if none were given
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
