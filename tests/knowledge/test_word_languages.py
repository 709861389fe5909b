"""Words across languages, compounds, and the abbreviations that documents explain themselves."""

from __future__ import annotations

import pytest

from knowledge.abbreviations import abbreviations
from knowledge.compounds import Compounds, parts_of
from knowledge.lexical import LexicalIndex, LexicalRow, build_lexical
from knowledge.spelling import corrections_by_lists
from knowledge.synonyms import build_synonyms
from knowledge.translations import LANGUAGES, concepts, in_english, translated
from knowledge.words import fold, stem


def index_of(*texts: tuple[str, str]) -> LexicalIndex:
    """An index of pairs of language and text."""
    rows = [LexicalRow(n, "Page", (), text, language) for n, (language, text) in enumerate(texts)]
    return build_lexical(rows, {language: build_synonyms(language) for language in LANGUAGES})


def best(index: LexicalIndex, question: str, language: str) -> int:
    scores = index.scores(index.read(question, language))
    return int(index.chunks[scores.argmax()]) if scores.max() > 0 else -1


def test_each_idea_has_a_cell_for_each_language() -> None:
    full = [idea for idea in concepts() if "de" in idea]
    assert len(full) > 500
    assert all(set(idea) == set(LANGUAGES) for idea in full)


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("how long is the notice period", "en"),
        ("quel est le préavis", "fr"),
        ("cuánto preaviso hay que dar", "es"),
    ],
)
def test_a_question_of_any_language_finds_a_german_page(question: str, language: str) -> None:
    index = index_of(
        ("de", "Die Kündigungsfrist beträgt drei Wochen."),
        ("de", "Der Fahrstuhl steht im zweiten Gebäude."),
    )
    assert best(index, question, language) == 0


def test_a_common_word_put_into_a_rare_language_leads_to_nothing_by_itself() -> None:
    english = [("en", f"A request of kind {n} can be changed.") for n in range(20)]
    index = index_of(*english, ("de", "Der Antrag auf Urlaub."), ("en", "You may withdraw it."))
    assert best(index, "withdraw request", "en") != 20


def test_a_little_word_is_no_stem_of_another_language() -> None:
    index = index_of(("fr", "Le colis arrive dans trois jours."), ("es", "Se dan vales de comida."))
    assert best(index, "dan vales", "es") == 1
    assert stem("dans", "fr") == "dans"


def test_words_for_one_idea_find_each_other_in_german() -> None:
    index = index_of(
        ("de", "Der Nachlass für Vereine beträgt zehn Prozent."), ("de", "Wir haben einen Hof.")
    )
    assert best(index, "gibt es eine vergünstigung", "de") == 0


def test_a_compound_is_found_by_another_with_a_like_part() -> None:
    index = index_of(
        ("de", "Energieverbrauch: vier Kilowattstunden"), ("de", "Nutzinhalt: 100 Liter")
    )
    assert best(index, "stromverbrauch", "de") == 0


def test_a_compound_is_split_where_both_parts_are_known() -> None:
    known = {"wartung", "termin", "miet", "ende"}.__contains__
    assert parts_of("wartungstermin", known) == ("wartung", "termin")
    assert parts_of("mietende", known) == ("miet", "ende")
    assert parts_of("wartungszimmer", known) is None


def test_compounds_are_found_by_their_end_first() -> None:
    held = Compounds(["mietvertrag", "vertragsende", "vertrag", "berg"])
    assert held.holding("vertrag") == ("mietvertrag", "vertragsende")
    assert held.holding("ver") == held.holding("ag") == ()


def test_an_abbreviation_that_the_text_explains_stands_for_its_words() -> None:
    found = dict(abbreviations("A turnaround time target (TTT) and an RBO (risk based offer)."))
    assert found == {"ttt": "turnaround time target", "rbo": "risk based offer"}
    index = index_of(
        ("en", "A turnaround time target (TTT) is agreed."),
        ("en", "The turnaround time target is five days."),
        ("en", "Boats sail."),
    )
    term = index.read("ttt", "en")[0]
    assert ("turnaround", "time", "target") in {p for p, w in term.forms if w > 0.9}


def test_what_is_in_brackets_for_another_reason_is_no_abbreviation() -> None:
    assert list(abbreviations("Our house (Germany) and the yearly fee (EUR), see below.")) == []


def test_two_words_are_found_where_the_documents_write_one() -> None:
    index = index_of(("en", "The K40 lifts one tonne."), ("en", "Forty boats sail."))
    assert best(index, "how much can the k 40 lift", "en") == 0


def test_the_plural_of_a_short_name_is_the_name() -> None:
    assert stem("k40s", "en") == "k40"
    index = index_of(("en", "The RBO is sent by post."), ("en", "Boats sail."))
    assert best(index, "rbos", "en") == 0


def test_a_slip_in_a_word_that_only_the_lists_know_is_mended() -> None:
    assert corrections_by_lists("dicsount", "en") == ["discount"]
    assert corrections_by_lists("bitcoin", "en") == corrections_by_lists("notion", "en") == []
    index = index_of(("en", "Clubs get a rebate."), ("en", "Boats sail."))
    assert best(index, "dicsount", "en") == 0


def test_other_languages_are_put_into_english() -> None:
    assert "month" in in_english("mensal", "pt")
    assert in_english("abholen", "de")[0] == "pick up"
    assert "vertrag" in {fold(w) for w in translated((stem("contract", "en"),), "en", "de")}


def test_everyday_words_find_those_of_the_documents() -> None:
    index = index_of(("en", "A belt is taken out of use after a year."), ("en", "Boats sail."))
    assert best(index, "when do we bin a belt", "en") == 0
    assert index.read("hmrc", "en")[0].forms
