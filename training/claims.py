"""Other ways to ask: questions turned into statements, and comparisons asked of abstracts.

A claim-like input has as evidence the sentences that bear it out or contradict it, so a "not"
put into it changes nothing. The rewriting is by rule and often clumsy; it need not be pretty.
"""

import random
import re

from training.records import Item, Pool

_DO = re.compile(
    r"^(?P<ask>when|where|why|who|whom|what|which|what \w+|which \w+|in what \w+|in which \w+|how) "
    r"(?:did|do|does) (?P<rest>.+)$",
    re.I,
)
_SUBJECT = re.compile(
    r"^(?:who|what|which(?: \w+)?|what \w+) (?P<rest>(?:is|are|was|were|has|have|had|can|could|"
    r"will|would|must|may|led|made|won|began|took|gave|wrote|became|got|\w+ed|\w+es) .+)$",
    re.I,
)
_YES_NO = re.compile(
    r"^(?P<aux>do|does|did|is|are|was|were|can|could|will|would|should|has|have|may) "
    r"(?P<subject>you|they|it|i|we|he|she|there|(?:the|this|that|my|your|their|any) \w+) "
    r"(?P<rest>.+)$",
    re.I,
)
_JOIN = {"when": "in", "where": "in", "why": "because", "how": "by"}
_AUXILIARY = re.compile(r"\b(is|are|was|were|can|will|may|shall|must|did|does|do|has|have)\b")


def statement(question: str, answers: tuple[str, ...], rng: random.Random) -> str | None:
    """The question and one of its answers as a statement, or None where no rule fits."""
    asked = " ".join(question.split()).rstrip(" ?.")
    if match := _YES_NO.match(asked):
        aux = "" if match["aux"].lower() in {"do", "does"} else match["aux"].lower() + " "
        return f"{match['subject'].capitalize()} {aux}{match['rest']}."
    short = [a for a in answers if len(a.split()) <= 8]
    if not short:
        return None
    answer = rng.choice(short).strip(" .,;")
    if match := _DO.match(asked):
        join = _JOIN.get(match["ask"].lower(), "")
        rest = match["rest"]
        return f"{rest[:1].upper()}{rest[1:]} {join} {answer}.".replace("  ", " ")
    if match := _SUBJECT.match(asked):
        return f"{answer[:1].upper()}{answer[1:]} {match['rest']}."
    return None


def deny(claim: str, rng: random.Random) -> str:
    """The claim with a "not" behind one of its auxiliaries, if it has one."""
    found = list(_AUXILIARY.finditer(claim))
    if not found or " not " in claim:
        return claim
    at = rng.choice(found).end()
    return claim[:at] + " not" + claim[at:]


_LEAD = r"^(?:[A-Z]{4,} )?(?:(?:In|At|After|During|Among)[^,]{3,60}, )?"
_THAN = r",? (?:than|compared (?:with|to)|versus|vs\.?|relative to) "
_COMPARED = (
    re.compile(
        _LEAD + r"(?P<x>(?:[Tt]he )?[^,.;:()]{6,90}?) (?:was|were|is|are|did) "
        r"(?:also |not |no |significantly |markedly |substantially |slightly )*(?:higher|lower|"
        r"greater|reduced|increased|decreased|differ|different|improved|better|worse|smaller|larger|more|"
        r"less|similar|shorter|longer|elevated)\b[^.;,]{0,50}? (?:in|with|for|among|between) "
        r"(?P<a>[^,.;()]{3,60}?)(?:"
        + _THAN
        + r"| and )(?:in |with |for |that of |those in |among )?"
        r"(?P<b>[^,.;()]{3,60})"
    ),
    re.compile(
        _LEAD + r"(?P<a>[^,.;:()]{4,60}?) (?:significantly |markedly |also )?(?:reduced|increased|"
        r"improved|decreased|lowered|enhanced|prolonged|suppressed) (?P<x>[^,.;()]{5,70}?)"
        + _THAN
        + r"(?P<b>[^,.;()]{3,60})"
    ),
)
_ASK = (
    "With respect to {x}, what was the reported difference between {a} and {b}?",
    "With respect to {x}, what was the reported difference between {b} and {a}?",
    "How did {x} compare between {a} and {b}?",
    "Was there a difference in {x} between {a} and {b}?",
    "What was the effect of {a} on {x}, compared with {b}?",
)


def comparisons(abstracts: Pool, seed: int) -> Pool:
    """Questions made from sentences of the abstracts that compare two groups in one respect."""
    rng = random.Random(seed)
    pool = Pool(abstracts.docs, abstracts.titles)
    for doc, paragraphs in abstracts.docs.items():
        for number, text in enumerate(paragraphs[0]):
            found = next((m for pattern in _COMPARED if (m := pattern.match(text))), None)
            if found:
                words = {k: v.strip() for k, v in found.groupdict().items()}
                for template in rng.sample(_ASK, 3):
                    question = template.format(**words)
                    pool.items.append(Item("trial", question, doc, 0, {number: ()}))
    return pool
