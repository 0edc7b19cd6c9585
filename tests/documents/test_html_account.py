"""The account of losses of web pages and e-books: nothing that is shown vanishes in silence."""

import contextlib
import random
import re
from pathlib import Path

import pytest

from rag.documents.extraction import Extraction
from rag.documents.formats import extract as read
from rag.documents.formats.html import extract, parse
from rag.documents.formats.html.account import account, folded, unaccounted
from rag.documents.formats.html.parts import find_parts
from rag.errors import SourceError

ROOT = Path(__file__).parents[2]
SAMPLES = sorted(
    path
    for folder in ("corpus", "../shared/cases", "../shared/corpus")
    for suffix in ("html", "htm", "xhtml", "epub")
    for path in (ROOT / folder).rglob(f"*.{suffix}")
)
PIECES = [
    "<p>{0}</p>", "<div>{0}<p>{1}</p>{2}</div>", "<b>{0}</b> {1}", "<h2>{0}</h2>", "{0}",
    "<table><tr><td>{0}<td>{1}<tr><td>{2}</table>", "<table>{0}<tr><td>{1}</table>",
    "<ul><li>{0}<li>{1}</ul>", "<ol start=4><li>{0}<ol type=a><li>{1}</ol></ol>",
    "<blockquote>{0}<p>{1}</blockquote>", "<a href=/x>{0}</a>", "<sup>{0}</sup>", "<sub>2</sub>",
    "<p>{0}<sup><a href=#n>1</a></sup></p><aside id=n role=doc-footnote>{1}</aside>",
    "<div hidden>{0}</div>", "<s>{0}</s>", "<span class=share>{0}</span>", "<nav>{0}</nav>",
    "<form>{0}<input value=x><button>{1}</button></form>", "<figure><figcaption>{0}</figure>",
    "<span class=pagenum>[7]</span>{0}", "<pre>{0}\n  {1}</pre>", "<dl><dt>{0}<dd>{1}</dl>",
    "<p style='font-size:0'>{0}<i style='font-size:12px'>{1}</i></p>", "<br><br>{0}",
    "<div class=comment><cite class=fn>{0}</cite><p>{1}</p></div>", "<details>{0}</details>",
    "<section class=comments><h3>{0}</h3><div class=comment>{1}</div></section>",
    "<math><mn>2</mn></math> {0}", "<label>{0}</label>", "<center>{0}<font size=1>{1}</font>",
    "<p>{0}<span class=sidenote>{1} {2}</span> {0}</p>", "<svg><text>{0}</text></svg>",
    "<ruby>{0}<rt>{1}</rt></ruby>", "<table><caption>{0}</caption><tr><th>{1}</table>",
    "<custom-part>{0}<p>{1}</p></custom-part>", "<noscript>{0}</noscript>", "<q>{0}</q>",
]  # fmt: skip
WORDS = "weir mill Hest froze 1709 corn, river. Nobody? naïve “quoted” 10⁶ – ½ Łódź".split()


def _page(seed: int) -> str:
    chance = random.Random(seed)

    def words(depth: int) -> str:
        if depth < 3 and chance.random() < 0.35:
            return piece(depth + 1)
        return " ".join(chance.choices(WORDS, k=chance.randint(1, 9)))

    def piece(depth: int) -> str:
        return chance.choice(PIECES).format(*(words(depth) for _ in range(3)))

    return (
        "<html><body>" + "".join(piece(0) for _ in range(chance.randint(1, 9))) + "</body></html>"
    )


@pytest.mark.parametrize("first", range(0, 600, 100))
def test_no_character_of_a_made_up_page_is_lost(first: int) -> None:
    """Whatever stands inside of whatever: it is text, or of a kind that is left out by name."""
    for seed in range(first, first + 100):
        page = _page(seed)
        with contextlib.suppress(SourceError):  # all of it is navigation, or hidden
            made = extract(page.encode(), Path("page.html"))
            drawn = re.compile(r"words of an element|\d+ words of drawings")
            assert [loss for loss in made.losses if not drawn.match(loss.what)] == [], page


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_no_character_of_a_sample_is_lost(path: Path) -> None:
    """The samples of the library, and those beside the repository where they are."""
    assert read(path.read_bytes(), path).losses == ()


def test_the_account_sees_what_a_walk_leaves_out() -> None:
    """A text that lacks a sentence gives a loss, at the place behind what is there."""
    said = ("The weir froze.", "Nobody could grind.", "It thawed.")
    page = "<html><body>" + "".join(f"<p>{text}</p>" for text in said) + "</body></html>"
    root = parse(page, Path("page.html"))
    parts = find_parts(root)
    found = account(root, root, parts)
    assert unaccounted(found, Extraction(" ".join(found.shown), "made/1")) == ()
    (loss,) = unaccounted(found, Extraction("The weir froze.\n\nIt thawed.", "made/1"))
    assert (loss.signs, loss.at) == (len(folded("Nobody could grind.")), len("The weir froze."))
    assert "Nobody could grind." in loss.what


def test_what_is_left_out_has_a_kind() -> None:
    """Each character that is no text is counted under a name."""
    page = (
        "<html><body><nav>Home</nav><p>The <s>old</s> weir<span hidden>secret</span> froze "
        "<span class=pagenum>[7]</span>over.</p><script>x = 1</script></body></html>"
    )
    root = parse(page, Path("page.html"))
    found = account(root, root, find_parts(root))
    assert found.omitted == {
        "navigation": 4, "struck out": 3, "hidden": 6, "page number": 3, "machinery": 3,
    }  # fmt: skip


def test_signs_that_an_encoding_broke_are_losses() -> None:
    """Each block with a broken sign is named, at its first."""
    page = (
        b"<p>Fine text \xe2\x80 here \xff.</p><p>"
        + "Łódź, Köln, Zürich, Ærø, Žďár".encode()
        + b"</p>"
    )
    made = extract(b"<html><body>" + page + b"</body></html>", Path("page.html"))
    assert [(loss.signs, loss.at) for loss in made.losses] == [(2, made.text.index("\ufffd"))]


@pytest.mark.parametrize(
    ("inside", "lost"),
    [
        ("<svg><text>not</text></svg>", "“svg”"),
        ("<svg><title>Not</title><path d='M0 0'/></svg>", "“Not”"),
        ("<svg><path d='M0 0'/></svg>", ""),
        ("<svg style='display:none'><text>not</text></svg>", ""),
        ("<select><option>hardly</select>", "“select”"),
        ("<input value=twice>", "“input”"),
        ("<input type=hidden value=twice>", ""),
        ("<meter value=.5>half</meter>", "“meter”"),
        ("<object data=x>not</object>", "“object”"),
    ],
)
def test_words_that_only_a_drawing_or_a_control_shows_are_lost_by_name(
    inside: str, lost: str
) -> None:
    """Inside of a sentence, with a sign in their place: without them it may say the contrary."""
    page = f"<h1>Trial</h1><p>He is {inside} guilty, said the judge of the court.</p>"
    made = extract(page.encode(), Path("page.html"))
    assert [lost in loss.what for loss in made.losses] == ([True] if lost else [])
    assert ("He is \ufffd guilty" in made.text) == bool(lost)


def test_words_of_drawings_are_told() -> None:
    """Beside the text with their number; in a sentence with a sign in their place."""
    drawing = "<svg><foreignObject><p>The dam holds 300 litres.</p></foreignObject></svg>"
    apart = extract(f"<p>It is full.</p>{drawing}<p>It is old.</p>".encode(), Path("a.html"))
    assert [loss.what for loss in apart.losses] == [
        "5 words of drawings are left out, the first “The dam holds 300 litres.”"
    ]
    amid = extract(f"<p>It is {drawing} full.</p>".encode(), Path("a.html"))
    assert amid.text == "It is \ufffd full."
