"""Which parts of a page are not its text, by what the page says of itself and by names.

Names (of classes and ids) only tell of blocks, never of words inside a sentence, and never of
what holds a good part of the page's prose. Each part that is left out has a kind, by which the
account of a page counts it (rag/documents/formats/html/account.py).
"""

import re
from dataclasses import dataclass, field

from rag.documents.formats.html.unseen import Unseen
from rag.documents.formats.xml import Element, attribute, content, local, said

INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data dfn em font i ins kbd label mark nobr output q "
    "ruby rb samp small span strong sub sup time tt u var wbr img br math button".split()
)
_KINDS = {
    "machinery": "script style template head title link meta map noframes param source track",
    "control": "select textarea input button dialog menu datalist option optgroup progress meter",
    "picture": "iframe object embed svg canvas video audio applet frame frameset",
    "navigation": "nav",
    "reading aid": "rt rp rtc",
}
_BY_TAG = {tag: kind for kind, tags in _KINDS.items() for tag in tags.split()}
_ROLES = frozenset(
    "navigation banner contentinfo search complementary menu menubar toolbar dialog alert "
    "doc-toc doc-index presentation-only".split()
)
_NAMES = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navbox|navigation|menu|breadcrumbs?|sidebar|share|sharing|social"
    r"|related|recommended|newsletter|subscribe|subscription|signup|cookies?|consent|promo|advert"
    r"|advertisement|ads?|sponsor(?:ed)?|pagination|pager|toolbar|skip-link|masthead|popup|modal"
    r"|print-only|noprint|editsection|jump-link|toc|catlinks|printfooter|sistersitebox|hatnote"
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
    " copyright box bio author"
    " print noprint only header footer site page".split()
)
_OF_BOXES = frozenset(
    "area article banner bar block body bottom box button buttons col column container content"
    " desktop entry form global group inner item items left link links list main message mobile"
    " module notice outer overlay panel policy post posts primary right row secondary section"
    " slot story text top unit widget wrap wrapper".split()
)
_LINKED_SHARE, _TEXT_WORDS = 0.2, 8
_ABOUT_OTHERS = re.compile(
    r"(?:^|[\s_-])(?:no|has|have|with|without|not|informed|un)[_-][\w-]+"
    r"|[\w-]+[_-](?:enabled|disabled|relative|active|visible|hidden|open|layout|parent|aware)"
    r"(?=\s|$)",
    re.I,
)
_APPARATUS = re.compile(
    r"(?:^|\s)(?:ambox|ombox|navbox|catlinks|mw-editsection|mw-cite-backlink|footnote-backref|headerlink|header-anchor"
    r"|anchorjs-link|heading-anchor|permalink|headline-anchor|reversefootnote|skip-link|line-?num(?:ber)?s?|line-?no|linenos)(?:$|\s)",
    re.I,
)
_PLAIN = frozenset("b i em strong sup sub".split())
_PERMALINKS = frozenset("# ¶ § ∞ 🔗 ⚓ ⚓︎".split())
_PAGE_LEVEL = frozenset(["header", "footer", "aside"])
_SENTENCE = re.compile(r"[.!?。…][\"'”’)\]]*(?:\s|$)")
_PROSE_WORDS = 12
_PROSE_SHARE = 0.35
_NEARLY_ALL = 0.85
_MUCH_PROSE, _MUCH_SHARE = 120, 0.15  # words: no furniture holds so many in sentences
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_PARTS = 3  # of a name: a longer one is a heading's or an article's


@dataclass(slots=True)
class Words:
    """Words of each element: all of them, and those of its prose (sentences, links apart)."""

    all: dict[Element, int] = field(default_factory=dict)
    prose: dict[Element, int] = field(default_factory=dict)
    total: int = 0
    total_prose: int = 0

    def holder(self, element: Element) -> bool:
        """Whether an element holds so much of a page's text that no name makes it furniture."""
        if self.total_prose:
            return self.prose.get(element, 0) >= _PROSE_SHARE * self.total_prose
        return 2 * self.all.get(element, 0) > self.total

    def much(self, element: Element) -> bool:
        """Whether an element holds more sentences than furniture does."""
        return self.prose.get(element, 0) >= max(_MUCH_PROSE, _MUCH_SHARE * self.total_prose)

    def nearly_all(self, element: Element) -> bool:
        """Whether hardly anything of a page's text would be left without an element."""
        if self.total_prose:
            return self.prose.get(element, 0) >= _NEARLY_ALL * self.total_prose
        return self.all.get(element, 0) >= _NEARLY_ALL * max(1, self.total)


def count_words(root: Element) -> Words:
    """Count the words below `root`, those of machinery and controls apart."""
    words = Words()
    for element in root.iter():
        if local(element):
            words.all[element] = len((element.text or "").split())
            words.prose[element] = 0 if local(element) in INLINE else _prose(element)
    for element in reversed(list(words.all)):
        parent = element.getparent()
        if parent is not None:
            counts = local(element) not in _BY_TAG
            tail = len((element.tail or "").split())
            words.all[parent] += tail + (words.all[element] if counts else 0)
            words.prose[parent] += words.prose[element] if counts else 0
    words.total, words.total_prose = words.all.get(root, 0), words.prose.get(root, 0)
    return words


def _prose(block: Element) -> int:
    """Words of a block's own lines that form sentences and are no links."""
    pieces, stack = [block.text or ""], list(reversed(block))
    while stack:
        part = stack.pop()
        if isinstance(part, str):
            pieces.append(part)
            continue
        stack.append(part.tail or "")
        if local(part) in INLINE and local(part) not in ("a", "button", "label"):
            stack += [*reversed(part), part.text or ""]
        elif local(part) == "a":
            pieces.append("a")  # a word of a sentence, but not one that counts for much
    said = " ".join(pieces)
    count = len(said.split())
    return count if count >= _PROSE_WORDS and _SENTENCE.search(said) else 0


def omitted(root: Element, hidden: Unseen, words: Words, book: bool = False) -> dict[Element, str]:
    """The elements below `root` that are left out, each with the kind of its content.

    In a `book` (an e-book's chapters) nothing is left out for its name.
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
    if tag in _BY_TAG and not inline and not (tag == "dialog" and element.get("open") is not None):
        return "" if tag == "nav" and words.holder(element) else _BY_TAG[tag]
    if (
        not book
        and attribute(element, "aria-hidden") == "true"
        and not (inline and _worded(element))
    ):
        return "" if words.holder(element) or _is_initial(element) else "hidden"
    if _APPARATUS.search(attribute(element, "class")) or _is_permalink(element):
        return "navigation"
    if tag in ("body", "main", "article", "html") or words.holder(element) or inline:
        return ""
    if tag == "noscript":
        return "machinery" if words.prose.get(element, 0) < 100 else ""
    if _ROLES & set(attribute(element, "role").split()):
        return "navigation"
    return "" if book else _by_name(element, tag, words)


def _by_name(element: Element, tag: str, words: Words) -> str:
    """The kind of an element by its tag's or its name's usual meaning."""
    if tag in _PAGE_LEVEL and not _is_note_like(element):
        within = any(local(a) == "article" for a in element.iterancestors())
        return "" if tag == "header" and within else "furniture"
    if tag in INLINE or tag in _HEADINGS or words.much(element):
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
    if parts & _WITH_SENTENCES and parts <= _WITH_SENTENCES | _OF_BOXES:
        return False
    inside = [local(part) for part in element.iter()]
    if any(_BY_TAG.get(tag) == "control" for tag in inside):
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
    within = any(local(around) in _HEADINGS for around in element.iterancestors())
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
    if opening is None or local(opening) not in _HEADINGS:
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
    return said(parent).startswith(letter) and bool(re.search(r"\w{2,}\W+\w", said(parent)))


def _worded(element: Element) -> bool:
    """Whether an element says letters that are no icon's name."""
    said = content(element).strip()
    return bool(said) and said.replace("’", "").replace("'", "").isalpha()


def inside_sentence(element: Element) -> bool:
    """Whether words stand right before or behind an inline element, in the same block."""
    while True:
        previous, following = element.getprevious(), element.getnext()
        parent = element.getparent()
        if parent is None:
            return False
        before = previous.tail if previous is not None else parent.text
        if re.search(r"\w", f"{before or ''}{element.tail or ''}"):
            return True
        if any(
            other is not None and local(other) in _PLAIN and re.search(r"\w", said(other))
            for other in (previous, following)
        ):
            return True
        if local(parent) not in INLINE:
            return False
        element = parent


def is_link_list(element: Element) -> bool:
    """Whether a list is nothing but links: navigation that nobody has named so."""
    if local(element) not in ("ul", "ol", "div", "table"):
        return False
    links = list(element.iter("a"))
    if len(links) < 4:  # before all of the text is put together, for each element around it
        return False
    whole = len(content(element).strip())
    linked = sum(len(content(a).strip()) for a in links)
    return linked > 0.8 * whole and whole < 120 * len(links)
