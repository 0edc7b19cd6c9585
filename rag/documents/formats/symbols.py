"""Symbol fonts: what a character of theirs is in Unicode.

Word keeps such a character as a code of the font, plain or with 0xF000 added; another font shows
another sign for it. Tables: Adobe's Symbol and Zapf Dingbats encodings; for the three Wingdings and
Webdings the signs that Unicode 7 took over from them. What is not in a table is a loss.
"""

import re
import unicodedata

_PRIVATE = 0xF000


def _table(*ranges: tuple[int, str]) -> dict[int, str]:
    """Signs by their code: each range is its first code and the signs from there, "" for none."""
    table: dict[int, str] = {}
    for start, signs in ranges:
        table.update((start + n, sign) for n, sign in enumerate(signs.split(" ")) if sign)
    return {0x20: " ", **table}


_SYMBOL = _table(
    (0x21, "! ∀ # ∃ % & ∋ ( ) ∗ + , − . / 0 1 2 3 4 5 6 7 8 9 : ; < = > ?"),
    (0x40, "≅ Α Β Χ Δ Ε Φ Γ Η Ι ϑ Κ Λ Μ Ν Ο Π Θ Ρ Σ Τ Υ ς Ω Ξ Ψ Ζ [ ∴ ] ⊥ _"),
    (0x60, "‾ α β χ δ ε φ γ η ι ϕ κ λ μ ν ο π θ ρ σ τ υ ϖ ω ξ ψ ζ { | } ∼"),
    (0xA0, "€ ϒ ′ ≤ ⁄ ∞ ƒ ♣ ♦ ♥ ♠ ↔ ← ↑ → ↓ ° ± ″ ≥ × ∝ ∂ • ÷ ≠ ≡ ≈ …"),
    (0xBF, "↵ ℵ ℑ ℜ ℘ ⊗ ⊕ ∅ ∩ ∪ ⊃ ⊇ ⊄ ⊂ ⊆ ∈ ∉ ∠ ∇ ® © ™ ∏ √ ⋅ ¬ ∧ ∨ ⇔ ⇐ ⇑ ⇒ ⇓"),
    (0xE0, "◊ 〈 ® © ™ ∑ ⎛ ⎜ ⎝ ⎡ ⎢ ⎣ ⎧ ⎨ ⎩ ⎪"),
    (0xF1, "〉 ∫ ⌠ ⎮ ⌡ ⎞ ⎟ ⎠ ⎤ ⎥ ⎦ ⎫ ⎬ ⎭"),
)
_WINGDINGS = _table(
    (0x21, "✏ ✂ ✁ 👓 🔔 📖 🕯 ☎ ✆ ✉ 🖂 📪 📫 📬 📭 📁 📂 📄 🗏 🗐 🗄 ⌛ ⌨ 🖰 🖲 💻 🖴 🖫 🖬 ✇ ✍"),
    (0x40, "🖎 ✌ 👌 👍 👎 ☜ ☞ ☝ ☟ ✋ ☺ 😐 ☹ 💣 ☠ ⚐ 🏱 ✈ ☼ 💧 ❄ 🕆 ✞ 🕈 ✠ ✡ ☪ ☯ ॐ ☸ ♈ ♉"),
    (0x60, "♊ ♋ ♌ ♍ ♎ ♏ ♐ ♑ ♒ ♓ 🙰 🙵 ● 🔾 ■ □ 🞐 ❑ ❒ ⬧ ⧫ ◆ ❖ ⬥ ⌧ ⮹ ⌘ 🏵 🏶 🙶 🙷"),
    (0x80, "⓪ ① ② ③ ④ ⑤ ⑥ ⑦ ⑧ ⑨ ⑩ ⓿ ❶ ❷ ❸ ❹ ❺ ❻ ❼ ❽ ❾ ❿ 🙢 🙠 🙡 🙣 🙞 🙜 🙝 🙟 · •"),
    (0xA0, "▪ ○ 🞆 🞈 ◉ ◎ 🔿 ▪ ◻ 🟂 ✦ ★ ✶ ✴ ✹ ✵ ⯐ ⌖ ⟡ ⌑ ⯑ ✪ ✰ 🕐 🕑 🕒 🕓 🕔 🕕 🕖 🕗 🕘"),
    (0xC0, "🕙 🕚 🕛 ⮰ ⮱ ⮲ ⮳ ⮴ ⮵ ⮶ ⮷ 🙪 🙫 🙕 🙔 🙗 🙖 🙐 🙑 🙒 🙓 ⌫ ⌦ ⮘ ⮚ ⮙ ⮛ ⮈ ⮊ ⮉ ⮋ 🡨"),
    (0xE0, "🡪 🡩 🡫 🡬 🡭 🡯 🡮 🡸 🡺 🡹 🡻 🡼 🡽 🡿 🡾 ⇦ ⇨ ⇧ ⇩ ⬄ ⇳ ⬁ ⬀ ⬃ ⬂ 🢬 🢭 🗶 ✔ 🗷 🗹"),
)
_WINGDINGS_2 = _table(
    (0x21, "🖊 🖋 🖌 🖍 ✄ ✀ 🕾 🕽 🗅 🗆 🗇 🗈 🗉 🗊 🗋 🗌 🗍 📋 🗑 🗔 🖵 🖶 🖷 🖸 🖭 🖯 🖱 🖒 🖓 🖘 🖙"),
    (0x40, "🖚 🖛 👈 👉 🖜 🖝 🖞 🖟 🖠 🖡 👆 👇 🖢 🖣 🖑 🗴 🗸 🗵 ☑ ⮽ ☒ ⮾ ⮿ 🛇 ⦸ 🙱 🙴 🙲 🙳 ‽ 🙹 🙺"),
    (0x60, "🙻 🙦 🙤 🙥 🙧 🙚 🙘 🙙 🙛 ⓪ ① ② ③ ④ ⑤ ⑥ ⑦ ⑧ ⑨ ⑩ ⓿ ❶ ❷ ❸ ❹ ❺ ❻ ❼ ❽ ❾ ❿"),
    (0x80, "☉ 🌕 ☽ ☾ ⸿ ✝ 🕇 🕜 🕝 🕞 🕟 🕠 🕡 🕢 🕣 🕤 🕥 🕦 🕧 🙨 🙩 ⋅ 🞄 ⦁ ● ○ 🞅 🞇 🞉 ⊙ ⦿ 🞌"),
    (0xA0, "🞍 ◾ ■ □ 🞑 🞒 🞓 🞔 ▣ 🞕 🞖 🞗 🞘 ⬩ ⬥ ◇ 🞚 ◈ 🞛 🞜 🞝 🞞 ⬪ ⬧ ◊ 🞠 ◖ ◗ ⯊ ⯋ ⯀ ⯁"),
    (0xC0, "⬟ ⯂ ⬣ ⬢ ⯃ ⯄ 🞡 🞢 🞣 🞤 🞥 🞦 🞧 🞨 🞩 🞪 🞫 🞬 🞭 🞮 🞯 🞰 🞱 🞲 🞳 🞴 🞵 🞶 🞷 🞸 🞹 🞺"),
    (0xE0, "🞻 🞼 🞽 🞾 🞿 🟀 🟂 🟄 🟆 🟉 🟊 ✶ 🟌 🟎 🟐 🟒 ✹ 🟃 🟇 ✯ 🟍 🟔 ⯌ ⯍ ※ ⁂"),
)
_WINGDINGS_3 = _table(
    (0x21, "⭠ ⭢ ⭡ ⭣ ⭦ ⭧ ⭩ ⭨ ⭰ ⭲ ⭱ ⭳ ⭶ ⭸ ⭻ ⭽ ⭤ ⭥ ⭪ ⭬ ⭫ ⭭ ⭍ ⮠ ⮡ ⮢ ⮣ ⮤ ⮥ ⮦ ⮧"),
    (0x40, "⮐ ⮑ ⮒ ⮓ ⮀ ⮃ ⭾ ⭿ ⮄ ⮆ ⮅ ⮇ ⮏ ⮍ ⮎ ⮌ ⭮ ⭯ ⎋ ⌤ ⌃ ⌥ ␣ ⍽ ⇪ ⮸ 🢠 🢡 🢢 🢣 🢤 🢥"),
    (0x60, "🢦 🢧 🢨 🢩 🢪 🢫 🡐 🡒 🡑 🡓 🡔 🡕 🡗 🡖 🡘 🡙 ▲ ▼ △ ▽ ◀ ▶ ◁ ▷ ◣ ◢ ◤ ◥ 🞀 🞂 🞁"),
    (0x80, "🞃 ⯅ ⯆ ⯇ ⯈ ⮜ ⮞ ⮝ ⮟ 🠐 🠒 🠑 🠓 🠔 🠖 🠕 🠗 🠘 🠚 🠙 🠛 🠜 🠞 🠝 🠟 🠀 🠂 🠁 🠃 🠄 🠆 🠅"),
    (0xA0, "🠇 🠈 🠊 🠉 🠋 🠠 🠢 🠤 🠦 🠨 🠪 🠬 🢜 🢝 🢞 🢟 🠮 🠰 🠲 🠴 🠶 🠸 🠺 🠹 🠻 🢘 🢚 🢙 🢛 🠼 🠾 🠽"),
    (0xC0, "🠿 🡀 🡂 🡁 🡃 🡄 🡆 🡅 🡇 ⮨ ⮩ ⮪ ⮫ ⮬ ⮭ ⮮ ⮯ 🡠 🡢 🡡 🡣 🡤 🡥 🡧 🡦 🡰 🡲 🡱 🡳 🡴 🡵 🡷"),
    (0xE0, "🡶 🢀 🢂 🢁 🢃 🢄 🢅 🢇 🢆 🢐 🢒 🢑 🢓 🢔 🢖 🢕 🢗"),
)
_WEBDINGS = _table(
    (0x21, "🕷 🕸 🕲 🕶 🏆 🎖 🖇 🗨 🗩 🗰 🗱 🌶 🎗 🙾 🙼 🗕 🗖 🗗 ⏴ ⏵ ⏶ ⏷ ⏪ ⏩ ⏮ ⏭ ⏸ ⏹ ⏺ 🗚 🗳"),
    (0x40, "🛠 🏗 🏘 🏙 🏚 🏜 🏭 🏛 🏠 🏖 🏝 🛣 🔍 🏔 👁 👂 🏞 🏕 🛤 🏟 🛳 🕬 🕫 🕨 🔈 ♥ 🎕 🗬 🙽 🗭 🗪 🗫"),
    (0x60, "⮔ ✔ 🚲 ⬜ 🛡 📦 🛱 ⬛ 🚑 🛈 🛩 🛰 🟈 🕴 ⬤ 🛥 🚔 🗘 🗙 ❓ 🛲 🚇 🚍 ⛳ ⦸ ⊖ 🚭 🗮 ⏐ 🗯 🗲"),
    (0x80, "🚹 🚺 🛉 🛊 🚼 👽 🏋 ⛷ 🏂 🏌 🏊 🏄 🏍 🏎 🚘 🗠 🛢 💰 🏷 💳 👪 🗡 🗢 🗣 ✯ 🖄 🖅 🖃 🖆 🖹 🖺 🖻"),
    (0xA0, "🕵 🕰 🖽 🖾 📋 🗒 🗓 🕮 📚 🗞 🗟 🗃 🗂 🖼 🎭 🎜 🎘 🎙 🎧 💿 🎞 📷 🎟 🎬 📽 📹 📾 📻 🎚 🎛 📺 💻"),
    (0xC0, "🖥 🖦 🖧 🕹 🎮 🕻 🕼 📟 🖁 🖀 🖨 🖩 🖿 🖪 🗜 🔒 🔓 🗝 📥 📤 🕳 🌣 🌤 🌥 🌦 ☁ 🌨 🌧 🌩 🌪 🌬 🌫"),
    (0xE0, "🌜 🌡 🛋 🛏 🍽 🍸 🛎 🛍 Ⓟ ♿ 🛆 🖈 🎓 🗤 🗥 🗦 🗧 🛪 🐿 🐦 🐟 🐕 🐈 🙬 🙮 🙭 🙯 🗺 🌍 🌏 🌎 🕊"),
)
_ZAPF = {  # Unicode's dingbats stand in this font's order, but for those that it had before
    0x20: " ", **{code: chr(0x26E0 + code) for code in range(0x21, 0x7F)},
    **{code: chr(0x26C0 + code) for code in range(0xA1, 0xFF) if code != 0xF0},
    **_table(
        (0x25, "☎"), (0x2A, "☛ ☞"), (0x48, "★"), (0x6C, "●"), (0x6E, "■"), (0x73, "▲ ▼ ◆"),
        (0x77, "◗"), (0xA8, "♣ ♦ ♥ ♠ ① ② ③ ④ ⑤ ⑥ ⑦ ⑧ ⑨ ⑩"), (0xD5, "→ ↔ ↕"),
    ),
}  # fmt: skip
_FONTS = {
    "symbol": _SYMBOL, "symbolmt": _SYMBOL, "standardsymbolsl": _SYMBOL, "symbolps": _SYMBOL,
    "wingdings": _WINGDINGS, "wingdings2": _WINGDINGS_2, "wingdings3": _WINGDINGS_3,
    "webdings": _WEBDINGS, "zapfdingbats": _ZAPF, "itczapfdingbats": _ZAPF,
    "monotypesorts": _ZAPF, "mtextra": _table(), "marlett": _table(),
}  # fmt: skip


def is_symbolic(font: str | None) -> bool:
    """Whether a font is one of symbols, whose characters do not mean what their codes say."""
    return _folded(font) in _FONTS


def sign(code: int, font: str | None) -> str | None:
    """What a character of a font shows, or None where that is not known.

    >>> sign(0xF06D, "Symbol"), sign(ord("m"), "Symbol"), sign(0xF0FE, "Wingdings")
    ('μ', 'μ', '☑')
    """
    private = _PRIVATE <= code <= _PRIVATE + 0xFF
    table = _FONTS.get(_folded(font))
    if table is not None:
        low = code - _PRIVATE if private else code
        if low <= 0xFF:
            meaning = table.get(low)
            return _plain(meaning) if meaning else None
    # A character that a font of signs lacks is shown by another one.
    if private or 0xE000 <= code <= 0xF8FF or not 0x20 <= code <= 0x10FFFF:
        return None
    return None if 0xD800 <= code <= 0xDFFF else chr(code)


def _folded(font: str | None) -> str:
    return (font or "").casefold().replace(" ", "").replace("-", "")


_PLAINER = {
    "🗹": "☑", "🗷": "☒", "🗵": "☒", "🗸": "✓", "🗶": "✗", "🗴": "✗", "🗙": "✗", "◻": "□", "⬜": "□",
    "⬛": "■", "⬤": "●", "⮽": "☒", "🡸": "⬅", "🡺": "➡", "🡹": "⬆", "🡻": "⬇",
}  # fmt: skip
"""Signs of the same look that more fonts have."""
_ARROW = re.compile(
    r"(?:WIDE-HEADED )?((?:LEFT|RIGHT|UP|DOWN|NORTH|SOUTH)\w*(?: (?:WEST|EAST|RIGHT|DOWN))?) (?:"
    r"(?:TRIANGLE-HEADED|SANS-SERIF|(?:\w+ )*BARB) ARROW"
    r"|ARROW WITH \w+ (?:EQUILATERAL|TRIANGLE) ARROWHEAD)"
)
_ARROWS = {unicodedata.name(arrow).removesuffix(" ARROW"): arrow for arrow in "←→↑↓↖↗↘↙↔↕"}


def _plain(meaning: str) -> str:
    """A sign as more fonts have it: an arrow by where it points, whatever its head."""
    if meaning in _PLAINER:
        return _PLAINER[meaning]
    arrow = _ARROW.fullmatch(unicodedata.name(meaning, ""))
    return _ARROWS.get(arrow[1], meaning) if arrow else meaning
