"""The `attendant` command. Exit codes: 0 done, 1 failed, 2 bad usage."""

from __future__ import annotations

import subprocess
import sys
from typing import Annotated

import typer
from pydantic import ValidationError
from rich.markup import escape

from attendant import __version__
from attendant.commands.advice import advice
from attendant.commands.customers import customers_commands
from attendant.commands.evaluating import evaluating
from attendant.commands.importing import importing
from attendant.commands.keys import keys_commands
from attendant.commands.nlu import nlu
from attendant.commands.orders import orders_commands
from attendant.commands.policies import policies
from attendant.commands.staff import staff
from attendant.commands.terminal import complaints, console, migrated
from attendant.secrets import UnsafeSecrets
from attendant.settings import Settings, python_version
from knowledge.errors import DomainError

app = typer.Typer(
    no_args_is_help=True, add_completion=False, help="The customer-service assistant of an online shop."
)
app.add_typer(importing, name="import")
app.add_typer(staff, name="staff")
app.add_typer(evaluating, name="eval")
app.add_typer(nlu, name="nlu")
app.add_typer(customers_commands, name="customers")
app.add_typer(keys_commands, name="keys")
app.add_typer(advice, name="advice")
app.add_typer(policies, name="policy")
app.add_typer(orders_commands, name="orders")


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

    shop = make_shop(migrated(Settings()), encoder_threads=None)
    if not bring_index_up_to_date(shop, console, from_scratch=from_scratch):
        console.print("The indexes fit the database; nothing to do.")


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
