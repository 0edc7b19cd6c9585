"""Words of an English sentence that lean on what stands before it, deny it or take it back.

Each part is used by the file that is named above it.
"""

import re

from rag.english.later import later

# also

ALSO_POINTS = later(
    r"\b(?:he|him|his|himself|she|her|hers|herself|they|them|their|theirs|it|its|this|these|those"
    r"|such|there|then)\b",
    re.I,
)
ALSO_SELF = later(r"\b(?:I|me|my|mine|we|us|our|ours)\b")


# widen

WIDEN_REFERS = later(
    r"[“\"'‘(\[]*(?:he|she|it|they|his|her|its|their|this|these|that|those|such)\b", re.I
)


# beside

BESIDE_LEADS = later(r"\s*+(?:that\b|[:,])?\s*")
BESIDE_NEXT = later(r"\s*(?:that\b|:)\s*[“\"‘'„«»…]")
"""What leads from a verb of saying to its words, and to others that follow."""
BESIDE_CALLED_SO = later(r"\s*+(?:it|this|that|him|her|them)?\s*+[.,;:!?]?\s*+$")
"""What may stand behind a verb of naming whose words stand before it ("“…”, he called it")."""
BESIDE_NOT_BEFORE = later(
    r"\W*(?:and|but|while|when|which|that|as|whereas|though|although|or|so)\b"
)
BESIDE_AS_ENDS = later(
    r"(?:\s+(?:it|once|later|earlier|afterwards|himself|herself|(?:in|on|to|at|from)\s+[^,.;:]{1,40}))?"
    r"\s*(?:[.,;:—–)]|$)"
)
"""What may stand behind the verb of "as X wrote in 1980"."""
BESIDE_ENGLISH = frozenset(
    "the and by from with which that his her its their were would where when published".split()
)
"""Words that stand in most English clauses and hardly in those of other languages."""
BESIDE_ANSWERS = later(
    r"\b(?:(?:did|does|do)\s+not\s+(?:mince|agree|spare)|(?:was|is|were|are)\s+(?:\w+\s+)?(?:blunt|brief"
    r"|short|clear|less\s+\w+|more\s+\w+|of\s+(?:another|a\s+different)\s+(?:mind|opinion)|sure|certain"
    r"|scathing|sceptical|skeptical|adamant|unmoved|unimpressed)|(?:had|has|have)\s+(?:no\s+doubts?"
    r"|another\s+\w+|a\s+(?:different|simpler)\s+\w+)|(?:took|takes)\s+(?:another|a\s+different)\s+view"
    r"|s(?:ees|aw)\s+it|(?:dis)?agree[sd]|w(?:ent|as\s+to\s+go)\s+further|doubt(?:s|ed)\s+(?:it|this))\b"
)
"""A lead-in whose subject is about to speak, though no verb says so."""
LETTER_ENDS = (
    r"(?:(?:I\s+(?:am|remain|have\s+the\s+hono)[^\n.]{0,60}?\s)?(?:[Yy]ours?|[Ss]incerely|[Rr]espectfully|[Ff]aithfully|[Kk]ind\s+regards|[Bb]est\s+(?:regards|wishes)"
    r"|[Ww]ith\s+(?:\w+\s+){0,3}(?:regards|wishes|respect|love)|(?:[Aa]ll\s+my|[Ww]ith)\s+love)(?:\s+\w+){0,4},)"
)
"""What stands above the name below a letter."""
BESIDE_BARE_LEAD = later(
    r"\W*(?:it|this|he|she|they|(?:the|his|her)\s+(?:letter|note|text|passage|entry|speech"
                        r"|diary|journal|message|memo|statement|report))\b", re.I)  # fmt: skip

BESIDE_LED_BACK = later(
    r"\W*(?:So|Thus|Such|These|Those|This|With\s+(?:these|those)\s+words)\b(?:\s+(?:is|was|are|were|ran"
    r"|(?:the|his|her)\s+words|how))*\s+", re.I)  # fmt: skip
"""How a paragraph begins that says who speaks in the block quote above it."""


# warnings

WARNINGS_OPENS = later(
    r"(?:he|she|it|they|him|them|his|her|hers|its|their|theirs|this|that|these|those|such|which"
    r"|who|whom|whose|where|but|and|or|nor|so|yet|then|thus|hence|therefore|however|nevertheless"
    r"|nonetheless|moreover|furthermore|besides|instead|otherwise|consequently|accordingly"
    r"|similarly|likewise|additionally|meanwhile|afterwards|also|both|the\s+(?:former|latter|same)"
    r"|in\s+addition|for\s+(?:example|instance)|on\s+the\s+other\s+hand|as\s+a\s+result"
    r"|in\s+(?:contrast|response|turn|return|fact|other\s+words)|by\s+contrast|at\s+the\s+same\s+time"
    r"|because\s+of\s+(?:this|that)|after\s+(?:this|that)|to\s+this\s+end|another|there)\b",
    re.I,
)
WARNINGS_OPENS_NOTHING = later(
    r"it\s+(?:is|was|has\s+been|would\s+be|will\s+be|seems|appears|remains|became|follows)\b"
    r"(?:\s+\w+){0,3}?\s+(?:that|to|whether|how|why|who|which)\b"
    r"|it\s+(?:is|was)\s+(?:the\s+|an?\s+)?[\w’' -]{1,60}?\s+(?:who|that|which)\b"
    r"|it\s+(?:rain|snow|froze|took)\w*\b|(?:those|he|she|they)\s+(?:who|whose|that|which|of|in)\b"
    r"|th(?:is|e\s+same)\s+(?:essay|paper|study|article|report|book|chapter|section|thesis|volume"
    r"|document|policy|agreement|contract|notice|work|survey|review)\b"
    r"|there\s+(?:is|are|was|were|has|have|had|will|would|may|might|can|must|exist|remain|came)\b"
    r"|so\s+(?:many|much|few|little|long|far|called)\b|so-called|then-|both\s+[^.;]{1,80}?\sand\b"
    r"|(?:his|her|their)\s+(?:majesty|majesties|excellency|highness|holiness|grace|honou?r)\b"
    r"|in\s+(?:addition|response|contrast|return|turn)\s+(?:to|for)\s+(?!this|that|these|those|it\b)"
    r"|(?:who|where|which|whose|whom|that)\b[^?]*\?|such\s+as\b|that\s+\w+\s+\w+",
    re.I,
)
TAKEN_BACK = later(
    r"(?:this|that|it|the\s+(?:claim|report|charge|allegation|story|rumou?r|statement|account"
    r"|figure|accusation|assertion)s?)\s+(?:is|was|were|are|has\s+been|have\s+been|turned\s+out)\b"
    r"[^.;]{0,30}?\b(?:denied|false|untrue|not\s+true|not\s+so|wrong|disputed|refuted|retracted"
    r"|withdrawn|myths?|unfounded|invented)\b(?!\s+that\b)"
    r"|I\s+(?:do\s+not|don[’']t|did\s+not|didn[’']t)\s+(?:think|believe)\s+(?:so|it|that)\s*\W*$"
    r"|there\s+(?:is|was)\s+no\s+(?:evidence|proof|record|trace)\s+(?:(?:that\s+(?:he|she|they|it|this|any)"
    r"|(?:of|for)\s+(?:it|this|that|any))\b|whatever|at\s+all)"
    r"|\w+\s+(?:later|since|then|soon)?\s*(?:denied|retracted|withdrew|disputed)\s+"
    r"(?:this|that(?!\s+\w)|it|the\s+(?:claim|report|charge|allegation|story|statement))\b",
    re.I,
)


# cuts, and speakers of an audit

DETERMINER = r"the|an?|its|his|her|their"
HELPS = r"(?P<aux>has|had|have|is|was|were|will|would|did|does|can|could)"
RELATES = r"(?:what|which|who|whom|than|that)\b"
GOES_ON = later(r"\W*(?:and|but|who|which|that|when)\b")


REPORTED_NEXT = later(r";|[.!?]\s|,\s+(?:and|but|so|while|whereas|or)\s(?!that\b)")
REPORTED_BEHIND = later(r"\s*+(?:,\s*+)?(?:[a-z]+ly\s+)?$")
REPORTED_PRONOUN = later(r"\b(?:he|she|they|him|her|his|their|them)\b", re.I)
HE_OR_SHE = later(r"\b(?:he|she)\b", re.I)
CALLED = later(r"(?:\s+(?!(?:and|but|or|which|that|who)\b)[\w’'-]+){1,7}\s+")
"""What stands between a verb of calling and what somebody calls it, in no marks."""
REPORTED_ONE = later(r"\b(?:he|him|his|she|her)\b", re.I)
REPORTED_OBJECT = later(
    r"\b(?:him|her)\b(?=\s*(?:[.,;:!?]|$)|\s+(?:in|at|on|to|for|with|and|when|that|about|from|into"
    r"|by|as|after|before|twice|again|there|then)\b)"
)
"""A pronoun that is an object: it stands for nobody who is named before it in its clause."""
