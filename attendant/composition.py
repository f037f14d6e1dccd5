"""Puts the parts together from settings and secrets."""

from __future__ import annotations

from attendant.secrets import Secrets, load_or_create
from attendant.settings import Settings
from knowledge.accounts.links import AccountLinks
from knowledge.demo.pictures import draw
from knowledge.encryption import Keyring
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
        links=account_links(settings),
        log_folder=settings.log_folder,
    )


def account_links(settings: Settings) -> AccountLinks:
    """The shop's pages for accounts, or those of the demo shop."""
    return AccountLinks(
        sign_in=settings.sign_in_url or f"{settings.web_address}/sign-in",
        sign_up=settings.sign_up_url,
        password=settings.password_url,
        two_factor=settings.two_factor_url,
        account=settings.account_url or f"{settings.web_address}/orders",
    )


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
    return WebConfig(
        sessions=shop.sessions,
        erasures=shop.erasures,
        tokens=make_tokens(secrets),
        bot_url=f"http://127.0.0.1:{settings.bot_port}",
        public_url=settings.web_address,
        site_origins=tuple(settings.site_origins),
        session_key=secrets.session_key,
        shop_name=settings.shop_name,
        zone=settings.zone,
        demo=settings.demo,
        draw_picture=draw,
    )
