"""What is put to the documents: the visitor's questions, or one that serves what they said."""

from __future__ import annotations

import json
import re
from importlib.resources import files

from chatqual.engine import questions
from chatqual.engine.asides import asks_for_a_sum, asks_which_plan
from chatqual.engine.bargaining import asks_what_it_is_worth
from chatqual.engine.commands import HandoffReason, IntentKind
from chatqual.engine.decide_lead import is_buyer
from chatqual.engine.heard import Heard, Origin
from chatqual.engine.listen import WORD, Ear
from chatqual.engine.ports import KnowledgeQuestion
from chatqual.engine.slots import TeamSize
from chatqual.engine.state import State
from chatqual.engine.turns import TurnInput
from chatqual.engine.understanding.base import Context
from chatqual.engine.understanding.lead_type import find_intents
from chatqual.engine.understanding.need import topics_in
from chatqual.engine.understanding.spelling import in_full
from chatqual.engine.wording import Voice

QUESTIONS_IN_A_TURN = 6
# Intents that the documents may answer by themselves, without a question having been asked.
_LOOKED_UP: frozenset[str] = frozenset({"trial", "pricing", "cancel", "demo", "renewal"})
# "Can you call me back?" is a wish, not a question for the documents.
CONNECTING = tuple(
    re.compile(pattern)
    for pattern in json.loads(
        files("chatqual.engine").joinpath("data", "connecting.json").read_text("utf-8")
    ).values()
)
# "Roughly how often": the hedge is no word to look for.
_HEDGE = re.compile(
    r"^\W*(?:(?:and|so|ok|und|et|y|e|en) )?(?:roughly|approximately|approx\.?|about|more or less|"
    r"ungefähr|in etwa|etwa|circa|ca\.?|environ|más o menos|mais ou menos|più o meno|ongeveer) "
    r"(?=how|what|when|wie|was|wann|combien|cuánt|quant|hoe)",
    re.IGNORECASE,
)
_MADE: frozenset[str] = frozenset({"callback", "meeting"})


def look_up(
    turn: TurnInput, state: State, heard: Heard, ear: Ear, handoff: HandoffReason | None
) -> list[tuple[KnowledgeQuestion, Origin]]:
    """The questions for the documents: the visitor's own, or one that serves what they said."""
    voice = Voice(turn.policy, state.language)
    angry = turn.mode == "bot" and bool({"angry", "legal"} & set(heard.handoffs))
    called = {seq for i, seq in zip(ear.intents, ear.intent_lines, strict=True) if i.kind in _MADE}
    own = [text for seq, text in ear.asks if not angry and seq not in called]
    if state.price is not None:
        # "What do I get for it": the documents tell what a plan contains, not what "it" is.
        own = [voice.word("worth_question") if asks_what_it_is_worth(q) else q for q in own]
    own = [_for_so_many(q, voice) if _is_of_our_price(state, q) else q for q in own]
    wanted: list[tuple[str, Origin]] = [(_HEDGE.sub("", text), "asked") for text in own]
    wanted = wanted[:QUESTIONS_IN_A_TURN]
    only = _only_a_number(state, own)
    if len(own) == 1 and _is_for_another_size(state, heard, own[0]):
        wanted = [(voice.word("price_question"), "asked")]
    elif only and "team_size" not in heard.slots_of("filled", "corrected", "refined"):
        people = voice.word("people", n=only)
        wanted = [(f"{voice.word('price_question')} ({people})", "asked")]
    if not wanted and state.lead_type not in turn.policy.unqualified:
        wanted = _implied(turn, heard, ear, handoff, voice)
    elif "trial" in heard.intents and len(own) == 1:
        wanted.append((voice.word("trial_question"), "intent"))
    sums_up = questions.is_complete(state) and heard.gave_facts and not state.summarised
    if sums_up and not handoff:
        wanted.append((voice.word("trial_question"), "trial"))
    shows_price = questions.wants_price(state, turn.policy, heard, turn.mode, handoff is not None)
    objects = heard.too_dear or (heard.bid != "" and _seats(state) is not None)
    objects = objects and not own and state.price is None and not handoff
    if (
        shows_price
        or objects
        or (not own and not sums_up and _reckons_again(state, turn, heard, handoff))
    ):
        wanted.append((voice.word("price_question"), "price"))
    seats = only or _seats(state)
    besides = _besides(turn, ear)
    return [
        (
            KnowledgeQuestion(
                in_full(text, state.language),
                _about_prices(state.history) if origin == "price" else state.history,
                state.language,
                seats,
                besides.get(text, ""),
            ),
            origin,
        )
        for text, origin in dict(wanted).items()
    ]


_PRICE_WORDS = re.compile(
    r"\b(?:how much|costs?|pric(?:es?|ing)|pay|was kostet|kosten|wie ?viel|preise?|combien|prix|"
    r"co[uû]te\w*|cu[aá]nto|precios?|quanto|pre[cç]os?|prezz[oi]|hoeveel|prijs|prijzen)\b(?!.*\b(?:discount|rabatt|"
    r"remise|descuento|desconto|sconto|korting)\b)",
    re.IGNORECASE,
)


def _about_prices(history: tuple[str, ...]) -> tuple[str, ...]:
    """What our own question for the price goes on from: a plan or a period, and no other matter."""
    return tuple(q for q in history if _PRICE_WORDS.search(q))


def _is_of_our_price(state: State, question: str) -> bool:
    """ "And in total?", "which plan do we need": with so many people known, the price says it."""
    if _seats(state) is None:
        return False
    question = in_full(question, state.language)
    return asks_for_a_sum(question) or asks_which_plan(question)


_PERIOD = re.compile(
    r"\b(?:(?:per|a|each|every|in a|im|pro|je|par|al|por|ao|all['’]|per|in het) ?(?:year|month|"
    r"annum|jahr|"
    r"monat|an|année|mois|año|mes|ano|mês|anno|mese|jaar|maand)|yearly|monthly|annually)\b",
    re.IGNORECASE,
)


def _for_so_many(question: str, voice: Voice) -> str:
    """The plain question for the price, with the period that was named."""
    period = _PERIOD.search(in_full(question, voice.language))
    price = voice.word("price_question")
    return f"{price} ({period[0]})" if period else price


def _besides(turn: TurnInput, ear: Ear) -> dict[str, str]:
    """For each question its line, the line's other questions left out: "we are a charity"."""
    lines = {line.seq: line.text for line in turn.lines}
    found: dict[str, str] = {}
    for seq, question in ear.asks:
        context = lines.get(seq, "")
        for other_seq, other in ear.asks:
            if other_seq == seq and other != question:
                context = context.replace(other, " ")
        found[_HEDGE.sub("", question)] = context
    return found


_WHAT_ABOUT = re.compile(
    r"\W*(?:(?:and|so|ok|okay|but|hm+|und|aber|et|y)\W+)*(?:what about|how about|what if|if|"
    r"was ist (?:mit|bei)|was(?: ist)?,? wenn|wie wäre es mit|und wenn|et pour|y para)\b.{0,30}\d",
    re.IGNORECASE,
)


# "How much for 30 people", "what would 60 seats be": a price and a number, and nothing else.
_HOW_MUCH_FOR = re.compile(
    r"\W*(?:(?:and|so|ok|okay|und|et|y|e|en)\W+)*(?:(?:what|how much)(?:'d| would| do| does| "
    r"will| are)? \d+ \w+ (?:be|cost|come to|run us|set us back)\W*$|"
    r"(?:how much|(?:what(?:'s| is) )?the price|"
    r"what (?:does|would|will) (?:it|that|this) (?:cost|come to)|"
    r"wie ?viel|was|combien|quel (?:est le )?prix|cuánto|quanto|hoeveel|wat)\W+"
    r"(?:(?:is|would|does|will|kostet|kosten|würde|ça|cela|coûte(?:-t-il|rait)?|est-ce|cuesta|"
    r"custa|costa|kost|be|it|that|this|cost|es|das|het|dat)\W+)*"
    r"(?:for|with|für|bei|mit|pour|avec|para|per|voor)\W+.{0,12}?\d+\W*(?:\w+\W*){0,2}$)",
    re.IGNORECASE,
)


_AND_A_NUMBER = re.compile(
    r"\W*(?:(?:and|so|ok|okay|or|und|oder|et|ou|y|o|e|en|of)\W+)*"
    r"(?:(?:for|with|at|für|bei|mit|pour|avec|para|con|com|per|voor|met)\W+)?(\d{1,5})\W*$",
    re.IGNORECASE,
)


def _only_a_number(state: State, own: list[str]) -> int | None:
    """ "And 30?" just behind a price: what it is for so many, whoever they are."""
    note = state.price
    if note is None or state.turn - note.turn > 2 or len(own) != 1:
        return None
    found = _AND_A_NUMBER.match(own[0])
    return int(found[1]) or None if found else None


def _is_for_another_size(state: State, heard: Heard, question: str) -> bool:
    """ "What about only the 20 managers", just behind a price: the price for so many."""
    if "team_size" not in heard.slots_of("filled", "corrected", "refined"):
        return False
    note = state.price
    just_shown = note is not None and note.turn >= state.turn - 6
    asks_again = just_shown and _WHAT_ABOUT.match(question) is not None
    return asks_again or any(_HOW_MUCH_FOR.match(s) for s in _SENTENCE_END.split(question))


def _put(kind: IntentKind, text: str, voice: Voice, heard: Heard, context: Context) -> str:
    """A wish as a question. Where the line tells other things too, the plain question is put.

    "Mail me the price of the large plan. jo at ..." asks for that plan's price: its sentence is.
    """
    key = {"trial": "trial_question", "pricing": "price_question"}.get(kind)
    if key is None or (kind == "pricing" and not heard.gave_facts):
        return text
    wish = next((s for s in _SENTENCE_END.split(text) if _wishes(kind, s, context)), text)
    tells_else = wish == text or any(character.isdigit() for character in wish)
    return voice.word(key) if kind == "trial" or tells_else else wish


_SENTENCE_END = re.compile(r"(?<=[.!?;])\s+")


def _wishes(kind: IntentKind, text: str, context: Context) -> bool:
    return any(found.value == kind for found in find_intents(text, context))


def _reckons_again(
    state: State, turn: TurnInput, heard: Heard, handoff: HandoffReason | None
) -> bool:
    """Another number of people, where money was talked about: the price is worked out for it."""
    if turn.mode != "bot" or handoff or heard.refused or not is_buyer(state, turn.policy):
        return False
    changed = heard.slots_of("filled", "corrected", "refined")
    of_money = state.price is not None or state.slots["budget"].is_known
    return "team_size" in changed and (of_money or "pricing" in turn.state.intents)


def remarks_on_price(state: State, heard: Heard) -> bool:
    """ "So that is the price", just behind one: it need not be shown a second time."""
    just_now = state.price is not None and state.turn - state.price.turn < 3
    return just_now and "pricing" in heard.intents and not (heard.asks or heard.gave_facts)


def _implied(
    turn: TurnInput, heard: Heard, ear: Ear, handoff: HandoffReason | None, voice: Voice
) -> list[tuple[str, Origin]]:
    is_elsewhere = (handoff, heard.abuse, heard.ended, heard.opted_out, heard.refused, heard.bid)
    if any(is_elsewhere) or heard.too_dear:
        return []
    by_seq = {line.seq: line.text for line in turn.lines}
    context = Context(now=turn.now, locale=turn.locale)
    looked_up = _LOOKED_UP - ({"pricing"} if remarks_on_price(turn.state, heard) else set())
    for intent, seq in zip(ear.intents, ear.intent_lines, strict=True):
        if intent.kind in looked_up and seq in by_seq:
            put = _put(intent.kind, by_seq[seq], voice, heard, context)
            plain = {"pricing": voice.word("price_question")}.get(intent.kind, put)
            return [(put, "intent"), (plain, "intent")]
    named = _named(turn, heard)
    if named:
        return [(voice.word("topic_question", topic=named), "topic")]
    for change in heard.changes:
        if change.slot == "need" and change.kind == "filled" and change.after.text:
            return [(change.after.text, "need")]
    text = " ".join(ear.statements) or " ".join(line.text for line in turn.lines)
    if heard.unread and turn.mode == "bot" and len(WORD.findall(text)) >= 1:
        return [(text, "statement")]
    return []


def _named(turn: TurnInput, heard: Heard) -> str:
    """A product or system that the need, or a line that tells of nothing else, has to get on with.

    "DATEV" and "NetSuite" are names by their letters; "Slack" by the words beside it.
    """
    needs = {c.after.message for c in heard.changes if c.slot in ("need", "use_case")}
    for line in turn.lines:
        if line.seq not in needs and not heard.unread:
            continue
        connects = any(pattern.search(line.text.lower()) for pattern in CONNECTING)
        for topic in topics_in(line.text, turn.site.topics):
            if len(topic.split()) < 3 and (connects or topic[1:] != topic[1:].lower()):
                return topic
    return ""


def _seats(state: State) -> int | None:
    value = state.slots.value("team_size")
    return (value.max or value.min) if isinstance(value, TeamSize) else None
