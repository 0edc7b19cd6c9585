"""Word documents: numbers that fields count, and paragraphs that are printed as one."""

import pytest

from tests.support.word import p, r, read

HEADINGS = "".join(
    f'<w:style w:styleId="H{level}"><w:name w:val="heading {level}"/></w:style>' for level in (1, 2)
)
LISTED = (
    '<w:abstractNum w:abstractNumId="1">'
    '<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="§ %1"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
)


def _field(code: str) -> str:
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    return f"{begin}<w:r><w:instrText> {code} </w:instrText></w:r>{end}"


def _item(content: str, mark: str = "") -> str:
    listed = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    return f"<w:p><w:pPr>{listed}<w:rPr>{mark}</w:rPr></w:pPr>{content}</w:p>"


@pytest.mark.parametrize(
    ("code", "numbers", "below", "below_next"),
    [
        (
            "AUTONUM",
            ["1. Of fish", "1. Of eels", "2. Of pike", "2. Of fowl", "1. Of geese"],
            "1.",
            ("2. Of ducks", "1."),
        ),
        (
            "AUTONUMLGL \\e",
            ["1 Of fish", "1.1 Of eels", "1.2 Of pike", "2 Of fowl", "2.1 Of geese"],
            "2.1.1",
            ("2.2 Of ducks", "2.2.1"),
        ),
        (
            "AUTONUMOUT",
            ["I. Of fish", "A. Of eels", "B. Of pike", "II. Of fowl", "A. Of geese"],
            "\ufffd",
            ("B. Of ducks", "\ufffd"),
        ),
    ],
)
def test_fields_number_headings_by_their_level(
    code: str, numbers: list[str], below: str, below_next: tuple[str, str]
) -> None:
    """A deeper level begins anew, and so does the text below each; of AUTONUMOUT none is known."""
    words = ["fish", "eels", "pike", "fowl", "geese"]
    body = "".join(
        p(_field(code) + r(f" Of {word}"), f"H{level}")
        for word, level in zip(words, (1, 2, 2, 1, 2), strict=True)
    )
    text, more = p(_field(code) + r(" Body")), p(_field(code) + r(" Of ducks"), "H2")
    document = read(body + text + more + text, styles=HEADINGS)
    ducks, last = below_next
    assert document.text.split("\n\n") == [*numbers, f"{below} Body", ducks, f"{last} Body"]
    assert len(document.losses) == 2 * (below == "\ufffd")


def test_fields_number_the_items_inside_of_a_paragraph() -> None:
    """In a list they are its next level, elsewhere Word's usual one; a start may be stated."""
    two = r("oats ") + _field("LISTNUM") + r(" and ") + _field("LISTNUM") + r(" rye")
    document = read(
        p(two) + _item(two) + p(_field("LISTNUM NumberDefault \\l 2 \\s 4") + r(" hops"))
        + p(_field('LISTNUM "LegalDefault"') + r(" Hay") + _field("LISTNUM Unknown")),
        numbering=LISTED,
    )  # fmt: skip
    assert document.text.split("\n\n") == [
        "oats 1) and 2) rye", "§ 1 oats (a) and (b) rye", "d) hops", "1. Hay\ufffd",
    ]  # fmt: skip


def test_a_hidden_mark_joins_its_paragraph_to_the_next() -> None:
    """As on Word's page; hidden items count for nothing, and one of ten thousand costs no more."""
    hidden = "<w:vanish/>"
    document = read(
        f"<w:p><w:pPr><w:rPr>{hidden}</w:rPr></w:pPr>{r('The weir ')}</w:p>" + p(r("was low."))
        + _item(r("Oats")) + _item(r("Rye", hidden), hidden) * 3000 + _item(r("Hay")),
        numbering=LISTED,
    )  # fmt: skip
    assert document.text == "The weir was low.\n\n§ 1 Oats\n\n§ 2 Hay"


def test_a_note_whose_mark_was_deleted_goes_on() -> None:
    """Paragraphs of notes are joined as those of the text are."""
    deleted = '<w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>'
    note = f"<w:footnote w:id='2'><w:p>{deleted}{r('Green ')}</w:p>{p(r('wax.'))}</w:footnote>"
    body = p(r("Sealed") + '<w:r><w:footnoteReference w:id="2"/></w:r>')
    assert read(body, footnotes=note).text == "Sealed1\n\nGreen wax."


def test_words_that_lost_a_conflict_are_gone() -> None:
    """Where two people wrote at once, Word keeps one of their versions."""
    other = 'xmlns:x="http://schemas.microsoft.com/office/word/2010/wordml"'
    words = f"<x:conflictDel {other}>{r('never ')}</x:conflictDel>"
    document = read(p(r("He ") + words + r("paid.")))
    assert (document.text, document.losses) == ("He paid.", ())
