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
    Refund,
    Return,
    ReturnLine,
)
from knowledge.aftersales.providers import DemoMovement
from knowledge.audit import AuditEntry
from knowledge.catalogue.models import Product, StockAlert, Variant
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
from knowledge.help.models import HelpArticle
from knowledge.orders.models import CustomerAddress, Fulfilment, Order, OrderLine
from knowledge.orders.payments import PaymentEntry, PaymentMethod
from knowledge.outbox import OutboxEvent
from knowledge.privacy.models import Erasure
from knowledge.staff.models import StaffAccount
from knowledge.understanding.models import Miss

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
    "DemoMovement",
    "Erasure",
    "Exchange",
    "ExchangeLine",
    "Feedback",
    "Fulfilment",
    "HelpArticle",
    "Identity",
    "Message",
    "Miss",
    "Order",
    "OrderLine",
    "OutboxEvent",
    "PaymentEntry",
    "PaymentMethod",
    "Product",
    "ProfileFact",
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
