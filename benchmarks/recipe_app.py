"""What a user would build instead: a consumer that embeds with torch and sends the first of four.

With RECIPE=echo it is the bare echo of the same server: one part of the floor.
"""

from __future__ import annotations

import json
import os
from typing import Any

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncWebsocketConsumer
from channels.routing import ProtocolTypeRouter

ECHO = os.environ.get("RECIPE") == "echo"

if not ECHO:
    import chromadb
    import torch
    from sentence_transformers import SentenceTransformer

    torch.set_num_threads(1)
    MODEL = SentenceTransformer(os.environ["RECIPE_MODEL"], device="cpu")
    COLLECTION = chromadb.PersistentClient(os.environ["RECIPE_INDEX"]).get_collection("chunks")


def look_up(text: str) -> str:
    vector = MODEL.encode([text], show_progress_bar=False)
    found = COLLECTION.query(query_embeddings=vector, n_results=4)
    return str(found["documents"][0][0])


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data: str | None = None, bytes_data: Any = None) -> None:
        frame = json.loads(text_data or "{}")
        if frame["type"] == "hello":
            await self.send(json.dumps({"type": "welcome"}))
            return
        text = frame["text"] if ECHO else await database_sync_to_async(look_up)(frame["text"])
        await self.send(json.dumps({"type": "message", "author": "bot", "text": text}))


application = ProtocolTypeRouter({"websocket": Consumer.as_asgi()})
