"""Title, author, date and web address, where the text itself states them; else None.

Nothing is inferred from file names. A title is the first heading; in plain text the first
short line that is no section name. An author is a byline, a front-matter entry, a name alone
under the title, or the subject of a closing "… is a fellow at …" line. A date stands in a
short line near the top, a web address in an entry of its own ("URL: …").
"""

import re
from dataclasses import dataclass

from rag.documents.address import web_address

_NAME = (
    r"[A-Z][\w.’'-]*(?:\s+(?:(?:de|da|di|del|van|von|der|den|bin|al|el|la|le)\s+)?"
    r"[A-Z][\w.’'-]*){1,4}"
)
_BYLINE = re.compile(
    rf"(?:^(?:An?\s+)?|[•|·–—-]\s*|\s)(?:By|BY|(?:[Ww]ritten|[Cc]ompiled|[Rr]eported|[Pp]rofile|[Ee]ssay"
    rf"|[Aa]nalysis|[Rr]eport)\s+by)\s+(?P<name>{_NAME}(?:(?:,| and| &)\s+{_NAME})*)"
)
_ENTRY = re.compile(
    r"^[*_]*(?P<key>title|authors?|by|written by|compiled by|date|published|posted"
    r"|last (?:updated|revised))[*_]*"
    r"\s*:[*_]*\s*(?P<value>.+?)\s*$",
    re.I | re.M,
)
_ADDRESS = re.compile(r"^[*_]*(?:url|source|link)[*_]*\s*:[*_]*\s*(?P<value>\S+)\s*$", re.I | re.M)
_ALONE = re.compile(rf"^[*_]*(?P<name>{_NAME})[*_]*$")
_BIO = re.compile(
    rf"^[*_]*(?P<name>{_NAME})[*_]*,?\s+(?:is|was)\s+(?:an?|the)\s+[^.]{{0,120}}?(?i:\b(?:fellow|writer|editor"
    r"|reporter|journalist|correspondent|professor|author|analyst|columnist|historian|lecturer"
    r"|researcher|economist|director|scholar|student|contributor|commentator)\b)"
)
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DATE = re.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH},?\s+\d{{4}}|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}"
    rf"|\d{{4}}-\d{{2}}-\d{{2}}|{_MONTH}\s+\d{{4}})\b"
)
_SHORT = 130
_NOBODY = re.compile(
    r"(?:anonymous|anon\.?|unknown|author|user|owner|admin(?:istrator)?|guest|test(?:er)?|default|none|n/?a|null"
    r"|me|home|pc|windows|office|staff|editor|microsoft(?: office)?(?: user)?|windows user"
    r"|office user|python-docx|python|apache poi|docx4j|openpyxl|un-?named|no author|root|dell"
    r"|hp|lenovo|acer|asus|toshiba|samsung|hewlett-packard(?: company)?|.*\b(?:docx|writer|word"
    r"|pdf|latex|libreoffice|openoffice|pandoc|calibre|wkhtmltopdf|acrobat|indesign|quark\w*|ghostscript"
    r"|generator|converter|software|scan(?:ner)?|copier)\b.*)",
    re.I,
)


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


@dataclass(frozen=True, slots=True)
class Front:
    """What the text states of itself."""

    title: str | None
    author: str | None
    date: str | None
    address: str | None = None


def plain(text: str) -> str:
    """One line of a block without heading, emphasis and tag mark-up."""
    text = re.sub(r"<[^<>\n]{1,80}>|^#{1,6}\s+|\s#+$|[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}", "", text)
    return " ".join(text.split())


def find_front(blocks: list[str], headings: list[bool], last_body: list[str]) -> Front:
    """Title, author, date and address from the first blocks and the last body blocks of a text.

    `headings` says of each block whether it is one. At most the first 15 blocks count.
    """
    top = blocks[:15]
    entries = {
        m.group("key").lower(): plain(m.group("value")).strip("\"'")
        for block in top
        if len(block) < 1500
        for m in _ENTRY.finditer(block)
    }
    title = entries.get("title") or _title(top, headings)
    author = entries.get("author") or entries.get("authors") or entries.get("written by")
    author = (
        author or entries.get("compiled by") or entries.get("by") or _author(top, title, last_body)
    )
    date = next((entries[key] for key in ("date", "published", "posted") if key in entries), None)
    stated = (m.group("value") for block in top for m in _ADDRESS.finditer(block))
    address = next(filter(None, map(web_address, stated)), None)
    return Front(title, author, date or _date(top), address)


def _title(top: list[str], headings: list[bool]) -> str | None:
    marked = [block for block, heading in zip(top, headings, strict=False) if heading]
    for block in marked:
        if block.startswith("#"):
            return plain(block)
    short: list[str] = []
    for block in top:
        line = plain(block)
        if len(line) > _SHORT or line.endswith((".", ",", ";")) or _DATE.search(line):
            break
        if _BYLINE.search(line) or re.match(r"^\W*$", line) or (line.isupper() and not short):
            continue
        short.append(line)
    if len(short) > 1 and len(short[0].split()) <= 4 and len(short[1].split()) >= 6:
        return short[1]  # the first is the name of the site
    return short[0] if short else None


def _author(top: list[str], title: str | None, last_body: list[str]) -> str | None:
    for at, block in enumerate(top):
        if len(block) <= _SHORT:
            found = _BYLINE.search(plain(block))
            if found:
                return re.sub(r"(?<=[a-z]{2})\.$", "", found.group("name").strip())
            alone = _ALONE.match(block.strip())
            if alone and at and plain(top[at - 1]) == title:
                return alone.group("name")
    for block in reversed(last_body):
        bio = _BIO.match(block)
        if bio:
            return bio.group("name")
    return None


def _date(top: list[str]) -> str | None:
    for block in top:
        found = _DATE.search(block) if len(block) <= _SHORT else None
        parts = re.split(r"\s[·|•]\s", plain(block))
        if found and len(found.group()) * 4 >= min(map(len, parts[-1:])):
            return found.group()
        if found and re.search(r"\b(?:by|published|posted|updated|am|pm)\b", block, re.I):
            return found.group()
    return None


def is_byline(block: str) -> bool:
    """Whether a block near the top states author, place or date and nothing else."""
    line = plain(block)
    if len(line) > _SHORT or line.endswith(("!", "?")):
        return False
    if _ENTRY.match(line) or _BYLINE.match(line):
        return True
    dated = _DATE.search(line)
    apart = re.search(r"\s[·|•]\s|^[A-Z]{3,}[^a-z]*,", line)
    return bool(dated and (_BYLINE.search(line) or apart or dated.group() == line))
