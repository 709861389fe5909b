"""The curators' desk: documents, gaps, synonyms, sources. Each action calls a service."""

from knowledge.admin import documents, gaps, index, line_examples, overview, pins, sources, trying

__all__ = ["documents", "gaps", "index", "line_examples", "overview", "pins", "sources", "trying"]
