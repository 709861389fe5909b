"""The desk's search over 100,000 lines: filled into a database of its own, asked word by word."""

from __future__ import annotations

import os
import random
import time
import uuid
from collections.abc import Callable
from typing import Any

CONVERSATIONS, LINES = 10_000, 10
ASKED = 40
AIM = 150  # ms
SYLLABLES = tuple("ba co di fe gu ha jo ki lu me no pa ri so tu ven sel mar kon pri".split())  # noqa: SIM905
USUAL = tuple("the we need price of a for people and month when does it work with our".split())  # noqa: SIM905


def measure_search(say: Callable[..., None]) -> None:
    """Makes and drops a test database, so that nothing of it stays."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    from django.db import connection

    name = connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        _measure(say)
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def _measure(say: Callable[..., None]) -> None:
    from chatqual.handoff.search import Search, search
    from chatqual.handoff.search_index import index_new_lines
    from chatqual.handoff.staff import staff_of

    dice = random.Random(7)  # noqa: S311 - words, no secrets
    names = ["".join(dice.choices(SYLLABLES, k=3)) for _ in range(5_000)]
    staff = staff_of(_fill(names, dice))
    begun = time.perf_counter()
    while not index_new_lines():
        pass
    took = time.perf_counter() - begun
    total = CONVERSATIONS * LINES
    say(f"Indexing {total:,} lines", f"{total / took:,.0f} lines/s", f"{took:.0f} s")
    kinds: dict[str, Callable[[], str]] = {
        "a rare word": lambda: dice.choice(names),
        "the beginning of one": lambda: dice.choice(names)[:3],
        "a word in every line": lambda: dice.choice(USUAL),
        "two words of different lines": lambda: f"{dice.choice(USUAL)} {dice.choice(names)}",
        "a misspelt word": lambda: _misspelt(dice.choice(names)),
        "nothing": lambda: f"zz{dice.choice(names)}",
    }
    for kind, word in kinds.items():
        times = []
        for n in range(ASKED):
            frame = Search(word(), n)
            begun = time.perf_counter()
            search(staff, frame)
            times.append((time.perf_counter() - begun) * 1000)
        times.sort()
        p50, p95 = times[ASKED // 2], times[int(ASKED * 0.95)]
        say(
            f"Search in {total:,} lines: {kind}",
            f"{p50:.1f} / {p95:.1f} ms",
            f"p95 at most {AIM}",
            p95 <= AIM,
        )


def _misspelt(word: str) -> str:
    """Two neighbours in the middle changed places."""
    at = len(word) // 2
    return word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :]


def _fill(names: list[str], dice: random.Random) -> Any:
    from django.contrib.auth.models import User
    from django.utils import timezone

    from chatqual.conversations.models import Conversation, Message, Visitor
    from chatqual.sites.models import Site

    now = timezone.now()
    site = Site.objects.create(public_key="search", name="Search")
    visitors = [Visitor(id=uuid.uuid4(), site=site, created=now) for _ in range(CONVERSATIONS)]
    Visitor.objects.bulk_create(visitors, batch_size=500)
    conversations = [
        Conversation(
            id=uuid.uuid4(),
            site=site,
            visitor=visitor,
            created=now,
            last_visitor_at=now,
            last_message_at=now,
            last_seq=LINES,
        )
        for visitor in visitors
    ]
    Conversation.objects.bulk_create(conversations, batch_size=500)
    Message.objects.bulk_create(
        (
            Message(
                conversation=conversation,
                seq=seq,
                author="bot" if seq % 2 == 0 else "visitor",
                text=" ".join([*dice.choices(USUAL, k=11), dice.choice(names)]),
                created=now,
            )
            for conversation in conversations
            for seq in range(1, LINES + 1)
        ),
        batch_size=1_000,
    )
    return User.objects.create_superuser("bench", password=uuid.uuid4().hex)


if __name__ == "__main__":
    from benchmarks.__main__ import say

    measure_search(say)
