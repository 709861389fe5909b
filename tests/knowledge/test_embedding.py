"""The embedder: unit vectors, the same for the same text, without torch in the server."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest

from knowledge.embedding import check_weights, embedder, packaged_weights
from knowledge.errors import EmbeddingFault


def test_vectors_have_length_one() -> None:
    vectors = embedder().embed(["a short text", "Wie lange dauert es?"])
    assert vectors.shape == (2, embedder().dimensions)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-3)


def test_a_text_has_the_same_vector_in_any_company() -> None:
    model = embedder()
    alone = model.embed(["how do I cancel"])[0]
    assert np.array_equal(alone, model.embed(["a far longer text " * 40, "how do I cancel"])[1])


def test_no_text_gives_no_rows() -> None:
    assert embedder().embed([]).shape == (0, embedder().dimensions)


def test_near_meanings_are_near() -> None:
    a, b, c = embedder().embed(["cancel my plan", "end the subscription", "a sailing boat"])
    assert a @ b > a @ c


def test_many_threads_may_ask_at_once() -> None:
    model, failed = embedder(), []

    def ask(n: int) -> None:
        try:
            model.embed([f"question {n} {m}" for m in range(5)])
        except RuntimeError as error:
            failed.append(error)

    threads = [threading.Thread(target=ask, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []


def test_the_published_weights_are_accepted() -> None:
    check_weights(packaged_weights() / "model.safetensors")


def test_altered_weights_are_refused(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"something else")
    with pytest.raises(EmbeddingFault, match="published weights"):
        check_weights(tmp_path / "model.safetensors")


def test_answering_never_imports_torch() -> None:
    embedder()
    code = (
        "import django, sys; django.setup()\n"
        "from knowledge.embedding import embedder; embedder().embed(['x'])\n"
        "import knowledge.service\n"
        "sys.exit('torch' in sys.modules or 'sentence_transformers' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=Path(__file__).resolve().parents[2],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"},
        check=False,
    )
    assert done.returncode == 0
