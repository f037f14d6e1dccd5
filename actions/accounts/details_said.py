"""Reading from a message which details of an account are meant, and what they become."""

from __future__ import annotations

import re
from collections.abc import Mapping

from actions.turn import Turn

PARTS: Mapping[str, re.Pattern[str]] = {
    "email": re.compile(r"\be-?mails?\b|\bmail address|邮箱|电子邮件|邮件地址", re.IGNORECASE),
    "phone": re.compile(
        r"\bphone|\bmobile|\bcell|\blandline|\bhandy\b|\btelephone|手机|电话|号码|座机", re.IGNORECASE
    ),
    "payment": re.compile(
        r"\bcard\b|\bpaypal|\bpayment|\bpay with|\bbank account|付款|支付|银行卡|信用卡|扣款", re.IGNORECASE
    ),
    "name": re.compile(
        r"\bname\b|\bsurname|\bmaiden|\bmarried|\bmisspelled|名字|姓名|姓氏|改姓|改名|叫", re.IGNORECASE
    ),
    "address": re.compile(
        r"\baddress|\bstreet|\bmoved\b|\bmoving\b|\bpostcode|\bzip\b|地址|搬家|街道|邮编", re.IGNORECASE
    ),
}
ELSEWHERE = re.compile(
    r"\bbirth|\bgender|\bpicture|\bavatar|\btitle\b|\bmrs?\b|\bcompany|\btax|\busername|\buser name|\bnickname"
    r"|\bmiddle name|生日|出生|性别|头像|称呼|公司|税号|用户名|昵称|职业|微信",
    re.IGNORECASE,
)
_NAME = r"(?P<name>[^\W\d_][\w'’.·-]*(?:\s+(?!in\b|on\b|and\b|please\b|now\b|my\b|to\b|for\b)[^\W\d_][\w'’.·-]*){0,3})"
_NEW_NAME = (
    re.compile(rf"\bname (?:is now|is|should be|to|into)(?: now)?:? {_NAME}", re.IGNORECASE),
    re.compile(
        rf"\b(?:it should be|correct it to|call me|i am now|rename me(?: to)?) {_NAME}", re.IGNORECASE
    ),
    re.compile(
        r"(?:姓名|名字|名)[^，。,;；]{0,6}?(?:改成|改为|换成|更正为|是|叫)(?:中文|英文)?的?\s*"
        r"(?P<name>[\u4e00-\u9fff·]{2,8}?|[A-Za-z][A-Za-z .'-]+?)(?:[，。,;；！!了吧谢]|$)"
    ),
)
_SURNAME = re.compile(
    rf"\b(?:surname|last name|family name) (?:is|to|should be|changed to)(?: now)?:? {_NAME}", re.IGNORECASE
)
_NOT_A_NAME = re.compile(
    r"^(?:wrong|misspelled|not|spelled|too|the|my|a|an|different|please)\b", re.IGNORECASE
)
_POSTCODE = re.compile(
    r"\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b|\b\d{4} ?[A-Z]{2}\b|\b\d{2}-\d{3}\b|\b\d{4}-\d{3}\b|\b\d{4,6}\b"
)
_TYPED_CARD = re.compile(r"(?:\d[ -]?){13,19}")


def part_meant(turn: Turn) -> str | None:
    """Which part of an account a message is about; `elsewhere` for those the chat never changes."""
    choice = turn.entity("choice")
    if choice in (*PARTS, "elsewhere"):
        return str(choice)
    if turn.entity("email") is not None and not PARTS["phone"].search(turn.text):
        return "email"
    if turn.entity("phone") is not None:
        return "phone"
    found = next((part for part, pattern in PARTS.items() if pattern.search(turn.text)), None)
    return "elsewhere" if ELSEWHERE.search(turn.text) and found in (None, "name") else found


def new_name(text: str, before: str) -> str | None:
    """The name that a message gives; a new surname alone goes behind the given names there were."""
    surname = _SURNAME.search(text)
    if surname is not None:
        given = before.split()[:-1]
        return " ".join([*given, surname["name"].strip(" .")])
    for pattern in _NEW_NAME:
        found = pattern.search(text)
        if found is not None and not _NOT_A_NAME.match(found["name"]):
            return found["name"].strip(" .")
    return None


def plain_answer(text: str) -> str:
    """An answer in the shopper's own words, without what is said around it."""
    return re.sub(
        r"^(?:it'?s|it is|its|that'?s|now|是|改成|叫)\s*[:：]?\s*", "", text.strip(), flags=re.IGNORECASE
    ).strip(" .。")


def address_said(text: str, asked: str) -> dict[str, str]:
    """Parts of an address in an answer: "Lindenallee 5, 04229 Leipzig" gives street, postcode and town.

    `asked` is the part that an answer without commas is.
    """
    pieces = [piece.strip() for piece in re.split(r"[,，;；\n]", plain_answer(text)) if piece.strip()]
    if not pieces:
        return {}
    if len(pieces) == 1 and asked != "zip":
        return {asked: pieces[0]}
    parts: dict[str, str] = {}
    for place, piece in enumerate(pieces):
        code = _POSTCODE.search(piece)
        if code is not None and (place > 0 or asked == "zip"):
            parts["zip"] = code[0]
            town = (piece[: code.start()] + piece[code.end() :]).strip(" -")
            if town:
                parts["city"] = town
        elif place == 0 and asked == "address1":
            parts["address1"] = piece
        elif "city" not in parts:
            parts["city"] = piece
    return parts


def holds_card_number(text: str) -> bool:
    """Whether somebody typed what may be the number of a card."""
    return any(13 <= sum(map(str.isdigit, found[0])) <= 19 for found in _TYPED_CARD.finditer(text))
