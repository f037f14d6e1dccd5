"""The page of what waits: the whole story at a glance, decided once, after a yes, in the name of who decided."""

from __future__ import annotations

import pytest
from nicegui.testing import User
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from knowledge.aftersales.deciding import DecidedAlready, Verdict
from knowledge.aftersales.models import Claim, PriceMatch, Refund
from knowledge.audit import AuditEntry
from knowledge.conversations.service import Conversations
from knowledge.errors import NotFound
from knowledge.orders.payments import EntryState, PaymentEntry
from knowledge.staff.models import Role
from tests.web.conftest import PATIENT, Site
from tests.web.some_matters import add_matters, make_deciding
from web.desk.stories import read_stories

Sessions = sessionmaker[Session]
PATH = "/desk/waiting"


def number_of(sessions: Sessions, table: type[Claim] | type[PriceMatch]) -> str:
    with sessions() as session:
        return session.scalars(select(table.number)).one()


def state_of(sessions: Sessions, table: type[Claim] | type[PriceMatch]) -> str:
    with sessions() as session:
        return str(session.scalars(select(table.state)).one())


def refunds(sessions: Sessions) -> list[int]:
    with sessions() as session:
        return list(session.scalars(select(Refund.amount_minor)))


async def ask(user: User, verdict: Verdict, name: str) -> None:
    user.find(marker=f"{verdict}-{name}").click()
    await user.should_see(marker="confirm", retries=PATIENT)


async def test_where_nothing_waits_the_page_says_what_will_appear(site: Site) -> None:
    site.person("Mei")
    user = await site.log_in("Mei", PATH)
    await user.should_see("Nothing waits. Lower prices of other shops")


async def test_product_people_do_not_decide(site: Site) -> None:
    site.person("Priya", Role.PRODUCT)
    add_matters(site.pages.sessions)
    user = await site.log_in("Priya", "/insights")
    await user.open(PATH)
    await user.should_see("that page is for others")
    await user.should_not_see("Lena")


async def test_all_is_told_at_a_glance_and_contacts_are_masked(site: Site) -> None:
    site.person("Mei")
    customer_id = add_matters(site.pages.sessions)
    talk = Conversations(site.pages.sessions).resume_or_open("a visitor", customer_id, "en")
    user = await site.log_in("Mei", PATH)
    await user.should_see("4 wait · longest 2 d")
    for told in (
        "Lena Kovač · gold · l…@example.org",
        "1 × Ridgeline Shell Jacket",
        "missing item",
        "€129",
        "2 × Mug",
        "Brightmart asks",
        "€10",
        "failed payment, visa-1",
        "My 5 euros are gone",
        "It is settled with the customer",
    ):
        await user.should_see(told)
    await user.should_not_see("lena.private@example.org")
    await user.should_not_see("<b>now</b>")
    links = {link.props["href"] for link in user.find("Open the conversation").elements}
    assert links == {f"/desk?conversation={talk.id}"}


def test_the_longest_wait_comes_first(sessions: Sessions) -> None:
    add_matters(sessions)
    kinds = [story.matter.kind for story in read_stories(sessions)]
    assert kinds[:2] == ["claim", "price_match"]
    assert set(kinds[2:]) == {"payment", "request"}


async def test_nothing_is_done_before_the_yes(site: Site) -> None:
    site.person("Mei")
    add_matters(site.pages.sessions)
    name = number_of(site.pages.sessions, Claim)
    user = await site.log_in("Mei", PATH)
    await ask(user, Verdict.ACCEPT, name)
    await user.should_see("€129 goes back to Lena Kovač. This cannot be taken back.")
    user.find(marker="cancel").click()
    assert state_of(site.pages.sessions, Claim) == "requested"


@pytest.mark.parametrize(("verdict", "paid"), [(Verdict.ACCEPT, [12_900]), (Verdict.REJECT, [])])
async def test_a_claim_is_decided_in_the_name_of_who_decided(
    site: Site, verdict: Verdict, paid: list[int]
) -> None:
    mei = site.person("Mei")
    add_matters(site.pages.sessions)
    name = number_of(site.pages.sessions, Claim)
    user = await site.log_in("Mei", PATH)
    await ask(user, verdict, name)
    user.find(marker="confirm").click()
    await user.should_not_see(marker=f"matter-{name}", retries=PATIENT)
    await user.should_see("3 wait")
    assert state_of(site.pages.sessions, Claim) == f"{verdict}ed"
    assert refunds(site.pages.sessions) == paid
    with site.pages.sessions() as session:
        audited = session.scalars(select(AuditEntry.actor).where(AuditEntry.subject == f"claim:{name}")).all()
    assert audited == [f"staff:{mei.id}"]


async def test_a_colleague_who_was_faster_is_named_and_nothing_is_done_twice(site: Site) -> None:
    site.person("Mei")
    jonas = site.person("Jonas")
    add_matters(site.pages.sessions)
    name = number_of(site.pages.sessions, PriceMatch)
    user = await site.log_in("Mei", PATH)
    await ask(user, Verdict.ACCEPT, name)
    site.pages.deciding.decide("price_match", name, Verdict.REJECT, actor=f"staff:{jonas.id}")
    user.find(marker="confirm").click()
    await user.should_see("Nothing was done: Jonas rejected it before you.", retries=PATIENT)
    await user.should_not_see(marker=f"matter-{name}", retries=PATIENT)
    assert (state_of(site.pages.sessions, PriceMatch), refunds(site.pages.sessions)) == ("rejected", [])


async def test_what_failed_is_tried_again_once(site: Site) -> None:
    site.person("Mei")
    add_matters(site.pages.sessions)
    with site.pages.sessions() as session:
        entry_id = session.scalars(
            select(PaymentEntry.id).where(PaymentEntry.state == EntryState.FAILED)
        ).one()
    user = await site.log_in("Mei", PATH)
    await ask(user, Verdict.RETRY, f"payment:{entry_id}")
    await user.should_see("It is moved once at most.")
    user.find(marker="confirm").click()
    user.find(marker="confirm").click()
    await user.should_not_see(marker=f"matter-payment:{entry_id}", retries=PATIENT)
    with site.pages.sessions() as session:
        entry = session.get_one(PaymentEntry, entry_id)
    assert (entry.state, entry.key.count("+")) == (EntryState.PENDING, 1)


def test_one_who_decides_second_is_told_who_was_first(sessions: Sessions) -> None:
    add_matters(sessions)
    deciding, name = make_deciding(sessions), number_of(sessions, Claim)
    deciding.decide("claim", name, Verdict.ACCEPT, actor="staff:7")
    with pytest.raises(DecidedAlready, match=r"staff:7 did claim\.accepted"):
        deciding.decide("claim", name, Verdict.REJECT, actor="staff:8")
    assert refunds(sessions) == [12_900]


@pytest.mark.parametrize(
    ("kind", "name", "verdict", "error"),
    [
        ("claim", "C-0-1", Verdict.ACCEPT, NotFound),
        ("payment", "payment:99", Verdict.RETRY, NotFound),
        ("payment", "payment:x", Verdict.RETRY, NotFound),
        ("payment", "payment:1", Verdict.ACCEPT, ValueError),
        ("claim", "C-0-1", Verdict.RETRY, ValueError),
        ("request", "Q-1", Verdict.ACCEPT, ValueError),
    ],
)
def test_what_is_not_there_or_cannot_be_said_is_an_error(
    sessions: Sessions, kind: str, name: str, verdict: Verdict, error: type[Exception]
) -> None:
    with pytest.raises(error):
        make_deciding(sessions).decide(kind, name, verdict, actor="staff:1")
