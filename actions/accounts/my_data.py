"""A customer's own data, in the chat: seeing it, correcting it, taking consent back, a copy."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence

from actions.accounts.facts import (
    Said,
    fact_line,
    forget_buttons,
    meant_facts,
    named_values,
    of_somebody_else,
    says_forget,
)
from actions.action import ShopAction
from actions.turn import Reply, Turn, button
from knowledge.customers.consents import ANALYTICS, GRANTED, MARKETING, PERSONALISATION, wording, wordings
from knowledge.customers.facts import Known, NotKnown
from knowledge.masking import mask_email, mask_phone

KNOWN = "known"
# In which words a message is about mail, and not about advice.
OF_MAIL = (
    "mail",
    "newsletter",
    "marketing",
    "advert",
    "promotion",
    "offers",
    "邮件",
    "营销",
    "广告",
    "促销",
    "推送",
    "短信",
)


def only_signed_in(turn: Turn, reply: Reply) -> Reply:
    """Say truthfully that nobody is known here, and where to sign in."""
    person = button(turn.words.say("button-person"), "contact_human_agent")
    link = f"{turn.shop.config.public_url}/sign-in"
    return reply.say("my-data-visitor", [person], link=link).ended("sign_in")


class MyDataAction(ShopAction):
    """An action on the data of who is signed in; nobody else has any here."""

    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """Answer the customer; tell a visitor to sign in."""
        return (
            self.answer_customer(turn, reply) if turn.customer_id is not None else only_signed_in(turn, reply)
        )

    @abstractmethod
    def answer_customer(self, turn: Turn, reply: Reply) -> Reply:
        """What to say to a customer."""


class WhatDoYouKnow(MyDataAction):
    """Shows what is known, from where and what for."""

    action_name = "action_what_do_you_know"

    def answer_customer(self, turn: Turn, reply: Reply) -> Reply:
        """Account, facts by source, what else is kept, and consents; with buttons to change each."""
        return show_known(turn, reply)


def show_known(turn: Turn, reply: Reply) -> Reply:
    """All that is known of the customer, in groups."""
    words, known = turn.words, turn.shop.facts.known(turn.owner)
    reply.text(_account(turn))
    for source, heading in (("orders", "known-from-orders"), ("", "known-from-elsewhere")):
        group = [each for each in known if (each.source == "orders") == (source == "orders")]
        if group:
            lines = [words.say("known-line", fact=fact_line(words, each)) for each in group]
            reply.text("\n".join([words.say(heading), *lines]), forget_buttons(words, group))
    if not known:
        reply.say("known-no-facts")
    buttons = [
        button(words.say("intent-export-my-data"), "export_my_data"),
        button(words.say("intent-erase-my-data"), "erase_my_data"),
    ]
    reply.text("\n".join([*_consents(turn), _kept(turn)]), [_consent_button(turn), *buttons])
    reply.offer = KNOWN
    return reply


def _account(turn: Turn) -> str:
    words, customer = turn.words, turn.shop.customers.get(turn.owner)
    values = {
        "name": customer.name,
        "email": mask_email(customer.email),
        "phone": mask_phone(customer.phone),
        "city": customer.city,
        "level": customer.level,
    }
    lines = [words.say(f"known-{name}", value=value) for name, value in values.items() if value]
    since = words.say("known-since", day=words.full_date(customer.created_at))
    return "\n".join([words.say("known-account"), *lines, since])


def _consents(turn: Turn) -> list[str]:
    words, latest = turn.words, turn.shop.consents.latest(turn.owner)
    lines = [words.say("known-consents")]
    for purpose in wordings():
        decision = latest.get(purpose)
        label = words.say(f"purpose-{purpose}")
        if decision is None:
            lines.append(words.say("consent-never-asked", purpose=label))
            continue
        day = words.full_date(decision.at)
        lines.append(
            words.say(f"consent-{decision.state}", purpose=label, day=day, version=decision.wording or "–")
        )
    return lines


def _kept(turn: Turn) -> str:
    plan = turn.shop.erasures.plan(turn.owner)
    return turn.words.say(
        "known-kept",
        orders=plan.goes.get("shop_order", 0) + plan.orders_kept,
        chats=plan.goes.get("conversation", 0),
        opinions=plan.goes.get("feedback", 0),
    )


def _may(turn: Turn, purpose: str = PERSONALISATION) -> bool:
    decision = turn.shop.consents.latest(turn.owner).get(purpose)
    return decision is not None and decision.state == GRANTED


def _consent_button(turn: Turn) -> dict[str, str]:
    if _may(turn):
        return button(turn.words.say("intent-withdraw-consent"), "withdraw_consent")
    return button(turn.words.say("button-allow"), "update_preference", proposal=f"ask:{PERSONALISATION}")


class UpdatePreference(MyDataAction):
    """Corrects what is known; the next advice goes by it."""

    action_name = "action_update_preference"
    writes = True

    def answer_customer(self, turn: Turn, reply: Reply) -> Reply:
        """Do what a button stands for, or take sizes, brands and colours from the words."""
        if turn.entity("drop") is not None:
            return forget_keys(turn, reply, [str(each) for each in turn.values("drop")])
        if turn.entity("proposal") is not None:
            return _consent_asked(turn, reply, str(turn.entity("proposal")))
        return correct_facts(turn, reply) or ask_what(turn, reply)


def correct_facts(turn: Turn, reply: Reply) -> Reply | None:
    """Forget, note or deny what a customer's words name; None when they name nothing that is kept."""
    named = meant_facts(turn, turn.shop.facts.known(turn.owner)) if says_forget(turn) else []
    if named:
        return forget_keys(turn, reply, [each.key for each in named])
    stated, denied = named_values(turn)
    if says_forget(turn) or not (stated or denied):
        return None
    if of_somebody_else(turn):
        return reply.say("fact-only-own").ended("nothing")
    for kind, value, _ in denied:
        turn.shop.facts.deny(turn.owner, kind, value)
    if denied:
        reply.say("fact-denied", facts=_listed(turn, denied))
    if stated and not _may(turn):
        return _ask_consent(turn, reply, PERSONALISATION, "fact-needs-consent")
    for kind, value, category in stated:
        turn.shop.facts.state(turn.owner, kind, value, category=category)
    if stated:
        reply.say("fact-stated", facts=_listed(turn, stated))
    return reply


def _listed(turn: Turn, facts: Sequence[Said]) -> str:
    words = turn.words
    return words.list(
        [words.say(f"fact-of-{kind}", value=words.stated(kind, value)) for kind, value, _ in facts]
    )


def ask_what(turn: Turn, reply: Reply) -> Reply:
    """Say what can be corrected here, beside what is known; a person can do the rest."""
    known = turn.shop.facts.known(turn.owner)
    person = button(turn.words.say("button-person"), "contact_human_agent")
    if known:
        reply.offer = KNOWN
    return reply.say("fact-which", [*forget_buttons(turn.words, known), person]).ended("asked")


def forget_keys(turn: Turn, reply: Reply, keys: Sequence[str]) -> Reply:
    """Forget what buttons or words name, and say what it was."""
    forgotten: list[Known] = []
    for key in keys:
        try:
            forgotten.append(turn.shop.facts.forget(turn.owner, key))
        except NotKnown:
            continue
    if not forgotten:
        return reply.say("fact-not-known").ended("not_found")
    facts = turn.words.list([fact_line(turn.words, each, short=True) for each in forgotten])
    return reply.say("fact-forgotten", facts=facts)


def _consent_asked(turn: Turn, reply: Reply, proposal: str) -> Reply:
    """`ask:<purpose>` shows the words; `agree:<purpose>:<version>` is a yes to exactly these."""
    step, _, rest = proposal.partition(":")
    purpose, _, version = rest.partition(":")
    if purpose not in wordings() or step not in ("ask", "agree"):
        return reply.say("proposal-old").ended("nothing")
    in_force = wording(purpose)
    if step == "ask" or in_force is None or in_force.version != version:
        return _ask_consent(turn, reply, purpose, "consent-ask")
    turn.shop.consents.grant(turn.owner, purpose)
    return reply.say("consent-thanks", purpose=turn.words.say(f"purpose-{purpose}"))


def _ask_consent(turn: Turn, reply: Reply, purpose: str, message: str) -> Reply:
    in_force = wordings()[purpose][-1]
    agree = f"agree:{purpose}:{in_force.version}"
    buttons = [
        button(turn.words.say("button-agree"), "update_preference", proposal=agree),
        button(turn.words.say("button-disagree"), "deny"),
    ]
    text = in_force.text(turn.words.language)
    return reply.say(message, buttons, wording=text, version=in_force.version).ended("asked")


class WithdrawConsent(MyDataAction):
    """Takes consent back, at once."""

    action_name = "action_withdraw_consent"
    writes = True

    def answer_customer(self, turn: Turn, reply: Reply) -> Reply:
        """Keep the no, show the words that had been agreed to, and say what is different from now on."""
        words, before = turn.words, turn.shop.consents.latest(turn.owner)
        mail = any(word in turn.text.lower() for word in OF_MAIL)
        withdrawn = [
            purpose
            for purpose in ((MARKETING,) if mail else (PERSONALISATION, ANALYTICS))
            if turn.shop.consents.withdraw(turn.owner, purpose)
        ]
        main = MARKETING if mail else PERSONALISATION
        label = words.say(f"purpose-{main}")
        allow = button(words.say("button-allow-again"), "update_preference", proposal=f"ask:{main}")
        buttons = [allow, button(words.say("intent-erase-my-data"), "erase_my_data")]
        decision = before.get(main)
        if main not in withdrawn or decision is None or decision.state != GRANTED:
            return reply.say(f"consent-was-none-{main}", buttons, purpose=label)
        agreed = wording(main, decision.wording)
        day = words.full_date(decision.at)
        if agreed is not None:
            text = agreed.text(words.language)
            reply.say("consent-withdrawn-wording", day=day, version=agreed.version, wording=text)
        return reply.say(f"consent-withdrawn-{main}", buttons)


class ExportMyData(MyDataAction):
    """Gives a link to a copy of everything."""

    action_name = "action_export_my_data"

    def answer_customer(self, turn: Turn, reply: Reply) -> Reply:
        """A link of a few minutes for who is signed in."""
        token = self._identity.download(turn.asker)
        return reply.say("export-ready", link=f"{turn.shop.config.public_url}/chat/my-data?token={token}")
