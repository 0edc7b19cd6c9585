"""The shapes of a reference: interview, author and date, entry of a bibliography, note.

Each function takes a citation without its links and gives the fields that it states, or None
where the text does not have that shape. No style guide is followed by name.
"""

import re

from rag.english.dates import DATE, YEAR, iso, only_date
from rag.english.patterns.references import SHAPES_HEADLINE as _HEADLINE
from rag.english.patterns.references import SHAPES_NAMED as _NAMED
from rag.english.patterns.references import SHAPES_SERIES as _SERIES
from rag.references import tails
from rag.references.citation_text import sentences
from rag.references.names import authors, inverted, people, person, with_initials
from rag.references.tails import Fields

_INTERVIEWS = [
    re.compile(
        r"^(?P<name>[^,]+), (?:(?:personal|telephone|phone|video|e-?mail|written) )?"
        r"(?:interview(?:ed)?|conversation)\b(?: (?:with|by) [^,]+)?(?:,|$)",
        re.I,
    ),
    re.compile(
        r"^(?:(?:the )?authors?(?:[’']s?)? |my |personal |telephone )?"
        r"(?:interview|conversation)s? with (?P<name>[^,]+),",
        re.I,
    ),
]
_QUOTED = re.compile(
    r"“(?P<curly>[^“”]*(?:“[^“”]*”[^“”]*)*)”|\"(?P<straight>[^\"]*)\""
    r"|(?<!\w)‘(?P<single>(?:[^‘’]|’(?=\w))*)’(?!\w)"
)
_DATED = re.compile(
    r"^(?P<names>[^()“”\"]{2,200}?) "
    rf"\((?P<date>{YEAR}[a-z]?(?:, [A-Z][a-z]+\.?(?: \d{{1,2}})?)?)\)[.,:] (?P<rest>.+)$"
)
_EDITION = re.compile(
    r",? \(?(?:\d+(?:st|nd|rd|th)|rev\.?|revised|new) (?:edn?\.?|edition)\)?", re.I
)


def interview(text: str) -> Fields | None:
    """`Irena Kosta, personal interview, 8 February 2011`."""
    for form in _INTERVIEWS:
        matched = form.match(text)
        name = person(matched["name"].strip()) if matched else None
        if name:
            return {"type": "interview", "author": (name,), "date": only_date(text)}
    # The last form says that it is one, even where nobody is named ("with a senior official").
    return {"type": "interview", "date": only_date(text)} if matched else None


def author_date(text: str, web: bool) -> Fields | None:
    """`Hu, L., & Okonjo, S. (2004). Silt and settlement. River Studies, 12(3), 101–119.`."""
    matched = _DATED.match(text)
    if not matched:
        return None
    named, others = with_initials(matched["names"])
    if not named:
        return None
    # An edition or the number of a report stands in brackets between the title and its full stop.
    parts = sentences(
        re.sub(r"^([^()“”]+?)(?:(?<!\s)\s+)?[(\[][^()\[\]]*[)\]](?=\.)", r"\1", matched["rest"])
    )
    title = parts[0].strip(" .,")
    year, _, day = matched["date"].partition(", ")
    date = iso(f"{day}, {year}" if " " in day else f"{day} {year}".strip()) or year[:4]
    if "“" in title or '"' in title:
        return None
    tail = tails.author_date_tail(parts[1:], web, len(date) > 7)
    return {"author": named, "others": others, "date": date, "title": title} | tail


def bibliography(text: str, web: bool) -> Fields | None:
    """`Lindqvist, Marta. The Salt Roads. Oxford: Ferrier Press, 1988.`."""
    parts = sentences(text)
    named = inverted(parts[0].strip(" .")) if len(parts) > 1 else ()
    if not named:
        return None
    quoted = _QUOTED.match(parts[1])
    if quoted:
        tail = " ".join((parts[1][quoted.end() :].strip(" ."), *parts[2:])).strip(" .,")
        fields = _behind_quoted(tail, web) or _entry_chapter(tail)
        if fields is None or not fields.get("container"):
            return None
        if "cited" in fields:  # an entry gives the extent of a work, not pages that are cited
            fields["pages"] = fields.pop("cited")
        return {"author": named, "title": _inside(quoted)} | fields
    if len(parts) != 3:
        return None
    issued = tails.imprint(parts[2].strip(" ."))
    if not issued or not issued.get("publisher"):
        return None
    title = _EDITION.sub("", parts[1]).strip(" .")
    return {"type": "book", "author": named, "title": title} | issued


def _entry_chapter(tail: str) -> Fields | None:
    """`In The Bread of Cities, edited by Olga Prins, 80–99. Utrecht: Waal, 1999`."""
    fields = tails.stated(
        re.match(
            r"^In (?P<container>[^()“”\"]{1,600}?), (?:eds?\.|edited by) "
            rf"(?P<editor>[^()\d“”\"]{{1,600}}?), (?P<pages>{tails.PAGES})\. (?P<imprint>[^()]+)$",
            tail,
        )
    )
    return fields and fields | {"type": "chapter"}


def quoted_note(text: str, web: bool) -> Fields | None:
    """`Tomas Achterberg, “The Price of Salt,” Journal of Desert History 12 (1994): 201`."""
    quoted = _QUOTED.search(text)
    if not quoted or not _inside(quoted):
        return None
    before = text[: quoted.start()].strip()
    if before and before[-1] not in ",:.":
        return None  # words that a sentence quotes, and no title
    before = before.strip(" ,")
    named, others = authors(before) if before else ((), False)
    title = _inside(quoted)
    tail = text[quoted.end() :].strip(" ,.")
    known = bool(named) or not before
    fields = (_behind_quoted(tail, web) if known else None) or {"date": _one_date(tail)}
    return {"author": named, "others": others, "title": title} | fields


def _one_date(tail: str) -> str:
    """The one date with a month in a text, else the one year that stands alone in brackets."""
    years = re.findall(rf"\(({YEAR})\)", tail)
    return only_date(tail) or (years[0] if len(years) == 1 else "")


def _inside(quoted: re.Match[str]) -> str:
    """A title without its quotation marks, and without the comma or full stop before the last."""
    return str(next(part for part in quoted.groups() if part is not None)).strip(" ,.")


def _behind_quoted(tail: str, web: bool) -> Fields | None:
    """The fields behind a title in quotation marks; None where the tail has no known form."""
    fields = tails.journal(tail) or tails.chapter(tail) or tails.thesis(tail)
    fields = fields or tails.periodical(tail, web)
    if fields:
        return fields
    series = re.fullmatch(r"[^()“”\"]{2,80} (\([^()]+\))(.*)", tail)
    issued = tails.imprint(series.group(1)) if series else None
    if series and issued and issued.get("publisher"):
        return issued | {"cited": tails.pages_behind(series.group(2))}
    if not web:
        return None
    bare = re.fullmatch(
        rf"(?:(?P<site>[^\W\d_][^,()“”\"]{{1,79}}?),? ?)?(?P<date>{DATE}|{YEAR})?", tail, re.I
    )
    if not bare:
        return None
    date = iso(bare["date"] or "")
    return {"type": "webpage", "container": (bare["site"] or "").strip(), "date": date}


def book_note(text: str) -> Fields | None:
    """`Marta Lindqvist, The Salt Roads (Oxford: Ferrier Press, 1988), 14`."""
    for bracket in re.finditer(r"\s\(([^()]+)\)", text):
        issued = tails.imprint(bracket.group(1))
        if issued and bracket.start():
            break
    else:
        return None
    fields: Fields = {"type": "book", **issued, "cited": tails.pages_behind(text[bracket.end() :])}
    head, editors = _editors(_EDITION.sub("", text[: bracket.start()]))
    fields |= editors
    volume = re.search(r", vol\.? (\d+)(?:, | of |$)", head)
    if volume:
        fields["volume"] = volume.group(1)
    names, title = _names_and_title(head)
    fields |= names
    title = _SERIES.sub("", title)
    if title and not volume and not re.search(r"[“”\"]", title):
        fields["title"] = title
    return fields if names or title or issued.get("publisher") else None


def _editors(head: str) -> tuple[str, Fields]:
    """The head without "trans. X" and "ed. X" at its end, and these."""
    fields: Fields = {}
    forms = {"translator": r"trans\.|translated by", "editor": r"eds?\.|edited by"}
    for _ in forms:
        for field, form in forms.items():
            match = re.search(rf", (?:{form}) (?P<names>[^,]+(?:, and [^,]+)?)$", head)
            named = people(match["names"]) if match else ()
            if match:
                head = head[: match.start()]
                fields |= {field: named} if named else {}
    return head, fields


def _names_and_title(head: str) -> tuple[Fields, str]:
    """The names that begin a text, and the title behind them; ({}, "") where they are not clear."""
    if re.match(r"(?:The|A|An) ", head):
        return {}, head
    edited = re.match(r"(?P<names>.+?),? (?:\(eds?\.\)|eds?\.),? (?P<title>.+)$", head)
    if edited:
        named, others = authors(edited["names"])
        return ({"editor": named, "others": others}, edited["title"]) if named else ({}, "")
    for comma in re.finditer(", ", head):
        # The longest list that ends with "and" comes first; one name alone is next.
        named, others = authors(head[: comma.start()])
        rest = head[comma.end() :]
        listed = re.match(r"(?:[^,]+, )*and ([^,]+), ", rest)
        if len(named) == 1 and listed and people(head[: comma.end() + listed.end() - 2]):
            continue
        if named:
            return {"author": named, "others": others}, rest.strip()
    helped = re.match(r"(?P<names>[^,]++), (?P<title>.+)$", head)
    if helped and " with " in helped["names"] and people(head.split(" with ")[0]):
        return {}, helped["title"]
    return {}, ""


def document(text: str) -> Fields:
    """A letter, a file, a resolution: the date if there is one, the title if it names its kind."""
    named = _NAMED.match(text)
    fields: Fields = {"date": only_date(text)}
    if named and named["title"][:1].isupper():
        fields["title"] = named["title"].strip(" .")
    spoken = _HEADLINE.match(text)
    speaker = person(spoken["name"]) if spoken else None
    return fields | ({"author": (speaker,)} if speaker else {})
