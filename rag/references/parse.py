"""A citation's text read into its fields, and nothing guessed.

The shapes of rag/references/shapes.py are tried in turn, the most telling first. A field is
filled only where a shape says what it is; a text of no shape keeps its date, its address and
itself. Reference parsers that learn from examples fill more fields, and invent some.
"""

import re

from rag.english.citations import STATES
from rag.references import shapes
from rag.references.citation_text import citations
from rag.references.links import Links, without_links
from rag.references.record import Reference
from rag.references.tails import Fields

_LEAD_IN = re.compile(
    r"^(?:(?:for example|for instance|e\.g\.|among others),? |[a-z][^:,“”\"()]{2,60}: (?=[A-Z“\"]))"
)
"""Words of the author's own before a reference: "his own account: ". No name begins so."""

_TITLES = re.compile(r"“[^“”]*”|\"[^\"]*\"|\([^()]*\)|\[[^\[\]]*\]|‘[^‘’]*’")
"""What stands in quotation marks or brackets."""
_LONGEST = 2000
"""Characters beyond which a text is no single reference, and is kept as it is."""


def parse(text: str) -> Reference:
    """The reference that a citation is, as far as it says so.

    >>> found = parse("Marta Lindqvist, Salt Roads (Oxford: Ferrier Press, 1988), 14.")
    >>> found.type, str(found.author[0]), found.title, found.date, found.cited
    ('book', 'Lindqvist, Marta', 'Salt Roads', '1988', '14')
    """
    whole = " ".join(text.split())
    if len(whole) > _LONGEST:
        return Reference(whole, "none")
    bare, links = without_links(whole)
    alone = citations(bare)  # a cue before it ("See also") is no part of a reference
    bare = alone[0] if len(alone) == 1 else bare
    bare = _LEAD_IN.sub("", bare)
    shape, fields = _shaped(bare, links)
    fields = {name: value for name, value in fields.items() if value}
    if links.web and fields.get("type", "document") == "document":
        fields["type"] = "webpage"
    fields |= {"url": links.url, "doi": links.doi, "accessed": links.accessed}
    return Reference(whole, shape, **fields)


def is_bare(text: str) -> bool:
    """Whether a text is a reference and nothing else: outside of titles it says nothing.

    >>> is_bare("Marta Lindqvist, Salt Roads (Oxford: Ferrier Press, 1988), 14.")
    True
    >>> is_bare("Marta Lindqvist (Salt Roads, 1988) walked the whole road.")
    False
    >>> is_bare('"Warden" means whoever holds the key of the weir, whether by day or by night.')
    False
    """
    return not STATES.search(_TITLES.sub(" ", text)) and parse(text).shape != "none"


def _shaped(text: str, links: Links) -> tuple[str, Fields]:
    """The first shape that the text has, with what it states."""
    text = text.strip(" .")
    if fields := shapes.interview(text):
        return "interview", fields
    if fields := shapes.author_date(text, links.web):
        return "author and date", fields
    if fields := shapes.bibliography(text, links.web):
        return "bibliography", fields
    imprint = re.search(r"\s\([^()]*\)", text)
    quoted = re.search(r"[“\"‘]", text)
    early = imprint and quoted and imprint.start() < quoted.start()
    if (not early) and (fields := shapes.quoted_note(text, links.web)):
        return "note with a title in quotation marks", fields
    if fields := shapes.book_note(text):
        return "note on a book", fields
    return "none", shapes.document(text)
