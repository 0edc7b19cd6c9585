"""Generated documents of six formats, and of each sentence quotes that say something else.

Marks are nested, links have parentheses, references and titles; some words are hidden or crossed
out, all of them `HIDDEN`, so that one that is shown can be told.
"""

import hashlib
import html
import io
import random
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from rag.documents.assembly import document_from
from rag.documents.document import Document
from rag.documents.formats import extract
from rag.errors import CitationError
from rag.quotes.check import check_quote
from rag.span import Span
from tests.support.word import docx, p, r

HIDDEN = "hiddenword"
_WHO = "Hallam Verrin Osk Tamsin Brell Dorrow Quill Saxby Menno Petra".split()
_DID = "did not cross,never signed,may have sold,refused to open,shall not close,must pay for"
_WHAT = (
    "the weir", "parcel 12.5", "some 1,400 tonnes", "a.m. trains", "Müller’s mill", "€3.50 tolls",
    "the “Lock Act”", "a non-nuclear plant", "10 m² of land", "section 4(2)(b)",
)  # fmt: skip
_ADDRESSES = ("http://a.b/K_(city)", "http://a.b/(c(d))", "<http://a.b/x y>", "#a(b)", "c_d_e*f*")
_TITLES = ("", f" '{HIDDEN} (so)'", f' "he \\" {HIDDEN}"', f" ({HIDDEN})")
_CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>'
    '<rootfile full-path="c.opf" media-type="application/oebps-package+xml"/></rootfiles>'
    "</container>"
)
_PACKAGE = (
    '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata/><manifest><item id="a" '
    'href="a.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/>'
    "</spine></package>"
)


def _sentence(chance: random.Random, mark: Callable[[random.Random, str], str]) -> str:
    words = [chance.choice(_WHO), *chance.choice(_DID.split(",")).split()]
    words += [*chance.choice(_WHAT).split(), "in", str(chance.randint(1700, 2020))]
    return " ".join(mark(chance, word) for word in words) + "."


def _markdown(chance: random.Random, word: str) -> str:
    link = f"[{word}]({chance.choice(_ADDRESSES)}{chance.choice(_TITLES)})"
    kinds = (
        link, f"**{link}**", f"[{word}][r1]", f"**{word}**", f"*{word}*", f"***{word}** x*",
        f"_{word}_", f"<i>{word}</i>", f"`{word}`", f"~~{HIDDEN}~~ {word}", f"[{word}]",
        f"<!-- {HIDDEN} --> {word}", f"{word}&mdash;so&nbsp;on", f"{word}[^1]",
    )  # fmt: skip
    return chance.choice((*kinds, *[word] * 14))


def _page(chance: random.Random, word: str) -> str:
    plain = html.escape(word)
    kinds = (
        f'<a href="http://a.b/(x)" title="{HIDDEN}">{plain}</a>', f"<b><i>{plain}</i></b>",
        f'<span hidden="">{HIDDEN}</span>{plain}', f"<del>{HIDDEN}</del> {plain}",
        f'<span style="display:none">{HIDDEN}</span> {plain}', f"<!-- {HIDDEN} -->{plain}",
        f"{plain}&#8212;&#110;ow", f"<script>{HIDDEN}()</script>{plain}", f"<q>{plain}</q>",
        f"{plain}<sup><a href='#n1'>1</a></sup>", f"{plain}<wbr/>x",
    )  # fmt: skip
    return chance.choice((*kinds, *[plain] * 11))


def _rich(chance: random.Random, word: str) -> str:
    plain = "".join(c if c.isascii() and c not in "{}\\" else f"\\u{ord(c)}?" for c in word)
    kinds = (
        f'{{\\field{{\\*\\fldinst HYPERLINK "http://a.b/(x)"}}{{\\fldrslt {plain}}}}}',
        f"{{\\b{{\\i {plain}}}}}", f"{{\\v {HIDDEN} }}{plain}", f"{plain}\\'96so",
        f"{{\\strike {HIDDEN}}} {plain}", f"{{\\*\\zzz {HIDDEN}}}{plain}",
    )  # fmt: skip
    return chance.choice((*kinds, *[plain] * 6))


def _run(chance: random.Random, word: str) -> str:
    plain = html.escape(word)
    gone = f'<w:del w:id="1" w:author="x"><w:r><w:delText>{HIDDEN}</w:delText></w:r></w:del>'
    kinds = (
        r(plain, "<w:b/><w:i/>"), r(f"{HIDDEN} ", "<w:vanish/>") + r(plain), gone + r(plain),
        r(f"{HIDDEN} ", "<w:strike/>") + r(plain), r(plain[:1]) + r(plain[1:]),
    )  # fmt: skip
    return chance.choice(kinds if "&" not in plain else kinds[:-1]) + r(" ")


def made(name: str, chance: random.Random) -> bytes:
    """A document of six paragraphs, of the format that its name says."""
    if name.endswith(".docx"):
        said = ("".join(_sentence(chance, _run).split("\n")) for _ in range(6))
        return docx("".join(p(one.removesuffix(".") + r(".")) for one in said))
    mark = {"md": _markdown, "rtf": _rich, "txt": lambda _, word: word}.get(name[2:], _page)
    said_ = [" ".join(_sentence(chance, mark) for _ in range(2)) for _ in range(6)]
    if mark is _page:
        page = "".join(f"<p>{one}</p>" for one in said_)
        page = f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{page}</body></html>'
        return _book(page) if name.endswith(".epub") else page.encode()
    if mark is _rich:
        return ("{\\rtf1\\ansi\\ansicpg1252\\uc1 " + "\\par ".join(said_) + "\\par}").encode()
    notes = f"\n\n[r1]: <d e> ({HIDDEN})\n\n[^1]: A note says so.\n" if name == "a.md" else "\n"
    return ("\n\n".join(said_) + notes).encode()


def _book(page: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as book:
        book.writestr("META-INF/container.xml", _CONTAINER)
        book.writestr("c.opf", _PACKAGE)
        book.writestr("a.xhtml", page)
    return out.getvalue()


def wrong(said: str, chance: random.Random) -> Iterator[str]:
    """The sentence with a word less, more or elsewhere, another figure, letter, sign or address."""
    words = said.split(" ")
    at, other = (chance.randrange(len(words)) for _ in range(2))
    yield " ".join(words[:at] + words[at + 1 :])
    yield " ".join([*words[:at], "not", *words[at:]])
    yield said.replace(" not ", " ", 1)
    yield re.sub(r"\d", lambda figure: str((int(figure[0]) + 1) % 10), said, count=1)
    yield " ".join([*words[:at], words[at].swapcase(), *words[at + 1 :]])
    words[at], words[other] = words[other], words[at]
    yield " ".join(words)
    sign = chance.choice([n for n, char in enumerate(said) if not char.isalnum() and char != " "])
    yield said[:sign] + said[sign + 1 :]
    yield f"{said} http://a.b/(x)"
    yield f"{said})"


def attacked(name: str, chance: random.Random) -> tuple[int, list[str]]:
    """How many wrong quotes of a new document were tried; and what passed or was wrongly shown."""
    data = made(name, chance)
    source = document_from(extract(data, Path(name)), name, hashlib.sha256(data).hexdigest())
    tried, found = 0, [one for one in [source.reading.text] if HIDDEN in one]
    for start, end in source.reading.sentences:
        said, spans = source.reading.text[start:end], source.reading.source_spans(start, end)
        found += [said] if not _passes(said, source, spans) else []
        other = [one for one in wrong(said, chance) if one.split() != said.split()]
        tried += len(other)
        found += [one for one in other if _passes(one, source, spans)]
    return tried, found


def _passes(said: str, source: Document, spans: tuple[Span, ...]) -> bool:
    try:
        check_quote(said, spans, source)
    except CitationError:
        return False
    return True


NAMES = ("a.md", "a.html", "a.txt", "a.rtf", "a.docx", "a.epub")
