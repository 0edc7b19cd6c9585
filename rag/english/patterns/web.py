"""What web pages print about who wrote them: what leads to a name and what ends it, and nobody."""

import re

from rag.english.months import ABBREVIATED, MONTHS, WEEKDAYS
from rag.english.words import PARTICLE

_CALENDAR = "|".join((*MONTHS, *sorted(ABBREVIATED), *WEEKDAYS))

BYLINE_LEAD = re.compile(
    r"^[\W_]*(?:(?:posted|written|reported|published|story|words?|text|article|review|interview"
    r"|edited)\s+)?(?:by|von|par|por|di|door|av|af|author|authors|autor|auteur)\b[\s:]*",
    re.I,
)
"""What stands before the name in a byline."""
BYLINE_END = re.compile(
    r"(?:(?<!\s)\s+)?(?:[|•·»\n\t(\[/]|\s[–—-]\s|\d|@|\b(?:edited|updated|published|posted|last|on|for|at|in"
    rf"|follow|{_CALENDAR}|today|yesterday|staff|correspondent|reporter|editor|contributor|senior"
    r"|chief|columnist|associated press writer|bbc news)\b)",
    re.I,
)
"""What ends the names in a byline."""
BYLINE_NAME = re.compile(
    r"(?:[^\W\d_a-z][\w.’'‐-]*|d[’'][^\W\d_]\w+)"
    rf"(?:\s+(?:(?:{PARTICLE}|e)\s+){{0,2}}"
    r"(?:[^\W\d_a-z][\w.’'‐-]*|d[’']\w+)){0,4}"
)
BYLINE_BETWEEN = re.compile(r"(?:(?<!\s)\s+)?(?:,|;|&|\band\b|\bund\b|\bet\b|\by\b)\s*", re.I)
"""What parts two names in a byline."""
BYLINE_NOBODY = re.compile(
    r"(?:the\s+)?(?:admin(?:istrator)?|anonymous|anonym|editors?|staff|team|redaktion|webmaster"
    r"|guest|users?|username|authors?|unknown|n/?a|none|null|root|wordpress|default|test|fail"
    r"|by|web|website|blogger|contributors?|follow author)(?:\s+(?:staff|team))?|from .*"
    r"|contributors to .*|(?:[\w.]+ )+contributors",
    re.I,
)
"""What stands where an author should and names nobody."""
COMMENTER_SAYS = re.compile(
    r"(?<!\s)\s*+(?:(?:says|said|writes|wrote|commented)\s*+)?(?::\s*+)?$", re.I
)
"""What follows the name of somebody who comments."""
NOTES_HEADING = re.compile(
    r"(?:\d+\.?\s*)?(?:(?:foot|end)?notes|references|bibliography and notes|anmerkungen"
    r"|notes et références)",
    re.I,
)
"""A heading behind which notes stand, in print and on the web."""

# examples of questions, for the page

EXAMPLES_PERSON = rf"(?:[A-Z][a-z’'-]+\s){{1,2}}(?:{PARTICLE}[- ])?[A-Z][a-z’'-]+"
EXAMPLES_POINTS_BACK = re.compile(
    r"\b(?:there|it|its|this|that|these|those|they|them|he|she|him|her|I)\b"
)
EXAMPLES_NO_NAME = re.compile(
    r"^(?:The|This|That|These|Those|When|While|After|Before|In|On|At|But|And)\b"
)

# html/lines

LINES_STOCK = re.compile(
    r"©|\(c\) ?\d{4}|copyright\b|all rights reserved|alle rechte vorbehalten|powered by|impressum"
    r"|creative[- ]commons|tous droits réservés|derechos reservados|newsletter|subscribe|abonn\w+"
    r"|folge\w{0,20} (?:uns|mir)|follow (?:us|me)\b|cookies?\b"
    r"|dieser (?:eintrag|beitrag|artikel) wurde",
    re.I,
)
LINES_PROMPT = re.compile(
    r"\W{0,3}(?:follow\b|subscribe\b|sign up\b|join us\b|for the latest\b|download the\b"
    r"|read more\b"
    r"|folge\w* \w+ (?:auf|bei)|abonnier\w+|suscr[íi]b\w+|s[íi]gu[ei]\w*|únete|abonnez|suivez"
    r"|seguici|iscriviti|©|copyright\b|unless otherwise|except where otherwise|all content\b"
    r"|this (?:work|website|page) \S+ (?:\w+ ){0,4}licen[sc]ed|powered by|mehr (?:zum|dazu)\b"
    r"|dieser (?:eintrag|beitrag|artikel) (?:wurde|erschien))",
    re.I,
)
LINES_SOURCES = re.compile(
    r"(?:foot|end)?notes?|references?|sources?|bibliograph\w*|quellen\w*|literatur\w*"
    r"|anmerkung\w*|einzelnachweise|works cited|further reading|fußnoten|fuentes|références"
    r"|external links|weblinks|see also|siehe auch|postscript|p\.?s\.?|appendix|anhang|errat\w+",
    re.I,
)

# html/clutter

CLUTTER_INVITES = re.compile(
    r"(?:lesen sie auch|mehr (?:zum thema|dazu|lesen)|read (?:more|also|next)|see also:|also read"
    r"|related(?: (?:article|post|stor)\w*)?|weitere (?:artikel|beiträge|themen)|lea \w+"
    r"|lea:|l[ea]s? (?:puede|podría) interesar|también (?:te|le) puede|das könnte \w+ auch"
    r"|auch interessant"
    r"|à lire aussi|lire aussi|leggi anche|share this|teilen|back to top|nach oben|zurück)\b\W*",
    re.I,
)
