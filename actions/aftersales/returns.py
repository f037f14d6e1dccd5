"""Returning items: which, how many, why, and where the money goes."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import asdict

from actions.action import ShopAction
from actions.advice.products import article
from actions.aftersales.better_size import EXCHANGE, better_size, offer_size
from actions.aftersales.exchanges import ExchangeItem
from actions.aftersales.item_errand import ItemErrand, open_in_place
from actions.aftersales.picked_items import Picked, items_text, leave_out, line_of, names_text
from actions.aftersales.refund_methods import (
    asks_for_method,
    destination_buttons,
    method_named,
    refund_method_meant,
)
from actions.aftersales.return_reasons import hear_reasons, reason_buttons, reason_words
from actions.confirmed import REFUSED, Card
from actions.errands import Held, Open, start
from actions.orders.items_said import ItemsSaid
from actions.orders.order_choice import sign_in
from actions.turn import Reply, Turn, button
from knowledge.aftersales.decision import Decision
from knowledge.aftersales.proposals import Done, Proposal
from knowledge.aftersales.wanted import Wanted
from knowledge.aftersales.wishes import GiveBack

NOT_THAT_METHOD = frozenset({"method-not-yours", "method-not-allowed"})
# Refusals that do not hold for what is faulty, and the reason that tells it.
UNLESS_FAULTY = frozenset({"window-over", "final-sale", "hygiene-opened"})
FAULTY = "defective"
_MONEY = re.compile(r"\bmoney\b|\brefund\b|退钱|退款|不换", re.IGNORECASE)
_RATHER_NOT = re.compile(r"\b(?:no|not|just|only|rather)\b|不|只", re.IGNORECASE)


class ReturnItem(ItemErrand):
    """Which items go back and why; one return for each order and reason, each after its own yes."""

    kind = "return"
    says = "return"
    intents = frozenset({"return_item", "get_refund"})
    carried = ("reason",)

    def asks(self, turn: Turn, held: Held) -> str | None:
        """Why, whether another size would do, whether the seal is unbroken, where the money goes."""
        rules = turn.shop.aftersales.policy.returns
        items: list[Picked] = held["items"]
        now = self.together(held)
        if any(each["left"] < 1 for each in now):
            return None  # the policy says why not
        if rules.reasons and not all(each.get("reason") for each in items):
            return "reason"
        if _sized_wrong(turn, items):
            return "instead"
        if _for_exchange(now):
            return None
        if _seals(now, rules.faulty_reasons):
            return "opened"
        return "method" if asks_for_method(turn, held, str(now[0]["order"])) else None

    def together(self, held: Held) -> list[Picked]:
        """What goes back from one order for one reason."""
        first = _parcel(held["items"][0])
        return [each for each in held["items"] if _parcel(each) == first]

    def hear_own(self, turn: Turn, reply: Reply, held: Held, asked: str, said: ItemsSaid) -> bool:
        """The reasons, a yes or no to another size or about the seal, and the way the money goes."""
        items: list[Picked] = held["items"]
        if not items:
            return False
        if asked == "instead" and (answer := _exchange_or_not(turn)):
            _sized_wrong(turn, items)[0]["instead"] = answer
            return True
        if asked == "opened" and turn.intent in ("affirm", "deny"):
            for each in _seals(self.together(held), turn.shop.aftersales.policy.returns.faulty_reasons):
                each["opened"] = turn.intent == "affirm"
            return True
        heard = hear_reasons(turn, items, said)
        number = str(self.together(held)[0]["order"])
        method = refund_method_meant(turn, number, asked=asked == "method")
        if method is not None:
            held["method"] = method
        return heard or method is not None

    def _addressed(self, turn: Turn, asked: str) -> bool:
        # "I changed my mind" is a reason where one is asked for, and would elsewhere stop what is being done.
        if asked == "reason" and turn.entity("return_reason") is not None:
            return True
        if asked == "instead" and turn.intent in ("exchange_item", "get_refund"):
            return True
        return super()._addressed(turn, asked)

    def put_own(self, turn: Turn, reply: Reply, held: Held, question: str) -> None:
        """Ask why, about another size, about the seal or about the way the money goes."""
        words = turn.words
        items: list[Picked] = held["items"]
        now = self.together(held)
        if question == "reason":
            open_ = [each for each in items if not each.get("reason")]
            sized = any("size" in line_of(turn, each).options for each in open_)
            message = "return-why" if len(open_) == 1 else "return-why-several"
            reply.say(message, reason_buttons(words, sized=sized), item=names_text(turn, open_))
        elif question == "instead":
            offer_size(turn, reply, _sized_wrong(turn, items)[0])
        elif question == "opened":
            sealed = _seals(now, turn.shop.aftersales.policy.returns.faulty_reasons)
            opened = button(words.say("button-opened"), "affirm")
            unopened = button(words.say("button-unopened"), "deny")
            reply.say("return-opened", [opened, unopened], item=names_text(turn, sealed))
        else:
            number = str(now[0]["order"])
            reply.say("return-where-to", destination_buttons(turn, number), number=number)

    def advance(self, turn: Turn, reply: Reply, held: Held) -> str | None:
        """The next question; nothing is proposed where an exchange was chosen, or where nothing is left to return."""
        question = self.missing(turn, held)
        if question is None and _for_exchange(self.together(held)):
            return None
        if question is None and any(each["left"] < 1 for each in self.together(held)):
            decision = turn.decide(self.wish(turn, held))
            if self.refused(turn, reply, held, decision):
                return self.advance(turn, reply, held)
            held[REFUSED] = decision.rule
            return None
        return super().advance(turn, reply, held)

    def wish(self, turn: Turn, held: Held) -> GiveBack:
        """What goes back from the first order for one reason."""
        now = self.together(held)
        opened = [each["opened"] for each in now if each.get("opened") is not None]
        return GiveBack(
            str(now[0]["order"]),
            tuple((int(each["line"]), int(each["quantity"])) for each in now),
            str(now[0].get("reason") or ""),
            opened[0] if opened else None,
            str(held.get("method") or ""),
        )

    def card(self, turn: Turn, held: Held, proposal: Proposal) -> Card:
        """Order, items, reason, money and where it goes."""
        words, now = turn.words, self.together(held)
        lines = [
            (words.say("confirm-order"), proposal.order_number),
            (words.say("confirm-item" if len(now) == 1 else "confirm-items"), items_text(turn, now)),
        ]
        if proposal.reason:
            lines.append((words.say("confirm-reason"), reason_words(words, proposal.reason)))
        method = method_named(turn, proposal.order_number, proposal.method)
        lines.append((words.say("confirm-refund-to"), method))
        if proposal.fee_minor:
            lines.append((words.say("confirm-fee"), words.money(proposal.fee)))
        if proposal.delivery_minor:
            lines.append((words.say("confirm-delivery"), words.money(proposal.delivery)))
        return Card(
            title=words.say("return-confirm-title"),
            lines=lines,
            total=(words.say("confirm-refund"), words.money(proposal.refund)),
            note=self._note(turn, held, proposal),
            yes=words.say("button-return-yes"),
            no=words.say("button-return-no"),
        )

    def _note(self, turn: Turn, held: Held, proposal: Proposal) -> str:
        """When the money comes: with the goods, or before them with the days in which they are expected."""
        if not proposal.goods_within_days:
            return self.note(turn, held, "return-confirm-note")
        return self.note(turn, held, "return-confirm-note-at-once", days=proposal.goods_within_days)

    def refused(self, turn: Turn, reply: Reply, held: Held, decision: Decision) -> bool:
        """Another way for the money is asked for; what holds only for faulty goods is offered as such."""
        if decision.rule in NOT_THAT_METHOD:
            reply.say(f"return-refused-{decision.rule}")
            held.pop("method", None)
            return True
        now = self.together(held)
        goes_on = super().refused(turn, reply, held, decision)
        faulty = GiveBack(str(now[0]["order"]), ((int(now[0]["line"]), 1),), FAULTY)
        if decision.rule in UNLESS_FAULTY and turn.decide(faulty).allowed:
            told = {"order_number": str(now[0]["order"]), "line": str(now[0]["line"])}
            offered = button(
                turn.words.say("button-it-is-faulty"), "return_item", return_reason=FAULTY, **told
            )
            reply.messages[-1]["body"]["buttons"].insert(0, offered)
        return goes_on

    def finish(self, turn: Turn, reply: Reply, held: Held) -> None:
        """Open the return that got the yes, or go over to the exchange that was chosen instead."""
        if held["items"] and _for_exchange(self.together(held)):
            self._exchange(turn, reply, held)
        else:
            super().finish(turn, reply, held)

    def _exchange(self, turn: Turn, reply: Reply, held: Held) -> None:
        rest: Held = {**held, "items": list(held["items"])}
        swapped = []
        for each in self.together(held):
            leave_out(rest, [each])
            better = better_size(turn, each)
            sku = better.variant.sku if better is not None else ""
            wanted = Wanted(sku=sku).to_dict() if sku else None
            swapped.append({**each, "wanted": wanted, "sku": sku})
        ended = Open.of(turn)
        under = ended.under if ended is not None else None
        if rest["items"]:
            under = asdict(Open(self.kind, rest, "", under))
        wanted_instead: Held = {"items": swapped, "order": swapped[0]["order"]}
        open_in_place(turn, reply, ExchangeItem(), wanted_instead, under=under)

    def before_next(self, turn: Turn, rest: Held) -> None:
        """Forget the way the money goes where it is none for the next order."""
        number = str(self.together(rest)[0]["order"])
        allowed = {each.code for each in turn.destinations(number)}
        if rest.get("method") not in allowed:
            rest.pop("method", None)

    def done(self, turn: Turn, reply: Reply, held: Held, done: Done) -> None:
        """The return's number and what goes back; then what else was wanted."""
        link = f"{turn.shop.config.public_url}/orders"
        days = done.goods_within_days
        message = "return-repeated" if done.repeated else "return-done-at-once" if days else "return-done"
        reply.say(message, number=done.number, refund=done.refund, link=link, days=days)
        reply.say("return-label", number=done.number, link=turn.label_link(done.number))
        self.go_on(turn, reply, held)


def _parcel(item: Picked) -> tuple[object, ...]:
    """What is the same for all that goes back together."""
    return item["order"], item.get("reason"), bool(item.get("opened")), item.get("instead") == EXCHANGE


def _for_exchange(items: list[Picked]) -> bool:
    return items[0].get("instead") == EXCHANGE


def _sized_wrong(turn: Turn, items: list[Picked]) -> list[Picked]:
    """The items for which another size is still to be offered."""
    return [each for each in items if each.get("instead") is None and better_size(turn, each) is not None]


def _seals(items: list[Picked], faulty: Collection[str]) -> list[Picked]:
    """The items whose seal decides and has not been asked about."""
    return [
        each
        for each in items
        if each["sealed"] and each.get("opened") is None and each.get("reason") not in faulty
    ]


def _exchange_or_not(turn: Turn) -> str | None:
    if turn.intent in ("affirm", "exchange_item") or turn.entity("choice") == EXCHANGE:
        return EXCHANGE
    if turn.intent == "return_item" and not _RATHER_NOT.search(turn.text):
        return None  # the wish once more is no answer
    no = turn.intent in ("deny", "return_item", "get_refund") or _MONEY.search(turn.text)
    return "no" if no else None


class StartReturn(ShopAction):
    """Begins a return."""

    action_name = "action_start_return"

    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """Take what was named already, say what cannot be returned, else go on to ask; a visitor is told the rules."""
        if turn.customer_id is None:
            rule = turn.shop.help.answer(turn.text, subjects=("returns",)) if turn.text else None
            return sign_in(turn, article(turn, reply, rule) if rule is not None else reply)
        return start(turn, reply, ReturnItem())
