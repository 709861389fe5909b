"""Conversations as a product person reads them, run through the real socket.

V: what the visitor writes            (V|: a line of a burst; the next one follows at once)
B: a piece … another piece            all of them stand in the bot's reply, in any case
B [Pricing]: a piece                  and the reply cites a document with this title
B !: a piece                          none of these pieces stands in the reply
S: a piece                            a system line holds it
button: talk to a person              the visitor uses the control below the text box
jonas: takes | releases | closes | says ...   a member of staff, at the desk
bot: silent                           no bot line has come since the visitor's last one
mode: waiting                         the mode that the visitor is told
stored: budget 15k … corrected        the pieces stand in the slot's words, value, state or history
stored: budget nothing                the slot holds no value      (stored !: turns a step round)
reload                                the visitor comes back with the token and misses nothing
"""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass
from pathlib import Path

from tests.agents import Agent
from tests.journeys.stored import mismatch, stored_state
from tests.servers import Stack
from tests.visitors import Frame, Visitor

LINE = re.compile(r"^(?P<who>[\w|]+)(?: (?P<mark>\[[^\]]+\]|!))?:\s*(?P<text>.*)$")
STAFF = ("jonas", "mara")


@dataclass(frozen=True)
class Step:
    number: int
    who: str
    mark: str
    text: str


def read_steps(path: Path) -> list[Step]:
    """The steps of a transcript. Lines that begin with # and empty ones are for the reader."""
    steps = []
    for number, line in enumerate(path.read_text().splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        if line.strip() == "reload":
            steps.append(Step(number, "reload", "", ""))
            continue
        found = LINE.match(line.strip())
        assert found, f"{path.name}:{number} cannot be read: {line}"
        mark = (found["mark"] or "").strip("[]")
        steps.append(Step(number, found["who"], mark, found["text"]))
    return steps


class Play:
    """Runs the steps of one transcript against a stack."""

    def __init__(self, stack: Stack, path: Path, locale: str) -> None:
        self.stack, self.path = stack, path
        self.visitor = Visitor(stack.url, locale=locale)
        self.agents: dict[str, Agent] = {}
        self.last_id = ""
        self.reply: Frame | None = None
        self.awaits = False

    async def run(self) -> None:
        try:
            await self._play()
        finally:
            await self.visitor.leave()
            for agent in self.agents.values():
                await agent.leave()

    async def _play(self) -> None:
        await self.visitor.connect()
        for step in read_steps(self.path):
            try:
                await self._do(step)
            except AssertionError as error:
                raise AssertionError(f"{self.path.name}:{step.number} {error}") from error
        assert self.visitor.seqs() == list(range(1, len(self.visitor.log) + 1))

    async def _do(self, step: Step) -> None:
        if step.who in ("V", "V|"):
            await self._say(step)
        elif step.who == "B":
            await self._expect_reply(step)
        elif step.who == "S":
            await self._expect_system(step.text)
        elif step.who in STAFF:
            await self._at_the_desk(step.who, step.text)
        else:
            await self._around(step)

    async def _say(self, step: Step) -> None:
        """A line waits for the reply to the one before, as a reader takes it, but in a burst."""
        if self.awaits and self.visitor.mode != "human":
            await self._have_reply()
        self.reply, self.awaits = None, step.who == "V"
        self.last_id = await self.visitor.say(step.text)

    async def _around(self, step: Step) -> None:
        if step.who == "mode":
            await self.visitor.until_mode(step.text)
        elif step.who == "bot":
            self._expect_silence()
        elif step.who == "stored":
            await self._expect_stored(step)
        elif step.who == "button":
            await self._use_button()
        elif step.who == "reload":
            await self.visitor.leave()
            await self.visitor.connect()
        else:
            raise AssertionError(f"nobody is called {step.who!r}")

    async def _have_reply(self) -> Frame:
        if self.reply is None:
            self.reply = await self.visitor.answer_to(self.visitor.acked[self.last_id])
        return self.reply

    async def _expect_reply(self, step: Step) -> None:
        reply = await self._have_reply()
        text = reply["text"]
        for piece in pieces(step.text):
            stands = piece.casefold() in text.casefold()
            assert stands != (step.mark == "!"), f"{piece!r} in {text!r}: {stands}"
        if step.mark not in ("", "!"):
            titles = [c["title"] for c in reply["citations"]]
            assert step.mark in titles, f"cites {titles}, not {step.mark}: {text!r}"

    async def _expect_system(self, text: str) -> None:
        def fits(frame: Frame) -> bool:
            return frame["author"] == "system" and text.casefold() in frame["text"].casefold()

        if not any(fits(f) for f in self.visitor.log.values()):
            await self.visitor.until(lambda f: f["type"] == "message" and fits(f))

    async def _expect_stored(self, step: Step) -> None:
        """The reply and what is kept are one commit: where the one came, the other stands."""
        await self._have_reply()
        wrong = mismatch(stored_state(self.stack, self.last_id), step.text, step.mark)
        assert not wrong, wrong

    def _expect_silence(self) -> None:
        since = self.visitor.acked[self.last_id]
        spoke = [
            f["text"] for s, f in self.visitor.log.items() if s > since and f["author"] == "bot"
        ]
        assert not spoke, f"the bot said {spoke}"

    async def _use_button(self) -> None:
        id = str(uuid.uuid4())
        await self.visitor.send({"type": "handoff", "id": id})
        await self.visitor.until(lambda f: f["type"] == "ack" and f["id"] == id)

    async def _at_the_desk(self, name: str, text: str) -> None:
        agent = self.agents.get(name)
        if agent is None:
            agent = Agent(self.stack.desk_url, name, self.stack.passwords[name])
            await agent.sign_in()
            self.agents[name] = agent
        conversation = await self._conversation()
        verb, _, rest = text.partition(" ")
        if verb == "says":
            await agent.say(conversation, rest)
            await self.visitor.until(
                lambda f: f["type"] == "message" and f["author"] == "agent" and f["text"] == rest
            )
        else:
            await agent.change(
                conversation, {"takes": "take", "releases": "release"}.get(verb, "close")
            )

    async def _conversation(self) -> str:
        """The visitor's own view does not name it before a reload; the welcome does."""
        other = Visitor(self.stack.url)
        other.session = self.visitor.session
        welcome = await other.connect()
        await other.leave()
        return str(welcome["conversation"])


def pieces(text: str) -> list[str]:
    return [piece.strip() for piece in text.split("…") if piece.strip()]
