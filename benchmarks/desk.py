"""The desk under load: `make bench-desk`. A real server, 500 visitors' sockets and a real Chromium.

Of 500 open conversations 450 have a person, 25 wait and 25 are the bot's. Fifty lines a second come
in all, a tenth of them into the conversation that the agent has open, which is 500 lines long. A
line's time goes from the visitor's ack to the frame in which the agent's page has painted it.

The floor is the same browser that paints what a bare echo of the same server sends back.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import sys
import tempfile
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
os.environ.setdefault("OMP_NUM_THREADS", "1")

from playwright.async_api import Browser, Page, async_playwright  # noqa: E402

from benchmarks.__main__ import UNLIMITED, Peer, say  # noqa: E402
from benchmarks.clients import _open  # noqa: E402
from benchmarks.search import measure_search  # noqa: E402
from tests.agents import Agent  # noqa: E402
from tests.bring_tools import find_chromium  # noqa: E402
from tests.servers import EmbeddedStack  # noqa: E402

PEOPLES, WAITING, BOTS = 450, 25, 25
MINE = 25
LONG = 500  # lines
LINES_A_SECOND = 50
SECONDS = float(os.environ.get("SECONDS", "30"))
OPENED = 30  # times
P95_AIM = 300  # ms
# Of twenty lines: one to the bot, which answers, so that two stand; two to the open conversation.
ROUND = 20
# Owners in the bench are alive for its whole length.
ENV = {**UNLIMITED, "CHATQUAL_AGENT_TIMEOUT": "3600", "CHATQUAL_PER_ADDRESS": "1000000"}

WATCH = """() => {
  const seen = (window.painted = {});
  const note = (where, text) => {
    const mark = /mark-(\\d+)/.exec(text ?? "");
    const key = mark && where + mark[1];
    if (!key || key in seen) return;
    seen[key] = 0;
    requestAnimationFrame(() => {
      const after = new MessageChannel();
      after.port1.onmessage = () => (seen[key] = performance.timeOrigin + performance.now());
      after.port2.postMessage(0);
    });
  };
  const what = { childList: true, subtree: true, characterData: true };
  const every = (changes, look) => {
    for (const change of changes) {
      look(change.target);
      for (const node of change.addedNodes) look(node);
    }
  };
  new MutationObserver((changes) => every(changes, (node) => {
    if (node.nodeType === 1 && node.matches(".line")) note("line", node.textContent);
  })).observe(document.querySelector(".thread .lines"), what);
  new MutationObserver((changes) => every(changes, (node) => {
    const row = (node.nodeType === 1 ? node : node.parentElement)?.closest?.(".row");
    if (row) note("row", row.querySelector(".row-text").textContent);
  })).observe(document.querySelector(".queue-list"), what);
  window.frames_ms = [];
  let last = performance.now();
  const beat = (now) => { frames_ms.push(now - last); last = now; requestAnimationFrame(beat); };
  requestAnimationFrame(beat);
}"""

ECHO = """(url) => new Promise((resolve) => {
  const box = document.body.appendChild(document.createElement("p"));
  const socket = new WebSocket(url);
  const times = [];
  let begun = 0;
  const ask = () => {
    begun = performance.now();
    socket.send(JSON.stringify({ type: "message", text: `mark-${times.length}` }));
  };
  socket.onopen = ask;
  socket.onmessage = (event) => {
    box.textContent = JSON.parse(event.data).text;
    requestAnimationFrame(() => {
      const after = new MessageChannel();
      after.port1.onmessage = () => {
        times.push(performance.now() - begun);
        if (times.length < 200) ask();
        else resolve(times);
      };
      after.port2.postMessage(0);
    });
  };
})"""


@dataclass
class Visitor:
    """A visitor's socket; the time of each ack by the id of its line."""

    socket: Any
    conversation: str = ""
    acked: dict[str, float] = field(default_factory=dict)
    waiting: dict[str, asyncio.Future[None]] = field(default_factory=dict)
    answered: int = 0

    async def listen(self) -> None:
        async for text in self.socket:
            frame = json.loads(text)
            if frame["type"] == "ack":
                self.acked[frame["id"]] = time.time() * 1000
                if waiting := self.waiting.pop(frame["id"], None):
                    waiting.set_result(None)
            elif frame["type"] == "message" and frame["author"] == "bot":
                self.answered += 1

    async def send(self, text: str, **more: Any) -> str:
        """The id of the line, once it is on its way."""
        id_ = str(uuid.uuid4())
        self.waiting[id_] = asyncio.get_running_loop().create_future()
        frame = {"type": "message", "id": id_, "text": text, **more}
        if not text:
            del frame["text"]
        await self.socket.send(json.dumps(frame))
        return id_

    async def say(self, text: str, **more: Any) -> None:
        """Sends it and waits until it stands."""
        id_ = await self.send(text, **more)
        if id_ in self.waiting:
            await asyncio.wait_for(self.waiting[id_], 60)


def p(times: Sequence[float], share: float) -> float:
    return sorted(times)[min(len(times) - 1, int(len(times) * share))]


def cpu_seconds(pid: int) -> float:
    """Of all its threads: on a machine that does much else it tells more than the clock."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def make_visitors(stack: EmbeddedStack) -> list[Visitor]:
    """500 conversations, each with a line; all but the bot's have asked for a person."""
    visitors: list[Visitor] = []
    for _ in range(0, PEOPLES + WAITING + BOTS, 50):
        sockets = await asyncio.gather(*(_open(stack.url) for _ in range(50)))
        visitors += [Visitor(socket) for socket in sockets]
    for visitor in visitors:
        visitor.listening = asyncio.create_task(visitor.listen())  # type: ignore[attr-defined]
    for n, visitor in enumerate(visitors):
        if n < PEOPLES + WAITING:
            await visitor.say("", type="handoff")
        await visitor.say(f"Hello, this is visitor {n}")
    return visitors


def conversations_of(stack: EmbeddedStack) -> list[str]:
    """In the order of the visitors, by their first line."""
    import sqlite3

    with sqlite3.connect(stack.folder / "chatqual.sqlite3", timeout=60) as rows:
        found = rows.execute(
            "select text, conversation_id from conversations_message where author = 'visitor'"
        ).fetchall()
    by_number = {int(text.rsplit(" ", 1)[1]): id_ for text, id_ in found}
    return [str(uuid.UUID(by_number[n])) for n in range(len(by_number))]


async def take_over(stack: EmbeddedStack, ids: Sequence[str]) -> None:
    """The first of them are Jonas's, the others Mara's."""
    for name, theirs in (("jonas", ids[:MINE]), ("mara", ids[MINE:PEOPLES])):
        agent = Agent(stack.url, name, stack.passwords[name])
        await agent.sign_in()
        for conversation in theirs:
            await agent.change(conversation, "take")
        await agent.leave()


async def sign_in(browser: Browser, stack: EmbeddedStack) -> Page:
    context = await browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-GB")
    page = await context.new_page()
    await page.goto(f"{stack.url}/admin/login/?next=/admin/desk/")
    await page.fill("#id_username", "jonas")
    await page.fill("#id_password", stack.passwords["jonas"])
    await page.press("#id_password", "Enter")
    await page.wait_for_selector(".queue .row")
    return page


async def open_times(page: Page, long: str, other: str) -> list[float]:
    """Milliseconds from the click to the drawn log of 500 lines, opened again and again."""
    times = []
    for _ in range(OPENED):
        for conversation in (other, long):
            begun = time.perf_counter()
            await page.evaluate(
                """async (id) => {
                  const desk = document.querySelector("chat-desk");
                  desk.store.opened.delete(id);
                  desk.open(id);
                  await new Promise((done) => {
                    const isDrawn = () =>
                      document.querySelector(".lines .line") && desk.store.opened.has(id);
                    const look = () => (isDrawn() ? done() : requestAnimationFrame(look));
                    look();
                  });
                }""",
                conversation,
            )
            took = (time.perf_counter() - begun) * 1000
        times.append(took)
    return times


async def load(visitors: Sequence[Visitor]) -> dict[int, tuple[Visitor, str, float]]:
    """Lines at even distances, whether or not those before have been acknowledged."""
    sent: dict[int, tuple[Visitor, str, float]] = {}
    people, bots = visitors[1:PEOPLES], visitors[PEOPLES + WAITING :]
    distance = (1 + 1 / ROUND) / LINES_A_SECOND
    begun = time.perf_counter()
    for n in range(int(SECONDS / distance)):
        await asyncio.sleep(max(0.0, begun + n * distance - time.perf_counter()))
        place = n % ROUND
        visitor = visitors[0] if place in (3, 13) else people[n % len(people)]
        text = f"a line with mark-{n} in it"
        if place == 8:
            visitor, text = bots[n // ROUND % len(bots)], f"What does it cost for {n} people"
        at = time.time() * 1000
        sent[n] = (visitor, await visitor.send(text), at)
    return sent


async def run(stack: EmbeddedStack, echo: Peer) -> None:
    visitors = await make_visitors(stack)
    ids = conversations_of(stack)
    await take_over(stack, ids)
    for n in range(LONG):
        await visitors[0].say(f"One of many lines, number {n}")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=find_chromium(), args=["--no-sandbox", "--disable-gpu"]
        )
        floor = await (await browser.new_page()).evaluate(
            ECHO, f"ws{echo.url.removeprefix('http')}/"
        )
        say("Floor: echo, painted", f"{p(floor, 0.5):.0f} / {p(floor, 0.95):.0f} ms", "p50 / p95")
        page = await sign_in(browser, stack)
        opening = await open_times(page, ids[0], ids[1])
        say(
            f"Opening {LONG} lines",
            f"{p(opening, 0.5):.0f} / {p(opening, 0.95):.0f} ms",
            "p50 / p95",
        )
        await page.evaluate(WATCH)
        used = cpu_seconds(stack.server.pid)
        sent = await load(visitors)
        used = cpu_seconds(stack.server.pid) - used
        say("Server's processor time in a second", f"{used / SECONDS:.2f} s", "of one core's 1.00")
        await page.wait_for_timeout(3000)
        await tell(page, sent, floor)
        await browser.close()
    for visitor in visitors:
        visitor.listening.cancel()  # type: ignore[attr-defined]
        await visitor.socket.close()


async def tell(page: Page, sent: dict[int, tuple[Visitor, str, float]], floor: list[float]) -> None:
    painted = await page.evaluate("window.painted")
    frames = await page.evaluate("window.frames_ms")
    for what, title in (
        ("line", "A new line in the open thread"),
        ("row", "A new line in the list"),
    ):
        from_ack, from_send, missing = [], [], 0
        for n, (visitor, id_, at) in sent.items():
            shown = painted.get(f"{what}{n}")
            if n % ROUND == 8 or (what == "line" and n % ROUND not in (3, 13)):
                continue
            if not shown:
                missing += 1
                continue
            from_ack.append(shown - visitor.acked[id_])
            from_send.append(shown - at)
        p95 = p(from_ack, 0.95)
        say(
            f"{title}, from its ack",
            f"{p(from_ack, 0.5):.0f} / {p95:.0f} ms",
            f"p95 at most {P95_AIM}",
            p95 <= P95_AIM,
        )
        say(
            f"{title}, from its sending",
            f"{p(from_send, 0.5):.0f} / {p(from_send, 0.95):.0f} ms",
            f"of {len(from_send)}; {missing} overtaken",
        )
        say(f"{title} beside the floor (p50)", f"{p(from_send, 0.5) / p(floor, 0.5):.2f} floors")
    answers = sum(visitor.answered for visitor in {id(v): v for v, _, _ in sent.values()}.values())
    acks = [v.acked[i] - at for v, i, at in sent.values() if i in v.acked]
    say(
        "Lines acknowledged",
        f"{len(acks)} of {len(sent)}",
        f"p95 {p(acks, 0.95):.0f} ms",
        len(acks) == len(sent),
    )
    say("Bot's answers to these visitors", str(answers))
    say(
        "Frames of the page",
        f"{p(frames, 0.5):.0f} / {p(frames, 0.95):.0f} ms",
        f"longest {max(frames):.0f} ms",
    )


def main() -> None:
    cores, load_now = len(os.sched_getaffinity(0)), os.getloadavg()[0]
    print(f"{cores} cores, load {load_now:.1f}, {PEOPLES + WAITING + BOTS} open conversations,")
    print(f"{LINES_A_SECOND} lines a second for {SECONDS:.0f} s")
    folder = Path(tempfile.mkdtemp(prefix="chatqual-bench-"))
    stack = EmbeddedStack(**ENV)
    try:
        stack.start()
        echo = Peer("echo", folder)
        asyncio.run(run(stack, echo))
        echo.process.stop()
    finally:
        stack.stop()
        shutil.rmtree(folder, ignore_errors=True)
    measure_search(say)


if __name__ == "__main__":
    sys.exit(main())
