"""The classifier of lines over this installation's embedder, with each site's own examples.

It embeds the very text that a question is looked up with, and the embedder keeps what it has
embedded: a visitor's line runs through the model once, whoever asks first.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence

import structlog

from chatqual.engine.ports import Sense
from chatqual.engine.understanding.classifier import LineSense, OwnExample, stored_weights
from chatqual.sites.line_examples import examples_of
from knowledge.embedding import embedder, embedder_name
from knowledge.errors import EmbeddingFault

MOST_KEPT = 64

log = structlog.get_logger(__name__)

_kept: OrderedDict[int | None, tuple[Sequence[OwnExample], LineSense]] = OrderedDict()
_making = threading.Lock()


def sense_for(site_id: int | None = None) -> Sense | None:
    """The classifier of a site; without one that of the project's examples alone.

    None, so that rules alone read, where the weights were fitted on another embedding model or
    the model cannot be had.
    """
    own = examples_of(site_id) if site_id is not None else ()
    with _making:
        kept = _kept.get(site_id)
        if kept is not None and kept[0] is own:
            _kept.move_to_end(site_id)
            return kept[1]
        made = sense_with(own)
        if made is not None:
            _kept[site_id] = (own, made)
            if len(_kept) > MOST_KEPT:
                _kept.popitem(last=False)
        return made


def sense_with(own: Sequence[OwnExample]) -> LineSense | None:
    """The classifier with these examples; None as for `sense_for`."""
    weights = stored_weights()
    if weights is None:
        return None
    try:
        name = embedder_name() or embedder().name
        return LineSense(embedder(), weights, own) if weights.fits(name) else None
    except EmbeddingFault as error:
        log.error("embedding_fault", error=str(error))
        return None


def forget_senses() -> None:
    """Drop what this process has built (tests)."""
    with _making:
        _kept.clear()
