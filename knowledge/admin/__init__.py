"""The curators' desk: documents, gaps, synonyms, sources. Each action calls a service."""

from knowledge.admin import documents, gaps, line_examples, overview, pins, sources, trying

__all__ = ["documents", "gaps", "line_examples", "overview", "pins", "sources", "trying"]
