"""Words that relate one English statement to another, or deny it.

Each part is used by the file that is named above it.
"""

import re

from rag.english.later import later

# aligned

ALIGNED_RELATIVE = later(r",\s+(?:which|who|whose|whom|where|when)\b[^,;]*,|\([^()]*\)")
ALIGNED_BREAK = later(
    r"[,;:—–]|\b(?:that|which|who|whose|whom|where|when|if|while|because|after|before|than|as|but|or)\b"
    r"|\band\s+(?:(?:the|an?|his|her|their|its|this|that)\b|[A-Z])"
)  # fmt: skip
ALIGNED_BELONGS = later(
    r"\b(?:of|by|for|from|with|without|against|under|near|to|about|like|than|beside)\s+"
    r"(?:(?:the|a|an|his|her|their|its|this|that|these|those|all|any)\s+)?(?:[a-z]+\s+)?$"
)


# differ

DIFFER_NOT_A_DENIAL = later(
    r"\b(?:not|never)\s+(?:only|just|all|every|everyone|always|until|yet|necessarily|entirely|"
    r"merely|simply|least|without|un\w+|in\w+able)\b|\bno\b|\bnor\b|\bneither\b|\bno longer\b",
    re.I,
)
DIFFER_ASKS_FOR_A_NAME = later(r"^(?:by |to |of |for )?(?:who|whom|whose|where|which|what)\b", re.I)


# unknown

_NOT_FOUND = (
    r"(?:known|recorded|established|found|identified|explained|discovered|told|stated|settled"
    r"|determined|proved|proven|noted|written\s+down|documented)"
)
UNKNOWN = later(
    r"\b(?:nobody|no\s+one|no-one|none)\s+(?:alive\s+|living\s+)?(?:now\s+|today\s+|ever\s+|has\s+ever\s+)?"
    r"(?:knows?|knew|could\s+say|can\s+say|can\s+tell|could\s+tell|remembers?|remembered|recorded"
    r"|wrote\s+down|learned|found\s+out|says|said)\b"
    r"|\b(?:is|was|are|were|remains?|remained|has\s+been|have\s+been)\s+(?:\w+ly\s+|still\s+|quite\s+)?"
    rf"(?:unknown|unrecorded|undocumented|unexplained|unsolved|not\s+{_NOT_FOUND}|a\s+(?:mystery|riddle)"
    rf"|anybody['’]s\s+guess|never\s+{_NOT_FOUND}|open\s+to\s+doubt)\b"
    rf"|\b(?:has|have|had)\s+never\s+been\s+{_NOT_FOUND}\b"
    r"|\b(?:isn|wasn|aren|weren)['’]t\s+known\b"
    r"|\bno\s+(?:\w+\s+)?(?:records?|sources?|documents?|registers?|archives?|letters?|papers?|files?"
    r"|witness(?:es)?)\s+(?:says?|tells?|told|states?|gives?|gave|survives?|shows?|names?|mentions?|records?)\b"
    r"|\bwe\s+(?:do\s+not|don['’]t|shall\s+never|will\s+never|cannot|can['’]t)\s+know\b",
    re.I,
)
"""That something is not known, whoever says it."""
UNKNOWN_BUT = later(
    r"\b(?:but|though|although|however|except|until|before|probably|perhaps)\b", re.I
)
"""Behind it an answer may come all the same."""
UNKNOWN_CLAUSE = later(
    r"\b(?:when|where|why|whether|how(?:\s+(?:many|much|long|old|far))?|who|whom|whose|what|which"
    r"|(?<=know )if|(?<=known )if)\b",
    re.I,
)
UNKNOWN_QUESTIONS = later(
    r"\b(?:know|knows|knew|known|unknown|mystery|recorded|unclear|uncertain)\b", re.I
)
"""A question for what is known, or is not."""
SOME = later(r"\b(?:some|certain|few|several|many)\s+(?=[^\W\d])", re.I)


# definitions

ASKS_MEANING = later(
    r"\W*(?:(?:what|who)\s+(?:is|are)\s+(?:meant\s+by\s+)?|what\s+(?:does|do)\s+(?=.{1,80}\bmeans?\b)"
    r"|define\s+|(?:what\s+(?:is|are)\s+)?(?:the\s+)?(?:definition|meaning)s?\s+of\s+)"
    r"(?:an?\s+|the\s+)?[\"“‘']?(?P<term>\w[\w’'-]*(?:\s\w[\w’'-]*){0,4}?)[\"”’']?(?:\s+means?)?"
    r"(?:\s+(?:under|in|by|for|within)\b.{0,200})?\W*$",
    re.I,
)
"""A question for what a word means ("Who is a Contributor under the licence?")."""
DEFINES = later(
    r"\W*(?:(?:an?|the|this|each)\s+)?[\"“‘'](?P<term>[^\"“”‘’']{1,80})[\"”’'],?(?:\s+\([^()]{1,80}\))?"
    r"\s+(?:for\s+[^,]{1,80}\s+)?(?:shall\s+|will\s+)?(?:means?|is|are|be|refers?|denotes?|includes?|has\s+the\s+meaning)\b",
    re.I,
)
"""A sentence that defines the word which it has in quotation marks."""
