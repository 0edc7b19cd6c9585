"""RTF files say what their pages show, by the same walk as Word files."""

from pathlib import Path

import pytest

from rag.documents.extraction import Extraction
from rag.documents.formats import extract
from rag.errors import SourceError

MATH = (
    r"{\mmath{\*\moMath{\msSup{\msSupPr}{\me{\mr x}}{\msup{\mr 2}}}{\mr =}"
    r"{\mf{\mnum{\mr 1}}{\mden{\mr 2}}}}}"
)
FIELD = r"{\field{\*\fldinst{ HYPERLINK \\o tip }}{\fldrslt the {\b book}}}"
EMPTY = r"{\field{\*\fldinst{ SYMBOL 97 \\f Symbol}}{\fldrslt {}}}"


def _read(text: str, head: str = "") -> Extraction:
    return extract(rf"{{\rtf1\ansi{head} {text}}}".encode("latin-1"), Path("a.rtf"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"10{\up8 6} m{\dn6 2}{\*\updnprop10000}, H{\sub 2}O", "10⁶ m₂, H₂O"),
        (r"\u8217?s \u-10179?\u-8704? \u233 e\'e9{\uc0\u8212}", "’s 😀 é\u00e9—"),
        (r"a \u-10240? b \u-10240?\u-10179?\u-8704?\u-8704?", "a \ufffd b \ufffd😀\ufffd"),
        (r"{\deleted\revdttmdel1736509440 never }{\mvf late }paid {\v not }{\strike so }it",
         "paid it"),
        (r"{\cf1 White} on {\cf1\highlight2 black}", "on black"),
        (rf"See {FIELD}, {EMPTY}", "See the book, α"),
        (rf"So {MATH}.", "So x²=½."),
        (r"{\listtext 1.\tab}Oats\par{\listtext\'b7\tab}Rye\par"
         r"{\listtext 2.\tab}{\deleted Hay\par}{\listtext 2.\tab}Hops",
         "1. Oats\n\nRye\n\n2. Hops"),
        (r"One{\deleted\par} line{\v\par}. Two\line lines", "One line . Two\nlines"),
        (r"A{\shp{\*\shpinst{\sp{\sn x}{\sv 2}}{\shptxt In a box.\par}}{\shprslt Old}} wall",
         "A wall\n\nIn a box."),
        (r"{\field{\*\fldinst FORMCHECKBOX {\*\formfield{\fftype1\ffres25\ffdefres1}}}"
         r"{\fldrslt}} paid by {\field{\*\fldinst FORMDROPDOWN {\*\formfield{\fftype2\ffres1"
         r"{\*\ffl oats}{\*\ffl rye}}}}}", "☒ paid by rye"),
        (r"{\fonttbl{\f1\fcharset204 A;}{\f2\fcharset0 B;}}{\f1 \'cc}{\f2 caf\'e9}", "Мcafé"),
        (r"{\fonttbl{\f2\fcharset0 B;}}{\f2 \'cc\'ee\'f1\'f2}", "Мост"),
        (r"{\shp{\*\shpinst{\sp{\sn fHidden}{\sv 1}}{\shptxt Not shown.\par}}}Shown", "Shown"),
        (r"{\pard\sl-20\slmult0 Flat\par}\pard\sl-480 High\par\trowd\trrh-20"
         r"\cellx1\intbl a\cell\row\trowd\trrh400\cellx1\intbl b\cell\row", "High\n\nb"),
        (r"At 1{\u160\~}200{\u160 \~}degrees, slag\u8209\_heaps",
         "At 1\u00a0200\u00a0degrees, slag\u2011heaps"),
        (r"{\upr{plain}{\*\ud{pl\u228?in}}}{\header Head}{\*\odd no}", "pläin"),
    ],
)  # fmt: skip
def test_letters_are_what_the_page_shows(text: str, expected: str) -> None:
    """Raised figures, signs, fields, formulas and boxes are read; dead words are not."""
    page = r"\ansicpg1251" if "fonttbl" in text else ""
    document = _read(text, page + r"{\colortbl;\red255\green255\blue255;\red0\green0\blue0;}")
    assert (document.text, document.losses) == (expected, ())


@pytest.mark.parametrize(
    "picture",
    [
        r"{\pict\pngblip\picwgoal240\pichgoal240 89504e47}",
        r"{\*\shppict{\pict\pngblip\pichgoal240 89}}{\nonshppict{\pict\wmetafile8 01}}",
        "{{\\NeXTGraphic bee.png \\width640 \\height480 \\appleattachmentpadding0\n}\\'ac}",
    ],
)
def test_a_picture_in_a_sentence_leaves_a_sign(picture: str) -> None:
    """As Word, LibreOffice and TextEdit keep it; beside a sentence it leaves none."""
    document = _read(rf"The toll must{picture} be paid.\par {picture}\par The end.")
    assert document.text == "The toll must\ufffd be paid.\n\nThe end."
    assert [loss.what for loss in document.losses] == [
        "a picture in a sentence that could not be read"
    ]


def test_tables_stand_in_tables() -> None:
    """With or without the words that say so; a paragraph that ends in a cell is the cell's own."""
    row = r"\trowd\cellx1\cellx2\pard\intbl a\cell{\pard\intbl b\par}\cell\row "
    nested = (r"\pard\intbl Before\par\pard\intbl\itap2 c\nestcell d\nestcell"
              r"{\*\nesttableprops\trowd\cellx1\cellx2\nestrow}{\nonesttables\par}"
              r"\pard\intbl After\cell e\cell\row ")  # fmt: skip
    merged = r"\trowd\clmgf\cellx1\clmrg\cellx2\cellx3\pard\intbl f\cell\cell g\cell\row "
    document = _read(rf"{row}{nested}{merged}\trowd\pard h\cell i\cell\row\pard End\par")
    assert document.text.split("\n\n") == [
        "a | b", "Before", "c | d", "After", "e", "f | g", "h | i", "End",
    ]  # fmt: skip


def test_notes_have_the_marks_that_are_printed() -> None:
    """Footnotes, endnotes and a sign of their own, as LibreOffice and pandoc write them."""
    text = (
        r"He sold{\super\chftn{\*\footnote\chftn\pard\plain{\super x}{ Roll 1.}\par{Roll 2.}}} rye"
        r"{\super\chftn}{\footnote\ftnalt\chftn Roll 3.}"
        r" and{\super \u8225\'87{\*\footnote \u8225?Roll 4.}} hay."
    )
    document = _read(text, r"\aftnnrlc")
    assert document.text == "He sold1 ryei and‡ hay.\n\nˣ Roll 1.\n\nRoll 2.\n\n‡Roll 4.\n\nRoll 3."
    regions = document.regions or ()
    assert [(mark.mark, regions[mark.target or 0].kind) for mark in document.markers] == [
        ("1", "note"), ("i", "note"), ("‡", "note"),
    ]  # fmt: skip


def test_styles_and_properties_are_word_s() -> None:
    """A heading by its style's name or by its level; the author is one that a person wrote."""
    document = _read(
        r"{\s1 Of salt\par}{\pard\outlinelevel1 Of pans\par}\pard Text.",
        r"{\stylesheet{\s0 Normal;}{\s1\outlinelevel0 heading 1;}}"
        r"{\info{\title Salt}{\author Ida Holm}}",
    )
    kinds = [(region.kind, region.level) for region in document.regions or ()]
    assert kinds == [("heading", 1), ("heading", 2), ("body", 0)]
    assert (document.title, document.author) == ("Salt", "Ida Holm")


@pytest.mark.parametrize(
    ("head", "text"),
    [
        ("mac", r"Caf\'8e"),
        ("pc", r"Caf\'82"),
        ("ansi\\ansicpg1250", r"Caf\'e9"),
        ("ansi", r"Caf\'e9"),
    ],
)
def test_bytes_are_those_of_the_system_that_wrote_them(head: str, text: str) -> None:
    """A file of a Macintosh or of DOS says so in its head."""
    assert extract(rf"{{\rtf1\{head} {text}}}".encode("latin-1"), Path("a.rtf")).text == "Café"


def test_another_file_is_refused_as_no_rtf() -> None:
    """A piece of RTF without its head says nothing of how its letters are coded."""
    with pytest.raises(SourceError, match="no RTF"):
        extract(rb"{\pard Words.\par}", Path("a.rtf"))


def test_what_cannot_be_read_is_named() -> None:
    """Objects leave a placeholder, comments are counted, and depth has an end that is told."""
    deep = "{" * 300 + "words" + "}" * 300
    objects = r"A{\object{\*\objclass Equation.3}{\result x}} b{\*\annotation c}"
    document = _read(rf"{objects}\par {deep}")
    assert document.text == "A\ufffd b"
    said = " ".join(loss.what for loss in document.losses)
    assert all(name in said for name in ("Equation.3", "comment", "deeply"))


def test_a_mark_may_be_raised_by_its_height() -> None:
    """As old programs set it, before a note without a number of its own."""
    document = _read(r"Oats{\up6\fs16 1}{\*\footnote{\up6 1} Sown late.} grew.\par")
    assert [marker.mark for marker in document.markers] == ["1"]
    assert "Sown late." in document.text


@pytest.mark.parametrize("data", [rb"{\rtf1 Oats.\par Ry", rb"{\rtf1 {\b Oats. \bin99999 Rye.}}"])
def test_a_file_that_is_cut_short_is_said_to_be(data: bytes) -> None:
    """In its text, or by bytes of another kind that are more than there are."""
    found = extract(data, Path("a.rtf"))
    assert found.text.startswith("Oats.")
    assert [loss.words for loss in found.losses] == [
        "the file is cut short; its end is not in the text"
    ]
