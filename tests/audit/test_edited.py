"""Brackets, elisions and figures as editors and printers set them, and drafts in LaTeX and HTML."""

import pytest

from rag.audit import Auditor
from rag.audit.draft.files import draft_from
from tests.support.building import document

MINE = """# The Blackwater inquiry

By Owen Maddox

1911

The manager told the inspector that he had warned the owners in March. The owners did not reply to
him. In April the fireman, Dai Price, found gas in the third heading. He reported it to the
under-manager, who did nothing. The doctor refused to go. Sir Alfred Thorne paid 12 000 pounds.

The deed names John [of Arn], and General Bevan left for Cardiff in May. The 3ʳᵈ shaft, 4 × 5
feet wide, was “the hole [sic] mine” to her.
"""
AUDITOR = Auditor([document(MINE, "mine.md")])
TEX = r"""\documentclass{article}
\begin{document}
% “no words of the source at all”
Maddox writes that \enquote{the doctor refused to go}~\cite[p.~3]{maddox1911}; he adds ``the doctor
agreed to go''.\footnote{Price is meant by \textquote{reported it to the manager}.}
\begin{quote}
The owners did not reply to him.
\end{quote}
\end{document}
"""


@pytest.mark.parametrize(
    ("quote", "outcome"),
    [
        ("[Price] reported it to the under-manager, who did nothing", "passes"),
        ("[The manager] reported it to the under-manager", "cautioned"),
        ("The owners did not reply to [Thorne]", "cautioned"),
        ("The owners did not reply to [the manager]", "passes"),
        ("The doctor [falsely] refused to go", "cautioned"),
        ("The owners did not reply … who did nothing", "cautioned"),
        ("Sir Alfred Thorne paid 12,000 pounds", "passes"),
        ("Sir Alfred Thorne paid 12000 pounds", "passes"),
        ("Sir Alfred Thorne paid 120 000 pounds", "altered"),
        ("Sir Alfred Thorne paid 12 pounds", "altered"),
        ("The deed names John [of Arn]", "passes"),
        ("The deed names John [of Bala]", "altered"),
        ("[the general] left for Cardiff in May", "passes"),
        ("General Bevan left for Cardiff [last spring]", "altered"),
        ("the inspector that [she] had warned the owners", "altered"),
        ("The 3rd shaft, 4 x 5 feet wide, was “the hole mine”", "passes"),
    ],
)
def test_what_an_editor_puts_in_is_borne_out_or_told(quote: str, outcome: str) -> None:
    """A bracket's name must be whom the pronoun means; a figure may be printed otherwise."""
    (finding,) = AUDITOR.audit(f"Maddox writes: “{quote}”.").findings
    passed = finding.verdict in {"verified", "normalised"}
    seen = "cautioned" if passed and finding.cautions else "passes" if passed else finding.verdict
    assert seen == outcome


def test_a_latex_draft_is_read_where_it_stands() -> None:
    """Commands, marks, notes and blocks of LaTeX are quotations at offsets of the file."""
    report = AUDITOR.audit(draft_from(TEX.encode(), "draft.tex"))
    found = [(TEX[f.start : f.end].strip(), f.verdict) for f in report.findings]
    assert found == [
        ("the doctor refused to go", "normalised"),
        ("the doctor\nagreed to go", "altered"),
        ("reported it to the manager", "altered"),
        ("The owners did not reply to him.", "verified"),
    ]
    assert "p. 3" in (report.findings[0].attribution or "")


@pytest.mark.parametrize(
    "draft",
    [
        "Maddox writes:\n\n<blockquote>The doctor agreed to go.</blockquote>\n\nAnd so on.",
        "Maddox writes that \\enquote{the doctor agreed to go}.",
        "Maddox writes that `the doctor agreed to go', and so on.",
        "Maddox schreibt: \\glqq the doctor agreed to go\\grqq{} und so fort.",
        "Maddox schreibt: ,,the doctor agreed to go``, und so fort.",
        "Maddox skriver: <<the doctor agreed to go>>, et a << 2, b >> 3.",
    ],
)
def test_marks_of_other_formats_are_quotations_in_markdown(draft: str) -> None:
    """HTML's blocks and LaTeX's commands are looked up in a draft of Markdown."""
    (finding,) = AUDITOR.audit(draft).findings
    assert finding.verdict == "altered"
