"""Addresses, DOIs and dates of access, taken out of a reference before the rest is read."""

import re
from dataclasses import dataclass

from rag.english.dates import DATE, iso
from rag.english.patterns.references import LINKS_VERB as _VERB

_URL = re.compile(
    r"(?:(?i:https?://|www\.)|(?<![\w@/.])(?:[a-z0-9-]{1,63}\.){1,4}[a-z]{2,12}/)[^\s<>“”\"]+"
)
_DOI = re.compile(r"(?:\bdoi:?\s*|https?://(?:dx\.)?doi\.org/)(10\.\d{4,9}/[^\s<>“”\"]+)", re.I)
_BEFORE = r"[,;.]?+(?<!\s)\s*+[(\[]?+\s*+\b"
_ACCESSED = re.compile(rf"{_BEFORE}{_VERB}(?: on)?:? (?P<date>{DATE})[)\]]?(?:,? from)?", re.I)
_CHANGED = re.compile(
    rf"{_BEFORE}(?:last )?(?:modified|updated|changed|revised)(?: on)?:? {DATE}[)\]]?",
    re.I,
)
_VAGUE = re.compile(
    rf"{_BEFORE}(?:{_VERB}(?: on)?:? [^,;.()]{{3,30}}|available (?:at|from):?"
    r"|retrieved from:?)(?=[\s)\],.;]|$)[)\]]?",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Links:
    """What was taken out; `url` is empty where several addresses were found."""

    url: str = ""
    doi: str = ""
    accessed: str = ""

    @property
    def web(self) -> bool:
        """Whether the text gives an address other than a DOI's."""
        return bool(self.url)


def without_links(text: str) -> tuple[str, Links]:
    """The text without its addresses, and these."""
    dois = list(dict.fromkeys(_trimmed(match.group(1)) for match in _DOI.finditer(text)))
    rest = _DOI.sub(_keep_end, text)
    urls = list(dict.fromkeys(_trimmed(match.group()) for match in _URL.finditer(rest)))
    rest = _URL.sub(_keep_end, rest)
    rest = _CHANGED.sub("", rest)
    accessed = _ACCESSED.search(rest)
    rest = _ACCESSED.sub("", rest)
    rest = _VAGUE.sub("", rest) if urls else rest
    rest = re.sub(r"[(\[<]\s*[)\]>]", "", rest)
    rest = re.sub(r" ([,.;)])", r"\1", " ".join(rest.split()))
    rest = re.sub(r"(?: ?,)+(?= ?(?:[,.;]|$))", "", rest)
    return rest.strip(" ,;"), Links(
        urls[0] if len(urls) == 1 else "",
        dois[0] if len(dois) == 1 else "",
        iso(accessed["date"]) if accessed else "",
    )


def _trimmed(address: str) -> str:
    """An address without the punctuation of the sentence behind it."""
    address = address.rstrip(".,;:!?'’")
    while address.endswith((")", "]")) and address.count("(") + address.count("[") < (
        address.count(")") + address.count("]")
    ):
        address = address[:-1].rstrip(".,;")
    return address


def _keep_end(match: re.Match[str]) -> str:
    """What stays of an address: the punctuation behind it."""
    return match.group()[len(_trimmed(match.group())) :]
