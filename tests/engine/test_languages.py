"""The bot answers in the visitor's language, and does not jump about for two words."""

from __future__ import annotations

from chatqual.engine.decide import decide
from chatqual.engine.policy import default_policy
from chatqual.engine.state import State
from chatqual.engine.turns import LineReading, ProposalSet, TurnInput, VisitorLine
from tests.engine.talk import NOW


def languages(*lines: tuple[str, str], locale: str = "en-GB") -> list[str]:
    """The chat's language after each (text, language read)."""
    state, found = State.new(), []
    for n, (text, read) in enumerate(lines, 1):
        turn = TurnInput(state, (VisitorLine(n, text),), default_policy(), NOW, locale=locale)
        proposed = ProposalSet((), (LineReading(n, language=read),))
        state = decide(turn, proposed).state
        found.append(state.language)
    return found


def test_the_locale_gives_the_language_at_first():
    assert languages(("hi", ""), locale="fr-FR") == ["fr"]


def test_a_first_line_in_another_language_is_answered_in_it():
    assert languages(("Was kostet das?", "de")) == ["de"]


def test_two_words_that_look_foreign_change_nothing():
    assert languages(("we need approvals", "en"), ("im Hana", "de")) == ["en", "en"]


def test_a_whole_sentence_changes_the_language():
    lines = (("hi", "en"), ("wir suchen etwas für unsere Freigaben", "de"))
    assert languages(*lines) == ["en", "de"]


def test_the_same_language_twice_running_is_believed():
    lines = (("hi", "en"), ("was kostet das", "de"), ("und die testversion", "de"))
    assert languages(*lines) == ["en", "en", "de"]


def test_a_language_without_texts_is_answered_in_the_default_one():
    assert languages(("hei", "fi"), locale="fi-FI") == ["en"]
