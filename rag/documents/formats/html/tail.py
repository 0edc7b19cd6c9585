"""What stands behind the last paragraph of a page's text and is none of it.

Paragraphs of one text are written alike: in elements of the same tags and classes. Behind the last
one of them come ratings, teasers, the author's portrait and the site's own notices. Short lines
there are left out unless they are sentences or written like the text, sentences only where a name,
a linked heading or a stock phrase says that they are no part of it. Notes, comments, tables,
captions, quotations and lists of sources stay; headings go of which nothing is left when what
only leads elsewhere is left out.
"""

import itertools
from collections import Counter
from dataclasses import dataclass, field

from rag.documents.formats.html.comments import is_comment_list
from rag.documents.formats.html.lines import (
    alike,
    has_words,
    heads_sources,
    holder,
    is_sentence,
    is_stock,
    leads_away,
    lines_of,
    named_aside,
    own_prose,
    prompts,
    rank,
)
from rag.documents.formats.html.words import Words
from rag.documents.formats.xml import Element, local, said

BEHIND = "behind the text"
"""The kind of what is left out here."""
_SHARE, _LEAST = 0.15, 60  # of the words of all sentences; words
_LONG = 150  # words of sentences that no name makes clutter
_KEPT = frozenset("table figure figcaption pre math dl blockquote address".split())
_LIKE_TEXT = frozenset("p ul ol h2 h3 h4 h5 h6 dl".split())
_SHOWN = frozenset("img picture video audio iframe object svg canvas embed".split())


@dataclass(slots=True)
class _Tail:
    """What is known of a text.

    `ways` are those in which its paragraphs are written, `inside` its lines and what is around
    them, `holders` the parts that its paragraphs stand in.
    """

    main: Element
    words: Words
    ways: set[str] = field(default_factory=set)
    inside: set[Element] = field(default_factory=set)
    holders: set[Element | None] = field(default_factory=set)

    def top(self, line: Element) -> Element:
        """The part behind the text that a line stands in: the outermost that holds no text."""
        part = line
        for around in line.iterancestors():
            if around in self.inside:
                break
            part = around
        return part

    def leads(self, line: Element) -> bool:
        """Whether a line leads elsewhere."""
        return leads_away(line, self.main)


def behind_text(
    main: Element, words: Words, left: dict[Element, str], protected: set[Element]
) -> set[Element]:
    """The elements behind the last paragraph of the text below `main` that are none of it.

    `left` is left out already; `kept` holds notes and what is around them.
    """
    lines, tail = lines_of(main, left), _Tail(main, words)
    last = _last_of_text(lines, tail)
    if last < 0:
        return set()
    removed = _none_of_it(lines, last, tail, protected)
    return removed | bare_headings(main, removed | left.keys(), protected)


def _last_of_text(lines: list[Element], tail: _Tail) -> int:
    """The place of the last paragraph that is written like most sentences of the page, or -1."""
    prose: Counter[str] = Counter()
    places: list[tuple[int, str]] = []
    for at, line in enumerate(lines):
        own = own_prose(line, tail.words)
        if own and not tail.leads(line):
            places.append((at, alike(line, tail.main)))
            prose[places[-1][1]] += own
    least = max(_LEAST, _SHARE * sum(prose.values()))
    tail.ways = {way for way, count in prose.items() if count >= least}
    text = (at for at, way in reversed(places) if way in tail.ways and not prompts(lines[at]))
    return next(text, -1)


def _none_of_it(
    lines: list[Element], last: int, tail: _Tail, protected: set[Element]
) -> set[Element]:
    """The lines behind the last paragraph that are no text."""
    text, behind = lines[: last + 1], lines[last + 1 :]
    tail.inside = {around for line in text for around in (line, *line.iterancestors())}
    tail.holders = {holder(line) for line in text if own_prose(line, tail.words)}
    tail.holders |= {part.getparent() for part in tail.holders if part is not None}
    removed: list[Element] = []
    staying: set[Element] = set()  # parts behind the text of which something stays
    sources = False
    for line in behind:
        sources = heads_sources(line) if rank(line) else sources
        top = tail.top(line)
        if sources or line in protected or _stays(line, tail.main) or not _is_none(line, top, tail):
            staying.add(top)
        elif line not in tail.inside:
            removed.append(line)
    none = {
        line
        for line in removed
        if tail.top(line) not in staying or tail.leads(line) or is_stock(line)
    }
    none -= _heads(behind, none) | _announced(behind, none)
    around = {part for line in behind if line not in none for part in line.iterancestors()}
    return none - around


def _heads(lines: list[Element], none: set[Element]) -> set[Element]:
    """The headings among `none` that stand right above a line that stays."""
    return {
        line
        for line, below in itertools.pairwise(lines)
        if rank(line) and line in none and below not in none and not rank(below)
    }


def _announced(lines: list[Element], none: set[Element]) -> set[Element]:
    """The items among `none` of lists right below a line that stays and ends with a colon."""
    announced: set[Element] = set()
    lists: set[Element | None] = set()
    for above, line in itertools.pairwise(lines):
        if local(line) != "li":
            continue
        stays = above not in none and said(above).rstrip().endswith(":")
        if stays and local(above) != "li":
            lists.add(line.getparent())
        if line.getparent() in lists:
            announced.add(line)
    return announced & none


def _stays(line: Element, main: Element) -> bool:
    """Whether a line stands in a table, a quotation or the like."""
    if local(line) in _KEPT:
        return True
    return any(local(part) in _KEPT for part in itertools.takewhile(
        lambda part: part is not main, line.iterancestors()
    ))  # fmt: skip


def _is_none(line: Element, top: Element, tail: _Tail) -> bool:
    """Whether a line behind the text is none of it."""
    prose, leads = own_prose(line, tail.words), tail.leads(line)
    beside = top.getparent() in tail.holders and local(top) in _LIKE_TEXT
    if not leads and (beside or alike(line, tail.main) in tail.ways):
        return prompts(line) or (not prose and is_stock(line))
    if leads or is_stock(line):
        return tail.words.prose.get(line, 0) < _LONG
    if not prose and not is_sentence(line):
        return True
    return prose < _LONG and named_aside(line, top)


def bare_headings(main: Element, gone: set[Element], protected: set[Element]) -> set[Element]:
    """The headings below `main` behind the first words, with nothing below them but `gone` parts.

    A heading that is followed by another one without anything between them stays: "§ 5 (repealed)".
    """
    bare: set[Element] = set()
    waiting: list[tuple[int, Element, bool]] = []  # rank, heading, whether something is gone below
    begun, stack = False, [main]
    while stack:
        element = stack.pop()
        level = rank(element)
        if level:
            bare |= {heading for other, heading, below in waiting if below and other >= level}
            waiting = [one for one in waiting if one[0] < level]
        if element in gone or is_comment_list(element):
            below = bool(said(element))
            waiting = [(other, heading, old or below) for other, heading, old in waiting]
        elif level and begun and element not in protected:
            waiting.append((level, element, False))
        else:
            shown = local(element) in _SHOWN
            if shown or (element is not main and has_words(element)):
                waiting, begun = [], begun or not shown
            stack += [child for child in reversed(element) if local(child)]
    return bare | {heading for _, heading, _ in waiting}
