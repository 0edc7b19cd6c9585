"""Equations of a page: which elements are one, and which only show one again.

Presentation MathML, and TeX where a page shows it by a picture or a script. What is only drawn
is a loss, never the figures that happen to stand in it.
"""

import re

from rag.documents.formats.html.mathml import linear, tex, tidy
from rag.documents.formats.xml import Element, attribute, content, local, said

_TEX = re.compile(r"\\[a-zA-Z]+|[\^_]\{|\\[,;!]|(?<!\w)(?:[^\W\d_]{1,2}[\^_]|\d{1,9}\^)\w(?![\w.])")
"""TeX by a command, a group, or an index or power of a letter or two: "a_1", not "my_file"."""
_FILE = re.compile(r"://|^\s*\w:\\|</?\w|\.\w{3,4}\s*$")
_PROSE = re.compile(r"[^\W\d_]{3}\s+[^\W\d_]{3}")
_WORDS_IN_TEX = re.compile(r"\\(?:text\w*|mbox|mathrm|operatorname)\s*\{[^{}]*\}|\\[a-zA-Z]+")
_DELIMITED = re.compile(r"\s*(?:\\\((.*)\\\)|\\\[(.*)\\\]|\$\$(.*)\$\$|\$(.*)\$)\s*", re.S)
_CLASSES = re.compile(
    r"(?:^|[\s_-])(?:math|tex|latex|equation|formula|katex|mathjax)(?:$|[\s_-])", re.I
)
_RENDERED = re.compile(
    r"(?:^|\s)(?:MathJax(?:_Preview|_Display|_SVG|_CHTML)?|mjx-chtml|mjx-math|katex-html)(?:$|\s)"
)

_DRAWN = re.compile(r"(?:^|\s)(?:MathJax|katex|mjx-chtml|mjx-container)(?:$|\s)")


def equation(element: Element) -> str | None:
    """The text of an equation, "" for one that can't be read; None for any other element."""
    tag = local(element)
    try:
        if tag == "math":
            return _of_math(element)
        if tag == "script" and attribute(element, "type").startswith("math/tex"):
            return tex(element.text or "")
        if tag == "img":
            alt = attribute(element, "alt")
            named = bool(_CLASSES.search(attribute(element, "class")))
            if alt and (named or _is_tex(alt)):
                return tex(alt) if re.search(r"[\\^_{]", alt) else alt
            return "" if named else None
        if _CLASSES.search(attribute(element, "class")) and not len(element):
            match = _DELIMITED.fullmatch(element.text or "")
            return tex(next(filter(None, match.groups()), "")) if match else None
    except (ValueError, RecursionError):
        return ""
    return None


def _is_tex(alt: str) -> bool:
    """Whether a picture's words are TeX, and neither prose nor a name of a file that looks so."""
    words = _WORDS_IN_TEX.sub(" ", alt)
    return bool(_TEX.search(alt)) and not _FILE.search(alt) and not _PROSE.search(words)


def _of_math(element: Element) -> str:
    """The text of MathML; by its TeX where it has no presentation."""
    try:
        said = tidy(linear(element))
    except ValueError:
        said = ""
    if said:
        return said
    notes = [e.text or "" for e in element.iter() if "tex" in attribute(e, "encoding").lower()]
    stated = next(filter(None, notes), "") or attribute(element, "alttext")
    return tex(stated) if stated else ""


def find_equations(root: Element, left: dict[Element, str]) -> dict[Element, str]:
    """Each equation below `root` with its text, and nothing twice that shows the same again.

    Changes `left`: what a sheet hides because a picture or a script shows it is text, and the
    picture is left out.
    """
    equations: dict[Element, str] = {}
    for element in list(root.iter("math", "script", "img", "span", "div", "p")):
        said = None if any(a in equations for a in element.iterancestors()) else equation(element)
        if said is None:
            continue
        if local(element) != "math" and element in left and local(element) != "script":
            continue
        equations[element] = said
        left.pop(element, None)
        _reveal(element, left)
    for element in root.iter("span", "div", "mjx-math", "img"):
        names = f"{attribute(element, 'class')} {local(element)}"
        twin = _RENDERED.search(names) and _has_twin(element, equations)
        picture = element in equations and local(element) == "img" and _has_twin(element, equations)
        if (twin or picture) and not any(
            e in equations and e is not element for e in element.iter()
        ):
            left[element] = "picture"
            equations.pop(element, None)
    return equations | dict.fromkeys(_unread(root, equations, left), "")


def _unread(root: Element, found: dict[Element, str], left: dict[Element, str]) -> list[Element]:
    """Equations of which only the drawing is there: 10 and 5 in it are no 105."""
    unread: list[Element] = []
    done: set[Element] = set()
    for element in root.iter("span", "div", "mjx-container"):
        if element in done or element in found or element in left:
            done.update(element.iter())
        elif _DRAWN.search(f"{attribute(element, 'class')} {local(element)}"):
            inside = list(element.iter())
            done.update(inside)
            if len(inside) > 1 and not any(e in found for e in inside):
                unread.append(element)
    return unread


def _reveal(element: Element, left: dict[Element, str]) -> None:
    """Take an equation out of what is hidden around it alone."""
    words = len(content(element).split())
    for around in element.iterancestors():
        if around in left and len(content(around).split()) <= words:
            del left[around]


def _has_twin(element: Element, equations: dict[Element, str]) -> bool:
    """Whether an equation stands right beside an element, or beside what is around it alone.

    Words between the two, or a picture beside a picture, make two equations of them.
    """
    picture, around = local(element) == "img", element
    for _ in range(3):
        before, after = around.getprevious(), around.getnext()
        if before is not None and (before.tail or "").strip():
            before = None
        if (around.tail or "").strip():
            after = None
        for other in (before, after):
            if other is not None and any(
                e in equations and not (picture and local(e) == "img") for e in other.iter()
            ):
                return True
        parent = around.getparent()
        if parent is None or said(parent) != said(around):
            return False
        around = parent
    return False
