"""What is known, as rows. The index (Chroma, BM25) is a cache over `Chunk` that can be made again.

A chunk is `live` while its document is published, and a passage of its current version. Whatever
answers must ask for `Chunk.objects.answerable(site)` in the very query that fetches the text: then
a document that is retired or edited is gone from answers with the commit that retires it.
"""

from knowledge.models.curation import Gap, GapAsking, Synonym
from knowledge.models.documents import Chunk, ChunkQuerySet, Document, DocumentVersion, Sentence
from knowledge.models.golden import GoldenQuestion
from knowledge.models.index import ChunkRemoval, Corpus, IndexGeneration, NextVector, bump_revision
from knowledge.models.pins import Pin
from knowledge.models.sources import IngestFailure, IngestJob, Source
from knowledge.models.usage import AskedQuestion, CitedPassage, UsageMark

__all__ = [
    "AskedQuestion",
    "Chunk",
    "ChunkQuerySet",
    "ChunkRemoval",
    "CitedPassage",
    "Corpus",
    "Document",
    "DocumentVersion",
    "Gap",
    "GapAsking",
    "GoldenQuestion",
    "IndexGeneration",
    "IngestFailure",
    "IngestJob",
    "NextVector",
    "Pin",
    "Sentence",
    "Source",
    "Synonym",
    "UsageMark",
    "bump_revision",
]
