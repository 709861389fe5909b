"""Fitting the classifier: multinomial logistic regression, by L-BFGS, without any chance in it.

Nocedal, "Updating quasi-Newton matrices with limited storage" (1980), with halving steps. The same
examples give the same weights. Folds are dealt out by the place in the list.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
Whole = NDArray[np.int64]
_Evaluate = Callable[[NDArray[np.float64]], tuple[float, NDArray[np.float64]]]

STEPS = 120
MEMORY = 8
ENOUGH = 1e-5
FOLDS = 5


def fit(table: Array, labels: Whole, kinds: int, strength: float) -> Array:
    """Weights of shape (kinds, features + 1), the last column the bias.

    `labels`: 0 to kinds - 1, one a row. `strength`: C of the usual notation, the inverse of the
    ridge on all weights but the bias.
    """
    rows = np.hstack([table, np.ones((len(table), 1), dtype=np.float32)])
    truth = np.zeros((len(rows), kinds), dtype=np.float32)
    truth[np.arange(len(rows)), labels] = 1.0
    ridge = np.full(rows.shape[1], 1.0 / strength)
    ridge[-1] = 0.0

    def evaluate(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        weights = flat.reshape(kinds, -1)
        logits = rows @ weights.T.astype(np.float32)
        shares = softmax(logits)
        sure = np.log(np.maximum(shares[np.arange(len(rows)), labels], 1e-12))
        loss = -float(sure.sum()) + 0.5 * float((ridge * weights**2).sum())
        slope = (shares - truth).T.astype(np.float32) @ rows + ridge * weights
        return loss, np.asarray(slope, dtype=np.float64).ravel()

    flat = _minimise(evaluate, np.zeros(kinds * rows.shape[1]))
    return flat.reshape(kinds, -1).astype(np.float32)


def _minimise(evaluate: _Evaluate, at: NDArray[np.float64]) -> NDArray[np.float64]:
    value, slope = evaluate(at)
    moves: list[tuple[NDArray[np.float64], NDArray[np.float64], float]] = []
    for _ in range(STEPS):
        way = -_turned(slope, moves)
        # The first step has no curvature to go by.
        step = 1.0 if moves else 1.0 / max(float(np.abs(slope).sum()), 1.0)
        downhill = float(slope @ way)
        while True:
            there = at + step * way
            below, steep = evaluate(there)
            if below <= value + 1e-4 * step * downhill or step < 1e-10:
                break
            step *= 0.5
        move, change = there - at, steep - slope
        bend = float(move @ change)
        if bend > 1e-12:
            moves = [*moves, (move, change, 1.0 / bend)][-MEMORY:]
        done = abs(value - below) <= ENOUGH * max(abs(below), 1.0)
        at, value, slope = there, below, steep
        if done:
            break
    return at


def _turned(
    slope: NDArray[np.float64],
    moves: Sequence[tuple[NDArray[np.float64], NDArray[np.float64], float]],
) -> NDArray[np.float64]:
    """The slope times the estimated inverse of the curvature (the two loops)."""
    way, shares = slope.copy(), []
    for move, change, scale in reversed(moves):
        share = scale * float(move @ way)
        shares.append(share)
        way -= share * change
    if moves:
        move, change, _ = moves[-1]
        way *= float(move @ change) / float(change @ change)
    for (move, change, scale), share in zip(moves, reversed(shares), strict=True):
        way += move * (share - scale * float(change @ way))
    return way


def softmax(logits: NDArray[np.floating]) -> NDArray[np.floating]:
    """Shares that sum to 1 along the last axis."""
    raised = np.exp(logits - logits.max(axis=-1, keepdims=True))
    out: NDArray[np.floating] = raised / raised.sum(axis=-1, keepdims=True)
    return out


def logits_of(table: Array, weights: Array) -> Array:
    """Of shape (rows, kinds)."""
    out: Array = table @ weights[:, :-1].T + weights[:, -1]
    return out


def held_out_logits(table: Array, labels: Whole, kinds: int, strength: float) -> Array:
    """The logits of each row by weights that were fitted without its fold."""
    out = np.zeros((len(table), kinds), dtype=np.float32)
    fold = _folds(labels)
    for held in range(FOLDS):
        unseen = fold == held
        weights = fit(table[~unseen], labels[~unseen], kinds, strength)
        out[unseen] = logits_of(table[unseen], weights)
    return out


def _folds(labels: Whole) -> Whole:
    """Dealt out in turn within each label, so that every fold holds some of each."""
    out = np.zeros(len(labels), dtype=np.int64)
    for label in np.unique(labels):
        places = np.flatnonzero(labels == label)
        out[places] = np.arange(len(places)) % FOLDS
    return out


def fit_temperature(logits: Array, labels: Whole) -> float:
    """The divisor of the logits under which held-out rows are most likely (Guo et al. 2017)."""
    rows = np.arange(len(labels))
    tried = np.geomspace(0.2, 5.0, 81)
    losses = [
        -float(np.log(np.maximum(softmax(logits / t)[rows, labels], 1e-12)).mean()) for t in tried
    ]
    return float(tried[int(np.argmin(losses))])


def threshold(sure: Array, right: NDArray[np.bool_], weights: Array, precision: float) -> float:
    """The least probability from which on at least `precision` of the (weighted) rows are right.

    1.01, which is never reached, where no probability does it for three rows or more.
    """
    order = np.argsort(-sure, kind="stable")
    hits = np.cumsum((right * weights)[order])
    shares = hits / np.cumsum(weights[order])
    good = np.flatnonzero((shares >= precision) & (np.arange(len(order)) >= 2))
    return float(sure[order][good[-1]]) if len(good) else 1.01
