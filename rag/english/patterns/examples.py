"""What makes no good example of an English question.

Each part is used by the file that is named above it.
"""

import re

from rag.english.words import PARTICLE

# examples

EXAMPLES_PERSON = rf"(?:[A-Z][a-z’'-]+\s){{1,2}}(?:{PARTICLE}[- ])?[A-Z][a-z’'-]+"
EXAMPLES_POINTS_BACK = re.compile(
    r"\b(?:there|it|its|this|that|these|those|they|them|he|she|him|her|I)\b"
)
EXAMPLES_NO_NAME = re.compile(
    r"^(?:The|This|That|These|Those|When|While|After|Before|In|On|At|But|And)\b"
)
