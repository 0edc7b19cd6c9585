"""Builds small PDFs with what makes PDFs hard, for tests/documents/test_pdf.py; committed.

Run from the repository's root: `python tests/support/build_pdfs.py`. It needs reportlab (BSD).
"""

import io
from pathlib import Path

from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

OUT = Path(__file__).resolve().parents[1] / "data" / "pdf"
WIDTH, HEIGHT = 420.0, 595.0
SIZE, SMALL = 10.0, 8.0
_DIVIDED = {
    "lighthouse": "light-house", "harbourmaster": "harbour-master", "fishermen": "fisher-men",
    "everything": "every-thing", "engineers": "engi-neers", "thought": "thou-ght",
    "islands": "is-lands", "hidden": "hid-den", "widow": "wid-ow", "complained": "com-plained",
    "Commission": "Com-mission", "which": "wh-ich", "before": "be-fore", "record": "rec-ord",
}  # fmt: skip


class Column:
    """Text set ragged in a column; `^1^` raises a mark, words of `_DIVIDED` may be divided."""

    def __init__(
        self, canvas: Canvas, x: float, y: float, width: float, size: float = SIZE
    ) -> None:
        self.canvas, self.x, self.y, self.width, self.size = canvas, x, y, width, size

    def paragraph(self, text: str, indent: float = 12.0, mark: str = "") -> None:
        """Set one paragraph; a note's `mark` stands raised before it."""
        words = text.split()
        line, x = ([("raised", mark)] if mark else []), self.x + indent
        used = x - self.x + (stringWidth(mark, "Times-Roman", self.size * 0.6) if mark else 0)
        for word in words:
            plain = word.split("^")[0]
            wide = stringWidth(plain + " ", "Times-Roman", self.size)
            if used + wide > self.width:
                head, _, tail = _DIVIDED.get(plain.strip(".,"), "").partition("-")
                if head and used + stringWidth(head + "-", "Times-Roman", self.size) < self.width:
                    line.append(("text", head + "-"))
                    word = word.replace(head, "", 1)
                    assert word.startswith(tail)
                    wide = stringWidth(word, "Times-Roman", self.size)
                self._set(line, x)
                line, x, used = [], self.x, 0.0
            for place, piece in enumerate(word.split("^")):
                if piece:
                    line.append(("raised" if place % 2 else "text", piece))
            line.append(("text", " "))
            used += wide
        self._set(line, x)

    def _set(self, line: list[tuple[str, str]], x: float) -> None:
        text = self.canvas.beginText(x, self.y)
        for kind, piece in line:
            text.setFont("Times-Roman", self.size * (0.6 if kind == "raised" else 1))
            text.setRise(self.size * 0.35 if kind == "raised" else 0)
            text.textOut(piece)
        self.canvas.drawText(text)
        self.y -= 1.2 * self.size


LEFT = (
    "The lighthouse at Skarv was lit for the first time in 1843.^1^ Before that the fishermen "
    "of the outer islands had steered by a fire of peat, which the widow of a harbourmaster "
    "kept on the hill.^2^ She was paid in fish. No record gives her name, and the parish "
    "books of those years were lost when the church burned, so that everything which is "
    "told of her comes from one letter.^*^ The letter is short and full of"
)
RIGHT = (
    "errors. It says that the fire could be seen for nine miles, which the engineers who came "
    "in 1840 thought impossible.^3^ They measured an area of 12 km^2^ from which it was hidden "
    "by the cliffs, and they built the lighthouse on the other side of the bay. When the "
    "harbourmaster of Holm complained, he was told that the matter was closed."
)
FEET = {
    "1": "Olaf Brekke, Lights of the Outer Islands (Holm: Nordlys, 1931), 14.",
    "2": "Brekke, Lights, 15–16.",
    "*": "The letter is now in the town archive of Holm.",
    "3": "Report of the Lighthouse Commission, Holm, 4 May 1840.",
}
SECOND = (
    "The keeper’s wages were low.^1^ In 1851 he sent his sons to sea and asked for a pension, "
    "which the Commission refused twice before it was granted.^2^"
)
SECOND_FEET = {"1": "Brekke, Lights, 40.", "2": "Ibid., 41. The refusals are printed in full"}
CONTINUED = "in the appendix of the same book, pages 201 to 203."
ENDNOTES = ["1. Brekke, Lights, 77.", "2. Anna Lien, Keepers and Kings (Bergen: Fjord, 1966), 9."]


def _head(canvas: Canvas, page: int) -> None:
    canvas.setFont("Times-Italic", SMALL)
    canvas.drawString(40, HEIGHT - 30, "THE LIGHTHOUSE AT SKARV" if page % 2 else "NORTHERN COASTS")
    canvas.drawRightString(WIDTH - 40, HEIGHT - 30, str(100 + page))


def _feet(canvas: Canvas, x: float, y: float, width: float, feet: dict[str, str]) -> Column:
    column = Column(canvas, x, y, width, SMALL)
    for mark, text in feet.items():
        column.paragraph(text, indent=0, mark=mark)
    return column


def hard() -> None:
    """Two columns, notes by page with signs, an image, an old stamp, endnotes, six pages."""
    canvas = Canvas(str(OUT / "hard.pdf"), pagesize=(WIDTH, HEIGHT), invariant=True)
    canvas.setTitle("The Lighthouse at Skarv")
    canvas.setAuthor("Test Author")
    _head(canvas, 1)
    canvas.setFont("Times-Bold", 16)
    canvas.drawString(40, HEIGHT - 70, "The Lighthouse at Skarv and Its Keepers, 1843")
    wide = (WIDTH - 100) / 2
    Column(canvas, 40, HEIGHT - 100, wide).paragraph(LEFT, indent=0)
    Column(canvas, 60 + wide, HEIGHT - 100, wide).paragraph(RIGHT, indent=0)
    _feet(canvas, 40, 110, wide, {mark: FEET[mark] for mark in "12*"})
    _feet(canvas, 60 + wide, 110, wide, {"3": FEET["3"]})
    canvas.saveState()
    canvas.setFont("Times-Roman", 9)
    canvas.translate(15, 200)
    canvas.rotate(90)
    canvas.drawString(0, 0, "Stamped by the archive in 1999, no part of the text")
    canvas.restoreState()
    canvas.showPage()
    _head(canvas, 2)
    canvas.setFont("Times-Bold", SIZE)
    canvas.drawString(40, HEIGHT - 70, "The pension")
    Column(canvas, 40, HEIGHT - 90, WIDTH - 80).paragraph(SECOND, indent=0)
    _feet(canvas, 40, 70, WIDTH - 80, SECOND_FEET)
    canvas.showPage()
    _head(canvas, 3)
    Column(canvas, 40, HEIGHT - 70, WIDTH - 80).paragraph("He died in 1860, a rich man.", indent=0)
    canvas.line(40, 82, 130, 82)
    Column(canvas, 40, 70, WIDTH - 80, SMALL).paragraph(CONTINUED, indent=0)
    canvas.showPage()
    picture = io.BytesIO()
    Image.new("L", (60, 80), 128).save(picture, "PNG")
    canvas.drawImage(ImageReader(picture), 40, 60, WIDTH - 80, HEIGHT - 120)
    canvas.showPage()
    _head(canvas, 5)
    Column(canvas, 40, HEIGHT - 70, WIDTH - 80).paragraph(
        "The tower still stands.^1^ It is empty.^2^"
    )
    canvas.setFont("Times-Bold", 14)
    canvas.drawString(40, HEIGHT - 120, "Notes")
    for order, note in enumerate(ENDNOTES):
        Column(canvas, 40, HEIGHT - 150 - 20 * order, WIDTH - 80).paragraph(note, indent=0)
    canvas.showPage()
    canvas.save()


def paper() -> None:
    """A paper that cites its list of references in brackets."""
    canvas = Canvas(str(OUT / "paper.pdf"), pagesize=(WIDTH, HEIGHT), invariant=True)
    canvas.setFont("Times-Bold", 16)
    canvas.drawString(40, HEIGHT - 70, "Peat Fires as Lights")
    text = Column(canvas, 40, HEIGHT - 100, WIDTH - 80)
    text.paragraph(
        "Peat burns slowly [1]. Its light was seen for nine miles [2, 3], which is more than "
        "coal gives [1–3]. In the winter [1843] it was not lit.", indent=0,
    )  # fmt: skip
    canvas.setFont("Times-Bold", 13)
    canvas.drawString(40, HEIGHT - 170, "References")
    column = Column(canvas, 40, HEIGHT - 190, WIDTH - 80)
    for number, name in enumerate(("Brekke, O. Lights.", "Lien, A. Keepers.", "Vik, P. Coal."), 1):
        column.paragraph(f"[{number}] {name} Holm, 19{number}1.", indent=0)
    canvas.showPage()
    canvas.save()


def scanned_and_locked() -> None:
    """A page that is only an image, and a document behind a password."""
    Image.new("L", (200, 300), 90).save(OUT / "scanned.pdf", "PDF")
    canvas = Canvas(str(OUT / "locked.pdf"), encrypt="secret", invariant=True)
    canvas.drawString(72, 700, "Nobody reads this.")
    canvas.showPage()
    canvas.save()


if __name__ == "__main__":
    OUT.mkdir(parents=True, exist_ok=True)
    hard()
    paper()
    scanned_and_locked()
