"""Builds the documents of tests/data/samples/ in HTML, DOCX, EPUB and PDF; they are committed.

Run from the repository's root: `python -m tests.build_samples`. It needs pandoc and
LibreOffice, as tests/build_formats.py does.
"""

import subprocess
import tempfile
from pathlib import Path

from tests.build_formats import run, with_furniture

SAMPLES = Path(__file__).resolve().parent.parent / "tests" / "data" / "samples"
SOURCES = SAMPLES / "sources"
PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>The House on the Petersberg | Rhine Notes</title>
<meta name="author" content="Elin Marsh"><meta name="date" content="2026-11-02"></head><body>
<header><a href="/">Rhine Notes</a></header>
<nav><ul><li><a href="/hills">Hills</a></li><li><a href="/rivers">Rivers</a></li></ul></nav>
<main><article>
{body}
</article></main>
<div class="share">Share this page</div>
<section id="comments"><h2>2 comments</h2><ol class="comment-list">
<li class="comment"><cite class="fn">Marlies K.</cite> <time>3 November 2026</time>
<div class="comment-content"><p>My grandmother cooked for the commissioners. She always said that
the carpet was green.</p></div></li>
<li class="comment"><cite class="fn">rheinwanderer</cite> <time>4 November 2026</time>
<div class="comment-content"><p>The rack railway up the hill stopped running in 1958.</p></div></li>
</ol></section>
<footer>© 2026 Rhine Notes. <a href="/imprint">Imprint</a></footer>
</body></html>
"""


def build() -> None:
    """Write one document of each format into tests/data/samples/."""
    body = subprocess.run(
        ["pandoc", str(SOURCES / "petersberg.md"), "-t", "html5"],
        check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    (SAMPLES / "petersberg.html").write_text(PAGE.format(body=body), encoding="utf-8")
    run("pandoc", str(SOURCES / "calendars.md"), "-o", str(SAMPLES / "calendars.docx"))
    run("pandoc", "--metadata", "title=Down the Hari Rud", "--metadata", "author=Elin Marsh",
         "--metadata", "lang=en", str(SOURCES / "river.md"),
         "-o", str(SAMPLES / "river.epub"))  # fmt: skip
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        run("pandoc", str(SOURCES / "languages.md"), "-o", str(work / "plain.docx"))
        with_furniture(work / "plain.docx", work / "languages.docx", head="LANGUAGES")
        run("soffice", "--headless", "--convert-to", "pdf", "--outdir", name,
             str(work / "languages.docx"))  # fmt: skip
        (SAMPLES / "languages.pdf").write_bytes((work / "languages.pdf").read_bytes())


if __name__ == "__main__":
    build()
