"""Two plots as inline SVG: risk over coverage, and reliability."""

from collections.abc import Sequence
from dataclasses import dataclass, field

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


@dataclass(frozen=True, slots=True)
class _Tick:
    """One figure on both axes, in the units of the picture."""

    label: str
    x: str
    y: str
    middle: str
    below: str = _y(0, 16)
    beside: str = f"{_LEFT - 6:.1f}"


@dataclass(frozen=True, slots=True)
class _Plot:
    """Axes from 0 to 1 with their names; a line through points, dots, and the diagonal.

    A dot is a point with what is said of it on hover.
    """

    title: str
    across: str
    up: str
    line: str | None
    dots: Sequence[tuple[str, str, str]] = ()
    diagonal: bool = False
    left: str = _x(0)
    right: str = _x(1)
    top: str = _y(1)
    bottom: str = _y(0)
    centre: str = _x(0.5)
    middle: str = _y(0.5)
    ticks: Sequence[_Tick] = field(
        default_factory=lambda: [_Tick(f"{t:g}", _x(t), _y(t), _y(t, 4)) for t in _TICKS]
    )


def risk_coverage_svg(curve: Sequence[Point]) -> Markup:
    """The share of wrong answers among the most confident ones, over how many those are."""
    return _drawn(
        _Plot(
            "Risk over coverage", "coverage (share of questions)", "risk (share wrong)",
            _line(curve),
        )
    )  # fmt: skip


def reliability_svg(bins: Sequence[tuple[float, float, int]]) -> Markup:
    """How often the quotes answered, over how confident Quoth was; the diagonal is perfect."""
    dots = [
        (_x(sure), _y(share), f"{n} questions: confidence {sure:.2f}, right {share:.2f}")
        for sure, share, n in bins
    ]
    line = _line([(confidence, share) for confidence, share, _ in bins])
    return _drawn(_Plot("Reliability", "confidence", "share right", line, dots, diagonal=True))


def _line(points: Sequence[Point]) -> str | None:
    return " ".join(f"{_x(x)},{_y(y)}" for x, y in points) if points else None


def _drawn(plot: _Plot) -> Markup:
    return render("views/plot.html", plot=plot, width=_W, height=_H)
