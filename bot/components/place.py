"""Where and when the shop is: what a date or a telephone number without a prefix is read by."""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

logger = logging.getLogger(__name__)

TIME_ZONE_VARIABLE = "ATTENDANT_TIME_ZONE"
COUNTRY_VARIABLE = "ATTENDANT_COUNTRY"
DEFAULT_TIME_ZONE = "UTC"
DEFAULT_COUNTRY = "GB"


@dataclass(frozen=True)
class Place:
    """The shop's day and country.

    Attributes:
        today: The day in the shop's time zone.
        country: Two letters after ISO 3166, such as "GB".
    """

    today: date
    country: str = DEFAULT_COUNTRY


def current_place() -> Place:
    """Gives the place by the environment, as it is now; an unknown time zone counts as UTC."""
    name = os.environ.get(TIME_ZONE_VARIABLE) or DEFAULT_TIME_ZONE
    try:
        zone = ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        logger.warning("%s is no time zone; days are told in %s.", name, DEFAULT_TIME_ZONE)
        zone = ZoneInfo(DEFAULT_TIME_ZONE)
    country = (os.environ.get(COUNTRY_VARIABLE) or DEFAULT_COUNTRY).upper()
    return Place(datetime.now(zone).date(), country)
