"""A case played through our services, as its shopper would: identified, and saying yes to what is shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from attendant.retail_world.effects import WRITES
from attendant.retail_world.files import Action, Case
from attendant.retail_world.wishes import BadArguments, wish_of
from knowledge.aftersales.errors import Refused
from knowledge.aftersales.policy import Policy
from knowledge.aftersales.proposals import Proposal
from knowledge.aftersales.service import AfterSales
from knowledge.customers.models import Customer
from knowledge.database import SessionFactory
from knowledge.encryption import looked_up
from knowledge.orders.models import CustomerAddress, Order
from knowledge.orders.service import LineNotFound, OrderNotFound, Orders

HANDOVER = "transfer_to_human_agents"


@dataclass(frozen=True)
class Accepted:
    """A write that was done."""

    action: Action
    customer_id: int
    proposal: Proposal


@dataclass(frozen=True)
class Turned:
    """A write that was refused."""

    action: Action
    rule: str
    alternatives: tuple[str, ...] = ()


@dataclass
class Played:
    """What became of a case's writes."""

    owner: str = ""
    """The world's id of the shopper; empty when nobody was identified."""
    accepted: list[Accepted] = field(default_factory=list)
    refused: list[Turned] = field(default_factory=list)
    handovers: int = 0


class Player:
    """Plays cases in one copy of the world."""

    def __init__(self, sessions: SessionFactory, policy: Policy) -> None:
        self._sessions = sessions
        self._orders = Orders(sessions)
        self.aftersales = AfterSales(sessions, policy, currency="USD")

    def play(self, case: Case) -> Played:
        """Do the case's writes, in order."""
        played = Played()
        owner = self._owner(case)
        if owner is not None:
            played.owner = owner.shop_id
        for action in case.actions:
            if action.name == HANDOVER:
                played.handovers += 1
            elif action.name in WRITES:
                self._write(action, owner, played)
        return played

    def _write(self, action: Action, owner: Customer | None, played: Played) -> None:
        if owner is None:
            played.refused.append(Turned(action, "nobody-identified"))
            return
        try:
            named = action.arguments.get("user_id")
            if named is not None and named != owner.shop_id:
                played.refused.append(Turned(action, "another-user"))
                return
            wish = wish_of(action.name, action.arguments, self._order(owner, action.arguments))
            proposal = self.aftersales.propose(owner.id, wish)
            self.aftersales.commit(owner.id, proposal, confirmed=proposal.key)
            played.accepted.append(Accepted(action, owner.id, proposal))
        except Refused as refused:
            near = tuple(f"{each.what} {each.of}".strip() for each in refused.decision.alternatives)
            played.refused.append(Turned(action, refused.decision.rule, near))
        except LineNotFound:
            played.refused.append(Turned(action, "item-not-in-order"))
        except OrderNotFound:
            played.refused.append(Turned(action, "order-not-found-for-this-owner"))
        except BadArguments as error:
            played.refused.append(Turned(action, f"bad-arguments: {error}"))

    def _order(self, owner: Customer, arguments: Mapping[str, Any]) -> Order | None:
        if "order_id" not in arguments:
            return None
        return self._orders.owned(owner.id, str(arguments["order_id"]))

    def _owner(self, case: Case) -> Customer | None:
        """Whom the case identifies; without a look-up of a person, who owns what it writes to."""
        for identified in (self._identified, self._owning):
            for action in case.actions:
                found = identified(action)
                if found is not None:
                    return found
        return None

    def _identified(self, action: Action) -> Customer | None:
        given = {name: str(value) for name, value in action.arguments.items()}
        query = select(Customer)
        if action.name == "find_user_id_by_email":
            query = query.where(looked_up(Customer.email_index, [given.get("email", "")]))
        elif action.name == "find_user_id_by_name_zip":
            name = f"{given.get('first_name', '')} {given.get('last_name', '')}".strip().lower()
            return self._living_at(name, given.get("zip", ""))
        elif action.name == "get_user_details":
            query = query.where(Customer.shop_id == given.get("user_id", ""))
        else:
            return None
        with self._sessions() as session:
            return session.scalars(query).first()

    def _living_at(self, name: str, zip_code: str) -> Customer | None:
        # Names and addresses are encrypted, so they are compared here.
        query = select(Customer, CustomerAddress).join(
            CustomerAddress, CustomerAddress.customer_id == Customer.id
        )
        with self._sessions() as session:
            for customer, at in session.execute(query):
                if customer.name.lower() == name and at.address.get("zip") == zip_code:
                    return customer
        return None

    def _owning(self, action: Action) -> Customer | None:
        if action.name not in WRITES:
            return None
        query = select(Customer)
        if "user_id" in action.arguments:
            query = query.where(Customer.shop_id == str(action.arguments["user_id"]))
        else:
            number = str(action.arguments.get("order_id", "")).lstrip("#")
            query = query.join(Order, Order.customer_id == Customer.id).where(Order.number == number)
        with self._sessions() as session:
            return session.scalars(query).first()
