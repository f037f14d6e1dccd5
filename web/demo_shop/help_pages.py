"""The help articles, written in Markdown."""

from __future__ import annotations

from collections import defaultdict

import markdown2
from fastapi import APIRouter, HTTPException, Request, Response
from markupsafe import Markup
from sqlalchemy import select

from knowledge.help.models import HelpArticle
from web.demo_shop.catalogue import search_words
from web.demo_shop.shop import Shop

LANGUAGE = "en"
SUBJECTS = (
    "delivery", "orders", "returns", "refunds", "payment",
    "account", "membership", "products", "service", "privacy",
)  # fmt: skip


def help_pages(shop: Shop, router: APIRouter) -> None:
    """Add the list of articles and the articles."""

    @router.get("/help")
    def articles(request: Request) -> Response:
        asked = request.query_params.get("q", "").strip()[:200]
        words = search_words(asked)
        with shop.sessions() as session:
            query = select(HelpArticle).where(HelpArticle.language == LANGUAGE).order_by(HelpArticle.title)
            found = [
                article for article in session.scalars(query) if all(word in _text(article) for word in words)
            ]
            return shop.page(
                request,
                session,
                "help.html",
                title="Help",
                groups=_by_subject(found),
                asked=asked,
                count=len(found),
            )

    @router.get("/help/{slug}")
    def article(request: Request, slug: str) -> Response:
        with shop.sessions() as session:
            found = session.get(HelpArticle, (slug, LANGUAGE))
            if found is None:
                raise HTTPException(status_code=404)
            same = select(HelpArticle).where(
                HelpArticle.subject == found.subject,
                HelpArticle.language == found.language,
                HelpArticle.slug != found.slug,
            )
            return shop.page(
                request,
                session,
                "article.html",
                title=found.title,
                article=found,
                body=as_html(found.body),
                others=session.scalars(same.order_by(HelpArticle.title).limit(6)).all(),
            )


def as_html(markdown: str) -> Markup:
    """Markdown as HTML; any HTML within it is shown as text, and links lead to the web only."""
    # markdown2's safe mode escapes raw HTML and turns javascript: addresses into "#".
    return Markup(markdown2.markdown(markdown, safe_mode="escape", extras=["tables", "cuddled-lists"]))  # noqa: S704


def _text(article: HelpArticle) -> str:
    return " ".join([article.title, article.subject, *article.questions, article.body]).lower()


def _by_subject(articles: list[HelpArticle]) -> list[tuple[str, list[HelpArticle]]]:
    groups: dict[str, list[HelpArticle]] = defaultdict(list)
    for article in articles:
        groups[article.subject].append(article)
    known = [subject for subject in SUBJECTS if subject in groups]
    return [(subject, groups[subject]) for subject in [*known, *sorted(set(groups) - set(known))]]
