"""What the demo shop keeps with its visitors, in signed cookies: who is signed in, and the cart."""

from __future__ import annotations

from typing import Any

from fastapi import Request, Response
from itsdangerous import BadData, URLSafeTimedSerializer

from web.demo_shop.cart import Cart

CUSTOMER = "shop_customer"
CART = "shop_cart"
CODE = "shop_code"
LONGEST_CODE = 40
CUSTOMER_SECONDS = 14 * 86_400
CART_SECONDS = 60 * 86_400


class ShopCookies:
    """Reads and writes the cookies; what was not signed with the key counts as absent."""

    def __init__(self, key: str) -> None:
        self._customers = URLSafeTimedSerializer(key, salt="demo-shop.customer")
        self._carts = URLSafeTimedSerializer(key, salt="demo-shop.cart")
        self._codes = URLSafeTimedSerializer(key, salt="demo-shop.code")

    def customer_id(self, request: Request) -> int | None:
        """The id of who is signed in."""
        value = _read(self._customers, request.cookies.get(CUSTOMER), CUSTOMER_SECONDS)
        return value if isinstance(value, int) else None

    def cart(self, request: Request) -> Cart:
        """The visitor's cart."""
        return Cart.from_json(_read(self._carts, request.cookies.get(CART), CART_SECONDS))

    def code(self, request: Request) -> str:
        """The promo code that the visitor has entered; empty for none."""
        value = _read(self._codes, request.cookies.get(CODE), CART_SECONDS)
        return value if isinstance(value, str) else ""

    def sign_in(self, request: Request, response: Response, customer_id: int) -> None:
        """Remember who is signed in."""
        _set(request, response, CUSTOMER, self._customers.dumps(customer_id), CUSTOMER_SECONDS)

    def sign_out(self, response: Response) -> None:
        """Forget who was signed in."""
        response.delete_cookie(CUSTOMER, path="/")

    def keep_cart(self, request: Request, response: Response, cart: Cart) -> None:
        """Remember the cart."""
        _set(request, response, CART, self._carts.dumps(cart.to_json()), CART_SECONDS)

    def keep_code(self, request: Request, response: Response, code: str) -> None:
        """Remember a promo code."""
        _set(request, response, CODE, self._codes.dumps(code[:LONGEST_CODE]), CART_SECONDS)


def _read(serializer: URLSafeTimedSerializer, cookie: str | None, max_age: int) -> Any:
    if cookie is None:
        return None
    try:
        return serializer.loads(cookie, max_age=max_age)
    except BadData:
        return None


def _set(request: Request, response: Response, name: str, value: str | bytes, max_age: int) -> None:
    response.set_cookie(
        name,
        value if isinstance(value, str) else value.decode(),
        max_age=max_age,
        path="/",
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="lax",
    )
