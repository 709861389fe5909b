"""What a turn changed in the score: which reason gave how much before and gives now."""

from __future__ import annotations

from chatqual.engine.scoring import Reason, Score
from chatqual.engine.turns import TraceLine


def explain_score(before: Score, after: Score) -> list[TraceLine]:
    """The sum first, then the tier, each reason that is another than before, and the fit."""
    lines = [_sum(before, after), _tier(before, after)]
    lines += [
        _reason(old, new)
        for old, new in zip(before.reasons, after.reasons, strict=True)
        if (old.points, old.text) != (new.points, new.text)
    ]
    if after.fit != before.fit:
        about = {"name": "fit", "before": before.fit, "after": after.fit}
        lines.append(TraceLine("score", f"fit: {before.fit} -> {after.fit}", about=about))
    return lines


def _sum(before: Score, after: Score) -> TraceLine:
    about = {"name": "score", "before": before.score, "after": after.score, "of": 100}
    about |= {"low": after.low, "high": after.high}
    text = f"{before.score} -> {after.score} of 100, may become {after.low} to {after.high}"
    return TraceLine("score", text, about=about)


def _tier(before: Score, after: Score) -> TraceLine:
    about = {"name": "tier", "before": before.tier, "after": after.tier}
    return TraceLine("score", f"{before.tier} -> {after.tier}", True, after.why_tier, about)


def _reason(old: Reason, new: Reason) -> TraceLine:
    text = f"{new.name}: {old.points:g} -> {new.points:g} of {new.of:g}"
    about = {"name": new.name, "before": old.points, "after": new.points, "of": new.of}
    return TraceLine("score", text, True, new.text, about)
