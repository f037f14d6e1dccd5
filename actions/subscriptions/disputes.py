"""Something of a subscription is wrong: a bill, a service that nobody ordered, one that is gone, an end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from actions.confirmed import YES_TO_THIS, Card, ConfirmedErrand
from actions.errands import Held, start
from actions.owners import OwnersAction, person
from actions.subscriptions.overview import Renew, end_by_person, ends, state_text, subscribed, with_bill
from actions.subscriptions.words import bill_buttons, bill_text, service_name
from actions.turn import PERSON, Reply, Turn, button
from knowledge.accounts.models import Bill, SubscribedService, Subscription
from knowledge.accounts.states import BillState, SubscriptionState
from knowledge.accounts.wishes import ChangeService, DisputeBill
from knowledge.aftersales.proposals import Done, Proposal
from knowledge.money import Money
from knowledge.understanding.masking import masked

SHOWN = 3
MOST_CHARACTERS = 1_000
LONG_ENOUGH = 4
"""Words from which on a message says by itself what is wrong."""
_GONE = re.compile(
    r"\bremoved\b|\bgone\b|\bmissing\b|\bdisappear|\bdissapear|\btaken (?:out|off|away)|\blost\b"
    r"|\bno longer (?:have|in)"
    r"|\bput (?:it )?back|\breinstat|\bturned off|没了|不见了|少了|取消了我的|被(?:移除|去掉|删|取消)|恢复|加回",
    re.IGNORECASE,
)
_ADDED = re.compile(
    r"\badded\b|\bservice\b|\bextra\b|\bsigned me up\b|\bnever ordered\b|加了|多了|服务|擅自", re.IGNORECASE
)
_ENDED = re.compile(
    r"\bended\b|\bstopped\b|\bcancell?ed by you|\byou cancell?ed|\bterminat|终止|停了|被停|给我关掉|失效",
    re.IGNORECASE,
)
_CHARGE = re.compile(
    r"\bbill|\bcharg|\bfee\b|\bamount\b|\btwice\b|\bdouble\b|\bprice\b|\btook\b|\brenewal\b|扣|账单|收费|两次|重复|多收",
    re.IGNORECASE,
)


class Dispute(ConfirmedErrand):
    """What is wrong, then what that means, then the card, then it is put right or given to a person."""

    listens_closely = True

    kind = "dispute"
    intents = frozenset({"subscription_dispute"})
    free = frozenset({"said"})

    def begin(self, turn: Turn, reply: Reply, held: Held) -> bool:
        """What the message names: a service, one that is gone, or a bill."""
        subscriptions = subscribed(turn, reply)
        if not subscriptions:
            reply.say("dispute-no-subscription")
            reply.offer = PERSON
            return False
        if self._hear_what(turn, held, subscriptions):
            self._explain(turn, reply, held)
        return True

    def hear(self, turn: Turn, reply: Reply, held: Held, asked: str) -> bool:
        """Another thing that is wrong, or in their own words what is."""
        before = dict(held)
        subscriptions = list(turn.shop.accounts.subscriptions(turn.owner))
        if self._hear_what(turn, held, subscriptions, guess=asked not in ("said", YES_TO_THIS)):
            if held != before:
                self._explain(turn, reply, held)
            return True
        if asked == "said" and turn.text:
            held["said"] = _as_kept(turn.text)
            return True
        return False

    def _hear_what(
        self, turn: Turn, held: Held, subscriptions: list[Subscription], *, guess: bool = True
    ) -> bool:
        found = _service_meant(turn, subscriptions, guess=guess)
        if found is not None:
            subscription, service = found
            held.update(
                subscription=subscription.number,
                service=service.code,
                wanted=service.removed_at is not None,
                bill=None,
            )
            return True
        bill = _bill_meant(turn, [bill for each in subscriptions for bill in each.bills])
        if bill is None:
            return False
        held.update(bill=bill.number, service=None)
        if not turn.pressed and len(turn.text.split()) >= LONG_ENOUGH:
            held["said"] = _as_kept(turn.text)
        return True

    def _explain(self, turn: Turn, reply: Reply, held: Held) -> None:
        """What the records say of it."""
        words = turn.words
        subscriptions = list(turn.shop.accounts.subscriptions(turn.owner))
        if held.get("service"):
            subscription, service = _service(subscriptions, held)
            gone = service.removed_at is not None
            reply.say(
                "dispute-service-gone" if gone else "dispute-service",
                name=service_name(words, service),
                amount=Money(service.price_minor, subscription.currency),
                day=words.full_date(service.removed_at or service.added_at),
                by=service.removed_by if gone else service.added_by,
            )
            return
        subscription, bill = with_bill(subscriptions, str(held["bill"]))
        reply.text(bill_text(words, subscription, bill))
        twin = _twin(subscription, bill)
        if twin is not None:
            reply.say("dispute-twin", number=twin.number, amount=twin.amount)

    def missing(self, turn: Turn, held: Held) -> str | None:
        """What is wrong; of a bill, also in which way."""
        if held.get("service"):
            return None
        if not held.get("bill"):
            return "what"
        return None if held.get("said") else "said"

    def put(self, turn: Turn, reply: Reply, held: Held, question: str) -> None:
        """What there is that could be wrong, as buttons; or what is wrong with a bill."""
        if question == "said":
            reply.say("dispute-said")
            return
        words = turn.words
        subscriptions = list(turn.shop.accounts.subscriptions(turn.owner))
        offered = [
            button(
                words.say(
                    "dispute-missing" if wanted else "dispute-not-ordered", name=service_name(words, service)
                ),
                "inform",
                choice=f"{subscription.number}:{service.code}",
            )
            for subscription, service, wanted in _suspects(subscriptions)
        ]
        bills = [bill for each in subscriptions for bill in each.bills if bill.state != BillState.VOID]
        newest = sorted(bills, key=lambda bill: bill.issued_at, reverse=True)[:SHOWN]
        reply.say("dispute-what", [*offered, *bill_buttons(words, newest), person(turn)])

    def wish(self, turn: Turn, held: Held) -> ChangeService | DisputeBill:
        """A service goes or comes back, or a person looks at a bill."""
        if held.get("service"):
            return ChangeService(str(held["subscription"]), str(held["service"]), bool(held["wanted"]))
        return DisputeBill(str(held["bill"]), str(held["said"]))

    def card(self, turn: Turn, held: Held, proposal: Proposal) -> Card:
        """What would be done, and what comes back."""
        return _service_card(turn, held, proposal) if held.get("service") else _bill_card(turn, held)

    def done(self, turn: Turn, reply: Reply, held: Held, done: Done) -> None:
        """What was done, or who looks at it now."""
        if not held.get("service"):
            reply.say("dispute-done", number=done.number)
            return
        subscriptions = list(turn.shop.accounts.subscriptions(turn.owner))
        _, service = _service(subscriptions, held)
        name = service_name(turn.words, service)
        if held["wanted"]:
            reply.say("service-done-back", name=name)
        elif done.refund.minor:
            reply.say("service-done-refund", name=name, refund=done.refund)
        else:
            reply.say("service-done", name=name)


class SubscriptionDispute(OwnersAction):
    """Takes up what is wrong with a subscription."""

    action_name = "action_subscription_dispute"

    def answer_owner(self, turn: Turn, reply: Reply) -> Reply:
        """An end is explained, with the way to go on; all else is put right or given to a person."""
        if ends(turn):
            return end_by_person(turn, reply)
        if _ENDED.search(turn.text):
            subscriptions = turn.shop.accounts.subscriptions(turn.owner)
            if subscriptions and all(each.state == SubscriptionState.ENDED for each in subscriptions):
                reply.text(state_text(turn, subscriptions[0]))
                return start(turn, reply, Renew())
        return start(turn, reply, Dispute())


def _as_kept(text: str) -> str:
    """A shopper's words for a person to read, without numbers of cards and the like."""
    return masked(text)[:MOST_CHARACTERS]


def _service_meant(
    turn: Turn, subscriptions: list[Subscription], *, guess: bool
) -> tuple[Subscription, SubscribedService] | None:
    """The service of a button, or of that name; with `guess` the only one that came, or went, without the customer."""
    choice, said = turn.entity("choice"), turn.text.lower()
    for subscription in subscriptions:
        for service in reversed(subscription.services):
            names = {service_name(turn.words, service).lower(), service.name.lower()}
            if choice == f"{subscription.number}:{service.code}" or any(name in said for name in names):
                return subscription, service
    if not guess:
        return None
    for pattern, gone in ((_GONE, True), (_ADDED, False)):
        found = [(each, service) for each, service, wanted in _suspects(subscriptions) if wanted == gone]
        if len(found) == 1 and pattern.search(turn.text):
            return found[0]
    return None


def _bill_meant(turn: Turn, bills: list[Bill]) -> Bill | None:
    """The bill of a button, or of that number; else the second one of the same moment, where a charge is spoken of."""
    choice = turn.entity("choice")
    named = next((bill for bill in bills if choice == bill.number or bill.number in turn.text), None)
    return named or (_billed_twice(bills) if _CHARGE.search(turn.text) else None)


def _suspects(subscriptions: list[Subscription]) -> Iterator[tuple[Subscription, SubscribedService, bool]]:
    """Services that the shop put in or took out, and whether one would have them back."""
    for subscription in subscriptions:
        for service in subscription.services:
            if service.removed_at is None and service.added_by != "customer":
                yield subscription, service, False
            elif service.removed_by not in ("", "customer") and service.code not in {
                each.code for each in subscription.running
            }:
                yield subscription, service, True


def _service(subscriptions: list[Subscription], held: Held) -> tuple[Subscription, SubscribedService]:
    subscription = next(each for each in subscriptions if each.number == held["subscription"])
    return subscription, [each for each in subscription.services if each.code == held["service"]][-1]


def _twin(subscription: Subscription, bill: Bill) -> Bill | None:
    """Another bill that was issued at the same time."""
    return next(
        (
            each
            for each in subscription.bills
            if each.number != bill.number
            and each.issued_at == bill.issued_at
            and each.state != BillState.VOID
        ),
        None,
    )


def _billed_twice(bills: list[Bill]) -> Bill | None:
    """The later of two bills of the same moment."""
    by_moment = {bill.issued_at: bill for bill in bills}
    twice = [bill for bill in bills if by_moment[bill.issued_at] is not bill]
    return by_moment[twice[-1].issued_at] if twice else None


def _service_card(turn: Turn, held: Held, proposal: Proposal) -> Card:
    words = turn.words
    subscriptions = list(turn.shop.accounts.subscriptions(turn.owner))
    subscription, service = _service(subscriptions, held)
    price = Money(service.price_minor, subscription.currency)
    lines = [
        (words.say("confirm-plan"), subscription.plan),
        (words.say("confirm-service"), service_name(words, service)),
        (words.say("confirm-each-period"), words.money(price)),
    ]
    if held["wanted"]:
        return Card(words.say("service-back-title"), lines, note=words.say("service-back-note"))
    refund = (words.say("confirm-refund"), words.money(proposal.refund)) if proposal.refund_minor else None
    note = "service-out-note-refund" if proposal.rule == "service-not-ordered" else "service-out-note"
    return Card(words.say("service-out-title"), lines, total=refund, note=words.say(note))


def _bill_card(turn: Turn, held: Held) -> Card:
    words = turn.words
    _, bill = with_bill(list(turn.shop.accounts.subscriptions(turn.owner)), str(held["bill"]))
    return Card(
        title=words.say("dispute-title"),
        lines=[
            (words.say("confirm-bill"), bill.number),
            (words.say("confirm-amount"), words.money(bill.amount)),
            (words.say("confirm-said"), str(held["said"])),
        ],
        note=words.say("dispute-note-open" if bill.owed else "dispute-note-paid"),
    )
