"""Gaps in a line: whether what cannot be read there is a part of a sentence."""

import re

from rag.documents.hiding import attributes, dot

PLACEHOLDER = "\ufffd"
"""What is shown for it, in layer 1 where the source has no sign of its own."""
_OPENED = re.compile(r"(?<![\s\"'“‘«„(\[¿¡—–-])[\s\"'“‘«„(\[¿¡—–-]++\Z")
_OPENS = re.compile(r"\A[\s\"'“‘«„(\[—–-]+")
_SENTENCE_END = re.compile(r"[.!?…。！？:|•·][\"'”’»)\]]*\Z")
_CLOSES = re.compile(r"[,.;:!?)\]”’»。，；：！？](?!\.)")
_WORD = re.compile(r"[\s\"'“‘«„(\[—–-]*\w")
_WORD_BEFORE, _WORD_BEHIND = re.compile(r"\w[ \u00a0]?\Z"), re.compile(r"[ \u00a0]?\w")
_LED = re.compile(r"\A\s*(?:#{1,6}|>|[-*+]|\d{1,3}[.)])\s+")
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_MARKUP = re.compile(r"<[^<>\n]{0,200}>|[*_`]|(?<=\n)[ \t]*(?:>[ \t]?)+")
_LINE = 60  # characters on either side that tell what a gap is


def line_at(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands on either side of `text[start:end]` in its paragraph of Markdown."""
    before = _BLANK_LINE.split(text[max(0, start - _LINE) : start])[-1]
    behind = _BLANK_LINE.split(text[end : end + _LINE])[0]
    before, behind = (_MARKUP.sub("", side).replace("\n", " ") for side in (before, behind))
    return _LED.sub("", before), behind


def picture_gap(tag: str, before: str, behind: str) -> str:
    """What a tag of a picture loses between these two parts of a line, "" for nothing."""
    said = attributes(tag)
    alt = said.get("alt", "").strip()
    amid = in_line(before, behind) if alt else glued(before, behind)
    return picture_lost("sentence", alt) if amid and not dot(said) else ""


def glued(before: str, behind: str) -> bool:
    """Whether two words of one text stand right before and behind a gap."""
    return bool(_WORD_BEFORE.search(before) and _WORD_BEHIND.match(behind))


def picture_lost(where: str, described: str) -> str:
    """What is lost with a picture in a sentence or a cell, by what the source says it shows."""
    described = f", described as “{described[:_LINE]}”," if described else ""
    return f"a picture in a {where}{described} that could not be read"


def begun(before: str) -> bool:
    """Whether words stand before a gap, and not only what opens a quotation or a bracket."""
    return bool(_OPENED.sub("", before))


def in_line(before: str, behind: str) -> bool:
    """Whether what stands between these two parts of a line is a part of a sentence.

    That goes on with a sign or a small letter; or it has begun, and goes on with a word or has no
    end.
    """
    before, behind = _OPENED.sub("", before), behind.strip()
    goes_on = bool(_CLOSES.match(behind)) or _OPENS.sub("", behind)[:1].islower()
    open_ = bool(before) and not _SENTENCE_END.search(before)
    return goes_on or (open_ and (not behind or bool(_WORD.match(behind))))
