"""The few words that come before the answer: noted, corrected, left out, saved, hello."""

from __future__ import annotations

import re

from chatqual.engine.decide_lead import is_buyer
from chatqual.engine.decide_lookups import remarks_on_price
from chatqual.engine.draft import Draft
from chatqual.engine.heard import Change
from chatqual.engine.slots import Authority, SlotName
from chatqual.engine.state import with_new
from chatqual.engine.wording import clip, fact, join_words, sentence

# What is repeated back: numbers, dates and places. Never a feeling, never the whole need.
_REPEATED: tuple[SlotName, ...] = ("team_size", "budget", "timeline", "geography")
_SAVED: tuple[SlotName, ...] = ("email", "phone")


def acknowledge(draft: Draft) -> None:
    """Puts the acknowledgements of this turn, each in few words."""
    _greet(draft)
    parts = (_opt_outs, _abuse, _refusals, _corrections, _facts, _saved, _objection, _answers_to_us)
    for part in parts:
        part(draft)


def _greet(draft: Draft) -> None:
    names = [c for c in draft.heard.changes if c.slot == "name" and c.kind == "filled"]
    if names and not draft.is_waiting:
        draft.say("name_noted", name=clip(str(names[0].after.value)))
    elif "greeting" in draft.heard.small_talk and draft.state.said.get("greeting", 0) < 2:
        draft.say("greeting")


def small_talk(draft: Draft) -> None:
    """Short words for small talk. Thanks and goodbye come last, where nothing else is going on."""
    kinds = draft.heard.small_talk
    quiet = draft.heard.handoffs or "thanks" in kinds
    for kind in ("bot_identity",) if quiet else ("how_are_you", "bot_identity", "joke", "praise"):
        if kind in kinds:
            draft.say(kind)
    if "thanks" in kinds and not (draft.heard.handoffs or draft.heard.unhelped):
        _you_are_welcome(draft)
    if draft.heard.asks_leave and not draft.heard.asks and not draft.is_waiting:
        draft.say("ask_in_words")
    if _is_first_hello(draft):
        draft.say("greeting_only")
    if "goodbye" in kinds and not (draft.decision.close or draft.parts):
        draft.say("goodbye")
    if kinds == ("other",) and not draft.parts:
        draft.say("small_talk")


def _you_are_welcome(draft: Draft) -> None:
    if draft.heard.denied:
        draft.put("" if draft.parts else draft.voice.say("denied"))
    elif not (draft.heard.asks or draft.answered or draft.heard.gave_facts):
        draft.say("thanks")
        stays = not (draft.is_waiting or draft.decision.close)
        if stays and not draft.state.said.get("thanks_stay"):
            draft.say("thanks_stay")


def leave_in_peace(draft: Draft) -> None:
    """Somebody who is only looking around is told that this is fine."""
    if draft.heard.browses and not draft.is_waiting and is_buyer(draft.state, draft.turn.policy):
        draft.say("no_rush")


def _is_first_hello(draft: Draft) -> bool:
    heard = draft.heard
    polite = {"greeting", "how_are_you"}
    alone = "greeting" in heard.small_talk and polite >= set(heard.small_talk)
    alone = alone and not (heard.asks or heard.gave_facts or heard.asks_leave)
    if draft.state.lead_type in draft.turn.policy.not_buyers:
        return False
    return alone and draft.state.turn == 1 and not draft.is_waiting and not heard.intents


def _opt_outs(draft: Draft) -> None:
    before = draft.turn.state.opted_out
    for scope in draft.heard.opted_out:
        again = scope == "data" and "data" in before
        bare = scope == "contact" and not _left_an_address(draft)
        draft.say("opted_data_again" if again else f"opted_{scope}{'_plain' if bare else ''}")
        draft.note(promises=with_new(draft.state.promises, f"opted_out:{scope}"))


def _left_an_address(draft: Draft) -> bool:
    return any(draft.turn.state.slots[slot].is_known for slot in _SAVED)


def _abuse(draft: Draft) -> None:
    if draft.heard.abuse:
        draft.say("abuse_end" if draft.decision.close else "abuse")


def _refusals(draft: Draft) -> None:
    heard = draft.heard
    if heard.opted_out:
        return
    if heard.slots_of("declined"):
        draft.say("opted_contact_plain" if _keeps_address(draft) else "declined")
    elif _begins_again(draft):
        draft.say("started_over")
    elif heard.slots_of("cleared") and not heard.slots_of("corrected", "filled"):
        draft.say("cleared")
    elif heard.slots_of("unknown") and not heard.gave_facts:
        draft.say("unknown")
    elif heard.skipped and draft.turn.state.pending is not None and not draft.is_waiting:
        draft.say("skipped")
    elif heard.out_of_range:
        draft.say("out_of_range")


_AGAIN = re.compile(
    r"\b(?:start\w* (?:all )?(?:over|again)|begin again|from scratch|von vorne?|neu an\w*|"
    r"recommen\w+|à zéro|de nuevo|desde cero|de novo|do zero|da capo|da zero|opnieuw)\b",
    re.IGNORECASE,
)


def _begins_again(draft: Draft) -> bool:
    """ "Start over", and nothing is left; "scrap that" takes back the last turn only."""
    if len(draft.heard.slots_of("cleared")) < 2 or draft.state.slots.known():
        return False
    older = set(draft.heard.slots_of("cleared")) - set(draft.turn.state.undo)
    return bool(older) or any(_AGAIN.search(line.text) for line in draft.turn.lines)


def _keeps_address(draft: Draft) -> bool:
    """No address from them, and none was left before: nobody will write. It is said once."""
    only_address = set(draft.heard.slots_of("declined")) <= set(_SAVED)
    told = draft.state.said.get("opted_contact_plain")
    return only_address and not (told or draft.is_waiting or _left_an_address(draft))


def _corrections(draft: Draft) -> None:
    told = [c for c in draft.heard.changes if c.slot not in ("need", "use_case")]
    for change in told or draft.heard.changes:
        if change.kind == "corrected":
            draft.put(_corrected(draft, change))


def _corrected(draft: Draft, change: Change) -> str:
    new = fact(draft.voice, change.slot, change.after)
    old = fact(draft.voice, change.slot, change.before)
    if not new or change.slot in ("need", "use_case"):
        return draft.voice.say("noted_bare")
    alone = change.slot in ("authority", *_SAVED) or not old or old.casefold() == new.casefold()
    if alone or (any(map(str.isdigit, old)) and not any(map(str.isdigit, new))):
        # An address keeps its small letter; "euros" is beside "15,000 dollars" no other amount.
        return draft.voice.say("corrected_to", new=new)
    return sentence(draft.voice.say("corrected", new=new, old=old))


def _facts(draft: Draft) -> None:
    by_slot = {c.slot: c for c in draft.heard.changes if c.kind in ("filled", "refined")}
    if draft.heard.browses:
        by_slot.pop("timeline", None)
    facts = [fact(draft.voice, slot, by_slot[slot].after) for slot in _REPEATED if slot in by_slot]
    facts = [f for f in facts if f]
    decides = _authority(draft, by_slot.get("authority"))
    if facts:
        facts += [decides] if decides else []
        draft.say("noted", facts=join_words(facts, draft.voice.language))
        draft.noted = draft.parts[-1]
    elif decides:
        draft.say("noted", facts=decides)
        draft.noted = draft.parts[-1]
    elif "authority" in by_slot:
        draft.say("noted_bare")


def _authority(draft: Draft, change: Change | None) -> str:
    if change is None or not isinstance(change.after.value, Authority):
        return ""
    return fact(draft.voice, "authority", change.after)


def _saved(draft: Draft) -> None:
    kinds = ("filled", "refined")
    changed = {c.slot: c for c in draft.heard.changes if c.slot in _SAVED and c.kind in kinds}
    values = [str(change.after.value) for change in changed.values()]
    if values:
        key = "saved_with_question" if draft.state.gaps else "saved"
        draft.say(key, facts=join_words(values, draft.voice.language))
        draft.note(promises=with_new(draft.state.promises, *(f"saved:{s}" for s in changed)))


def _objection(draft: Draft) -> None:
    """A price that is too high is a fact; what is published follows, and nothing is promised."""
    heard = draft.heard
    remarked = remarks_on_price(draft.turn.state, heard)
    if not (heard.too_dear or remarked) or draft.is_waiting or heard.abuse:
        return
    shows = "price" in draft.decision.origins
    if heard.bid and not shows:
        return  # What is said of the bid says it.
    if not shows:
        draft.say("dear_again")
    elif draft.noted:
        draft.say("dear_plain")
    else:
        draft.say("dear_compared" if heard.compared else "dear")


def _answers_to_us(draft: Draft) -> None:
    if draft.heard.slots_of("quoted"):
        draft.say("quoted_yes")
    elif _turned_down(draft) and not (draft.parts or draft.heard.bid):
        draft.say("denied")


def _turned_down(draft: Draft) -> bool:
    """An offer that the last reply made was not taken."""
    pending = draft.turn.state.pending
    offered = pending is not None and pending.kind in ("offer_human", "next_step")
    return offered and draft.heard.denied
