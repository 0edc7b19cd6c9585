"""Word files made for tests: a body of XML in a zip archive, and what Quoth reads of it."""

import io
import zipfile
from pathlib import Path

from rag.documents.extraction import Extraction
from rag.documents.formats.docx import extract

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STYLES = """
<w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style>
<w:style w:styleId="Mine"><w:name w:val="My heading"/><w:basedOn w:val="H1"/></w:style>
<w:style w:styleId="Q"><w:name w:val="Quote"/></w:style>
<w:style w:styleId="T1"><w:name w:val="toc 1"/></w:style>
<w:style w:styleId="A"><w:name w:val="a"/><w:basedOn w:val="B"/></w:style>
<w:style w:styleId="B"><w:name w:val="b"/><w:basedOn w:val="A"/></w:style>
"""


def part(tag: str, content: str) -> str:
    """A root element of a part."""
    return f'<w:{tag} xmlns:w="{W}">{content}</w:{tag}>'


def docx(body: str, **parts: str) -> bytes:
    """A document with this body; further parts by their name without `.xml`."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", part("document", f"<w:body>{body}</w:body>"))
        for name, content in {"styles": STYLES, **parts}.items():
            archive.writestr(f"word/{name}.xml", part(name, content))
    return stream.getvalue()


def read(body: str, **parts: str) -> Extraction:
    """What Quoth reads of such a document."""
    return extract(docx(body, **parts), Path("a.docx"))


def p(content: str, style: str = "") -> str:
    """A paragraph."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{content}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'
