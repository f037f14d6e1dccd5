"""Puts the parts together from settings and secrets."""

from __future__ import annotations

from attendant.payments import make_stripe_events
from attendant.secrets import Secrets, load_or_create
from attendant.settings import Settings
from knowledge.demo.pictures import draw
from knowledge.encryption import Keyring
from knowledge.papers.letterhead import Letterhead, VatRates
from knowledge.shop import Shop, ShopConfig
from web.app import WebConfig
from web.gateway.tokens import Tokens


def shop_config(settings: Settings) -> ShopConfig:
    """What the domain needs of the settings."""
    return ShopConfig(
        database_url=settings.database,
        index_folder=settings.index_folder,
        vocabulary_file=settings.vocabulary_file,
        policy_file=settings.policy,
        merchandising_file=settings.merchandising_file,
        embedding_model=settings.embedding_model,
        search_model=settings.search_model,
        name=settings.shop_name,
        currency=settings.currency,
        zone=settings.zone,
        business_hours=settings.business_hours,
        public_url=settings.web_address,
        encryption_keys=load_or_create(settings.home).encryption_key,
        log_folder=settings.log_folder,
        letterhead=make_letterhead(settings),
    )


def make_letterhead(settings: Settings) -> Letterhead:
    """The shop as its papers name it."""
    return Letterhead(
        shop_name=settings.shop_name,
        address=_lines(settings.shop_address),
        returns_address=_lines(settings.returns_address),
        vat_id=settings.vat_id,
        vat=VatRates.parse(settings.vat),
    )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def make_keyring(settings: Settings) -> Keyring:
    """The keys of personal data."""
    return Keyring(load_or_create(settings.home).encryption_key)


def make_shop(settings: Settings, *, encoder_threads: int | None = 1) -> Shop:
    """The services of the shop; with `encoder_threads=None` torch uses all cores (for building an index)."""
    return Shop(shop_config(settings), encoder_threads=encoder_threads)


def make_tokens(secrets: Secrets) -> Tokens:
    """Signer and verifier of all tokens."""
    return Tokens(site_key=secrets.site_key, visitor_key=secrets.visitor_key, gateway_key=secrets.gateway_key)


def web_config(settings: Settings, secrets: Secrets) -> WebConfig:
    """What the web process needs."""
    shop = make_shop(settings)
    stripe_events = make_stripe_events(settings, shop.sessions)
    return WebConfig(
        sessions=shop.sessions,
        erasures=shop.erasures,
        papers=shop.papers,
        tokens=make_tokens(secrets),
        bot_url=f"http://127.0.0.1:{settings.bot_port}",
        public_url=settings.web_address,
        site_origins=tuple(settings.site_origins),
        session_key=secrets.session_key,
        shop_name=settings.shop_name,
        zone=settings.zone,
        demo=settings.demo,
        draw_picture=draw,
        hear_stripe=stripe_events.receive if stripe_events is not None else None,
    )
