"""What is ours has a type: JSON of any form is named only where somebody else's comes in."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2] / "rag"
OPEN = re.compile(r"\bJson(?:View)?\b|\b(?:dict|Mapping)\[str, (?:Any|object)\]")
"""An object of JSON, or of keywords, that says nothing of its members."""
FOREIGN = {
    "CSL, and what reference managers give": (
        "bibliography/bibtex", "bibliography/catalogued", "bibliography/csl", "bibliography/pages",
        "bibliography/styles", "bibliography/zotero", "references/tails", "views/references",
        "views/styled", "views/word_runs", "search/labels",
    ),
    "other formats: W3C annotations, SARIF, JSON-LD, RFC 9457": (
        "views/annotations", "audit/sarif", "documents/formats/html/metadata", "web/api/problems",
    ),
    "a file or a request before it is checked": (
        "answers/batch", "audit/draft/files", "audit/members", "audit/saved", "measure/dialogues",
        "measure/questions", "quotes/citation", "verbs", "web/api/requests", "web/assistant",
        "web/calls", "web/lines",
    ),
    "what another library is called with": (
        "documents/worker", "search/cluster/engine", "search/cluster/workers", "web/api/app",
        "web/app", "web/filter_box", "web/server", "web/tabs/ask",
    ),
    "the name itself; any record that is written": ("files", "cli/terminal"),
    "the record of a document on disk, and a script that runs without us": (
        "search/codec", "views/check_bundle",
    ),
}  # fmt: skip


def test_json_without_a_type_is_somebody_elses() -> None:
    """Answers, audits, reports and runs are TypedDicts; each exception is named."""
    allowed = {name for names in FOREIGN.values() for name in names}
    found = {
        path.relative_to(ROOT).with_suffix("").as_posix()
        for path in ROOT.rglob("*.py")
        if OPEN.search(path.read_text(encoding="utf-8"))
    }
    assert (set(), set()) == (found - allowed, allowed - found)
