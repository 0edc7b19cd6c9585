"""Bytes of a web page to text: byte order mark, valid UTF-8, what the page declares, a guess.

As browsers do it (https://encoding.spec.whatwg.org/), but that a declaration that the bytes
belie counts for nothing: where they are valid UTF-8 they are UTF-8, and where a page says UTF-8
and its bytes are none, they are read as what they show themselves to be, which is named. Labels:
webencodings (BSD-3-Clause).
"""

import re

import webencodings

from rag.documents.formats.decoding import broken_utf8, old

_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_META = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})"
    rb"|^\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{2,40})",
    re.I,
)
_LOOKED_AT = 65_536  # bytes: pages put long scripts before their declaration


def decode(data: bytes, problems: list[str] | None = None) -> str:
    """The text of a page; bytes that its encoding does not know become U+FFFD, as in browsers.

    An encoding that was told by the bytes alone is named in `problems`.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    if data[:2] in (b"<\x00", b"\n\x00"):
        return data.decode("utf-16-le", "replace")
    if data[:2] in (b"\x00<", b"\x00\n"):
        return data.decode("utf-16-be", "replace")
    declared = _declared(data)
    if declared == "iso2022_jp":  # it writes everything in ASCII's bytes
        return data.decode(declared, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if declared in ("utf-8", None):
        return data.decode("utf-8", "replace") if broken_utf8(data) else _old(data, problems)
    try:
        return data.decode("gb18030" if declared == "gbk" else declared or "", "replace")
    except LookupError:
        return data.decode("cp1252", "replace")


def _old(data: bytes, problems: list[str] | None) -> str:
    """The text of a page whose encoding its bytes alone tell."""
    found = old(data)
    if problems is not None:
        name = found.name if found else "windows-1252"
        problems.append(f"read as {name}; it is no UTF-8")
    return found.text if found else data.decode("cp1252", "replace")


def _declared(data: bytes) -> str | None:
    """The codec of the label that a page gives; None where it gives none that anybody knows."""
    match = _META.search(data[:_LOOKED_AT])
    if match is None:
        return None
    label = (match.group(1) or match.group(2)).decode("ascii")
    encoding = webencodings.lookup(label)
    if encoding is None or encoding.name in ("replacement", "x-user-defined"):
        return None
    if encoding.name.startswith("utf-16"):
        return "utf-8"  # the declaration was read as ASCII, so it is wrong
    return str(encoding.codec_info.name)
