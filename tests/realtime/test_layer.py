from __future__ import annotations

from chatqual.realtime.layer import LocalLayer


async def test_each_socket_of_the_group_gets_each_hint_in_order() -> None:
    layer = LocalLayer(capacity=10)
    names = [await layer.new_channel() for _ in range(3)]
    for name in names[:2]:
        await layer.group_add("conversation.1", name)
    for seq in (1, 2):
        await layer.group_send("conversation.1", {"type": "conversation.poke", "seq": seq})
    for name in names[:2]:
        assert [(await layer.receive(name))["seq"] for _ in range(2)] == [1, 2]
    assert names[2] not in layer.channels


async def test_who_has_left_gets_nothing() -> None:
    layer = LocalLayer()
    name = await layer.new_channel()
    await layer.group_add("conversation.1", name)
    await layer.group_discard("conversation.1", name)
    await layer.group_send("conversation.1", {"type": "conversation.poke"})
    assert not layer.channels


async def test_a_full_queue_drops_hints_and_holds_up_nobody() -> None:
    layer = LocalLayer(capacity=2)
    name = await layer.new_channel()
    await layer.group_add("conversation.1", name)
    for seq in range(5):
        await layer.group_send("conversation.1", {"type": "conversation.poke", "seq": seq})
    assert layer.channels[name].qsize() == 2
