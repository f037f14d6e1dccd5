"""Advice: finding, refining, paging, explaining, and forgetting wishes."""

from __future__ import annotations

from dataclasses import replace

from actions.accounts.facts import says_forget, says_lasting
from actions.accounts.my_data import correct_facts
from actions.action import ShopAction
from actions.advice.cards import cautions_said, chips, price_of, product_card, reason_line, reasons_said, wish
from actions.advice.references import meant_product, shown_products
from actions.turn import PERSON, Reply, Turn, button
from knowledge.advice import needs
from knowledge.advice.constraints import held_by
from knowledge.advice.needs import Need
from knowledge.advice.phrasing import content_words
from knowledge.advice.ranking import for_whom
from knowledge.advice.service import Advice
from knowledge.catalogue.words import words
from knowledge.customers.profile import Profile
from knowledge.money import Money

PAGE = 4


def profile_of(turn: Turn) -> Profile:
    """What may be known of the shopper."""
    return turn.shop.customers.profile(turn.customer_id)


def started(turn: Turn) -> Need:
    """A new need from what was said."""
    return needs.start(turn.text, turn.entities, minor_per_major=minor_per_major(turn))


def minor_per_major(turn: Turn) -> int:
    """How many cents, or the like, the shop's currency has: amounts in messages are in whole ones."""
    return Money.parse(1, turn.shop.config.currency).minor


def show_advice(turn: Turn, reply: Reply, need: Need, intro: str = "advice-found") -> Reply:
    """Search for a need and show what was found as cards, with what was understood as chips."""
    advice = turn.shop.advisor.advise(need, profile_of(turn), count=PAGE)
    if not advice.shown:
        return _nothing(turn, reply, advice)
    need = advice.need
    shown = [each.product.id for each in advice.shown]
    seen = replace(need, seen=(*need.seen, *shown))
    left = advice.found - len(seen.seen)
    buttons = [button(turn.words.say("button-cheaper"), "refine_search", relative_price="lower")]
    if left > 0 and not advice.given_up:
        buttons.append(button(turn.words.say("button-more"), "show_more"))
    if len(shown) > 1:
        buttons.append(button(turn.words.say("button-compare"), "compare_products"))
    reply.show(
        "cards",
        {
            "text": _intro(turn, advice, intro),
            "cards": [product_card(turn, each) for each in advice.shown],
            "chips": chips(turn, need),
            "buttons": buttons,
        },
    )
    named = turn.values("product")
    meant = [each for each in shown if len(shown) == 1 or [each] == named]
    reasons = {each.product.id: reason_line(turn.words, each) for each in advice.shown}
    return reply.set(need=seen.to_dict(), shown=shown, product=next(iter(meant), None), reasons=reasons)


def _intro(turn: Turn, advice: Advice, intro: str) -> str:
    say = turn.words.say
    if advice.given_up:
        return _conflict(turn, advice)
    if advice.unsure:
        return say("advice-unsure")
    return say(intro, count=len(advice.shown), found=advice.found)


def _conflict(turn: Turn, advice: Advice) -> str:
    """Name what could not be had together; where the price was in the way, say what the nearest costs."""
    say, listed = turn.words.say, turn.words.list
    bent = listed([_constraint_words(turn, advice.need, name) for name in advice.given_up])
    if not {"price_max", "price_min"} & set(advice.given_up):
        return say("advice-given-up", constraints=bent, count=len(advice.shown))
    price = price_of(advice.shown[0].variant)
    names = dict.fromkeys(_given_up_as(name) for name, _ in advice.need.constraints())
    kept = [_constraint_words(turn, advice.need, name) for name in names if name not in advice.given_up]
    if kept:
        return say("advice-conflict", kept=listed(kept), constraints=bent, price=price)
    return say("advice-conflict-price", constraints=bent, price=price)


def _constraint_words(turn: Turn, need: Need, name: str) -> str:
    values = [value for constraint, value in need.constraints() if _given_up_as(constraint) == name]
    return turn.words.list([wish(turn, name.partition(":")[0], value) for value in values])


def _given_up_as(constraint: str) -> str:
    """The name by which a constraint is given up: each feature by itself, all else by its field."""
    return constraint if constraint.startswith("features:") else constraint.partition(":")[0]


def _nothing(turn: Turn, reply: Reply, advice: Advice) -> Reply:
    person = button(turn.words.say("button-person"), "contact_human_agent")
    if advice.found and advice.need.seen:
        reply.offer = PERSON
        return reply.say("advice-all-seen", [person]).ended("nothing")
    reply.say("advice-nothing", [person]).set(need=advice.need.to_dict(), shown=[])
    reply.offer = PERSON
    return reply.ended("nothing")


class RecommendProduct(ShopAction):
    """Answers a new request."""

    action_name = "action_recommend_product"

    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """Search, or ask what it is for when nothing was said."""
        need = started(turn)
        if not _says_something(need):
            return ask_what(turn, reply)
        return show_advice(turn, reply, need)


def _says_something(need: Need) -> bool:
    return bool(need.constraints() or need.product_types or content_words(need.text))


def ask_what(turn: Turn, reply: Reply) -> Reply:
    """Ask what is wanted, with a few ways in."""
    titles = [turn.words.say(f"way-{way}") for way in WAYS]
    ways = [{"title": title, "payload": title} for title in titles]
    return reply.say("advice-ask-what", ways).ended("asked")


WAYS = ("outdoor", "gift", "kitchen", "headphones")


class RefineSearch(ShopAction):
    """Changes the request just made."""

    action_name = "action_refine_search"

    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """Merge what was said into the need and search again."""
        if turn.need.empty:
            need = started(turn)
            return show_advice(turn, reply, need) if _says_something(need) else ask_what(turn, reply)
        prices = [product.lowest_minor for product in shown_products(turn)]
        need = needs.refine(
            turn.need,
            turn.entities,
            text=turn.text,
            shown_prices=prices,
            minor_per_major=minor_per_major(turn),
        )
        return show_advice(turn, reply, need, "advice-refined")


class ShowMore(ShopAction):
    """Shows the next products for the same request."""

    action_name = "action_show_more"

    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """The next page, or a truthful end."""
        if turn.need.empty:
            return ask_what(turn, reply)
        return show_advice(turn, reply, turn.need, "advice-more")


class WhyThis(ShopAction):
    """Explains why a product was shown."""

    action_name = "action_why_this"

    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """All grounds that moved it up, and the wishes it fulfils."""
        product = meant_product(turn)
        if product is None:
            shown = shown_products(turn)
            if not shown:
                return reply.say("why-nothing-shown").ended("nothing")
            product = shown[0]
        profile = for_whom(turn.need, profile_of(turn))
        ranked = turn.shop.advisor.explain(product.id, turn.need, profile)
        held = held_by(ranked.product, turn.need)  # what had to be given up is no reason
        fulfilled = [
            wish(turn, name.partition(":")[0], value)
            for name, value in turn.need.constraints()
            if name in held
        ]
        lines = [turn.words.say("why-intro", product=product.name)]
        if fulfilled:
            lines.append(turn.words.say("why-fulfils", wishes=turn.words.list(fulfilled)))
        grounds = [each for each in reasons_said(turn.words, ranked.reasons) if each not in fulfilled]
        lines += [turn.words.say("why-ground", ground=ground) for ground in grounds]
        against = cautions_said(turn.words, ranked.cautions)
        lines += [turn.words.say("why-caution", caution=caution) for caution in against]
        if not profile.personal:
            lines.append(turn.words.say("why-not-personal"))
        return reply.text("\n".join(lines)).set(product=product.id)


class ForgetPreference(ShopAction):
    """Drops a wish of this request, or remembers that a brand or colour is not liked."""

    action_name = "action_forget_preference"
    writes = True

    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """Drop what was pressed or named, and search again."""
        need = turn.need
        dropped = self._dropped(turn, need)
        if turn.customer_id is not None and not turn.pressed and self._of_themselves(turn, dropped):
            corrected = correct_facts(turn, reply)
            if corrected is not None and not dropped:
                return corrected
        refined = need
        for name in dropped:
            refined = refined.without(name)
        if not dropped:
            return self._disliked(turn, reply)
        refined = replace(refined, seen=())
        if refined.empty:
            return reply.say("forget-done-empty").set(need=None, shown=[])
        return show_advice(turn, reply, refined, "advice-refined")

    @staticmethod
    def _of_themselves(turn: Turn, dropped: list[str]) -> bool:
        """Whether the words are about the customer, and not (only) about the present search."""
        if dropped:
            return turn.entity_of_any_role("size") is not None and says_lasting(turn)
        return turn.entity_of_any_role("size") is not None or says_forget(turn)

    def _dropped(self, turn: Turn, need: Need) -> list[str]:
        pressed = turn.values("drop")
        if pressed:
            return [str(name) for name in pressed]
        present = dict(need.constraints())
        named: list[str] = []
        for entity in turn.entities:
            named += [name for name, value in present.items() if value == str(entity.value)]
        said = words(turn.text)
        named += [f"text:{word}" for word in turn.shop.advisor.soft_wishes(need) if word in said]
        text = turn.text.lower()
        for name in present:
            field = name.partition(":")[0]
            if any(word in text for word in FIELD_WORDS.get(field, ())):
                named.append(name)
        return list(dict.fromkeys(named))

    def _disliked(self, turn: Turn, reply: Reply) -> Reply:
        disliked = [each for each in turn.entities if each.entity in ("brand", "colour")]
        if not disliked:
            offered = chips(turn, turn.need)
            return reply.say("forget-what", offered).ended("asked") if offered else ask_what(turn, reply)
        if turn.customer_id is None or not profile_of(turn).personal:
            # Without consent nothing is kept of a person: it holds for this search.
            excluded = [replace(each, role="exclude") for each in disliked]
            return show_advice(turn, reply, needs.refine(turn.need, excluded), "advice-refined")
        for each in disliked:
            turn.shop.customers.avoid(turn.customer_id, each.entity, str(each.value))
        what = turn.words.list([turn.words.called(each.entity, str(each.value)) for each in disliked])
        return reply.say("forget-disliked", what=what)


# Words by which shoppers name a constraint without its value ("forget the budget").
FIELD_WORDS: dict[str, tuple[str, ...]] = {
    "price_max": ("budget", "price", "limit", "money", "cost", "expensive"),
    "price_min": ("budget", "price", "minimum"),
    "size": ("size",),
    "colours": ("colour", "color"),
    "not_colours": ("colour", "color"),
    "materials": ("material", "fabric"),
    "not_materials": ("material", "fabric"),
    "brands": ("brand", "make", "label"),
    "not_brands": ("brand", "make"),
    "audience": ("who it is for", "gender"),
}
