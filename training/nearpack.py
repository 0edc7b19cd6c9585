"""Near-miss questions for a development pack: on its very documents, and without an answer there.

The packs' own unanswerable questions lost their document; users ask what the document at hand
does not say. Two kinds are made by rule, with a fixed seed: a known question with one name,
year, number or relation changed for another of the document, and a question for something of a
named person or place (birth, cost, spouse …) that the document never speaks of. A few of them
are answerable by chance.
"""

import random
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rag.document import Document
from training.nearmiss import near_miss

SEED = 20261121
PER_KIND = 60
NEAR = "near-"
"""What the ids of these questions begin with."""
_NAME = re.compile(r"(?<![.!?] )(?<!^)\b[A-Z][a-z]+(?:\s+[A-Z][a-z]+){1,2}\b")
_ATTRIBUTES = (
    ("When was {} born?", "born|birth"),
    ("Where did {} go to university?", "universit|college|studied|degree|graduat"),
    ("Who is {} married to?", "marri|wife|husband|spouse"),
    ("How much did {} cost?", r"cost|price|dollar|\$|€|£|million|billion"),
    ("How many people work for {}?", "employ|staff|workforce|workers"),
    ("What did {} say about nuclear weapons?", "nuclear|atomic"),
    ("Which award did {} win?", "award|prize|medal|honou?r"),
    ("What is the telephone number of {}?", "telephone|phone|call"),
    ("Who was the Turkish ambassador to {}?", "turk"),
    ("How old was {} in 2015?", "2015|aged|years old"),
    ("Which song was written about {}?", "song|music|sang"),
    ("How did {} die?", "die|death|dead|kill|died"),
    ("What happened to {} in 2023?", "2023"),
    ("How many children does {} have?", "child|son|daughter|kids"),
)


def near_questions(
    questions: Sequence[Mapping[str, Any]], documents: Mapping[str, Document], pack: str
) -> list[dict[str, Any]]:
    """Unanswerable questions of both kinds, at most PER_KIND of each, in the packs' format."""
    rng = random.Random(f"{SEED}/{pack}")
    changed = [text for q in questions if (text := _changed(q, documents, rng))]
    rng.shuffle(changed)
    missing = _missing(documents, rng)
    texts = list(dict.fromkeys(changed))[:PER_KIND] + missing[:PER_KIND]
    return [
        {"id": f"{NEAR}{pack}-{n}", "question": text, "answerable": False, "need": "any"}
        for n, text in enumerate(texts)
    ]


def _changed(
    question: Mapping[str, Any], documents: Mapping[str, Document], rng: random.Random
) -> str | None:
    """The question with one thing changed for another of its document."""
    if not question["answerable"]:
        return None
    evidence = question["evidence"][0]
    document = documents[Path(evidence["doc"]).name]
    around = document.text[max(0, evidence["start"] - 600) : evidence["end"] + 600]
    answers = (evidence["quote"],)
    return near_miss(question["question"], around, document.text, answers, rng)


def _missing(documents: Mapping[str, Document], rng: random.Random) -> list[str]:
    """Questions for what no document of the pack speaks of near a name that it holds."""
    made = []
    for document in documents.values():
        text = document.reading.text
        names = sorted(set(_NAME.findall(text)))
        rng.shuffle(names)
        for name in names[:12]:
            form, words = rng.choice(_ATTRIBUTES)
            if not re.search(words, text, re.I):
                made.append(form.format(name))
    rng.shuffle(made)
    return made
