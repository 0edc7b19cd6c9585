"""Builds the documents of corpus/ in HTML, DOCX, EPUB and PDF; the results are committed.

Run from the repository's root: `python -m tests.support.build_samples`. It needs pandoc and
LibreOffice, as tests/support/build_formats.py does. Their sources lie in tests/data/samples/.
Afterwards the gold spans of eval/formats.jsonl are set to where their quotes now stand; with the
argument `anchor` nothing else is done, for an extractor that puts the same words elsewhere.
"""

import hashlib
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from rag.documents.read import read_document
from tests.support.build_formats import run, with_furniture

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT / "tests" / "data" / "samples"
CORPUS = ROOT / "corpus"
GOLD = ROOT / "eval" / "formats.jsonl"
PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>The House on the Petersberg | Rhine Notes</title>
<meta name="author" content="Jonas Feld"><meta name="date" content="2026-11-02"></head><body>
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
    """Write one document of each format into corpus/."""
    house = "the-house-on-the-petersberg"
    body = subprocess.run(
        ["pandoc", str(SOURCES / f"{house}.md"), "-t", "html5"],
        check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    (CORPUS / f"{house}.html").write_text(PAGE.format(body=body), encoding="utf-8")
    run("pandoc", str(SOURCES / "three-calendars.md"), "-o", str(CORPUS / "three-calendars.docx"))
    run("pandoc", "--metadata", "title=Down the Hari Rud", "--metadata", "author=Elin Marsh",
         "--metadata", "date=2026-11-02", "--metadata", "lang=en",
         str(SOURCES / "down-the-hari-rud.md"),
         "-o", str(CORPUS / "down-the-hari-rud.epub"))  # fmt: skip
    with tempfile.TemporaryDirectory() as name:
        work, spoken = Path(name), "which-language-was-spoken"
        run("pandoc", str(SOURCES / f"{spoken}.md"), "-o", str(work / "plain.docx"))
        with_furniture(work / "plain.docx", work / f"{spoken}.docx", head="LANGUAGES")
        run("soffice", "--headless", "--convert-to", "pdf", "--outdir", name,
             str(work / f"{spoken}.docx"))  # fmt: skip
        (CORPUS / f"{spoken}.pdf").write_bytes((work / f"{spoken}.pdf").read_bytes())


def anchor() -> None:
    """Set each gold span of eval/formats.jsonl to the one place where its quote stands."""
    texts = {path.name: read_document(path, path.name).text for path in CORPUS.iterdir()}
    lines = GOLD.read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    for gold in (g for r in records for g in (*r["evidence"], *r.get("forbid", ()))):
        text, quote = texts[gold["doc"]], gold["quote"]
        if text.count(quote) != 1:
            raise ValueError(f"{gold['doc']} has {text.count(quote)} times {quote!r}; expected 1")
        gold["start"] = text.index(quote)
        gold["end"] = gold["start"] + len(quote)
        gold["sha256"] = hashlib.sha256(quote.encode("utf-8")).hexdigest()
    made = (json.dumps(record, ensure_ascii=False) for record in records)
    GOLD.write_text("\n".join(made) + "\n", encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:] != ["anchor"]:
        build()
    anchor()
