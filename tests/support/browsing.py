"""A page in a real browser: Debian's Chromium, driven by Playwright, and fixtures over it.

Each file of tests that takes these fixtures has a server and a browser of its own.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    FrameLocator,
    Page,
    Request,
    WebError,
    expect,
    sync_playwright,
)

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
    "--disable-sync --no-first-run"
).split()  # fmt: skip
HERAT = "When did the Taliban take Herat?"


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a page over the stand-in library, served by a process of its own."""
    folder = tmp_path_factory.mktemp("web")
    command = [sys.executable, "-m", "tests.support.web_stand", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            yield server.stdout.readline().strip()
        finally:
            server.terminate()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One headless Chromium for all tests of this file."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


def visit(context: BrowserContext, url: str) -> Page:
    """Open the page as somebody new would, and wait until the question box is there."""
    context.set_default_timeout(60_000)
    page = context.new_page()
    everything = {"origin": url.rstrip("/"), "storageTypes": "cookies,local_storage,indexeddb"}
    context.new_cdp_session(page).send("Storage.clearDataForOrigin", everything)
    page.goto(url)
    page.get_by_label("Your question").wait_for()
    return page


@pytest.fixture(scope="module")
def visitor(browser: Browser) -> Iterator[BrowserContext]:
    """Where the pages of this file are opened, one after another: scripts are compiled once."""
    with browser.new_context(viewport={"width": 1200, "height": 800}) as context:
        yield context


@pytest.fixture
def page(visitor: BrowserContext, url: str) -> Iterator[Page]:
    """A new visitor's page; afterwards no other host was asked and no script has failed."""
    hosts: set[str] = set()
    faults: list[str] = []

    def asked(request: Request) -> None:
        hosts.add(urlsplit(request.url).hostname or "")

    def failed(error: WebError) -> None:
        faults.append(str(error.error))

    visitor.on("request", asked)
    visitor.on("weberror", failed)
    yield visit(visitor, url)
    for one in visitor.pages:
        one.close()
    visitor.clear_permissions()
    visitor.remove_listener("request", asked)
    visitor.remove_listener("weberror", failed)
    assert {"127.0.0.1"} >= hosts - {""}
    assert [] == faults


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
