"""What the scripted gateway answers: the shopper's words to the messages that follow."""

from __future__ import annotations

from typing import Any

PICTURE = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400">
<rect width="400" height="400" fill="#e6ebe2"/>
<path d="M130 110l70-20 70 20 50 60-40 30-20-20v130H140V180l-20 20-40-30z" fill="#429c5e"/></svg>"""


def _card(number: int, name: str, price: str, **more: Any) -> dict[str, Any]:
    return {
        "product_id": f"p{number}",
        "title": name,
        "subtitle": "Fjordhelm",
        "price": price,
        "stock": "In stock in M",
        "image": "/picture.svg",
        "url": f"/p/p{number}",
        "reason": "waterproof, and your size",
        "buttons": [
            {"title": "Why this?", "payload": f"/why{number}"},
            {"title": "Details", "payload": f"/details{number}"},
        ],
        **more,
    }


JACKETS = {
    "text": "These three stay dry and cost less than 150 euros.",
    "cards": [
        _card(1, "Ridgeline Shell Jacket", "€99", regular_price="€139"),
        _card(
            2,
            "Fjall Rain Parka with a long and generous name",
            "€149",
            reason="lighter than the one you returned",
        ),
        _card(3, "Drizzle Anorak", "€59.90", stock="Only 2 left in M"),
    ],
    "chips": [{"title": "under 150", "payload": "/drop1"}, {"title": "not black", "payload": "/drop2"}],
    "buttons": [
        {"title": "Cheaper", "payload": "/cheaper"},
        {"title": "In green", "payload": "/green"},
        {"title": "Compare the first three", "payload": "/compare"},
    ],
}

RETURN = {
    "text": "You can send these back free of charge.",
    "title": "Return the Ridgeline Shell Jacket?",
    "lines": [
        {"label": "Order", "value": "10342"},
        {"label": "Item", "value": "Ridgeline Shell Jacket (forest green, M)"},
        {"label": "Reason", "value": "too small"},
        {"label": "Money goes to", "value": "the Visa card you paid with"},
    ],
    "total": {"label": "You get back", "value": "€139"},
    "note": "The label comes by e-mail. Money is back 5 to 7 working days after the parcel has arrived.",
    "buttons": [
        {"title": "Yes, return it", "payload": "/affirm"},
        {"title": "No, keep it", "payload": "/deny"},
    ],
    "source": {"title": "How do I return something?", "url": "/p/help"},
}

TABLE = {
    "text": "Side by side:",
    "columns": ["", "Ridgeline Shell", "Fjall Parka", "Drizzle Anorak"],
    "rows": [
        ["Price", "€99", "€149", "€59.90"],
        ["Waterproof", True, True, False],
        ["Weight", "430 g", "610 g", "280 g"],
        ["Material", "recycled nylon, 2.5 layers", "waxed cotton", "polyester"],
        ["Hydrostatic head", "15000 mm", "10000 mm", None],
    ],
    "buttons": [{"title": "Take the first", "payload": "/first"}],
}

HOSTILE = '<img src=x onerror="window.pwned=1"><script>window.pwned=1</script> javascript:x **b** {{7*7}}'

HOSTILE_CARDS = {
    "text": HOSTILE,
    "cards": [
        _card(
            1,
            HOSTILE,
            HOSTILE,
            url="javascript:window.pwned=1",
            image="javascript:window.pwned=1",
            reason=HOSTILE,
        )
    ],
    "source": {"title": HOSTILE, "url": "data:text/html,<script>window.pwned=1</script>"},
    "buttons": [{"title": HOSTILE, "payload": "/x"}],
}

SCRIPT: dict[str, list[tuple[str, dict[str, Any]]]] = {
    "a jacket": [("cards", JACKETS)],
    "return it": [("confirmation", RETURN)],
    "Yes, return it": [("text", {"text": "Done. Your return number is R-10342-1."})],
    "Compare the first three": [("table", TABLE)],
    "compare": [("table", TABLE)],
    "two thoughts": [
        ("text", {"text": "The first."}),
        ("text", {"text": "The second.", "buttons": [{"title": "Go on", "payload": "/more"}]}),
    ],
    "hostile": [("text", {"text": HOSTILE}), ("cards", HOSTILE_CARDS)],
    "links": [
        (
            "text",
            {
                "text": "See https://example.org/a_(b)?q=1. Or 请看https://example.org/帮助, "
                "not ftp://example.org or https://user@evil.example/"
            },
        )
    ],
    "label": [("text", {"text": f"Your label: https://shop.test/chat/paper?token={'x' * 200}"})],
    "long": [("text", {"text": "A long answer.\n" * 60})],
    "queue": [("event", {"event": "queued"})],
    "future": [("hologram", {"text": "A kind of message this widget does not know."})],
}
