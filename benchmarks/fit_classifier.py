"""Fits the classifier of acts and lead types again, on the project's examples.

    python -m benchmarks.fit_classifier

Writes chatqual/engine/understanding/data/classifier.npz for the embedding model of the settings,
with the logits of held-out examples beside the weights, and prints what they say. A few minutes.
The same examples give the same file.
"""

from __future__ import annotations

import os
from pathlib import Path


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chatqual.settings")
    from chatqual.engine.understanding import classifier
    from chatqual.engine.understanding.classifier_measure import fitted, measures, reliability_table
    from knowledge.embedding import embedder

    made = fitted(embedder())
    path = Path(classifier.__file__).parent / classifier.WEIGHTS
    classifier.store_weights(made.weights, path, made.to_store())
    for measure in measures(made.weights, made.to_store()):
        print(reliability_table(measure))
    for scale in (made.weights.acts, made.weights.lead_types):
        kept = {label: round(least, 2) for label, least in scale.least.items()}
        print(f"temperature {scale.temperature:.2f}, claimed from {kept}")
    print(f"{path}: {path.stat().st_size / 1024:.0f} KB")


if __name__ == "__main__":
    main()
