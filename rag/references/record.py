"""A reference as data: what a note states of a work, and nothing that it does not."""

from dataclasses import dataclass
from typing import Literal

ReferenceKind = Literal[
    "book", "chapter", "article-journal", "article-newspaper", "article-magazine", "webpage",
    "interview", "thesis", "document",
]  # fmt: skip
"""The types of CSL that are told apart; `document` is whatever is none of the others."""


@dataclass(frozen=True, slots=True)
class Name:
    """A person (`family` with particles, `given`, `suffix`), or a body (`literal` alone)."""

    family: str = ""
    given: str = ""
    suffix: str = ""
    literal: str = ""

    def __str__(self) -> str:
        return self.literal or ", ".join(part for part in (self.family, self.given) if part)


@dataclass(frozen=True, slots=True)
class Reference:
    """The fields that the citation `text` states clearly; the others are empty.

    `shape` says how the text was read. `date` and `accessed` are `2004`, `2004-03` or
    `2004-03-12`. `pages` are the work's own extent, `cited` the pages that the note points to.
    `others` says that authors are left out in the text itself ("et al.").
    """

    text: str
    shape: str
    type: ReferenceKind = "document"
    author: tuple[Name, ...] = ()
    editor: tuple[Name, ...] = ()
    translator: tuple[Name, ...] = ()
    others: bool = False
    title: str = ""
    container: str = ""
    publisher: str = ""
    place: str = ""
    date: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    cited: str = ""
    url: str = ""
    doi: str = ""
    accessed: str = ""

    @property
    def stated(self) -> tuple[str, ...]:
        """The names of the fields that are not empty, without the text itself."""
        return tuple(name for name in FIELDS if getattr(self, name))


FIELDS = (
    "author", "editor", "translator", "title", "container", "publisher", "place", "date", "volume",
    "issue", "pages", "cited", "url", "doi", "accessed",
)  # fmt: skip
"""The fields of a Reference that a text may state, beside its type."""
