"""What the desk shows: lists, news, messages of every kind, and the customer."""

from __future__ import annotations

import asyncio

from sqlalchemy import select

from knowledge.accounts.models import AccountRequest, Bill, Subscription
from knowledge.accounts.states import RequestKind, SubscriptionState
from knowledge.audit import AuditEntry
from knowledge.conversations.service import Outgoing
from knowledge.customers.models import Customer
from knowledge.database import utc_now, writing
from knowledge.feedback.models import Feedback
from knowledge.orders.models import Order, OrderLine, OrderState
from tests.web.conftest import PATIENT, Site


async def test_an_empty_desk_says_what_will_appear(site: Site) -> None:
    site.person("Mei")
    user = await site.log_in("Mei", "/desk")
    await user.should_see("Nobody waits. What the bot hands over appears here")
    await user.should_see("No conversation open")


async def test_who_waits_longest_is_on_top_with_why_and_mood(site: Site) -> None:
    first = site.shopper_says("This is terrible, I hate it. Awful, awful service!", handoff="refund_refused")
    second = site.shopper_says("hello, please help me", handoff="Lost parcel")
    site.person("Mei")
    user = await site.log_in("Mei", "/desk")
    await user.should_see("2 waiting")
    rows = sorted(
        (row for marker in (first, second) for row in user.find(marker=f"item-{marker}").elements),
        key=lambda row: row.parent_slot.children.index(row) if row.parent_slot else 0,
    )
    assert "refund refused" in rows[0].content  # type: ignore[attr-defined]
    assert "☹" in rows[0].content  # type: ignore[attr-defined]
    assert "Lost parcel" in rows[1].content  # type: ignore[attr-defined]
    assert "☹" not in rows[1].content  # type: ignore[attr-defined]


async def test_news_reach_an_open_desk(site: Site) -> None:
    site.person("Mei")
    user = await site.log_in("Mei", "/desk")
    conversation = site.shopper_says("my parcel is lost", handoff="Lost parcel")
    await user.should_see(marker=f"item-{conversation}", retries=PATIENT)
    await user.should_see("1 waiting")
    user.find(marker=f"item-{conversation}").click()
    await user.should_see("waiting for a person", retries=PATIENT)
    site.pages.hub.publish(conversation, {"type": "typing", "who": "shopper"})
    await user.should_see("is writing…", retries=PATIENT)


async def test_a_closed_page_does_not_listen_any_more(site: Site) -> None:
    site.person("Mei")
    user = await site.log_in("Mei", "/desk")
    for _ in range(PATIENT):
        if site.pages.hub.subscribers:
            break
        await asyncio.sleep(0.05)
    assert site.pages.hub.subscribers == 1
    assert user.client is not None
    user.client.delete()
    await asyncio.sleep(0.05)
    assert site.pages.hub.subscribers == 0


async def test_what_shoppers_write_is_never_markup(site: Site) -> None:
    site.person("Mei")
    conversation = site.shopper_says("<img src=x onerror=alert(1)> {{ 7 * 7 }}", handoff="<b>bold</b>")
    user = await site.desk_of("Mei", conversation)
    await user.should_see("&lt;img src=x onerror=alert(1)&gt; {{ 7 * 7 }}", retries=PATIENT)
    await user.should_not_see("<img")
    await user.should_see("&lt;b&gt;bold&lt;/b&gt;")


async def test_bodies_of_the_bot_are_shown_compactly(site: Site) -> None:
    site.person("Mei")
    conversation = site.shopper_says("show me jackets")
    asked = site.pages.conversations.next_turn(conversation)
    assert asked is not None
    card = {"title": "Ridgeline", "price": "€129", "stock": "in stock", "reason": "your size", "subtitle": ""}
    confirmation = {
        "title": "Cancel order 10342",
        "lines": [{"label": "Refund", "value": "€129 to your card"}],
        "buttons": [{"title": "Yes, cancel", "payload": "/affirm"}],
    }
    table = {"columns": ["Order", "State"], "rows": [["10342", "shipped"]]}
    answers = [
        Outgoing(
            "cards", {"text": "Two:", "cards": [card], "chips": [{"title": "under 150 ×", "payload": "/x"}]}
        ),
        Outgoing("table", table),
        Outgoing("confirmation", confirmation),
        Outgoing("text", {"text": "From the help.", "source": {"title": "Returns", "url": "/help/returns"}}),
    ]
    site.pages.conversations.publish_answer(asked[1].id, answers)
    user = await site.desk_of("Mei", conversation)
    for words in (
        "Ridgeline",
        "in stock · your size",
        "under 150 ×",
        "10342",
        "Cancel order",
        "From: Returns",
    ):
        await user.should_see(words, retries=PATIENT)


async def test_the_context_shows_the_customer_with_the_email_masked_until_asked(site: Site) -> None:
    mei = site.person("Mei")
    conversation, customer_id = _of_a_customer(site)
    user = await site.desk_of("Mei", conversation)
    for words in ("gold level", "10342", "shipped, late", "€133.90", "zip broke last time", "order number"):
        await user.should_see(words, retries=PATIENT)
    await user.should_see("l…@example.org")
    await user.should_not_see("lena@example.org")
    user.find("Show").click()
    await user.should_see("lena@example.org", retries=PATIENT)
    with site.pages.sessions() as session:
        entries = session.scalars(select(AuditEntry).where(AuditEntry.action == "customer_email_shown")).all()
    assert [(entry.actor, entry.subject, entry.facts) for entry in entries] == [
        (f"staff:{mei.id}", f"customer:{customer_id}", {"conversation": conversation})
    ]


async def test_the_context_shows_the_subscription_and_what_a_person_has_to_look_at(site: Site) -> None:
    site.person("Mei")
    conversation, customer_id = _of_a_customer(site)
    now = utc_now()
    with writing(site.pages.sessions) as session:
        bill = Bill(number="S-1-1", amount_minor=499, issued_at=now, due_at=now)
        session.add(
            Subscription(
                number="S-1",
                customer_id=customer_id,
                plan="Linden Plus",
                state=SubscriptionState.ACTIVE,
                price_minor=499,
                currency="EUR",
                started_at=now,
                bills=[bill],
            )
        )
        session.add(
            AccountRequest(
                number="Q-7",
                customer_id=customer_id,
                kind=RequestKind.BILL_DISPUTE,
                about="S-1-1",
                said="billed twice",
                facts={"same_period": 1},
            )
        )
    user = await site.desk_of("Mei", conversation)
    for words in (
        "Linden Plus active, €4.99 due",
        "Bill dispute Q-7",
        "S-1-1 · billed twice · same_period 1",
    ):
        await user.should_see(words, retries=PATIENT)


async def test_who_opens_a_customers_conversation_is_in_the_audit_log_once(site: Site) -> None:
    mei = site.person("Mei")
    conversation, customer_id = _of_a_customer(site)
    user = await site.desk_of("Mei", conversation)
    await user.should_see("gold level", retries=PATIENT)
    site.shopper_says("and another thing", conversation=conversation)
    await user.should_see("and another thing", retries=PATIENT)
    with site.pages.sessions() as session:
        entries = session.scalars(select(AuditEntry).where(AuditEntry.action == "customer_seen")).all()
    assert [(entry.actor, entry.subject, entry.facts) for entry in entries] == [
        (f"staff:{mei.id}", f"customer:{customer_id}", {"conversation": conversation})
    ]


async def test_a_link_that_is_for_the_shopper_only_does_not_open_at_the_desk(site: Site) -> None:
    site.person("Mei")
    token = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl"
    answer = f"Here is everything: https://shop.test/chat/my-data?token={token}"
    user = await site.desk_of("Mei", site.shopper_says("my data please", answer=answer))
    await user.should_see("token=&lt;token&gt;", retries=PATIENT)
    await user.should_not_see(token)


def _of_a_customer(site: Site) -> tuple[str, int]:
    now = utc_now()
    with writing(site.pages.sessions) as session:
        customer = Customer(shop_id="1", email="lena@example.org", name="Lena Kovač", level="gold")
        session.add(customer)
        session.flush()
        order = Order(
            number="10342",
            customer_id=customer.id,
            state=OrderState.SHIPPED,
            currency="EUR",
            shipping_minor=490,
            placed_at=now.replace(year=now.year - 1),
            promised_at=now.replace(year=now.year - 1),
        )
        order.lines = [OrderLine(sku="j-m", name="Ridgeline Jacket", quantity=1, unit_minor=12_900)]
        session.add(order)
        session.add(
            Feedback(
                kind="review",
                text="zip broke last time",
                sentiment=-0.6,
                label="negative",
                customer_id=customer.id,
                source_key="earlier",
            )
        )
        customer_id = customer.id
    conversations = site.pages.conversations
    conversation = conversations.resume_or_open("visitor", customer_id, "en").id
    site.shopper_says("where is it?", conversation=conversation, handoff="Late order")
    with writing(site.pages.sessions) as session:
        found = conversations.get(conversation)
        found.handoff = {**found.handoff, "known": {"order_number": "10342", "email": "lena@example.org"}}
        session.merge(found)
    return conversation, customer_id


async def test_a_conversation_that_is_gone_is_said_to_be_gone(site: Site) -> None:
    site.person("Mei")
    user = await site.log_in("Mei", "/desk?conversation=unknown")
    await user.should_see("That conversation does not exist any more.", retries=PATIENT)
    await user.should_see("No conversation open")
