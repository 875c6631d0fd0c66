"""Reading names: sex, group, province, method of payment; with or without diacritics."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from estimator.engine.problem import Problem
from estimator.words.closed_lists import GROUP, METHOD, SCENARIO, SEX, STOP, read_member, unknown
from estimator.words.dates import read_month
from estimator.words.matching import fold, key, nearest

_SQUEEZED = r"[ .,_\-‐–—]"
_PREFIX = r"^(?:tinh|thanhpho|tp)"
_SPELT_PREFIX = r"^(?:tỉnh|thành phố|tp)[ .]*"
_SHORT_SPELT = ("Sài Gòn", "Thừa Thiên Huế")
_SHORT_PROVINCES = {"hcm": "hochiminh", "hcmc": "hochiminh", "saigon": "hochiminh", "thuathienhue": "hue"}

_MONTHS_AHEAD = r"(?:ve sau ?:? ?)?(24|36|48|60) ?thang(?: ve sau)?"
_YEARS_AHEAD = r"(?:years[ _-]ahead|ve[ _-]sau) ?[: ] ?([0-9]{1,3})(?: nam| years)?|([0-9]) nam ve sau"


@lru_cache(maxsize=1024)
def read_sex(text: str, field: str) -> str:
    """``female`` or ``male``. Raises Problem sex_unknown."""
    return read_member(text, field, SEX)


@lru_cache(maxsize=1024)
def read_group(text: str, field: str) -> str:
    """The code of a group. Raises Problem: group_unknown; groups_joined for several that are joined in another way."""
    several = re.split(r"(?i) ?[,/;] ?| v[aàAÀ]̀? ", " ".join(text.split()))
    if len(several) > 1 and all(_group_key(part) in GROUP.readers for part in several):
        raise Problem("groups_joined", field=field, given=text, suggestions=[" + ".join(several)])
    return GROUP.readers.get(_group_key(text)) or read_member(text, field, GROUP)


def read_groups(texts: Iterable[str], field: str) -> set[str]:
    """The groups that texts name, one or several ``items`` each. Raises Problem: group_unknown, groups_joined."""
    return {read_group(item, field) for text in texts for item in items(text)}


def items(text: str) -> list[str]:
    """Several groups or spells in one text, apart by a plus, a semicolon or a line; of nothing but those the text."""
    return list(filter(None, map(str.strip, re.split("[+;\n]", text)))) or [text]


def _group_key(text: str) -> str:
    return re.sub(r"^(?:nguoi )?thuoc (?:doi tuong |dien )?", "", key(text))


@lru_cache(maxsize=1024)
def read_method(text: str, field: str) -> tuple[str, int]:
    """A method and its years: ``("years_ahead", N)``, any other with 0. Raises Problem method_unknown."""
    once = re.sub(r"(?<=.) ?(?:/ ?)?(?:(?:1|mot) )?lan$", "", fold(text))  # 6 tháng một lần
    if METHOD.readers.get(once, "years_ahead") != "years_ahead":
        return METHOD.readers[once], 0
    folded = once if any(c.isdigit() for c in text) else ""
    ahead, whole = re.fullmatch(_YEARS_AHEAD, folded), re.fullmatch(_MONTHS_AHEAD, folded)
    if whole is not None:
        return "years_ahead", int(whole[1]) // 12
    if ahead is None:
        return _method(text, field), 0
    return "years_ahead", int(ahead[1] or ahead[2])


def _method(text: str, field: str) -> str:
    code = METHOD.readers.get(key(text), "years_ahead")
    if code == "years_ahead":  # without a number of years it is no method
        allowed = ["years_ahead:2" if code == "years_ahead" else code for code in METHOD.codes]
        raise unknown(text, field, METHOD, allowed)
    return code


def read_stop(text: str, field: str) -> tuple[int, str]:
    """A month and why nothing more is due from it: ``2028-05:job``. Raises Problem stop_unreadable, stop_unknown."""
    month, colon, reason = text.partition(":")
    if not colon:
        raise Problem("stop_unreadable", field=field, given=text)
    return read_month(month.strip(), field), read_member(reason, field, STOP)


ASSUMPTIONS = {
    "prices": "prices", "gia": "prices", "incomes": "incomes", "income": "incomes", "thu nhap": "incomes",
    "pensions": "pensions", "luong huu": "pensions", "deposit": "deposit", "tien gui": "deposit",
    "reference level": "reference_level", "muc tham chieu": "reference_level",
    "rural poverty line": "rural_poverty_line", "chuan ngheo": "rural_poverty_line",
    "fund interest": "fund_interest", "lai suat quy": "fund_interest",
}  # fmt: skip
_PERCENT = r"([-−]?)([0-9]{1,4})(?:[.,]([0-9]{1,4}))? ?%"


def read_assumption(text: str, field: str) -> tuple[str, int | str]:
    """A name and its growth, ``prices=4%`` or ``thu nhập=theo giá``: ten-thousandths a year (the fund's interest:
    millionths a month), or ``prices``. A name not known is kept as it is, for the plan to judge.

    Raises Problem: assume_unreadable.
    """
    written, equals, value = text.partition("=")
    named = key(written)
    name = ASSUMPTIONS.get(named, written.strip())
    if fold(value) in ("prices", "theo gia"):
        return name, "prices"
    found = re.fullmatch(_PERCENT, value.strip())
    decimals = 4 if name == "fund_interest" else 2
    if not equals or found is None or len((found[3] or "").rstrip("0")) > decimals:
        raise Problem("assume_unreadable", field=field, given=text, name=name or "prices")
    rate = int(found[2] + (found[3] or "")[:decimals].ljust(decimals, "0"))
    return name, -rate if found[1] else rate


def assumption_text(name: str, value: int | str) -> str:
    """An assumption as ``read_assumption`` reads it."""
    if isinstance(value, str):
        return f"{name}={value}"
    decimals = 4 if name == "fund_interest" else 2
    whole, rest = divmod(abs(value), 10**decimals)
    sign = "-" if value < 0 else ""
    return f"{name}={sign}{f'{whole}.{rest:0{decimals}d}'.rstrip('0').rstrip('.')}%"


def read_scenario(text: str) -> str:
    """The code of a scenario; a name not known is kept as it is, for the plan to judge."""
    return SCENARIO.readers.get(key(text), text)


def read_province(text: str, provinces: Sequence[tuple[str, str, Sequence[str]]], field: str) -> str:
    """The code of a province ``(code, name, old names)`` written by code, name, old or short name.

    Case, spaces, hyphens, dots and a leading ``tỉnh``/``thành phố``/``TP.`` do not matter. Diacritics may be left out
    altogether; some of them, or other ones, are a misspelling (``Hoà Bình`` and ``Hòa Bình`` are the same).
    Raises Problem province_unknown with the nearest names.
    """
    codes: dict[str, str] = {}
    for code, name, _ in provinces:
        codes.setdefault(_province_key(name), code)
    for code, _, old_names in provinces:
        for other in (code, *old_names):
            codes.setdefault(_province_key(other), code)
    folded = _province_key(text)
    found = codes.get(folded) or codes.get(_SHORT_PROVINCES.get(folded, ""))
    spelt = {_marked_key(name) for _, own, old_names in provinces for name in (own, *old_names, *_SHORT_SPELT)}
    if found is None or (_marked_key(text) != (folded, "") and _marked_key(text) not in spelt):
        names = list(
            dict.fromkeys([name for _, name, _ in provinces] + [old for *_, olds in provinces for old in olds])
        )
        raise Problem("province_unknown", field=field, given=text, suggestions=nearest(text, names) or names[:3])
    return found


def _marked_key(text: str) -> tuple[str, str]:
    """The letters of a province's name, and its diacritics wherever the writer puts them."""
    import unicodedata

    bare = re.sub(_SPELT_PREFIX, "", unicodedata.normalize("NFC", text).casefold().strip())
    plain = unicodedata.normalize("NFD", bare.translate(str.maketrans("ðɖ", "đđ")))
    marks = "".join(sorted(c for c in plain if unicodedata.combining(c))) + "đ" * plain.count("đ")
    return _province_key(text), marks


def _province_key(text: str) -> str:
    return re.sub(_PREFIX, "", re.sub(_SQUEEZED, "", fold(text)))
