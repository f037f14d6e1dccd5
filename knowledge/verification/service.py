"""Codes by mail: asked for with an order number and the address it was placed with, typed in, and then trusted.

Whoever asks is told the same and waits as long, whether such an order exists or not: the same rows are looked for and
written either way. The code itself goes to the address that the customer has with the shop, never to a typed one.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from knowledge import audit
from knowledge.conversations import repository
from knowledge.customers.models import Customer
from knowledge.database import SessionFactory, utc_now, writing
from knowledge.encryption import MOST_KEYS, keyring_of, looked_up
from knowledge.mail.letter import Letter, mail_words
from knowledge.mail.queue import queue
from knowledge.orders.models import Order
from knowledge.verification.codes import code_in, new_code, without_codes
from knowledge.verification.errors import TooManyCodes
from knowledge.verification.models import OneTimeCode

LIFETIME = timedelta(minutes=10)
MOST_TRIES = 5
MOST_AN_HOUR = 5
"""Codes for one address, one order and one conversation; with `MOST_TRIES` a chance of 25 in a million."""
KNOWN_FOR = timedelta(hours=2)
"""How long a conversation is its customer's after the right code."""
AN_HOUR = timedelta(hours=1)
TYPED = "/inform"
"""What the bot is given in place of a message with a code: the code itself stays in the gateway."""


class CodeState(StrEnum):
    """Where the newest code of a conversation stands."""

    AWAITED = "awaited"
    WRONG = "wrong"
    """The last one typed was wrong; there are tries left."""
    SPENT = "spent"
    """Typed wrong too often."""
    EXPIRED = "expired"
    ELSEWHERE = "elsewhere"
    """Right, but the conversation is another customer's already."""
    RIGHT = "right"


@dataclass(frozen=True)
class Typed:
    """A message in which a code was typed: how the transcript keeps it, and what the bot is given."""

    text: str
    payload: str = TYPED


class Verification:
    """Knowing visitors by mail.

    Args:
        offered: Whether mails can be sent here at all.
    """

    def __init__(
        self, sessions: SessionFactory, *, shop_name: str, zone: ZoneInfo, offered: bool = True
    ) -> None:
        self._sessions = sessions
        self._shop_name = shop_name
        self._zone = zone
        self.offered = offered

    def ask(self, conversation_id: str, order_number: str, email: str, language: str = "en") -> None:
        """Mail a code to the owner of an order, if the address is theirs; an earlier code of the conversation is void.

        Raises:
            TooManyCodes: Too many were asked for, counted alike for orders and addresses that do not exist.
        """
        number, now = order_number.strip().lstrip("#"), utc_now()
        with writing(self._sessions) as session:
            self._check_limits(session, conversation_id, number, email, now)
            customer = session.scalars(
                select(Customer)
                .join(Order, Order.customer_id == Customer.id)
                .where(Order.number == number, looked_up(Customer.email_index, [email]))
            ).first()
            code = new_code()
            asked = OneTimeCode(
                conversation_id=conversation_id,
                customer_id=customer.id if customer is not None else None,
                order_number=number[:40],
                email_index=email,
                code_hash=_hashed(session, conversation_id, code),
                created_at=now,
                expires_at=now + LIFETIME,
            )
            session.add(asked)
            session.flush()
            letter = self._letter(code, language)
            queue(session, f"code:{asked.id}", customer, letter, useless_at=asked.expires_at)

    def state(self, conversation_id: str, now: datetime | None = None) -> CodeState | None:
        """Where the newest code of the last hour stands; None when none was asked for."""
        with self._sessions() as session:
            newest = _newest(session, conversation_id, now or utc_now())
            if newest is None:
                return None
            owner = repository.get(session, conversation_id).customer_id
        if newest.used_at is not None:
            return CodeState.RIGHT if owner == newest.customer_id else CodeState.ELSEWHERE
        if newest.tries >= MOST_TRIES:
            return CodeState.SPENT
        if newest.expires_at <= (now or utc_now()):
            return CodeState.EXPIRED
        return CodeState.WRONG if newest.tries else CodeState.AWAITED

    def _letter(self, code: str, language: str) -> Letter:
        words = mail_words(language, self._zone)
        minutes = int(LIFETIME.total_seconds() // 60)
        return Letter(
            language=words.language,
            subject=words.say("mail-code-subject", shop=self._shop_name),
            paragraphs=(
                words.say("mail-hello"),
                words.say("mail-code", shop=self._shop_name),
                words.say("mail-code-until", minutes=minutes),
                words.say("mail-code-not-you"),
            ),
            code=code,
            closing=words.say("mail-closing", shop=self._shop_name),
        )

    @staticmethod
    def _check_limits(session: Session, conversation_id: str, number: str, email: str, now: datetime) -> None:
        alike: tuple[ColumnElement[bool], ...] = (
            OneTimeCode.conversation_id == conversation_id,
            OneTimeCode.order_number == number[:40],
            looked_up(OneTimeCode.email_index, [email]),
        )
        for condition in alike:
            query = select(func.count()).select_from(OneTimeCode)
            recent = OneTimeCode.created_at > now - AN_HOUR
            if (session.scalar(query.where(condition, recent)) or 0) >= MOST_AN_HOUR:
                raise TooManyCodes(MOST_AN_HOUR)


def typed(session: Session, conversation_id: str, text: str) -> Typed | None:
    """Read a code out of a message, if the conversation asked for one within the hour, and try it.

    The right one makes the conversation its customer's, within the caller's transaction. None for any other message.
    """
    code, now = code_in(text), utc_now()
    newest = _newest(session, conversation_id, now, lock=True) if code is not None else None
    if code is None or newest is None:
        return None
    right = _is_right(session, newest, code)
    if newest.used_at is not None:
        return Typed(without_codes(text)) if right else None  # other six digits are a postcode now
    if newest.tries < MOST_TRIES and newest.expires_at > now:
        newest.tries += 1
        if right and newest.customer_id is not None:
            newest.used_at = now
            _bind(session, newest, newest.customer_id, now)
    return Typed(without_codes(text))


def _bind(session: Session, code: OneTimeCode, customer_id: int, now: datetime) -> None:
    """Make the conversation the customer's, unless it is somebody else's."""
    conversation = repository.get(session, code.conversation_id)
    if conversation.customer_id not in (None, customer_id):
        return
    conversation.customer_id = customer_id
    conversation.known_until = now + KNOWN_FOR
    audit.record(
        session,
        actor=f"customer:{customer_id}",
        action="identified_by_code",
        subject=f"customer:{customer_id}",
        conversation=conversation.id,
        order=code.order_number,
    )


def _newest(
    session: Session, conversation_id: str, now: datetime, *, lock: bool = False
) -> OneTimeCode | None:
    query = select(OneTimeCode).where(
        OneTimeCode.conversation_id == conversation_id, OneTimeCode.created_at > now - AN_HOUR
    )
    query = query.order_by(OneTimeCode.id.desc()).limit(1)
    return session.scalars(query.with_for_update() if lock else query).first()


def _hashed(session: Session, conversation_id: str, code: str, generation: int = 0) -> str:
    keyring = keyring_of(session.get_bind().dialect)
    return keyring.index("one-time code", f"{conversation_id}:{code}", generation)


def _is_right(session: Session, asked: OneTimeCode, code: str) -> bool:
    hashes = [_hashed(session, asked.conversation_id, code, each) for each in range(MOST_KEYS)]
    return any(hmac.compare_digest(asked.code_hash, each) for each in hashes)
