import pytest

from chatqual.sites.models import Site
from knowledge import curation
from knowledge.gaps import MAX_EXAMPLES, dismiss_gap, record_gap
from knowledge.models import Chunk, Gap


def test_the_same_question_is_counted_not_doubled(site: Site) -> None:
    record_gap(site, "Is there an app?", "en")
    gap = record_gap(site, " is there an APP ", "en")
    assert gap is not None
    assert (gap.count, gap.question, gap.examples) == (2, "Is there an app?", ["is there an APP"])


def test_other_wordings_are_kept_up_to_a_bound(site: Site) -> None:
    for n in range(MAX_EXAMPLES + 5):
        record_gap(site, "An app" + "?" * n)
    assert len(Gap.objects.get().examples) == MAX_EXAMPLES


def test_questions_that_mean_the_same_are_counted_together(site: Site) -> None:
    record_gap(site, "Do you have a mobile app?")
    again = record_gap(site, "is there a mobile app for your product")
    assert again is not None
    assert (again.question, again.count) == ("Do you have a mobile app?", 2)
    assert again.examples == ["is there a mobile app for your product"]


def test_questions_about_different_things_are_gaps_of_their_own(site: Site) -> None:
    for question in ("Do you have a mobile app?", "Do you have an office in Oslo?", "Tax ID?"):
        record_gap(site, question)
    assert Gap.objects.count() == 3


@pytest.mark.parametrize("question", ["", "  ", "???"])
def test_a_question_without_a_word_is_no_gap(site: Site, question: str) -> None:
    assert record_gap(site, question) is None


def test_sites_have_their_own_gaps(site: Site) -> None:
    record_gap(site, "An app?")
    record_gap(Site.objects.create(public_key="other", name="Other"), "An app?")
    assert Gap.objects.count() == 2


def test_an_answer_is_a_published_document_at_once(site: Site) -> None:
    gap = record_gap(site, "is there an app")
    assert gap is not None
    answer = curation.read_markdown("Yes, for phones.", "Is there an app?")
    document = curation.answer_gap(gap, extracted=answer, by="bo")
    assert (document.state, document.title) == ("published", "Is there an app?")
    assert [chunk.text for chunk in Chunk.objects.answerable(site)] == ["Yes, for phones."]
    gap.refresh_from_db()
    assert (gap.state, gap.answer) == ("answered", document)


def test_a_second_answer_edits_the_first(site: Site) -> None:
    gap = record_gap(site, "is there an app")
    assert gap is not None
    for text in ("Yes.", "No, not yet."):
        answer = curation.read_markdown(text, "App?")
        document = curation.answer_gap(gap, extracted=answer, by="bo")
    assert document.versions.count() == 2
    assert [chunk.text for chunk in Chunk.objects.answerable(site)] == ["No, not yet."]


def test_a_gap_asked_again_after_its_answer_is_open_again(site: Site) -> None:
    gap = record_gap(site, "is there an app")
    assert gap is not None
    curation.answer_gap(gap, extracted=curation.read_markdown("Yes.", "App?"), by="bo")
    again = record_gap(site, "is there an app")
    assert again is not None
    assert again.state == "open"


def test_a_dismissed_gap_stays_dismissed(site: Site) -> None:
    gap = record_gap(site, "will it rain")
    assert gap is not None
    dismiss_gap(gap)
    record_gap(site, "will it rain")
    assert Gap.objects.get().state == "dismissed"
