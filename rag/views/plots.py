"""Two plots as inline SVG: risk over coverage, and reliability."""

from collections.abc import Sequence

from markupsafe import Markup

from rag.views.template import render

_W, _H = 420, 300
_LEFT, _TOP, _RIGHT, _BOTTOM = 48, 14, 12, 42
_TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)

Point = tuple[float, float]


def _x(value: float) -> str:
    return f"{_LEFT + value * (_W - _LEFT - _RIGHT):.1f}"


def _y(value: float, more: float = 0.0) -> str:
    return f"{_H - _BOTTOM - value * (_H - _TOP - _BOTTOM) + more:.1f}"


def risk_coverage_svg(curve: Sequence[Point]) -> Markup:
    """The share of wrong answers among the most confident ones, over how many those are."""
    axes = ("coverage (share of questions)", "risk (share wrong)")
    return _drawn("Risk over coverage", axes, curve)


def reliability_svg(bins: Sequence[tuple[float, float, int]]) -> Markup:
    """How often the quotes answered, over how confident Quoth was; the diagonal is perfect."""
    dots = [
        (_x(sure), _y(share), f"{n} questions: confidence {sure:.2f}, right {share:.2f}")
        for sure, share, n in bins
    ]
    curve = [(confidence, share) for confidence, share, _ in bins]
    return _drawn("Reliability", ("confidence", "share right"), curve, dots, diagonal=True)


def _drawn(
    title: str,
    axes: tuple[str, str],
    curve: Sequence[Point],
    dots: Sequence[tuple[str, str, str]] = (),
    diagonal: bool = False,
) -> Markup:
    """Axes from 0 to 1 with their names; a line through points, and dots with what they say."""
    return render(
        "views/plot.html",
        title=title,
        axes=axes,
        line=" ".join(f"{_x(x)},{_y(y)}" for x, y in curve),
        dots=dots,
        diagonal=diagonal,
        ticks=[(f"{t:g}", _x(t), _y(t), _y(t, 4)) for t in _TICKS],
        corners=(_x(0), _x(1), _y(1), _y(0)),
        centre=(_x(0.5), _y(0.5)),
        beside=(f"{_LEFT - 6:.1f}", _y(0, 16)),
        size=(_W, _H),
    )
