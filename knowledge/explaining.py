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
    "whether": gettext_lazy("It asks whether there is such a thing, and no sentence says so."),
}


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
    return (_verdict(found, considered), *_nearness(considered), *_against(considered))


def _verdict(found: KnowledgeAnswer, considered: Considered) -> str:
    sure = {"sure": f"{considered.confidence:.0%}", "least": f"{ANSWER_FROM:.0%}"}
    if found.state == "answered":
        return _("Answered: it is %(sure)s sure, and %(least)s is enough.") % sure
    return _("Not answered: it is only %(sure)s sure, and %(least)s is needed.") % sure


def _nearness(considered: Considered) -> list[str]:
    seen = considered.evidence
    if seen.meaning >= CLOSE:
        near = _("The best sentence is close in meaning.")
    elif seen.meaning >= LOOSE:
        near = _("The best sentence is loosely about it.")
    else:
        near = _("No sentence is near in meaning.")
    share = {"share": f"{seen.covered:.0%}"}
    if seen.covered >= MOST:
        held = _("It holds nearly all that was asked.")
    elif seen.covered >= HALF:
        held = _("It holds %(share)s of what was asked.") % share
    else:
        held = _("It holds only %(share)s of what was asked.") % share
    return [near, held]


def _against(considered: Considered) -> list[str]:
    unknown = [term.word for term in considered.terms if not term.occurs]
    told = []
    if unknown:
        words = ", ".join(f"“{word}”" for word in unknown)
        told.append(_("Nowhere in the documents: %(words)s.") % {"words": words})
    for field in fields(Evidence):
        cost = getattr(WEIGHTS, field.name) * getattr(considered.evidence, field.name)
        if cost <= -TELLS and field.name in _AGAINST:
            told.append(str(_AGAINST[field.name]))
    return list(dict.fromkeys(told))
