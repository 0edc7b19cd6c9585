"""What an audit finds: findings (verdicts with their places), claims, and what was set apart."""

from dataclasses import dataclass, field
from typing import Literal, get_args

from rag.documents.document import Document
from rag.span import Span

Verdict = Literal[
    "verified", "normalised", "altered", "stitched", "misattributed", "not_found", "unreadable"
]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
WRONG: frozenset[Verdict] = frozenset({"altered", "stitched", "misattributed", "not_found"})
"""Verdicts that make `quoth audit` exit with 1."""
WordChange = tuple[Literal["equal", "insert", "delete"], str]
"""One step from the draft's words to the source's: `delete` are words that only the draft
has, `insert` words that only the source has."""


@dataclass(frozen=True, slots=True)
class Nearest:
    """A passage that comes close and is no evidence; `share` of the words it has in order."""

    document: Document = field(repr=False)
    spans: tuple[Span, ...]
    text: str
    share: float


@dataclass(frozen=True, slots=True)
class Finding:
    """The verdict on one quotation. `start` and `end` are offsets into the draft.

    `spans` are layer 1 of `document`. `reasons` say in words what is wrong, `cautions` what to
    know of words that are not wrong: what a cut left out, a page or year that does not fit.
    `replaced` are (words in the draft's brackets, the source's words for which they stand).
    """

    start: int
    end: int
    quote: str
    verdict: Verdict
    document: Document | None = field(default=None, repr=False)
    spans: tuple[Span, ...] = ()
    diff: tuple[WordChange, ...] = ()
    attribution: str | None = None
    nearest: tuple[Nearest, ...] = ()
    reasons: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    replaced: tuple[tuple[str, str], ...] = ()

    @property
    def remarks(self) -> tuple[str, ...]:
        """Everything that is said of the quotation in words, in the order to show it."""
        stands = (f"[{mine}] stands for “{theirs}”" for mine, theirs in self.replaced)
        return (*self.reasons, *(f"take care: {words}" for words in self.cautions), *stands)


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence without quotation marks that carries a citation: for people to judge.

    `evidence` is the cited document's sentence that shares most with it, `score` how much.
    """

    start: int
    end: int
    text: str
    attribution: str
    document: Document = field(repr=False)
    spans: tuple[Span, ...] = ()
    evidence: str = ""
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Aside:
    """Quotation marks that are not checked: one or two words, or the title of a work."""

    start: int
    end: int
    text: str
    kind: Literal["scare", "title"]


@dataclass(frozen=True, slots=True)
class AuditReport:
    """All findings in the order of the draft."""

    draft: str = field(repr=False)
    findings: tuple[Finding, ...]
    claims: tuple[Claim, ...] = ()
    asides: tuple[Aside, ...] = ()

    @property
    def summary(self) -> dict[Verdict, int]:
        """How many findings bear each verdict; every verdict is a key."""
        return {v: sum(f.verdict == v for f in self.findings) for v in VERDICTS}

    @property
    def ok(self) -> bool:
        """Whether no quotation was altered, stitched, misattributed or not found."""
        return not any(finding.verdict in WRONG for finding in self.findings)
