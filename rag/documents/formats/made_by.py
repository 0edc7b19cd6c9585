"""The name and version of what reads each kind of file, told without importing it.

A version is raised where files would be read otherwise than before; every such file is then read
again. Each function is named after its format.
"""


def text() -> str:
    """The reader of plain text, Markdown and subtitles."""
    return "text/18"


def html() -> str:
    """The reader of web pages, with its parser."""
    return f"html/26+{_libxml()}"


def docx() -> str:
    """The reader of Word files, with its parser."""
    return f"docx/14+{_libxml()}"


def epub() -> str:
    """The reader of e-books, with its parser."""
    return f"epub/18+{_libxml()}"


def pdf() -> str:
    """The reader of PDFs, with its parser."""
    import pypdfium2

    return f"pdf/18+pdfium/{pypdfium2.PDFIUM_INFO.build}"


def _libxml() -> str:
    from lxml import etree

    return "libxml/" + ".".join(map(str, etree.LIBXML_VERSION))
