"""Words of English references: what is cited, where, by whom, and what is no reference.

Each part is used by the file that is named above it.
"""

import re

from rag.english.later import later
from rag.english.numbers import ONES

# citation text

CITATION_OPENING = later(
    r"^\s*(?:(?:but|and|or|in|for example,?|e\.g\.,?|also|again|here)\s+)*"
    r"(?:(?:see|cf\.?|compare|quoting|citing|quoted in|cited in)(?: also| generally)?,?\s+)?",
    re.I,
)
CITATION_LOCATOR = later(
    r"(?:\W*(?:at|pp?|pages?|chs?|chap|chapters?|vols?|nos?|secs?|sect|sections?|paras?|bk|book"
    r"|pts?|part|arts?|articles?|fols?|lines?|ll?|tables?|figs?|figure|appendix|nn?|notes?|esp"
    r"|especially|passim|et seq|and|ff?|loc|kindle|folio|box"
    r"|mm?|membranes?|cols?|columns?|pls?|plates?|sigs?|items?|entry|recto|verso|[rv]"
    r"|\d+[a-z]{0,2}|[ivxlcIVXLC]+)\b)+\W*"
)
CITATION_REMARK = later(
    r"\W*(?:(?:my|our|author’?'?s) (?:own )?(?:translation|emphasis|italics)"
    r"|(?:emphasis|italics) (?:added|mine|in original|original)|translation mine"
    r"|(?:which|where|who|and|but|for|as|on|a|an|the|in|with|quoting|citing|translated)\b.*)\W*",
    re.S,
)


# links

LINKS_VERB = r"(?:last )?(?:accessed|retrieved|visited|viewed|consulted)"


# names

NAMES_WORD = later(r"(?:[^\W\d_a-z]|(?:[ldod]|al|el|an|as|ad)[’'-](?=[A-Z]))[^\W\d_]*"
                   r"(?:[’'-][^\W\d_]+)*")  # fmt: skip
NAMES_SUFFIX = later(r",? (Jr|Sr|II|III|IV)\.?$")
BODY = later(
    r"\b(?:commission|committee|council|ministry|department|authority|institut(?:e|ion)|university"
    r"|association|organi[sz]ation|agency|bank|office|bureau|board|nations|cent(?:er|re)|group"
    r"|union|society|foundation|museum|corporation|company|court|government|embassy|library"
    r"|archives?|federation|league|congress|parliament|senate|staff|party|fund|academy|college"
    r"|administration|directorate|secretariat|watch|house|school|command|force|team|network"
    r"|project|programme|program|campaign|conference|delegation|assembly|service)\b",
    re.I,
)
_PERIODICAL = (
    r"times|news|herald|tribune|gazette|courier|chronicle|daily|journal|review|press|magazine"
    r"|post|telegraph|wire|guardian|observer|monitor"
)
NAMES_PERIODICAL = later(rf"\b(?:{_PERIODICAL})\W*$", re.I)
"""The end of the name of what prints words ("the Harbour Courier"), not of who says them."""
NAMES_NO_NAME = later(
    r"\b(?:the\b|an?\b(?!\.)|memorand(?:um|a)|minutes|diary|letters?|cable|telegram|report|record|notes?"
    r"|statement|speech|interview|testimony|author|personal|premier|president|prime|minister"
    r"|senator|ambassador|general|colonel|captain|dr|prof|professor|sir|lord|lady|king|queen"
    r"|mullah|maula\w+|ayatollah|sheikh|shaykh|imam|bishop|judge|chancellor|secretary|representative|embassy|resolution|agreement|treaty|act"
    r"|constitution|law|convention|declaration|protocol|see|for|on|in|document"
    rf"|{_PERIODICAL})\b",
    re.I,
)


# shapes

SHAPES_SERIES = later(
    r", [^,]*\b(?:report|paper|document|bulletin|no\.|number|series)\b[^,]*\d[^,]*$", re.I
)
SHAPES_NAMED = later(
    r"^(?P<title>(?=[^,“”\"]*\b(?:Resolution|Agreement|Treaty|Act|Constitution|Law|Convention|Charter"
    r"|Declaration|Protocol|Decree|Directive|Regulation)\b)[^,“”\"]*+)(?:,|$)"
)
SHAPES_HEADLINE = later(r"^(?P<name>[^,]+), (?:testimony|speech|statement|address|lecture)\b", re.I)


# short

SHORT_IBID = later(r"^(?:ibid(?:em)?|ib|id|idem|eadem|loc\.?\s?cit)\b\.?,?", re.I)
SHORT_NUMBERED = r"(?:nn?|fn|notes?|footnotes?|endnotes?)\.?\s*(\d{1,4})\b"


# tails

TAILS_ISSUE = r"(?:no|nr|iss|issue|number)s?\.? ?(?P<issue>\d+(?:\s?[–/-]\s?\d+)?)"
TAILS_MAGAZINE = later(
    r"\b(?:monthly|weekly|magazine|new yorker|economist|spectator|digest)\b", re.I
)
TAILS_NO_PERIODICAL = later(
    r"\b(?:paper|circular|document|memorandum|telegram|cable|letter|series|report|speech|box|file"
    r"|testimony|hearing|interview|diary|entry|address|press release|lecture|conference"
    r"|statement|letters?|minutes|no\.|vol\.)\b",
    re.I,
)


# works cited

WORK_VERB = later(
    r"\b(?:is|was|were|are|has|had|have|did|does|do|gives?|gave|says?|said|told|tells|wrote|writes"
    r"|came|can|could|would|may|might|must|should|will|became|remained|called|describes|argues"
    r"|I|we|you|he|she|they|it)\b"
)


# places

_KIND = r"section|chapter|part|clause|article|title|book|schedule|rule|regulation|appendix|annex"
_WORDED = rf"(?:{'|'.join(ONES[:0:-1])})"
PLACES_NUMBERED = later(
    rf"\W*+(?:(?P<kind>{_KIND})\s*+)?"
    rf"(?P<number>\d{{1,3}}[A-Z]?(?:\.\d+)*|[IVXLC]+|(?(kind){_WORDED}|(?!)))(?=[.):\s—–-]|$)",
    re.I,
)
PLACES_ITEM = later(
    rf"[\[§\s]*(?:(?P<kind>{_KIND})\s+(?=\d|[IVXLC]+\b))?(?P<number>\d{{1,3}}[A-Z]?(?:\.\d+)*+|[IVXLC]+)"
    r"(?(kind)(?=[.):\s—–-]|$)|(?:[.)\]:]|(?<=\.\d)(?=\s+(?-i:[A-Z]))))", re.I,
)  # fmt: skip
"""The number that a paragraph or a line begins with ("7. Neglect", "§ 7.", "PART II")."""
_RANGE = r"(?P<from>\d{1,5}|[ivxlc]+)(?:\s*[-–—]\s*(?P<to>\d{1,5}|[ivxlc]+))?"
PLACES_PAGES = (
    later(rf"\b(?:pp?|pages?|Seiten?|S)\b\.?\s*{_RANGE}(?![\w.]*\d)", re.I),
    later(rf"\b(?:1[5-9]|20)\d\d[a-z]?\)?\s*[:,]\s*{_RANGE}\s*[.)]?\s*$"),
    later(rf",\s*{_RANGE}\s*\.?\s*$"),
    later(rf"\bat\s+{_RANGE}\s*\.?\s*$"),
)
PLACES_PARAGRAPH = later(
    r"(?:\b(?:paragraphs?|paras?\b\.?)|¶{1,2})\s*\[?(?P<from>\d{1,4})(?:\s*[-–—]\s*(?P<to>\d{1,4}))?(?!\w)"
    r"|\bat\s+\[(?P<at>\d{1,4})\]|\bQ\.?\s?(?P<asked>\d{1,4})\b", re.I,
)  # fmt: skip
"""The number of a paragraph, as judgments are cited, too ("at [6]"), or of a question (Q42)."""
REFERENCE = later(r"[^\W\d_a-z][^()]{1,80}?,?\s(?:1[5-9]|20)\d\d[a-z]?\b")
"""A short reference in brackets: a name and a year, perhaps with a page."""
PLACES_SECTION = later(
    r"(?:(?<!§)§++|\b(?P<kind>section|sect?\.|chapter|chap\.|ch\.|part|clause|cl\.|article|art\.|schedule"
    r"|heading|headed|under(?=\s*[“\"‘'])|rule|regulation|by-?law|(?:minute|item)(?=\s\d))"
    r"|(?<!['’\w])(?-i:ss?\.?)(?=\s?\d))\s*"
    rf"(?:(?P<number>\d+[A-Z]?(?:\.\d+)*|[IVXLC]+|{_WORDED})(?![\w])(?P<subs>(?:\([0-9a-z]{{1,4}}\))*)"
    r"|[“\"‘'](?P<name>[^”\"’']{3,80})[”\"’'])", re.I,
)  # fmt: skip
