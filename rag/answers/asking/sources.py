"""Questions that name their source: an author, a title, a file, or "the report of 1932".

A source is named by a frame ("according to …", "in …'s report", "what does … say"); a title
without one may be the subject. What fits no document names no source, and what is left of the
question is searched in the documents that fit.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from rag.english.naming import people_in
from rag.english.patterns.speaker_questions import SOURCES_ABOUT as _ABOUT
from rag.english.patterns.speaker_questions import SOURCES_AUTHOR_OF as _AUTHOR_OF
from rag.english.patterns.speaker_questions import SOURCES_FRAMES as _FRAMES
from rag.english.patterns.speaker_questions import SOURCES_LEAD as _LEAD
from rag.english.patterns.speaker_questions import SOURCES_LEADING as _LEADING
from rag.english.patterns.speaker_questions import SOURCES_NOUN as _NOUN
from rag.english.patterns.speaker_questions import SOURCES_SAYS as _SAYS
from rag.english.patterns.speaker_questions import SOURCES_WROTE_IN as _WROTE_IN
from rag.english.people import same_name
from rag.english.roles import person_noun
from rag.english.speech import PERSON
from rag.english.terms import content_stems, content_words
from rag.search.store import DocumentRow

_IN_YEAR = re.compile(r"(?:\s+in)?\s+\(?\d{4}\)?|\b\d{4}\s+(?=[a-z])")
_FILE = re.compile(r"(?<![\w/])[\w./-]*[\w-]\.[A-Za-z]{2,5}\b")


@dataclass(frozen=True, slots=True)
class Source:
    """The documents that a question names, and the question without their name.

    `topic` is what they are asked about ("What does X say about …"); `person` is a name that
    stands where a source would and is nobody's who wrote a document. `year` is one in which the
    author is said to write, if nothing of the author's has it as its date.
    """

    documents: frozenset[str]
    rest: str
    topic: str | None = None
    person: str | None = None
    year: str | None = None


def source_of(question: str, rows: Sequence[DocumentRow]) -> Source | None:
    """The source that the question names; None for a question that names none."""
    by_file = _files(question, rows)
    if by_file is not None:
        return by_file
    author = _AUTHOR_OF.search(question)
    documents = named(author["who"], rows) if author else frozenset()
    if author and documents and len(documents) < len(rows):
        return Source(
            documents, f"{question[: author.start()]}the author{question[author.end() :]}"
        )
    for frame in _FRAMES:
        for match in frame.finditer(question):
            who = match["who"].strip()
            documents, year = _of_year(question, _IN_YEAR.sub("", who), rows)
            documents = documents or named(who, rows)
            if documents and (len(documents) < len(rows) or year):
                return Source(documents, *_without(question, match), None, year)
            bare = _LEADING.sub("", who).strip()
            outside = re.fullmatch(PERSON, bare) and frame is _FRAMES[0]
            if outside and not documents and re.match(r"[^\W\d_]", who) and who == bare:
                return Source(frozenset(), _without(question, match)[0], None, bare)
            role = who.lower().startswith("the ") and person_noun(who.split()[-1].lower())
            if role and frame is _FRAMES[0] and not documents:  # his words may stand anywhere
                return Source(frozenset(), _without(question, match)[0], None, who.lower())
    return None


def as_reported(question: str, source: Source) -> Source | None:
    """The author named in a question as somebody whom other documents may quote."""
    match = _FRAMES[0].search(question)
    if source.person or match is None or not re.fullmatch(PERSON, match["who"].strip()):
        return None
    return Source(frozenset(), _without(question, match)[0], None, match["who"].strip())


def named(who: str, rows: Sequence[DocumentRow]) -> frozenset[str]:
    """The documents that a phrase names: by their title, their author, or words that tell them.

    >>> row = DocumentRow("d1", "a.md", "", "Rules of the Bakers", "Elin Marsh", "2 May 2014",
    ...                   "", 1, 1, "/x", "a.md", "", 1)
    >>> sorted(named("the Bakers' rules", [row])), sorted(named("Marsh's essay", [row]))
    (['d1'], ['d1'])
    """
    quoted = re.search(r"[“\"‘]([^”\"’]{2,})[”\"’]", who)
    bare = _fold(quoted[1] if quoted else who)
    exact = {r.doc_id for r in rows if bare and bare == _fold(r.title or "")}
    if exact or quoted:
        return frozenset(exact)
    name = re.sub(rf"['’]s?\s+{_NOUN}.*$", "", _LEADING.sub("", who)).strip()
    name = re.sub(r"['’]s$", "", name)
    if re.fullmatch(PERSON, name):
        written = {r.doc_id for r in rows if r.author and _wrote(name, r.author)}
        if written:
            return frozenset(written)
    return _described(who, rows) or _abbreviated(name, rows)


def _of_year(
    question: str, who: str, rows: Sequence[DocumentRow]
) -> tuple[frozenset[str], str | None]:
    """What somebody wrote in the year that the question gives for the writing, if it gives one.

    Where nothing of theirs has that date, all that they wrote, and the year.
    """
    found = _WROTE_IN.search(question)
    if found is None:
        return frozenset(), None
    year = next(filter(None, found.groups()))
    written = {r.doc_id: r.date or "" for r in rows if r.doc_id in named(who, rows)}
    dated = frozenset(name for name, date in written.items() if year in date)
    return dated or frozenset(written), year if written and not dated else None


def _wrote(name: str, author: str) -> bool:
    """Whether a name is that of one of the authors."""
    return any(same_name(name, one) for one in people_in(author))


def _described(who: str, rows: Sequence[DocumentRow]) -> frozenset[str]:
    """The documents of whose title, file name, author and year a description says no more.

    A noun for documents in general ("the report") need not stand in them if something else does.
    """
    if not re.search(rf"\b{_NOUN}\b", who, re.I):
        return frozenset()
    alone = len(content_words(_LEADING.sub("", who))) < _TELLING
    wanted = content_stems(_LEADING.sub("", who))
    telling = content_stems(re.sub(rf"\b{_NOUN}\b", " ", who, flags=re.I))
    full, some = set(), set()
    for row in rows:
        about = (
            f"{row.title or ''} {PurePosixPath(row.path).stem} {row.author or ''} {row.date or ''}"
        )
        stems = content_stems(re.sub(r"[_/-]", " ", about))
        if wanted and wanted <= stems:
            full.add(row.doc_id)
        elif telling and telling - {"the"} <= stems:
            some.add(row.doc_id)
    fit = full or some
    return frozenset() if alone and len(fit) != 1 else frozenset(fit)


def _abbreviated(name: str, rows: Sequence[DocumentRow]) -> frozenset[str]:
    """The documents whose file's name begins with these capitals ("GPL" for GPL-2.txt)."""
    if not re.fullmatch(r"[A-Z][A-Z\d]+", name):
        return frozenset()
    return frozenset(
        r.doc_id for r in rows
        if re.split(r"[^A-Za-z\d]", PurePosixPath(r.path).name)[0] == name
    )  # fmt: skip


_TELLING = 2  # words from which a description may fit several documents


def _files(question: str, rows: Sequence[DocumentRow]) -> Source | None:
    """The documents whose file is named."""
    for match in _FILE.finditer(question):
        said = match.group().lower()
        documents = frozenset(
            r.doc_id for r in rows
            if said in (r.path.lower(), PurePosixPath(r.path).name.lower())
        )  # fmt: skip
        if documents:
            framed = re.search(_LEAD + re.escape(match.group()), question, re.I)
            return Source(documents, *_without(question, framed or match))
    return _by_stem(question, rows)


def _by_stem(question: str, rows: Sequence[DocumentRow]) -> Source | None:
    """The documents whose file's name stands in the question without its suffix ("GPL-3")."""
    stems = {PurePosixPath(row.path).stem for row in rows}
    for name in sorted(stems, key=len, reverse=True):
        parts = re.findall(r"[^\W_]+", name)
        if len(parts) < 2 or not re.search(r"\d", name) or not re.search(r"[A-Za-z]", name):
            continue
        said = r"[\W_]".join(map(re.escape, parts))
        match = re.search(rf"(?<![\w.-]){_LEAD}{said}(?![\w-]|\.\d)", question, re.I)
        if match:
            documents = {r.doc_id for r in rows if PurePosixPath(r.path).stem == name}
            return Source(frozenset(documents), *_without(question, match))
    return None


def _without(question: str, match: re.Match[str]) -> tuple[str, str | None]:
    """The question without the frame, and its topic if it asks what the source says."""
    says = re.search(rf"^\W*(?:in\s+\d{{4}}\W+)?what\b.*?\b{_SAYS}\b", question, re.I)
    about = _ABOUT.search(question, match.end()) if says else None
    if about:
        return f"What about {about['topic']}?", about["topic"]
    rest = f"{question[: match.start()]} {question[match.end() :]}"
    rest = re.sub(r"\s+(?=[,?.;])", "", rest).strip(" ,;")
    rest = " ".join(re.sub(r",(?=[?.])", "", rest).split())
    return (rest if len(content_words(rest)) else question), None


def _fold(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))
