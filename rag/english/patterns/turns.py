"""Words of English that tell a turn of speech from a list: who is heard, and who speaks to whom.

Each part is used by the file that is named above it.
"""

import re
from functools import cache

from rag.english import months
from rag.english.capitals import UPPER
from rag.english.labels import ACTS
from rag.english.later import later
from rag.english.patterns.names import CAPITAL, who
from rag.english.words import PARTICLE

_ROLE = (
    r"(?:(?:the|our|a|an)[ \t]+"
    r"(?:(?!(?:of|in|at|for|from|about|on|and)\b)[a-z][\w’'-]*[ \t]+){1,4})?"
)
"""A part before the name of whoever has it ("the cellist Mireille Aubin")."""

# labels

LABELS_SMALL = rf"(?:{PARTICLE}|of)"
"""Small words inside a name."""


@cache
def labels_asks() -> re.Pattern[str]:
    """Who puts a question, in brackets behind its letter: "Q. (By Ms. Tran)"."""
    return re.compile(rf"[ \t]*\((?i:by)[ \t]+{who()}[ \t]*\)[ \t]*:?")


@cache
def labels_judge() -> re.Pattern[str]:
    """A line that is the name of a judge whose opinion stands below it."""
    title = (
        r"(?i:(?:(?:mr|mrs|ms|madam|chief|associate|presiding|the|hon(?:ourable|orable)?)\.?\s+)*"
        r"(?:lord\s+chief\s+justice|(?:lord|lady)\s+justice|chief\s+justice|justice|chief\s+judge"
        r"|judge|lord|lady|baroness))"
    )
    name = rf"{CAPITAL}(?:\s+(?i:of)\s+{CAPITAL}|\s+{CAPITAL}){{0,3}}?"
    letters = r"(?:LJ|CJ|JSC|JA|DCJ|ACJ|P|J|MR|PSC|DPSC|JSC)"
    tail = (
        r"\s*(?:\((?i:with\s+whom|concurring|dissenting)[^()\n]{0,80}\))?"
        r"(?:\s*,?\s*(?i:with\s+whom\s[^\n]{1,80}?\s(?:agrees?|joins?|concurs?))?"
        r"\s*,?\s*(?i:(?:(?:concurring|dissenting|joined\s+by)[^\n]{0,60}"
        r"|delivered\s+(?:the\s+)?[^\n]{0,60}))?)?\s*[:.,—–-]{0,3}"
    )
    return re.compile(rf"(?P<who>{title}\s+{name}|{name}\s*,?\s+{letters})\.?{tail}")


HEARD_BEFORE = later(r"^[ \t*_]*(?i:before|coram)[ \t]*:[ \t]*(?P<who>[^\n]{2,60})$", re.M)
"""A line at the head of a judgment that says who heard the case."""


@cache
def labels_member() -> re.Pattern[str]:
    """A line that is the name of a member of a parliament, with the seat, or of the chair."""
    chair = (
        r"(?:Mr|Madam|Mrs|Ms|Mme|The)\.?\s+(?:(?:Deputy|Acting|Prime|First|Vice)[ -]+)*"
        r"(?:Speaker|Chair(?:man|woman|person)?|President|Minister|Clerk|Convener)"
    )
    role = r"(?:The\s+[A-Z][\w, ]{3,60}?\s+\((?:(?:Mr|Mrs|Ms|Dr|Sir|Lord|Baroness)\.?\s+)?"
    seat = r"\s+\([A-Z][^()\n]{2,50}\)(?:\s*\([A-Z][\w /&.-]{0,30}\))?(?:\s*\[V\])?"
    return re.compile(
        rf"(?:(?P<who>{chair})|{role}(?P<bearer>{CAPITAL}(?:\s+{CAPITAL}){{0,3}})\))"
        rf"|(?P<member>{CAPITAL}(?:\s+{CAPITAL}){{1,4}}){seat}):?\s*"
    )


SWORN = (
    r"\(?(?i:sworn|affirmed|recalled|re-?examined)\)?(?:,?[ \t]+(?:(?i:and)[ \t]+)?"
    r"(?i:said|saith|says|deposed|deposes|stated|states|testified))?[ \t]*[.:—–-]{1,2}"
)
"""How a record of old trials goes on behind a witness ("Mrs. ELLEN LOMAX, widow, sworn, said:")."""

# examined


@cache
def examined_by() -> re.Pattern[str]:
    """A line that says who now asks: "BY MR. PORTER:", "CROSS-EXAMINATION BY MS. HALE"."""
    goes_on = r"(?:[ \t]*\(?(?i:continu\w+|resum\w+)\)?)?"
    return re.compile(
        r"\W*(?:(?i:(?:(?:further|direct|cross|re-?direct|re-?cross|re)[ \t-]*)*"
        rf"(?:examination|examined|questioned|interviewed)){goes_on}[ \t]+(?i:by)[ \t]+"
        rf"(?:(?i:the)[ \t]+)?(?P<examiner>{CAPITAL}(?:[ \t]+{CAPITAL}){{0,4}}){goes_on}[ \t]*"
        rf"[:.]?\W*"
        rf"|(?i:by)[ \t]+(?P<asks>(?:(?i:the)[ \t]+)?[^\n:()]{{2,50}}?){goes_on}[ \t]*:\W*)$"
    )


@cache
def examined_sworn() -> re.Pattern[str]:
    """A line that says who now gives evidence: "X, having been first duly sworn, …"."""
    return re.compile(
        rf"\W*{who()},?\s+(?:(?:[^.\n]{{0,80}},\s+)?(?i:having\s+been|being|was|is)\s+"
        r"(?i:first\s+)?(?i:duly\s+)?(?i:first\s+)?(?i:sworn|affirmed)\b"
        r"|\(?(?i:sworn|affirmed|recalled|called(?:\s+and\s+sworn)?)\)?\W*$)"
    )


# turns

TURNS_HEARD = later(
    r"\b(?i:deposition|testimony|examination|interview|evidence|statement|affidavit"
    r"|(?<!in )conversation|oral history|declaration|recollections|talk|chat|q\s?(?:&|and)\s?a"
    r"|questions|minutes|interrogation|questioning)\s+"
    r"(?i:(?:under|on|in|by|before)\s+(?:[\w-]+\s+){1,3}?)?"
    rf"(?i:of|with|for)\s*:?\s+{_ROLE}{who()}"
    rf"|^[^\w\n]*(?i:witness|deponent|interviewee|narrator|respondent|informant)[*_ \t]*:[*_ \t]*"
    rf"(?P<called>{CAPITAL}"
    rf"(?:[ \t]+{CAPITAL}){{1,4}})[*_ \t]*$",
    re.M,
)
TURNS_ASKS = later(
    r"\b(?:(?i:interview(?:ed)?|questions|conducted|recorded)\s+(?i:by)\s*:?|(?i:interview)\s*:)\s+"
    rf"(?P<who>{CAPITAL}(?:[ \t]+{CAPITAL}){{1,3}})"
    rf"|^[^\w\n]*(?i:interviewer)[*_ \t]*:[*_ \t]*(?P<called>{CAPITAL}(?:[ \t]+{CAPITAL}){{1,3}})"
    rf"[*_ \t]*$",
    re.M,
)
TURNS_COURT = later(
    r"\b(?i:judg(?:e?ment|es)|court|opinions?|appeal)\b|\[\d{4}\]\s+[A-Z]|\sv\.?\s+[A-Z]|\bR\s+v\b"
)
TURNS_HOUSE = later(
    r"\b(?i:hansard|house\s+of|parliament|debates?|commons|lords|assembly|senate|dáil|seanad|committee"
    r"|oral\s+answers|sitting|questions|bill|council|motion)\b"
)
TURNS_SPEECH = later(r"\b(?:I|you|your|my|we|our|me|us)\b|\?")


# unlabelled

UNLABELLED_SPEECH = later(r"\b(?:I|you|your|yours|my|mine|we|our|ours|me|us)\b|\?")
UNLABELLED_SHORT = later(
    r"\W*(?:Laughter|Applause|Pause|Silence|Music|Recess|Crosstalk|Cheers|Boos)\W*$", re.I
)
UNLABELLED_ACTED = later(
    r"(?:Then|Here|Again)?\W{0,20}(?:The\s+|Both\s+|Several\s+)?"
    r"(?P<who>[\w.’'-]+(?:\s+[A-Z][\w.’'-]*){0,3})\s++(?:(?:then|also|again|finally|slowly|now)\s*+)?"
    rf"(?:{ACTS})\b"
)


@cache
def unlabelled_room() -> re.Pattern[str]:
    """What happens in a room in which people are heard, and who is there."""
    return re.compile(
        r"\b(?:(?:in|from)\s+the\s+(?:public\s+)?(?:gallery|\w+\s+row|public\s+seats|courtroom|audience"
        r"|auditorium)|at\s+the\s+(?:back|rear)(?:\s+of\s+the\s+(?:room|hall|court\w*|church))?"
        r"|took\s+notes|began\s+to\s+(?:weep|cry|laugh|shout|sob|clap|applaud|cough)"
        r"|(?:was|were)\s+(?:led|helped|escorted|carried|removed)\s+(?:out|away|from)"
        r"|(?:left|entered|re-entered)\s+the\s+(?:room|hall|chamber|court\w*|stage)|applau\w+|wept|sobbed"
        r"|burst\s+into\s+(?:tears|laughter)|shook\s+(?:his|her|their)\s+heads?|whispered\s+to)\b"
    )


@cache
def unlabelled_others() -> re.Pattern[str]:
    """A paragraph that begins by telling what somebody does, whoever tells it."""
    name = (
        rf"(?!(?:Nobody|Everybody|Everyone|It|There|This|That|All|None)\b){CAPITAL}"
        rf"(?:\s+{CAPITAL}){{0,3}}"
    )
    noun = (
        rf"(?:The|A|An|One|Two|Three|Several|Some|Both|His|Her)\s+(?:[\w’'-]+\s+){{0,4}}?[\w’'-]+"
        rf"(?:\s+{name})?"
    )
    return re.compile(
        rf"\W*(?:{noun}|{name})(?:,\s+[^,.]{{1,60}},)?\s+(?:then|also|again|slowly|now)?\s*(?:{ACTS})\b"
    )


TURNS_GENRE = later(
    r"\b(?:interview|panel|podcast|debate|hearing|transcript|round\s*table|conversation|discussion"
    r"|symposium|session|episode|q\s*&\s*a|talk\s*show|moderator|hosts?|guests?|inquest|tribunal"
    r"|written\s+questions|oral\s+(?:questions|answers)|colloquium|deposition|testimony|proceedings|hansard|play|scene|act\s+(?:one|i|1))\b",
    re.I,
)


# asked

_WORD = r"(?<![\w.'’-])[A-Z][\w.'’-]{0,30}(?![\w'’-])"
"""A word of a name, from its start and of a bounded length: a long run of letters is tried once."""
NAME_OF_WORDS = rf"{_WORD}(?:[ \t]+(?:[a-z]{{2,3}}[ \t]+)?{_WORD}){{1,3}}"
INTERVIEW_PAIR = later(
    rf"(?P<who>{NAME_OF_WORDS})[ \t]+(?:talks|speaks|spoke|talked|chats|chatted|tells|told)"
    rf"(?:[ \t]+(?:to|with))?[ \t]+(?P<asks>{NAME_OF_WORDS})"
)
INTERVIEW_ANSWERS = later(r"\b(?:I|[Mm]y|[Mm]e|[Ww]e|[Oo]urs?|us|[Mm]ine|[Mm]yself)\b")
INTERVIEW_MINE = later(r"\b(?:I|[Mm]y|[Mm]e|[Mm]ine|[Mm]yself)\b")
INTERVIEW_OWN = later(r"\b(?:I|[Mm]y|[Mm]ine)\b")
INTERVIEW_YOURS = later(r"\b(?:you|your|yours|yourself)\b", re.I)
INTERVIEW_PROMPTS = later(
    r"(?:And\s+|But\s+|So\s+)?(?:Tell|Describe|Explain|Take\s+us|Talk\s+(?:about|us)|Give\s+us|Let|You|Your)\b"
)
"""How an interviewer goes on without a question mark."""
INTERVIEW_NOTICE = later(
    rf"\W*+(?:(?:[Tt]he|[Tt]his|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir|{NAME_OF_WORDS}(?:['’]s)?)\s+)?(?:[\w’'-]+\s+){{0,4}}?(?:interview"
    r"|conversation|talk|transcript|exhibition|show|book|novel|memoir|album|record|film|play|tour|concert|collection"
    r"|study|festival|programme|series|edition|translation)\b.{0,60}?\s(?:is|was|were|are|has|runs?|opens?|appears?"
    r"|comes|took|tours?|starts?|begins?|continues|goes|will)\b"
)
"""How what is printed below an interview begins: when the show opens, how the talk was made."""


# stamped

CLOCK = r"\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d{1,3})?(?:[ \u202f\u00a0]?[AaPp]\.?[Mm]\b\.?)?"
DAY = (
    r"(?:\d{4}-\d\d-\d\d|\d{1,4}[./-]\d{1,2}[./-]\d{2,4}"
    rf"|(?:{months.WEEKDAY},?\s)?(?:\d{{1,2}}\.?\s(?i:{months.WRITTEN})|(?i:{months.WRITTEN})\s\d{{1,2}})(?:,?\s\d{{4}})?"
    rf"|[Tt]oday|[Yy]esterday|{months.WEEKDAY})"
)
DATED = rf"{DAY}(?:,?[T ]|,?\sat\s)\s?{CLOCK}(?:\s?Z|\s?[+-]\d\d:?\d\d)?"
"""A day with its time of day, as logs and exports of chats print it."""
STAMP = rf"(?:{DATED}|{CLOCK})"
ZOOM = r"[Ff]rom[ \t]+(?P<sender>[^\n:]{1,40}?)[ \t]+[Tt]o[ \t]+[^\n:]{1,40}?[ \t]*:"

CUES_PLAY = later(
    r"^[ \t#*_]*(?:(?:ACT|Act|SCENE|Scene)[ \t]+(?:[IVX]+|\d+|[Oo]ne|ONE|(?:the|THE)[ \t]+\w+)\b"
    r"|DRAMATIS PERSON|Dramatis [Pp]erson|FADE IN\b|(?:INT|EXT)\.[ \t])",
    re.M,
)
CUES_LINE = later(
    r"(?!(?i:act|scene|int|ext|cut|fade|dissolve|the end|end|curtain|finis|prologue|epilogue|later"
    r"|continued|title|inter\w+|characters|persons|cast|setting|time|place|contents|montage)\b)"
    rf"(?P<who>[{UPPER}][{UPPER}.'’-]*(?:[ \t]+(?:[{UPPER}][{UPPER}.'’-]*|\d{{1,2}}|[&])){{0,3}})"
    r"[ \t]*(?:[(\[][^()\[\]\n]{1,50}[)\]])?[.:]?"
)
