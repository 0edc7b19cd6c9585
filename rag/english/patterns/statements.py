"""Words that relate one English statement to another, or deny it.

Each part is used by the file that is named above it.
"""

import re

# aligned

ALIGNED_RELATIVE = re.compile(r",\s+(?:which|who|whose|whom|where|when)\b[^,;]*,|\([^()]*\)")
ALIGNED_BREAK = re.compile(
    r"[,;:—–]|\b(?:that|which|who|whose|whom|where|when|if|while|because|after|before|than|as|but|or)\b"
    r"|\band\s+(?:(?:the|an?|his|her|their|its|this|that)\b|[A-Z])"
)  # fmt: skip
ALIGNED_BELONGS = re.compile(
    r"\b(?:of|by|for|from|with|without|against|under|near|to|about|like|than|beside)\s+"
    r"(?:(?:the|a|an|his|her|their|its|this|that|these|those|all|any)\s+)?(?:[a-z]+\s+)?$"
)


# differ

DIFFER_NOT_A_DENIAL = re.compile(
    r"\b(?:not|never)\s+(?:only|just|all|every|everyone|always|until|yet|necessarily|entirely|"
    r"merely|simply|least|without|un\w+|in\w+able)\b|\bno\b|\bnor\b|\bneither\b|\bno longer\b",
    re.I,
)
DIFFER_ASKS_FOR_A_NAME = re.compile(
    r"^(?:by |to |of |for )?(?:who|whom|whose|where|which|what)\b", re.I
)
