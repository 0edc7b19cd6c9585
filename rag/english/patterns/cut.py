"""What a clause that was cut off may do to a sentence, in English.

Each part is used by the file that is named above it.
"""

import re

# cuts

CUTS_DENIED = re.compile(
    r"\b(?:not|never|no|nobody|none|nothing|nowhere|neither|nor|without|cannot|hardly|scarcely"
    r"|barely|rarely|seldom|n[’']t|den(?:y|ies|ied|ying)|denial|refut\w+|reject\w+|disput\w+"
    r"|doubt\w*|unlikely|impossible|improbable|untrue|false\w*|wrong\w*|mistaken\w*|incorrect\w*"
    r"|contrary\s+to|far\s+from|myth|legend|fail(?:s|ed)?\s+to|refus\w+|retract\w+|if|unless"
    r"|whether|except\w*|until|only|provid(?:ed|ing)\s+(?:that\s+)?|had\s+it\s+been|were\s+it"
    r"|(?:^|[,;]\s)\W*(?:were|should)\s+(?:the|he|she|they|it|we|you|I|an?|any|(?-i:[A-Z][\w’'-]+))\s+(?:[\w’'-]+\s+){0,4}?"
    r"|had\s+(?:the|he|she|it|they|we|you|I|an?)\s+(?:[\w’'-]+\s+){0,2}?(?:come|been|gone|known|arrived)"
    r"|(?:possible|conceivable|likely|plausible|arguable|possibility|suspicion|notion|theory)\s+that"
    r"|(?:may|might|could)\s+(?:well\s+)?be\s+that|perhaps|maybe|possibly|probably|in\s+all\s+(?:probability|likelihood)|presumably|conceivably|(?:mistake|error|absurd|ridiculous|nonsense"
    r"|misleading|premature|folly|foolish|naive|too\s+(?:early|soon))\s+to\s+\w+|hoax|acquitted|cleared\s+of|innocent\s+of|yet\s+to|(?-i:lied?)|pretend\w*|absent|lest|supposing|assuming|in\s+theory|on\s+paper)\b|(?<!\w)\w+n[’']t\b",
    re.I,
)
CUTS_LIMITED = re.compile(
    r"\b(?:but|although|though|however|save\s+(?:for|that|as|in|under|by|when|where|with|on|at)|other\s+than|apart\s+from|(?:as|so)\s+long"
    r"\s+as|on\s+(?:the\s+)?condition|subject\s+to|solely|merely|at\s+most|in\s+so\s+far\s+as|insofar"
    r"|to\s+the\s+extent|(?:so|as)\s+far\s+as|barring|saving|sauf|à\s+moins\s+qu[e’']|sofern|außer|es\s+sei\s+denn|a\s+menos\s+que|excepto|excluding|notwithstanding|any\s+(?:longer|more)|anymore|\w+\s+permitting|god\s+willing|all\s+being\s+well"
    r"|when\s+and\s+only|(?<!\bor\s)less\s+(?:the|any|all|an?|what|such)|net\s+of)\b", re.I,
)  # fmt: skip
CUTS_TRIED = re.compile(
    r"\b(?:tr(?:y|ies|ied|ying)|threat\w*|promis\w*|plan(?:s|ned|ning)?|want\w*|intend\w*|hop(?:e[sd]?"
    r"|ing)|fail\w*|attempt\w*|offer\w*|forb[ia]d\w*|prevent\w*|prohibit\w*|bann\w*|about|unable|ought"
    r"|stop\w*|seem(?:s|ed)?|appear(?:s|ed)?|profess\w*|wish\w*|ask\w*|urg\w*|pressed)\s+(?:[\w’'-]+\s+){0,3}(?:to|from)\s*$"
    r"|\b(?:few|fewer|almost|nearly|all\s+but|virtually|practically|short\s+of|(?:verge|point)\s+of|some|(?:might|(?:(?-i:may)|could|must|should|would)(?=(?:\s+(?:well"
    r"|also|even))?\s+(?:have|be)\b))"
    r"(?:\s+(?:well|also|even))?(?:\s+have)?(?:\s+be(?:en)?)?)"
    r"(?:\s+of(?:\s+the)?)?\s*$", re.I,
)  # fmt: skip
CUTS_NO_DENIAL = re.compile(
    r"\bnot\s+only\b|\b\w+\s+only\s+(?:that|this)\b|\bno\s+doubt\b|\bwithout\s+(?:a\s+)?doubt\b|\bfar\s+from\s+(?:being|having)\b[^,]*,"
    r"|^\W*contrary\s+to\b[^,]*,|\bnothing\s+(?:but|less)\b|\bno\s+less\b|\bif\s+anything\b|\bif\s+(?:I|we)\s+(?:may|could|can|might)\b[^,.]*,|\bnot\s+least\b|\bas\s+if\b"
    r"|\bno\s+wonder\b|\bno\s+sooner\b|\bif\s+not\b|\bnot\s+just\b|\bthe\s+only\b|\bonly\s+then\b"
    r"|\bnot\s+surprisingly\b|\b(?:an?|his|her|their|its)\s+only\b|\bno\.\s*\d",
    re.I,
)
CUTS_CLAIMED = re.compile(
    r"\b(?:[a-z]+(?:s|people|men|women)\s+(?:argue|say|claim|maintain|contend|assert|think|hold|insist|complain"
    r"|allege)\s+that|alleg\w+|(?:I|we)(?:\s+(?:am|are|was|were)|[’'](?:m|re))\s+told|(?:I|we)\s+(?:suppose|gather|understand|guess|presume)|angeblich|prétendument|supuestamente|reportedly|purported\w*|supposed(?:ly)?|rumou?r\w*|according\s+to|claim\w*"
    r"|accus\w+|critics|opponents|detractors|so-called|apparently|ostensibly|believe[sd]?|insist\w*"
    r"|it\s+(?:is|was)\s+(?:widely\s+|often\s+)?(?:said|thought|assumed|held)|(?:is|are|was|were)\s+"
    r"(?:said|thought|held)\s+to|unconfirmed|anonymous|imagin\w+|dream\w+|fear(?:s|ed)?(?=\s+(?:that|the|he|she|they|it|\w+ing)\b)|hop(?:es|ed)|hope\s+that|fears?\s+that"
    r"|suspect\w*|speculat\w+|suggest\w*\s+that)\b",
    re.I,
)
CUTS_COORDINATE = re.compile(
    r"[;:]\s|[,—–]\s+(?:and|so|while|whereas|yet|or)\s+(?!that\b)|\s—\s", re.I
)
CUTS_AND = re.compile(
    r"[;]\s|(?<!\s)\s+and\s+(?:(?:I|we|he|she|they)\s+(?=\w)|(?:\w+ed\s|found\s)?that\s)|,\s+(?:and|so|while|whereas|or)\s+(?!not\b|only\b|even\s+then|(?:long|far)\s+as|so\s+(?:the|he|she|they|it|[A-Z]))",
    re.I,
)
CUTS_WHOLE = re.compile(
    r"(?:^|[,;:]\s)[“‘\"'(]?(?:no|nobody|none|nothing|all|every\w*|any\w*|each)\b[^,;:]*$", re.I
)
"""A clause that speaks of all or of none, to the end of the words."""
CUTS_RESTRICTED = re.compile(
    r"\s+(?:(?:for|on|in|at|to|of|by|from|during|under|with)\s+(?:[\w’'-]+\s+){1,5}?)?"
    r"(?:(?:for|on|in|at|to|of|by|from|during|under|with)\s+)?(?:who|whom|whose|which|where|when)\b"
)
"""What says of which of them a clause speaks ("No fee is due | for an evening on which …")."""
CUTS_BELIED = re.compile(
    r"\b(?:false(?:ly)?|untrue|wrongly|lied|lying|a\s+lie|retract\w*|withdrew"
    r"|den(?:y|ied|ies|ying)(?!\s+(?!that\b)[^,.;]{3,80},\s+\w+ing\b)"
    r"|mistaken(?:ly)?|jok(?:ed|ing|ingly)|in\s+jest|ironic\w*|sarcastic\w*|mocking\w*"
    r"|not\s+true|without\s+(?:any\s+)?(?:evidence|proof|foundation|grounds))\b", re.I,
)  # fmt: skip
"""What may stand beside a verb of saying and gives the lie to the words, or calls them a jest.

Who "denied the charge, saying that …" denied the charge."""
CUTS_RELATIVE = re.compile(
    r"(?<=\w)\s++(?:who|whose|whom)\s++(?:[^,;:—–\s]++\s++){1,40}?(?=[a-z]+(?:\s+that)?\W*$)"
)
"""A relative clause of whoever says the words; it limits nothing that they say."""
