"""What style sheets write on a web page (`::before`, `::after`, counters) is what the page says."""

from pathlib import Path

import pytest

from rag.documents.extraction import Extraction
from rag.documents.formats.html import extract
from rag.errors import SourceError

PROSE = "<p>The weir at Hest froze on 6 January and nobody crossed it for nine days in a row.</p>"


def page(css: str, body: str) -> Extraction:
    """A page with one sheet."""
    text = f"<html><head><style>{css}</style></head><body>{PROSE}{body}{PROSE}</body></html>"
    return extract(text.encode(), Path("page.html"))


@pytest.mark.parametrize(
    ("css", "body", "shown"),
    [
        (".n::before{content:'not '}", "<p>It is <b class=n>safe</b> here.", "is not safe here."),
        (".n:after{content:' (void)'}", "<p>Rule <i class=n>4</i> holds.", "Rule 4 (void) holds."),
        ("abbr::after{content:' (' attr(title) ')'}", "<p><abbr title=Mill>M</abbr> ran.",
         "M (Mill) ran."),
        (":root{--w:'Never '} p.v::before{content:var(--w)}", "<p class=v>drink it.",
         "Never drink it."),
        (".x{font-size:0} .x::before{content:'shall not';font-size:1rem}",
         "<p>We <b class=x>may</b> go.", "We shall not go."),
        (".m::before{content:'\\2212'}", "<p>Lost <b class=m>14</b> men.", "Lost −14 men."),
        (".e::after{content:' €'}", "<p>For <b class=e>20</b> in all.", "For 20 € in all."),
        (".c::before{content:'.'}", "<p>For 19<b class=c>99</b> net.", "For 19.99 net."),
        (".q::before{content:open-quote} .q::after{content:close-quote}",
         "<p>He said <i class=q>we go</i>.", "He said “we go”."),
        (".d::before{content:'['} .d::after{content:']'}", "<p>Then <i class=d>he</i> left.",
         "Then [he] left."),
        (".k+.k::before{content:', '}", "<p><b class=k>salt</b><b class=k>ale</b>", "salt, ale"),
        ("td::before{content:attr(data-l) ': '}",
         "<table><tr><td data-l=Price>20<td data-l=Dose>3<tr><td data-l=Price>2<td data-l=Dose>4"
         "</table>", "Price: 20 | Dose: 3"),
        ("ol li::marker{content:'Step ' counter(list-item) ': '}", "<ol start=3><li>Go.<li>Stop.",
         "Step 4: Stop."),
        (".w::before{content:'Withdrawn';display:block}", "<p class=w>Ten grams a day.",
         "\n\nWithdrawn\n\nTen grams"),
    ],
)  # fmt: skip
def test_words_that_a_sheet_writes_are_text(css: str, body: str, shown: str) -> None:
    """A person who looks at the page reads them where they stand."""
    found = page(css, body)
    assert shown in found.text
    assert not found.losses


@pytest.mark.parametrize(
    ("css", "body", "shown"),
    [
        (".i::before{font-family:FontAwesome;content:'\\f00c'}", "<p><i class=i></i>Ready.",
         "\nReady."),
        (".i::before{font-family:'ETmodules';content:'\\33'}", "<p><i class=i></i>Ready.",
         "\nReady."),
        (".i{font-family:'Material Icons'} .i::before{content:'home'}",
         "<p><i class=i></i>Ready.", "\nReady."),
        ("a::after{content:' ↗'}", "<p>See <a href=/x>that</a>, too.", "See that, too."),
        ("li::before{content:'– '}", "<ul><li>5 eggs<li>2 apples</ul>", "\n5 eggs\n"),
        ("blockquote::before{content:'“'}", "<blockquote>We go.</blockquote>", "\nWe go.\n"),
        (".c::after{content:'.';visibility:hidden}", "<p class=c>Ready", "\nReady\n"),
        (".t::after{content:attr(title);position:absolute;opacity:0}",
         "<p>A <b class=t title=secret>thing</b> here.", "A thing here."),
        ("b:hover::after{content:' tip'}", "<p>A <b>thing</b> here.", "A thing here."),
        ("@media print{a::after{content:attr(href)}}", "<p>A <a href=/x>thing</a>.", "A thing."),
        (".n::before{content:'not '} .n::before{content:none}", "<p>It is <b class=n>safe</b>.",
         "It is safe."),
        (".n::before{content:'★' / 'star'}", "<p><b class=n>Best</b> of all.", "\nBest of all."),
        (".l::before{counter-increment:l;content:counter(l)}",
         "<pre><span class=l>go 12</span></pre>", "\ngo 12"),
    ],
)  # fmt: skip
def test_ornaments_of_a_sheet_are_no_text(css: str, body: str, shown: str) -> None:
    """Icons, bullets, tips and what is not seen add nothing, and are no loss."""
    found = page(css, body)
    assert shown in found.text
    assert not found.losses


def test_raised_counters_are_marks_of_notes() -> None:
    """A figure that a sheet raises behind a word does not join it."""
    css = ".f{counter-increment:f} .f::after{content:counter(f);vertical-align:super}"
    found = page(css, "<p>Noted<span class=f></span> here.")
    (mark,) = found.markers
    assert mark.mark == "1"
    assert mark.span.of(found.text) == "1"


@pytest.mark.parametrize(
    "css",
    [
        f"p::before{{content:'{'x' * 20_000}'}}",
        f"p{{counter-increment:c}}p::before{{content:counters(c,'{'x' * 9_000}') '{'y' * 9_000}'}}",
    ],
)
def test_sheets_that_write_without_end_refuse_the_page(css: str) -> None:
    """A few bytes of a sheet would stand at each of many paragraphs; nothing is cut in silence."""
    with pytest.raises(SourceError, match="write more than 1,000,000 characters"):
        page(css, "<p>a</p>" * 200)
    assert "x" * 9 in (said := page(css, "<p>a</p>").text) or "y" * 9 in said


@pytest.mark.parametrize(
    "html",
    [
        "<ol start={0}><li value={0}>Peat burns.</ol><h2>Notes</h2><ol start={0}><li>A note.</ol>",
        "<style>p{{z-index:{0};counter-increment:c {0};left:-{0}px}}</style><p>Peat burns.",
        "<style>p:nth-child({0}n+{0}){{display:none}}</style><p>Peat burns.",
        "<style>@media (min-width:{0}px){{p{{display:none}}}}</style><p>Peat burns.",
        "<p style='z-index:{0};font-size:{0}px'>Peat burns.</p>",
    ],
)
def test_a_number_of_any_length_is_one(html: str) -> None:
    """Python reads none of more than 4,300 figures; the rest of the page is read all the same."""
    made = f"<html><body>{PROSE}{html.format('9' * 5000)}</body></html>"
    assert "Peat burns." in extract(made.encode(), Path("a.html")).text
