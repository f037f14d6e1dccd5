"""All words that shoppers read: every message the actions say is there, in every language, and none in vain."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from zoneinfo import ZoneInfo

import pytest

import knowledge.advice
import knowledge.aftersales.claims
import knowledge.aftersales.decisions
from actions.accounts.details import QUESTIONS
from actions.accounts.details_said import PARTS
from actions.accounts.facts import NAMED, SOURCES
from actions.accounts.identification import CODE_ASKED
from actions.accounts.my_data import MARKETING, PERSONALISATION
from actions.advice.finding import WAYS
from actions.aftersales.guide_options import INTENTS
from actions.aftersales.guide_replies import ALREADY, HELPED, STILL
from actions.buying.checkout import TROUBLES
from actions.delivery.day import DAY_RULES
from actions.errands import errands
from actions.payments.disputes import SIGNS
from actions.refusals import ASKED_OF_ARTICLES, DONE_BY
from actions.words import CATALOGUE_WORDS, Words
from knowledge.accounts.decisions import NOT_OWED
from knowledge.accounts.states import BillState, SubscriptionState
from knowledge.advice.needs import Need
from knowledge.aftersales.policy import RETURN_REASONS
from knowledge.aftersales.policy_file import load_pack
from knowledge.aftersales.states import ClaimKind, RefundState
from knowledge.business_hours import BusinessHours
from knowledge.customers.consents import STATES, wordings
from knowledge.customers.facts import KINDS
from knowledge.money import Money
from knowledge.orders.delivery import load_delivery
from knowledge.orders.models import OrderState
from knowledge.verification.service import CodeState
from knowledge.wording import MissingWords
from tests.actions.locale_files import LANGUAGES, ROOT, messages, offered

ASKED_PARTS = ("address1", "city", "state", "zip", "country")
CANCEL_REASONS = {reason for name in ("standard", "tau2-retail") for reason in load_pack(name).cancel.reasons}
ZONE = ZoneInfo("Europe/Berlin")
CODE = sorted((ROOT / "actions").rglob("*.py"))
AUDIENCES = ("women", "men", "kids", "baby", "unisex")
PARCEL_EVENTS = (
    "label-created",
    "picked-up",
    "in-transit",
    "out-for-delivery",
    "delivery-attempted",
    "delivered",
    "delayed",
    "returned-to-sender",
)
PAYMENT_METHODS = (
    "visa",
    "mastercard",
    "paypal",
    "klarna",
    "klarna_invoice",
    "sepa",
    "sepa_debit",
    "gift_card",
    "store_credit",
    "original_payment",
    "credit_card",
    "other",
)
REMEDIES = ("refund", "replacement")
OPTIONS = ("claim-at-once", "claim-looked-at", "exchange", "return-free", "return-fee")
# Grounds that move a product without a word: nobody is told what counts against a product, or what they pay.
UNSPOKEN = {
    "brand_avoided",
    "colour_avoided",
    "size_missing",
    "price_you_pay",
    "owned",
    "sent_back",
    "comes_back",
    "dial",
}


def trees() -> Iterator[ast.Module]:
    for path in CODE:
        yield ast.parse(path.read_text(encoding="utf-8"))


def strings(node: ast.AST | None) -> Iterator[str]:
    """The strings a name of a message may be: written there, or either side of a condition."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from strings(node.body)
        yield from strings(node.orelse)


def said_literally() -> dict[str, list[set[str] | None]]:
    """Names given to say() in the code, each call with the values it passes (None when it passes a mapping)."""
    found: dict[str, list[set[str] | None]] = {}
    for tree in trees():
        for function in ast.walk(tree):
            if isinstance(function, ast.FunctionDef):
                named = _named_in(function)
                for node in ast.walk(function):
                    if isinstance(node, ast.Call) and _is_say(node.func) and node.args:
                        values = {keyword.arg for keyword in node.keywords}
                        passed = None if None in values else {str(value) for value in values}
                        first = node.args[0]
                        names = (
                            named.get(first.id, set()) if isinstance(first, ast.Name) else set(strings(first))
                        )
                        for name in names:
                            found.setdefault(name, []).append(passed)
    return found


def _named_in(function: ast.FunctionDef) -> dict[str, set[str]]:
    """The texts that a function's variables and the defaults of its arguments can hold."""
    named: dict[str, set[str]] = {}
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            named.setdefault(node.targets[0].id, set()).update(strings(node.value))
    defaults = function.args.defaults
    for argument, default in zip(function.args.args[-len(defaults) :], defaults, strict=False):
        named.setdefault(argument.arg, set()).update(strings(default))
    return named


def _is_say(function: ast.expr) -> bool:
    if isinstance(function, ast.Attribute):
        return function.attr == "say"
    return isinstance(function, ast.Name) and function.id == "say"


def intros() -> set[str]:
    """Names passed on to what says them: the opening line of advice."""
    passed = {
        name
        for tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "show_advice"
        for argument in node.args
        for name in strings(argument)
    }
    return passed | {
        name
        for tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name == "show_advice"
        for default in node.args.defaults
        for name in strings(default)
    }


def reason_kinds() -> set[str]:
    """The kinds of reasons that ranking and the advisor give."""
    kinds: set[str] = set()
    for path in Path(knowledge.advice.__path__[0]).glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Reason":
                kinds.update(strings(node.args[0]))
    return kinds


def rules(decide: str, module: ModuleType = knowledge.aftersales.decisions) -> set[str]:
    """The rules by which a decision refuses, in its own function and in those it asks."""
    tree = ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))
    bodies = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    asked, found = [decide], set()
    for name in asked:
        for node in ast.walk(bodies[name]):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr == "refuse"
            ):
                found |= set(strings(node.args[0]))
            elif isinstance(node, ast.Name) and node.id in bodies and node.id not in asked:
                asked.append(node.id)
    return found


def all_rules() -> set[str]:
    """Every rule by which any decision on orders or accounts refuses."""
    found: set[str] = set(NOT_OWED.values())
    folders = [ROOT / "knowledge" / name for name in ("accounts", "aftersales")]
    for path in sorted(path for folder in folders for path in folder.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr == "refuse"
                and node.args
            ):
                found |= set(strings(node.args[0]))
    return found


def chip_fields() -> set[str]:
    """The fields of a need that become chips."""
    values = {"price_min": 1, "price_max": 2, "size": "M", "audience": "women"}
    lists = {name: ("x",) for name, field in Need.__dataclass_fields__.items() if "tuple" in str(field.type)}
    need = Need(**{**lists, **values})  # type: ignore[arg-type]
    return {name.partition(":")[0] for name, _ in need.constraints()}


def dashed(prefix: str, values: Iterator[str] | set[str] | tuple[str, ...]) -> set[str]:
    return {f"{prefix}-{value.replace('_', '-')}" for value in values}


def composed() -> dict[str, set[str]]:
    """Names that the code puts together, by where their ends come from."""
    undelivered = {str(state) for state in OrderState} - {"delivered"}
    return {
        "reasons": dashed("reason", reason_kinds() - UNSPOKEN),
        "chips": dashed("chip", chip_fields()),
        "audiences": dashed("audience", AUDIENCES),
        "ways in": dashed("way", WAYS),
        "return reasons": dashed("return-reason", RETURN_REASONS),
        "order states": dashed("track", tuple(str(state) for state in OrderState)),
        "undated states": {"track-delivered-undated", "track-cancelled-undated"},
        "parcel events": dashed("event", PARCEL_EVENTS),
        "cancel rules": dashed("cancel-refused", rules("decide_cancel")),
        "return rules": dashed("return-refused", rules("decide_return")),
        "rules": dashed("refused", all_rules()),
        "refusals of a way of delivery": dashed(
            "change-delivery-refused", {"delivery-not-offered", "same-delivery", "already-shipped"}
        ),
        "refusals of a day": dashed("reschedule-refused", DAY_RULES),
        "refusals of a lower price": {"price-match-refused-price-match-too-late"},
        "refusals of codes": dashed("code-refused", {rule for rule in all_rules() if "code" in rule}),
        "refusals of small orders": {"code-refused-order-too-small"},
        "ways of delivery": dashed("delivery", set(load_delivery().methods)),
        "places": dashed("delivery-place", load_delivery().places),
        "packaging": dashed("packaging", set(load_delivery().packaging)),
        "columns of delivery": dashed("delivery-column", ("method", "days", "price")),
        "troubles": dashed("trouble", {*TROUBLES, "basket"} - {"code"}),
        "notes on lower prices": dashed("price-match-note", ("person", "refund", "not-charged")),
        "orders after a payment": dashed("payment-order", ("placed", "cancelled")),
        "claim rules": dashed("claim-refused", rules("decide_claim", knowledge.aftersales.claims)),
        "claims": dashed("claim-kind", ClaimKind),
        "remedies": dashed("claim-remedy", REMEDIES) | dashed("claim-other-remedy", REMEDIES),
        "answers to a step": dashed("guide-button", (HELPED, STILL, ALREADY)),
        "options": dashed("guide-option", INTENTS.keys() - {"person"}),
        "options told": dashed("guide-told", OPTIONS),
        "alternatives": dashed("button", DONE_BY),
        "errands": dashed("errand", errands()),
        "orders not delivered": dashed("return-refused-order", undelivered),
        "codes": dashed("code", {*set(CodeState) - {CodeState.RIGHT}, *CODE_ASKED}),
        "refund states": dashed("refund", {*map(str, RefundState), "awaiting-parcel", "awaiting-rest"}),
        "which order": {f"{kind}-which" for kind in ("get-invoice", "check-invoice", "order-details")},
        "sizes that fit better": {
            f"{what}-size-{ground}"
            for what in ("return", "exchange")
            for ground in ("next", "yours", "runs-small", "runs-large")
        },
        "items to go back": {
            f"{what}-{name}"
            for what in ("return", "exchange")
            for name in ("none-delivered", "which-order", "which-item", "confirm-note")
        },
        "notes on exchanges": {"exchange-confirm-note-once"},
        "notes on refunds at once": {"return-confirm-note-at-once"},
        "orders whose items stay": dashed("exchange-refused-order", undelivered),
        "ways to money back": dashed("get-refund", undelivered)
        | dashed("get-refund-way", ("cancel", "return")),
        "refusals of another place": {"change-refund-refused-same-method"},
        "movements of money": {
            f"bill-{kind}-{state}" for kind in ("paid", "back") for state in ("done", "waiting", "failed")
        },
        "questions about bills": {
            f"bill-{topic}-{state}" for topic in ("payment", "quantity") for state in ("open", "sent")
        },
        "disputes": dashed("dispute", set(SIGNS)),
        "payment methods": dashed("payment", PAYMENT_METHODS),
        "parts of addresses": dashed("address", ASKED_PARTS),
        "reasons to cancel": dashed("cancel-reason", CANCEL_REASONS),
        "money of a change": {f"change-done-{money}" for money in ("pay", "refund", "even")},
        "confirmations": {f"button-{what}-{word}" for what in ("cancel", "return") for word in ("yes", "no")},
        "cautions": dashed("caution", {"runs_small", "runs_large", "you_sent_it_back"}),
        "account": dashed(
            "known", {"name", "email", "phone", "city", "level", "from_orders", "from_elsewhere"}
        ),
        "facts": dashed("fact", {*NAMED, "other", "needs_consent"}),
        "sources of facts": dashed("fact-source", SOURCES),
        "facts of a kind": dashed("fact-of", KINDS),
        "purposes": dashed("purpose", wordings()),
        "consents": dashed("consent", {*STATES, "ask"}),
        "withdrawn consents": dashed("consent-withdrawn", (MARKETING, PERSONALISATION)),
        "consents never given": dashed("consent-was-none", (MARKETING, PERSONALISATION)),
        "what is erased": dashed("erase", {"facts", "orders", "chats", "opinions"}),
        "fits": {"size-runs-small", "size-runs-large"},
        "intents": dashed("intent", offered()),
        "subscriptions": dashed("subscription", {*map(str, SubscriptionState), "active_once"}),
        "bills": dashed("bill", {*map(str, BillState), "overdue"}),
        "parts of an account": dashed("details-part", set(PARTS)),
        "questions for details": dashed(
            "details-ask", {each for asked in QUESTIONS.values() for each in asked} - {"method"}
        ),
        "details that cannot be": dashed("details-no", {"name", "phone", "email"}),
        "notes on details": dashed("details-note", {"own", "email", "address", "payment"}),
        "days of bills": {"extension-too-long", "extension-not-later"},
        "refusals of details": {"edit-details-refused-same-method"},
        "words of catalogues": dashed("word", set(CATALOGUE_WORDS.values())),
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_that_is_said_is_there(language: str) -> None:
    missing = set(said_literally()) - set(messages(language))
    assert len(said_literally()) > 80
    assert missing == set()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("source", sorted(composed()))
def test_every_message_that_is_put_together_is_there(language: str, source: str) -> None:
    assert composed()[source]
    assert composed()[source] - set(messages(language)) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_opening_lines_of_advice_are_there(language: str) -> None:
    assert intros() >= {"advice-refined", "advice-more"}
    assert intros() <= set(messages(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_is_there_in_vain(language: str) -> None:
    used = {*said_literally(), *intros(), *(name for names in composed().values() for name in names)}
    assert set(messages(language)) - used == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_call_passes_the_values_its_message_needs(language: str) -> None:
    needed = messages(language)
    lacking = {
        name: needed[name] - passed
        for name, calls in said_literally().items()
        for passed in calls
        if passed is not None and needed.get(name, frozenset()) - passed
    }
    assert lacking == {}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("number", [0, 1, 2, 5])
def test_every_message_formats_with_its_values(language: str, number: int) -> None:
    words = Words(language, ZONE)
    for name, variables in messages(language).items():
        text = words.say(name, **dict.fromkeys(variables, number))
        assert text.strip() or name.endswith("-separator"), name
        assert "{" not in text, name
        if name not in ("handoff-open", "advice-found", "advice-refined", "advice-more", "known-kept"):
            assert all(str(number) in text for _ in variables), name


def test_every_refusal_of_a_return_has_a_question_for_the_articles() -> None:
    assert set(ASKED_OF_ARTICLES) == rules("decide_return")


def test_what_is_missing_is_an_error_and_never_an_empty_line() -> None:
    words = Words("en", ZONE)
    with pytest.raises(MissingWords, match="no message 'nonsense'"):
        words.say("nonsense")
    with pytest.raises(MissingWords, match="cancel-done"):
        words.say("cancel-done", number="1")
    assert words.has("cancel-done")
    assert not words.has("nonsense")


def test_another_language_falls_back_to_english() -> None:
    assert Words("tlh", ZONE).say("deny") == Words("en", ZONE).say("deny")


def test_money_and_days_are_written_for_people() -> None:
    words = Words("en", ZONE)
    assert words.money(Money(12_50, "EUR")) == "€12.50"
    assert words.money(Money(12_00, "EUR")) == "€12"
    midnight_in_berlin = datetime(2026, 11, 2, 23, 30, tzinfo=UTC)
    assert words.date(midnight_in_berlin) == "Tuesday 3 November"
    assert words.time(midnight_in_berlin) == "00:30"
    assert words.say("cancel-done", number="7", refund=Money(5_00, "EUR")) == (
        "Order 7 is cancelled. €5 goes back to you."
    )


def test_money_and_days_are_written_for_chinese_readers() -> None:
    words = Words("zh", ZONE)
    assert words.money(Money(12_50, "EUR")) == "€12.50"
    midnight_in_berlin = datetime(2026, 11, 2, 23, 30, tzinfo=UTC)
    assert words.say("track-delivered", day=midnight_in_berlin) == "已于11月3日（周二）送达。"
    assert words.time(midnight_in_berlin) == "00:30"


@pytest.mark.parametrize(
    ("language", "items", "text"),
    [
        ("en", [], ""),
        ("en", ["one"], "one"),
        ("en", ["one", "two"], "one and two"),
        ("en", ["a", "b", "c"], "a, b and c"),
        ("zh", ["黑色", "防水"], "黑色、防水"),
        ("zh", ["黑色", "不要羊毛", "防水"], "黑色、不要羊毛、防水"),
    ],
)
def test_items_are_listed_as_people_do(language: str, items: list[str], text: str) -> None:
    assert Words(language, ZONE).list(items) == text


@pytest.mark.parametrize(
    ("language", "hours", "text"),
    [
        ("en", "Mon-Fri 09:00-18:00, Sat 10:00-16:00", "Mon–Fri 09:00–18:00, Sat 10:00–16:00"),
        ("zh", "Mon-Fri 09:00-18:00, Sat 10:00-16:00", "周一至周五 09:00–18:00、周六 10:00–16:00"),
        ("en", "Sun 9:00-9:30, Mon 10:00-11:00, Tue 10:00-11:00", "Mon–Tue 10:00–11:00, Sun 09:00–09:30"),
        ("en", "Mon 10:00-11:00, Wed 10:00-11:00", "Mon 10:00–11:00, Wed 10:00–11:00"),
        ("zh", "Sun 9:00-9:30", "周日 09:00–09:30"),
    ],
)
def test_opening_hours_are_told_by_runs_of_days(language: str, hours: str, text: str) -> None:
    assert Words(language, ZONE).hours(BusinessHours.parse(hours, ZONE)) == text


def test_opening_lines_count_in_words() -> None:
    words = Words("en", ZONE)
    assert words.say("advice-found", found=1, count=1) == "One product fits:"
    assert words.say("advice-found", found=3, count=3).startswith("3 products fit.")
    assert "You are the first in line" in words.say("handoff-open", waiting=0)
    assert "One person is before you" in words.say("handoff-open", waiting=1)
    words = Words("zh", ZONE)
    assert words.say("advice-found", found=1, count=1) == "有一款商品符合您的要求："
    assert words.say("advice-found", found=3, count=3).startswith("有 3 款商品符合您的要求")
    assert words.say("handoff-open", waiting=0).endswith("您排在第一位。")
    assert words.say("handoff-open", waiting=1).endswith("您前面还有一位。")
    assert words.say("handoff-open", waiting=2).endswith("您前面还有 2 位。")
