"""Readers' comments on a page, and the posts of forums: which elements they are, who wrote each."""

import re

from rag.documents.formats.xml import Element, attribute, local, said
from rag.documents.structure.speech.examined import titled
from rag.english.patterns.web import COMMENTER_SAYS

_ITEM = re.compile(r"(?:^|\s)(?:comment|comment-item|comment-entry|depth-\d+)(?:$|\s)", re.I)
_LIST = re.compile(
    r"(?:^|[\s_-])(?:comments?|comment-?list|commentlist|comments-area|disqus_thread|responses"
    r"|user-comments|reader-comments)(?:$|[\s_-])",
    re.I,
)
_NAME = re.compile(
    r"(?:^|[\s_-])(?:fn|author|username|user-name|commenter|display-name)(?:$|[\s_-])", re.I
)
_META = re.compile(
    r"(?:^|[\s_-])(?:meta|metadata|date|time|reply|avatar|actions|vote|votes|likes|says|form"
    r")(?:$|[\s_\d-])",
    re.I,
)
_OF_WRITER = re.compile(
    r"(?:^|[\s_-])(?:signature|sig|(?:post-?|user-?)(?:profile|details|extras|info|title|stats))"
    r"(?:$|[\s_\d-])",
    re.I,
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_PERSON = re.compile(r"((?!The\b|A\b)[^\W\d_a-z][\w.’'-]*(?:\s[^\W\d_a-z][\w.’'-]*){1,3})(?:,.*)?$")
_CONTENT = re.compile(r"content|body|text|message", re.I)
_POST = re.compile(r"(?:^|\s)(?:(?:forum|topic|js)-)?post(?:-?container)?(?:$|\s)", re.I)
_NUMBERED = re.compile(r"(?:p|post|msg|message|js-post)[-_]?\d+", re.I)
_ARTICLE = re.compile(r"(?:^|\s)(?:hentry|h-entry)(?:$|\s)", re.I)


def is_comment_list(element: Element) -> bool:
    """Whether an element holds the comments of readers (and not a single one)."""
    return (
        local(element) in ("div", "section", "ol", "ul", "aside", "article")
        and bool(_LIST.search(f"{attribute(element, 'class')} {attribute(element, 'id')}"))
        and not is_comment(element)
    )


def is_comment(element: Element) -> bool:
    """Whether an element is one comment."""
    if (element.get("itemtype") or "").endswith("/Comment"):
        return True
    if local(element) not in ("div", "li", "article"):
        return False
    names = element.get("class")
    return bool(names) and _ITEM.search(names) is not None


def comment_part(element: Element) -> str:
    """What a part of a comment is: "name", "meta" (date, reply link) or "text"."""
    names = attribute(element, "class")
    if attribute(element, "itemprop") in ("author", "creator", "name") or _NAME.search(names):
        return "name"
    if local(element) == "cite" and not _CONTENT.search(names):
        return "name"
    if local(element) in ("time", "footer", "header", "h4", "h5", "h6"):
        return "meta"
    if _OF_WRITER.search(_CAMEL.sub("-", f"{names} {attribute(element, 'id')}")):
        return "meta"
    if _META.search(names) and not _CONTENT.search(names):
        return "meta"
    return "text"


def commenter(element: Element) -> str | None:
    """The name that a comment gives for its writer; that of the innermost name element."""
    if element.get("data-author"):
        return attribute(element, "data-author")
    stack = list(element)
    while stack:
        part = stack.pop(0)
        if is_comment(part):
            continue
        if comment_part(part) == "name":
            name = said(part)
            return COMMENTER_SAYS.sub("", name) or None
        stack = [*part, *stack]
    return None


def cited(quotation: Element) -> str | None:
    """The person whom the last line of a block quotation names: `<cite>Hanne Lodve, keeper</cite>`.

    So may a `<cite>` right above it that is marked as a member's or an author's. Titles of works,
    which stand in italics or have other words than a name's, are none.
    """
    above = quotation.getprevious()
    if above is not None and local(above) == "cite" and _NAME.search(attribute(above, "class")):
        member = _PERSON.match(re.sub(r"(?<!\s)\s*+\(.*", "", said(above)))
        return titled(member[1]) if member and not (above.tail or "").strip() else None
    last = next((part for part in reversed(quotation) if local(part)), None)
    if last is None or (last.tail or "").strip() or local(last) not in ("cite", "footer", "p"):
        return None
    cite = last if local(last) == "cite" else next(iter(last.iter("cite")), last)
    alone = said(cite) == said(last).strip(" —–-") or local(last) == "footer"
    if not alone or (cite is last and local(last) == "p"):
        return None
    if any(local(part) in ("i", "em", "a") for part in cite.iter()):
        return None
    name = _PERSON.match(said(cite).lstrip(" —–-"))
    return name[1] if name else None


def mark_posts(root: Element) -> None:
    """Let each post be a comment by its writer, where two writers or more have posts."""
    posts = [element for element in root.iter("div", "li", "article") if _is_post(element)]
    posts = [p for p in posts if not any(other is not p and _is_post(other) for other in p.iter())]
    if len({post.get("data-author") or commenter(post) for post in posts} - {None}) < 2:
        return
    for post in posts:
        post.set("itemtype", "https://schema.org/Comment")


def _is_post(element: Element) -> bool:
    if local(element) not in ("div", "li", "article") or is_comment(element):
        return False
    names = attribute(element, "class")
    if element.get("data-author") is not None:
        return True
    numbered = _NUMBERED.fullmatch(attribute(element, "id")) is not None
    return numbered and bool(_POST.search(names)) and not _ARTICLE.search(names)
