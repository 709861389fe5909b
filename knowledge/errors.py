"""What can go wrong in the knowledge base.

KnowledgeFault
├── DocumentUnreadable  one document cannot be read; `code` and a sentence for an admin
│   └── AddressRefused  an address that must not be fetched, or did not answer as it should
├── SourceMissing       an argument of `ingest` that names nothing
├── EmbeddingFault      the model is missing, altered or cannot be made
└── IndexFault          the vector index
    ├── IndexLocked     another process holds the index folder; says which
    ├── IndexBusy       somebody works on this site's index just now; to be tried again
    ├── IndexAway       the index's server does not answer; nothing says that it is damaged
    └── IndexDamaged    the index does not return what was put in; rebuilt from the rows
"""

from __future__ import annotations


class KnowledgeFault(Exception):
    """The root: nothing outside this tree leaves the knowledge base on purpose."""


class EmbeddingFault(KnowledgeFault):
    """The embedding model is missing, is not the published one, or cannot be exported."""


class IndexFault(KnowledgeFault):
    """The vector index cannot be used; the lexical leg answers meanwhile."""


class IndexLocked(IndexFault):
    """Another process holds the index folder. `holder` names it, as its lock file says."""

    def __init__(self, holder: str) -> None:
        super().__init__(f"the index is held by {holder}")
        self.holder = holder


class IndexBusy(IndexFault):
    """Somebody works on this site's index: one at a time."""


class IndexAway(IndexFault):
    """The index's server does not answer."""


class IndexDamaged(IndexFault):
    """The index does not return what was put in."""


class DocumentUnreadable(KnowledgeFault):
    """One document cannot be read; the others go on.

    `code` is one of: empty, too_large, mislabelled, unsupported, encrypted, damaged, no_text,
    bomb, forbidden_markup, too_slow, too_hungry, not_found, refused, robots, fetch_failed.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class AddressRefused(DocumentUnreadable):
    """An address that must not be fetched (SSRF), or that did not answer as a page should.

    `status`: what the host answered over HTTP, 0 where it did not come to that.
    """

    def __init__(self, code: str, message: str, status: int = 0) -> None:
        super().__init__(code, message)
        self.status = status


class SourceMissing(KnowledgeFault):
    """An argument of `ingest` that names no file, folder, pattern or address."""
