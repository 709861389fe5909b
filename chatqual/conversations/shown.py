"""Parts of a conversation's page in the admin: score, turns, facts. All text goes in escaped."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.timezone import localtime

from chatqual.conversations.describe import (
    CRITERIA,
    FITS,
    FOLLOW_UP,
    LABELS,
    TIERS,
    VERDICTS,
    describe_instant,
    describe_reason,
)
from chatqual.conversations.models import Conversation, Turn
from chatqual.conversations.trace import (
    TraceStep,
    proposals_of,
    questions_of,
    score_of,
    steps_of,
)
from chatqual.engine.policy import default_policy
from chatqual.engine.scoring import Reason, score
from chatqual.engine.state import State
from chatqual.sites.policies import policy_of
from chatqual.sites.registry import site_by_id


def when(at: Any) -> str:
    return date_format(localtime(at), "DATETIME_FORMAT") if at else ""


def table(rows: Iterable[tuple[Any, ...]]) -> SafeString:
    cells = format_html_join("", "<tr><th>{}</th><td>{}</td><td>{}</td></tr>", rows)
    return format_html('<table class="cq-table"><tbody>{}</tbody></table>', cells)


def quoted(text: str, message: int | None) -> str:
    """The visitor's words with their line; "" where nothing was said."""
    if not text:
        return ""
    return f"“{text}” (line {message})" if message else f"“{text}”"


# --- score ----------------------------------------------------------------------------------------
def score_rows(conversation: Conversation) -> SafeString:
    """The computed score with its reasons and the fit, and beside it what a person has set."""
    state = State.from_json(conversation.state)
    policy = policy_of(conversation.policy_id) if conversation.policy_id else default_policy()
    found = score(state, policy)
    computed = f"{found.score} of 100, could become {found.low} to {found.high}"
    rows = [*_override_rows(conversation), ("Computed", computed, TIERS[found.tier])]
    rows.append(("Why this tier", found.why_tier, ""))
    rows += [_reason_row(reason) for reason in found.reasons if reason.of]
    rows.append(("Fit", FITS[found.fit], ""))
    for c in found.fit_reasons:
        text = f"{VERDICTS[c.verdict]}; {c.text}"
        rows.append((CRITERIA[c.name], text, quoted(c.evidence, c.message)))
    return table(rows)


def _override_rows(conversation: Conversation) -> list[tuple[str, str, str]]:
    if not conversation.override_tier:
        return []
    tier = TIERS.get(conversation.override_tier, conversation.override_tier)
    points = (
        "" if conversation.override_score is None else f", {conversation.override_score} of 100"
    )
    by = f"{conversation.override_by}, {when(conversation.override_at)}"
    return [("Set by a person", f"{tier}{points}: {conversation.override_reason}", by)]


def _reason_row(reason: Reason) -> tuple[str, str, str]:
    points = f"{reason.points:g} of {reason.of:g}: {describe_reason(reason.name, reason.text)}"
    if (reason.low, reason.high) != (reason.points, reason.points):
        points += f" (could become {reason.low:.0f} to {reason.high:.0f})"
    return LABELS[reason.name], points, quoted(reason.evidence, reason.message)


def customer_row(conversation: Conversation) -> tuple[str, str, str]:
    state = State.from_json(conversation.state)
    words = {True: "yes", False: "no", None: "not known"}[state.existing_customer]
    said = state.evidence.get("existing_customer")
    return "Customer already", words, quoted(said.text, said.message) if said else ""


def follow_up_row(conversation: Conversation) -> tuple[str, str, str]:
    """In the site's own time."""
    by = conversation.follow_up_by
    if by is None:
        return "Follow up by", "nothing due", ""
    zone = site_by_id(conversation.site_id).time_zone
    why = (conversation.state.get("follow_up") or {}).get("why", "")
    shown = f"{describe_instant(by.astimezone(ZoneInfo(zone)))} ({zone})"
    return "Follow up by", shown, FOLLOW_UP.get(why, "")


# --- turns ----------------------------------------------------------------------------------------
def turn_part(turn: Turn) -> SafeString:
    """One turn, folded: what was understood, looked up, done, and what the score did."""
    said = " / ".join(text for _, text in turn.inputs.get("lines", []))
    return format_html(
        "<details><summary>{} · {}{}</summary>{}{}{}{}</details>",
        when(turn.finished or turn.created),
        f"“{said[:120]}”" if said else f"lines {turn.covers_from} to {turn.covers_to or '?'}",
        "" if turn.status == Turn.Status.DONE else f" · {turn.status} {turn.error}",
        _steps("Understood", proposals_of(turn)),
        _steps("Looked up in the documents", questions_of(turn)),
        _steps("Did", steps_of(turn)),
        _steps("Score", score_of(turn)),
    )


def _steps(title: str, steps: tuple[TraceStep, ...]) -> SafeString:
    if not steps:
        return SafeString()
    items = format_html_join("", "{}", ((_step(step),) for step in steps))
    return format_html('<h4 class="cq-part">{}</h4><ul class="cq-trace">{}</ul>', title, items)


def _step(step: TraceStep) -> SafeString:
    details = format_html_join("", "<small>{}</small>", ((text,) for text in step.details))
    return format_html(
        '<li class="{}"><strong>{}</strong><span>{}</span><em>{}</em>{}</li>',
        "" if step.accepted else "refused",
        step.step,
        step.text,
        step.reason,
        details,
    )
