"""Every table, imported so that `Base.metadata` is complete (for migrations and tests)."""

from knowledge.accounts.models import (
    AccountRequest,
    Bill,
    BillPayment,
    CreditEntry,
    SubscribedService,
    Subscription,
)
from knowledge.aftersales.models import (
    Claim,
    ClaimLine,
    CompletedCommand,
    DecidedCase,
    Exchange,
    ExchangeLine,
    PriceMatch,
    Refund,
    Return,
    ReturnLine,
)
from knowledge.aftersales.providers import DemoMovement, ProviderEvent
from knowledge.audit import AuditEntry
from knowledge.catalogue.models import PriceChange, Product, StockAlert, Variant
from knowledge.conversations.models import Conversation, Message, Turn
from knowledge.customers.models import (
    Consent,
    ConsentEvent,
    Customer,
    CustomerMerge,
    Identity,
    ProfileFact,
)
from knowledge.customers.value.models import CustomerModel, CustomerTag, CustomerValue
from knowledge.database import Base
from knowledge.feedback.models import Feedback
from knowledge.guides.models import GuideRun
from knowledge.help.models import HelpArticle
from knowledge.mail.models import Mail
from knowledge.notices.models import Notice
from knowledge.orders.models import CustomerAddress, DeliveryWish, Fulfilment, Order, OrderLine
from knowledge.orders.payments import PaymentEntry, PaymentMethod
from knowledge.outbox import OutboxEvent
from knowledge.papers.numbers import NumberedPaper, NumberRow
from knowledge.privacy.models import Erasure
from knowledge.staff.models import StaffAccount
from knowledge.understanding.models import Miss
from knowledge.verification.models import OneTimeCode

__all__ = [
    "AccountRequest",
    "AuditEntry",
    "Base",
    "Bill",
    "BillPayment",
    "Claim",
    "ClaimLine",
    "CompletedCommand",
    "Consent",
    "ConsentEvent",
    "Conversation",
    "CreditEntry",
    "Customer",
    "CustomerAddress",
    "CustomerMerge",
    "CustomerModel",
    "CustomerTag",
    "CustomerValue",
    "DecidedCase",
    "DeliveryWish",
    "DemoMovement",
    "Erasure",
    "Exchange",
    "ExchangeLine",
    "Feedback",
    "Fulfilment",
    "GuideRun",
    "HelpArticle",
    "Identity",
    "Mail",
    "Message",
    "Miss",
    "Notice",
    "NumberRow",
    "NumberedPaper",
    "OneTimeCode",
    "Order",
    "OrderLine",
    "OutboxEvent",
    "PaymentEntry",
    "PaymentMethod",
    "PriceChange",
    "PriceMatch",
    "Product",
    "ProfileFact",
    "ProviderEvent",
    "Refund",
    "Return",
    "ReturnLine",
    "StaffAccount",
    "StockAlert",
    "SubscribedService",
    "Subscription",
    "Turn",
    "Variant",
]
