"""The cast: ana the visitor, bo the agent, cy the outsider; and quiet ends of the pools."""

from __future__ import annotations

from collections.abc import Generator, Iterator

import pytest
from hypothesis import settings

from tests.servers import stacks_of

# A red run says something about the change, so the examples are the same each time, and a busy
# machine fails none. `pytest --hypothesis-profile=explore` looks for new ones.
settings.register_profile("repeatable", deadline=None, derandomize=True)
settings.register_profile("explore", deadline=None, max_examples=1000)
settings.load_profile("repeatable")


@pytest.fixture(autouse=True)
def quiet_ends(request: pytest.FixtureRequest) -> Iterator[None]:
    """Nothing that a test started goes on behind the next one's back."""
    yield
    if "transactional_db" in request.fixturenames or "db" in request.fixturenames:
        from chatqual.handoff.watch import forget_watch
        from chatqual.realtime.limits import LINES
        from chatqual.realtime.pool import close_pools
        from chatqual.sites.policies import policy_of
        from chatqual.sites.registry import forget_sites

        close_pools()
        LINES.clear()
        forget_sites()
        forget_watch()
        policy_of.cache_clear()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """What failed on another machine has to tell why: the ends of the servers' logs go along."""
    report = yield
    if report.failed and report.when != "teardown":
        for stack in stacks_of(getattr(item, "funcargs", {})):
            report.sections.append((f"Servers of {stack.name}", stack.logs()))
    return report
