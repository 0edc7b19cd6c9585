"""Names as running text has them."""


def titled(who: str) -> str:
    """A name as running text has it: "CAPTAIN FERRIS" becomes "Captain Ferris".

    >>> titled("MS. OAKES"), titled("Hanne Dysart"), titled("PEEL LJ"), titled("DR. VAN DER BERG")
    ('Ms. Oakes', 'Hanne Dysart', 'Peel LJ', 'Dr. van der Berg')
    """
    words = who.strip(" .,;:").split()
    return " ".join(_word(word, at) for at, word in enumerate(words))


def _word(word: str, at: int) -> str:
    if not word.isupper() or len(word) < 2 or any(char.isdigit() for char in word):
        return word
    if at and word.rstrip(".") in ("LJ", "CJ", "JSC", "JA", "MR", "II", "III", "IV", "QC", "KC"):
        return word
    if at and word.casefold() in ("de", "da", "di", "van", "von", "der", "den", "del", "of"):
        return word.casefold()
    if word.startswith("MC") and len(word) > 3:
        return "Mc" + word[2:].capitalize()
    return "-".join(_apart(part) for part in word.split("-"))


def _apart(part: str) -> str:
    head, mark, tail = part.partition("’") if "’" in part else part.partition("'")
    return head.capitalize() + mark + (tail.capitalize() if len(head) == 1 else tail.casefold())
