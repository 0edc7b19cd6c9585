"""Equations of a page as one line of text: 10⁷, x², √(a+b), (a+b)/c.

Presentation MathML, and TeX where a page shows it by a picture or a script (latex2mathml, MIT).
What stands above, below or under a root must never join the figures beside it: 10⁷ is not 107.
"""

import re
from collections.abc import Callable

from latex2mathml.converter import convert
from lxml import etree

from rag.documents.formats.layer import raised
from rag.documents.formats.xml import Element, attribute, local

_INVISIBLE = str.maketrans("", "", "\u2061\u2062\u2063\u2064\u200b\u200d\ufe0e")
_SPACES = re.compile(r"\s+")
_ACCENTS = {"¯": "\u0304", "‾": "\u0304", "_": "\u0332", "^": "\u0302", "ˆ": "\u0302",
            "~": "\u0303", "˜": "\u0303", "→": "\u20d7", "⃗": "\u20d7", "˙": "\u0307", ".": "\u0307",
            "¨": "\u0308", "―": "\u0304"}  # fmt: skip
_PRIMES = re.compile(r"[′″‴'*∗†°∘%]+")
_SIMPLE = re.compile(r"[\w.,′∞°%]+|[√∛∜].|\([^()]*\)|\[[^\[\]]*\]|\|[^|]*\|")
_DROPPED = frozenset("annotation annotation-xml mphantom none mprescripts maligngroup".split())
_TEX = re.compile(r"\\[a-zA-Z]+|[\^_]\{|\\[,;!]|\^\w|_\w")
_DELIMITED = re.compile(r"\s*(?:\\\((.*)\\\)|\\\[(.*)\\\]|\$\$(.*)\$\$|\$(.*)\$)\s*", re.S)
_CLASSES = re.compile(
    r"(?:^|[\s_-])(?:math|tex|latex|equation|formula|katex|mathjax)(?:$|[\s_-])", re.I
)
_RENDERED = re.compile(
    r"(?:^|\s)(?:MathJax(?:_Preview|_Display|_SVG|_CHTML)?|mjx-chtml|mjx-math|katex-html)(?:$|\s)"
)


def linear(element: Element) -> str:
    """An element of presentation MathML as text; "" for what says nothing.

    Raises ValueError for what is no presentation MathML.
    """
    tag = local(element)
    if tag in _DROPPED or not tag:
        return ""
    if tag in ("mi", "mn", "mo", "ms", "mtext"):
        said = _SPACES.sub(" ", "".join(element.itertext())).translate(_INVISIBLE)
        return said if tag == "mtext" else said.strip()
    if tag == "mspace":
        return " "
    if tag in _TWO_OR_MORE:
        parts = [linear(child) for child in element if local(child)]
        least, write = _TWO_OR_MORE[tag]
        if len(parts) < least:
            raise ValueError(f"<{tag}> of {len(parts)} parts")
        return write(parts)
    if tag in ("apply", "ci", "cn", "csymbol"):
        raise ValueError("content MathML")
    return _other(element, tag)


def _other(element: Element, tag: str) -> str:
    if tag == "semantics":
        return next((said for said in map(linear, element) if said), "")
    if tag == "mfenced":
        inner = [linear(child) for child in element]
        separator = (attribute(element, "separators") or ",").strip()[:1]
        opening, closing = element.get("open", "("), element.get("close", ")")
        return f"{opening}{f'{separator} '.join(inner)}{closing}"
    if tag == "mtable":
        rows = [", ".join(linear(c) for c in row) for row in element if local(row) == "mtr"]
        return "[" + "; ".join(rows) + "]" if len(rows) > 1 else "".join(rows)
    if tag == "mmultiscripts":
        return _scripts(element)
    said = _row(element)
    return f"√{_grouped(said)}" if tag == "msqrt" else said


def _row(element: Element) -> str:
    """The parts of a row one behind the other, two figures never as one."""
    said = (element.text or "").strip() if local(element) not in ("math", "mrow") else ""
    for child in element:
        part = linear(child)
        if said[-1:].isdigit() and part[:1].isdigit():
            invisible = child.getprevious() is not None and local(child.getprevious()) == "mo"
            said += "×" if invisible else " "
        said += part
    return said


def _grouped(said: str) -> str:
    """In brackets, unless it is one thing."""
    return said if len(said) < 2 or _SIMPLE.fullmatch(said) else f"({said})"


def _power(parts: list[str]) -> str:
    base, power = _grouped(parts[0]), parts[1].strip()
    if _PRIMES.fullmatch(power):
        return base + power.replace("∘", "°")
    return base + _script(power, raised(power), "^")


def _script(said: str, unicode: str, sign: str) -> str:
    return "" if not said else unicode if unicode != said else f"{sign}{_in_brackets(said)}"


def _in_brackets(said: str) -> str:
    return said if len(said) == 1 or re.fullmatch(r"\([^()]*\)", said) else f"({said})"


def _index(parts: list[str]) -> str:
    return parts[0] + _script(parts[1].strip(), raised(parts[1].strip(), lowered=True), "_")


def _fraction(parts: list[str]) -> str:
    return f"{_grouped(parts[0])}/{_grouped(parts[1])}"


def _over(parts: list[str]) -> str:
    if len(parts[0]) == 1 and parts[1] in _ACCENTS:
        return parts[0] + _ACCENTS[parts[1]]
    return _power(parts)


_TWO_OR_MORE: dict[str, tuple[int, Callable[[list[str]], str]]] = {
    "msup": (2, _power),
    "msub": (2, _index),
    "msubsup": (3, lambda p: _power([_index(p[:2]), p[2]])),
    "mfrac": (2, _fraction),
    "mover": (2, _over),
    "munder": (2, _index),
    "munderover": (3, lambda p: _power([_index(p[:2]), p[2]])),
    "mroot": (2, lambda p: f"{raised(p[1]) if raised(p[1]) != p[1] else p[1]}√{_grouped(p[0])}"),
}
"""What is made of the parts of an element, and how many it must have."""


def _scripts(element: Element) -> str:
    """Raised and lowered signs on both sides: ²³⁵U."""
    parts = [child for child in element if local(child)]
    base, before, after = linear(parts[0]) if parts else "", "", ""
    seen, at = False, 1
    while at < len(parts):
        if local(parts[at]) == "mprescripts":
            seen, at = True, at + 1
            continue
        low = linear(parts[at])
        high = linear(parts[at + 1]) if at + 1 < len(parts) else ""
        both = _script(high, raised(high), "^") + _script(low, raised(low, lowered=True), "_")
        before, after = (before + both, after) if seen else (before, after + both)
        at += 2
    return before + base + after


def tex(said: str) -> str:
    """TeX as one line of text; raises ValueError for what can't be read."""
    try:
        root = etree.fromstring(convert(said.strip()).encode())
    except Exception as error:
        raise ValueError(f"TeX {said[:40]!r}") from error
    return _tidy(linear(root))


def _tidy(said: str) -> str:
    return _SPACES.sub(" ", said.replace("\u00a0", " ")).strip()


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
            if alt and (_TEX.search(alt) if not named else True):
                return tex(alt) if _TEX.search(alt) else alt
            return "" if named else None
        if _CLASSES.search(attribute(element, "class")) and not len(element):
            found = _DELIMITED.fullmatch(element.text or "")
            return tex(next(filter(None, found.groups()), "")) if found else None
    except (ValueError, RecursionError):
        return ""
    return None


def _of_math(element: Element) -> str:
    """The text of MathML; by its TeX where it has no presentation."""
    try:
        said = _tidy(linear(element))
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
    found: dict[Element, str] = {}
    for element in list(root.iter("math", "script", "img", "span", "div", "p")):
        said = None if any(a in found for a in element.iterancestors()) else equation(element)
        if said is None:
            continue
        if local(element) != "math" and element in left and local(element) != "script":
            continue
        found[element] = said
        left.pop(element, None)
        _reveal(element, left)
    for element in root.iter("span", "div", "mjx-math", "img"):
        names = f"{attribute(element, 'class')} {local(element)}"
        twin = _RENDERED.search(names) and _has_twin(element, found)
        picture = element in found and local(element) == "img" and _has_twin(element, found)
        if (twin or picture) and not any(e in found and e is not element for e in element.iter()):
            left[element] = "picture"
            found.pop(element, None)
    return found


def _reveal(element: Element, left: dict[Element, str]) -> None:
    """Take an equation out of what is hidden around it alone."""
    words = len("".join(element.itertext()).split())
    for around in element.iterancestors():
        if around in left and len("".join(around.itertext()).split()) <= words:
            del left[around]


def _has_twin(element: Element, found: dict[Element, str]) -> bool:
    """Whether an equation stands right beside an element, or beside what is around it alone."""
    for around in (element, *list(element.iterancestors())[:2]):
        for other in (around.getprevious(), around.getnext()):
            if other is not None and any(e in found for e in other.iter()) and other is not element:
                return True
    return False
