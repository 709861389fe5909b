"""The classifier beside the rules: how likely each act and each lead type is for a line.

Pure: the vectors come from an `Embedder` that is handed in, the weights from a file that
`python -m benchmarks.fit_classifier` writes. docs/qualification.md tells how the two are weighed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Literal

import numpy as np

from chatqual.engine.ports import Embedder, Likelihoods
from chatqual.engine.understanding.classifier_examples import NONE
from chatqual.engine.understanding.classifier_features import Array, features
from chatqual.engine.understanding.classifier_fit import logits_of, softmax

WEIGHTS = "data/classifier.npz"


@dataclass(frozen=True, slots=True)
class Scale:
    """One question put to a line. `weights`: (labels, features + 1); `least`: per label, the
    probability below which it is not claimed."""

    labels: tuple[str, ...]
    weights: Array
    temperature: float
    least: Mapping[str, float]

    def shares(self, row: Array) -> Array:
        """Calibrated probabilities, one a label."""
        out: Array = softmax(logits_of(row[None, :], self.weights)[0] / self.temperature)
        return out


@dataclass(frozen=True, slots=True)
class Weights:
    """What was fitted, with which model's vectors and on which state of the examples."""

    model: str
    examples: str
    acts: Scale
    lead_types: Scale

    def fits(self, name: str) -> bool:
        """Whether they were fitted on vectors of the embedder of this name."""
        return bool(self.model) and name.startswith(self.model)


@dataclass(frozen=True, slots=True)
class OwnExample:
    """A line that a site's admin has labelled: with an act ("none" for no act) or a lead type."""

    text: str
    kind: Literal["act", "lead_type"]
    label: str


class LineSense:
    """The port `Sense` over an embedder. What a site's own example resembles is read like it."""

    def __init__(
        self, embedder: Embedder, weights: Weights, own: Sequence[OwnExample] = ()
    ) -> None:
        self._embedder = embedder
        self._weights = weights
        # A line of one part is asked about twice in a row: what it does, and who writes it.
        self._last: tuple[str, Array] | None = None
        self._own = {kind: self._table([o for o in own if o.kind == kind]) for kind in _OWN_KINDS}

    @property
    def has_own_acts(self) -> bool:
        """The site has examples of acts of its own."""
        return self._own["act"][1] is not None

    def acts(self, text: str) -> Likelihoods:
        """Of each act, with its kind where it has several ("opt_out.contact"), and of "none"."""
        return self._likelihoods(text, self._weights.acts, "act")

    def lead_types(self, text: str) -> Likelihoods:
        """Of each lead type."""
        return self._likelihoods(text, self._weights.lead_types, "lead_type")

    def _likelihoods(self, text: str, scale: Scale, kind: str) -> Likelihoods:
        row = self._row(text)
        shares = dict(zip(scale.labels, scale.shares(row).tolist(), strict=True))
        near, nearness = _nearest(row, self._own[kind])
        return Likelihoods(shares, scale.least, near, nearness)

    def _row(self, text: str) -> Array:
        last = self._last
        if last is not None and last[0] == text:
            return last[1]
        row = features(text, self._embedder.embed([text])[0])
        self._last = (text, row)
        return row

    def _table(self, own: Sequence[OwnExample]) -> tuple[list[str], Array | None]:
        if not own:
            return [], None
        return [o.label for o in own], np.stack([self._row(o.text.strip()) for o in own])


_OWN_KINDS = ("act", "lead_type")
# The mean of the cosines of meaning and of words. From FAR on an example begins to count, from
# CLOSE on it decides. Below, "send it" and "do not send it" would be taken for the same.
FAR, CLOSE = 0.55, 0.85


def _nearest(row: Array, own: tuple[list[str], Array | None]) -> tuple[str, float]:
    labels, table = own
    if table is None:
        return "", 0.0
    alike = table @ row / 2
    best = int(np.argmax(alike))
    nearness = (float(alike[best]) - FAR) / (CLOSE - FAR)
    return (labels[best], min(1.0, nearness)) if nearness > 0 else ("", 0.0)


def best_of(likelihoods: Likelihoods) -> tuple[str, float]:
    """The likeliest label and its probability; what the site's example says counts by nearness."""
    left = 1.0 - likelihoods.nearness
    shares = {label: left * share for label, share in likelihoods.shares.items()}
    if likelihoods.near:
        shares[likelihoods.near] = shares.get(likelihoods.near, 0.0) + likelihoods.nearness
    label = max(shares, key=lambda one: shares[one])
    return label, min(MOST, shares[label])


MOST = 0.97


def claimed(likelihoods: Likelihoods, at_least: float = 0.0) -> tuple[str, float] | None:
    """The best label where it may be claimed; None where the classifier abstains."""
    label, sure = best_of(likelihoods)
    if label == NONE or sure < max(at_least, likelihoods.least.get(label, 1.0)):
        return None
    return label, sure


def stored_arrays() -> dict[str, np.ndarray] | None:
    """Everything in the file of the weights."""
    source = files(__package__).joinpath(WEIGHTS)
    if not source.is_file():
        return None
    with source.open("rb") as file, np.load(file, allow_pickle=False) as stored:
        return {name: stored[name] for name in stored.files}


@cache
def stored_weights() -> Weights | None:
    """The weights that come with the project; None where the file is missing."""
    data = stored_arrays()
    if data is None:
        return None
    return Weights(
        str(data["model"]), str(data["examples"]), _scale(data, "acts"), _scale(data, "lead_types")
    )


def _scale(data: Mapping[str, np.ndarray], name: str) -> Scale:
    labels = tuple(str(label) for label in data[f"{name}_labels"])
    least = dict(zip(labels, data[f"{name}_least"].tolist(), strict=True))
    weights = data[f"{name}_weights"].astype(np.float32)
    return Scale(labels, weights, float(data[f"{name}_temperature"]), least)


def labels_of(kind: str) -> tuple[str, ...]:
    """What an example of this kind may be labelled with."""
    weights = stored_weights()
    if weights is None:
        return ()
    return weights.acts.labels if kind == "act" else weights.lead_types.labels


def store_weights(weights: Weights, path: Path, beside: Mapping[str, np.ndarray]) -> None:
    """Half floats and compressed: a few hundred kilobytes. `beside`: what else is kept in it."""
    out: dict[str, np.ndarray] = {
        "model": np.array(weights.model),
        "examples": np.array(weights.examples),
    }
    for name, scale in (("acts", weights.acts), ("lead_types", weights.lead_types)):
        out[f"{name}_labels"] = np.array(scale.labels)
        out[f"{name}_weights"] = scale.weights.astype(np.float16)
        out[f"{name}_temperature"] = np.array(scale.temperature)
        out[f"{name}_least"] = np.array([scale.least[label] for label in scale.labels])
    out.update(beside)
    with path.open("wb") as file:
        np.savez_compressed(file, allow_pickle=False, **out)
