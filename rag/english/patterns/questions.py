"""How questions are asked in English: for sources, sections, speakers, writers, two at once.

Each part is used by the file that is named above it.
"""

import re

from rag.english import months
from rag.english.dates import ANY_YEAR
from rag.english.later import later

# question

QUESTION_READERS = (
    r"(?:comment(?:er|ator)?s?|readers?(?:['’]s?)?(?:\s+comments?)?|posters?"
    r"|people\s+in\s+the\s+comments|(?:the\s+)?discussion\s+below)"
)
QUESTION_FRAME = later(
    rf"^\W*(?:what|which|how)?\s*(?:do|does|did|have|has)?\s*(?:any|some|one|a|the|of\s+the)?\s*"
    rf"{QUESTION_READERS}\s+(?:say|said|write|wrote|think|claim|claimed|complain|ask|asked|believe)\w*\s+"
    r"(?:about|of|on|regarding|that)\s+(?=\S)",
    re.I,
)
QUESTION_WRITER = later(
    r"\b(?:wrote|writ(?:es?|er|ers|ing|ten)|authors?|authored|by-?line|compiled|publish(?:ed|er)?"
    r"|dated|reporter)\b",
    re.I,
)


# sources asked

CLAIM_KIND = (
    r"(?:(?:primary|secondary|oral|written|published|archival|full)\s+)*"
    r"(?:sources?|works?|books?|stud(?:y|ies)|references?|footnotes?|notes?|documents?|citations?"
    r"|publications?|articles?|memoirs?|reports?|authorit(?:y|ies)|texts?|papers?|interviews?"
    r"|histor(?:y|ies)|letters?|resolutions?|cables?|testimon(?:y|ies)|scholars?|authors?)"
)
CLAIM_WRITER = (
    r"(?:(?:the|this|its)\s+)?(?:essay|author|article|text|paper|book|report|piece|writer|he|she"
    r"|it|they)"
)
CLAIM_CITED = (
    r"(?:cited|quoted|referenced|footnoted|credited|invoked|adduced|referred\s+to|relied\s+on)"
)
CLAIM_CITE = r"(?:cite|quote|reference|credit|invoke|adduce|refer\s+to|rely\s+(?:up)?on)"
CLAIM_ANY = (
    rf"(?:{CLAIM_CITED}|{CLAIM_CITE}|given?|named?|used?|mention(?:ed)?|offer(?:ed)?|provided?)"
)
CLAIM_FOR = (
    r"(?:for|behind|about|to\s+(?:support|back\s+up|show|prove)|in\s+support\s+of|as\s+(?:the\s+)?"
    r"(?:source|authority|evidence|reference)\s+(?:for|of)|when\s+"
    + CLAIM_WRITER
    + r"\s+(?:says?|writes?"
    r"|claims?|states?|reports?|argues?|tells?)|in\s+saying|on)"
)
CLAIM_BEHIND = (
    r"(?:stands?|lies?|is|are)\s+(?:the\s+)?(?:(?:sources?|references?|authority|footnotes?|evidence)"
    r"\s+(?:for|of|behind)|behind)"
)
CLAIM_SHORT = (
    r"(?:the\s+)?(?:short\s+(?:citation|reference|note|form)|['‘’\"“]?ibid\.?['’\"”]?)\s+"
    r"(?:for|at|about|on)"
)
CLAIM_FRAMES = tuple(
    later(rf"^\W*(?:{frame})\s+(?=\S)", re.I)
    for frame in (
        rf"(?:what|which|whose)\s+{CLAIM_KIND}\s+(?:is|are|was|were|does|do|did|has|have)\s+"
        rf"(?:{CLAIM_WRITER}\s+|the\s+[\w’'-]+(?:\s+[\w’'-]+)?\s+)?(?:been\s+)?{CLAIM_ANY}\s+{CLAIM_FOR}",
        rf"(?:what|who)\s+(?:is|are|was|were)\s+{CLAIM_CITED}\s+{CLAIM_FOR}",
        rf"(?:what|whom?)\s+(?:does|do|did)\s+{CLAIM_WRITER}\s+{CLAIM_CITE}\s+{CLAIM_FOR}",
        rf"on\s+(?:what|which|whose)\s+{CLAIM_KIND}\s+(?:does|do|did|is|are)\s+(?:{CLAIM_WRITER}\s+)?"
        rf"(?:rely|draw|rest|bas(?:e|ed)|depend|lean)\w*\s*(?:(?:up)?on\s+)?{CLAIM_FOR}",
        rf"where\s+(?:does|do|did|has|have)\s+{CLAIM_WRITER}\s+(?:take|taken|get|got|have|draw|find|found)"
        r"(?=.*\bfrom\W*$)",
        r"what\s+(?:is|are)\s+the\s+(?:full\s+)?(?:sources?|references?|citations?|footnotes?|notes?)"
        rf"\s+(?:given\s+|cited\s+)?(?:for|behind)(?:\s+{CLAIM_SHORT})?",
        r"what\s+is\s+the\s+(?:source|evidence|authority)\s+(?:of|for)(?=\s+(?:the\s+|[\w’'-]+(?:['’]s)?"
        r"\s+){1,3}(?:claim|statement|account|figure|view|story|judgement|assertion|version)\b)",
        rf"(?:who|which\s+\w+)\s+(?:wrote|is\s+the\s+author\s+of|published)\s+the\s+{CLAIM_KIND}\s+"
        rf"(?:(?:that|which)\s+(?:is|are)\s+)?{CLAIM_ANY}\s+{CLAIM_FOR}",
        rf"(?:what|which|whose)\s+{CLAIM_KIND}\s+{CLAIM_BEHIND}(?:\s+{CLAIM_SHORT})?",
        r"what\s+does\s+the\s+(?:foot)?note\s+(?:to|on|for|at|about)(?=.*\bsay\b)",
    )
)
CLAIM = later(
    r"^(?:the\s+)?(?:(?:claim|statement|view|point|fact|judgement|judgment|idea|assertion|argument"
    r"|remark)s?\s+that|(?:claim|statement|account|story|assertion|report|figure)s?\s+(?:of|about))"
    r"\s+(?=\S)",
    re.I,
)
CLAIM_TAIL = later(
    r"(?<=[?.!])\s+(?:please\s+)?(?:give|name|state|cite|quote|write)\s[^?]*$|\s+from(?=\W*$)"
    r"|\s+say(?=\W*$)",
    re.I,
)


# lists

LISTS_MANY = later(
    r"\b(?:list|all|every|everything|name the|enumerate|what are|which are|which \w+s\b)", re.I
)

LISTS_DUTIES = frozenset("must shall may can should allowed required".split())
"""Words of a duty, for which a lead-in may have others."""


# rows

ROWS_TOTAL = later(r"\W*(?:sub-?total|total|sum|all|overall|average|mean)\b", re.I)
"""The first cell of a row that stands for the others."""
ROWS_MOST = later(
    r"\b(?:(?P<least>fewest|least|lowest|smallest|shortest|cheapest|lightest|narrowest|slowest)|(?P<old>oldest"
    r"|earliest)|(?P<young>youngest|newest|latest)|most|highest|largest|biggest|greatest|longest"
    r"|tallest|heaviest|deepest|widest|dearest|fastest|busiest)\b",
    re.I,
)


# wanted

WANTED_KINDS = tuple(
    (kind, lacks, later(rf"^\W*(?:[\w’'-]+\s+){{0,3}}?(?:{asked})\b", re.I))
    for kind, lacks, asked in (
        ("date", "give no date", r"when|(?:what|which)\s+(?:year|date|day|month|century)"),
        (
            "number",
            "give no figure",
            r"how\s+(?:many|much|long|far|old|large|big|tall|deep|often|high)"
            r"|what\s+(?:number|percentage|share|proportion|amount)",
        ),
        ("person", "name nobody else", r"whom?|whose"),
        ("place", "name no place", r"where|(?:what|which)\s+(?:city|country|town|place)"),
        ("reason", "give no reason", r"why|for\s+what\s+reason|what\s+(?:was|is)\s+the\s+reason"),
    )
)


# missing

MISSING_GENERAL = frozenset(
    "name names kind kinds sort type number amount percentage share proportion year years date day "
    "days month months century time times city country town place people person many much most "
    "first last next long often reason reasons cause list used use called known happen happened "
    "taken took take make made give given according document documents text source sources after "
    "before during while about against between through into over under again inside high".split()
)
"""Words that shape a question rather than say what it is about."""
MISSING_HELPS = r"(?:did|does|do|can|could|would|will)"


# labels

LABELS_KINDS = (
    ("section", r"§+|sections?|secs?\."),
    ("article", r"articles?|arts?\."),
    ("clause", r"clauses?|cl\."),
    ("paragraph", r"paragraphs?|paras?\.|¶"),
    ("rule", r"rules?|bye?-?laws?|regulations?|standing\s+orders?"),
    ("chapter", r"chapters?|chap\.|ch\."),
    ("part", r"parts?"),
    ("schedule", r"schedules?"),
    ("annex", r"annex(?:es)?|appendix|appendices|exhibits?"),
    ("amendment", r"amendments?"),
    ("item", r"items?|points?|recommendations?|resolutions?|principles?|steps?"),
    ("numbered", r"numbers?|nos?\.|lots?|entry"),
    ("note", r"(?:foot|end)?notes?"),
)


# entries

ENTRY_QUESTIONS = later(
    r"^\W*(?:what\b.*\b(?:happen(?:s|ed)|took\s+place|do|writes?|wrote|written|record(?:s|ed)?|notes?|noted|says?"
    r"|said)\b|(?:which\s+|the\s+)?(?:diary\s+|journal\s+)?entr(?:y|ies)\b)",
    re.I,
)
_ENTRY = r"(?:the\s+)?(?:letter|note|memo|telegram|postcard|e-?mail|minutes|report|entry|meeting)"
_MONTH_DAY = (
    rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\.?\s+(?:of\s+)?(?P<month>{months.WRITTEN})"
    rf"|(?P<first>{months.WRITTEN})\s+(?P<second>\d{{1,2}})(?:st|nd|rd|th)?)"
)
_YEAR = rf"(?P<year>{ANY_YEAR})"
ENTRIES_DAY = later(rf"(?<!\w){_MONTH_DAY}(?!\w)(?:,?\s+{_YEAR}\b)?", re.I)
ENTRIES_LABEL = later(
    rf"\W*(?:{_ENTRY}\s+(?:of|dated|from)\s+)?(?:{months.WEEKDAY}\b\W*)?{_MONTH_DAY}(?:(?<=\.)|[\s,]*{_YEAR}?\s*(?:[.:;|\n—–(-]|$))",
    re.I,
)
"""A day at the beginning of an entry, and what ends it."""
ENTRIES_FRAME = later(
    r"\b(?:happen(?:s|ed)|took|place|writes?|wrote|written|record(?:s|ed)?|notes?|noted|diary|journal|log"
    r"|entry|entries|day|dated)\b|\b(?:letter|note|memo|telegram|postcard|e-?mail|minutes|report)\s+(?:of|from)\b",
    re.I,
)


# events

EVENTS_ASKS = later(
    r"^\W*(?:(?:on|in|since|until|by)\s+)?(?:when|(?:what|which)\s+(?:year|date|day|month)|where|why"
    r"|how)\b.{0,20}?\b(?:did|was|were|has|had|is|does)\s+(?P<rest>.+?)\W*$",
    re.I,
)
EVENTS_AUXILIARY = later(r"\s+(?:(?:has|had|have|been|was|were|is|are|then|finally)\s+)*")


# halves

HALVES_WH = (
    r"(?:who|whom|whose|what|when|where|why|which|how(?:\s+(?:many|much|long|far|old|high))?)"
)
HALVES_AUX = r"(?:did|was|were|is|are|do|does|had|has|have|will|would|can|could)"


# sections

SECTIONS_FRAME = later(
    r"\b(?:say|says|said|state|states|require|requires|provide|provides|contain|contains|read|reads"
    r"|cover|covers|cite|cites|refer|refers|regulate|regulates|about|text|wording|mean|means|show|give|quote|tell|in)\b",
    re.I,
)


# writers

WRITER_QUESTIONS = later(
    r"^\W*(?:who|whom)\s+(?:wrote|writes|(?:is|was|are|were)\s+(?:the\s+)?(?:author|authors|writer"
    r"|editor)s?\s+of|authored|compiled|published|edited)\s+(?P<title>.+?)\W*$"
    r"|^\W*(?:by whom\s+(?:is|was)|who\s+is)\s+(?P<other>.+?)\s+(?:written\s+by|written|by)\W*$"
    r"|^\W*when\s+(?:was|were)\s+(?P<dated>.+?)\s+(?:written|published|dated)\W*$",
    re.I,
)
WRITERS_KIND = later(
    r"^(?:the\s+)?(?:(?:essay|article|book|report|profile|text|paper|letter|piece|chapter|document"
    r"|story|study|timeline|analysis|file)\s+)?(?:(?:called|titled|entitled|named)\s+)?",
    re.I,
)


# events and halves

ASKING_WORD = later(rf"^\W*(?:what|when|where|why|how|who|{HALVES_AUX})\b", re.I)
HALVES_BEFORE = r"(?:in|on|at|by|to|for|from|of)"
HALVES_OPENS = later(rf"\W*(?:{HALVES_BEFORE}\s+)?{HALVES_WH}\b", re.I)
