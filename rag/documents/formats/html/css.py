"""What the style sheets inside of a page, and its `style` attributes, declare of each element.

Only properties that can hide, strike, number or write text are looked at; sheets that lie in
files of their own are not there. Parsers: tinycss2 and cssselect2 (both BSD-3-Clause).
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

import cssselect2
import tinycss2

from rag.documents.formats.html.css_relations import Related, matched
from rag.documents.formats.html.css_rules import for_screen, rules
from rag.documents.formats.xml import Element, attribute, local

Declared = dict[str, str]
"""Property → value, in lower case."""

_PROPERTIES = frozenset(
    "display visibility opacity font-size font position left right top bottom inset text-indent "
    "margin-left clip clip-path width height max-width max-height overflow overflow-x overflow-y "
    "filter mso-hide mso-element color -webkit-text-fill-color background background-color "
    "background-image transform scale zoom letter-spacing background-clip -webkit-background-clip "
    "content-visibility text-decoration text-decoration-line list-style list-style-type "
    "counter-reset counter-increment counter-set content quotes font-family float "
    "vertical-align".split()
)
_Families = tuple[tuple[str, re.Pattern[str]], ...]
_FAMILIES: _Families = tuple(
    (names, re.compile(telling, re.I))
    for names, telling in (
        ("display", r"display\s*:\s*none"),
        ("visibility", r"visibility\s*:\s*(?:hidden|collapse)"),
        ("opacity", r"opacity\s*:\s*0?\.?0"),
        ("font", r"font(?:-size)?\s*:\s*[^;}]{0,30}?(?<![\d.])(?:[0-2]|0?\.\d+)(?:\D|$)"),
        (
            "position|left|top|right|bottom|inset|text-indent|margin|transform|scale|zoom|overflow",
            r"-\d{2,}|scale|zoom\s*:\s*0|:\s*100(?:%|vw)|\d{4}(?:px|em)",
        ),
        ("letter-spacing", r"letter-spacing\s*:\s*-"),
        ("clip|position", "clip"),
        ("filter|mso-", r"filter\s*:|mso-(?:hide|element)"),
        ("font", r"font(?:-family)?\s*:[^;}]{0,60}(?:symbol|dings|monotype sorts)"),
        ("width|height|overflow", r"(?:height|width)\s*:\s*[01](?:px)?\s*[;!}]"),
        ("color|background|-webkit", r"(?<![-\w])(?:color|background(?:-color)?)\s*:|-text-fill-"),
        ("text-decoration", "line-through"),
        ("vertical-align", r"vertical-align\s*:\s*(?:super|sub)\b"),
        ("content-visibility", "content-visibility"),
        (
            "list-style|counter|content|quotes|font-family|--",
            r"""list-style|counter|content\s*:\s*(?!none|normal|["']\s*["'])""",
        ),
    )
)
_BOOKS = (*_FAMILIES, ("display|position", re.compile(r"display\s*:\s*block|position\s*:")))
"""What tells that properties of some names matter on a page; then all their values are read."""
_CLASS_OR_ID = re.compile(r"[.#]([\w-]+)")
_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,\s*([^()]*))?\)")
_QUOTED = re.compile(r"""["']""")
_REMEMBERED = 2048  # rules of the pages before this one
_LONGEST = 3_000_000  # code points of style sheets


@dataclass(slots=True)
class Sheet:
    """Declarations of a page by element, and of what a sheet writes before and after each.

    `generated` are the declarations of `::before`, `::after` and `::marker`, by that name.
    """

    of: dict[Element, Declared] = field(default_factory=dict)
    generated: dict[str, dict[Element, Declared]] = field(
        default_factory=lambda: {"before": {}, "after": {}, "marker": {}}
    )

    def add(self, element: Element, pseudo: str | None, declared: Declared) -> None:
        """Let declarations of an element, or of what is written at it, beat those up to now."""
        where = self.generated.get(pseudo) if pseudo else self.of
        if declared and where is not None:
            where.setdefault(element, {}).update(declared)

    def written(self, side: str, element: Element) -> Declared:
        """What is declared of the words that a sheet writes at an element."""
        return self.generated[side].get(element, {})

    def value(self, element: Element, name: str) -> str:
        """What is declared of an element, "" where nothing is."""
        return self.of.get(element, {}).get(name, "")

    def resolved(self, said: str, element: Element) -> str:
        """A value with the variables in it replaced; what nobody declares becomes its fallback."""

        def value(variable: re.Match[str]) -> str:
            around = element
            while around is not None:
                if stated := self.value(around, variable[1].casefold()):
                    return stated
                around = around.getparent()
            return variable[2] or ""

        return _VARIABLE.sub(value, said) if "var(" in said else said


def read_sheets(root: Element, files: Mapping[str, str] | None = None) -> Sheet:
    """All that is declared below `root`, the strongest declaration of a property each.

    With `files`, it is a book: a sheet of one of them, which `<style file="…">` names, and any
    other holds for its own chapter only; and which words stand on lines of their own is told.
    Raises SourceError where rules times elements would take too long.
    """
    sheet, held = Sheet(), dict(matched(_scopes(root, files)))
    for element in root.iter():
        style = _declared(element.get("style") or "") if local(element) else ({}, {})
        for strong in (False, True):
            for _, _, pseudo, declared in held.get(element, ()):
                sheet.add(element, pseudo, declared[strong])
            sheet.add(element, None, style[strong])
    return sheet


def _scopes(
    root: Element, files: Mapping[str, str] | None
) -> Iterator[tuple[Iterable[Related], cssselect2.Matcher]]:
    """The elements of a page, or of each chapter of a book, with the rules that hold for them."""
    top, here = Related.from_html_root(root), _names(root)
    parts: dict[str, list[Related]] = {}
    for part in [top] if files is None else top.iter_children():
        parts.setdefault(_text(part.etree_element, files or {}), []).append(part)
    for text, alike in parts.items():
        matcher = _matcher(text, here, _FAMILIES if files is None else _BOOKS)
        if matcher is not None:
            yield (wrapper for part in alike for wrapper in part.iter_subtree()), matcher


def _text(root: Element, files: Mapping[str, str]) -> str:
    """All sheets inside of a page or a chapter as one."""
    texts = (
        files.get(attribute(style, "file"), style.text or "")
        for style in root.iter("style")
        if for_screen(attribute(style, "media"))
    )
    return "\n".join(texts)[:_LONGEST]


def _matcher(text: str, here: set[str], families: _Families) -> cssselect2.Matcher | None:
    """The rules of a sheet that could tell something, None where there are none.

    `here` are the classes and ids of the page.
    """
    matters = "|".join(names for names, telling in families if telling.search(text))
    if not matters:
        return None
    matcher, order = cssselect2.Matcher(), 0
    telling = re.compile(matters, re.I)
    for prelude, body in rules(text):
        if telling.search(body):
            order = _add(matcher, _of_page(prelude, here), body, order)
    return matcher if order else None


def _names(root: Element) -> set[str]:
    """All classes and ids of a page."""
    names: set[str] = set()
    for element in root.iter():
        if element.get("class"):
            names.update(element.get("class").split())
        if element.get("id"):
            names.add(element.get("id"))
    return names


def _of_page(prelude: str, here: set[str]) -> str:
    """The selectors that name no class or id which the page lacks; most of large sheets do."""
    if "(" in prelude or "\\" in prelude or "[" in prelude:
        return prelude
    return ",".join(
        selector
        for selector in prelude.split(",")
        if all(name in here for name in _CLASS_OR_ID.findall(selector))
    )


def _add(matcher: cssselect2.Matcher, prelude: str, body: str, order: int) -> int:
    """Add a rule to the matcher; returns how many selectors it has now."""
    declared = _declared(body) if prelude else ()
    if not any(declared):
        return order
    selectors = _selectors(prelude)
    for selector in selectors:
        matcher.add_selector(selector, declared)
    return order + len(selectors)


@lru_cache(maxsize=_REMEMBERED)
def _selectors(prelude: str) -> tuple[cssselect2.compiler.CompiledSelector, ...]:
    """The selectors of a rule; one that the parser does not know applies to nothing."""
    try:
        return tuple(cssselect2.compile_selector_list(prelude))
    except (cssselect2.SelectorError, NotImplementedError, SyntaxError, RecursionError, ValueError):
        return ()


@lru_cache(maxsize=_REMEMBERED)
def _declared(body: str) -> tuple[Declared, Declared]:
    """What the body of a rule or a `style` declares; the pages of a site share theirs."""
    body = re.sub(r"(\d{200})\d+", r"\1", body)  # Python reckons with no longer numbers
    return _both(tinycss2.parse_blocks_contents(body))


def _both(nodes: list[tinycss2.ast.Node]) -> tuple[Declared, Declared]:
    """The declarations of a block that are looked at: normal ones, and important ones."""
    own: Declared = {}
    strong: Declared = {}
    for node in nodes:
        if node.type != "declaration":
            continue
        said, name = tinycss2.serialize(node.value).strip(), node.lower_name
        if name in _PROPERTIES or (name.startswith("--") and _QUOTED.search(said)):
            said = said if name in ("content", "quotes") or name[:2] == "--" else said.casefold()
            (strong if node.important else own)[name] = said
    return own, strong
