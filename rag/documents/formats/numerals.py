"""Numbers as Word prints them (ST_NumberFormat)."""

from rag.documents.gaps import PLACEHOLDER
from rag.english.numbers import spelt

_SIGNS = "*†‡§"
_STEPS = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
          (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_HEBREW = tuple(zip(
    (400, 300, 200, 100, 90, 80, 70, 60, 50, 40, 30, 20, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1),
    "ת ש ר ק צ פ ע ס נ מ ל כ י ט ח ז ו ה ד ג ב א".split(), strict=True,
))  # fmt: skip
_GREATEST = 100_000  # beyond it a number is printed in figures, however it is set
_ENCLOSED = 20
_ALPHABETS = {
    "lowerLetter": "abcdefghijklmnopqrstuvwxyz",
    "russianLower": "абвгдежзиклмнопрстуфхцчшщэюя",
    "hebrew2": "אבגדהוזחטיכלמנסעפצקרשת",
    "arabicAlpha": "أبتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "arabicAbjad": "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ",
    "aiueo": "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホ"
    "マミムメモヤユヨラリルレロワヲン",
    "ganada": "가나다라마바사아자차카타파하",
    "chosung": "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ",
    "ideographTraditional": "甲乙丙丁戊己庚辛壬癸",
    "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥",
}
_HAN, _HANGUL = "一二三四五六七八九十", "일이삼사오육칠팔구십"
_DIGITS = {
    "decimalFullWidth": "０１２３４５６７８９", "decimalFullWidth2": "０１２３４５６７８９",
    "thaiNumbers": "๐๑๒๓๔๕๖๗๘๙", "hindiNumbers": "०१२३४५६७८९", "koreanDigital": f"영{_HANGUL}",
    "ideographDigital": f"〇{_HAN}", "japaneseDigitalTenThousand": f"〇{_HAN}",
    "taiwaneseDigital": f"○{_HAN}",
}  # fmt: skip
_COUNTED = {
    "chineseCounting": _HAN, "chineseCountingThousand": _HAN, "taiwaneseCounting": _HAN,
    "taiwaneseCountingThousand": _HAN, "japaneseCounting": _HAN, "koreanCounting": _HANGUL,
}  # fmt: skip


def printed(number: int, form: str) -> str:
    """A number in one of Word's formats; "" for none, a placeholder for those not known here.

    >>> [printed(4, form) for form in ("upperRoman", "lowerLetter", "ordinal", "chicago")]
    ['IV', 'd', '4th', '§']
    >>> [printed(number, "hebrew1") for number in (3, 15, 16, 117)]
    ['ג', 'טו', 'טז', 'קיז']
    """
    if form in ("none", "bullet"):
        return ""
    alphabet = _ALPHABETS.get(form.replace("upper", "lower").replace("Upper", "Lower"), "")
    if alphabet or form in ("lowerRoman", "upperRoman", "hebrew1", "chicago", "ordinal"):
        return _lettered(number, form, alphabet) if 0 < number <= _GREATEST else str(number)
    if form in ("cardinalText", "ordinalText"):  # in English; nothing says of which language
        return spelt(number, ordinal=form == "ordinalText")
    if form.startswith("decimalEnclosed") and 0 < number <= _ENCLOSED:
        return _enclosed(number, form)
    if form in _COUNTED and 0 < number < 100:
        tens, ones = divmod(number, 10)
        signs = _COUNTED[form]
        ten = (signs[tens - 1] if tens > 1 else "") + signs[9] if tens else ""
        return ten + (signs[ones - 1] if ones else "")
    if form in _DIGITS:
        return "".join(_DIGITS[form][int(figure)] for figure in str(abs(number)))
    if form.isdecimal():  # "001" is as many figures
        return f"{number:0{len(form)}d}"
    shapes = {"decimalZero": f"{number:02d}", "numberInDash": f"- {number} -", "hex": f"{number:X}"}
    return str(number) if form in ("decimal", "decimalHalfWidth") else shapes.get(form, PLACEHOLDER)


def _lettered(number: int, form: str, alphabet: str) -> str:
    if form in ("lowerRoman", "upperRoman"):
        return _cased(_added(number, _STEPS), form)
    if form == "hebrew1":
        return _added(number, _HEBREW).replace("יה", "טו").replace("יו", "טז")
    if form == "chicago":
        return _SIGNS[(number - 1) % 4] * ((number - 1) // 4 + 1)
    if form == "ordinal":
        return f"{number}{_ordinal(number)}"
    times, letter = divmod(number - 1, len(alphabet))
    return _cased(alphabet[letter] * (times + 1), form)


def _enclosed(number: int, form: str) -> str:
    if form == "decimalEnclosedParen":
        return f"({number})"
    return f"{number}." if form == "decimalEnclosedFullstop" else chr(0x2460 + number - 1)


def _cased(text: str, form: str) -> str:
    return text.upper() if "upper" in form.lower() else text


def _added(number: int, steps: tuple[tuple[int, str], ...]) -> str:
    """The letters whose values make up a number, the greatest first."""
    text = ""
    for step, letters in steps:
        text += letters * (number // step)
        number %= step
    return text


def _ordinal(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
