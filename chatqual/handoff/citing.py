"""Citations of an agent's line: resolved here from the site's own passages, never taken over.

The page names a passage and which part of it is quoted. Title, address and quote are those of the
document as it is published at this moment; what visitors may not be shown cannot be cited.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from chatqual.engine.ports import Citation
from chatqual.engine.slots import Json
from chatqual.handoff.fields import Cite
from chatqual.realtime.frames import BadFrame
from knowledge.models import Chunk

MARK = re.compile(r"\[(\d{1,3})\]")


def marks_in(text: str) -> set[int]:
    """The numbers that stand in the text as [n]."""
    return {int(n) for n in MARK.findall(text)}


def resolve_cites(
    site: int, text: str, cites: Sequence[Cite], id_: str | None = None
) -> list[Json]:
    """The citations as they are stored with the line; those whose [n] was taken out are left out.

    Raises BadFrame where a passage is not published for visitors (any more), or the part that is
    quoted is none of it.
    """
    used = marks_in(text)
    wanted = [cite for cite in cites if cite.n in used]
    if len({cite.n for cite in wanted}) < len(wanted):
        raise BadFrame("A number stands for two citations.", id_)
    if not wanted:
        return []
    rows = Chunk.objects.answerable(site).select_related("document", "version")
    chunks = rows.in_bulk([cite.chunk for cite in wanted])
    return [_citation(cite, chunks.get(cite.chunk), id_).to_json() for cite in wanted]


def _citation(cite: Cite, chunk: Chunk | None, id_: str | None) -> Citation:
    if chunk is None or not cite.start < cite.end <= len(chunk.text):
        raise BadFrame(
            f"What [{cite.n}] cites is not published any more. Take the citation out, or look it "
            "up again.",
            id_,
        )
    document = chunk.document
    return Citation(
        n=cite.n,
        title=document.title,
        url=document.url,
        quote=chunk.text[cite.start : cite.end],
        path=document.path,
        document=document.pk,
        version=chunk.version.number,
        chunk=chunk.pk,
        start=chunk.start + cite.start,
        end=chunk.start + cite.end,
    )
