"""Numbers as Word prints them (ST_NumberFormat)."""

from rag.english.spelt import spelt

_SIGNS = "*†‡§"
_STEPS = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
          (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_GREATEST = 100_000  # beyond it a number is printed in figures, however it is set
_ENCLOSED = 20


def printed(number: int, form: str) -> str:
    """A number in one of Word's formats; "" for none, unknown ones in figures.

    >>> [printed(4, form) for form in ("upperRoman", "lowerLetter", "ordinal", "chicago")]
    ['IV', 'd', '4th', '§']
    """
    if form in ("none", "bullet"):
        return ""
    if form in ("lowerRoman", "upperRoman", "lowerLetter", "upperLetter", "chicago", "ordinal"):
        return _lettered(number, form) if 0 < number <= _GREATEST else str(number)
    if form in ("cardinalText", "ordinalText"):  # in English; nothing says of which language
        return spelt(number, ordinal=form == "ordinalText")
    if form.startswith("decimalEnclosed") and 0 < number <= _ENCLOSED:
        return _enclosed(number, form)
    shapes = {"decimalZero": f"{number:02d}", "numberInDash": f"- {number} -", "hex": f"{number:X}"}
    return shapes.get(form, str(number))


def _lettered(number: int, form: str) -> str:
    if form in ("lowerRoman", "upperRoman"):
        return _cased(_roman(number), form)
    if form == "chicago":
        return _SIGNS[(number - 1) % 4] * ((number - 1) // 4 + 1)
    if form == "ordinal":
        return f"{number}{_ordinal(number)}"
    return _cased(chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1), form)


def _enclosed(number: int, form: str) -> str:
    if form == "decimalEnclosedParen":
        return f"({number})"
    return f"{number}." if form == "decimalEnclosedFullstop" else chr(0x2460 + number - 1)


def _cased(text: str, form: str) -> str:
    return text.upper() if form.startswith("upper") else text


def _roman(number: int) -> str:
    text = ""
    for step, letters in _STEPS:
        text += letters * (number // step)
        number %= step
    return text


def _ordinal(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
