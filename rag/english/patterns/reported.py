"""Words that end a reported clause, and those that stand for somebody who was named before.

Each part is used by the file that is named above it.
"""

import re

# reported

REPORTED_NEXT = re.compile(r";|[.!?]\s|,\s+(?:and|but|so|while|whereas|or)\s")
REPORTED_BEHIND = re.compile(r"\s*,?\s*(?:[a-z]+ly\s+)?$")
REPORTED_PRONOUN = re.compile(r"\b(?:he|she|they|him|her|his|their|them|who)\b", re.I)
REPORTED_ONE = re.compile(r"\b(?:he|him|his|she|her)\b", re.I)
