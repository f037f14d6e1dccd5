"""Returning items: which, how many, why, and where the money goes."""

from __future__ import annotations

from collections.abc import Sequence

from actions.action import ShopAction
from actions.advice import profile_of
from actions.confirmed import Card
from actions.errands import Held, start
from actions.exchanges import ExchangeItem
from actions.item_choice import Choice
from actions.item_errand import ItemErrand, Picked, leave_out, line_of
from actions.order_choice import line_text, sign_in
from actions.payment_words import method_words
from actions.products import article
from actions.return_reasons import OF_SIZE, hear_reasons, reason_buttons, reason_words
from actions.turn import Reply, Turn
from knowledge.advice.fitting import fitting
from knowledge.aftersales.proposals import Done, Proposal
from knowledge.aftersales.wishes import GiveBack, Swap
from knowledge.catalogue.view import VariantFacts
