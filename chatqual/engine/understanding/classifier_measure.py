"""The classifier fitted on the project's examples, and measured on those held out from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from chatqual.engine.ports import Embedder, Likelihoods
from chatqual.engine.understanding.base import Context
from chatqual.engine.understanding.classifier import Scale, Weights
from chatqual.engine.understanding.classifier_examples import (
    NONE,
    Labelled,
    act_examples,
    digest_of_examples,
    lead_type_examples,
    unruled_first_lines,
)
from chatqual.engine.understanding.classifier_features import Array, feature_table
from chatqual.engine.understanding.classifier_fit import (
    fit,
    fit_temperature,
    held_out_logits,
    softmax,
    threshold,
)
from chatqual.engine.understanding.classifier_line import CONSEQUENT
from chatqual.engine.understanding.lead_type import signs_in, weighed

STRENGTH = {"acts": 30.0, "lead_types": 30.0}
# Of the lines for which an act is claimed so many show it; a line of business counts as often as
# it comes among visitors rather than among the examples.
PRECISION = 0.8
# What fetches a person, ends the chat, closes a way or takes offence is claimed where it is nearly
# certain; a yes for a no is worse than neither.
NEARLY_CERTAIN = 0.97
PRECISIONS = {
    "affirm": 0.88, "deny": 0.88, "skip": 0.88, "dont_know": 0.88,
    **dict.fromkeys(CONSEQUENT, NEARLY_CERTAIN),
}  # fmt: skip
# A complaint taken for a threat or an emergency is dealt with alike: by a person.
_GRAVE = ("anger", "legal", "urgent", "human")
BUSINESS_COUNTS = 3.0
# However well a rare act does among the examples, it is not claimed below this.
LEAST = 0.45
LEASTS = {**dict.fromkeys(PRECISIONS, 0.6), **dict.fromkeys(CONSEQUENT, 0.8), "abuse": 0.92}


@dataclass(frozen=True, slots=True)
class Measure:
    """Held-out lines of one question: how sure the best label was, and whether it was right."""

    name: str
    sure: Array
    right: NDArray[np.bool_]


class Fitted(NamedTuple):
    """The weights, and the logits of the examples by weights that were fitted without them."""

    weights: Weights
    act_logits: Array
    act_labels: NDArray[np.int64]
    lead_logits: Array

    def to_store(self) -> dict[str, np.ndarray]:
        """What is kept beside the weights, so that they can be measured without fitting again."""
        return {
            "acts_held_out": self.act_logits.astype(np.float16),
            # Which near misses count as "none" depends on the rules, which go on changing.
            "acts_truth": self.act_labels.astype(np.uint8),
            "lead_types_held_out": self.lead_logits.astype(np.float16),
        }


def fitted(embedder: Embedder) -> Fitted:
    """Weights for the vectors of this embedder. A few seconds, most of them for the vectors."""
    acts, act_logits, act_labels = _scale("acts", act_examples(), embedder)
    leads, lead_logits, _ = _scale("lead_types", lead_type_examples(), embedder)
    weights = Weights(
        embedder.name.rsplit("/", 1)[0],
        digest_of_examples(),
        _with_least(acts, act_logits, act_labels),
        leads,
    )
    return Fitted(weights, act_logits, act_labels, lead_logits)


def measures(weights: Weights, held_out: Mapping[str, np.ndarray]) -> tuple[Measure, Measure]:
    """Of acts and of lead types, from what `Fitted.to_store` gave.

    Raises ValueError where the examples are no longer those that the weights were fitted on.
    """
    if weights.examples != digest_of_examples():
        raise ValueError("the examples have changed: python -m benchmarks.fit_classifier")
    acts = held_out["acts_held_out"].astype(np.float32)
    leads = held_out["lead_types_held_out"].astype(np.float32)
    return (
        _measure_acts(weights.acts, acts, held_out["acts_truth"].astype(np.int64)),
        _measure_lead_types(weights.lead_types, leads),
    )


def _scale(
    name: str, lines: Labelled, embedder: Embedder
) -> tuple[Scale, Array, NDArray[np.int64]]:
    """The scale, the held-out logits of the lines, and their labels by number."""
    names = tuple(sorted(set(lines.labels)))
    labels = np.array([names.index(label) for label in lines.labels], dtype=np.int64)
    table = feature_table(lines.texts, np.asarray(embedder.embed(lines.texts)))
    strength = STRENGTH[name]
    logits = held_out_logits(table, labels, len(names), strength)
    scale = Scale(
        names,
        fit(table, labels, len(names), strength),
        fit_temperature(logits, labels),
        dict.fromkeys(names, 0.0),
    )
    return scale, logits, labels


def _family(names: Sequence[str], numbers: NDArray[np.int64]) -> NDArray[np.str_]:
    """ "opt_out" of "opt_out.contact": a wrong kind is a smaller fault than a wrong act."""
    return np.array([names[number].split(".")[0] for number in numbers])


def _with_least(scale: Scale, logits: Array, labels: NDArray[np.int64]) -> Scale:
    shares = softmax(logits / scale.temperature)
    best, sure = shares.argmax(axis=1), shares.max(axis=1)
    truth = _family(scale.labels, labels)
    right = _family(scale.labels, best) == truth
    alike = np.isin(truth, _GRAVE)
    weights = np.where(truth == NONE, BUSINESS_COUNTS, 1.0).astype(np.float32)
    least = dict.fromkeys(scale.labels, 0.0)
    for number, label in enumerate(scale.labels):
        mine = best == number
        if label != NONE:
            family = label.split(".")[0]
            good = right[mine] | alike[mine] if family in _GRAVE else right[mine]
            precision = PRECISIONS.get(family, PRECISION)
            found = threshold(sure[mine], good, weights[mine], precision)
            least[label] = max(LEASTS.get(family, LEAST), found)
    return Scale(scale.labels, scale.weights, scale.temperature, least)


def _measure_acts(scale: Scale, logits: Array, labels: NDArray[np.int64]) -> Measure:
    shares = softmax(logits / scale.temperature)
    right = _family(scale.labels, shares.argmax(axis=1)) == _family(scale.labels, labels)
    return Measure("acts", shares.max(axis=1).astype(np.float32), right)


_CONTEXT = Context(now=datetime(2026, 1, 1, tzinfo=UTC))


def _measure_lead_types(scale: Scale, logits: Array) -> Measure:
    """Signs and classifier together, on the first lines that the signs were not written on."""
    lines, unruled = lead_type_examples(), unruled_first_lines()
    shares = softmax(logits / scale.temperature)
    sure, right = [], []
    for text, label, row in zip(lines.texts, lines.labels, shares, strict=True):
        if text in unruled:
            likely = Likelihoods(dict(zip(scale.labels, row.tolist(), strict=True)), {})
            kind, share = weighed(text, signs_in(text, _CONTEXT), likely, _CONTEXT)
            sure.append(share)
            right.append(kind == label)
    return Measure("lead types", np.array(sure, dtype=np.float32), np.array(right))


def expected_error(measure: Measure, bins: int = 10) -> float:
    """The mean distance of what was expected from what was seen (ECE, Naeini et al. 2015)."""
    total = 0.0
    for _, _, expected, seen, count in reliability(measure, bins):
        total += abs(expected - seen) * count
    return total / max(1, len(measure.sure))


def reliability(measure: Measure, bins: int = 10) -> list[tuple[float, float, float, float, int]]:
    """Of each bin that holds any line: its edges, mean probability, share right, and lines."""
    rows = []
    for number in range(bins):
        low, high = number / bins, (number + 1) / bins
        inside = (measure.sure >= low) & (measure.sure < high + (number == bins - 1))
        if inside.any():
            expected, seen = float(measure.sure[inside].mean()), float(measure.right[inside].mean())
            rows.append((low, high, expected, seen, int(inside.sum())))
    return rows


def reliability_table(measure: Measure) -> str:
    """For people."""
    out = [
        f"{measure.name}: {measure.right.mean():.3f} of {len(measure.right)} held-out lines right, "
        f"expected calibration error {expected_error(measure):.3f}",
        f"{'sure':12} {'lines':>6} {'expected':>9} {'right':>7}",
    ]
    for low, high, expected, seen, count in reliability(measure):
        out.append(f"{low:.1f} to {high:.1f}   {count:6d} {expected:9.2f} {seen:7.2f}")
    return "\n".join(out)
