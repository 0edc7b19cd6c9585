"""An audit is laid out once: the tab and the page of its own say the same."""

import re

from rag.audit import Auditor
from rag.views.page.audit import audit_page
from rag.web.tabs.audit import audit_html
from tests.support.building import document
from tests.web.test_html import Reader

HERAT = """# The fall of Herat

By Rosa Lind

Herat fell on 5 September 1995, and 8,000 men fled to Iran. Nobody knew of the snow on the road.
"""
DRAFT = """Lind writes that “Herat fell on 5 September 1995, and 9,000 men fled to Iran.” She adds:
“Nobody knew of the snow on the road.” Some say “the gate was blown up by three deserters”.

In September 1995 Herat fell and thousands of men went over the border to Iran (Lind, herat.md).
"""
REPORT = Auditor([document(HERAT, "herat.md")]).audit(DRAFT)


def said(html: str) -> list[str]:
    """The lines above each finding and each passage, and the words that differ, in order."""
    found = re.findall(
        r'<(?:h3|p class="(?:about|diff)"|label class)[^>]*>.*?</(?:h3|p|label)>', html
    )
    texts = ("".join(data for _, data in Reader(one).texts) for one in found)
    return [text for text in texts if "herat.md, line" not in text]


def test_tab_and_page_say_the_same_of_each_finding() -> None:
    """Verdicts, ascriptions, differences and claims have one layout and one set of words."""
    assert {"altered", "verified", "not_found"} <= {f.verdict for f in REPORT.findings}
    assert REPORT.claims
    tab, page = audit_html(REPORT), audit_page(REPORT, "draft.md")
    assert said(tab) == said(page)
    assert any("altered" in line for line in said(tab))
    assert any("Cites" in line for line in said(tab))


def test_the_tab_leads_to_the_source_and_the_page_shows_it() -> None:
    """A page that stands alone has the source's words around the quotation instead of a link."""
    tab, page = audit_html(REPORT), audit_page(REPORT, "draft.md")
    assert "/source/" in tab
    assert "/source/" not in page
    assert "<strong>Nobody knew of the snow on the road.</strong>" in page
    assert re.search(r"herat\.md, line \d+, \d+–\d+", page)


def test_each_mark_of_the_draft_leads_to_a_card() -> None:
    """On both, the key of every quotation and claim is that of one card; the draft is whole."""
    for html in (audit_html(REPORT), audit_page(REPORT, "draft.md")):
        marks = re.findall(r'data-finding="([^"]+)" class="quotation', html)
        cards = re.findall(r'data-card="([^"]+)"', html)
        assert len(REPORT.findings) + len(REPORT.claims) == len(marks) == len(set(marks))
        assert set(marks) == set(cards)
        assert DRAFT == Reader(re.sub(r"<sup.*?</sup>", "", html)).text_of(class_="draft")


def test_nothing_to_check_is_said() -> None:
    """A draft without quotations has neither filters nor buttons."""
    report = Auditor([document(HERAT, "herat.md")]).audit("Nothing is quoted here.")
    assert "There are no quotations in this text" in audit_html(report)
    page = audit_page(report, "x")
    assert "There are no quotations in this text" in page
    assert 'id="next"' not in page
