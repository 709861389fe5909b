from __future__ import annotations

from chatqual.realtime.limits import Buckets, Counter, Windows, is_loopback


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_bucket_gives_twenty_and_then_one_a_second() -> None:
    clock = Clock()
    buckets = Buckets(clock)
    assert [buckets.take("ana") for _ in range(20)] == [0.0] * 20
    assert buckets.take("ana") == 1.0
    clock.now += 1.0
    assert buckets.take("ana") == 0.0
    assert buckets.take("ana") > 0


def test_another_visitor_has_another_bucket() -> None:
    buckets = Buckets(Clock())
    for _ in range(25):
        buckets.take("ana")
    assert buckets.take("cy") == 0.0


def test_what_is_given_back_can_be_taken_again() -> None:
    buckets = Buckets(Clock())
    for _ in range(20):
        buckets.take("ana")
    buckets.give_back("ana")
    assert buckets.take("ana") == 0.0


def test_a_counter_forgets_who_has_none_left() -> None:
    counter = Counter()
    assert (counter.add("ana"), counter.add("ana")) == (1, 2)
    counter.remove("ana")
    counter.remove("ana")
    counter.remove("ana")
    assert counter.add("ana") == 1


def test_loopback_is_told_from_the_rest() -> None:
    assert is_loopback("127.0.0.1")
    assert is_loopback("::1")
    assert not is_loopback("10.0.0.1")


def test_a_window_forgets_after_a_minute() -> None:
    clock = Clock()
    windows = Windows(clock)
    assert [windows.hit("line", "ana", 3) for _ in range(4)] == [True, True, True, False]
    assert windows.hit("line", "cy", 3)
    assert windows.hit("connect", "ana", 3)
    clock.now += 60
    assert windows.hit("line", "ana", 3)
