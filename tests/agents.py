"""A member of staff who uses the desk's HTTP interface, signed in like a browser."""

from __future__ import annotations

import re
import uuid
from typing import Any

import httpx


class Agent:
    def __init__(self, url: str, username: str, password: str) -> None:
        self.username, self.password = username, password
        self.http = httpx.AsyncClient(base_url=url, timeout=60, headers={"Referer": url + "/"})
        self.epochs: dict[str, int] = {}

    async def sign_in(self) -> None:
        page = await self.http.get("/admin/login/")
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)
        assert token is not None
        data = {
            "username": self.username,
            "password": self.password,
            "csrfmiddlewaretoken": token[1],
            "next": "/admin/desk/",
        }
        done = await self.http.post("/admin/login/", data=data)
        assert done.status_code == 302, "the login was refused"

    async def post(self, conversation: str, verb: str, **data: Any) -> httpx.Response:
        headers = {"X-CSRFToken": self.http.cookies["csrftoken"]}
        return await self.http.post(
            f"/admin/desk/{conversation}/{verb}", json=data, headers=headers
        )

    async def change(self, conversation: str, verb: str) -> None:
        """Takes, releases or closes under the epoch that is now, told by a refusal if need be."""
        for _ in range(50):
            epoch = self.epochs.get(conversation, 0)
            done = await self.post(
                conversation, verb, seen_epoch=epoch, id=str(uuid.uuid4()), outcome="answered"
            )
            if done.status_code == 200:
                self.epochs[conversation] = done.json()["epoch"]
                return
            assert done.status_code == 409, done.text
            self.epochs[conversation] = epoch + 1
        raise AssertionError(f"{verb} was refused: {done.text}")

    async def say(self, conversation: str, text: str) -> None:
        done = await self.post(
            conversation,
            "message",
            seen_epoch=self.epochs[conversation],
            id=str(uuid.uuid4()),
            text=text,
        )
        assert done.status_code == 200, done.text

    async def leave(self) -> None:
        await self.http.aclose()
