"""Opening, closing and changing over an account, and mails with offers."""

from __future__ import annotations

import re

from actions.accounts.erasure import propose_erasure
from actions.action import ShopAction
from actions.advice.products import article
from actions.confirmed import Card, PlainErrand
from actions.errands import Held, start
from actions.owners import OwnersAction, ask_sign_in, person
from actions.talk.help import article_about
from actions.turn import PERSON, Reply, Turn, button
from knowledge.accounts.wishes import JoinNewsletter
from knowledge.aftersales.proposals import Done, Proposal
from knowledge.customers.consents import GRANTED, MARKETING, wordings
from knowledge.masking import mask_email

_OFF = re.compile(
    r"\bunsub|\bstop\b|\bcancel|\bno more\b|\bno adverts|\bremov|\bopt out|\btoo many|\bspam\b|\bdon.?t want"
    r"|\btake me off|\bend\b|\bquit\b|\bturn off|\bfewer\b|\boff\b|\bnever asked|\bnot want"
    r"|退订|取消|别|不要|不想|停|关闭|关掉|拿掉|退出",
    re.IGNORECASE,
)
_ON = re.compile(
    r"\bsubscri|\bresubscri|\bsign (?:me )?up|\bjoin|\bput me on|\breceive\b|\bget\b|\bon\b|\blike to\b|\bwant\b"
    r"|订阅|想收|想订|报名|重新|加到|登记|接收|开启",
    re.IGNORECASE,
)


class CreateAccount(ShopAction):
    """Says how an account is opened, and where."""

    action_name = "action_create_account"

    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """The article and the page; whoever is signed in has an account already."""
        if turn.customer_id is not None:
            email = mask_email(turn.shop.customers.get(turn.owner).email)
            switch = button(turn.words.say("intent-switch-account"), "switch_account")
            return reply.say("account-have-one", [switch, person(turn)], email=email).ended("nothing")
        found = article_about(turn, ("account",), "How do I create an account?")
        if found is not None:
            article(turn, reply, found)
        link = turn.shop.config.links.sign_up
        if link:
            return reply.say("account-open-here", [person(turn)], link=link)
        reply.offer = PERSON
        return reply.say("account-open-here-no-page", [person(turn)])


class RegistrationProblems(ShopAction):
    """Helps when an account could not be opened."""

    action_name = "action_registration_problems"

    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """The article for what usually is wrong, another way in, and a person who can open it."""
        for found in turn.shop.help.search(
            "cant register email already used", count=1, subjects=("account",)
        ):
            article(turn, reply, found)
        known = button(turn.words.say("intent-recover-password"), "recover_password")
        reply.offer = PERSON
        return reply.say("account-open-trouble", [known, person(turn)])


class DeleteAccount(OwnersAction):
    """Closes an account: everything is erased after a yes."""

    action_name = "action_delete_account"

    def answer_owner(self, turn: Turn, reply: Reply) -> Reply:
        """What would be lost, then the same proposal as for erasing one's data."""
        points = turn.shop.accounts.points(turn.owner)
        credit = [
            turn.words.money(left) for left in turn.shop.accounts.store_credit(turn.owner) if left.minor
        ]
        if points or credit:
            reply.say("account-close-loses", points=points, credit=turn.words.list(credit) or "0")
        return propose_erasure(turn, reply)


class SwitchAccount(ShopAction):
    """Says how another account is used on this device, or another kind of account is had."""

    action_name = "action_switch_account"

    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """Who is signed in, and the page on which somebody else signs in."""
        link = turn.shop.config.links.sign_in
        if turn.customer_id is None:
            return reply.say("account-switch-visitor", [person(turn)], link=link)
        email = mask_email(turn.shop.customers.get(turn.owner).email)
        reply.offer = PERSON
        return reply.say("account-switch", [person(turn)], email=email, link=link)


class NewsletterSubscription(ShopAction):
    """Puts mails with offers on or off."""

    action_name = "action_newsletter_subscription"
    writes = True

    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """Off at once; on after a yes to the words; unclear, how it stands and both as buttons."""
        if turn.customer_id is None:
            found = article_about(turn, ("account", "privacy"), "How do I stop the newsletter?")
            return ask_sign_in(turn, article(turn, reply, found) if found is not None else reply)
        wanted = self._wanted(turn)
        if wanted is None:
            return self._how_it_stands(turn, reply)
        if wanted:
            return start(turn, reply, Newsletter())
        was_on = turn.shop.consents.withdraw(turn.owner, MARKETING)
        return reply.say("newsletter-off" if was_on else "newsletter-was-off")

    @staticmethod
    def _wanted(turn: Turn) -> bool | None:
        choice = turn.entity("choice")
        if choice in ("on", "off"):
            return bool(choice == "on")
        if _OFF.search(turn.text):
            return False
        return True if _ON.search(turn.text) else None

    @staticmethod
    def _how_it_stands(turn: Turn, reply: Reply) -> Reply:
        decision = turn.shop.consents.latest(turn.owner).get(MARKETING)
        on = decision is not None and decision.state == GRANTED
        label = turn.words.say("button-newsletter-off" if on else "button-newsletter-on")
        offered = [button(label, "newsletter_subscription", choice="off" if on else "on")]
        return reply.say("newsletter-is-on" if on else "newsletter-is-off", offered).ended("asked")


class Newsletter(PlainErrand):
    """The words that one agrees to, then mails with offers come."""

    kind = "join_newsletter"
    intents = frozenset({"newsletter_subscription"})

    def begin(self, turn: Turn, reply: Reply, held: Held) -> bool:
        """Nothing has to be known but the words in force."""
        held["wording"] = wordings()[MARKETING][-1].version
        return True

    def wish(self, turn: Turn, held: Held) -> JoinNewsletter:
        """Mails, by these words."""
        return JoinNewsletter(str(held["wording"]))

    def card(self, turn: Turn, held: Held, proposal: Proposal) -> Card:
        """Where the mails go, and the words."""
        words = turn.words
        customer = turn.shop.customers.get(turn.owner)
        return Card(
            title=words.say("newsletter-title"),
            lines=[
                (words.say("confirm-email"), mask_email(customer.email)),
                (words.say("confirm-wording"), wordings()[MARKETING][-1].text(words.language)),
            ],
            yes=words.say("button-agree"),
            no=words.say("button-disagree"),
        )

    def done(self, turn: Turn, reply: Reply, held: Held, done: Done) -> None:
        """They come from now on."""
        off = button(turn.words.say("button-newsletter-off"), "newsletter_subscription", choice="off")
        reply.say("newsletter-on", [off])
