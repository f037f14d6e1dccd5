"""News inside the process."""

from __future__ import annotations

import asyncio
from threading import Thread

import pytest

from web.hub import Hub, Subscription

CHANGED = {"type": "changed"}


async def next_of(events: Subscription) -> dict[str, object]:
    return await asyncio.wait_for(events.get(), 1)


async def test_an_event_reaches_those_who_listen_to_the_conversation_or_to_all() -> None:
    hub = Hub()
    async with hub.subscribe("a") as of_a, hub.subscribe("b") as of_b, hub.subscribe(None) as of_all:
        hub.publish("a", CHANGED)
        hub.publish("b", {"type": "typing", "who": "shopper"})
        assert await next_of(of_a) == {"type": "changed", "conversation": "a"}
        assert await next_of(of_b) == {"type": "typing", "who": "shopper", "conversation": "b"}
        assert [(await next_of(of_all))["conversation"] for _ in range(2)] == ["a", "b"]
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(of_a.get(), 0.02)


async def test_events_can_be_iterated_in_order() -> None:
    hub = Hub()
    async with hub.subscribe(None) as events:
        for number in range(3):
            hub.publish("a", {"type": "changed", "number": number})
        seen = []
        async for event in events:
            seen.append(event["number"])
            if len(seen) == 3:
                break
    assert seen == [0, 1, 2]


async def test_a_slow_subscriber_is_told_to_look_again_instead_of_piling_up() -> None:
    hub = Hub(events_kept=3)
    async with hub.subscribe("a") as slow:
        for _ in range(50):
            hub.publish("a", CHANGED)
        await asyncio.sleep(0.01)
        seen = []
        while True:
            try:
                seen.append(await asyncio.wait_for(slow.get(), 0.02))
            except TimeoutError:
                break
        assert {"type": "resync"} in seen
        assert len(seen) <= 3
        hub.publish("a", CHANGED)
        assert (await next_of(slow))["type"] == "changed"


async def test_publishing_from_another_thread_wakes_the_subscriber() -> None:
    hub = Hub()
    async with hub.subscribe("a") as events:
        waiting = asyncio.create_task(next_of(events))
        await asyncio.sleep(0)
        Thread(target=hub.publish, args=("a", CHANGED)).start()
        assert (await waiting)["type"] == "changed"


async def test_who_leaves_is_not_kept() -> None:
    hub = Hub()
    async with hub.subscribe("a"):
        assert hub.subscribers == 1
    assert hub.subscribers == 0
    with pytest.raises(RuntimeError, match="left in haste"):
        async with hub.subscribe("a"):
            raise RuntimeError("left in haste")
    assert hub.subscribers == 0
    hub.publish("a", CHANGED)


def test_a_subscriber_whose_loop_is_gone_harms_nobody() -> None:
    hub = Hub()

    async def subscribe_for_good() -> None:
        await hub.subscribe("a").__aenter__()

    asyncio.run(subscribe_for_good())
    hub.publish("a", CHANGED)
