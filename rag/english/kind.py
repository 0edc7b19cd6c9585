"""What kind of answer a question wants: a fact, which one sentence gives, or a topic.

A topic is asked for by naming it ("free word order in translation") or by asking what is said
about it. Whoever does so wants all that is said, not the one best sentence.
"""

import re
from typing import Literal

from rag.english.terms import content_words

Kind = Literal["fact", "topic"]

_SOURCES = (
    r"(?:they|it|you|we|he|she|people|authors?|papers?|documents?|sources?|texts?|articles?|reports?"
    r"|files?|books?|library|chapters?|studies|interviews?|letters?|contracts?|agreements?)"
)
_ABOUT = r"(?:about|on|regarding|concerning|of)\s+(?=\S)"
_SAID = re.compile(
    rf"^\W*(?:what\s+(?:is|was|has\s+been|can\s+be)\s+(?:all\s+|ever\s+)?(?:said|written|known|told"
    rf"|reported|stated|found|learned|mentioned)\s+{_ABOUT}"
    rf"|(?:what|how\s+much)\s+(?:do|does|did)\s+(?:\S+\s+){{0,3}}{_SOURCES}\s+"
    rf"(?:say|tell|write|report|state|mention)\s+(?:us\s+)?{_ABOUT}"
    rf"|(?:please\s+)?(?:tell|show|give|find)\s+(?:me\s+|us\s+)?(?:everything|all|more|something"
    rf"|passages?|information|the\s+passages?)?\s*(?:that\s+is\s+said\s+)?{_ABOUT}"
    rf"|(?:everything|anything|passages?|statements?)\s+{_ABOUT})",
    re.I,
)
_ASKS = re.compile(
    r"^\W*(?:who|whom|whose|what|when|where|why|which|how|is|are|was|were|am|do|does|did|has|have"
    r"|had|can|could|will|would|shall|should|may|might|must|if|whether|name|list|give|find|tell"
    r"|show|explain|describe|define|compare|summari[sz]e|according)\b"
    r"|\b(?:whom|what|which)\b",
    re.I,
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|am|has|have|had|does|did|can|could|will|would|shall|should"
    r"|might|must|isn['’]t|aren['’]t|wasn['’]t|weren['’]t|cannot|won['’]t|didn['’]t"
    r"|said|says|became|becomes|began|took|gave|made|went|came|held|kept|left|wrote|saw|lost|met"
    r"|knew|thought|told|found|fell|rose|ran|led|sent|sold|bought|paid|built|spent|stood"
    r"|includes?|contains?|shows?|showed|means|causes?|remains?|requires?|states?|denied|agreed)\b",
    re.I,
)
_PAST = re.compile(
    r"^\W*(?:the|an?|his|her|its|their|[A-Z][\w’'.-]*)\b.*?\b[a-z]{2,}ed\s+"
    r"(?:the|an?|his|her|its|their|that|to|him|them|it|out|off|up|[A-Z])"
)
_LONGEST = 14
"""Words that the name of a topic has at most."""


def kind_of(question: str) -> Kind:
    """The kind of answer that a question wants.

    >>> kind_of("free word order in machine translation"), kind_of("Who built the bridge?")
    ('topic', 'fact')
    >>> kind_of("What do the papers say about word order?"), kind_of("The bridge was built in 1930")
    ('topic', 'fact')
    """
    words = question.strip().rstrip("\"'”’ ")
    if _SAID.search(words):
        return "topic"
    if words.endswith((".", "!", "?")) or _ASKS.search(words) or not content_words(words):
        return "fact"
    verb = _FINITE.search(words) or _PAST.search(words)
    return "fact" if verb or len(words.split()) > _LONGEST else "topic"
