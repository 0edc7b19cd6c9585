"""Words of a page that nobody sees, or that are crossed out, are no text; all others are."""

import random
from pathlib import Path

import cssselect2
import pytest
from lxml import etree

from rag.documents.formats.html import css_relations, extract
from rag.documents.formats.html.encoding import decode
from rag.errors import SourceError

PAGE = Path("page.html")


def _text(body: str, head: str = "") -> str:
    html = f"<html><head>{head}</head><body><main>{body}</main></body></html>"
    return extract(html.encode(), PAGE).text


HIDING = [
    "display:none", "display: none !important", "visibility:hidden", "opacity:0", "font-size:0",
    "font-size: 0.5pt", "font:0/0 a", "color:#fff", "color:white", "color:#fefefe",
    "color:rgba(0,0,0,0)", "color:transparent", "-webkit-text-fill-color:transparent",
    "background:#000", "color:navy;background:navy",
    "position:absolute;left:-9999px", "position:fixed;top:-100vh", "text-indent:-9999px",
    "clip-path:inset(50%)", "position:absolute;clip:rect(0,0,0,0)", "transform:scale(0)",
    "height:0;overflow:hidden", "width:1px;height:1px;overflow:hidden",
    "text-decoration:line-through", "transform:translateX(-2000px)", "content-visibility:hidden",
    "filter:opacity(0)", "mso-hide:all", "clip-path:polygon(0 0,0 0,0 0)",
]  # fmt: skip


@pytest.mark.parametrize("style", HIDING)
@pytest.mark.parametrize("by", ["style", "class", "descendant"])
def test_what_a_style_hides_is_no_text(style: str, by: str) -> None:
    """Inline, by a class in a sheet of the page, and by what stands around it."""
    selector = {"class": ".x", "descendant": "main > div .x"}.get(by)
    head = f"<style>{selector}{{{style}}}</style>" if selector else ""
    given = f'style="{style}"' if by == "style" else 'class="x"'
    body = f"<p>Seen before.</p><div><p {given}>Nobody sees this.</p></div><p>Seen behind.</p>"
    assert _text(body, head) == "Seen before.\n\nSeen behind."
    inside = f"<p>The weir is <div></div></p><p>The weir <span {given}>never </span>froze.</p>"
    assert _text(inside, head.replace("main > div .x", ".x")).endswith("The weir froze.")


SHOWING = [
    ("color:#fff;background:#333", ""), ("display:block", ""), ("opacity:0.4", ""),
    ("font-size:11px", ""), ("color:#888", ""), ("position:absolute;left:-5px", ""),
    ("height:20em;overflow:hidden", ""), ("text-decoration:underline", ""),
    ("color:#fff", "<link rel=stylesheet href=site.css>"),
    ("color:#fff;background:url(dark.png)", ""), ("visibility:visible", ""),
]  # fmt: skip


@pytest.mark.parametrize(("style", "head"), SHOWING)
def test_what_a_style_shows_is_text(style: str, head: str) -> None:
    """Pale, small or moved by little is seen; white may stand on a ground that is not known."""
    assert _text(f'<p style="{style}">Everybody sees this.</p>', head) == "Everybody sees this."


def test_the_stronger_rule_decides() -> None:
    """By weight, by order, by importance, and by the medium for which a rule holds."""
    head = (
        "<style>.a{display:none} p.a{display:block} .b{display:block!important}"
        ".c{display:none} .c{display:block} @media print{.d{display:none}}"
        "@media (max-width: 600px){.d{display:none}} @media screen{.e{display:none}}</style>"
    )
    body = (
        "<p class=a>One.</p><p class=b style='display:none'>Two.</p><p class=c>Three.</p>"
        "<p class=d>Four.</p><p class=e>Five.</p>"
    )
    assert _text(body, head) == "One.\n\nTwo.\n\nThree.\n\nFour."


def test_a_selector_that_no_browser_reads_applies_to_nothing() -> None:
    """Only an at-rule ends at a semicolon: what stands behind one in a selector is none, either."""
    head = (
        "<style>@import 'a.css'; .menu&gt;\n a {display:none} /* ; */ @charset 'x'; b{display:none}"
        "</style>"
    )
    body = "<p>The words of <a href=x>Ann Marsh</a> stand <b>not</b> here.</p>"
    assert _text(body, head) == "The words of Ann Marsh stand here."


def test_visible_words_inside_of_invisible_ones_are_text() -> None:
    """Visibility and size are inherited, and can be taken back."""
    body = (
        "<div style='visibility:hidden'>No<p style='visibility:visible'>Seen.</p></div>"
        "<div style='font-size:0'>No<p style='font-size:16px'>Read.</p></div>"
    )
    assert _text(body) == "Seen.\n\nRead."


def test_what_is_folded_can_be_opened_and_is_text() -> None:
    """The words below a summary are on the page."""
    body = "<details><summary>More</summary><p>The weir froze.</p></details>"
    assert "The weir froze." in _text(body)


@pytest.mark.parametrize(
    "html",
    ["<del>not </del>", "<s>not </s>", "<strike>not </strike>", "<span hidden>not </span>",
     "<span class='visually-hidden'>not </span>", "<!-- not -->",
     "<span style='text-decoration-line: line-through'>not </span>"],
)  # fmt: skip
def test_words_that_are_struck_out_are_no_text(html: str) -> None:
    """What an amendment or a comment takes out of a sentence is not quoted; what it puts in is."""
    assert _text(f"<p>The fee is {html}<ins>sixty</ins> pounds.</p>") == (
        "The fee is sixty pounds."
    )


def test_a_name_never_takes_words_out_of_a_sentence() -> None:
    """Class names that mean furniture tell of blocks, not of words inside of one."""
    for name in ("share", "related", "ad", "tags", "menu", "copyright", "social"):
        body = f"<p>He did <span class='{name}'>not</span> say <a class='{name}'>so</a>.</p>"
        assert _text(body) == "He did not say so.", name


@pytest.mark.parametrize(
    "name", ["no-share", "modal-enabled", "sticky-sidebar-relative", "has-nav", "informed-consent",
             "with-related", "share", "sidebar"],
)  # fmt: skip
def test_a_name_never_makes_the_main_text_furniture(name: str) -> None:
    """A block with a good part of a page's sentences is its text, whatever it is called."""
    words = "The weir of Hest froze over in the winter of 1709, and nobody could grind any corn. "
    body = f"<div class='{name}'><p>{words * 3}</p><p>{words * 2}</p></div><p>It thawed.</p>"
    assert "grind any corn" in _text(body)


@pytest.mark.parametrize("label", ["utf-8", "windows-1252", "iso-8859-1", "koi8-r", "shift_jis"])
def test_a_false_charset_does_not_beat_the_bytes(label: str) -> None:
    """Valid UTF-8 is read as such, and what says UTF-8 and is none as windows-1252."""
    page = f"<html><head><meta charset={label}></head><body>Bóma – “nine”</body></html>"
    assert "Bóma – “nine”" in decode(page.encode("utf-8"))
    false = page.replace(label, "utf-8")
    assert "Bóma – “nine”" in decode(false.encode("cp1252"))


def test_a_broken_sign_does_not_make_a_page_of_utf8_another() -> None:
    """A cut sequence is shown as a broken sign; the rest of the page stays whole."""
    page = "<p>Zürich – Köln – Ærø – Łódź</p>".encode() + b"\xe2\x80" + b"<p>end</p>"
    assert "Zürich – Köln – Ærø – Łódź" in decode(page)
    assert decode(page).count("�") == 1


def test_utf16_without_a_mark_is_read() -> None:
    """Its first sign is a bracket of two bytes."""
    assert decode("<p>Bóma</p>".encode("utf-16-le")) == "<p>Bóma</p>"
    assert decode("<p>Bóma</p>".encode("utf-16-be")) == "<p>Bóma</p>"


def test_an_open_dialog_is_seen_and_a_shut_one_is_not() -> None:
    """The attribute says whether anybody sees it."""
    shut = "<p>The weir froze.</p><dialog><p>A draft.</p></dialog>"
    assert (
        _text(f"{shut}<dialog open><p>It thawed.</p></dialog>") == "The weir froze.\n\nIt thawed."
    )


SELECTORS = (
    "a ~ b", "a ~ b ~ b", ".x a b", ".x a a .y b", "a > b ~ .x c", "a + b c", ".x ~ a c",
    "a:has(b)", "a:has(.y .x)", "a:has(> .x ~ b) c", ":is(.x a a, b ~ c)", ":not(.x b ~ b)",
    "b:nth-of-type(2n)", "b:nth-last-of-type(2)", "a:nth-of-type(2) c", "* ~ *", ":has(:hover)",
    "b:nth-child(2 of .x)", "a:has(~ .x)", "c:first-of-type",
)  # fmt: skip


def _grown(chance: random.Random, room: int) -> str:
    inside = "".join(_grown(chance, room - 1) for _ in range(chance.randint(0, 3) if room else 0))
    tag, name = chance.choice("abc"), chance.choice(["", " class='x'", " class='y'"])
    return f"<{tag}{name}>{inside}</{tag}>"


def test_what_is_remembered_of_a_selector_is_what_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    """Held against cssselect2 as it is, for every element of random trees."""
    related = [cssselect2.compile_selector_list(one)[0].test for one in SELECTORS]
    monkeypatch.setattr("cssselect2.compiler._compile_node", css_relations._plain)
    plain = [
        cssselect2.compile_selector_list(one)[0].test for one in SELECTORS if ":hover" not in one
    ]
    never = SELECTORS.index(":has(:hover)")
    plain.insert(never, lambda _: False)  # no Python that can be read, as it is
    chance, held = random.Random(5), [0] * len(SELECTORS)
    for _ in range(60):
        root = etree.fromstring(f"<r>{''.join(_grown(chance, 5) for _ in range(3))}</r>")
        ours = css_relations.Related.from_html_root(root).iter_subtree()
        for one, other in zip(
            ours, cssselect2.ElementWrapper.from_html_root(root).iter_subtree(), strict=True
        ):
            found = [bool(test(one)) for test in related]
            assert found == [bool(test(other)) for test in plain]
            held = [times + is_held for times, is_held in zip(held, found, strict=True)]
    assert {never} == {at for at, times in enumerate(held) if times < 5}


def test_sheets_that_would_take_too_long_refuse_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """Unread they could hide words; a page of as many elements with one rule is read."""
    monkeypatch.setattr(css_relations, "_SECONDS", 0.05)
    monkeypatch.setattr(css_relations, "_SECONDS_EACH", 5e-5)
    rules = "".join(f":not(.k{n}){{color:red}}" for n in range(900))
    page = f"<style>%s</style>{'<p class=x>Words that are here.</p>' * 900}"
    with pytest.raises(SourceError, match="too many rules for so many elements"):
        extract((page % rules).encode(), PAGE)
    text = extract((page % ":not(.k){color:red}").encode(), PAGE).text
    assert text.count("Words") == 900
