"""Rows for tests, with the cast: ana the visitor, bo the agent, cy the outsider."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib.auth.models import Group, User

from chatqual.conversations.arrival import Arrival, Page
from chatqual.conversations.models import Conversation, Message
from chatqual.conversations.receive import Received, receive_message
from chatqual.sites.models import Membership, Site
from chatqual.sites.policies import ensure_live_policy

ORIGIN = "https://www.shop.example"


def make_site(key: str = "shop", **fields: Any) -> Site:
    fields.setdefault("origins", [ORIGIN])
    site = Site.objects.create(public_key=key, name=fields.pop("name", "Shop"), **fields)
    ensure_live_policy(site)
    return site


def make_agent(site: Site | None, username: str = "bo", **fields: Any) -> User:
    user = User.objects.create_user(
        username, password="let me in", first_name=username.title(), is_staff=True, **fields
    )
    user.groups.add(Group.objects.get(name="Agent"))
    if site is not None:
        Membership.objects.create(site=site, user=user)
    return user


def arrival(url: str = f"{ORIGIN}/pricing", locale: str = "en-GB", **fields: Any) -> Arrival:
    return Arrival(locale=locale, page=Page(url, "Pricing", "https://search.example/"), **fields)


def say(
    site: Site, text: str, visitor: uuid.UUID | None = None, client_id: uuid.UUID | None = None
) -> Received:
    """Ana's line, stored as the socket stores it."""
    return receive_message(
        site=site,
        visitor=visitor,
        arrival=arrival(),
        client_id=client_id or uuid.uuid4(),
        text=text,
    )


def lines_of(conversation: uuid.UUID) -> list[tuple[int, str, str]]:
    rows = Message.objects.filter(conversation=conversation).order_by("seq")
    return list(rows.values_list("seq", "author", "text"))


def reload(conversation: uuid.UUID) -> Conversation:
    return Conversation.objects.get(pk=conversation)
