"""Pictures of the page: `python -m tests.support.screenshots` writes docs/screenshots.

With a folder as argument it writes every tab there, wide and narrow, light and dark. It serves
the sample library with the packaged models from a folder of its own and drives the browser of
the tests. Every picture stays below 200 kB.
"""

import io
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.support.browsing import CHROMIUM, FLAGS

ROOT = Path(__file__).parents[2]
OUT = ROOT / "docs" / "screenshots"
QUESTION = "What did Iran do in Bonn?"
ABSTAINED = "How much did the Bonn conference cost?"
DRAFT = """In Bonn, as Okonjo writes, “Four of the delegates were women.” He adds that “Eighteen
other countries sent soldiers, who had no seat at the table but rooms in the same hotel.” One
delegate is supposed to have said that “the soup was always cold on the Petersberg”.
"""
SIZES = {"wide": (1280, 820), "narrow": (390, 844)}
GRID = "When did the Taliban take Herat?\nWho was chosen as chairman in Bonn?"


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The page over the sample library, its index in `folder`."""
    port = "7893"
    command = [sys.executable, "app.py", "--corpus", "corpus", "--port", port,
               "--index", str(folder / "index")]  # fmt: skip
    env = {**os.environ, "HF_HUB_OFFLINE": "1"}
    with subprocess.Popen(command, cwd=ROOT, env=env, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        for line in server.stderr:
            if "open http" in line:
                break
        try:
            yield f"http://127.0.0.1:{port}/"
        finally:
            server.terminate()


def ask(page: Page, question: str) -> None:
    """Ask, and wait for the answer."""
    page.get_by_label("Your question").fill(question)
    page.get_by_label("Your question").press("Enter")
    page.get_by_role("article").filter(has_text=question).first.wait_for(timeout=60_000)
    page.mouse.move(0, 0)


def take(page: Page, name: str) -> None:
    """One picture; raises if it is too large for the repository."""
    path = (Path(sys.argv[1]) if sys.argv[1:] else OUT) / f"{name}.png"
    picture = Image.open(io.BytesIO(page.screenshot(animations="disabled")))
    picture.convert("RGB").quantize(64, dither=Image.Dither.NONE).save(path, optimize=True)
    if path.stat().st_size > 200_000:
        raise SystemExit(f"{path}: {path.stat().st_size:,} bytes, expected at most 200,000")


def opened(browser: Browser, url: str, width: int, height: int, scheme: str) -> Page:
    """A fresh visitor, once the examples are there."""
    dark: Literal["dark", "light"] = "dark" if scheme == "dark" else "light"
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=dark, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(url)
    page.locator(".example:visible").first.wait_for(timeout=120_000)
    return page


def show_first(page: Page) -> None:
    """Open the first quote in its document."""
    page.locator(".footnote a").first.click()
    page.frame_locator("iframe[name=source]").locator("mark").first.wait_for()


def asking(browser: Browser, url: str, scheme: str) -> None:
    """Start, answer with its source, abstention; wide and narrow."""
    for size in SIZES:
        page = opened(browser, url, *SIZES[size], scheme)
        take(page, f"start-{size}-{scheme}")
        ask(page, QUESTION)
        if size == "narrow":
            take(page, f"answer-{size}-{scheme}")
        show_first(page)
        take(page, "ask" if (size, scheme) == ("wide", "light") else f"source-{size}-{scheme}")
        if size == "narrow":
            page.get_by_role("button", name="Close the source").click()
        ask(page, ABSTAINED)
        take(page, f"abstention-{size}-{scheme}")
        page.context.close()


def other_pages(browser: Browser, url: str, size: str, scheme: str) -> None:
    """A known answer, library, audit, grid, eval and help."""
    page = opened(browser, url, *SIZES[size], scheme)
    look = f"{size}-{scheme}"
    ask(page, QUESTION)
    page.get_by_role("link", name="Keep as a known answer").first.click()
    frame = page.frame_locator("iframe[name=source]")
    frame.locator("#passages .words").first.wait_for()
    take(page, f"keep-{look}")
    page.get_by_role("button", name="Close the source").click()
    page.get_by_role("tab", name="Library").click()
    page.locator("#documents table").wait_for()
    take(page, f"library-{look}")
    page.get_by_role("tab", name="Audit").click()
    page.get_by_label("Text with quotations").fill(DRAFT)
    page.get_by_role("button", name="Check the quotations").click()
    page.locator(".draft a.altered, .draft a.verified").first.wait_for()
    if size == "wide":
        page.locator(".draft a.altered, .draft a.verified").first.click()
    take(page, f"audit-{look}")
    if size == "wide":
        page.get_by_role("button", name="Close the source").click()
    page.get_by_role("tab", name="Grid").click()
    page.get_by_label("Questions, one a line").fill(GRID)
    page.get_by_role("button", name="Fill the grid").click()
    page.locator(".grid tbody tr").first.wait_for(timeout=120_000)
    page.locator("progress:visible").wait_for(state="hidden", timeout=120_000)
    take(page, f"grid-{look}")
    page.get_by_role("tab", name="Eval").click()
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Run a question file").click()
    chooser.value.set_files(ROOT / "eval" / "questions.jsonl")
    page.locator("#measures .figures").wait_for(timeout=300_000)
    take(page, f"eval-{look}")
    page.get_by_role("tab", name="Help").click()
    if sys.argv[1:]:
        take(page, f"help-{look}")
    page.context.close()


def main() -> None:
    """Take all pictures."""
    OUT.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        served(Path(folder)) as url,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for scheme in ("light", "dark"):
            asking(browser, url, scheme)
        looks = [("wide", "light")]
        if sys.argv[1:]:
            looks = [(size, scheme) for size in SIZES for scheme in ("light", "dark")]
        for size, scheme in looks:
            other_pages(browser, url, size, scheme)
        browser.close()


if __name__ == "__main__":
    main()
