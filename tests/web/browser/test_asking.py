"""Asking in a real browser: what is typed while an answer is made is neither lost nor unheard."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.support.browsing import HERAT, ask, narrow, needs_chromium

pytestmark = needs_chromium

SLOW = "When did the embassy reopen in Kabul, slowly told?"
ENDLESS = "When did the embassy reopen in Kabul, endlessly told?"
BRIDGE = "When was the bridge at Islam Qala closed?"


def _enter(page: Page, text: str) -> None:
    box = page.get_by_label("Your question")
    box.press_sequentially(text)
    box.press("Enter")


def test_what_is_typed_while_an_answer_is_made_stays(page: Page) -> None:
    """The box is free at once, and the answer that comes leaves in it what was typed meanwhile."""
    box = page.get_by_label("Your question")
    _enter(page, SLOW)
    expect(box).to_have_value("")
    box.press_sequentially("Who fled to")
    expect(page.get_by_role("article")).to_have_count(1)
    box.press_sequentially(" Iran?")
    expect(box).to_have_value("Who fled to Iran?")
    expect(box).to_be_focused()


def test_questions_asked_meanwhile_wait_and_are_answered_in_their_order(page: Page) -> None:
    """They are seen below the box, and one that waits can be taken back into it."""
    held: list[Route] = []
    waiting = True

    def hold(route: Route) -> None:  # no answer comes until all are asked
        if waiting:
            held.append(route)
        else:
            route.continue_()

    page.route("**/queue/data*", hold)
    for question in (SLOW, HERAT, "Who sang in the square?", BRIDGE):
        _enter(page, question)
    rows = page.get_by_role("list", name="Being answered, and waiting").get_by_role("listitem")
    expect(rows).to_have_count(4)
    expect(page.locator("#asked .heard")).to_have_text("Looking for an answer. 3 more wait.")
    page.get_by_role("button", name="Take back: Who sang in the square?").click()
    expect(page.get_by_label("Your question")).to_have_value("Who sang in the square?")
    waiting = False
    for route in held:
        route.continue_()
    expect(page.get_by_role("article")).to_have_count(3)
    expect(page.get_by_role("article").locator(".asked")).to_contain_text([BRIDGE, HERAT, SLOW])
    expect(rows).to_have_count(0)


def test_stop_ends_an_answer_and_gives_the_question_back(page: Page) -> None:
    """Into the box where that is empty; else it waits, and a click asks it again."""
    box = page.get_by_label("Your question")
    _enter(page, ENDLESS)
    page.get_by_role("button", name=f"Stop: {ENDLESS}").click()
    expect(box).to_have_value(ENDLESS)
    expect(page.locator("#status")).to_contain_text("Stopped.")
    box.press("Enter")
    box.press_sequentially("Who")
    page.get_by_role("button", name=f"Stop: {ENDLESS}").click()
    expect(box).to_have_value("Who")
    expect(page.get_by_role("article")).to_have_count(0)
    page.get_by_role("button", name=f"Ask: {ENDLESS}").click()
    page.get_by_role("button", name=f"Stop: {ENDLESS}").click()
    expect(page.get_by_role("button", name=f"Ask: {ENDLESS}")).to_be_visible()
    expect(box).to_have_value("Who")


def test_stop_gives_the_question_back_where_the_server_is_gone(page: Page) -> None:
    """Nobody says any more that it has stopped."""
    box = page.get_by_label("Your question")
    _enter(page, ENDLESS)
    button = page.get_by_role("button", name=f"Stop: {ENDLESS}")
    button.wait_for()
    page.context.set_offline(True)
    button.click()
    expect(box).to_have_value(ENDLESS)
    expect(button).to_have_count(0)
    page.context.set_offline(False)


def test_a_question_that_is_refused_comes_back(page: Page) -> None:
    """A slip in the filter, or too long a question: nothing has to be typed a second time."""
    box = page.get_by_label("Your question")
    long = "Who fled? " * 250
    box.fill(long)
    box.press("Enter")
    expect(page.locator("#status .wrong")).to_contain_text("expected at most 2,000")
    expect(box).to_have_value(long.strip())
    narrow(page, "colour:red")
    box.fill(HERAT)
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.locator("#status .wrong")).to_contain_text("no field 'colour'")
    expect(box).to_have_value(HERAT)
    page.get_by_label("Look only in documents that fit").fill("")
    box.press("Enter")
    expect(page.get_by_role("article")).to_have_count(1)


def test_a_refusal_that_comes_while_the_page_loads_stays(page: Page) -> None:
    """What the page says once it is ready stands for "loading", and for nothing else."""
    held: list[Route] = []

    def hold(route: Route) -> None:  # the first call fills the page in
        if held:
            route.continue_()
        else:
            held.append(route)

    page.route("**/queue/join*", hold)
    with page.expect_request("**/queue/join*"):
        page.reload()
    expect(page.locator("#status .busy")).to_contain_text("Loading the models")
    page.get_by_label("Your question").fill("Who fled? " * 250)
    page.get_by_label("Your question").press("Enter")
    expect(page.locator("#status .wrong")).to_contain_text("expected at most 2,000")
    with page.expect_request(lambda call: "status wrong" in (call.post_data or "")):
        held[0].continue_()
    page.wait_for_timeout(500)  # what might fill the line is on its way
    expect(page.locator(".example:visible").first).to_be_visible()
    expect(page.locator("#status .wrong")).to_contain_text("expected at most 2,000")


@pytest.mark.parametrize("asked", ["", "  "])
def test_nothing_typed_asks_nothing(page: Page, asked: str) -> None:
    """Enter in an empty box is no question, and the box works as before."""
    _enter(page, asked)
    ask(page, HERAT)
    expect(page.get_by_role("article")).to_have_count(1)


def test_a_new_conversation_gives_back_what_was_not_answered(page: Page) -> None:
    """The answer under way does not come into the new conversation."""
    ask(page, HERAT)
    page.get_by_role("button", name="Options").click()
    _enter(page, ENDLESS)
    page.get_by_role("button", name="Start a new conversation").click()
    expect(page.get_by_role("article")).to_have_count(0)
    expect(page.get_by_label("Your question")).to_have_value(ENDLESS)
    ask(page, BRIDGE)
    expect(page.get_by_role("article")).to_have_count(1)


def test_a_grid_that_is_filled_can_be_stopped(page: Page) -> None:
    """The button is there as long as there is something to stop."""
    page.get_by_role("tab", name="Grid").click()
    stop = page.get_by_role("button", name="Stop")
    page.get_by_label("Questions, one a line").fill(ENDLESS)
    expect(stop).to_be_hidden()
    page.get_by_role("button", name="Fill the grid").click()
    stop.click()
    expect(page.locator("#grid")).to_contain_text("Stopped.")
    expect(stop).to_be_hidden()
