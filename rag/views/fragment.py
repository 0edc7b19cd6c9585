"""Text fragments: the part of a web address that leads to words of a page.

https://wicg.github.io/scroll-to-text-fragment/#syntax
"""

import re
from urllib.parse import quote

from rag.quotes.citation import Citation

_LONG = 12
"""Words from which on only the first and last few are named."""
_EDGE = 5
_BESIDE = 3


def fragment(citation: Citation) -> str:
    """`#:~:text=…` for a citation's words, with what stands beside them where it is known.

    >>> fragment(Citation("a.html", "", (), "fell, in 1995"))
    '#:~:text=fell%2C%20in%201995'
    """
    words = citation.text.split()
    if len(words) <= _LONG:
        target = _encoded(" ".join(words))
    else:
        target = f"{_encoded(' '.join(words[:_EDGE]))},{_encoded(' '.join(words[-_EDGE:]))}"
    before = _whole_words(citation.prefix or "", behind=True)
    after = _whole_words(citation.suffix or "", behind=False)
    prefix = f"{_encoded(before)}-," if before else ""
    suffix = f",-{_encoded(after)}" if after else ""
    return f"#:~:text={prefix}{target}{suffix}"


def _encoded(text: str) -> str:
    """Percent-encoded; hyphen, comma and ampersand mean something in a fragment."""
    return quote(text, safe="").replace("-", "%2D")


def _whole_words(text: str, behind: bool) -> str:
    """The last (or first) words of a selector's side, within its line and without mark-up.

    A fragment must not reach over a block of the page, so nothing beyond a newline counts.
    """
    line = text.rpartition("\n")[2] if behind else text.partition("\n")[0]
    words = line.split(" ")
    words = words[1:] if behind and line == text else words  # the first may be cut off
    words = words[:-1] if not behind and line == text else words
    plain = [word for word in words if word and not re.search(r"[<>\[\]*_`#|]", word)]
    if len(plain) != len([word for word in words if word]):
        return ""
    return " ".join(plain[-_BESIDE:] if behind else plain[:_BESIDE])
