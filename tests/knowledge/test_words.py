"""Words, stems, chat spelling, typos and synonyms."""

from __future__ import annotations

from collections import Counter

import pytest

from knowledge.lexical import LexicalIndex, LexicalRow, build_lexical
from knowledge.spelling import Speller, distance
from knowledge.synonyms import build_synonyms, general_synonyms
from knowledge.words import content_words, fold, stem, terms


def index_of(*texts: str, language: str = "en", site: tuple[list[str], ...] = ()) -> LexicalIndex:
    rows = [LexicalRow(n, f"Page {n}", (), text, language) for n, text in enumerate(texts)]
    return build_lexical(rows, {language: build_synonyms(language, site)})


def best(index: LexicalIndex, question: str, language: str = "en") -> int:
    scores = index.scores(index.read(question, language))
    return int(index.chunks[scores.argmax()]) if scores.max() > 0 else -1


def test_case_accents_and_sharp_s_do_not_matter() -> None:
    assert fold("Größe CAFÉ") == "grosse cafe"


def test_a_stem_is_taken_in_the_language_of_the_text() -> None:
    assert stem("rechnungen", "de") == stem("rechnung", "de")
    assert stem("invoices", "en") == stem("invoice", "en")


def test_an_unknown_language_keeps_its_words() -> None:
    assert terms("laskut", "xx") == ["laskut"]


def test_little_words_are_dropped_and_chat_spelling_is_written_out() -> None:
    assert content_words("do u have an acct for ppl") == ["account", "people"]


def test_a_country_in_capitals_is_no_little_word() -> None:
    assert "usa" in content_words("can it be hosted in the US")
    assert "usa" not in content_words("tell us more")


@pytest.mark.parametrize(("a", "b", "edits"), [("ab", "ba", 1), ("cat", "cart", 1), ("a", "a", 0)])
def test_two_neighbours_swapped_are_one_slip(a: str, b: str, edits: int) -> None:
    assert distance(a, b) == edits


def test_a_small_typo_is_mended_against_the_corpus() -> None:
    index = index_of("Subscriptions renew every month.", "Boats sail in summer.")
    assert best(index, "subscripton renewal") == 0


def test_an_everyday_word_is_no_typo_of_another() -> None:
    assert Speller(Counter({"motion": 3})).corrections("notion") == ()


def test_a_word_written_together_finds_its_parts() -> None:
    assert best(index_of("A single sign on.", "An ad blocker hides it."), "adblocker") == 1


def test_everyday_words_find_the_words_of_the_documents() -> None:
    index = index_of("Nonprofits get a discount.", "Invoices come by e-mail.")
    assert best(index, "small charity, any reduction?") == 0


def test_a_sites_own_synonyms_count() -> None:
    index = index_of("The wombat plan is large.", "Boats sail.", site=(["biggie", "wombat"],))
    assert best(index, "biggie") == 0


def test_a_set_phrase_stands_for_its_short_form() -> None:
    assert best(index_of("We offer SSO.", "Boats sail."), "do you have single sign on") == 0


def test_german_is_found_by_its_stems() -> None:
    index = index_of("Rechnungen kommen per Post.", "Boote segeln.", language="de")
    assert best(index, "Wo ist meine Rechnung?", "de") == 0


def test_a_german_word_is_found_inside_a_compound() -> None:
    index = index_of("Kundendaten liegen hier.", "Boote segeln.", language="de")
    assert best(index, "Wo sind unsere Daten?", "de") == 0


def test_a_word_that_stands_nowhere_is_known_as_such() -> None:
    (term,) = index_of("Boats sail.").read("heatmaps", "en")
    assert not term.occurs


def test_an_empty_corpus_has_no_scores() -> None:
    index = index_of()
    assert len(index.scores(index.read("anything", "en"))) == 0


def test_the_general_synonyms_go_both_ways() -> None:
    table = general_synonyms("en")
    one, other = (stem("charity"),), (stem("nonprofit"),)
    assert other in table.of(one)
    assert one in table.of(other)
