"""What must be there before the processes start; each step is skipped when nothing changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    SpinnerColumn,
    TaskProgressColumn,
    TextColumn,
    TimeElapsedColumn,
)

from attendant.composition import make_keyring, make_shop
from attendant.settings import Settings
from attendant.training import train
from knowledge.demo.load import ShopNotEmpty, load_demo
from knowledge.migration import upgrade
from knowledge.search.index import IndexMismatch, IndexMissing, UpdateReport
from knowledge.shop import Shop
from knowledge.staff.models import Role
from knowledge.staff.service import StaffAccounts

FIRST_ACCOUNTS = ((Role.AGENT, "Mei"), (Role.PRODUCT, "Jonas"), (Role.ADMIN, "Ada"))


@dataclass(frozen=True)
class FirstAccount:
    """A staff account made at first start; its password is shown this once."""

    role: Role
    email: str
    password: str


@contextmanager
def progress_bar(console: Console) -> Iterator[Progress]:
    """A progress display for anything that takes longer than a second."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        yield progress


def told(progress: Progress, names: dict[str, str]) -> Callable[[str, int, int], None]:
    """A callback that shows how far each named part is."""
    tasks = {}

    def tell(what: str, done: int, total: int) -> None:
        if what not in tasks:
            tasks[what] = progress.add_task(names.get(what, what), total=total)
        progress.update(tasks[what], completed=done, total=total)

    return tell


def prepare(settings: Settings, console: Console) -> list[FirstAccount]:
    """Secrets, database, demo shop, index, model and staff accounts; gives the accounts made just now."""
    if upgrade(settings.database, make_keyring(settings)):
        console.print("Database: ready")
    shop = make_shop(settings, encoder_threads=None)
    if settings.demo:
        _load_demo(shop, console)
    bring_values_up_to_date(shop, console)
    bring_index_up_to_date(shop, console)
    with console.status("Training the bot (a minute or two, only when its data changed)"):
        trained = train(settings)
    if trained is not None:
        console.print(f"Bot: trained ({trained.name})")
    accounts = first_accounts(shop)
    shop.engine.dispose()
    return accounts


def _load_demo(shop: Shop, console: Console) -> None:
    with progress_bar(console) as progress:
        try:
            report = load_demo(shop.sessions, progress=told(progress, {}))
        except ShopNotEmpty:
            return  # the shop has its own data: the demo stays out of it
    if not report.already:
        console.print(
            f"Demo shop: {report.products} products, {report.customers} customers, {report.orders} orders, "
            f"{report.articles} help articles"
        )


def bring_values_up_to_date(shop: Shop, console: Console) -> None:
    """Fit customer values when that is due, and renew those that time has made old."""
    with progress_bar(console) as progress:
        task = progress.add_task("Customer values", total=None)
        report = shop.customer_values.bring_up_to_date(
            progress=lambda done, total: progress.update(task, completed=done, total=total)
        )
    if report is not None:
        console.print(f"Customer values: fitted, figures of {report.kept} customers kept")


def bring_index_up_to_date(
    shop: Shop, console: Console, *, from_scratch: bool = False
) -> dict[str, UpdateReport]:
    """Rebuild what does not fit the database any more; nothing when all fits."""
    learn_from_orders(shop, console, from_scratch=from_scratch)
    if not from_scratch and shop.config.vocabulary_file.exists():
        try:
            shop.check_index()
        except (IndexMissing, IndexMismatch):
            pass
        else:
            return {}
    with progress_bar(console) as progress:
        reports = shop.rebuild_index(
            from_scratch=from_scratch,
            progress=told(progress, {"products": "Product index", "help": "Help index"}),
        )
    for what, report in reports.items():
        console.print(
            f"Index of {what}: {report.added} encoded, {report.removed} removed, {report.kept} kept"
        )
    return reports


def learn_from_orders(shop: Shop, console: Console, *, from_scratch: bool = False) -> None:
    """Learn what is bought next and together, when the orders are not those learnt from."""
    with console.status("Learning from the orders"):
        report = shop.recommender.bring_up_to_date(from_scratch=from_scratch)
    if report is not None:
        console.print(
            f"Learnt from {report.purchases} purchases of {report.products} products: "
            f"{report.rules} rules of what is bought together"
        )


def first_accounts(shop: Shop) -> list[FirstAccount]:
    """One account of each role when there is none yet."""
    staff = StaffAccounts(shop.sessions)
    if staff.any_exists():
        return []
    made = []
    for role, name in FIRST_ACCOUNTS:
        account, password = staff.add(f"{role}@{_domain(shop)}", name, role)
        made.append(FirstAccount(role, account.email, password))
    return made


def _domain(shop: Shop) -> str:
    letters = "".join(letter for letter in shop.config.name.lower() if letter.isalnum())
    return f"{letters or 'shop'}.example"
