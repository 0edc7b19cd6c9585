"""Files that Quoth has written: answers, reports and marked copies, which are no sources.

Each says so where no reader of it is disturbed, and keeps saying so until another program saves
it in a form of its own.
"""

import re
from pathlib import Path
from zipfile import BadZipFile

from rag.files import zip_member

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
        try:
            return f"<Application>{APPLICATION}<".encode() in zip_member(data, PROPERTIES, 4000)
        except BadZipFile:
            return False  # reading it will say what is wrong
    if suffix == ".pdf":
        return data.endswith(PDF) or _HIGHLIGHT.search(data) is not None
    text = data.replace(b"\r\n", b"\n").strip()
    if suffix.startswith((".htm", ".xhtm")):
        return HTML.encode() in text[:4000]
    return text.endswith(MARKDOWN.encode()) or text.startswith(README.encode())
