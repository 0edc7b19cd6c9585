"""Patterns of the clause that says who speaks: the verb, what stands around it, its subject."""

import re
from functools import cache

from rag.english.capitals import UPPER
from rag.english.later import later
from rag.english.speech import NAME, NAMING, PERSON, PHRASES, SAYING

MANNER = (
    r"(?:[a-z]\w*ly|also|then|later|once|has|had|have|having|further|again|himself|herself|itself|just"
    r"|still|since|already|long|now|even|always|often|first|soon|would|will|could|might|may|must|did|does|do|not|never"
    r"|is|was|were|are|been|be|being|\w+n['’]t|famously|once\s+more)"
)
DET = r"(?:[Tt]he|THE|[Aa]n?|[Oo]ne|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Oo]ur|[Mm]y|[Tt]his|[Tt]hat)"
LOW = r"[a-z][\w’'-]*"
_OF = "".join(rf"(?<!\s{one}\s)" for one in ("of", "for", "at", "in", "from", "with"))
_NO_CLAUSE = rf"(?!(?:which|whom?|whose|that)\b|{_OF}(?:the|an?|his|her)\s)"
ROLE = (
    rf"(?:(?:{DET}|{PERSON}['’]s?)\s+(?:{_NO_CLAUSE}[\w’'-]+\s+){{0,5}}?{LOW}(?<!['’]s)(?![\w’']))"
)
VERB = later(rf"\b(?P<verb>{SAYING}|{NAMING})(?!['’\w])")
AUX = later(rf"(?:(?:^|(?<=\s)|(?<=,)){MANNER}\s*)+$")
BE = later(r"\b(?:is|was|were|are|been|be|being)\b")
DENIES = later(r"\b(?:not|never|n['’]t)\b|n['’]t\b")
NO_VERB = later(
    r"\b(?:the|a|an|his|her|its|their|our|my|these|those|of|in|on|for|from|with|by|to|no|such"
    r"|United|press|news|annual|official|recent|early)\s+$"
)
HEAD = later(rf"(?<!\w)(?:(?P<name>{PERSON})|(?P<role>{ROLE}))$")
BEHIND = later(
    rf"\s+(?:(?P<role>{DET}\s+(?:[\w’'-]+\s+){{0,5}}?{LOW}(?:\s+(?:of|for|at|in)\s+(?:the\s+)?{PERSON})?)"
    rf"\s*,\s*(?P<apposed>{PERSON})(?=\s*[,.;:…—–)]|\s*$)"
    rf"|(?:{DET}\s+)?(?:{LOW}\s+){{0,5}}?(?P<name>{NAME})(?P<has>['’]s\s+{LOW})?|(?P<bare>{ROLE}))"
)
OBLIQUE = later(
    r"\b(?:at|in|of|from|to|with|for|near|on|by|under|inside|outside|against|about|into|upon|between"
    r"|through|over|during)\s+(?:the\s+|an?\s+|his\s+|her\s+|its\s+|their\s+)?(?:[a-z][\w’'-]*\s+)?$"
    r"|ed\s+by\s+(?:the|an?|his|her)\s+(?:[a-z][\w’'-]*\s+){0,2}[a-z][\w’'-]*,\s+$"
)
MODIFIER = later(
    r"\s*(?:who|whose|whom|which|where|then|now|himself|herself|aged|born|asked|interviewed"
    r"|citing|\w+ing|in|at|on|from|with|of|for|by|after|before|during|under|as|since|when|while"
    r"|writing|reached|\d+)\b",
    re.I,
)
BARE_ROLE = later(
    rf"\s*(?:{DET}\s+)?(?:[\w’'-]+\s+){{0,4}}{LOW}(?:\s+(?:of|for|at|in|to|from|with|on|near)\s+.+)?\s*"
)
_IS = r"(?:is|was|were|are|remained|remains|had\s+been)"
_ONLY = r"(?:\s+(?:simply|merely|only|plainly|just|still|always|nothing\s+but|an?|the))*"
FIXED = (
    later(rf"\b[Aa]ccording\s+to\s+(?:(?:{DET}\s+)?(?:{LOW}\s+){{0,4}}?(?P<who>{NAME})(?!['’]s)|(?P<role>{ROLE}))"),
    later(rf"\b(?:[Ii]n|[Tt]o|[Bb]y|[Oo]n)\s+the\s+(?:{LOW}\s+)?(?:words|view|opinion|eyes?|mind|phrase|judge?ment|estimation|telling|account|reckoning|formulation|description|testimony|evidence)\s+of\s+(?:(?:{DET}\s+)?(?:{LOW}\s+){{0,4}}?(?P<who>{NAME})|(?P<role>{ROLE}))"),
    later(rf"\b(?:[Tt]o\s+)?(?:[Qq]uot(?:e[sd]?|ing)|echo(?:es|ed|ing)|cit(?:es|ed|ing))\s+(?!(?:in|by|at|from|on|as)\b)(?:(?:{DET}\s+)?(?:{LOW}\s+){{0,4}}?(?P<who>{NAME})(?!['’]s)|(?P<role>{ROLE}))"),
    later(rf"\b(?P<who>{PERSON})(?:['’]s?|,?\s+(?:for\s+)?(?:who|in\s+who)se)\s+(?:(?:\w+\s+){{0,2}}?){PHRASES}\b"),
    later(rf"(?:[,;:(]\s*per|^\W*Per(?=\s+(?:Lord|Lady|Sir|Dame|Mrs?|Ms|Judge)\b|(?:\s+[{UPPER}][\w’'-]+){{1,3}}\s+(?:L?JJ?|L?CJ|MR|J[AS]C?)\b))\s+(?P<who>{NAME})"),
    later(rf"\b(?P<who>{PERSON}),?\s+(?:is|was),?\s+(?:by|on|in)\s+(?:his|her|their)\s+own\s+(?:account|admission|telling|words|reckoning|confession|view|lights)\b"),
    later(rf"(?P<role>{DET}\s+(?:{LOW}\s+){{0,3}}?{LOW})['’]s?\s+(?:(?:\w+\s+){{0,2}}?){PHRASES}\b(?!,?\s+by\s)"),
    later(rf"\b(?:[Cc]omment|[Ww]ords|[Tt]estimony|[Ll]etter|[Ss]tatement|[Pp]hrase|[Rr]emark),?\s+(?:by|of|from)\s+(?:{DET}\s+)?(?:{LOW}\s+){{0,3}}?(?P<who>{NAME})"),
    later(rf"\b(?:[Ss]peech|[Ss]ermon|[Pp]oem|[Vv]erse|[Ll]ines?|[Mm]essage|[Tt]elegram|[Nn]ote|[Ss]entence|[Pp]assage|[Dd]ictum|[Mm]axim|[Mm]otto|[Ss]aying|[Tt]oast|[Qq]uip|[Ww]arning)\s+(?:by|of|from)\s+(?:{DET}\s+)?(?:{LOW}\s+){{0,3}}?(?P<who>{NAME})(?=\s*[:,]|\s*$)"),
    later(rf"(?:^|[.!?…]\s+)(?P<who>{NAME})(?:\s*\([^()]*\))?\s*[:|]\s*$"),
    later(rf"^\s*(?:—|–|--|―)\s*(?P<who>{NAME})"),
    later(rf"(?:^|[.!?…;]\s+)(?:For|To)\s+(?:[^,.;:]{{1,60}},\s+)?(?:the\s+)?(?P<who>{PERSON}),\s+[^,.;:]{{1,60}}\b{_IS}\s*$"),
    later(rf"(?:^|[.!?…;]\s+)For\s+(?:the\s+)?(?P<who>{PERSON})\s+(?:it|this|that|he|she|they|the\s+{LOW})\s+{_IS}{_ONLY}\s*$"),
    later(rf"(?:^|[.!?…;]\s+)To\s+(?:the\s+)?(?P<who>{PERSON})\s+(?:(?:it|this|that)\s+{_IS}{_ONLY}|(?:he|she|they|the\s+{LOW})\s+{_IS}\s+(?:simply|merely|plainly|nothing\s+but){_ONLY})\s*$"),
)  # fmt: skip
NEXT = later(rf"\s*,\s+(?P<who>{PERSON})(?=\s*[,:.;—–)]|\s*$)")
SHORTENED = later(
    rf"(?:\b[{UPPER}]|\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Sgt|Capt|Sen|Rep|Gov|Rev|St|Jr|Sr|v|vs|cf|No|Fr|Bro|Insp|Supt"
    r"|Cmdr|Brig|Amb|Adm|Hon|Maj|Cllr|Pres|Atty))\.$"
)
BASE = r"(?:call|label|term|describe|write|argue|claim|insist|think|admit|recall)"
"""Verbs of saying and of calling as they stand behind "I" and "you"."""
SIGNS = ".;:!?…“”"


@cache
def saying_of(who: str = "I|[Ww]e") -> re.Pattern[str]:
    """Words by which whoever speaks ("I"), or is spoken to ("you"), says quoted words."""
    active = rf"(?!(?:is|was|were|are|been|be|being)\b){MANNER}"
    return re.compile(rf"\b(?:{who})\s+(?:{active}\s+){{0,3}}(?:{SAYING}|{NAMING}|{BASE})\b")
