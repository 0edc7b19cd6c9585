"""PDFs: what is filled in and typed over a page is read, and remarks on it are named."""

from pathlib import Path

from rag.documents.assembly import document_from
from rag.documents.document import Document
from rag.documents.formats.pdf import extract
from tests.support.pdf_pages import Sheet, written

WIDGET = "/Type /Annot /Subtype /Widget /F 4"


def _read(sheet: Sheet) -> Document:
    name = Path("form.pdf")
    return document_from(extract(written(sheet), name), name.name, "")


def _field(kind: str, name: str, y: float, more: str, height: float = 16) -> str:
    return f"<< {WIDGET} /FT /{kind} /T ({name}) /Rect [200 {y - 4} 380 {y + height - 4}] {more} >>"


def test_values_of_fields_stand_beside_their_labels() -> None:
    """Text, several lines, a choice by the words that are shown, boxes and buttons."""
    sheet = Sheet()
    labels = ["Name of the keeper:", "Reason:", "Island:", "Paid:", "Late:", "By:", "Secret:"]
    for order, label in enumerate(labels):
        sheet.put(40, 500 - 40 * order, label)
    sheet.put(40, 200, "The warden signs below when the light is lit.")
    sheet.annotations += [
        _field("Tx", "name", 500, "/V (Ilse Brandt of Skarv)"),
        _field("Tx", "why", 460, "/Ff 4096 /V (The old keeper died.\\rNobody else came.)", 30),
        _field("Ch", "isle", 420, "/Ff 131072 /V (h) /Opt [[(s) (Skarv)] [(h) (Holm)]]"),
        _field("Btn", "paid", 380, "/V /Yes /AS /Yes"),
        _field("Btn", "late", 340, "/V /Off /AS /Off"),
        _field("Btn", "by", 300, "/Ff 32768 /V /sea /AS /sea"),
        _field("Tx", "secret", 260, "/Ff 8192 /V (opensesame)"),
    ]
    blocks = [
        _read(sheet).reading.text[block.start : block.end] for block in _read(sheet).reading.blocks
    ]
    assert [
        "Name of the keeper: Ilse Brandt of Skarv",
        "Reason: The old keeper died. Nobody else came.",
        "Island: Holm", "Paid: ☑", "Late: ☐", "By: ◉", "Secret:",
        "The warden signs below when the light is lit.",
    ] == blocks  # fmt: skip


def test_a_hidden_field_is_not_read() -> None:
    """What a viewer does not show cannot be quoted."""
    sheet = Sheet().put(40, 500, "Name of the keeper:")
    sheet.annotations.append(_field("Tx", "name", 500, "/V (Nobody)").replace("/F 4", "/F 2"))
    assert "Nobody" not in _read(sheet).text


def test_free_text_is_read_and_a_remark_is_named() -> None:
    """Words typed over the page can be quoted; a reader's comment is no part of it."""
    sheet = Sheet().put(40, 500, "The light was lit in 1843.").put(40, 300, "Keeper:")
    sheet.annotations += [
        "<< /Type /Annot /Subtype /FreeText /F 4 /Rect [40 400 300 440] "
        "/Contents (The fee was paid later by the widow.) >>",
        "<< /Type /Annot /Subtype /FreeText /F 4 /Rect [90 296 300 310] /Contents (Olaf Brekke) >>",
        "<< /Type /Annot /Subtype /Text /F 4 /Rect [350 500 370 520] /Contents (Check this.) >>",
    ]
    document = _read(sheet)
    assert "The fee was paid later by the widow." in document.reading.text
    assert "Keeper: Olaf Brekke" in document.reading.text
    assert "Check this" not in document.text
    assert ["p. 1: 1 comment of readers (annotations) not read"] == [
        loss.words for loss in document.losses
    ]


def test_a_page_of_nothing_but_values_is_read() -> None:
    """A form may be printed on paper and only its values be in the file."""
    sheet = Sheet()
    sheet.annotations.append(_field("Tx", "name", 500, "/V (Ilse Brandt of Skarv)"))
    assert "Ilse Brandt of Skarv" == _read(sheet).reading.text


def test_what_is_typed_over_a_blank_stands_in_its_line() -> None:
    """It is drawn behind all lines, a little higher; each piece belongs to the blank below it."""
    sheet = Sheet().put(40, 400, "The boat was surveyed on the ______ day of ____________ by")
    sheet.put(40, 386, "the officer, and carries ______ rafts.").put(40, 372, "Paid: ________")
    sheet.put(182, 401.5, "9th").put(250, 401, "October").put(157, 387, "six").put(
        70, 373, "5 crowns"
    )
    text = " ".join(_read(sheet).reading.text.split())
    said = "______ 9th day of ____________ October by the officer, and carries ______ six rafts."
    assert said in text
    assert "Paid: ________ 5 crowns" in text


def test_boxes_in_the_gaps_of_a_line_stand_before_their_words() -> None:
    """Behind the line they would say the contrary: "yes no☑ ☐"."""
    sheet = Sheet().put(40, 400, "Engine:        yes        no")
    for name, x, state in (("yes", 81, "Yes"), ("no", 117, "Off")):
        box = f"/Rect [{x} 398 {x + 11} 410] /AS /{state}"
        sheet.annotations.append(f"<< {WIDGET} /FT /Btn /T ({name}) {box} >>")
    assert "Engine: ☑ yes ☐ no" in " ".join(_read(sheet).reading.text.split())
