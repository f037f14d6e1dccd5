"""Bills of subscriptions: paying one, and paying it later."""

from __future__ import annotations

import re
from abc import abstractmethod
from datetime import date, timedelta

from actions.confirmed import Card, ConfirmedErrand
from actions.errands import Held, start
from actions.owners import OwnersAction, person
from actions.subscriptions.overview import (
    Renew,
    end_by_person,
    ends,
    open_bills,
    state_text,
    subscribed,
    with_bill,
)
from actions.subscriptions.words import bill_buttons, made_of, way_buttons, way_meant, way_named
from actions.turn import Reply, Turn, button
from knowledge.accounts.models import Bill, Subscription
from knowledge.accounts.states import BillState, SubscriptionState
from knowledge.accounts.wishes import ExtendBill, PayBill
from knowledge.aftersales.decision import Decision
from knowledge.aftersales.proposals import Done, Proposal

# In which words a subscription is to run on, and not a bill to wait.
_RUN_ON = re.compile(
    r"\brenew|\bprolon|\blengthen|\banother (?:year|month|quarter)|\bmore (?:months?|years?|boxes)"
    r"|\bfor (?:\w+ ){1,2}more|\bsign me on|\bcarry on|\bkeep it\b|\bby a (?:year|quarter|month)"
    r"|续|接着|延长(?!.*(?:付|缴|交))|拉长|往后(?:加|再)|再(?:加|多)[一二两三四五六半\d]+(?:年|个月|期)",
    re.IGNORECASE,
)
_DAYS = re.compile(r"(\d{1,3})\s*(?:more\s+)?(?:days?|天|日)", re.IGNORECASE)


class BillErrand(ConfirmedErrand):
    """An errand about one open bill."""

    listens_closely = True

    def begin(self, turn: Turn, reply: Reply, held: Held) -> bool:
        """The bill named, else the only one."""
        subscriptions = subscribed(turn, reply)
        if not subscriptions:
            return False
        bills = open_bills(subscriptions)
        if not bills:
            self.nothing_open(turn, reply, subscriptions)
            return False
        if not self._hear_bill(turn, held, bills) and len(bills) == 1:
            held["bill"] = bills[0].number
        return True

    def nothing_open(self, turn: Turn, reply: Reply, subscriptions: list[Subscription]) -> None:
        """Say how the subscription stands when no bill of it is open."""
        paying = [bill for each in subscriptions for bill in each.bills if bill.state == BillState.PAYING]
        if paying:
            reply.say("bill-paying-already", amount=paying[-1].amount, number=paying[-1].number)
        else:
            reply.say("bill-none-open")
        offered = []
        if subscriptions[0].state == SubscriptionState.ENDED:
            offered = [button(turn.words.say("button-renew-subscription"), "subscription_extension")]
        reply.text(state_text(turn, subscriptions[0]), offered).ended("nothing")

    @staticmethod
    def _hear_bill(turn: Turn, held: Held, bills: list[Bill]) -> bool:
        choice, ordinal = turn.entity("choice"), turn.entity("ordinal")
        named = next((bill for bill in bills if choice == bill.number or bill.number in turn.text), None)
        if named is None and ordinal is not None and -1 <= int(ordinal) <= len(bills) and int(ordinal):
            named = bills[int(ordinal) - 1] if int(ordinal) > 0 else bills[-1]
        if named is None:
            return False
        held["bill"] = named.number
        return True

    def hear(self, turn: Turn, reply: Reply, held: Held, asked: str) -> bool:
        """Another bill, or what else this errand asks for."""
        bills = open_bills(list(turn.shop.accounts.subscriptions(turn.owner)))
        other = self._hear_bill(turn, held, bills)
        return self.hear_more(turn, held) or other

    @abstractmethod
    def hear_more(self, turn: Turn, held: Held) -> bool:
        """Take what the errand needs beside the bill; False when the message has nothing of it."""

    def put(self, turn: Turn, reply: Reply, held: Held, question: str) -> None:
        """The open bills, as buttons."""
        bills = open_bills(list(turn.shop.accounts.subscriptions(turn.owner)))
        reply.say("bill-which", bill_buttons(turn.words, bills))

    @staticmethod
    def found(turn: Turn, held: Held) -> tuple[Subscription, Bill]:
        """The bill that is meant, with its subscription."""
        return with_bill(list(turn.shop.accounts.subscriptions(turn.owner)), str(held["bill"]))


class PayOneBill(BillErrand):
    """Which bill and with what, then the card, then it is paid."""

    kind = "pay_bill"
    intents = frozenset({"subscription_payment", "check_payment_methods", "change_payment_method"})

    def begin(self, turn: Turn, reply: Reply, held: Held) -> bool:
        """The bill, and the way to pay that is named or that the subscription has."""
        if not super().begin(turn, reply, held):
            return False
        if not turn.shop.accounts.methods(turn.owner):
            link = turn.shop.config.links.account
            reply.say("pay-no-method", [person(turn)], link=link).ended("nothing")
            return False
        self.hear_more(turn, held)
        return True

    def hear_more(self, turn: Turn, held: Held) -> bool:
        """A stored way to pay."""
        way = way_meant(turn, turn.shop.accounts.methods(turn.owner))
        if way is not None:
            held["method"] = way.code
            held.pop("choose", None)
        return way is not None

    def missing(self, turn: Turn, held: Held) -> str | None:
        """The bill, then how it is paid; the subscription's own way needs no question."""
        if not held.get("bill"):
            return "bill"
        if not held.get("method"):
            subscription, _ = self.found(turn, held)
            codes = [way.code for way in turn.shop.accounts.methods(turn.owner)]
            if held.get("choose") or subscription.method not in codes:
                return "method"
            held["method"] = subscription.method
        return None

    def put(self, turn: Turn, reply: Reply, held: Held, question: str) -> None:
        """Which bill, or with what."""
        if question == "bill":
            super().put(turn, reply, held, question)
        else:
            reply.say("pay-with-what", way_buttons(turn.words, turn.shop.accounts.methods(turn.owner)))

    def wish(self, turn: Turn, held: Held) -> PayBill:
        """This bill, with that."""
        return PayBill(str(held["bill"]), str(held["method"]))

    def card(self, turn: Turn, held: Held, proposal: Proposal) -> Card:
        """The bill, what it is made of, and how it is paid."""
        words = turn.words
        subscription, bill = self.found(turn, held)
        return Card(
            title=words.say("pay-title", number=bill.number),
            lines=[
                (words.say("confirm-bill"), bill.number),
                (words.say("confirm-made-of"), made_of(words, subscription, bill)),
                (words.say("confirm-due"), words.date(bill.due_at)),
                (words.say("confirm-pay-with"), way_named(turn, proposal.method)),
            ],
            total=(words.say("confirm-to-pay"), words.money(proposal.charge)),
            note=words.say("pay-note"),
            yes=words.say("button-pay-bill"),
        )

    def refused(self, turn: Turn, reply: Reply, held: Held, decision: Decision) -> bool:
        """With too little on a card, another way is asked for."""
        if decision.rule != "balance-too-low" or not decision.alternatives:
            return super().refused(turn, reply, held, decision)
        held.pop("method")
        reply.say("pay-too-little")
        held["choose"] = True
        return True

    def done(self, turn: Turn, reply: Reply, held: Held, done: Done) -> None:
        """Paid, or on its way."""
        _, bill = self.found(turn, held)
        message = "pay-done" if bill.state == BillState.PAID else "pay-started"
        reply.say(message, number=bill.number, amount=done.charge)


class PayOneLater(BillErrand):
    """Which bill and until when, then the card, then it may wait."""

    kind = "extend_bill"
    intents = frozenset({"subscription_extension"})

    def begin(self, turn: Turn, reply: Reply, held: Held) -> bool:
        """The bill, and the day that is named."""
        return super().begin(turn, reply, held) and (self.hear_more(turn, held) or True)

    def hear_more(self, turn: Turn, held: Held) -> bool:
        """A day, or so many days."""
        named, days = turn.entity("date"), _DAYS.search(turn.text)
        if named is not None:
            held["until"] = str(named).partition("/")[2] or str(named)
        elif days is not None:
            held["days"] = int(days[1])
            held.pop("until", None)
        return named is not None or days is not None

    def missing(self, turn: Turn, held: Held) -> str | None:
        """The bill; without a day, it is put off as long as the policy lets it."""
        if not held.get("bill"):
            return "bill"
        if not held.get("until"):
            held["until"] = self._latest(turn, held, held.get("days")).isoformat()
        return None

    def _latest(self, turn: Turn, held: Held, days: int | None = None) -> date:
        _, bill = self.found(turn, held)
        level = turn.shop.customers.get(turn.owner).level
        most = turn.shop.aftersales.policy.accounts.extension(level) if days is None else days
        return bill.due_at.date() + timedelta(days=max(1, most))

    def wish(self, turn: Turn, held: Held) -> ExtendBill:
        """This bill, until that day."""
        return ExtendBill(str(held["bill"]), str(held["until"]))

    def card(self, turn: Turn, held: Held, proposal: Proposal) -> Card:
        """The bill, when it is due, and until when it may wait."""
        words = turn.words
        _, bill = self.found(turn, held)
        until = bill.due_at + (date.fromisoformat(str(held["until"])) - bill.due_at.date())
        return Card(
            title=words.say("extend-title", number=bill.number),
            lines=[
                (words.say("confirm-bill"), bill.number),
                (words.say("confirm-to-pay"), words.money(bill.amount)),
                (words.say("confirm-due"), words.date(bill.due_at)),
                (words.say("confirm-due-then"), words.date(until)),
            ],
            note=words.say("extend-note"),
        )

    def refused(self, turn: Turn, reply: Reply, held: Held, decision: Decision) -> bool:
        """A day that is too late becomes the latest one possible."""
        if decision.rule not in ("extension-too-long", "extension-not-later"):
            return super().refused(turn, reply, held, decision)
        latest = self._latest(turn, held)
        held["until"] = latest.isoformat()
        _, bill = self.found(turn, held)
        day = turn.words.date(bill.due_at + (latest - bill.due_at.date()))
        reply.say(decision.rule, days=int(decision.facts["most_days"]), day=day)
        return True

    def done(self, turn: Turn, reply: Reply, held: Held, done: Done) -> None:
        """When it is due now."""
        _, bill = self.found(turn, held)
        day = turn.words.date(bill.due_at)
        reply.say("extend-done", number=bill.number, amount=bill.amount, day=day)


class SubscriptionPayment(OwnersAction):
    """Begins to pay a bill."""

    action_name = "action_subscription_payment"

    def answer_owner(self, turn: Turn, reply: Reply) -> Reply:
        """Pay what is open."""
        return start(turn, reply, PayOneBill())


class SubscriptionExtension(OwnersAction):
    """Lets a bill wait, or a subscription go on."""

    action_name = "action_subscription_extension"

    def answer_owner(self, turn: Turn, reply: Reply) -> Reply:
        """What is over goes on; what is owed may wait; what runs on by itself is told."""
        if ends(turn):
            return end_by_person(turn, reply)
        subscriptions = subscribed(turn, reply)
        if not subscriptions:
            return reply
        owed = open_bills(subscriptions)
        if owed and not _RUN_ON.search(turn.text):
            return start(turn, reply, PayOneLater())
        if any(each.state == SubscriptionState.ACTIVE for each in subscriptions):
            return self._runs_on(turn, reply, subscriptions, owed=bool(owed))
        return start(turn, reply, Renew())

    @staticmethod
    def _runs_on(turn: Turn, reply: Reply, subscriptions: list[Subscription], *, owed: bool) -> Reply:
        words = turn.words
        offered = []
        if owed:
            offered = [
                button(words.say("button-pay-bill"), "subscription_payment"),
                button(words.say("button-pay-later"), "subscription_extension"),
            ]
        reply.text(state_text(turn, subscriptions[0]))
        return reply.say("subscription-runs-on", offered).ended("nothing")
