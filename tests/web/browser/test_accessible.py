"""Every tab and page, light and dark, wide and narrow, audited for who sees little or nothing.

The rules are those of axe-core (WCAG 2.2 A and AA, best practice) and our own (accessibility.js).
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.support.browsing import HERAT, ask, left, needs_chromium, opened, visit

axe = pytest.importorskip("axe_playwright_python")
pytestmark = needs_chromium
AXE = (Path(axe.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
OURS = (Path(__file__).parents[2] / "support" / "accessibility.js").read_text(encoding="utf-8")
DRAFT = (
    "As Author writes, “The Taliban took Herat in 1995.” She adds that “Ismail Khan fled to Iran "
    "with 9,000 men.” It is said that “the moon is made of an old green cheese”."
)
LOOKS = (("light", 1280), ("dark", 390))  # what breaks a rule is the theme or the width, not both


@pytest.fixture(scope="package", params=LOOKS, ids=lambda look: f"{look[0]}-{look[1]}")
def look(request: pytest.FixtureRequest, browser: Browser, url: str) -> Iterator[BrowserContext]:
    """Where the pages of one of the looks are opened."""
    scheme, width = request.param
    with opened(
        browser, url, viewport={"width": width, "height": 820}, color_scheme=scheme,
        bypass_csp=True, reduced_motion="reduce",
    ) as context:  # fmt: skip
        yield context


@pytest.fixture
def page(look: BrowserContext, url: str) -> Iterator[Page]:
    """A new visitor's page in one of the looks."""
    page = visit(look, url)
    expect(page.locator(".example:visible").first).to_be_visible()
    yield page
    left(look)


def ours(page: Page, check: str) -> Any:
    """One of the checks of accessibility.js."""
    return page.evaluate(f"{OURS}.{check}()")


def audit(page: Page, where: str) -> None:
    """No rule of axe is broken, and every text has its contrast."""
    page.evaluate(AXE)
    broken = page.evaluate("axe.run(document, {resultTypes: ['violations'], iframes: false})")
    told = [(v["id"], [n["html"][:120] for n in v["nodes"]]) for v in broken["violations"]]
    assert (where, []) == (where, told)
    assert (where, []) == (where, ours(page, "lowContrast"))
    assert page.viewport_size is not None
    assert page.viewport_size["width"] >= page.evaluate("document.documentElement.scrollWidth")


def answered(page: Page) -> None:
    """An answer, sources that differ, an abstention; options and notes unfolded."""
    ask(page, HERAT)
    ask(page, "With how many men fled Ismail Khan?")
    ask(page, "Which orchids does the Taliban grow beneath glass?")
    page.get_by_role("button", name="Options").click()
    expect(page.get_by_label("Look only in these documents")).to_be_visible()
    page.locator("details.note summary").first.click()


def library(page: Page) -> None:
    """The list of documents."""
    page.get_by_role("tab", name="Library").click()
    expect(page.locator("#documents table")).to_be_visible()


def audited(page: Page) -> None:
    """A draft with findings of several kinds."""
    page.get_by_role("tab", name="Audit").click()
    page.get_by_label("Text with quotations").fill(DRAFT)
    page.get_by_role("button", name="Check the quotations").click()
    expect(page.locator(".finding")).to_have_count(3)


def weighed(page: Page) -> None:
    """A claim with quotes against it, and one that is none."""
    page.get_by_role("tab", name="Weigh").click()
    page.get_by_label("Claims, one a line").fill("The Taliban took Herat in 1996.\nWho?")
    page.get_by_role("button", name="Weigh", exact=True).click()
    expect(page.locator(".weighed")).to_have_count(2)
    page.locator(".weighed summary").first.click()


def gridded(page: Page) -> None:
    """A filled grid."""
    page.get_by_role("tab", name="Grid").click()
    page.get_by_label("Questions, one a line").fill(HERAT)
    page.get_by_role("button", name="Fill the grid").click()
    expect(page.locator(".grid tbody tr").first).to_be_visible()


def measured(page: Page) -> None:
    """A run over known answers, one of them missed, and the comparison of two runs."""
    page.get_by_role("tab", name="Eval").click()
    file = Path(__file__).parents[2] / "data" / "web-known.jsonl"
    for run in range(2):
        with page.expect_file_chooser() as chooser:
            page.get_by_role("button", name="Run a question file").click()
        chooser.value.set_files(file)
        expect(page.locator("#measures")).to_contain_text(
            "Beside the run before" if run else "miss"
        )
    page.locator(".misses summary").first.click()
    page.get_by_role("button", name="Compare two runs").click()
    page.get_by_role("button", name="Compare", exact=True).click()
    expect(page.get_by_role("region", name="Comparison")).to_be_visible()


def helped(page: Page) -> None:
    """The help page."""
    page.get_by_role("tab", name="Help").click()
    expect(page.get_by_role("heading", name="How to use Quoth")).to_be_visible()


STATES: list[Callable[[Page], None]] = [
    answered,
    library,
    weighed,
    audited,
    gridded,
    measured,
    helped,
]


def walked(page: Page) -> tuple[list[str], list[str]]:
    """Press Tab until all had the focus: what was not reached, and what did not show it."""
    wanted = ours(page, "tabbable")
    page.evaluate("document.activeElement.blur()")
    reached: dict[str, bool] = {}
    for _ in range(2 * len(wanted) + 10):
        page.keyboard.press("Tab")
        number, shown = ours(page, "focused")
        if number is not None:
            reached[number] = reached.get(number, False) or shown
        if len(reached) == len(wanted):
            break
    missing = [name for n, name in enumerate(wanted) if str(n) not in reached]
    return missing, [wanted[int(n)] for n, shown in reached.items() if not shown]


def test_every_tab_passes_the_audit_and_one_sees_where_one_is(page: Page) -> None:
    """Names, roles, order of headings, contrast, and no sideways scrolling.

    And by the tab key each link, button and field has its turn, and shows it.
    """
    audit(page, "start")
    for state in STATES:
        state(page)
        audit(page, state.__name__)
        missing, unseen = walked(page)
        if missing:  # drawn anew meanwhile, and so without its number
            missing, unseen = walked(page)
        assert (state.__name__, [], []) == (state.__name__, missing, unseen)


def test_the_pages_of_the_source_pass_the_audit(page: Page, url: str) -> None:
    """The document with quotes and finds, its exact characters, and the pages that keep.

    Before them, on the page itself, nothing moves for who asks for no motion.
    """
    ask(page, "When was the bridge at Islam Qala closed?")
    page.evaluate("document.querySelector('.status').classList.add('busy')")
    assert [] == ours(page, "moving")
    address = page.locator(".footnote a").first.get_attribute("href") or ""
    shown = address.partition("#")[0]
    keep = shown.replace("/source/", "/keep/")
    for path in ("/source/", f"{shown}&find=the", f"{shown}&view=exact", "/keep?question=Who",
                 "/known", "/questions?question=Who", f"{keep}&question=Who&find=the"):  # fmt: skip
        page.goto(url.rstrip("/") + path)
        audit(page, path)
