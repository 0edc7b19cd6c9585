"""An audit, and a verification of saved citations, as text for a terminal."""

import textwrap
from collections.abc import Sequence

from rag.audit.report import AuditReport, Finding, WordChange
from rag.audit.saved import Checked, summary
from rag.views.escape import escaped
from rag.views.terminal import Paint, plain
from rag.views.words import spaced

_INDENT = "    "
_BOLD, _DIM = "1", "2"
_COLOURS = {
    "verified": "32", "normalised": "32", "intact": "32", "moved": "32", "unreadable": "33",
    "ambiguous": "33",
}  # fmt: skip
_SHORT = 160


def audit_text(
    report: AuditReport, everything: bool = False, width: int = 80, style: Paint = plain
) -> str:
    """Each quotation that is not verified (or all of them), then claims, then the counts."""
    blocks = [
        _finding(finding, report.draft, width, style)
        for finding in report.findings
        if everything or finding.cautions or finding.verdict not in ("verified", "normalised")
    ]
    if everything:
        blocks += [_claim(report, at, width, style) for at in range(len(report.claims))]
    counts = [f"{count} {verdict}" for verdict, count in report.summary.items() if count]
    if report.asides:
        counts.append(f"{len(report.asides)} set apart (one or two words, titles)")
    if report.claims:
        counts.append(f"{len(report.claims)} claims with a citation, for you to judge")
    return "\n\n".join([*blocks, ", ".join(counts) or "no quotations"])


def _finding(finding: Finding, draft: str, width: int, style: Paint) -> str:
    line = draft.count("\n", 0, finding.start) + 1
    verdict = style(finding.verdict, _COLOURS.get(finding.verdict, "31"))
    lines = [f"{verdict}  line {line}, {finding.start}-{finding.end}"]
    lines += _wrapped(f"“{_cut(finding.quote)}”", width)
    if finding.attribution:
        lines += _wrapped(f"ascribed to: {_cut(finding.attribution)}", width)
    lines += [_INDENT + escaped(reason) for reason in finding.remarks]
    if finding.document is not None and finding.spans:
        at = finding.spans[0].start
        where = f"{finding.document.path}, line {finding.document.text.count(chr(10), 0, at) + 1}"
        lines.append(_INDENT + style(f"source: {escaped(where)}", _DIM))
    if finding.diff:
        lines += _folded(changes_text(finding.diff, style), width)
    if finding.verdict in ("not_found", "unreadable"):
        for near in finding.nearest:
            words = f"nearest, no evidence ({near.document.path}): {_cut(near.text)}"
            lines += _wrapped(words, width)
    return "\n".join(lines)


def changes_text(changes: Sequence[WordChange], style: Paint = plain) -> str:
    """Word by word: `[-only in the draft-]`, `{+only in the source+}`."""
    parts = []
    for gap, kind, words in spaced(changes):
        said = escaped(words)
        if kind == "delete":
            said = style(f"[-{said}-]", "31")
        elif kind == "insert":
            said = style(f"{{+{said}+}}", "32")
        parts.append(gap + said)
    return "".join(parts)


def checked_text(checked: Sequence[Checked], style: Paint = plain) -> str:
    """Each saved citation that is not intact, then the counts."""
    blocks = []
    for item in checked:
        if item.verdict == "intact":
            continue
        verdict = style(item.verdict, _COLOURS.get(item.verdict, "31"))
        where = f"line {item.line}, quote {item.place + 1} ({item.path})"
        lines = [f"{verdict}  {escaped(where)}", f"{_INDENT}“{escaped(_cut(item.text))}”"]
        lines.append(_INDENT + escaped(item.reason))
        if item.diff:
            lines.append(_INDENT + changes_text(item.diff, style))
        blocks.append("\n".join(lines))
    counts = [f"{count} {verdict}" for verdict, count in summary(checked).items() if count]
    return "\n\n".join([*blocks, ", ".join(counts) or "no citations"])


def _claim(report: AuditReport, at: int, width: int, style: Paint) -> str:
    claim = report.claims[at]
    line = report.draft.count("\n", 0, claim.start) + 1
    head = f"{style('claim', _BOLD)}  line {line}: not a quotation, for you to judge"
    evidence = f"{claim.document.path} ({claim.score:.2f}): {_cut(claim.evidence)}"
    return "\n".join([head, *_wrapped(_cut(claim.text), width), *_wrapped(evidence, width)])


def _wrapped(text: str, width: int) -> list[str]:
    return _folded(escaped(text), width)


def _folded(harmless: str, width: int) -> list[str]:
    """Lines of a text that is harmless already, and may hold our own styles."""
    return textwrap.wrap(
        harmless, width, initial_indent=_INDENT, subsequent_indent=_INDENT, break_long_words=False
    )


def _cut(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 3 * _SHORT else words[: 3 * _SHORT].rstrip() + " …"
