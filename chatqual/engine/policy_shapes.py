"""The shapes of a policy: what is asked, when, in which words, and what it weighs. Plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from chatqual.engine.slots import Json, SlotName
from chatqual.engine.state import LeadType

Condition = Literal[
    "price_shown",
    "no_price_known",
    "first_answer_given",
    "need_known",
    "team_size_known",
    "wants_contact",
]
Meaning = Literal["", "yes", "no", "declined", "unknown", "none", "decision_maker", "influencer"]
HandoffWhen = Literal["always", "support", "offer", "never"]
Away = Literal["address", "write", "list"]
Texts = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class QuestionTexts:
    """A question in one language. `short`: when it comes back after an interruption."""

    wordings: tuple[str, ...]
    short: tuple[str, ...]
    why: str
    quick_replies: tuple[str, ...] = ()

    def to_json(self) -> Json:
        return {
            "wordings": list(self.wordings),
            "short": list(self.short),
            "why": self.why,
            "quick_replies": list(self.quick_replies),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> QuestionTexts:
        return cls(
            tuple(data["wordings"]),
            tuple(data["short"]),
            data["why"],
            tuple(data.get("quick_replies", ())),
        )


@dataclass(frozen=True, slots=True)
class Question:
    """A question for one slot. All of `when` must hold before it may be asked.

    `meanings`: what the quick replies mean, by their place; "" is: read it like any other words.
    """

    id: str
    slot: SlotName
    when: tuple[str, ...] = ()
    meanings: tuple[str, ...] = ()
    texts: Mapping[str, QuestionTexts] = field(default_factory=dict)

    def to_json(self) -> Json:
        return {
            "id": self.id,
            "slot": self.slot,
            "when": list(self.when),
            "meanings": list(self.meanings),
            "texts": {language: t.to_json() for language, t in self.texts.items()},
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Question:
        texts = {lang: QuestionTexts.from_json(t) for lang, t in data["texts"].items()}
        meanings = tuple(data.get("meanings", ()))
        return cls(data["id"], data["slot"], tuple(data["when"]), meanings, texts)


@dataclass(frozen=True, slots=True)
class Pacing:
    """How many questions, and when none.

    `quiet_turns`: turns after a refusal that carry no question. `ignored_in_a_row`: after so many
    questions that were passed over, none until the visitor tells something of themselves.
    `statement_confidence`: from which confidence (0 to 1) a passage is shown for a line that asked
    nothing. `reply_words`: the length up to which further sentences are quoted.
    """

    max_questions: int = 7
    tries_per_slot: int = 2
    quiet_turns: int = 2
    ignored_in_a_row: int = 3
    clarifications_before_person: int = 3
    failures_before_person: int = 3
    abuse_before_end: int = 2
    problem_turns_before_person: int = 2
    statement_confidence: float = 0.8
    reply_words: int = 55

    def to_json(self) -> Json:
        return {name: getattr(self, name) for name in self.__slots__}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Pacing:
        return cls(**{name: data[name] for name in cls.__slots__ if name in data})


@dataclass(frozen=True, slots=True)
class Bands:
    """From which score (0 to 100) a tier begins, and what must be known before there is one.

    `known_weight`: the share of the weights, in per cent, that is known at least.
    """

    hot: int = 75
    warm: int = 55
    known_weight: int = 50

    def to_json(self) -> Json:
        return {"hot": self.hot, "warm": self.warm, "known_weight": self.known_weight}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Bands:
        return cls(data["hot"], data["warm"], data["known_weight"])


@dataclass(frozen=True, slots=True)
class IdealCustomer:
    """Whom the product is for. An empty field does not count. People, ISO country codes, words.

    Use cases and industries are words or short phrases that a visitor may say ("onboarding", "law
    firm"), looked for word by word in what they told. The excluded ones say whom it is not for.
    """

    team_min: int | None = None
    team_max: int | None = None
    countries: tuple[str, ...] = ()
    excluded_countries: tuple[str, ...] = ()
    use_cases: tuple[str, ...] = ()
    excluded_use_cases: tuple[str, ...] = ()
    industries: tuple[str, ...] = ()
    excluded_industries: tuple[str, ...] = ()

    def to_json(self) -> Json:
        out: Json = {}
        for name in self.__slots__:
            value = getattr(self, name)
            out[name] = list(value) if isinstance(value, tuple) else value
        return out

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> IdealCustomer:
        kwargs: dict[str, Any] = {}
        for name in cls.__slots__:
            if name in data:
                value = data[name]
                kwargs[name] = tuple(value) if isinstance(value, list) else value
        return cls(**kwargs)


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Within how many minutes a person should follow up, counted while the site is open.

    None: that alone calls nobody. The shortest of those that apply counts: the tier's;
    `person_wanted`: a person was asked for or promised; `urgent`: a legal matter, anger or urgency;
    `soon`: they buy within two weeks, whatever is known of them otherwise.
    """

    hot: int | None = 15
    warm: int | None = 240
    cold: int | None = 1440
    not_enough_information: int | None = None
    unqualified: int | None = None
    person_wanted: int | None = 60
    urgent: int | None = 15
    soon: int | None = 60

    def to_json(self) -> Json:
        return {name: getattr(self, name) for name in self.__slots__}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> FollowUp:
        return cls(**{name: data[name] for name in cls.__slots__ if name in data})


@dataclass(frozen=True, slots=True)
class Ways:
    """Where wishes lead. What is empty here is the site's own.

    `write_to`: an e-mail address by lead type. `away`: what a handoff does while nobody is there;
    address: asks where to answer; write: names the address to write to; list: only notes it.
    """

    booking_url: str = ""
    write_to: Mapping[str, str] = field(default_factory=dict)
    away: str = "address"

    def to_json(self) -> Json:
        return {
            "booking_url": self.booking_url,
            "write_to": dict(self.write_to),
            "away": self.away,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Ways:
        return cls(
            data.get("booking_url", ""), dict(data.get("write_to", {})), data.get("away", "address")
        )


@dataclass(frozen=True, slots=True)
class Policy:
    """One version of how the site talks and whom it looks for.

    `weights`: the most points of a reason; they sum to 100. `points`: what share (0 to 1) of the
    weight a value earns, by "slot.value". `triggers`: when a handoff reason calls a person.
    `not_buyers`: lead types that are never qualified; `unqualified`: those among them that get the
    tier of the name. `texts`: by language, then by key, one or more wordings.
    """

    version: str = "1"
    name: str = "default"
    languages: tuple[str, ...] = ("en",)
    default_language: str = "en"
    slots: tuple[SlotName, ...] = ()
    order: tuple[SlotName, ...] = ()
    questions: tuple[Question, ...] = ()
    pacing: Pacing = field(default_factory=Pacing)
    weights: Mapping[str, int] = field(default_factory=dict)
    points: Mapping[str, float] = field(default_factory=dict)
    bands: Bands = field(default_factory=Bands)
    triggers: Mapping[str, str] = field(default_factory=dict)
    not_buyers: tuple[LeadType, ...] = ()
    unqualified: tuple[LeadType, ...] = ()
    ideal: IdealCustomer = field(default_factory=IdealCustomer)
    follow_up: FollowUp = field(default_factory=FollowUp)
    ways: Ways = field(default_factory=Ways)
    texts: Mapping[str, Texts] = field(default_factory=dict)

    def questions_for(self, slot: SlotName) -> tuple[Question, ...]:
        return tuple(q for q in self.questions if q.slot == slot)

    def question(self, question_id: str) -> Question | None:
        return next((q for q in self.questions if q.id == question_id), None)

    def speaks(self, language: str) -> str:
        """`language` where the policy has its texts, else the default one."""
        return language if language in self.languages else self.default_language

    def to_json(self) -> Json:
        return {
            "version": self.version,
            "name": self.name,
            "languages": list(self.languages),
            "default_language": self.default_language,
            "slots": list(self.slots),
            "order": list(self.order),
            "questions": [q.to_json() for q in self.questions],
            "pacing": self.pacing.to_json(),
            "weights": dict(self.weights),
            "points": dict(self.points),
            "bands": self.bands.to_json(),
            "triggers": dict(self.triggers),
            "not_buyers": list(self.not_buyers),
            "unqualified": list(self.unqualified),
            "ideal": self.ideal.to_json(),
            "follow_up": self.follow_up.to_json(),
            "ways": self.ways.to_json(),
            "texts": {
                lang: {key: list(words) for key, words in texts.items()}
                for lang, texts in self.texts.items()
            },
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Policy:
        """Raises KeyError or TypeError where a part is missing or of another shape."""
        return cls(
            version=data["version"],
            name=data["name"],
            languages=tuple(data["languages"]),
            default_language=data["default_language"],
            slots=tuple(data["slots"]),
            order=tuple(data["order"]),
            questions=tuple(Question.from_json(q) for q in data["questions"]),
            pacing=Pacing.from_json(data["pacing"]),
            weights=dict(data["weights"]),
            points=dict(data["points"]),
            bands=Bands.from_json(data["bands"]),
            triggers=dict(data["triggers"]),
            not_buyers=tuple(data["not_buyers"]),
            unqualified=tuple(data["unqualified"]),
            ideal=IdealCustomer.from_json(data["ideal"]),
            follow_up=FollowUp.from_json(data.get("follow_up", {})),
            ways=Ways.from_json(data.get("ways", {})),
            texts={
                lang: {key: tuple(words) for key, words in texts.items()}
                for lang, texts in data["texts"].items()
            },
        )
