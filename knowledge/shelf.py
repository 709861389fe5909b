"""The shelf of one site: its index to search, and its rows to fetch passages from.

What may be shown is decided by the query that fetches the text: published, current, for visitors.
Derived parts (sentences, vectors, stems) are kept by content hash.
"""

from __future__ import annotations

import json
import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from django.db import DEFAULT_DB_ALIAS, connections

from chatqual.engine.ports import Embedder
from chatqual.sites.models import Site
from knowledge.embedding import embedder_named
from knowledge.errors import IndexDamaged, IndexFault, IndexLocked
from knowledge.generations import collection_name, current_generation
from knowledge.index import collections
from knowledge.models import Chunk, ChunkQuerySet, Document, Sentence
from knowledge.passages import Body, Hit, Unit, Vectors
from knowledge.standing import date_of
from knowledge.vectors import in_parts, sentence_vectors_beside, stack, vectors_of
from knowledge.words import terms

BODIES_KEPT = 3000
LOADED_AT_ONCE = 400
# A check asks for so many at once, the last one repeated: one statement, compiled once.
CHECKED_AT_ONCE = 80
# What a passage is shown with; where none of it has changed, the passage is the one that is held.
_STAMP = (
    "pk",
    "document_id",
    "version_id",
    "start",
    "position",
    "content_hash",
    "embedded_with",
    "document__path",
    "document__title",
    "document__url",
    "document__language",
    "document__updated_at",
)
_FIELDS = (
    "pk",
    "document_id",
    "version__number",
    "version__dated",
    "heading_path",
    "text",
    "start",
    "position",
    "content_hash",
    "embedded_with",
    "document__path",
    "document__title",
    "document__url",
    "document__language",
    "document__updated_at",
)


class SiteShelf:
    """Finds by the index (or exactly, where another process holds it) and fetches by rows."""

    def __init__(
        self,
        site: Site,
        also: frozenset[int] = frozenset(),
        audience: Document.Audience = Document.Audience.VISITORS,
        without: frozenset[int] = frozenset(),
    ) -> None:
        self._site = site
        # Drafts looked at as if they were published: the index does not hold them.
        self._also = also
        self._without = without
        self._audience = audience
        self._bodies: OrderedDict[tuple[int, str, str], Body] = OrderedDict()
        self._hits: OrderedDict[int, tuple[tuple[Any, ...], Hit]] = OrderedDict()
        self._statement: tuple[str, tuple[Any, ...]] | None = None
        self._lock = threading.Lock()
        self._collection = ""
        # Of the live generation: another one than the setting's, while that is being changed.
        self.model: Embedder | None = None
        self._exact: tuple[Any, Vectors] | None = None
        # Documents that say that they are superseded.
        self._outdated: frozenset[int] = frozenset()
        # What `nearest` last did, for people: "index", "exact" or why it could not.
        self.mode = ""

    def refresh(self, outdated: frozenset[int]) -> None:
        """The corpus has changed: other documents are superseded, another generation is live."""
        live = current_generation(self._site)
        # Vectors of another model cannot be compared with the question's: while the model is being
        # changed the old one is kept for both. Where it is gone the words find, and what has its
        # new vectors already is judged by them.
        former = embedder_named(live.model) if live else None
        self.model = former or embedder_named("")
        self._collection = collection_name(self._site, live.number) if live and former else ""
        self._exact = None
        self._outdated = outdated
        with self._lock:
            self._hits.clear()

    def _answerable(self) -> ChunkQuerySet:
        return Chunk.objects.answerable(self._site, self._also, self._audience, self._without)

    def nearest(self, vector: Vectors, limit: int) -> Mapping[int, float]:
        """Chunk ids with their cosine; {} where there is no index. Never raises for the index."""
        try:
            # The desk's own are few: among the index's nearest there may be none of them.
            if self._also or self._without or self._audience != Document.Audience.VISITORS:
                return self._search_exactly(vector, limit)
            if not self._collection:
                return {}
            found = collections().nearest(self._collection, vector, limit)
        except IndexLocked as error:
            self.mode = f"exact search: {error}"
            return self._search_exactly(vector, limit)
        except IndexDamaged as error:
            self.mode = f"lexical only: {error}"
            return {}
        except IndexFault as error:
            self.mode = f"exact search: {error}"
            return self._search_exactly(vector, limit)
        self.mode = "index"
        return found

    def _search_exactly(self, vector: Vectors, limit: int) -> Mapping[int, float]:
        if self._exact is None:
            rows = self._answerable().values_list("pk", flat=True)
            held = {
                pk: vector
                for part in in_parts(rows.order_by("pk").iterator(), LOADED_AT_ONCE)
                for pk, vector in self._vectors_of(part).items()
            }
            ids = np.array(list(held), dtype=np.int64)
            none = np.zeros((0, len(vector)), np.float32)
            self._exact = (ids, stack(held.values()) if held else none)
        ids, table = self._exact
        cosines = table @ vector
        best = np.argsort(-cosines)[:limit]
        return {int(ids[i]): float(cosines[i]) for i in best}

    def fetch(self, chunks: Iterable[int]) -> Mapping[int, Hit]:
        """Passages that a visitor may see as of this query."""
        ids = list(chunks)
        found: dict[int, Hit] = {}
        for at in range(0, len(ids), CHECKED_AT_ONCE):
            stamps = self._check(ids[at : at + CHECKED_AT_ONCE])
            with self._lock:
                held = {pk: self._hits.get(pk) for pk in stamps}
            known = {pk: h[1] for pk, h in held.items() if h and h[0] == stamps[pk]}
            found |= known | self._load(stamps, [pk for pk in stamps if pk not in known])
        return found

    def _check(self, ids: list[int]) -> dict[int, tuple[Any, ...]]:
        """Of these passages those that may be shown now, each with what it is shown with.

        The statement is Django's own, compiled once: to build it anew costs as much as to run it.
        """
        marks = range(-CHECKED_AT_ONCE, 0)
        if self._statement is None:
            rows = self._answerable().filter(pk__in=marks)
            self._statement = rows.values_list(*_STAMP).query.sql_with_params()
        sql, given = self._statement
        padded = dict(zip(marks, ids + ids[-1:] * (CHECKED_AT_ONCE - len(ids)), strict=True))
        with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
            cursor.execute(sql, [padded.get(value, value) for value in given])
            return {row[0]: row for row in cursor.fetchall()}

    def _load(self, stamps: Mapping[int, tuple[Any, ...]], missing: list[int]) -> dict[int, Hit]:
        if not missing:
            return {}
        rows = self._answerable().filter(pk__in=missing)
        found = list(rows.values_list(*_FIELDS))
        bodies = self._bodies_of(found)
        hits = {row[0]: _hit(row, bodies[row[0]], row[1] in self._outdated) for row in found}
        with self._lock:
            # Without a vector it is about to change: not kept.
            ready = {pk: h for pk, h in hits.items() if h.body.vector is not None}
            self._hits.update({pk: (stamps[pk], hit) for pk, hit in ready.items()})
            while len(self._hits) > BODIES_KEPT:
                self._hits.popitem(last=False)
        return hits

    def _model_name(self) -> str:
        return self.model.name if self.model else ""

    def keep_ready(self, chunks: Sequence[int]) -> None:
        """Load what is derived from these passages before somebody asks, if there is room."""
        if len(chunks) > BODIES_KEPT:
            return
        for at in range(0, len(chunks), LOADED_AT_ONCE):
            self.fetch(chunks[at : at + LOADED_AT_ONCE])

    def _bodies_of(self, rows: list[tuple[Any, ...]]) -> dict[int, Body]:
        model = self._model_name()
        keys = {row[0]: (row[0], row[8], model) for row in rows}
        with self._lock:
            held = {pk: body for pk, key in keys.items() if (body := self._bodies.get(key))}
            for pk in held:
                self._bodies.move_to_end(keys[pk])
        missing = [row for row in rows if row[0] not in held]
        if missing:
            made = self._load_bodies(missing)
            held.update(made)
            with self._lock:
                # Without a vector it is about to change: not kept.
                self._bodies.update({keys[pk]: b for pk, b in made.items() if b.vector is not None})
                while len(self._bodies) > BODIES_KEPT:
                    self._bodies.popitem(last=False)
        return held

    def _load_bodies(self, rows: list[tuple[Any, ...]]) -> dict[int, Body]:
        ids = [row[0] for row in rows]
        vectors = self._vectors_of(ids)
        beside = self._sentence_vectors_beside([pk for pk in ids if pk in vectors])
        sentences: dict[int, list[tuple[Any, ...]]] = {pk: [] for pk in ids}
        fields = ("chunk_id", "position", "kind", "start", "end", "text", "vector")
        found = Sentence.objects.filter(chunk_id__in=ids).order_by("chunk_id", "position")
        for sentence in found.values_list(*fields):
            sentences[sentence[0]].append(sentence)
        for pk, waiting in beside.items():
            sentences[pk] = [
                (*sentence[:6], vector)
                for sentence, vector in zip(sentences[pk], waiting, strict=True)
            ]
        return {row[0]: _body(row, vectors.get(row[0]), sentences[row[0]]) for row in rows}

    def _vectors_of(self, chunks: Sequence[int]) -> Mapping[int, bytes]:
        return vectors_of(chunks, self._model_name())

    def _sentence_vectors_beside(self, chunks: Sequence[int]) -> Mapping[int, list[bytes]]:
        return sentence_vectors_beside(chunks, self._model_name())


def _body(
    row: tuple[Any, ...], vector: bytes | memoryview | None, sentences: list[tuple[Any, ...]]
) -> Body:
    language = row[13]
    units = tuple(
        Unit(place, kind, start, end, text, frozenset(terms(text, language)))
        for _, place, kind, start, end, text, _ in sentences
    )
    about = frozenset(terms(" ".join([row[11], *_headings(row[4])]), language))
    known = [np.frombuffer(s[6], dtype="<f2") for s in sentences if s[6]]
    whole = bool(vector) and bool(known) and len(known) == len(sentences)
    return Body(
        units,
        about,
        frozenset(terms(row[5], language)),
        np.frombuffer(vector, dtype="<f4") if vector else None,
        np.stack(known).astype(np.float32) if whole else None,
    )


def _headings(value: Any) -> tuple[str, ...]:
    return tuple(json.loads(value) if isinstance(value, str) else value or ())


def _hit(row: tuple[Any, ...], body: Body, outdated: bool) -> Hit:
    (pk, document, version, dated, headings, text, start, position) = row[:8]
    (path, title, url, language, updated) = row[10:]
    return Hit(
        chunk=pk,
        document=document,
        version=version,
        path=path,
        title=title,
        url=url,
        headings=_headings(headings),
        text=text,
        start=start,
        position=position,
        language=language or "en",
        dated=(when := date_of(title, path, dated, updated.date())),
        body=body,
        carries_date=dated is not None or when != updated.date(),
        outdated=outdated,
    )
