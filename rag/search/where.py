"""A filter in words, as `--where` takes it: which documents are looked at, before anything ranks.

    author:rashid date:1996..2002 -tag:draft kind:pdf,epub folder:"field notes"

All terms must hold. Commas part alternatives, `-` in front denies, quotation marks keep spaces
and commas, `*` alone means "has one". Names and titles are compared by whole words in any case and
without accents; tags, collections and folders whole. A date is a year, a month or a day, or two
of them with `..` between; a document's date must lie in it as a whole, so one that is less exact
than the filter does not fit.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from rag.documents.formats import FORMATS
from rag.errors import QuestionError

FIELDS = ("author", "title", "date", "tag", "collection", "kind", "folder")
"""What can be asked for."""
_TERM = re.compile(r'\s*(-?)([A-Za-z]+):((?:"[^"]*"|[^\s"])+)(?=\s|$)')
_PIECES = re.compile(r'"([^"]*)"|([^,"]+)|(,)')
_ISO = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?")
_MARKS = str.maketrans("“”„«»", '"""""')

Values = Mapping[str, tuple[str, ...]]
"""What a document has, by field; several folders name the same one in several ways."""


@dataclass(frozen=True, slots=True)
class Term:
    """One condition: the field has one of `values`; or, if `denied`, none of them."""

    field: str
    values: tuple[str, ...]
    denied: bool = False

    def holds(self, document: Values) -> bool:
        """Whether a document with these values fits."""
        fits = _FITS.get(self.field, _same)
        has = document.get(self.field, ())
        fitting = any(v == "*" or fits(v, one) for v in self.values for one in has)
        return fitting != self.denied


@dataclass(frozen=True, slots=True)
class Where:
    """A filter that was read from words."""

    text: str
    terms: tuple[Term, ...]

    def fits(self, document: Values) -> bool:
        """Whether all terms hold of a document with these values."""
        return all(term.holds(document) for term in self.terms)


def read_where(text: str) -> Where:
    """The filter that the words mean; raises QuestionError where they mean none.

    >>> read_where("author:rashid -kind:pdf,epub").terms[1]
    Term(field='kind', values=('pdf', 'epub'), denied=True)
    """
    return Where(text, tuple(_terms(text.translate(_MARKS))))


def _terms(text: str) -> Iterator[Term]:
    at, matched = 0, False
    while text[at:].strip():
        match = _TERM.match(text, at)
        if match is None:
            rest = text[at:].strip()
            raise QuestionError(
                f"the filter cannot be read at {rest[:40]!r}; expected terms such as author:rashid "
                f'or title:"two words". Fields: {", ".join(FIELDS)}.'
            )
        at, matched = match.end(), True
        yield _term(match[2].lower(), tuple(_alternatives(match[3])), bool(match[1]))
    if not matched:
        raise QuestionError(f"the filter is empty; expected field:value. {_FIELDS_ARE}")


_FIELDS_ARE = f"Fields: {', '.join(FIELDS)}."


def _alternatives(value: str) -> Iterator[str]:
    """What stands between commas; a comma in quotation marks is one of the value's own."""
    part: list[str] = []
    for quoted, plain, comma in _PIECES.findall(value):
        if comma:
            yield "".join(part).strip()
            part = []
        else:
            part.append(quoted or plain)
    yield "".join(part).strip()


def _term(field: str, values: tuple[str, ...], denied: bool) -> Term:
    """The term, after its field and its values were looked at."""
    if field not in FIELDS:
        raise QuestionError(f"the filter has no field {field!r}. {_FIELDS_ARE}")
    if not all(value == "*" or _words(value) or field in _WHOLE for value in values) or not all(
        values
    ):
        raise QuestionError(f"the filter's {field!r} has an empty value; expected {field}:value.")
    for value in values:
        if value != "*":
            _LOOK.get(field, str)(value)
    return Term(field, values, denied)


_WHOLE = frozenset({"folder", "date"})


def kind_of(path: str) -> tuple[str, ...]:
    """The kinds that a file is of: its format, and its suffix where that says more.

    >>> kind_of("notes/a.markdown"), kind_of("b.pdf")
    (('text', 'md'), ('pdf',))
    """
    suffix = path.lower().rpartition(".")[2]
    names = [one.name for one in FORMATS if f".{suffix}" in one.suffixes]
    return tuple(dict.fromkeys([*names, *(_ALIKE.get(suffix, suffix) for _ in names)]))


_ALIKE = {"markdown": "md"}


def _kind(value: str) -> str:
    """A kind as documents have it."""
    wanted = value.lower().lstrip(".")
    if any(wanted == one.name or f".{wanted}" in one.suffixes for one in FORMATS):
        return _ALIKE.get(wanted, wanted)
    raise QuestionError(
        f"the filter's kind {value!r} is none; expected one of "
        f"{', '.join(one.name for one in FORMATS)}, or a file's suffix."
    )


def _range(value: str) -> tuple[str, str]:
    """First and last day of a date or of a range of dates, in ISO's form."""
    first, dots, last = value.partition("..")
    if not (first or last):  # ".." has no end on either side
        raise _bad_date(value)
    low = _days(first, value)[0] if first else "0000-00-00"
    high = _days(last, value)[1] if last else "9999-99-99"
    if not dots:
        high = _days(first, value)[1]
    if low > high:
        raise QuestionError(f"the filter's date {value!r} ends before it begins.")
    return low, high


def _days(date: str, said: str) -> tuple[str, str]:
    """The first and the last day that a date as exact as this may mean."""
    match = _ISO.fullmatch(date)
    if match is None:
        raise _bad_date(said)
    year, month, day = match.groups()
    return f"{year}-{month or '01'}-{day or '01'}", f"{year}-{month or '12'}-{day or '31'}"


def _bad_date(value: str) -> QuestionError:
    return QuestionError(
        f"the filter's date {value!r} is none; expected 1996, 1996-05, 1996-05-12, or two of them "
        "as in 1996..2002, ..2002 or 1996.. ."
    )


def _words(text: str) -> list[str]:
    """The words of a name or a title, in small letters and without accents."""
    apart = unicodedata.normalize("NFKD", text)
    plain = "".join(char for char in apart if not unicodedata.combining(char))
    return re.findall(r"[^\W_]+", plain.casefold())


def _named(wanted: str, there: str) -> bool:
    """Whether the words stand in a name or a title, one behind the other.

    >>> _named("rashid, ahmed", "Ahmed Rashid"), _named("Rash", "Ahmed Rashid")
    (True, False)
    """
    last, comma, first = wanted.partition(",")
    orders = [_words(wanted)] + ([_words(first) + _words(last)] if comma else [])
    words = f" {' '.join(_words(there))} "
    return any(f" {' '.join(order)} " in words for order in orders)


def _dated(wanted: str, there: str) -> bool:
    """Whether the document's date lies in the wanted one, whatever day of it is meant."""
    low, high = _range(wanted)
    if not _ISO.fullmatch(there):
        return False
    first, last = _days(there, there)
    return low <= first and last <= high


def too_vague(wanted: str, there: str) -> bool:
    """Whether a document's date may lie in the wanted one, but says too little to tell.

    >>> too_vague("1996-05", "1996"), too_vague("1996", "1996-05"), too_vague("1997", "1996")
    (True, False, False)
    """
    if wanted == "*" or not _ISO.fullmatch(there) or _dated(wanted, there):
        return False
    low, high = _range(wanted)
    first, last = _days(there, there)
    return first <= high and low <= last


def _inside(wanted: str, there: str) -> bool:
    """Whether a folder is the wanted one or lies in it."""
    outer, inner = (
        path.replace("\\", "/").casefold().rstrip("/") + "/" for path in (wanted, there)
    )
    return inner.startswith(outer.removeprefix("./"))


def _same(wanted: str, there: str) -> bool:
    """Whether two labels are the same but for case and spaces."""
    return plain_label(wanted) == plain_label(there)


def plain_label(label: str) -> str:
    """A tag as it is compared: in small letters, white space folded."""
    return " ".join(unicodedata.normalize("NFKC", label).casefold().split())


_LOOK: Mapping[str, Callable[[str], object]] = {"kind": _kind, "date": _range}
_FITS: Mapping[str, Callable[[str, str], bool]] = {
    "author": _named,
    "title": _named,
    "date": _dated,
    "folder": _inside,
    "kind": lambda wanted, there: _kind(wanted) == there,
}


def values_of(documents: Iterable[Values], field: str) -> list[str]:
    """The values that documents have in a field, each once, sorted; of folders as listed."""
    several = 1 if field == "folder" else None
    return sorted({value for one in documents for value in one.get(field, ())[:several]})
