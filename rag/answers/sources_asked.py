"""Questions for the source behind a claim: "Which book is cited for the claim that X?".

Such a question is about X: that is what is searched and read, and the answer is the sentence
that says X with the note that stands at it. What asks for the source is a frame around X, told
by the words that people use for sources and for citing; "the source of the Nile" is none.
"""

import re

_KIND = (
    r"(?:(?:primary|secondary|oral|written|published|archival|full)\s+)*"
    r"(?:sources?|works?|books?|stud(?:y|ies)|references?|footnotes?|notes?|documents?|citations?"
    r"|publications?|articles?|memoirs?|reports?|authorit(?:y|ies)|texts?|papers?|interviews?"
    r"|histor(?:y|ies)|letters?|resolutions?|cables?|testimon(?:y|ies)|scholars?|authors?)"
)
_WRITER = (
    r"(?:(?:the|this|its)\s+)?(?:essay|author|article|text|paper|book|report|piece|writer|he|she"
    r"|it|they)"
)
_CITED = r"(?:cited|quoted|referenced|footnoted|credited|invoked|adduced|referred\s+to|relied\s+on)"
_CITE = r"(?:cite|quote|reference|credit|invoke|adduce|refer\s+to|rely\s+(?:up)?on)"
_ANY = rf"(?:{_CITED}|{_CITE}|given?|named?|used?|mention(?:ed)?|offer(?:ed)?|provided?)"
_FOR = (
    r"(?:for|behind|about|to\s+(?:support|back\s+up|show|prove)|in\s+support\s+of|as\s+(?:the\s+)?"
    r"(?:source|authority|evidence|reference)\s+(?:for|of)|when\s+"
    + _WRITER
    + r"\s+(?:says?|writes?"
    r"|claims?|states?|reports?|argues?|tells?)|in\s+saying|on)"
)
_BEHIND = (
    r"(?:stands?|lies?|is|are)\s+(?:the\s+)?(?:(?:sources?|references?|authority|footnotes?|evidence)"
    r"\s+(?:for|of|behind)|behind)"
)
_SHORT = (
    r"(?:the\s+)?(?:short\s+(?:citation|reference|note|form)|['‘’\"“]?ibid\.?['’\"”]?)\s+"
    r"(?:for|at|about|on)"
)
_FRAMES = tuple(
    re.compile(rf"^\W*(?:{frame})\s+(?=\S)", re.I)
    for frame in (
        rf"(?:what|which|whose)\s+{_KIND}\s+(?:is|are|was|were|does|do|did|has|have)\s+"
        rf"(?:{_WRITER}\s+|the\s+[\w’'-]+(?:\s+[\w’'-]+)?\s+)?(?:been\s+)?{_ANY}\s+{_FOR}",
        rf"(?:what|who)\s+(?:is|are|was|were)\s+{_CITED}\s+{_FOR}",
        rf"(?:what|whom?)\s+(?:does|do|did)\s+{_WRITER}\s+{_CITE}\s+{_FOR}",
        rf"on\s+(?:what|which|whose)\s+{_KIND}\s+(?:does|do|did|is|are)\s+(?:{_WRITER}\s+)?"
        rf"(?:rely|draw|rest|bas(?:e|ed)|depend|lean)\w*\s*(?:(?:up)?on\s+)?{_FOR}",
        rf"where\s+(?:does|do|did|has|have)\s+{_WRITER}\s+(?:take|taken|get|got|have|draw|find|found)"
        r"(?=.*\bfrom\W*$)",
        r"what\s+(?:is|are)\s+the\s+(?:full\s+)?(?:sources?|references?|citations?|footnotes?|notes?)"
        rf"\s+(?:given\s+|cited\s+)?(?:for|behind)(?:\s+{_SHORT})?",
        r"what\s+is\s+the\s+(?:source|evidence|authority)\s+(?:of|for)(?=\s+(?:the\s+|[\w’'-]+(?:['’]s)?"
        r"\s+){1,3}(?:claim|statement|account|figure|view|story|judgement|assertion|version)\b)",
        rf"(?:who|which\s+\w+)\s+(?:wrote|is\s+the\s+author\s+of|published)\s+the\s+{_KIND}\s+"
        rf"(?:(?:that|which)\s+(?:is|are)\s+)?{_ANY}\s+{_FOR}",
        rf"(?:what|which|whose)\s+{_KIND}\s+{_BEHIND}(?:\s+{_SHORT})?",
        r"what\s+does\s+the\s+(?:foot)?note\s+(?:to|on|for|at|about)(?=.*\bsay\b)",
    )
)
_CLAIM = re.compile(
    r"^(?:the\s+)?(?:(?:claim|statement|view|point|fact|judgement|judgment|idea|assertion|argument"
    r"|remark)s?\s+that|(?:claim|statement|account|story|assertion|report|figure)s?\s+(?:of|about))"
    r"\s+(?=\S)",
    re.I,
)
_TAIL = re.compile(
    r"(?<=[?.!])\s+(?:please\s+)?(?:give|name|state|cite|quote|write)\s[^?]*$|\s+from(?=\W*$)"
    r"|\s+say(?=\W*$)",
    re.I,
)


def claim_of(question: str) -> str | None:
    """What is said in the sentence whose source is asked for; None for any other question.

    >>> claim_of("Which source is cited for the claim that the bridge cost nine millions?")
    'the bridge cost nine millions?'
    >>> claim_of("Where does the essay take the story of the drowned clerk from?")
    'the drowned clerk?'
    >>> claim_of("What is the source of the Nile?")
    """
    for frame in _FRAMES:
        if found := frame.match(question):
            claim = _TAIL.sub("", question[found.end() :])
            return re.sub(r"^that\s+", "", _CLAIM.sub("", claim)) or None
    return None
