"""Word documents show what their page shows: signs, equations, numbers, tables, live words."""

import io
import random
import zipfile
from pathlib import Path

import pytest

from rag.documents.assembly import document_from
from rag.documents.formats.docx import extract
from rag.quotes.check import check_quote
from rag.quotes.quote import quote_at
from tests.support.word import p, part, r, read

M = "http://schemas.openxmlformats.org/officeDocument/2006/math"


def _math(content: str) -> str:
    return f'<m:oMath xmlns:m="{M}">{content}</m:oMath>'


def _mr(text: str) -> str:
    return f"<m:r><m:t>{text}</m:t></m:r>"


def _text(body: str, **parts: str) -> str:
    return read(body, **parts).text


def test_symbol_fonts_become_their_signs() -> None:
    """A sign counts by its font, as w:sym or as text; an unknown one is a loss in its place."""
    wing, three, web, zapf = (
        f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>'
        for font in ("Wingdings", "Wingdings 3", "Webdings", "ZapfDingbats")
    )
    document = read(
        p(r("5 ") + '<w:r><w:sym w:font="Symbol" w:char="F06D"/></w:r>' + r("g"))
        + p(r("ab", '<w:rFonts w:ascii="Symbol"/>') + r("\uf0fc", wing) + r("l", wing))
        + p(r("Turn ") + '<w:r><w:sym w:font="MT Extra" w:char="F050"/></w:r>' + r(" now"))
        + p(r("\uf067p\uf0df", three)) + p(r("a", web) + r("H\uf0d5", zapf))
    )  # fmt: skip
    assert document.text == "5 μg\n\nαβ✔●\n\nTurn \ufffd now\n\n→▲↙\n\n✔★→"
    assert [(loss.signs, loss.at) for loss in document.losses] == [(1, 17)]
    assert "MT Extra" in document.losses[0].words


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (f"<m:sSup><m:e>{_mr('10')}</m:e><m:sup>{_mr('-4')}</m:sup></m:sSup>", "10⁻⁴"),
        (f"<m:sSub><m:e>{_mr('x')}</m:e><m:sub>{_mr('max')}</m:sub></m:sSub>", "x_(max)"),
        (f"<m:f><m:num>{_mr('3')}</m:num><m:den>{_mr('4')}</m:den></m:f>", "¾"),
        (f"<m:f><m:num>{_mr('a+b')}</m:num><m:den>{_mr('2c')}</m:den></m:f>", "(a+b)/(2c)"),
        (f'<m:rad><m:radPr><m:degHide m:val="1"/></m:radPr><m:deg/><m:e>{_mr("x+1")}</m:e></m:rad>',
         "√(x+1)"),
        (f"<m:rad><m:deg>{_mr('3')}</m:deg><m:e>{_mr('8')}</m:e></m:rad>", "∛8"),
        (f'<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr><m:sub>{_mr("i=1")}</m:sub>'
         f"<m:sup>{_mr('n')}</m:sup><m:e>{_mr('i')}</m:e></m:nary>", "∑ᵢ₌₁ⁿ i"),
        (f'<m:d><m:dPr><m:begChr m:val="["/><m:endChr m:val=")"/></m:dPr><m:e>{_mr("0,1")}'
         "</m:e></m:d>",
         "[0,1)"),
        (f"<m:sSup><m:e><m:sSup><m:e>{_mr('2')}</m:e><m:sup>{_mr('3')}</m:sup></m:sSup></m:e>"
         f"<m:sup>{_mr('2')}</m:sup></m:sSup>", "(2³)²"),
        (f"<m:eqArr><m:e>{_mr('F&amp;=ma#')}{_mr('(4)')}</m:e></m:eqArr>", "F=ma (4)"),
        (f'<m:f><m:fPr><m:ctrlPr><w:del w:id="1"/></m:ctrlPr></m:fPr><m:num/><m:den>{_mr("7")}'
         "</m:den></m:f>", "7"),
        (f"<m:sSup><m:e>{_mr('a+b')}</m:e><m:sup>{_mr('2')}</m:sup></m:sSup>", "(a+b)²"),
    ],
)  # fmt: skip
def test_equations_keep_their_shape(content: str, expected: str) -> None:
    """Powers, indices, fractions and roots on one line; no other figure comes of them."""
    assert _text(p(r("It is ") + _math(content) + r("."))) == f"It is {expected}."


def test_a_fraction_does_not_run_into_the_figure_before_it() -> None:
    """3 and two sevenths are not 32/7; two equations side by side are two."""
    share = f"<m:f><m:num>{_mr('2')}</m:num><m:den>{_mr('7')}</m:den></m:f>"
    assert _text(p(r("3") + _math(share))) == "3 2/7"
    assert _text(p(_math(_mr("a=b")) + _math(_mr("c=d")))) == "a=b c=d"


@pytest.mark.parametrize(
    ("before", "shifted", "align", "expected"),
    [
        ("10", "6", "superscript", "10⁶"), ("H", "2", "subscript", "H₂"),
        ("1", "st", "superscript", "1st"), ("x", "n", "superscript", "xⁿ"),
        ("x", "2n", "superscript", "x²ⁿ"), ("m/s", "−2 ", "superscript", "m/s⁻²"),
        ("T", "max", "subscript", "Tmax"), ("2", "n/Q", "superscript", "2n/Q"),
        ("2", "1/q", "superscript", "2^(1/q)"),
    ],
)  # fmt: skip
def test_raised_and_lowered_text(before: str, shifted: str, align: str, expected: str) -> None:
    """Figures and single letters are raised signs, words stay words."""
    assert _text(p(r(before) + r(shifted, f'<w:vertAlign w:val="{align}"/>'))) == expected


@pytest.mark.parametrize(
    "properties",
    [
        "<w:strike/>", "<w:dstrike/>", "<w:vanish/>", '<w:color w:val="FFFFFF"/>',
        '<w:sz w:val="2"/>', '<w:rStyle w:val="Ghost"/>',
    ],
)  # fmt: skip
def test_only_live_words(properties: str) -> None:
    """Struck out, hidden, white and tiny words are left out; without a style's switch they stay."""
    styles = '<w:style w:styleId="Ghost"><w:name w:val="g"/><w:rPr><w:vanish/></w:rPr></w:style>'
    text = _text(p(r("A fee of ") + r("forty ", properties) + r("sixty.")), styles=styles)
    assert text == "A fee of sixty."
    stays = '<w:rStyle w:val="Ghost"/><w:vanish w:val="0"/>'
    assert _text(p(r("Seen.", stays)), styles=styles) == "Seen."
    shaded = '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="000000"/>'
    assert _text(p(r("On black.", shaded))) == "On black."


def _level(at: int, form: str, text: str, more: str = "") -> str:
    shape = f'<w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{at}">{shape}</w:lvl>'


def _list(number: int, definition: int, more: str = "") -> str:
    shape = f'<w:abstractNumId w:val="{definition}"/>{more}'
    return f'<w:num w:numId="{number}">{shape}</w:num>'


CLAUSES = [
    _level(0, "upperRoman", "Article %1."),
    _level(1, "decimal", "%1.%2", "<w:isLgl/>"),
    _level(2, "lowerLetter", "(%3)", '<w:start w:val="3"/>'),
]
ANEW = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>'
NUMBERING = (
    f'<w:abstractNum w:abstractNumId="0">{"".join(CLAUSES)}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="1">{_level(0, "bullet", "·")}</w:abstractNum>'
    f"{_list(1, 0)}{_list(2, 1)}{_list(3, 0, ANEW)}"
)


def _item(text: str, level: int, number: int = 1) -> str:
    place = f'<w:ilvl w:val="{level}"/><w:numId w:val="{number}"/>'
    return f"<w:p><w:pPr><w:numPr>{place}</w:numPr></w:pPr>{r(text)}</w:p>"


def test_automatic_numbers_are_text() -> None:
    """Each level counts in its own format, deeper ones begin anew, a bullet is no text."""
    text = _text(
        _item("Rent", 0) + _item("Due.", 1) + _item("In coin", 2) + _item("In kind", 2)
        + _item("Late.", 1) + _item("By hand", 2) + _item("Repairs", 0) + _item("Roof.", 1)
        + _item("Point", 0, 2) + _item("Anew", 0, 3) + _item("Then", 0, 3) + p(r("Plain")),
        numbering=NUMBERING,
    )  # fmt: skip
    assert text.split("\n\n") == [
        "Article I. Rent", "1.1 Due.", "(c) In coin", "(d) In kind", "1.2 Late.", "(c) By hand",
        "Article II. Repairs", "2.1 Roof.", "Point", "Article VII. Anew", "Article VIII. Then",
        "Plain",
    ]  # fmt: skip


def test_notes_count_by_section_and_in_any_format() -> None:
    """A section's own settings stand above the document's."""

    def mark(number: int) -> str:
        return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'

    def section(content: str) -> str:
        return (
            f"<w:p><w:pPr><w:sectPr><w:footnotePr>{content}</w:footnotePr></w:sectPr></w:pPr></w:p>"
        )

    restart = '<w:numRestart w:val="eachSect"/>'
    document = read(
        p(r("One.") + mark(1)) + p(r("Two.") + mark(2)) + section(restart)
        + p(r("Three.") + mark(3)) + section(restart + '<w:numFmt w:val="upperLetter"/>')
        + p(r("Four.") + mark(4)) + '<w:sectPr><w:footnotePr><w:numStart w:val="101"/>'
        '<w:numRestart w:val="eachSect"/></w:footnotePr></w:sectPr>',
        footnotes="".join(
            f'<w:footnote w:id="{n}">{p(r(f"Note {n}"))}</w:footnote>' for n in range(1, 5)
        ),
    )  # fmt: skip
    assert [m.mark for m in document.markers] == ["1", "2", "A", "101"]
    assert [r.mark for r in document.regions or () if r.kind == "note"] == ["1", "2", "A", "101"]


def _cell(*contents: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(contents)}</w:tc>"


def test_a_note_in_the_last_paragraph_of_a_section_is_counted_once() -> None:
    """The paragraph that ends a section holds its properties before its own references."""
    said = "".join(f'<w:footnote w:id="{n}">{p(r(f"Note {n}."))}</w:footnote>' for n in (1, 2))
    mark = '<w:r><w:footnoteReference w:id="{}"/></w:r>'.format
    ends = f"<w:p><w:pPr><w:sectPr/></w:pPr>{r('One.')}{mark(1)}</w:p>"
    got = read(ends + p(r("Two.") + mark(2)) + "<w:sectPr/>", footnotes=said)
    assert ["1", "2"] == [marker.mark for marker in got.markers]


def test_tables_keep_rows_and_lay_out_pages() -> None:
    """Rows of data stay rows with their empty cells; cells of several paragraphs are paragraphs."""
    inner = f"<w:tbl><w:tr>{_cell(p(r('a')))}{_cell(p(r('b')))}</w:tr></w:tbl>"
    wide = '<w:gridSpan w:val="2"/>'
    deleted = f'<w:tr><w:trPr><w:del w:id="1"/></w:trPr>{_cell(p(r("gone")))}</w:tr>'
    text = _text(
        f"<w:tbl><w:tr>{_cell(p(''))}{_cell(p(r('1948')))}{_cell(p(r('1949')))}</w:tr>"
        f"<w:tr>{_cell(p(r('Dues')), properties=wide)}{_cell(p(r('62')))}</w:tr>{deleted}"
        f"<w:tr>{_cell(p(r('Ice')))}{_cell(p(''))}{_cell(p(r('9')))}</w:tr></w:tbl>"
        f"<w:tbl><w:tr>{_cell(p(r('Left')))}{_cell(p(r('It froze')), p(r('It thawed.')), inner)}"
        "</w:tr></w:tbl>"
    )
    assert text.split("\n\n") == [
        "| 1948 | 1949", "Dues | | 62", "Ice | | 9", "Left", "It froze", "It thawed.", "a | b",
    ]  # fmt: skip


def test_fields_show_their_results_and_no_codes() -> None:
    """Check boxes and lists of forms, signs and formulas of fields; a nested code is no text."""

    def mark(kind: str, content: str = "") -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}">{content}</w:fldChar></w:r>'

    def code(text: str) -> str:
        return f"<w:r><w:instrText>{text}</w:instrText></w:r>"

    box = "<w:ffData><w:checkBox><w:default w:val='0'/><w:checked/></w:checkBox></w:ffData>"
    chosen = ('<w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="no"/>'
              '<w:listEntry w:val="yes"/></w:ddList></w:ffData>')  # fmt: skip
    nested = mark("begin") + code("IF ") + mark("begin") + code("X") + mark("separate")
    nested += r("5") + mark("end") + code(" = 5") + mark("separate") + r("five") + mark("end")
    formula = mark("begin") + code(r"EQ \f(a+b,2)") + mark("end")
    symbol = mark("begin") + code(r'SYMBOL 97 \f "Symbol"') + mark("end")
    odd = mark("begin") + code(r"EQ \o(a,/)") + mark("end")
    form = mark("begin", box) + mark("end") + r(" paid, ") + mark("begin", chosen) + mark("end")
    document = read(p(form) + p(nested) + p(formula + r(" ") + symbol) + p(r("x ") + odd))
    assert document.text == "☒ paid, yes\n\nfive\n\n(a+b)/2 α\n\nx \ufffd"
    assert len(document.losses) == 1


def test_parts_are_found_by_their_relationships() -> None:
    """The names of the parts say nothing; one that is missing or damaged is a loss."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    def rels(**targets: str) -> str:
        found = "".join(f'<Relationship Id="{n}" Type="{kind}/{n}" Target="{t}"/>'
                        for n, t in targets.items())  # fmt: skip
        return f"<Relationships>{found}</Relationships>"

    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("_rels/.rels", rels(officeDocument="/Docs/Main.xml"))
        archive.writestr(
            "docs/_rels/main.xml.rels",
            rels(footnotes="../notes/n2.xml", styles="gone.xml", settings="bad.xml"),
        )
        archive.writestr("docs/bad.xml", "<w:settings>")
        body = p(r("It froze.") + '<w:r><w:footnoteReference w:id="1"/></w:r>')
        archive.writestr("docs/main.xml", part("document", f"<w:body>{body}</w:body>"))
        note = f'<w:footnote w:id="1">{p(r("Log, 9."))}</w:footnote>'
        archive.writestr("notes/n2.xml", part("footnotes", note))
    document = extract(stream.getvalue(), Path("a.docx"))
    assert document.text == "It froze.1\n\nLog, 9."
    assert sorted(loss.what.split()[2] for loss in document.losses) == [
        "Docs/bad.xml",
        "Docs/gone.xml",
    ]


def test_a_drop_cap_begins_its_word() -> None:
    """The letter in its frame and the paragraph behind it are one."""
    cap = f'<w:p><w:pPr><w:framePr w:dropCap="drop"/></w:pPr>{r("D")}</w:p>'
    assert _text(cap + p(r("rop caps are one word."))) == "Drop caps are one word."


def test_what_is_shown_from_elsewhere_is_a_loss() -> None:
    """Embedded files and equations kept as pictures are named with their place."""
    office = 'xmlns:o="urn:schemas-microsoft-com:office:office"'
    equation = f'<w:r><w:object><o:OLEObject {office} ProgID="Equation.3"/></w:object></w:r>'
    document = read(p(r("It is ") + equation + r(".")) + "<w:altChunk/>" + p(r("End.")))
    assert document.text == "It is \ufffd.\n\nEnd."
    assert ["equation" in loss.what for loss in document.losses] == [True, False]


@pytest.mark.parametrize(
    ("before", "behind", "high", "lost"),
    [
        ("The brine must", " be boiled.", 180_000, "a picture in a sentence"),
        ("The plan of the house.", "", 180_000, ""),
        ("", "The plan of the house.", 180_000, ""),
        ("The plan of the house", "", 2_000_000, ""),
        ("It may", " be sold.", 2_000_000, "a picture in a sentence"),
        ("It may", " be sold.", 9_525, ""),
    ],
)
def test_a_picture_in_a_sentence_leaves_a_sign(
    before: str, behind: str, high: int, lost: str
) -> None:
    """It may stand for a word; one beside the text, or too small to be seen, does not."""
    drawing = f'<w:r><w:drawing><w:inline><w:extent w:cy="{high}"/></w:inline></w:drawing></w:r>'
    floats = drawing.replace("inline", "anchor")
    document = read(p(r(before) + drawing + floats + r(behind)))
    assert document.text == before + "\ufffd" * bool(lost) + behind
    assert [loss.what.startswith(lost) for loss in document.losses] == [True] * bool(lost)


def test_a_small_picture_is_what_a_cell_says() -> None:
    """A tick in a column of a table may be a picture."""
    drawing = '<w:r><w:drawing><w:inline><w:extent w:cy="180000"/></w:inline></w:drawing></w:r>'
    row = "".join(f"<w:tc>{p(one)}</w:tc>" for one in (r("Paid"), drawing))
    other = "".join(f"<w:tc>{p(r(one))}</w:tc>" for one in ("Sent", "no"))
    document = read(f"<w:tbl><w:tr>{row}</w:tr><w:tr>{other}</w:tr></w:tbl>")
    assert document.text == "Paid | \ufffd\n\nSent | no"
    assert [loss.what.startswith("a picture in a cell") for loss in document.losses] == [True]


def test_the_second_count_misses_what_the_walk_leaves_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Words that the walk forgets are a loss, with how many and which."""
    monkeypatch.setattr("rag.documents.formats.docx.walk.WordWalk._beside", lambda *_: None)
    box = f"<w:pict><w:txbxContent>{p(r('Lost words'))}</w:txbxContent></w:pict>"
    document = read(p(r("Seen.") + f"<w:r>{box}</w:r>"))
    assert [(loss.signs, "Lost words" in loss.what) for loss in document.losses] == [(9, True)]


RAISED = '<w:vertAlign w:val="superscript"/>'
PIECES = [
    r("It froze in the night. "), r("forty", "<w:strike/>"), r("2", RAISED),
    "<w:r><w:tab/><w:br/></w:r>", '<w:ins w:id="1">' + r("New. ") + "</w:ins>",
    '<w:del w:id="2"><w:r><w:delText>Old. </w:delText></w:r></w:del>', _math(_mr("a") + _mr("6")),
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r>', '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
    "<w:r><w:instrText>EQ \\f(1,</w:instrText></w:r>",
    '<w:r><w:sym w:font="Wingdings" w:char="zz"/></w:r>',
    '<w:r><w:footnoteReference w:id="1"/></w:r>',
    '<w:r><w:footnoteReference w:id="1" w:customMarkFollows="1"/><w:t>*</w:t></w:r>', "<w:sdt/>",
    f"<w:sdt><w:sdtContent>{r('Ja. ')}</w:sdtContent></w:sdt>", "<w:p/>", "<w:tbl><w:tr/></w:tbl>",
    f"<w:r><w:pict><w:txbxContent>{p(r('In a box.'))}</w:txbxContent></w:pict></w:r>",
    "<w:hyperlink>" + r("a link ") + "</w:hyperlink>", r("\ue012"), r("fi-"), r("\u00ad"),
    "<w:tbl><w:tr><w:tc>" + p(r("cell")) + "</w:tc><w:tc>"
    + p(r("cell")) + "</w:tc></w:tr></w:tbl>",
    "<w:oMathPara/>", "<w:object/>",
    '<w:pPr><w:rPr><w:del w:id="3"/></w:rPr></w:pPr>',
]  # fmt: skip


def test_hostile_documents_lose_nothing_and_every_sentence_checks() -> None:
    """Random heaps of odd pieces: no crash, no unnamed loss, no sentence that the check refuses."""
    chance = random.Random(5)
    note = f'<w:footnote w:id="1">{p(r("A note."))}</w:footnote>'
    for _ in range(300):
        heaps = ["".join(chance.choices(PIECES, k=chance.randint(1, 9))) for _ in range(5)]
        body = p(r("The pilots wrote.")) + "".join(map(p, heaps))
        extraction = read(body, footnotes=note)
        assert not [loss for loss in extraction.losses if "not in the text" in loss.what], body
        document = document_from(extraction, "a.docx", "0" * 64)
        for start, end in document.reading.sentences:
            quote = quote_at(document, start, end)
            check_quote(quote.text, quote.spans, document)


def test_a_note_without_words_shifts_no_other() -> None:
    """A footnote that says nothing is none; the next mark keeps its own note."""
    notes = "".join(
        f'<w:footnote w:id="{n}">{p(r(words) if words else "")}</w:footnote>'
        for n, words in ((1, ""), (2, "Lund, Reports, 44."))
    )
    marks = [f'<w:r><w:footnoteReference w:id="{n}"/></w:r>' for n in (1, 2)]
    body = p(r("The mole sank.") + marks[0]) + p(r("The bell cracked.") + marks[1])
    document = document_from(read(body, footnotes=notes), "a.docx", "0" * 64)
    said = [[document.notes[n].text for n in marker.notes] for marker in document.markers]
    assert said[-1] == ["Lund, Reports, 44."]
    assert all("Lund" not in text for texts in said[:-1] for text in texts)


def test_a_mark_inside_a_note_stays_in_it() -> None:
    """A note that refers to a note is quoted as it stands."""
    mark = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    notes = f'<w:footnote w:id="1">{p(r("See the ledger") + mark + r(" of 1821."))}</w:footnote>'
    document = document_from(read(p(r("It sank.") + mark), footnotes=notes), "a.docx", "0" * 64)
    for start, end in document.reading.sentences:
        quote = quote_at(document, start, end)
        check_quote(quote.text, quote.spans, document)


def test_tables_of_contents_are_furniture_whatever_their_styles() -> None:
    """A field or a content control that lists contents is no text; what follows it is."""
    begin, separate, end = (
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    code = "<w:r><w:instrText> TOC \\o </w:instrText></w:r>"
    gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    document = read(
        f"<w:sdt><w:sdtPr>{gallery}</w:sdtPr><w:sdtContent>{p(r('Mill 3'))}</w:sdtContent></w:sdt>"
        + p(begin + code + separate + r("Weir 4")) + p(r("Mint 5") + end) + p(r("It was built."))
    )  # fmt: skip
    assert [region.kind for region in document.regions or ()] == ["furniture"] * 3 + ["body"]


def test_a_heading_in_the_line_goes_on_with_its_paragraph() -> None:
    """Word's style separator is a mark that is not shown."""
    mark = "<w:pPr><w:rPr><w:vanish/><w:specVanish/></w:rPr></w:pPr>"
    document = read(f"<w:p>{mark}{r('Reeds.')}</w:p>" + p(r("They grow.")))
    assert document.text == "Reeds. They grow."


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("MACROBUTTON NoMacro [name]", "Sir [name] came"),
        ('SYMBOL 150 \\f "Arial"', "Sir \u2013 came"),
        ("AUTONUM \\s )", "Sir 1) came"),
        ("AUTONUMOUT", "Sir \ufffd came"),
        ("EQ \\* hps10 \\o\\ad(\\s\\up 9(kawa),川)", "Sir 川 came"),
        ("EQ \\o\\ac(○,7)", "Sir ⑦ came"),
        ("EQ \\i\\su(1,5,3)", "Sir ∑₁⁵ 3 came"),
        ('XE "Sir"', "Sir  came"),
    ],
)
def test_fields_without_a_result_show_what_word_makes_of_them(code: str, text: str) -> None:
    """A button shows its words, a sign its character, a number a placeholder, an entry nothing."""
    begin, parts, end = (
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    code = f"{begin}<w:r><w:instrText>{code}</w:instrText></w:r>"
    for field in (code + end, f"{code}{parts}<w:r><w:t></w:t></w:r>{end}"):
        document = read(p(r("Sir ") + field + r(" came")))
        assert document.text == " ".join(text.split())
        assert len(document.losses) == text.count("\ufffd")


def test_what_is_nearly_white_is_not_seen() -> None:
    """A colour that can't be told from the paper is no ink; a light grey is."""
    document = read(
        p(
            r("It is ")
            + r("not ", '<w:color w:val="FEFEFD"/>')
            + r("so", '<w:color w:val="BBBBBB"/>')
        )
    )
    assert document.text == "It is so"
    assert document.losses == ()


@pytest.mark.parametrize(
    ("form", "label"),
    [("russianLower", "б"), ("chineseCounting", "二"), ("hebrew2", "ב"), ("001", "002"),
     ("hindiNumbers", "२"), ("thaiLetters", "\ufffd")],
)  # fmt: skip
def test_numbers_of_other_scripts_are_printed_as_word_prints_them(form: str, label: str) -> None:
    """A list's number is never another one: what is not known leaves a placeholder and a loss."""
    stated = f'<w:numFmt w:val="{form}"/>'
    if form == "001":
        stated = '<w:numFmt w:val="custom" w:format="001, 002, ..."/>'
    numbering = (
        f'<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0">{stated}<w:lvlText w:val="%1)"/>'
        '</w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    item = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    document = read(f"<w:p>{item}{r('A.')}</w:p><w:p>{item}{r('B.')}</w:p>", numbering=numbering)
    assert document.text.endswith(f"\n\n{label}) B.")
    assert bool(document.losses) == (label == "\ufffd")


@pytest.mark.parametrize(
    ("fill", "seen"),
    [
        ("<w14:noFill/>", False),
        ('<w14:solidFill><w14:srgbClr w14:val="FFFFFF"/></w14:solidFill>', False),
        ('<w14:solidFill><w14:srgbClr w14:val="AA0000"/></w14:solidFill>', True),
    ],
)
def test_the_fill_of_letters_tells_whether_they_are_seen(fill: str, seen: bool) -> None:
    """Newer versions of Word fill letters with nothing, or with the colour of the paper."""
    space = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    filled = r("not ", f"<w14:textFill {space}>{fill}</w14:textFill>")
    document = read(p(r("It is ") + filled + r("so.")))
    assert document.text == ("It is not so." if seen else "It is so.")
    assert document.losses == ()


def test_a_note_that_is_referred_to_again_is_the_same_note() -> None:
    """NOTEREF prints the mark of the note that a bookmark holds once more."""
    begin, separate, end = (
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    again = begin + "<w:r><w:instrText> NOTEREF _R1 </w:instrText></w:r>" + separate
    document = read(
        p(r("Once") + '<w:bookmarkStart w:id="0" w:name="_R1"/><w:r><w:footnoteReference w:id="2"/>'
          '</w:r><w:bookmarkEnd w:id="0"/>')
        + p(r("Twice") + again + r("1", '<w:vertAlign w:val="superscript"/>') + end),
        footnotes=f'<w:footnote w:id="2">{p(r("Ledger, 4."))}</w:footnote>',
    )  # fmt: skip
    assert [marker.target for marker in document.markers] == [2, 2]


def test_a_cell_that_only_prompts_is_empty() -> None:
    """A form's cell that nobody has filled in keeps its place and shows no words."""
    prompt = f"<w:tc>{p(r('Click here.'))}</w:tc>"
    control = (
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{prompt}</w:sdtContent></w:sdt>"
    )
    row = f"<w:tr><w:tc>{p(r('Owner'))}</w:tc>{control}<w:tc>{p(r('Boat'))}</w:tc></w:tr>"
    assert read(f"<w:tbl>{row}</w:tbl>").text == "Owner | | Boat"


def test_a_field_that_sets_a_variable_shows_nothing() -> None:
    """SET and ASK keep a result in the file that no page shows."""
    begin, separate, end = (
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    code = "<w:r><w:instrText> SET Price 40 </w:instrText></w:r>"
    document = read(p(r("It is ") + begin + code + separate + r("40") + end + r("dear.")))
    assert (document.text, document.losses) == ("It is dear.", ())


def test_a_number_that_its_list_hides_is_counted_and_not_printed() -> None:
    """A level may hide its numbers; the list goes on counting."""
    numbering = (
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:lvlText w:val="%1."/>'
        '<w:rPr><w:vanish/></w:rPr></w:lvl><w:lvl w:ilvl="1"><w:lvlText w:val="%1.%2"/></w:lvl>'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )

    def item(level: int, text: str) -> str:
        listed = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'
        return f"<w:p><w:pPr>{listed}</w:pPr>{r(text)}</w:p>"

    document = read(item(0, "A.") + item(0, "B.") + item(1, "C."), numbering=numbering)
    assert document.text == "A.\n\nB.\n\n2.1 C."


def test_a_style_of_tables_holds_for_the_words_in_them() -> None:
    """What a table's style strikes out is dead; what it only does to some cells is not told."""
    styles = (
        '<w:style w:type="table" w:styleId="T"><w:name w:val="T"/><w:rPr><w:strike/></w:rPr>'
        '</w:style><w:style w:type="table" w:styleId="S"><w:name w:val="S"/><w:tblStylePr>'
        "<w:rPr><w:strike/></w:rPr></w:tblStylePr></w:style>"
    )

    def table(style: str, text: str) -> str:
        properties = f'<w:tblPr><w:tblStyle w:val="{style}"/></w:tblPr>'
        return f"<w:tbl>{properties}<w:tr><w:tc>{p(r(text))}</w:tc></w:tr></w:tbl>"

    document = read(table("T", "Dead.") + table("S", "Live."), styles=styles)
    assert (document.text, document.losses) == ("Live.", ())


def test_a_number_keeps_the_space_of_its_own() -> None:
    """Where nothing stands behind it, the space that its text ends with is the only one."""
    for text, expected in (("Article %1. ", "Article 1. Rent"), ("%1", "1Rent")):
        numbering = (
            '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:suff w:val="nothing"/>'
            f'<w:lvlText w:val="{text}"/></w:lvl></w:abstractNum>'
            '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
        )
        item = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
        assert _text(f"<w:p>{item}{r('Rent')}</w:p>", numbering=numbering) == expected


def test_a_raised_comma_between_two_marks_is_no_word() -> None:
    """It parts the marks of notes, and leaves the sentence with them."""
    high = '<w:vertAlign w:val="superscript"/>'
    marks = [f'<w:r><w:footnoteReference w:id="{n}"/></w:r>' for n in (1, 2)]
    notes = "".join(f'<w:footnote w:id="{n}">{p(r("N."))}</w:footnote>' for n in (1, 2))
    said = p(r("Two") + marks[0] + r(",", high) + marks[1] + r(" here."))
    document = document_from(read(said, footnotes=notes), "a.docx", "0" * 64)
    assert document.reading.text.startswith("Two here.")


def test_smaller_letters_are_raised_by_any_height() -> None:
    """LibreOffice sets an index a single point lower; letters of full size may only be moved."""
    low = '<w:position w:val="-2"/><w:sz w:val="{}"/>'
    text = _text(p(r("CO") + r("2", low.format(14)) + r(" of H") + r("2", low.format(20)) + r("O")))
    assert text == "CO₂ of H2O"
