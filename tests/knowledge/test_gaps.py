import uuid

import pytest

from chatqual.audit.models import AuditEntry
from chatqual.sites.models import Site
from knowledge import curation
from knowledge.gaps import MAX_EXAMPLES, dismiss_gaps, merge_gaps, record_gap, reopen_gaps
from knowledge.models import Chunk, Gap, GapAsking


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
    dismiss_gaps([gap], by="bo")
    record_gap(site, "will it rain")
    assert Gap.objects.get().state == "dismissed"


def test_two_questions_are_counted_as_one_under_the_one_asked_most(site: Site) -> None:
    rare = record_gap(site, "Is there a desktop programme?")
    for _ in range(2):
        record_gap(site, "Do you have a mobile app?")
    often = Gap.objects.get(question="Do you have a mobile app?")
    assert rare is not None
    kept = merge_gaps([rare, often], by="bo")
    assert (kept.pk, kept.count, kept.examples) == (often.pk, 3, ["Is there a desktop programme?"])
    assert kept.askings.count() == 3
    rare.refresh_from_db()
    assert (rare.state, rare.merged_into) == ("merged", kept)


def test_a_merged_question_asked_again_is_counted_where_it_went(site: Site) -> None:
    rare, often = record_gap(site, "Is there a desktop programme?"), record_gap(site, "An app?")
    assert rare is not None
    assert often is not None
    kept = merge_gaps([often, rare], by="bo")
    again = record_gap(site, "is there a desktop programme")
    assert again == kept
    assert Gap.objects.get(pk=kept.pk).count == 3
    assert not Gap.objects.filter(state="merged", count__gt=0).exists()


def test_a_chain_of_merged_questions_leads_to_the_last(site: Site) -> None:
    one, two, three = (record_gap(site, q) for q in ("An app?", "An office?", "An API?"))
    assert one is not None
    assert two is not None
    assert three is not None
    first = merge_gaps([one, two], by="bo")
    Gap.objects.filter(pk=three.pk).update(count=9)
    last = merge_gaps([first, three], by="bo")
    assert record_gap(site, "an office") == last
    assert {g.merged_into for g in Gap.objects.filter(state="merged")} == {last}


def test_questions_of_two_sites_are_not_merged(site: Site) -> None:
    other = Site.objects.create(public_key="other", name="Other")
    one, two = record_gap(site, "An app?"), record_gap(other, "An app?")
    assert one is not None
    assert two is not None
    with pytest.raises(ValueError, match="one site"):
        merge_gaps([one, two], by="bo")


def test_each_asking_is_kept_with_its_wording_and_conversation(site: Site) -> None:
    conversation = uuid.uuid4()
    record_gap(site, "An app?", "en", conversation)
    record_gap(site, "an APP")
    rows = GapAsking.objects.order_by("pk").values_list("wording", "conversation")
    assert list(rows) == [("An app?", conversation), ("an APP", None)]


def test_a_dismissed_gap_is_opened_again_by_hand(site: Site) -> None:
    gap = record_gap(site, "will it rain")
    assert gap is not None
    dismiss_gaps([gap], by="bo")
    assert reopen_gaps([gap], by="bo") == 1
    assert Gap.objects.get().state == "open"
    actions = AuditEntry.objects.order_by("number").values_list("action", flat=True)
    assert list(actions) == ["gap.dismissed", "gap.reopened"]
