"""Noun phrases of questions and sentences: what asks for them, what parts them, what is general."""

import re

from rag.english.dates import ANY_YEAR
from rag.english.numbers import ORDINALS, VALUES
from rag.english.words import BE, DETERMINERS, PAST

THINGS_LINK = (
    "of|in|at|on|for|from|with|near|by|to|between|under|over|against|into|that|which|who|where"
    "|during"
)
THINGS_DETERMINERS = DETERMINERS.union(
    VALUES,
    ORDINALS,
    "last next new old original present only same own every each several many few".split(),
)
THINGS_PLAIN = frozenset(
    "large small big great little whole entire famous so-called said tiny huge long short town "
    "city village local municipal brick stone wooden fine current former".split()
)
"""Words before a noun that seldom tell it from another of its kind."""
THINGS_GENERAL = frozenset(
    "company firm business enterprise institution building place town city village group body "
    "organisation organization work works event thing site house project structure one ones that "
    "this it they he she we i who which there these those all both none others what plant person "
    "persons user poster player text matter part name end everyone something money population "
    "establishment undertaking pair couple party parties side sides co ltd inc plc gmbh sons "
    "brothers bros ship vessel man woman people men women year date day".split()
)
"""Nouns that may mean a thing which was named before, and pronouns."""
THINGS_ALIKE = (
    "company firm business enterprise concern corporation",
    "ship vessel boat steamer ferry liner freighter",
    "war conflict fighting hostilities",
    "school academy college",
    "explosion blast bomb bombing bombings detonation",
    "fire blaze conflagration",
    "crash accident collision wreck disaster",
    "earthquake quake tremor",
    "storm hurricane gale typhoon cyclone",
    "strike walkout stoppage",
    "treaty agreement accord pact convention",
    "attack raid assault offensive bombing bombings shelling shooting",
    "factory plant works mill",
    "newspaper paper journal gazette daily weekly",
    "magazine journal periodical",
    "plane aircraft airliner aeroplane airplane jet",
    "film movie picture",
    "car vehicle automobile",
    "meeting conference talks summit congress assembly session",
    "murder killing assassination",
    "election vote poll ballot",
    "hospital clinic infirmary",
    "pub tavern inn",
    "shop store",
    "prison jail gaol",
    "road street lane highway",
    "house home residence dwelling building",
    "study survey trial investigation research",
    "railway railroad line",
    "club society association",
    "church chapel cathedral minster",
    "rebellion revolt uprising insurrection rising",
    "epidemic outbreak plague pandemic",
    "famine hunger",
    "team side squad",
    "festival fair feast",
    "law act statute bill",
    "book novel work volume",
    "dam barrage weir",
    "harbour harbor port haven",
    "castle fortress fort citadel stronghold",
    "bridge viaduct crossing",
    "lawsuit suit case trial",
    "money funds sum fund",
    "employees workers staff workforce",
    "dead deaths victims casualties fatalities",
    "fare ticket price fee charge",
    "holiday holidays leave vacation",
)
"""Nouns of which one document has one and a question another."""
THINGS_VERBS = frozenset(
    "move last cost begin end stop open close fall start break collapse burn sink arrive leave "
    "return change grow come go meet last stand run reopen expire merge split".split()
)
THINGS_ADVERBS = (
    rf"(?:{'|'.join(sorted(BE))}|had|has|have|will|would|shall|should|must|may|can|did|does|to|also|first|then|later|finally|only"
    r"|not|never|soon|already|still|again|itself|themselves|originally|not|\w+ly|itself)"
)
THINGS_CLAUSE = (
    r";|:|,?(?<!\s)\s++(?:and|but|while|whereas)\s++(?=(?:the|an?|his|her|its|their|in|on|at)\b)"
)
THINGS_DURING = re.compile(
    r"\b(?:in|during|by)\s+(?P<what>(?:the|an?)\s+(?:[\w’'-]+\s+){0,3}?[\w’'-]+)"
    r"(?=\s+(?:of|in|at|on|and|that|which|last)\b|\s*[,.;:)]|\s*$)"
)
THINGS_ENDS = re.compile(
    r"(?<!\s)\s++(?:(?:has|have|had|was|were|is|are|be|been|did|does|do|will|would|can|could|may"
    r"|might|must|shall|should|and|or|but|that|which|who|whom|whose|when|where|while|as|if)\b)"
)
"""What ends a noun phrase."""
THINGS_DETERMINED = re.compile(
    r"\s*(?:the|an?|its|his|her|their|our|my|this|another|every|each)\s", re.I
)
THINGS_MINE = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|[Yy]ou)\b")
THINGS_LAST = re.compile(r".*\s(?P<phrase>(?:the|an?|its|his|her|their)\s)", re.S)
THINGS_BESIDE = re.compile(
    r"(?:,|\band|;)\s+(?:and\s+)?(?P<what>(?:the|an?|its|their)\s+(?:[\w’'-]+\s+){0,3}?[\w’'-]+)\s+(?:in|on|by|at)\s"
)
_NP = r"(?P<thing>(?:the|an?|this|its|their|his|her|our)\s+[^,?]+?)"
_AUX = r"(?:did|does|do|was|were|is|are|has|have|had|can|could|may|must|will|would|shall|should)"
THING_QUESTIONS = tuple(
    re.compile(rf"^\W*{form}\W*$", re.I)
    for form in (
        r"how\s+(?:many|much)\s+(?!(?:did|does|do|was|were|is|are)\b)(?P<noun>[a-z]+(?:\s+[a-z]+)?)\s+"
        rf"(?:did|does|do|has|have|had)\s+{_NP}\s+(?:have|has|had|own|count|employ|contain|hold)"
        r"(?:\s.*)?",
        rf"how\s+many\s+[a-z]+\s+(?:were\s+|was\s+)?(?P<verb>\w+ed|lost|sank|fell|won|took\s+part|hurt)\s+(?:in|during|by|at)\s+{_NP}",
        rf"how\s+many\s+(?P<noun>(?!people|persons|men|women)[a-z]+)\s+(?:are|were|was|is)\s+(?:there\s+)?(?:in|at|on|of)\s+{_NP}",
        rf"(?:when|where|why|how(?:\s+(?:long|much|far|often))?|(?:in\s+|on\s+)?(?:what|which)\s+(?:year|day|date|month))"
        rf"\s+{_AUX}\s+(?P<rest>(?:the|an?|this|that|its|their|our)\s.+?)",
        r"(?:how\s+(?:many|much)\s+[a-z]+\s+)?(?:may|can|could|must|shall|should)\s+(?P<rest>[a-z].+?)",
        rf"(?:what|which)\s+[a-z]+(?:\s+[a-z]+)?\s+{_AUX}\s+(?P<rest>the\s.+?)",
        rf"who\s+(?:first\s+)?(?P<verb>\w+ed|(?!(?:is|was|has|does)\b)[a-z]{{2,}}(?<!s)s|{'|'.join(sorted(PAST))}|burnt|cast)\s+{_NP}",
        rf"(?:who|what)\s+(?:is|was|are|were)\s+the\s+(?P<noun>[a-z]+(?:\s+[a-z]+)?)\s+(?:of|at|in|for)\s+{_NP}",
    )
)


# which_one

WHICH_DOER = re.compile(r"^\W*who\s+(?:first\s+|\w+ly\s+)?(?P<verb>[a-z]+)\s+(?!by\b)", re.I)
WHICH_DONE = re.compile(
    r"\b(?:is|are|was|were|been|being|be)\s+(?:\w+ly\s+|not\s+|also\s+)?"
    r"(?P<verb>(?!married|engaged|involved|graduated)\w+)\b(?P<by>.*\bby\b)?",
    re.I | re.S,
)
"""What is done, and by whom; not what two do together ("they were married")."""

WHICH_MARKED = re.compile(
    r"\b(?P<noun>[^\W\d_]{3,})\s+(?P<mark>(?!I\s)(?:[IVX]+|[B-HJ-Z]|[A-Z]{0,3}\d{1,4}[A-Z]?|\d*[A-Z]\d+))\b"
    r"(?!\s+(?:[a-z]+s\b|percent))(?<!\b1\d\d\d)(?<!\b20\d\d)"
)
"""A noun with the letter, number or numeral that tells it from others; a count has none behind."""
WHICH_CODE = re.compile(r"\b[A-Z]{1,5}-?\d{1,4}[A-Z]?\b")
WHICH_HAPPENED = re.compile(r"^\W*what\s+(?:\w+\s+)?(?:happen|took\s+place|occurr)", re.I)
WHICH_YEAR = re.compile(rf"\b(?:in|of|for|during|at\s+the\s+end\s+of)\s+({ANY_YEAR})\b", re.I)
