"""What stands behind a title: journal, newspaper, volume of essays, thesis, imprint, pages."""

import re
from typing import Any

from rag.english.dates import DATE, YEAR, iso
from rag.english.later import later
from rag.english.patterns.references import TAILS_ISSUE as _ISSUE
from rag.english.patterns.references import TAILS_MAGAZINE as _MAGAZINE
from rag.english.patterns.references import TAILS_NO_PERIODICAL as _NO_PERIODICAL
from rag.references.names import BODY, people, with_initials

Fields = dict[str, Any]

NUMBER = r"[A-Z]?\d+[a-z]?|[ivxlc]+"
PAGES = rf"(?:{NUMBER})(?:\s?[–-]\s?(?:{NUMBER}))?(?:, (?:{NUMBER})(?:\s?[–-]\s?(?:{NUMBER}))?)*"
_BEHIND = later(rf"^[,:]?\s*(?:(?:at|pp?\.?|pages?)\s*)?(?P<pages>{PAGES})(?=$|[.,;]? )?$")
_NAME = r"[^\W\d_][^()“”\"]{1,118}?"
_JOURNALS = [
    later(
        rf"^(?P<container>{_NAME}),? (?:vol\.? )?(?P<volume>\d{{1,4}})"
        rf"(?:,? {_ISSUE}|[:.](?P<other>\d{{1,4}}))?,? \((?P<date>[^()]*)\)(?P<rest>.*)$",
        re.I,
    ),
    later(
        rf"^(?P<container>{_NAME}),? vol\.? ?(?P<volume>\d{{1,4}}),? {_ISSUE},? "
        rf"\(?(?P<date>[^(),]*\b{YEAR})\)?(?P<rest>.*)$",
        re.I,
    ),
    later(
        rf"^(?P<container>{_NAME}),? vol\.? ?(?P<volume>\d{{1,4}}),? "
        rf"\(?(?P<date>[^(),]*\b{YEAR})\)?(?P<rest>.*)$",
        re.I,
    ),
    later(  # a journal that counts by years alone; the colon says that pages follow
        rf"^(?P<container>{_NAME}) \((?P<date>{YEAR})\)(?P<rest>: ?\d.*)$", re.I
    ),
]
_PERIODICAL = later(
    rf"^(?P<container>[^\W\d_][^,()“”\"]{{1,80}}?)(?: \([A-Z][^()]*\))?, "
    rf"(?P<date>{DATE})(?P<rest>.*)$",
    re.I,
)
_THESIS = later(
    rf"^\((?:[^(),]*(?:diss\.|dissertation|thesis)), (?P<publisher>[^,()]+), (?P<date>{YEAR})\)"
    r"(?P<rest>.*)$",
    re.I,
)
_IMPRINT = later(
    r"^(?:(?P<place>[^:;()“”\"]{2,60}): )?(?P<publisher>[^:;()“”\"]{2,90}), "
    rf"(?P<date>{DATE}|{YEAR})$",
    re.I,
)
_REPRINT = later(rf"^{YEAR}; (?:repr(?:int|\.)|reprinted)[.,]* (?P<imprint>.+)$")
_PRESS = later(r"^(?:forthcoming|in press|n\.d\.|ca?\. \d)", re.I)
_CHAPTER = later(
    r"^[Ii]n (?P<container>[^()“”\"]{1,600}?), (?:eds?\.|edited by) (?P<editor>[^()“”\"]{1,600}?) "
    r"(?P<imprint>\([^()]*\))(?P<rest>.*)$"
)
_BARE_CHAPTER = later(r"^[Ii]n (?P<container>[^()“”\"]+?) (?P<imprint>\([^()]*\))(?P<rest>.*)$")


def pages_behind(rest: str) -> str:
    """The pages that a text is, with the signs before them left out; "" if it is anything else."""
    first = re.split(r"(?<=\d)[.,;]? (?=[^\d\sivxlc])", rest.strip(" ,.:"), maxsplit=1)[0]
    matched = _BEHIND.match(first.strip(" ,.:"))
    return matched["pages"] if matched else ""


def stated(form: re.Match[str] | None) -> Fields | None:
    """What the groups of a form state, each named like its field; `rest` may be pages.

    None without a match, and for an `imprint` that is none.
    """
    if form is None:
        return None
    fields: Fields = {name: (said or "").strip(" ,") for name, said in form.groupdict().items()}
    if "imprint" in fields:
        issued = imprint(fields.pop("imprint"))
        if issued is None:
            return None
        fields |= issued
    elif "date" in fields:
        fields["date"] = iso(fields["date"])
    if "rest" in fields:
        fields["cited"] = pages_behind(fields.pop("rest"))
    if "editor" in fields:
        fields["editor"] = people(fields["editor"])
    return fields


def journal(tail: str) -> Fields | None:
    """`Journal 12, no. 3 (Spring 1994): 201` and its kin."""
    for form in _JOURNALS:
        fields = stated(form.match(tail))
        if not fields or not fields["date"] or _NO_PERIODICAL.search(fields["container"]):
            continue
        if not fields.get("volume") and BODY.search(fields["container"]):
            continue
        issue = fields.get("issue") or fields.pop("other", "")
        return fields | {"type": "article-journal", "issue": re.sub(r"\s", "", issue)}
    return None


def periodical(tail: str, web: bool) -> Fields | None:
    """`Bergholm Times, 3 November 2013, A1`; on the web also the name of a site."""
    matched = _PERIODICAL.match(tail)
    fields = stated(matched)
    if not matched or not fields or _NO_PERIODICAL.search(fields["container"]):
        return None
    if re.search(DATE, matched["rest"], re.I):
        return None
    name = fields["container"]
    if not web and (BODY.search(name) or name[0].islower()):
        return None  # a body that issued something, not a paper
    magazine = len(fields["date"]) < 10 or _MAGAZINE.search(name)
    kind = "webpage" if web else "article-magazine" if magazine else "article-newspaper"
    return fields | {"type": kind}


def thesis(tail: str) -> Fields | None:
    """`(PhD diss., University of Bergholm, 2003), 56`."""
    fields = stated(_THESIS.match(tail))
    return fields and fields | {"type": "thesis"}


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
    fields = stated(_CHAPTER.match(tail) or _BARE_CHAPTER.match(tail))
    if fields is None:
        return None
    if "editor" not in fields and re.search(r", (?:eds?|trans|vol)\b", fields["container"]):
        fields["container"] = ""
    return fields | {"type": "chapter"}


_APA_JOURNAL = later(
    r"^(?P<container>[^\d()“”\"]{2,100}), (?P<volume>\d{1,4})(?:\((?P<issue>[^()]+)\))?"
    rf"(?:, (?:pp?\. )?(?P<pages>{PAGES}))?$"
)
_APA_CHAPTER = later(
    r"^In (?P<editors>.+?) \(Eds?\.\), (?P<container>[^()]+?)"
    rf"(?: \((?:[^()]*, )?pp?\. (?P<pages>{PAGES})\))?$"
)


def author_date_tail(sentences: list[str], web: bool, day: bool) -> Fields:
    """What stands behind the title in author-date style: journal, book, site, paper, publisher."""
    if not sentences:
        return {"type": "webpage" if web else "document"}
    first = sentences[0].strip(" .")
    if article := stated(_APA_JOURNAL.match(first)):
        return article | {"type": "article-journal"}
    if part := stated(_APA_CHAPTER.match(first)):
        editors, _ = with_initials(part.pop("editors"))
        return part | {"type": "chapter", "editor": editors} | _publisher(" ".join(sentences[1:]))
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
