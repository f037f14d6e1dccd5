"""Tables of the catalogue. A product is what shoppers talk about; a variant is what they buy."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from knowledge.database import Base, utc_now
from knowledge.money import Money


class Product(Base):
    """A product as the shop describes it, with at least one variant."""

    __tablename__ = "product"

    id: Mapped[str] = mapped_column(String(120), primary_key=True)
    """The shop's own product id (a feed's item group id or a handle)."""
    name: Mapped[str] = mapped_column(String(300))
    brand: Mapped[str] = mapped_column(String(120), default="", index=True)
    category: Mapped[str] = mapped_column(String(300), default="", index=True)
    """A path from the widest to the narrowest, joined with ` > `."""
    description: Mapped[str] = mapped_column(Text, default="")
    attributes: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    """Structured facts: snake_case name to text, number or truth value."""
    keywords: Mapped[list[str]] = mapped_column(JSON, default=list)
    audience: Mapped[str] = mapped_column(String(40), default="")
    returns: Mapped[str] = mapped_column(String(20), default="standard")
    """`standard`, `hygiene`, `bulky` or `final_sale`: what the returns policy asks about."""
    warranty_months: Mapped[int] = mapped_column(default=24)
    goes_with: Mapped[list[str]] = mapped_column(JSON, default=list)
    """Ids of products that complement this one, as the merchant says."""
    url: Mapped[str] = mapped_column(String(1000), default="")
    image_url: Mapped[str] = mapped_column(String(1000), default="")
    active: Mapped[bool] = mapped_column(default=True, index=True)
    content_hash: Mapped[str] = mapped_column(String(64), default="")
    """SHA-256 of the text that is indexed; the product index uses it to find what changed."""
    updated_at: Mapped[datetime] = mapped_column(default=utc_now)

    variants: Mapped[list[Variant]] = relationship(
        back_populates="product", cascade="all, delete-orphan", order_by="Variant.position"
    )


class Variant(Base):
    """One thing that can be put in a cart: a product in a size, colour, capacity..."""

    __tablename__ = "variant"
    __table_args__ = (UniqueConstraint("sku"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[str] = mapped_column(ForeignKey("product.id", ondelete="CASCADE"), index=True)
    sku: Mapped[str] = mapped_column(String(120))
    gtin: Mapped[str] = mapped_column(String(20), default="")
    options: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    """Option name to value, such as `{"colour": "green", "size": "M"}`."""
    price_minor: Mapped[int]
    sale_price_minor: Mapped[int | None]
    cost_minor: Mapped[int | None]
    """What the shop pays for one, in the same currency; None where no feed said it."""
    currency: Mapped[str] = mapped_column(String(3))
    stock: Mapped[int] = mapped_column(default=0)
    weight_g: Mapped[int | None]
    image_url: Mapped[str] = mapped_column(String(1000), default="")
    position: Mapped[int] = mapped_column(default=0)

    product: Mapped[Product] = relationship(back_populates="variants")

    @property
    def price(self) -> Money:
        """What the shopper pays now: the sale price when there is one."""
        minor = self.price_minor if self.sale_price_minor is None else self.sale_price_minor
        return Money(minor, self.currency)

    @property
    def regular_price(self) -> Money:
        """The price without the sale."""
        return Money(self.price_minor, self.currency)

    @property
    def label(self) -> str:
        """The option values in words, such as "green, M"; empty for a product with one variant."""
        return ", ".join(self.options.values())


class PriceChange(Base):
    """What a variant cost until a moment, and from then on."""

    __tablename__ = "price_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    sku: Mapped[str] = mapped_column(String(120), index=True)
    before_minor: Mapped[int]
    """What shoppers paid, in minor units."""
    after_minor: Mapped[int]
    currency: Mapped[str] = mapped_column(String(3))
    at: Mapped[datetime] = mapped_column(default=utc_now, index=True)


class StockAlert(Base):
    """A shopper's wish to be told in the conversation when something can be bought again."""

    __tablename__ = "stock_alert"
    __table_args__ = (UniqueConstraint("conversation_id", "product_id", "options_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[str] = mapped_column(String(36), index=True)
    customer_id: Mapped[int | None]
    product_id: Mapped[str] = mapped_column(ForeignKey("product.id", ondelete="CASCADE"), index=True)
    options: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    options_key: Mapped[str] = mapped_column(String(200), default="")
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    told_at: Mapped[datetime | None]
