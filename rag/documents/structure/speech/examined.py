"""Who asks and who answers where labels are letters: by the head of a record and by its lines."""

from rag.documents.structure.speech.titled import titled
from rag.english.patterns.turns import TURNS_ASKS, TURNS_HEARD, examined_by, examined_sworn

_LONGEST = 160


def heard_in(head: str) -> tuple[str, str]:
    """Who answers and who asks, by the title and the first paragraphs; "" where nobody is named.

    >>> heard_in("DEPOSITION OF MARTA ILIESCU"), heard_in("Interviewed by Henry Ashby, 1988")
    (('Marta Iliescu', ''), ('', 'Henry Ashby'))
    """
    heard, asks = TURNS_HEARD.search(head), TURNS_ASKS.search(head)
    return (
        titled(heard["who"] or heard["called"]) if heard else "",
        titled(asks["who"] or asks["called"]) if asks else "",
    )


def examined(words: str) -> str:
    """Who asks from here on, by a line such as "BY MR. PORTER:"; "" for any other."""
    found = examined_by().match(words) if len(words) <= _LONGEST else None
    return (found["examiner"] or found["asks"]) if found else ""


def sworn_in(words: str) -> str:
    """Who gives evidence from here on ("X, having been duly sworn, …"); "" for any other line."""
    found = examined_sworn().match(words) if len(words) <= 3 * _LONGEST else None
    return found["who"] if found else ""
