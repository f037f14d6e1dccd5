"""The web process: gateway, widget, demo shop, desk and insights in one application."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from nicegui import ui
from sqlalchemy import select, text

from knowledge.accounts.letters import AccountLetters
from knowledge.accounts.service import Accounts
from knowledge.aftersales.deciding import Deciding
from knowledge.aftersales.policy import Policy
from knowledge.aftersales.settlement import Settlement
from knowledge.catalogue.stock_alerts import StockAlerts
from knowledge.conversations.service import Conversations
from knowledge.customers.models import Customer
from knowledge.customers.value.service import CustomerValues
from knowledge.database import SessionFactory
from knowledge.mail.service import Mails
from knowledge.notices.service import Notices
from knowledge.orders.watch import OrderWatch
from knowledge.papers.service import Papers
from knowledge.privacy.erasure import Erasures
from knowledge.publishing import Publisher
from knowledge.staff.service import StaffAccounts
from web.background import Chore, keep_doing_all
from web.demo_shop.router import DemoShopRouter, demo_shop
from web.gateway.account_links import PATH, account_links_router
from web.gateway.bot_client import BotClient
from web.gateway.dispatcher import Dispatcher
from web.gateway.forgetting import Forgetting
from web.gateway.limits import RateLimit
from web.gateway.my_data import my_data_router
from web.gateway.papers import papers_router
from web.gateway.payments import payments_router
from web.gateway.presence import Presence
from web.gateway.session import session_router
from web.gateway.socket import GatewayParts, socket_router
from web.gateway.tokens import Tokens
from web.hub import Hub
from web.insights.ageing import keep_values_true
from web.pages import StaffPages, register_staff_pages
from web.widget import WidgetFiles


@dataclass(frozen=True)
class WebConfig:
    """What the web process is given."""

    sessions: SessionFactory
    erasures: Erasures
    papers: Papers
    accounts: Accounts
    deciding: Deciding
    tokens: Tokens
    bot_url: str
    public_url: str
    site_origins: tuple[str, ...]
    session_key: str
    shop_name: str
    zone: ZoneInfo
    demo: bool
    mails: Mails | None
    """None: mails wait."""
    settlement: Settlement | None
    """None: money on methods held elsewhere waits."""
    draw_picture: Callable[[str, str, str], str]
    hear_stripe: Callable[[bytes, str], bool] | None = None
    """Takes in a message of Stripe's and its signature; None where Stripe moves no money."""
    policy: Policy | None = None


def create_app(config: WebConfig) -> FastAPI:
    """The application. Its dispatcher starts and stops with it."""
    hub = Hub()
    conversations = Conversations(config.sessions)
    bot = BotClient(config.bot_url, config.tokens)
    dispatcher = Dispatcher(conversations, bot, hub)
    forgetting = Forgetting(config.erasures, bot)
    presence = Presence(conversations, StockAlerts(config.sessions), hub)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        await dispatcher.start()
        lasting = [
            presence.look(),
            forgetting.look(),
            keep_values_true(CustomerValues(config.sessions)),
            keep_doing_all(_chores(config, hub)),
        ]
        tasks = [asyncio.create_task(each) for each in lasting]
        yield
        for task in tasks:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        await dispatcher.stop()
        await bot.close()

    app = FastAPI(title="Attendant", lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url=None)
    own = config.public_url.rstrip("/")
    local = own.replace("127.0.0.1", "localhost")
    origins = frozenset({own, local, *config.site_origins})
    app.add_middleware(
        CORSMiddleware,
        allow_origins=sorted(origins),
        allow_methods=["POST", "GET"],
        allow_headers=["content-type"],
    )

    @app.get("/health")
    def health() -> dict[str, str]:
        with config.sessions() as session:
            session.execute(text("SELECT 1"))
        return {"status": "ok"}

    app.include_router(session_router(config.sessions, conversations, config.tokens))
    app.include_router(my_data_router(config.sessions, conversations, config.tokens))
    app.include_router(papers_router(config.papers, conversations, config.tokens))
    app.include_router(account_links_router(config.accounts, config.tokens, config.zone))
    if config.hear_stripe is not None:
        app.include_router(payments_router(config.hear_stripe))
    app.include_router(
        socket_router(
            GatewayParts(
                sessions=config.sessions,
                conversations=conversations,
                tokens=config.tokens,
                dispatcher=dispatcher,
                hub=hub,
                presence=presence,
                limit=RateLimit(),
                origins=origins,
            )
        )
    )
    app.mount("/widget", WidgetFiles(), name="widget")
    if config.demo:
        pages = _demo_shop(config)
        app.include_router(pages)
        app.add_exception_handler(404, pages.page_not_found)
    register_staff_pages(
        StaffPages(
            sessions=config.sessions,
            conversations=conversations,
            staff=StaffAccounts(config.sessions),
            deciding=config.deciding,
            hub=hub,
            zone=config.zone,
            shop_name=config.shop_name,
        )
    )
    ui.run_with(app, storage_secret=config.session_key, dark=None, tailwind=False, show_welcome_message=False)
    return app


def _chores(config: WebConfig, hub: Hub) -> list[Chore]:
    notices = Notices(
        config.sessions,
        shop_name=config.shop_name,
        shop_url=config.public_url,
        zone=config.zone,
        told=lambda conversation_id: hub.publish(conversation_id, {"type": "changed"}),
    )
    letters = AccountLetters(
        config.sessions,
        shop_name=config.shop_name,
        shop_url=config.public_url,
        zone=config.zone,
        link=lambda number, language: (
            f"{config.public_url}{PATH}?token={config.tokens.for_request(number, language)}"
        ),
    )
    publisher = Publisher(config.sessions, [notices.take, letters.take])
    chores = [
        Chore("watch orders", 20.0, OrderWatch(config.sessions).look),
        Chore("pass on events", 2.0, publisher.run),
    ]
    if config.settlement is not None:
        chores.append(Chore("settle payments", 5.0, config.settlement.run))
    if config.mails is not None:
        chores.append(Chore("send mails", 2.0, config.mails.send_due))
    return chores


def _demo_shop(config: WebConfig) -> DemoShopRouter:
    def sign_customer(customer_id: int) -> str:
        with config.sessions() as session:
            shop_id = session.scalar(
                select(Customer.shop_id).where(Customer.id == customer_id, Customer.erased_at.is_(None))
            )
        return config.tokens.for_customer(shop_id) if shop_id else ""

    return demo_shop(
        config.sessions,
        shop_name=config.shop_name,
        sign_customer=sign_customer,
        sign_paper=lambda customer_id, paper: config.tokens.for_paper(customer_id, paper, "en"),
        draw=config.draw_picture,
        cookie_key=config.session_key,
        zone=config.zone,
        mails=config.mails,
        policy=config.policy,
    )
