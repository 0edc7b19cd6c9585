"""A page in a real browser, Debian's Chromium, driven by Playwright: where it is, what people do.

The fixtures over it are those of tests/web/browser/conftest.py.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, FrameLocator, Page, expect

CHROMIUM = (
    os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
)
needs_chromium = pytest.mark.skipif(
    CHROMIUM is None and not os.environ.get("CI"), reason="no chromium is installed"
)
"""Skips on a laptop; in CI a missing browser is a failure."""
expect.set_options(timeout=30_000)  # a slow machine is no fault of the page
FLAGS = (
    "--no-sandbox --disable-gpu --disable-background-networking --disable-component-update "
    "--disable-sync --no-first-run --process-per-site"
).split()  # fmt: skip
HERAT = "When did the Taliban take Herat?"


@contextmanager
def opened(browser: Browser, url: str, **settings: Any) -> Iterator[BrowserContext]:
    """Where one tab goes from page to page, whose process compiles their scripts once."""
    with browser.new_context(**settings) as context:
        context.new_page().goto(f"{url.rstrip('/')}/known")
        yield context


def left(context: BrowserContext) -> None:
    """Close what was opened in it, and leave the page in its tab with all that was set there."""
    first, *others = context.pages
    for page in others:
        page.close()
    first.goto("about:blank")
    first.unroute_all()
    first.emulate_media(media="null")
    context.clear_permissions()


def visit(context: BrowserContext, url: str, size: tuple[int, int] | None = None) -> Page:
    """Open the page as somebody new would, and wait until the question box is there.

    `size` is the width and height of the window, in pixels; None leaves them as they are.
    """
    context.set_default_timeout(60_000)
    page = context.pages[0] if context.pages else context.new_page()
    if size is not None:
        page.set_viewport_size({"width": size[0], "height": size[1]})
    everything = {"origin": url.rstrip("/"), "storageTypes": "cookies,local_storage,indexeddb"}
    context.new_cdp_session(page).send("Storage.clearDataForOrigin", everything)
    page.goto(url)
    page.get_by_label("Your question").wait_for()
    return page


def ask(page: Page, question: str) -> None:
    """Type a question, press Enter, and wait for its turn."""
    turn = page.get_by_role("article").filter(has_text=question).first
    page.get_by_label("Your question").fill(question)
    page.get_by_label("Your question").press("Enter")
    turn.wait_for()
    page.locator("body:not([data-asking])").wait_for()  # nothing moves any more


def narrow(page: Page, where: str) -> None:
    """Open the options and type a filter once its chips are there: the page moves before."""
    page.get_by_role("button", name="Options").click()
    page.locator("#where-chips button").first.wait_for()
    box = page.get_by_label("Look only in documents that fit")
    box.fill(where)
    expect(box).to_have_value(where)


def open_filter(page: Page) -> None:
    """Open the filter of a tab, and wait for its chips: what is typed before may be lost."""
    page.get_by_role("button", name="Only some documents").click()
    page.locator("[id$='where-chips'] button:visible").first.wait_for()


def source(page: Page) -> FrameLocator:
    """The frame in which the document is shown."""
    return page.frame_locator("iframe[name=source]")


def plain(text: str) -> str:
    """The text with white space folded."""
    return " ".join(text.split())
