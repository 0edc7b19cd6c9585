"""Which indexed document, or which person, a piece of a draft names.

A path or file name says more than a title, a title more than an author's surname; only the
strongest kind that is found counts. Nothing is guessed from a likeness.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from rag.documents.document import Document
from rag.english.naming import people_in
from rag.english.people import same_name
from rag.english.speech import PERSON
from rag.english.words import PARTICLES

FILE = re.compile(
    r"(?<![\w./%~-])[./%~-]*+(?P<path>\w[\w./%~-]*\.(?:txt|md|markdown|pdf|docx|html?|epub)\b)",
    re.I,
)
_SHORT_REFERENCE = 4
"""Words of three letters or more, the name included."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Named:
    """Documents (numbers) that a text names, where, and how strongly (3 path … 1 author)."""

    documents: frozenset[int]
    strength: int
    at: int = 0


class Names:
    """The names of the indexed documents: paths, titles, authors, and of those who speak."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self.documents = documents
        self._paths = [d.path.casefold() for d in documents]
        self._files = [PurePosixPath(p).name for p in self._paths]
        self._stems = [plain(PurePosixPath(p).stem) for p in self._paths]
        self._titles = [plain(d.title or "") for d in documents]
        self._authors = [surnames(d.author or "") for d in documents]
        self._people = frozenset(d.author for d in documents if d.author)
        self._heard = [{b.speaker for b in d.reading.blocks if b.speaker} for d in documents]
        self.speakers: frozenset[str] = frozenset().union(*self._heard)

    def of(self, text: str, authors: bool = True) -> Named | None:
        """The documents that `text` names last and most strongly; None if it names none."""
        return (
            self._by_path(text)
            or self._by_title(text)
            or (self._by_author(text) if authors else None)
        )

    def knows(self, person: str) -> bool:
        """Whether a person is the author of some document, or a reader who comments on one."""
        return any(same_name(other, person) for other in (*self._people, *self.speakers))

    def has(self, name: str) -> bool:
        """Whether some document has the last word of a name, and not as the head of a sentence."""
        inner = re.compile(rf"(?:[^\W\d_A-Z]|[,;:]|\.[ ]?)[ ]{re.escape(name.split()[-1])}\b")
        return any(inner.search(document.reading.text) for document in self.documents)

    def missing_file(self, text: str) -> str | None:
        """A file name in `text` that no indexed document bears."""
        for match in FILE.finditer(text):
            name = PurePosixPath(match["path"].casefold()).name
            if name not in self._files:
                return match["path"]
        return None

    def _by_path(self, text: str) -> Named | None:
        folded = text.casefold()
        full = self._last((folded.rfind(path), n) for n, path in enumerate(self._paths))
        return full or self._last(
            (_bounded(folded, name), n) for n, name in enumerate(self._files) if "." in name
        )

    def _by_title(self, text: str) -> Named | None:
        words = f" {plain(text)} "
        titles = [
            (words.rfind(f" {name} "), n)
            for names in (self._titles, self._stems)
            for n, name in enumerate(names)
            if len(name) >= 8 and (names is self._titles or name.count(" ") >= 3)
            if name.count(" ") > 1 or names is self._stems or str(self.documents[n].title) in text
        ]
        # A title inside a longer one that stands at the same place is not meant.
        longest = {n: len(self._titles[n]) for at, n in titles if at >= 0}
        titled = [
            (at, n)
            for at, n in titles
            if at >= 0
            and not any(
                longest[m] > longest[n] and self._titles[n] in self._titles[m] for m in longest
            )
        ]
        named = self._last(titled)
        return Named(named.documents, 2, named.at) if named else None

    def _by_author(self, text: str) -> Named | None:
        """By a surname, in a short reference; a long one names a work of its own by title."""
        if len(re.findall(r"[^\W\d_]{3,}", text)) > _SHORT_REFERENCE:
            return None
        words = {word for word in _WORD.findall(text) if word[0].isupper()}
        authored = {
            n for n, names in enumerate(self._authors) if names & {w.casefold() for w in words}
        }
        called = [m.group() for m in re.finditer(PERSON, text)]
        authored = {n for n in authored if any(self._wrote(n, name) for name in called)}
        years = re.findall(r"\b(?:1[5-9]|20)\d\d\b", text)
        dated = {n for n in authored if any(y in (self.documents[n].date or "") for y in years)}
        if not authored:
            return None
        heard = {
            n
            for n, who in enumerate(self._heard)
            if any(same_name(a, b) for a in called for b in who)
        }
        return Named(frozenset(dated or authored) | heard, 1)

    def _wrote(self, number: int, name: str) -> bool:
        """Whether one of the document's authors may bear this name."""
        author = self.documents[number].author or ""
        return any(same_name(person, name) for person in (author, *people_in(author)) if author)

    @staticmethod
    def _last(places: Iterable[tuple[int, int]]) -> Named | None:
        """The documents named at the last place of all."""
        placed = [(at, n) for at, n in places if at >= 0]
        if not placed:
            return None
        last = max(at for at, _ in placed)
        return Named(frozenset(n for at, n in placed if at == last), 3, last)


def surnames(author: str) -> frozenset[str]:
    """The case-folded surnames in an author line ("A. Khan and B. de Vries")."""
    people = re.split(r",|;|&|\band\b|\bund\b|\bet\b", author)
    words = [[w for w in _WORD.findall(person) if len(w) > 1] for person in people]
    return frozenset(w[-1].casefold() for w in words if w and w[-1].casefold() not in PARTICLES)


def plain(text: str) -> str:
    """The words of a text alone, in lower case."""
    return " ".join(_WORD.findall(text.replace("_", " ").casefold()))


def _bounded(text: str, name: str) -> int:
    """Where `name` stands last as a word of its own, or -1."""
    if name not in text:
        return -1
    offsets = [m.start() for m in re.finditer(rf"(?<![\w.-]){re.escape(name)}(?![\w-])", text)]
    return offsets[-1] if offsets else -1
