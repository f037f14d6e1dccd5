"""Puts the parts together from settings and secrets."""

from __future__ import annotations

from attendant.payments import make_provider, make_settlement, make_stripe_events
from attendant.secrets import Secrets, load_or_create
from attendant.settings import Settings
from knowledge.accounts.links import AccountLinks
from knowledge.aftersales.deciding import Deciding
from knowledge.aftersales.settlement import Settlement
from knowledge.demo.pictures import draw
from knowledge.encryption import Keyring
from knowledge.mail.postmen import Catcher, Postman, SmtpPostman, SmtpServer
from knowledge.mail.service import Mails, Sender
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
        delivery_file=settings.delivery,
        embedding_model=settings.embedding_model,
        search_model=settings.search_model,
        name=settings.shop_name,
        currency=settings.currency,
        zone=settings.zone,
        business_hours=settings.business_hours,
        public_url=settings.web_address,
        guides_folder=settings.guides,
        encryption_keys=load_or_create(settings.home).encryption_key,
        links=account_links(settings),
        log_folder=settings.log_folder,
        letterhead=make_letterhead(settings),
        mails=make_postman(settings) is not None,
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


def make_postman(settings: Settings) -> Postman | None:
    """Who takes mails away: the mail server, else in the demo nobody but the page that shows them."""
    if settings.smtp_host:
        return SmtpPostman(
            SmtpServer(
                host=settings.smtp_host,
                port=settings.smtp_port,
                user=settings.smtp_user,
                password=settings.smtp_password.get_secret_value(),
                starttls=settings.smtp_starttls,
            )
        )
    return Catcher() if settings.demo else None


def make_mails(settings: Settings, shop: Shop) -> Mails | None:
    """The mails of the shop; None when there is nobody to take them."""
    postman = make_postman(settings)
    if postman is None:
        return None
    return Mails(shop.sessions, postman, Sender(settings.shop_name, settings.mail_address))


def make_deciding(settings: Settings, shop: Shop) -> Deciding:
    """What staff decide with."""
    settlement = Settlement(shop.sessions, make_provider(settings, shop.sessions))
    return Deciding(shop.sessions, shop.price_matches, shop.receiving, settlement)


def web_config(settings: Settings, secrets: Secrets) -> WebConfig:
    """What the web process needs."""
    shop = make_shop(settings)
    stripe_events = make_stripe_events(settings, shop.sessions)
    return WebConfig(
        sessions=shop.sessions,
        erasures=shop.erasures,
        papers=shop.papers,
        accounts=shop.accounts,
        deciding=make_deciding(settings, shop),
        tokens=make_tokens(secrets),
        bot_url=f"http://127.0.0.1:{settings.bot_port}",
        public_url=settings.web_address,
        site_origins=tuple(settings.site_origins),
        session_key=secrets.session_key,
        shop_name=settings.shop_name,
        zone=settings.zone,
        demo=settings.demo,
        mails=make_mails(settings, shop),
        settlement=make_settlement(settings, shop.sessions) if settings.moves_money else None,
        draw_picture=draw,
        hear_stripe=stripe_events.receive if stripe_events is not None else None,
        policy=shop.aftersales.policy,
    )
