"""The classifier over the real model: one embedding a line, and what no rule reads."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from chatqual.engine.ports import KnowledgeQuestion
from chatqual.engine.understanding import classifier
from chatqual.engine.understanding.base import Context
from chatqual.engine.understanding.evaluation import evaluate_line
from chatqual.engine.understanding.reading import read
from chatqual.sites.models import Site
from knowledge.embedding import OnnxEmbedder, embedder
from knowledge.line_sense import forget_senses, sense_for
from knowledge.service import knowledge_for

NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    forget_senses()
    yield
    forget_senses()


class CountedSession:
    """The model's session, with a count of how often it ran."""

    def __init__(self, session: Any) -> None:
        self._session = session
        self.runs = 0

    def run(self, *args: Any) -> Any:
        self.runs += 1
        return self._session.run(*args)


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("put an actual employee on please", "human"),
        ("nobody here can put a date on that", "dont_know"),
    ],
)
def test_it_reads_phrasings_that_no_rule_knows(text: str, act: str) -> None:
    assert act not in read(text, Context(now=NOW)).acts
    assert act in read(text, Context(now=NOW, sense=sense_for())).acts


def test_a_question_runs_through_the_model_once_for_acts_and_answer(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = embedder()
    assert isinstance(model, OnnxEmbedder)
    counted = CountedSession(model._session)
    monkeypatch.setattr(model, "_session", counted)
    text = "how many purple parrots does the yearly plan hold?"
    read(text, Context(now=NOW, sense=sense_for(site.pk)))
    assert counted.runs == 1
    knowledge_for(site).answer(KnowledgeQuestion(text))
    assert counted.runs == 1


def test_rules_alone_read_where_the_weights_are_for_another_model(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(classifier.Weights, "fits", lambda self, name: False)
    assert sense_for() is None


def test_an_evaluation_line_is_read_with_it() -> None:
    line = {"id": 1, "text": "nobody here can put a date on that", "now": "2026-11-20T10:00:00Z"}
    item = evaluate_line({**line, "asked": "timeline"}, sense=sense_for())
    assert item["acts"] == ["dont_know"]
    assert item["commands"] == [{"command": "UnknownSlot", "slot": "timeline"}]
