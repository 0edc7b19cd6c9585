"""How a draft says whose words it quotes, and where they stand."""

import re

from rag.english import months
from rag.english.capitals import UPPER
from rag.english.dates import YEAR
from rag.english.later import later
from rag.english.patterns.context import DETERMINER
from rag.english.speech import PERSON, SAYING

REPORTS_AS_PRONOUN = later(r"\W*(?:he|she|they|(?:later|then)\s+(?:he|she))\b", re.I)
ASKED = later(r"\b(?:ask(?:s|ed|ing)?|whether|wonder(?:s|ed)?|question\w*|enquired?|inquired?)\b")
"""By which a draft says that what it quotes is a question."""
SHORT_TAIL = later(
    r"\W{0,20}(?:[a-z]+(?:ed|s)(?:\s+[\w.’'-]+){1,4}"
    r"|(?:[\w.’'-]+\s+){1,4}[a-z]+(?:ed|s)(?:\s+[a-z]+ly)?)\W*$"
)
"""A clause behind a quotation that can hardly do but say whose it is ("…, Marsh purrs.")."""
CITED_BETWEEN = later(
    r"(?<!\s)\s*+(?:\((?:[^()]|\([^()]*\))*\)|(?<=\s)et\s+al\b\.?"
    r"|(?<=\s)and\s+(?:others|colleagues|co-?\w+ers)\b)"
)
"""What stands between a name and its verb in a reference ("Obuya et al. (2011) hold")."""
FRAMES = later(r"(?::|\bthat|(?<![\w’'-])as)[\s…]*$")
"""What leads to words that are somebody's, whatever the verb ("Aske swore to it that")."""
HE_SAID = later(r"\W*(?:\w+\s+){0,2}?(?P<one>he|she)\b")
PASSIVE = later(
    r"\b(?:am|is|are|was|were|been|being)\s+(?:\w+ly\s+)?(?:told|asked|reminded|warned|advised"
    r"|informed|ordered|instructed|assured)\b(?!\s+by\b)[^.;:“”\"]{0,40}[:,]?\s*$"
)
"""A clause by which the words are said to somebody, and not by that one."""
IN_HIS = later(r"\W*(?:[Ii]n|[Aa]t|[Ff]rom|[Ii]nto|[Dd]uring|[Ww]ith|[Oo]n)\s+(?P<one>his|her)\b")
BRACKETED = later(
    rf"\b(?P<who>{PERSON})(?:['’]s?)?(?:\s+(?:et\s+al\.|[a-z]+)){{0,3}}\s+[(\[](?P<in>(?=[^()\[\]\d]*\d)[^()\[\]]*+)[)\]]"
)
"""The bracket behind a speaker's name, or behind its verb ("Berg writes (2001, p. 3) that")."""
REFERRED = later(
    rf"(?P<ref>{PERSON},\s+[*_“‘\"][^:]{{3,150}}\((?:1[5-9]|20)\d\d\)[^:]{{0,30}}):\W*$"
)
"""A whole reference that leads to the words ("O. Berg, *The Lock* (2004), 3: “…”")."""
EMPHASISED = later(
    r"(?:\b(?:in|his|her|their|its|the|of|from)\s|,\s)[*_]{1,2}(?P<title>[^*_\n]{3,90})[*_]{1,2}",
    re.I,
)
"""A title in italics, where it is the name of nobody."""
INSERTED = later(
    r"(?:[,.?!…—–]|--)?\s*[”’\"'»“]+\s*(?P<said>[^”“\"«»]{3,160}?)\s*[,.:]?\s*[“‘\"'«„]\s*"
)
"""What stands between two pieces of one speech ("…,” she said, turning round, “…")."""
CONTRASTED = later(
    rf"[”\"’»“][,;]?\s+(?:whereas|while|but|and|though|yet)\s+(?P<who>{PERSON})\s+[a-z]+(?:\s+[a-z]+)?\s+$"
)
"""A clause behind other quoted words, with a subject of its own ("… “…”, whereas Desnos saw")."""
LISTED = later(
    rf"(?<![\w’'-]){PERSON},?\s+(?:(?:and|or|&)\s+{PERSON}|et\s+al\.?|and\s+(?:others|colleagues))"
    r"\s+(?:\([^()]*\)\s+)?"
    r"(?:(?:[a-z]+\s+){1,3}|[a-z]+(?:\s+[a-z]+)?\s*[:,]\s*)$"
)
"""Several people to whom a clause gives the words ("Smith and Jones hold that")."""
IN_TITLED = later(
    r"\b[Ii]n\s+(?:(?:his|her|their|its|the|an?)\s+)?(?:[a-z]+\s+){0,2}(?:[“\"‘'«„]|[*_]{1,2})"
    r"(?P<title>[A-Z][^”\"»“*_\s]{0,40}\s[^”\"»“*_]{1,120}?),?(?:[”\"’'»“]|[*_]{1,2})(?=\s*[,(]|\s+[A-Z\w])"
)
"""A poem, chapter or essay in which somebody says something, by its title in quotation marks."""
FROM_SOMEBODY = later(
    rf"\b(?:was|is|were|are|came|comes|letters?|lines?|note|message|telegram|postcard|email)\s+(?:from|by)\s+"
    rf"(?:the\s+|his\s+|her\s+|my\s+)?(?:[a-z]+\s+){{0,2}}?(?P<who>{PERSON})"
)
"""By which a lead-in says whose words stand below it ("It was from Emil, and I have it still:")."""
LED_BY_ONE = later(r"\b(?P<one>[Hh]e|[Ss]he)\b[^.;“”\"]{1,60}$")
LED_BY_NAME = later(
    rf"^\W*(?:(?:[Tt]he|[Aa]n?|[Oo]ne|[Ll][ea]|[Dd](?:er|ie)|[EeIi]l)\s+(?:[a-z][\w-]*,?\s+){{1,3}})?(?P<who>{PERSON})(?:,[^,:]{{1,60}},|,)?\s+"
    r"(?!(?:read|heard|found|saw|recalled|remembered|was\s+told|received|quoted|cited)\b)"
    r"(?:(?!(?:the|an?|his|her|its|their|this|that|these|those|on|in|at|of|from)\b)[\w’'-]+\s*){1,4}:[\s…]*$"
)
"""A clause of somebody and a verb without an object, which leads to what that one says."""
APPOSED_WORDS = (
    r"(?:(?!(?:wh\w+|that|ha[sd]|have|is|was|were|with|no|not|to|at|by|from|in|on|of|for|and|but|or|said"
    r"|told|asked|wrote|called|met|saw)\b)[\w’'-]+\s+){0,3}?"
)
"""Words between a name and the role that stands beside it; none of them begins a clause."""
_NAMED = (
    r"(?:introduction|conclusions?|preface|foreword|afterword|epilogue|prologue|abstract|appendix"
    r"|discussion|postscript|summary|acknowledge?ments)"
)
"""Sections that a sentence names without quotation marks ("in her conclusion")."""
LOCATED = (
    later(
        r"\b(?:[Ii]n|[Uu]nder|[Oo]n|[Aa]t|[Ff]rom)\s+(?:(?:the|his|her|its|their)\s+)?(?P<place>(?i:section|chapter|part|clause"
        r"|article|heading|pages?|pp?\.)\s+(?:\d[\d.–-]*(?:\([0-9a-z]{1,4}\))*|[IVXLC]+\b|(?i:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b|[“\"‘'][^”\"’']{3,80}[”\"’'])"
        rf"|{_NAMED}(?!\s+(?:that|to)\b))"
    ),
    later(
        r"(?<!\bof\s)(?<!\babout\s)(?:\b(?:[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[Tt]he|[Aa]|[Tt]hat)|['’]s?)\s+(?P<place>(?:1[5-9]|20)\d\d)\s+(?:[\w’'-]+\s+){0,2}?(?:study|book|essay"
        r"|article|paper|report|work|memoirs?|monograph|thesis|history|survey|chapter|edition|interview|speech|lecture|column)\b"
    ),
    later(
        r"\b(?:study|book|essay|article|paper|report|memoirs?|monograph|thesis|history|[Ss]tatutes?|[Cc]harter"
        r"|[Rr]ules|[Rr]egulations)\s+"
        r"(?:of|from|dated)\s+(?P<place>(?:1[5-9]|20)\d\d)\b"
    ),
    later(r"(?P<place>\b[Uu]nder\s+[“\"‘'][A-Z][^”\"’']{2,80}[”\"’'])"),
    later(r"\b(?:[Ww]riting|[Pp]ublished|wrote|writes)\s+in\s+(?P<place>(?:1[5-9]|20)\d\d)\b"),
)
"""Where a sentence itself says that the words stand, or when their work appeared."""
PLACE_ALONE = later(
    r"(?:Part|Chapter|Section|Article|Clause|Schedule|Rule|Regulation|Appendix|Annex|Title|Book)\s+(?:\d[\w.]*|[IVXLC]+|[A-Z])"
)
"""A part of a work, which is nobody ("Part II says that")."""
MONTH = rf"(?<!\w)(?i:{months.WRITTEN})(?!\w)"
_NTH = r"\d{1,2}(?:st|nd|rd|th)?(?!\w)"
_DAY = (
    rf"(?:(?:the\s)?(?<!\w){_NTH}\.?\s(?:of\s)?{MONTH}(?:,?\s{YEAR})?(?!\w)"
    rf"|{MONTH}\s{_NTH}(?:,?\s{YEAR})?(?!\w)|{MONTH},?\s{YEAR}(?!\w)|(?<!\w){YEAR}-\d\d-\d\d(?!\w))"
)
WRITTEN = (
    later(
        r"^\W*(?:[Ii]n|[Bb]y)\s+(?:[Ee]arly\s+|[Ll]ate\s+)?(?P<place>(?:[A-Z][a-z]+\s+)?(?:1[5-9]|20)\d\d)\b"
        rf"(?=.*\b(?:published|{SAYING})\b)"
    ),
    later(rf"^\W*On\s+(?P<place>{_DAY})(?=.*\b(?:{SAYING})\b)"),
    later(
        r"\b(?:memo(?:randum)?|letter|diary|note|e-?mail|telegram|interview|speech|statement|post|entry)"
        rf"\s+(?:of|from|dated|on)\s+(?P<place>{_DAY})"
    ),
    later(
        rf"\b(?:{SAYING})\s+(?:(?!that\b)[\w’']+\s+){{0,5}}?(?:on\s+(?P<place>{_DAY})"
        r"|in\s+(?P<year>(?:1[5-9]|20)\d\d)\b)"
    ),
)
"""When somebody wrote or spoke ("In March 1984 Bruhn wrote"): the date of the author's own work."""
LETTER = later(
    rf"\W*(?:[Ll]etter\s+(?:from|of|by)\s+)?(?P<who>(?!The\b){PERSON})(?:,?\s+[a-z-]+)?\s+to\s+{PERSON}\s*,[^,]*\d"
)
"""A reference to a letter, which is the first one's ("Hart to Diaz, 3 February 1920")."""
OWN_WORDS = later(
    rf"(?P<who>{PERSON})['’]s?\s+(?:[“\"«][^“\"«]*[”\"»][^“\"«]*\b(?:his|her|their)\s+)?$"
)
"""Whose words follow ("Marsh's “puzzle”", "Marsh's “puzzle” and her “sham”")."""
OWNED = later(r"(?P<owner>.{2,60}?)['’]s?\s+(?:[a-z][\w-]*\s+)?(?P<noun>[a-z][\w-]*)$")
KIN = later(
    r"\b(?:wife|husband|widow|widower|brother|sister|son|daughter|father|mother|uncle|aunt|nephew"
    r"|niece|cousin|friend|neighbour|neighbor|rival|enemy|successor|predecessor|partner)$"
)
"""Those who speak for themselves, and not for the one whose they are."""
_LINK = r"(?:of|from|for|at|with|in)"
_OF = rf"\s+(?P<of>{_LINK}\s+[^,.;:()“”\"\n]{{1,60}}?)"
_CLAUSE = (
    r"\s+(?:who\w*|which|that|and|or|but|by|to|since|now|then|when|on|is|was|has|had|said|told|wrote"
    r"|\w+ed|\w+ing)\b"
)
_ENDS = rf"(?=\s*(?:[,.;:()—–“”\"\n]|$)|{_CLAUSE})"
ROLE_BEHIND = later(
    rf"(?:(?:,\s+(?:aged\s+)?\d{{1,3}})?,\s+|\s*\()(?P<role>(?:(?:{DETERMINER})\s+)?{APPOSED_WORDS}(?P<noun>[\w’'-]+))(?:{_OF})?{_ENDS}"
)
BODY_BEHIND = later(
    rf",?\s+(?P<of>(?:of|from|(?<=,\s){_LINK})\s+(?:the\s+)?[{UPPER}][^,.;:()“”\"\n]{{1,60}}?){_ENDS}"
    rf"|\s\((?P<place>[{UPPER}][^\W\d_]+(?:[ -][{UPPER}][^\W\d_]+){{0,3}})\)"
)
_CALLED = (
    r"(?:(?:who\s+(?:gave|gives)\s+(?:his|her|their)\s+name|identified|who\s+identified\s+\w+sel(?:f|ves))"
    r"\s+(?:only\s+)?as|(?:named|called|by\s+the\s+name\s+of"
    r"|whom\s+(?:we|I)\s+(?:(?:shall|will|have)\s+)?(?:call|called|named?)))"
)
"""By which a role says what its bearer is called."""
_WORDS = r"(?<![\w’'-])(?P<role>(?:[\w’'-]+[ ]+){0,3}(?P<noun>[\w-]+))"
_TWICE = rf",\s+(?:{DETERMINER})(?:\s+[a-z][\w-]*){{1,3}}"
ROLE_BEFORE = tuple(later(rf"{_WORDS}{of},?(?:\s+{_CALLED})?\s+\(?$") for of in ("", _OF, _TWICE))
OPENING_PRONOUN = later(r"\W*+(?P<one>He|She|His|Her|he|she)\b")
"""A pronoun that begins a sentence, or that speaks behind its quotation."""

# papers

_NUMBER = rf"(?!{_DAY})(?:\d\w*(?:[/.–-]\w+)*|[IVXLC]{{2,}}(?!\w))"
PAPER = later(
    r"(?<!\w)(?P<kind>[^\W\d_]{3,})"
    rf"(?:\.?\s(?:\([A-Z]+\)\s)?(?P<no>(?i:(?:n[or]|number)\b\.?|n[º°]|№|\#)\s?)?(?P<number>{_NUMBER}))?"
    rf"(?:(?:,\s|\s\(?)(?:(?:of|from|dated|on|for)\s)?(?P<day>{_DAY}|{YEAR}(?![\w-])))?"
)
"""A kind of paper, its number and its day; text has one space where others have several."""
DAYS = later(_DAY)
TOLD_YEAR = later(rf"\b{SAYING}\s(?:[\w’']+\s){{0,5}}?in\s({YEAR})\b")
