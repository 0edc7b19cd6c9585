"""An audit as SARIF 2.1.0, so that code-review tools show it beside the draft.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html. Columns and offsets are
Unicode code points (`columnKind`). A verified quotation is no result, unless there is a
caution about it.
"""

from bisect import bisect_right
from typing import Any
from urllib.parse import quote

from rag import __version__
from rag.audit.report import AuditReport, Finding

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_RULES: dict[str, tuple[str, str]] = {
    "normalised": ("note", "The quotation differs from its source only in form."),
    "altered": ("error", "The quotation has other words than its source."),
    "stitched": ("error", "The quotation joins true pieces so that they say something else."),
    "misattributed": ("error", "The words are true, but of another document or speaker."),
    "not_found": ("error", "No source has these words."),
    "unreadable": ("warning", "The source that is cited is not indexed."),
    "caution": ("warning", "The words are true; a cut, a bracket or a citation may mislead."),
}
"""Verdict, or "caution" for true words with something to say of them → level and description."""
_RIGHT = ("verified", "normalised")


def sarif(report: AuditReport, name: str) -> dict[str, Any]:
    """The report as one SARIF run; `name` is the draft's path as review tools know it."""
    lines = [0] + [at + 1 for at, char in enumerate(report.draft) if char == "\n"]
    return {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "Quoth",
                        "version": __version__,
                        "rules": [
                            {"id": rule, "shortDescription": {"text": text}}
                            for rule, (_, text) in _RULES.items()
                        ],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "artifacts": [{"location": {"uri": quote(name)}}],
                "results": [
                    _result(finding, name, lines)
                    for finding in report.findings
                    if _rule(finding) in _RULES
                ],
            }
        ],
    }


def _rule(finding: Finding) -> str:
    return "caution" if finding.cautions and finding.verdict in _RIGHT else finding.verdict


def _result(finding: Finding, name: str, lines: list[int]) -> dict[str, Any]:
    rule = _rule(finding)
    level, _ = _RULES[rule]
    result: dict[str, Any] = {
        "ruleId": rule,
        "ruleIndex": list(_RULES).index(rule),
        "level": level,
        "message": {"text": message(finding)},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": quote(name), "index": 0},
                    "region": _region(finding.start, finding.end, lines),
                }
            }
        ],
    }
    if finding.document is not None and finding.spans:
        text, spans = finding.document.text, finding.spans
        starts = [0] + [at + 1 for at, char in enumerate(text) if char == "\n"]
        result["relatedLocations"] = [
            {
                "message": {"text": "the source"},
                "physicalLocation": {
                    "artifactLocation": {"uri": quote(finding.document.path)},
                    "region": _region(spans[0].start, spans[-1].end, starts),
                },
            }
        ]
    return result


def _region(start: int, end: int, lines: list[int]) -> dict[str, int]:
    """Lines and columns from 1 and the character offset; the end column is exclusive."""
    first, last = bisect_right(lines, start) - 1, bisect_right(lines, end) - 1
    return {
        "startLine": first + 1,
        "startColumn": start - lines[first] + 1,
        "endLine": last + 1,
        "endColumn": end - lines[last] + 1,
        "charOffset": start,
        "charLength": end - start,
    }


def message(finding: Finding) -> str:
    """The finding in one sentence."""
    said = "; ".join(finding.remarks) or _RULES.get(finding.verdict, ("", ""))[1]
    where = f" Source: {finding.document.path}." if finding.document else ""
    return f"{finding.verdict}: {said}{where}".replace("..", ".")
