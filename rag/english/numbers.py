"""Numbers in words: what each word means, and numbers as word processors print them in words."""

ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
"""The words for 0 to 19, in order."""
_TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()
VALUES = {word: n for n, word in enumerate(ONES)} | {
    word: 10 * n for n, word in enumerate(_TENS) if n > 1
}
"""The words that are added to one another ("twenty", "two")."""
SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
"""The words that multiply what stands before them."""
CARDINALS = "|".join(sorted((*VALUES, *SCALES), key=len, reverse=True))
"""Alternatives of a regular expression (ignore case)."""
COUNTED = rf"(?:{CARDINALS}|(?:{'|'.join(SCALES)})s|dozens?|half|none)"
"""A number in words that stands alone, as part of a regular expression (ignore case)."""
_IRREGULAR = {
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
        words = _ordinal(words)
    return words[0].upper() + words[1:]


def _cardinal(number: int) -> str:
    if number < 20:
        return ONES[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return _TENS[tens] + (f"-{ONES[ones]}" if ones else "")
    hundreds, rest = divmod(number, 100)
    return f"{ONES[hundreds]} hundred" + (f" {_cardinal(rest)}" if rest else "")


def _ordinal(words: str) -> str:
    """The ordinal of a number in words: only its last word changes."""
    at = max(words.rfind("-"), words.rfind(" ")) + 1
    last = words[at:]
    return words[:at] + (
        _IRREGULAR.get(last) or (last[:-1] + "ieth" if last.endswith("y") else f"{last}th")
    )


ORDINALS = tuple(_ordinal(word) for word in ONES[1:13])
"""The words from "first" to "twelfth", in order."""
ROMAN = "0 i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx".split()
"""Roman numbers, each at the place of its value."""
