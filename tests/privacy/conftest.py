"""What these tests write is not answered: they are about rows, and turns outlive them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from chatqual.conversations import wake


@pytest.fixture(autouse=True)
def no_answers() -> Iterator[None]:
    doers = dict(wake._DOERS)
    wake.register_doer("turn", lambda pk, owner: None)
    yield
    wake._DOERS.clear()
    wake._DOERS.update(doers)
