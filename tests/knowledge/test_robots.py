"""robots.txt, as RFC 9309 says it."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.robots import CLOSED, Robots, fits, read_robots

HOST = "https://www.acme.example"


def robots(text: str) -> Robots:
    return read_robots(text.encode())


@pytest.mark.parametrize(
    ("pattern", "path", "is_met"),
    [
        ("/", "/anything", True),
        ("/fish", "/fish.html", True),
        ("/fish", "/Fish", False),
        ("/fish/", "/fish", False),
        ("/fish*", "/fisherman", True),
        ("*.php", "/a/b.php?x=1", True),
        ("/*.php$", "/a/b.php", True),
        ("/*.php$", "/a/b.php?x=1", False),
        ("/fish*.php", "/fish/a.php", True),
        ("/a*b*c", "/a--b--c--", True),
        ("/a*b*c$", "/a--b--c--", False),
        ("/a*b*c$", "/a--b--c--c", True),
        ("/*ab$", "/ab", True),
        ("/aba*aba$", "/aba", False),
        ("/exact$", "/exact", True),
        ("/exact$", "/exactly", False),
    ],
)
def test_a_pattern_is_met(pattern: str, path: str, is_met: bool) -> None:
    assert fits(pattern, path) is is_met


def test_the_longest_rule_decides_and_of_two_the_one_that_allows() -> None:
    found = robots("User-agent: *\nDisallow: /a/\nAllow: /a/open\nDisallow: /p\nAllow: /p")
    assert not found.allows(f"{HOST}/a/x")
    assert found.allows(f"{HOST}/a/open/x")
    assert found.allows(f"{HOST}/p")


def test_the_group_that_names_us_counts_and_no_other() -> None:
    found = robots(
        "User-agent: *\nDisallow: /\n\nUser-agent: other\nUser-agent: ChatQual\nDisallow: /x # why"
    )
    assert found.allows(f"{HOST}/a")
    assert not found.allows(f"{HOST}/x/y")


def test_groups_of_one_name_count_as_one() -> None:
    found = robots("User-agent: *\nDisallow: /a\nUser-agent: other\nDisallow: /\n"
                   "User-agent: *\nDisallow: /b\n")  # fmt: skip
    assert [found.allows(f"{HOST}/{path}") for path in "abc"] == [False, False, True]


def test_an_empty_rule_and_no_rule_leave_all_open() -> None:
    assert robots("User-agent: *\nDisallow:").allows(f"{HOST}/a")
    assert robots("").allows(f"{HOST}/a")
    assert robots("<html>Not found</html>").allows(f"{HOST}/a")


def test_a_closed_host_lets_nothing_be_read() -> None:
    assert not CLOSED.allows(f"{HOST}/a")


def test_percent_encoding_hides_nothing() -> None:
    found = robots("User-agent: *\nDisallow: /gr%C3%BC%C3%9Fe/\nDisallow: /%70rivate")
    assert not found.allows(f"{HOST}/grüße/a")
    assert not found.allows(f"{HOST}/private")


def test_what_a_host_wants_between_requests_is_a_number_or_nothing() -> None:
    assert robots("User-agent: *\nCrawl-delay: 2.5").delay_s == 2.5
    for nonsense in ("soon", "nan", "inf", "-1"):
        assert robots(f"User-agent: *\nCrawl-delay: {nonsense}").delay_s == 0


def test_patterns_made_to_be_slow_are_not() -> None:
    pattern, path = "/" + "*a" * 400 + "b$", "/" + "a" * 4000
    began = time.process_time()
    assert not fits(pattern, path)
    # A backtracking matcher would take longer than the universe is old.
    assert time.process_time() - began < 5


@given(st.binary(max_size=300), st.text(max_size=60))
def test_whatever_a_host_says_is_read(data: bytes, path: str) -> None:
    assert read_robots(data).allows(f"{HOST}/{path}") in (True, False)
