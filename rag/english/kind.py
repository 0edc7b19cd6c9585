"""What kind of answer a question wants: a fact, a reason, a list, or all on a topic.

A fact or a reason is given by a sentence. A topic is asked for by naming it ("free word order in
translation") or by asking what is said about it: all that is said is wanted, not the one best
sentence. A list is asked for by "which", "what" or "who" with a word in the plural, or by "name".
"""

import re
from typing import Literal

from rag.english.later import later
from rag.english.numbers import ONES
from rag.english.terms import content_words

Kind = Literal["fact", "reason", "list", "topic"]

_SOURCES = (
    r"(?:they|it|you|we|he|she|people|authors?|papers?|documents?|sources?|texts?|articles?|reports?"
    r"|files?|books?|library|chapters?|studies|interviews?|letters?|contracts?|agreements?)"
)
_ABOUT = r"(?:about|on|regarding|concerning|of)\s+(?=\S)"
_SAID = later(
    rf"^\W*(?:what\s+(?:is|was|has\s+been|can\s+be)\s+(?:all\s+|ever\s+)?(?:said|written|known|told"
    rf"|reported|stated|found|learned|mentioned)\s+{_ABOUT}"
    rf"|(?:what|how\s+much)\s+(?:do|does|did)\s+(?:\S+\s+){{0,3}}{_SOURCES}\s+"
    rf"(?:say|tell|write|report|state|mention)\s+(?:us\s+)?{_ABOUT}"
    rf"|(?:please\s+)?(?:tell|show|give|find)\s+(?:me\s+|us\s+)?(?:everything|all|more|something"
    rf"|passages?|information|the\s+passages?)?\s*(?:that\s+is\s+said\s+)?{_ABOUT}"
    rf"|(?:everything|anything|passages?|statements?)\s+{_ABOUT})",
    re.I,
)
_ASKS = later(
    r"^\W*(?:who|whom|whose|what|when|where|why|which|how|is|are|was|were|am|do|does|did|has|have"
    r"|had|can|could|will|would|shall|should|may|might|must|if|whether|name|list|give|find|tell"
    r"|show|explain|describe|define|compare|summari[sz]e|according)\b"
    r"|\b(?:whom|what|which)\b",
    re.I,
)
FINITE = later(
    r"\b(?:is|are|was|were|am|has|have|had|does|did|can|could|will|would|shall|should"
    r"|might|must|isn['’]t|aren['’]t|wasn['’]t|weren['’]t|cannot|won['’]t|didn['’]t"
    r"|said|says|became|becomes|began|took|gave|made|went|came|held|kept|left|wrote|saw|lost|met"
    r"|knew|thought|told|found|fell|rose|ran|led|sent|sold|bought|paid|built|spent|stood"
    r"|includes?|contains?|shows?|showed|means|causes?|remains?|requires?|states?|denied|agreed)\b",
    re.I,
)
_PAST = later(
    r"^\W*(?:the|an?|his|her|its|their|[A-Z][\w’'.-]*)\b.*?\b[a-z]{2,}ed\s+"
    r"(?:the|an?|his|her|its|their|that|to|him|them|it|out|off|up|[A-Z])"
)
_NUMERAL = rf"(?:{'|'.join(ONES[2:])}|several|various|all)"
_DOES = (
    r"(?:are|were|did|do|have|had|can|could|must|may|might|shall|should|will|would|led|made|caused"
    r"|make|cause|lead|belong(?:ed)?|count|took|take|came|come|helped|help|show(?:ed)?|spoke|speak)"
)
_ALIKE = (
    r"\b(?:called|named|(?:like|made|used|known|compared|as|at|by|for|from|in|of|on|to|with)\W*$)"
)
_LISTS = later(
    rf"^\W*(?:(?:please\s+)?(?:name|list|enumerate|give|state)\s+(?:me\s+|us\s+)?"
    rf"(?:the|every|some|at\s+least|{_NUMERAL})\b(?=.*\w(?<!s)s\b|\s+{_NUMERAL})"
    rf"|(?:(?:in|on|by|under|for|to|with|from|at|of)\s+)?(?:what|which)\s+(?:"
    rf"(?:are|were)\s+(?!.*{_ALIKE})|(?:[\w’'-]+\s+){{0,2}}?{_NUMERAL}\s"
    rf"|(?:[\w’'-]+\s+){{0,1}}?(?!(?:was|does|has|this|its)\b)[a-z]{{2,}}(?<![siu])s\s+{_DOES}\b)"
    r"|who\s+(?:are|were)\b)",
    re.I,
)
_REASONS = later(
    r"^\W*(?:\w+\s+){0,2}?(?:why\b|how\s+come\b"
    r"|(?:on\s+what\s+grounds?|for\s+what\s+(?:reasons?|purpose))\b"
    r"|what\s+(?:is|was|were|are)\s+the\s+(?:reasons?|causes?|purpose|motives?)\b"
    r"|how\b(?!\s+(?:many|much|long|far|old|large|big|tall|deep|often|high|wide|heavy|fast)\b))",
    re.I,
)
_LONGEST = 14
"""Words that the name of a topic has at most."""


def kind_of(question: str) -> Kind:
    """The kind of answer that a question wants.

    >>> kind_of("free word order in machine translation"), kind_of("Who built the bridge?")
    ('topic', 'fact')
    >>> kind_of("What do the papers say about word order?"), kind_of("The bridge was built in 1930")
    ('topic', 'fact')
    >>> kind_of("Which three reasons did she give?"), kind_of("Why was it built?")
    ('list', 'reason')
    """
    words = question.strip().rstrip("\"'”’ ")
    if _SAID.search(words):
        return "topic"
    if _REASONS.search(words):
        return "reason"
    if _LISTS.search(words):
        return "list"
    if words.endswith((".", "!", "?")) or _ASKS.search(words) or not content_words(words):
        return "fact"
    verb = FINITE.search(words) or _PAST.search(words)
    return "fact" if verb or len(words.split()) > _LONGEST else "topic"
