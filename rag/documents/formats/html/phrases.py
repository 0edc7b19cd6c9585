"""Names and stock phrases by which a page says that a line is no part of its text.

None of them counts by itself: only behind the last paragraph of the text, or beside a link.
"""

import re

from rag.documents.formats.html.furniture import names_of
from rag.documents.formats.html.lines import linked_words
from rag.documents.formats.xml import Element, said

_PROMPT_WORDS = 45
_ASIDE = re.compile(
    r"(?:^|[\s_-])(?:about|authors?|bio|biography|profile|byline|card|teasers?|related|more|next"
    r"|prev|previous|widget|footer|foot|bottom|copyright|legal|licen[cs]e|disclaimer|imprint"
    r"|impressum|rating|rate|vote|feedback|recommend\w*|newsletter|promo\w*|sidebar|side|banner"
    r"|cta|box|info|sponsor\w*|ads?|advert\w*|share|social|subscribe|posts?-?nav\w*|pager|popular"
    r"|latest|tags?|meta|contact|kontakt|autor(?:en)?|tipp|login|register|paywall|comments?"
    r"|respond|reply)(?:$|[\s_-]|\d)",
    re.I,
)
_STOCK = re.compile(
    r"©|\(c\) ?\d{4}|copyright\b|all rights reserved|alle rechte vorbehalten|powered by|impressum"
    r"|creative[- ]commons|tous droits réservés|derechos reservados|newsletter|subscribe|abonn\w+"
    r"|folge\w{0,20} (?:uns|mir)|follow (?:us|me)\b|cookies?\b"
    r"|dieser (?:eintrag|beitrag|artikel) wurde",
    re.I,
)
_PROMPT = re.compile(
    r"\W{0,3}(?:follow\b|subscribe\b|sign up\b|join us\b|for the latest\b|download the\b"
    r"|read more\b"
    r"|folge\w* \w+ (?:auf|bei)|abonnier\w+|suscr[íi]b\w+|s[íi]gu[ei]\w*|únete|abonnez|suivez"
    r"|seguici|iscriviti|©|copyright\b|unless otherwise|except where otherwise|all content\b"
    r"|this (?:work|website|page) \S+ (?:\w+ ){0,4}licen[sc]ed|powered by|mehr (?:zum|dazu)\b"
    r"|dieser (?:eintrag|beitrag|artikel) (?:wurde|erschien))",
    re.I,
)
_SOURCES = re.compile(
    r"(?:foot|end)?notes?|references?|sources?|bibliograph\w*|quellen\w*|literatur\w*"
    r"|anmerkung\w*|einzelnachweise|works cited|further reading|fußnoten|fuentes|références"
    r"|external links|weblinks|see also|siehe auch|postscript|p\.?s\.?|appendix|anhang|errat\w+",
    re.I,
)
_SENTENCE = re.compile(r"(?<![^.!?…])(?=[^.!?…]*?\w[^.!?…]{2})[^.!?…]++[.!…][\"”’»)]*$")


def prompts(line: Element) -> bool:
    """Whether a line, with a link to elsewhere, asks to follow, subscribe or read on."""
    text = said(line)
    short = len(text.split()) <= _PROMPT_WORDS
    return short and bool(_PROMPT.match(text)) and linked_words(line) > 0


def is_stock(line: Element) -> bool:
    """Whether a line holds a phrase that every page of a site has."""
    return bool(_STOCK.search(said(line)))


def is_sentence(line: Element) -> bool:
    """Whether a short line ends as sentences do ("He died.") and leads nowhere."""
    return bool(_SENTENCE.search(said(line))) and not linked_words(line)


def heads_sources(heading: Element) -> bool:
    """Whether a heading is that of notes, sources or further reading."""
    return bool(_SOURCES.fullmatch(said(heading).strip(" :.")))


def named_aside(line: Element, top: Element) -> bool:
    """Whether the names of a line and of what is around it up to `top` mean no text."""
    for part in (line, *line.iterancestors()):
        if _ASIDE.search(names_of(part, 1)):
            return True
        if part is top:
            break
    return False
