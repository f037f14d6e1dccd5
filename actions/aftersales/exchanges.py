"""Exchanging items for other variants: which, for what, and who pays the difference."""

from __future__ import annotations

from collections.abc import Sequence

from actions.action import ShopAction
from actions.aftersales.better_size import better_size, suggest_size
from actions.aftersales.item_errand import ItemErrand
from actions.aftersales.picked_items import Picked, counted, line_of
from actions.aftersales.refund_methods import known_methods, method_named
from actions.aftersales.return_reasons import hear_reasons
from actions.confirmed import Card
from actions.errands import Held, start
from actions.orders.changing import ChangeOfItems
from actions.orders.item_names import Item
from actions.orders.items_said import ItemsSaid
from actions.orders.order_choice import line_text, order_meant_is
from actions.orders.variant_choice import ask_variant, pick, variant_text, want
from actions.payments.method_choice import method_buttons, methods_meant
from actions.turn import Reply, Turn, button
from knowledge.aftersales.decision import Decision
from knowledge.aftersales.proposals import Done, Proposal
from knowledge.aftersales.wanted import Wanted
from knowledge.aftersales.wishes import Swap
from knowledge.money import Money
from knowledge.orders.payments import PaymentMethod

# Refusals after which another way to pay, or another variant, is asked for.
NOT_THAT_METHOD = frozenset({"method-not-yours", "balance-too-low"})
NOT_THAT_VARIANT = frozenset({"no-such-variant", "same-variant", "variant-not-available", "other-product"})
NONE_LEFT = "none_left"


class ExchangeItem(ItemErrand):
    """Which items become which other variants; one exchange for each order, each after its own yes."""

    kind = "exchange"
    says = "exchange"
    intents = frozenset({"exchange_item", "change_order", "return_item"})

    def asks(self, turn: Turn, held: Held) -> str | None:
        """Which variant of each item, then how the difference is paid or given back."""
        now = self.together(held)
        if any(each["left"] < 1 for each in now):
            return None  # the policy says why not
        if any(not each.get("sku") for each in now):
            return "variant"
        return "method" if self._asks_for_method(turn, held) else None

    def missing(self, turn: Turn, held: Held) -> str | None:
        """What has to be asked; nothing when every item was left as it is."""
        return None if held.get(NONE_LEFT) and not held["items"] else super().missing(turn, held)

    def together(self, held: Held) -> list[Picked]:
        """What is exchanged of one order."""
        items: list[Picked] = held["items"]
        return [each for each in items if each["order"] == items[0]["order"]] if items else []

    def not_there(self, turn: Turn, reply: Reply, item: Item) -> None:
        """What has not been shipped can be changed."""
        order, policy = item.order, turn.shop.aftersales.policy
        if order.state in policy.changes.states and policy.changes.items:
            told = {"order_number": order.number, "line": str(item.line.id)}
            change = button(turn.words.say("button-change-items"), "change_order", **told)
            reply.say("exchange-refused-not-yet-shipped", [change], number=order.number).ended("refused")
        else:
            super().not_there(turn, reply, item)

    def hear_own(self, turn: Turn, reply: Reply, held: Held, asked: str, said: ItemsSaid) -> bool:
        """What to have instead, a size that does not fit, and how the difference is paid."""
        items: list[Picked] = held["items"]
        if not items:
            return False
        heard = self._variants(turn, held, asked, said)
        if not items:
            return True
        for each in items:
            each.setdefault("reason", None)
        heard = hear_reasons(turn, items, said) or heard
        methods, paid_with = self._methods(turn, held)
        meant = methods_meant(turn, methods, paid_with=paid_with)
        if meant:
            held["method"] = meant[0]
        return heard or bool(meant)

    def _variants(self, turn: Turn, held: Held, asked: str, said: ItemsSaid) -> bool:
        items: list[Picked] = held["items"]
        open_ = [each for each in self.together(held) if not each.get("sku")]
        if asked == "variant" and open_ and not said:
            return self._variant(turn, held, open_[0])
        texts = {item.line.id: part.text for part in said.parts if part.sure for item in part.items}
        about = [each for each in items if each["line"] in texts] or (open_ or items if not said else [])
        heard = False
        for each in about:
            heard = _want(turn, each, texts.get(each["line"], turn.text)) or heard
        return heard

    @staticmethod
    def _variant(turn: Turn, held: Held, item: Picked) -> bool:
        """Take the answer to which variant it shall be."""
        if turn.intent == "deny" and (turn.pressed or not turn.entities):
            held["items"].remove(item)
            held[NONE_LEFT] = True
            return True
        if turn.intent == "affirm" and (better := better_size(turn, item)) is not None:
            item.update(sku=better.variant.sku, wanted=Wanted(sku=better.variant.sku).to_dict())
            return True
        return pick(turn, item) or _want(turn, item, turn.text)

    def put_own(self, turn: Turn, reply: Reply, held: Held, question: str) -> None:
        """Ask which variant, or how the difference is paid."""
        if question == "variant":
            item = next(each for each in self.together(held) if not each.get("sku"))
            if item.get("wanted") or not suggest_size(turn, reply, item):
                ask_variant(turn, reply, item)
            return
        difference = self._difference(turn, held)
        order = turn.order(str(self.together(held)[0]["order"]))
        amount = Money(abs(difference), order.currency)
        message = "exchange-pay-with" if difference > 0 else "exchange-refund-to"
        reply.say(message, method_buttons(turn.words, self._paying(turn, held)), amount=amount)

    def _methods(self, turn: Turn, held: Held) -> tuple[Sequence[PaymentMethod], str]:
        original = turn.paying(self.together(held)[0]["order"]).original
        return known_methods(turn, original), original.code

    def _paying(self, turn: Turn, held: Held) -> list[PaymentMethod]:
        """The methods that can pay the difference or get it back."""
        difference = self._difference(turn, held)
        methods, _ = self._methods(turn, held)
        return [each for each in methods if each.balance_minor is None or each.balance_minor >= difference]

    def _asks_for_method(self, turn: Turn, held: Held) -> bool:
        if held.get("method") or not self._difference(turn, held):
            return False
        return len(self._paying(turn, held)) > 1

    def _difference(self, turn: Turn, held: Held) -> int:
        """What the new items cost more, in minor units."""
        decision = turn.decide(self.wish(turn, held))
        return int(decision.facts.get("difference_minor", 0))

    def wish(self, turn: Turn, held: Held) -> Swap:
        """The exchanges of the first order."""
        now = self.together(held)
        return Swap(
            str(now[0]["order"]),
            tuple((int(each["line"]), int(each["quantity"]), str(each.get("sku") or "")) for each in now),
            str(held.get("method") or ""),
        )

    def advance(self, turn: Turn, reply: Reply, held: Held) -> str | None:
        """The next question; nothing is proposed when every item is left as it is."""
        if held.get(NONE_LEFT) and not held["items"]:
            return None
        return super().advance(turn, reply, held)

    def finish(self, turn: Turn, reply: Reply, held: Held) -> None:
        """Open the exchange that got the yes."""
        if held["items"]:
            super().finish(turn, reply, held)
        else:
            reply.say("errand-kept").ended("nothing")

    def card(self, turn: Turn, held: Held, proposal: Proposal) -> Card:
        """Order, each item and what comes instead, and who pays the difference."""
        words, now = turn.words, self.together(held)
        lines = [(words.say("confirm-order"), proposal.order_number)]
        for each in now:
            old = counted(words, line_text(words, line_of(turn, each)), int(each["quantity"]))
            lines.append((old, words.say("exchange-for", item=variant_text(turn, each))))
        total = (words.say("confirm-no-difference"), words.money(proposal.charge))
        if proposal.moves:
            pays = proposal.charge_minor > 0
            method = method_named(turn, proposal.order_number, proposal.method)
            lines.append((words.say("confirm-pay-with" if pays else "confirm-refund-to"), method))
            amount = proposal.charge if pays else proposal.refund
            total = (words.say("confirm-pay" if pays else "confirm-refund"), words.money(amount))
        once = turn.shop.aftersales.policy.returns.once_per_order
        return Card(
            title=words.say("exchange-confirm-title"),
            lines=lines,
            total=total,
            note=self.note(turn, held, "exchange-confirm-note-once" if once else "exchange-confirm-note"),
            yes=words.say("button-exchange-yes"),
        )

    def refused(self, turn: Turn, reply: Reply, held: Held, decision: Decision) -> bool:
        """Another variant or another way to pay is asked for; else what the policy would allow."""
        if decision.rule in NOT_THAT_METHOD:
            held.pop("method", None)
            if not self._asks_for_method(turn, held):
                return super().refused(turn, reply, held, decision)
            reply.say(f"refused-{decision.rule}")
            return True
        if decision.rule in NOT_THAT_VARIANT:
            for each in self.together(held):
                if line_of(turn, each).label == decision.facts.get("item"):
                    each.update(sku="")
            reply.say(f"refused-{decision.rule}")
            return True
        return super().refused(turn, reply, held, decision)

    def done(self, turn: Turn, reply: Reply, held: Held, done: Done) -> None:
        """The exchange's number, and what is paid or goes back once the goods are there; then what else was wanted."""
        link = f"{turn.shop.config.public_url}/orders"
        if done.repeated:
            message = "exchange-repeated"
        elif done.charge.minor:
            message = "exchange-done-pay"
        else:
            message = "exchange-done-refund" if done.refund.minor else "exchange-done"
        reply.say(message, number=done.number, charge=done.charge, refund=done.refund, link=link)
        reply.say("return-label", number=done.number, link=turn.label_link(done.number))
        self.go_on(turn, reply, held)


def _want(turn: Turn, item: Picked, text: str) -> bool:
    """Take what a message wants instead of an item, also while nobody knows how many of it are meant."""
    known, item["quantity"] = item["quantity"], item["quantity"] or 1
    item.setdefault("wanted", None)
    for entity in turn.entities:
        if entity.entity == "return_reason":  # "too small" is what it is, not what it shall be
            text = text.replace(turn.text[entity.start : entity.end], " ")
    heard = want(turn, item, text)
    item["quantity"] = known
    return heard


class StartExchange(ShopAction):
    """Begins an exchange."""

    action_name = "action_exchange_item"

    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """Take what was named already, say what cannot be exchanged, else go on to ask."""
        if order_meant_is(turn, *turn.shop.aftersales.policy.changes.states):
            return start(
                turn, reply, ChangeOfItems()
            )  # nothing to send back yet: its items simply become others
        return start(turn, reply, ExchangeItem())
