"""Slips of the keyboard: mended for reading, where they can hardly be another word."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatqual.engine.commands import Ask, Handoff, SetSlot
from chatqual.engine.slots import TeamSize
from chatqual.engine.understanding.base import Context
from chatqual.engine.understanding.reading import read
from chatqual.engine.understanding.spelling import in_full, respell

CONTEXT = Context(now=datetime(2026, 11, 20, 10, tzinfo=UTC))


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("persn", "person"),
        ("peron", "person"),
        ("uhman", "human"),
        ("sombody", "somebody"),
        ("wnat", "want"),
        ("tlak", "talk"),
        ("tommorow", "tomorrow"),
        ("febuary", "february"),
        ("emploees", "employees"),
        ("represantitive", "representative"),
        ("cancle", "cancel"),
    ],
)
def test_a_slip_is_mended(slip: str, meant: str) -> None:
    respelt = respell(f"a {slip} please", "en")
    assert respelt is not None
    assert respelt.text == f"a {meant} please"


@pytest.mark.parametrize(
    "line",
    [
        "the prize of the parson in his prime",
        "a trail through the month of march, by mouth",
        "humane persona, sneak peek, cancer research",
        "we were there and the wound was cold",
        "the seas and the sets",
        "talked to Persson and Trial Ltd about Weekes",
        "mail persn@example.com or see persn.example.com/humn",
        "a persn4 b_persn",
        "win the walk, tell a tale",
    ],
)
def test_words_that_are_near_and_right_stay(line: str) -> None:
    assert respell(line, "en") is None


@pytest.mark.parametrize(
    ("language", "line", "meant"),
    [
        ("de", "ich will einen mensh sprchen", "ich will einen mensch sprechen"),
        ("fr", "parler a une persone", "parler a une personne"),
        ("es", "hablar con una presona", "hablar con una persona"),
        ("it", "parlare con un operatroe", "parlare con un operatore"),
    ],
)
def test_other_languages_have_a_vocabulary_of_their_own(
    language: str, line: str, meant: str
) -> None:
    respelt = respell(line, language)
    assert respelt is not None
    assert respelt.text == meant


@pytest.mark.parametrize(
    "line", ["pls get me a persn", "I wnat to tlak to a humn", "conect me with sombody"]
)
def test_a_person_is_had_however_it_is_spelt(line: str) -> None:
    assert Handoff("asked") in read(line, CONTEXT).commands


def test_what_is_kept_are_the_visitors_own_words() -> None:
    line = "we are 40 peopel. waht is the prcie?"
    commands = read(line, CONTEXT).commands
    size = next(c for c in commands if isinstance(c, SetSlot) and c.slot == "team_size")
    assert size.value == TeamSize(40, 40)
    assert line[slice(*size.span)] == "40 peopel"
    assert Ask("waht is the prcie?") in commands


def test_a_need_keeps_its_spelling() -> None:
    line = "our problem is lost invocies"
    need = next(c for c in read(line, CONTEXT).commands if isinstance(c, SetSlot))
    assert need.slot == "need"
    assert "invocies" in getattr(need.value, "summary", "")


@given(
    st.lists(
        st.sampled_from(["persn", "humn", "a", "40", "peopel,", "!", "tommorow", "ok", "Ümläut"]),
        max_size=9,
    )
)
def test_every_span_is_one_of_the_line(words: list[str]) -> None:
    line = " ".join(words)
    respelt = respell(line, "en")
    if respelt is None:
        return
    for (a, b), (start, end) in respelt.changes:
        assert respelt.span((a, b)) == (start, end)
        assert respelt.text[a:b] != line[start:end]
    assert respelt.span((0, len(respelt.text))) == (0, len(line))


@pytest.mark.parametrize(
    ("hurried", "meant"),
    [
        ("how much wld that be per yr", "how much would that be per year"),
        ("wat is it for 5 ppl", "what is it for 5 people"),
        ("see wk.example.com", "see wk.example.com"),
    ],
)
def test_short_forms_are_put_in_full_for_a_look_up(hurried: str, meant: str) -> None:
    assert in_full(hurried, "en") == meant


def test_short_forms_stay_as_they_are_where_no_list_of_them_is_known() -> None:
    assert in_full("wat kost het", "nl") == "wat kost het"
