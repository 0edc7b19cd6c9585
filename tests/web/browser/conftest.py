"""One server and one browser for all tests of this folder.

Starting them and compiling the page's scripts took most of the time of these tests. What a visitor
leaves in the browser is cleared before each test; what one brings to the library stays.
"""

import subprocess
import sys
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    Request,
    WebError,
    expect,
    sync_playwright,
)

from tests.support.browsing import CHROMIUM, FLAGS, left, opened, visit


@pytest.fixture(scope="package")
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


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One headless Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def visitor(browser: Browser, url: str) -> Iterator[BrowserContext]:
    """Where the pages are opened, one after another."""
    with opened(browser, url, viewport={"width": 1200, "height": 800}) as context:
        yield context


@pytest.fixture
def page(request: pytest.FixtureRequest, visitor: BrowserContext, url: str) -> Iterator[Page]:
    """A new visitor's page; afterwards no other host was asked and no script has failed.

    A test may give its width and height as an indirect parameter.
    """
    hosts: set[str] = set()
    faults: list[str] = []

    def asked(call: Request) -> None:
        hosts.add(urlsplit(call.url).hostname or "")

    def failed(error: WebError) -> None:
        faults.append(str(error.error))

    visitor.on("request", asked)
    visitor.on("weberror", failed)
    page = visit(visitor, url, getattr(request, "param", (1200, 800)))
    expect(page.locator("#status")).to_contain_text("ready")  # it replaces what stands there before
    yield page
    left(visitor)
    visitor.remove_listener("request", asked)
    visitor.remove_listener("weberror", failed)
    assert {"127.0.0.1"} >= hosts - {""}
    assert [] == faults
