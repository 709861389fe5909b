from __future__ import annotations

import pytest

from chatqual.sites.origins import normal_origin


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("https://www.Example.com", "https://www.example.com"),
        ("https://www.example.com/", "https://www.example.com"),
        ("https://www.example.com:443", "https://www.example.com"),
        ("http://localhost:3000", "http://localhost:3000"),
        ("http://[::1]:8000", "http://[::1]:8000"),
    ],
)
def test_an_origin_is_scheme_host_and_port(text: str, origin: str) -> None:
    assert normal_origin(text) == origin


@pytest.mark.parametrize(
    "text",
    ["", "null", "www.example.com", "ftp://example.com", "https://", "https://a.example/path",
     "https://a.example?x", "https://user@a.example", "https://a.example:notaport", "file:///x"],
)  # fmt: skip
def test_anything_else_is_none(text: str) -> None:
    assert normal_origin(text) is None
