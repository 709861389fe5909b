"""From a chosen sentence to its citation: document, version, code points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from chatqual.engine.ports import Citation, CitedSentence
from knowledge.answer_select import Choice
from knowledge.passages import Hit, Unit


def cite_unit(hit: Hit, unit: Unit, n: int = 1) -> Citation:
    """The citation of one sentence; its quote is the text of the document as it stands."""
    return Citation(
        n=n,
        title=hit.title,
        url=hit.url,
        quote=unit.text,
        path=hit.path,
        document=hit.document,
        version=hit.version,
        chunk=hit.chunk,
        start=hit.start + unit.start,
        end=hit.start + unit.end,
    )


def cite(chosen: Sequence[Choice]) -> tuple[CitedSentence, ...]:
    """The sentences with where they stand."""
    return tuple(
        CitedSentence(closed(c.unit.text), cite_unit(c.ranked.hit, c.unit)) for c in chosen
    )


def numbered(sentences: Sequence[CitedSentence]) -> tuple[CitedSentence, ...]:
    """Numbered through by document: sentences of one document share a number."""
    numbers: dict[int, int] = {}
    return tuple(
        replace(
            s,
            citation=replace(
                s.citation, n=numbers.setdefault(s.citation.document, len(numbers) + 1)
            ),
        )
        for s in sentences
    )


def closed(text: str) -> str:
    """A list item or a row has no full stop of its own; behind it another sentence may follow."""
    return text if not text or text[-1] in '.!?…:;"”“»)' else f"{text}."
