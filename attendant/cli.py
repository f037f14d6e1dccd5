"""The `attendant` command. Exit codes: 0 done, 1 failed, 2 bad usage."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError
from rich.console import Console
from rich.markup import escape

from attendant import __version__
from attendant.customers_command import customers_commands
from attendant.keys_command import keys_commands
from attendant.secrets import UnsafeSecrets
from attendant.settings import ROOT, Settings, python_version
from knowledge.errors import DomainError
from knowledge.importing import ImportReport
from knowledge.language import LANGUAGES

app = typer.Typer(
    no_args_is_help=True, add_completion=False, help="The customer-service assistant of an online shop."
)
importing = typer.Typer(no_args_is_help=True, help="Bring in data: catalogue, customers, orders.")
staff = typer.Typer(no_args_is_help=True, help="Accounts of agents and product teams.")
app.add_typer(importing, name="import")
evaluating = typer.Typer(no_args_is_help=True, help="Measure on labelled data.")
nlu = typer.Typer(no_args_is_help=True, help="Learn from what was not understood.")
app.add_typer(staff, name="staff")
app.add_typer(evaluating, name="eval")
app.add_typer(nlu, name="nlu")
app.add_typer(customers_commands, name="customers")
app.add_typer(keys_commands, name="keys")
advice = typer.Typer(no_args_is_help=True, help="What the orders say of what goes together.")
app.add_typer(advice, name="advice")
policies = typer.Typer(no_args_is_help=True, help="The after-sales policy: check, explain, what if.")
app.add_typer(policies, name="policy")

console = Console()
complaints = Console(stderr=True)

PROBLEMS_SHOWN = 20


@app.command()
def run() -> None:
    """Prepare what is missing, start all processes, print their addresses; Ctrl-C stops all."""
    from attendant.launcher import Launcher, require_free_ports

    settings = Settings()
    require_free_ports(settings)
    # In a process of its own: what encoding and training need in memory goes with it.
    prepared = subprocess.run([sys.executable, "-m", "attendant.cli", "setup"], check=False)
    if prepared.returncode:
        raise typer.Exit(prepared.returncode)

    def ready(seconds: float) -> None:
        address = settings.web_address
        console.print(f"Ready after {seconds:.0f} s. Stop with Ctrl-C.")
        if settings.demo:
            console.print(f"  Shop      {address}/")
        console.print(f"  Desk      {address}/desk")
        console.print(f"  Insights  {address}/insights")

    console.print("Starting ...")
    code = Launcher(settings, lambda text: complaints.print(text, markup=False, soft_wrap=True)).run(ready)
    raise typer.Exit(code)


@app.command()
def setup() -> None:
    """Prepare what `run` needs, without starting anything."""
    from attendant.preparation import prepare

    accounts = prepare(Settings(), console)
    for account in accounts:
        console.print(
            f"Staff account ({account.role}): {account.email}  password: {escape(account.password)}"
        )
    if accounts:
        console.print(
            "These passwords are shown this once; change one with `attendant staff password EMAIL`."
        )


@app.command()
def train(force: Annotated[bool, typer.Option(help="Train even when nothing changed.")] = False) -> None:
    """Train the bot on `data/nlu`, the rules and the stories."""
    from attendant.training import train as train_bot

    with console.status("Training the bot"):
        made = train_bot(Settings(), force=force)
    console.print(f"Trained {made}" if made else "The model fits the present data; nothing to train.")


@app.command()
def index(
    from_scratch: Annotated[bool, typer.Option(help="Encode everything again.")] = False,
) -> None:
    """Bring the product and help indexes up to date with the database."""
    from attendant.composition import make_shop
    from attendant.preparation import bring_index_up_to_date

    shop = make_shop(_migrated(Settings()), encoder_threads=None)
    if not bring_index_up_to_date(shop, console, from_scratch=from_scratch):
        console.print("The indexes fit the database; nothing to do.")


def _migrated(settings: Settings) -> Settings:
    from attendant.composition import make_keyring
    from knowledge.migration import upgrade

    settings.home.mkdir(parents=True, exist_ok=True)
    upgrade(settings.database, make_keyring(settings))
    return settings


@importing.command("catalogue")
def import_catalogue_file(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False)],
    keep_missing: Annotated[
        bool, typer.Option(help="Keep products active that the file does not have.")
    ] = False,
    force: Annotated[bool, typer.Option(help="Import although most products would go.")] = False,
) -> None:
    """Import a Google Merchant feed (TSV, CSV, XML) or a Shopify product CSV, and index what changed."""
    from attendant.composition import make_shop
    from attendant.preparation import bring_index_up_to_date, progress_bar
    from knowledge.catalogue.importing import import_catalogue

    settings = _migrated(Settings())
    shop = make_shop(settings, encoder_threads=None)
    with progress_bar(console) as progress:
        task = progress.add_task(f"Importing {file.name}", total=None)
        report = import_catalogue(
            shop.sessions,
            file,
            currency=settings.currency,
            deactivate_missing=not keep_missing,
            force=force,
            progress=lambda done, total: progress.update(task, completed=done, total=total),
        )
    _show(report)
    bring_index_up_to_date(shop, console)


@importing.command("customers")
def import_customers_file(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False)],
    mapping: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="YAML: our fields and their columns.")
    ] = None,
) -> None:
    """Import a Shopify customers CSV, a plain CSV, or with a mapping any CSV."""
    from attendant.composition import make_shop
    from knowledge.customers.importing import import_customers
    from knowledge.customers.mapping import read_mapping

    settings = _migrated(Settings())
    read = read_mapping(mapping) if mapping is not None else None
    with console.status(f"Importing {file.name}"):
        report = import_customers(make_shop(settings).sessions, file, mapping=read, country=settings.country)
    _show(report)


@importing.command("orders")
def import_orders_file(file: Annotated[Path, typer.Argument(exists=True, dir_okay=False)]) -> None:
    """Import a Shopify orders CSV or a plain CSV."""
    from attendant.composition import make_shop
    from attendant.preparation import bring_values_up_to_date
    from knowledge.orders.importing import import_orders

    shop = make_shop(_migrated(Settings()))
    with console.status(f"Importing {file.name}"):
        report = import_orders(shop.sessions, file)
    _show(report)
    bring_values_up_to_date(shop, console)


@importing.command("retail-world")
def import_retail_world(file: Annotated[Path, typer.Argument(exists=True, dir_okay=False)]) -> None:
    """Import the db.json of the tau2 retail world into an empty database, as a shop of its own."""
    from attendant.composition import make_shop
    from attendant.retail_world.files import read_world
    from attendant.retail_world.importing import import_world

    counts = import_world(make_shop(_migrated(Settings())).sessions, read_world(file))
    console.print(", ".join(f"{count} {name}" for name, count in counts.items()), highlight=False)


def _show(report: ImportReport) -> None:
    console.print(
        f"{report.created} new, {report.updated} updated, {report.unchanged} unchanged, "
        f"{report.deactivated} deactivated, {len(report.problems)} problems"
    )
    for problem in report.problems[:PROBLEMS_SHOWN]:
        complaints.print(f"  {problem}", markup=False, highlight=False, soft_wrap=True)
    if len(report.problems) > PROBLEMS_SHOWN:
        complaints.print(f"  ... and {len(report.problems) - PROBLEMS_SHOWN} more")


@app.command()
def chat(
    as_: Annotated[str, typer.Option("--as", metavar="EMAIL", help="Chat as this customer.")] = "",
    json_: Annotated[
        bool, typer.Option("--json", help="A message a line in, a JSON answer a line out.")
    ] = False,
    language: Annotated[str, typer.Option(help="en or zh")] = "en",
) -> None:
    """Chat in the terminal, through the running stack."""
    from attendant.chat import run_chat

    raise typer.Exit(run_chat(Settings(), email=as_, as_json=json_, language=language))


@app.command()
def parse() -> None:
    """Read utterances from stdin, a line each; write what the bot understands as JSON lines."""
    from attendant.understanding import run_parse

    raise typer.Exit(run_parse(Settings()))


@evaluating.command("nlu")
def evaluate_nlu(
    train: Annotated[Path | None, typer.Option(exists=True, help="Labelled messages to train on.")] = None,
    test: Annotated[Path | None, typer.Option(exists=True, help="Labelled messages to ask about.")] = None,
    oos_label: Annotated[
        str | None, typer.Option("--oos-label", help="The label of messages that are out of scope.")
    ] = None,
    json: Annotated[Path | None, typer.Option("--json", help="A file for the result.")] = None,
    errors: Annotated[Path | None, typer.Option(help="A file for what was taken wrongly, as CSV.")] = None,
) -> None:
    """Train the production pipeline on labelled messages and measure it; without files, cross-validate our own."""
    from attendant.understanding import run_evaluation

    if test is not None and train is None:
        raise typer.BadParameter("give --train too: what to learn from", param_hint="--test")
    files = {"--train": train, "--test": test, "--json": json, "--errors": errors}
    given = [part for name, path in files.items() if path for part in (name, str(path.resolve()))]
    label = ["--oos-label", oos_label] if oos_label is not None else []
    with console.status("Training and asking ..."):
        code = run_evaluation(Settings(), [*given, *label])
    raise typer.Exit(code)


@evaluating.command("search")
def evaluate_search_command(
    catalogue: Annotated[Path, typer.Option(exists=True, dir_okay=False, help="A product feed.")],
    judgements: Annotated[
        Path, typer.Option(exists=True, dir_okay=False, help="CSV of query, product_id, grade.")
    ],
    judged_only: Annotated[
        bool, typer.Option("--judged-only", help="Rank only the products judged for a request.")
    ] = False,
    json: Annotated[Path | None, typer.Option("--json", help="A file for the result.")] = None,
) -> None:
    """Index a feed apart from the shop's data and measure the production search on graded requests."""
    from attendant.preparation import progress_bar, told
    from attendant.search_evaluation import evaluate_search, write_figures

    with progress_bar(console) as progress:
        result = evaluate_search(
            Settings(),
            catalogue,
            judgements,
            judged_only=judged_only,
            progress=told(progress, {"products": "Indexing", "requests": "Asking"}),
        )
    for problem in result.imported.problems[:PROBLEMS_SHOWN]:
        complaints.print(f"  {problem}", markup=False, highlight=False, soft_wrap=True)
    if result.unknown:
        shown = ", ".join(result.unknown[:5])
        complaints.print(
            f"{len(result.unknown)} judged products are not in the feed and were left out: {shown}",
            markup=False,
            highlight=False,
            soft_wrap=True,
        )
    console.print(
        f"{result.imported.created} products, {result.queries} requests, "
        f"{result.unanswerable} of them with nothing right in the feed (not counted)"
    )
    for name, value in result.figures().items():
        console.print(f"{name:14} {value:.4f}", highlight=False)
    if json is not None:
        write_figures(result, json)


@evaluating.command("advice")
def evaluate_advice(
    purchases: Annotated[
        Path,
        typer.Option(exists=True, dir_okay=False, help="CSV with customer_id, product_id and timestamp."),
    ],
    json: Annotated[Path | None, typer.Option("--json", help="A file for the result.")] = None,
) -> None:
    """Learn from the earlier purchases, list ten products for each customer, and see whether they bought them."""
    from attendant.advice_command import evaluate_purchases

    evaluate_purchases(purchases, console, json)


@evaluating.command("aftersales")
def evaluate_aftersales(
    db: Annotated[Path, typer.Option(exists=True, dir_okay=False, help="The world's db.json.")],
    tasks: Annotated[Path, typer.Option(exists=True, dir_okay=False, help="The cases.")],
    pack: Annotated[str, typer.Option(help="A policy pack's name, or a policy file.")] = "tau2-retail",
    json: Annotated[Path | None, typer.Option("--json", help="A file for the result.")] = None,
) -> None:
    """Play the cases of a retail world through our services and compare the worlds that come out."""
    from attendant.retail_world.command import run_evaluation as run_cases

    run_cases(console, db, pack, tasks, json)


@policies.command("check")
def policy_check(file: Annotated[Path, typer.Argument(exists=True, dir_okay=False)]) -> None:
    """Check a policy file; every fault is named with its line."""
    from attendant.policy_command import check

    check(console, file)


@policies.command("explain")
def policy_explain(case: Annotated[int, typer.Argument(help="The number of a decided case.")]) -> None:
    """Tell how a case was decided: facts, rule, money, and what would have passed."""
    from attendant.composition import make_shop
    from attendant.policy_command import explain

    shop = make_shop(_migrated(Settings()))
    explain(console, shop.sessions, case, shop.aftersales.policy, shop.config.currency)


@policies.command("what-if")
def policy_what_if(
    new: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="The edited policy file.")],
    since: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="Cases decided since this day, UTC.")],
) -> None:
    """Decide past cases again under an edited policy: counts, money, and whose answer changes."""
    from attendant.composition import make_shop
    from attendant.policy_command import ask_what_if

    shop = make_shop(_migrated(Settings()))
    ask_what_if(console, shop.sessions, new, since.replace(tzinfo=UTC), shop.config.currency)


@nlu.command("review")
def review_nlu(
    language: Annotated[str, typer.Option(help="en or zh")] = "en",
    json_: Annotated[bool, typer.Option("--json", help="Print groups and proposals; ask nothing.")] = False,
    least: Annotated[int, typer.Option(min=1, metavar="N", help="Only groups of so many messages.")] = 1,
    data: Annotated[
        Path, typer.Option(exists=True, file_okay=False, help="The folder of training data.")
    ] = ROOT / "data" / "nlu",
) -> None:
    """Group what was not understood by meaning, propose intents, and add what you accept to the training data."""
    from attendant.nlu_command import review_misses

    if language not in LANGUAGES:
        raise typer.BadParameter(
            f"{language!r} is not one of {', '.join(LANGUAGES)}", param_hint="--language"
        )
    review_misses(
        _migrated(Settings()),
        data,
        language,
        least=least,
        print_json=json_,
        console=complaints if json_ else console,
    )


@advice.command("rules")
def advice_rules(
    product: Annotated[str, typer.Option(metavar="ID_OR_NAME", help="Only rules that name it.")] = "",
    most: Annotated[int, typer.Option(min=1, metavar="N", help="At most so many.")] = 30,
) -> None:
    """Print what is bought together more than by chance, with support, confidence and lift."""
    from attendant.advice_command import show_rules
    from attendant.composition import make_shop
    from attendant.preparation import learn_from_orders

    shop = make_shop(_migrated(Settings()))
    learn_from_orders(shop, console)
    names = {each.id: each.name for each in shop.catalogue.snapshot().products.values()}
    show_rules(shop.recommender.rules(), names, console, product=product, most=most)


@advice.command("preview")
def advice_preview(
    request: Annotated[str, typer.Argument(help="What a shopper would write.")],
    day: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="As if it were this day; today without.")
    ] = None,
    count: Annotated[int, typer.Option(min=1, max=50, metavar="N", help="How many products.")] = 10,
) -> None:
    """Show what a request finds with the merchant's rules and what it would find without them."""
    from attendant.composition import make_shop
    from attendant.merchant_command import preview

    settings = _migrated(Settings())
    preview(make_shop(settings), settings, request, day.date() if day else None, count, console)


@app.command()
def doctor() -> None:
    """Check versions, models, index, database and ports; say how to mend what is wrong."""
    from attendant.doctor import examine

    settings = Settings()
    findings = examine(settings)
    for finding in findings:
        mark = "[green]ok[/green]  " if finding.good else "[red]fix[/red] "
        console.print(f"{mark} {escape(finding.what)}")
        if not finding.good:
            console.print(f"      {escape(finding.mend)}")
    raise typer.Exit(0 if all(finding.good for finding in findings) else 1)


@app.command()
def version() -> None:
    """Print the version."""
    console.print(f"attendant {__version__} (Python {python_version()})", highlight=False)


@staff.command("add")
def staff_add(
    email: str,
    name: Annotated[str, typer.Option(help="The name shoppers see.")],
    role: Annotated[str, typer.Option(help="agent, product or admin")] = "agent",
) -> None:
    """Add an account and print its password once."""
    from attendant.composition import make_shop
    from knowledge.staff.models import Role
    from knowledge.staff.service import StaffAccounts

    if role not in list(Role):
        raise typer.BadParameter(f"{role!r} is not one of {', '.join(Role)}", param_hint="--role")
    account, password = StaffAccounts(make_shop(_migrated(Settings())).sessions).add(email, name, Role(role))
    console.print(f"{account.email} ({account.role})  password: {escape(password)}")


@staff.command("password")
def staff_password(email: str) -> None:
    """Give an account a new random password and print it once."""
    from attendant.composition import make_shop
    from knowledge.staff.service import StaffAccounts

    password = StaffAccounts(make_shop(_migrated(Settings())).sessions).set_password(email)
    console.print(f"{email}  password: {escape(password)}")


@staff.command("list")
def staff_list() -> None:
    """List accounts."""
    from attendant.composition import make_shop
    from knowledge.staff.service import StaffAccounts

    for account in StaffAccounts(make_shop(_migrated(Settings())).sessions).list():
        state = "" if account.active else " (deactivated)"
        console.print(f"{account.email}  {account.role}  {escape(account.name)}{state}")


@staff.command("deactivate")
def staff_deactivate(email: str) -> None:
    """Lock an account for good; its sessions end at their next step."""
    from attendant.composition import make_shop
    from knowledge.staff.service import StaffAccounts

    StaffAccounts(make_shop(_migrated(Settings())).sessions).deactivate(email)
    console.print(f"{email} is deactivated")


def main() -> None:
    """Run the command; errors of the domain are told in one line."""
    try:
        app()
    except (DomainError, UnsafeSecrets) as error:
        complaints.print(f"Error: {error}", markup=False, highlight=False, soft_wrap=True)
        sys.exit(1)
    except ValidationError as error:
        for fault in error.errors():
            name = "_".join(str(part) for part in fault["loc"]).upper()
            complaints.print(
                f"Error: setting ATTENDANT_{name}: {fault['msg']}", markup=False, highlight=False
            )
        sys.exit(2)


if __name__ == "__main__":
    main()
