"""Whether text can be told from its ground by its colour, in any format."""

from tinycss2.color3 import RGBA

_CONTRAST = 1.1


def alike(colour: RGBA | None, ground: RGBA | None) -> bool:
    """Whether text of this colour can't be told from what lies behind it."""
    if colour is not None and colour.alpha < 0.05:
        return True
    if colour is None or ground is None:
        return False
    one, other = sorted((_light(colour), _light(ground)))
    return (other + 0.05) / (one + 0.05) < _CONTRAST and max(
        abs(a - b) for a, b in zip(colour[:3], ground[:3], strict=True)
    ) < 0.12


def _light(colour: RGBA) -> float:
    """Relative luminance as WCAG has it."""
    parts: list[float] = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour[:3]
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
