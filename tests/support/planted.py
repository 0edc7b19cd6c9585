"""Planted quotations: made by rule from a text, so that their verdict is known beforehand.

Half are faithful with every difference that is allowed, half are altered. Everything follows
from the seed. The rules know nothing of the audit's own code.
"""

# ruff: noqa: ARG001 - every rule takes the planter and a sentence

import random
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from rag.documents.document import Document

NEGATIONS = re.compile(
    r"\b(?:not|no|never|none|nor|neither|nobody|nothing|nowhere|cannot|without|hardly|scarcely"
    r"|barely|rarely|seldom)\b|n['’]t\b",
    re.I,
)
MARKS = [("“", "”"), ('"', '"'), ("„", "“"), ("«", "»"), ("« ", " »"), ("»", "«"), ("‘", "’")]


@dataclass(frozen=True)
class Planted:
    """A paragraph of a draft that holds one quotation, the verdicts that are right, its rule."""

    draft: str
    right: frozenset[str]
    rule: str

    @property
    def faithful(self) -> bool:
        return bool(self.right & {"verified", "normalised"})


@dataclass(frozen=True)
class Sentence:
    """A sentence of running text without quotation marks or brackets of its own."""

    document: Document
    text: str
    kind: str
    speaker: str | None
    block: int


def sentences(document: Document) -> list[Sentence]:
    """The sentences that the rules work on: eight to forty words of one paragraph."""
    found = []
    for start, end in document.reading.sentences:
        at = max(n for n, b in enumerate(document.reading.blocks) if b.start <= start)
        block = document.reading.blocks[at]
        text = document.reading.text[start:end]
        plain = not re.search(
            r"[\"“”„«»‘\[\](){}<>|*_…\d]['’\"]|[\"“”„«»‘\[\](){}<>|*_…]|\.\.", text
        )
        plain = plain and text != document.title
        if block.kind in ("body", "comment") and plain and 8 <= len(text.split()) <= 40:
            found.append(Sentence(document, text, block.kind, block.speaker, at))
    return found


class Planter:
    """Plants quotations from `documents`; `names` are persons whom no document knows."""

    def __init__(self, documents: Sequence[Document], seed: int) -> None:
        self.random = random.Random(seed)
        self.documents = documents
        self.pool = [s for d in documents for s in sentences(d)]
        self.readings = [" ".join(d.reading.text.split()).casefold() for d in documents]
        self.words = sorted({w for s in self.pool for w in re.findall(r"\b[a-z]{4,}\b", s.text)})

    def plant(self, count: int) -> Iterator[Planted]:
        """`count` quotations, faithful and altered in turn, every rule as often as it applies."""
        rules = [list(FAITHFUL.items()), list(ALTERED.items())]
        made = 0
        turn = [0, 0]
        while made < count:
            side = made % 2
            name, rule = rules[side][turn[side] % len(rules[side])]
            turn[side] += 1
            planted = rule(self, self.random.choice(self.pool))
            if planted is not None:
                draft, right = planted
                yield Planted(draft, frozenset(right), name)
                made += 1

    def quoted(self, text: str) -> str:
        """The text in quotation marks of some style."""
        free = [pair for pair in MARKS if pair[0] != "‘" or "’" not in text]
        opening, closing = self.random.choice(free)
        before = self.random.choice(
            ["He wrote ", "It says: ", "Here it is: ", "As the text has it, "]
        )
        return f"{before}{opening}{text}{closing} and so on."

    def known(self, text: str) -> bool:
        """Whether some document has these words after all."""
        folded = " ".join(text.split()).casefold().rstrip(".")
        return any(folded in reading for reading in self.readings)


Rule = Callable[[Planter, Sentence], tuple[str, set[str]] | None]
SAME = {"verified", "normalised"}
FOLDED = {"normalised"}


def _plain(planter: Planter, s: Sentence) -> tuple[str, set[str]]:
    return planter.quoted(s.text), {"verified"}


def _block(planter: Planter, s: Sentence) -> tuple[str, set[str]]:
    return f"It says:\n\n> {s.text}\n\nSo much for that.", {"verified"}


def _part(planter: Planter, s: Sentence) -> tuple[str, set[str]]:
    words = s.text.split()
    size = planter.random.randint(4, len(words))
    at = planter.random.randint(0, len(words) - size)
    return planter.quoted(" ".join(words[at : at + size]).rstrip(".,;:-–—")), SAME


def _wrapped(planter: Planter, s: Sentence) -> tuple[str, set[str]]:
    words = s.text.split()
    at = planter.random.randint(1, len(words) - 1)
    return planter.quoted(" ".join(words[:at]) + "\n" + " ".join(words[at:])), FOLDED


def _hyphenated(planter: Planter, s: Sentence) -> tuple[str, set[str]] | None:
    long = list(re.finditer(r"\b[a-z]{7,}\b", s.text))
    if not long:
        return None
    cut = planter.random.choice(long).start() + 4
    return planter.quoted(s.text[:cut] + "-\n" + s.text[cut:]), FOLDED


def _mapped(old: str, new: str) -> Rule:
    def rule(planter: Planter, s: Sentence) -> tuple[str, set[str]] | None:
        if old not in s.text:
            return None
        return planter.quoted(s.text.replace(old, new)), FOLDED

    return rule


def _decomposed(planter: Planter, s: Sentence) -> tuple[str, set[str]] | None:
    text = unicodedata.normalize("NFD", s.text)
    return (planter.quoted(text), FOLDED) if text != s.text else None


def _softened(planter: Planter, s: Sentence) -> tuple[str, set[str]] | None:
    if "tion" not in s.text:
        return None
    return planter.quoted(s.text.replace("tion", "\u00adtion")), SAME


def _elided(mark: str) -> Rule:
    def rule(planter: Planter, s: Sentence) -> tuple[str, set[str]] | None:
        words = s.text.split()
        if len(words) < 12:
            return None
        a = planter.random.randint(3, len(words) - 7)
        b = planter.random.randint(a + 1, min(len(words) - 3, a + 12))
        if NEGATIONS.search(" ".join(words[a:b])):
            return None
        return planter.quoted(" ".join([*words[:a], mark, *words[b:]])), FOLDED

    return rule


def _inserted(planter: Planter, s: Sentence) -> tuple[str, set[str]]:
    words = s.text.split()
    at = planter.random.randint(1, len(words) - 1)
    word = planter.random.choice(["[Iran]", "[sic]", "[the author]", "[emphasis added]"])
    return planter.quoted(" ".join([*words[:at], word, *words[at:]])), FOLDED


def _bracketed(planter: Planter, s: Sentence) -> tuple[str, set[str]] | None:
    if not s.text[1:2].islower():
        return None
    return planter.quoted(f"[{s.text[0].lower()}]{s.text[1:]}"), FOLDED


def _lowered(planter: Planter, s: Sentence) -> tuple[str, set[str]] | None:
    if not (s.text[0].isupper() and s.text[1:2].islower()):
        return None
    return planter.quoted(s.text[0].lower() + s.text[1:]), FOLDED


def _emphasised(planter: Planter, s: Sentence) -> tuple[str, set[str]]:
    words = s.text.split()
    at = planter.random.randint(1, len(words) - 2)
    words[at] = f"*{words[at]}*"
    return planter.quoted(" ".join(words)), SAME


def _cited(planter: Planter, s: Sentence) -> tuple[str, set[str]]:
    style = planter.random.choice(["({0})", "(see {0}, p. 3)", "[source]({0})"])
    return f"It says “{s.text}” {style.format(s.document.path)} there.", {"verified"}


def _titled(planter: Planter, s: Sentence) -> tuple[str, set[str]] | None:
    title = s.document.title
    if not title or len(title) < 12 or s.kind != "body":
        return None
    return f"According to *{title}*, “{s.text}”", {"verified"}


def _commented(planter: Planter, s: Sentence) -> tuple[str, set[str]] | None:
    if s.kind != "comment" or not s.speaker:
        return None
    return f"{s.speaker} commented: “{s.text}”", {"verified"}


def _word(planter: Planter, s: Sentence) -> tuple[str, set[str]] | None:
    long = list(re.finditer(r"\b[a-z]{4,}\b", s.text))
    if not long:
        return None
    match = planter.random.choice(long)
    word = planter.random.choice(planter.words)
    text = s.text[: match.start()] + word + s.text[match.end() :]
    return None if planter.known(text) else (planter.quoted(text), {"altered"})


def _figure(planter: Planter, s: Sentence) -> tuple[str, set[str]] | None:
    figures = list(re.finditer(r"\d+", s.text))
    if not figures:
        return None
    match = planter.random.choice(figures)
    other = str(int(match.group()) + planter.random.choice([1, 2, 10, 100]))
    text = s.text[: match.start()] + other + s.text[match.end() :]
    return None if planter.known(text) else (planter.quoted(text), {"altered"})


def _raised(planter: Planter, s: Sentence) -> tuple[str, set[str]] | None:
    figures = list(re.finditer(r"(?<!\d)[123](?!\d)", s.text))
    if not figures:
        return None
    at = planter.random.choice(figures).start()
    text = s.text[:at] + "¹²³"[int(s.text[at]) - 1] + s.text[at + 1 :]
    return planter.quoted(text), {"altered"}


def _not_dropped(planter: Planter, s: Sentence) -> tuple[str, set[str]] | None:
    text = re.sub(r"\b(?:not|never|no) ", "", s.text, count=1)
    if text == s.text or planter.known(text):
        return None
    return planter.quoted(text), {"altered"}


def _not_added(planter: Planter, s: Sentence) -> tuple[str, set[str]] | None:
    text = re.sub(r"\b(is|was|were|are|had|has|did|would|could|will)\b", r"\1 not", s.text, count=1)
    if text == s.text or planter.known(text):
        return None
    return planter.quoted(text), {"altered"}


def _not_inserted(planter: Planter, s: Sentence) -> tuple[str, set[str]] | None:
    text = re.sub(r"\b(is|was|were|are|had|has|did|would)\b", r"\1 [not]", s.text, count=1)
    return (planter.quoted(text), {"altered", "stitched"}) if text != s.text else None


def _swapped(planter: Planter, s: Sentence) -> tuple[str, set[str]] | None:
    names = re.findall(r"(?<=[a-z,] )[A-Z][a-z]{3,}\b", s.text)
    if len(set(names)) < 2:
        return None
    one, other = sorted(set(names))[:2]
    swap = {one: other, other: one}
    text = re.sub(rf"\b(?:{one}|{other})\b", lambda m: swap[m.group()], s.text)
    return None if planter.known(text) else (planter.quoted(text), {"altered"})


def _letters(planter: Planter, s: Sentence) -> tuple[str, set[str]] | None:
    words = s.text.rstrip(".").split()[:4]
    at = max(range(len(words)), key=lambda n: len(words[n]))
    if not re.fullmatch(r"[A-Za-z]{6,}", words[at]):
        return None
    words[at] = words[at][:2] + words[at][3] + words[at][2] + words[at][4:]
    text = " ".join(words)
    return None if planter.known(text) else (planter.quoted(text), {"altered", "not_found"})


def _halves(planter: Planter, s: Sentence) -> tuple[str, set[str]] | None:
    other = planter.random.choice(planter.pool)
    a, b = s.text.split(), other.text.split()
    text = " ".join([*a[: len(a) // 2], *b[len(b) // 2 :]])
    if other.text == s.text or planter.known(text) or len(b) // 2 < 4:
        return None
    return planter.quoted(text), {"stitched"}


def _reversed(planter: Planter, s: Sentence) -> tuple[str, set[str]] | None:
    words = s.text.rstrip(".").split()
    half = len(words) // 2
    late, early = " ".join(words[half:]), " ".join(words[:half])
    if any(re.search(f"{re.escape(late)}.*{re.escape(early)}", r, re.I) for r in planter.readings):
        return None
    text = f"{late} … {early}"
    return planter.quoted(text), {"stitched"}


def _negation_elided(planter: Planter, s: Sentence) -> tuple[str, set[str]] | None:
    words = s.text.split()
    at = next((n for n, w in enumerate(words) if NEGATIONS.search(w)), None)
    if at is None or not 3 <= at <= len(words) - 4:
        return None
    return planter.quoted(" ".join([*words[:at], "[...]", *words[at + 1 :]])), {"stitched"}


def _far_elided(planter: Planter, s: Sentence) -> tuple[str, set[str]] | None:
    later = [o for o in planter.pool if o.document is s.document and o.block > s.block + 1]
    if not later:
        return None
    other = planter.random.choice(later)
    early, late = " ".join(s.text.split()[:-3]), " ".join(other.text.split()[3:])
    text, blocks = s.document.reading.text, s.document.reading.blocks
    if any(re.search(f"{re.escape(early)}.*{re.escape(late)}", text[b.start : b.end])
           for b in blocks):  # fmt: skip
        return None
    return planter.quoted(f"{early} ... {late}"), {"stitched"}


def _wrong_document(planter: Planter, s: Sentence) -> tuple[str, set[str]] | None:
    others = [d for d, r in zip(planter.documents, planter.readings, strict=True)
              if d is not s.document and s.text.casefold() not in r]  # fmt: skip
    if not others:
        return None
    other = planter.random.choice(others)
    style = planter.random.choice(["“{0}” ({1})", "In {1} it says: “{0}”", "“{0}” [here]({1})"])
    return style.format(s.text, other.path), {"misattributed"}


def _wrong_speaker(planter: Planter, s: Sentence) -> tuple[str, set[str]] | None:
    others = {o.speaker for o in planter.pool if o.speaker and o.speaker != s.speaker}
    if s.kind != "comment" or not s.speaker or not others:
        return None
    other = planter.random.choice(sorted(others))
    return f"{other} wrote: “{s.text}”", {"misattributed"}


def _author_for_comment(planter: Planter, s: Sentence) -> tuple[str, set[str]] | None:
    if s.kind != "comment" or not s.speaker or not s.document.author:
        return None
    return f"{s.document.author.title()} wrote: “{s.text}”", {"misattributed"}


def _invented(planter: Planter, s: Sentence) -> tuple[str, set[str]]:
    words = [planter.random.choice(planter.words) for _ in range(len(s.text.split()))]
    return planter.quoted(" ".join(words)), {"not_found"}


def _case(planter: Planter, s: Sentence) -> tuple[str, set[str]] | None:
    text = re.sub(r"(?<=[a-z,] )([A-Z])(?=[a-z]{3})", lambda m: m.group().lower(), s.text, count=1)
    if text == s.text:
        return None
    return planter.quoted(text), {"altered"}


FAITHFUL: dict[str, Rule] = {
    "plain": _plain, "block": _block, "part": _part, "wrapped": _wrapped,
    "hyphenated": _hyphenated, "curly": _mapped("’", "'"), "straight": _mapped("'", "’"),
    "ligature": _mapped("fi", "ﬁ"), "ligature-ff": _mapped("ff", "ﬀ"),
    "no-break": _mapped(" ", "\u00a0"), "dash": _mapped("—", " – "), "en-dash": _mapped("–", "-"),
    "soft": _softened, "zero-width": _mapped("ing", "\u200bing"),
    "decomposed": _decomposed, "elision": _elided("…"), "bracket-elision": _elided("[...]"),
    "dots-elision": _elided(". . ."), "insertion": _inserted, "bracketed": _bracketed,
    "lowered": _lowered, "emphasised": _emphasised, "cited": _cited, "titled": _titled,
    "commented": _commented,
}  # fmt: skip
ALTERED: dict[str, Rule] = {
    "word": _word, "figure": _figure, "raised": _raised, "not-dropped": _not_dropped,
    "not-added": _not_added, "not-inserted": _not_inserted, "swapped": _swapped,
    "letters": _letters, "halves": _halves, "reversed": _reversed,
    "negation-elided": _negation_elided, "far-elided": _far_elided,
    "wrong-document": _wrong_document, "wrong-speaker": _wrong_speaker,
    "author-for-comment": _author_for_comment, "invented": _invented, "case": _case,
}  # fmt: skip
