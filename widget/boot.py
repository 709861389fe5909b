"""What the chat page knows before its socket is open, as JSON inside the page."""

from __future__ import annotations

from typing import Any, TypedDict

from chatqual.sites.models import Site


class Boot(TypedDict):
    """`origins`: pages that may embed the chat. `texts`: words, the site's own first."""

    site: str
    name: str
    origins: list[str]
    theme: dict[str, Any]
    texts: dict[str, str]
    starters: list[str]
    consent: dict[str, Any]


def boot_of(site: Site, texts: dict[str, str]) -> Boot:
    """The surface's texts filled with the site's name and overlaid by the site's own ones."""
    own = {key: text for key, text in site.texts.items() if key in texts and isinstance(text, str)}
    merged = {key: _with_name(text, site.name, key) for key, text in {**texts, **own}.items()}
    return Boot(
        site=site.public_key,
        name=site.name,
        origins=list(site.origins),
        theme=site.theme,
        texts=merged,
        starters=site.starters,
        consent=site.consent,
    )


def _with_name(text: str, name: str, key: str) -> str:
    """Only these two name the site; elsewhere `{name}` is a person, filled in by the browser."""
    return text.replace("{name}", name) if key in ("opening", "title") else text
