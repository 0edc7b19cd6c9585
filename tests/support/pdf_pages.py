"""Writes small PDFs from content streams, for tests of what is on a page and what is read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

WIDTH, HEIGHT = 400, 600
FONTS = {"F1": "Times-Roman", "F2": "Times-Bold", "F3": "Symbol", "F4": "ZapfDingbats"}


@dataclass(slots=True)
class Sheet:
    """A page: its content, /Rotate, the crop box, and annotations as dictionaries of PDF."""

    content: list[str] = field(default_factory=list)
    rotate: int = 0
    crop: tuple[int, int, int, int] | None = None
    annotations: list[str] = field(default_factory=list)

    def put(
        self, x: float, y: float, text: str, size: float = 11, font: str = "F1",
        set_by: str = "", before: str = "",
    ) -> "Sheet":  # fmt: skip
        """Text at a place; `set_by` is the four numbers of a text matrix, `before` operators."""
        matrix = set_by or "1 0 0 1"
        said = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        self.content.append(f"q BT {before} /{font} {size} Tf {matrix} {x} {y} Tm ({said}) Tj ET Q")
        return self

    def lines(self, x: float, y: float, lines: Iterable[str], step: float = 14) -> "Sheet":
        """Lines of text, one below the other."""
        for order, line in enumerate(lines):
            self.put(x, y - step * order, line)
        return self

    def runs(self, x: float, y: float, *runs: tuple[str, float, float]) -> "Sheet":
        """One line of (text, size, rise) each, as word processors set raised figures."""
        said = " ".join(f"/F1 {size} Tf {rise} Ts ({text}) Tj" for text, size, rise in runs)
        self.content.append(f"q BT 1 0 0 1 {x} {y} Tm {said} ET Q")
        return self


def written(
    *sheets: Sheet, fonts: str = "", catalog: str = "", info: str = "", streams: Sequence[str] = (),
    groups: Sequence[str] = (), loose: bool = False, forms: Sequence[tuple[str, str]] = (),
) -> bytes:  # fmt: skip
    """The bytes of a PDF; `fonts` are more fonts by their names, `catalog` and `info` entries.

    `streams` are the objects from 3 on, behind them `groups`, which are layers of optional content
    by their names, as in `/OC /Name BDC`. The fields of a `loose` file belong to no form.
    `forms` are drawn as /X0, /X1 …: what each holds, and the name of its layer or "".
    """
    fonts += " ".join(
        f"/{key} << /Type /Font /Subtype /Type1 /BaseFont /{name}"
        f"{' /Encoding /WinAnsiEncoding' if key in ('F1', 'F2') else ''} >>"
        for key, name in FONTS.items()
    )
    objects = ["", ""]
    objects += [f"<< /Length {len(one)} >>\nstream\n{one}\nendstream" for one in streams]
    layers = " ".join(f"/{name} {len(objects) + n} 0 R" for n, name in enumerate(groups, 1))
    objects += [f"<< /Type /OCG /Name ({name}) >>" for name in groups]
    layer_of = {name: len(objects) + n + 1 - len(groups) for n, name in enumerate(groups)}
    drawn = ""
    for n, (one, layer) in enumerate(forms):
        objects.append(
            f"<< /Type /XObject /Subtype /Form /BBox [0 0 {WIDTH} {HEIGHT}] /Length {len(one)} "
            f"{f'/OC {layer_of[layer]} 0 R' if layer else ''} "
            f"/Resources << /Font << {fonts} >> >> >>\nstream\n{one}\nendstream"
        )
        drawn += f" /X{n} {len(objects)} 0 R"
    kids = []
    for sheet in sheets:
        stream = "\n".join(sheet.content).encode("cp1252")
        objects.append(
            f"<< /Length {len(stream)} >>\nstream\n{stream.decode('latin-1')}\nendstream"
        )
        content = len(objects)
        crop = f"/CropBox [{' '.join(map(str, sheet.crop))}]" if sheet.crop else ""
        annotations = []
        for one in sheet.annotations:
            objects.append(one)
            annotations.append(f"{len(objects)} 0 R")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] {crop} "
            f"/Rotate {sheet.rotate} /Contents {content} 0 R /Annots [{' '.join(annotations)}] "
            f"/Resources << /Font << {fonts} >> /Properties << {layers} >> "
            f"/XObject << {drawn} >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    fields = " ".join(
        f"{number} 0 R" for number, one in enumerate(objects, 1) if "/Subtype /Widget" in one
    )
    form = f"/AcroForm << /Fields [{fields}] >>" if fields and not loose else ""
    objects[0] = f"<< /Type /Catalog /Pages 2 0 R {form} {catalog} >>"
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    objects.append(f"<< {info} >>")
    return _file(objects)


def _file(objects: list[str]) -> bytes:
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size, at = len(objects) + 1, len(out)
    return out + (
        f"xref\n0 {size}\n0000000000 65535 f \n{table}"
        f"trailer << /Size {size} /Root 1 0 R /Info {len(objects)} 0 R >>\nstartxref\n{at}\n%%EOF\n"
    ).encode("latin-1")
