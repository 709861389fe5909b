"""Questions tried out, and golden ones: asked again, and before something is published."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from chatqual.sites.models import Site
from knowledge import curation
from knowledge.embedding import embedder_of
from knowledge.golden import (
    add_golden,
    foresee_model,
    foresee_publication,
    keep_run,
    run_golden,
)
from knowledge.models import Chunk, Document, Gap, GoldenQuestion, NextVector
from knowledge.service import knowledge_for
from knowledge.trying import try_question
from tests.knowledge.answers import knowledge_of
from tests.knowledge.test_admin import bo, cy  # noqa: F401 - the curators of both sites
from tests.knowledge.test_index_life import smaller_model  # noqa: F401 - a real one


@pytest.fixture
def trial(site: Site) -> Document:
    knowledge_of(site)
    return Document.objects.get(title="Trial")


def test_a_tried_question_shows_outcome_passages_and_reason(site: Site, trial: Document) -> None:
    tried = try_question(knowledge_for(site), "How long does the trial last?")
    assert (tried.state, tried.titles) == ("answered", ("Trial",))
    assert tried.sentences[0].text == "The trial lasts 14 days and needs no credit card."
    first = tried.seen[0]
    assert (first.title, first.by_words, first.is_quoted) == ("Trial", 1, True)
    assert tried.reasons[0].startswith("Answered: it is ")
    assert not Gap.objects.exists()


def test_a_greeting_never_goes_to_the_documents(site: Site, trial: Document) -> None:
    tried = try_question(knowledge_for(site), "hi there")
    assert (tried.state, tried.seen) == ("small_talk", ())


def test_golden_questions_tell_what_came_out_otherwise(site: Site, trial: Document) -> None:
    add_golden(site, "How long does the trial last?", document=trial, by="bo")
    add_golden(site, "Do you sell submarines?", document=None, by="bo")
    results = run_golden(site)
    assert [r.is_right for r in results] == [True, True]
    keep_run(results, by="bo")
    curation.retire_documents([trial], by="bo")
    again = {r.golden.question: r for r in run_golden(site)}
    assert not again["How long does the trial last?"].is_right
    assert again["How long does the trial last?"].differs
    assert not again["Do you sell submarines?"].differs


def test_what_a_draft_would_change_is_seen_before_it_is_published(
    site: Site, trial: Document
) -> None:
    add_golden(site, "Which fax machines do you repair?", document=None, by="bo")
    draft = curation.write_document(
        site=site,
        extracted=curation.read_markdown("We repair fax machines of every make.", "Fax machines"),
        by="bo",
        state=Document.State.DRAFT,
    )
    (foreseen,) = foresee_publication(site, [draft])
    assert foreseen.differs
    assert foreseen.then.tried.titles == ("Fax machines",)
    assert try_question(knowledge_for(site), "Which fax machines do you repair?").titles == ()


def test_questions_are_pasted_and_one_is_kept(bo: Client, site: Site, trial: Document) -> None:  # noqa: F811
    asked = "How long does the trial last?\n> and after it?\nDo you sell submarines?"
    page = bo.post(reverse("admin:knowledge_try"), {"site": site.pk, "questions": asked})
    text = page.content.decode()
    assert [one.question for one in page.context["tried"]][1] == "and after it?"
    assert "Not in the documents" in text
    assert "The trial lasts 14 days" in text
    kept = {"keep": "How long does the trial last?", "document": trial.pk}
    page = bo.post(reverse("admin:knowledge_try"), {"site": site.pk, "questions": asked, **kept})
    assert len(page.context["tried"]) == 3
    golden = GoldenQuestion.objects.get()
    assert (golden.document, golden.created_by) == (trial, "bo")
    rows = {"action": "run_all", "_selected_action": [golden.pk]}
    shown = bo.post(reverse("admin:knowledge_goldenquestion_changelist"), rows)
    assert "1 of 1 are right" in shown.content.decode()


def test_a_run_shows_what_came_out_otherwise_before_and_after(
    bo: Client,  # noqa: F811
    site: Site,
    trial: Document,
) -> None:
    add_golden(site, "How long does the trial last?", document=trial, by="bo")
    bo.post(reverse("admin:knowledge_run_golden"))
    curation.retire_documents([trial], by="bo")
    page = bo.post(reverse("admin:knowledge_run_golden"))
    ((_site, run),) = page.context["rows"]
    ((result, before, differs),) = run.results
    assert (before, differs, result.is_right) == (("answered", ["Trial"]), True, False)
    assert "0 of 1 are right, 1 otherwise than last time." in page.content.decode()


def test_too_many_at_once_are_refused_with_the_limit(bo: Client, site: Site) -> None:  # noqa: F811
    asked = "\n".join(f"question {n}?" for n in range(51))
    page = bo.post(reverse("admin:knowledge_try"), {"site": site.pk, "questions": asked})
    assert "at most 50" in page.content.decode()


def test_a_curator_of_another_site_can_neither_try_nor_keep(
    cy: Client,  # noqa: F811
    site: Site,
    trial: Document,
) -> None:
    asked = {"site": site.pk, "questions": "How long does the trial last?"}
    assert b"14 days" not in cy.post(reverse("admin:knowledge_try"), asked).content
    cy.post(reverse("admin:knowledge_try"), {**asked, "keep": "x", "document": trial.pk})
    assert not GoldenQuestion.objects.exists()
    given = {"site": site.pk, "question": "x"}
    assert cy.post(reverse("admin:knowledge_write"), given).status_code == 403


def test_looking_first_shows_the_difference_and_publishes_on_a_click(
    bo: Client,  # noqa: F811
    site: Site,
    trial: Document,
) -> None:
    add_golden(site, "How long does the trial last?", document=trial, by="bo")
    curation.set_state(trial, Document.State.DRAFT, by="bo")
    rows = {"action": "look_first", "_selected_action": [trial.pk]}
    page = bo.post(reverse("admin:knowledge_document_changelist"), rows)
    assert "The trial lasts 14 days" in page.content.decode()
    trial.refresh_from_db()
    assert trial.state == "draft"


def test_the_command_fails_where_a_golden_question_does(
    site: Site, trial: Document, capsys: pytest.CaptureFixture[str]
) -> None:
    add_golden(site, "How long does the trial last?", document=trial, by="bo")
    call_command("evaluate", "golden", site="acme")
    assert "1 of 1 are right" in capsys.readouterr().out
    curation.retire_documents([trial], by="bo")
    with pytest.raises(SystemExit):
        call_command("evaluate", "golden", site="acme")
    with pytest.raises(CommandError, match="needs a file"):
        call_command("evaluate", "knowledge", site="acme")


def test_looking_first_shows_what_a_retirement_would_take_away(
    bo: Client,  # noqa: F811
    site: Site,
    trial: Document,
) -> None:
    add_golden(site, "How long does the trial last?", document=trial, by="bo")
    rows = {"action": "look_before_retiring", "_selected_action": [trial.pk]}
    page = bo.post(reverse("admin:knowledge_document_changelist"), rows)
    ((_site, (one,)),) = page.context["rows"]
    assert (one.now.is_right, one.then.is_right, one.differs) == (True, False, True)
    trial.refresh_from_db()
    assert trial.state == "published"
    assert 'name="action" value="retire_chosen"' in page.content.decode()


def test_another_model_is_looked_at_before_it_is_set(
    site: Site,
    trial: Document,
    smaller_model: Path,  # noqa: F811
) -> None:
    add_golden(site, "How long does the trial last?", document=trial, by="bo")
    add_golden(site, "Do you sell submarines?", document=None, by="bo")
    before = list(Chunk.objects.order_by("pk").values_list("embedded_with", "indexed_in"))
    foreseen = foresee_model(site, embedder_of(str(smaller_model)))
    assert [one.now.is_right for one in foreseen] == [True, True]
    # Two layers of six: how sure it is of the trial cannot be the same.
    last = next(one for one in foreseen if one.now.golden.document == trial)
    assert last.then.tried.confidence != last.now.tried.confidence
    assert list(Chunk.objects.order_by("pk").values_list("embedded_with", "indexed_in")) == before
    assert not NextVector.objects.exists()


def test_a_model_that_is_not_there_is_named(site: Site) -> None:
    with pytest.raises(CommandError, match="no-such-model"):
        call_command("evaluate", "golden", site="acme", model="/no-such-model")
