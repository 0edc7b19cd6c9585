"""Who asks and who answers where labels are letters: by the head of a record and by its lines.

Names are given as running text has them.
"""

from rag.english.patterns.turns import TURNS_ASKS, TURNS_HEARD, examined_by, examined_sworn
from rag.english.titles import BEHIND_NAMES
from rag.english.words import INSIDE_NAMES

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


def titled(who: str) -> str:
    """A name as running text has it: "CAPTAIN FERRIS" becomes "Captain Ferris".

    >>> titled("MS. OAKES"), titled("Hanne Dysart"), titled("PEEL LJ"), titled("EK:")
    ('Ms. Oakes', 'Hanne Dysart', 'Peel LJ', 'EK')
    """
    words = who.strip(" .,;:").split()
    if len(words) == 1 and len(words[0]) == 2:  # initials
        return words[0]
    return " ".join(_word(word, at) for at, word in enumerate(words))


def _word(word: str, at: int) -> str:
    if not word.isupper() or len(word) < 2 or any(char.isdigit() for char in word):
        return word
    if at and word.rstrip(".") in BEHIND_NAMES:
        return word
    if at and word.casefold() in INSIDE_NAMES:
        return word.casefold()
    if word.startswith("MC") and len(word) > 3:
        return "Mc" + word[2:].capitalize()
    return "-".join(_apart(part) for part in word.split("-"))


def _apart(part: str) -> str:
    head, mark, tail = part.partition("’") if "’" in part else part.partition("'")
    return head.capitalize() + mark + (tail.capitalize() if len(head) == 1 else tail.casefold())
