"""First lines of visitors by the type of visitor that wrote them: those that the signs know."""

from __future__ import annotations

from chatqual.engine.understanding.phrases import data_file

LINES: dict[str, tuple[str, ...]] = {
    kind: tuple(lists["ruled"]) for kind, lists in data_file("lead_type_examples").items()
}
