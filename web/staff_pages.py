"""What the staff pages need from the process they run in."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from knowledge.aftersales.deciding import Deciding
from knowledge.conversations.service import Conversations
from knowledge.database import SessionFactory
from knowledge.staff.service import StaffAccounts
from web.hub import Hub


@dataclass(frozen=True)
class StaffPages:
    """Services behind login, desk and insights, and how the shop calls itself and its day."""

    sessions: SessionFactory
    conversations: Conversations
    staff: StaffAccounts
    deciding: Deciding
    hub: Hub
    zone: ZoneInfo
    shop_name: str
