"""What is known of a visitor before the first message: held in memory, stored with that message."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlsplit

from chatqual.engine.slots import Json

CAMPAIGN = ("utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content", "gclid", "ref")
MAX_URL = 2000
MAX_TITLE = 300
MAX_PAGES = 50


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the embedding site. Texts are cut to what is stored."""

    url: str = ""
    title: str = ""
    referrer: str = ""

    def cut(self) -> Page:
        return Page(self.url[:MAX_URL], self.title[:MAX_TITLE], self.referrer[:MAX_URL])

    def campaign(self) -> dict[str, str]:
        """The campaign parameters of the address (utm_* and the like)."""
        try:
            query = urlsplit(self.url).query
        except ValueError:
            return {}
        return {key: value[:200] for key, value in parse_qsl(query) if key in CAMPAIGN}


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the embedding site says the visitor is; only ever made from a checked signature."""

    id: str
    name: str = ""
    email: str = ""


@dataclass(slots=True)
class Arrival:
    """A visitor who is here and has said nothing yet. `pages`: page views since, newest last."""

    locale: str = "en"
    page: Page = field(default_factory=Page)
    pages: list[Page] = field(default_factory=list)
    identity: Identity | None = None
    consent: Json | None = None
    is_test: bool = False
    is_sample: bool = False
