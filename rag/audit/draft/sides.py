"""What the words beside a quotation say of its speaker and of its place."""

from rag.english.naming import cleaned
from rag.english.patterns.drafts import BRACKETED, HE_SAID, IN_HIS, IN_TITLED, LED_BY_ONE, LOCATED


def called_by(before: str, after: str) -> str | None:
    """The "he" or "she" by which a draft's sentence means its speaker."""
    found = IN_HIS.match(before) or HE_SAID.match(after) or LED_BY_ONE.search(before)
    return found and ("she" if found["one"].casefold() in ("she", "her") else "he")


def places_in(before: str, marked: str, speaker: str | None) -> list[str]:
    """The places that the sentence itself names.

    The bracket behind the speaker's name ("Berg (2001, p. 3) writes"), "in chapter 3", "in her
    1998 study".
    """
    match = BRACKETED.search(before)
    found = [f"{cleaned(match['who']) or ''} {match['in']}"] if match else []
    if speaker is None:
        return found
    found += [m["place"] for place in LOCATED for m in place.finditer(before)]
    titled = IN_TITLED.search(marked)
    return found + ([f"under the heading “{titled['title']}”"] if titled else [])
