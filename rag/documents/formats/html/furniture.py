"""Which parts of a page are not its text, by what the page says of itself and by names.

Names (of classes and ids) only tell of blocks, never of words inside a sentence, and never of
what holds a good part of the page's prose. Each part that is left out has a kind, by which the
account of a page counts it (rag/documents/formats/html/account.py).
"""

import re
from itertools import islice

from rag.documents.formats.html.unseen import Unseen
from rag.documents.formats.html.words import BY_TAG, HEADINGS, INLINE, Words, inside_sentence
from rag.documents.formats.xml import Element, attribute, local, said

_ROLES = frozenset(
    "navigation banner contentinfo search complementary menu menubar toolbar dialog alert "
    "doc-toc doc-index presentation-only".split()
)
_NAMES = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navbox|navigation|menu|breadcrumbs?|sidebar|share|sharing|social"
    r"|related|recommended|newsletter|subscribe|subscription|signup|cookies?|consent|promo|advert"
    r"|advertisement|ads?|sponsor(?:ed)?|pagination|pager|toolbar|skip-link|masthead|popup|modal"
    r"|print-only|noprint|editsection|jump-link|toc|catlinks|printfooter|sistersitebox"
    r"|site-header|site-footer|page-footer|footer-links"
    r"|tags|tag-list|post-meta|entry-meta|author-box|author-bio|mw-empty-elt|ambox|metadata"
    r"|navigation-not-searchable|most-read|trending|also-read|read-more|copyright"
    r"|paywall[-_](?:prompt|message|banner|overlay|box|cta|notice|modal|wall)|regwall"
    r"|sharedaddy|sharethis|addthis\w*|addtoany\w*|jp-relatedposts)(?:$|[\s_-])",
    re.I,
)
_WITH_SENTENCES = frozenset(
    "sidebar paywall regwall prompt cta wall newsletter subscribe subscription signup cookie"
    " cookies consent promo advert advertisement ad ads sponsor sponsored masthead popup modal"
    " copyright box bio author related relatedposts recommended jp"
    " print noprint only header footer site page".split()
)
_OF_BOXES = frozenset(
    "area article banner bar block body bottom box button buttons col column container content"
    " desktop entry form global group inner item items left link links list main message mobile"
    " module notice outer overlay panel policy post posts primary right row secondary section"
    " slot story text top unit widget wrap wrapper".split()
)
_OFFER = re.compile(r"newsletter|subscri|sign-?up|cookie|consent", re.I)
_LINKED_SHARE, _TEXT_WORDS, _OFFER_WORDS = 0.2, 8, 60
_ABOUT_OTHERS = re.compile(
    r"(?:^|[\s_-])(?:no|has|have|with|without|not|informed|un)[_-][\w-]+"
    r"|(?<![\w-])[\w-]+[_-](?:enabled|disabled|relative|active|visible|hidden|open|layout|parent|aware)"
    r"(?=\s|$)",
    re.I,
)
_APPARATUS = re.compile(
    r"(?:^|\s)(?:ambox|ombox|hatnote|dablink|rellink|navbox|catlinks|mw-editsection|mw-cite-backlink|footnote-backref|headerlink|header-anchor"
    r"|anchorjs-link|heading-anchor|permalink|headline-anchor|reversefootnote|skip-link)(?:$|\s)",
    re.I,
)
_LINE_NUMBER = re.compile(
    r"(?:^|\s)(?:line-?num(?:ber)?s?|line-?no|linenos|lno|ln|l-?num|verse-?num(?:ber)?|vnum)(?:$|\s)",
    re.I,
)
_OF_BOOKS = frozenset("toc landmarks loi lot page-list".split())
NOTICES = frozenset(["copyright-page", "imprint", "colophon"])
NOTICE = "notices of rights and of how the book was made"
_MADE = frozenset("pg-boilerplate calibrejacket".split())
_TEXTS = frozenset(["p", "li", "td", "th", "dd", "dt", "figcaption", "blockquote"]) | HEADINGS
_ICON = re.compile(r"icon|symbol|glyph|(?:^|\s)fa[srlbd]?(?:$|[\s-])", re.I)
_PERMALINKS = frozenset("# ¶ § ∞ 🔗 ⚓ ⚓︎".split())
_PAGE_LEVEL = frozenset(["header", "footer", "aside"])
_NEAREST = 8  # elements on either side of one that may say its words once more
_PARTS = 3  # of a name: a longer one is a heading's or an article's


def omitted(root: Element, hidden: Unseen, words: Words, book: bool = False) -> dict[Element, str]:
    """The elements below `root` that are left out, each with the kind of its content.

    In a `book` (an e-book's chapters) nothing is left out for a name that is no declared type.
    """
    left = dict(hidden.gone)
    for element in root.iter():
        if element not in left and local(element):
            kind = _kind(element, words, book)
            if kind:
                left[element] = kind
    return left


def _kind(element: Element, words: Words, book: bool) -> str:
    """The kind of an element that is left out, "" for one that is not."""
    tag = local(element)
    inline = tag in INLINE and inside_sentence(element)
    if tag in BY_TAG and not inline and not (tag == "dialog" and element.get("open") is not None):
        return "" if tag == "nav" and words.holder(element) else BY_TAG[tag]
    if not book and attribute(element, "aria-hidden") == "true" and not _is_seen(element, inline):
        return "" if words.holder(element) or _is_initial(element) else "hidden"
    if _LINE_NUMBER.search(attribute(element, "class")) and not re.search(
        r"[^\W\d]", said(element)
    ):
        return "line number"
    if _APPARATUS.search(attribute(element, "class")) or _is_permalink(element):
        return "navigation"
    if book and not words.nearly_all(element) and (beside := _beside_book(element)):
        return beside
    printed = tag == "div" and attribute(element, "title") in ("header", "footer")  # of a page
    if printed or _MADE & set(attribute(element, "class").split()):
        return "furniture"
    if tag in ("body", "main", "article", "html") or _holds_text(element, words) or inline:
        return ""
    if tag == "noscript":
        return "machinery" if words.prose.get(element, 0) < 100 else ""
    if _ROLES & set(attribute(element, "role").split()):
        return "navigation"
    return "" if book else _by_name(element, tag, words)


def _holds_text(element: Element, words: Words) -> bool:
    """Whether a part holds too much of a page's text to be furniture; an offer is none."""
    few = words.all.get(element, 0) <= min(_OFFER_WORDS, 0.8 * words.total)
    offers = few and _OFFER.search(attribute(element, "class")) and not [*element.iter("h1")]
    return words.holder(element) and not offers


def _beside_book(element: Element) -> str:
    """The kind of a part of a book that says that it is none of the book's text; "" for others."""
    said = set(f"{attribute(element, 'epub-type')} {attribute(element, 'data-type')}".split())
    return NOTICE if NOTICES & said else "furniture" if _OF_BOOKS & said else ""


def _by_name(element: Element, tag: str, words: Words) -> str:
    """The kind of an element by its tag's or its name's usual meaning."""
    if tag in _PAGE_LEVEL and not _is_note_like(element):
        within = any(local(a) == "article" for a in element.iterancestors())
        return "" if tag == "header" and within else "furniture"
    if tag in INLINE or tag in HEADINGS or words.much(element):
        return ""
    names = names_of(element, words.prose.get(element, 0)).split()
    short = " ".join(name for name in names if len(re.split(r"[_-]+", name)) <= _PARTS)
    match = _NAMES.search(_ABOUT_OTHERS.sub(" ", short))
    if not match or _is_note_like(element):
        return ""
    token = next((name for name in names if match.group().strip(" _-") in name), "")
    return "" if _reads_as_text(element, token, words) else "furniture"


def _reads_as_text(element: Element, name: str, words: Words) -> bool:
    """Whether a part holds words that its `name` does not account for.

    Menus and the like hold links, notices and adverts hold sentences of their own; what else is
    said, with hardly a link and no button, is text.
    """
    parts = {part for part in re.split(r"[\W_\d]+", name.lower()) if part}
    if parts & _WITH_SENTENCES and parts != {"related"} and parts <= _WITH_SENTENCES | _OF_BOXES:
        return False
    inside = [local(part) for part in element.iter()]
    if any(BY_TAG.get(tag) == "control" for tag in inside):
        return False
    linked = sum(len(said(link).split()) for link in element.iter("a"))
    count = words.all.get(element, 0)
    if linked > _LINKED_SHARE * count:
        return False
    cells = inside.count("td") + inside.count("th")
    return bool(words.prose.get(element, 0)) or cells > 2 or (not linked and count >= _TEXT_WORDS)


def _is_permalink(element: Element) -> bool:
    """Whether an element is the sign in a heading that links to the heading itself."""
    if local(element) != "a" or said(element).strip() not in _PERMALINKS:
        return False
    within = any(local(around) in HEADINGS for around in element.iterancestors())
    return within and attribute(element, "href").startswith("#")


def names_of(element: Element, prose: int) -> str:
    """The names that may tell what a part is for.

    An id that was made of the heading which opens the part ("related-work" of a paper) is none of
    them where words of sentences stand in it.
    """
    classes = attribute(element, "class")
    return classes if prose and _has_its_id(element) else f"{classes} {attribute(element, 'id')}"


def _has_its_id(element: Element) -> bool:
    """Whether the id of a part says the words of its first heading."""
    opening = next((child for child in element if local(child) not in ("", "span", "a")), None)
    if opening is None or local(opening) not in HEADINGS:
        return False
    slug = re.findall(r"[^\W\d_]+", attribute(element, "id").casefold())
    return bool(slug) and slug == re.findall(r"[^\W\d_]+", said(opening).casefold())


def _is_note_like(element: Element) -> bool:
    names = " ".join(attribute(element, name) for name in ("role", "class", "id", "epub-type"))
    return bool(re.search(r"note|reference|doc-|comment", names, re.I))


def _is_initial(element: Element) -> bool:
    """Whether an element is the large letter with which a paragraph begins, said once more."""
    parent, letter = element.getparent(), said(element)
    if local(element) not in INLINE or parent is None or len(letter) != 1 or not letter.isalpha():
        return False
    opening = "".join(text[:99] for text in islice(parent.itertext(), 2 * _NEAREST)).strip()
    return opening.startswith(letter) and bool(re.search(r"\w\w\W+\w", opening))


def _is_seen(element: Element, inline: bool) -> bool:
    """Whether words that are not read aloud are such as a page shows.

    Icons have no words but their names; parts of a page are menus and windows that wait; and
    words that stand beside the element once more need be read only once.
    """
    words = _bare(element)
    twice = any(said.startswith(words) or said.endswith(words) for said in _beside(element))
    if not words or twice or local(element) not in INLINE | _TEXTS:
        return inline and not words and _between_figures(element)
    figures = words.isdigit() and any(local(a) in ("pre", "code") for a in element.iterancestors())
    return not figures and not _ICON.search(attribute(element, "class"))


def _bare(element: Element) -> str:
    return "".join(re.findall(r"\w+", said(element))).casefold()


def _beside(element: Element) -> set[str]:
    """What the nearest elements on both sides say."""
    sides = (islice(element.itersiblings(preceding=side), _NEAREST) for side in (True, False))
    return {_bare(other) for others in sides for other in others}


def _between_figures(element: Element) -> bool:
    """Whether a sign stands between two figures: the dash of a range, a point."""
    previous, parent = element.getprevious(), element.getparent()
    before = previous.tail if previous is not None else parent.text if parent is not None else ""
    return (before or "")[-1:].isdigit() and (element.tail or "")[:1].isdigit()
