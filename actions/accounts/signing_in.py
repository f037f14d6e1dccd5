"""Trouble with signing in: a forgotten login name or password, and codes that do not come."""

from __future__ import annotations

from actions.action import ShopAction
from actions.errands import Errand, Held, start
from actions.owners import person
from actions.turn import PERSON, Reply, Turn, button
from knowledge.accounts.states import RequestKind
from knowledge.masking import mask_email, mask_phone


class LoginMail(Errand):
    """Which address, then a mail goes there if somebody has it."""

    kind = "login_mail"
    needs_owner = False
    intents = frozenset({"recover_username"})

    def begin(self, turn: Turn, reply: Reply, held: Held) -> bool:
        """The address that is named."""
        if not self.hear(turn, reply, held, ""):
            reply.say("login-name-is")
        return True

    def hear(self, turn: Turn, reply: Reply, held: Held, asked: str) -> bool:
        """An address."""
        email = turn.entity("email")
        if email is not None:
            held["email"] = str(email)
        elif asked == "email" and turn.intent in ("inform", "nlu_fallback") and turn.text:
            reply.say("login-no-address")
            return True
        return email is not None

    def missing(self, turn: Turn, held: Held) -> str | None:
        """The address."""
        return None if held.get("email") else "email"

    def ask(self, turn: Turn, reply: Reply, held: Held, question: str) -> None:
        """For the address."""
        reply.say("login-which-address", [person(turn)])

    def finish(self, turn: Turn, reply: Reply, held: Held) -> None:
        """Ask for the mail; the answer is the same whoever has the address."""
        turn.shop.accounts.ask_mail(RequestKind.USERNAME, str(held["email"]))
        reply.say("login-mail-asked", [person(turn)], email=mask_email(str(held["email"]))).ended("done")


class RecoverUsername(ShopAction):
    """Brings a login name back, by mail only."""

    action_name = "action_recover_username"
    writes = True

    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """A hint for whoever is signed in; else a mail to the address that is named."""
        if turn.customer_id is None:
            return start(turn, reply, LoginMail())
        email = mask_email(turn.shop.customers.get(turn.owner).email)
        return reply.say("login-name-of-yours", email=email)


class RecoverPassword(ShopAction):
    """Says where a new password is chosen; nobody here knows or sets one."""

    action_name = "action_recover_password"

    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """The shop's page for it, or the truth that there are no passwords."""
        links = turn.shop.config.links
        name = button(turn.words.say("intent-recover-username"), "recover_username")
        buttons = [person(turn)] if turn.customer_id is not None else [name, person(turn)]
        reply.offer = PERSON
        if links.password:
            return reply.say("password-link", buttons, link=links.password)
        return reply.say("password-none", buttons, link=links.sign_in)


class ResetTwoFactor(ShopAction):
    """Helps with codes for signing in."""

    action_name = "action_reset_2fa"

    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """The shop's page; who cannot sign in is verified by a person, who alone may reset codes."""
        links = turn.shop.config.links
        reply.offer = PERSON
        if not links.two_factor:
            return reply.say("codes-none", [person(turn)], link=links.sign_in)
        if turn.customer_id is None:
            return reply.say("codes-visitor", [person(turn)], link=links.two_factor)
        phone = mask_phone(turn.shop.customers.get(turn.owner).phone)
        details = button(turn.words.say("intent-edit-account"), "edit_account")
        message = "codes-link" if phone else "codes-link-no-phone"
        return reply.say(message, [details, person(turn)], link=links.two_factor, phone=phone)
