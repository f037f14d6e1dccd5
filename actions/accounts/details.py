"""Changing one's details: name, telephone number, e-mail address, address, and how a subscription is paid."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from actions.accounts.details_said import (
    PARTS,
    address_said,
    holds_card_number,
    new_name,
    part_meant,
    plain_answer,
)
from actions.action import ShopAction
from actions.confirmed import YES_TO_THIS, Card, ConfirmedErrand
from actions.errands import Held, start
from actions.owners import ask_sign_in, person
from actions.subscriptions.words import way_buttons, way_meant, way_named
from actions.turn import PERSON, Reply, Turn, button
from knowledge.accounts.models import Subscription
from knowledge.accounts.states import SubscriptionState
from knowledge.accounts.wishes import ChangeBilling, ChangeEmail, EditAccount
from knowledge.aftersales.decision import Decision
from knowledge.aftersales.proposals import Done, Proposal
from knowledge.aftersales.wishes import ChangeOwnAddress, Wish, address
from knowledge.customers.models import Customer
from knowledge.masking import mask_email, mask_phone

ADDRESS = ("address1", "zip", "city")
QUESTIONS: Mapping[str, tuple[str, ...]] = {
    "name": ("name",),
    "phone": ("phone",),
    "email": ("email",),
    "address": ADDRESS,
    "payment": ("method",),
}


class EditDetails(ConfirmedErrand):
    """Which part, what it becomes, then the card, then it is changed."""

    listens_closely = True

    kind = "edit_details"
    intents = frozenset({"edit_account", "set_up_shipping_address", "change_payment_method"})
    free = frozenset({"name", *ADDRESS})

    def begin(self, turn: Turn, reply: Reply, held: Held) -> bool:
        """The part and what the message says it becomes."""
        part = part_meant(turn)
        if part == "elsewhere":
            return _elsewhere(turn, reply)
        if part is not None:
            held["part"] = part
            self._take_values(turn, held)
        return self._can(turn, reply, held)

    def _can(self, turn: Turn, reply: Reply, held: Held) -> bool:
        """Whether the part can be changed here; says why not."""
        if holds_card_number(turn.text):
            reply.say("details-no-card-numbers")
        if held.get("part") != "payment":
            return True
        link = turn.shop.config.links.account
        if _running(turn) is None:
            reply.say("payment-nothing-billed", [person(turn)], link=link).ended("nothing")
        elif len(turn.shop.accounts.methods(turn.owner)) < 2:
            reply.say("payment-only-one", [person(turn)], link=link).ended("nothing")
        else:
            return True
        return False

    def _take_values(self, turn: Turn, held: Held) -> bool:
        """What a message gives by itself, whatever was asked."""
        found: dict[str, str] = {}
        for part in ("email", "phone"):
            if turn.entity(part) is not None:
                found[part] = str(turn.entity(part))
        name = new_name(turn.text, turn.shop.customers.get(turn.owner).name)
        if name is not None:
            found["name"] = name
        if held.get("part") == "payment":
            way = way_meant(turn, turn.shop.accounts.methods(turn.owner))
            if way is not None:
                found["method"] = way.code
        held.update(found)
        return bool(found)

    def hear(self, turn: Turn, reply: Reply, held: Held, asked: str) -> bool:
        """A part, its new value, or a correction of either."""
        if holds_card_number(turn.text):
            reply.say("details-no-card-numbers")
            return True
        if self._take_values(turn, held):
            if not held.get("part"):
                held["part"] = next(part for part in ("name", "phone", "email") if held.get(part))
            return True
        if asked in self.free and turn.text and turn.intent not in ("affirm", "deny"):
            self._take_words(turn, held, asked)
            return True
        part = part_meant(turn)
        if part in PARTS and (part != held.get("part") or asked == YES_TO_THIS):
            held["part"] = part
            for each in QUESTIONS[str(part)] if asked == YES_TO_THIS else ():
                held.pop(each, None)  # what is shown of it is wrong, and nothing better was said
            return True
        if asked in ("phone", "email") and turn.intent in ("inform", "nlu_fallback") and turn.text:
            reply.say(f"details-no-{asked}")
            return True
        return False

    @staticmethod
    def _take_words(turn: Turn, held: Held, asked: str) -> None:
        if asked == "name":
            held["name"] = plain_answer(turn.text)
            return
        held.update(address_said(turn.text, asked))
        if asked == "zip" and turn.entity("postcode") is not None:
            held["zip"] = str(turn.entity("postcode"))

    def missing(self, turn: Turn, held: Held) -> str | None:
        """The part, then each of its values."""
        if not held.get("part"):
            return "part"
        return next((each for each in QUESTIONS[str(held["part"])] if not held.get(each)), None)

    def put(self, turn: Turn, reply: Reply, held: Held, question: str) -> None:
        """Which part, as buttons; else the value."""
        words = turn.words
        if question == "part":
            offered = [button(words.say(f"details-part-{part}"), "inform", choice=part) for part in PARTS]
            reply.say("details-which", offered)
        elif question == "method":
            subscription = _running(turn)
            ways = [
                way
                for way in turn.shop.accounts.methods(turn.owner)
                if subscription is None or way.code != subscription.method
            ]
            link = turn.shop.config.links.account
            reply.say("payment-which", way_buttons(words, ways), link=link)
        else:
            reply.say(f"details-ask-{question}")

    def wish(self, turn: Turn, held: Held) -> Wish:
        """What is to change."""
        part = held["part"]
        if part == "address":
            country = turn.shop.customers.get(turn.owner).country
            parts = {name: str(held[name]) for name in ADDRESS}
            return ChangeOwnAddress(address(**parts, country=country))
        if part == "email":
            return ChangeEmail(str(held["email"]).lower())
        if part == "payment":
            subscription = _running(turn)
            return ChangeBilling(subscription.number if subscription is not None else "", str(held["method"]))
        return EditAccount(name=str(held.get("name") or ""), phone=str(held.get("phone") or ""))

    def card(self, turn: Turn, held: Held, proposal: Proposal) -> Card:
        """What it was, what it becomes, and what follows."""
        customer = turn.shop.customers.get(turn.owner)
        part = str(held["part"])
        if part in ("name", "phone"):
            part = "own"
        lines = _CARDS[part](turn, held, customer)
        return Card(turn.words.say("details-title"), lines, note=turn.words.say(f"details-note-{part}"))

    def refused(self, turn: Turn, reply: Reply, held: Held, decision: Decision) -> bool:
        """What cannot be is asked for again."""
        if decision.rule == "detail-unusable":
            part = str(decision.facts["part"])
            held.pop(part)
            held["part"] = part
            reply.say(f"details-no-{part}")
            return True
        return super().refused(turn, reply, held, decision)

    def done(self, turn: Turn, reply: Reply, held: Held, done: Done) -> None:
        """What holds from now on."""
        part = str(held["part"])
        if part == "email":
            reply.say("details-done-email", email=mask_email(str(held["email"])))
        else:
            reply.say("details-done-payment" if part == "payment" else "details-done")


class ChangeAccountDetails(ShopAction):
    """Begins to change a detail of the account."""

    action_name = "action_edit_account"

    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """Ask for what is not said; a visitor signs in first."""
        return ask_sign_in(turn, reply) if turn.customer_id is None else start(turn, reply, EditDetails())


def _elsewhere(turn: Turn, reply: Reply) -> bool:
    reply.offer = PERSON
    link = turn.shop.config.links.account
    reply.say("details-elsewhere", [person(turn)], link=link).ended("nothing")
    return False


def _running(turn: Turn) -> Subscription | None:
    """The subscription whose bills are paid by something."""
    return next(
        (
            each
            for each in turn.shop.accounts.subscriptions(turn.owner)
            if each.state != SubscriptionState.ENDED
        ),
        None,
    )


def _own_lines(turn: Turn, held: Held, customer: Customer) -> list[tuple[str, str]]:
    words = turn.words
    lines = []
    if held.get("name"):
        lines += [
            (words.say("confirm-name-now"), customer.name),
            (words.say("confirm-name"), str(held["name"])),
        ]
    if held.get("phone"):
        before = mask_phone(customer.phone) or words.say("details-none")
        lines += [(words.say("confirm-phone-now"), before), (words.say("confirm-phone"), str(held["phone"]))]
    return lines


def _email_lines(turn: Turn, held: Held, customer: Customer) -> list[tuple[str, str]]:
    words = turn.words
    return [
        (words.say("confirm-email-now"), mask_email(customer.email)),
        (words.say("confirm-email"), str(held["email"])),
    ]


def _address_lines(turn: Turn, held: Held, customer: Customer) -> list[tuple[str, str]]:
    whole = f"{held['address1']}\n{held['zip']} {held['city']}\n{customer.country}"
    return [(turn.words.say("confirm-address"), whole)]


def _payment_lines(turn: Turn, held: Held, _customer: Customer) -> list[tuple[str, str]]:
    words, subscription = turn.words, _running(turn)
    before = way_named(turn, subscription.method) if subscription is not None else ""
    return [
        (words.say("confirm-plan"), subscription.plan if subscription is not None else ""),
        (words.say("confirm-paid-now"), before),
        (words.say("confirm-pay-with"), way_named(turn, str(held["method"]))),
    ]


_CARDS: Mapping[str, Callable[[Turn, Held, Customer], list[tuple[str, str]]]] = {
    "own": _own_lines,
    "email": _email_lines,
    "address": _address_lines,
    "payment": _payment_lines,
}
