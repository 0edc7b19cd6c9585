"""References as entries of BibTeX, each with its note word for word.

bibtexparser writes the entries, pylatexenc escapes what TeX would read as something else. Only
ASCII is escaped: letters and marks of other scripts stay as they are, in UTF-8, as biber and
every current TeX read them. Addresses stay as they are, but for braces.
"""

import gc
import logging
import re
from functools import cache
from threading import Lock
from typing import Any

from rag.bibliography.csl import parsed
from rag.bibliography.works_cited import CitedWork
from rag.references.record import Name, Reference

_TYPES = {
    "book": "book", "chapter": "incollection", "article-journal": "article",
    "article-newspaper": "article", "article-magazine": "article", "thesis": "phdthesis",
    "interview": "misc", "webpage": "misc", "document": "misc",
}  # fmt: skip
_LIGATURES = r"(?<=-)-|(?<=`)`|(?<=')'|(?<=[?!])`|(?<=,),"
"""Characters that TeX joins to the one before them: two hyphens are not a dash here."""
_BRACES = {"{": r"{\textbraceleft}", "}": r"{\textbraceright}"}
"""Written so, because BibTeX counts the braces of `\\{`, too."""
_PARSING = Lock()
"""Held by the one thread that has switched the collector off, and will switch it on again."""


def written(entries: list[tuple[str, str, dict[str, str]]]) -> str:
    """A file of (type, key, fields in TeX); every value is put between braces."""
    from bibtexparser.entrypoint import write_string
    from bibtexparser.library import Library
    from bibtexparser.model import Entry, Field

    library = Library()
    for kind, key, fields in entries:
        made = [Field(name, value) for name, value in fields.items() if value]
        library.add(Entry(kind, key, made))
    return str(write_string(library))


def read(text: str, *, as_written: bool = False) -> tuple[list[Any], list[str]]:
    """The entries of a file, also those whose key another has, and what could not be read.

    `as_written` leaves values as they are. The library would tell its log of each damaged block,
    in the block's own words and with a stack; here it is told by its line.
    """
    from bibtexparser.entrypoint import parse_string
    from bibtexparser.model import Entry

    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
    with _PARSING:
        collects = gc.isenabled()
        gc.disable()  # each damaged block keeps its stack, and the collector looks at all of them
        try:
            library = parse_string(text, parse_stack=[] if as_written else None)
            for block in library.failed_blocks:
                block.error.with_traceback(None)
        finally:
            if collects:
                gc.enable()
    again = {id(block): block.ignore_error_block for block in library.failed_blocks}
    damaged = [
        f"line {int(block.start_line or 0) + 1}"
        for block in library.failed_blocks if not isinstance(again[id(block)], Entry)
    ]  # fmt: skip
    return [*library.entries, *(e for e in again.values() if isinstance(e, Entry))], damaged


def entry(work: CitedWork, key: str) -> tuple[str, str, dict[str, str]]:
    """One entry: its type, its key, and its fields in TeX."""
    reference = work.reference
    fields = _people(reference)
    # Braced twice, a title keeps its capitals.
    fields["title"] = f"{{{tex(reference.title)}}}" if reference.title else ""
    fields |= _published(reference)
    fields |= {"url": _verbatim(reference.url), "doi": _verbatim(reference.doi)}
    fields["urldate"] = reference.accessed
    fields["note"] = tex(work.places[0].note)
    fields["citedin"] = tex("; ".join(f"{p.path} note {p.mark}" for p in work.places))
    fields["parsed"] = tex(parsed(reference))
    fields["keywords"] = "parsed by rule" if work.resolved else "unresolved short reference"
    return _TYPES[reference.type], key, fields


def _people(reference: Reference) -> dict[str, str]:
    fields = {}
    for field in ("author", "editor", "translator"):
        names = [_name(name) for name in getattr(reference, field)]
        lead = field == ("author" if reference.author else "editor")
        names += ["others"] if names and lead and reference.others else []
        fields[field] = " and ".join(names)
    return fields


def _published(reference: Reference) -> dict[str, str]:
    """Where and when it came out, under the names that each type has for it."""
    article = reference.type.startswith("article")
    chapter = reference.type == "chapter"
    container = "journal" if article else "booktitle" if chapter else "howpublished"
    place = "school" if reference.type == "thesis" else "publisher"
    fields: dict[str, Any] = {
        container: tex(reference.container), place: tex(reference.publisher),
        "address": tex(reference.place), "date": reference.date if len(reference.date) > 4 else "",
        "year": reference.date[:4], "volume": tex(reference.volume),
        "number": tex(reference.issue), "pages": tex(reference.pages).replace("–", "--"),
    }  # fmt: skip
    return fields


def _name(name: Name) -> str:
    """`Family, Jr., Given`; a body between braces of its own, so that it is not divided."""
    if name.literal:
        return f"{{{tex(name.literal)}}}"
    return ", ".join(_part(part) for part in (name.family, name.suffix, name.given) if part)


def _part(part: str) -> str:
    """A part of a name; between braces where a comma or an "and" would divide it."""
    return f"{{{tex(part)}}}" if "," in part or " and " in f" {part.lower()} " else tex(part)


def _verbatim(address: str) -> str:
    """An address as it is; braces, which a field cannot hold singly, in per cent form."""
    return address.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")


def tex(text: str) -> str:
    """The text on one line, with what TeX would read otherwise escaped; controls are left out."""
    line = " ".join("".join(char for char in text if char.isprintable() or char.isspace()).split())
    # The library would compose accents (NFC) in all that it is given, and a note is no such thing.
    return re.sub(r"[ -~]+", lambda run: str(_encoder().unicode_to_latex(run.group())), line)


def untex(value: str) -> str:
    """The text that a field's value stands for; what `tex` wrote comes back as it was.

    A value that is nested too deeply is its own text.

    >>> untex(tex("5 % of {x} -- a_b ^ ~"))
    '5 % of {x} -- a_b ^ ~'
    """
    try:
        return str(_decoder().latex_to_text(value))
    except RecursionError:  # nobody means such depth: it is shown as it stands
        return value


@cache
def _decoder() -> Any:  # noqa: ANN401 - pylatexenc has no types
    from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

    # Three that the library reads as other characters, or not at all.
    signs = {"textbraceleft": "{", "textbraceright": "}", "textasciicircum": "^"}
    known = get_default_latex_context_db()
    macros = [MacroTextSpec(name, char) for name, char in signs.items()]
    known.add_context_category("quoth", prepend=True, macros=macros)
    return LatexNodes2Text(latex_context=known, strict_latex_spaces=True)


@cache
def _encoder() -> Any:  # noqa: ANN401 - pylatexenc has no types
    from pylatexenc.latexencode import (
        RULE_CALLABLE,
        RULE_REGEX,
        UnicodeToLatexConversionRule,
        UnicodeToLatexEncoder,
    )

    rules = [
        UnicodeToLatexConversionRule(RULE_REGEX, [(re.compile(_LIGATURES), r"{}\g<0>")]),
        UnicodeToLatexConversionRule(RULE_CALLABLE, _own),
        "defaults",
    ]
    return UnicodeToLatexEncoder(
        conversion_rules=rules, replacement_latex_protection="braces", unknown_char_policy="keep"
    )


def _own(text: str, at: int) -> tuple[int, str] | None:
    """What is not left to the library: braces, and the straight quotation mark, which stays."""
    char = text[at]
    return (1, _BRACES.get(char, char)) if char in '{}"' else None
