"""Headings of which nothing is left when what only leads elsewhere is left out: "Read also"."""

from rag.documents.formats.html.comments import is_comment_list
from rag.documents.formats.html.lines import has_words, rank
from rag.documents.formats.xml import Element, local, said

_SHOWN = frozenset("img picture video audio iframe object svg canvas embed".split())


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
