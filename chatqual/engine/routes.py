"""Where a turn leads beside an answer: to a person, to an address, to a date, to an honest end."""

from __future__ import annotations

import json
import re
from importlib.resources import files

from chatqual.engine.commands import HandoffReason, IntentKind
from chatqual.engine.decide_lead import is_buyer
from chatqual.engine.draft import Draft
from chatqual.engine.state import with_new
from chatqual.engine.understanding.base import Context
from chatqual.engine.understanding.lead_type import find_intents
from chatqual.engine.wording import clip, quoted

BID_WORDS = 12
_CONTACT_FREE = ("declined",)
_OF_A_CUSTOMER = tuple(
    re.compile(pattern)
    for pattern in json.loads(
        files("chatqual.engine").joinpath("data", "first_look.json").read_text("utf-8")
    ).values()
)
# What each intent becomes where no person was called yet: the text of its offer.
_OFFERS = {
    "demo": "demo_person",
    "meeting": "meeting_person",
    "purchase": "purchase_person",
    "expansion": "account_person",
    "renewal": "account_person",
    "cancel": "cancel_person",
    "pricing": "pricing_person",
    "trial": "trial_person",
}

# What is said of the reason why a person is called.
_REASONS: dict[HandoffReason, str] = {
    "angry": "handoff_angry",
    "legal": "handoff_legal",
    "policy": "handoff_support",
    "low_confidence": "handoff_support",
    "repeated_failure": "handoff_support",
    "urgent": "handoff_support",
}
# Offers that somebody joins now; where nobody is there, the offer is another one.
_JOINS = ("help_person", "demo_person", "purchase_person", "pricing_person", "trial_person")


def may_ask_address(draft: Draft) -> bool:
    """An address may be asked once: not known, not refused, no contact refused."""
    state = draft.state
    record = state.slots["email"]
    if state.address_asked or record.is_known or record.state in _CONTACT_FREE:
        return False
    return not {"contact", "data"} & set(state.opted_out)


def ask_address(draft: Draft, key: str = "handoff_address") -> None:
    """Asks for it where that is allowed: with a person on the way also behind a refusal."""
    quiet = draft.heard.refused or draft.state.quiet_turns > 0
    if may_ask_address(draft) and not draft.question and (draft.is_waiting or not quiet):
        draft.ask(draft.voice.say(key), "slot", "email", "email")
        draft.note(address_asked=True)


def call_for_support(draft: Draft) -> None:
    """A problem that the documents do not solve by the second turn is one for a person."""
    state, policy = draft.state, draft.turn.policy
    if draft.is_waiting or draft.answered or state.lead_type != "support":
        return
    if state.problem_turns < policy.pacing.problem_turns_before_person or draft.heard.refused:
        return
    if draft.heard.small_talk or policy.triggers.get("low_confidence") not in ("always", "support"):
        return
    draft.handoff = "low_confidence"
    draft.explain("handoff", "low_confidence", True, "a problem that the documents do not solve")
    draft.note(handoff_reasons=with_new(state.handoff_reasons, "low_confidence"))


def hand_off(draft: Draft) -> None:
    """The honest sentence of a handoff, and an address where nobody is there to answer now."""
    reason = draft.handoff
    if reason is None:
        return
    if "data" in draft.heard.opted_out:
        draft.note(promises=with_new(draft.state.promises, "handed_off"))
        return  # What was said of the wish says that it is passed on.
    _say_reason(draft, reason)
    phone = draft.state.slots.value("phone")
    if "callback" in draft.state.intents and isinstance(phone, str):
        draft.say("callback_noted", phone=phone)
    elif draft.turn.mode == "waiting" and "handed_off" in draft.state.promises:
        draft.say("handoff_already")
    else:
        _say_presence(draft)
    draft.note(promises=with_new(draft.state.promises, "handed_off"))
    _ask_what_they_need(draft)


def _say_reason(draft: Draft, reason: HandoffReason) -> None:
    heard = draft.heard.handoffs
    key = _REASONS.get(reason)
    if key:
        draft.say(key)
    if reason == "angry" and "legal" in heard:
        draft.say("handoff_legal_short")
    if "urgent" in heard:
        draft.say("handoff_urgent")


def _ask_what_they_need(draft: Draft) -> None:
    """Only what that person will need: a number for a call, an address to answer to."""
    state = draft.state
    if "callback" in draft.heard.intents and _may_ask_phone(draft):
        draft.ask(draft.voice.say("callback_number"), "slot", "phone", "phone")
        return
    in_trouble = not is_buyer(state, draft.turn.policy) or draft.handoff in ("angry", "legal")
    if state.lead_type == "support" or draft.handoff in ("angry",):
        ask_address(draft, "handoff_address_support")
    elif in_trouble or _asks_while_away(draft):
        ask_address(draft)


def _asks_while_away(draft: Draft) -> bool:
    return not draft.turn.site.agents_online and draft.turn.policy.ways.away == "address"


def _may_ask_phone(draft: Draft) -> bool:
    state = draft.state
    record = state.slots["phone"]
    if record.is_known or record.state == "declined" or state.tried("phone"):
        return False
    return not {"contact", "data"} & set(state.opted_out)


def _say_presence(draft: Draft) -> None:
    site = draft.turn.site
    if site.agents_online:
        draft.say("handoff_here")
    elif site.is_open:
        draft.say("handoff_busy")
    elif site.opens:
        draft.say("handoff_away")
    else:
        draft.say("handoff_away_open_end")
    if not site.agents_online and site.contact_email and _names_address(draft):
        draft.say("offer_contact_email")


def _names_address(draft: Draft) -> bool:
    """Whom to write to is said where the policy wants it, or where no address may be asked."""
    away = draft.turn.policy.ways.away
    return away == "write" or (away == "address" and not may_ask_address(draft))


def wait_on(draft: Draft) -> None:
    """While a person is on the way: what is said is noted for them, nothing more is asked."""
    heard = draft.heard
    again = bool({"asked", "urgent"} & set(heard.handoffs)) and draft.turn.mode == "waiting"
    if heard.asks_when or (again and draft.handoff is None):
        if not heard.asks_when:
            draft.say("handoff_already")
        has_hours = draft.turn.site.opens and not draft.turn.site.agents_online
        draft.say("handoff_when_opens" if has_hours else "handoff_when")
    if heard.asks_what_to_do:
        _say_what_to_do(draft)
    if draft.handoff is not None or draft.parts or draft.answered or draft.question:
        return
    if {"thanks", "goodbye"} & set(heard.small_talk):
        return
    if "data" in draft.state.opted_out:
        draft.say("opted_data_again")  # Nothing more is kept: to say "noted" would not be true.
        return
    told = not (heard.handoffs or heard.rhetorical or heard.skipped)
    draft.say("waiting_noted" if told else "handoff_already")


def _say_what_to_do(draft: Draft) -> None:
    """The one thing that helps: an address for the answer; where it stands already, nothing."""
    email = draft.state.slots.value("email")
    if isinstance(email, str):
        draft.say("waiting_reaches", email=email)
        return
    draft.say("waiting_all_there")
    draft.note(address_asked=False)  # Who asks what to do may be told of the address once more.
    ask_address(draft)


def follow_intents(draft: Draft) -> None:
    """A wish leads somewhere: a date, a person, an address. Nothing where a person is called."""
    if draft.is_waiting or not draft.heard.intents or draft.question:
        return
    # A wish of theirs is served in quiet turns too; only a refusal in the same breath is not.
    if draft.heard.refused or draft.state.lead_type in draft.turn.policy.unqualified:
        return
    intent = draft.heard.intents[0]
    site = draft.turn.site
    if intent == "demo" and _may_be_customer(draft):
        _ask_first_look(draft)
    elif intent in ("demo", "meeting") and site.booking_url:
        draft.say("booking")
        draft.note(promises=with_new(draft.state.promises, "booking_shown"))
    elif intent == "callback":
        _call_back(draft)
    elif not _is_served(draft, intent):
        offer_person(draft, _OFFERS[intent])


def _may_be_customer(draft: Draft) -> bool:
    """In a hurry, or about one part of the product: whoever uses it already may ask so for help."""
    state = draft.state
    known = [slot for slot in ("need", "team_size", "timeline") if state.slots[slot].is_known]
    if state.existing_customer is not None or known or state.said.get("ask_first_look"):
        return False
    lines = [line.text.lower() for line in draft.turn.lines]
    return any(pattern.search(line) for pattern in _OF_A_CUSTOMER for line in lines)


def _ask_first_look(draft: Draft) -> None:
    voice = draft.voice
    options = (voice.word("choice_first_look"), voice.word("choice_in_use"))
    draft.ask(voice.say("ask_first_look"), "first_look", options=options)


_WISHED_OF_PEOPLE: frozenset[IntentKind] = frozenset(
    {"demo", "meeting", "callback", "purchase", "expansion"}
)


def is_wish(draft: Draft, question: str) -> bool:
    """ "Could someone show us the product" leads to a person: that the documents say nothing about
    it is no gap in them."""
    wished = _WISHED_OF_PEOPLE & set(draft.heard.intents)
    if not wished or draft.is_waiting:
        return False
    context = Context(now=draft.turn.now, locale=draft.turn.locale)
    return any(found.value in wished for found in find_intents(question, context))


def _is_served(draft: Draft, intent: IntentKind) -> bool:
    """The answer says it already; and "where is my order" of a customer is no wish to buy."""
    if intent == "purchase":
        return draft.state.lead_type == "support"
    return intent in ("trial", "pricing") and draft.answered


def _call_back(draft: Draft) -> None:
    if _may_ask_phone(draft):
        draft.ask(draft.voice.say("callback_number"), "slot", "phone", "phone")


def pass_on_bid(draft: Draft) -> None:
    """Another price is a person's to give: their words are passed on, nothing is agreed to."""
    if not draft.heard.bid or draft.question:
        return
    draft.note(intents=with_new(draft.state.intents, "pricing"))
    if draft.state.said.get("haggles") or draft.state.said.get("haggles_later"):
        draft.say("dear_again")
        if not draft.heard.denied:
            offer_person(draft, "pricing_person")
        return
    said = quoted(clip(draft.heard.bid, BID_WORDS), draft.voice.language)
    key = "haggles" if draft.turn.site.agents_online else "haggles_later"
    options = (draft.voice.word("yes"), draft.voice.word("no"))
    if draft.is_waiting:
        draft.say("waiting_noted")
        return
    draft.ask(draft.voice.say(key, said=said), "offer_human", options=options)


def offer_person(draft: Draft, key: str) -> None:
    """Offers a person as a question; as a plain address where the chat must not ask."""
    site = draft.turn.site
    if draft.question or draft.clarifies:
        return
    if key == "offer_human" and not site.agents_online:
        key = "offer_human_later"
    if key in _JOINS and not site.agents_online:
        key = "person_later"
    options = (draft.voice.word("yes"), draft.voice.word("no"))
    draft.ask(draft.voice.say(key), "offer_human", options=options)


def has_own_way(draft: Draft) -> bool:
    """Somebody who does not buy, with an address to write to: what the documents lack is asked
    there."""
    kind = draft.state.lead_type
    if is_buyer(draft.state, draft.turn.policy) or kind in ("support", "other"):
        return False
    return bool(draft.turn.site.contact_email) and not draft.is_waiting


_WHERE_TO = re.compile(
    r"\b(?:where|whom?|how (?:do|can|should)|send|address|mail|apply|wo|wohin|wem|wie kann|adresse|"
    r"où|à qui|comment|dónde|a quién|cómo|onde|a quem|como|dove|a chi|come|waar|wie moet|hoe)\b",
    re.IGNORECASE,
)


def short_way(draft: Draft) -> None:
    """Its own short way for each kind of visitor who does not buy."""
    state, policy, site = draft.state, draft.turn.policy, draft.turn.site
    if is_buyer(state, policy) or draft.is_waiting or draft.decision.close:
        return
    heard = draft.heard
    if heard.opted_out or ({"thanks", "goodbye"} & set(heard.small_talk)) or heard.ended:
        return
    kind = state.lead_type
    if draft.answered and kind in ("partner", "recruiting", "investor", "other"):
        return  # The documents say whom to write to, or what they asked.
    first = not state.said.get(f"way_{kind}")
    says = draft.only_gaps if kind == "other" else kind in ("vendor", "spam") and not draft.parts
    if kind == "support":
        _support(draft)
    elif says or (first and kind != "other"):
        draft.say(f"way_{kind}")
    if has_own_way(draft):
        _say_whom_to_write(draft, first)
    if kind in ("press", "partner", "investor") and not site.contact_email:
        ask_address(draft)


def _say_whom_to_write(draft: Draft, first: bool) -> None:
    """The address with the first reply, and where it answers a question that nothing else does."""
    if first or (draft.only_gaps and any(_WHERE_TO.search(li.text) for li in draft.turn.lines)):
        draft.say("write_to")
    elif draft.only_gaps:
        draft.say("not_found")


def _support(draft: Draft) -> None:
    """What happens next; a greeting alone would leave them with their trouble."""
    greeted = draft.heard.small_talk and len(draft.parts) == 1 and not draft.answered
    if draft.parts and not greeted:
        return
    draft.say("way_support")
    told_of_trouble = not draft.heard.denied and not draft.heard.affirmed
    if told_of_trouble and not (draft.heard.refused or draft.state.quiet_turns):
        offer_person(draft, "help_person")
