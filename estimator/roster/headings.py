"""Which column means what: option names, their Vietnamese names, and the sheets agencies already have."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from estimator.asking.faults import Faults
from estimator.engine.problem import Problem
from estimator.words.closed_lists import GROUP
from estimator.words.matching import CLOSE, LONGEST, fold, nearest

# The option's own name is accepted besides. Those from born_year_only on are no options: they say one in another way.
ACCEPTED: dict[str, tuple[str, ...]] = {
    "sex": ("Giới tính", "Phái"),
    "born": ("Ngày sinh", "Năm sinh", "Ngày tháng năm sinh", "Ngày, tháng, năm sinh", "Sinh ngày"),
    "group": ("Đối tượng", "Nhóm đối tượng", "Nhóm hỗ trợ", "Diện hỗ trợ", "Thuộc hộ"),
    "province": ("Tỉnh", "Tỉnh, thành phố", "Tỉnh/Thành phố", "Tỉnh thành", "Thành phố"),
    "income": (
        "Mức thu nhập", "Thu nhập", "Mức tiền làm căn cứ đóng", "Mức tiền đóng", "Mức thu nhập chọn",
        "Thu nhập làm căn cứ đóng", "Mức thu nhập làm căn cứ đóng", "Mức thu nhập tháng làm căn cứ đóng",
    ),
    "pay": ("Số tiền muốn đóng", "Khả năng đóng", "Số tiền đóng được", "Ngân sách"),
    "any_income": ("Không theo bậc", "Mức thu nhập bất kỳ"),
    "method": ("Phương thức đóng", "Phương thức"),
    "instalments": ("Số lần đóng một năm", "Số kỳ đóng một năm"),
    "years_ahead": ("Số năm về sau", "Đóng cho số năm về sau"),
    "start": ("Từ tháng năm", "Từ tháng", "Tháng bắt đầu", "Tháng bắt đầu đóng", "Đóng từ tháng", "Bắt đầu từ"),
    "years": ("Số năm đóng", "Đóng trong số năm"),
    "until": ("Đến tháng", "Đến tháng năm", "Tháng cuối", "Tháng cuối cùng đóng", "Đóng đến tháng"),
    "paid": ("Đã đóng", "Giai đoạn đã đóng", "Quá trình đóng", "Quá trình đã đóng"),
    "compulsory_average": ("Bình quân tiền lương bắt buộc", "Mức bình quân tiền lương bắt buộc"),
    "compulsory_months": ("Số tháng bắt buộc", "Số tháng đóng bắt buộc"),
    "legacy_age": ("Chọn tuổi 60/55",),
    "stop": ("Ngừng", "Ngừng đóng", "Tháng ngừng"),
    "as_of": ("Ngày lập", "Ngày tính", "Tính đến ngày"),
    "known_on": ("Văn bản đến ngày", "Biết đến ngày"),
    "scenario": ("Kịch bản",),
    "born_year_only": ("Chỉ có năm sinh",),
    "state_percent": ("Tỷ lệ NSNN hỗ trợ", "Tỷ lệ NSNN", "Tỷ lệ Nhà nước hỗ trợ", "Tỷ lệ ngân sách nhà nước hỗ trợ"),
    "months": ("Số tháng đóng", "Số tháng"),
    "ethnicity": ("Dân tộc",),
    **{f"is_{group.code}": group.ticks for group in GROUP if group.ticks},
}  # fmt: skip
TICKS = {name: name.removeprefix("is_") for name in ACCEPTED if name.startswith("is_")}  # columns each for one group
# What a collector worked out, and from what: read by an audit, never by a quote.
AUDITED: dict[str, tuple[str, ...]] = {
    "amount": ("Tổng số tiền NTG đóng", "Tiền tự nguyện đóng", "Số tiền NTG đóng", "Số tiền người tham gia đóng",
               "NTG đóng", "Người tham gia đóng"),
    "full": ("Tổng số tiền đóng", "Tổng tiền đóng"),
    "state": ("Số tiền NSNN hỗ trợ", "Tiền NSNN hỗ trợ", "Số tiền ngân sách nhà nước hỗ trợ"),
    "local": ("Số tiền NSĐP hỗ trợ", "Tiền NSĐP hỗ trợ", "Tiền NSĐP", "Số tiền ngân sách địa phương hỗ trợ"),
    "contribution_rate": ("Tỷ lệ đóng",),
    "fund_interest": ("Lãi suất đầu tư quỹ BHXH bình quân trên năm", "Lãi suất đầu tư quỹ BHXH bình quân",
                      "Lãi suất đầu tư quỹ"),
    "coefficient": ("Hệ số",),
    "local_share": ("Tỷ lệ NSĐP hỗ trợ", "Tỷ lệ NSĐP", "Tỷ lệ ngân sách địa phương hỗ trợ"),
    "other_support": ("Tiền hỗ trợ khác",),
}  # fmt: skip
MANY = ("paid", "group")  # paid, paid_2, paid_3 …
# Headings of agencies' sheets that are near ours and mean something else.
OTHERS = frozenset({
    "ty le ho tro khac", "phuong an", "quoc tich", "ho ten", "ho va ten", "tinh kcb", "ma so bhxh", "so so bhxh",
    "ngay bien lai", "so bien lai", "so dien thoai", "ghi chu", "stt", "benh vien", "loai khai bao", "id lao dong",
    "ma ho ngheo", "so ho ngheo", "ma ho can ngheo", "so ho can ngheo",
})  # fmt: skip


def key(heading: str) -> str:
    """A heading without diacritics, case, signs, line breaks and what stands in brackets."""
    bare, left = heading if len(heading) <= LONGEST else "", 1  # no name of a column is longer
    while left:  # brackets within brackets
        bare, left = re.subn(r"\([^()]*\)|\[[^\[\]]*\]", " ", bare)
    return " ".join(re.sub(r"[^\w]|_", " ", fold(bare)).split())


_KEYS = {key(name): option for option, names in ACCEPTED.items() for name in (option, *names)}
_AUDITED = {key(name): meant for meant, names in AUDITED.items() for name in names}


@lru_cache(maxsize=4096)
def meaning(heading: str) -> str | None:
    """The option a heading stands for (``paid_2`` for a second spell), None for any other column."""
    for text in (heading, heading.strip().partition("\n")[0]):  # a remark may stand on a second line
        found = key(text)
        if found in _KEYS:
            return _KEYS[found]
        numbered = re.fullmatch(r"(.*\S) ?([1-9][0-9]?)", found)
        option = _KEYS.get(numbered[1].strip()) if numbered else None
        if numbered and option in MANY:
            return option if numbered[2] == "1" else f"{option}_{numbered[2]}"
    return None


def known(heading: str) -> bool:
    """Whether a heading stands for an option, or for what an audit reads."""
    return meaning(heading) is not None or audits(heading) is not None


def audits(heading: str) -> str | None:
    """Which of ``AUDITED`` a heading stands for, None for any other column."""
    for text in (heading, heading.strip().partition("\n")[0]):
        if key(text) in _AUDITED:
            return _AUDITED[key(text)]
    return None


def audited(header: Iterable[str]) -> dict[str, str]:
    """The column of each of ``AUDITED`` that the header has. Raises Problem two_columns."""
    found: dict[str, str] = {}
    for column in header:
        meant = audits(column)
        if meant is not None and found.setdefault(meant, column) != column:
            raise Problem("two_columns", field="check", given=column, other=found[meant], meaning=meant)
    return found


def recognised(header: Iterable[str], mapping: Mapping[str, str] | None = None) -> dict[str, str]:
    """The column of each option that the header has; ``mapping`` (column to option) goes before what headings say.

    Besides options there may be ``born_year_only``, ``state_percent``, ``months`` and ``ethnicity``, for ``agency``.
    What a column is mapped to no heading says, be the column there (``has_mapped``) or, as in lines of JSON, not.
    Raises Problem two_columns.
    """
    named = dict(mapping or {})
    found: dict[str, str] = {}
    for column in header:
        option = named.get(column) or (None if (said := meaning(column)) in named.values() else said)
        if option is None:
            continue
        if option in found:
            raise Problem("two_columns", field="map", given=column, other=found[option], meaning=option)
        found[option] = column
    return found


def has_mapped(header: Iterable[str], mapping: Mapping[str, str]) -> None:
    """Raises Problem map_column_unknown for mapped columns that the header has not."""
    columns, faults = list(header), Faults()
    for column in mapping:
        if column not in columns:
            near = nearest(column, columns, 3) or columns[:3]
            faults.add(Problem("map_column_unknown", field="map", given=column, suggestions=near))
    faults.raise_all()


def likely(header: Iterable[str]) -> dict[str, str]:
    """For each column that means nothing but looks misspelt: the heading that was perhaps meant. Never acted upon."""
    found = {}
    meant = {key(name): name for names in (*ACCEPTED.values(), *AUDITED.values()) for name in names}
    for column in header:
        folded = key(column)
        if len(folded) < 4 or folded in OTHERS or known(column):
            continue
        near = nearest(folded, [*_KEYS, *meant, *OTHERS], 1, CLOSE)
        if near and near[0] not in OTHERS:
            found[column] = meant.get(near[0]) or _KEYS[near[0]]
    return found


def lacking(told: set[str]) -> dict[str, str]:
    """The options every person needs that are not told, and the heading looked for."""
    needed = (("sex",), ("born",), ("income", "pay"))
    return {options[0]: ACCEPTED[options[0]][0] for options in needed if told.isdisjoint(options)}


def mapped(text: str) -> tuple[str, str]:
    """A column and the option it is to mean, from ``Cột=income``.

    Raises Problem: map_unreadable, map_option_unknown.
    """
    column, sign, written = text.rpartition("=")
    if not sign or not column.strip() or not written.strip():
        raise Problem("map_unreadable", field="map", given=text)
    option = written.strip().replace("-", "_")
    base = re.sub(r"_[1-9][0-9]?$", "", option)
    if option in ACCEPTED or (base in MANY and option != f"{base}_1"):
        return column.strip(), option
    said = meaning(written)
    if said is None:
        near = nearest(option, ACCEPTED) or ["income", "born", "sex"]
        raise Problem("map_option_unknown", field="map", given=option, allowed=list(ACCEPTED), suggestions=near)
    return column.strip(), said


def mappings(texts: Iterable[str]) -> dict[str, str]:
    """Columns and the options they are to mean. Raises Problem: map_twice, and as ``mapped``; all at once."""
    found: dict[str, str] = {}
    faults = Faults()
    for text in texts:
        pair = faults.read(None, mapped, text)
        if pair is not None and found.setdefault(*pair) != pair[1]:
            faults.add(Problem("map_twice", field="map", given=pair[0], one=found[pair[0]], other=pair[1]))
    faults.raise_all()
    return found


def listing() -> list[tuple[str, tuple[str, ...]]]:
    """Each option with the headings accepted for it besides its own name, then what an audit reads."""
    return [*ACCEPTED.items(), *((f"check {meant}", names) for meant, names in AUDITED.items())]
