"""How Chinese shoppers name prices, sizes, orders, people and reasons (Simplified Chinese).

The same names as in `bot.components.english`. Chinese parts no words by blanks, so that patterns look at the
characters around a find instead of at the edges of words.
"""

from bot.components.chinese.audience import find_audience
from bot.components.chinese.comparisons import find_relative_prices
from bot.components.chinese.dates import find_dates
from bot.components.chinese.money import find_prices
from bot.components.chinese.negation import mark_excluded
from bot.components.chinese.orders import find_emails, find_order_numbers
from bot.components.chinese.picking import find_ordinals, find_quantities
from bot.components.chinese.ratings import find_ratings
from bot.components.chinese.reasons import find_return_reasons
from bot.components.chinese.references import find_references
from bot.components.chinese.senses import find_beside, in_context
from bot.components.chinese.sizes import find_sizes

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
