"""Settings: from the environment (`ATTENDANT_...`) or a `.env` file, with defaults for one machine.

Secrets are not settings: see `attendant.secrets`.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from knowledge.aftersales.providers import BadFailures, Failures
from knowledge.papers.letterhead import BadVat, VatRates

ROOT = Path(__file__).resolve().parent.parent
"""The checkout (or the folder the packages are installed in)."""


class Settings(BaseSettings):
    """Where things are and how the shop works."""

    model_config = SettingsConfigDict(env_prefix="ATTENDANT_", env_file=".env", extra="ignore")

    home: Path = Field(
        default=ROOT / "var",
        description="Folder of all that is made here: database, index, models, secrets, logs.",
    )
    database_url: str = Field(default="", description="SQLAlchemy URL; empty is SQLite in the home folder.")
    host: str = Field(default="127.0.0.1", description="Address the web process listens on.")
    web_port: int = Field(
        default=8000, ge=0, le=65535, description="Port of shop, widget, desk and insights."
    )
    bot_port: int = Field(
        default=5005, ge=1, le=65535, description="Port of the Rasa server, on loopback only."
    )
    actions_port: int = Field(
        default=5055, ge=1, le=65535, description="Port of the action server, on loopback only."
    )
    public_url: str = Field(
        default="", description="Address under which shoppers reach the web process; empty is host and port."
    )
    sign_in_url: str = Field(
        default="", description="The shop's page for signing in; empty is the demo shop's own."
    )
    sign_up_url: str = Field(default="", description="The shop's page for opening an account.")
    password_url: str = Field(
        default="", description="The shop's page for a new password; empty when people sign in without one."
    )
    two_factor_url: str = Field(
        default="",
        description="The shop's page for setting up sign-in codes anew; empty when there are none.",
    )
    account_url: str = Field(
        default="",
        description="The shop's page of one's own details and ways to pay; empty is the orders page.",
    )
    site_origins: Annotated[list[str], NoDecode] = Field(
        default=[],
        description="Origins of sites that may embed the widget, comma-separated; our own is always allowed.",
    )
    shop_name: str = Field(default="Linden Row", description="The shop's name, as shoppers know it.")
    shop_address: str = Field(
        default="Lindenallee 14, 20259 Hamburg, Germany",
        description="The shop's address on invoices, comma-separated lines.",
    )
    returns_address: str = Field(
        default="",
        description="Where return labels send goods, comma-separated lines; empty is the shop's address.",
    )
    vat: str = Field(
        default="19",
        description="VAT that prices include, in percent, and others by country of delivery: `19, AT=20, GB=0`.",
    )
    vat_id: str = Field(default="", description="The shop's VAT ID, shown on invoices.")
    currency: str = Field(
        default="EUR", pattern="^[A-Z]{3}$", description="Currency of feeds that name none."
    )
    time_zone: str = Field(default="Europe/Berlin", description="The shop's time zone: opening hours, dates.")
    country: str = Field(
        default="GB",
        pattern="^[A-Z]{2}$",
        description="The shop's country, two letters (ISO 3166): telephone numbers without a prefix are read so.",
    )
    business_hours: str = Field(
        default="Mon-Fri 09:00-18:00, Sat 10:00-16:00",
        description="When people answer, in the shop's time zone.",
    )
    policy: Path = Field(
        default=ROOT / "knowledge" / "aftersales" / "policies" / "standard.yml",
        description="The returns policy pack.",
    )
    guides: Path = Field(
        default=ROOT / "knowledge" / "guides" / "library",
        description="Folder of the troubleshooting guides.",
    )
    merchandising: Path | None = Field(
        default=None,
        description="The merchant's rules (pin, boost, bury); empty is `merchandising.yml` in the home folder.",
    )
    delivery: Path = Field(
        default=ROOT / "knowledge" / "orders" / "delivery.yml",
        description="How the shop delivers: methods, prices, countries, slots, packaging.",
    )
    embedding_model: str = Field(
        default="minilm",
        description="Article vectors and sentiment: `minilm`, `use` or the folder of a sentence-transformers model.",
    )
    search_model: str = Field(
        default="use",
        description="Product vectors: `use` (16 languages), `minilm` or the folder of a sentence-transformers model.",
    )
    payment_provider: Literal["demo", "stripe"] = Field(
        default="demo", description="Who moves money: `demo` keeps books only, `stripe` moves it."
    )
    stripe_keys: Path | None = Field(
        default=None, description="File with Stripe's keys; empty is `stripe.json` in the home folder."
    )
    demo_payment_failures: str = Field(
        default="",
        description="What goes wrong with the demo provider: `declined:METHOD, unavailable:N, lost_answers:N`.",
    )
    bot_python: Path = Field(
        default=ROOT / ".venv-bot" / "bin" / "python", description="Python of the environment that has Rasa."
    )
    smtp_host: str = Field(
        default="",
        description="Mail server; empty sends no mails (the demo shop keeps them on its page of mails).",
    )
    smtp_port: int = Field(default=587, ge=1, le=65535, description="Port of the mail server.")
    smtp_user: str = Field(default="", description="User at the mail server; empty logs in nowhere.")
    smtp_password: SecretStr = Field(
        default=SecretStr(""),
        description="Password at the mail server; keep it out of files others can read.",
    )
    smtp_starttls: bool = Field(
        default=True,
        description="Encrypt the way to the mail server (STARTTLS), with its certificate checked.",
    )
    smtp_from: str = Field(
        default="",
        pattern=r"^$|^[^@\s<>]+@[^@\s<>]+$",
        description="Address that mails come from; empty is `no-reply@` the host of the public address.",
    )
    demo: bool = Field(
        default=True, description="Serve the demo shop's pages and load its data on first start."
    )
    start_timeout_seconds: int = Field(
        default=120, ge=5, description="How long `attendant run` waits for its processes to be healthy."
    )

    @field_validator("site_origins", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        if isinstance(value, str):
            return [part.strip().rstrip("/") for part in value.split(",") if part.strip()]
        return value

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError):
            raise ValueError(f"{value!r} is not a time zone; name one like Europe/Berlin") from None
        return value

    @field_validator("demo_payment_failures")
    @classmethod
    def _known_failures(cls, value: str) -> str:
        try:
            Failures.parse(value)
        except BadFailures as error:
            raise ValueError(str(error)) from None
        return value

    @field_validator("vat")
    @classmethod
    def _readable_vat(cls, value: str) -> str:
        try:
            VatRates.parse(value)
        except BadVat as error:
            raise ValueError(str(error)) from None
        return value

    @property
    def database(self) -> str:
        """The database URL in force."""
        return self.database_url or f"sqlite:///{self.home / 'attendant.sqlite'}"

    @property
    def moves_money(self) -> bool:
        """Whether money is moved from here: in the demo, and by a real provider; else the shop's own system does it."""
        return self.demo or self.payment_provider != "demo"

    @property
    def index_folder(self) -> Path:
        """Folder of the product index."""
        return self.home / "index"

    @property
    def merchandising_file(self) -> Path:
        """The merchant's rules; the file need not be there."""
        return self.merchandising or self.home / "merchandising.yml"

    @property
    def stripe_file(self) -> Path:
        """Stripe's keys."""
        return self.stripe_keys or self.home / "stripe.json"

    @property
    def vocabulary_file(self) -> Path:
        """The words of the catalogue, written for the bot."""
        return self.home / "vocabulary.json"

    @property
    def bot_models(self) -> Path:
        """Folder of trained Rasa models."""
        return self.home / "models"

    @property
    def log_folder(self) -> Path:
        """Folder of the processes' logs."""
        return self.home / "logs"

    @property
    def web_address(self) -> str:
        """Where people reach the web process."""
        host = "127.0.0.1" if self.host in ("0.0.0.0", "::") else self.host  # noqa: S104
        return self.public_url.rstrip("/") or f"http://{host}:{self.web_port}"

    @property
    def mail_address(self) -> str:
        """Where mails come from."""
        return self.smtp_from or f"no-reply@{urlsplit(self.web_address).hostname or 'localhost'}"

    @property
    def zone(self) -> ZoneInfo:
        """The shop's time zone."""
        return ZoneInfo(self.time_zone)


def python_version() -> str:
    """Version of the Python that runs this, such as 3.11.7."""
    return ".".join(str(part) for part in sys.version_info[:3])
