"""The action server: all actions over one shop, on loopback."""

from __future__ import annotations

from typing import Any

from rasa_sdk.endpoint import create_app
from rasa_sdk.executor import ActionExecutor

from actions.identity import Identity
from actions.registry import all_actions
from knowledge.shop import Shop


def make_executor(shop: Shop, gateway_key: str) -> ActionExecutor:
    """An executor with every action."""
    executor = ActionExecutor()
    identity = Identity(gateway_key)
    for action in all_actions():
        executor.register_action(action(shop, identity))
    return executor


def warm(shop: Shop) -> None:
    """Load models and caches before the first shopper waits for them; raises when the index does not fit."""
    shop.check_index()
    shop.advisor.prepare()
    shop.feedback  # noqa: B018 - reads the sentiment head
    shop.encoder.encode(["a warm jacket"])
    shop.guides.prepare()


def make_app(shop: Shop, gateway_key: str) -> Any:
    """The Sanic application, ready to be served."""
    warm(shop)
    return create_app(make_executor(shop, gateway_key), cors_origins=None)


def serve(shop: Shop, gateway_key: str, port: int) -> None:
    """Serve on loopback until stopped."""
    app = make_app(shop, gateway_key)
    app.run(host="127.0.0.1", port=port, single_process=True, access_log=False, motd=False)
