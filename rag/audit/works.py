"""Works that a draft cites, held against the document in which the words stand."""

import re
from collections.abc import Iterator, Sequence

from rag.audit.bearers import mentions
from rag.audit.reported import speaks_in
from rag.audit.running import authors
from rag.documents.document import Document
from rag.english.dates import YEAR
from rag.english.naming import cleaned
from rag.english.people import fold, parse_name, same_name
from rag.english.speech import PERSON
from rag.english.words import DETERMINERS, PREPOSITIONS
from rag.quotes.quoted import block_at, sentences_in

_YEAR = re.compile(YEAR)
_LETTER = re.compile(rf"(?<!\w){PERSON}(?:,?\s+[a-z-]+)?\s+to\s+(?P<to>{PERSON})")
_CASE = re.compile(rf"{PERSON}\s+v\.?\s+{PERSON}")
_OTHERS = rf"(?:\s+et\s+al\b\.?|(?:,?\s+(?:and|&)\s+|,\s+){PERSON})*"
"""What stands behind the first of several authors of a reference."""


def another_work(text: str, document: Document, known: bool) -> Iterator[str]:
    """A cited work that is not this one: by somebody else, or under another title.

    One that is `known` by its author or title may still be cited with another title or author.
    """
    name = re.match(
        rf"\W*(?:[Ss]ee\s+|[Ii]n\s+)?(?P<who>{PERSON}){_OTHERS}(?=\s*[,(:]|\s+\d{{4}})", text
    )
    if name is None or not re.search(r"\d", text):
        return
    titled = text[name.start("who") :].startswith(document.title or "\0")
    if titled or fold(name["who"].split()[0]) in DETERMINERS:
        return  # the first words of a title look like a name
    where = f"the words stand in “{document.title or document.path}”"
    people = authors(document)
    if people and not any(same_name(person, name["who"]) for person in people):
        yield f"the draft cites {name['who']}; {where} by {document.author}"
        return
    quoted = mentions(document.reading.text, name["who"])
    if not people and quoted and speaks_in(document, parse_name(name["who"]).surname):
        yield f"the draft cites {name['who']}; {where}, which quotes {name['who']} elsewhere"
        return
    if not people and not known and not quoted:
        yield f"the draft cites {name['who']}; {where}, which names no such person"
        return
    rest = re.split(r"\(|\b(?:1[5-9]|20)\d\d\b|,\s*(?:pp?\.?\s*)?\d", text[name.end() :])[0]
    if _entitled(rest, document, people, known):
        yield f"the draft cites “{rest.strip(' ,.;:“”')}”; {where}"


def another_year(told: Sequence[str], document: Document) -> Iterator[str]:
    """A year behind the document's title that is not its own ("Harbours Act 1932" of 1922)."""
    title = document.title or ""
    words = [w for w in re.findall(r"\w+", title) if not _YEAR.fullmatch(w)]
    own = set(_YEAR.findall(f"{title} {document.date or ''}"))
    if len(words) < 2 or not own:
        return
    named = re.compile(rf"\b{r'[^A-Za-z]{1,4}'.join(map(re.escape, words))},?\s+({YEAR})\b", re.I)
    found = [m for text in told for m in named.finditer(text)]
    if found and not any(m[1] in own for m in found):
        yield f"the draft cites {found[0].group()}; the words stand in “{title}”"


def another_case(sides: Sequence[str], document: Document, words: tuple[int, int]) -> Iterator[str]:
    """A case in which the draft has something held, where the source's sentence names another."""
    cuts, text = sentences_in(document, *words), document.reading.text
    told, there = (
        [cleaned(m[0]) for one in texts for m in _CASE.finditer(one)]
        for texts in (sides, [text[a:b] for a, b in cuts])
    )
    if told and there and not {*told} & {*there}:
        yield f"the draft has {told[0]}; the sentence of the source has {there[0]}"


def another_recipient(
    told: Sequence[str], document: Document, words: tuple[int, int]
) -> Iterator[str]:
    """A letter to somebody else than the heading above the words has it to."""
    section = document.reading.blocks[block_at(document, words[0])].section
    mine, theirs = ([m for one in texts for m in _LETTER.finditer(one)]
                    for texts in (told, section.split(" › ")[-1:]))  # fmt: skip
    if mine and theirs and not any(same_name(m["to"], theirs[0]["to"]) for m in mine):
        yield f"the draft cites a letter to {mine[0]['to']}; the source has {theirs[0][0]}"


def _entitled(rest: str, document: Document, people: Sequence[str], known: bool) -> bool:
    """Whether a citation has another title behind its author than the document has."""
    if not document.title or (known and not re.search(r"[“\"‘*_]\w", rest)):
        return False
    cited = [fold(w) for w in re.findall(r"\w+", rest) if fold(w) not in PREPOSITIONS | DETERMINERS]
    headings = " ".join(dict.fromkeys(block.section for block in document.reading.blocks))
    said = f"{document.title} {document.path} {' '.join(people[:1])} {headings if known else ''}"
    own = {fold(w) for w in re.findall(r"\w+", said)}
    if any(word not in own for word in _marked(rest)):
        return True
    return len(cited) >= 2 and sum(word in own for word in cited) * 2 < len(cited)


def _marked(text: str) -> list[str]:
    """The words of the first title in quotation marks or in italics."""
    found = re.findall(r"[“\"*_]([^“”\"*_]{3,90})[”\"*_]", text)[:1]
    words = [fold(w) for w in re.findall(r"\w+", " ".join(found))]
    return [w for w in words if w not in PREPOSITIONS | DETERMINERS and not w.isdigit()]
