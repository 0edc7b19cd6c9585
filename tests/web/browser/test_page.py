"""The page in a real browser: Debian's Chromium, driven by Playwright. Skipped without one."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from rag.audit import Auditor
from rag.audit.draft.files import read_draft
from tests.support.browsing import (
    HERAT,
    ask,
    narrow,
    needs_chromium,
    open_filter,
    plain,
    source,
    visit,
)
from tests.support.building import document
from tests.support.web_stand import HERAT as HERAT_TEXT

pytestmark = needs_chromium


def test_a_footnote_opens_its_document_at_the_quote(page: Page) -> None:
    """The highlight is in view at once, its text equals the quote; paper has the answer alone."""
    ask(page, "Who was ambassador when the embassy reopened in Kabul?")
    quote = page.locator("figure.quote").first
    said = plain(quote.locator(".words").inner_text())
    quote.locator(".footnote a").click()
    mark = source(page).locator("mark.quote:target")
    expect(mark).to_be_in_viewport()
    assert said == plain(mark.inner_text())
    assert "true" == quote.get_attribute("aria-current")
    page.emulate_media(media="print")  # on paper the answer alone
    expect(page.locator("#source-column")).to_be_hidden()
    expect(page.get_by_label("Your question")).to_be_hidden()
    expect(quote.locator(".words")).to_be_visible()


def test_an_abstention_does_not_look_like_an_answer(page: Page) -> None:
    """It says so in words, and what is close is called no answer."""
    ask(page, "Which orchids does the Taliban grow beneath glass?")
    turn = page.get_by_role("article").first
    expect(turn).to_contain_text("No answer.")
    expect(turn).to_contain_text("Searched: all ")
    expect(turn.get_by_role("group", name="Closest passages")).to_contain_text("not an answer")
    assert 0 == turn.get_by_role("button", name="Copy with footnote").count()


def test_an_upload_can_be_asked_about(page: Page, tmp_path: Path) -> None:
    """A good file is added, a bad one named with its reason, and the next question finds it."""
    good, bad = tmp_path / "orchids.md", tmp_path / "<b>bad.md"
    good.write_text("# Orchids\n\nThe keeper Rustam grows violet orchids in Bamyan.\n")
    bad.write_bytes(b"\xff\x00\xfe\xfa")
    page.get_by_role("tab", name="Library").click()
    page.locator("#upload input[type=file]").set_input_files([good, bad])
    expect(page.locator("#report")).to_contain_text("One file added, one file not")
    expect(page.locator("#report tr.done")).to_contain_text("orchids.md")
    expect(page.locator("#report tr.failed")).to_contain_text("bad.md")
    expect(page.locator("#documents")).to_contain_text("Orchids")
    page.get_by_role("tab", name="Ask").click()
    ask(page, "Who grows violet orchids in Bamyan?")
    expect(page.locator("figure.quote .words").first).to_contain_text("Rustam")


def test_a_document_is_found_among_many(page: Page) -> None:
    """Every word must stand in its title, author, date or file; case and accents aside."""
    page.get_by_role("tab", name="Library").click()
    rows, box = page.locator("#documents tbody tr:visible"), page.get_by_label("Find a document")
    box.wait_for()
    every = rows.count()
    title = rows.first.locator("a").inner_text()
    box.fill(title.upper())
    expect(rows).to_have_count(1)
    expect(page.locator("#documents output")).to_have_text(f"1 of {every}")
    box.fill("nobody’s words")
    expect(page.locator("#documents output")).to_have_text(f"0 of {every}")
    box.fill("")
    expect(rows).to_have_count(every)


def test_several_files_can_be_dropped(page: Page) -> None:
    """Two files dropped on the box are both added, each with a row of its own."""
    page.get_by_role("tab", name="Library").click()
    dropped = page.evaluate_handle(
        """() => {
          const dropped = new DataTransfer();
          for (const name of ["saffron", "walnut"]) {
            const text = `# ${name}\\n\\nThe ${name} of Ghor is dear.\\n`;
            dropped.items.add(new File([text], `${name}.md`));
          }
          return dropped;
        }"""
    )
    page.locator("#upload button").first.dispatch_event("drop", {"dataTransfer": dropped})
    expect(page.locator("#report tr.done")).to_have_count(2)
    expect(page.locator("#documents")).to_contain_text("walnut.md")


HOSTILE = {
    "What did the engineer Petrov write upon the wall?": "Petrov wrote upon the wall",
    "What did the gardener Orlov paint?": "The gardener Orlov painted \ufffd on the gate.",
    "What did the baker Ivanov sing?": "${window.hacked = 4} and {{constructor}}",
    "Ivanov sang in the square?": "and \\u202eevil in the square",
}


def test_a_hostile_document_shows_as_text(page: Page) -> None:
    """Its templates are words there and in the source, scripts and tags nothing; none runs."""
    for question, shown in HOSTILE.items():
        ask(page, question)
        quote = page.locator("figure.quote").first  # the newest answer is on top
        expect(quote.locator(".words")).to_contain_text(shown)
        quote.locator(".footnote a").click()
        expect(source(page).locator("mark.quote").first).to_contain_text(shown)
        assert page.evaluate("window.hacked === undefined")
        assert 0 == page.locator("figure.quote img, .turn script").count()


def test_the_keyboard_alone_is_enough(page: Page) -> None:
    """Slash, type, Enter, Tab to the footnote, Enter, Escape: the focus comes back."""
    page.locator("body").press("Tab")
    page.keyboard.press("/")
    page.keyboard.type(HERAT)
    page.keyboard.press("Enter")
    page.get_by_role("article").first.wait_for()
    focused = ""
    for _ in range(20):
        page.keyboard.press("Tab")
        focused = page.evaluate("document.activeElement.getAttribute('aria-label') || ''")
        if focused.startswith("Footnote 1"):
            break
    assert "Footnote 1: show it in its document" == focused
    page.keyboard.press("Enter")
    expect(source(page).locator("mark.quote").first).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(page.locator("#source-column")).to_be_hidden()
    assert focused == page.evaluate("document.activeElement.getAttribute('aria-label')")


@pytest.mark.parametrize("page", [(390, 844)], indirect=True)
def test_a_narrow_screen_has_no_sideways_scroll_and_the_source_is_a_sheet(
    page: Page,
) -> None:
    """At 390 pixels all fits; the source covers the page, by keyboard too, and can be closed."""
    ask(page, HERAT)
    assert 390 >= page.evaluate("document.documentElement.scrollWidth")
    page.locator("figure.quote .footnote a").first.click()
    expect(source(page).locator("mark.quote").first).to_be_in_viewport()
    assert 390 == page.locator("#source-column").evaluate("e => e.clientWidth")
    close = page.get_by_role("button", name="Close the source")
    expect(close).to_be_focused()  # what is covered cannot be reached
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.source') !== null")
    source(page).get_by_placeholder("Find in this document").press("Escape")
    expect(page.locator("#source-column")).to_be_hidden()
    expect(page.locator("figure.quote .footnote a").first).to_be_focused()
    page.locator("figure.quote .footnote a").first.click()
    close.click()
    expect(page.locator("#source-column")).to_be_hidden()


def test_two_visitors_do_not_see_each_other(browser: Browser, url: str) -> None:
    """Each has a conversation of their own, and numbers of their own."""
    with browser.new_context() as one, browser.new_context() as two:
        first, second = visit(one, url), visit(two, url)
        ask(first, HERAT)
        ask(second, "Who knew why the bridge at Islam Qala was closed?")
        assert 1 == first.get_by_role("article").count()
        assert 1 == second.get_by_role("article").count()
        assert "1" == second.locator(".footnote a").first.inner_text()


def test_repeated_words_and_finding(page: Page) -> None:
    """A sentence that occurs twice is "1 of 2" and steps on; words are found in the document."""
    ask(page, "When was the bridge at Islam Qala closed?")
    page.locator("figure.quote .footnote a").first.click()
    frame = source(page)
    expect(frame.get_by_role("navigation", name="Repeated words")).to_contain_text("1 of 2 places")
    frame.get_by_role("navigation", name="Repeated words").get_by_role(
        "link", name="2"
    ).first.click()
    expect(frame.locator("mark.same:target")).to_be_in_viewport()
    frame.get_by_label("Find in this document").fill("8,000 men")
    frame.get_by_label("Find in this document").press("Enter")
    expect(frame.locator("mark.found")).to_be_in_viewport()
    expect(frame.get_by_role("status")).to_have_text("1 place")
    frame.get_by_role("link", name="Exact characters").click()
    expect(frame.locator("pre")).to_contain_text(re.compile(r"took \*Herat\* in 1995"))


def test_an_example_question_is_there_and_asks_itself(page: Page) -> None:
    """The examples come from the documents; one click asks."""
    example = page.locator(".example:visible").first
    words = example.inner_text()
    example.click()
    expect(page.get_by_role("article").first).to_contain_text(words)


def test_a_follow_up_is_read_with_what_was_asked_before(page: Page) -> None:
    """The question that was asked is shown with the one that was typed; numbers go on."""
    ask(page, HERAT)
    page.get_by_label("Your question").fill("When did they take Kabul?")
    page.get_by_label("Your question").press("Enter")
    expect(page.get_by_role("article")).to_have_count(2)
    expect(page.get_by_role("article").first).to_contain_text("When did they take Kabul?")
    expect(page.get_by_role("article").first).to_contain_text("the Taliban take Kabul")


def test_an_export_opens_and_its_quotes_verify_again(page: Page, tmp_path: Path) -> None:
    """Each file is read back by the audit, which finds the quote in its document."""
    ask(page, HERAT)
    auditor = Auditor([document(HERAT_TEXT, "herat.md")])
    for name in ("JSON Lines", "Markdown", "HTML", "Word", "BibTeX", "evidence bundle"):
        with page.expect_download() as download:
            page.get_by_role("link", name=name, exact=True).click()
        path = tmp_path / download.value.suggested_filename
        download.value.save_as(path)
        found = auditor.audit(read_draft(path)).findings
        assert {(name, "verified")} == {(name, finding.verdict) for finding in found}


def test_a_link_asks_its_question_again(page: Page, url: str) -> None:
    """The address behind a question leads to the same answer."""
    ask(page, HERAT)
    said = page.locator(".words").first.inner_text()
    link = page.get_by_role("link", name="Link to this question").get_attribute("href")
    page.goto(f"{url.rstrip('/')}{link}")
    expect(page.locator(".words").first).to_have_text(said)


def test_a_document_is_removed_after_a_second_click(page: Page, tmp_path: Path) -> None:
    """One click asks back, the second removes; the list and the answers forget it."""
    file = tmp_path / "tailors.md"
    file.write_text("# Tailors\n\nThe tailor Anders sews green coats in Maimana.\n")
    page.get_by_role("tab", name="Library").click()
    page.locator("#upload input[type=file]").set_input_files(file)
    button = page.get_by_role("button", name="Remove Tailors")
    button.click()
    button = page.get_by_role("button", name="Remove for good Tailors")  # as a reader hears it
    expect(button).to_have_text("Remove for good")
    page.keyboard.press("Escape")  # not meant
    asked = page.get_by_role("button", name="Remove Tailors")
    expect(asked).to_be_focused()
    page.keyboard.press("Enter")
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#report")).to_contain_text("One document removed.")
    expect(button).to_have_count(0)
    expect(page.locator("#documents button:focus")).to_have_count(1)
    page.get_by_role("button", name="Look for changed and removed files").click()
    expect(page.locator("#report")).to_contain_text("Nothing has changed.")


DRAFT = (
    "As Author writes, “The Taliban took Herat in 1995.” She adds that “Ismail Khan fled to Iran "
    "with 9,000 men.” It is said that “the moon is made of an old green cheese”."
)


def test_an_audit_tells_true_quotations_from_altered_and_invented_ones(page: Page) -> None:
    """Each has a verdict in words; the altered one shows the change and leads to its source."""
    page.get_by_role("tab", name="Audit").click()
    page.get_by_label("Text with quotations").fill(DRAFT)
    page.get_by_role("button", name="Check the quotations").click()
    findings = page.get_by_role("region", name="Findings").get_by_role("article")
    expect(findings).to_have_count(3)
    expect(findings.nth(0)).to_contain_text("verified")
    expect(findings.nth(1)).to_contain_text("altered")
    expect(findings.nth(2)).to_contain_text("not found")
    expect(findings.nth(1).locator("del")).to_have_text("9,000")
    expect(findings.nth(1).locator("ins")).to_have_text("8,000")
    page.locator(".draft a.altered").click()
    expect(source(page).locator("mark.quote")).to_contain_text("8,000 men")
    page.get_by_role("checkbox", name="verified").uncheck()
    expect(page.locator(".finding.verified")).to_be_hidden()
    with page.expect_download() as download:
        page.get_by_role("link", name="JSON").click()
    assert "audit.json" == download.value.suggested_filename


def test_the_kept_answers_are_measured_and_another_visitor_compares_runs(
    page: Page, browser: Browser, url: str
) -> None:
    """A kept question is asked again; its figures are shown, and the whole report beside them.

    Runs are kept beside the index: whoever opens the page later can compare them.
    """
    ask(page, HERAT)
    page.get_by_role("link", name="Keep as a known answer").click()
    source(page).get_by_role("button", name="Keep", exact=True).click()
    expect(source(page).get_by_role("heading", name="Kept")).to_be_visible()
    page.get_by_role("button", name="Close the source").click()
    page.get_by_role("tab", name="Eval").click()
    page.get_by_role("button", name="Run the kept answers").click()
    expect(page.locator("#measures .figures")).to_be_visible()
    expect(page.locator("#measures")).to_contain_text("asked")
    expect(page.locator("#measures table")).to_contain_text("kept")
    page.get_by_role("link", name="Open the whole report").click()
    expect(source(page).get_by_role("heading", name="quoth eval")).to_be_visible()
    page.get_by_role("button", name="Close the source").click()
    page.get_by_role("button", name="Run the kept answers").click()
    expect(page.locator("#measures")).to_contain_text("Beside the run before")
    with browser.new_context() as other:
        later = visit(other, url)
        later.get_by_role("tab", name="Eval").click()
        later.get_by_role("button", name="Compare two runs").click()
        expect(later.get_by_label("After")).to_have_value(re.compile("kept answers"))
        later.get_by_role("button", name="Compare", exact=True).click()
        table = later.get_by_role("region", name="Comparison").get_by_role("table")
        expect(table).to_contain_text("hit@1")
        expect(later.locator("#comparison")).to_contain_text("No question has another outcome.")


def test_the_grid_asks_each_document_by_itself(page: Page, tmp_path: Path) -> None:
    """One document answers, another does not; the files hold the same words."""
    page.get_by_role("tab", name="Grid").click()
    page.get_by_label("Questions, one a line").fill(HERAT)
    page.get_by_role("button", name="Fill the grid").click()
    row = page.locator(".grid tbody tr").filter(has_text="The fall of Herat")
    expect(row).to_contain_text("The Taliban took Herat in 1995.")
    kabul = page.locator(".grid tbody tr").filter(has=page.get_by_role("rowheader", name="Kabul"))
    expect(kabul).to_contain_text("does not say")
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    download.value.save_as(tmp_path / "grid.csv")
    assert "The Taliban took Herat in 1995." in (tmp_path / "grid.csv").read_text("utf-8-sig")


def test_a_pdf_shows_its_page_with_the_quote_marked(page: Page) -> None:
    """The page's picture is loaded, and the text view is one click away."""
    page.get_by_role("tab", name="Library").click()
    pdf = Path(__file__).parents[2] / "data" / "pdf" / "hard.pdf"
    page.locator("#upload input[type=file]").set_input_files(pdf)
    expect(page.locator("#report")).to_contain_text("One file added")
    page.get_by_role("tab", name="Ask").click()
    ask(page, "When was the lighthouse at Skarv lit for the first time?")
    page.locator("figure.quote .footnote a").first.click()
    frame = source(page)
    expect(frame.locator("mark.quote").first).to_be_in_viewport()
    frame.get_by_role("link", name="Page", exact=True).click()
    picture = frame.get_by_role("img", name="The page with quote 1")
    expect(picture).not_to_have_js_property("naturalWidth", 0)
    assert picture.evaluate("image => image.naturalWidth") > 400


def test_what_a_threshold_means_is_said_after_a_run(page: Page) -> None:
    """Without a run the page says how to get one; the slider is labelled."""
    page.get_by_role("button", name="Options").click()
    expect(page.locator("#options .meaning")).to_contain_text(re.compile("Run a question|would be"))
    expect(page.get_by_role("slider").first).to_be_visible()


def test_only_the_chosen_documents_are_asked(page: Page) -> None:
    """A question that one document answers is not answered when only another one is asked."""
    page.get_by_role("button", name="Options").click()
    page.get_by_label("Look only in these documents").click()
    page.get_by_role("option", name="Kabul", exact=True).click()
    page.keyboard.press("Escape")
    ask(page, HERAT)
    expect(page.get_by_role("article").first).to_contain_text("No answer.")


def test_only_documents_that_fit_are_asked(page: Page) -> None:
    """A filter chooses as the list does; with a slip in it nothing is asked, and it is said."""
    narrow(page, "title:kabul")
    ask(page, HERAT)
    expect(page.get_by_role("article").first).to_contain_text("No answer.")
    page.get_by_label("Look only in documents that fit").fill("colour:red")
    page.get_by_label("Your question").fill(HERAT)
    page.keyboard.press("Enter")
    expect(page.locator("#status .wrong")).to_contain_text("no field 'colour'")
    expect(page.get_by_role("article")).to_have_count(1)


def test_grid_and_audit_look_only_into_documents_that_fit(page: Page) -> None:
    """A row for each of those alone; a quotation of another document is not found in them."""
    page.get_by_role("tab", name="Grid").click()
    page.get_by_label("Questions, one a line").fill(HERAT)
    open_filter(page)
    filters = page.get_by_role("textbox", name="Look only in documents that fit")
    filters.fill("title:herat,kabul")
    page.get_by_role("button", name="Fill the grid").click()
    expect(page.locator(".grid tbody th")).to_have_text(["The fall of Herat", "Kabul"])
    filters.fill("title:nothing")
    page.get_by_role("button", name="Fill the grid").click()
    expect(page.locator("#grid .wrong").last).to_contain_text("No document fits")
    page.get_by_role("tab", name="Audit").click()
    page.get_by_label("Text with quotations").fill(DRAFT)
    open_filter(page)
    filters.fill("-title:herat")
    page.get_by_role("button", name="Check the quotations").click()
    expect(page.locator(".finding").first).to_be_visible()
    expect(page.locator(".finding.verified")).to_have_count(0)
    filters.fill("")
    page.get_by_role("button", name="Check the quotations").click()
    expect(page.locator(".finding.verified")).to_have_count(1)


def test_a_question_carries_the_filter_that_is_seen(page: Page) -> None:
    """Even one of which Gradio has not heard: no event of the box comes before the question."""
    page.get_by_role("button", name="Options").click()
    box = page.get_by_label("Look only in documents that fit")
    box.evaluate("box => { box.value = 'title:kabul'; }")
    ask(page, HERAT)
    expect(page.get_by_role("article").first).to_contain_text("No answer.")
    expect(page.get_by_role("article").first).to_contain_text("title:kabul")


def test_chips_put_their_term_into_the_filter(page: Page) -> None:
    """Each has its count; a click chooses, another one takes it back; nobody who fits is said."""
    page.get_by_role("button", name="Options").click()
    box = page.get_by_label("Look only in documents that fit")
    chips = page.locator("#where-chips")
    author = chips.get_by_role("button", name="Ben Writer 1")
    author.click()
    expect(box).to_have_value('author:"Ben Writer"')
    expect(author).to_have_attribute("aria-pressed", "true")
    expect(chips.get_by_role("status")).to_contain_text("1 of ")
    ask(page, HERAT)
    expect(page.get_by_role("article").first).to_contain_text("No answer.")
    author.click()
    expect(box).to_have_value("")
    expect(author).to_have_attribute("aria-pressed", "false")
    box.fill("author:nobody")
    box.press("Tab")
    expect(chips.get_by_role("status")).to_contain_text("No document fits 'author:nobody'")


def test_sources_that_differ_stand_beside_each_other(page: Page) -> None:
    """Two groups under "Sources differ"; on a narrow screen one below the other."""
    ask(page, "With how many men fled Ismail Khan?")
    apart = page.get_by_role("group", name="Sources differ")
    expect(apart).to_contain_text("8,000")
    expect(apart.locator(".from")).to_have_count(2)
    for width, beside in ((1280, True), (390, False)):
        page.set_viewport_size({"width": width, "height": 844})
        first, second = apart.locator(".from").evaluate_all(  # both at one moment
            "all => all.map((one) => one.getBoundingClientRect().toJSON())"
        )
        assert beside == (first["y"] == second["y"])
        assert beside == (second["x"] >= first["x"] + first["width"])
        assert width >= page.evaluate("document.documentElement.scrollWidth")


@pytest.mark.parametrize(
    ("page", "width", "beside"),
    [((1920, 1080), 1920, True), ((1280, 1080), 1280, True), ((1200, 1080), 1200, False)],
    indirect=["page"],
)
def test_on_a_wide_screen_the_source_lies_beside_the_answer_from_the_start(
    page: Page, width: int, beside: bool
) -> None:
    """Nothing has to be opened there, and who types goes on typing; elsewhere a click opens it."""
    ask(page, "When did Herat fall to the Taliban?")
    if beside:
        expect(source(page).locator("mark").first).to_be_visible()
    assert beside == (page.evaluate("document.body.dataset.source") == "open")
    assert width >= page.evaluate("document.documentElement.scrollWidth")


@pytest.mark.parametrize("page", [(1920, 1080)], indirect=True)
def test_on_a_wide_screen_a_document_of_the_library_is_one_line(page: Page) -> None:
    """The table takes the width that there is: title, whose it is and file beside each other."""
    page.get_by_role("tab", name="Library").click()
    page.locator("#documents tbody tr").first.wait_for()
    box = page.locator("#documents table").bounding_box()
    assert box is not None
    assert 1800 < box["width"] <= 1920
    row = page.locator("#documents tbody th").first
    title, path = (row.locator(one).bounding_box() for one in ("a", ".path"))
    assert title is not None
    assert path is not None
    assert path["x"] > title["x"] + title["width"]


def test_typing_an_old_question_finds_it(page: Page) -> None:
    """By any of its words: shown where it is answered, asked anew later, and forgotten."""
    ask(page, HERAT)
    ask(page, "Who knew why the bridge at Islam Qala was closed?")
    box = page.get_by_label("Your question")
    box.press_sequentially("herat tal")
    earlier = page.get_by_role("group", name="Asked before").get_by_role("button", name=HERAT)
    expect(earlier).to_be_visible()
    box.press("ArrowDown")
    expect(earlier).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("article").filter(has_text=HERAT)).to_be_focused()
    expect(page.get_by_role("article")).to_have_count(2)
    page.reload()
    last = page.get_by_role("group", name="Asked before").get_by_role("button").first
    expect(last).to_have_text("Who knew why the bridge at Islam Qala was closed?")
    box.press_sequentially("taliban herat")
    earlier.click()
    expect(page.get_by_role("article").first).to_contain_text("took Herat in 1995")
    box.press_sequentially("islam qala")
    page.get_by_role("button", name="Forget what was asked here").click()
    box.press_sequentially(" bridge")
    expect(page.get_by_role("group", name="Asked before").get_by_role("button")).to_have_count(0)


@pytest.mark.parametrize("secure", [True, False])
def test_a_quote_is_copied_as_text_and_with_its_typefaces(page: Page, secure: bool) -> None:
    """Also where the browser keeps its clipboard from pages without https."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    if not secure:
        page.evaluate("Object.defineProperty(navigator.clipboard, 'write', {value: undefined})")
    ask(page, HERAT)
    page.get_by_role("button", name="Copy with footnote").first.click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    [text, rich] = page.evaluate(
        """async () => {
          const [item] = await navigator.clipboard.read();
          const read = async (kind) => (await item.getType(kind)).text();
          return [await read("text/plain"), await read("text/html")];
        }"""
    )
    where = "Ann Author, The fall of Herat, 3 May 2001, herat.md, line 7."
    assert f"“The Taliban took Herat in 1995.” [1]\n\n[1] {where}" == text.replace("\r\n", "\n")
    assert "“The Taliban took Herat in 1995.” <sup" in rich
    assert re.search(r"Ann Author, <i\b[^>]*>The fall of Herat</i>, 3 May 2001", rich)


@pytest.mark.parametrize(
    ("page", "there"), [((390, 900), False), ((1920, 900), True)], indirect=["page"]
)
def test_a_first_visit_says_what_to_do(page: Page, there: bool) -> None:
    """Three steps, below the question or in the empty source; gone with the first answer."""
    steps = (source(page) if there else page).get_by_role("listitem")
    expect(steps.filter(has_text="Click a quote")).to_be_in_viewport()
    expect(page.locator("#answers .hint")).to_be_visible(visible=not there)
    ask(page, HERAT)
    expect(page.locator("#answers .hint")).to_be_hidden()


@pytest.mark.parametrize("page", [(1920, 1080)], indirect=True)
def test_no_answer_has_no_source_beside_it(page: Page) -> None:
    """The document of the answer before it would look like its own; who closes it is not asked."""
    ask(page, HERAT)
    expect(source(page).locator("mark").first).to_be_visible()
    ask(page, "Which orchids does the Taliban grow beneath glass?")
    expect(source(page).get_by_text("No document is open")).to_be_visible()
    page.get_by_role("tab", name="Library").click()
    page.get_by_role("link", name="The fall of Herat").click()
    page.get_by_role("button", name="Close the source").click()
    page.get_by_role("tab", name="Ask").click()
    expect(page.locator("#source-column")).to_be_visible()
    page.get_by_role("button", name="Close the source").click()
    ask(page, HERAT)
    expect(page.locator("#source-column")).to_be_hidden()
    page.get_by_role("tab", name="Grid").click()
    page.get_by_role("tab", name="Ask").click()
    expect(page.locator("#source-column")).to_be_hidden()
