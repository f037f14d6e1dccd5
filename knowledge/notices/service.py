"""Telling customers the news: in the conversation they had lately, else by mail."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from knowledge.accounts.models import Bill
from knowledge.conversations import repository
from knowledge.conversations.models import BOT, CLOSED, Audience, Author, Conversation
from knowledge.customers.models import Customer
from knowledge.database import SessionFactory, utc_now, writing
from knowledge.mail.letter import Letter, mail_words
from knowledge.mail.queue import queue
from knowledge.notices.models import Notice
from knowledge.notices.news import PERSON, News, news_of
from knowledge.outbox import OutboxEvent
from knowledge.wording import Wording

RECENT = timedelta(hours=24)
"""A conversation touched within this time is one that its customer comes back to; after it a mail is better."""


class Notices:
    """Takes events from the outbox and tells their customers, each once.

    Args:
        told: Given the id of a conversation in which something was just said.
    """

    def __init__(
        self,
        sessions: SessionFactory,
        *,
        shop_name: str,
        shop_url: str,
        zone: ZoneInfo,
        told: Callable[[str], None],
    ) -> None:
        self._sessions = sessions
        self._shop_name = shop_name
        self._shop_url = shop_url
        self._zone = zone
        self._told = told

    def take(self, event: OutboxEvent) -> None:
        """Tell what an event means to a customer, in one transaction with the note that it was told."""
        try:
            spoken = self._tell(event)
        except IntegrityError:
            with self._sessions() as session:
                if not _was_told(session, event):
                    raise
            return  # another process has just told it
        if spoken is not None:
            self._told(spoken)

    def _tell(self, event: OutboxEvent) -> str | None:
        """Tell it if that is still to be done; gives the conversation in which something was said."""
        with self._sessions() as session:
            if news_of(session, event) is None:
                return None
        with writing(self._sessions) as session:
            news = news_of(session, event)
            if news is None or _was_told(session, event):
                return None
            customer = session.get(Customer, news.customer_id)
            if customer is None or customer.erased_at is not None:
                return None
            recent = repository.latest_of_customer(session, news.customer_id, utc_now() - RECENT)
            spoken = recent.id if recent is not None else None
            way = self._say(session, recent, news, event) if recent is not None else "mail"
            if way == "mail":
                self._mail(session, customer, news, event)
            session.add(
                Notice(
                    event_key=event.key,
                    customer_id=customer.id,
                    conversation_id=spoken,
                    kind=news.kind,
                    way=way,
                )
            )
        return spoken

    def _say(self, session: Session, recent: Conversation, news: News, event: OutboxEvent) -> str:
        """Say it to the shopper, or to the person who speaks with them."""
        conversation = repository.get(session, recent.id, lock=True)
        words = mail_words(conversation.language, self._zone)
        bot_speaks = conversation.owner in (BOT, CLOSED)
        body: dict[str, Any] = {"text": text_of(news, words)}
        if bot_speaks and news.offers:
            body["buttons"] = [_button(intent, news, words) for intent in news.offers]
        repository.append(
            session,
            conversation.id,
            author=Author.BOT,
            kind="notice" if bot_speaks else "note",
            body=body,
            audience=Audience.EVERYONE if bot_speaks else Audience.STAFF,
            client_id=f"notice:{hashlib.sha256(event.key.encode()).hexdigest()[:40]}",
        )
        return "chat" if bot_speaks else "note"

    def _mail(self, session: Session, customer: Customer, news: News, event: OutboxEvent) -> None:
        words = mail_words(customer.language, self._zone)
        letter = Letter(
            language=words.language,
            subject=words.say(f"subject-{news.kind}", number=news.about.number),
            paragraphs=(words.say("mail-hello"), text_of(news, words), words.say("mail-ask-us")),
            closing=words.say("mail-closing", shop=self._shop_name),
            link=self._shop_url,
            link_title=words.say("mail-to-shop", shop=self._shop_name),
        )
        queue(session, f"notice:{event.key}", customer, letter)


def text_of(news: News, words: Wording) -> str:
    """The news in words."""
    return words.say(f"notice-{news.kind}", **_named(news, words), **news.values)


def _named(news: News, words: Wording) -> dict[str, str]:
    """What it is about, by the name that the message has for it."""
    if isinstance(news.about, Bill):
        return {"bill": news.about.number, "plan": news.about.subscription.plan}
    lines = news.about.lines
    item, more = (lines[0].name if lines else ""), max(0, len(lines) - 1)
    return {"order": words.say("order-named", number=news.about.number, item=item, more=more)}


def _button(intent: str, news: News, words: Wording) -> dict[str, str]:
    entities = json.dumps({"order_number": news.about.number}) if intent != PERSON else ""
    return {"title": words.say(f"offer-{intent.replace('_', '-')}"), "payload": f"/{intent}{entities}"}


def _was_told(session: Session, event: OutboxEvent) -> bool:
    return session.scalar(select(Notice.id).where(Notice.event_key == event.key)) is not None
