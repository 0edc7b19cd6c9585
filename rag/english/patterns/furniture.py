"""Buttons, notices and running lines of English pages.

Each part is used by the file that is named above it.
"""

import re

# furniture

FURNITURE_WHOLE = re.compile(
    r"""^[\W_]*+(?:
      (?:(?:page|p\.?|seite)\s*+)?\d{1,4}(?:\s*(?:of|/|von)\s*\d{1,4})?
    | [ivxlc]{1,7}
    | https?://\S++ | www\.\S++
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
FURNITURE_OPENING = re.compile(
    r"""^[\W_]*(?:
      related(?:\s+(?:articles?|stories|posts?|content|coverage))?\s*: | see\s+also\s*:
    | read\s+(?:more|next|also)\b | more\s+(?:from|on|in|stories)\b | also\s+read\b
    | tags?\s*: | filed\s+under\b | posted\s+(?:in|by|on)\b | categor(?:y|ies)\s*: | topics?\s*:
    | share\s+(?:this|on|via)\b | follow\s+(?:us|@)\b | like\s+us\b | sign\s+up\s+(?:for|to)\b
    | subscribe\s+(?:to|now|for)\b | get\s+(?:our|the)\b.{0,30}\bnewsletter | click\s+here\b
    | skip\s+to\b | jump\s+to\b | continue\s+reading\b | leave\s+a\s+(?:comment|reply)\b
    | (?:this|our)\s+(?:site|website)\s+uses\s+cookies | (?:we\s+use|accept)\s+(?:all\s+)?cookies
    | ©|\(c\)\s+(?=[^.;]{0,60}\b(?:1[89]|20)\d\d\b)
    | copyright\b(?=\W*(?:©|\(c\)|\d{4}|by\b)|(?:\W+\w+){0,4}\W*$)
    | all\s+rights\s+reserved
    | (?:most|trending)\s+(?:read|popular|viewed|now)\b | recommended\b.{0,20}$
    | view\s+(?:all|more|comments)\b | \d+\s+shares?\b | updated?:?\s+\d
    | last\s+(?:updated|modified)\b
    | comment\s+(?:deleted|removed|hidden)\b | this\s+comment\s+(?:was|has\s+been)\b
    | you\s+(?:are\s+)?receiv(?:e|ed|ing)\s+this\s+(?:e-?mail|mail|message|newsletter)\b
    | (?:to\s+)?unsubscribe(?:\s+(?:from|at|here|click|by)\b|:|\W*$)
    | terms\s+of\s+(?:use|service) | privacy\s+policy\s*$ | contents\s*$ | table\s+of\s+contents\s*$
    )""",
    re.X | re.I,
)
FURNITURE_BUTTONS = re.compile(
    r"(?<![\w-])(?:larger text|smaller text|single page|print|e-?mail|alerts|widget"
    r"|tooltip|share|tweet|rss|text size|font size|listen|bookmark|comments?)(?![\w-])",
    re.I,
)
