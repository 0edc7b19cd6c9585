"""Two plots as inline SVG: risk over coverage, and reliability. Text in, text out."""

from collections.abc import Sequence

_W, _H = 420, 300
_LEFT, _TOP, _RIGHT, _BOTTOM = 48, 14, 12, 42
_TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)

Point = tuple[float, float]


def _x(value: float) -> float:
    return _LEFT + value * (_W - _LEFT - _RIGHT)


def _y(value: float) -> float:
    return _H - _BOTTOM - value * (_H - _TOP - _BOTTOM)


def risk_coverage_svg(curve: Sequence[Point]) -> str:
    """The share of wrong answers among the most confident ones, over how many those are."""
    lines = " ".join(f"{_x(coverage):.1f},{_y(risk):.1f}" for coverage, risk in curve)
    body = f'<polyline class="line" points="{lines}"/>' if curve else ""
    return _frame("Risk over coverage", "coverage (share of questions)", "risk (share wrong)", body)


def reliability_svg(bins: Sequence[tuple[float, float, int]]) -> str:
    """How often the quotes answered, over how confident Quoth was; the diagonal is perfect."""
    parts = [
        f'<line class="even" x1="{_x(0):.1f}" y1="{_y(0):.1f}" x2="{_x(1):.1f}" y2="{_y(1):.1f}"/>'
    ]
    points = [(_x(confidence), _y(share)) for confidence, share, _ in bins]
    if points:
        joined = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        parts.append(f'<polyline class="line" points="{joined}"/>')
    for (x, y), (confidence, share, n) in zip(points, bins, strict=True):
        parts.append(
            f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="4"><title>'
            f"{n} questions: confidence {confidence:.2f}, right {share:.2f}</title></circle>"
        )
    return _frame("Reliability", "confidence", "share right", "".join(parts))


def _frame(title: str, across: str, up: str, body: str) -> str:
    """The axes from 0 to 1 with their names, around the body."""
    grid = "".join(
        f'<line class="grid" x1="{_x(t):.1f}" y1="{_y(0):.1f}" x2="{_x(t):.1f}" y2="{_y(1):.1f}"/>'
        f'<line class="grid" x1="{_x(0):.1f}" y1="{_y(t):.1f}" x2="{_x(1):.1f}" y2="{_y(t):.1f}"/>'
        f'<text x="{_x(t):.1f}" y="{_y(0) + 16:.1f}" text-anchor="middle">{t:g}</text>'
        f'<text x="{_x(0) - 6:.1f}" y="{_y(t) + 4:.1f}" text-anchor="end">{t:g}</text>'
        for t in _TICKS
    )
    middle = _y(0.5)
    return (
        f'<svg viewBox="0 0 {_W} {_H}" role="img" aria-label="{title}">{grid}{body}'
        f'<text x="{_x(0.5):.1f}" y="{_H - 6}" text-anchor="middle">{across}</text>'
        f'<text transform="translate(12 {middle:.1f}) rotate(-90)" text-anchor="middle">{up}</text>'
        "</svg>"
    )
