"""Claims: what arrived damaged, wrong, not at all, or stopped working, and what is done about it."""

from __future__ import annotations

from collections.abc import Sequence

from actions.aftersales.claim_items import (
    ALL,
    count_of,
    delivered,
    items_text,
    lines_of,
    order_of,
    take_items,
    uncounted,
)
from actions.aftersales.complaints import remedy_of, trouble_of
from actions.confirmed import YES_TO_THIS, Card, ConfirmedErrand
from actions.errands import Held
from actions.orders.order_choice import line_buttons, line_text, number_meant, order_buttons
from actions.payments.payment_words import method_words
from actions.refusals import refusal
from actions.talk.people import hand_over
from actions.turn import Reply, Turn, button
from knowledge.aftersales.decision import Decision
from knowledge.aftersales.proposals import Done, Proposal
from knowledge.aftersales.states import ClaimKind
from knowledge.aftersales.wishes import Complain
from knowledge.money import Money
from knowledge.orders.models import Order, OrderState
from knowledge.understanding.masking import masked

MOST_CHARACTERS = 1_000
# What the state of the order decides, whatever is claimed of it.
BY_STATE = frozenset({"order-cancelled", "not-delivered"})


class FileClaim(ConfirmedErrand):
    """Which order and items, what is wrong, what is wanted for it; then the card, then the claim."""

    kind = "claim"
    intents = frozenset({"missing_item", "warranty_claim", "product_problem", "get_refund", "exchange_item"})

    def begin(self, turn: Turn, reply: Reply, held: Held) -> bool:
        """Take what the message names; the only delivered order and its only item are meant without being named."""
        orders = turn.orders
        if not orders:
            reply.say("orders-none").ended("nothing")
            return False
        held.setdefault("description", masked(turn.text)[:MOST_CHARACTERS])
        self._take(turn, reply, held, orders, asked="")
        if number_meant(turn) is not None and "order" not in held:
            return False
        arrived = delivered(turn)
        if "order" not in held and not arrived:
            reply.say("claim-none-delivered", [button(turn.words.say("button-track"), "track_order")])
            reply.ended("nothing")
            return False
        if "order" not in held and len(arrived) == 1:
            held["order"] = arrived[0].number
        return not self._refused_by_state(turn, reply, held)

    def hears(self, turn: Turn, reply: Reply, held: Held, asked: str) -> bool:
        """At the card "no, rather my money back" is another remedy, and no plain no."""
        if (
            asked == YES_TO_THIS
            and self._addressed(turn, asked)
            and not turn.text.rstrip().endswith(("?", "？"))
        ):
            other = remedy_of(turn.text)
            offered = turn.shop.aftersales.policy.claims.remedies
            if other in offered and other != held.get("remedy"):
                held["remedy"] = other
                held.pop("turned", None)
                return True
        return super().hears(turn, reply, held, asked)

    def hear(self, turn: Turn, reply: Reply, held: Held, asked: str) -> bool:
        """An order, items, how many, what is wrong, or what is wanted; also as a correction of what was said before."""
        if turn.intent in ("get_refund", "exchange_item") and remedy_of(turn.text) is None:
            return False
        heard = self._take(turn, reply, held, turn.orders, asked=asked)
        if heard and "order" in held and self._refused_by_state(turn, reply, held):
            del held["order"]
        return heard

    def missing(self, turn: Turn, held: Held) -> str | None:
        """Order, items, how many of them, what is wrong, and the remedy where the policy has several."""
        if not held.get("order"):
            return "order"
        order = order_of(turn, held)
        if not held.get("lines") and len(order.lines) == 1:
            held["lines"] = {str(order.lines[0].id): None}
        if not held.get("lines"):
            return "lines"
        if uncounted(order, held) is not None:
            return "quantity"
        if not held.get("trouble"):
            return "trouble"
        remedies = turn.shop.aftersales.policy.claims.remedies
        if not held.get("remedy") and len(remedies) == 1:
            held["remedy"] = next(iter(remedies))
        return None if held.get("remedy") else "remedy"

    def put(self, turn: Turn, reply: Reply, held: Held, question: str) -> None:
        """Each question with its buttons."""
        words = turn.words
        if question == "order":
            reply.say("claim-which-order", order_buttons(words, delivered(turn)))
            return
        order = order_of(turn, held)
        if question == "lines":
            everything = button(words.say("button-all-of-it"), "inform", choice=ALL)
            reply.say(
                "claim-which-items", [*line_buttons(words, order.lines), everything], number=order.number
            )
        elif (line := uncounted(order, held)) is not None:
            buttons = [button(str(n), "inform", quantity=str(n)) for n in range(1, line.quantity + 1)]
            reply.say("claim-how-many", buttons[:10], item=line_text(words, line), quantity=line.quantity)
        elif question == "trouble":
            kinds = [kind for kind in ClaimKind if kind in turn.shop.aftersales.policy.claims.window_days]
            buttons = [
                button(words.say(f"claim-kind-{kind.replace('_', '-')}"), "inform", choice=f"trouble:{kind}")
                for kind in kinds
            ]
            reply.say("claim-what-is-wrong", buttons, items=items_text(turn, order, held))
        else:
            remedies = sorted(turn.shop.aftersales.policy.claims.remedies, reverse=True)
            buttons = [
                button(words.say(f"claim-remedy-{each}"), "inform", choice=f"remedy:{each}")
                for each in remedies
            ]
            reply.say("claim-which-remedy", buttons, items=items_text(turn, order, held))

    def wish(self, turn: Turn, held: Held) -> Complain:
        """The claim."""
        order = order_of(turn, held)
        lines = tuple((line.id, count_of(line, held)) for line in lines_of(order, held))
        return Complain(
            order.number,
            lines,
            ClaimKind(held["trouble"]),
            str(held["remedy"]),
            str(held.get("description", "")),
        )

    def card(self, turn: Turn, held: Held, proposal: Proposal) -> Card:
        """Order, items, what is wrong, what is done, by which rule, and whether a person has to accept it."""
        words, order = turn.words, order_of(turn, held)
        decision = turn.decide(proposal.wish)
        lines = [
            (words.say("confirm-order"), order.number),
            (words.say("confirm-items"), items_text(turn, order, held, separator="\n")),
            (words.say("claim-trouble"), words.say(f"claim-kind-{held['trouble'].replace('_', '-')}")),
            (words.say("claim-remedy"), words.say(f"claim-remedy-{held['remedy']}")),
        ]
        if {"days_since_delivery", "window_days"} <= decision.facts.keys():
            within = words.say(
                "claim-within",
                days=decision.facts["days_since_delivery"],
                window=decision.facts["window_days"],
            )
            lines.append((words.say("claim-rule"), within))
        total = None
        if proposal.refund_minor:
            lines.append((words.say("confirm-refund-to"), method_words(words, proposal.method)))
            total = (words.say("confirm-refund"), words.money(proposal.refund))
        return Card(
            title=words.say("claim-confirm-title"),
            lines=lines,
            total=total,
            note=self._note(turn, proposal),
            yes=words.say("button-claim-yes"),
            no=words.say("button-claim-no"),
        )

    def kept(self, turn: Turn, reply: Reply, held: Held) -> None:
        """Nothing was reported."""
        reply.say("claim-kept").ended("nothing")

    def refused(self, turn: Turn, reply: Reply, held: Held, decision: Decision) -> bool:
        """Goes on with the remedy that is possible; else the rule in words, and a person."""
        other = next((each.of for each in decision.alternatives if each.what == "remedy"), None)
        if other is not None and not held.get("turned"):
            reply.say(f"claim-other-remedy-{other}")
            held["remedy"] = other
            held["turned"] = True
            return True
        return super().refused(turn, reply, held, decision)

    def done(self, turn: Turn, reply: Reply, held: Held, done: Done) -> None:
        """The claim's number and what follows; one that a person has to accept is handed over at once."""
        proposal = Proposal.from_dict(turn.slots["proposal"])
        reply.set(order=proposal.order_number)
        if proposal.person:
            reply.say("claim-done-person", number=done.number)
            hand_over(
                turn, reply, reason="claim", more={"order": proposal.order_number, "claim": done.number}
            )
        elif done.refund.minor:
            method = method_words(turn.words, proposal.method)
            reply.say("claim-done-refund", number=done.number, refund=done.refund, method=method)
        else:
            reply.say("claim-done-replacement", number=done.number)

    def _take(self, turn: Turn, reply: Reply, held: Held, orders: Sequence[Order], *, asked: str) -> bool:
        """Whether anything of a claim is in the message."""
        kind, _, chosen = str(turn.entity("choice") or "").partition(":")
        heard = take_items(turn, reply, held, orders, asked=asked)
        if kind in ("trouble", "remedy"):
            held[kind] = chosen
            heard = True
        if number_meant(turn) is not None and "order" not in held:
            return True  # there is no such order, and that was said
        count = turn.entity("quantity")
        line = uncounted(order_of(turn, held), held) if asked == "quantity" and "order" in held else None
        if line is not None and str(count).isdigit():
            held["lines"][str(line.id)] = int(str(count))
            heard = True
        trouble = trouble_of(turn)
        corrected = asked != "" and trouble not in (None, ClaimKind.DEFECTIVE)
        if trouble is not None and (asked == "trouble" or "trouble" not in held or corrected):
            held["trouble"] = str(trouble)
            heard = True
        remedy = remedy_of(turn.text)
        if remedy is not None and remedy in turn.shop.aftersales.policy.claims.remedies:
            held["remedy"] = remedy
            held.pop("turned", None)
            heard = True
        return heard

    def _refused_by_state(self, turn: Turn, reply: Reply, held: Held) -> bool:
        """Say so when the order is not where anything of it could be claimed."""
        if "order" not in held:
            return False
        order = order_of(turn, held)
        if order.state == OrderState.DELIVERED:
            return False
        everything = tuple((line.id, line.quantity) for line in order.lines)
        trouble = ClaimKind(held.get("trouble") or ClaimKind.MISSING_ITEM)
        decision = turn.decide(Complain(order.number, everything, trouble))
        if decision.rule not in BY_STATE:
            return False
        refusal(turn, reply, decision, kind=self.kind, number=order.number)
        track = button(turn.words.say("button-track"), "track_order", order_number=order.number)
        reply.messages[-1]["body"]["buttons"].insert(0, track)
        return True

    @staticmethod
    def _note(turn: Turn, proposal: Proposal) -> str:
        limit = turn.shop.aftersales.policy.claims.person_above_minor
        if proposal.person and limit is not None:
            return turn.words.say("claim-note-person", limit=Money(limit, proposal.currency))
        return turn.words.say("claim-note-at-once")
