"""Values, events and reasons in words for staff."""

from __future__ import annotations

from datetime import date, datetime

from chatqual.engine.slots import (
    Authority,
    Budget,
    Geography,
    Json,
    Need,
    Number,
    SlotValue,
    TeamSize,
    Timeline,
)

LABELS = {
    "need": "Need",
    "budget": "Budget",
    "authority": "Authority",
    "timeline": "Timeline",
    "name": "Name",
    "email": "E-mail",
    "phone": "Phone",
    "company": "Company",
    "role": "Role",
    "team_size": "Team size",
    "geography": "Place",
    "use_case": "Use case",
    "interest": "Interest",
}
CRITERIA = {
    "size": "Size",
    "country": "Country",
    "use_case": "Use case",
    "industry": "Industry",
}
FITS = {"good": "fits", "partly": "fits in part", "poor": "does not fit", "unknown": "not known"}
VERDICTS = {
    "fits": "fits",
    "does_not_fit": "does not fit",
    "excluded": "excluded",
    "not_known": "not known yet",
}
FOLLOW_UP = {
    "hot": "a hot lead",
    "warm": "a warm lead",
    "cold": "a cold lead",
    "not_enough_information": "too early to tell",
    "unqualified": "not a fit",
    "person_wanted": "a person is wanted",
    "urgent": "angry, urgent or a legal matter",
    "soon": "they buy within two weeks",
}
TIERS = {
    "hot": "hot",
    "warm": "warm",
    "cold": "cold",
    "unqualified": "not a fit",
    "not_enough_information": "too early to tell",
}
# What a reason of the score says, by the slot and the kind of value that the policy weighs.
_REASONS_OF_SCORE = {
    "need.known": "said what they need",
    "need.topics": "needs something that the product does",
    "budget.known": "named a budget",
    "budget.quoted": "said yes to our price",
    "budget.none": "no budget yet",
    "team_size.fits": "the size we look for",
    "team_size.outside": "not the size we look for",
    "team_size.known": "told",
}
_LEVELS = {
    "decision_maker": "decides",
    "influencer": "prepares the decision",
    "user": "will use it",
    "none": "has no part in it",
}
_URGENCY = {
    "now": "within two weeks",
    "quarter": "within three months",
    "half_year": "within half a year",
    "year": "within a year",
    "later": "later than a year",
    "none": "no hurry",
}
_PERIODS = {"year": "a year", "month": "a month", "week": "a week", "day": "a day", "once": "once"}
REASONS = {
    "asked": "asked for a person",
    "angry": "is angry",
    "legal": "legal matter",
    "urgent": "urgent",
    "high_value": "high value",
    "low_confidence": "the assistant was not sure",
    "repeated_failure": "the assistant failed repeatedly",
    "policy": "by policy",
    "fault": "the assistant could not answer",
}
# What to mind before the first word.
RISKS = {
    "legal": "Legal matter: promise nothing",
    "angry": "Angry",
    "urgent": "Urgent",
    "opted_out:qualification": "Wants no questions",
    "opted_out:contact": "Do not ask for contact, and do not write or call",
    "opted_out:data": "Wants their data deleted",
    "cancel": "Wants to cancel",
    "abuse": "Insulted the assistant",
    "disliked": "Answers marked as not helpful",
}
_PROMISES = {
    "handed_off": "Passed on to a person",
    "booking_shown": "The booking page was shown",
    "opted_out:qualification": "No more questions",
    "opted_out:contact": "No contact",
    "opted_out:data": "Their data is to be deleted",
}
_JOURNAL = {
    "taken": "{actor} took over",
    "released": "{actor} gave it back to the assistant",
    "agent_lost": "{name} lost the connection",
    "transferred": "{actor} handed it over to {to}{team}",
    "overdue": "Nobody had answered by {due}",
    "opened_again": "{actor} opened it again",
    "handoff": "A person is wanted: {reason}",
    "closed": "Closed by {by}",
    "reopened": "Came back, visit {visit}",
    "rating": "Rated {score} of 5",
    "feedback": "Line {seq} marked {value}",
    "consent": "Consent {version}: {given}",
    "mailed_unseen": "Mailed: {lines} unseen",
    "mail_received": "Came by e-mail",
    "mail_from_other": "A mail from another address: {from}",
    "mail_bounced": "Mails do not arrive: {why}",
    "mail_empty": "A mail without words came",
    "came_by_mail": "Came back by the link of a mail",
    "copy_sent": "A copy was mailed to {address}",
    "slot_filled": "{slot} noted",
    "slot_corrected": "{slot} corrected",
    "slot_cleared": "{slot} taken back",
    "slot_declined": "{slot}: rather not said",
    "slot_unknown": "{slot}: not known to them",
    "slot_conflicting": "{slot}: two things said",
    "slot_kept": "{slot} stays as set by staff, though they said “{text}”",
    "slot_set_by_hand": "{actor} set {slot} to {shown}",
    "handoff_requested": "The assistant asks for a person: {reason}",
    "opted_out": "Opted out: {scope}",
    "gap_found": "Not in the documents: {question}",
    "lead_type_changed": "Type: {to}",
    "tier_changed": "Tier: {to}",
    "score_overridden": "{actor} set the tier to {tier}: {reason}",
    "override_cleared": "{actor} went back to the computed score",
    "price_quoted": "A price was quoted",
}


def _number(value: Number) -> str:
    return f"{value:,.2f}" if isinstance(value, float) else f"{value:,}"


def _range(low: Number | None, high: Number | None) -> str:
    if low is None and high is None:
        return "?"
    if low is None:
        return f"up to {_number(high or 0)}"
    if high is None:
        return f"at least {_number(low)}"
    return _number(low) if low == high else f"{_number(low)} to {_number(high)}"


def _budget(value: Budget) -> str:
    if value.none:
        return "no budget yet"
    words = [
        "about" if value.approx else "",
        value.currency or "",
        _range(value.min, value.max),
        "a seat" if value.per else "",
        _PERIODS.get(value.period or "", ""),
    ]
    return " ".join(w for w in words if w)


def _day(day: date) -> str:
    return f"{day.day} {day:%b %Y}"


def _timeline(value: Timeline) -> str:
    urgency = _URGENCY.get(value.urgency, value.urgency)
    if value.start and value.end and value.start != value.end:
        return f"{_day(value.start)} to {_day(value.end)} ({urgency})"
    if value.end or value.start:
        word = "by" if value.end else "from"
        return f"{word} {_day(value.end or value.start)} ({urgency})"  # type: ignore[arg-type]
    return urgency


def _authority(value: Authority) -> str:
    words = _LEVELS[value.level]
    if value.title:
        words = f"{value.title}, {words}"
    return f"{words}; {value.approver} approves" if value.approver else words


def describe_value(value: SlotValue | None) -> str:
    """A slot's value for a person, "" for none."""
    match value:
        case None:
            return ""
        case Budget():
            return _budget(value)
        case Timeline():
            return _timeline(value)
        case Authority():
            return _authority(value)
        case Need():
            return value.summary
        case TeamSize():
            return f"{_range(value.min, value.max)} people"
        case Geography():
            return f"{value.text} ({value.country})" if value.country else value.text
        case _:
            return str(value)


def describe_reason(name: str, text: str) -> str:
    """Why a part of the score has its points; what is missing keeps its own words."""
    kind = text.replace(" ", "_")
    if name == "authority" and kind in _LEVELS:
        return _LEVELS[kind]
    if name == "timeline" and kind in _URGENCY:
        return _URGENCY[kind]
    return _REASONS_OF_SCORE.get(f"{name}.{kind}", text)


def describe_instant(at: datetime) -> str:
    """ "Mon 23 Nov, 10:00" in the zone that `at` carries."""
    return f"{at:%a} {at.day} {at:%b}, {at:%H:%M}"


def describe_promise(promise: str) -> str:
    """What the assistant has said that it does: "saved:email" and the like in words."""
    kind, _, slot = promise.partition(":")
    if kind == "saved":
        return f"{LABELS.get(slot, slot)} saved"
    return _PROMISES.get(promise, promise.replace("_", " "))


def describe_entry(kind: str, payload: Json, actor: str) -> str:
    """A journal entry in one line; an unknown kind keeps its name."""
    pattern = _JOURNAL.get(kind)
    if pattern is None:
        return kind.replace("_", " ").capitalize()
    values = {key: _word(key, value) for key, value in payload.items()}
    text = pattern.format_map(_Missing(values, actor=actor or "Somebody"))
    outcome = payload.get("outcome")
    return f"{text} ({str(outcome).replace('_', ' ')})" if outcome else text


class _Missing(dict[str, str]):
    """A payload of an older version may lack a field; then nothing stands there."""

    def __missing__(self, key: str) -> str:
        return ""


def _word(key: str, value: object) -> str:
    if key == "slot":
        return LABELS.get(str(value), str(value))
    if key == "reason":
        return REASONS.get(str(value), str(value))
    if key in ("tier", "to", "from") and str(value) in TIERS:
        return TIERS[str(value)]
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value).replace("_", " ") if key == "to" else str(value)
