"""What stands behind a title: journal, newspaper, volume of essays, thesis, imprint, pages."""

import re
from typing import Any

from rag.english.dates import DATE, YEAR, iso
from rag.english.patterns.references import TAILS_ISSUE as _ISSUE
from rag.english.patterns.references import TAILS_MAGAZINE as _MAGAZINE
from rag.english.patterns.references import TAILS_NO_PERIODICAL as _NO_PERIODICAL
from rag.references.names import BODY, people, with_initials

Fields = dict[str, Any]

NUMBER = r"[A-Z]?\d+[a-z]?|[ivxlc]+"
PAGES = rf"(?:{NUMBER})(?:\s?[–-]\s?(?:{NUMBER}))?(?:, (?:{NUMBER})(?:\s?[–-]\s?(?:{NUMBER}))?)*"
_BEHIND = re.compile(rf"^[,:]?\s*(?:(?:at|pp?\.?|pages?)\s*)?(?P<pages>{PAGES})(?=$|[.,;]? )?$")
_NAME = r"[^\W\d_][^()“”\"]{1,118}?"
_JOURNALS = [
    re.compile(
        rf"^(?P<container>{_NAME}),? (?:vol\.? )?(?P<volume>\d{{1,4}})"
        rf"(?:,? {_ISSUE}|[:.](?P<other>\d{{1,4}}))?,? \((?P<date>[^()]*)\)(?P<rest>.*)$",
        re.I,
    ),
    re.compile(
        rf"^(?P<container>{_NAME}),? vol\.? ?(?P<volume>\d{{1,4}}),? {_ISSUE},? "
        rf"\(?(?P<date>[^(),]*\b{YEAR})\)?(?P<rest>.*)$",
        re.I,
    ),
    re.compile(
        rf"^(?P<container>{_NAME}),? vol\.? ?(?P<volume>\d{{1,4}}),? "
        rf"\(?(?P<date>[^(),]*\b{YEAR})\)?(?P<rest>.*)$",
        re.I,
    ),
    re.compile(  # a journal that counts by years alone; the colon says that pages follow
        rf"^(?P<container>{_NAME}) \((?P<date>{YEAR})\)(?P<rest>: ?\d.*)$", re.I
    ),
]
_PERIODICAL = re.compile(
    rf"^(?P<container>[^\W\d_][^,()“”\"]{{1,80}}?)(?: \([A-Z][^()]*\))?, "
    rf"(?P<date>{DATE})(?P<rest>.*)$",
    re.I,
)
_THESIS = re.compile(
    rf"^\((?:[^(),]*(?:diss\.|dissertation|thesis)), (?P<publisher>[^,()]+), (?P<date>{YEAR})\)"
    r"(?P<rest>.*)$",
    re.I,
)
_IMPRINT = re.compile(
    r"^(?:(?P<place>[^:;()“”\"]{2,60}): )?(?P<publisher>[^:;()“”\"]{2,90}), "
    rf"(?P<date>{DATE}|{YEAR})$",
    re.I,
)
_REPRINT = re.compile(rf"^{YEAR}; (?:repr(?:int|\.)|reprinted)[.,]* (?P<imprint>.+)$")
_PRESS = re.compile(r"^(?:forthcoming|in press|n\.d\.|ca?\. \d)", re.I)
_CHAPTER = re.compile(
    r"^[Ii]n (?P<container>[^()“”\"]{1,600}?), (?:eds?\.|edited by) (?P<editors>[^()“”\"]{1,600}?) "
    r"(?P<imprint>\([^()]*\))(?P<rest>.*)$"
)
_BARE_CHAPTER = re.compile(
    r"^[Ii]n (?P<container>[^()“”\"]+?) (?P<imprint>\([^()]*\))(?P<rest>.*)$"
)


def pages_behind(rest: str) -> str:
    """The pages that a text is, with the signs before them left out; "" if it is anything else."""
    first = re.split(r"(?<=\d)[.,;]? (?=[^\d\sivxlc])", rest.strip(" ,.:"), maxsplit=1)[0]
    matched = _BEHIND.match(first.strip(" ,.:"))
    return matched["pages"] if matched else ""


def journal(tail: str) -> Fields | None:
    """`Journal 12, no. 3 (Spring 1994): 201` and its kin."""
    for form in _JOURNALS:
        matched = form.match(tail)
        if not matched or not iso(matched["date"]) or _NO_PERIODICAL.search(matched["container"]):
            continue
        parts = matched.groupdict()
        if not parts.get("volume") and BODY.search(matched["container"]):
            continue
        issue = parts.get("issue") or parts.get("other") or ""
        return {
            "type": "article-journal", "container": matched["container"].strip(" ,"),
            "volume": parts.get("volume") or "", "issue": re.sub(r"\s", "", issue),
            "date": iso(matched["date"]), "cited": pages_behind(matched["rest"]),
        }  # fmt: skip
    return None


def periodical(tail: str, web: bool) -> Fields | None:
    """`Bergholm Times, 3 November 2013, A1`; on the web also the name of a site."""
    matched = _PERIODICAL.match(tail)
    if not matched or _NO_PERIODICAL.search(matched["container"]):
        return None
    if re.search(DATE, matched["rest"], re.I):
        return None
    name = matched["container"].strip()
    if not web and (BODY.search(name) or name[0].islower()):
        return None  # a body that issued something, not a paper
    date = iso(matched["date"])
    magazine = len(date) < 10 or _MAGAZINE.search(name)
    kind = "webpage" if web else "article-magazine" if magazine else "article-newspaper"
    return {
        "type": kind, "container": name, "date": date, "cited": pages_behind(matched["rest"]),
    }  # fmt: skip


def thesis(tail: str) -> Fields | None:
    """`(PhD diss., University of Bergholm, 2003), 56`."""
    matched = _THESIS.match(tail)
    return matched and {
        "type": "thesis", "publisher": matched["publisher"], "date": matched["date"],
        "cited": pages_behind(matched["rest"]),
    }  # fmt: skip


def imprint(text: str) -> Fields | None:
    """`Oxford: Ferrier Press, 1988`, `Ferrier Press, 1988` or `1988`; None for anything else.

    Of a reprint the publisher counts and no date, because two are given.
    """
    text = text.strip(" ()")
    reprint = _REPRINT.match(text)
    matched = _IMPRINT.match(reprint["imprint"] if reprint else text)
    if not matched:
        return {"date": text} if re.fullmatch(YEAR, text) else None
    date = iso(matched["date"])
    if len(date) > (7 if matched["place"] else 4) or _PRESS.match(matched["publisher"]):
        return None  # a day is that of a newspaper, and without a place so is a month
    fields = {"place": matched["place"] or "", "publisher": matched["publisher"], "date": date}
    return fields | ({"date": ""} if reprint else {})


def chapter(tail: str) -> Fields | None:
    """`in The Bread of Cities, ed. Olga Prins (Utrecht: Waal, 1999), 88`."""
    match = _CHAPTER.match(tail) or _BARE_CHAPTER.match(tail)
    issued = imprint(match["imprint"]) if match else None
    if not match or issued is None:
        return None
    named = match.groupdict().get("editors") or ""
    editors = people(named)
    container = match["container"].strip(" ,")
    if not named and re.search(r", (?:eds?|trans|vol)\b", container):
        container = ""
    return {
        "type": "chapter", "container": container, "editor": editors, **issued,
        "cited": pages_behind(match["rest"]),
    }  # fmt: skip


_APA_JOURNAL = re.compile(
    r"^(?P<container>[^\d()“”\"]{2,100}), (?P<volume>\d{1,4})(?:\((?P<issue>[^()]+)\))?"
    rf"(?:, (?:pp?\. )?(?P<pages>{PAGES}))?$"
)
_APA_CHAPTER = re.compile(
    r"^In (?P<editors>.+?) \(Eds?\.\), (?P<container>[^()]+?)"
    rf"(?: \((?:[^()]*, )?pp?\. (?P<pages>{PAGES})\))?$"
)


def author_date_tail(sentences: list[str], web: bool, day: bool) -> Fields:
    """What stands behind the title in author-date style: journal, book, site, paper, publisher."""
    if not sentences:
        return {"type": "webpage" if web else "document"}
    first = sentences[0].strip(" .")
    article = _APA_JOURNAL.match(first)
    if article:
        return {"type": "article-journal", **_given(article, "container volume issue pages")}
    part = _APA_CHAPTER.match(first)
    if part:
        editors, _ = with_initials(part["editors"])
        fields = {"type": "chapter", "editor": editors, **_given(part, "container pages")}
        return fields | _publisher(" ".join(sentences[1:]))
    if len(sentences) > 1 or re.search(r"[()“”\"]|\d", first):
        return {}
    if day and not web and BODY.search(first):
        return {"publisher": first}
    if web or day:
        return {"type": "webpage" if web else "article-newspaper", "container": first}
    return {"type": "book", **_publisher(first)}


def _publisher(text: str) -> Fields:
    """`Place: Publisher` or `Publisher`."""
    place, colon, publisher = text.strip(" .").rpartition(": ")
    if not publisher or re.search(r"[()“”\"\d]", text):
        return {}
    return {"place": place if colon else "", "publisher": publisher}


def _given(match: re.Match[str], names: str) -> Fields:
    return {name: (match[name] or "").strip() for name in names.split()}
