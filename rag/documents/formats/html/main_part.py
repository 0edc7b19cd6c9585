"""Which element of a page holds its text."""

from rag.documents.formats.xml import Element, attribute, local

_MAIN = (
    "//main", "//*[@role='main']", "//*[@itemprop='articleBody']", "//*[@id='mw-content-text']",
    "//article",
)  # fmt: skip
_MAIN_SHARE = 0.3


def main_part(root: Element, left: dict[Element, str]) -> Element:
    """The element that holds the page's text: what the page names so, else its body."""
    body = next(iter(root.iter("body")), root)
    total = _letters(body, left)
    for path in _MAIN:
        candidates = [part for part in root.xpath(path) if not _inside_comment(part)]
        if len(candidates) == 1 and _letters(candidates[0], left) >= _MAIN_SHARE * total:
            return candidates[0]
    return body


def _inside_comment(element: Element) -> bool:
    return any("comment" in attribute(e, "class") for e in (element, *element.iterancestors()))


def _letters(element: Element, left: dict[Element, str]) -> int:
    """How much text outside of furniture an element holds."""
    count, stack = 0, [element]
    while stack:
        part = stack.pop()
        count += len((part.text or "").strip())
        for child in part:
            count += len((child.tail or "").strip())
            if child not in left and local(child):
                stack.append(child)
    return count
