"""Builds one essay in many formats, for tests/documents/test_formats.py; the results are committed.

Run from the repository's root: `python tests/support/build_formats.py`. It needs pandoc and
LibreOffice (Debian: pandoc, libreoffice-writer-nogui). The manuscript,
tests/data/formats/manuscript.md, is an essay of the sample library with Markdown footnotes.
"""

import os
import re
import shutil
import subprocess
import tempfile
import zipfile
from pathlib import Path

OUT = Path(__file__).resolve().parents[1] / "data" / "formats"
MANUSCRIPT = OUT / "manuscript.md"
RUNNING_HEAD = "A NARROW BRIDGE"
NOTES_A_PAGE = 6
_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS = {
    "header": "<w:p><w:r><w:t>{head}</w:t></w:r></w:p>",
    "footer": '<w:p><w:pPr><w:jc w:val="center"/></w:pPr>'
    '<w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>',
}


def plain_text(manuscript: str) -> str:
    """The essay as scanned books come: raised figures, and notes at the foot of each page."""
    body, notes = manuscript.split("\n[^1]: ", 1)
    texts = dict(re.findall(r"^\[\^(\d+)\]: (.+)$", f"[^1]: {notes}", re.M))
    pages: list[str] = []
    waiting: list[str] = []
    for block in body.strip().split("\n\n"):
        waiting += re.findall(r"\[\^(\d+)\]", block)
        pages.append(re.sub(r"(?:\[\^\d+\])+", _raised, block))
        if len(waiting) >= NOTES_A_PAGE:
            pages += ["---", *(f"<sup>{n}</sup> {texts[n]}" for n in waiting)]
            waiting = []
    pages += ["---", *(f"<sup>{n}</sup> {texts[n]}" for n in waiting)]
    return "\n\n".join(pages) + "\n"


def _raised(match: re.Match[str]) -> str:
    """`[^2][^3]` as `<sup>2,3</sup>`."""
    return f"<sup>{','.join(re.findall(r'[0-9]+', match.group()))}</sup>"


def with_furniture(source: Path, target: Path, columns: int = 1, head: str = RUNNING_HEAD) -> None:
    """A copy of a DOCX with a running head, page numbers, and so many columns."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            new.writestr(name, _changed(name, old.read(name), columns))
        for part, content in _PARTS.items():
            tag = {"header": "hdr", "footer": "ftr"}[part]
            xml = f'<w:{tag} xmlns:w="{_MAIN}">{content.format(head=head)}</w:{tag}>'
            new.writestr(f"word/{part}9.xml", xml)


def _changed(name: str, data: bytes, columns: int) -> bytes:
    """A part of the DOCX with what the new header and footer need."""
    text = data.decode("utf-8", "surrogateescape")
    if name == "[Content_Types].xml":
        more = "".join(
            f'<Override PartName="/word/{part}9.xml" ContentType="{_TYPE}.{part}+xml"/>'
            for part in _PARTS
        )
        text = text.replace("</Types>", more + "</Types>")
    if name == "word/_rels/document.xml.rels":
        more = "".join(
            f'<Relationship Id="{part}9" Type="{_RELS}/{part}" Target="{part}9.xml"/>'
            for part in _PARTS
        )
        text = text.replace("</Relationships>", more + "</Relationships>")
    if name == "word/document.xml":
        links = "".join(
            f'<w:{part}Reference w:type="default" r:id="{part}9" xmlns:r="{_RELS}"/>'
            for part in _PARTS
        )
        cols = f'<w:cols w:num="{columns}" w:space="500"/>' if columns > 1 else ""
        text = re.sub(r"<w:sectPr\s*/>", "<w:sectPr></w:sectPr>", text)
        text = re.sub(r"(<w:sectPr[^>]*>)(.*?)(</w:sectPr>)", rf"\1{links}\2{cols}\3", text)
        if "<w:sectPr" not in text:
            text = text.replace("</w:body>", f"<w:sectPr>{links}{cols}</w:sectPr></w:body>")
    return text.encode("utf-8", "surrogateescape")


def run(*command: str) -> None:
    """Run a program at a fixed date, so that what it builds does not change from day to day."""
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1793577600"}  # 2 November 2026
    subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)


def build() -> None:
    """Write all formats into tests/data/formats/."""
    text = MANUSCRIPT.read_text(encoding="utf-8")
    (OUT / "essay.md").write_text(text, encoding="utf-8")
    (OUT / "essay.txt").write_text(plain_text(text), encoding="utf-8")
    about = ("--metadata", "lang=en", "--metadata", "pagetitle=A Narrow Bridge")
    for suffix in ("html", "docx", "epub"):
        title = ("--metadata", f"title={text.splitlines()[0][2:]}") if suffix == "epub" else about
        run("pandoc", "-s", *title, str(MANUSCRIPT), "-o", str(OUT / f"essay.{suffix}"))
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        for stem, columns in (("essay", 1), ("essay-columns", 2)):
            with_furniture(OUT / "essay.docx", work / f"{stem}.docx", columns)
            run("soffice", "--headless", "--convert-to", "pdf", "--outdir", name,
                 str(work / f"{stem}.docx"))  # fmt: skip
            shutil.copy(work / f"{stem}.pdf", OUT / f"{stem}.pdf")


if __name__ == "__main__":
    build()
