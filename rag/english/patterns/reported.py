"""Words that end a reported clause, and those that stand for somebody who was named before."""

import re

REPORTED_NEXT = re.compile(r";|[.!?]\s|,\s+(?:and|but|so|while|whereas|or)\s")
REPORTED_BEHIND = re.compile(r"\s*+(?:,\s*+)?(?:[a-z]+ly\s+)?$")
REPORTED_PRONOUN = re.compile(r"\b(?:he|she|they|him|her|his|their|them)\b", re.I)
HE_OR_SHE = re.compile(r"\b(?:he|she)\b", re.I)
REPORTED_ONE = re.compile(r"\b(?:he|him|his|she|her)\b", re.I)
REPORTED_OBJECT = re.compile(
    r"\b(?:him|her)\b(?=\s*(?:[.,;:!?]|$)|\s+(?:in|at|on|to|for|with|and|when|that|about|from|into"
    r"|by|as|after|before|twice|again|there|then)\b)"
)
"""A pronoun that is an object: it stands for nobody who is named before it in its clause."""
