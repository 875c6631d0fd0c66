"""The closed lists: of each member its code, its labels, what people write for it, and the headings it is ticked under.

The codes are those of the core; a test holds that every code can be read, ticked, named and offered. What is written is
read without regard to diacritics, case, hyphens and underscores (``names.fold``).
"""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from estimator.engine.problem import Problem
from estimator.words.matching import key, nearest


class Member(NamedTuple):
    """A code, its labels, the words people write for it (the first are ``offered``), and headings of a tick column."""

    code: str
    vi: str
    en: str
    written: tuple[str, ...]
    offered: int = 1
    ticks: tuple[str, ...] = ()

    def label(self, lang: str) -> str:
        """The member's name in a language."""
        return self.vi if lang == "vi" else self.en


class ClosedList:
    """Members in the order in which they are offered."""

    def __init__(self, name: str, *members: Member, unknown: str = "") -> None:
        self.name, self.members = name, members
        self.unknown = unknown or f"{name}_unknown"  # the code of the refusal

    def __iter__(self) -> Iterator[Member]:
        return iter(self.members)

    def __getitem__(self, code: str) -> Member:
        return self._by_code[code]

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    @cached_property
    def _by_code(self) -> dict[str, Member]:
        return {member.code: member for member in self.members}

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The codes as they are offered."""
        return tuple(self._by_code)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The Vietnamese words as they are offered."""
        return tuple(word for member in self.members for word in member.written[: member.offered])

    @cached_property
    def readers(self) -> dict[str, str]:
        """The code that each written word means, by its key."""
        return {key(word): member.code for member in self.members for word in (member.code, *member.written)}


SEX = ClosedList(
    "sex",
    Member("female", "Nữ", "Female", ("nữ", "f")),
    Member("male", "Nam", "Male", ("nam", "m")),
)
GROUP = ClosedList(
    "group",
    Member("poor", "hộ nghèo", "poor household", ("hộ nghèo", "nghèo", "hn"),
           ticks=("Hộ nghèo", "Nghèo", "Thuộc hộ nghèo", "Người thuộc hộ nghèo")),
    Member("near_poor", "hộ cận nghèo", "near-poor household", ("hộ cận nghèo", "cận nghèo", "hcn"),
           ticks=("Hộ cận nghèo", "Cận nghèo", "Thuộc hộ cận nghèo", "Người thuộc hộ cận nghèo")),
    Member("ethnic_minority", "dân tộc thiểu số", "ethnic minority",
           ("dân tộc thiểu số", "người dân tộc thiểu số", "dtts"),
           ticks=("Dân tộc thiểu số", "Người dân tộc thiểu số", "DTTS")),
    Member("island", "xã đảo, đặc khu", "island commune or special zone", ("xã đảo", "đặc khu"), 2,
           ticks=("Xã đảo", "Đặc khu")),
    Member("other", "khác", "other", ("khác", "đối tượng khác")),
)  # fmt: skip
METHOD = ClosedList(
    "method",
    Member("monthly", "đóng hằng tháng", "paid monthly",
           ("hằng tháng", "1 tháng", "một tháng", "theo tháng", "tháng")),
    Member("quarterly", "đóng 4 lần một năm", "paid 4 times a year",
           ("3 tháng", "hằng quý", "theo quý", "quý", "ba tháng")),
    Member("half_yearly", "đóng 2 lần một năm", "paid 2 times a year", ("6 tháng", "nửa năm", "sáu tháng")),
    Member("yearly", "đóng 1 lần một năm", "paid once a year",
           ("12 tháng", "hằng năm", "theo năm", "năm", "1 năm", "một năm", "1 lần/năm")),
    Member("years_ahead", "đóng một lần cho nhiều năm về sau", "several years ahead paid at once", ("về sau:2",)),
    Member("missing", "đóng một lần cho những năm còn thiếu", "missing years paid at once", ("còn thiếu",)),
)  # fmt: skip
STOP = ClosedList(
    "stop",
    Member("job", "đi làm có BHXH bắt buộc", "compulsory insurance at a job", ("việc làm",)),
    Member("withdraw", "nhận BHXH một lần", "withdrawal", ("rút",)),
    Member("death", "qua đời", "death", ("chết", "mất")),
    Member("pension", "hưởng lương hưu", "pension", ("lương hưu",)),
)
SPELL_KIND = ClosedList(
    "spell_kind",
    Member("voluntary", "tự nguyện", "voluntary", ("tự nguyện",)),
    Member("compulsory", "bắt buộc", "compulsory", ("bắt buộc",)),
    Member("state", "lương nhà nước", "State salary", ("nhà nước",)),
)
WITHDRAWAL = ClosedList(
    "withdrawal",
    Member("age", "đủ tuổi nghỉ hưu mà chưa đủ năm", "of age, but short of years", ("đủ tuổi", "tuổi")),
    Member("waiting", "đã đóng trước 01/7/2025, ngừng đóng đủ 12 tháng, chưa đủ 20 năm",
           "paid before 2025-07, twelve months without paying, under twenty years", ("ngừng đóng", "chờ")),
    Member("abroad", "ra nước ngoài định cư", "settles abroad", ("định cư", "ra nước ngoài", "ra nước ngoài định cư")),
    Member("illness", "mắc bệnh hiểm nghèo", "grave illness",
           ("bệnh hiểm nghèo", "bệnh", "ốm", "mắc bệnh hiểm nghèo")),
    Member("incapacity", "suy giảm khả năng lao động từ 81%", "incapacity of 81% or more",
           ("suy giảm khả năng lao động", "mất sức")),
    unknown="reason_unknown",
)  # fmt: skip
SCENARIO = ClosedList(
    "scenario",
    Member("base", "cơ sở", "base", ("cơ sở", "giữa")),
    Member("low", "thấp", "low", ("thấp",)),
    Member("high", "cao", "high", ("cao",)),
    Member("frozen", "luật hiện hành, giá không đổi", "the law as enacted, prices unchanged",
           ("không đổi", "giữ nguyên")),
)  # fmt: skip
# Kinds of spell that people write and no law of ours knows
MILITARY = frozenset(
    map(key, ("quân đội", "bộ đội", "quân ngũ", "nghĩa vụ quân sự", "nghĩa vụ", "công an", "military", "army"))
)


def is_military(text: str) -> bool:
    """Whether a kind of spell is time in the armed forces."""
    return key(text) in MILITARY


LISTS = {one.name: one for one in (SEX, GROUP, METHOD, STOP, SPELL_KIND, WITHDRAWAL, SCENARIO)}


def read_member(text: str, field: str, among: ClosedList) -> str:
    """The code of a member of a closed list. Raises Problem ``…_unknown`` with what is allowed and what is near."""
    code = among.readers.get(key(text))
    if code is None:
        raise unknown(text, field, among, among.codes)
    return code


def unknown(text: str, field: str, among: ClosedList, allowed: Sequence[str]) -> Problem:
    """That a text names no member of a closed list."""
    words = list(among.words)
    near = nearest(text, (*allowed, *words)) or words
    return Problem(among.unknown, field=field, given=text, allowed=list(allowed), words=words, suggestions=near)
