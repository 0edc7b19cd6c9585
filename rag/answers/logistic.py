"""The logistic function and its inverse, once for every score and every fitted model."""

import math

NEAREST = 1e-4
"""How near to 0 and 1 a probability may come where its log-odds are a feature."""


def logistic(log_odds: float) -> float:
    """The probability, 0..1, of these log-odds; never overflows.

    >>> logistic(0.0), logistic(-1000.0), logistic(1000.0)
    (0.5, 0.0, 1.0)
    """
    if log_odds >= 0:
        return 1.0 / (1.0 + math.exp(-log_odds))
    odds = math.exp(log_odds)
    return odds / (1.0 + odds)


def logit(probability: float, nearest: float = NEAREST) -> float:
    """The log-odds of a probability, which is kept `nearest` away from 0 and 1.

    >>> logit(0.5), logit(0.0) == logit(1e-9)
    (0.0, True)
    """
    clipped = min(max(probability, nearest), 1 - nearest)
    return math.log(clipped / (1 - clipped))
