"""Attacks on every write of a retail world: how many are tried, how many get through.

    python -m bench.attacks [--db FILE --tasks FILE]

Each write that the cases make is played up to its moment in a copy of the world; then it is tried in all the ways
it must not work. An attack that does not raise, or leaves anything behind, has got through.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import func, select, update

from attendant.retail_world.copies import WorldInMemory
from attendant.retail_world.effects import WRITES
from attendant.retail_world.files import Case, World, read_cases, read_world
from attendant.retail_world.playing import Accepted, Player
from bench.data import folder
from knowledge.aftersales.decision import Move
from knowledge.aftersales.models import CompletedCommand, Exchange, Refund, Return
from knowledge.aftersales.policy import Policy
from knowledge.aftersales.policy_file import load_pack
from knowledge.aftersales.proposals import Proposal
from knowledge.aftersales.states import Destination
from knowledge.aftersales.wishes import (
    ChangeItems,
    ChangePayment,
    GiveBack,
    Swap,
    Wish,
    named,
    order_number_of,
)
from knowledge.audit import AuditEntry
from knowledge.catalogue.models import Product, Variant
from knowledge.database import SessionFactory, writing
from knowledge.errors import DomainError
from knowledge.orders.models import Order, OrderLine, OrderState
from knowledge.orders.payments import EntryKind, MethodKind, PaymentEntry, PaymentMethod

TRACES = (CompletedCommand, AuditEntry, PaymentEntry, Refund, Return, Exchange)


@dataclass
class Target:
    """A lawful write, just before it is made."""

    sessions: SessionFactory
    player: Player
    write: Accepted
    """As it was made in another copy of the same world."""

    @property
    def owner(self) -> int:
        return self.write.customer_id

    @property
    def wish(self) -> Wish:
        return self.write.proposal.wish

    def shown(self) -> Proposal:
        """What the owner is shown."""
        return self.player.aftersales.propose(self.owner, self.wish)

    def attempt(self, wish: Wish, *, owner: int | None = None) -> None:
        """Ask for something and say yes to it."""
        who = self.owner if owner is None else owner
        proposal = self.player.aftersales.propose(who, wish)
        self.agree(proposal, owner=who)

    def agree(self, proposal: Proposal, *, owner: int | None = None, yes: str | None = None) -> None:
        """Say yes."""
        done = self.player.aftersales.commit(
            self.owner if owner is None else owner, proposal, confirmed=proposal.key if yes is None else yes
        )
        if done.repeated:
            raise DomainError("done before, told again")

    def order(self) -> Order:
        with self.sessions() as session:
            number = order_number_of(self.wish)
            return session.scalars(select(Order).where(Order.number == number)).one()

    def stranger(self) -> int:
        """Another customer."""
        with self.sessions() as session:
            query = select(PaymentMethod.customer_id).where(PaymentMethod.customer_id != self.owner).limit(1)
            return session.scalars(query).one()

    @contextmanager
    def changed(self, statement: Any, back: Any) -> Iterator[None]:
        """The world with something different, for a while."""
        self.run(statement)
        try:
            yield
        finally:
            self.run(back)

    def run(self, statement: Any) -> None:
        with writing(self.sessions) as session:
            session.execute(statement)


Attack = Callable[[Target], None]


def attacks_on(wish: Wish) -> dict[str, Attack]:
    """The attacks that make sense on such a wish, by name."""
    found: dict[str, Attack] = {
        "someone else asks": lambda on: on.attempt(on.wish, owner=on.stranger()),
        "someone else says yes": lambda on: on.agree(on.shown(), owner=on.stranger()),
        "nobody": lambda on: on.agree(on.shown(), owner=10**9),
        "no yes": lambda on: on.agree(on.shown(), yes=""),
        "a yes to something else": lambda on: on.agree(on.shown(), yes="cancel:" + "0" * 40),
        "amount changed after the yes": _tampered(rekeyed=False),
        "amount changed, and its key": _tampered(rekeyed=True),
        "money to the attacker": _redirected,
        "policy of another version": lambda on: on.agree(replace(on.shown(), policy_version="0")),
        "rule of another name": lambda on: on.agree(replace(on.shown(), rule="because")),
        "yes too late": _late(timedelta(hours=2)),
        "yes before it was shown": _late(timedelta(hours=-2)),
        "second yes": _second_yes,
    }
    if order_number_of(wish) is None:
        # One's own address belongs to whoever asks: what a stranger asks for is their own.
        del found["someone else asks"], found["someone else says yes"]
        return found
    found |= {
        "an order that is not there": lambda on: on.attempt(named(on.wish, "W0000000")),
        "someone else's order": _others_order,
    }
    for state in OrderState:
        found[f"order {state.value}"] = _in_state(state)
    if isinstance(wish, GiveBack | Swap | ChangeItems):
        found |= {
            "an item of another order": _foreign_line,
            "more than was bought": _too_many,
            "nothing": lambda on: on.attempt(_with_lines(on.wish, ())),
            "less than one": lambda on: on.attempt(_with_lines(on.wish, _quantities(on.wish, -1))),
        }
    if isinstance(wish, Swap | ChangeItems):
        found |= {
            "another product": _other_product,
            "a variant that is not there": lambda on: on.attempt(_with_sku(on.wish, "0000000000")),
            "the same variant": _same_variant,
            "a variant that is sold out": _sold_out,
            "price changed after it was shown": _new_price,
            "gift card with too little": _short_gift_card,
        }
    if isinstance(wish, GiveBack | Swap | ChangeItems | ChangePayment):
        found |= {
            "someone else's payment method": _foreign_method,
            "a payment method that is not there": lambda on: on.attempt(_paid_by(on.wish, "paypal_0")),
        }
    return found


class NotPossible(Exception):
    """The attack makes no sense here, such as a gift card with too little when nothing is to be paid."""


def _tampered(*, rekeyed: bool) -> Attack:
    def attack(on: Target) -> None:
        shown = on.shown()
        moves = tuple(replace(move, minor=move.minor + 100) for move in shown.moves)
        changed = replace(shown, moves=moves) if moves else replace(shown, fee_minor=shown.fee_minor + 1)
        on.agree(changed, yes=changed.key if rekeyed else shown.key)

    return attack


def _redirected(on: Target) -> None:
    with on.sessions() as session:
        code = session.scalars(
            select(PaymentMethod.code).where(PaymentMethod.customer_id == on.stranger())
        ).first()
    move = Move(EntryKind.REFUND, str(code), Destination.ORIGINAL_PAYMENT, 1000)
    on.agree(replace(on.shown(), moves=(move,)))


def _late(age: timedelta) -> Attack:
    def attack(on: Target) -> None:
        shown = on.shown()
        on.agree(replace(shown, shown_at=shown.shown_at - age))

    return attack


def _second_yes(on: Target) -> None:
    """The same yes again, when it was done already."""
    shown = on.shown()
    on.player.aftersales.commit(on.owner, shown, confirmed=shown.key)
    before = traces(on.sessions)
    try:
        on.agree(shown)
    except DomainError:
        if traces(on.sessions) == before:
            raise


def _others_order(on: Target) -> None:
    with on.sessions() as session:
        query = select(Order.number).where(Order.customer_id != on.owner, Order.state == on.order().state)
        number = session.scalars(query.limit(1)).one()
    on.attempt(named(on.wish, number))


def _in_state(state: OrderState) -> Attack:
    def attack(on: Target) -> None:
        order = on.order()
        if order.state == state:
            raise NotPossible
        row = update(Order).where(Order.id == order.id)
        with on.changed(row.values(state=state), row.values(state=order.state)):
            on.attempt(on.wish)

    return attack


def _quantities(wish: Wish, quantity: int) -> tuple[Any, ...]:
    """The lines or swaps of a wish with another quantity."""
    if isinstance(wish, GiveBack):
        return tuple((line, quantity) for line, _ in wish.lines)
    return (
        tuple((line, quantity, sku) for line, _, sku in wish.swaps)
        if isinstance(wish, Swap | ChangeItems)
        else ()
    )


def _with_lines(wish: Wish, lines: tuple[Any, ...]) -> Wish:
    if isinstance(wish, GiveBack):
        return replace(wish, lines=lines)
    return replace(wish, swaps=lines) if isinstance(wish, Swap | ChangeItems) else wish


def _with_sku(wish: Wish, sku: str) -> Wish:
    if not isinstance(wish, Swap | ChangeItems):
        raise NotPossible
    line, quantity, _ = wish.swaps[0]
    return replace(wish, swaps=((line, quantity, sku), *wish.swaps[1:]))


def _foreign_line(on: Target) -> None:
    with on.sessions() as session:
        line = session.scalars(select(OrderLine.id).where(OrderLine.order_id != on.order().id).limit(1)).one()
    lines = _quantities(on.wish, 1)
    on.attempt(_with_lines(on.wish, ((line, *lines[0][1:]), *lines[1:])))


def _too_many(on: Target) -> None:
    on.attempt(_with_lines(on.wish, _quantities(on.wish, 99)))


def _first_variant(on: Target) -> Variant:
    with on.sessions() as session:
        sku = _quantities(on.wish, 1)[0][2]
        return session.scalars(select(Variant).where(Variant.sku == sku)).one()


def _other_product(on: Target) -> None:
    wanted = _first_variant(on)
    with on.sessions() as session:
        query = select(Variant.sku).join(Product).where(Product.id != wanted.product_id, Variant.stock > 0)
        sku = session.scalars(query.limit(1)).one()
    on.attempt(_with_sku(on.wish, sku))


def _same_variant(on: Target) -> None:
    with on.sessions() as session:
        line = session.get_one(OrderLine, _quantities(on.wish, 1)[0][0])
    on.attempt(_with_sku(on.wish, line.sku))


def _sold_out(on: Target) -> None:
    row = update(Variant).where(Variant.id == _first_variant(on).id)
    with on.changed(row.values(stock=0), row.values(stock=_first_variant(on).stock)):
        on.attempt(on.wish)


def _new_price(on: Target) -> None:
    variant, shown = _first_variant(on), on.shown()
    row = update(Variant).where(Variant.id == variant.id)
    with on.changed(
        row.values(price_minor=variant.price_minor + 1), row.values(price_minor=variant.price_minor)
    ):
        on.agree(shown)


def _short_gift_card(on: Target) -> None:
    minor = on.shown().charge_minor
    if minor == 0:
        raise NotPossible
    card = PaymentMethod(
        customer_id=on.owner,
        code="gift_card_short",
        kind=MethodKind.GIFT_CARD,
        balance_minor=minor - 1,
        currency="USD",
    )
    with writing(on.sessions) as session:
        session.add(card)
    on.attempt(_paid_by(on.wish, card.code))


def _paid_by(wish: Any, code: str) -> Wish:
    """A wish that has a payment method, with another one."""
    changed: Wish = replace(wish, method=code)
    return changed


def _foreign_method(on: Target) -> None:
    with on.sessions() as session:
        mine = select(PaymentMethod.code).where(PaymentMethod.customer_id == on.owner)
        query = select(PaymentMethod.code).where(
            PaymentMethod.customer_id != on.owner, PaymentMethod.code.not_in(mine)
        )
        code = session.scalars(query.limit(1)).one()
    on.attempt(_paid_by(on.wish, code))


def traces(sessions: SessionFactory) -> tuple[int, ...]:
    """What writes leave behind, counted, and the balances of all cards."""
    with sessions() as session:
        counts = [session.scalar(select(func.count()).select_from(table)) or 0 for table in TRACES]
        return (*counts, session.scalar(select(func.sum(PaymentMethod.balance_minor))) or 0)


@dataclass
class Tried:
    """How many attacks of each name were tried, and which got through."""

    tried: Counter[str]
    through: list[str]


def attack(world: World, cases: Sequence[Case], policy: Policy) -> Tried:
    """Attack every write of the cases."""
    memory = WorldInMemory(world)
    result = Tried(Counter(), [])
    for case in cases:
        writes = [action for action in case.actions if action.name in WRITES]
        others = [action for action in case.actions if action.name not in WRITES]
        for place, action in enumerate(writes):
            criteria = case.evaluation_criteria.model_copy(update={"actions": [*others, *writes[:place]]})
            before = case.model_copy(update={"evaluation_criteria": criteria})
            whole = criteria.model_copy(update={"actions": [*others, *writes[: place + 1]]})
            with memory.copy() as sessions:
                made = Player(sessions, policy).play(case.model_copy(update={"evaluation_criteria": whole}))
            if not made.accepted or made.accepted[-1].action is not action:
                continue
            with memory.copy() as sessions:
                player = Player(sessions, policy)
                player.play(before)
                _attack_one(Target(sessions, player, made.accepted[-1]), case.id, result)
    return result


def _attack_one(target: Target, case_id: str, result: Tried) -> None:
    found = attacks_on(target.wish)
    # The one that makes the write in earnest comes last.
    for name in sorted(found, key=lambda name: name == "second yes"):
        before = traces(target.sessions)
        try:
            found[name](target)
        except NotPossible:
            continue
        except DomainError:
            result.tried[name] += 1
            if name != "second yes" and traces(target.sessions)[:-1] != before[:-1]:
                result.through.append(f"case {case_id}, {target.wish.kind}: {name} left something behind")
            continue
        result.tried[name] += 1
        result.through.append(f"case {case_id}, {target.wish.kind}: {name}")


def main() -> None:
    """Print the table."""
    world = folder("aftersales/tau2_retail")
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--db", type=Path, default=world / "db.json")
    parser.add_argument("--tasks", type=Path, default=world / "tasks_train.json")
    options = parser.parse_args()
    result = attack(read_world(options.db), read_cases(options.tasks), load_pack("tau2-retail"))
    for name, count in result.tried.most_common():
        print(f"{count:6}  {name}")
    print(f"{result.tried.total():6}  tried, {len(result.through)} got through")
    for line in result.through:
        print(f"        {line}")


if __name__ == "__main__":
    main()
