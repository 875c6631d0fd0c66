"""Reading and printing amounts of money (whole VND) and shares."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from estimator.engine.problem import Problem
from estimator.words.matching import fold, fold_number

MOST = 10**15
_UNITS = {"k": 10**3, "nghin": 10**3, "ngan": 10**3, "tr": 10**6, "trieu": 10**6, "ti": 10**9, "ty": 10**9}
_UNIT = "k|nghin|ngan|trieu|tr|ti|ty"
# A number never starts with a useless nought: 0912345678 is a telephone, not an amount.
# Patterns are compiled when first used: a quote needs few of them.
_AMOUNT = rf"""(?: (?P<grouped>[1-9][0-9]{{0,2}}
                (?: (?:\.[0-9]{{3}}){{2,}} | (?:,[0-9]{{3}}){{2,}} | (?:_[0-9]{{3}})+ | (?:[ ][0-9]{{3}})+ ))
           | (?P<whole>0|[1-9][0-9]*) (?:[.,](?P<fraction>[0-9]{{1,12}}))? )
         (?: [ ]?(?P<unit>{_UNIT})
             (?: (?(fraction)(?!)) (?P<gap>[ ]?)
                 (?: (?P<half>ruoi) | (?P<tail>[0-9]{{1,3}}) (?:[ ]?(?P<smaller>{_UNIT}))? ) )? )?
         (?P<currency>[ ]?(?:dong|d|vnd|₫))?"""
# An amount as programs export it, with hundredths of a dong that are nought: 2500000.00, 2.500.000,00, 2,500,000.00
_EXPORTED = r"""^(-?(?: [0-9]{4,} | [0-9]{1,3}(?:\.[0-9]{3}){2,}(?=,) | [0-9]{1,3}(?:,[0-9]{3}){2,}(?=\.) ))
                [.,]0{1,2}([ ]?(?:dong|d|vnd|₫))?$"""
_PER = r"(?i) ?/ ?| (?:một|mot|mỗi|moi|1|hằng|hàng|hang|per|a|each|every) "
_PERIODS = {
    "month": ("thang", "1 thang", "mot thang", "month"),
    "quarter": ("quy", "3 thang", "ba thang", "quarter", "3 months"),
    "half_year": ("6 thang", "sau thang", "nua nam", "half year", "halfyear", "6 months"),
    "year": ("nam", "1 nam", "mot nam", "12 thang", "year", "12 months"),
}
_PERIOD_OF = {name: period for period, names in _PERIODS.items() for name in names}
_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


@lru_cache(maxsize=1024)
def read_amount(text: str, field: str) -> int:
    """Whole VND, nought or more, from what people type: ``2.500.000 đ``, ``2,5 triệu``, ``2tr5``, ``500k``…

    Raises Problem: amount_unreadable, amount_ambiguous (its readings as ``suggestions``), amount_not_whole,
    amount_negative, amount_too_large.
    """

    def refused(code: str, **facts: Any) -> Problem:
        return Problem(code, field=field, given=text, **facts)

    plain = re.sub(_EXPORTED, r"\1\2", fold_number(text), flags=re.VERBOSE)
    negative = plain.startswith(("-", "−"))
    found = re.fullmatch(_AMOUNT, plain[1:].lstrip() if negative else plain, re.VERBOSE)
    if found is None:
        raise refused("amount_unreadable")
    if negative:
        raise refused("amount_negative")
    digits = re.sub("[., _]", "", found["grouped"] or found["whole"])
    if len(digits) > len(str(MOST)):
        raise refused("amount_too_large", most=MOST)
    readings = sorted(_fractional(int(digits), found) if found["fraction"] else _whole(int(digits), found))
    if not readings:
        raise refused("amount_not_whole" if found["fraction"] else "amount_unreadable")
    if readings[0] > MOST:
        raise refused("amount_too_large", most=MOST)
    bare = found["fraction"] and found["fraction"] != "000" and not (found["unit"] or found["currency"])
    if len(readings) > 1 or bare:
        raise refused("amount_ambiguous", suggestions=[f"{amount:_}" for amount in readings if amount <= MOST])
    return readings[0]


def _fractional(number: int, found: re.Match[str]) -> set[int]:
    """What ``2,5 triệu`` or ``2.500`` may mean; nothing when no whole amount."""
    written, unit = found["fraction"], found["unit"]
    grouped = {int(f"{number}{written}") * _UNITS.get(unit, 1)} if len(written) == 3 and 0 < number < 1000 else set()
    decimals = written.rstrip("0")
    if not unit and (found["currency"] or (grouped and not decimals)):
        return grouped  # dong have no fractions, and a bare 500.000 is never 500 million
    scale = _UNITS.get(unit, 10**6)
    below, odd = divmod(int(decimals or "0") * scale, 10 ** len(decimals))
    return grouped if odd else grouped | {number * scale + below}


def _whole(number: int, found: re.Match[str]) -> set[int]:
    """What ``2500000``, ``2tr5`` or ``2 triệu 500 nghìn`` may mean; nothing when the second unit is not smaller."""
    scale, tail, smaller = _UNITS.get(found["unit"], 1), found["tail"], found["smaller"]
    amount = number * scale
    if found["half"]:
        return {amount + scale // 2}
    if not tail:
        return {amount}
    if smaller:
        below = int(tail) * _UNITS[smaller]
        return {amount + below} if below < scale else set()
    decimal = amount + int(tail) * scale // 10 ** len(tail)
    if not found["gap"]:
        return {decimal, amount + int(tail) * scale // 1000} if len(tail) == 2 else {decimal}
    # "2 triệu 5" is two and a half million; "2 triệu 500" and "2 triệu 5 đồng" may be bare dong
    return {decimal} if len(tail) == 1 and not found["currency"] else {decimal, amount + int(tail)}


def read_budget(text: str, field: str) -> tuple[int, str]:
    """Whole VND and ``month``, ``quarter``, ``half_year`` or ``year``, from ``6 triệu/năm`` or ``500k một tháng``.

    Raises Problem: period_missing, period_unknown, and those of ``read_amount`` for the part before the period.
    """
    import unicodedata

    pieces = re.split(_PER, " ".join(unicodedata.normalize("NFC", text).split()), maxsplit=1)
    amount = read_amount(pieces[0], field)
    suggestions = [f"{pieces[0]}/{name}" for name in ("tháng", "quý", "6 tháng", "năm")]
    name = fold(pieces[1].replace("-", " ").replace("_", " ")) if len(pieces) > 1 else ""
    if name not in _PERIOD_OF:
        raise Problem("period_unknown" if name else "period_missing", field=field, given=text, suggestions=suggestions)
    return amount, _PERIOD_OF[name]


def money(amount: int, lang: str) -> str:
    """Whole VND as ``2.500.000 đ`` (vi) or ``2,500,000 VND`` (en), with a real minus sign."""
    sign = "−" if amount < 0 else ""
    grouped = f"{abs(amount):,}"
    return f"{sign}{grouped.replace(',', '.')} đ" if lang == "vi" else f"{sign}{grouped} VND"


def rounded(amount: int, lang: str) -> str:
    """An assumed amount: three significant digits, half up."""
    return money(significant(amount), lang)


def significant(amount: int) -> int:
    """Three significant digits of an amount, half up."""
    unit = 10 ** max(len(str(abs(amount))) - 3, 0)
    whole: int = (abs(amount) + unit // 2) // unit * unit
    return -whole if amount < 0 else whole


def about(amount: int, lang: str) -> str:
    """The same, said to be about that much."""
    return f"{'khoảng' if lang == 'vi' else 'about'} {rounded(amount, lang)}"


def span(least: int, most: int, lang: str) -> str:
    """Two assumed amounts as one range, ``2,1 đến 2,6 triệu đồng``, in no more digits than tell them apart."""
    unit, name = (10**6, "triệu đồng" if lang == "vi" else "million VND")
    if least < unit:
        unit, name = (10**3, "nghìn đồng" if lang == "vi" else "thousand VND")
    tenths = [(amount * 10 + unit // 2) // unit for amount in (least, most)]
    if unit == 10**3:
        tenths = [(each + 50) // 100 * 100 for each in tenths]
    if tenths[0] == tenths[1] and least != most:
        tenths = [(amount * 100 + unit // 2) // unit for amount in (least, most)]
        said = [f"{each // 100}.{each % 100:02d}" for each in tenths]
    else:
        said = [f"{each // 10}.{each % 10}".removesuffix(".0") for each in tenths]
    word = "đến" if lang == "vi" else "to"
    point = "," if lang == "vi" else "."
    return f" {word} ".join(each.replace(".", point) for each in said) + f" {name}"


def read_out(text: str) -> str:
    """A Vietnamese text with every amount in words, to be read out."""

    def said(found: re.Match[str]) -> str:
        amount = int(found[2].replace(".", ""))
        return spoken(-amount if found[1] else amount) + (" mỗi " if found[3] else "")

    return re.sub(r"(−?)(\d[\d.]{0,40}) đ\b(/?)", said, text)


def number(count: int, lang: str) -> str:
    """A bare whole number, grouped."""
    grouped = f"{count:,}"
    return grouped.replace(",", ".") if lang == "vi" else grouped


def share_text(ten_thousandths: int, lang: str = "en") -> str:
    """A share, nought or more, as ``40,5%`` (vi) or ``40.5%`` (en and JSON)."""
    percent, rest = divmod(ten_thousandths, 100)
    point = "," if lang == "vi" else "."
    return f"{percent}{point}{rest:02d}".rstrip("0").rstrip(point) + "%"


def decimal_text(digits: str, lang: str) -> str:
    """A decimal number, written with a point, as the language writes it."""
    return digits.replace(".", ",") if lang == "vi" else digits


def rate_text(millionths: int, lang: str = "en") -> str:
    """A monthly rate in millionths as ``0,31%`` (vi) or ``0.31%`` (en)."""
    digits = f"{millionths // 10_000}.{millionths % 10_000:04d}".rstrip("0").rstrip(".")
    return (digits.replace(".", ",") if lang == "vi" else digits) + "%"


def spoken(amount: int) -> str:
    """Whole VND in Vietnamese words, as a receipt writes them."""
    return f"{'âm ' if amount < 0 else ''}{_words(abs(amount)) or 'không'} đồng"


def _words(number: int) -> str:
    billions, rest = divmod(number, 10**9)
    words = [_words(billions), "tỷ"] if billions else []
    for scale, name in ((10**6, "triệu"), (10**3, "nghìn"), (1, "")):
        triplet, rest = divmod(rest, scale)
        if triplet:
            words += [_triplet(triplet, full=bool(words)), name]
        elif words and rest:
            words += ["không", name]
    return " ".join(words).strip()


def _triplet(number: int, full: bool) -> str:
    """1 to 999 in words; ``full`` says the hundreds even when there are none."""
    (hundreds, rest), words = divmod(number, 100), []
    tens, units = divmod(rest, 10)
    if hundreds or full:
        words += [_DIGITS[hundreds], "trăm"]
    if tens > 1:
        words += [_DIGITS[tens], "mươi"]
    elif tens or (units and words):
        words.append("mười" if tens else "linh")
    if units:
        after_tens = {1: "mốt", 4: "tư", 5: "lăm"} if tens > 1 else {5: "lăm"} if tens else {}
        words.append(after_tens.get(units, _DIGITS[units]))
    return " ".join(words)
