"""Posts of forums: several on a page, each by a writer of its own, none by the page's author."""

import re

from rag.documents.formats.html.comments import commenter, is_comment
from rag.documents.formats.xml import Element, attribute, local

_POST = re.compile(r"(?:^|\s)(?:(?:forum|topic|js)-)?post(?:-?container)?(?:$|\s)", re.I)
_NUMBERED = re.compile(r"(?:p|post|msg|message|js-post)[-_]?\d+", re.I)
_ARTICLE = re.compile(r"(?:^|\s)(?:hentry|h-entry)(?:$|\s)", re.I)


def mark_posts(root: Element) -> None:
    """Let each post be a comment by its writer, where two writers or more have posts."""
    posts = [element for element in root.iter("div", "li", "article") if _is_post(element)]
    posts = [p for p in posts if not any(other is not p and _is_post(other) for other in p.iter())]
    if len({_writer(post) for post in posts} - {None}) < 2:
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


def _writer(post: Element) -> str | None:
    return post.get("data-author") or commenter(post)
