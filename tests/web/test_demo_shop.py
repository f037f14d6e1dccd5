"""The demo shop's pages, as a shopper meets them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx import Response

from tests.web.small_shop import router_of, small_shop
from web.demo_shop.account_pages import own_path
from web.demo_shop.cart import MOST_LINES, MOST_OF_ONE, Cart
from web.demo_shop.catalogue import slug_of
from web.demo_shop.listing import Sort, Wish
from web.demo_shop.wording import attribute_rows


@pytest.fixture
def shopper(tmp_path: Path) -> Iterator[TestClient]:
    """A shopper's browser."""
    app = FastAPI()
    router = router_of(small_shop(tmp_path))
    app.include_router(router)
    app.add_exception_handler(404, router.page_not_found)
    with TestClient(app, headers={"Accept": "text/html"}) as client:
        yield client


def words(response: Response) -> str:
    """The text of a page."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", response.text)))


def titles(response: Response) -> list[str]:
    """Names of the products that a page lists."""
    return [html.unescape(name) for name in re.findall(r'class="title">([^<]*)<', response.text)]


def sign_in(shopper: TestClient, customer_id: int = 1) -> Response:
    return shopper.post("/sign-in", data={"customer": str(customer_id)}, follow_redirects=False)


ALL_PAGES = [
    "/", "/c/clothing", "/c/clothing/jackets-coats", "/p/ridgeline", "/search", "/search?q=jacket",
    "/search?q=zzz", "/cart", "/cart/check-out",
    "/help", "/help/how-to-return", "/sign-in", "/orders", "/nowhere",
]  # fmt: skip


@pytest.mark.parametrize("address", ALL_PAGES)
def test_every_page_carries_the_widget_and_no_inline_script(shopper: TestClient, address: str) -> None:
    page = shopper.get(address)
    assert 'src="/widget/attendant.js"' in page.text
    assert "data-attendant" in page.text
    policy = page.headers["content-security-policy"]
    assert policy.startswith("default-src 'self';")
    assert "unsafe" not in policy
    for attributes, content in re.findall(r"<script([^>]*)>(.*?)</script>", page.text, re.DOTALL):
        assert "application/json" in attributes or content.strip() == ""
    assert not re.search(r"<[^>]+\s(style|on\w+)=", page.text)
    assert "private" in page.headers["cache-control"]


def test_home_shows_departments_and_leads_into_them(shopper: TestClient) -> None:
    page = shopper.get("/")
    assert page.status_code == 200
    for slug in ("clothing", "accessories", "kitchen"):
        assert f'href="/c/{slug}"' in page.text


def test_a_category_holds_what_is_in_it_and_below_it_and_is_sold(shopper: TestClient) -> None:
    wide, narrow = shopper.get("/c/accessories"), shopper.get("/c/accessories/hats")
    assert sorted(titles(wide)) == ["Earrings", "Sold-out Scarf", "Wool Beanie"]
    assert sorted(titles(narrow)) == ["Sold-out Scarf", "Wool Beanie"]
    assert "Discontinued Vest" not in shopper.get("/c/clothing?q=vest").text


def test_what_is_sold_out_comes_last(shopper: TestClient) -> None:
    assert titles(shopper.get("/c/accessories"))[-1] == "Sold-out Scarf"


def test_a_list_is_sorted_by_the_price_that_is_paid(shopper: TestClient) -> None:
    assert titles(shopper.get("/c/accessories?sort=price")) == ["Wool Beanie", "Earrings", "Sold-out Scarf"]
    assert titles(shopper.get("/c/accessories?sort=-price"))[0] == "Sold-out Scarf"
    assert titles(shopper.get("/c/accessories?sort=reduced"))[0] == "Wool Beanie"


def test_a_list_is_bounded_by_price(shopper: TestClient) -> None:
    assert titles(shopper.get("/c/accessories?min=13&max=25")) == ["Earrings"]
    assert "costs that much or that little" in words(shopper.get("/c/accessories?min=900"))


def test_a_long_list_has_pages_and_each_product_is_on_one(shopper: TestClient) -> None:
    first, second = shopper.get("/c/clothing?sort=name"), shopper.get("/c/clothing?sort=name&page=2")
    assert len(titles(first)) == 24
    assert len(titles(second)) == 7
    assert not set(titles(first)) & set(titles(second))
    assert "Page 2 of 2" in words(second)
    assert "/c/clothing" in str(first.url)
    assert "sort=name&amp;page=2" in first.text
    assert titles(shopper.get("/c/clothing?sort=name&page=99")) == titles(second)


@pytest.mark.parametrize(
    "address", ["/c/clothing?page=x&min=-1&max=1e9&sort=drop", "/c/clothing?page=0&min=²"]
)
def test_a_senseless_address_is_read_as_well_as_possible(shopper: TestClient, address: str) -> None:
    assert len(titles(shopper.get(address))) == 24


def test_a_product_page_has_all_that_is_known(shopper: TestClient) -> None:
    page = shopper.get("/p/ridgeline")
    text = words(page)
    for expected in (
        "Fjordhelm",
        "€139",
        "Keeps the rain out.",
        "Waterproof yes",
        "Hydrostatic head 15 000 mm",
    ):
        assert expected in text
    assert "30 days to send it back" in text
    assert "picture_kind" not in text
    assert titles(page) == ["Wool Beanie"]
    assert 'src="/picture/ridgeline/black.svg"' in page.text
    assert 'data-ask="Tell me more about the Ridgeline Shell Jacket"' in page.text
    assert "unopened" in words(shopper.get("/p/earrings"))


def test_what_goes_with_another_product_is_named_on_both_pages(shopper: TestClient) -> None:
    assert titles(shopper.get("/p/beanie")) == ["Ridgeline Shell Jacket"]


def test_an_address_can_choose_the_variant(shopper: TestClient) -> None:
    page = shopper.get("/p/ridgeline?sku=RIDGELINE-black-XL")
    assert "€149" in words(page)
    assert re.search(r'value="black"[^>]* checked', page.text)
    assert "Only 1 left" in words(page)


def test_names_are_shown_as_they_are_written(shopper: TestClient) -> None:
    page = shopper.get("/p/odd")
    assert "<b>Bold</b>" not in page.text
    assert 'A <b>Bold</b> & "Quoted" Mug' in words(page)


def test_a_product_that_is_not_sold_any_more_cannot_be_added(shopper: TestClient) -> None:
    page = shopper.get("/p/gone")
    assert "Not sold any more" in words(page)
    assert "/cart/add" not in page.text


def test_search_finds_by_words_in_any_order_and_number(shopper: TestClient) -> None:
    assert titles(shopper.get("/search?q=jackets ridgeline"))[0] == "Ridgeline Shell Jacket"
    assert titles(shopper.get("/search?q=trekking")) == ["Ridgeline Shell Jacket"]
    assert titles(shopper.get("/search?q=waterproof")) == ["Ridgeline Shell Jacket"]


def test_search_says_when_nothing_has_all_the_words(shopper: TestClient) -> None:
    page = shopper.get("/search?q=beanie zebra")
    assert titles(page) == ["Wool Beanie"]
    assert "Nothing has all of these words" in words(page)


def test_search_takes_signs_for_what_they_are(shopper: TestClient) -> None:
    for query in ("%", "_", "%_%", "'; drop table product; --", "<script>"):
        page = shopper.get("/search", params={"q": query})
        assert page.status_code == 200
        assert "<script>" not in page.text
        assert titles(page) == []


def test_the_chosen_variant_goes_into_the_cart(shopper: TestClient) -> None:
    chosen = {"product": "ridgeline", "option.colour": "forest green", "option.size": "M"}
    page = shopper.post("/cart/add", data=chosen)
    assert page.url.path == "/cart"
    text = words(page)
    assert "Ridgeline Shell Jacket" in text
    assert "forest green, M" in text
    assert "Standard delivery free" in text
    assert "Cart 1" in text


def test_the_bots_link_fills_the_cart(shopper: TestClient) -> None:
    text = words(shopper.get("/cart/add?sku=BEANIE&sku=BEANIE&sku=ODD"))
    assert "It is in your cart" in text
    assert "Goods €33" in text
    assert "Standard delivery €4.90" in text
    assert "Total €37.90" in text


def test_a_good_code_of_a_link_lowers_the_total(shopper: TestClient) -> None:
    text = words(shopper.get("/cart/add?sku=BEANIE&sku=BEANIE&sku=ODD&code=WELCOME10"))
    assert "Code WELCOME10 −€3.30" in text
    assert "Total €34.60" in text


@pytest.mark.parametrize("code", ["SUMMER20", "NOSUCH", "<b>bold</b>"])
def test_a_code_that_is_not_good_takes_nothing_off_and_says_so(shopper: TestClient, code: str) -> None:
    shopper.get("/cart/add?sku=BEANIE&sku=BEANIE&sku=ODD")
    page = shopper.get("/cart", params={"code": code})
    assert "takes nothing off this cart" in words(page)
    assert "Total €37.90" in words(page)
    assert "<b>bold" not in page.text


@pytest.mark.parametrize("sku", ["EMPTY", "GONE", "NOTHING", "RIDGELINE-black-M"])
def test_what_cannot_be_had_is_said_and_not_added(shopper: TestClient, sku: str) -> None:
    text = words(shopper.get(f"/cart/add?sku={sku}&sku=ODD"))
    assert "Not everything could be added" in text
    assert "Cart 1" in text


def test_more_than_there_is_cannot_be_added(shopper: TestClient) -> None:
    text = words(shopper.get("/cart/add?sku=RIDGELINE-black-XL&sku=RIDGELINE-black-XL"))
    assert "Not everything could be added" in text
    assert "Cart 1" in text


def test_quantities_are_changed_and_lines_removed(shopper: TestClient) -> None:
    shopper.get("/cart/add?sku=BEANIE&sku=ODD")
    assert "Cart 4" in words(shopper.post("/cart/change", data={"sku": "BEANIE", "quantity": "3"}))
    text = words(shopper.post("/cart/change", data={"sku": "BEANIE", "quantity": "0"}))
    assert "Wool Beanie" not in text
    assert "Cart 1" in text
    assert "Nothing is in it yet" in words(shopper.post("/cart/change", data={"sku": "ODD", "quantity": "x"}))


def test_the_check_out_says_that_this_is_a_demonstration(shopper: TestClient) -> None:
    assert "is not a real shop" in words(shopper.get("/cart/check-out"))


def test_a_forged_cart_is_an_empty_one(shopper: TestClient) -> None:
    shopper.cookies.set("shop_cart", "eyJCRUFOSUUiOiA1fQ.forged.signature")
    assert "Nothing is in it yet" in words(shopper.get("/cart"))


def test_customers_are_described_from_their_data(shopper: TestClient) -> None:
    text = words(shopper.get("/sign-in"))
    assert (
        "Lena K. Leipzig Gold member, 3 orders, mostly clothing, size M, an order running late, a return"
        in text
    )
    assert "Frida N. Blue member, no orders" in text


def test_only_the_demos_own_customers_can_be_signed_in_as(shopper: TestClient) -> None:
    assert "A Real Person" not in words(shopper.get("/sign-in"))
    for stranger in ("4", "999", "", "1 or 1"):
        refused = shopper.post("/sign-in", data={"customer": stranger}, follow_redirects=False)
        assert refused.headers["location"] == "/sign-in"
        assert "shop_customer" not in shopper.cookies


def test_signing_in_sets_a_signed_cookie_that_scripts_cannot_read(shopper: TestClient) -> None:
    cookie = sign_in(shopper).headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    page = shopper.get("/")
    assert 'data-customer-token="signed-1"' in page.text
    assert "Lena" in words(page)


def test_the_widget_speaks_the_customers_language(shopper: TestClient) -> None:
    sign_in(shopper, 2)
    page = shopper.get("/")
    assert 'data-language="zh"' in page.text
    assert 'data-customer-token="signed-2"' in page.text


def test_nobody_is_signed_in_by_a_forged_cookie(shopper: TestClient) -> None:
    shopper.cookies.set("shop_customer", "MQ.aaaaaa.forged")
    assert "data-customer-token" not in shopper.get("/").text
    assert shopper.get("/orders").url.path == "/sign-in"


def test_signing_out_forgets(shopper: TestClient) -> None:
    sign_in(shopper)
    shopper.post("/sign-out")
    assert "data-customer-token" not in shopper.get("/").text


def test_orders_show_state_items_parcels_returns_and_refunds(shopper: TestClient) -> None:
    sign_in(shopper)
    page = shopper.get("/orders")
    text = words(page)
    assert text.index("Order 10410") < text.index("Order 10400") < text.index("Order 10342")
    assert "Late. It was promised for" in text
    assert "Parcel with DHL, JD0042" in text
    assert "12:30 Delayed, Hannover" in text
    assert "Return R-10342-1 requested 1 × Ridgeline Shell Jacket (forest green, M): too small" in text
    assert "Refund of €139 failed To Visa." in text
    assert "Cancelled on" in text
    assert "€153.90" in text
    assert "2 × €5" in text
    assert "Order 20001" not in text


def test_orders_bring_the_shopper_back_after_signing_in(shopper: TestClient) -> None:
    assert str(shopper.get("/orders").url).endswith("/sign-in?next=/orders")
    signed_in = shopper.post("/sign-in", data={"customer": "1", "next": "/orders"})
    assert signed_in.url.path == "/orders"


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("/orders", "/orders"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("https://evil.example", "/"),
        ("/a\nb", "/"),
        ("", "/"),
    ],
)
def test_signing_in_leads_only_to_the_shops_own_pages(asked: str, given: str) -> None:
    assert own_path(asked) == given


def test_help_articles_are_listed_by_subject_and_can_be_searched(shopper: TestClient) -> None:
    text = words(shopper.get("/help"))
    assert text.index("How fast is Express?") < text.index("How do I return something?")
    found = words(shopper.get("/help?q=fastest"))
    assert "1 article on" in found
    assert "How do I return something?" not in found


def test_help_pages_show_the_english_articles_only(shopper: TestClient) -> None:
    assert "特快多快？" not in words(shopper.get("/help"))
    page = words(shopper.get("/help/express"))
    assert "Fast." in page
    assert "很快。" not in page


def test_an_article_is_markdown_without_any_html_of_its_own(shopper: TestClient) -> None:
    page = shopper.get("/help/how-to-return")
    assert "<h2>When</h2>" in page.text
    assert "<strong>30 days</strong>" in page.text
    assert "<script>alert" not in page.text
    assert "javascript:" not in page.text
    assert '<a href="/help">good</a>' in page.text
    assert "What does a return cost?" in words(page)


@pytest.mark.parametrize(
    "address", ["/c/nothing", "/c/clothing/nothing", "/p/nothing", "/help/nothing", "/nowhere"]
)
def test_what_is_not_there_has_a_page_that_says_so(shopper: TestClient, address: str) -> None:
    page = shopper.get(address)
    assert page.status_code == 404
    assert "There is no page here" in words(page)


def test_programs_are_told_in_json(shopper: TestClient) -> None:
    answer = shopper.get("/nowhere", headers={"Accept": "application/json"})
    assert answer.status_code == 404
    assert answer.json() == {"detail": "Not Found"}


def test_pictures_are_drawn_and_kept_by_browsers(shopper: TestClient) -> None:
    picture = shopper.get("/picture/ridgeline/forest-green.svg")
    assert picture.headers["content-type"].startswith("image/svg+xml")
    assert "jacket forest green ridgeline" in picture.text
    assert "max-age=604800" in picture.headers["cache-control"]
    again = shopper.get(
        "/picture/ridgeline/forest-green.svg", headers={"If-None-Match": picture.headers["etag"]}
    )
    assert again.status_code == 304
    assert again.content == b""


@pytest.mark.parametrize("address", ["/picture/ridgeline/octarine.svg", "/picture/nothing/black.svg"])
def test_there_are_no_other_pictures(shopper: TestClient, address: str) -> None:
    assert shopper.get(address).status_code == 404


@pytest.mark.parametrize("name", ["shop.css", "shop.js", "icon.svg"])
def test_its_own_files_are_served_and_no_others(shopper: TestClient, name: str) -> None:
    assert shopper.get(f"/shop-static/{name}").status_code == 200
    assert shopper.get("/shop-static/..%2Frouter.py").status_code == 404


def test_an_empty_shop_says_what_will_appear(tmp_path: Path) -> None:
    sessions = small_shop(tmp_path)
    from knowledge.models import Base

    with sessions.begin() as session:
        for table in reversed(Base.metadata.sorted_tables):
            session.execute(table.delete())
    app = FastAPI()
    app.include_router(router_of(sessions))
    with TestClient(app) as client:
        assert "The shelves are still empty" in words(client.get("/"))
        assert "once its data has been loaded" in words(client.get("/sign-in"))
        assert "Articles appear here" in words(client.get("/help"))


def test_a_cart_stays_small_enough_for_a_cookie() -> None:
    cart = Cart()
    for number in range(100):
        cart = cart.added(f"SKU-{number}", 99)
    assert len(cart.quantities) == MOST_LINES
    assert cart.count == MOST_LINES * MOST_OF_ONE
    assert Cart.from_json({"a": 1, "b": -1, "c": "x"}).quantities == {"a": 1}
    assert Cart.from_json(["a"]).count == 0


def test_categories_have_plain_addresses() -> None:
    assert slug_of("Clothing > Jackets & Coats") == "clothing/jackets-coats"
    assert slug_of("Möbel > Stühle") == "mobel/stuhle"


def test_the_address_of_a_wish_says_only_what_differs() -> None:
    assert Wish().address() == "?"
    assert (
        Wish(sort=Sort.CHEAPEST, price_max=150, query="rain coat").address(2)
        == "?q=rain+coat&sort=price&max=150&page=2"
    )
    assert Wish.read({"sort": "price", "max": "150"}).without_prices.address() == "?sort=price"


def test_facts_are_put_into_words() -> None:
    facts = {
        "picture_kind": "jacket", "waterproof": False, "battery_hours": 30, "packed_size_cm": "20 x 8",
        "ram_gb": 16, "wash_temperature_c": 30, "usb_ports": 2, "capacity_l": "45 or 60", "care": "",
    }  # fmt: skip
    assert list(attribute_rows(facts)) == [
        ("Waterproof", "no"),
        ("Battery", "30 hours"),
        ("Packed size", "20 x 8 cm"),
        ("RAM", "16 GB"),
        ("Wash temperature", "30 °C"),
        ("USB ports", "2"),
        ("Capacity", "45 or 60 l"),
    ]
