"""The way of one message: read, decide, ask the documents, speak, commit, follow.

`do_turn` does a turn row in this thread. Effects beyond the conversation are rows of `HANDLERS`.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import cast

from django.conf import settings
from django.utils import timezone

from chatqual.conversations import turns
from chatqual.conversations.answer_use import tell_curators
from chatqual.conversations.broadcast import poke_on_commit
from chatqual.conversations.commit import Committed, commit_turn
from chatqual.conversations.following import register_follower
from chatqual.conversations.journal import add_journal
from chatqual.conversations.models import Conversation, Message
from chatqual.conversations.receive import add_message, lock_conversation, start_waiting
from chatqual.conversations.texts import system_text
from chatqual.conversations.turns import Claim, Work
from chatqual.conversations.wake import register_doer, wake
from chatqual.engine.commands import Handoff, SmallTalk
from chatqual.engine.conversation import decide, propose, speak
from chatqual.engine.scoring import score
from chatqual.engine.slots import Json
from chatqual.engine.state import State, Tier
from chatqual.engine.turns import (
    Event,
    Proposal,
    ProposalSet,
    SiteFacts,
    TurnInput,
)
from chatqual.followups.notices import on_notice
from chatqual.followups.sweeping import sweep_follow_ups
from chatqual.handoff.clock import sweep_clocks
from chatqual.handoff.tasks import add_task
from chatqual.handoff.told_notes import note_from_mail
from chatqual.handoff.vanished import sweep_lost_agents
from chatqual.handoff.watch import is_anybody_there
from chatqual.integrations.alerts import sweep_alerts
from chatqual.integrations.delivery import sweep_outbox
from chatqual.leads.keeping import keep_leads
from chatqual.realtime.loop import run_on_loop
from chatqual.realtime.transactions import writing
from chatqual.sites.hours import is_open, opening_in_words
from chatqual.sites.models import Site
from chatqual.sites.policies import policy_of
from chatqual.sites.registry import site_by_id
from knowledge.gaps import record_gap
from knowledge.line_sense import sense_for
from knowledge.service import knowledge_for, topics_of

log = logging.getLogger(__name__)

MAX_RERUNS = 20
RETRY_AFTER = timedelta(seconds=1)


# --- follow: what else happens, as rows -----------------------------------------------------------
def _note_gap(conversation: Conversation, event: Event) -> None:
    asked = event.payload
    record_gap(conversation.site, asked["question"], asked.get("language", ""), conversation.pk)


def _note_data_request(conversation: Conversation, event: Event) -> None:
    """Who wants their data shown or gone has asked a person for it, whatever the bot said."""
    if event.payload["scope"] == "data":
        add_task(
            site=conversation.site,
            kind="data_request",
            # Said again within a visit it is the same wish.
            key=f"data_request:{conversation.pk}:{conversation.visits}",
            text="Asks that nothing be kept of them",
            conversation=conversation,
        )


HANDLERS: dict[str, Callable[[Conversation, Event], None]] = {
    "gap_found": _note_gap,
    "opted_out": _note_data_request,
}


def follow(conversation: Conversation, events: tuple[Event, ...]) -> None:
    """In the turn's transaction. A test chat and a sample count nowhere and alert nobody."""
    if conversation.is_test or conversation.is_sample:
        return
    for event in events:
        handler = HANDLERS.get(event.kind)
        if handler is not None:
            handler(conversation, event)


# --- one turn -------------------------------------------------------------------------------------
def site_facts(site: Site, language: str, now: datetime) -> SiteFacts:
    return SiteFacts(
        name=site.name,
        locale=site.locale,
        time_zone=site.time_zone,
        fiscal_year_start=site.fiscal_year_start,
        is_open=is_open(site, now),
        opens=opening_in_words(site, now, language),
        agents_online=is_anybody_there(site, now),
        booking_url=site.booking_url,
        contact_email=site.contact_email,
        topics=topics_of(site),
        hours=site.hours,
    )


def site_of(conversation: Conversation) -> Site:
    """The conversation's site, from the cache that lives for seconds."""
    return site_by_id(conversation.site_id)


def turn_input(work: Work, now: datetime) -> TurnInput:
    conversation = work.conversation
    policy_id = conversation.policy_id
    assert policy_id is not None  # noqa: S101 - set when the conversation begins
    locale = conversation.visitor.locale
    state = State.from_json(conversation.state) if conversation.state else State.new()
    language = state.language or locale.split("-")[0]
    return TurnInput(
        state=state,
        lines=work.lines,
        policy=policy_of(policy_id),
        now=now,
        mode="waiting" if conversation.mode == Conversation.Mode.WAITING else "bot",
        locale=locale,
        site=site_facts(site_of(conversation), language, now),
        bot_seq=work.bot_seq,
        tier_by_person=cast(Tier, tier) if (tier := conversation.override_tier) else None,
    )


def inputs_json(turn: TurnInput) -> Json:
    """What replay needs beside the proposals and what the documents said."""
    return {
        "state": turn.state.to_json(),
        "lines": [[line.seq, line.text] for line in turn.lines],
        "mode": turn.mode,
        "locale": turn.locale,
        "site": turn.site.to_json(),
        "bot_seq": turn.bot_seq,
        "tier_by_person": turn.tier_by_person,
    }


def _with_control(proposals: ProposalSet, work: Work) -> ProposalSet:
    """Adds what the visitor said by a control instead of words ("talk to a person")."""
    reason = work.turn.inputs.get("handoff")
    if not reason:
        return proposals
    asked = Proposal(Handoff(reason), work.last_seq, proposer="form")
    return replace(proposals, proposals=(*proposals.proposals, asked))


def starts_at_once(proposals: ProposalSet) -> bool:
    """A question, a fact or an answer does; a bare greeting or a fragment waits for more."""
    return any(
        not (isinstance(p.command, SmallTalk) and p.command.kind == "greeting")
        for p in proposals.proposals
    )


def do_turn(pk: int, owner: str = "") -> None:
    """Does the turn if it is free and due, or `owner`'s. A failure ends in an honest line."""
    claim = Claim(pk, owner) if owner else turns.claim_turn(pk)
    if claim is None:
        return
    try:
        _work_until_done(claim)
    except Exception:  # the edge of the loop: whatever went wrong, the visitor gets a sentence
        attempts = turns.attempts_of(claim)
        log.exception("turn %s failed (attempt %s)", pk, attempts)
        if attempts >= settings.CHATQUAL_TURN_ATTEMPTS:
            _apologise(claim)
        else:
            turns.release_turn(claim, timezone.now() + RETRY_AFTER, error="failed; see the log")
            _wake_later(pk, RETRY_AFTER.total_seconds())


def _work_until_done(claim: Claim) -> None:
    for _ in range(MAX_RERUNS):
        work = turns.load_work(claim)
        if work is None:
            return
        if work.conversation.mode not in (Conversation.Mode.BOT, Conversation.Mode.WAITING):
            turns.drop_turn(claim, "the bot may not speak")
            return
        if not work.lines and not work.turn.inputs.get("handoff"):
            turns.drop_turn(claim, "nothing to answer")
            return
        if _attempt(claim, work) is not Committed.AGAIN:
            return
    # A visitor who writes faster than a turn takes, twenty times over: a little later, then.
    turns.release_turn(claim, timezone.now() + RETRY_AFTER, count=False)
    _wake_later(claim.turn, RETRY_AFTER.total_seconds())


def _attempt(claim: Claim, work: Work) -> Committed:
    now = timezone.now()
    turn = turn_input(work, now)
    proposals = _with_control(propose(turn, sense_for(work.conversation.site_id)), work)
    settles = now < work.turn.settle_until and not work.conversation.is_sample
    if settles and not starts_at_once(proposals):
        if not turns.let_settle(claim, work.turn.settle_until):
            return Committed.AGAIN
        _wake_later(claim.turn, (work.turn.settle_until - now).total_seconds())
        return Committed.DONE
    decision = decide(turn, proposals)
    knowledge = knowledge_for(site_of(work.conversation))
    answers = tuple(knowledge.answer(q) for q in decision.questions)
    outcome = speak(turn, decision, answers)
    return commit_turn(
        claim,
        work,
        now=now,
        inputs=inputs_json(turn),
        proposals=proposals,
        decision=decision,
        answers=answers,
        outcome=outcome,
        score=score(outcome.state, turn.policy),
        follow=follow,
    )


def _wake_later(pk: int, seconds: float) -> None:
    async def wait() -> None:
        await asyncio.sleep(max(seconds, 0.0))
        wake("turn", pk)

    run_on_loop(wait())


def _apologise(claim: Claim) -> None:
    """The fixed text, a person is asked in, and what the visitor wrote is kept."""
    now = timezone.now()
    with writing():
        work = turns.load_work(claim)
        if work is None:
            return
        conversation = lock_conversation(pk=work.conversation.pk)
        if conversation.owner_epoch != work.epoch:
            turns.drop_turn(claim, "somebody else speaks now")
            return
        reply_to = work.lines[-1].seq if work.lines else None
        text = system_text("apology", work.conversation.visitor.locale)
        add_message(conversation, now, author=Message.Author.BOT, text=text, reply_to=reply_to)
        conversation.answered_seq = conversation.last_seq
        conversation.version += 1
        if conversation.mode == Conversation.Mode.BOT:
            start_waiting(conversation, "fault", now)
        add_journal(conversation, "turn_failed", {"turn": claim.turn})
        conversation.save()
        turns.finish_turn(claim, reply_to, now=now)
        poke_on_commit(conversation)


register_doer("turn", do_turn)
on_notice(note_from_mail)
register_follower(follow)


# --- the sweeper ----------------------------------------------------------------------------------
def sweep(now: datetime | None = None) -> int:
    """Wakes what is due and nobody does: after a crash, a lost task, a broker that was emptied.

    Returns how many turns were woken.
    """
    from chatqual.handoff.search_index import index_new_lines

    now = now or timezone.now()
    due = turns.due_turns(now)
    for pk in due:
        wake("turn", pk)
    sweep_lost_agents(now)
    sweep_clocks(now)
    close_idle(now)
    tell_curators(now)
    keep_leads(now)
    sweep_alerts(now)
    sweep_follow_ups(now)
    sweep_outbox(now)
    index_new_lines()
    return len(due)


def close_idle(now: datetime) -> int:
    """Closes what nobody has written in for long, without a line: it would wake nobody kindly."""
    idle = now - timedelta(seconds=settings.CHATQUAL_CLOSE_AFTER)
    found = Conversation.objects.filter(
        mode=Conversation.Mode.BOT, last_message_at__lt=idle, is_sample=False
    ).values_list("pk", flat=True)[:50]
    closed = 0
    for pk in list(found):
        with writing():
            conversation = lock_conversation(pk=pk)
            if conversation.mode != Conversation.Mode.BOT or conversation.last_message_at >= idle:
                continue
            conversation.mode = Conversation.Mode.CLOSED
            conversation.closed_at = now
            conversation.owner_epoch += 1
            add_journal(conversation, "closed", {"by": "idle"})
            conversation.save()
            poke_on_commit(conversation)
            closed += 1
    return closed
