"""The mails of an account: a reminder of the user name, and the link that makes a new address count."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.accounts.models import AccountRequest
from knowledge.accounts.service import LINK_HOLDS
from knowledge.accounts.states import REQUEST_TRANSITIONS, RequestKind, RequestState
from knowledge.customers.models import Customer
from knowledge.database import SessionFactory, utc_now, writing
from knowledge.mail.letter import Letter, mail_words
from knowledge.mail.queue import queue
from knowledge.outbox import OutboxEvent
from knowledge.states import moved
from knowledge.wording import Wording

ASKED = {
    f"attendant.account.{kind.value}_requested": kind
    for kind in (RequestKind.USERNAME, RequestKind.EMAIL_CHANGE)
}


class AccountLetters:
    """Takes requests from the outbox and writes their mails, each once.

    Args:
        link: Makes the address of the page that confirms a request, from its number and a language.
    """

    def __init__(
        self,
        sessions: SessionFactory,
        *,
        shop_name: str,
        shop_url: str,
        zone: ZoneInfo,
        link: Callable[[str, str], str],
    ) -> None:
        self._sessions = sessions
        self._shop_name = shop_name
        self._shop_url = shop_url
        self._zone = zone
        self._link = link

    def take(self, event: OutboxEvent) -> None:
        """Write the mail that an event asks for; nothing for other events and for requests that are done."""
        kind = ASKED.get(event.type)
        if kind is None:
            return
        number = str(event.data.get("number") or event.subject.partition(":")[2])
        with writing(self._sessions) as session:
            query = select(AccountRequest).where(AccountRequest.number == number).with_for_update()
            request = session.scalars(query).first()
            if request is None or request.kind != kind or request.state != RequestState.OPEN:
                return
            customer = session.get_one(Customer, request.customer_id)
            if customer.erased_at is None:
                self._write(session, request, customer)

    def _write(self, session: Session, request: AccountRequest, customer: Customer) -> None:
        words = mail_words(customer.language, self._zone)
        if request.kind == RequestKind.EMAIL_CHANGE:
            letter = self._letter(words, "mail-email-change", email=request.said)
            useless = request.made_at + LINK_HOLDS
            link = self._link(request.number, words.language)
            queue(
                session,
                f"request:{request.number}",
                customer,
                replace(letter, link=link, link_title=words.say("mail-email-change-link")),
                useless_at=useless,
                address=request.said,
            )
            return
        letter = self._letter(words, "mail-username", email=customer.email)
        queue(session, f"request:{request.number}", customer, letter)
        state = RequestState(request.state)
        request.state = moved(f"request {request.number}", REQUEST_TRANSITIONS, state, RequestState.DONE)
        request.closed_at = utc_now()

    def _letter(self, words: Wording, name: str, *, email: str) -> Letter:
        shop = self._shop_name
        return Letter(
            language=words.language,
            subject=words.say(f"{name}-subject", shop=shop),
            paragraphs=(
                words.say("mail-hello"),
                words.say(name, shop=shop, email=email),
                words.say(f"{name}-not-you"),
            ),
            closing=words.say("mail-closing", shop=shop),
            link=self._shop_url,
            link_title=words.say("mail-to-shop", shop=shop),
        )
