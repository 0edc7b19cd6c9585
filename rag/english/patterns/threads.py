"""Heads of e-mails, and lines by which somebody states, swears or keeps a diary.

Each part is used by the file that is named above it.
"""

import re
from functools import cache

from rag.english import months
from rag.english.patterns.names import who

# mail


@cache
def mail_head() -> re.Pattern[str]:
    """A line of the head of an e-mail, in the languages that mail programs speak."""
    return re.compile(
        r"[ \t>*_|]*(?P<key>From|Von|De|Da|Fra|Från|Van|Sent|Gesendet|Envoyé|Enviado|Inviato|Date"
        r"|Datum"
        r"|Fecha|Data|To|An|À|Para|A|Til|Till|Aan|Cc|Bcc|Kopie|Subject|Betreff|Objet|Asunto|Oggetto"
        r"|Emne|Onderwerp|Reply-To|Attachments?|Importance|Message-ID|Received|MIME-Version|X-[\w-]+"
        r"|In-Reply-To|References|Return-Path|Delivered-To|Content-[\w-]+)[*_]*[ \t]?:[*_]*(?:"
        r"[ \t]+(?P<value>[^\n]*)|$)"
    )


MAIL_FROM = frozenset("From Von De Da Fra Från Van".split())
MAIL_OTHER = frozenset(
    "Sent Gesendet Envoyé Enviado Inviato Date Datum Fecha Data To An À Para Til Till Aan Subject "
    "Betreff Objet Asunto Oggetto Emne Onderwerp".split()
)


@cache
def mail_wrote() -> re.Pattern[str]:
    """What stands above a quoted e-mail, on two lines at most: "On 3 May, Rosa Lenk wrote:"."""
    return re.compile(
        r"[ \t>]*(?:(?:On|Am|Le|El|Il|Den|Op)\s[^\n]{0,60}?\d|In\s(?:article|message)\s)"
        r"[^\n]{0,60}?"
        r"(?:(?:,[\s>]*|[\s>])(?:[APap]\.?[Mm]\.?,?[\s>]+)?(?P<who>[^\n\d,:<>][^\n\d:<>]{0,60}?)\s*(?:<[^<>\n]*>|\[[^\]\n]*\]|\([^()\n]*@[^()\n]*\))?,?[\s>]+"
        r"(?:wrote|a\s+écrit|escribió|ha\s+scritto|skrev|schreef)"
        r"|,?\s*(?:um\s+[\d:]+\s+)?(?:schrieb|skrev|schreef)\s+(?P<behind>[^\n:<>]{2,60}?)\s*(?:<"
        r"[^<>\n]*>)?)\s*:[ \t]*$"
    )


QUOTING = re.compile(r"[ \t]*(?:>[ \t]?)+")
"""The signs before a line of a quoted e-mail."""
QUOTED = re.compile(
    r"\b(?:wrote|writes|said|a\s+écrit|escribió|ha\s+scritto|schreef|schrieb|skrev)\b[^\n]{0,80}:"
    r"[ \t]*\n(?:[ \t>]*\n)?[ \t]*>"
)
"""What announces such lines, and the first of their signs."""
MAIL_CUT = re.compile(
    r"[ \t>]*(?:-{2,}|_{5,})\s*(?:(?i:original message|forwarded message|ursprüngliche nachricht"
    r"|message d'origine|weitergeleitete nachricht)\s*-{2,})?\s*$|[ \t>]*"
    r"(?i:begin forwarded message):\s*$"
)


# stated


@cache
def stated_i() -> re.Pattern[str]:
    """The words by which somebody begins a statement: "I, X, of Y, say as follows"."""
    return re.compile(
        rf"\bI,?\s+(?:the\s+undersigned,?\s+)?{who(least=1)}\s*,[^.;:]{{0,300}}?\b(?i:say|says|state|states|depose"
        r"|declare|swear|affirm|testify|oath|aver|certify|attest|confess)\b|"
        rf"\b[Mm]y\s+(?:full\s+)?name\s+is\s+{who('named', 1)}[.,;]"
    )


STATED_OF = re.compile(
    r"\W*(?i:(?:further\s+|supplementary\s+|first\s+|second\s+|third\s+|sworn\s+|voluntary\s+|written\s+"
    r"|witness\s+|victim\s+)*(?:statement|affidavit|declaration|testimony|confession|deposition"
    rf"|recollections|reminiscences|memories))\s+(?i:of|by|from)\s*:?\s+{who(least=1)}\W*(?:\n|$)"
)
STATED_DIARY = re.compile(
    r"\b(?i:diary|diaries|journals?|day-?book|log-?book)\s+(?i:of|by|kept\s+by)\s+(?:[A-Za-z]+\s+)??"
    rf"{who(least=1)}|{who('owner', 1)}['’]s?\s+(?i:diary|diaries|journal)\b"
)
STATED_DAY = re.compile(
    rf"[\W_]*(?:(?i:{months.WEEKDAY})\b[.,]?\s*)?"
    rf"(?:(?i:the\s+)?\d{{1,2}}(?:st|nd|rd|th)?\.?\s+(?i:of\s+)?(?i:{months.WRITTEN})\b|(?i:{months.WRITTEN})\s+\d{{1,2}}(?:st|nd|rd|th)?\b"
    r"|\d{4}-\d\d-\d\d)"
)
STATED_ENDS = re.compile(
    r"\W*(?i:sworn|subscribed|signed|affirmed\s+(?:at|before)|declared\s+(?:at|before)|before\s+me\b|notary"
    r"|commissioner\s+for\s+oaths|witnessed\s+by|taken\s+(?:down\s+)?by|statement\s+taken|in\s+witness\s+whereof"
    r"|jurat|certificate|interviewer['’]?s?\s+note|exhibit\b|annex\b|editor)"
)
STATED_MINE = re.compile(r"\b(?:I|me|my|mine|we|us|our)\b")
