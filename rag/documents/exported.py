"""Files that Quoth has written: answers, reports and marked copies, which are no sources.

Each says so where no reader of it is disturbed, and keeps saying so until another program saves
it in a form of its own.
"""

import re
import zipfile
from io import BytesIO
from pathlib import Path

MARKDOWN = "<!-- generator: Quoth -->"
"""The last line of Markdown."""
HTML = '<meta name="generator" content="Quoth">'
"""In the head of a page."""
PDF = b"%generator: Quoth\n"
"""Behind the end of a PDF, where readers skip comments (ISO 32000-2, 7.5.5)."""
README = "Evidence for answers of Quoth."
"""The first words beside the evidence in a bundle."""
PROPERTIES, APPLICATION = "docProps/app.xml", "Quoth"
"""The part of a Word file that names the program which wrote it, and what it names."""
_HIGHLIGHT = re.compile(rb"/NM ?\(quoth-\d")  # of a copy whose end another program has written


def exported(data: bytes, path: Path) -> bool:
    """Whether Quoth wrote a file of these bytes; `path` serves for its suffix."""
    suffix = path.suffix.lower()
    if suffix == ".docx":
        return _application(data) == APPLICATION
    if suffix == ".pdf":
        return data.endswith(PDF) or _HIGHLIGHT.search(data) is not None
    text = data.replace(b"\r\n", b"\n").strip()
    if suffix.startswith((".htm", ".xhtm")):
        return HTML.encode() in text[:4000]
    return text.endswith(MARKDOWN.encode()) or text.startswith(README.encode())


def _application(data: bytes) -> str:
    """The program that a Word file names."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            said = archive.read(PROPERTIES)[:4000].decode("utf-8", "replace")
    except (zipfile.BadZipFile, KeyError, OSError, RuntimeError, NotImplementedError):
        return ""  # reading it will say what is wrong
    named = re.search(r"<Application>([^<]*)<", said)
    return named[1] if named else ""
