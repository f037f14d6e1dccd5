"""Chinese numerals and the numbers mixed of digits and numerals: 三百五, 两千, 1万2, 半."""

from __future__ import annotations

import re
from typing import Optional

_WRITTEN = ("零〇", "一壹幺", "二两贰俩", "三叁仨", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
_DIGITS = {character: digit for digit, characters in enumerate(_WRITTEN) for character in characters}
_UNITS = {
    "十": 10,
    "拾": 10,
    "百": 100,
    "佰": 100,
    "千": 1000,
    "仟": 1000,
    "k": 1000,
    "K": 1000,
    "w": 10_000,
    "W": 10_000,
}
_DIGIT = "".join(each for each in _DIGITS if each not in "俩仨")

COUNT = rf"(?:\d{{1,3}}(?!\d)|[一二三四五六七八九]?十[一二三四五六七八九]?|[{_DIGIT}])"
"""A pattern for a small count, in digits or numerals."""

AMOUNT = (
    rf"(?:\d{{1,3}}(?:[,，]\d{{3}})+(?:\.\d{{1,2}})?|\d+(?:\.\d{{1,2}})?(?:[万千百]\d?|[kKwW](?![A-Za-z]))?"
    rf"|[{_DIGIT}十百千万半]*[百千万十](?:[零〇]?[{_DIGIT}]"
    rf"(?!\s*[{_DIGIT}]?[个件条双]))?[{_DIGIT}十百千万]*|[{_DIGIT}])"
)
"""A pattern for an amount of money."""


def chinese_number(text: str) -> Optional[float]:
    """Reads a number in digits, numerals or both.

    Args:
        text: For instance "42", "三百", "两百五" (250), "1.5万", "十二", "一千零五十", "2千".

    Returns:
        The number; None where a character is no number.
    """
    plain = re.sub(r"[,，\s]", "", text)
    if re.fullmatch(r"\d+(?:\.\d+)?", plain):
        return float(plain)
    if plain == "半":
        return 0.5
    total = section = current = 0.0
    last_unit = 1
    has_digit = after_zero = False
    for part in re.findall(r"\d+(?:\.\d+)?|.", plain):
        if part[0].isascii() and part[0].isdigit():
            current, has_digit = float(part), True
        elif part in _DIGITS:
            # Numerals after one another without units are read like digits: 二零二六
            current = current * 10 + _DIGITS[part] if has_digit else _DIGITS[part]
            has_digit = _DIGITS[part] != 0 or has_digit
            after_zero = _DIGITS[part] == 0
        elif part in ("万", "w", "W"):
            total += (section + current or 1) * 10_000
            section, current, last_unit, has_digit = 0.0, 0.0, 10_000, False
        elif part in _UNITS:
            last_unit = _UNITS[part]
            section += (current if has_digit else current or 1) * last_unit
            current, has_digit, after_zero = 0.0, False, False
        else:
            return None
    # The last digit of 两百五 stands for tens, that of 两百零五 for units
    if (
        current
        and current < 10
        and last_unit >= 100
        and not after_zero
        and not re.search(r"[零〇]", plain[-2:])
    ):
        current *= last_unit / 10
    return total + section + current


def chinese_count(text: str) -> Optional[int]:
    """Reads a whole number, or gives None."""
    number = chinese_number(text)
    return int(number) if number is not None and number == int(number) else None
