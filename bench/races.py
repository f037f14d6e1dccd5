"""Clients racing on the same return, and dying at every point: one effect each, none lost.

    python -m bench.races [--clients 16] [--postgres | --url URL] [--db FILE]

In each round all clients say yes to the same proposal at once. Half of them die at the round's point, which is the
n-th statement of the command or either side of a COMMIT; whoever is left tries again, as a shopper or a webhook would.
Then the goods arrive at as many counters at once, dying likewise, and money is paid through the demo provider.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import tempfile
from collections.abc import Callable, Sequence
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event, func, select

from attendant.retail_world.files import World, read_world
from attendant.retail_world.importing import import_world
from bench.data import folder
from bench.postgres import postgres
from knowledge.aftersales.models import CompletedCommand, Refund, Return
from knowledge.aftersales.policy_file import load_pack
from knowledge.aftersales.proposals import Proposal
from knowledge.aftersales.providers import DemoMovement, DemoProvider
from knowledge.aftersales.receiving import Receiving
from knowledge.aftersales.service import AfterSales
from knowledge.aftersales.settlement import Settlement
from knowledge.aftersales.wishes import GiveBack
from knowledge.audit import AuditEntry
from knowledge.database import SessionFactory, make_engine, make_sessions
from knowledge.encryption import Keyring
from knowledge.models import Base
from knowledge.orders.models import Order, OrderState
from knowledge.orders.payments import HELD_HERE, EntryKind, EntryState, PaymentEntry, PaymentMethod
from knowledge.outbox import OutboxEvent
from knowledge.states import IllegalTransition

CRASHED = 77
POLICY = load_pack("tau2-retail")

KEYRING = Keyring.generate()
"""Of the racing processes, which are forks of this one."""


@dataclass
class Race:
    """What the rounds came to."""

    rounds: int = 0
    clients: int = 0
    crashes: int = 0
    lost: int = 0
    doubled: int = 0

    def __str__(self) -> str:
        return (
            f"{self.rounds} rounds, {self.clients} clients, {self.crashes} died: "
            f"{self.lost} effects lost, {self.doubled} doubled"
        )


def die_at(engine: Engine, point: int) -> None:
    """End the process, as a power cut would, at the n-th point of what it does with the database."""
    passed = 0

    def step(*_: Any) -> None:
        nonlocal passed
        passed += 1
        if passed == point:
            os._exit(CRASHED)

    event.listen(engine, "before_cursor_execute", step)
    event.listen(engine, "commit", step)
    # The next transaction of a connection that has committed: the answer was not given yet.
    event.listen(engine, "checkin", step)


def race(url: str, work: Callable[[SessionFactory], None], clients: int, point: int) -> int:
    """Let so many processes do the same at once, half of them dying at `point`; how many died."""
    context = multiprocessing.get_context("fork")
    barrier = context.Barrier(clients)

    def client(mortal: bool) -> None:
        engine = make_engine(url, KEYRING)
        with engine.connect():
            pass
        if mortal:
            die_at(engine, point)
        barrier.wait(timeout=60)
        work(make_sessions(engine))

    started = [context.Process(target=client, args=(number % 2 == 0,)) for number in range(clients)]
    for process in started:
        process.start()
    for process in started:
        process.join(timeout=120)
    codes = [process.exitcode for process in started]
    if set(codes) - {0, CRASHED}:
        raise RuntimeError(f"clients ended with {codes}")
    return codes.count(CRASHED)


def confirm(customer_id: int, proposal: Proposal) -> Callable[[SessionFactory], None]:
    """Say yes to a proposal."""

    def work(sessions: SessionFactory) -> None:
        AfterSales(sessions, POLICY, currency="USD").commit(customer_id, proposal, confirmed=proposal.key)

    return work


def arrive(number: str, line: int) -> Callable[[SessionFactory], None]:
    """Note that the goods are there, and pay."""

    def work(sessions: SessionFactory) -> None:
        with suppress(IllegalTransition):  # another counter was faster
            Receiving(sessions).receive_return(number, {line: 1}, actor="system")
        Settlement(sessions, DemoProvider(sessions)).run()

    return work


def run(url: str, world: World, *, clients: int, points: Sequence[int]) -> Race:
    """A round for each point to die at, each on an order of its own."""
    engine = make_engine(url, KEYRING)
    Base.metadata.create_all(engine)
    sessions = make_sessions(engine)
    import_world(sessions, world)
    with sessions() as session:
        query = select(Order.id, Order.customer_id, Order.number).where(Order.state == OrderState.DELIVERED)
        orders = session.execute(query.order_by(Order.id).limit(len(points))).all()
        lines = {order.id: session.get_one(Order, order.id).lines[0].id for order in orders}
    result = Race()
    for point, order in zip(points, orders, strict=True):
        wish = GiveBack(order.number, ((lines[order.id], 1),))
        proposal = AfterSales(sessions, POLICY, currency="USD").propose(order.customer_id, wish)
        engine.dispose()
        for work in (
            confirm(order.customer_id, proposal),
            arrive(f"R-{order.number}-1", lines[order.id]),
        ):
            died = race(url, work, clients, point)
            work(sessions)  # who is left tries again
            engine.dispose()
            result.clients += clients
            result.crashes += died
        for count in effects(sessions, order.id, order.number):
            result.lost += count < 1
            result.doubled += count > 1
        result.rounds += 1
    engine.dispose()
    return result


def effects(sessions: SessionFactory, order_id: int, number: str) -> list[int]:
    """How often everything is there that a return leaves behind; each must be once."""
    entry = (PaymentEntry.order_id == order_id, PaymentEntry.kind == EntryKind.REFUND)
    keys = select(PaymentEntry.key).where(*entry)
    subject = f"order:{number}"
    queries = [
        select(func.count()).select_from(Return).where(Return.order_id == order_id),
        select(func.count()).select_from(Refund).where(Refund.order_id == order_id),
        select(func.count()).select_from(CompletedCommand).where(CompletedCommand.subject == subject),
        select(func.count()).select_from(AuditEntry).where(AuditEntry.subject == subject),
        select(func.count()).select_from(OutboxEvent).where(OutboxEvent.subject == subject),
        select(func.count())
        .select_from(PaymentEntry)
        .where(*entry, PaymentEntry.state == EntryState.SUCCEEDED),
    ]
    with sessions() as session:
        found = [session.scalar(query) or 0 for query in queries]
        paid = (
            session.scalar(select(func.count()).select_from(DemoMovement).where(DemoMovement.key.in_(keys)))
            or 0
        )
        own = select(PaymentMethod.code).where(PaymentMethod.kind.in_(HELD_HERE))
        at_home = session.scalar(select(func.count()).where(*entry, PaymentEntry.method.in_(own))) or 0
    # What goes to a gift card is the shop's own money: no provider has it in its books.
    return [*found, paid + at_home]


def main() -> None:
    """Print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", type=int, default=16)
    parser.add_argument("--points", type=int, default=45, help="how many points to die at, one a round")
    parser.add_argument("--postgres", action="store_true", help="on a PostgreSQL server of its own")
    parser.add_argument("--url", help="on this empty database")
    parser.add_argument("--db", type=Path, default=None)
    options = parser.parse_args()
    world = read_world(options.db or folder("aftersales/tau2_retail") / "db.json")
    with tempfile.TemporaryDirectory() as name:
        sqlite = f"sqlite:///{Path(name) / 'races.db'}"
        with postgres() if options.postgres else nullcontext(options.url or sqlite) as url:
            result = run(url, world, clients=options.clients, points=range(1, options.points + 1))
            print(f"{url.partition(':')[0]}: {result}")


if __name__ == "__main__":
    main()
