"""Keeping a known answer in a real browser: with the mouse, and with the keyboard alone."""

import hashlib
import json
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import FilePayload, FrameLocator, Locator, Page, expect

from rag.measure.questions import known_of
from tests.support.browsing import HERAT, ask, needs_chromium, source
from tests.support.web_stand import COAST
from tests.support.web_stand import HERAT as HERAT_TEXT

pytestmark = needs_chromium
HARBOUR = "When was the harbour of Skagen built?"


@pytest.fixture
def gold(page: Page, url: str) -> Callable[[str, str], list[str]]:
    """Gives the gold texts kept for a question, after they were read as `quoth eval` does."""

    def kept(question: str, text: str) -> list[str]:
        lines = page.request.get(f"{url.rstrip('/')}/known.jsonl").text().splitlines()
        known = [known_of(json.loads(line), n) for n, line in enumerate(lines)]
        (one,) = [known for known in known if known.question == question]
        for place in one.evidence:
            there = place.span.of(text)
            assert place.sha256 == hashlib.sha256(there.encode("utf-8")).hexdigest()
        return [place.span.of(text) for place in one.evidence]

    return kept


def keeping(page: Page, question: str) -> FrameLocator:
    """Ask, and open the page on which the answer's words are marked."""
    ask(page, question)
    page.get_by_role("link", name="Keep as a known answer").click()
    frame = source(page)
    expect(frame.locator("#passages .words").first).to_be_visible()
    return frame


def drag(page: Page, begin: Locator, end: Locator) -> None:
    """Select with the mouse, from inside of one word to inside of another."""
    begin.scroll_into_view_if_needed()
    a, b = begin.bounding_box(), end.bounding_box()
    assert a is not None
    assert b is not None
    page.mouse.move(a["x"] + 1, a["y"] + a["height"] / 2)
    page.mouse.down()
    page.mouse.move(b["x"] + b["width"] / 2, b["y"] + b["height"] / 2, steps=8)
    page.mouse.up()


def word(frame: FrameLocator, text: str) -> Locator:
    """The first numbered word with this text in it."""
    return frame.locator(".w", has_text=text).first


def keep(frame: FrameLocator) -> None:
    """Press Keep, and wait until it is kept."""
    frame.get_by_role("button", name="Keep", exact=True).click()
    expect(frame.get_by_role("heading", name="Kept")).to_be_visible()


def test_words_are_selected_with_the_mouse_over_two_sentences_behind_emoji(
    page: Page, gold: Callable[[str, str], list[str]]
) -> None:
    """What was dragged over is the gold, whole words of it, whatever stands before."""
    frame = keeping(page, HARBOUR)
    drag(page, word(frame, "largest"), word(frame, "second"))
    said = "largest of its time 𝔸𝔹. Nobody paid for the second"
    expect(frame.locator("#passages .words")).to_have_text([said])
    keep(frame)
    expect(frame.locator("blockquote")).to_have_text(said)
    assert ["largest of its time 𝔸𝔹. Nobody\npaid *for the second"] == gold(HARBOUR, COAST)


def test_a_quote_is_kept_as_it_stands(page: Page, gold: Callable[[str, str], list[str]]) -> None:
    """The quote is marked from the start; it is kept with its place in layer 1."""
    frame = keeping(page, HERAT)
    expect(frame.locator("#passages .words")).to_have_count(1)
    expect(frame.locator("#said")).to_have_text("6 words are marked.")
    keep(frame)
    assert ["The Taliban took *Herat* in 1995."] == gold(HERAT, HERAT_TEXT)


def test_the_keyboard_alone_marks_two_passages(
    page: Page, gold: Callable[[str, str], list[str]]
) -> None:
    """The buttons move both ends by words and sentences; the arrow keys mark another passage."""
    frame = keeping(page, HARBOUR)
    words = frame.locator("#passages .words")
    for name in ("Ends a sentence later", "Begins a sentence later", "Ends a word earlier"):
        frame.get_by_role("button", name=name).focus()
        page.keyboard.press("Enter")
    expect(words).to_have_text(["It was the largest of its time"])
    frame.get_by_role("button", name="Add a passage").focus()
    page.keyboard.press("Enter")
    expect(frame.locator("main")).to_be_focused()
    for key in ("ArrowDown", "ArrowDown", "ArrowDown", "ArrowRight", "Shift+ArrowRight"):
        page.keyboard.press(key)
    expect(words).to_have_text(["It was the largest of its time", "It was"])
    page.keyboard.press("ArrowUp")
    expect(words.nth(1)).to_have_text("The harbour 🚢🚢 of Skagen was built in 1907.")
    frame.get_by_role("checkbox", name="all are needed").check()
    keep(frame)
    said = ["It was the largest of its time", "The harbour 🚢🚢 of Skagen was built in 1907."]
    assert said == gold(HARBOUR, COAST)


def test_an_abstention_is_kept_with_the_passage_that_answers(
    page: Page, gold: Callable[[str, str], list[str]]
) -> None:
    """Choose the document, find a word in it, and mark from there with the keyboard."""
    question = "Which orchids grow beneath glass?"
    ask(page, question)
    page.get_by_role("link", name="Is it answered after all?").click()
    frame = source(page)
    frame.get_by_role("link", name="The coast").click()
    expect(frame.get_by_role("button", name="Keep", exact=True)).to_be_disabled()
    frame.get_by_label("Find in this document").fill("storms")
    frame.get_by_label("Find in this document").press("Enter")
    expect(frame.locator("mark.found")).to_be_in_viewport()
    found = page.frame(name="source")
    assert found is not None
    found.wait_for_load_state("load")  # until its script runs, a key is lost
    frame.locator("main").press("ArrowDown")
    expect(frame.locator("#passages .words")).to_have_text(["Storms came each winter."])
    keep(frame)
    assert ["Storms came each winter."] == gold(question, COAST)


def test_an_abstention_becomes_a_known_unanswerable(
    page: Page, gold: Callable[[str, str], list[str]]
) -> None:
    """The page offers to keep the question as one that the documents do not answer."""
    question = "Which orchids does the Taliban grow beneath glass?"
    ask(page, question)
    page.get_by_role("link", name="Is it answered after all?").click()
    frame = source(page)
    frame.get_by_role("button", name="Keep as unanswerable").click()
    expect(frame.get_by_role("heading", name="Kept")).to_be_visible()
    assert [] == gold(question, "")
    frame.get_by_role("link", name="see them all").click()
    frame.get_by_role("button", name=f"Remove: {question}").click()
    expect(frame.get_by_role("button", name=f"Remove: {question}")).to_have_count(0)


def test_a_question_is_saved_and_its_news_are_seen(page: Page) -> None:
    """From its turn to the saved ones; what a new document says is new until it was seen."""
    question = "Who paints the doors of Ghazni, A&B or ‘C’?"
    ask(page, question)
    page.get_by_role("link", name="Ask again when documents come").click()
    saved = source(page)
    saved.get_by_role("button", name="Save this question").click()
    expect(saved.get_by_role("heading", name=question)).to_be_visible()
    expect(saved.get_by_role("button", name="Save this question")).to_have_count(0)
    link = saved.get_by_role("heading", name=question).get_by_role("link").get_attribute("href")
    assert parse_qs(urlsplit(link or "").query) == {"q": [question]}
    page.get_by_role("tab", name="Library").click()
    text = b"# Doors\n\nThe painter Mirwais paints the doors of Ghazni blue.\n"
    file: FilePayload = {"name": "doors.md", "mimeType": "text/markdown", "buffer": text}
    page.locator("#upload input[type=file]").set_input_files(file)
    expect(page.locator("#report")).to_contain_text("One file added")
    expect(page.locator("#report")).to_contain_text(question)
    page.get_by_role("link", name="Something is new").click()
    expect(saved.locator("blockquote")).to_contain_text("Mirwais paints the doors")
    expect(saved.locator("blockquote")).to_contain_text("doors.md")
    saved.get_by_role("button", name="I have seen what is new").click()
    expect(saved.get_by_text("Nothing is new.")).to_be_visible()
    saved.get_by_role("button", name=f"Remove: {question}").click()
    expect(saved.get_by_text("None is saved yet.")).to_be_visible()
