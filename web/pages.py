"""Registration of the staff's pages with NiceGUI.

Example:
    ```python
    pages = StaffPages(sessions, conversations, StaffAccounts(sessions), deciding, hub, zone, shop_name="Linden Row")
    register_staff_pages(pages)
    ui.run_with(fastapi_app, storage_secret=secret, dark=None)
    ```
"""

from __future__ import annotations

from web.desk.page import register_desk
from web.desk.waiting_page import register_waiting
from web.insights.page import register_insights
from web.insights.segments_page import register_segments
from web.staff_pages import StaffPages
from web.staff_session import register_login

__all__ = ["StaffPages", "register_staff_pages"]


def register_staff_pages(app_context: StaffPages) -> None:
    """Add `/login`, `/desk`, `/desk/waiting`, `/insights` and `/insights/segments` to the NiceGUI app."""
    register_login(app_context)
    register_desk(app_context)
    register_waiting(app_context)
    register_insights(app_context)
    register_segments(app_context)
