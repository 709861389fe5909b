"""What stands beside the form: how it would read, in the chosen language, with example values."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

from django.utils import timezone

from chatqual.engine.policy import Policy
from chatqual.engine.policy_check import reach
from chatqual.engine.policy_shapes import Question
from chatqual.engine.slots import Json
from chatqual.engine.wording import Voice, fill
from chatqual.pipeline import site_facts
from chatqual.policy_desk import labels
from chatqual.policy_desk.examples import Example, company_examples, visitor_examples
from chatqual.policy_desk.fields import country_name
from chatqual.policy_desk.sections import Section
from chatqual.replay import DryChat
from chatqual.sites.hours import hours_in_words, is_open, opening_in_words
from chatqual.sites.models import Site
from knowledge.service import knowledge_for

_SAMPLES: dict[str, dict[str, Any]] = json.loads(
    files("chatqual.policy_desk").joinpath("data", "samples.json").read_text("utf-8")
)


@dataclass(frozen=True, slots=True)
class Bubble:
    """A line of a chat. `caption`: what it is, for the admin."""

    who: str
    text: str
    caption: str = ""
    replies: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the picture's bar, in points."""

    tier: str
    start: int
    width: int


@dataclass(frozen=True, slots=True)
class Preview:
    """Only what a section has is filled."""

    bubbles: tuple[Bubble, ...] = ()
    steps: tuple[tuple[str, str], ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    parts: tuple[Part, ...] = ()
    marks: tuple[tuple[str, int], ...] = ()
    examples: tuple[Example, ...] = ()
    chat: tuple[Bubble, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Scene:
    """What a preview is made from."""

    site: Site
    policy: Policy
    language: str
    section: Section
    keys: tuple[str, ...] = ()
    values: dict[str, str] = field(default_factory=dict)


def preview_of(site: Site, document: Json, section: Section, language: str) -> Preview:
    """The preview of a section of a draft; a note where the draft cannot be read."""
    try:
        return _preview(site, Policy.from_json(document), document, section, language)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        return Preview(note=f"It cannot be shown: a part is missing or of another shape: {error!r}")


def _preview(
    site: Site, policy: Policy, document: Json, section: Section, language: str
) -> Preview:
    groups = section.groups(document, language)
    paths = [leaf.path for group in groups for leaf in group.leaves]
    keys = tuple(str(p[2]) for p in paths if p[0] == "texts" and len(p) > 2)
    values = example_values(site, language, policy.ways.booking_url)
    scene = Scene(site, policy, language, section, keys, values)
    return _PREVIEWS[section.preview](scene)


def example_values(site: Site, language: str, booking_url: str = "") -> dict[str, str]:
    """What fills the braces: facts of the site, else the words of an invented visitor.

    `booking_url`: the policy's own.
    """
    now = timezone.now()
    return {
        **{k: v for k, v in _samples(language).items() if isinstance(v, str)},
        "site": site.name,
        "booking_url": booking_url or site.booking_url or "https://example.com/book",
        "contact_email": site.contact_email or "hello@example.com",
        "opens": opening_in_words(site, now, language) or "…",
    }


def _samples(language: str) -> dict[str, Any]:
    return _SAMPLES.get(language, _SAMPLES["en"])


# --- questions and order --------------------------------------------------------------------------
def _question(scene: Scene) -> Preview:
    place = scene.section.place
    assert place is not None  # noqa: S101 - the section of a question has its place
    question = scene.policy.questions[place]
    return Preview(bubbles=tuple(_question_bubbles(scene, question)), steps=_steps(scene))


def _question_bubbles(scene: Scene, question: Question) -> Iterator[Bubble]:
    texts = question.texts.get(scene.language)
    if texts is None:
        return
    answer = scene.values["answer"]
    meanings = [*question.meanings, *[""] * len(texts.quick_replies)]
    replies = tuple(
        (text, labels.MEANINGS.get(meaning, meaning))
        for text, meaning in zip(texts.quick_replies, meanings, strict=False)
    )
    for number, wording in enumerate(texts.wordings, 1):
        caption = "First time" if number == 1 else f"Time {number}"
        yield Bubble("bot", f"{answer} {wording}", caption, replies)
    for wording in texts.short:
        yield Bubble("bot", f"{answer} {wording}", "After an interruption", replies)
    if texts.why:
        voice = Voice(scene.policy, scene.language)
        yield Bubble("visitor", "Why do you ask?")
        yield Bubble("bot", f"{texts.why} {voice.word('why_skip')}", "Why")


def _steps(scene: Scene) -> tuple[tuple[str, str], ...]:
    """The order as it is asked: each slot with the questions that may ask for it."""
    steps: list[tuple[str, str]] = []
    for slot in scene.policy.order:
        asked = [
            _asked(question, scene.language)
            for question in scene.policy.questions_for(slot)
            if "wants_contact" not in question.when
        ]
        steps.append((labels.slot_label(slot), " Or: ".join(asked) or "No question asks for it."))
    return tuple(steps)


def _asked(question: Question, language: str) -> str:
    texts = question.texts.get(language)
    wording = texts.wordings[0] if texts and texts.wordings else "(no wording)"
    when = " and ".join(labels.CONDITIONS.get(c, c) for c in question.when)
    return f"“{wording}” (when {when})" if when else f"“{wording}”"


def _order(scene: Scene) -> Preview:
    return Preview(steps=_steps(scene), chat=example_chat(scene))


def example_chat(scene: Scene) -> tuple[Bubble, ...]:
    """A short chat of an invented visitor, answered by the draft and the site's documents."""
    now = timezone.now()
    chat = DryChat(
        id="preview",
        policy=scene.policy,
        knowledge=knowledge_for(scene.site),
        site=site_facts(scene.site, scene.language, now),
        locale=scene.language,
    )
    said: list[Bubble] = []
    for line in _samples(scene.language)["chat"]:
        item = chat.say(line, now)
        replies = tuple((reply, "") for reply in item["quick_replies"])
        said += [Bubble("visitor", line), Bubble("bot", item["reply"], "", replies)]
    return tuple(said)


# --- numbers --------------------------------------------------------------------------------------
def _pacing(scene: Scene) -> Preview:
    pacing = scene.policy.pacing
    facts = (
        ("First answer", "Has no question, unless the visitor told something of themselves."),
        ("In a chat", f"At most {pacing.max_questions} questions, one in a reply."),
        ("For one thing", f"At most {pacing.tries_per_slot} tries, then it rests."),
        ("After a refusal", f"{pacing.quiet_turns} replies without a question."),
        (
            "Passed over",
            f"After {pacing.ignored_in_a_row} in a row none, until they tell something.",
        ),
    )
    return Preview(facts=facts, chat=example_chat(scene))


def _score(scene: Scene) -> Preview:
    bands = scene.policy.bands
    warm, hot = (max(0, min(100, edge)) for edge in (bands.warm, bands.hot))
    hot = max(warm, hot)
    parts = (
        Part("cold", 0, warm),
        Part("warm", warm, hot - warm),
        Part("hot", hot, 100 - hot),
    )
    low, high = reach(scene.policy)
    total = sum(scene.policy.weights.values())
    return Preview(
        parts=parts,
        marks=(("fewest", max(0, low)), ("most", min(100, high))),
        facts=(("Weights together", f"{total} of 100"),),
        examples=visitor_examples(scene.policy),
    )


def _customer(scene: Scene) -> Preview:
    ideal = scene.policy.ideal
    size = _range(ideal.team_min, ideal.team_max)
    lists = (
        ("Countries", [country_name(c) for c in ideal.countries], "any"),
        ("Not in", [country_name(c) for c in ideal.excluded_countries], "nowhere left out"),
        ("Use cases", list(ideal.use_cases), "any"),
        ("Industries", list(ideal.industries), "any"),
    )
    facts = tuple((name, ", ".join(words) or none) for name, words, none in lists)
    return Preview(facts=(("Team", size), *facts), examples=company_examples(scene.policy))


def _range(low: int | None, high: int | None) -> str:
    if low is None and high is None:
        return "any size"
    if high is None:
        return f"{low} people or more"
    return f"up to {high} people" if low is None else f"{low} to {high} people"


def _follow_up(scene: Scene) -> Preview:
    told = scene.policy.follow_up.to_json()
    facts = tuple(
        (labels.FOLLOW_UP.get(name, (labels.humanised(name), ""))[0], _minutes(minutes))
        for name, minutes in told.items()
    )
    return Preview(facts=facts)


def _minutes(minutes: int | None) -> str:
    if minutes is None:
        return "nobody needs to"
    if minutes < 120:
        return f"within {minutes} minutes"
    hours = f"{minutes / 60:g} hours"
    return f"within {hours}" if minutes < 2880 else f"within {minutes / 1440:g} days"


def _basics(scene: Scene) -> Preview:
    policy = scene.policy
    default = policy.default_language
    noted = ", ".join(labels.slot_label(slot) for slot in policy.slots)
    bubbles = tuple(
        Bubble("bot", _said(scene, language, "opening"), labels.language_name(language))
        for language in policy.languages
        if language in policy.texts
    )
    facts = (("Everybody else", labels.language_name(default)), ("Noted", noted))
    return Preview(bubbles=bubbles, facts=facts)


# --- texts ----------------------------------------------------------------------------------------
def _said(scene: Scene, language: str, key: str) -> str:
    wordings = scene.policy.texts.get(language, {}).get(key, ())
    return fill(wordings[0], scene.values) if wordings else ""


def _text_bubbles(scene: Scene) -> tuple[Bubble, ...]:
    texts = scene.policy.texts.get(scene.language, {})
    return tuple(
        Bubble("bot", fill(wording, scene.values), labels.text_label(key)[0] if not n else "")
        for key in scene.keys
        for n, wording in enumerate(texts.get(key, ()))
    )


def _texts(scene: Scene) -> Preview:
    return Preview(bubbles=_text_bubbles(scene))


def _handoff(scene: Scene) -> Preview:
    rules = dict(labels.TRIGGER_RULES)
    facts = tuple(
        (labels.TRIGGERS.get(reason, (reason, ""))[0], rules.get(rule, rule))
        for reason, rule in scene.policy.triggers.items()
    )
    return Preview(facts=facts, bubbles=_text_bubbles(scene))


def _hours(scene: Scene) -> Preview:
    site, now = scene.site, timezone.now()
    hours = "; ".join(f"{d} {hours_in_words(entry)}" for d, entry in site.hours.items())
    opens = opening_in_words(site, now, scene.language)
    facts = (
        ("Opening hours of the site", hours or "none set: people may be there at any time"),
        ("Now", "open" if is_open(site, now) else "closed"),
        ("People are back", opens or "not known"),
        ("While nobody is there", dict(labels.AWAY).get(scene.policy.ways.away, "")),
    )
    return Preview(facts=facts, bubbles=_text_bubbles(scene))


def _intents(scene: Scene) -> Preview:
    site, ways = scene.site, scene.policy.ways
    booking = ways.booking_url or site.booking_url
    own = tuple(
        (f"{labels.LEAD_TYPES.get(kind, kind)} write to", address)
        for kind, address in ways.write_to.items()
        if address
    )
    facts = (
        ("Booking page", booking or "none: a person is offered instead"),
        *own,
        ("All others write to", site.contact_email or "nobody: no address is named"),
    )
    return Preview(facts=facts, bubbles=_text_bubbles(scene))


_PREVIEWS: dict[str, Callable[[Scene], Preview]] = {
    "question": _question,
    "order": _order,
    "pacing": _pacing,
    "score": _score,
    "customer": _customer,
    "follow_up": _follow_up,
    "basics": _basics,
    "texts": _texts,
    "handoff": _handoff,
    "hours": _hours,
    "intents": _intents,
}
