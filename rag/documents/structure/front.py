"""Title, author, date and web address, where the text itself states them; else None.

Nothing is inferred from file names. A title is the first heading; in plain text the first
short line that is no section name. An author is a byline, a front-matter entry, a name alone
under the title, or the subject of a closing "… is a fellow at …" line, where the text speaks of
nobody of that name. A date is a dateline above the text. A web address stands in an entry of its
own ("URL: …").
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import takewhile

from rag.documents.links import web_address
from rag.documents.markup import scan
from rag.documents.structure.authors import GAP, author_of
from rag.documents.structure.bylines import (
    DATE,
    ENTRY,
    SHORT,
    dated,
    is_byline,
    named,
    plain,
    segments,
)
from rag.documents.structure.keywords import keywords, printed_keywords
from rag.documents.structure.speech.mail import sender
from rag.documents.visible import visible
from rag.english.patterns.page import FRONT_ADDRESS as _ADDRESS
from rag.english.patterns.page import FRONT_ADDRESSES as _ADDRESSES
from rag.english.patterns.page import FRONT_DATES as _DATES
from rag.english.patterns.page import FRONT_LABELS as _KEYWORDS
from rag.english.patterns.page import FRONT_NO_TITLE as _NO_TITLE
from rag.english.patterns.page import FRONT_NOBODY as _NOBODY
from rag.english.patterns.page import FRONT_OPEN_BEGIN as _OPEN_BEGIN
from rag.english.patterns.page import FRONT_OPEN_END as _OPEN_END
from rag.english.patterns.page import FRONT_WRITERS as _WRITERS

__all__ = ["Front", "find_front", "is_byline", "person", "plain", "stated_title"]

_PROSE = 15  # words; with an end, so long a block is a paragraph
_HEADER = re.compile(r"[A-Z][\w-]{1,24}:\s+\S.*")
_QUESTION = re.compile(r"[QA][.:]\s")


def person(stated: str | None) -> str | None:
    """The name, if metadata state one that a person wrote; not a producer's or "Admin".

    >>> person("Tora Lindgren"), person("python-docx"), person("Microsoft Office User")
    ('Tora Lindgren', None, None)
    """
    name = " ".join((stated or "").split())
    letters = sum(char.isalpha() for char in name)
    if letters < 3 or "@" in name or "\\" in name or "://" in name or _NOBODY.fullmatch(name):
        return None
    return name


def stated_title(stated: str | None) -> str | None:
    """The title, if metadata state one that a person wrote; not a file's name or a template's.

    >>> stated_title("Learn Microsoft Word"), stated_title("Microsoft Word - a.doc")
    ('Learn Microsoft Word', None)
    """
    title = " ".join((stated or "").split())
    return None if _NO_TITLE.fullmatch(title) else title


@dataclass(frozen=True, slots=True)
class Front:
    """What the text states of itself."""

    title: str | None
    author: str | None
    date: str | None
    address: str | None = None
    keywords: tuple[str, ...] = ()


def find_front(
    blocks: list[str],
    headings: list[bool],
    last_body: list[str],
    matter: Mapping[str, tuple[str, ...]] | None = None,
) -> Front:
    """Title, author, date and address from the first blocks and the last body blocks of a text.

    `headings` says of each block whether it is one. At most the first 15 blocks count; author and
    date stand above the second paragraph. What front matter states (`matter`) goes before.
    """
    top, headings = _joined(blocks[:15], headings)
    above = _above_prose(top, headings)
    matter = matter or {}
    stated = {**_entries(top), **{key: values for key, values in matter.items() if values}}
    title = next(iter(stated.get("title", ())), None) or _title(top, headings)
    writers = (
        ", ".join(filter(None, map(person, stated[key]))) for key in _WRITERS if key in stated
    )
    author = next(filter(None, writers), None) or _sender(top)
    author = author or author_of(above, title, top, last_body)
    dates = (date for key in _DATES for date in stated.get(key, ()))
    date = next((date for date in dates if re.search(r"\d{4}", date)), None)
    addresses = [value for key in _ADDRESSES for value in matter.get(key, ())]
    addresses += [m.group("value") for block in top for m in _ADDRESS.finditer(block)]
    address = next(filter(None, map(web_address, addresses)), None)
    labels = "\n".join(value for key in _KEYWORDS for value in matter.get(key, ()))
    labels = f"{labels}\n{printed_keywords(list(map(plain, blocks)))}"
    return Front(title, author, date or _date(above), address, keywords(labels))


def _joined(top: list[str], headings: list[bool]) -> tuple[list[str], list[bool]]:
    """The blocks, with a line in mid-phrase ("THE BELLS OF") and the short one below it as one."""
    found: list[str] = []
    kept: list[bool] = []
    for block, heading in zip(top, [*headings, *[False] * len(top)], strict=False):
        above = found[-1] if found else ""
        short = len(above) <= SHORT >= len(block) and not is_byline(above)
        goes_on = block.isupper() and above.isupper() and _OPEN_BEGIN.match(block)
        if above and short and (_OPEN_END.search(above) or goes_on):
            found[-1] = f"{found[-1]} {block}"
        else:
            found.append(block)
            kept.append(heading)
    return found, kept


def _sender(top: list[str]) -> str | None:
    """Who sent the mail or the memorandum whose head a text begins with, without the office."""
    lines = (line.partition(":") for line in _head(top))
    head = {key.lower(): value.strip() for key, _, value in lines}
    if not (head.keys() >= {"from", "date"} and head.keys() & {"subject", "re"}):
        return None
    name, _, _ = head["from"].partition(",")
    return person(sender(name if " " in name.strip() else head["from"]))


def _head(top: list[str]) -> list[str]:
    """The lines "From: …" that a text begins with, perhaps below "MEMORANDUM"."""
    shown = list(map(plain, top))
    return list(takewhile(_HEADER.fullmatch, shown[1:] if shown and shown[0].isupper() else shown))


def _entries(top: list[str]) -> dict[str, tuple[str, ...]]:
    """What a head in the form of front matter states; each at its first place."""
    found: dict[str, tuple[str, ...]] = {}
    for block in top:
        if len(block) < 1500:
            for entry in ENTRY.finditer(block):
                value = plain(entry.group("value")).strip("\"'")
                found.setdefault(entry.group("key").lower(), (value,))
    return found


def _above_prose(top: list[str], headings: list[bool]) -> list[str]:
    """The blocks above the second paragraph that are no headings."""
    above: list[str] = []
    paragraphs = 0
    for at, block in enumerate(top):
        words = plain(block)
        paragraphs += len(words.split()) >= _PROSE and words[-1:] in '.!?”"’*'
        if paragraphs > 1:
            break
        if not (at < len(headings) and headings[at]):
            above.append(block)
    return above


def _title(top: list[str], headings: list[bool]) -> str | None:
    marked = [block for block, heading in zip(top, headings, strict=False) if heading]
    for block in marked:
        if block.startswith(("#", "<h")) and (words := _shown(block)):
            return words
    head = _head(top)
    if len(head) > 1:  # of a mail, or of a list of questions
        subject = next((one for one in head if one.lower().startswith(("subject:", "re:"))), "")
        if subject:
            return subject.partition(":")[2].strip()
        top = [block for block in top if plain(block) not in head]
    short: list[str] = []
    capitals: str | None = None  # a section's or a site's name, if anything else can be the title
    for block in top:
        line = plain(block)
        other = _HEADER.fullmatch(line) if short else _QUESTION.match(line)
        if other or GAP.search(block.strip()):
            continue
        if len(line) > SHORT or line.endswith((".", ",", ";")) or DATE.search(line):
            break
        apart = line.isupper() or (capitals and line[:1].islower())  # "THE LOG" / "kept by …"
        if named(line) or re.match(r"^\W*$", line) or (apart and not short):
            capitals = capitals or (line if line.isupper() and not named(line) else None)
            continue
        short.append(line)
    if len(short) > 1 and len(short[0].split()) <= 4 and len(short[1].split()) >= 6:
        return short[1]  # the first is the name of the site
    return short[0] if short else capitals


def _shown(heading: str) -> str:
    """The words of a heading of Markdown, as its reader sees them."""
    lead = re.match(r"#{1,6}\s+", heading)
    start, end = lead.end() if lead else 0, len(re.sub(r"\s#+\s*$", "", heading))
    inline = scan(heading, start, end, ())
    seen, _ = visible(heading, start, end, inline.hidden, inline.breaks, inline.signs)
    return " ".join(seen.split())


def _date(above: list[str]) -> str | None:
    """The dateline; None where several stand above the text and none is called one."""
    found = [date for block in above for date in map(dated, segments(block)) if date]
    called = [date for date, labelled in found if labelled]
    return called[0] if called else found[0][0] if len(found) == 1 else None
