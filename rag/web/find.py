"""Words found in a document's reading text, as ranges to mark."""

import re
from dataclasses import dataclass

from rag.views.page.segments import MarkedRange

MOST = 500
_STEPS = 12
_LONGEST = 500


@dataclass(frozen=True, slots=True)
class TextMatches:
    """The places found: layers to mark, what to say of them, how many links step through."""

    layers: tuple[MarkedRange, ...] = ()
    said: str = ""
    steps: int = 0


def find_words(text: str, wanted: str) -> TextMatches:
    """Every place of `wanted`, white space and case aside; curly and straight marks are alike."""
    words = wanted.split()
    if not words:
        return TextMatches()
    if len(wanted) > _LONGEST:
        return TextMatches(said=f"more than {_LONGEST} characters are not looked for")
    pattern = r"\s+".join(_alike(word) for word in words)
    layers: list[MarkedRange] = []
    for match in re.finditer(pattern, text, re.IGNORECASE):
        layers.append(MarkedRange(*match.span(), "mark", 1, "found", f"found-{len(layers) + 1}"))
        if len(layers) == MOST:
            break
    if not layers:
        return TextMatches(said="not found")
    many = f"{MOST} places or more" if len(layers) == MOST else f"{len(layers)} places"
    said = "1 place" if len(layers) == 1 else many
    return TextMatches(tuple(layers), said, min(len(layers), _STEPS))


def _alike(word: str) -> str:
    pattern = re.escape(word)
    pattern = re.sub(r"['’‘]", "['’‘]", pattern)
    return re.sub(r'["“”]', '["“”]', pattern)
