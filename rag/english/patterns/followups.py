"""Questions that point back, and what they point to, in English.

Each part is used by the file that is named above it.
"""

import re

from rag.english.later import later
from rag.english.numbers import ORDINALS
from rag.english.words import PREPOSITIONS

# followup

FOLLOWUP_LEAD = later(r"(?:and|but|so|or|then|also|ok(?:ay)?|well)\b[,:]?\s+", re.I)
FOLLOWUP_SIGN = later(
    r"\bthe\s+(?:other|latter|former)\b|\b(?:else|afterwards|instead|next|too|again|later)$"
    r"|\b(?:before|after|since)\s+that$|\bthe\s+\w+\s+ones?\b",
    re.I,
)
FOLLOWUP_RELATIONAL = later(
    r"\bthe\s+(?:(?:final|main|official)\s+)?(?:results?|outcome|verdict|winner|loser|turnout|leader"
    r"|causes?|reasons?|purpose|aim|costs?|sentence|judge|defendants?|death toll|casualties|margin"
    r"|date|terms|conditions|price|score|runner-up|victims?|author|chair|host|consequences?"
    r"|reactions?|response|other\s+(?:side|party|one))(?:\s+(?:like|announced|given|pronounced))?$",
    re.I,
)
FOLLOWUP_UNCOUNTED = later(
    r"how many (?:of them )?(?:\w+ed|were|was|had|did|died|won|lost|left)\b", re.I
)
FOLLOWUP_COURTESY = later(
    r"(?:(?:many |ok(?:ay)?,? |great,? |good,? |yes,? |no,? )?(?:thanks|thank you|cheers|thx|ta)"
    r"(?: (?:a lot|so much|very much|again|for .+))?|ok(?:ay)?|great|nice|good|perfect|i see|got it"
    r"|yes|no|yep|nope|right|fine|hello|hi|hey|bye|goodbye|good (?:morning|evening|day)|please"
    r"|never mind|that(?:'s| is) all|well done|excellent|wonderful|interesting|understood|sure)"
    r"(?:,? (?:thanks|thank you)(?: .+)?)?",
    re.I,
)
"""What is said between questions and asks for nothing."""


# binding

BINDING_EMPTY_IT = later(
    r"\bit (?:is|was|(?:might|may|could|would) be) (?:true|that|possible|likely)|\bit comes to\b"
    r"|\bit [“\"‘]|\b(?:is|was) it (?:true|possible|likely|that|like to|necessary)"
    r"|\b(?:is|was) it (?:\w+ly )?\S+ (?:who|that|to|for|when)\b"
    r"|\b(?:did|does|do|will|would) it (?:take|cost|mean)\b.* to\b",
    re.I,
)
BINDING_ROLE = later(
    r"(?:[^t]er|[td]or|ist|man|woman|ian|ess|smith|girl|boy|wife|husband|widow|son|daughter|child"
    r"|author)$"
)


# fragments

FRAGMENTS_PIECE = (
    r"(?:(?:by|to|with|from|in|on|at|since|until|till|for|through)\s+)?"
    r"(?:why(?:\s+not)?|when|where|how|whom|how\s+(?:long|often|soon)"
    r"|(?:what|which)\s+(?:year|day|month|date|city|country|place|town|reason|means))"
    r"|(?:by|to|with|from|in|on|at|since|until|for|against|under)\s+(?:(?:what|which)\s+\w+"
    r"|how\s+(?:much|many)(?:\s+\w+)?)"
)
FRAGMENTS_BACK = (
    r"(?:\s+(?:was|is|were)\s+(?:that|this|it\s+(?:done|decided|agreed|made))(?:\s+done)?"
    r"|\s+(?:did|does|do|would|has|was|were)\s+(?:that|this|it)\s+(?:happen|occur|take\s+place|come\s+about"
    r"|done|decided)(?:ed)?"
    r"|\s+(?:did|does|do|would|was|were|is|has|had)\s+(?:he|she|they|it)(?:\s+do\s+(?:that|this|so|it))?"
    r"|\s+(?:there|then|so))?"
)
FRAGMENTS_DETERMINER = later(r"^(?:the|any|some|those|these)\s+")
FRAGMENTS_WHEN = later(
    rf"({FRAGMENTS_PIECE})(?:\s+(?:exactly|precisely))?{FRAGMENTS_BACK}(?:\s+(earlier|sooner|later|before|now))?$",
    re.I,
)
FRAGMENTS_OPENING = later(
    rf"((?:(?:{'|'.join(sorted(PREPOSITIONS))})\s+)?"
    r"(?:how\s+(?:many|much|long|often|far|old|tall|high|deep|big|large)|who|whom|whose|what|which"
    r"|when|where|why|how))\b",
    re.I,
)


# parallel

PARALLEL_ORDINAL = later(
    rf"\b({'|'.join(ORDINALS)}|last|final|northern"
    r"|southern|eastern|western|upper|lower|gold|silver|bronze|largest|smallest|highest|lowest"
    r"|longest|shortest|oldest|youngest|old|new|early|late)\b",
    re.I,
)
PARALLEL_ROLE = later(
    r"(?:er|or|ist|man|woman|wife|husband|deputy|mate|friend|ally|rival|king|successor)$"
)


# phrases

PHRASES_STATES = later(
    r"(?:the )?(?:United (?:States|Kingdom|Nations)|Soviet Union|Saudi Arabia|US|USA|UK|UN)$"
)


# turns

TURNS_CLAUSE = later(r"\s(?:when|after|before|while|as)\s+(?:the|a|an|[A-Z]).*", re.DOTALL)
