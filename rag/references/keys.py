"""A key for each work of a list: surname, year and first word of the title, in plain ASCII."""

import re
import unicodedata
from collections.abc import Iterable

from rag.references.listed import Listed
from rag.references.record import Reference


def keys(works: Iterable[Listed], taken: Iterable[str] = ()) -> list[str]:
    """One key a work, in order, none twice and none of those `taken`; case does not tell apart."""
    seen, found = {key.casefold() for key in taken}, []
    for work in works:
        key = base = _base(work.reference)
        number = 1
        while key.casefold() in seen:
            number += 1
            key = f"{base}-{number}"
        seen.add(key.casefold())
        found.append(key)
    return found


def _base(reference: Reference) -> str:
    people = reference.author or reference.editor
    first = next((name.family or name.literal for name in people), "")
    word = re.search(r"[^\W\d_]{4,}", reference.title or reference.text)
    surname = first.split()[-1] if first else ""
    joined = surname + reference.date[:4] + (word.group() if word else "")
    plain = unicodedata.normalize("NFKD", joined).casefold()
    return re.sub(r"[^a-z0-9]", "", plain)[:60] or "reference"
