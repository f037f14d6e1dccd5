"""A shop: all services over one database and one index, made once per process."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import Engine, select
from sqlalchemy.orm import selectinload

from knowledge.accounts.links import AccountLinks
from knowledge.accounts.service import Accounts
from knowledge.advice.merchandising_file import MerchandisingFile
from knowledge.advice.service import Advisor
from knowledge.aftersales.buying_gathering import Deliveries, DeliveryPlan
from knowledge.aftersales.policy_file import load_policy
from knowledge.aftersales.price_matching import PriceMatches
from knowledge.aftersales.receiving import Receiving
from knowledge.aftersales.service import AfterSales
from knowledge.business_hours import BusinessHours
from knowledge.catalogue.models import Product
from knowledge.catalogue.stock_alerts import StockAlerts
from knowledge.catalogue.view import CatalogueView
from knowledge.catalogue.words import build_vocabulary, write_vocabulary
from knowledge.conversations.service import Conversations
from knowledge.customers.consents import Consents
from knowledge.customers.facts import Facts
from knowledge.customers.merging import Merging
from knowledge.customers.service import Customers
from knowledge.customers.value.service import CustomerValues
from knowledge.database import SessionFactory, make_engine, make_sessions, utc_now
from knowledge.encryption import Keyring
from knowledge.feedback.sentiment import SentimentModel
from knowledge.feedback.service import FeedbackLog
from knowledge.guides.choosing import GuideBook
from knowledge.guides.folder import LIBRARY, read_guides
from knowledge.guides.runs import GuideRuns
from knowledge.help.service import HelpArticles
from knowledge.orders.delivery import DeliveryRules, load_delivery
from knowledge.orders.service import Orders
from knowledge.papers.letterhead import Letterhead
from knowledge.papers.service import Papers
from knowledge.privacy.erasure import Erasures
from knowledge.privacy.export import Exports
from knowledge.privacy.periods import load_periods
from knowledge.privacy.retention import Retention
from knowledge.recommendation.service import Recommender
from knowledge.recommendation.store import LearntFile
from knowledge.search.embedding import Encoder, SentenceEncoder
from knowledge.search.index import IndexFolder, UpdateReport
from knowledge.search.products import ProductIndex
from knowledge.understanding.service import Misses
from knowledge.verification.service import Verification


@dataclass(frozen=True)
class ShopConfig:
    """Where a shop's things are and how it works."""

    database_url: str
    index_folder: Path
    vocabulary_file: Path
    policy_file: Path
    merchandising_file: Path
    delivery_file: Path
    embedding_model: str
    search_model: str
    name: str
    currency: str
    zone: ZoneInfo
    business_hours: str
    public_url: str = ""
    guides_folder: Path = LIBRARY
    encryption_keys: tuple[str, ...] = ()
    """Fernet keys of personal data, the one in force first; without one it can be neither read nor written."""
    links: AccountLinks = field(default_factory=AccountLinks)
    """Where shoppers do with their accounts what the chat does not."""
    log_folder: Path | None = None
    """Where the processes' logs are, for erasing people from them."""
    letterhead: Letterhead | None = None
    """The shop as its papers name it; None for its name alone."""
    mails: bool = False
    """Whether mails leave: else nobody can be known by a code that is mailed."""


class Shop:
    """The services of a shop; each is made when first used."""

    def __init__(self, config: ShopConfig, *, encoder_threads: int | None = 1) -> None:
        self.config = config
        self._encoder_threads = encoder_threads

    @cached_property
    def engine(self) -> Engine:
        """The database's engine."""
        keys = self.config.encryption_keys
        return make_engine(self.config.database_url, Keyring(keys) if keys else None)

    @cached_property
    def sessions(self) -> SessionFactory:
        """The factory of database sessions."""
        return make_sessions(self.engine)

    @cached_property
    def encoder(self) -> Encoder:
        """The sentence encoder for articles, details and sentiment."""
        return SentenceEncoder(self.config.embedding_model, threads=self._encoder_threads)

    @cached_property
    def search_encoder(self) -> Encoder:
        """The sentence encoder for products and for requests, of many languages."""
        if self.config.search_model == self.config.embedding_model:
            return self.encoder
        return SentenceEncoder(self.config.search_model, threads=self._encoder_threads)

    @cached_property
    def catalogue(self) -> CatalogueView:
        """The active catalogue in memory."""
        return CatalogueView(self.sessions)

    @cached_property
    def product_index(self) -> ProductIndex:
        """The product index."""
        folder = IndexFolder(self.config.index_folder, "products")
        return ProductIndex(self.sessions, self.catalogue, folder, self.search_encoder)

    @cached_property
    def help(self) -> HelpArticles:
        """Help articles."""
        return HelpArticles(self.sessions, IndexFolder(self.config.index_folder, "help"), self.encoder)

    @cached_property
    def advisor(self) -> Advisor:
        """Personal advice."""
        return Advisor(
            self.sessions,
            self.catalogue,
            self.product_index,
            self.recommender,
            merchandising=self.merchandising.in_force,
            today=lambda: utc_now().astimezone(self.config.zone).date(),
        )

    @cached_property
    def merchandising(self) -> MerchandisingFile:
        """The merchant's rules."""
        return MerchandisingFile(self.config.merchandising_file)

    @cached_property
    def recommender(self) -> Recommender:
        """What the orders say of what customers buy next and together."""
        return Recommender(self.sessions, LearntFile(self.config.index_folder / "purchases.npz"))

    @cached_property
    def stock_alerts(self) -> StockAlerts:
        """Wishes to be told when something is back."""
        return StockAlerts(self.sessions)

    @cached_property
    def customers(self) -> Customers:
        """Customers and profiles."""
        return Customers(self.sessions)

    @cached_property
    def customer_values(self) -> CustomerValues:
        """What customers are worth and what marks them."""
        return CustomerValues(self.sessions)

    @cached_property
    def consents(self) -> Consents:
        """What customers agreed to."""
        return Consents(self.sessions)

    @cached_property
    def facts(self) -> Facts:
        """What is known of customers."""
        return Facts(self.sessions)

    @cached_property
    def merging(self) -> Merging:
        """Merging customers who are one person."""
        return Merging(self.sessions)

    @cached_property
    def exports(self) -> Exports:
        """Copies of what is held of customers."""
        return Exports(self.sessions)

    @cached_property
    def erasures(self) -> Erasures:
        """Erasing customers."""
        return Erasures(self.sessions, self.engine, load_periods().orders, self.config.log_folder)

    @cached_property
    def retention(self) -> Retention:
        """What has been kept long enough."""
        return Retention(self.sessions, self.engine, load_periods())

    @cached_property
    def orders(self) -> Orders:
        """Orders as their owners see them."""
        return Orders(self.sessions)

    @cached_property
    def aftersales(self) -> AfterSales:
        """Cancelling, returning, refunds."""
        return AfterSales(
            self.sessions,
            load_policy(self.config.policy_file),
            currency=self.config.currency,
            delivery=self._delivery_plan,
        )

    @property
    def _delivery_plan(self) -> DeliveryPlan:
        return DeliveryPlan(self.delivery, self.config.zone)

    @cached_property
    def deliveries(self) -> Deliveries:
        """What the delivery of somebody's orders could be."""
        return Deliveries(self.sessions, self._delivery_plan)

    @cached_property
    def delivery(self) -> DeliveryRules:
        """How the shop delivers."""
        return load_delivery(self.config.delivery_file)

    @cached_property
    def price_matches(self) -> PriceMatches:
        """Lower prices of others that wait for a person."""
        return PriceMatches(self.sessions, self.aftersales.policy)

    @cached_property
    def receiving(self) -> Receiving:
        """Taking in what customers send back."""
        return Receiving(self.sessions, counts_stock=self.aftersales.policy.counts_stock)

    @cached_property
    def papers(self) -> Papers:
        """Return labels and invoices."""
        letterhead = self.config.letterhead or Letterhead(self.config.name)
        return Papers(self.sessions, letterhead, self.config.zone)

    @cached_property
    def accounts(self) -> Accounts:
        """Subscriptions, bills, points, and what is finished by mail."""
        return Accounts(self.sessions, self.aftersales.policy.accounts)

    @cached_property
    def feedback(self) -> FeedbackLog:
        """The feedback log."""
        return FeedbackLog(self.sessions, SentimentModel(self.encoder))

    @cached_property
    def guides(self) -> GuideBook:
        """Troubleshooting guides."""
        return GuideBook(read_guides(self.config.guides_folder), lambda: self.search_encoder)

    @cached_property
    def guide_runs(self) -> GuideRuns:
        """What was tried with the guides, and whether it helped."""
        return GuideRuns(self.sessions)

    @cached_property
    def misses(self) -> Misses:
        """Messages that were not understood."""
        return Misses(self.sessions)

    @cached_property
    def conversations(self) -> Conversations:
        """Conversations and who may speak in them."""
        return Conversations(self.sessions)

    @cached_property
    def verification(self) -> Verification:
        """Knowing visitors by a code that is mailed."""
        return Verification(
            self.sessions, shop_name=self.config.name, zone=self.config.zone, offered=self.config.mails
        )

    @cached_property
    def hours(self) -> BusinessHours:
        """When people answer."""
        return BusinessHours.parse(self.config.business_hours, self.config.zone)

    def check_index(self) -> None:
        """Raise `IndexMissing` or `IndexMismatch` when what is indexed is not what is in the database."""
        self.product_index.check()
        self.help.check()

    def rebuild_index(
        self, *, from_scratch: bool = False, progress: Callable[[str, int, int], None] | None = None
    ) -> dict[str, UpdateReport]:
        """Bring the product and help indexes and the bot's vocabulary up to date with the database."""

        def told(what: str) -> Callable[[int, int], None]:
            return lambda done, total: progress(what, done, total) if progress else None

        reports = {
            "products": self.product_index.rebuild(from_scratch=from_scratch, progress=told("products")),
            "help": self.help.rebuild(progress=told("help")),
        }
        with self.sessions() as session:
            products = session.scalars(
                select(Product).where(Product.active).options(selectinload(Product.variants))
            ).all()
        write_vocabulary(build_vocabulary(products), self.config.vocabulary_file)
        return reports
