"""Every table, imported so that `Base.metadata` is complete (for migrations and tests)."""

from knowledge.aftersales.models import CompletedCommand, Refund, Return, ReturnLine
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
from knowledge.orders.models import Fulfilment, Order, OrderLine
from knowledge.privacy.models import Erasure
from knowledge.staff.models import StaffAccount
from knowledge.understanding.models import Miss

__all__ = [
    "AuditEntry",
    "Base",
    "CompletedCommand",
    "Consent",
    "ConsentEvent",
    "Conversation",
    "Customer",
    "CustomerMerge",
    "CustomerModel",
    "CustomerTag",
    "CustomerValue",
    "Erasure",
    "Feedback",
    "Fulfilment",
    "HelpArticle",
    "Identity",
    "Message",
    "Miss",
    "Order",
    "OrderLine",
    "Product",
    "ProfileFact",
    "Refund",
    "Return",
    "ReturnLine",
    "StaffAccount",
    "StockAlert",
    "Turn",
    "Variant",
]
