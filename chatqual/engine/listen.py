"""Listening: what the accepted commands of a turn say, collected."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from importlib.resources import files

from chatqual.engine.asides import asks_leave, asks_what_to_do, is_rhetorical
from chatqual.engine.bargaining import asks_what_it_is_worth, bid_in, haggles
from chatqual.engine.commands import (
    Abuse,
    Affirm,
    Ask,
    Clarify,
    Command,
    Deny,
    EndChat,
    Handoff,
    HandoffReason,
    Intent,
    IntentKind,
    OptOut,
    OptOutScope,
    Repeat,
    SkipQuestion,
    SmallTalk,
    WhyAsked,
)
from chatqual.engine.earlier_sums import recall
from chatqual.engine.language_wish import wished_language
from chatqual.engine.state import State, SumNote
from chatqual.engine.turns import Proposal, TraceLine
from chatqual.engine.understanding.looking_back import asks_for_notes, hesitates, is_slip

# A line of so few words that is no question is taken as words to look up: "sso", "price list".
_KEYWORDS = 3
_ABOUT_WAITING = tuple(
    re.compile(pattern)
    for pattern in json.loads(
        files("chatqual.engine").joinpath("data", "waiting.json").read_text("utf-8")
    ).values()
)
_FOR_SO_MANY = re.compile(
    r"\b(?:for|für|pour|para|per|voor|with|mit|avec|con|com|met)\s+"
    r"(?:about |etwa |ca\.? |us )?\d{1,5}\b"
    r"(?!\s*(?:[€$£%]|days?|weeks?|months?|years?|tage?n?|wochen?|monaten?|jahren?|jours|mois|ans|"
    r"d[ií]as"
    r"|mes(?:es)?|años|anos|giorni|mesi|anni|dagen|weken|maanden|jaar))"
)
# "We have NetSuite" tells; it asks nothing, however short it is.
_OF_THEM = re.compile(
    r"(?:we|i|our|wir|ich|unsere?|nous|nosotros|noi|nós|wij|we'?ve) \w|.*\b(?:my|mein\w*|mon|ma|"
    r"mes|"
    r"mi|mis|mio|mia|meu|minha|mijn|notre|nuestr\w+|nostr\w+|noss\w+|onze) \w"
)
# Written without its mark, a question still begins with its verb.
_INVERTED = re.compile(
    r"(?:(?:and|so|but|ok|und|aber|et|mais) )?(?:(?:is|are) (?:there|it|you|your|this|that|the)|"
    r"(?:do|does|did|can|could|will) (?:it|you|your|we|i|they|this|that|the)|"
    r"(?:gibt|ist|sind|kann|können|haben|hat|geht|läuft) (?:es|das|sie|ihr|man|wir|ich|da)|gibt'?s|"
    r"geht'?s|est-ce|y a-t-il|(?:avez|pouvez|faites)-vous|peut-on|(?:hay|tienen|pueden)|"
    r"(?:há|têm|podem)|(?:c'è|ci sono|avete|potete)|(?:is|zijn|kan|kunnen|heeft|hebben) "
    r"(?:er|het|jullie|u|ik|we|je))\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[.!?;,])\s+")
WORD = re.compile(r"\w{2,}")


@dataclass
class Ear:
    """Collects what the accepted commands say. Lives for one turn."""

    lines: Mapping[int, str] = field(default_factory=dict)
    questioning: frozenset[int] = frozenset()
    waiting: bool = False
    has_notes: bool = False
    asks: list[tuple[int, str]] = field(default_factory=list)
    statements: list[str] = field(default_factory=list)
    intents: list[Intent] = field(default_factory=list)
    intent_lines: list[int] = field(default_factory=list)
    small_talk: list[SmallTalk] = field(default_factory=list)
    opted_out: list[OptOutScope] = field(default_factory=list)
    handoffs: list[HandoffReason] = field(default_factory=list)
    options: list[str] = field(default_factory=list)
    bid: str = ""
    recalled: str = ""
    flags: set[str] = field(default_factory=set)
    read_lines: set[int] = field(default_factory=set)
    wishing: set[int] = field(default_factory=set)
    heard: list[TraceLine] = field(default_factory=list)

    def hear(self, proposal: Proposal) -> None:
        command = proposal.command
        self.heard.append(TraceLine("proposal", _in_words(command), about=proposal.to_json()))
        if isinstance(command, Ask):
            self._hear_question(proposal.message, command.question.strip())
            return
        self.read_lines.add(proposal.message)
        if proposal.message in self.wishing and isinstance(command, Repeat | Deny | SkipQuestion):
            self.heard[-1] = replace(self.heard[-1], accepted=False, reason="a wish for a language")
            return
        match command:
            case Intent():
                self.intents.append(command)
                self.intent_lines.append(proposal.message)
            case SmallTalk():
                self.small_talk.append(command)
            case OptOut(scope=scope):
                self.opted_out.append(scope)
            case Handoff(reason=reason):
                self.handoffs.append(reason)
            case Clarify(options=options):
                self.options.extend(options)
                self.flags.add("clarify")
            case _:
                self._hear_flag(command)

    def note_language(self, spoken: Collection[str]) -> None:
        """Hears the wish to go on in one of the languages that are spoken here."""
        self.wishing = {s for s, text in self.lines.items() if wished_language(text) in spoken}
        self.read_lines |= self.wishing
        self.flags |= {"other_language"} if self.wishing else set()

    def _hear_question(self, message: int, question: str) -> None:
        if wished_language(question) and "other_language" in self.flags:
            return
        aside = self._aside(question)
        if aside:
            self.read_lines.add(message)
            self.flags.add(aside)
            return
        if is_slip(question) or hesitates(question):
            a_sound = "a sound or a slip of the tongue, no question"
            self.heard[-1] = replace(self.heard[-1], reason=a_sound)
            return
        if self._is_statement(message, question):
            self.statements.append(question)
            told = "taken as something told, not as a question"
            self.heard[-1] = replace(self.heard[-1], reason=told)
            return
        self.read_lines.add(message)
        if self._is_about_waiting(question):
            self.flags.add("asks_when")
        elif haggles(question):
            self.bid = self.bid or question
        elif question:
            self.asks.append((message, question))

    def _aside(self, question: str) -> str:
        """What a question about the talk itself is heard as; "" where it is about the product.

        Before anything is noted, "what do you store about me" asks for the rules of privacy.
        """
        if self.has_notes and asks_for_notes(question):
            return "asks_notes"
        if self.waiting and asks_what_to_do(question):
            return "asks_what_to_do"
        if self.waiting and is_rhetorical(question):
            return "rhetorical"
        return "asks_leave" if asks_leave(question) else ""

    def hear_whole_lines(self) -> None:
        """What a line says as a whole, without being a question: a bid, a wish to ask."""
        for message, line in self.lines.items():
            if bid := bid_in(line):
                self.bid = self.bid or bid
                self.read_lines.add(message)
                self.asks = [ask for ask in self.asks if ask[0] != message]
            if asks_leave(line):
                self.flags.add("asks_leave")
                self.read_lines.add(message)

    def forget_intent(self, kind: IntentKind, messages: frozenset[int], why: str = "") -> None:
        """Leaves out an intent of the lines given, and says why in the trace."""
        pairs = list(zip(self.intents, self.intent_lines, strict=True))
        kept = [(i, seq) for i, seq in pairs if i.kind != kind or seq not in messages]
        self.intents = [intent for intent, _ in kept]
        self.intent_lines = [seq for _, seq in kept]
        for i, line in enumerate(self.heard):
            said = (line.about["command"].get("kind"), line.about["message"] in messages)
            if said == (kind, True) and line.about["command"]["command"] == "Intent":
                self.heard[i] = replace(line, accepted=False, reason=why)

    def recall(self, sums: tuple[SumNote, ...]) -> None:
        """Takes a question about an earlier sum out of those for the documents."""
        for ask in [ask for ask in self.asks if recall(ask[1], sums)]:
            self.asks.remove(ask)
            self.recalled = self.recalled or ask[1]

    def weigh_the_price(self, state: State) -> None:
        """ "What do I get for it", behind a price: a question about it, not about ours."""
        for message, line in self.lines.items() if state.price is not None else ():
            parts = [part.strip() for part in _SENTENCE_END.split(line)]
            worth = next((part for part in parts if asks_what_it_is_worth(part)), None)
            if worth is None:
                continue
            self.flags -= {"asked_why", "repeat"}
            self.read_lines.add(message)
            if not any(asks_what_it_is_worth(asked) for _, asked in self.asks):
                self.asks.append((message, worth))

    @property
    def names_a_size(self) -> bool:
        """ "What does it cost for 15": asking how many they are would be deaf, even if it is only
        an example."""
        return any(_FOR_SO_MANY.search(question.lower()) for _, question in self.asks)

    def _is_about_waiting(self, question: str) -> bool:
        """ "When will they call?", with a person on the way: no question for the documents."""
        return self.waiting and any(p.search(question.lower()) for p in _ABOUT_WAITING)

    def _is_statement(self, message: int, question: str) -> bool:
        """A whole line that is looked up for want of anything better, without being a question."""
        line = self.lines.get(message, "").strip()
        if message in self.questioning or question != line or "?" in line:
            return False
        if _INVERTED.match(line):
            return False
        told = _OF_THEM.match(line.lower()) is not None
        return self.waiting or told or len(WORD.findall(line)) > _KEYWORDS

    def _hear_flag(self, command: Command) -> None:
        names: dict[type[Command], str] = {
            Affirm: "affirmed",
            Deny: "denied",
            SkipQuestion: "skipped",
            WhyAsked: "asked_why",
            Repeat: "repeat",
            Abuse: "abuse",
            EndChat: "ended",
        }
        name = names.get(type(command))
        if name:
            self.flags.add(name)

    def trace(self) -> Iterable[TraceLine]:
        yield from self.heard


def _in_words(command: Command) -> str:
    """ "Ask: do you have SSO", "Handoff: angry", "Affirm"."""
    values = [str(v) for k, v in command.to_json().items() if k != "command"]
    name = type(command).__name__
    return f"{name}: {', '.join(values)}" if values else name
