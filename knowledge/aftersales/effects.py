"""What each command changes, within the transaction that it is carried out in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from knowledge.accounts.effects import AccountEffects
from knowledge.accounts.rules import AccountRules
from knowledge.accounts.wishes import AccountWish
from knowledge.aftersales.buying_effects import (
    ask_person,
    lower_price,
    note_day,
    note_packaging,
    open_card,
    travel_otherwise,
)
from knowledge.aftersales.delivery_facts import DeliveryChangeFacts
from knowledge.aftersales.effect import Effect
from knowledge.aftersales.facts import (
    ExchangeFacts,
    ItemChangeFacts,
    PriceMatchFacts,
    RemovalFacts,
    SwapFacts,
)
from knowledge.aftersales.models import (
    Claim,
    ClaimLine,
    Exchange,
    ExchangeLine,
    PriceMatch,
    Return,
    ReturnLine,
)
from knowledge.aftersales.money_moves import open_refund, post, refund_of
from knowledge.aftersales.proposals import Proposal
from knowledge.aftersales.states import ClaimState
from knowledge.aftersales.stock import change_stock
from knowledge.aftersales.wishes import (
    BuyingWish,
    Cancel,
    ChangeAddress,
    ChangeDelivery,
    ChangeItems,
    ChangeOwnAddress,
    ChangePayment,
    ChangeRefund,
    Complain,
    GiveBack,
    MatchPrice,
    RemoveItems,
    Reschedule,
    Swap,
    WishPackaging,
)
from knowledge.catalogue.models import Variant
from knowledge.database import utc_now
from knowledge.orders.models import ORDER_TRANSITIONS, CustomerAddress, Order, OrderLine, OrderState
from knowledge.orders.payments import EntryKind
from knowledge.states import moved


class Effects:
    """Carries out a confirmed proposal in one session."""

    def __init__(self, session: Session, proposal: Proposal, *, counts_stock: bool) -> None:
        self._session = session
        self._proposal = proposal
        self._counts_stock = counts_stock

    def carry_out(self, order: Order, facts: object) -> Effect:
        """Do what the proposal says to an order."""
        wish = self._proposal.wish
        if isinstance(wish, Cancel):
            return self._cancel(order, wish)
        if isinstance(wish, GiveBack):
            return self._return(order, wish)
        if isinstance(wish, Swap) and isinstance(facts, ExchangeFacts):
            return self._exchange(order, facts.swaps, wish.method or self._proposal.original_method)
        if isinstance(wish, ChangeItems) and isinstance(facts, ItemChangeFacts):
            return self._change_items(order, facts.swaps)
        if isinstance(wish, RemoveItems) and isinstance(facts, RemovalFacts):
            return self._remove_items(order, wish, facts)
        if isinstance(wish, ChangeAddress):
            # Whom a parcel is for stays, wherever it goes.
            receiver = {name: value for name, value in order.address.items() if name == "name"}
            order.address = receiver | dict(wish.address)
            return Effect(order.number, "order.address_changed")
        if isinstance(wish, ChangePayment):
            order.payment_method = wish.method
            self._move_money(order)
            return Effect(order.number, "order.payment_changed")
        if isinstance(wish, ChangeRefund):
            return self._change_refund(order, wish)
        if isinstance(wish, Complain):
            return self._claim(order, wish)
        if isinstance(wish, BuyingWish):
            return self._buying(order, wish, facts)
        raise TypeError(f"{wish!r} is nothing that is done to an order")

    def carry_out_own(self, customer_id: int, rules: AccountRules, facts: Mapping[str, Any]) -> Effect:
        """Do what the proposal says to a customer; `facts` are kept for the person who has to look at it."""
        wish, proposal = self._proposal.wish, self._proposal
        if isinstance(wish, AccountWish):
            return AccountEffects(
                self._session,
                rules,
                customer_id,
                key=f"{customer_id}:{proposal.key}",
                moves=proposal.moves,
                person=proposal.person,
                facts=facts,
            ).carry_out(wish)
        if not isinstance(wish, ChangeOwnAddress):
            raise TypeError(f"{wish!r} is nothing that is done to a customer")
        query = select(CustomerAddress).where(CustomerAddress.customer_id == customer_id)
        stored = self._session.scalars(query).first()
        if stored is None:
            stored = CustomerAddress(customer_id=customer_id)
            self._session.add(stored)
        stored.address = dict(wish.address)
        return Effect(f"C-{customer_id}", "customer.address_changed")

    def _buying(self, order: Order, wish: BuyingWish, facts: object) -> Effect:
        if isinstance(wish, MatchPrice) and isinstance(facts, PriceMatchFacts):
            return self._price_match(order, wish, facts)
        if isinstance(wish, ChangeDelivery) and isinstance(facts, DeliveryChangeFacts):
            travel_otherwise(order, facts)
            self._move_money(order)
            return Effect(order.number, "order.delivery_changed")
        if isinstance(wish, Reschedule):
            note_day(order, wish)
            return Effect(order.number, "order.delivery_rescheduled")
        if isinstance(wish, WishPackaging):
            note_packaging(order, wish, sum(step.minor for step in self._proposal.arithmetic))
            self._move_money(order)
            return Effect(order.number, "order.packaging_wished")
        raise TypeError(f"{wish!r} goes with other facts than {facts!r}")

    def _cancel(self, order: Order, wish: Cancel) -> Effect:
        state = OrderState(order.state)
        order.state = moved(f"order {order.number}", ORDER_TRANSITIONS, state, OrderState.CANCELLED)
        order.cancelled_at = utc_now()
        order.cancel_reason = wish.reason
        self._stock({}, back=((line.sku, line.quantity) for line in order.lines))
        self._move_money(order)
        return Effect(order.number, "order.cancelled")

    def _return(self, order: Order, wish: GiveBack) -> Effect:
        made = Return(
            number=self._number("R", Return, order),
            order_id=order.id,
            reason=wish.reason,
            policy_rule=self._proposal.rule,
            policy_version=self._proposal.policy_version,
            goods_due_at=self._goods_due_at(),
            lines=[ReturnLine(order_line_id=line, quantity=quantity) for line, quantity in wish.lines],
        )
        self._session.add(made)
        self._session.flush()
        self._move_money(order, return_id=made.id)
        return Effect(made.number, "return.requested")

    def _goods_due_at(self) -> datetime | None:
        """Until when goods have to come that are refunded before."""
        days = self._proposal.goods_within_days
        return utc_now() + timedelta(days=days) if days else None

    def _exchange(self, order: Order, swaps: tuple[SwapFacts, ...], method: str) -> Effect:
        made = Exchange(
            number=self._number("X", Exchange, order),
            order_id=order.id,
            difference_minor=sum(swap.difference_minor for swap in swaps),
            method=method,
            policy_rule=self._proposal.rule,
            policy_version=self._proposal.policy_version,
            lines=[
                ExchangeLine(
                    order_line_id=swap.line.line_id,
                    quantity=swap.line.asked,
                    sku=swap.wanted.sku,
                    unit_minor=swap.wanted.unit_minor,
                )
                for swap in swaps
                if swap.wanted is not None
            ],
        )
        self._session.add(made)
        self._stock(_taken(swaps), back=())
        return Effect(made.number, "exchange.requested")

    def _change_items(self, order: Order, swaps: tuple[SwapFacts, ...]) -> Effect:
        by_id = {line.id: line for line in order.lines}
        for swap in swaps:
            self._swap(order, by_id[swap.line.line_id], swap)
        order.items_changed_at = utc_now()
        self._stock(_taken(swaps), back=((swap.sku, swap.line.asked) for swap in swaps))
        self._move_money(order)
        return Effect(order.number, "order.items_changed")

    def _remove_items(self, order: Order, wish: RemoveItems, facts: RemovalFacts) -> Effect:
        by_id = {line.id: line for line in order.lines}
        back = []
        for line_id, quantity in wish.lines:
            line = by_id[line_id]
            back.append((line.sku, quantity))
            line.quantity -= quantity
            if not line.quantity:
                order.lines.remove(line)
        order.discount_minor -= facts.discount_share_minor
        order.items_changed_at = utc_now()
        self._stock({}, back=back)
        self._move_money(order)
        return Effect(order.number, "order.items_removed")

    def _swap(self, order: Order, line: OrderLine, swap: SwapFacts) -> None:
        wanted = swap.wanted
        if wanted is None:
            raise TypeError("a swap that was allowed names a variant")
        variant = self._session.scalars(select(Variant).where(Variant.sku == wanted.sku)).one()
        # The order's total changes by exactly the difference, whatever discount it has.
        unit = line.unit_minor + wanted.unit_minor - swap.line.unit_minor
        if line.quantity > swap.line.asked:
            line.quantity -= swap.line.asked
            line = OrderLine(product_id=line.product_id, name=line.name, quantity=swap.line.asked)
            order.lines.append(line)
        line.sku, line.options, line.unit_minor = variant.sku, dict(variant.options), unit

    def _change_refund(self, order: Order, wish: ChangeRefund) -> Effect:
        waiting = refund_of(self._session, order, wish.return_number)
        if waiting is None:
            raise TypeError("a change that was allowed names a refund")
        made, refund = waiting
        (move,) = self._proposal.moves
        refund.method, refund.destination = move.method, move.destination
        return Effect(made.number, "refund.redirected")

    def _claim(self, order: Order, wish: Complain) -> Effect:
        person = self._proposal.person
        made = Claim(
            number=self._number("C", Claim, order),
            order_id=order.id,
            kind=wish.trouble,
            state=ClaimState.REQUESTED if person else ClaimState.ACCEPTED,
            remedy=wish.remedy,
            refund_minor=self._proposal.refund_minor,
            description=wish.description,
            policy_rule=self._proposal.rule,
            policy_version=self._proposal.policy_version,
            lines=[ClaimLine(order_line_id=line, quantity=quantity) for line, quantity in wish.lines],
        )
        self._session.add(made)
        self._session.flush()
        if person:
            return Effect(made.number, "claim.requested")
        self._move_money(order, claim_id=made.id)
        if wish.remedy == "replacement":
            skus = {line.id: line.sku for line in order.lines}
            self._stock({skus[line]: quantity for line, quantity in wish.lines}, back=())
        return Effect(made.number, "claim.accepted")

    def _price_match(self, order: Order, wish: MatchPrice, facts: PriceMatchFacts) -> Effect:
        made = ask_person(
            self._session,
            order,
            wish,
            self._number("P", PriceMatch, order),
            rule=self._proposal.rule,
            version=self._proposal.policy_version,
        )
        if self._proposal.person:
            return Effect(made.number, "price_match.requested")
        lower_price(self._session, order, made, facts)
        for move in self._proposal.moves:
            open_card(self._session, order, move.destination, move.method)
        self._move_money(order)
        return Effect(made.number, "price_match.accepted")

    def _move_money(self, order: Order, **belongs_to: int) -> None:
        for place, move in enumerate(self._proposal.moves):
            refund = None
            if move.kind == EntryKind.REFUND:
                refund = open_refund(order, move, **belongs_to)
                self._session.add(refund)
            if not move.on_receipt:
                post(self._session, order, move, key=f"{self._proposal.key}:{place}", refund=refund)

    def _stock(self, taken: dict[str, int], *, back: Iterable[tuple[str, int]]) -> None:
        """Take goods out of stock and put others back."""
        if not self._counts_stock:
            return
        change = {sku: -quantity for sku, quantity in taken.items()}
        for sku, quantity in back:
            change[sku] = change.get(sku, 0) + quantity
        change_stock(self._session, change)

    def _number(self, letter: str, table: type[Return | Exchange | Claim | PriceMatch], order: Order) -> str:
        query = select(func.count()).select_from(table).where(table.order_id == order.id)
        return f"{letter}-{order.number}-{(self._session.scalar(query) or 0) + 1}"


def _taken(swaps: tuple[SwapFacts, ...]) -> dict[str, int]:
    taken: dict[str, int] = {}
    for swap in swaps:
        if swap.wanted is not None:
            taken[swap.wanted.sku] = taken.get(swap.wanted.sku, 0) + swap.line.asked
    return taken
