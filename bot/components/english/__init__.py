"""How English shoppers name prices, sizes, orders, people and reasons.

A finder takes a text and gives matches. Another language is another package with the same names, entered in
`shop_entities.LANGUAGES`.
"""

from bot.components.english.audience import find_audience
from bot.components.english.dates import find_dates
from bot.components.english.money import find_prices
from bot.components.english.negation import mark_excluded
from bot.components.english.orders import find_emails, find_order_numbers
from bot.components.english.picking import find_ordinals, find_quantities
from bot.components.english.ratings import find_ratings
from bot.components.english.reasons import find_relative_prices, find_return_reasons
from bot.components.english.references import find_references
from bot.components.english.senses import in_context
from bot.components.english.sizes import find_sizes
from bot.components.english.things import find_beside

FINDERS = (
    find_prices,
    find_order_numbers,
    find_emails,
    find_sizes,
    find_ordinals,
    find_quantities,
    find_ratings,
    find_audience,
    find_relative_prices,
    find_return_reasons,
)

__all__ = ["FINDERS", "find_beside", "find_dates", "find_references", "in_context", "mark_excluded"]
