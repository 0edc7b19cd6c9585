"""The tab that weighs claims, in a real browser: sides, reasons, sources, what is no claim."""

import json
import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.support.browsing import needs_chromium, open_filter, source

pytestmark = needs_chromium
CLAIMS = "The Taliban took Herat in 1996.\nWho took Herat?\nThe Taliban took Herat in 1995."


def test_claims_are_weighed_one_a_line(page: Page, tmp_path: Path) -> None:
    """Each quote is on its side with the reason, leads to its source, and can be taken along."""
    page.get_by_role("tab", name="Weigh").click()
    page.get_by_label("Claims, one a line").fill(CLAIMS)
    page.get_by_role("button", name="Weigh", exact=True).click()
    turns = page.locator("#weighed").get_by_role("article")
    expect(turns).to_have_count(3)
    against = turns.nth(0).get_by_role("region", name="Speak against it")
    expect(against).to_contain_text("another date: 1995 instead of 1996")
    expect(against).to_contain_text("Ann Author, The fall of Herat")
    expect(turns.nth(0).get_by_role("region", name="Bear it out")).to_contain_text("No quote.")
    expect(turns.nth(1)).to_contain_text("is a question")
    expect(turns.nth(2).get_by_role("region", name="Bear it out")).to_contain_text(
        "The Taliban took Herat in 1995."
    )
    against.get_by_role("link", name="Show in document").click()
    expect(source(page).locator("mark.quote:target")).to_contain_text("took Herat in 1995")
    with page.expect_download() as download:
        page.get_by_role("link", name="JSON Lines").click()
    download.value.save_as(tmp_path / "w.jsonl")
    lines = [json.loads(line) for line in (tmp_path / "w.jsonl").read_bytes().splitlines()]
    assert [1, 2, 3] == [line["id"] for line in lines]
    assert [["1996", "1995"]] == [quote["words"] for quote in lines[0]["against"]]
    assert "error" in lines[1]


def test_a_claim_is_weighed_in_documents_that_fit(page: Page) -> None:
    """Who would speak to it stands in another document, and is not asked."""
    page.get_by_role("tab", name="Weigh").click()
    page.get_by_label("Claims, one a line").fill("The Taliban took Herat in 1996.")
    open_filter(page)
    page.get_by_role("textbox", name="Look only in documents that fit").fill("title:kabul")
    page.get_by_role("button", name="Weigh", exact=True).click()
    expect(page.locator("#weighed summary")).to_have_text("1 of the documents is silent")
    expect(page.locator("#weighed figure")).to_have_count(0)


def test_a_press_is_not_lost_when_the_page_moves_below_it(page: Page) -> None:
    """Leaving the filter counts it anew, which moves the button that is just being pressed."""
    page.get_by_role("tab", name="Weigh").click()
    page.get_by_label("Claims, one a line").fill("The Taliban took Herat in 1996.")
    open_filter(page)
    chips = page.locator("#weigh-where-chips")
    page.get_by_role("textbox", name="Look only in documents that fit").fill("title:kabul")
    button = page.get_by_role("button", name="Weigh", exact=True)
    button.hover()
    before = button.bounding_box()
    page.mouse.down()
    expect(chips).to_contain_text(re.compile(r"1 of \d+ documents fits"))
    assert before != button.bounding_box()
    page.mouse.up()
    expect(page.locator("#weighed summary")).to_have_text("1 of the documents is silent")


def test_a_file_of_claims_is_weighed(page: Page, tmp_path: Path) -> None:
    """As on the command line: ids are kept, and a bad line takes no other along."""
    file = tmp_path / "claims.jsonl"
    file.write_text('{"claim": "The Taliban took Herat in 1996.", "id": "h"}\n{"claim": 7}\n')
    page.get_by_role("tab", name="Weigh").click()
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="A file of claims").click()
    chooser.value.set_files(file)
    turns = page.locator("#weighed").get_by_role("article")
    expect(turns).to_have_count(2)
    expect(turns.nth(1)).to_contain_text('"claim" is 7; expected a string')
    with page.expect_download() as download:
        page.get_by_role("link", name="JSON Lines").click()
    download.value.save_as(tmp_path / "w.jsonl")
    lines = [json.loads(line) for line in (tmp_path / "w.jsonl").read_bytes().splitlines()]
    assert [("h", "weighed"), (2, "error")] == [(line["id"], line["status"]) for line in lines]
