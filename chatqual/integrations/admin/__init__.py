"""The room's pages in the admin: the outbox, the endpoints of webhooks, who is told by mail."""

from chatqual.integrations.admin import alerts, endpoints, outbox  # noqa: F401 - register pages
