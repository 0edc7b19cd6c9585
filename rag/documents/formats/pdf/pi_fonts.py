"""Fonts of signs, which have no letters, and what the codes of those known stand for."""

import re

# The font's own encoding, 0x20 to 0x7E and 0xA1 to 0xFE (Adobe, "Symbol Character Set").
_SYMBOL = (
    " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧ∆ΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾"
    "αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼\0\0ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…│─↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪\0〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭"
)
_WINGDINGS = {
    0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x74: "⧫", 0x75: "◆", 0x76: "❖", 0x77: "⬥",
    0x9F: "•", 0xA7: "▪", 0xA8: "◻", 0xB7: "•", 0xD8: "➢", 0xE0: "→", 0xE8: "➔", 0xF0: "⇨",
    0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑", 0x4A: "☺", 0x28: "☎", 0x2A: "✉", 0xDF: "←",
}  # fmt: skip
# 0x3A to 0x72 of MathType's font of signs; pieces of braces and of arrows are no signs.
_EXTRA = "∼≃⊲≪⊳≫≜≙≐∐ƛ\0\0\0\0∩℧…⋯⋮⋰⋱∥∵∡∢\0∪△□▭▱↗↙\0↘↖\0‵↦↕⇕○⊙≻·ℏ\0\0\0ℓ∓\0∘≺"
_EXTRA_HIGH = {0x80: "⇄", 0x83: "⇌", 0x86: "⇀", 0x87: "↽", 0xA1: "ℝ", 0xA2: "ℤ", 0xA3: "ℂ",
               0xA4: "ℚ", 0xA5: "ℕ", 0xA7: "⟦", 0xA8: "⟧"}  # fmt: skip
_FONTS = re.compile(
    r"(?P<symbol>(?:euclid|standard)?[ -]?symbol)|(?P<wingdings>wingdings)(?![ -]?\d)"
    r"|(?P<extra>(?:mt|euclid)[ -]?extra)"
    r"|(?P<other>w[ie][nb]g?dings|monotype ?sorts|math(?:ematical)?[ -]?pi\b|euclid ?math|marlett)",
    re.I,
)


def _from(first: int, signs: str) -> dict[int, int]:
    return {first + n: ord(sign) for n, sign in enumerate(signs) if sign != "\0"}


def _listed(signs: dict[int, str]) -> dict[int, int]:
    return {code: ord(sign) for code, sign in signs.items()}


_TABLES: dict[str, dict[int, int]] = {
    "symbol": {**_from(0x20, _SYMBOL[:0x5F]), **_from(0x9F, _SYMBOL[0x5F:])},
    "wingdings": _listed(_WINGDINGS),
    "extra": {**_from(0x3A, _EXTRA), **_listed(_EXTRA_HIGH)},
    "other": {},
}


def signs_of(name: str) -> dict[int, int] | None:
    """The known signs of a font of signs, by their codes; None if the name is not of one."""
    kind = _FONTS.match(name)
    return _TABLES[str(kind.lastgroup)] if kind else None
