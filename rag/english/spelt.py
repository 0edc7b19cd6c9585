"""Numbers in words, as word processors print the numbers of chapters: "Twenty-first"."""

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth",
    "nine": "ninth", "twelve": "twelfth",
}  # fmt: skip


def spelt(number: int, ordinal: bool = False) -> str:
    """A number from 0 to 999 in words, with a capital; a greater one in figures.

    >>> spelt(2, ordinal=True), spelt(21), spelt(340), spelt(20, ordinal=True)
    ('Second', 'Twenty-one', 'Three hundred forty', 'Twentieth')
    """
    if not 0 <= number <= 999:
        return str(number)
    words = _cardinal(number)
    if ordinal:
        head, sign, last = _parted(words)
        last = _ORDINALS.get(last) or (last[:-1] + "ieth" if last.endswith("y") else last + "th")
        words = head + sign + last
    return words[0].upper() + words[1:]


def _cardinal(number: int) -> str:
    if number < 20:
        return _ONES[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return _TENS[tens] + (f"-{_ONES[ones]}" if ones else "")
    hundreds, rest = divmod(number, 100)
    return f"{_ONES[hundreds]} hundred" + (f" {_cardinal(rest)}" if rest else "")


def _parted(words: str) -> tuple[str, str, str]:
    """What stands before the last word, the sign between, and that word."""
    at = max(words.rfind("-"), words.rfind(" "))
    return ("", "", words) if at < 0 else (words[:at], words[at], words[at + 1 :])
