"""The sections of the editor: which parts of a policy stand on which page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from chatqual.engine.policy_check import Path
from chatqual.engine.slots import Json
from chatqual.policy_desk import labels, leaves
from chatqual.policy_desk.document import read
from chatqual.policy_desk.leaves import Leaf


@dataclass(frozen=True, slots=True)
class Group:
    """Fields below one heading."""

    title: str
    leaves: tuple[Leaf, ...]
    help: str = ""


Groups = Callable[[Json, str], tuple[Group, ...]]


@dataclass(frozen=True, slots=True)
class Section:
    """A page of the editor. `by_language`: it shows one language at a time.

    `preview` names what stands beside it (preview.py). `place`: of the question, on its own page.
    """

    slug: str
    title: str
    intro: str
    groups: Groups
    preview: str
    by_language: bool = False
    place: int | None = None


def _basics(document: Json, language: str) -> tuple[Group, ...]:
    return (
        Group("", leaves.basics(document)),
        Group("", leaves.slots(document)),
    )


def _order(document: Json, language: str) -> tuple[Group, ...]:
    return (Group("", leaves.order(document)),)


def _pacing(document: Json, language: str) -> tuple[Group, ...]:
    return (
        Group("", leaves.pacing(document)),
        Group("Shown unasked", leaves.confidence(document)),
    )


def _score(document: Json, language: str) -> tuple[Group, ...]:
    return (
        Group("Bands", leaves.bands(document), "From which score, 0 to 100, a tier begins."),
        Group(
            "Weights",
            leaves.weights(document),
            "The most points of each; together they make 100. What is not known counts half.",
        ),
        Group("What an answer is worth", leaves.points(document)),
    )


def _customer(document: Json, language: str) -> tuple[Group, ...]:
    return (Group("", leaves.ideal(document)),)


def _follow_up(document: Json, language: str) -> tuple[Group, ...]:
    return (Group("", leaves.follow_up(document)),)


def _handoff(document: Json, language: str) -> tuple[Group, ...]:
    return (
        Group("What calls a person", leaves.triggers(document)),
        Group("Who does not buy", leaves.lead_types(document)),
        _text_group("handoff", language),
    )


def _hours(document: Json, language: str) -> tuple[Group, ...]:
    return (Group("", leaves.away(document)), _text_group("hours", language))


def _intents(document: Json, language: str) -> tuple[Group, ...]:
    return (
        Group("Addresses", leaves.addresses(document)),
        _text_group("steps", language),
    )


def _text_group(slug: str, language: str) -> Group:
    group = labels.TEXT_GROUPS[slug]
    return Group(group["title"], leaves.texts(group["texts"], language))


def _texts(slug: str) -> Groups:
    return lambda document, language: (_text_group(slug, language),)


def _other_texts(document: Json, language: str) -> tuple[Group, ...]:
    keys = leaves.other_keys(document, language)
    return (Group("Other texts", leaves.texts(keys, language)),)


_OWN_PAGE = ("handoff", "hours", "steps")
_SAID = "Several wordings take turns. What stands in braces is filled in."

SECTIONS: tuple[Section, ...] = (
    Section(
        "basics",
        "Languages and slots",
        "Which languages the assistant speaks, and what it keeps of what visitors tell.",
        _basics,
        "basics",
    ),
    Section(
        "questions",
        "Questions",
        "Each question with its wordings, its conditions and what it is good for.",
        lambda document, language: (),
        "order",
        by_language=True,
    ),
    Section(
        "order",
        "Order",
        "What is asked first. At most one question stands in a reply, and never before an answer.",
        _order,
        "order",
        by_language=True,
    ),
    Section(
        "pacing",
        "Pacing",
        "How many questions, and when none. A narrow first answer never has one: it has to be "
        "earned.",
        _pacing,
        "pacing",
    ),
    Section(
        "score",
        "Score and tiers",
        "How much each thing counts, and from where a visitor is warm or hot.",
        _score,
        "score",
    ),
    Section(
        "customer",
        "Ideal customer",
        "Whom the product is for. What stays empty does not count.",
        _customer,
        "customer",
    ),
    Section(
        "follow-up",
        "Follow-up",
        "Within how many minutes a person should follow up. The shortest that applies counts.",
        _follow_up,
        "follow_up",
    ),
    Section(
        "handoff",
        "Handing over",
        "When a person is called, and what is said then.",
        _handoff,
        "handoff",
        by_language=True,
    ),
    Section(
        "hours",
        "Business hours",
        "What is done and said while somebody is there, and while nobody is. The hours "
        "themselves stand with the site.",
        _hours,
        "hours",
        by_language=True,
    ),
    Section(
        "intents",
        "Wishes and next steps",
        "Where a wish for a demo, a call, a price leads, and whom others write to.",
        _intents,
        "intents",
        by_language=True,
    ),
    *(
        Section(f"texts-{slug}", group["title"], _SAID, _texts(slug), "texts", by_language=True)
        for slug, group in labels.TEXT_GROUPS.items()
        if slug not in _OWN_PAGE
    ),
    Section("texts-other", "Other texts", _SAID, _other_texts, "texts", by_language=True),
)


def section_of(slug: str) -> Section | None:
    return next((s for s in SECTIONS if s.slug == slug), None)


def question_section(document: Json, place: int) -> Section | None:
    """The page of one question; None where there is no such question."""
    stored = read(document, ("questions", place))
    if stored is None:
        return None

    def groups(document: Json, language: str) -> tuple[Group, ...]:
        name = labels.language_name(language)
        return (
            Group("", leaves.question(document, place)),
            Group(f"In {name}", leaves.question_texts(document, place, language)),
            Group("Quick replies", leaves.question_meanings(document, place)),
        )

    slot = labels.slot_label(stored.get("slot", ""))
    return Section(
        "questions",
        f"Question: {slot}",
        f"Known as {stored.get('id')} in the trace of a conversation.",
        groups,
        "question",
        by_language=True,
        place=place,
    )


def languages_of(document: Json) -> list[tuple[str, str]]:
    codes = read(document, ("languages",), []) or ["en"]
    return [(code, labels.language_name(code)) for code in codes]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a part of the policy is edited: a section, a question's place, a language."""

    slug: str
    place: int | None = None
    language: str = ""


_BY_PART = {
    "languages": "basics",
    "default_language": "basics",
    "slots": "basics",
    "order": "order",
    "pacing": "pacing",
    "weights": "score",
    "points": "score",
    "bands": "score",
    "ideal": "customer",
    "follow_up": "follow-up",
    "triggers": "handoff",
    "not_buyers": "handoff",
    "unqualified": "handoff",
    "ways": "intents",
}


def spot_of(path: Path) -> Spot:
    """Where somebody goes to mend what stands at `path`."""
    part = str(path[0])
    if path == ("ways", "away"):
        return Spot("hours")
    if part == "questions":
        if len(path) < 2:
            return Spot("questions")
        language = str(path[3]) if len(path) > 3 and path[2] == "texts" else ""
        return Spot("questions", int(path[1]), language)
    if part == "texts" and len(path) > 2:
        return Spot(_page_of_text(str(path[2])), None, str(path[1]))
    return Spot(_BY_PART.get(part, "basics"))


_PAGES = {"handoff": "handoff", "hours": "hours", "steps": "intents"}


def _page_of_text(key: str) -> str:
    for slug, group in labels.TEXT_GROUPS.items():
        if key in group["texts"]:
            return _PAGES.get(slug, f"texts-{slug}")
    return "texts-other"
