"""Why a question came out as it did, in words for people who write documents."""

from __future__ import annotations

from dataclasses import fields

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chatqual.engine.ports import KnowledgeAnswer
from knowledge.answer_evidence import ANSWER_FROM, WEIGHTS, Evidence
from knowledge.answering import Considered
from knowledge.words import content_words

# What speaks against an answer is told from this share of the log odds on.
TELLS = 0.5
# Nearness of the best sentence (cosine) and share of what was asked that it holds.
CLOSE, LOOSE = 0.6, 0.45
MOST, HALF = 0.8, 0.5
# By the name of the feature; one without words here is left to its number.
_AGAINST = {
    "strange": gettext_lazy("It names something that the documents never mention."),
    "absent": gettext_lazy("It names a thing that the documents never speak of."),
    "absent_abroad": gettext_lazy("It names a thing that the documents never speak of."),
    "unsaid": gettext_lazy("The best sentence does not speak of the main thing asked about."),
    "no_plan": gettext_lazy("It asks for a plan by a name that none has."),
    "uncounted": gettext_lazy("It asks how many, and the best sentence counts nothing."),
    "unpriced": gettext_lazy("It asks for a figure or an address, and none stands there."),
    "past": gettext_lazy("It asks how things were, and the documents say how they are."),
    "lacks": gettext_lazy("It asks for a price or a number, and the best sentence has none."),
}

_OF_WORDS = ("strange", "absent", "absent_abroad")


def reasons_of(found: KnowledgeAnswer, considered: Considered) -> tuple[str, ...]:
    """The reason for the outcome in one to five short sentences."""
    if found.reason.startswith("pinned answer"):
        return (_("A curator has pinned this answer."),)
    if found.reason.startswith("blocked topic"):
        return (_("A curator has blocked this topic: a person is offered instead."),)
    if found.state == "clarify":
        return (_("Several documents are about it and none is ahead, so it asks which is meant."),)
    if not considered.ranked:
        return (_("No passage shares a word or a meaning with the question."),)
    if not content_words(considered.reading.text, considered.reading.language):
        return (_("The question has no word to search for."),)
    # What spoke against an answer that was given after all did not count enough to be told.
    against = () if found.state == "answered" else _signs_against(considered)
    return (
        _verdict(found, considered),
        *_nearness(considered),
        *_unknown_words(considered),
        *against,
    )


def _verdict(found: KnowledgeAnswer, considered: Considered) -> str:
    sure = {"sure": f"{considered.confidence:.0%}", "least": f"{ANSWER_FROM:.0%}"}
    if found.state == "answered":
        return _("Answered: it is %(sure)s sure, and %(least)s is enough.") % sure
    return _("Not answered: it is only %(sure)s sure, and %(least)s is needed.") % sure


def _nearness(considered: Considered) -> list[str]:
    seen = considered.evidence
    if seen.meaning < LOOSE:
        return [_("No sentence is near in meaning."), _held(seen, _("The nearest one"))]
    close = _("The best sentence is close in meaning.")
    near = close if seen.meaning >= CLOSE else _("The best sentence is loosely about it.")
    return [near, _held(seen, _("It"))]


def _held(seen: Evidence, sentence: str) -> str:
    given = {"sentence": sentence, "share": f"{seen.covered:.0%}"}
    if seen.covered >= MOST:
        return _("%(sentence)s holds nearly all that was asked.") % given
    if seen.covered >= HALF:
        return _("%(sentence)s holds %(share)s of what was asked.") % given
    return _("%(sentence)s holds only %(share)s of what was asked.") % given


def _unknown_words(considered: Considered) -> list[str]:
    unknown = [term.word for term in considered.terms if not term.occurs]
    words = ", ".join(f"“{word}”" for word in unknown)
    return [_("Nowhere in the documents: %(words)s.") % {"words": words}] if unknown else []


def _signs_against(considered: Considered) -> list[str]:
    weighed = {
        field.name: getattr(WEIGHTS, field.name) * getattr(considered.evidence, field.name)
        for field in fields(Evidence)
    }
    if _unknown_words(considered):
        # Told with the words already.
        weighed = {name: cost for name, cost in weighed.items() if name not in _OF_WORDS}
    told = [words for name, words in _AGAINST.items() if weighed.get(name, 0.0) <= -TELLS]
    return list(dict.fromkeys(str(words) for words in told))
