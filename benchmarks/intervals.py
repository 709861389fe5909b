"""95 % intervals of the printed figures."""

from __future__ import annotations

import math

Z = 1.96


def wilson(right: float, total: float) -> tuple[float, float]:
    """The score interval of a share (Wilson 1927)."""
    if total <= 0:
        return (0.0, 1.0)
    share = right / total
    middle = share + Z * Z / (2 * total)
    width = Z * math.sqrt(max(0.0, share * (1 - share)) / total + Z * Z / (4 * total * total))
    scale = 1 + Z * Z / total
    return (max(0.0, (middle - width) / scale), min(1.0, (middle + width) / scale))


def area(value: float, above: int, below: int) -> tuple[float, float]:
    """The interval of an area under the curve (Hanley and McNeil 1982)."""
    if not above or not below:
        return (0.0, 1.0)
    one, two = value / (2 - value), 2 * value * value / (1 + value)
    variance = (
        value * (1 - value)
        + (above - 1) * (one - value * value)
        + (below - 1) * (two - value * value)
    ) / (above * below)
    half = Z * math.sqrt(max(0.0, variance))
    return (max(0.0, value - half), min(1.0, value + half))
