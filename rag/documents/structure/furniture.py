"""What a page carries around its text: navigation, share buttons, page numbers, running heads.

Furniture is never quoted. A line counts as furniture by what it says as a whole and only if
it is short, so that a sentence that mentions a newsletter stays a sentence.
"""

import re
from collections import Counter

_WHOLE = re.compile(
    r"""^[\W_]*(?:
      (?:page|p\.?|seite)?\s*\d{1,4}(?:\s*(?:of|/|von)\s*\d{1,4})?
    | [ivxlc]{1,7}
    | https?://\S+ | www\.\S+
    | (?:the\s+)?(?:blogs?|news|home|opinion|analysis|world|politics|menu|search|sections?|contact
        |about(?:\s+us)?|archives?|magazine|subscribe|log\s?in|sign\s?(?:in|up)|register|donate)
    | advertisement|ad|sponsored(?:\s+content)?|loading|close|next|previous|back\s+to\s+top|top
    | (?:share|tweet|pin|e-?mail|print|save|like|comment|copy\s+link|facebook|twitter|x
        |whatsapp|linkedin|reddit|listen|bookmark|pocket|flipboard|pdf)
      (?:[\s|/,·•-]+(?:this|on|via|to|the|article|story|page|it|a|friend|share|tweet|pin
        |e-?mail|print|save|like|comment|link|facebook|twitter|x|whatsapp|linkedin|reddit|listen
        |bookmark|pocket|flipboard|pdf))*
    )[\W_]*$""",
    re.X | re.I,
)
_OPENING = re.compile(
    r"""^[\W_]*(?:
      related(?:\s+(?:articles?|stories|posts?|content|coverage))?\s*: | see\s+also\s*:
    | read\s+(?:more|next|also)\b | more\s+(?:from|on|in|stories)\b | also\s+read\b
    | tags?\s*: | filed\s+under\b | posted\s+(?:in|by|on)\b | categor(?:y|ies)\s*: | topics?\s*:
    | share\s+(?:this|on|via)\b | follow\s+(?:us|@)\b | like\s+us\b | sign\s+up\s+(?:for|to)\b
    | subscribe\s+(?:to|now|for)\b | get\s+(?:our|the)\b.{0,30}\bnewsletter | click\s+here\b
    | skip\s+to\b | jump\s+to\b | continue\s+reading\b | leave\s+a\s+(?:comment|reply)\b
    | (?:this|our)\s+(?:site|website)\s+uses\s+cookies | (?:we\s+use|accept)\s+(?:all\s+)?cookies
    | (?:©|\(c\)\s|copyright\b) | all\s+rights\s+reserved
    | (?:most|trending)\s+(?:read|popular|viewed|now)\b | recommended\b.{0,20}$
    | view\s+(?:all|more|comments)\b | \d+\s+shares?\b | updated?:?\s+\d
    | last\s+(?:updated|modified)\b
    | comment\s+(?:deleted|removed|hidden)\b | this\s+comment\s+(?:was|has\s+been)\b
    | terms\s+of\s+(?:use|service) | privacy\s+policy\s*$ | contents\s*$ | table\s+of\s+contents\s*$
    )""",
    re.X | re.I,
)
_BUTTONS = re.compile(
    r"\b(?:larger text|smaller text|single page|print|e-?mail|alerts|widget|tooltip|share|tweet"
    r"|rss|text size|font size|listen|bookmark|comments?)\b",
    re.I,
)
_LONGEST = 160
_BETWEEN = re.compile(r"\s+[|>›»/]\s+")
_FIGURES = re.compile(r"\d+")


def is_furniture(block: str) -> bool:
    """Whether a block of layer 1 is furniture by its own words.

    >>> is_furniture("Related: Ten maps of Herat >"), is_furniture("He printed it in Kabul.")
    (True, False)
    """
    line = " ".join(block.split())
    if len(line) > _LONGEST:
        return False
    if _WHOLE.match(line) or _OPENING.match(line):
        return not _prose(line)
    if _bar(line):
        return True
    words, buttons = len(line.split()), len(_BUTTONS.findall(line))
    return not _prose(line) and ((words <= 14 and buttons >= 3) or (words <= 4 and buttons >= 2))


def _bar(line: str) -> bool:
    """Whether the line is a menu or a path of sections: short items between bars."""
    items = _BETWEEN.split(line)
    if len(items) < 2:
        return False
    if line.startswith((">", "|")) or re.search(r"\d{4}|\b[Bb][Yy]\b", line):
        return False
    least = 2 if line.isupper() else 3
    return len(items) >= least and all(0 < len(item.split()) <= 4 for item in items)


def _prose(line: str) -> bool:
    """Whether the line is a sentence of some length, which furniture is not."""
    if re.match(
        r"^[\W_]*(?:©|\(c\)|copyright|all rights|tags?:|related|https?:|www\.)", line, re.I
    ):
        return False
    return line.endswith((".", "!", "?", '."', ".”")) and len(line.split()) >= 12


def running_heads(lines: list[tuple[str, bool]]) -> frozenset[str]:
    """The short lines that return on page after page.

    `lines` are (block, stands at a page break). Page numbers in a line are ignored. A line
    counts when it returns at least three times, each time at a page break or with a number.
    """
    seen: Counter[str] = Counter()
    for line, at_break in lines:
        key = page_key(line)
        if at_break or key != " ".join(line.split()):
            seen[key] += 1
    return frozenset(key for key, times in seen.items() if times >= 3)


def page_key(line: str) -> str:
    """The line with its figures made equal, as running heads are compared; "" if too long."""
    line = " ".join(line.split())
    if len(line) > 90 or line.endswith((".", "!", "?", ":", ";", ",")) or line.startswith("#"):
        return ""
    return _FIGURES.sub("#", line)
