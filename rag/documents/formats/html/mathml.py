"""MathML and TeX as one line of text: 10⁷, x², √(a+b), (a+b)/c (latex2mathml, MIT).

What stands above, below or under a root must never join the figures beside it: 10⁷ is not 107.
"""

import re
from collections.abc import Callable

from latex2mathml.converter import convert
from lxml import etree

from rag.documents.formats.layer import raised
from rag.documents.formats.xml import Element, attribute, content, local

_INVISIBLE = str.maketrans("", "", "\u2061\u2062\u2063\u2064\u200b\u200d\ufe0e")
_SPACES = re.compile(r"\s+")
_ACCENTS = {"¯": "\u0304", "‾": "\u0304", "_": "\u0332", "^": "\u0302", "ˆ": "\u0302",
            "~": "\u0303", "˜": "\u0303", "→": "\u20d7", "⃗": "\u20d7", "˙": "\u0307", ".": "\u0307",
            "¨": "\u0308", "―": "\u0304"}  # fmt: skip
_PRIMES = re.compile(r"[′″‴'*∗†°∘%]+")
_SIMPLE = re.compile(r"[\w.,′∞°%]+|[√∛∜].|\([^()]*\)|\[[^\[\]]*\]|\|[^|]*\|")
_DROPPED = frozenset("annotation annotation-xml mphantom none mprescripts maligngroup".split())


def linear(element: Element) -> str:
    """An element of presentation MathML as text; "" for what says nothing.

    Raises ValueError for what is no presentation MathML.
    """
    tag = local(element)
    if tag in _DROPPED or not tag:
        return ""
    if tag in ("mi", "mn", "mo", "ms", "mtext"):
        said = _SPACES.sub(" ", content(element)).translate(_INVISIBLE)
        return said if tag == "mtext" else said.strip()
    if tag == "menclose" and "strike" in attribute(element, "notation"):
        return ""
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
    """The parts of a row one behind the other, two figures or "log" and "n" never as one."""
    said = (element.text or "").strip()
    if (said and local(element) in ("math", "mrow")) or any(
        (c.tail or "").strip() for c in element
    ):
        raise ValueError("words between the parts of an equation")
    beside_name = False
    for child in element:
        part, name = linear(child), _is_name(child)
        if said[-1:].isdigit() and part[:1].isdigit():
            invisible = child.getprevious() is not None and local(child.getprevious()) == "mo"
            said += "×" if invisible else " "
        elif (name or beside_name) and said[-1:].isalnum() and part[:1].isalnum():
            said += " "
        said += part
        beside_name = name if part else beside_name
    return said


def _is_name(element: Element) -> bool:
    """Whether it is a name of several letters (sin, log, max), with or without an index."""
    tag = local(element)
    if tag in _TWO_OR_MORE and tag != "mfrac" and len(element):
        return _is_name(element[0])
    return tag in ("mi", "mo") and re.fullmatch(r"\s*[^\W\d_]{2,}\s*", content(element)) is not None


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


def _both(parts: list[str]) -> str:
    low, high = parts[1].strip(), parts[2].strip()
    index = _script(low, raised(low, lowered=True), "_")
    return _grouped(parts[0]) + index + _script(high, raised(high), "^")


def _fraction(parts: list[str]) -> str:
    return f"{_grouped(parts[0])}/{_grouped(parts[1])}"


def _over(parts: list[str]) -> str:
    if len(parts[0]) == 1 and parts[1] in _ACCENTS:
        return parts[0] + _ACCENTS[parts[1]]
    return _power(parts)


_TWO_OR_MORE: dict[str, tuple[int, Callable[[list[str]], str]]] = {
    "msup": (2, _power),
    "msub": (2, _index),
    "msubsup": (3, _both),
    "mfrac": (2, _fraction),
    "mover": (2, _over),
    "munder": (2, _index),
    "munderover": (3, _both),
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
    return tidy(linear(root))


def tidy(said: str) -> str:
    """The text with its white space folded."""
    return _SPACES.sub(" ", said.replace("\u00a0", " ")).strip()
