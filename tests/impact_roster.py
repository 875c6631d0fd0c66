"""A small roster whose cost ``bhxh impact`` is asked for, and how its answer is read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from command_line import AS_OF, ROOT, Said, bhxh

COST = ("people", "months", "household", "state_support", "local_support")
LAWS = ("baseline", "reform", "difference")
YEAR = ("--from", "2027-01", "--to", "2027-12")
PERIOD = (*YEAR, *AS_OF)
PROPOSAL = str(ROOT / "rules" / "reforms" / "ho-tro-them-10-20.yaml")
ROSTER = """Ngày sinh,Giới tính,Mức thu nhập,Phương thức đóng,Đối tượng,Từ tháng,Đã đóng,Xã,Số người
1980,Nữ,2.550.000,6 tháng,khác,11/2026,,Ea Kar,1
1985,Nam,2.200.000,1 tháng,hộ nghèo,01/2027,,Ea Kar,3
1990,Nữ,1.500.000,12 tháng,hộ cận nghèo,11/2026,,Krông Pắc,1
1965-08,Nam,2.200.000,1 tháng,khác,01/2027,2014-01..2026-12:2tr,Krông Pắc,1
1985,Nữ,3.000.000,1 tháng,khác,01/2027,2018-01..2026-06:2tr,Krông Pắc,1
1985,Nữ,1,1 tháng,khác,01/2027,,Krông Pắc,1
"""


def asked(where: Path, text: str, *more: str, period: tuple[str, ...] = PERIOD) -> Said:
    """What is said of a roster."""
    (where / "roster.csv").write_text(text, "utf-8")
    return bhxh("impact", str(where / "roster.csv"), *period, *more)


def summed(where: Path, *more: str, code: int = 5, text: str = ROSTER, period: tuple[str, ...] = PERIOD) -> Any:
    """The JSON of a roster."""
    said = asked(where, text, *more, "--json", period=period)
    assert said.code == code, said.err
    return json.loads(said.out)


def by(told: Any, column: str) -> dict[str, Any]:
    """The sums by one column."""
    return {row["value"]: row for row in told["by"] if row["column"] == column}


def costs(row: Any) -> list[int]:
    return [row[name] for name in COST]
