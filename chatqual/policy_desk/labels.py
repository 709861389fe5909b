"""What the parts of a policy are called for people, and what each is good for."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

Label = tuple[str, str]

LANGUAGES = {
    "en": "English",
    "de": "German",
    "fr": "French",
    "es": "Spanish",
    "pt": "Portuguese",
    "it": "Italian",
    "nl": "Dutch",
}
SLOTS = {
    "need": "Need",
    "budget": "Budget",
    "authority": "Who decides",
    "timeline": "Time frame",
    "name": "Name",
    "email": "E-mail",
    "phone": "Phone",
    "company": "Company",
    "role": "Role",
    "team_size": "Team size",
    "geography": "Country",
    "use_case": "Use case",
    "interest": "Interest shown",
}
CONDITIONS = {
    "price_shown": "the reply shows a price",
    "no_price_known": "no price is shown",
    "first_answer_given": "a first answer was given",
    "need_known": "the need is known",
    "team_size_known": "the team size is known",
    "wants_contact": "an address serves the visitor (never in the order)",
}
MEANINGS = {
    "": "read it like any other words",
    "yes": "yes",
    "no": "no",
    "declined": "would rather not say",
    "unknown": "does not know",
    "none": "no budget yet",
    "decision_maker": "decides",
    "influencer": "somebody else decides",
}
PACING: dict[str, tuple[str, str, int, int]] = {
    "max_questions": (
        "Questions in a chat, at most",
        "Then the assistant only answers. 0: it never asks.",
        0,
        30,
    ),
    "tries_per_slot": (
        "Tries for one thing",
        "How often it asks for the same thing before it lets it rest.",
        1,
        5,
    ),
    "quiet_turns": (
        "Quiet replies after a refusal",
        "So many replies carry no question after somebody would rather not say.",
        0,
        10,
    ),
    "ignored_in_a_row": (
        "Questions passed over in a row",
        "After so many it asks nothing until the visitor tells something of themselves.",
        0,
        10,
    ),
    "clarifications_before_person": (
        "“Which one do you mean?” before a person is offered",
        "Asking back more often than this helps nobody.",
        1,
        10,
    ),
    "failures_before_person": (
        "Lines not understood before a person is offered",
        "Counted in a row.",
        1,
        10,
    ),
    "abuse_before_end": (
        "Insults before the chat is ended",
        "The first is answered calmly; at this number the chat ends.",
        1,
        10,
    ),
    "problem_turns_before_person": (
        "Turns of a support problem before a person is called",
        "Where the documents do not solve it.",
        1,
        10,
    ),
    "reply_words": (
        "Length of a reply in words",
        "Up to this length further sentences are quoted.",
        10,
        200,
    ),
}
WEIGHTS = {
    "need": ("Need", "They said what it should do for them."),
    "budget": ("Budget", "They named one, or took a price that was shown."),
    "authority": ("Who decides", "Their own part in the decision."),
    "timeline": ("Time frame", "When they want to begin."),
    "team_size": ("Team size", "How many people would use it."),
    "interest": ("Interest shown", "They left an address or asked for a next step."),
}
POINTS = {
    "need.known": "said in their own words",
    "need.topics": "names something that the documents tell of",
    "budget.known": "a budget was named",
    "budget.quoted": "said yes to a price",
    "budget.none": "no budget yet",
    "authority.decision_maker": "decides",
    "authority.influencer": "must ask somebody",
    "authority.user": "will only use it",
    "authority.none": "has no part in it",
    "timeline.now": "within two weeks",
    "timeline.quarter": "within three months",
    "timeline.half_year": "within half a year",
    "timeline.year": "within a year",
    "timeline.later": "later",
    "timeline.none": "no hurry",
    "team_size.fits": "fits the ideal customer",
    "team_size.outside": "outside the ideal customer",
    "team_size.known": "told, where no size is ideal",
    "interest.contact": "left an address",
    "interest.intent": "asked for a next step",
}
BANDS = {
    "hot": ("Hot from", "Points from which a visitor is hot."),
    "warm": ("Warm from", "Points from which a visitor is warm; below it they are cold."),
    "known_weight": (
        "Must be known, in per cent of the weights",
        "With less known there is no tier, but “not enough information”.",
    ),
}
TRIGGERS = {
    "asked": ("Asks for a person", "Who asks for a person always gets one."),
    "angry": ("Is angry", "Anger at the company, not at somebody else."),
    "legal": ("Legal threat", "Lawyers, courts, regulators."),
    "urgent": ("Urgent", "Something cannot wait."),
    "high_value": ("Much at stake", "A lead of high value."),
    "low_confidence": ("The documents do not help", "A question or problem that stays unsolved."),
    "repeated_failure": ("Several failures", "The assistant was of no help several times."),
    "policy": ("Set by a rule", "A rule of this policy wants a person."),
    "fault": ("Something broke", "The assistant could not answer at all."),
}
TRIGGER_RULES = [
    ("always", "call a person at once"),
    ("support", "call a person only for those who do not buy"),
    ("offer", "offer a person"),
    ("never", "do nothing"),
]
LEAD_TYPES = {
    "sales": "Buyers",
    "support": "Customers with a problem",
    "partner": "Partners",
    "press": "Press",
    "recruiting": "Applicants",
    "vendor": "Vendors",
    "investor": "Investors",
    "other": "Anything else",
    "spam": "Spam",
    "unclear": "Not clear yet",
}
IDEAL = {
    "team_min": ("Smallest team", "People who would use it. Empty: any size."),
    "team_max": ("Largest team", "Empty: any size."),
    "countries": ("Countries", "One a line, by name or code. Empty: any country."),
    "excluded_countries": ("Countries that are out", "Whoever is there is unqualified."),
    "use_cases": ("Use cases", "Words that a fitting visitor says, one a line."),
    "excluded_use_cases": ("Use cases that are out", "Words that tell that it does not fit."),
    "industries": ("Industries", "Words for the industries it is made for, one a line."),
    "excluded_industries": ("Industries that are out", "Words for those it is not made for."),
}
FOLLOW_UP = {
    "hot": ("Hot", "A visitor of the tier hot."),
    "warm": ("Warm", "A visitor of the tier warm."),
    "cold": ("Cold", "A visitor of the tier cold."),
    "not_enough_information": ("Not enough information", "Too little is known for a tier."),
    "unqualified": ("Unqualified", "Not whom the product is for."),
    "person_wanted": ("A person was asked for", "Or promised by the assistant."),
    "urgent": ("Anger, urgency, a legal matter", "What should not wait."),
    "soon": ("Buys within two weeks", "Whatever else is known of them."),
}

AWAY = [
    ("address", "note it and ask for an address to answer to"),
    ("write", "note it and name the address to write to"),
    ("list", "only note it"),
]


def humanised(name: str) -> str:
    """The name of a part that is newer than these labels."""
    return name.replace("_", " ").replace(".", ": ").capitalize()


def _read_texts() -> dict[str, Any]:
    text = files("chatqual.policy_desk").joinpath("data", "texts.json").read_text("utf-8")
    return dict(json.loads(text))


TEXT_GROUPS: dict[str, Any] = _read_texts()
_TEXT_LABELS: dict[str, Label] = {
    key: (label, when)
    for group in TEXT_GROUPS.values()
    for key, (label, when) in group["texts"].items()
}


def text_label(key: str) -> Label:
    """What a text is called, and when it is said."""
    return _TEXT_LABELS.get(key, (humanised(key), ""))


def slot_label(slot: str) -> str:
    return SLOTS.get(slot, humanised(slot))


def language_name(code: str) -> str:
    return LANGUAGES.get(code, code)
