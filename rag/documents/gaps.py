"""Gaps in a line: whether what cannot be read there is a part of a sentence."""

import re

PLACEHOLDER = "\ufffd"
"""What is shown for it."""
_OPENED = re.compile(r"(?<![\s\"'“‘«„(\[¿¡—–-])[\s\"'“‘«„(\[¿¡—–-]++\Z")
_OPENS = re.compile(r"\A[\s\"'“‘«„(\[—–-]+")
_SENTENCE_END = re.compile(r"[.!?…。！？:|•·][\"'”’»)\]]*\Z")
_CLOSES = re.compile(r"[,.;:!?)\]”’»。，；：！？](?!\.)")
_WORD = re.compile(r"[\s\"'“‘«„(\[—–-]*\w")


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
